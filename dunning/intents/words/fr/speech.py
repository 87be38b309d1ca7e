"""French: how sentences are built, and the sets of words that the other modules name with "@"."""

SETS = {
    "common": """le la les de des du et je nous vous est pas ne une un pour que qui votre notre vos nos
        merci bonjour avons avez dans sur par avec ce cette au en mais ai suis facture""",
    "paid": """=payé payée payées payés =réglé réglée réglées réglés =viré virée soldée acquitté
        acquittée =versé versée transféré effectué effectuée =soldé""",
    "pays": """=paie =paye payons paierai payerai paierons =règle réglons règlerai réglerai règlerons
        réglerons =vire virons virerai virerons verserai verserons solderai solderons paies payes =vires
        vires règles payera paiera règlera réglera virera soldons solde payez""",
    "payment": "virement règlement paiement versement chèque cheque",
    "ordinal": "(?:er|e|eme)?",
    "weekdays": "lun=0 mar=1 mer=2 jeu=3 ven=4 sam=5 dim=6",
    "months": "fev=2 fevr=2 aout=8",
    "numbers": """un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 dix=10 quinze=15
        quinzaine=15""",
    "invoice": "facture factures montant somme fact note créance relance prix total #",
    "goods": """marchandise marchandises livraison commande colis produit produits matériel matériaux
        article articles pièces palette palettes moitié reste cartons carton unités caisse caisses
        rouleaux chaises envoi envois expédition pièce livraisons commandes colisage meubles carrelage
        bois meuble équipement équipements fournitures lot lots quantité exemplaires""",
    "nots": "pas jamais rien aucun aucune toujours_pas plus personne guère",
    "work": """travaux chantier travail prestation prestations installation intervention mission service
        services réparation pose formation ménage nettoyage entretien maintenance projet chantiers
        rénovation montage étude""",
    "men": """technicien techniciens ouvrier ouvriers artisan plombier électricien livreur équipe équipes
        gars mec peintre monteur prestataire menuisier maçon personne""",
    "kin": """mari femme fils fille père mère patron associé associée comptable frère sœur soeur
        propriétaire épouse époux collègue gérant conjoint""",
    "bad": """défectu* cassé* abîmé* endommag* inutilisable* rayé* fissur* malfaçon* pourri pourris
        pourrie pourries périmé* détérior* ébréch* brisé* fêlé* déchir* tordu* rouill* moisi* taché*
        bâclé* raté* foiré* bancal*""",
}

PHRASES = {
    "closing": """cordialement, bien cordialement, cdt, cdlt, bien à vous|toi, salutations ..
        distinguées, meilleures|sincères|respectueuses salutations, sincèrement, cordiales|sincères
        salutations, veuillez agréer, je vous prie d'agréer, recevez, amicalement, bàv""",
    "harmless": """si possible, si vous avez des|la|une questions|question, si ce n'est|n'était pas|déjà
        .. fait, pas de souci|soucis|problème|quoi, si cela|ça vous convient|va|arrange, si besoin, si
        nécessaire, n'hésitez pas, non seulement, sans doute, sans problème|souci|faute|délai, pourquoi
        pas, ne vous inquiétez pas, si vous voulez|souhaitez|permettez, pas plus tard que, je ne comprends
        pas pourquoi, nous ne comprenons pas, s'il vous|te plaît|plait, si c'est|possible .. possible|bon|
        ok, sauf erreur de notre|ma part, sauf erreur, sauf erreur ou omission, au plus tard, merci|mercis
        de|pour .. patience, ne pas répondre à ce .. message|mail, ne pas répondre, ce jour là|la, sans
        vous presser, message automatique, dès|quand que? je suis|rentre|serai .. rentré|rentrée|chez_moi|
        au_bureau|à_la_maison, après mon|le|ma service|boulot|travail|journée""",
    "negation": """ne, pas, jamais, aucun, aucune, rien, ni, sans, impossible, refus*, impayé*, non, plus
        de|rien, incapable, personne, n'ai|n'avons|n'est|n'a|n'ont|n'avez|n'était|n'y""",
    "conditional": """si, dès que|réception|lors, quand, lorsque, une fois que?, à condition, sous
        réserve, après réception|avoir|que|votre|correction, à réception, sauf si, tant que, jusqu'à ce,
        avant que, pourrais, pourrions, paierais, paierions, aurais, aurions, devrait, serait, selon, en
        attente de|d'un, au cas où, peut-être, éventuellement""",
    "but": """mais, cependant, toutefois, car, parce que|qu'il, puisque, donc, et|&
        nous|je|j'ai|vous|la|le|il|elle|ne|n'est|pour, or, par contre, en revanche, merci de, pourriez,
        alors que, tandis que, veuillez, ainsi que""",
    "hedge": """je crois|pense|suppose, nous pensons|croyons, il me semble, sauf erreur, probablement,
        sans doute, normalement, à ma connaissance, je crois bien, apparemment, a priori, en principe""",
    "invoice": "facture|factures|fact|fac|fa|n|no|num|numéro|nº|n°",
    "not_day": """facture|factures|fact|courrier|mail|relance|livraison|commande|devis|bon|lettre #? du|
        de|datée|en_date_du, échéance|échue #? au|le|du?, datée|datee|date du, en date du, livré* le,
        commandé* le, due le, appelez|composez|faites""",
    "reference": """référence, réf, ref, réf du virement, référence du? virement|paiement?, sous la
        référence, numéro de|d' virement|opération|transaction, libellé, avec la référence""",
    "case": """numéro|n°|no|référence|réf|rg|n de dossier|procédure|rg?, rg n°?, dossier n°|no?, réf,
        référence, greffe""",
    "administrator": """mandataire|liquidateur|administrateur judiciaire? .. est|désigné|nommé,
        mandataire|administrateur|liquidateur judiciaire?, liquidateur""",
    "person": """contacter|contactez|joindre|adresser|adressez-vous|écrire|écrivez|voir|remplacé|
        remplacée|interlocuteur|interlocutrice|successeur .. à|par|est?, vous adresser à, est
        désormais|maintenant, à, auprès de, contacter, voir|parler|voyez avec, avec, mon|ma|notre @kin,
        adressez-vous à, c'est, par""",
    "until": """au, jusqu'au, jusqu'à, d'ici, à, jusque""",
    "assured": """promis, c'est promis, sans faute, c'est sûr|certain, d'ici, avant, pour, dernier délai,
        juré""",
}
