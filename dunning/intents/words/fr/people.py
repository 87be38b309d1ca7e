"""French: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """trompez|trompé|trompée|tromper|erreur .. de|sur? .. numéro|destinataire|personne|
        adresse|mail|société|interlocuteur|client, mauvais|mauvaise|faux numéro|destinataire|personne|
        adresse|interlocuteur|contact|mail|société, pas|plus la|le|votre bonne|bon personne|interlocuteur|
        contact|destinataire, pas|plus l'? interlocuteur, pas|plus .. concerné|concernée|concernés, pas|
        plus responsable .. factur*|compt*|paiement*, ne .. suis|sommes .. pas|plus .. client|cliente|
        clients|concerné|concernée|concernés|bonne|bon|responsable|gérant|en_charge|chargé|propriétaire|
        monsieur|madame|m|mme, travaille|travaillent|travaillons plus|pas .. chez|ici|dans|pour|avec,
        fait|fais plus|pas partie, travaille|travaillent plus, quitté .. société|entreprise|poste|cabinet|
        fonctions, n'est|ne_fait plus .. société|entreprise|effectifs|parmi, adresser|adressez|contacter|
        contactez|voir|écrire|écrivez|joindre|transmettre|envoyer|rapprocher .. vous? .. à|auprès ..
        service|compta|comptabilité|madame|mme|monsieur|m|collègue|siège|adresse|directement|facturation|
        bonne_personne, veuillez|merci .. vous? .. adresser|contacter|écrire|rapprocher|joindre, transmis|
        transmettre|transféré .. au|à .. service|collègue|comptabilité|compta, connais|connaissons pas ..
        société|entreprise|personne, factures|courriers|mails ... désormais|dorénavant|à_l'avenir|doivent|
        directement|plutôt ... à, nouvel|nouvelle interlocuteur|interlocutrice|adresse|contact, rien à
        voir .. avec, ce n'est pas moi, retraite, décédé|décédée, jamais été client*, pas client*, vendu|
        cédé .. commerce|société|fonds|affaire|restaurant|entreprise|activité, repreneur|
        nouveau_propriétaire|nouveau_gérant|nouveaux_propriétaires, à|sur|via <address>, voir|parler|voyez
        avec, s'occupe|gère|gèrent|s'occupent .. ... compta|comptabilité|factures|facturation|paiements|
        règlements, essayez|essayer .. <address>, travaill* .. plus|pas .. chez|ici|dans|pour|avec|nous,
        ne fait|font plus .. partie, plus .. chez|avec|parmi nous|l'entreprise|la_société, parti* ..
        retraite|en_retraite|de_la_société|de_l'entreprise|ailleurs, retraite|retraité*, tromp* .. de,
        vous .. tromp*, erreur de|d' .. personne|destinataire|numéro|interlocuteur|adresse|correspondant,
        ne .. sommes|suis|est .. pas|plus .. société|entreprise|personne|bonne|bon|gérant*|client*|
        responsable|concerné*|destinataire|locataire|propriétaire|dirigeant*|interlocut*|monsieur|madame|
        celui|celle|claire, juste|que|simplement .. stagiaire|secrétaire|employé*|salarié*|locataire|
        intérimaire|apprenti*|standardiste|réceptionniste, m'occupe|occupe|gère|gérons|traite|traitons ..
        pas|plus, ne .. m'occupe|gère|traite pas|plus, c'est|cest .. notre|le|la|l' .. siège|maison|
        compta*|service|syndic|cabinet|direction|groupe|mairie .. qui, c'est .. mon|ma|notre|mes @kin,
        c'est .. qui .. a|gère|règle|paie|paye|s'occupe|traite|reprend|repris|fait|tient|signe .. ça|cela|
        compta*|affaire|factures|papiers|tout, @kin .. s'occupe|gère|règle|tient|a_repris, rachet*|
        repris*|cédé*|vendu*|absorb* .. par|affaire|société|entreprise|commerce|fonds|activité, société|
        entreprise|affaire|commerce|magasin|restaurant .. a|été|ai .. rachet*|repris*|cédé*|vendu*|
        absorb*, c'est|cest pas moi|nous, ce n'est pas .. moi|nous|mon|ma|notre, pas .. destiné*|adressé*,
        m'est|nous_est pas .. destiné*|adressé*, reçu .. par .. erreur, par erreur, numéro .. depuis|
        que_depuis|changé|attribué|nouveau, ce numéro .. ... depuis|plus|pas|semaine|mois, envoyer|
        envoyez|adresser|adressez|transmettre|transmettez|écrire|écrivez|rediriger|transférer .. ... à|au|
        vers <address>, <address>, adress* .. à|au|auprès|directement .. eux|siège|service|compta*|syndic|
        lui|elle, ne .. connais* .. pas|aucun*, connais* pas|aucun*, inconnu*, aucun* .. à_ce_nom|
        de_ce_nom|nommé*|lien|rapport|relation, personne .. de ce nom|à_ce_nom, décéd*|mort|décès|
        succession|feu, concern* .. pas, concern* .. ancien*|précédent*|locataire|voisin*|autre|mon|ma,
        ancien*|précédent* .. locataire*|propriétaire*|gérant*|occupant*|dirigeant*|employé*, rien à voir,
        aucun lien|rapport .. avec, quitté* .. entreprise|société|poste|fonctions|cabinet|maison|nous|
        région, quitté, pas .. bonne|bon .. personne|interlocuteur|interlocutrice|service|contact|adresse|
        numéro|destinataire|société|entreprise, pas le bon|la_bonne, jamais .. travaillé|été_client*|
        eu_affaire|fait_affaire|eu_de_compte .. avec|chez .. vous, pas .. mon|notre|le .. service|rayon|
        domaine|problème_mais|rôle, faux|mauvais numéro|nom|mail, voir|voyez|parler|contact* .. avec|
        directement? .. syndic|siège|propriétaire|compta*|comptable|service|cabinet|lui|elle|eux|
        direction|bailleur, ce n'est plus .. moi|nous|mon, plus .. gérant*|dirigeant*|responsable|
        propriétaire|en_charge|associé*|directeur, remplac* .. par, est désormais|maintenant|dorénavant,
        nouvel*|nouveau* .. gérant*|propriétaire*|interlocut*|adresse|contact|mail, homonym*|même_nom,
        muté*|licenci*|démission*, domicile particulier|privé, chez un particulier, un|des particulier|
        particuliers, que|juste|seulement .. voisin|voisine|gardien|magasinier|livreur, ici .. plus|pas ..
        société|entreprise|magasin, n'y a plus .. société|entreprise|personne, comptabilité|compta|
        factures|facturation|paiements|règlements .. est|sont|passe|passent .. tenu*|géré*|trait*|fait*|
        extern*|centralis*, @kin .. qui .. gère|règle|paie|paye|s'occupe|traite|tient|suit|voit|a_repris,
        =déménagé|déménagée|déménagés""",
    "not.wrong_person": """urgence|urgent .. ... contacter|contactez|adresser|joindre, me|nous contacter|
        adresser|joindre|écrire|transmettre|envoyer|renvoyer, m'adresser|m'envoyer|m'écrire, contactez
        moi|nous|mon_avocat, contacter mon|notre avocat, adresser .. facture|duplicata|copie|relevé ..
        s'il?, adresser un|une|le|la, envoyer un|une|le|la|les|moi|votre, votre|vos .. rib|iban,
        transmettre un|une|le|la|les|votre|vos|l', contestation, sur .. montant|prix, erreur sur|dans,
        erreur de|d' facturation|prix|montant|calcul|tva|quantité, erreur .. de .. facturation|prix|
        montant|calcul|tva|quantité|livraison|couleur, au nom de .. mauvais*, mauvais* .. société|entité|
        nom|adresse .. factur*, établi*|libellé*|factur* .. mauvais*, travaux, plus .. contact*|appel*|
        écri*|recevoir|sms, ne .. connais* .. pas .. montant|raison|motif, avocat|conseil|tribunal, à
        notre|mon conseil|avocat, liquidateur|mandataire, adress* .. déclaration, payé|réglé .. votre ..
        livreur|technicien, rien à voir .. avec .. devis|commande|commandé|prix|accord|qualité, rendu*|
        vendu* .. défectu*|cassé*, livré, dû|dûs, repris* .. malfaçon*|travaux|marchandise, reprise, par
        erreur .. payé|viré|réglé|factur*|deux, facture .. par erreur, factur* .. par erreur, mort ..
        chien|chat, se connait, m'en occupe, occupe .. demain|lundi|aujourd'hui|semaine, je m'en|
        nous_nous_en occup*, plus .. argent|sous|un_sou, rachet* .. pièce*, ci-joint|voici|trouver*, iban|
        rib, client* .. payé*|paie|pas, contact* .. pas|plus, transmis* .. banque|virement|paiement,
        passé* .. en_paiement|au_paiement, centre .. services_partagés, ne pas répondre, validé*|approuvé*
        .. réglé*|payé*, seront|sera|sont réglé*|payé*|virées, connais* pas .. numéro, c'est .. @kin qui
        .. glissé|posté|déposé|envoyé|payé|réglé|apporté|oublié|reçu|remis|viré|porté|fait""",
    "out_of_office": """suis|serai|sommes|serons .. actuellement|momentanément? ..
        absent|absente|absents|absentes|indisponible, suis|serai|sommes|serons .. actuellement? .. en|de
        congé|congés|vacances|déplacement|repos|formation|arrêt|congé_maternité,
        actuellement|momentanément absent|absente|en_congés|en_congé, absent|absente .. du|de .. bureau,
        réponse|message automatique .. absen*|congé*|vacances, message|notification|avis d'absence,
        absence du bureau, de retour .. le|lundi|mardi|mercredi|jeudi|vendredi|au, serai|serons .. de?
        retour, bureaux|bureau|société|entreprise|cabinet|établissement|magasin|agence|nous .. ...
        est|sera|seront|sommes|sont|serons .. fermé|fermée|fermés|fermées|en_congés, fermeture ..
        annuelle|estivale|des|pour|du, réouverture, n'ai|aurai pas|plus|qu'un .. accès ..
        messagerie|mails|mail|boîte, accès limité .. messagerie|mails|boîte, pendant|durant mon|cette
        absence, mon absence, consulte .. pas .. messagerie|mails, serai|suis|serons|sommes .. de retour
        .. le|lundi|mardi|mercredi|jeudi|vendredi|au, suis|serai|sommes|serons|^ .. absent*|indisponible*
        .. jusqu*|du|pour, suis|serai|sommes|serons|^ .. en congé*|vacances .. jusqu*|du|sans, nos|notre
        bureau*|agence|magasin|société|entreprise|cabinet|atelier .. fermé*|fermeront|fermera, sans accès
        .. messagerie|mails|mail, ^ absent|absente .. jusqu*|du|pour""",
    "not.out_of_office": """elle|il|comptable|collègue|directeur|directrice|gérant|gérante|responsable|
        patron|mari|femme|épouse|secrétaire|personne|qui .. est|sont|était|sera .. absent*|congé*|
        vacances|arrêt|déplacement|fermé*|retour, était|étais|étions|étaient|ai_été|avons_été ..
        absent*|congé*|vacances|fermé*|arrêt, quand|dès|à .. retour, vos|votre ..
        bureaux|bureau|agence|standard .. fermé*, compte .. fermé, définitivement fermé*, fermé
        définitivement, de retour de, rentré*|rentre|reviens .. vacances|congés, en votre absence,
        absence de, retour de|des, marchandise|colis|articles ... retour,
        retour|rentre|reviens|congés|vacances .. ... paie|paierai|paye|règle|règlerai|réglerai|virement,
        retour .. marchandise|colis|de|des|article*|produit*, elle|il|collègue|comptable|patron|@kin ..
        est|sont|sera, étais|étions|était, définitive*, magasin|société .. fermé* ..
        définitive*|faillite|pour_de_bon, reviens|retour vers vous, fermé*|ferme .. pas|mal|toujours,
        porte|volet|fenêtre .. ferm*, étais|était|étions|étaient, la porte|fenêtre .. ferme*""",
    "stop.channel": """arrêtez|arrête|arrêter|arretez|cessez|cesser|stop|stopper|stoppez .. ... envoyer|
        écrire|harceler|appeler|sms|mails|mail|textos|messages|courriels|relances_par_sms|spammer|
        contacter_par_sms, ^ plus de|d'|aucun|un_seul sms|mails|mail|textos|messages|courriels|appels,
        merci de ne plus .. envoyer|écrire|appeler|contacter_par_sms|m'envoyer|m'écrire|m'appeler, ne ..
        m'|me|nous .. envoyez|écrivez|appelez|téléphonez|envoie|adressez .. plus, ne|n' .. m'envoyez|
        m'écrivez|m'appelez|m'envoie .. plus, désabonner|désabonnez|désinscrire|désinscrivez|
        désinscription|désabonnement, retirer|retirez|enlever|enlevez|supprimer|supprimez|effacer|effacez|
        rayer|radier .. moi|me|mon|ma|notre|mes|nous ... liste|listes|fichier|fichiers|base|numéro|
        adresse|mail|téléphone|coordonnées|diffusion, ne .. souhaite|souhaitons|veux|voulons|désire ..
        plus .. recevoir|être .. sms|mails|messages|appels|courriels|contacté_par|appelé|mail|newsletters,
        plus recevoir .. sms|mails|messages|courriels, envoyez plus .. sms|mails|messages|rien, écrivez
        plus, appelez plus, me|m'|nous|moi|mon|mes .. retirer|enlever|supprimer|désinscrire|désabonner|
        rayer ... liste|listes|fichier|fichiers|diffusion|base, être|soit .. retiré|enlevé|supprimé|
        désinscrit|désabonné .. ... liste|listes|fichier|fichiers|diffusion, arrêtez|arrete|arretez|
        arrêter|cessez|stop .. les|avec|de|vos|d' .. sms|mails|messages|textos|appels|courriels|m'appeler|
        m'envoyer|m'écrire, ^ stop $, retirez|retirer|enlevez|enlever|supprimez|supprimer|désinscrivez|
        rayez .. moi|nous|mon|mes|notre|me .. liste*|fichier*|base|diffusion|mailing*, veux|souhaite|
        souhaitons|désire plus .. recevoir .. sms|mails|messages|appels|courriels|textos|mail, m'appelez
        plus, ne nous? m' appelez|écrivez|téléphonez plus, plus|pas de|d'|aucune|aucun relances|relance|
        rappels|rappel|courriers|avis .. par|sur|via mail|mails|sms|e-mail|email|téléphone|whatsapp|texto|
        courriel|cette_adresse|ce_numéro, ^ ni appels|sms|mails ni appels|sms|mails|courriers $, veux|
        veut|souhaite|souhaitons|voulons plus de|d'|vos messages|sms|mails|appels|relances|courriers|
        textos, ^ assez de|avec|d' vos|ces|tous_ces? sms|messages|mails|appels|textos, refuse|refusons d'
        être .. contacté*|appelé*|dérangé*|relancé*|sollicité*, marre|ras-le-bol de|d' vos|ces messages|
        sms|mails|appels|textos .. arrêtez|stop|cessez""",
    "stop.all": """ne .. me|nous .. contactez|contacter .. plus|jamais .. jamais?, ne me contacte|
        contactez|recontactez plus|jamais, contactez .. plus|jamais, veux|souhaite|souhaitons|voulons|
        désire plus .. être .. contacté|contactée|contactés|dérangé|sollicité, merci de ne plus ..
        contacter, ne plus me|nous contacter, cesser|cessez|arrêtez .. toute|tout .. contact|
        communication|sollicitation|prise_de_contact, plus aucun|aucune contact|communication|
        sollicitation|courrier|nouvelle, laissez|laisse moi|nous .. tranquille|tranquilles|en_paix, foutez
        .. paix, fichez .. paix, plus .. entendre parler, ne .. plus .. avoir .. de_vos_nouvelles|contact,
        interdis|interdit .. contacter, supprimer|supprimez|effacer|effacez .. toutes? .. mes|nos données,
        droit à l'oubli|l'effacement, ne me|nous contactez|dérangez|sollicitez plus|jamais, supprimez|
        supprimer|effacez|effacer .. ... mes|nos .. données|informations|coordonnées, fichez|foutez|lâchez
        .. moi|nous|la .. paix|grappe|tranquille*, interdis|interdisons de .. contact*|appel*, lâchez moi,
        oubliez moi|nous""",
    "not.stop": """pas_besoin|inutile|pas_la_peine .. arrêter|cesser|stopper,
        si|sinon|sauf|tant_que|avant|lorsque|faute .. ... arrêtez|cessez|contactez|retirez|
        supprimez, retirer|retirez|supprimer|supprimez|enlever|annuler .. ... frais|pénalités|intérêts|
        ligne|majoration|facture|indemnité, plus|pas .. reçu|reçois|recevons|eu .. sms|mails|mail|
        messages|message|appel|courriel, arrêt .. maladie, arrêter .. abonnement|contrat|livraison*|
        travaux|prélèvement*|service, cessez .. livraisons|travaux, lui|leur .. envoyez|écrire, à mon
        mari|anna|madame|monsieur, ne le|la|les|lui contactez, plus d'un|amples|tard|rapidement|vite,
        stopper .. commande|livraison|prélèvement*, résili*, stop .. travaux|chantier, arrêt*|cess* ..
        travail|travaux|activité|maladie|paiements, cessation, chantier, supprim*|retir* .. ligne|frais|
        pénalité*|facture|majoration|intérêts|doublon|double, contact* .. plus|pas .. lui|elle|anna|
        mon_mari|mon|ma, pas .. contact*|reçu, plus .. nouvelles|reçu, personne .. contact*, données ..
        erron*|bancaires|fausses, m'avez|avez jamais, jamais .. contact*|appel*, vous|tu ne|n' .. plus|
        jamais|pas, stop aux retards, lâchez .. prise|affaire, oubliez .. pas, relance*|rappel*|courrier*|
        avis .. reçu*|eu|vu, reçu*|eu .. aucun*|pas relance*|rappel*, n'ai|n'avons|n'a|n'ont|avons|ai plus
        de|d' relances|relance|rappels|rappel|courriers|avis, assez .. pour|reçu*|eu""",
    "legal_threat": """avocat|avocats|avocate|huissier|juriste|conseil_juridique|service_juridique|
        service_contentieux|protection_juridique, tribunal|tribunaux|justice|judiciaire|judiciaires|
        prud'hommes, porter|porterai|porterons|déposer|dépose|déposerai plainte, plainte, poursuites|
        poursuivre|poursuivrai|assigner|assignation|assignerai, mise en demeure, mets .. en demeure,
        action|actions|procédure|voie|voies|recours .. en? justice|judiciaire|juridique|légale|légales,
        médiateur|dgccrf|ufc|répression_des_fraudes|association_de_consommateurs|cnil|conciliateur|
        signal_conso|signalconso, suis le conseil de, conseil de
        la|m|mme|mon|notre|monsieur|madame|société, mon|notre client|cliente, au nom ..
        client|cliente|mon, police|gendarmerie, ma|sa|notre|mon|leur cliente|client, nom et pour le
        compte, conseil de, saisir|saisi|saisis|saisirai|contacter|prendre|consulter|mandat* .. avocat*|
        tribunal|juge|justice|médiat*|huissier|dgccrf|conseil_juridique|conciliat*|prud'*|commissaire,
        avocat*|huissier*|tribunal*|justice|juridique*|judiciaire*, porter|porte|dépos*|déposer ..
        plainte, plainte|police|gendarmerie, agir|agirai|action* .. justice|en_justice, notre|mon|nos
        conseil|conseils, adress* .. courrier|correspondance .. conseil|avocat*|maître|cabinet, me
        défendre|nous_défendre, dommages et intérêts, dommages-intérêts, opposition .. injonction,
        contentieux .. avocat*, réserv* .. droit .. agir|poursuivre|justice, poursui* ..
        justice|tribunal|pénal*|en_diffamation, ufc|que_choisir|dgccrf|signal*conso|60_millions""",
    "not.legal_threat": """éviter|sans|inutile|pas_besoin|avant .. ... avocat|tribunal|huissier|justice|
        judiciaire|poursuites|contentieux, votre|vos avocat|huissier|service_juridique|
        service_contentieux|conseil, redressement|liquidation|mandataire|administrateur|liquidateur|
        sauvegarde|plan|procédure judiciaire .. ouverte?, jugement .. tribunal, tribunal de commerce, vous
        .. poursuivre|assigner|mise_en_demeure, menac* .. avocat|tribunal|huissier, votre mise en demeure,
        rendre justice, mon|notre client|cliente .. ne|n'a|pas|paie|paye|réglera|doit|règle, @payment ..
        de mon|notre client, dès que .. client, du palais de justice, poursuivre notre|la|cette
        collaboration|relation, huissier .. venu|passé|votre, votre .. conseil|avocat|huissier|
        service_juridique, conseil municipal|régional|général|syndical, redressement, liquidation,
        sauvegarde, mandataire|administrateur, service juridique .. votre, sans .. avocat|tribunal, pas ..
        besoin, service_juridique|juridique|juristes .. validé*|signé*|contrat|accord|approuvé*,
        commissaires? .. aux comptes""",
    "insolvency": """redressement|liquidation|sauvegarde judiciaire|amiable, liquidation, liquidateur,
        mandataire|administrateur judiciaire, procédure collective|de_sauvegarde|de_redressement,
        cessation de|des paiements, dépôt de bilan, déposé .. bilan, faillite, surendettement, banque de
        france .. dossier?, insolvable|insolvabilité, radiée|dissoute|dissolution, déclaration|déclarer
        .. créance|créances, plan de sauvegarde|continuation, bodacc, rétablissement personnel,
        redressement|liquidation|sauvegarde .. judiciaire|ouvert*|prononc*|placé*|depuis, en
        redressement|liquidation, placé* .. en liquidation|redressement|sauvegarde, dépos* .. bilan,
        dépôt .. bilan, cessation .. paiements|d'activité|activité, déclar* .. créance*, procédure ..
        collective|surendettement|sauvegarde, surendett*, commission .. banque_de_france|surendettement,
        mandataire .. judiciaire|liquidat*, conciliation|mandat_ad_hoc, radi* .. rcs|registre, société ..
        dissoute|liquidée|radiée|fermée_définitivement, insolvab*""",
    "not.insolvency": """éviter|pas|sinon|risque|risquons|bord|frôle|pousser|pousse|mener|mettre|mettez ..
        ... faillite|liquidation|redressement|dépôt_de_bilan|dépôt|insolvable, si .. ... faillite|
        liquidation|redressement, client|clients|fournisseur .. ... liquidation|redressement|faillite,
        liquidation .. de|d' .. client|fournisseur, liquidation de stock|la_commande, redressement fiscal|
        urssaf, votre faillite, personne .. ... faillite|liquidation|redressement""",
}
