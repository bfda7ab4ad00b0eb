# Lists: words that the program asks for in one place each. They make no marks, so « de » or « la » parts no wording.
# A section [words.…] holds single words; one of [cell.…] whole cells or short lines: `total*` is what begins so, `*présent*`
# what holds it anywhere.
# In [words.…] an accent of the print must stand here, and one that stands here may be missing in the print: « a » is not
# found in « à », « à » is found in « A ». In [cell.…] accents do not matter. There are no values.

# ---- sentences and titles

# A line with one of these in small letters is a sentence, no title.
[words.sentence]
est
sont
il(s)
elle(s)
on
nous
ont
était
étant
ayant
ne

# « Le procès-verbal de la séance du 9 février est approuvé »: the noun phrase ends before it.
[words.phrase_end]
dont
est
sont
a
ont
n
ne
qui
après
sans
était
étant

# A line below a list of persons that begins so, in small letters, is no part of the list.
[words.new_sentence]
l
la
le
les
un
une
ce
cette
il
elle

# No title ends with them: it goes on in the next line.
[words.open_end]
d
de
du
des
l
la
le
les
et
à
au
aux
pour
en
sur
avec
par
entre
dans
chez
sans
sous
vers
selon
contre

# « à partir de la question n° 8 »: before the number of a point.
[words.point]
point
question
délibération
dossier
rapport
sujet
affaire
bordereau

# « MOTION DE SOUTIEN », « VŒU DU GROUPE »: an act without a number behind numbered ones.
[words.motion]
motion
vœu
vœux
voeu
voeux

# « Amendement : rejeté par 16 voix contre 5 », « Chapitre 65 : unanimité »: a vote on a part of an act.
[words.part_of_act]
amendement(s)
chapitre(s)
article(s)
section(s)
alinéa(s)
ensemble

# « Dossier Tennis-club : refusé par 7 voix contre 4 »: before the name of what is voted on.
[words.file]
dossier

# « Compte de gestion 2017 Dél.2018.05.22/01 »: between a title and the number of its act.
[words.act_short]
d
dél
délib

# « DCM 2016/66 »: letters apart from the number that say what is numbered.
[words.act_code]
dcm

# « APPROUVE la cession ; REJETTE la demande d'avance »: one decision among others.
[words.rejects]
rejette
rejettent
refuse
refusent

# « Communauté de communes Entre Dore et Allier »
[words.place_opening]
entre
outre
sous

# « Mme le Maire souhaite ajouter à l'ordre du jour : »
[words.adds]
ajouter
rajouter
ajoute
rajoute
ajouté(s)
ajout
rajout
inscrire
inscrit(s)
compléter
complément

# « Point à supprimer : Échange de terrains »
[words.removes]
supprimer
retirer
ôter

# « De l'affaire n° 1 à l'affaire n° 5 : Luc TABARD »
[words.stretch_from]
de
du
depuis
durant
pendant

# « Jean LERAY, Anne LERAY, pouvoirs à Luc TABARD »: of both.
[words.proxies]
pouvoirs
procurations
mandats

# « PRÉSENTSM. Jean LERAY », « Secrétaire de SÉANCEMme Anne TABARD »: web pages that lost the space behind a heading.
[words.glued_head]
présent(s)
présente(s)
absent(s)
absente(s)
excusé(s)
excusée(s)
procuration(s)
pouvoir(s)
président(e)
présidence
secrétaire
séance
maire

# « DÉLIBÉRATION N° 57/2019⏎Portant création d'un poste »: the title of an act opens with it.
[words.title_participle]
portant
relatif(s)
relative(s)
concernant
approuvant
autorisant
abrogeant
acceptant
accordant
actant
adoptant
allouant
annulant
arrêtant
attribuant
confirmant
constatant
créant
décidant
déclarant
désignant
donnant
engageant
fixant
habilitant
instaurant
instituant
modifiant
nommant
octroyant
prescrivant
prorogeant
rapportant
ratifiant
reconduisant
refusant
retirant
sollicitant
supprimant
transformant
validant

# ---- votes

