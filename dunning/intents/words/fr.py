"""French words of replies; see the package for their form."""

SETS = {
    "common": """le la les de des du et je nous vous est pas ne une un pour que qui votre notre vos nos merci
        bonjour avons avez dans sur par avec ce cette au en mais ai suis facture""",
    "paid": """=payé payée payées payés =réglé réglée réglées réglés =viré virée soldé soldée acquitté
        acquittée =versé versée transféré effectué effectuée""",
    "pays": """=paie =paye payons paierai payerai paierons =règle réglons règlerai réglerai règlerons
        réglerons =vire virons virerai virerons verserai verserons solderai solderons""",
    "payment": "virement règlement paiement versement chèque cheque",
    "ordinal": "(?:er|e|eme)?",
    "weekdays": "lun=0 mar=1 mer=2 jeu=3 ven=4 sam=5 dim=6",
    "months": "fev=2 fevr=2 aout=8",
    "numbers": """un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 dix=10 quinze=15 quinzaine=15
        """,
    "invoice": "facture factures montant somme fact note créance relance prix total #",
    "goods": """marchandise marchandises livraison commande colis produit produits matériel matériaux article
        articles pièces palette palettes moitié reste""",
}

PHRASES = {
    "closing": """cordialement, bien cordialement, cdt, cdlt, bien à vous|toi, salutations .. distinguées,
        meilleures|sincères|respectueuses salutations, sincèrement, cordiales|sincères salutations, veuillez
        agréer, je vous prie d'agréer, recevez, amicalement, bàv""",
    "harmless": """si possible, si vous avez des|la|une questions|question, si ce n'est|n'était pas|déjà ..
        fait, pas de souci|soucis|problème|quoi, si cela|ça vous convient|va|arrange, si besoin, si
        nécessaire, n'hésitez pas, non seulement, sans doute, sans problème|souci|faute|délai, pourquoi pas,
        ne vous inquiétez pas, si vous voulez|souhaitez|permettez, pas plus tard que, je ne comprends pas
        pourquoi, nous ne comprenons pas, s'il vous|te plaît|plait, si c'est|possible .. possible|bon|ok,
        sauf erreur de notre|ma part, sauf erreur, sauf erreur ou omission""",
    "negation": """ne, pas, jamais, aucun, aucune, rien, ni, sans, impossible, refus*, impayé*, non, plus
        de|rien, incapable, personne, n'ai|n'avons|n'est|n'a|n'ont|n'avez|n'était|n'y""",
    "conditional": """si, dès que|réception|lors, quand, lorsque, une fois que?, à condition, sous réserve,
        après réception|avoir|que|votre|correction, à réception, sauf si, tant que, jusqu'à ce, avant que,
        pourrais, pourrions, paierais, paierions, aurais, aurions, devrait, serait, selon, en attente
        de|d'un, au cas où""",
    "but": """mais, cependant, toutefois, car, parce que|qu'il, puisque, donc, et|&
        nous|je|j'ai|vous|la|le|il|elle|ne|n'est|pour, or, par contre, en revanche, merci de, pourriez, alors
        que, tandis que, veuillez, ainsi que""",
    "hedge": """je crois|pense|suppose, nous pensons|croyons, il me semble, sauf erreur, probablement, sans
        doute, normalement, à ma connaissance, je crois bien, apparemment, a priori, en principe""",
    "invoice": "facture|factures|fact|fac|fa|n|no|num|numéro|nº|n°",
    "not_day": """facture|factures|fact|courrier|mail|relance|livraison|commande|devis|bon|lettre #?
        du|de|datée|en_date_du, échéance|échue #? au|le|du?, datée|datee|date du, en date du, depuis le?,
        livré* le, commandé* le, due le""",
    "reference": """référence, réf, ref, réf du virement, référence du? virement|paiement?, sous la
        référence, numéro de|d' virement|opération|transaction, libellé, avec la référence""",
    "case": """numéro|n°|no|référence|réf|rg|n de dossier|procédure|rg?, rg n°?, dossier n°|no?, réf,
        référence, greffe""",
    "administrator": """mandataire|liquidateur|administrateur judiciaire? .. est|désigné|nommé,
        mandataire|administrateur|liquidateur judiciaire?, liquidateur""",
    "person": """contacter|contactez|joindre|adresser|adressez-vous|écrire|écrivez|
        voir|remplacé|remplacée|interlocuteur|interlocutrice|successeur .. à|par|est?, vous adresser à, est
        désormais|maintenant, à, auprès de, contacter, voir|parler|voyez avec, avec""",
    "sum.before": """paie, paye, payer, payé, verse, verser, versé, virer, viré, vire, régler, réglé, règle,
        de, payons, verserai, paierai, virerons, paierons, réglons""",
    "sum.not_after": "jours|jour|semaines|semaine|mois|fois|heures|h|ans|factures|mensualités|pourcent|%",
    "sum.half": "moitié, la moitié, 50%",
    "sum.rest": "le|du reste, le solde, solde restant, le restant, reliquat",
    "sum.all": """totalité, en totalité, intégralité, intégralement, le tout, en entier, montant total,
        totalement""",
    "paid": """ai|a|avons|avez|est|sont|été|étaient|était déjà|bien|intégralement? .. été? .. déjà? @paid,
        a|ont été .. @paid|fait|faite|envoyé|envoyée|émis|passé|débité|prélevé, @payment ...
        fait|effectué|envoyé|émis|parti|passé|exécuté|réalisé, déjà|deja .. @paid, ^ @paid, @invoice .. ...
        @paid, ai|avons|a .. fait|effectué|envoyé|émis|passé|procédé|adressé|posté|déposé .. @payment,
        ai|avons|a procédé .. @payment|règlement, @paid
        hier|le|lundi|mardi|mercredi|jeudi|vendredi|par|via|depuis|ce_matin|
        ce_jour|aujourd'hui|la_semaine_dernière, c'est payé|réglé|fait|viré|soldé, débité|prélevé ..
        compte|banque, avez .. reçu|encaissé .. déjà|bien .. @payment, avez déjà|bien reçu|encaissé, @payment
        .. est parti|passé|sur_votre_compte, envoyé|envoyée .. @payment, ai|avons .. tout .. @paid, fait
        l'objet .. @payment, @payment fait|faite|ok|passé|envoyé, c'est réglé|payé|viré|fait .. ..., tout est
        réglé|payé|soldé, vous ai|avons payé|réglé|viré|versé|fait_le_virement, viens|venons de|d'
        faire|payer|régler|virer|effectuer|procéder .. @payment|facture|ça|cela, viens|venons de|d'
        payer|régler|virer, vous viens|venons de payer|régler,
        ai|as|a|avons|avez|ont|est|sont|été|étaient|était|déjà|bien déjà|bien|tout|été? ..
        payé|réglé|viré|versé""",
    "not.paid": """être|sera|seront|serait|serez|serons|soit|doit|devez|doivent|devrait|
        devait|aurait|auriez|faut|va|vont|peut|pourra|aurons|aurai .. ... @paid, avant d'être|avoir @paid,
        si|dès|une_fois|lorsque|quand ... @paid, trop payé, payé deux|trop|en_trop,
        quand|comment|combien|qui|est-ce_que|avons-nous|ai-je|a-t-elle|pourquoi .. @paid, payé .. acompte,
        réglé|versé .. acompte, avez|a-t-on .. effectué|facturé|versé|réglé|fait ..
        travaux|livraison|erreur|prestation, travaux ... effectué*|fait, prestation* ... effectué*|fait,
        toujours payé .. factures|délais|temps, avez .. @paid, livraison ... effectué*, problème ... réglé,
        litige ... réglé, retour ... effectué*, problème|litige .. pas .. réglé, solder, effectué ..
        retour|réclamation|commande""",
    "promise": """@payment ... sera|seront|va|partira|part|interviendra|suivra|arrivera|est_prévu|
        prévu|programmé|est_programmé|planifié|effectué, sera|seront|va|vont .. être? ..
        @paid|payé|régler|virer, vais|allons|va ..
        payer|régler|virer|faire|procéder|effectuer|verser|solder|envoyer ..
        @payment|facture|le|la|cela|ça|tout|somme|montant|les?,
        procéderons|procéderai|procédons|ferai|ferons|effectuerai|
        effectuerons|enverrai|enverrons|déposerai|passerai|passerons|mettrai ..
        @payment|règlement|paiement|chèque, @pays, vous ferai|ferons|fera .. @payment, aurez ..
        @payment|argent|somme, recevrez .. @payment|argent|somme, m'engage|nous_engageons|promets|promettons
        .. payer|régler|virer|solder|@payment, pense|pensons|compte|comptons|peux|pouvons|espère|espérons ..
        payer|régler|virer|verser|faire .., prévu|programmé|programmée|prévue|planifié .. pour|le|au, bon
        pour paiement, mise|mis en paiement, réglerons|règlerons|verserons|virerons, pourrai|pourrons ..
        payer|régler|virer|verser, sera à jour|payée|réglée|soldée, passera|passe|passent|partira ..
        dans|en|avec .. paiements|règlements|virements|campagne, on|je|nous paiera|règlera|réglera|virera,
        on|je|nous peut|peux|pouvons|va|vais|allons .. payer|régler|virer|verser""",
    "promise.present": """fais|faisons|fait|envoie|envoyons|effectue|effectuons|procède|
        procédons|passe|lance|lançons ... @payment|virer|nécessaire, @payment ... part|partent|demain, m'en
        occupe|charge, ça|cela part|sera, vous l'|avez|aurez .. virement|paiement|argent, aurez votre .. ...,
        l'aurez|avez, @invoice .. ... part|partent|passe|passent""",
    "not.promise": """comment|quand|où|combien|pourquoi|pour .. payer|régler|virer|paie|paye|règle,
        pouvez|pourriez|peut-on|peux-tu|pouvons-nous|puis-je .. payer|régler|virer|envoyer|faire, à
        régler|payer, en plusieurs|deux|trois|quatre fois, échelonn*, que je|nous .. @pays, sera
        remboursé|livré|livrée|remplacé|repris|repris, ne @pays|vais|allons|sera, vais ..
        avocat|contester|tribunal|plainte, livraison .. sera, paie .. toujours,
        avais|avait|avions|allais|allait|allions|devais|devait|devions| voulais|voulions|pensais|pensions ..
        ... payer|régler|virer|faire|prévu|effectuer, était|étaient .. prévu|prévue|programmé|programmée,
        @pays mon|ma|mes|notre|nos .. électricien|loyer|salariés|fournisseurs|impôts|employés""",
    "asks_time.ask": """plusieurs|deux|trois|quatre|cinq|six|dix|2|3|4|5|6|10|x
        fois|mensualités|versements|échéances|parties,
        échéancier|échelonnement|échelonner|étaler|étalement|mensualités|
        mensualité|mensuellement|facilités_de_paiement|facilité_de_paiement, délai|délais ..
        supplémentaire|paiement|plus|de_grâce|jours|semaines|pour_payer|pour_régler, délai, un|encore peu ..
        temps|patience, plus de temps, accorder|accordez|laisser|laissez ... délai|temps|jours|semaines|mois,
        patienter, reporter|repousser|décaler|report|différer ... @payment|échéance|facture|paiement?, par
        mois, chaque mois, petit à petit, paiement .. échelonné|fractionné|différé, plan de|d'
        paiement|apurement, payer plus tard, attendre .. fin|début|semaine|mois|salaire|paie, attendre ...
        paiement|règlement|virement|janvier|fin|début|prochain|mois|semaine, délai, patience""",
    "asks_time.soft": """peux|peut|pouvons|pourrai|pourrons|pourra|puis .. pas ..
        payer|régler|virer|verser|honorer|faire|effectuer|solder|assumer, pas .. en mesure, pas ..
        de|les|assez .. moyens|argent|trésorerie|fonds, plus .. argent|trésorerie|fonds|sou, trésorerie ..
        tendue|difficile|serrée|basse|compliquée|insuffisante|limitée,
        problème|problèmes|difficulté|difficultés|soucis|souci .. de|d'? ..
        trésorerie|financier|financiers|financière|financières|argent|paiement, difficultés
        financières|passagères, période|passe|situation .. difficile|compliquée|délicate, dès|des que
        possible|je_peux|nous_pouvons|je_pourrai|nous_pourrons|j'ai, au plus vite|tôt, rapidement, aussi
        vite|tôt que, prochainement, quand .. pourrai|peux|pourrons, chômage|rsa|sans_emploi|surendett*,
        attend*|attente .. @payment|règlement .. de|d' .. client|clients|salaire, clients .. pas ..
        payé|réglé|paient|payés, galère, peux|peut|pouvons .. payer|régler .. que|qu'à|qu'après""",
    "dispute.quality": """défectueux|défectueuse|défectueuses|cassé|cassée|cassés|cassées|abîmé|
        abîmée|abîmés|endommagé|endommagée|endommagés|endommagées|
        inutilisable|inutilisables|rayé|rayée|fissuré|malfaçon|malfaçons| pourri|périmé|périmés,
        défaut|défauts|vice|vices|non-conforme|non-conformes|non-conformité, pas
        conforme|conformes|satisfait|satisfaits|satisfaite|satisfaisant|à_la_hauteur, ne ..
        fonctionne|marche|marchent|fonctionnent|correspond_pas_à_la_commande .. pas|plus, fonctionne|marche
        pas|plus|mal|toujours_pas, fuit|fuite, mauvaise|mauvais
        qualité|travail|article|produit|taille|couleur|modèle|référence|prestation, mal
        fait|posé|faite|réalisé|exécuté|travaillé, travail .. bâclé|mal|pas, qualité ..
        pas|mauvaise|médiocre|déplorable|laisse, insatisfait*|mécontent*, tombe|tombée|tombé en panne,
        réclamation .. qualité|défaut, décolle|décollent|s'effrite|gondole|ferme pas|mal, se décolle*,
        refait|refaire|reprendre|réparer .. correctement|travaux|travail|tout, ne ferme|chauffe|tient pas, à
        refaire, s'écaille|s'écaillent|tombe en morceaux|s'effrite""",
    "dispute.price": """prix|montant|tarif|tva|somme|quantité|total|taux|remise|heures| facturation|montants
        ... erroné|faux|fausse|incorrect|incorrecte|trop|pas|correspond|diffère|
        différent|élevé|supérieur|convenu|conforme|erronée|oubliée|appliquée, ne correspond .. pas ..
        devis|prix|tarif|montant|accord|convenu|commande|bon,
        surfactur*|trop_facturé|facturé_trop|trop_perçu, facturé .. trop|plus|au_lieu|alors|cher, trop cher,
        devis ... de|était|prévoyait|signé|indiquait|pas|stipulait .. €|euros|respecté|et_non|alors, prix
        convenu|initial, tarif convenu|négocié, convenu .. prix|tarif|de|ensemble|avec, au lieu de|des,
        remise .. pas|oublié|manque|promise|prévue, erreur .. de|sur ..
        prix|montant|tarif|quantité|tva|total, écart .. devis|prix, supérieur .. devis, par rapport au devis,
        heures ... que|seulement ... heures, facturez|facturé .. # heures, facturez .. heures,
        autoliquidation, exonéré* de tva""",
    "dispute.wrong": """@invoice ... erroné|erronée|fausse|faux|incorrecte|incorrect|contestée|injustifié|
        injustifiée|pas_correcte|pas_due|pas_justifiée|pas_juste|pas_bonne| infondée,
        conteste|contestons|contester|contestation|réfute|réfutons|litige|
        désaccord|opposition|contesté|contestée, pas .. d'? accord, ne .. dois|devons|doit ..
        rien|pas|aucun*|cette|ce, rien à .. devoir|payer|voir_avec_cette_facture, dois|devons .. rien|pas ..
        cette|ce|somme, refuse|refusons|refuserai .. payer|régler|cette|votre|de, ne ..
        paierai|paierons|paie|payerai|réglerons|règlerons|paye|réglerai .. pas|rien|tant|jamais,
        paierai|paierons|réglerons|payerai pas|rien|jamais, erreur|erreurs .. sur|dans|de ..
        facture|facturation|votre|la|cette, facture .. rectifier|corriger|annuler|revoir|refaire,
        annuler|rectifier|corriger .. facture, rejet|rejetons|rejette, pas due, c'est faux|une_erreur, indu,
        est|sont .. fausse|fausses|faux|erronée|erronées|incorrecte|incorrectes|pas_bonne| pas_correcte,
        paie|paye|paierai|payerai|paierons pas .. pour|ça|cela""",
    "dispute.not_ordered": """jamais|pas|rien|aucune|aucun .. ...
        commandé|commande|demandé|signé|souscrit|sollicité|accepté|acheté| bon_de_commande, sans ..
        accord|commande|bon_de_commande, n'ai|avons rien .. commandé|demandé|signé|acheté""",
    "dispute.not_received": """@goods ... jamais|pas|rien|toujours_pas .. ...
        livré|livrée|livrés|livrées|reçu|reçue|reçus|arrivé|arrivée|arrivés|
        parvenu|parvenue|complète|complet, jamais|pas|rien|toujours_pas .. ... reçu|livré|livrée|eu|arrivé ..
        @goods|livré|la_totalité, jamais|pas|rien .. été livré|livrés|livrée|livrées, attend*|attente ..
        toujours|encore .. @goods, manque|manquent|manquant|manquants|manquante ..
        @goods|cartons|palettes|pièces|unités|carton|palette, @goods|cartons|palettes ..
        manquant*|manque*|incomplète|incomplet, jamais livré*, n'ai|avons rien reçu, où est|en_est .. @goods,
        livraison partielle|incomplète, non livré*""",
    "dispute.not_done": """travaux|chantier|travail|prestation|prestations|installation|
        intervention|mission|service|réparation|pose .. ...
        pas|jamais|inachevé|inachevés|incomplet|incomplète|non ..
        terminé*|fini*|achevé*|effectué*|réalisé*|faite*|fait|faits|exécuté*| rendu*|complet,
        pas|jamais|toujours_pas .. terminé|fini|achevé|intervenu|venu|passé|effectué ..
        travaux|chantier|travail|prestation|intervention, jamais venu*|intervenu*|passé, personne ..
        venu|passé|intervenu, réserves .. levées|pas|non, inachevé*, il|reste manque|reste|à ..
        finir|peinture|terminer, non effectué*|réalisé*, n'a .. pas .. terminé|fini|fait|réalisé""",
    "dispute.duplicate": """deux|2|double fois .. ...
        même|facturé|prestation|chose|travail|livraison|commande|facture,
        facturé|facturée|facturés|compté|prélevé .. deux_fois|2_fois|double|en_double,
        doublon|doublons|double_facturation|facture_en_double, en double, déjà .. facturé|facturée|facturés
        """,
    "dispute.cancelled": """résilié|résiliée|résiliation|annulé|annulée|annulés|annulation|
        rétracté|rétractation|désabonné_en|retourné|retournés|retournée| renvoyé|renvoyée|renvoyés|rendu ..
        ... abonnement|contrat|commande|marchandise|colis|matériel|articles|
        service|en|le|depuis|au|produits|par|réservation, commande|contrat|abonnement .. ...
        annulé*|résilié*, ai|avons .. annulé|résilié|retourné|renvoyé""",
    "dispute.credit": """attend*|attente|manque|promis|toujours|obtenir|recevoir|établir|
        émettre|devez|reste|reçu|faire|demand* .. ... avoir|note_de_crédit|remboursement ..
        promis|suite|pour|de|sur|correspondant|relatif|concernant|au|n'a|qui|du,
        l'avoir|un_avoir|avoir|note_de_crédit ..
        promis|jamais|pas|attend*|correspondant|relatif|suite|manquant, avoir .. pas .. été?
        reçu|établi|déduit|pris|émis, déduire .. avoir, note de crédit""",
    "not.dispute.credit": """attend* .. avoir .. payé|reçu|réglé|l'argent|été|de_l'argent,
        après|sans|pour|devoir|peut|avant|d' avoir, avoir ..
        payé|réglé|reçu_la_facture|contacté|vérifié|besoin|accès|lieu""",
    "not.dispute": """si|dès|quand|une_fois|lorsque|à ... avoir|note_de_crédit|rectificative|rectifiée ...,
        pas .. contester|litige, mauvais numéro|destinataire|adresse|personne|interlocuteur, mauvaise
        personne|adresse, erreur .. de destinataire|personne|numéro|adresse""",
    "question.owe": """combien .. ... dois|doit|devons|reste|payer|régler|due|vous|total|solde,
        quel|quelle|quels est|sont .. ... montant|solde|somme|total|reste|factures|encours ..
        dû|due|restant|à|total|en|payer|impayées|je|nous?, reste à payer|régler|devoir, quelles|quels
        factures|montants .. impayé*|ouvert*|attente|retard|dues|reste*|payer|régler, que|ce que|qu'est-ce ..
        dois|devons|doit, montant .. total|exact|restant .. dû|à_payer|à_régler?,
        donner|indiquer|communiquer|confirmer|préciser .. montant|solde|somme|total, dois|doit|devons|doivent
        .. combien, reste combien""",
    "question.pay": """comment|où|ou .. ...
        payer|régler|virer|paie|paye|règle|règlement|paiement|faire_pour_payer, rib, iban, bic, coordonnées
        bancaires, numéro|n° de compte, sur quel compte, payer|régler|paiement|règlement .. par|en
        carte|cb|chèque|paypal|espèces|ligne|prélèvement|carte_bancaire| liquide|internet, lien ..
        paiement|payer, moyens|modes|mode|moyen de paiement|règlement, acceptez|prenez ..
        carte|cb|chèque|chèques|espèces|paypal|cartes, à quel ordre, quel ordre""",
    "not.question.pay": """@paid|fait|effectué|parti|envoyé|changé|nouveau|nouvel ..
        rib|iban|cb|carte|chèque|espèces|prélèvement|coordonnées|virement, paiement|règlement|virement .. par
        chèque .. envoyé|posté|le, @paid .. par|en .. carte|cb|chèque|paypal|espèces|prélèvement, notre|mon
        rib|iban""",
    "question.resend": """renvoyer|renvoyez|renvoi|envoyer|envoyez|transmettre|transmettez|
        adresser|adressez|retransmettre|obtenir|recevoir|avoir|besoin|
        communiquer|faire_parvenir|faire_suivre|joindre .. ...
        facture|factures|duplicata|copie|copies|pdf|double, duplicata|copie|copies|double|pdf ..
        facture|factures|la|cette|les, pas|jamais|aucune|rien .. ...
        reçu|trouve|trouvons|retrouve|retrouvons|vu|eu|trace|possession| parvenue|reçue|reçus ..
        facture|factures|la|cette|votre|ce|document|de, facture|factures ... pas|jamais ...
        reçue|reçu|reçues|parvenue|trouve|retrouve|vue|arrivée|jointe|joint| trouvée|attachée|reçus, facture
        .. égarée|perdue|manquante, égaré|perdu .. facture, aucune facture, pièce|pièce-jointe|fichier|pdf ..
        jointe? .. ne|pas|illisible|manque|absent|vide, de quelle facture, quelle facture ..
        parlez|s'agit|concernée, renvoyer|renvoyez moi|nous|la|les, trouve|retrouve|retrouvons|trouvons pas
        .. ..., me|nous la|le|les renvoyer|renvoyez|envoyer, renvoyer|renvoyez .. svp|stp|s'il|merci,
        pas|aucune .. trace .. facture|#, # .. ... pas .. logiciel|système|comptabilité,
        n'ai|n'avons|ai|avons pas|plus .. facture|factures|#, pas .. # ... reçu|reçue, # ... pas ..
        reçue|reçu|trouve|retrouve, de l'envoyer|la_renvoyer|me_la_renvoyer|nous_la_renvoyer, me|nous
        l'|la|les renvoyer|envoyer|transmettre""",
    "not.question.resend": """si .. envoyez|envoyer, plus .. envoyer|envoyez, arrêtez|cessez .. envoyer,
        avoir, facture .. rectificative|rectifiée|corrigée, sur la facture,
        désormais|dorénavant|à_l'avenir|directement ... facture|factures ... à, factures ..
        désormais|dorénavant|à_l'avenir, envoyer|envoyez|adresser|adressez|transmettre .. facture|factures ..
        à l'adresse|au_service|à_la_compta*|à_notre|directement, ne .. envoyez, conteste* .. facture,
        uniquement|exclusivement|seulement, uniquement|exclusivement|seulement ... <address>,
        adresser|envoyer|transmettre|d'adresser .. ... uniquement|exclusivement|seulement, avoir .. ... reçu,
        promis""",
    "question.statement": """relevé|état|extrait|récapitulatif|situation|point|liste|grand-livre ..
        de|du|des|d'un|mon|notre compte|comptes|factures|impayés|impayées|facturation|client|dû, relevé ..
        compte|à_jour|factures, balance .. client|âgée, récapitulatif""",
    "question.who": """qui êtes|es|est|sont|c'est .. vous|tu|ce|là|cette?, c'est qui, vous êtes qui, t'es
        qui, tu es qui, de quelle société|entreprise, quelle|quel est|société|entreprise .. votre|êtes,
        connais|connaissons|connait .. pas .. société|entreprise|vous|votre|cette, jamais entendu parler,
        arnaque|spam|escroquerie|sérieux|frauduleux, comment avez .. eu .. numéro|adresse|coordonnées|mail""",
    "not.question.who": "ne .. connais|connaissons .. pas .. personne, contactez, signe",
    "question.other": """rappeler|rappelez|rappelle|appeler|appelez|joindre|contacter|recontacter ..
        moi|nous|me|au|svp|s'il?, me|nous rappeler|appeler|contacter|recontacter, à quoi ..
        correspond|correspondent|sert, pourquoi|quand|comment|quelle|quel|quels|quoi|où
        est|sont|avez|avons|me|cette|ce|sera|serez|a|ai|dois|faut, pouvez|pourriez|pourrait|peux|peut ..
        vous|tu|on? .. m'|me|nous|expliquer|préciser|confirmer|vérifier|dire|détailler|
        éclaircir|regarder|indiquer, merci|veuillez de? ..
        préciser|confirmer|vérifier|expliquer|détailler|indiquer|me_dire, question|questions, j'ai une
        question, c'est pour quoi, numéro de? commande|bon_de_commande|siret|tva .. manque|besoin|indiquer,
        besoin .. bon_de_commande|numéro_de_commande|siret|attestation""",
    "wrong_person": """trompez|trompé|trompée|tromper|erreur .. de|sur? ..
        numéro|destinataire|personne|adresse|mail|société|interlocuteur|client, mauvais|mauvaise|faux
        numéro|destinataire|personne|adresse|interlocuteur|contact|mail|société, pas|plus la|le|votre
        bonne|bon personne|interlocuteur|contact|destinataire, pas|plus l'? interlocuteur, pas|plus ..
        concerné|concernée|concernés, pas|plus responsable .. factur*|compt*|paiement*, ne .. suis|sommes ..
        pas|plus .. client|cliente|clients|concerné|concernée|concernés|bonne|bon|
        responsable|gérant|en_charge|chargé|propriétaire|monsieur|madame|m| mme,
        travaille|travaillent|travaillons plus|pas .. chez|ici|dans|pour|avec, fait|fais plus|pas partie,
        travaille|travaillent plus, quitté .. société|entreprise|poste|cabinet|fonctions, n'est|ne_fait plus
        .. société|entreprise|effectifs|parmi,
        adresser|adressez|contacter|contactez|voir|écrire|écrivez|joindre| transmettre|envoyer|rapprocher ..
        vous? .. à|auprès .. service|compta|comptabilité|madame|mme|monsieur|m|collègue|siège|
        adresse|directement|facturation|bonne_personne, veuillez|merci .. vous? ..
        adresser|contacter|écrire|rapprocher|joindre, transmis|transmettre|transféré .. au|à ..
        service|collègue|comptabilité|compta, connais|connaissons pas .. société|entreprise|personne,
        factures|courriers|mails ... désormais|dorénavant|à_l'avenir|doivent|directement|plutôt ... à,
        nouvel|nouvelle interlocuteur|interlocutrice|adresse|contact, rien à voir .. avec, ce n'est pas moi,
        retraite, décédé|décédée, déménagé, jamais été client*, pas client*, vendu|cédé ..
        commerce|société|fonds|affaire|restaurant|entreprise|activité,
        repreneur|nouveau_propriétaire|nouveau_gérant|nouveaux_propriétaires, à|sur|via <address>,
        voir|parler|voyez avec, s'occupe|gère|gèrent|s'occupent .. ...
        compta|comptabilité|factures|facturation|paiements|règlements, essayez|essayer .. <address>""",
    "not.wrong_person": """urgence|urgent .. ... contacter|contactez|adresser|joindre, me|nous
        contacter|adresser|joindre|écrire|transmettre|envoyer|renvoyer, m'adresser|m'envoyer|m'écrire,
        contactez moi|nous|mon_avocat, contacter mon|notre avocat, adresser .. facture|duplicata|copie|relevé
        .. s'il?, adresser un|une|le|la, envoyer un|une|le|la|les|moi|votre, votre|vos .. rib|iban,
        transmettre un|une|le|la|les|votre|vos|l', contestation, sur .. montant|prix, erreur sur|dans, erreur
        de|d' facturation|prix|montant|calcul|tva|quantité""",
    "out_of_office": """suis|serai|sommes|serons .. actuellement|momentanément? ..
        absent|absente|absents|absentes|indisponible, suis|serai|sommes|serons .. actuellement? .. en|de
        congé|congés|vacances|déplacement|repos|formation|arrêt|congé_maternité, actuellement|momentanément
        absent|absente|en_congés|en_congé, absent|absente .. du|de .. bureau, réponse|message automatique ..
        absen*|congé*|vacances, message|notification|avis d'absence, absence du bureau, de retour ..
        le|lundi|mardi|mercredi|jeudi|vendredi|au, serai|serons .. de? retour,
        bureaux|bureau|société|entreprise|cabinet|établissement|magasin|agence|nous .. ...
        est|sera|seront|sommes|sont|serons .. fermé|fermée|fermés|fermées|en_congés, fermeture ..
        annuelle|estivale|des|pour|du, réouverture, n'ai|aurai pas|plus|qu'un .. accès ..
        messagerie|mails|mail|boîte, accès limité .. messagerie|mails|boîte, pendant|durant mon|cette
        absence, mon absence, consulte .. pas .. messagerie|mails""",
    "not.out_of_office": """elle|il|comptable|collègue|directeur|directrice|gérant|gérante|
        responsable|patron|mari|femme|épouse|secrétaire|personne|qui .. est|sont|était|sera ..
        absent*|congé*|vacances|arrêt|déplacement|fermé*|retour, était|étais|étions|étaient|ai_été|avons_été
        .. absent*|congé*|vacances|fermé*|arrêt, quand|dès|à .. retour, vos|votre ..
        bureaux|bureau|agence|standard .. fermé*, compte .. fermé, définitivement fermé*, fermé
        définitivement, de retour de, rentré*|rentre|reviens .. vacances|congés, en votre absence, absence
        de, retour de|des, marchandise|colis|articles ... retour, retour|rentre|reviens|congés|vacances ..
        ... paie|paierai|paye|règle|règlerai|réglerai|virement""",
    "stop.channel": """arrêtez|arrête|arrêter|arretez|cessez|cesser|stop|stopper|stoppez .. ...
        envoyer|écrire|harceler|appeler|sms|mails|mail|textos|messages|
        courriels|relances_par_sms|spammer|contacter_par_sms, ^ plus de|d'|aucun|un_seul
        sms|mails|mail|textos|messages|courriels|appels, merci de ne plus ..
        envoyer|écrire|appeler|contacter_par_sms|m'envoyer|m'écrire|m'appeler, ne .. m'|me|nous ..
        envoyez|écrivez|appelez|téléphonez|envoie|adressez .. plus, ne|n' ..
        m'envoyez|m'écrivez|m'appelez|m'envoie .. plus,
        désabonner|désabonnez|désinscrire|désinscrivez|désinscription|désabonnement,
        retirer|retirez|enlever|enlevez|supprimer|supprimez|effacer|effacez|rayer|radier ..
        moi|me|mon|ma|notre|mes|nous ... liste|listes|fichier|fichiers|base|numéro|adresse|mail|téléphone|
        coordonnées|diffusion, ne .. souhaite|souhaitons|veux|voulons|désire .. plus .. recevoir|être ..
        sms|mails|messages|appels|courriels|contacté_par|appelé|mail|newsletters, plus recevoir ..
        sms|mails|messages|courriels, envoyez plus .. sms|mails|messages|rien, écrivez plus, appelez plus,
        me|m'|nous|moi|mon|mes .. retirer|enlever|supprimer|désinscrire|désabonner|rayer ...
        liste|listes|fichier|fichiers|diffusion|base, être|soit ..
        retiré|enlevé|supprimé|désinscrit|désabonné .. ... liste|listes|fichier|fichiers|diffusion""",
    "stop.all": """ne .. me|nous .. contactez|contacter .. plus|jamais .. jamais?, ne me
        contacte|contactez|recontactez plus|jamais, contactez .. plus|jamais,
        veux|souhaite|souhaitons|voulons|désire plus .. être ..
        contacté|contactée|contactés|dérangé|sollicité, merci de ne plus .. contacter, ne plus me|nous
        contacter, cesser|cessez|arrêtez .. toute|tout ..
        contact|communication|sollicitation|prise_de_contact, plus aucun|aucune
        contact|communication|sollicitation|courrier|nouvelle, laissez|laisse moi|nous ..
        tranquille|tranquilles|en_paix, foutez .. paix, fichez .. paix, plus .. entendre parler, ne .. plus
        .. avoir .. de_vos_nouvelles|contact, interdis|interdit .. contacter,
        supprimer|supprimez|effacer|effacez .. toutes? .. mes|nos données, droit à l'oubli|l'effacement""",
    "not.stop": """si|sinon|sauf|tant_que|avant|lorsque|faute .. ...
        arrêtez|cessez|contactez|retirez|supprimez, retirer|retirez|supprimer|supprimez|enlever|annuler ..
        ... frais|pénalités|intérêts|ligne|majoration|facture|indemnité, plus|pas .. reçu|reçois|recevons|eu
        .. sms|mails|mail|messages|message|appel|courriel, arrêt .. maladie, arrêter ..
        abonnement|contrat|livraison*|travaux|prélèvement*|service, cessez .. livraisons|travaux, lui|leur ..
        envoyez|écrire, à mon mari|anna|madame|monsieur, ne le|la|les|lui contactez, plus
        d'un|amples|tard|rapidement|vite, stopper .. commande|livraison|prélèvement*, résili*""",
    "legal_threat": """avocat|avocats|avocate|huissier|juriste|conseil_juridique|
        service_juridique|service_contentieux|protection_juridique,
        tribunal|tribunaux|justice|judiciaire|judiciaires|prud'hommes,
        porter|porterai|porterons|déposer|dépose|déposerai plainte, plainte,
        poursuites|poursuivre|poursuivrai|assigner|assignation|assignerai, mise en demeure, mets .. en
        demeure, action|actions|procédure|voie|voies|recours .. en?
        justice|judiciaire|juridique|légale|légales, médiateur|dgccrf|ufc|répression_des_fraudes|
        association_de_consommateurs|cnil|conciliateur|signal_conso| signalconso, suis le conseil de, conseil
        de la|m|mme|mon|notre|monsieur|madame|société, mon|notre client|cliente, au nom ..
        client|cliente|mon, police|gendarmerie, ma|sa|notre|mon|leur cliente|client, nom et pour le compte,
        conseil de""",
    "not.legal_threat": """éviter|sans|inutile|pas_besoin|avant .. ...
        avocat|tribunal|huissier|justice|judiciaire|poursuites|contentieux, votre|vos
        avocat|huissier|service_juridique|service_contentieux|conseil,
        redressement|liquidation|mandataire|administrateur|liquidateur| sauvegarde|plan|procédure judiciaire
        .. ouverte?, jugement .. tribunal, tribunal de commerce, vous .. poursuivre|assigner|mise_en_demeure,
        menac* .. avocat|tribunal|huissier, votre mise en demeure, rendre justice, mon|notre client|cliente
        .. ne|n'a|pas|paie|paye|réglera|doit|règle, @payment .. de mon|notre client, dès que .. client, du
        palais de justice, poursuivre notre|la|cette collaboration|relation""",
    "insolvency": """redressement|liquidation|sauvegarde judiciaire|amiable, liquidation, liquidateur,
        mandataire|administrateur judiciaire, procédure collective|de_sauvegarde|de_redressement, cessation
        de|des paiements, dépôt de bilan, déposé .. bilan, faillite, surendettement, banque de france ..
        dossier?, insolvable|insolvabilité, radiée|dissoute|dissolution, déclaration|déclarer ..
        créance|créances, plan de sauvegarde|continuation, bodacc, rétablissement personnel""",
    "not.insolvency": """éviter|pas|sinon|risque|risquons|bord|frôle|pousser|pousse|mener|mettre|mettez ..
        ... faillite|liquidation|redressement|dépôt_de_bilan|dépôt|insolvable, si .. ...
        faillite|liquidation|redressement, client|clients|fournisseur .. ...
        liquidation|redressement|faillite, liquidation .. de|d' .. client|fournisseur, liquidation de
        stock|la_commande, redressement fiscal|urssaf, votre faillite""",
    "remittance": """avis|preuve|justificatif|justificatifs|confirmation|ordre|attestation|
        copie|bordereau|reçu|capture|scan .. de|du|d'? @payment|virement|règlement|paiement|opération? ...
        joint|jointe|pièce|attaché|ci-joint|ci-dessous|annexe|ici|pj,
        ci-joint|ci-jointe|pièce_jointe|joint|jointe|joins|attaché|annexe|pj| trouver|voici|ci-dessous .. ...
        avis|preuve|justificatif|justificatifs|confirmation|ordre_de_virement|
        bordereau|reçu|capture|attestation|copie_du_virement|copie_du_chèque| rib_du_virement,
        justificatif|justificatifs|preuve|avis|confirmation|bordereau|reçu .. en|ci ..
        pièce|joint|pj|jointe|annexe|attaché, preuve de paiement|virement|règlement""",
    "not.remittance": """envoyer|envoyez|enverrai|enverrons|transmettre|transmettrai|fournir|
        besoin|demander|pouvez|pourriez|merci_de|adresserai|suivra| faire_parvenir .. ...
        justificatif|preuve|avis|confirmation, sans justificatif|preuve, aucun|aucune .. justificatif|preuve,
        bon de livraison""",
    "agrees": """merci, mrc, mci, ok, d'accord, dac, entendu, noté, c'est
        noté|bon|parfait|entendu|compris|fait, bien noté|reçu|pris_note, parfait, très bien, super, pas de
        problème|souci, reçu, bien reçu, compris, je m'en occupe, nous nous en occupons, on s'en occupe,
        nickel, prends|prenons note, vous remercie|remercions, accuse|accusons .. réception, ça marche, oui,
        génial, validé, je regarde|vérifie, nous regardons|vérifions, on regarde, je fais suivre, je
        transmets, m'en occupe""",
    "courtesy": """bonjour|bonsoir|salut|hello|coucou|chère|cher|messieurs|mesdames
        madame|monsieur|à_tous|tous?, pour|de .. votre|le|la|ce|cette|l'|ton|votre_retour|ces
        rappel|relance|message|mail|retour|information|info|réponse|
        précisions|compréhension|patience|email|aide|courriel|suivi?,
        beaucoup|bien|bcp|infiniment|à_vous|d'avance|encore|pour_tout, bonne|excellente|belle
        journée|soirée|fin_de_journée|semaine|continuation|réception|année, bon week-end|weekend|courage,
        désolé|désolée|excuses|excusez .. ... retard|dérangement|nous|moi?, le|la|tout|c'est|de|à|vous|moi,
        madame, monsieur, m'avoir|nous_avoir prévenu|informé|prévenus|informés""",
    "paid.dated": """@paid, ^ c'est|est? parti|fait|passé, @payment|argent est|sont .. parti|passé|fait|faite
        """,
}
