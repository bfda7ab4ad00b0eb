# Acts: heads, sections, verbs.

# `= taken`: the number of what was decided under delegation; behind a bullet it is an item of a list of those.
[act.number]
numero
deliberation n°
deliberation n
deliberation numero
deliberation no
deliberation
deliberation(s) du conseil (municipal|communautaire) n°
n° de deliberation
n° d'ordre
numero d'ordre
acte n°
decision n° = taken
del(.) n°
<n°|numero> de l'acte
delib(.) n°
d.c.m. n°
dcm n°
resolution n°
ref(.) (n°)
reference (n°)
identifiant
n°

[act.object]
objet de la deliberation
objet(s)
sujet
objet de l'acte
objet du rapport
intitule
titre

[act.point]
n° du rapport
oj n°
o.j. n°
ordre du jour n°
point n°
bordereau n°
point
question n°
question
affaire n°
sujet n°
resolution n°
rapport n° = filed
dossier n° = filed
delibération n°

[act.rapporteur]
rapporteur(e)(s)
rapporteuse
sur (le) rapport de
sur le rapport presente par
presentation par
rapport presente par
presente par
expose de
expose par

[act.matter]
nomenclature (actes)
matiere
code matiere
code nomenclature
classification
domaine de competence

[act.visa]
vu
vus
sur la proposition de
ouï
entendu

[act.recital]
considerant
considerant que
attendu que
attendu
etant donne que
considerant qu'

