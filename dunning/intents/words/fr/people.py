"""French: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """trompez|trompé|trompée|tromper|erreur .. de|sur? .. numéro|destinataire|personne|
        adresse|mail|société|interlocuteur|client, mauvais|mauvaise|faux numéro|destinataire|personne|
        adresse|interlocuteur|contact|mail|société, pas|plus la|le|votre bonne|bon
        personne|interlocuteur|contact|destinataire, pas|plus l'? interlocuteur, pas|plus ..
        concerné|concernée|concernés, pas|plus responsable .. factur*|compt*|paiement*, ne .. suis|sommes
        .. pas|plus .. client|cliente|clients|concerné|concernée|concernés|bonne|bon|responsable|gérant|
        en_charge|chargé|propriétaire|monsieur|madame|m|mme, travaille|travaillent|travaillons plus|pas
        .. chez|ici|dans|pour|avec, fait|fais plus|pas partie, travaille|travaillent plus, quitté ..
        société|entreprise|poste|cabinet|fonctions, n'est|ne_fait plus ..
        société|entreprise|effectifs|parmi, adresser|adressez|contacter|contactez|voir|écrire|écrivez|
        joindre|transmettre|envoyer|rapprocher .. vous? .. à|auprès .. service|compta|comptabilité|
        madame|mme|monsieur|m|collègue|siège|adresse|directement|facturation|bonne_personne,
        veuillez|merci .. vous? .. adresser|contacter|écrire|rapprocher|joindre,
        transmis|transmettre|transféré .. au|à .. service|collègue|comptabilité|compta,
        connais|connaissons pas .. société|entreprise|personne, factures|courriers|mails ... désormais|
        dorénavant|à_l'avenir|doivent|directement|plutôt ... à, nouvel|nouvelle
        interlocuteur|interlocutrice|adresse|contact, rien à voir .. avec, ce n'est pas moi, retraite,
        décédé|décédée, déménagé, jamais été client*, pas client*, vendu|cédé .. commerce|société|fonds|
        affaire|restaurant|entreprise|activité, repreneur|nouveau_propriétaire|nouveau_gérant|
        nouveaux_propriétaires, à|sur|via <address>, voir|parler|voyez avec,
        s'occupe|gère|gèrent|s'occupent .. ... compta|comptabilité|factures|facturation|paiements|
        règlements, essayez|essayer .. <address>""",
    "not.wrong_person": """urgence|urgent .. ... contacter|contactez|adresser|joindre, me|nous contacter|
        adresser|joindre|écrire|transmettre|envoyer|renvoyer, m'adresser|m'envoyer|m'écrire, contactez
        moi|nous|mon_avocat, contacter mon|notre avocat, adresser .. facture|duplicata|copie|relevé ..
        s'il?, adresser un|une|le|la, envoyer un|une|le|la|les|moi|votre, votre|vos .. rib|iban,
        transmettre un|une|le|la|les|votre|vos|l', contestation, sur .. montant|prix, erreur sur|dans,
        erreur de|d' facturation|prix|montant|calcul|tva|quantité""",
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
        absence, mon absence, consulte .. pas .. messagerie|mails""",
    "not.out_of_office": """elle|il|comptable|collègue|directeur|directrice|gérant|gérante|responsable|
        patron|mari|femme|épouse|secrétaire|personne|qui .. est|sont|était|sera .. absent*|congé*|
        vacances|arrêt|déplacement|fermé*|retour, était|étais|étions|étaient|ai_été|avons_été ..
        absent*|congé*|vacances|fermé*|arrêt, quand|dès|à .. retour, vos|votre ..
        bureaux|bureau|agence|standard .. fermé*, compte .. fermé, définitivement fermé*, fermé
        définitivement, de retour de, rentré*|rentre|reviens .. vacances|congés, en votre absence,
        absence de, retour de|des, marchandise|colis|articles ... retour,
        retour|rentre|reviens|congés|vacances .. ... paie|paierai|paye|règle|règlerai|réglerai|virement""",
    "stop.channel": """arrêtez|arrête|arrêter|arretez|cessez|cesser|stop|stopper|stoppez .. ... envoyer|
        écrire|harceler|appeler|sms|mails|mail|textos|messages|courriels|relances_par_sms|spammer|
        contacter_par_sms, ^ plus de|d'|aucun|un_seul sms|mails|mail|textos|messages|courriels|appels,
        merci de ne plus .. envoyer|écrire|appeler|contacter_par_sms|m'envoyer|m'écrire|m'appeler, ne ..
        m'|me|nous .. envoyez|écrivez|appelez|téléphonez|envoie|adressez .. plus, ne|n' ..
        m'envoyez|m'écrivez|m'appelez|m'envoie .. plus, désabonner|désabonnez|désinscrire|désinscrivez|
        désinscription|désabonnement, retirer|retirez|enlever|enlevez|supprimer|supprimez|effacer|
        effacez|rayer|radier .. moi|me|mon|ma|notre|mes|nous ... liste|listes|fichier|fichiers|base|
        numéro|adresse|mail|téléphone|coordonnées|diffusion, ne ..
        souhaite|souhaitons|veux|voulons|désire .. plus .. recevoir|être .. sms|mails|messages|appels|
        courriels|contacté_par|appelé|mail|newsletters, plus recevoir .. sms|mails|messages|courriels,
        envoyez plus .. sms|mails|messages|rien, écrivez plus, appelez plus, me|m'|nous|moi|mon|mes ..
        retirer|enlever|supprimer|désinscrire|désabonner|rayer ...
        liste|listes|fichier|fichiers|diffusion|base, être|soit ..
        retiré|enlevé|supprimé|désinscrit|désabonné .. ... liste|listes|fichier|fichiers|diffusion""",
    "stop.all": """ne .. me|nous .. contactez|contacter .. plus|jamais .. jamais?, ne me
        contacte|contactez|recontactez plus|jamais, contactez .. plus|jamais,
        veux|souhaite|souhaitons|voulons|désire plus .. être ..
        contacté|contactée|contactés|dérangé|sollicité, merci de ne plus .. contacter, ne plus me|nous
        contacter, cesser|cessez|arrêtez .. toute|tout .. contact|communication|sollicitation|
        prise_de_contact, plus aucun|aucune contact|communication|sollicitation|courrier|nouvelle,
        laissez|laisse moi|nous .. tranquille|tranquilles|en_paix, foutez .. paix, fichez .. paix, plus
        .. entendre parler, ne .. plus .. avoir .. de_vos_nouvelles|contact, interdis|interdit ..
        contacter, supprimer|supprimez|effacer|effacez .. toutes? .. mes|nos données, droit à
        l'oubli|l'effacement""",
    "not.stop": """si|sinon|sauf|tant_que|avant|lorsque|faute .. ...
        arrêtez|cessez|contactez|retirez|supprimez, retirer|retirez|supprimer|supprimez|enlever|annuler
        .. ... frais|pénalités|intérêts|ligne|majoration|facture|indemnité, plus|pas ..
        reçu|reçois|recevons|eu .. sms|mails|mail|messages|message|appel|courriel, arrêt .. maladie,
        arrêter .. abonnement|contrat|livraison*|travaux|prélèvement*|service, cessez ..
        livraisons|travaux, lui|leur .. envoyez|écrire, à mon mari|anna|madame|monsieur, ne le|la|les|lui
        contactez, plus d'un|amples|tard|rapidement|vite, stopper .. commande|livraison|prélèvement*,
        résili*""",
    "legal_threat": """avocat|avocats|avocate|huissier|juriste|conseil_juridique|service_juridique|
        service_contentieux|protection_juridique, tribunal|tribunaux|justice|judiciaire|judiciaires|
        prud'hommes, porter|porterai|porterons|déposer|dépose|déposerai plainte, plainte, poursuites|
        poursuivre|poursuivrai|assigner|assignation|assignerai, mise en demeure, mets .. en demeure,
        action|actions|procédure|voie|voies|recours .. en? justice|judiciaire|juridique|légale|légales,
        médiateur|dgccrf|ufc|répression_des_fraudes|association_de_consommateurs|cnil|conciliateur|
        signal_conso|signalconso, suis le conseil de, conseil de
        la|m|mme|mon|notre|monsieur|madame|société, mon|notre client|cliente, au nom ..
        client|cliente|mon, police|gendarmerie, ma|sa|notre|mon|leur cliente|client, nom et pour le
        compte, conseil de""",
    "not.legal_threat": """éviter|sans|inutile|pas_besoin|avant .. ... avocat|tribunal|huissier|justice|
        judiciaire|poursuites|contentieux, votre|vos avocat|huissier|service_juridique|
        service_contentieux|conseil, redressement|liquidation|mandataire|administrateur|liquidateur|
        sauvegarde|plan|procédure judiciaire .. ouverte?, jugement .. tribunal, tribunal de commerce,
        vous .. poursuivre|assigner|mise_en_demeure, menac* .. avocat|tribunal|huissier, votre mise en
        demeure, rendre justice, mon|notre client|cliente .. ne|n'a|pas|paie|paye|réglera|doit|règle,
        @payment .. de mon|notre client, dès que .. client, du palais de justice, poursuivre
        notre|la|cette collaboration|relation""",
    "insolvency": """redressement|liquidation|sauvegarde judiciaire|amiable, liquidation, liquidateur,
        mandataire|administrateur judiciaire, procédure collective|de_sauvegarde|de_redressement,
        cessation de|des paiements, dépôt de bilan, déposé .. bilan, faillite, surendettement, banque de
        france .. dossier?, insolvable|insolvabilité, radiée|dissoute|dissolution, déclaration|déclarer
        .. créance|créances, plan de sauvegarde|continuation, bodacc, rétablissement personnel""",
    "not.insolvency": """éviter|pas|sinon|risque|risquons|bord|frôle|pousser|pousse|mener|mettre|mettez
        .. ... faillite|liquidation|redressement|dépôt_de_bilan|dépôt|insolvable, si .. ...
        faillite|liquidation|redressement, client|clients|fournisseur .. ...
        liquidation|redressement|faillite, liquidation .. de|d' .. client|fournisseur, liquidation de
        stock|la_commande, redressement fiscal|urssaf, votre faillite""",
}