# « secrétaire : Mme Zoé LERAY Création d'un emploi », « M. LERAY ADHÉSION AU GROUPEMENT »: where text lost its lines, a title
# begins behind a name, and the name ends.
[words.title_noun]
acquisition(s)
adhésion
affectation
aménagement
attribution(s)
autorisation(s)
avenant(s)
budget(s)
cession(s)
classement
composition
constitution
convention(s)
création(s)
décision(s)
déclassement
dénomination
demande(s)
échange(s)
emprunt(s)
extension
fixation
garantie(s)
indemnité(s)
informations
modification(s)
motion
participation(s)
programme(s)
projet(s)
recrutement(s)
réfection
règlement(s)
réhabilitation
rénovation
renouvellement
révision
subvention(s)
suppression
tarif(s)
taxe(s)
transfert(s)
travaux
virement(s)

# « au lieu-dit Les Granges », « rue Le Corbusier »: no sentence begins with the article.
[words.place_noun]
dit
lieudit
rue
impasse
allée
place
chemin
quartier
hameau
lotissement
résidence
parc
zone
zac
camping
salle
école
crèche
association
société
entreprise
compagnie

# « Nombre de conseillers », over the figures of the head: no title.
[words.count_noun]
nombre
effectif
composition

# « avenue Jean Moulin », « école Jules Ferry »: they bear the name of a person who is not there.
[words.named_after]
allée
amicale
association
avenue
bibliothèque
boulevard
cabinet
centre
chemin
clinique
collège
complexe
cours
crèche
docteur
école
entreprise
espace
établissements
ets
feu
fondation
garage
général
groupe
gymnase
hôpital
immeuble
impasse
institut
lotissement
lycée
maître
maréchal
médiathèque
notaire
parc
place
pont
pôle
promotion
quai
résidence
route
rue
salle
sarl
scolaire
société
square
stade
théâtre
tour

# « Approbation à l'unanimité. »: with a result and nothing else it tells what was decided.
[words.outcome_noun]
approbation

# Alone it is a vote for: « adopté par 20 voix ».
[words.voices]
voix

# « Budgets votés à l'unanimité »; « votes » alone is a noun.
[words.voted_plural]
votés
votées
élu(e)
élus
élues
désigné(e)
désignés
désignées
nommés
nommées
accordées
attribuées

# « Reporté. », « Ajourné, faute de devis »: all that is told of a point.
[words.put_off_alone]
reporté(e)
reportés
reportées
ajourné(e)
ajournés
ajournées
différé(e)
renvoyé(e)

[words.withdrawn_alone]
retiré(e)
retirés
retirées

# « pour 12 voix » counts votes; « pour 3 ans » does not.
[words.cast]
voix
vote(s)
suffrage(s)
bulletin(s)
et
dont

# « Votants : 29, blancs : 2, nuls : 1, majorité absolue : 14 »: a ballot.
[words.ballot]
blanc(s)
nul(s)
bulletin(s)
urne
dépouillement
absolue
secret(s)

# Between a number and its vote word: « 12 bulletins pour », « 3 membres s'abstiennent ».
[words.vote_filler]
voix
autres
vote(s)
bulletin(s)
suffrages
d
de
membres
conseillers
élus
délégués

# « 4 pour la commune », « 3 contre les excès »: the preposition.
[words.determiner]
l
la
le
les
un
une
des
ce
cette
ces
chaque
notre

# « au vote », « un vote »: the noun.
[words.noun_lead]
de
du
le
au
un
ce
par
son
tout
cette
la
une
sa
leur

# « décide, par 12 voix contre 3, de surseoir »
[words.stays]
surseoir

# « surseoir à statuer »
[words.ruling]
statuer
toute
sa
cette

# « prend acte du rapport et décide de le mettre en ligne »: what is made known of it decides nothing.
[words.publishes]
mettre
publier
transmettre
communiquer
diffuser
afficher
annexer

# « Rapport annuel », « Décisions du maire », « Information sur … »: of what is told under such a title the body takes note.
[words.told]
rapport(s)
décision(s)
information(s)
communication(s)
compte
comptes
relevé
bilan
présentation
délégation(s)
porter

# « Décisions du maire », « en vertu de la délégation »: over a list of what was decided elsewhere.
[words.delegated]
décision(s)
délégation(s)

# « Liste X : 22 suffrages »: behind the number that a candidate got.
[words.suffrages]
voix
suffrage(s)

[words.group]
groupe(s)
liste

# « 1 abstention, celle de M. X »
[words.voter_pronoun]
celle(s)
celui
ceux

# « M. X s'abstient, de même que Mme Y », « …, non plus que M. Z »
[words.voter_also]
non
plus
que
qu
ni
ainsi
même
de

# Words in small letters that do not end a list of voters.
[words.voter_joint]
et
d
de
du
des
la
le
les
van
von
ainsi
que
avec
pouvoir
son
sa
groupe

