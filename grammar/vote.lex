# Votes: tallies, unanimity, outcomes, ballots.
# Of a side, `= told` is a verb whose subjects are those who vote so (« M. X votant contre »); `= opinion` counts only with
# a number behind it (« avis favorable : 4 voix »); `= leaves` tells of no vote in a bracket; `= without` names those behind it; `= cell` counts only as a cell of its own. Of what is put off, `= weak` gives way to a tally.

[vote.heading]
nombre de voix
nombre de suffrages
resultat(s) (du|des) (premier|second|deuxieme|troisieme|1er|2eme|2e|3eme) tour(s) (de scrutin)
vote
votes
vote du conseil (municipal|communautaire)
resultat(s) (du|des) vote(s)
resultat(s) (du|de) scrutin
mis(e) aux voix
mis(e) au vote
donne le(s) resultat(s) suivant(s)
on(t) vote
il est procede au vote
scrutin

# The last column of a table whose rows are voted one by one.
[vote.column]
decision(s)
resultat(s)
vote(s)
resultat du vote
decision du conseil

[vote.unanimous]
(a) l'unanimite (absolue|totale)
(a) l'unanimite des (membres|suffrages|voix|votants|conseillers|elus|delegues) (presents|exprimes|exprimees|votants) (et|ou) (representes|excuses)
(a) l'unanimite de(s) (ses|ces|leurs) membres (presents|en exercice) (et|ou) (representes)
(a) l'unanimite des (presents|representes|votants|exprimes)
unanimite
(a) <punanimite|funanimite|runanimite|tunanimite|iunanimite>
(a) <i|1>'unanimite
a l'unanimite de(s) (ses) (membres|suffrages|conseillers)
unanimement
a une voix unanime
unanime
accord unanime (du conseil)
refus unanime (du conseil)
pour a l'unanimite
d'un commun accord
<adopte|approuve|accepte>(e)(s) par tous
tous pour
toutes les voix
l'ensemble des membres presents approuve
accord de tous (les (membres|conseillers|delegues|elus)) (presents) (ou|et) (representes)
par <tous|l'ensemble> (les|des) <membres|conseillers|delegues|elus> (presents)

<tous|tout le monde> <vote|votent> pour
tous (les|nos) <membres|conseillers|delegues|elus> (presents) (et representes) <votent|ont vote> pour

[vote.majority]
a la majorite (absolue|relative|simple) (des (suffrages|membres|voix|votants) (exprimes|presents|exprimees|votants) (et representes))
majorite

[vote.for]
voix
approbation(s) :
voix pour
vote(s) pour
voix favorable(s)
vote(s) favorable(s)
ont vote pour = told
a vote pour = told
votent pour = told
votant(s) pour = told
(s'etant|s'est|se sont|ayant) prononce(e)(s) (pour|en faveur) = told
avis favorable(s) = opinion
favorable(s) = opinion
vote pour
pour
voix pour l'adoption
nombre de voix pour
voix pour la proposition
suffrages pour
bulletins pour
oui
se prononce(nt) (pour|en faveur) = told

[vote.against]
voix contre
vote(s) contre
voix defavorable(s)
vote(s) defavorable(s)
ont vote contre = told
a vote contre = told
votent contre = told
votant(s) contre = told
<s'etant|s'est|se sont> <prononce|oppose|declare>(e)(s) contre = told
<ayant|ont|a> vote non = told
ayant vote contre = told
s'y <oppose|opposent|opposant> = told
etant oppose(e)(s) = told
se prononce(nt) contre = told
avis defavorable(s) = opinion
defavorable(s) = opinion
vote contre = told
contre
nombre de voix contre
suffrages contre
bulletins contre
opposition(s)
opposant(s)
non

[vote.abstention]
abst.
abst
abstention(s)
absention(s)
abstentionniste(s)
voix abstention(s)
vote(s) abstention(s)
s'abstient = told
s'abstiennent = told
s'est abstenu(e) = told
se sont abstenu(e)s = told
s'etant abstenu(e)(s) = told
s'abstenant = told
s'etaient abstenu(e)s = told
(a|ont) choisi de s'abstenir
se sont abstenus
nombre d'abstention(s)
declare(nt) s'abstenir
(a|ont) <choisi|prefere> (de) s'abstenir

