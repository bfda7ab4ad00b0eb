# Numbers, dates and hours. A value stands behind every wording.

[number.unit]
zéro = 0
un(e) = 1
deux = 2
trois = 3
quatre = 4
cinq = 5
six = 6
sept = 7
huit = 8
neuf = 9
dix = 10
onze = 11
douze = 12
treize = 13
quatorze = 14
quinze = 15
seize = 16
vingt(s) = 20
trente = 30
quarante = 40
cinquante = 50
soixante = 60
septante = 70
huitante = 80
octante = 80
nonante = 90

[number.scale]
cent(s) = 100
mille = 1000
mil = 1000
million(s) = 1000000
milliard(s) = 1000000000

[number.ordinal]
premi<er|ère>(s) = 1
ler = 1
second(e) = 2
deuxième = 2
troisième = 3
quatrième = 4
cinquième = 5
sixième = 6
septième = 7
huitième = 8
neuvième = 9
dixième = 10
onzième = 11
douzième = 12
treizième = 13
quatorzième = 14
quinzième = 15
seizième = 16
vingtième = 20
trentième = 30

[date.month]
janvier = 1
janv = 1
jan = 1
février = 2
févr = 2
fév = 2
mars = 3
avril = 4
avr = 4
mai = 5
juin = 6
juillet = 7
juil = 7
août = 8
aout = 8
septembre = 9
sept = 9
septemb = 9
octobre = 10
oct = 10
novembre = 11
nov = 11
décembre = 12
déc = 12

[date.weekday]
lundi = 1
mardi = 2
mercredi = 3
jeudi = 4
vendredi = 5
samedi = 6
dimanche = 7

[date.year_lead]
l'an
en l'an

[hour.unit]
h
hr
hrs
heure(s)

[hour.named]
midi = 12
minuit = 0

[hour.fraction]
et quart = 15
un quart = 15
et un quart = 15
et demi(e) = 30
moins (le )quart = -15
trois quarts = 45
et trois quarts = 45
