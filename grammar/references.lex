# Legal references: codes with their keys in the record, kinds of text.

[reference.code]
(le|du|ce) meme code = idem
ledit code = idem
dudit code = idem
code général des collectivités (territoriales) = CGCT
code général des collectivités locales = CGCT
code des collectivités (territoriales) = CGCT
cgct = CGCT
c.g.c.t. = CGCT
code général des impôts = CGI
cgi = CGI
c.g.i. = CGI
code de la construction et de l'habitation = CCH
cch = CCH
c.c.h. = CCH
code général de la fonction publique = CGFP
cgfp = CGFP
c.g.f.p. = CGFP
code des relations entre le public et l'administration = CRPA
crpa = CRPA
c.r.p.a. = CRPA
code général de la propriété des personnes publiques = CGPPP
code de la propriété des personnes publiques = CGPPP
cgppp = CGPPP
c.g.p.p.p. = CGPPP
cg3p = CGPPP
code de l'urbanisme = code de l'urbanisme
code de l'environnement = code de l'environnement
code de la commande publique = code de la commande publique
ccp = code de la commande publique
code des marchés publics = code des marchés publics
cmp = code des marchés publics
code de l'éducation = code de l'éducation
code de l'énergie = code de l'énergie
code de l'action sociale et des familles = code de l'action sociale et des familles
casf = code de l'action sociale et des familles
c.a.s.f. = code de l'action sociale et des familles
code de justice administrative = code de justice administrative
cja = code de justice administrative
code civil = code civil
code pénal = code pénal
code de procédure pénale = code de procédure pénale
code de procédure civile = code de procédure civile
code du travail = code du travail
code électoral = code électoral
code de la route = code de la route
code de la voirie routière = code de la voirie routière
code des transports = code des transports
code du patrimoine = code du patrimoine
code du tourisme = code du tourisme
code du sport = code du sport
code de commerce = code de commerce
code de la santé publique = code de la santé publique
code de la sécurité sociale = code de la sécurité sociale
code de la sécurité intérieure = code de la sécurité intérieure
code rural = code rural
code rural et de la pêche maritime = code rural et de la pêche maritime
code forestier = code forestier
code monétaire et financier = code monétaire et financier
code de l'expropriation = code de l'expropriation
code de l'expropriation pour cause d'utilité publique = code de l'expropriation pour cause d'utilité publique
code des communes = code des communes
code des juridictions financières = code des juridictions financières
code de la défense = code de la défense
code de la consommation = code de la consommation
code des assurances = code des assurances
code de la propriété intellectuelle = code de la propriété intellectuelle
code minier = code minier
code du service national = code du service national
code des postes et des communications électroniques = code des postes et des communications électroniques
code du domaine de l'état = code du domaine de l'état
code du cinéma et de l'image animée = code du cinéma et de l'image animée
code de l'artisanat = code de l'artisanat
livre des procédures fiscales = livre des procédures fiscales

[reference.text]
loi(s) = law
loi organique = law
lois = law
decret(s) = decree
decret loi = decree
ordonnance(s) = ordinance
arrete (ministeriel|prefectoral|interministeriel) = order
circulaire = circular
directive = directive
reglement (ue|ce) = regulation

[reference.article]
article(s)
art.
art

[reference.deliberation]
deliberation n°
deliberation
deliberations n°
