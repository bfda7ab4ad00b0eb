# The sitting: body, authority, convocation, chair, secretary, printed counts, kinds of document.

[sitting.body]
conseil municipal = conseil municipal
conseils municipaux = conseil municipal
conseil municipal du = conseil municipal
(cr|pv) (du) conseil municipal (du) = conseil municipal
assemblee municipale = conseil municipal
conseil de paris = conseil de paris
conseil d'arrondissement = conseil d'arrondissement
conseil du <1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20> <e|er|eme|ème> arrondissement = conseil d'arrondissement
conseil communautaire = conseil communautaire
conseil communautaire du = conseil communautaire
(cr|pv) (du) conseil communautaire (du) = conseil communautaire
conseil de la communaute de communes = conseil communautaire
conseil de la communaute d'agglomeration = conseil communautaire
conseil de la communaute urbaine = conseil communautaire
conseil de communaute du = conseil communautaire
comite communautaire = conseil communautaire
conseil de (la) communaute = conseil communautaire
assemblee communautaire = conseil communautaire
conseil metropolitain = conseil métropolitain
conseil de (la) metropole = conseil métropolitain
conseil de territoire = conseil de territoire
conseil departemental = conseil départemental
conseil general = conseil général
conseil regional = conseil régional
assemblee de (la|l') = assemblée
assemblee du = assemblée
assemblee de corse = assemblée
assemblee de martinique = assemblée
assemblee de guyane = assemblée
commission permanente = commission permanente
bureau communautaire = bureau
bureau (communautaire|metropolitain|syndical) du = bureau
bureau metropolitain = bureau
bureau syndical = bureau
bureau de la metropole = bureau
bureau de la communaute = bureau
membres du bureau = bureau
le bureau = bureau
<deliberation|deliberations|decision|decisions|reunion|seance|proces verbal|compte rendu> du bureau = bureau
comite syndical = comité syndical
comite syndical du = comité syndical
comite du syndicat = comité syndical
comite directeur = comité syndical
conseil syndical = comité syndical
conseil d'administration = conseil d'administration
conseil d'administration du = conseil d'administration
commission administrative = conseil d'administration
comite de la caisse des ecoles = comité
comite de gestion de la caisse des ecoles = comité
comite de gestion = comité
comite d'administration de la caisse des ecoles = comité
conseil d'arrondissements = conseil d'arrondissement
conseil des <1|2|4|6|9|11|13|15|17> <e|er|eme> et <3|5|7|8|10|12|14|16|18> <e|eme> arrondissements = conseil d'arrondissement

[sitting.body_short]
conseil
assemblee
comite
conseil du

# Bodies that sit in no minutes of these authorities, and what is only called so.
[sitting.other_body]
bureau(x) d'etude(s)
bureau d'aide sociale
bureau(x) de <vote|poste|tabac|controle>
conseil(s) d'ecole
conseil(s) (municipal|municipaux) des <jeunes|enfants|sages>
conseil(s) de <quartier|discipline|developpement>

[sitting.earlier]
(seance|reunion) precedente
derniere (seance|reunion)
(precedente|derniere) <seance|reunion> (du)
<approbation|adoption|lecture> (et approbation) de la (derniere|precedente) <seance|reunion> (du conseil municipal|du conseil communautaire) (du)
<approbation|adoption|lecture> du <proces verbal|compte rendu|pv|cr> de la (derniere|precedente) <seance|reunion> (du conseil municipal|du conseil communautaire) (du)
<approbation|adoption|lecture> du <proces verbal|compte rendu|pv|cr> (du conseil municipal|du conseil communautaire|du conseil) du
<proces verbal|compte rendu|pv|cr> de la <derniere|precedente> <seance|reunion> (du)

[sitting.authority_suffix]
communaute = other
agglomeration = communaute_d_agglomeration
agglo = communaute_d_agglomeration
metropole = metropole
intercom = communaute_de_communes
intercommunalite = communaute_de_communes

[sitting.authority]
commune = commune
bienvenue <a|sur le site (internet|officiel) de (la commune de|la ville de|la mairie de)> = commune
site (internet|officiel) de la <commune|ville|mairie> de = commune
habitants de = commune
commune nouvelle = commune
cumuna di = commune
ville = commune
mairie = commune
salle du conseil (municipal) = commune
communaute de communes = communaute_de_communes
communaute d'agglomeration = communaute_d_agglomeration
communaute urbaine = communaute_urbaine
metropole = metropole
departement = departement
conseil departemental = departement
conseil general = departement
region = region
conseil regional = region
syndicat = syndicat
syndicat mixte = syndicat
(syndicat mixte (de gestion) du) parc naturel regional = syndicat
syndicat des eaux = syndicat
syndicat d'energie = syndicat
s.i.v.o.m. = syndicat
s.i.v.u. = syndicat
sivom = syndicat
sivu = syndicat
pole d'equilibre territorial et rural = syndicat
service departemental d'incendie et de secours = other
office public de l'habitat = other
collectivite territoriale = region
collectivite europeenne = departement
syndicat intercommunal = syndicat
syndicat (intercommunal) a vocation <unique|multiple> = syndicat
syndicat (intercommunal|mixte) (departemental) pour = syndicat
ccas = ccas
c.c.a.s. = ccas
centre communal d'action social(e) = ccas
centre intercommunal d'action social(e) = ccas
collectivite de = region
cias = ccas
etablissement public territorial = etablissement_public_territorial
caisse des ecoles = other
sictom = syndicat
s.i.c.t.o.m. = syndicat
smictom = syndicat
sirtom = syndicat
siaep = syndicat
s.i.a.e.p. = syndicat
sivos = syndicat
petr = syndicat

[sitting.of]
date de (la) <reunion|seance>
date du <conseil|comite|bureau>
reunion <tenue|en date> (le|du)
<reunion|seance>(s) des
seance (ordinaire|extraordinaire|publique) du
seance (ordinaire|extraordinaire|publique) en date du
<seance|reunion> du <conseil municipal|conseil communautaire|conseil|comite|bureau> en date du
reunion (ordinaire|extraordinaire|publique) du
reunion (de la|du) <commission permanente|bureau|conseil municipal|conseil communautaire|conseil|comite|comite syndical> du
commission permanente du
conseil municipal du
conseil communautaire du
conseil d'administration du
comite syndical du
bureau (communautaire|syndical|metropolitain) du
conseil du
cr du conseil municipal
proces verbal du
compte rendu (de la seance|de la reunion|du conseil municipal|du conseil communautaire) du
seance

[sitting.met]
s'est reuni(e)
se sont reunis
s'est (legalement|regulierement) (reuni|assemble)
s'est assemble(e)
se sont assembles
est reuni(e)
etant (re)assemble(s)
reuni(s)
s'est tenu(e)
a siege
s'est retrouve(e)
se sont retrouve(e)s

[sitting.session]
seance ordinaire = ordinary
session ordinaire = ordinary
reunion ordinaire = ordinary
seance extraordinaire = extraordinary
session extraordinaire = extraordinary
reunion extraordinaire = extraordinary

[sitting.convened]
(dument|legalement|regulierement) convoque(e)(s)
convoque(s) (par|le|en|a|individuellement)
date de (la) convocation
date (d'|de l') envoi (de la convocation)
ordre du jour <envoye|adresse|transmis> le
date des convocations
convocation(s) du
convocation en date du
convocation (a ete) (envoyee|adressee|faite|remise) (le)
convocation legale du
convocation (legale) (du|en date du|le)
convocation(s)
suite a (la) convocation
suivant convocation
sur (la) convocation
par convocation
(sur) invitation(s) en date du
invitation(s) <adressee|envoyee|transmise|faite>(s) (le|du)
(dument|legalement|regulierement) convoque(e)(s) par <courrier|courriel|lettre|message|voie> (electronique|simple) (en date) (du|le)

[sitting.chair]
sous la presidence de
sous la presidence d'
(la) presidence (est|etait) assuree par
presidence (de|d')
preside(e) par
president(e)(s) de (la) seance
maire :
preside (la) <seance|reunion>
president(e) de l'assemblee
seance presidee par
maire president
president(e) :
<dirigeant|conduisant|presidant> les <debats|travaux>
presidant (la) <seance|reunion>
occupant la presidence

[sitting.secretary]
(le|la|les) secretaire(s) de (la) seance
<le|la> secretaire (elu(e)|designe(e)) <est|sera>
secretaire(s) (de seance) : <elu|designe|nomme>(e)
secretariat de (la) seance
secretaire de l'assemblee
secretaire(s) de (la) seance <elu|designe|nomme>(e)(s)
secretaire(s)
(le|la) secretaire elu(e)
secretariat
fonctions de secretaire
fonction de secretaire
remplir les fonctions de secretaire
(qui) <tient|tenait|tenir|tiendra|tenant> <la plume|le registre|le secretariat|le proces verbal>

[sitting.secretary_auxiliary]
secretaire(s) (de seance) auxiliaire(s)
secretaire(s) administratif(s)
secretaire de mairie
secretaire general(e)
secretariat general
auxiliaire

[count.in_office]
(membres) en fonctions
(membres) en fonction
(conseillers|membres) (municipaux) (elus et) en fonction
(nombre (de|des)) (conseillers|membres|delegues|elus) (municipaux|communautaires|syndicaux|generaux|departementaux|titulaires) en exercice (actuellement)
en exercice
(nombre de) (conseillers|membres|delegues|elus) (municipaux|communautaires|syndicaux) en exercice au jour de <la|cette> <seance|reunion>
nombre de membres (du bureau|du conseil) en exercice
membres de la commission permanente en exercice
nombre de membres de la commission permanente en exercice
nombre de membres du conseil d'arrondissement
nombre d'administrateurs (en exercice)
administrateurs en exercice
administrateurs :
effectif <du|de> <conseil|bureau|comite> (municipal|communautaire|syndical)
<delegues|membres|conseillers> titulaires :
(nombre de) (conseillers|membres|delegues|elus) en exercice (ayant|avec) voix deliberative

(nombre de) membres <composant|formant> le <conseil|comite|bureau> (municipal|communautaire|syndical) = legal
(nombre de) membres <du|de> <conseil|comite|bureau> (municipal|communautaire|syndical) : = legal
nombre (total) de <conseillers|membres|delegues|elus> (municipaux|communautaires|syndicaux|departementaux|regionaux|titulaires) : = legal
conseillers (municipaux|communautaires|syndicaux) : = legal

[count.present]
(nombre (de|des)) (conseillers|membres|delegues|elus) (qui ont|ont|ayant) assiste a la <seance|reunion>
(nombre de) (conseillers|membres|delegues|elus) <qui assistai(en)t|qui assistent|assistant|ayant assiste|ayant participe> a la <seance|reunion>
nombre de personnes presentes
(nombre (de|des)) (conseillers|membres|delegues|elus) (municipaux|communautaires|syndicaux|titulaires) presents (a la <seance|reunion>)
presents
nombre de presents
membres presents
(conseillers|membres) presents a la seance
nombre de membres presents
presents a la seance
presents ayant voix deliberative
nombre de presents ayant voix deliberative
presents a l'ouverture (de la seance)
<membres|conseillers|delegues> (du <conseil|comite|bureau>) etant presents

[count.voting]
votants
nombre de votants
(conseillers|membres|delegues) votants
nombre de membres votants
membres votants
suffrages exprimes
(qui) ont pris part (a la deliberation|aux deliberations|au vote|aux votes)
qui ont pris part
ayant pris part (a la deliberation|au vote)
nombre de suffrages exprimes
(delegues|membres|conseillers|elus) ayant <droit de vote|voix deliberative>
suffrages :

[count.represented]
representes
pouvoirs
procurations
(nombre de) (conseillers|membres|delegues) representes
nombre de pouvoirs
nombre de procurations
ayant donne (pouvoir|procuration)
pouvoir
procuration

[count.absent]
absents
excuses
absents excuses
(nombre de) (conseillers|membres|delegues) absents
nombre d'absents

# « Il a procédé à l'appel nominal, a dénombré vingt-deux conseillers présents »: before the number.
[count.called]
(a) denombre
ayant denombre
<constate|a constate|constatant> la presence de
denombrant

[count.quorum]
quorum

[sitting.agenda]
a l'ordre du jour :
points a l'ordre du jour :
ordre du jour

[sitting.opened]
heure et lieu :
lieu et heure :
declare (la) seance ouverte
declare ouverte la seance
ouvre la <seance|reunion>
ouvert la <seance|reunion>
ouverture de (la) seance par
(la) seance (est|a ete|etait) (declaree) ouverte par
(la) seance (est|a ete|etait) (declaree) ouverte
(la) seance (est|a ete|etait) (declaree) ouverte a
ouvre la seance a
(la) seance s'est ouverte (a)
<est|etait|a ete> ouverte a
ouverture de (la) seance (a)
seance ouverte a
debut de (la) seance (a)
debut de (la) reunion (a)
debut de (la) reunion :
ouverture de (la) reunion (a)
(heure d|heure de) ouverture :
heure d'ouverture (de la seance)
(la) <seance|reunion> <debute|debutait|commence|commencait> (a)
debut :
ouverture :

[sitting.closed]
(la) seance (est|a ete|etait) (declaree) levee (a)
leve la seance (a)
fin de (la) seance (a)
(la) seance (est) close a
cloture de (la) seance (a)
l'ordre du jour (etant) epuise
rien ne restant a l'ordre du jour
plus rien n'etant a l'ordre du jour

[sitting.place]
<a|dans> la salle
a la mairie
en mairie
a l'hotel de ville
au siege
au lieu ordinaire de ses seances

[sitting.convocation]
j'ai l'honneur de vous (inviter|convoquer|convier|prier)
vous etes (convoque|invite|prie)(s)
je vous prie de bien vouloir assister
vous voudrez bien assister
se reunira
est convoque le
est appele a se reunir
ordre du jour du conseil municipal

# `= register`: a register holds minutes, and single acts too.
[sitting.minutes]
proces verbal
compte rendu
proces verbal de (la) seance
compte rendu de (la) seance
compte rendu sommaire
proces verbal des deliberations
cr du conseil municipal
registre des deliberations = register

[sitting.extract]
extrait du registre
extrait du registre des deliberations
extrait des deliberations
extrait du proces verbal
proces verbal de deliberation
extrait de deliberation

[sitting.decision_list]
liste des deliberations
repertoire des deliberations
releve des deliberations
releve des decisions
liste des decisions
tableau des deliberations
repertoire chronologique
