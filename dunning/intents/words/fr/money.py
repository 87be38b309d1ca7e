"""French: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """paie, paye, payer, payé, verse, verser, versé, virer, viré, vire, régler, réglé,
        règle, de, payons, verserai, paierai, virerons, paierons, réglons""",
    "sum.not_after": "jours|jour|semaines|semaine|mois|fois|heures|h|ans|factures|mensualités|pourcent|%",
    "sum.half": "moitié, la moitié, 50%",
    "sum.rest": "le|du reste, le solde, solde restant, le restant, reliquat",
    "sum.all": """totalité, en totalité, intégralité, intégralement, le tout, en entier, montant total,
        totalement""",
    "paid": """ai|a|avons|avez|est|sont|été|étaient|était déjà|bien|intégralement? .. été? .. déjà?
        @paid, a|ont été .. @paid|fait|faite|envoyé|envoyée|émis|passé|débité|prélevé, @payment ... fait|
        effectué|envoyé|émis|parti|passé|exécuté|réalisé, déjà|deja .. @paid, ^ @paid, @invoice .. ...
        @paid, ai|avons|a .. fait|effectué|envoyé|émis|passé|procédé|adressé|posté|déposé .. @payment,
        ai|avons|a procédé .. @payment|règlement, @paid hier|le|lundi|mardi|mercredi|jeudi|vendredi|par|
        via|depuis|ce_matin|ce_jour|aujourd'hui|la_semaine_dernière, c'est payé|réglé|fait|viré|soldé,
        débité|prélevé .. compte|banque, avez .. reçu|encaissé .. déjà|bien .. @payment, avez déjà|bien
        reçu|encaissé, @payment .. est parti|passé|sur_votre_compte, envoyé|envoyée .. @payment, ai|avons
        .. tout .. @paid, fait l'objet .. @payment, @payment fait|faite|ok|passé|envoyé, c'est
        réglé|payé|viré|fait .. ..., tout est réglé|payé|soldé, vous ai|avons
        payé|réglé|viré|versé|fait_le_virement, viens|venons de|d'
        faire|payer|régler|virer|effectuer|procéder .. @payment|facture|ça|cela, viens|venons de|d'
        payer|régler|virer, vous viens|venons de payer|régler, ai|as|a|avons|avez|ont|est|sont|été|
        étaient|était|déjà|bien déjà|bien|tout|été? .. payé|réglé|viré|versé""",
    "not.paid": """être|sera|seront|serait|serez|serons|soit|doit|devez|doivent|devrait|devait|aurait|
        auriez|faut|va|vont|peut|pourra|aurons|aurai .. ... @paid, avant d'être|avoir @paid,
        si|dès|une_fois|lorsque|quand ... @paid, trop payé, payé deux|trop|en_trop, quand|comment|
        combien|qui|est-ce_que|avons-nous|ai-je|a-t-elle|pourquoi .. @paid, payé .. acompte, réglé|versé
        .. acompte, avez|a-t-on .. effectué|facturé|versé|réglé|fait ..
        travaux|livraison|erreur|prestation, travaux ... effectué*|fait, prestation* ... effectué*|fait,
        toujours payé .. factures|délais|temps, avez .. @paid, livraison ... effectué*, problème ...
        réglé, litige ... réglé, retour ... effectué*, problème|litige .. pas .. réglé, solder, effectué
        .. retour|réclamation|commande""",
    "promise": """@payment ... sera|seront|va|partira|part|interviendra|suivra|arrivera|est_prévu|prévu|
        programmé|est_programmé|planifié|effectué, sera|seront|va|vont .. être? ..
        @paid|payé|régler|virer, vais|allons|va .. payer|régler|virer|faire|procéder|effectuer|verser|
        solder|envoyer .. @payment|facture|le|la|cela|ça|tout|somme|montant|les?, procéderons|procéderai|
        procédons|ferai|ferons|effectuerai|effectuerons|enverrai|enverrons|déposerai|passerai|passerons|
        mettrai .. @payment|règlement|paiement|chèque, @pays, vous ferai|ferons|fera .. @payment, aurez
        .. @payment|argent|somme, recevrez .. @payment|argent|somme,
        m'engage|nous_engageons|promets|promettons .. payer|régler|virer|solder|@payment, pense|pensons|
        compte|comptons|peux|pouvons|espère|espérons .. payer|régler|virer|verser|faire ..,
        prévu|programmé|programmée|prévue|planifié .. pour|le|au, bon pour paiement, mise|mis en
        paiement, réglerons|règlerons|verserons|virerons, pourrai|pourrons .. payer|régler|virer|verser,
        sera à jour|payée|réglée|soldée, passera|passe|passent|partira .. dans|en|avec ..
        paiements|règlements|virements|campagne, on|je|nous paiera|règlera|réglera|virera, on|je|nous
        peut|peux|pouvons|va|vais|allons .. payer|régler|virer|verser""",
    "promise.present": """fais|faisons|fait|envoie|envoyons|effectue|effectuons|procède|procédons|passe|
        lance|lançons ... @payment|virer|nécessaire, @payment ... part|partent|demain, m'en
        occupe|charge, ça|cela part|sera, vous l'|avez|aurez .. virement|paiement|argent, aurez votre ..
        ..., l'aurez|avez, @invoice .. ... part|partent|passe|passent""",
    "not.promise": """comment|quand|où|combien|pourquoi|pour .. payer|régler|virer|paie|paye|règle,
        pouvez|pourriez|peut-on|peux-tu|pouvons-nous|puis-je .. payer|régler|virer|envoyer|faire, à
        régler|payer, en plusieurs|deux|trois|quatre fois, échelonn*, que je|nous .. @pays, sera
        remboursé|livré|livrée|remplacé|repris|repris, ne @pays|vais|allons|sera, vais ..
        avocat|contester|tribunal|plainte, livraison .. sera, paie .. toujours, avais|avait|avions|
        allais|allait|allions|devais|devait|devions|voulais|voulions|pensais|pensions .. ...
        payer|régler|virer|faire|prévu|effectuer, était|étaient .. prévu|prévue|programmé|programmée,
        @pays mon|ma|mes|notre|nos .. électricien|loyer|salariés|fournisseurs|impôts|employés""",
    "asks_time.ask": """plusieurs|deux|trois|quatre|cinq|six|dix|2|3|4|5|6|10|x
        fois|mensualités|versements|échéances|parties, échéancier|échelonnement|échelonner|étaler|
        étalement|mensualités|mensualité|mensuellement|facilités_de_paiement|facilité_de_paiement,
        délai|délais .. supplémentaire|paiement|plus|de_grâce|jours|semaines|pour_payer|pour_régler,
        délai, un|encore peu .. temps|patience, plus de temps, accorder|accordez|laisser|laissez ...
        délai|temps|jours|semaines|mois, patienter, reporter|repousser|décaler|report|différer ...
        @payment|échéance|facture|paiement?, par mois, chaque mois, petit à petit, paiement ..
        échelonné|fractionné|différé, plan de|d' paiement|apurement, payer plus tard, attendre ..
        fin|début|semaine|mois|salaire|paie, attendre ... paiement|règlement|virement|janvier|fin|début|
        prochain|mois|semaine, délai, patience""",
    "asks_time.soft": """peux|peut|pouvons|pourrai|pourrons|pourra|puis .. pas .. payer|régler|virer|
        verser|honorer|faire|effectuer|solder|assumer, pas .. en mesure, pas .. de|les|assez ..
        moyens|argent|trésorerie|fonds, plus .. argent|trésorerie|fonds|sou, trésorerie .. tendue|
        difficile|serrée|basse|compliquée|insuffisante|limitée, problème|problèmes|difficulté|
        difficultés|soucis|souci .. de|d'? .. trésorerie|financier|financiers|financière|financières|
        argent|paiement, difficultés financières|passagères, période|passe|situation ..
        difficile|compliquée|délicate, dès|des que possible|je_peux|nous_pouvons|je_pourrai|
        nous_pourrons|j'ai, au plus vite|tôt, rapidement, aussi vite|tôt que, prochainement, quand ..
        pourrai|peux|pourrons, chômage|rsa|sans_emploi|surendett*, attend*|attente .. @payment|règlement
        .. de|d' .. client|clients|salaire, clients .. pas .. payé|réglé|paient|payés, galère,
        peux|peut|pouvons .. payer|régler .. que|qu'à|qu'après""",
    "remittance": """avis|preuve|justificatif|justificatifs|confirmation|ordre|attestation|copie|
        bordereau|reçu|capture|scan .. de|du|d'? @payment|virement|règlement|paiement|opération? ...
        joint|jointe|pièce|attaché|ci-joint|ci-dessous|annexe|ici|pj, ci-joint|ci-jointe|pièce_jointe|
        joint|jointe|joins|attaché|annexe|pj|trouver|voici|ci-dessous .. ... avis|preuve|justificatif|
        justificatifs|confirmation|ordre_de_virement|bordereau|reçu|capture|attestation|
        copie_du_virement|copie_du_chèque|rib_du_virement, justificatif|justificatifs|preuve|avis|
        confirmation|bordereau|reçu .. en|ci .. pièce|joint|pj|jointe|annexe|attaché, preuve de
        paiement|virement|règlement""",
    "not.remittance": """envoyer|envoyez|enverrai|enverrons|transmettre|transmettrai|fournir|besoin|
        demander|pouvez|pourriez|merci_de|adresserai|suivra|faire_parvenir .. ...
        justificatif|preuve|avis|confirmation, sans justificatif|preuve, aucun|aucune ..
        justificatif|preuve, bon de livraison""",
    "paid.dated": """@paid, ^ c'est|est? parti|fait|passé, @payment|argent est|sont ..
        parti|passé|fait|faite""",
}
