# Money: currencies, multipliers, tax, what it is for, budget lines.

[money.currency]
€ = EUR
euro(s) = EUR
eur = EUR
€uro(s) = EUR
d'euro(s) = EUR
franc(s) = FRF
f = FRF
frs = FRF
fr = FRF
fr. = FRF
ff = FRF
f cfp = XPF
fcfp = XPF
f.cfp = XPF
f.c.f.p = XPF
frs cfp = XPF
franc(s) cfp = XPF
franc(s) pacifique = XPF
xpf = XPF
cfp = XPF

[money.scale]
k€ = 1000
keur = 1000
k euro(s) = 1000
k eur = 1000
m€ = 1000000
meur = 1000000
m eur = 1000000
million(s) d'euros = 1000000
million(s) d'€ = 1000000
milliard(s) d'euros = 1000000000
millions € = 1000000
million(s) de francs = 1000000 FRF
milliard(s) de francs = 1000000000 FRF
mf = 1000000 FRF
kf = 1000 FRF

[money.cents]
centime(s)
cent(s)
cts

[money.tax]
ht = excluding
h.t. = excluding
hors taxe(s) = excluding
ttc = including
t.t.c. = including
toutes taxes comprises = including
net(s) de taxe(s) = excluding

[money.role]
subvention(s) = grant
aide(s) = grant
fonds de concours = grant
prix = price
montant du marche = price
devis = price
vente = price
cession = price
cotisation = fee
adhesion = fee
redevance = fee
tarif(s) = fee
loyer = fee
emprunt = loan
pret = loan
garantie = guarantee
budget = budget
excedent = budget
deficit = budget
dotation = budget
indemnite(s) = salary
traitement = salary
remuneration = salary

[money.not]
%
pour cent
m2
ha
km
habitants
kwh

[money.budget_key]
chapitre(s) = chapter
compte(s) = article
nature = article
fonction(s) = function
operation = operation
budget annexe = budget
budget principal = budget
