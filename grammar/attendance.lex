# Attendance: rubrics and what happens during the sitting.

[attendance.present]
<delegues|membres|conseillers|elus|representants|administrateurs> (titulaires|suppleants|communautaires|municipaux|syndicaux|nommes) present(e)s
present(e)(s)
(etai(en)t|sont|est) present(e)(s)
(etai(en)t|sont|est) present(e)(s) (a la seance)
etai(en)t la
(etai(en)t|sont|est) present(e)(s) mesdames et messieurs
membres present(s)
membres presents a la seance
conseillers (municipaux|communautaires) present(s)
conseillers presents
delegues presents
elus presents
sont present(e)(s)
les membres presents
etaient presents les conseillers municipaux
liste des presents
titulaires presents
presents titulaires
(delegues|conseillers) suppleants (remplacant) (de droit) (les|des|un) titulaires absents
(delegues|conseillers) suppleants presents
suppleants avec voix deliberative
suppleant(s) present(s) (en remplacement) <d'un|d un|de|des> titulaire(s) absent(s)
present(e)(s) sans <voix deliberative|droit de vote>
ont siege
ayant siege
(etai(en)t|sont|est) present(e)(s) avec <voix deliberative|droit de vote>
(delegues|membres|elus|conseillers) present(e)(s) (avec|ayant) voix deliberative
<delegues|membres|elus|conseillers|administrateurs> <avec|ayant|a> voix deliberative present(e)s
etai(en)t la
(avai(en)t|ont|a) pris place (autour de la table|a la table du conseil|en seance)
siegeai(en)t
prennent place autour de la table
(les) <adjoints|vice presidents> present(e)s
les <conseillers|delegues|elus> (municipaux|communautaires) present(e)s

# In a bracket behind a name among those present: what follows came later.
[attendance.part]
present(e)(s) (uniquement|seulement) <de la|du|des|pour la|pour le|pour les|lors de|lors du|jusqu'a la|jusqu'au> <deliberation|deliberations|point|points|question|questions|vote|votes|affaire|affaires|rapport|rapports|dossier|dossiers>

# Where nothing else says who is present.
[attendance.attended]
assistai(en)t (a la <seance|reunion>)
participai(en)t (a la <seance|reunion>)
<ont|avai(en)t> (assiste|participe) a la <seance|reunion>
(les) membres ayant <assiste|participe> (a la <seance|reunion>)
<fait|procede a> l'appel (nominal|nominatif) (de chaque <membre|delegue|conseiller|elu>)
<fait|procede a> l'appel (nominal|nominatif) des <membres|delegues|conseillers|elus> (municipaux|communautaires|syndicaux)

[attendance.excused]
<delegues|membres|elus|conseillers|administrateurs> <avec|ayant|a> voix deliberative (absent(e)s) excuse(e)s
<delegues|membres|conseillers|elus|representants|administrateurs> (titulaires|suppleants|communautaires|municipaux|syndicaux|nommes) (absents) (et) excuses
absents excuses (et|ou) non excuses
(etai(en)t|sont|est) absents excuses (et|ou) absents
excuse(e)(s)
(etai(en)t|sont|est) excuse(e)(s)
(etai(en)t|sont|est) absent(e)(s) excuse(e)(s)
(etai(en)t|sont|est) absent(e)(s) et excuse(e)(s)
(etai(en)t|sont|est) absent(e)(s) et absent(e)(s) excuse(e)(s)
absent(e)(s) excuse(e)(s) et non represente(e)(s)
excuse(e)(s) sans pouvoir
absent(e)(s) avec excuse(s)
(etai(en)t|sont|est) absent(e)(s) avec excuse(s)
membres excuses
conseillers excuses
s'etai(en)t excuse(e)(s)
absent(e)(s) excuse(e)(s) sans pouvoir
excuse(e)(s) (et) non represente(e)(s)
membres absents excuses
(delegues|membres|elus|conseillers) (absent(e)(s)) excuse(e)(s)
<deleguee|conseillere|elue>(s) (municipale|communautaire|municipales|communautaires) (absente(s)) excusee(s)
(s'etai(en)t|s'est|se sont) fait excuser
<s'est|se sont> excuse(e)(s)

