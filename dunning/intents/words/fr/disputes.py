"""French: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """défectueux|défectueuse|défectueuses|cassé|cassée|cassés|cassées|abîmé|abîmée|
        abîmés|endommagé|endommagée|endommagés|endommagées|inutilisable|inutilisables|rayé|rayée|fissuré|
        malfaçon|malfaçons|pourri|périmé|périmés, défaut|défauts|vice|vices|non-conforme|non-conformes|
        non-conformité, pas conforme|conformes|satisfait|satisfaits|satisfaite|satisfaisant|à_la_hauteur,
        ne .. fonctionne|marche|marchent|fonctionnent|correspond_pas_à_la_commande .. pas|plus,
        fonctionne|marche pas|plus|mal|toujours_pas, fuit|fuite, mauvaise|mauvais qualité|travail|
        article|produit|taille|couleur|modèle|référence|prestation, mal
        fait|posé|faite|réalisé|exécuté|travaillé, travail .. bâclé|mal|pas, qualité ..
        pas|mauvaise|médiocre|déplorable|laisse, insatisfait*|mécontent*, tombe|tombée|tombé en panne,
        réclamation .. qualité|défaut, décolle|décollent|s'effrite|gondole|ferme pas|mal, se décolle*,
        refait|refaire|reprendre|réparer .. correctement|travaux|travail|tout, ne ferme|chauffe|tient
        pas, à refaire, s'écaille|s'écaillent|tombe en morceaux|s'effrite""",
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
        autoliquidation, exonéré* de tva""",
    "dispute.wrong": """@invoice ... erroné|erronée|fausse|faux|incorrecte|incorrect|contestée|
        injustifié|injustifiée|pas_correcte|pas_due|pas_justifiée|pas_juste|pas_bonne|infondée, conteste|
        contestons|contester|contestation|réfute|réfutons|litige|désaccord|opposition|contesté|contestée,
        pas .. d'? accord, ne .. dois|devons|doit .. rien|pas|aucun*|cette|ce, rien à ..
        devoir|payer|voir_avec_cette_facture, dois|devons .. rien|pas .. cette|ce|somme,
        refuse|refusons|refuserai .. payer|régler|cette|votre|de, ne .. paierai|paierons|paie|payerai|
        réglerons|règlerons|paye|réglerai .. pas|rien|tant|jamais, paierai|paierons|réglerons|payerai
        pas|rien|jamais, erreur|erreurs .. sur|dans|de .. facture|facturation|votre|la|cette, facture ..
        rectifier|corriger|annuler|revoir|refaire, annuler|rectifier|corriger .. facture,
        rejet|rejetons|rejette, pas due, c'est faux|une_erreur, indu, est|sont .. fausse|fausses|faux|
        erronée|erronées|incorrecte|incorrectes|pas_bonne|pas_correcte,
        paie|paye|paierai|payerai|paierons pas .. pour|ça|cela""",
    "dispute.not_ordered": """jamais|pas|rien|aucune|aucun .. ... commandé|commande|demandé|signé|
        souscrit|sollicité|accepté|acheté|bon_de_commande, sans .. accord|commande|bon_de_commande,
        n'ai|avons rien .. commandé|demandé|signé|acheté""",
    "dispute.not_received": """@goods ... jamais|pas|rien|toujours_pas .. ... livré|livrée|livrés|
        livrées|reçu|reçue|reçus|arrivé|arrivée|arrivés|parvenu|parvenue|complète|complet,
        jamais|pas|rien|toujours_pas .. ... reçu|livré|livrée|eu|arrivé .. @goods|livré|la_totalité,
        jamais|pas|rien .. été livré|livrés|livrée|livrées, attend*|attente .. toujours|encore .. @goods,
        manque|manquent|manquant|manquants|manquante .. @goods|cartons|palettes|pièces|unités|carton|
        palette, @goods|cartons|palettes .. manquant*|manque*|incomplète|incomplet, jamais livré*,
        n'ai|avons rien reçu, où est|en_est .. @goods, livraison partielle|incomplète, non livré*""",
    "dispute.not_done": """travaux|chantier|travail|prestation|prestations|installation|intervention|
        mission|service|réparation|pose .. ... pas|jamais|inachevé|inachevés|incomplet|incomplète|non ..
        terminé*|fini*|achevé*|effectué*|réalisé*|faite*|fait|faits|exécuté*|rendu*|complet,
        pas|jamais|toujours_pas .. terminé|fini|achevé|intervenu|venu|passé|effectué ..
        travaux|chantier|travail|prestation|intervention, jamais venu*|intervenu*|passé, personne ..
        venu|passé|intervenu, réserves .. levées|pas|non, inachevé*, il|reste manque|reste|à ..
        finir|peinture|terminer, non effectué*|réalisé*, n'a .. pas .. terminé|fini|fait|réalisé""",
    "dispute.duplicate": """deux|2|double fois .. ... même|facturé|prestation|chose|travail|livraison|
        commande|facture, facturé|facturée|facturés|compté|prélevé .. deux_fois|2_fois|double|en_double,
        doublon|doublons|double_facturation|facture_en_double, en double, déjà ..
        facturé|facturée|facturés""",
    "dispute.cancelled": """résilié|résiliée|résiliation|annulé|annulée|annulés|annulation|rétracté|
        rétractation|désabonné_en|retourné|retournés|retournée|renvoyé|renvoyée|renvoyés|rendu .. ...
        abonnement|contrat|commande|marchandise|colis|matériel|articles|service|en|le|depuis|au|produits|
        par|réservation, commande|contrat|abonnement .. ... annulé*|résilié*, ai|avons ..
        annulé|résilié|retourné|renvoyé""",
    "dispute.credit": """attend*|attente|manque|promis|toujours|obtenir|recevoir|établir|émettre|devez|
        reste|reçu|faire|demand* .. ... avoir|note_de_crédit|remboursement .. promis|suite|pour|de|sur|
        correspondant|relatif|concernant|au|n'a|qui|du, l'avoir|un_avoir|avoir|note_de_crédit .. promis|
        jamais|pas|attend*|correspondant|relatif|suite|manquant, avoir .. pas .. été?
        reçu|établi|déduit|pris|émis, déduire .. avoir, note de crédit""",
    "not.dispute.credit": """attend* .. avoir .. payé|reçu|réglé|l'argent|été|de_l'argent,
        après|sans|pour|devoir|peut|avant|d' avoir, avoir .. payé|réglé|reçu_la_facture|contacté|vérifié|
        besoin|accès|lieu""",
    "not.dispute": """si|dès|quand|une_fois|lorsque|à ... avoir|note_de_crédit|rectificative|rectifiée
        ..., pas .. contester|litige, mauvais numéro|destinataire|adresse|personne|interlocuteur,
        mauvaise personne|adresse, erreur .. de destinataire|personne|numéro|adresse""",
}