[vote.not_voting]
ne participe(nt) pas = cell
ne <prend|prennent> <pas|point> part = cell
n'<a|ont> <pas|point> pris part = cell
n'<a|ont> <pas|point> participe = cell
ne <prendra|prendront> (pas|point) part (ni) (au debat ni|aux debats ni) <au|aux|a la|a ce> <vote|votes|deliberation|scrutin|debat|debats>
ne <participera|participeront> (pas|point) (ni) (au debat ni|aux debats ni|a la discussion ni) <au|aux|a la|a ce> <vote|votes|deliberation|scrutin|debat|debats>
se sont retire(e)s <avant|pendant|lors|au moment> (de|du) (la) (vote|discussion|deliberation|debat)
se sont retire(e)s (de la salle|de la seance|pour le vote).
se sont retire(e)s (de la salle|de la seance|pour le vote) et n'ont (pas|point) pris part au(x) vote(s)
se sont deporte(e)s
quitte(nt) la salle = leaves
hors (de) (la) presence <de|du> = without
hors la presence <de|du> = without
<etant|s'etant> sorti(e)(s) (de la salle)
ayant quitte la salle
ne <participe|participent|participant> ni (au debat|aux debats|a la discussion) ni au(x) vote(s)
quitte(nt) la salle et ne <prend|prennent> (pas) part (ni au debat ni) au vote
ne <prenant|participant> (pas|point) (part) <au|aux|a> (la|ce) <vote|votes|deliberation|debat>
ne <prend|prennent> (pas|point) part au debat ni au vote
sort(ent) de la salle = leaves
sortent. = leaves
, sort. = leaves
sort(ent) de la seance = leaves
se retire(nt)
ne <prend|prennent> (pas|point) part au(x) (present) vote(s)
ne <prend|prennent> (pas|point) part a(u) (la|ce|ces) (vote|deliberation|scrutin|debat|debats)
ne <prend|prennent> part ni (au debat|aux debats) ni au vote
ne <prend|prennent> pas part ni (au debat|aux debats) ni au vote
n'<a|ont> (pas|point) pris part au(x) vote(s)
n'<a|ont> (pas|point) pris part (a la deliberation|aux debats|au debat|ni au debat|aux debats et au vote|au debat et au vote|ni aux debats) (ni au vote)
ne participe(nt) (pas) (ni au debat ni|ni aux debats ni) au(x) vote(s)
n'<a|ont> pas participe (ni) (au debat|aux debats|a la discussion) (ni au|et au|ni a la) (vote|votes)
n'ayant pris part ni au(x) debat(s) ni au vote
se deporte(nt)
s'est deporte(e)
s'est retire(e) (avant|pendant|lors|au moment) (de|du) (la) (vote|discussion|deliberation|debat)
<est|sont> sorti(e)(s) (de la salle|pendant le vote|au moment du vote)
ne <vote|votent> pas (sur ce point)
n'<a|ont> (pas|point) participe au(x) vote(s)
n'ayant (pas|point) pris part au(x) vote(s)
n'ayant (pas|point) participe au(x) vote(s)
ne <participe|participent> pas au(x) vote(s)
non participation(s) (au vote)
non participant(s) (au vote)
ne vote(nt) pas
n'<a|ont|ayant> (pas|point) vote
s'<abstient|abstiennent|abstenant> de <participer|prendre part> (au debat et|aux debats et|au debat ni) <au|aux|a ce|a la> <vote|votes|debat|debats|deliberation>
<prefere|indique|declare|souhaite>(nt) ne pas <prendre part|participer> <au|a ce> vote
quitte(nt) <la piece|l'hemicycle> = leaves
quitte(nt) la <seance|reunion> <pour ce|pendant ce|lors de ce> <point|dossier|vote> = leaves
quitte(nt) la <seance|reunion|salle> le temps <du vote|de l'examen|de ce point|de la deliberation|de la discussion> = leaves
quitte(nt) la <seance|salle> et <la presidence|laisse la presidence|cede la presidence|confie la presidence> = leaves
sort(ent) <pour ce|lors de ce> <dossier|point|vote> = leaves
sort(ent) de la piece = leaves
(puis|et) sort(ent). = leaves
je ne <prends|prendrai> pas part <au|a ce> vote = speaks
je ne <participe|participerai> pas <au|a ce> vote = speaks
je ne <vote|voterai> pas = speaks
ne prend part
nppv
refus de vote
refusant de (prendre part|participer) (au|a ce) vote
refuse(nt) de (prendre part|participer) (au|a ce) vote
refus de prendre part au vote
indique ne pas prendre part au vote
ne souhaite(nt) pas prendre part au vote
s'etant retire(e)(s) (au moment du vote|de la salle|lors du vote|pour le vote)
s'etant absente(e)(s)
se retire(nt) au moment du vote
se retire(nt) et ne prend part au vote
sort(ent) et ne prend pas part au vote