[act.formula]
apres en avoir (longuement|largement|valablement) delibere
apres en avoir debattu
apres avoir (valablement) delibere
apres deliberation
ayant delibere
apres avoir entendu (cet|l'|le) (expose|rapport)
apres debat
(le|la) (conseil|comite|bureau|commission) (municipal|communautaire|syndical|departemental|regional|de territoire|d'administration|permanente|metropolitain) apres en avoir delibere
appele a se prononcer
appele a deliberer
l'expose entendu
ouï l'expose
ouï cet expose
entendu l'expose
apres en avoir pris connaissance


[act.verb]
decide = DÉCIDE
decident = DÉCIDE
a decide = DÉCIDE
ont decide = DÉCIDE
decider = DÉCIDER
approuve = APPROUVE
approuvent = APPROUVE
a approuve = APPROUVE
ont approuve = APPROUVE
approuver = APPROUVER
d'approuver = APPROUVER
autorise = AUTORISE
autorisent = AUTORISE
a autorise = AUTORISE
d'autoriser = AUTORISER
autoriser = AUTORISER
fixe = FIXE
de fixer = FIXER
fixer = FIXER
charge = CHARGE
de charger = CHARGER
charge et delegue = CHARGE
adopte = ADOPTE
d'adopter = ADOPTER
adopter = ADOPTER
accepte = ACCEPTE
d'accepter = ACCEPTER
accepter = ACCEPTER
designe = DÉSIGNE
de designer = DÉSIGNER
dit = DIT
de dire = DIRE
dit que = DIT
donne = DONNE
donne acte = DONNE ACTE
donne pouvoir = DONNE POUVOIR
donne tout pouvoir = DONNE POUVOIR
de donner = DONNER
prend acte = PREND ACTE
de prendre acte = PREND ACTE
prendre acte = PREND ACTE
precise = PRÉCISE
precise que = PRÉCISE
sollicite = SOLLICITE
de solliciter = SOLLICITER
solliciter = SOLLICITER
accorde = ACCORDE
d'accorder = ACCORDER
alloue = ALLOUE
d'allouer = ALLOUER
attribue = ATTRIBUE
d'attribuer = ATTRIBUER
attribuer = ATTRIBUER
vote = VOTE
de voter = VOTER
valide = VALIDE
valider = VALIDER
de valider = VALIDER
emet un avis = ÉMET UN AVIS
emet un avis favorable = ÉMET UN AVIS FAVORABLE
emet = ÉMET
s'engage = S'ENGAGE
de s'engager = S'ENGAGER
arrete = ARRÊTE
d'arreter = ARRÊTER
affecte = AFFECTE
d'affecter = AFFECTER
constate = CONSTATE
retient = RETIENT
de retenir = RETENIR
institue = INSTITUE
cree = CRÉE
de creer = CRÉER
supprime = SUPPRIME
modifie = MODIFIE
impute = IMPUTE
d'imputer = IMPUTER
inscrit = INSCRIT
d'inscrire = INSCRIRE
elit = ÉLIT
proclame = PROCLAME
nomme = NOMME
confirme = CONFIRME
ratifie = RATIFIE
rejette = REJETTE
refuse = REFUSE
demande = DEMANDE
de demander = DEMANDER
deliberE = DÉLIBÈRE
delegue = DÉLÈGUE
mandate = MANDATE
de mandater = MANDATER
de renvoyer = RENVOYER
maintient = MAINTIENT
propose = PROPOSE
declare = DÉCLARE
renonce = RENONCE
acceptent = ACCEPTE
rejettent = REJETTE
refusent = REFUSE
votent = VOTE
valident = VALIDE
fixent = FIXE
retiennent = RETIENT
donnent = DONNE
enterine(nt) = ENTÉRINE
opte(nt) pour = OPTE
<donne|donnent> (son|leur) accord = DONNE SON ACCORD
<donne|donnent> un avis favorable = DONNE UN AVIS FAVORABLE
<rend|rendent> un avis favorable = REND UN AVIS FAVORABLE
se prononce(nt) favorablement = SE PRONONCE
se prononce(nt) pour = SE PRONONCE
se prononce(nt) en faveur = SE PRONONCE
cede = CÈDE
vend = VEND
acquiert = ACQUIERT
agree = AGRÉE
agreent = AGRÉE
a agree = AGRÉE
choisit = CHOISIT
choisissent = CHOISIT
a choisi = CHOISIT

[act.article]
article
art.
article unique

[act.signature]
ainsi fait et delibere
ainsi delibere
fait et delibere
pour extrait (certifie) conforme (au registre)
extrait certifie conforme (au registre)
pour copie (certifiee) conforme (au registre)
pour expedition (certifiee) conforme
p/expedition conforme
certifie conforme
copie certifiee conforme
ont signe au registre
le registre dument signe
suivent les signatures
au registre suivent les signatures
delibere en seance
signe electroniquement
fait a
fait en seance

[act.certification]
certifie (sous sa responsabilite) le caractere executoire
certifie executoire
acte rendu executoire
rendu executoire
rendue executoire
certifie sous sa responsabilite
(le|la) <maire|president|presidente> certifie (sous sa responsabilite)
acte certifie executoire

[act.appeal]
(la presente deliberation) peut faire l'objet d'un recours
delais et voies de recours
voies et delais de recours
recours pour exces de pouvoir
recours contentieux
telerecours

# `= received`: the date behind it is that of reception; `= published`: of publication.
[act.stamp]
envoye en prefecture
accuse de reception (en|de la) prefecture = received
accuse de reception ministere = received
accuse certifie executoire
date de teletransmission = received
date de reception prefecture = received
ar prefecture = received
ar controle de legalite = received
<recu|depose|transmis>(e) <en|a la|a l'|par la> <prefecture|sous prefecture> = received
<recu|depose|transmis>(e) <au|aux> (services de la) (services du) <prefecture|controle de legalite|representant de l'etat|services de l'etat> = received
<envoye|arrive|parvenu|enregistre>(e) <en|a la|a l'|par la> <prefecture|sous prefecture> = received
<envoye|arrive|parvenu|enregistre>(e) <au|aux> (services de la) (services du) <prefecture|controle de legalite|representant de l'etat|services de l'etat> = received
<signe|document signe|acte signe> (electroniquement) le
id teletransmission = received
identifiant acte
affiche le = published
affichee le = published
publie le = published
publiee le = published
mis en ligne le = published
mise en ligne <le|sur le site> = published
date de mise en ligne = published
date d'affichage = published
date de (l') (la) <affichage|publication|transmission|mise en ligne> = published
date de publication = published

[act.annex]
annexe
annexes
annexe n°

[act.report]
expose des motifs
rapport de presentation
note de synthese
rapport

[act.miscellany]
questions diverses
question(s) diverse(s)
informations (diverses)
informations et questions diverses
affaires diverses
points divers
divers
questions orales
tour de table

[act.minutes_approval]
<approbation|adoption|lecture> du <proces verbal|compte rendu|pv|cr>
<proces verbal|compte rendu|pv|p.v.|cr> de la (derniere|precedente) <seance|reunion>
<proces verbal|compte rendu|pv|p.v.|cr> de la <seance|reunion> precedente
<proces verbal|compte rendu|pv|p.v.|cr> du
<approbation|adoption> de la <proposition|redaction> <du|de> <proces verbal|compte rendu|pv> (du conseil municipal|du conseil communautaire|de la seance|de la reunion) (du)
<approbation|adoption> (de|des) (la) (seance|seances|reunion|reunions) (du|des)
<approbation|adoption|lecture et approbation|validation> <du|des> (dernier(s)) <proces verbal|compte rendu|proces verbaux|comptes rendus|pv|cr> (de la <seance|reunion>|des <seances|reunions>|de la derniere <seance|reunion>) (du)
<proces verbal|proces verbaux|compte rendu|comptes rendus|pv> (sommaire) <de la seance|de la reunion|des seances|des reunions|de la session> (ordinaire|precedente) (du)
<proces verbal|compte rendu|pv> <du conseil municipal|du conseil communautaire|du conseil|de conseil> (precedent) (du)
<proces verbal|compte rendu> (precedent)
approuve(nt) le <proces verbal|compte rendu>
<proces verbaux|comptes rendus> <du|des> (conseil|conseils) (municipal|municipaux|communautaire|communautaires) (du)
<approbation|adoption|lecture> (et approbation) de la (derniere|precedente) <seance|reunion> (du conseil municipal|du conseil communautaire) (du)
<approbation|adoption|lecture> du <proces verbal|compte rendu|pv|cr> de la (derniere|precedente) <seance|reunion> (du conseil municipal|du conseil communautaire) (du)
<approbation|adoption|lecture> du <proces verbal|compte rendu|pv|cr> (du conseil municipal|du conseil communautaire|du conseil) du
<proces verbal|compte rendu|pv|cr> de la <derniere|precedente> <seance|reunion> (du)

[act.election]
election(s) (<du|de la|de|des|d'un|d'une|de l'>)
scrutin pour l'election

[act.subject]
conseil
assemblee
elus
conseillers (municipaux|communautaires|presents)
membres (presents|du conseil)
delegues
comite
bureau
commission permanente

# What is voted on before the text; its outcome is not that of the act.
[act.amendment]
(sous-)amendement(s)
contre-proposition

# « Accord-cadre de fourniture de sel »: the word is no accord of the body.
[act.contract]
accord(s) cadre(s)

[act.talk_verb]
demande
propose
precise
precise que
declare
dit
dit que
constate
donne
vote
s'engage
maintient

[act.sentence_lead]
monsieur
madame
mademoiselle
messieurs
mesdames
m.
mr
mme
mlle
mm.
mmes
il
elle
ils
on
vu
considerant
sur
apres
afin
suite
dans
conformement
compte tenu
par
depuis
en
cette
ces
ce
