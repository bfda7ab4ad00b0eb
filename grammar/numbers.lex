# Numbers, dates, hours.

[number.unit]
zero = 0
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
mil(le) = 1000
million(s) = 1000000
milliard(s) = 1000000000

[number.ordinal]
premier = 1
premiere = 1
second(e) = 2
deuxieme = 2
troisieme = 3
quatrieme = 4
cinquieme = 5
sixieme = 6
septieme = 7
huitieme = 8
neuvieme = 9
dixieme = 10

[date.month]
janvier = 1
janv = 1
fevrier = 2
fevr = 2
fev = 2
mars = 3
avril = 4
avr = 4
mai = 5
juin = 6
juillet = 7
juil = 7
aout = 8
septembre = 9
sept = 9
octobre = 10
oct = 10
novembre = 11
nov = 11
decembre = 12
dec = 12

[date.weekday]
lundi = 1
mardi = 2
mercredi = 3
jeudi = 4
vendredi = 5
samedi = 6
dimanche = 7

[date.current_month]
(du) courant
(du|de ce) mois courant
de ce mois
du present mois
dudit mois

[date.year_lead]
l'an
l an
an

[hour.unit]
h
heure(s)
hre(s)

[hour.named]
midi = 12
minuit = 0

[hour.fraction]
(et) demi(e) = 30
et quart = 15
un quart = 15
moins <le|un> quart = -15

[hour.afternoon]
du soir
de l'après-midi
de relevée