# ---- persons and places

# « Collège « Pays d'Arcy » : », « Canton Nord »: labels in a roll that are no persons.
[words.label_kind]
groupe(s)
collège(s)
liste(s)
canton(s)
secteur(s)
territoire(s)
union(s)
pôle(s)

# « Présents également : », « Absents suivants : »
[words.roll_filler]
les
élus
membres
conseillers
délégués
donnés
à
a
lors
également
suivants

# « TABARD M. Claire »: Marie-Claire. Names that men bear too, or that are family names, are left out.
[words.marie_second]
claire
annick
thérèse
christine
laure
noëlle
paule
line
jeanne
odile
hélène
louise
madeleine
françoise
antoinette
anne
ève
catherine
cécile
élisabeth
josèphe
josée
lise

# « Secrétaire : Mme TABARD Eve, directrice »: a post of the staff behind the name of who keeps the minutes.
[words.staff_post]
directeur
directrice
dgs
dga
dst
attaché(e)
rédacteur
rédactrice
responsable
chef
cheffe
agent(e)
fonctionnaire
assistant(e)
collaborateur
collaboratrice
gestionnaire
comptable

# « représenté par Luc TABARD (suppléant) »
[words.substitute]
suppléant(e)(s)
suppléé(e)(s)
supplée(nt)
suppl

# « Mandant Mandataire »: heads of columns that were lost.
[words.grantor_head]
mandant
mandants
mandante

[words.holder_head]
mandataire
mandataires

# « (p. à M. TABARD) »: in a bracket behind a name.
[words.proxy_short]
p
pr

# « Les conseillers municipaux excusés », « Membres du conseil ayant donné pouvoir »: before the status, at the start of a line.
[words.roll_lead]
les
mesdames
messieurs
membres
conseillers
conseillères
délégués
déléguées
élus
élues
administrateurs
représentants
municipaux
municipales
communautaires
syndicaux
titulaires
suppléants
du
de
conseil
comité
bureau
et
étaient
sont
ont
été

# « Arrivée de M. X à 20 h 50 »
[words.arrival_noun]
arrivée

[words.departure_noun]
départ
sortie

# « Mme le Maire sort de la salle. La présidence est assurée par M. X »
[words.goes_out]
sort
retire
quitte
sortie
sorti

# No name goes on over them.
[words.name_end]
et
ou
ainsi
dont
avec
par
pour
mais
soit
puis
est
sont
qui

# What stands behind a list, or between its names, and is nobody: « Lesquels membres présents … »
[words.not_a_name]
bp
cedex
extrait
régie
epci
sdis
ccas
nombre
désignation
installation
élection
approbation
adoption
approuvé(e)
approuvés
adopté(e)
rejeté(e)
excusé(e)
excusés
excusées
absent(e)
absents
absentes
présent(e)
présents
présentes
représenté(e)
représentés
non
oui
néant
total
lesquels
lesquelles
formant
conformément
séance
délibération
délibérations
rapporteur
quorum
objet
votants
vote
page

# « Saint-Jean-sur-Vire », « Villers-lès-Nancy »
[words.place_link]
d
de
du
des
l
la
le
les
lès
lez
sur
sous
en
et
au
aux
à
a
près

# « Mme X ouvre la séance », « M. Y déclare la séance ouverte »: the subject presides.
[words.opens]
ouvre
ouvert
préside
déclare

# « approbation du compte rendu du 3 mai », « séance précédente »: the date is that of another sitting.
[words.other_sitting]
approbation
approuve(nt)
adoption
lecture
validation
précédent(e)
dernier(s)
dernière

# « le procès-verbal de réception des travaux »: minutes of something else than a sitting.
[words.other_minutes]
réception
bornage
constat
carence
adjudication
transfert
infraction
mise
ouverture
contravention

# « La commission des finances s'est réunie le 3 mars »: in a report, not in the head.
[words.other_gathering]
commission(s)
jury
groupe(s)
association
cao
comité
copil

# « Ce point avait été ajourné »: before this sitting.
[words.recall]
avait
avaient

# « pouvoir jusqu'au rapport 4 » holds at the opening.
[words.until]
jusqu

# « X et Y ont donné pouvoir respectivement à A et B »
[words.respective]
respectivement
respective(s)

# One a row in a column of its own: « pouvoir⏎pouvoir⏎à⏎à »
[words.proxy]
pouvoir(s)
procuration(s)
mandat(s)

