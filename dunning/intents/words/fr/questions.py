"""French: what customers ask, thanks and courtesies."""

PHRASES = {
    "question.owe": """combien .. ... dois|doit|devons|reste|payer|régler|due|vous|total|solde,
        quel|quelle|quels est|sont .. ... montant|solde|somme|total|reste|factures|encours ..
        dû|due|restant|à|total|en|payer|impayées|je|nous?, reste à payer|régler|devoir, quelles|quels
        factures|montants .. impayé*|ouvert*|attente|retard|dues|reste*|payer|régler, que|ce
        que|qu'est-ce .. dois|devons|doit, montant .. total|exact|restant .. dû|à_payer|à_régler?,
        donner|indiquer|communiquer|confirmer|préciser .. montant|solde|somme|total,
        dois|doit|devons|doivent .. combien, reste combien, combien, quel|quelle .. montant|solde|somme,
        qu'est-ce .. dois|devons""",
    "question.pay": """comment|où|ou .. ... payer|régler|virer|paie|paye|règle|règlement|paiement|
        faire_pour_payer, rib, iban, bic, coordonnées bancaires, numéro|n° de compte, sur quel compte,
        payer|régler|paiement|règlement .. par|en carte|cb|chèque|paypal|espèces|ligne|prélèvement|
        carte_bancaire|liquide|internet, lien .. paiement|payer, moyens|modes|mode|moyen de
        paiement|règlement, acceptez|prenez .. carte|cb|chèque|chèques|espèces|paypal|cartes, à quel
        ordre, quel ordre, c'est quoi .. rib|iban|coordonnées, pay*|régl* .. par|en|via
        carte|cb|chèque|espèces|paypal|ligne, comment|où .. pay*|régl*|vir*""",
    "not.question.pay": """@paid|fait|effectué|parti|envoyé|changé|nouveau|nouvel .. rib|iban|cb|carte|
        chèque|espèces|prélèvement|coordonnées|virement, paiement|règlement|virement .. par chèque ..
        envoyé|posté|le, @paid .. par|en .. carte|cb|chèque|paypal|espèces|prélèvement, notre|mon
        rib|iban, lettre|chiffre|erreur|faute|mauvais* .. iban|rib, iban .. erreur|faux|mauvais*""",
    "question.resend": """renvoyer|renvoyez|renvoi|envoyer|envoyez|transmettre|transmettez|adresser|
        adressez|retransmettre|obtenir|recevoir|avoir|besoin|communiquer|faire_parvenir|faire_suivre|
        joindre .. ... facture|factures|duplicata|copie|copies|pdf|double,
        duplicata|copie|copies|double|pdf .. facture|factures|la|cette|les, pas|jamais|aucune|rien .. ...
        reçu|trouve|trouvons|retrouve|retrouvons|vu|eu|trace|possession|parvenue|reçue|reçus ..
        facture|factures|la|cette|votre|ce|document|de, facture|factures ... pas|jamais ... reçue|reçu|
        reçues|parvenue|trouve|retrouve|vue|arrivée|jointe|joint|trouvée|attachée|reçus, facture ..
        égarée|perdue|manquante, égaré|perdu .. facture, aucune facture, pièce|pièce-jointe|fichier|pdf
        .. jointe? .. ne|pas|illisible|manque|absent|vide, de quelle facture, quelle facture ..
        parlez|s'agit|concernée, renvoyer|renvoyez moi|nous|la|les, trouve|retrouve|retrouvons|trouvons
        pas .. ..., me|nous la|le|les renvoyer|renvoyez|envoyer, renvoyer|renvoyez .. svp|stp|s'il|merci,
        pas|aucune .. trace .. facture|#, # .. ... pas .. logiciel|système|comptabilité,
        n'ai|n'avons|ai|avons pas|plus .. facture|factures|#, pas .. # ... reçu|reçue, # ... pas ..
        reçue|reçu|trouve|retrouve, de l'envoyer|la_renvoyer|me_la_renvoyer|nous_la_renvoyer, me|nous
        l'|la|les renvoyer|envoyer|transmettre, renvo*|envoy*|transmett*|adress*|faire_suivre|retrouv* ..
        facture*|#|copie|duplicata|pdf, pas|jamais .. reçu|trouv*|retrouv*|vu|eu .. facture*|#, facture*
        .. pas|jamais .. reçu*|trouv*|jointe|arriv*, copie|duplicata, perdu|égaré .. facture, de|quelle
        .. facture .. s'agit|parlez|c'est""",
    "not.question.resend": """si .. envoyez|envoyer, plus .. envoyer|envoyez, arrêtez|cessez .. envoyer,
        avoir, facture .. rectificative|rectifiée|corrigée, sur la facture, désormais|dorénavant|
        à_l'avenir|directement ... facture|factures ... à, factures .. désormais|dorénavant|à_l'avenir,
        envoyer|envoyez|adresser|adressez|transmettre .. facture|factures .. à l'adresse|au_service|
        à_la_compta*|à_notre|directement, ne .. envoyez, conteste* .. facture, uniquement|exclusivement|
        seulement, uniquement|exclusivement|seulement ... <address>, adresser|envoyer|transmettre|
        d'adresser .. ... uniquement|exclusivement|seulement, avoir .. ... reçu, promis, livraison|
        marchandise|colis|commande|bon_de_livraison, preuve|justificatif|avis|avoir|relevé, pas ..
        command*|accord|due*|correct*|juste, =contesté|conteste|contestons|contester|contestation|
        contestée|contestées|contestez|rectifi*|corrig*|erreur|annul*|mauvais*|doublon|double emploi, rien
        reçu, facture .. pas .. encore .. échue*|payé*|réglé*, pas .. encore .. reçu .. virement|paiement,
        jamais|pas|rien .. ... @goods, sans .. numéro|bon|n°, renvoyer .. complét*|corrig*|rectif*, mise
        .. litige, pas|jamais|rien =payé|=réglé|=viré|=soldé|=payée|=réglée""",
    "question.statement": """relevé|état|extrait|récapitulatif|situation|point|liste|grand-livre ..
        de|du|des|d'un|mon|notre compte|comptes|factures|impayés|impayées|facturation|client|dû, relevé
        .. compte|à_jour|factures, balance .. client|âgée, récapitulatif, relevé .. compte|factures, état
        .. compte|factures|impayés, récapitulatif|grand-livre|balance""",
    "question.who": """qui êtes|es|est|sont|c'est .. vous|tu|ce|là|cette?, c'est qui, vous êtes qui, t'es
        qui, tu es qui, de quelle société|entreprise, quelle|quel est|société|entreprise .. votre|êtes,
        connais|connaissons|connait .. pas .. société|entreprise|vous|votre|cette, jamais entendu parler,
        arnaque|spam|escroquerie|sérieux|frauduleux, comment avez .. eu .. numéro|adresse|coordonnées|
        mail, qui êtes|es|est|c'est|sont, vous|t'es êtes? qui, arnaque|spam|phishing|escroquerie|fraude,
        connais* pas .. numéro""",
    "not.question.who": """ne .. connais|connaissons .. pas .. personne, contactez, signe, qui ..
        s'occupe|gère|règle|paie|a_repris|tient|traite, qui .. est .. responsable""",
    "question.other": """rappeler|rappelez|rappelle|appeler|appelez|joindre|contacter|recontacter .. moi|
        nous|me|au|svp|s'il?, me|nous rappeler|appeler|contacter|recontacter, à quoi .. correspond|
        correspondent|sert, pourquoi|quand|comment|quelle|quel|quels|quoi|où est|sont|avez|avons|me|cette|
        ce|sera|serez|a|ai|dois|faut, pouvez|pourriez|pourrait|peux|peut .. vous|tu|on? .. m'|me|nous|
        expliquer|préciser|confirmer|vérifier|dire|détailler|éclaircir|regarder|indiquer, merci|veuillez
        de? .. préciser|confirmer|vérifier|expliquer|détailler|indiquer|me_dire, question|questions, j'ai
        une question, c'est pour quoi, numéro de? commande|bon_de_commande|siret|tva .. manque|besoin|
        indiquer, besoin .. bon_de_commande|numéro_de_commande|siret|attestation, c'est pour|quoi quoi|ça,
        c'est quoi, à quoi, pourquoi, pouv*|pourr*|peux .. m'|me|nous .. appel*|rappel*|expliqu*|précis*|
        détaill*|confirm*|dire, expliqu*, rappel*|appel* .. moi|nous|me|svp, à|pour|sur|de|par|sous quel|
        quelle|quels|quelles, quel|quelle|quels|quelles .. est|sont|numéro|date|commande|prestation|
        personne|service|agent|correspond*|facture|montant, d'où, qu'est-ce que""",
    "agrees": """merci, mrc, mci, ok, d'accord, dac, entendu, noté, c'est noté|bon|parfait|entendu|
        compris|fait, bien noté|reçu|pris_note, parfait, très bien, super, pas de problème|souci, reçu,
        bien reçu, compris, je m'en occupe, nous nous en occupons, on s'en occupe, nickel, prends|prenons
        note, vous remercie|remercions, accuse|accusons .. réception, ça marche, oui, génial, validé, je
        regarde|vérifie, nous regardons|vérifions, on regarde, je fais suivre, je transmets, m'en occupe,
        merci .. rappel|relance|message|info*|mail, c'est noté|vu|bon, c noté|bon, je m'en|m_en occupe, on
        regarde|s'en_occupe|vérifie, bien reçu|noté|compris, je vérifie|regarde|fais_suivre|transmets,
        d'acc*, okay, ça roule|marche|va, pas de problème|souci|soucis, vu, merci bien|beaucoup|à_vous,
        allez-y, ça|cela me|nous va|convient, c'est bon pour moi|nous, feu vert, c'est ok pour moi|nous,
        vas-y, on fait comme ça|cela, banco""",
    "courtesy": """bonjour|bonsoir|salut|hello|coucou|chère|cher|messieurs|mesdames
        madame|monsieur|à_tous|tous?, pour|de .. votre|le|la|ce|cette|l'|ton|votre_retour|ces rappel|
        relance|message|mail|retour|information|info|réponse|précisions|compréhension|patience|email|
        aide|courriel|suivi?, beaucoup|bien|bcp|infiniment|à_vous|d'avance|encore|pour_tout,
        bonne|excellente|belle journée|soirée|fin_de_journée|semaine|continuation|réception|année, bon
        week-end|weekend|courage, désolé|désolée|excuses|excusez .. ... retard|dérangement|nous|moi?,
        le|la|tout|c'est|de|à|vous|moi, madame, monsieur, m'avoir|nous_avoir
        prévenu|informé|prévenus|informés, pour .. rappel|relance|message|info*, encore, bien, svp, à
        tous, bonne, cordialement, je, ça, très""",
    "agrees.admits": """avez raison, c'est bien dû|vrai|exact|juste, effectivement c'est bien, oubli de
        ma|notre part, oublié*|oubli|zappé|inattention, passé à la trappe|travers, échappé,
        m'a|nous_a|avait échappé, toutes mes|nos excuses, mea culpa, ce sera fait, au temps|autant pour
        moi, notre|mon erreur""",
    "not.agrees": """avez .. oubli*, vous .. oubli*, pas .. oubli*, oubli* ..
        remise|rabais|déduire|de_votre, n'oublie*, erreur .. votre|vos""",
}