[vote.adopted]
<aucune|nulle> <opposition|objection> (n'a ete|n'est) <relevee|formulee|exprimee|constatee|manifestee|emise>
tout le monde est d'accord
<tous|l'ensemble> (les|des) <conseillers|elus|membres|delegues> (presents) <est|sont> d'accord
<deliberation|decision> (est) prise
approuvee(s)
arrete(e)(s) sans <modification|observation|remarque>(s)
approuves
votee(s)
adopte(e)(s)
approuve(e)(s) a
adoptee a
vote(e) et adopte(e)
la proposition est adoptee
<deliberation|proposition|motion|resolution|projet|point|rapport> <adopte|approuve|accepte|vote|valide|retenu>(e)
accepte(e)(s)
avis favorable du conseil
accord (unanime) du conseil
accord (unanime)
accord (est) donne
accord du conseil (municipal|communautaire|syndical)
<le|la> <conseil|comite|bureau|assemblee> (municipal|communautaire|syndical) (en) est d'accord
accord pour
avis favorable
decision prise

[vote.rejected]
<deliberation|proposition|motion|resolution|projet|point|rapport> <rejete|refuse|repousse>(e)
rejete(e)(s)
rejette
refuse
refuse(e)
refus unanime (du conseil)
n'est pas adopte(e)
non adopte(e)
proposition non retenue
repousse(e)
emet un avis defavorable
donne un avis defavorable
avis defavorable
s'oppose a
est rejete(e)
desapprouve
n'approuve(nt) pas
n'adopte(nt) pas
n'accepte(nt) pas
ne <souhaite|desire|veut|souhaitent> pas donner suite
de ne pas donner (une) suite (favorable)
ne donne(nt) pas (de) suite (favorable)
<n'est|ne sont> pas favorable(s)

[vote.unfavourable]
emet un avis defavorable
donne un avis defavorable
avis defavorable