# « Mme X à M. Y », « X PAR Y »
[words.proxy_link]
à
a
par
au

# Nobody writes them apart from what follows their hyphen.
[words.compound]
procès
compte
celui
celle
ceux
jean
marie
saint(e)
vice
rendez
quote

# « La commune de X demande 780 € »: another asks.
[words.asks]
demande
demandé
demandait
sollicite
sollicité
réclame

# « convention avec la commune de X »: of whom the body is not that of.
[words.partner]
avec
entre
et
à
par
sur
envers
auprès
vers
chez

# « Hôtel d'agglomération »: where one meets.
[words.building]
hôtel
maison
salle
siège
espace

# « Élection des membres du bureau »: a part of the body is named, not the body that sits.
[words.part_lead]
membres

# What a web page prints around the minutes.
[cell.site_rubric]
république française
liberté égalité fraternité
débat
débats
discussion
discussions
intervention
interventions
exposé
exposé des motifs
liberté - égalité - fraternité
accueil
menu
rechercher
recherche
newsletter
actualites
agenda
contact
mairie
vie municipale
vie communale
publications
demarches
transcription
sections
navigation
partager
imprimer
telecharger
archives
documents
deliberations
compte rendu
comptes rendus
conseil municipal
conseils municipaux

accuse
debat

[cell.syndicate_acronym]
si*
sm*
sy*
sde*

# « Auditeurs présents : 41 »
[words.audience]
auditeur(s)
public
spectateur(s)
personne(s)
habitant(s)
journaliste(s)
agent(s)

# « Mme TECHER Marie née FOLIO »
[words.born]
né(e)
épouse
veuve
divorcée

[cell.no_title]
sommaire
ordre du jour
approbation
quorum
appel nominal
appel nominatif
nombre de présents*
introduction
nombre de votants*
nombre de voix*
république française
liberté égalité fraternité

# « sont présents, à savoir M. X »
[words.namely]
savoir

# « Délégués de la Communauté de communes » over « Étaient présents »
[words.label_members]
délégués
représentants
conseillers
membres
titulaires
suppléants

# « Convocation envoyée le 16/01 »
[words.date_article]
le
du

# « 19 conseillers sur 25 sont présents »
[words.out_of]
sur

# « Assemblée de Corse »: the place that the wording of a body ends in
[words.body_place]
corse
martinique
guyane
paris

# « du 12e arrondissement »
[words.district]
arrondissement(s)

# What a page of the web says of itself, and heads nothing.
[cell.navigation]
aller au <contenu|menu>*
aller à la <navigation|recherche>*
retour à la liste*
retour en haut*
télécharger le document*
partager cette page*

# What a plot of land is, before its section and its number.
[words.plot_noun]
parcelle(s)
cadastré(e)(s)
section(s)
lot(s)

# « Point rajouté : Convention avec la crèche »
[words.added_point]
(r)ajouté(e)
supplémentaire
complémentaire
additionnel(le)

# « Commune de X – page 3 », « Feuillet 2019/014 »
[words.page]
page
feuillet
folio

# « COMPTE ADMINISTRATIF M. X commente »: the title in capitals ends before it.
[cell.sir]
m.
mm.

# ---- tables of the roll

[cell.present]
p
pres
pr

[cell.excused]
e
exc
exc.
ae
a.e
a.e.
abs. exc.
abs exc

[cell.absent]
a
abs
abs.

[cell.represented]
r
rep
rep.
repr
pouv
pouv.
proc
proc.

[cell.yes]
oui

[cell.no]
non

[cell.column_of_codes]
p/a
p / a
p/e
p/a/e
p/e/a
présence
présence/absence
statut
état
*present/absent*
*present / absent*
*presents/absents*

[cell.column_of_signatures]
*émargement*
*signature*
*visa*

[cell.column_of_numbers]
n°
no
num
numéro
#
rang
n° d'ordre
ordre

# Who follows the sitting from elsewhere is there.
[cell.present_elsewhere]
*visio*
*distanciel*
*à distance*

[cell.column_of_holders]
par
*pouvoir*
*procuration*
*délégation de vote à*
*mandataire*
*donne mandat*
*observation*

[cell.column_of_unexcused]
*non excus*
*sans excuse*
*injustifi*
*non justifi*

[cell.column_of_excused]
*excus*

[cell.column_of_represented]
*représent*

[cell.column_of_absent]
*absent*

[cell.column_of_present]
*présent*

