# What OCR confuses: « read = meant », letters as they are folded. Used to weigh repairs: a difference that stands here
# counts half. One pair a line, both directions.

[ocr.confusion]
e = c
c = e
e = o
o = c
u = n
n = u
i = l
l = i
i = t
t = i
f = t
t = f
e = f
f = e
b = h
h = b
p = d
d = a
a = d
p = o
s = a
rn = m
m = rn
ti = u
u = ti
u = ii
ii = u
cl = d
d = cl
li = h
in = m
ni = m
vv = w
v = y
y = v
q = g
g = q
b = e
r = t
s = e

# Signs that stand for digits where a number must be.
[ocr.digit]
i = 1
l = 1
| = 1
! = 1
o = 0
q = 0
s = 5
z = 2
b = 8

# Words before a month that stand for the first of it.
[ocr.first]
ler = 1er
ier = 1er
ter = 1er
jer = 1er

# Signs behind a sum that stand for its currency, as they are printed: where the document counts in it elsewhere.
[ocr.currency]
£ = €
© = €
E€ = €
€€ = €
c€ = €
FE = F
F& = F

# Digits that are taken for each other, both directions: a figure is only repaired to one of these.
[ocr.figure]
0 = 6
0 = 8
0 = 9
1 = 4
1 = 7
2 = 7
3 = 5
3 = 8
3 = 9
5 = 6
5 = 8
6 = 8
8 = 9