# « absents ou excusés » does not say of anybody that he was excused.
[attendance.absent]
<delegues|membres|elus|conseillers|administrateurs> <avec|ayant|a> voix deliberative absent(e)s
(etai(en)t|sont|est) absent(e)(s) ou excuse(e)(s)
<delegues|membres|conseillers|elus|representants|administrateurs> (titulaires|suppleants|communautaires|municipaux|syndicaux|nommes) absents ou excuses
(etai(en)t|sont|est) absent(e)(s) (et) non represente(e)(s)
absent(e)(s) (et) non represente(e)(s)
<delegues|membres|conseillers|elus|representants|administrateurs> (titulaires|suppleants|communautaires|municipaux|syndicaux|nommes) absents
absent(e)(s)
(etai(en)t|sont|est) absent(e)(s)
absent(e)(s) non excuse(e)(s)
(etai(en)t|sont|est) absent(e)(s) non excuse(e)(s)
absent(e)(s) sans excuse(s)
(etai(en)t|sont|est) absent(e)(s) sans excuse(s)
membres absents
conseillers (municipaux|communautaires) absents
non excuse(e)(s)
(delegue|membre|elu|conseiller) (municipal|communautaire) absent(e)
<delegue|membre|elu|conseiller>(s) (municipal|communautaire|municipaux|communautaires) absent(s) (et) non excuse(s)
<deleguee|conseillere|elue>(s) (municipale|communautaire|municipales|communautaires) absente(s) (non excusee(s))
(delegues|elus) absents
n'etai(en)t pas la
n'etai(en)t pas present(e)(s)
n'etai(en)t ni present(e)(s) ni <excuse|represente>(e)(s)
manquai(en)t (a l'appel)
# who came too late for the roll call
<a|ont> complete le quorum (apres l'appel (nominatif|nominal))

[attendance.represented]
<delegues|membres|conseillers|elus|representants|administrateurs> (titulaires|suppleants|communautaires|municipaux|syndicaux|nommes) (absents) (et) represente(e)s
represente(e)(s)
(etai(en)t|sont|est) represente(e)(s)
absent(e)(s) represente(e)(s)
excuse(e)(s) represente(e)(s)
absent(e)(s) excuse(e)(s) represente(e)(s)
absent(e)(s) et represente(e)(s)
excuse(e)(s) et represente(e)(s)
(etai(en)t|sont|est) absent(e)(s) et represente(e)(s)
membres representes
(etai(en)t|sont|est) absent(e)(s) represente(e)(s)
conseillers representes

[attendance.gone]
(conseiller(s)|membre(s)) demissionnaire(s)
(a|ont) demissionne
demission(s)
decede(e)(s)
siege(s) vacant(s)
poste(s) vacant(s)
radie(e)(s)

[attendance.all]
tous les membres (du conseil) (en exercice)
tous les conseillers (municipaux|communautaires) (en exercice)
l'ensemble des membres (en exercice)
l'ensemble des conseillers (municipaux|communautaires) (en exercice)

[attendance.except]
sauf
a l'exception de
excepte
a l'exclusion de

[attendance.nobody]
neant
aucun(e)
personne
sans objet

[attendance.arrives]
arrive(e)(s) a
arrivee (de) (a)
arrive(e)(s) (en cours de seance) (au) point
est arrive(e)
arrive(e)(s)
present(e) a partir
a partir <du|de la|de l'> <point|question|deliberation|affaire|rapport|dossier>

[attendance.leaves]
quitte la seance
quittent la seance
a quitte la seance
ont quitte la seance
depart de
parti(e) a
depart a
present(e) jusqu'a

[attendance.substitute]
remplace(e) par (son|sa) (suppleant|suppleante)
remplace(e) par
supplee(e) par
represente(e) par (son|sa) <suppleant|suppleante>

[attendance.substitute_heading]
(absent(e)(s)) (et|,) <remplace|supplee>(e)(s) par (son|sa|leur) suppleant(e)(s)
(etai(en)t|sont|est) <supplee|remplace>(e)(s)
(absents|titulaires|delegues) <supplees|remplaces>

[attendance.substitutes]
remplace
remplacant
supplee
suppleant(e) de
en remplacement de
qui remplace
(siegeant) <a la place|en lieu et place> de
suppleant(e) d'
remplacant(e) de
remplacant(e) d'
en remplacement d'

[attendance.speaks]
<ouvre|declare ouverte|leve> la seance
<rappelle|informe|indique|expose|propose|demande|remercie|constate|precise|souhaite|fait part|prend la parole|presente|rapporte> (que|qu)
<donne|fait> lecture
<procede|invite|salue|accueille|annonce>