# « Représentant » is a member, « Présentation » no status.
[cell.column_without_status]
*représentant*
*présentation*

[cell.column_of_members]
*conseill*
*élu*
*délégué*
*membre*
*titulaire*
*représentant*
*administrateur*
*participant*

# Over the names of those who may sit for members, beside them.
[cell.column_of_substitutes]
suppléants*


# Over the places that delegates come from.
[cell.column_of_places]
commune
communes
communes membres
collectivité
collectivités
canton
cantons

[cell.table_of_members]
*membre*

[cell.column_of_names]
*nom*
*mandant*
*mesdames*
*messieurs*

[cell.column_of_given_names]
prénom*

[cell.column_of_full_names]
*nom *
*et nom*

[cell.column_of_counts]
*nombre*

# « Mes LERAY, TABARD et VIVIER »
[words.plural_title]
mes

# « Vu le code … », « Considérant que … »: each begins a paragraph, whatever ends the line above.
[words.opens_paragraph]
vu
considérant
attendu

# « LUCAS dit TEIVA », « FOUCHER DIT LAPIERRE »: the word and the name behind it are part of the family name.
[words.called]
dit(e)

# « Retirée à la demande de l'association », « Reporté dans l'attente du devis »: the reason behind what befell a point.
[words.fate_reason]
à
a
par
dans
faute

# « M. X demande si … », « le conseil décide d'offrir … »: before the subject of what is asked for.
[words.subject_lead]
de
d
si
s
que
qu
à
a
au
aux
du
des
l

# « à la Chorale : 1.500 F. Adopté »: before the name of who gets a grant.
[words.grant_to]
à
au
aux

# « Il cède la présidence à Mme X et quitte la salle »: who is named behind it takes the chair.
[words.presidency]
présidence

# « M. X, maire sortant, ouvre la séance »
[words.outgoing]
sortant(e)

# « Le 7 décembre, convocation est adressée à chaque conseiller »: the noun, before which its day stands.
[words.convocation]
convocation(s)

# « Le résultat est affecté », « La commission permanente a attribué »: before the participle of what is decided.
[words.passive_auxiliary]
est
sont

[words.past_auxiliary]
a
ont

# ---- sums

# « 500 € à l'association X pour son tournoi »: what follows is no part of the name.
[words.purpose]
pour
afin
dans
au
titre
selon
sous
qui
dont
sur
ainsi
par
correspondant
est
sera
soit
destiné(e)

# Rubrics of the agenda: over a single point they are not its title.
[cell.point_rubric]
administration générale
administration
affaires générales
affaires scolaires
affaires sociales
affaires financières
affaires foncières
affaires juridiques
finances
finances locales
budget et finances
urbanisme
urbanisme et travaux
travaux
voirie
personnel
personnel communal
ressources humaines
environnement
culture
sport
intercommunalité
élus
projets
rh
vie associative
associations
affaires culturelles
aménagement
cadre de vie
bâtiments
patrimoine
développement économique
éducation
jeunesse
petite enfance
habitat
sécurité
communication
vie municipale
institutions et vie politique
marchés publics
commande publique
domaine et patrimoine
fonction publique
enfance jeunesse

# Beside « Excusés ayant donné procuration » and « Excusés »
[cell.later_column]
*en cours de séance*
*en cours de réunion*

# The form of the State for the election of mayor and deputies (CGCT L2122-7 to L2122-8): its rubrics are steps of one act.
[cell.election_step]
présidence de l'assemblée
présidence de l assemblée
constitution du bureau
déroulement de chaque tour*
déroulement du scrutin
déroulement et résultat*
résultat du premier tour*
résultats du premier tour*
résultats du deuxième tour*
résultats du second tour*
résultats du troisième tour*
proclamation
proclamation de l'élection*
nombre de conseillers présents*
nombre de votants*
nombre de bulletins*
bulletin(s) <blanc|nul>(s)*
bulletins blancs et nuls*
bulletins trouves*
vote(s) <blanc|nul>(s)*
blancs et nuls*
nombre de suffrages*
suffrages exprimés*
majorité absolue*
listes de candidats*
liste de candidats*
candidatures
observations et réclamations
clôture du procès-verbal

# The row of a table that sums up the others.
[cell.total]
total*

# Rubrics of sums: nobody of that name receives anything.
[cell.sum_rubric]
total*
montant*
sous-total*
sous total*
subvention*
report*
solde*
n°*
somme*

# « le montant de la subvention : 500 € »
[cell.sum_clause]
*montant*
