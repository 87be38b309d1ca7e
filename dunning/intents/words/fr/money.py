"""French: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """paie, paye, payer, payé, verse, verser, versé, virer, viré, vire, régler, réglé,
        règle, de, payons, verserai, paierai, virerons, paierons, réglons, autres""",
    "sum.not_after": "jours|jour|semaines|semaine|mois|fois|heures|h|ans|factures|mensualités|pourcent|%",
    "sum.half": "moitié, la moitié, 50%",
    "sum.rest": "le|du reste, le solde, solde restant, le restant, reliquat",
    "sum.all": """totalité, en totalité, intégralité, intégralement, le tout, en entier, montant total,
        totalement""",
    "paid": """ai|a|avons|avez|est|sont|été|étaient|était déjà|bien|intégralement? .. été? .. déjà? @paid,
        a|ont été .. @paid|fait|faite|envoyé|envoyée|émis|passé|débité|prélevé, @payment ... fait|
        effectué|envoyé|émis|parti|passé|exécuté|réalisé, déjà|deja .. @paid, ^ @paid, @invoice .. ...
        @paid, ai|avons|a .. fait|effectué|envoyé|émis|passé|procédé|adressé|posté|déposé .. @payment, ai|
        avons|a procédé .. @payment|règlement, @paid hier|le|lundi|mardi|mercredi|jeudi|vendredi|par|via|
        depuis|ce_matin|ce_jour|aujourd'hui|la_semaine_dernière, c'est payé|réglé|fait|viré|soldé, débité|
        prélevé .. compte|banque, avez .. reçu|encaissé .. déjà|bien .. @payment, avez déjà|bien reçu|
        encaissé, @payment .. est parti|passé|sur_votre_compte, envoyé|envoyée .. @payment, ai|avons ..
        tout .. @paid, fait l'objet .. @payment, @payment fait|faite|ok|passé|envoyé, c'est réglé|payé|
        viré|fait .. ..., tout est réglé|payé|soldé, vous ai|avons payé|réglé|viré|versé|fait_le_virement,
        viens|venons de|d' faire|payer|régler|virer|effectuer|procéder .. @payment|facture|ça|cela, viens|
        venons de|d' payer|régler|virer, vous viens|venons de payer|régler, ai|as|a|avons|avez|ont|est|
        sont|été|étaient|était|déjà|bien déjà|bien|tout|été? .. payé|réglé|viré|versé, c'est|cest|est|sont
        déjà|bien|fait|parti|chose fait*|=payé|payée|payés|payées|=réglé|réglée|réglés|réglées|parti|
        =envoyé|=viré|virée|=soldé|soldée|soldées|faite, c'est déjà, argent|somme|virement|paiement|
        chèque|montant|fonds .. est|a|sont|ont .. été? .. parti*|débit*|prélev*|encaiss*|fait*|effectu*|
        envoy*|pass*|vir*, débit*|prélev*|encaiss* .. le|de|du|sur|par|hier|depuis .. compte, ai|a|avons|
        on_a =payé|=réglé|=donné|remis|=versé .. livreur|technicien|chauffeur|votre|en_espèces|en_liquide|
        cash|gars, ^ =réglé|réglée|réglés|réglées|=payé|payée|payés|payées|=viré|virée|=soldé|soldée|
        soldées|fait .. hier|ce|le|lundi|mardi|mercredi|jeudi|vendredi|par|depuis, vous avons|ai|a ..
        =réglé|réglée|réglés|réglées|=payé|payée|payés|payées|=viré|virée|=versé|adressé|fait|=envoyé,
        viens|vient|venons .. de .. payer|régler|virer|faire|effectuer|verser|passer, virement|paiement|
        règlement|chèque .. fait|effectué|=passé|parti|émis|=envoyé|ok, facture .. =réglé|réglée|réglés|
        réglées|=payé|payée|payés|payées|=soldé|soldée|soldées, =soldé|soldée|soldées|=réglé|réglée|
        réglés|réglées|=payé|payée|payés|payées .. depuis|par|en_date|hier|le, est|sont =soldé|soldée|
        soldées|=réglé|réglée|réglés|réglées|=payé|payée|payés|payées|acquitté*, on a|vous_a .. =payé|
        =réglé|=viré|=versé, j'ai|jai .. =payé|=réglé|=viré|fait_le_virement|envoyé_le_chèque, c fait|
        payé|réglé|viré, chèque|argent|espèces|somme|virement .. été remis|donné|déposé|encaissé|posté|
        transmis, remis en main|mains propre*, remis .. chèque|argent|espèces|main|règlement, crédité*|
        viré*|versé* .. sur votre|vos|ton compte*, croisé*|croisent .. paiement|règlement|virement|chèque,
        paiement|règlement|virement|chèque .. croisé*|croisent, <n>|€|euros =virés|=versés|=payés|=réglés|
        =envoyés|virées|versées .. hier|ce|le|lundi|mardi|mercredi|jeudi|vendredi|avant-hier""",
    "not.paid": """être|sera|seront|serait|serez|serons|soit|doit|devez|doivent|devrait|devait|aurait|
        auriez|faut|va|vont|peut|pourra|aurons|aurai .. ... @paid, avant d'être|avoir @paid, si|dès|
        une_fois|lorsque|quand ... @paid, trop payé, payé deux|trop|en_trop, quand|comment|combien|qui|
        est-ce_que|avons-nous|ai-je|a-t-elle|pourquoi .. @paid, payé .. acompte, réglé|versé .. acompte,
        avez|a-t-on .. effectué|facturé|versé|réglé|fait .. travaux|livraison|erreur|prestation, travaux
        ... effectué*|fait, prestation* ... effectué*|fait, toujours payé .. factures|délais|temps, avez
        .. @paid, livraison ... effectué*, problème ... réglé, litige ... réglé, retour ... effectué*,
        problème|litige .. pas .. réglé, solder, effectué .. retour|réclamation|commande, pas|jamais|rien|
        ni|aucun*|personne, aurait|devait|devrait|aurais|sera|seront|va|vont|doit|soit|être|était_prévu,
        si|quand|dès|lorsque|avant|une_fois|sauf_si, travaux|ménage|livraison|formation|intervention|
        prestation|réclamation|commande|retour|site .. ... fait*|passé*|parti*|effectu*|réalis*|envoy*,
        avez .. fait|envoyé|passé|effectué, client* .. payé*|réglé*, acompte, est parti .. retraite|
        ailleurs|vacances|société|entreprise, technicien|monsieur|madame|mme|elle|il .. est|a parti*|
        passé*|fait|quitté, plus, payé .. trop|deux, retombé*, réclamation .. faite, en partie, envoyé ..
        mail|courrier|message|lettre|photos|réclamation|colis|marchandise|email|recommandé, client|clients
        .. payé|réglé|viré, votre|vos paiement|règlement|virement .. croisé*|croisent, croisé*|croisent ..
        votre|vos paiement|règlement|virement, faire|passer|envoyer|effectuer une|un réclamation|commande|
        courrier|mail|demande|retour|message""",
    "promise": """@payment ... sera|seront|va|partira|part|interviendra|suivra|arrivera|est_prévu|prévu|
        programmé|est_programmé|planifié|effectué, sera|seront|va|vont .. être? .. @paid|payé|régler|
        virer, vais|allons|va .. payer|régler|virer|faire|procéder|effectuer|verser|solder|envoyer ..
        @payment|facture|le|la|cela|ça|tout|somme|montant|les?, procéderons|procéderai|procédons|ferai|
        ferons|effectuerai|effectuerons|enverrai|enverrons|déposerai|passerai|passerons|mettrai ..
        @payment|règlement|paiement|chèque, @pays, vous ferai|ferons|fera .. @payment, aurez .. @payment|
        argent|somme, recevrez .. @payment|argent|somme, m'engage|nous_engageons|promets|promettons ..
        payer|régler|virer|solder|@payment, pense|pensons|compte|comptons|peux|pouvons|espère|espérons ..
        payer|régler|virer|verser|faire .., prévu|programmé|programmée|prévue|planifié .. pour|le|au, bon
        pour paiement, mise|mis en paiement, réglerons|règlerons|verserons|virerons, pourrai|pourrons ..
        payer|régler|virer|verser, sera à jour|payée|réglée|soldée, passera|passe|passent|partira .. dans|
        en|avec .. paiements|règlements|virements|campagne, on|je|nous paiera|règlera|réglera|virera, on|
        je|nous peut|peux|pouvons|va|vais|allons .. payer|régler|virer|verser, sera|seront|serez|serons ..
        payé*|réglé*|viré*|soldé*|versé*|crédité*|sur_votre_compte, recevr* .. fonds|argent|virement|
        paiement|règlement|chèque|somme, je|on|nous v|vs|vous|t|te regle|règle|paie|paye""",
    "promise.present": """fais|faisons|fait|envoie|envoyons|effectue|effectuons|procède|procédons|passe|
        lance|lançons ... @payment|virer|nécessaire, @payment ... part|partent|demain, m'en occupe|charge,
        ça|cela part|sera, vous l'|avez|aurez .. virement|paiement|argent, aurez votre .. ..., l'aurez|
        avez, @invoice .. ... part|partent|passe|passent, je|on|nous te? .. =vire|virons|=verse|=règle|
        =paie|=paye|=solde|payons|réglons|envoie|fais|dépose .. ça|cela|le|la|tout|virement|chèque|lundi|
        mardi|mercredi|jeudi|vendredi|demain|ce|la_semaine, =vire|=vires|=règle|=paie|=paye|paies|=solde|
        =verse .. ça|cela|tout|lundi|demain|vendredi|jeudi|mardi|mercredi|ce_soir|le, vous|te|on|je|tout
        =vire|=règle|=paie|=paye|=solde|=verse, c'est|est|paiement|virement|facture programmé*|planifié*|
        prévu*|ordonnancé*|mandat*|calé*|inscrit*|validé*, dans|avec|sur .. campagne|échéancier|lot|train|
        remise|prochain* .. virement*|paiement*|règlement*, passe|passerai|passons|viens|viendrai ..
        déposer|apporter|régler|payer, dépose|déposerai|apporte|apporterai|envoie|poste|enverrai|remets ..
        chèque|argent|espèces|règlement, fais|faisons|ferai|fera|ferons .. virement|nécessaire|paiement|
        règlement|transfert|chèque, m'en|nous_en|on_s'en|je_m' occupe|occupons|charge, sera|seront|est|
        arrive|arrivera .. sur|dans .. votre compte|banque, l'argent|fonds|virement|somme|paiement|
        règlement|chèque .. sera|seront|arriv*|part|partira|tombe|tombera|suit|suivra|sur_votre, procéd*
        .. paiement|règlement|virement, mise en paiement, bon à payer, serez|seras payé*|réglé*|crédité*,
        paiement|règlement|virement le|lundi|mardi|mercredi|jeudi|vendredi|demain|au|pour|fin|sous|dans,
        vous|tu aurez|auras|recevrez|recevras|toucherez, je|on vous|te l'|le? .. envoie|=vire|=règle|
        =paie|=paye, règlerai|réglerai|paierai|virerai|enverrai, à payer le|pour, le reste|=solde le|en|
        fin|début, refais|refait|refaisons .. virement|le|demain|paiement, je le .. refais|fais|règle|
        paie, vous|te règle ce|ce_jour|ce_soir|demain, passage en banque|paiement|caisse, part|partira|
        partent .. @payment, autres|restants <n>|€|euros .. le|vendredi|lundi|demain, vous avez|aurez ..
        votre|vos? dû|argent|sous""",
    "not.promise": """comment|quand|où|combien|pourquoi|pour .. payer|régler|virer|paie|paye|règle,
        pouvez|pourriez|peut-on|peux-tu|pouvons-nous|puis-je .. payer|régler|virer|envoyer|faire, en
        plusieurs|deux|trois|quatre fois, échelonn*, que je|nous .. @pays, sera remboursé|livré|livrée|
        remplacé|repris|repris, ne @pays|vais|allons|sera, vais .. avocat|contester|tribunal|plainte,
        livraison .. sera, paie .. toujours, avais|avait|avions|allais|allait|allions|devais|devait|
        devions|voulais|voulions|pensais|pensions .. ... payer|régler|virer|faire|prévu|effectuer, était|
        étaient .. prévu|prévue|programmé|programmée, @pays mon|ma|mes|notre|nos .. électricien|loyer|
        salariés|fournisseurs|impôts|employés, qui .. règle|gère|paie|paye|s'occupe, montant|somme|reste|
        rien|factures à payer|régler, peut-être, éventuellement, aurait|auraient|aurais|devait|devrait|
        était_censé .. dû|partir|être|arriver, reviens|revenons|reviendrai|reviendrons .. vers|vous,
        technicien|livraison|colis|marchandise|plombier .. passe|arrive|vient|part|sera, passe|arrive|
        vient .. technicien|livraison|colis, envoie|envoyons|enverrai .. ... photos|mail|marchandise|bon|
        document*|liste|courrier|réclamation|copie|retour|preuve|justificatif, avocat|plainte|tribunal|
        saisir, on verra, jamais, appelle|appellerai|rappelle|rappellerai, validation|valider, deux|trois|
        quatre|plusieurs|<n> fois, par|chaque mois, client|clients .. nous|me|m' .. règle|paie|paye|vire|
        réglera|paiera, recevr* .. ... lettre|courrier|avocat|marchandise|facture|photos|réponse, client
        nous|me|m' =règle|=paie|=paye|=vire, me|nous|m' =règle|=paie|=paye|=vire|=verse|règlent|paient|
        payent|virent|réglera|règlera|paiera|virera, =virés|virées""",
    "asks_time.ask": """plusieurs|deux|trois|quatre|cinq|six|dix|2|3|4|5|6|10|x fois|mensualités|
        versements|échéances|parties, échéancier|échelonnement|échelonner|étaler|étalement|mensualités|
        mensualité|mensuellement|facilités_de_paiement|facilité_de_paiement, délai|délais ..
        supplémentaire|paiement|plus|de_grâce|jours|semaines|pour_payer|pour_régler, délai, un|encore peu
        .. temps|patience, plus de temps, accorder|accordez|laisser|laissez ... délai|temps|jours|
        semaines|mois, patienter, reporter|repousser|décaler|report|différer ... @payment|échéance|
        facture|paiement?, par mois, chaque mois, petit à petit, paiement .. échelonné|fractionné|différé,
        plan de|d' paiement|apurement, payer plus tard, attendre .. fin|début|semaine|mois|salaire|paie,
        attendre ... paiement|règlement|virement|janvier|fin|début|prochain|mois|semaine, délai, patience,
        laiss*|accord*|donn*|octroy* .. ... délai|temps|jours|semaines|semaine|mois|répit|sursis|fin, <n>|
        deux|trois|quelques|une|dix|quinze .. jours|semaines|semaine|mois .. de_plus|supplémentaire*|
        encore|en_plus, de plus, pay*|régl*|vers* .. en <n>|deux|trois|quatre|plusieurs fois|mensualités|
        versements|échéances|parties, <n>|cinquante|cent .. € .. par|chaque|/ mois|semaine, <n> .. par|
        chaque|/ mois|semaine, par|chaque|tous_les mois|semaine|mensualité*, mensualit*|échelonn*|étal*|
        fraction*, report*|repouss*|décal*|diffé*|prolong*|ajourn* .. échéance|paiement|règlement|date|
        facture|mois|à|au|semaine|délai, report d'échéance, on peut|pouv*|pourr*|possible .. décaler|
        repousser|reporter|attendre|différer|échelonner|étaler, pay*|régl* .. plus tard, d'un coup|
        d'un_seul_coup|en_une_fois|en_une_seule_fois, tout .. d'un|en_une coup|fois|seule_fois, accept* ..
        paiement|règlement|versement|échéancier|délai|plan, un? peu .. de? .. temps|délai|répit|patience,
        besoin .. de|d' .. temps|délai|semaines|jours|mois, sursis|moratoire|échéancier|arrangement|
        facilité*, patient*, attendre .. jusqu*|fin|début|mois|un_peu|quelques|encore|la_paie|le, acompte
        .. et|puis|maintenant .. reste|solde, donnez|donne|laissez|laisse|accordez|accorde moi|nous ..
        jusqu*|temps|délai""",
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
        peux|peut|pouvons .. payer|régler .. que|qu'à|qu'après, trésorerie|finances|compte|budget|caisses
        .. tendu*|difficile*|serré*|bas|basse*|compliqué*|insuffisant*|limité*|vide*|rouge|négatif|à_sec|
        ric-rac, tendu*|serré*|compliqué*|difficile|dur|juste|chaud .. niveau|en_ce_moment|trésorerie|
        financ*|ce_mois|actuellement|moment|côté .. trésorerie|financ*, à découvert|sec, dans le rouge,
        fauché*|ruiné*|sans_le_sou|raide, activité|affaires|ventes|chiffre|commandes|saison .. ralenti|
        baisse|calme*|mal|mauvais*|faible*|chute|moyen*, au ralenti, moment|période|passe|mois|passade ..
        difficile*|compliqué*|dur*|délicat*|creux|creuse, dès|une_fois|quand|lorsque|aussitôt .. client*|
        on|salaire|paie|argent|subvention|fonds|possible|pourrai|pourrons .. pay*|régl*|vers*|rentre*|
        aura|aurons|reçu|tombe*|encaiss*, client* .. pas|aura|tarde|doit|retard .. pay*|régl*,
        peux|peut|pouvons|pourrai|pourrons|puis .. pas .. tout|pay*|régl*|vir*|honor*|assum*|sold*, pas
        .. de .. quoi .. payer, perdu .. emploi|travail|boulot, chômage|arrêt_maladie, difficultés""",
    "remittance": """avis|preuve|justificatif|justificatifs|confirmation|ordre|attestation|copie|
        bordereau|reçu|capture|scan .. de|du|d'? @payment|virement|règlement|paiement|opération? ...
        joint|jointe|pièce|attaché|ci-joint|ci-dessous|annexe|ici|pj, ci-joint|ci-jointe|pièce_jointe|
        joint|jointe|joins|attaché|annexe|pj|trouver|voici|ci-dessous .. ... avis|preuve|justificatif|
        justificatifs|confirmation|ordre_de_virement|bordereau|reçu|capture|attestation|copie_du_virement|
        copie_du_chèque|rib_du_virement, justificatif|justificatifs|preuve|avis|confirmation|bordereau|
        reçu .. en|ci .. pièce|joint|pj|jointe|annexe|attaché, preuve de paiement|virement|règlement,
        ci-joint|ci-jointe|joint*|pj|trouver*|voici|attaché*|annexe .. avis|preuve|justificatif*|ordre|
        copie|capture|reçu|attestation|confirmation|bordereau .. virement|paiement|règlement|opération,
        preuve|justificatif*|avis|copie|capture|reçu .. de|du .. virement|paiement|règlement .. joint*|pj|
        ci-joint*|pièce*|annexe, ^ avis de paiement|virement|règlement""",
    "not.remittance": """envoyer|envoyez|enverrai|enverrons|transmettre|transmettrai|fournir|besoin|
        demander|pouvez|pourriez|merci_de|adresserai|suivra|faire_parvenir .. ...
        justificatif|preuve|avis|confirmation, sans justificatif|preuve, aucun|aucune ..
        justificatif|preuve, bon de livraison""",
    "paid.dated": """@paid, ^ c'est|est? parti|fait|passé, @payment|argent est|sont ..
        parti|passé|fait|faite, fait .. hier|le|lundi|ce_matin, parti|partie|partis,
        débité*|prélevé*|encaissé*, c fait, c'est fait, remis""",
    "not.asks_time": "prochain* échéancier, échéancier .. virement*|paiement*",
}
