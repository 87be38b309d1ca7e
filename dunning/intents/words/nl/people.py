"""Dutch: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """verkeerd|verkeerde|onjuist|foutief nummer|persoon|adres|e-mailadres|mailadres|
        afdeling|bedrijf|contactpersoon|mail|geadresseerde|emailadres, niet|niet_meer|geen .. ...
        juiste_persoon|juiste_adres|contactpersoon|verantwoordelijk|verantwoordelijke|klant|
        geadresseerde|bevoegd .. ..., werk|werkt|werkzaam|werken .. ... niet_meer|niet_langer|niet .. ...
        bij|hier|voor|meer, niet meer .. werkzaam|in_dienst|hier|bij, hier .. niet .. meer|over|van, uit
        dienst, heeft .. ... bedrijf|organisatie|ons .. verlaten, ga|gaan .. hier|daar .. niet .. over,
        niet .. over .. facturen|betalingen|dit, niets|niks .. mee|met .. te .. maken,
        neem|neemt|opnemen|contact .. ... contact|op .. ... met, mailen|mail|sturen|stuur|richten|wenden|
        stuurt|gelieve .. ... naar|aan|tot .. ..., facturen ...
        voortaan|in_het_vervolg|graag|moeten|kunnen ... naar|aan|via, nieuwe|nieuw contactpersoon|
        e-mailadres|mailadres|adres|contact, contactpersoon is|zijn|voor, doorgestuurd|doorgezet ..
        naar|aan .. ..., ken|kennen .. ... bedrijf|persoon|firma .. niet, nooit .. klant .. geweest, geen
        klant, overleden, verhuisd, met pensioen, verwisselt|verwisseld|verward .. ..., verkeerd
        verbonden, bent|heeft .. verkeerd|verkeerde, verkocht|overgedragen|overgenomen .. ...
        zaak|bedrijf|eigenaar|winkel, zaak|bedrijf|winkel|onderneming ... verkocht|overgedragen, nieuwe
        eigenaar|eigenaren, naar|aan|via|op <address>, facturen|aanmaningen|nota's ... naar|aan|via
        <address>, moet|moeten|kun|kunt|kan .. bij ... zijn|terecht, doet|regelt|beheert ..
        nu|tegenwoordig .. ..., doet|regelt .. boekhouding|administratie|facturen, probeer|probeert ..
        <address>""",
    "not.wrong_person": """dringend|dringende|spoed|urgent|spoedgevallen ...
        contact|bellen|mailen|wenden, contact .. met mij|ons|mijn_advocaat, met mijn|onze advocaat,
        naar|aan mij|ons|dit_adres, kopie|factuur|overzicht|pdf|creditnota .. ... sturen|mailen|stuur,
        stuur|sturen|mail .. mij|ons|even, kunt u .. mij|ons .. sturen|mailen, contact op met mijn
        bewindvoerder|curator|advocaat, nooit .. contact|mails, geen|nooit .. contact .. meer|op,
        verkeerd .. geleverd|berekend, verkeerd|verkeerde .. bedrag|prijs|factuur, neem nooit""",
    "out_of_office": """ben|zal|zijn ... niet ... op kantoor|het_kantoor|werk, ben|zal|zijn ... afwezig|
        vakantie|verlof|buiten_kantoor|zwangerschapsverlof|ouderschapsverlof|zakenreis|met_verlof|vrij|
        niet_bereikbaar .. ..., momenteel|tijdelijk|thans ..
        afwezig|niet_op_kantoor|met_vakantie|op_vakantie, afwezigheidsbericht|afwezigheidsmelding|
        afwezigheidsassistent, automatisch|automatische antwoord|bericht|reactie ...
        afwezig|vakantie|verlof|niet_aanwezig|kantoor, weer|terug ...
        aanwezig|bereikbaar|terug|op_kantoor|beschikbaar, ben ik .. weer|terug .. ..., zijn wij .. weer
        .. bereikbaar|open|aanwezig|terug, kantoor|bedrijf|winkel|organisatie|zaak .. ... gesloten|dicht,
        wij|we zijn .. ... gesloten|dicht|met_vakantie|op_vakantie .. ..., lees ..
        mail|mails|e-mail|berichten .. beperkt|niet, beperkt .. bereikbaar|toegang, tijdens mijn
        afwezigheid, geen toegang .. mail|e-mail, tot en met .. afwezig, ben .. ...
        ziekteverlof|ziek_thuis""",
    "not.out_of_office": """zij|hij|boekhouder|boekhoudster|collega|chef|baas|directeur|administratie|
        man|vrouw|eigenaar|partner|die|administratrice is|was|zijn|zit .. ... vakantie|afwezig|ziek|
        verlof|weg|kantoor|vrij|bereikbaar, was|waren|geweest|ben_geweest|was_ik ...
        vakantie|afwezig|ziek|verlof|gesloten|weg, terug|net .. van vakantie|verlof, uw|jullie kantoor,
        rekening .. gesloten, als .. terug, bel .. terug, terugbellen, stuur|stuurde .. terug, terug ..
        gestuurd|gestort|gebracht|betaald, definitief gesloten, voorgoed, na .. vakantie, jullie ..
        zijn|waren .. ... bereikbaar|gesloten, u bent .. niet bereikbaar, geld terug,
        terug|vakantie|verlof .. ... betaal|betalen|regel|maak|overmaken""",
    "stop.channel": """stop|stoppen|ophouden|houd|hou .. ... met|op ... mailen|sms'en|smsen|bellen|appen|
        mij_te|mails|sms|berichten|sturen|lastigvallen|lastig_te_vallen|spammen|e-mailen|whatsappen|
        sms'jes, niet|nooit .. meer .. mailen|sms'en|smsen|bellen|appen|whatsappen|e-mailen|
        sturen_via_sms .. ..., geen .. sms|mails|e-mails|berichten|sms'jes|emails|appjes|telefoontjes|
        mail .. meer, geen verdere|nieuwe sms|mails|e-mails|berichten, uitschrijven|afmelden ...
        nieuwsbrief|mailinglijst|mails|sms|lijst|mailing, schrijf|meld mij|me|ons ... uit|af,
        verwijder|verwijderen|verwijdert|haal|halen|schrap .. ... mij|me|mijn|ons|onze ... bestand|lijst|
        mailinglijst|adres|e-mailadres|nummer|telefoonnummer|database|emailadres|mailadres|systeem,
        mijn|ons e-mailadres|mailadres|nummer|telefoonnummer|emailadres|adres|gegevens ...
        verwijderen|verwijdert|schrappen|wissen, wil|willen|wens|wensen .. geen ..
        mails|sms|berichten|e-mails|telefoontjes .. ... meer|ontvangen, niet meer ..
        gemaild|gebeld|ge-sms't|geappt, val|vallen .. mij|me .. niet .. lastig, van ..
        lijst|mailinglijst|maillijst|verzendlijst af, af van .. lijst|mailinglijst|mails|sms""",
    "stop.all": """nooit|niet .. meer .. ... contact .. ... op|met|opnemen, neem .. geen|niet|nooit ..
        ... contact .. meer?, geen|elk|ieder|iedere|alle verder|vorm_van|enkel .. contact .. meer?, geen
        .. contact .. meer, laat .. me|mij|ons .. ... met_rust, met rust, niets|niks|nooit .. meer .. ...
        van .. horen, verbied|verboden .. ... contact, al mijn|onze gegevens .. ... verwijderen|wissen,
        verwijder|wis .. al|alle .. mijn|onze? .. gegevens, recht op vergetelheid, staak|staken .. ...
        contact|communicatie, geen enkele manier .. ... benaderd|contact|gecontacteerd, niet meer ..
        benaderd|gecontacteerd|benaderen""",
    "not.stop": """als|indien|anders|tenzij|voordat|totdat|zolang .. ...
        stop*|geen_contact|verwijder*|contact|niet_meer, verwijder*|schrap*|haal .. ... kosten|
        incassokosten|rente|regel|boete|aanmaningskosten|factuur, stop* .. ... levering*|werkzaamheden|
        contract|abonnement|incasso|dienst*, abonnement|contract .. ...
        stop*|opzeg*|uitschrijven|afmelden, heb|hebben|kreeg|had ... geen ..
        mail|mails|e-mail|berichten|sms .. ontvangen|gekregen|gehad|gezien, heb|hebben ... geen ...
        mail|mails|berichten|sms, naar|aan hem|haar|anna|mijn_man|mijn_vrouw|jan|oude, niet meer mailen
        naar|aan, geen .. facturen .. meer, niet meer bellen voor|na, geen goederen""",
    "legal_threat": """advocaat|advocaten|advocate|jurist|juristen|rechtsbijstand|
        rechtsbijstandverzekering|rechtsbijstandverzekeraar|juridische_afdeling|raadsman|raadsvrouw,
        rechter|rechtbank|rechtszaak|kantonrechter|rechtszaal|dagvaarden|dagvaarding|kort_geding|
        gerechtelijke|juridische_stappen|juridisch, aangifte .. ..., politie, geschillencommissie|
        consumentenbond|autoriteit_persoonsgegevens|acm|consuwijzer|ombudsman|afm|juridisch_loket, namens
        cliënt|cliënte|mijn_cliënt|onze_cliënt|mijn_cliënte, cliënt|cliënte, tot mij wendde, belangen ..
        behartig*|behartigen, klacht|klachten .. indienen|ingediend|neerleggen,
        rechtsbijstandsverzekering, mijn cliënt|cliënte""",
    "not.legal_threat": """voorkomen|zonder|geen|onnodig|voordat .. ... advocaat|rechter|rechtbank|
        juridisch*|gerechtelijk*|dagvaard*|gerechtelijke|deurwaarder, uw|jullie
        advocaat|jurist|juridische_afdeling|rechtbank, rechtbank .. ...
        faillissement|uitgesproken|surseance, u .. ... dagvaard*|rechter|rechtszaak, dreig* .. ...
        advocaat|rechter|rechtbank, vonnis, bij vonnis, contact .. met mijn bewindvoerder|curator,
        onze|mijn cliënt .. betaalt|betaald, klant""",
    "insolvency": """faillissement|failliet|surseance|surséance|schuldsanering|wsnp|curator|
        bewindvoerder|insolventie|insolvent|schuldhulpverlening|liquidatie|vereffening|vereffenaar|wcam|
        whoa|faillissementsaanvraag|insolventienummer|schuldeisersvergadering|beschermingsbewind|
        onder_bewind|collectieve_schuldenregeling|schuldbemiddelaar|msnp, kredietbank|schuldhulp""",
    "not.insolvency": """niet|voorkomen|bijna|dreigt|straks|dreigend|anders|zo_meteen .. ...
        failliet|faillissement|insolvent, als ... failliet|faillissement,
        klant|klanten|opdrachtgever|leverancier ... failliet|faillissement|surseance, faillissement ..
        van .. ... klant|opdrachtgever|leverancier, helpen|maken .. failliet, ga|gaan|gaat .. failliet ..
        ..., jullie .. failliet|faillissement""",
}
