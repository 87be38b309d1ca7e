"""French words that a letter must not, should not, or must hold; see the package for their form."""

WORDS = {
    "harmless": """police d'assurance, polices d'assurance, numéro de police, police de caractères, dans votre
        intérêt, la cour intérieure, vol au départ, vol pour, vol vers, vol du, police n°, votre
        police, notre police""",
    "E101": """police, policier*, gendarm*, arrestation*, prison*, emprisonn*, criminel*, pénal, pénale*,
        pénaux, fraud*, escroc*, escroquer*, vol, voleur*, plainte pénale""",
    "E102": """saisie, saisies, saisir vos *, saisir votre *, huissier*, commissaire de justice, votre
        salaire, vos salaires, nantissement*, expulsion*""",
    "E103": """action en justice est engagée, procédure est engagée, procédure judiciaire est en cours,
        assignation*, citation à comparaître, dernier avis avant *, dernière mise en demeure,
        injonction de payer""",
    "E104": """notre avocat*, nos avocat*, notre conseil juridique, notre service juridique, notre service
        contentieux""",
    "E105": "fichier des incidents*, Banque de France, fiché, fichée, fichage*, agence* de notation",
    "E106": """votre employeur*, employeur*, votre famille, vos voisins, vos clients, réseaux sociaux,
        publier, publierons, rendre public""",
    "E107": """honte, honteu*, menteu*, malhonnête*, mauvais payeur*, profiteur*, scandaleu*, idiot*,
        stupid*, imbécile*""",
    "E108": """immigra*, titre de séjour, expuls*, religion*, religieu*, votre santé, votre maladie, vos
        enfants, votre enfant""",
    "E109": """dernière chance, ultime chance, dernier avertissement, ultime avertissement, sous 24 heures,
        dans les 24 heures, avant ce soir""",
    "E110": "frais de relance*, frais de retard, frais de recouvrement, pénalité*, frais de dossier",
    "E111": "officiel*, ministère*, gouvernement*, administration publique",
    "E114": "numéro de carte*, numéro de votre carte, cryptogramme*, CVV, CVC, date d'expiration",
    "court": "tribunal, tribunaux, en justice, judiciaire*, poursuites, contentieux",
    "agency": "société de recouvrement, cabinet de recouvrement, agence de recouvrement, recouvrement",
    "interest": "intérêts",
    "pause": "suspendre nos *, suspension de nos *, cesser nos *, bloquer votre *",
    "W202": """immédiatement, susmentionné*, susvisé*, par la présente, faute de quoi, à défaut de,
        nonobstant, en application de, conformément à, sans délai""",
    "W203": "neuf sur dix, 9 sur 10, la plupart de nos clients, une petite minorité",
    "W204": "offre spéciale, code promo*, % de remise, nouveaux produits, newsletter*, infolettre*",
    "W205": "dette*, impayé*, arriéré*, en retard, créance*, recouvrement*, relance*, mise en demeure",
    "next": """répondez, réponse, appelez, écrivez, contacter, dites-nous, dites-le-nous, indiquez-nous,
        payez, régler""",
    "dispute": "pas d'accord, contest*, désaccord*",
    "time": "plus de temps, plusieurs fois, échéancier*, délai de paiement",
    "paid": "déjà payé, déjà réglé",
}
