"""French: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """défectueux|défectueuse|défectueuses|cassé|cassée|cassés|cassées|abîmé|abîmée|
        abîmés|endommagé|endommagée|endommagés|endommagées|inutilisable|inutilisables|rayé|rayée|fissuré|
        malfaçon|malfaçons|pourri|périmé|périmés, défaut|défauts|vice|vices|non-conforme|non-conformes|
        non-conformité, pas conforme|conformes|satisfait|satisfaits|satisfaite|satisfaisant|à_la_hauteur,
        ne .. fonctionne|marche|marchent|fonctionnent|correspond_pas_à_la_commande .. pas|plus,
        fonctionne|marche pas|plus|mal|toujours_pas, fuit|fuite, mauvaise|mauvais qualité|travail|article|
        produit|taille|couleur|modèle|référence|prestation, mal fait|posé|faite|réalisé|exécuté|travaillé,
        travail .. bâclé|mal|pas, qualité .. pas|mauvaise|médiocre|déplorable|laisse, insatisfait*|
        mécontent*, tombe|tombée|tombé en panne, réclamation .. qualité|défaut, décolle|décollent|
        s'effrite|gondole|ferme pas|mal, se décolle*, refait|refaire|reprendre|réparer .. correctement|
        travaux|travail|tout, ne ferme|chauffe|tient pas, à refaire, s'écaille|s'écaillent|tombe en
        morceaux|s'effrite, @bad, retombé*|tombé*|tombe|retombe en panne, en panne, fonctionne*|marche|
        marchent|fonctionné|ferme|chauffe|tient|tiennent|s'ouvre|démarre|s'allume|ferment|imprime|
        refroidit .. pas|plus|mal|jamais|toujours_pas, n'a|n'ont .. jamais .. fonctionné|marché, pas ..
        fonctionné|marché, plante*|bugg*|bug|beugue, fuit|fuite|fuites|goutte|goutt*|coule .. encore|
        toujours, faire|fait|appel*|dû|prendre .. un autre|une_autre|quelqu'un_d'autre|un_confrère ..
        artisan|entreprise|plombier|prestataire|électricien|société, autre artisan|entreprise|plombier|
        prestataire|professionnel, mauvais*|erreur_de .. couleur|taille|modèle|référence|article|articles|
        produit|produits|dimension*|coloris|pointure|version|pièce|qualité|marchandise, pas|ne|non ..
        conform*|satisf*|content*|à_la_hauteur|correct*|acceptable*|aux_normes|propre*|droit*|
        terminé_correctement, déçu*|décev*|insatisf*|mécontent*|inadmissible|inacceptable|lamentable|
        scandaleux|honteux|catastroph*|déplorable|médiocre*|nul|nulle, travail|boulot .. de_cochon|
        d'amateur|bâclé|nul|mal|pourri|dégueulasse|pas, n'importe quoi, du grand n'importe_quoi, mal ..
        fait*|posé*|réalisé*|exécut*|mont*|install*|coup*|imprim*|peint*|emball*|soud*|fini*, défaut*|
        vice|vices|malfaçon*|désordre*|dégât*|dommage*|casse|fissure*, reprise|reprendre|refaire|réparer|
        corriger|remplacer|remettre .. malfaçon*|travaux|travail|défaut*|pièce*|tout|correctement|en_état|
        produit*|article*, à refaire|reprendre, reten*|retient|bloqu* .. paiement|règlement|solde ..
        jusqu*|tant|en_raison|malfaçon*, sav, s'écaill*|se_décoll*|s'effrit*|décoll*|gondol*|cloqu*|
        se_détach*|rouill*|moisi*|coinc*|grinc*, pas .. ce .. que .. commandé*|voulu*|demandé*, ne
        correspond* .. pas .. à|aux|au .. commande|attentes|description|échantillon|photo|cahier*, rien ..
        ne? .. marche|fonctionne, tombe* en morceaux|panne, hors service, hs, tant que .. ... refait*|
        réparé*|remplac*|corrigé*|recommencé*|marche|fonctionne|tient|étanche|sonne|fuit|coule|ferme|
        chauffe|droit|repris*, à|a l'envers, sonne|sonnent creux, verdâtre*|flou*|jauni*|déteint*, payés|
        payé|sous|argent|chèque|paierai|paierons|centime|règlement .. ... quand|lorsque|dès_que|une_fois|
        le_jour_où ... marche*|fonctionne*|réparé*|refait*|remplac*|étanche*|corrigé*|tiendra|fermera|
        chauffera""",
    "dispute.price": """prix|montant|tarif|tva|somme|quantité|total|taux|remise|heures|facturation|
        montants ... erroné|faux|fausse|incorrect|incorrecte|trop|pas|correspond|diffère|différent|élevé|
        supérieur|convenu|conforme|erronée|oubliée|appliquée, ne correspond .. pas .. devis|prix|tarif|
        montant|accord|convenu|commande|bon, surfactur*|trop_facturé|facturé_trop|trop_perçu, facturé ..
        trop|plus|au_lieu|alors|cher, trop cher, devis ...
        de|était|prévoyait|signé|indiquait|pas|stipulait .. €|euros|respecté|et_non|alors, prix
        convenu|initial, tarif convenu|négocié, convenu .. prix|tarif|de|ensemble|avec, au lieu de|des,
        remise .. pas|oublié|manque|promise|prévue, erreur .. de|sur ..
        prix|montant|tarif|quantité|tva|total, écart .. devis|prix, supérieur .. devis, par rapport au
        devis, heures ... que|seulement ... heures, facturez|facturé .. # heures, facturez .. heures,
        autoliquidation, exonéré* de tva, devis|accord|contrat|tarif|prix|forfait .. était|prévoyait|
        indiquait|stipulait|mentionnait|annonçait|de|signé|convenu|négocié|fixé|à .. <n>, <n> .. au
        lieu|alors|et_non|pas|contre <n>, au lieu de|des|du <n>, et non <n>|pas, et pas <n>,
        devrait|doit|aurait_dû|devait .. être .. <n>, convenu*|prévu*|négocié*|annoncé*|promis*|entendu*
        .. <n>, aviez|avez|avait|a|avaient|ont .. dit|annoncé|promis|parlé|proposé|assuré ..
        <n>|prix|tarif|gratuit*|remise|rien, avait|avaient|aviez|avions ..
        convenu|dit|annoncé|promis|négocié, remise|rabais|réduction|ristourne|escompte .. ... pas|oubli*|
        manque|promis*|prévu*|jamais|non|convenu*|absent*, promis*|accordé*|négocié* ..
        remise|rabais|réduction|ristourne|tarif, devait|devaient|était|étaient|sont|est|serait|censé* ..
        être? .. gratuit*|offert*|inclus*|compris*|franco, taux|montant|calcul .. tva .. ...
        faux|fausse|erron*|incorrect*|pas|mauvais*, mauvais* .. taux|prix|tarif|tva|quantité|montant, tva
        .. pas|faux|fausse|erron*|incorrect*|mauvais*|trop, taux|tarif|prix .. horaire|unitaire? ..
        pas|n'est|faux|erron*|trop|supérieur|différent, pas .. celui|ceux|celle|ce .. convenu*|prévu*|
        devis|annoncé*|accord|contrat|commande, n'est|n'était|n'étaient .. pas .. prévu*|convenu*|
        au_devis|dans_le_devis|annoncé*|mentionné*|compris,
        compté|facturé|comptez|facturez|facture|facturent .. <n>|deux|trois|quatre|cinq|dix .. ...
        au_lieu|alors|mais|que|seulement|n'en|pas|tandis, autre prix|tarif|montant, prix|tarif ..
        autre|différent|annoncé|augment*|changé|double, double .. de|du .. ce|prix|devis|tarif|montant,
        triple, frais .. ... pas|jamais|non|n'étaient|gratuit*|aucun*|injustifi*, ne
        correspond*|correspond* .. pas, ne colle .. pas, pas le bon prix|tarif|montant|taux, augment* ..
        tarif*|prix .. pas|jamais|sans, augmentation|hausse .. pas|jamais|sans|non, tarif*|prix ..
        augment*, beaucoup|bien|vraiment|trop trop? .. cher|chère|élevé*, exorbitant*|abusif|abusive|
        excessif|excessive|exagéré*|surévalué*|surfactur*|arnaque sur, dépasse* ..
        devis|prévu|convenu|budget, supérieur* .. au|à, plus .. que ..
        devis|prévu|convenu|annoncé|commandé, plus cher .. que, acompte|arrhes .. pas|non|jamais|oubli*
        .. déduit*|décompt*|pris|imput*|apparaît|compte, pas|oubli* .. déduit*|déduire ..
        acompte|arrhes|remise, heures|jours|quantité*|quantités .. trop|pas|faux|fausses|erron*|ne|que|
        fait|surestim*, n'ont|n'a|n'en .. fait|travaillé|passé|resté* .. que, forfait, erreur ..
        de|dans|sur .. prix|montant|tarif|quantité|tva|total|calcul|facturation_du, hors taxe|taxes,
        auto-liquidation, intracommunautaire, port offert|gratuit, franco de port, devis|contrat
        disait|dit|parlait|parle|indique|prévoit|était, supplément|surcoût|plus-value|majoration|avenant
        .. jamais|pas|non|refus* .. accepté*|validé*|prévu*|convenu*|signé*|payé, <n> ..
        convenu*|prévu*|négocié*|annoncé*""",
    "dispute.wrong": """@invoice ... erroné|erronée|fausse|faux|incorrecte|incorrect|contestée|injustifié|
        injustifiée|pas_correcte|pas_due|pas_justifiée|pas_juste|pas_bonne|infondée, conteste|contestons|
        contester|contestation|réfute|réfutons|litige|désaccord|opposition|contesté|contestée, pas .. d'?
        accord, ne .. dois|devons|doit .. rien|pas|aucun*|cette|ce, rien à .. devoir|payer|
        voir_avec_cette_facture, dois|devons .. rien|pas .. cette|ce|somme, refuse|refusons|refuserai ..
        payer|régler|cette|votre|de, ne .. paierai|paierons|paie|payerai|réglerons|règlerons|paye|réglerai
        .. pas|rien|tant|jamais, paierai|paierons|réglerons|payerai pas|rien|jamais, erreur|erreurs ..
        sur|dans|de .. facture|facturation|votre|la|cette, facture .. rectifier|corriger|annuler|revoir|
        refaire, annuler|rectifier|corriger .. facture, rejet|rejetons|rejette, pas due, c'est faux|
        une_erreur, indu, est|sont .. fausse|fausses|faux|erronée|erronées|incorrecte|incorrectes|
        pas_bonne|pas_correcte, paie|paye|paierai|payerai|paierons pas .. pour|ça|cela, établi*|adressé*|
        libellé*|émis*|fait*|factur* .. au|à|nom .. mauvais*|autre|pas|fausse .. société|nom|entité|
        entreprise|filiale|adresse|personne, mauvais* .. entité|raison_sociale|dénomination|siret|
        adresse_de_facturation, il faut|faudrait|devez|doit|veuillez|merci .. factur*|établir|adresser|
        libeller|refaire|mettre .. nom|filiale|société|au|notre|à, au nom de|du|d', doit|devrait|devait ..
        être .. établi*|adressé*|libellé*|factur*|corrig*|annul*|rectifi*, numéro|n°|référence|mention* ..
        commande|bon_de_commande|siret|tva|engagement|obligatoire* .. ... pas|manqu*|absent*|erron*|faux|
        fausse|incorrect*, sans .. numéro|bon|référence .. commande|bon_de_commande|engagement, ne
        comporte|mentionne|indique|figure .. pas, manqu* .. numéro|référence|bon_de_commande|siret|
        mention*|tva, ne pouv*|peut|peux .. pas .. traiter|comptabiliser|enregistrer, chorus .. rejet*|
        refus*|recycl*|suspendu*|erreur|pas_conforme, =contesté|conteste|contestons|contester|
        contestation|contestée|contestées|contestez|réfut*|litige*|désaccord|oppos*|rejet*|récus*, ne ..
        dois|devons|doit|doivent .. rien|pas|aucun*|plus, dois|doit|devons rien|plus_rien|pas, rectifi*|
        corrig*|annul*|refai*|modifi*|revoir|établir .. facture|factures|#|montant, facture .. rectifi*|
        corrig*|annul*|modifi*|revoir|refaire|revue|reprendre|bloqu*|suspen*|=contesté|conteste|
        contestons|contester|contestation|contestée|contestées|contestez|litig*|rejet*|refus*|infond*|
        injustifi*|abusi*|non_conforme, bloqu*|suspen* .. litige|=contesté|conteste|contestons|contester|
        contestation|contestée|contestées|contestez|anomalie|écart|erreur, =paie|=paye|paies|payons|
        paierai|paierons|payerai|payerons|payer|=règle|réglons|règlerai|réglerai|réglerons|règlerons|
        régler .. pas|rien|jamais|plus, hors de question, refus* .. de? .. pay*|régl*|facture|cette|
        acquitter, pas .. fond*|justifi*|due*|exact*|bonne|correct*|conforme|à_notre_charge|pour_nous|
        valable, n'est|n'était|ne_sont pas .. due*|dû|exigible|fond*|justifi*|à_nous|la_nôtre|correct*|
        exact*|à_nous_de, erreur* .. sur|dans|de .. facture|facturation|votre|vos|la|cette|compte*|
        relance, une|il_y_a|y_a|fait erreur, pas encore|pas .. échue*|échu|exigible*|arrivé*_à_échéance,
        <n>|soixante|trente jours fin de? mois, <n> jours .. fin|date_de_facture|échéance|nets|net, délai
        .. de paiement? .. <n> jours, compte .. soldé|à_jour|à_zéro|apuré, rien .. dû|devoir|payer|régler|
        à_payer, aucun* .. dette|somme|impayé*|montant|facture .. due*|dû|à_payer|en_attente|nous?,
        prescri*, pas d'accord, d'accord .. pas|avec, indu*, injustifi*|infond*|abusive*|abusif*, fausse|
        faux|erroné*|incorrect*|inexact*, n'importe quoi, compens* .. avec|sur|créance, compensation,
        c'est|est|sont|semble|paraît faux|fausse|erroné|erronée|inexact*|incorrect*, rejet*|refus*|
        suspendu*|recycl* .. chorus""",
    "dispute.not_ordered": """jamais|pas|rien|aucune|aucun .. ... commandé|commande|demandé|signé|
        souscrit|sollicité|accepté|acheté|bon_de_commande, sans .. accord|commande|bon_de_commande,
        n'ai|avons rien .. commandé|demandé|signé|acheté, jamais|pas|rien|aucun*|personne .. ...
        command*|demand*|signé*|souscri*|sollicit*|accepté*|acheté*|bon_de_commande|contrat|abonnement|
        validé*|autoris*|mandaté*|approuv*|passé_commande|adhéré, aucun* .. commande|bon_de_commande|
        contrat|abonnement|accord|devis_signé, sans .. accord|commande|bon_de_commande|autorisation|
        consentement|demander|prévenir|validation, pas donné .. accord|autorisation, donné .. accord ..
        pas, @nots .. trace .. commande|contrat|bon, ne .. correspond .. aucun* .. commande|bon,
        n'ai|avons|a|ont rien|jamais|pas|aucun* .. commandé|demandé|signé|acheté|souscrit|validé, travaux
        supplémentaires .. pas|jamais|non, non commandé*|demandé*|sollicité*|autorisé*, forcé* la main""",
    "dispute.not_received": """@goods ... jamais|pas|rien|toujours_pas .. ... livré|livrée|livrés|
        livrées|reçu|reçue|reçus|arrivé|arrivée|arrivés|parvenu|parvenue|complète|complet,
        jamais|pas|rien|toujours_pas .. ... reçu|livré|livrée|eu|arrivé .. @goods|livré|la_totalité,
        jamais|pas|rien .. été livré|livrés|livrée|livrées, attend*|attente .. toujours|encore .. @goods,
        manque|manquent|manquant|manquants|manquante .. @goods|cartons|palettes|pièces|unités|carton|
        palette, @goods|cartons|palettes .. manquant*|manque*|incomplète|incomplet, jamais livré*,
        n'ai|avons rien reçu, où est|en_est .. @goods, livraison partielle|incomplète, non livré*, @goods
        ... @nots ... livr*|reçu*|arriv*|parven*|réceptionn*|complet*|là|venu*|vu*, @nots ...
        reçu|livré*|eu|arrivé|réceptionné .. @goods|livré|totalité|complet|reste, rien reçu|eu|vu, @nots
        .. été livré*|réceptionné*|expédié*, manqu* .. @goods|<n>|un|une|deux|trois|quatre|la|le|les,
        @goods .. manqu*|incompl*|partiel*, seulement|que|uniquement .. livré*|reçu*|arrivé*,
        facturé*|facturez|comptez|compté .. alors|mais|seulement|que .. livré*|reçu*|arrivé*,
        livré*|reçu*|arrivé* .. que|seulement <n>|la_moitié|une|deux|trois, n' .. reçu|livré .. que,
        reçu|livré que|seulement, attend*|attente .. toujours|encore|la|le|les|notre|nos|mes|mon|ma|
        depuis .. @goods, bon|preuve|accusé de|d' livraison|réception .. signé*, bon de livraison ..
        signé*|manque*|joint|fournir|copie, preuve de livraison, @nots .. réceptionné|signé, personne ..
        réceptionn*|signé|reçu, où est|sont|en_est|en_sont .. passé*? .. @goods, colis
        perdu|égaré|jamais, perdu|égaré .. transport|livraison|route, livraison|envoi ..
        partiel*|incompl*, erreur .. de|dans .. livraison, j'ai|on_a|ai pas reçu|eu ..
        colis|commande|marchandise|livraison, solde|reliquat .. commande .. attend*|livr*|attente,
        rupture, jamais|pas vu .. ... @goods""",
    "dispute.not_done": """travaux|chantier|travail|prestation|prestations|installation|intervention|
        mission|service|réparation|pose .. ... pas|jamais|inachevé|inachevés|incomplet|incomplète|non ..
        terminé*|fini*|achevé*|effectué*|réalisé*|faite*|fait|faits|exécuté*|rendu*|complet, pas|jamais|
        toujours_pas .. terminé|fini|achevé|intervenu|venu|passé|effectué .. travaux|chantier|travail|
        prestation|intervention, jamais venu*|intervenu*|passé, personne .. venu|passé|intervenu, réserves
        .. levées|pas|non, inachevé*, il|reste manque|reste|à .. finir|peinture|terminer, non effectué*|
        réalisé*, n'a .. pas .. terminé|fini|fait|réalisé, @work .. ... pas|jamais|inachev*|incompl*|non|
        arrêt|arrêté*|abandonn*|plus .. termin*|fini*|achev*|effectu*|réalis*|fait*|exécut*|rendu*|
        complet*|eu_lieu|livré*|commenc*|démarr*, @nots .. eu lieu, n'a|n'ont|ont|a pas|jamais eu lieu,
        pas|jamais|toujours_pas .. termin*|fini*|achev*|interven*|venu*|passé*|effectu*|réalis*|revenu*,
        jamais venu*|intervenu*|passé*|revenu*, personne .. ... venu*|passé*|intervenu*|présenté*, @men ..
        ... pas|jamais .. venu*|passé*|présenté*|revenu*|fini*|terminé*, deviez|devait|devaient|doit|
        devez|deviez .. revenir|terminer|finir|repasser|venir|poser|reprendre, il reste .. ... à, reste ..
        ... à finir|poser|terminer|faire|peindre, à|en l'arrêt|suspens, chantier .. arrêt*|abandonn*|
        inachev*|pas|planté|plan, moitié .. fait*|fini*|termin*, à moitié .. fait*|fini*|termin*, pas
        encore .. fini*|termin*|livré*|réalis*|fait*, réception .. travaux|chantier .. pas|jamais|
        réserves, réserves, tant que .. ... fini*|termin*|levé*|achev*|livré*|venu*, une fois .. travaux|
        chantier|réserves .. fini*|termin*|levé*, non réalisé*|effectué*|exécuté*|terminé*|rendu*,
        abandon* .. chantier""",
    "dispute.duplicate": """deux|2|double fois .. ... même|facturé|prestation|chose|travail|livraison|
        commande|facture, facturé|facturée|facturés|compté|prélevé .. deux_fois|2_fois|double|en_double,
        doublon|doublons|double_facturation|facture_en_double, en double, déjà .. facturé|facturée|
        facturés, déjà .. =facturé|facturée|facturés|facturez|facturation|compt*|prélev*, double emploi,
        fait double, double .. facturation|facture, deux|2 factures .. même|pour|identiques, même ..
        facture|prestation|montant|chose .. que|deux|déjà|le_mois, doublon*, deux|2 fois, identique .. à|
        facture, remplacée par, =facturé|facturée|facturés|facturez|facturation .. deux|2 fois, même ..
        deux|2 fois, sur les deux factures|relevés""",
    "dispute.cancelled": """résilié|résiliée|résiliation|annulé|annulée|annulés|annulation|rétracté|
        rétractation|désabonné_en|retourné|retournés|retournée|renvoyé|renvoyée|renvoyés|rendu .. ...
        abonnement|contrat|commande|marchandise|colis|matériel|articles|service|en|le|depuis|au|produits|
        par|réservation, commande|contrat|abonnement .. ... annulé*|résilié*, ai|avons ..
        annulé|résilié|retourné|renvoyé, résili*|annul*|rétract*|retourn*|renvoy*|rendu*|dénonc* .. ...
        abonnement|contrat|commande|marchandise|colis|matériel|articles|service|en|le|depuis|au|produits|
        par|réservation|tout|dans|avant|il_y_a|dès|la|les|juin|juillet,
        commande|contrat|abonnement|réservation .. ... annul*|résili*|pris_fin|terminé|échu|expiré|fini|
        arrêté|stoppé, pris fin, mis fin, droit de rétractation, vous a|ai|avons .. tout?
        renvoyé|retourné|rendu, on|nous vous? a|avons .. tout? renvoyé|retourné, refus* ..
        livraison|colis|marchandise, colis|marchandise|livraison .. refus*|retourn*|renvoy*|repris*,
        repris* .. par vos|votre|vous, préavis, plus client* .. depuis, lettre de résiliation""",
    "dispute.credit": """attend*|attente|manque|promis|toujours|obtenir|recevoir|établir|émettre|devez|
        reste|reçu|faire|demand* .. ... avoir|note_de_crédit|remboursement .. promis|suite|pour|de|sur|
        correspondant|relatif|concernant|au|n'a|qui|du, l'avoir|un_avoir|avoir|note_de_crédit .. promis|
        jamais|pas|attend*|correspondant|relatif|suite|manquant, avoir .. pas .. été?
        reçu|établi|déduit|pris|émis, déduire .. avoir, note de crédit, avoir .. promis*|attend*|jamais|
        pas|correspond*|relatif|suite|manqu*|devez|pour|sur|de|toujours|convenu, attend*|attente|promis*|
        manque|toujours|déduire|déduis*|imput*|émettre|établir|obtenir|recevoir|envoyer|faire|faites|
        demand*|dev* .. l'avoir|un_avoir|notre_avoir|mon_avoir|avoir|avoirs|note_de_crédit|remboursement,
        un|notre|mon|l' avoir .. pour|promis|sur|de|correspond*|toujours, où en est|sont ..
        remboursement|avoir|avoirs, remboursement, rembours* .. pas|jamais|toujours|attend*|promis|devez|
        quand|demand*, pas .. rembours*|crédité*, trop-perçu|trop perçu, crédit*|créditer ..
        compte|montant|notre""",
    "not.dispute.credit": """attend* .. avoir .. payé|reçu|réglé|l'argent|été|de_l'argent,
        après|sans|pour|devoir|peut|avant|d' avoir, avoir .. payé|réglé|reçu_la_facture|contacté|vérifié|
        besoin|accès|lieu, avoir .. fait|envoyé|viré|procédé|effectué|reçu_votre|lu|pris, d'avoir,
        pour|après avoir, rembours* .. mes|nos|ma|dettes|crédit, crédit* bancaire""",
    "not.dispute": """si|dès|quand|une_fois|lorsque|à ... avoir|note_de_crédit|rectificative|rectifiée
        ..., pas .. contester|litige, mauvais numéro|destinataire|adresse|personne|interlocuteur, mauvaise
        personne|adresse, erreur .. de destinataire|personne|numéro|adresse, pas|aucun*|sans|plus ..
        =contesté|conteste|contestons|contester|contestation|contestée|contestées|contestez|litige|
        problème|souci|réclamation|souc*, ne|n' .. =contesté|conteste|contestons|contester|contestation|
        contestée|contestées|contestez .. pas, pas .. encore? .. payé|réglé|viré|reçu_votre|eu_le_temps|
        reçu_la_facture|reçu_de_facture|vu_la_facture, payer|régler|verser|virer .. pas, ne .. peux|peut|
        pouvons|pourrai|pourrons|puis .. pas .. pay*|régl*|tout|vir*|honorer|verser|assumer|solder, peux|
        peut|pouvons pas .. pay*|régl*|tout|vir*, ai|avons pas .. encore, n'ai|n'avons|n'a pas encore,
        faux|mauvais* .. numéro|destinataire|personne|interlocuteur|contact, erreur .. destinataire|
        numéro|personne|interlocuteur|adresse_mail, trompez|trompé, pas .. ... personne|interlocuteur|
        destiné*|concern*|gérant|client*|société_que|employé*, refus* .. virement|banque|carte, virement
        .. refus*|rejet*|bloqu*|annul*|erreur, prélèvement .. rejet*|refus*|annul*, banque .. bloqu*|
        rejet*|erreur|refus*, compte .. bloqu*, fermeture|absent*, plus .. recevoir|contact*|sms|mails|
        appel*, ne .. m'|me|nous .. appel*|contact*|écri*|envoy* .. plus|pas, pas .. reçu .. facture|
        factures|#|mail|courrier|relance, plus .. travaill*|chez|parmi|gérant|client, pas .. moi, avocat,
        oppos* .. à_ce|recevoir|sms, voir avec, pas .. mesure, aurait .. dû, fauché*, rien compris, faux
        bond|espoir|ami|numéro|jour, virement .. revenu|rejeté, plus|pas .. lui-même|elle-même|nous-mêmes|
        moi-même|directement""",
    "not.dispute.duplicate": """payé|réglé|viré .. deux fois, en deux|2|trois fois, deux fois ..
        payer|régler|sans_frais, double .. de|du .. facture .. envoyer|svp|besoin, relanc* .. deux|déjà,
        deux|2 fois .. mois|semaine, supprimez|supprimer""",
    "not.dispute.cancelled": """retourn*|renvoy* .. facture|mail|duplicata|appel|vers|moi|nous|document|
        formulaire|signé, annul* .. virement|chèque|rendez-vous|rdv|facture|pénalité*|frais, rendu*
        compte, compte rendu, me|nous renvoy*, pourriez|pouvez|merci .. renvoy*|retourn*|annuler, vous
        renvoie, nous|m' ont|a|avait|avaient .. annul*|décommand*, client*|groupe*|mariage*|événement*|
        réservation* .. annul*""",
    "not.dispute.price": "pay* .. <n> .. par mois|semaine, verser|verse .. <n>",
    "not.dispute.quality": """planté personne|quelqu'un|mes|un, jamais planté, affaires|activité|commerce|
        business|saison ... marche*|fonctionne*""",
}