[vote.postponed]
d'en <ajourner|reporter|differer|renvoyer> = weak
<prefere|decide|choisit|propose|souhaite>(nt) (donc) <reporter|differer|ajourner|remettre|repousser> (sa|la|cette|leur|ce|le) decision = weak
<prefere|decide|choisit|propose|souhaite>(nt) (donc) <reporter|differer|ajourner|repousser> (la|cette|ce|le) <point|question|vote|dossier> = weak
<prefere|decide|choisit|propose|souhaite>(nt) (donc) <reporter|differer|ajourner|repousser> <l'examen|la deliberation|cette deliberation> = weak
<question|decision|affaire|point|dossier|sujet|deliberation|vote> (a ete|est|sera) <differe|ajourne|repousse|remis|renvoye>(e)
(cette|la|ce|le|l') <question|decision|affaire|point|dossier|sujet|deliberation|vote|examen> <a ete|est|sera> reporte(e)
<affaire|dossier|sujet|point|question> a <suivre|revoir> = weak
se prononcer<a|ont> <apres|ulterieurement|lors|a la|au> = weak
sera revu(e) <au|lors du> <prochain|conseil> = weak
<sera|seront> <revu|reexamine|reetudie|repris>(e)(s) <en|au mois de> <janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre> = weak
<sera|seront> <revu|reexamine|reetudie|repris>(e)(s) <a la|au> <rentree|printemps|automne> = weak
de <reinscrire|representer|reexaminer|revoir> <ce|le|cette|la> <dossier|point|question|projet|deliberation> <a|au|en|lors>
ajourne(e)(r)
ajourne
d'ajourner
de reporter <l'examen|ce point|la decision|la deliberation|cette question|le vote|ce dossier>
reporte(e) a (une|la) (seance|prochaine|date|prochain)
ce point est reporte
point reporte
remis(e) (a|au) (la|une|un) (plus) <prochain|prochaine|ulterieure|tard> (reunion|seance|conseil|date)
<renvoye|reporte|remis|ajourne>(e) au prochain <conseil|comite|bureau>
<renvoye|reporte|remis|ajourne>(e) a (un|une|la) <prochain|prochaine|ulterieure> (reunion|seance|conseil|commission|date)
<propose|convient> de surseoir = weak
remet(tent) (ce|le|la|cette) <point|question|decision|dossier> a (une|la) (prochaine|ulterieure) <seance|reunion|date>
question reportee
deliberation reportee
decide (donc) de surseoir (a statuer)
<decide|convient|prefere|choisit> (donc) de <repousser|reporter|differer|remettre> <son|leur> <choix|avis|vote>
renvoye(e) a la <session|seance|reunion> <de|du|d'>
<renvoie|renvoient> (l'|cette) affaire <a|au|en|devant>
decide (donc) <d'ajourner|de reporter|de renvoyer|de differer> (sa|la|cette|leur|ce|le) (decision|deliberation|point|question|examen)
d'ajourner
surseoit a statuer
sursis a statuer
est ajournee
vote reporte
reporte(e) (a|au) (un) (prochain) conseil
report du point
<sujet|point|question|dossier|affaire|deliberation|vote|decision|examen> reporte(e) <a|au|en|aux>
on en reparlera = weak
<point|sujet|question|dossier> n'est pas debattu(e)
prefere(nt) attendre = weak
<prefere|decide|choisit|propose>(nt) (donc) d'attendre = weak
<sera|seront> <revu|pris|examine|soumis|represente|tranche|etudie>(e)(s) <a la rentree|ulterieurement|plus tard|au prochain|a la prochaine|a une prochaine|lors d'une prochaine|lors du prochain|lors de la prochaine> = weak
remet(tent) (donc) (ce|le|la|cette|sa|leur|son) <decision|vote|avis|reponse|choix|examen> <a|apres|au|en>
<sera|seront> <revu|examine|reexamine|reetudie|rediscute>(e)(s) a (la|une) <prochaine|ulterieure>
<sera|seront> <revu|examine|reexamine|reetudie|rediscute>(e)(s) au prochain
<sera|seront> <revu|examine|reexamine|reetudie|rediscute>(e)(s) <lors|lors de|lors d'> (la|une|un) <prochain|prochaine>
a revoir <lors|au|a> (de) (la|une|un) <prochain|prochaine>
report (de ce point) <au prochain|a la prochaine|a une prochaine|a un prochain> <conseil|seance|reunion>
reporte ce point
<reporte|ajourne|differe|repousse>(nt) (donc) <la|le|cette|ce|sa|leur> <deliberation|decision|point|question|dossier|examen|reponse|avis>
<reporte|ajourne|differe|repousse>(nt) (donc) <la|le|cette|ce> <affaire|sujet|vote|projet>
<renvoyer|renvoie|renvoient> (ce|le|la|cette) <point|dossier|question|affaire|projet|deliberation|sujet> <en|a la|devant la> commission
sursoit
ajourne(nt) (sa|la|cette|leur) <decision|deliberation|reponse|question>
d'ajourner (sa|la|cette) decision
renvoie (ce|cette|le|la) <point|question|dossier|deliberation|decision>
remettre ce point
<accord|accepte|decide> (a|de) (ce|le) report
decision est <remise|reportee|renvoyee>
<convient|decide|propose> de <differer|reporter|surseoir|renvoyer> (a) (son|sa|le|la) <vote|decision|deliberation|avis|examen>

[vote.withdrawn]
<rapport|dossier|affaire|projet|sujet> retire(e)
retire(e) de l'ordre du jour
point retire
retire(e) par <m. le|monsieur le|mme la|madame la|mme le|madame le|le|la> <maire|president|presidente|rapporteur>
question retiree
deliberation retiree
retrait de l'ordre du jour
retrait du point
est retire(e) de l'ordre du jour
retirer de l'ordre du jour
retirer <ce|cette|le|la> <point|question|dossier|rapport|deliberation|projet> (de l'ordre du jour)

retire(nt) (donc) <ce|le|cette|la> <point|question|dossier|rapport|deliberation|projet|affaire> (de l'ordre du jour)
<le|la> retire (donc) de l'ordre du jour
<retire|retirent|a retire> (donc) l'affaire (de l'ordre du jour)
<est|sont> (donc) retire(e)(s) (de l'ordre du jour)

[vote.passive]
<est|sont> (donc|ainsi|alors|finalement|egalement|ensuite) <adopte|approuve|accepte|valide|vote|decide|retenu>(e)(s) = adopted
<est|sont> (donc|ainsi|alors|finalement|en consequence) <proclame|entérine|ratifie|confirme|maintenu|accorde|désigne|élu|nommé|autorisé>(e)(s) = adopted
<est|sont> <donc|ainsi|alors|finalement> <porté|fixé|attribué|renouvelé|reconduit|créé|institué|supprimé>(e)(s) = adopted
<est|sont> <donc|ainsi|alors|finalement> <modifié|choisi|alloué|versé|vendu|cédé|acheté|engagé>(e)(s) = adopted
<est|sont> lu(e)(s) et <adopté|approuvé>(e)(s) = adopted
<est|sont> <tenu|réputé|considéré|regardé>(e)(s) <pour|comme> <adopté|approuvé|accepté|validé>(e)(s) = adopted
<est|sont> <réputé|déclaré>(e)(s) <adopté|approuvé|accepté|validé>(e)(s) = adopted
<a|ont> ete proclamé(e)(s) = adopted
proclamé(e) <premier|premiere|deuxieme|second|troisieme|quatrieme|cinquieme|sixieme> adjoint(e) = adopted
<prend|prendra> (donc|ainsi) le nom de = adopted
<portera|portent|porteront> <donc|ainsi> le nom de = adopted
<s'appellera|se nommera> (donc|ainsi) = adopted
s'oppose (fermement) a la <fermeture|suppression|disparition|diminution> = adopted
<est|sont> (donc|ainsi|alors|finalement) <rejete|refuse|repousse|écarté>(e)(s) = rejected
n'<est|sont> pas <retenu|adopte|accepte|approuve>(e)(s) = rejected
non <retenu|adopte|accepte|approuve>(e)(s) = rejected
<est|sont> (donc|ainsi|alors|finalement) <reporte|ajourne|renvoye|remis|differe>(e)(s) = postponed

# « Le procès-verbal de la dernière séance a été approuvé »: said of minutes; of other things it tells of another day.
[vote.passive_past]
<a|ont> ete (donc|ensuite|egalement|alors) <adopte|approuve>(e)(s)

[vote.noted]
prend bonne note
prennent bonne note
prend acte
prennent acte
a pris acte
ont pris acte
pris acte
prendre acte
donne acte
lui donne acte
donne(nt) acte
a donne acte
constate
prend connaissance
il (en) est pris acte
dont acte

[vote.ballot]
(au|a|par) (le) scrutin secret = secret
(a|au|par) bulletin(s) secret(s) = secret
vote a bulletin(s) secret(s) = secret
(vote) a main levee = public
scrutin public = public
(scrutin public) (par) appel nominal = roll_call
vote nominal = roll_call
scrutin nominal = roll_call

[vote.blanket]
toutes les deliberations (ci-dessus|qui precedent|precedentes) (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
l'ensemble des deliberations (a ete|est|ont ete|sont) (adopte|adoptees|vote|votees|pris|prises|approuve|approuvees) a l'unanimite
toutes les decisions (ci-dessus|qui precedent|precedentes) (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
toutes ces deliberations (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
toutes ces decisions (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
toutes les questions (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
<sauf|sous reserve de> <mention|indication|precision> contraire (,) (toutes) les <deliberations|decisions|questions> (ont ete|sont) (adoptees|votees|prises|approuvees) a l'unanimite
