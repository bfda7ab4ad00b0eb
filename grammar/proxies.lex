# Proxies.

[proxies.heading]
pouvoir(s)
pouvoir(s) <donne|accorde>(s)
procuration(s) <donnee|accordee>(s)
procuration(s)
mandat(s)
mandataire(s)
delegation(s) de vote
absent(e)(s) ayant donne (pouvoir|procuration|mandat|delegation de vote|mandat de vote) (a)
absents excuses ayant donne (pouvoir|procuration|mandat|delegation de vote|mandat de vote) (a)
(etaient) absents ayant donne (pouvoir|procuration|mandat) (a)
(etaient) absents excuses <et ayant|ayant|et ont|qui ont> donne <pouvoir|procuration|mandat> (a)
(etait) absent(e) excuse(e) <et ayant|ayant|et a|qui a> donne <pouvoir|procuration|mandat> (a)
excuse(e)(s) ayant donne (pouvoir|procuration|mandat|delegation de vote|mandat de vote) (a)
excuse(e)(s) et ayant donne (pouvoir|procuration|mandat) (a)
absent(e)(s) et ayant donne (pouvoir|procuration|mandat) (a)
absent(e)(s) avec (pouvoir|procuration)
absent(e)(s) excuse(e)(s) avec (pouvoir|procuration)
excuse(e)(s) avec (pouvoir|procuration)
ayant donne (pouvoir|procuration|mandat|delegation de vote|mandat de vote)
ont donne (pouvoir|procuration|mandat|delegation de vote|mandat de vote)
avai(en)t donne (pouvoir|procuration|mandat)
represente(e)(s) par (leur) (mandat|pouvoir|procuration)
membres ayant donne pouvoir
liste des pouvoirs
liste des procurations
vote(s) par procuration
(absent(e)(s)) ayant vote par <procuration|mandat>
<avait|avaient|ont|a|ayant> <remis|confie|delegue> (son|leur|un) <pouvoir|procuration|mandat|vote|voix> (a)
(absent(e)(s)) (excuse(e)(s)) ayant <remis|donne> un <pouvoir|procuration|mandat>
<avait|avaient|ont|a|ayant> delegue (leur|son) droit(s) de vote (a)
<avait|avaient|ont|a|ayant> <transmis|laisse> (son|leur) <pouvoir|procuration|mandat> (a)
<s'etait|s'etaient|s'est|se sont> fait excuser (et|en) <confiant|donnant|remettant|deleguant> (son|leur) <pouvoir|procuration|mandat|vote|voix> (a)
<s'etait|s'etaient|s'est|se sont> fait excuser et <a|ont|avait|avaient> <donne|remis|confie> (son|leur) <pouvoir|procuration|mandat|vote|voix> (a)

[proxies.gives]
(qui) <a|ont|ayant|avait|avaient> donne (respectivement) (son|leur|leurs) <pouvoir|pouvoirs|procuration|procurations|mandat|delegation|delegation de vote> <a|au|aux>
<a|ont|ayant> donne <pouvoir|procuration> ecrit(e) <a|au>
(ayant|a|ont) donne pourvoir <a|au|aux>
donne(nt) (son|leur) <pouvoir|procuration|mandat|delegation|delegation de vote> <a|au|aux>
donnant (son|leur) <pouvoir|procuration|mandat> <a|au|aux>
<pouvoir|procuration|mandat|delegation|delegation de vote> (donne|donnee|ecrit|ecrite|remis|de vote) <a|au|aux>
bon pour pouvoir <a|au>
(est|etait) represente(e)(s) par
(est|etait) (absent|absente|excuse|excusee) (et) represente(e)(s) par
(excuse|excusee|absent|absente|excuses) (a|ont|ayant) donne <pouvoir|procuration> <a|au|aux>
(excuse|excusee|absent|absente) avec <pouvoir|procuration> <a|au|aux>
<et|avec> <pouvoir|procuration|mandat> (donne|donnee) <a|au|aux>
delegue son vote a
(qui) <a|ont|ayant|avait|avaient> donne (son|leur) <pouvoir|procuration|mandat> de vote <a|au|aux>
<a|ont> confie (son|leur) <pouvoir|procuration|mandat> a
mandataire (:)
a pour mandataire
<pv|pvr|pouv|proc|procu>(.) <a|au|aux>
<pvr|pouv|proc|procu>.
pvr
<pouvoir|procuration> <en faveur de|au profit de>
<procuration|pouvoir> : <a|au|aux>
<a|ont|avait|avaient|ayant> <remis|confie|delegue> (son|leur) <pouvoir|procuration|mandat|vote|voix> (ecrit) <a|au|aux>
(qui) <avait|avaient> donne <pouvoir|procuration> ecrit(e) <a|au>

# « de X en faveur de Y »: under a heading of proxies.
[proxies.favour]
en faveur de
au profit de
au benefice de

[proxies.respective]
respectivement

[proxies.reversed]
(avec) <pouvoir|procuration|mandat> de
(porteur|porteuse|detenteur|detentrice|muni|munie) <du|d'un|de la> <pouvoir|procuration|mandat> de
(a|ayant) <pouvoir|procuration|mandat> pour
<ayant|a|detient|porte> (le|la) <pouvoir|procuration|mandat> de
<pouvoir|procuration> recu(e) de
a recu <pouvoir|procuration> de
ayant recu <pouvoir|procuration> de
porteur du pouvoir de
mandataire de
a depose (un|son|le) <pouvoir|procuration> (pour voter) (au nom) de
<vote|votant|voter> <au nom de|en lieu et place de>
pour

[proxies.none]
pas de pouvoir (donne)
sans pouvoir
sans procuration

[proxies.false_friend]
tout(s) pouvoir(s)
pleins pouvoirs

[proxies.temporary]
a partir <du|de la|de l'> <point|question|deliberation|affaire|rapport|dossier>
a compter <de|du>
a partir <de|du> (la)
jusqu'<a|au> (la)

[proxies.own]
(et|avec|plus) <son|sa|ses|leur|leurs> <pouvoir|pouvoirs|procuration|procurations|mandat|mandats|mandant|mandants>
avec <pouvoir|procuration|pouvoirs|procurations>
et <pouvoir|procuration|pouvoirs>
+ <pouvoir|procuration|pouvoirs|1 pouvoir|1 procuration|son pouvoir|sa procuration>
(et|avec|plus) <un|1|une> <pouvoir|procuration>
