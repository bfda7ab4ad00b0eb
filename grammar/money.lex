# Sums of money, taxes, what they are for, budget lines.

[money.currency]
€ = EUR
euro(s) = EUR
€uro(s) = EUR
eur = EUR
franc(s) = FRF
f = FRF
ff = FRF
frs = FRF

[money.scale]
k = 1000
m = 1000000
md = 1000000000
millier(s) = 1000
million(s) = 1000000
milliard(s) = 1000000000
keur = 1000 EUR
keuro(s) = 1000 EUR
meur = 1000000 EUR
kf = 1000 FRF
mf = 1000000 FRF

[money.cents]
centime(s)
cent(s)
cts
ct

[money.tax]
ht = excluding
h.t. = excluding
hors tax<e|es> = excluding
hors tva = excluding
ttc = including
t.t.c. = including
toutes taxes comprises = including
tva comprise = including
net(s) de taxe(s) = including

[money.role]
subvention(s) = grant
aide(s) = grant
don(s) = grant
dotation(s) = grant
fonds de concours = grant
participation(s) = grant
prix = price
coût(s) = price
montant du marché = price
devis = price
achat = price
acquisition = price
vente = price
cession = price
tarif(s) = fee
redevance(s) = fee
loyer(s) = fee
cotisation(s) = fee
abonnement(s) = fee
taxe de séjour = fee
emprunt(s) = loan
prêt(s) = loan
capital restant dû = loan
garantie(s) = guarantee
garantit = guarantee
cautionnement = guarantee
budget(s) = budget
crédit(s) = budget
recettes = budget
dépenses = budget
excédent(s) = budget
déficit(s) = budget
section d'investissement = budget
section de fonctionnement = budget
autorisation(s) de programme = budget
indemnité(s) = salary
traitement(s) = salary
rémunération(s) = salary
salaire(s) = salary
prime(s) = salary

[money.not]
%
m²
hectare(s)
ha
km

[money.beneficiary]
à l'association
au comité
au club
à l'amicale
à la société
à l'entreprise
au collège
au lycée
à la coopérative
au syndicat

[money.budget_key]
chapitre(s) = chapter
chap = chapter
article(s) = article
nature(s) = article
compte(s) = article
imputation = article
fonction(s) = function
opération(s) = operation
budget annexe = budget
budget principal = budget
exercice = year
