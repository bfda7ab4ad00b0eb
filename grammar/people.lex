# People: honorifics, offices, heads of bodies, non-members.

[people.honorific]
m. = M.
mr(.) = M.
monsieur = M.
messieurs = MM.
mm(.) = MM.
mme(.) = Mme
madame = Mme
mesdames = Mmes
mmes(.) = Mmes
mlle(.) = Mme
melle(.) = Mme
mademoiselle = Mme
mlles = Mmes
mesdames et messieurs les <conseillers|conseilleres|membres|delegues|elus> (municipaux|communautaires) = *
<mmes|mesdames> (,|et) <mm|messieurs|mrs> = *
<mme|madame> <,|et> <mm|messieurs|mrs> = *
mmes (,|et) <mm.|mrs.> = *
mme <,|et> <mm.|mrs.> = *
<mme|mmes|madame|mesdames> et <m|m.|monsieur> = *
<mm|m|messieurs|mrs> (,|et) <mmes|mesdames> = *
<mm.|m.|mrs.> (,|et) <mmes|mesdames> = *
<mm.|mrs.> (,|et) mme = *
mrs(.) = MM.
ms = MM.
monsieurs = MM.
dr = M.
pere = M.
abbe = M.
soeur = Mme
docteur = M.
maitre = *

[people.office]
maire(s)
maire(s) delegue(e)(s)
adjoint(e)(s)
adjt(e)(s)
(premier|premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme) adjoint(e)
(premier|premiere|deuxieme|troisieme) vice president(e)
adjoint(e)(s) au maire
adjoint(e)(s) de quartier
maire(s) adjoint(e)(s)
conseiller(s) (municipal|municipaux|delegue|delegues|communautaire|communautaires|departemental|departementaux|regional|regionaux)
conseillere(s) (municipale|municipales|deleguee|deleguees|communautaire|communautaires|departementale|departementales)
conseillers municipaux delegues
conseillers
president(e)(s)
vice president(e)(s)
vice(s) president(e)(s)
presidente du conseil departemental
president du conseil departemental
titulaire(s)
suppleant(e)(s)
delegue(e)(s)
membre(s)
<delegues|membres> (titulaires|suppleants)
<delegue|membre>(e)(s) <titulaire|suppleant>(e)(s)
membre(s) <du|de la> <bureau|comite|commission>
vice pres.
<cons.|conseil.> <mun.|munic.|comm.|dep.>
depute(e)
senateur
administrateur(s)
administratrice(s)
echevin

[people.head_office]
maire
president(e)
(depute|senateur|senatrice|premier) maire
maire president(e)
president(e) du conseil (general|departemental|regional)
maire de la commune
president(e) de la communaute (de communes|d'agglomeration)
maire en exercice
maire sortant(e)

[people.head]
(monsieur|madame|m.|mme|mr|m) le <senateur|depute|premier> maire
(monsieur|madame|m.|mme|mr|m) la <senatrice|deputee> maire
m le <maire|president>
m. le <maire|president> de seance
mme la <maire|presidente>
(monsieur|madame|m.|mme|mr) le maire
(monsieur|madame|m.|mme|mr) la maire
(monsieur|madame|m.|mme|mr) le president
(monsieur|madame|m.|mme|mr) la presidente
le maire
la maire
le president
la presidente

[people.non_member]
maitre(s) <d'ouvrage|d'oeuvre>
(m.|mme|monsieur|madame) <le|la> (sous) prefet(e)
(sous) prefet(e) <de region|de departement|de la region|du departement>
(m.|mme|monsieur|madame) <le|la> <directeur|directrice|comptable|tresorier|tresoriere|percepteur|receveur|secretaire>
directeur de cabinet
(directeur|directrice) (adjoint|adjointe) des services techniques
chef de service
responsable (du service)
commissaire du gouvernement
(l') etat (etant) represente par
personnel administratif
comptable public
receveur municipal
collaborateur de cabinet
agent(s) (territoriaux|communaux)
journaliste(s)
stagiaire
services municipaux
etai(en)t present(e)(s) (egalement|aussi|au titre des services)
a titre consultatif
(membres) (a|avec) voix consultative
y assistai(en)t
<a|ont|avai(en)t> (en outre|egalement|aussi) assiste a la <seance|reunion>
<etait|etaient|sont|ont ete> (egalement|en outre) invite(e)s
assiste(nt) (egalement) (a la <seance|reunion>)
directeur general des services
directrice generale des services
directeur general (adjoint)
directrice generale (adjointe)
directeur des services
directrice du ccas
d.g.s.
dgs
secretaire de mairie
secretaire general(e) (<de mairie|de la mairie|de la commune|des services>)
non membre(s)
assistai(en)t (egalement) (a la <seance|reunion>)
assistaient egalement
ainsi que :
etai(en)t egalement present(e)(s)
egalement present(e)(s)
autres <personnes|participants> present(e)s
autres participants
percepteur
tresorier(e)
invite(e)(s)
public
en presence de
participai(en)t (egalement) a la <seance|reunion>
participai(en)t egalement
participe(nt) (egalement) a la <seance|reunion>

[people.particle]
della
del
de
du
des
d
la
le
les
van
von
der
den
da
dos
di
el
ben
