# Legal references. Value of a code: its key in the record.

[reference.code]
code general des collectivites territoriales = CGCT
cgct = CGCT
c.g.c.t. = CGCT
code general des impots = CGI
cgi = CGI
code de la construction et de l'habitation = CCH
cch = CCH
code general de la fonction publique = CGFP
cgfp = CGFP
code des relations entre le public et l'administration = CRPA
crpa = CRPA
code general de la propriete des personnes publiques = CGPPP
cgppp = CGPPP
cg3p = CGPPP
code de l'urbanisme = code de l'urbanisme
code de l'environnement = code de l'environnement
code de l'energie = code de l'énergie
code de l'education = code de l'éducation
code de la commande publique = code de la commande publique
code des marches publics = code des marchés publics
code civil = code civil
code electoral = code électoral
code penal = code pénal
code du travail = code du travail
code de la sante publique = code de la santé publique
code de la securite interieure = code de la sécurité intérieure
code de la securite sociale = code de la sécurité sociale
code de l'action sociale et des familles = code de l'action sociale et des familles
casf = code de l'action sociale et des familles
code de la route = code de la route
code de la voirie routiere = code de la voirie routière
code rural et de la peche maritime = code rural et de la pêche maritime
code rural = code rural
code forestier = code forestier
code du patrimoine = code du patrimoine
code des transports = code des transports
code du sport = code du sport
code du tourisme = code du tourisme
code monetaire et financier = code monétaire et financier
code de commerce = code de commerce
code de justice administrative = code de justice administrative
code des communes = code des communes
code des juridictions financieres = code des juridictions financières
code minier = code minier
code de procedure penale = code de procédure pénale
code de l'expropriation pour cause d'utilite publique = code de l'expropriation pour cause d'utilité publique
code de l'expropriation = code de l'expropriation

[reference.text]
loi(s) = law
loi organique = law
lois = law
decret(s) = decree
decret loi = decree
ordonnance(s) = ordinance
arrete (ministeriel|prefectoral|interministeriel) = order
circulaire = circular
directive = eu
reglement (ue|ce) = eu

[reference.article]
article(s)
art.
art

[reference.deliberation]
deliberation n°
deliberation
deliberations n°
