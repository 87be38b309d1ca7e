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
        <address>, werk|werkt|werken|werkzaam|zit|is|ben .. ... niet_meer|niet_langer|geen .. ... bij|
        hier|voor|in_dienst|bestuurder|eigenaar|directeur|werkzaam|verantwoordelijk|klant|contactpersoon,
        gepensioneerd, bent|heeft|hebt|hebben|is .. verkeerd|verkeerde ..
        nummer|persoon|adres|verbonden|bedrijf, wij|we|ik zijn|ben|is niet .. bedrijf|persoon|firma|
        klant|juiste|degene|die|eigenaar|claire, maar|slechts|alleen|gewoon .. stagiair*|receptionist*|
        medewerker|huurder|uitzendkracht|secretaresse|schoonmaker, ga|gaan .. niet over, niet .. over ..
        facturen|betalingen|administratie|geld, @kin .. runt|doet|regelt|heeft|beheert|gaat|betaalt|
        verzorgt|leidt, doet|regelt|beheert|verzorgt|runt|betaalt mijn|onze|ons, overgenomen|opgekocht|
        verkocht|overgedragen|gekocht .. door|aan|van, is|zijn .. overgenomen|opgekocht|verkocht, ben
        dat|het niet, dat ben ik niet, niet .. voor .. mij|ons .. bedoeld|bestemd, niet aan mij|ons ..
        gericht, niet .. bestemd, per .. ongeluk|abuis, abusievelijk, heb|hebben .. dit|deze|nieuw ..
        nummer .. pas|net|sinds|een_week|kort, nummer .. pas|net|sinds|nieuw, stuur|sturen|mail|mailen|
        richt|richten|stuurt|gelieve|adresseren .. ... naar|aan|via|door <address>, <address>,
        neem|nemen|neemt .. met .. hen|hem|haar|hun|kantoor|administratie|accountant .. contact, contact
        .. op? .. met .. hen|hem|haar|kantoor|hoofdkantoor|administratie|beheerder|boekhouder|accountant,
        ken|kennen .. geen|niet|haar|hem, geen .. ... met die naam|hier,
        nalatenschap|erfgenamen|erven|uitvaart, vorige|voormalige|oude|eerdere .. huurder|eigenaar|
        bewoner|bedrijf|directeur|werknemer|huurders|eigenaren, niets|niks|geen .. met .. te
        maken|van_doen, niets|niks .. mee te maken, geen .. relatie|band|link|verband .. met, vertrokken
        .. bij|uit|naar, bij ons vertrokken|weg, weg .. bij ons|hier|het_bedrijf, niet .. juiste|goede ..
        persoon|adres|contactpersoon|afdeling|nummer|bedrijf, nooit ..
        zaken|klant|contract|iets|zakengedaan .. met|van|bij .. gedaan|geweest|gehad,
        moet|moeten|dient|kunt|kun .. bij .. zijn|wezen|terecht, moet je|u .. vve|hoofdkantoor|
        verhuurder|beheerder|eigenaar|administratie, voor .. facturen|betalingen|dit|administratie ..
        bij|naar|contact, ander|andere|verkeerd|verkeerde bedrijf|firma|persoon, zelfde naam, naamgenoot,
        opgevolgd|vervangen .. door, opvolger|opvolgster, is nu|tegenwoordig ..
        contactpersoon|verantwoordelijk*|eigenaar, nieuwe .. eigenaar|contactpersoon|mailadres|directeur,
        ontslagen|ontslag|uit_dienst, niet .. ons|mijn|onze afdeling|bedrijf|verantwoordelijkheid|zaak,
        hoort .. bij|niet .. ons|thuis, ben|was .. alleen|slechts|enkel|maar ..
        buurman|buurvrouw|conciërge|chauffeur, geniet .. pensioen, mijn|zijn|haar werk|functie|taken ..
        overgenomen, particulier adres, woonhuis|privéadres|privépersoon, geen bedrijf .. hier|meer, hier
        .. geen bedrijf, facturen|boekhouding|administratie|betalingen|rekeningen ..
        worden|wordt|gaan|gaat|loopt|lopen|doet .. door|naar|gedaan|afgehandeld|behandeld""",
    "not.wrong_person": """dringend|dringende|spoed|urgent|spoedgevallen ... contact|bellen|mailen|wenden,
        contact .. met mij|ons|mijn_advocaat, met mijn|onze advocaat, naar|aan mij|ons|dit_adres, kopie|
        factuur|overzicht|pdf|creditnota .. ... sturen|mailen|stuur, kunt u .. mij|ons .. sturen|mailen,
        contact op met mijn bewindvoerder|curator|advocaat, nooit .. contact|mails, geen|nooit .. contact
        .. meer|op, verkeerd .. geleverd|berekend, verkeerd|verkeerde .. bedrag|prijs|factuur, neem nooit,
        stuur|sturen|mail|mailen mij|ons|me|even, verzoek*|vragen|vraag .. uitstel|begrip|geduld,
        verkeerd|verkeerde .. prijs|bedrag|btw*|kleur|maat|artikel*|product*|materiaal|model|onderdelen|
        goederen|spullen|aantal|factuur|bv|entiteit|naam, naam van .. verkeerde, tenaamstelling|
        factuuradres, adres .. geleverd|bezorgd, geleverd .. verkeerde .. adres, bespreken|overleggen,
        moet|moeten .. met .. bespreken|overleggen|overleg, ben .. ... afwezig|vakantie|kantoor|
        bereikbaar, advocaat|curator|bewindvoerder, zijn .. ... gesloten, kan .. niet, zijn|ben .. niet ..
        tevreden|blij|akkoord|eens|verplicht|van_plan|zeker|bereid, werkt|werken .. niet|nog .. goed|naar|
        nog_steeds, apparaat|machine|ketel|deur|website|app|link|product .. werkt .. niet, niet ..
        betalen, regel, doet .. het niet, verkocht, stuur .. ... factuur|kopie|overzicht|2042|duplicaat,
        betalingen|betaling .. worden|wordt|gaat|gaan .. via|door|vrijdag|dinsdag, neem .. nooit|geen|niet
        .. contact, nooit meer .. contact, klant|klanten .. ... betaald|betaalt, geen .. geld, per abuis
        .. betaald|overgemaakt|gefactureerd|dubbel, nooit .. iets .. ontvangen|gekregen|besteld, contract,
        werk .. niet|nog .. af|klaar|gedaan, werkzaamheden, dit .. nooit .. besteld, geniet .. vakantie,
        ken|herken .. nr|nummer .. niet, ik|wij|we heb|hebben .. ... overgenomen|gekocht""",
    "out_of_office": """ben|zal|zijn ... niet ... op kantoor|het_kantoor|werk, ben|zal|zijn ... afwezig|
        vakantie|verlof|buiten_kantoor|zwangerschapsverlof|ouderschapsverlof|zakenreis|met_verlof|vrij|
        niet_bereikbaar .. ..., momenteel|tijdelijk|thans .. afwezig|niet_op_kantoor|met_vakantie|
        op_vakantie, afwezigheidsbericht|afwezigheidsmelding|afwezigheidsassistent, automatisch|
        automatische antwoord|bericht|reactie ... afwezig|vakantie|verlof|niet_aanwezig|kantoor, weer|
        terug ... aanwezig|bereikbaar|terug|op_kantoor|beschikbaar, ben ik .. weer|terug .. ..., zijn wij
        .. weer .. bereikbaar|open|aanwezig|terug, kantoor|bedrijf|winkel|organisatie|zaak .. ...
        gesloten|dicht, wij|we zijn .. ... gesloten|dicht|met_vakantie|op_vakantie .. ..., lees .. mail|
        mails|e-mail|berichten .. beperkt|niet, beperkt .. bereikbaar|toegang, tijdens mijn afwezigheid,
        geen toegang .. mail|e-mail, tot en met .. afwezig, ben .. ... ziekteverlof|ziek_thuis, ben|zijn|^
        ... afwezig|niet_aanwezig|niet_bereikbaar|niet_op_kantoor .. tot|t/m|van|vanaf|wegens|i.v.m, ben
        ik|ik_ben .. weer|terug .. op kantoor|bereikbaar|aanwezig, ons|onze kantoor|winkel|bedrijf|zaak ..
        gesloten|dicht, ben|zijn ... met|op vakantie|verlof .. tot|en|t/m|van, ^ met|op vakantie|verlof ..
        tot|t/m, lees .. mail|mails|berichten .. niet|beperkt, ben ... niet .. bereikbaar|aanwezig,
        wegens|vanwege .. ben ik, wij|we zijn|ben ik ... weer geopend|open .. vanaf|op, vanaf|op ... zijn
        wij|we weer open|geopend""",
    "not.out_of_office": """zij|hij|boekhouder|boekhoudster|collega|chef|baas|directeur|administratie|man|
        vrouw|eigenaar|partner|die|administratrice is|was|zijn|zit .. ... vakantie|afwezig|ziek|verlof|
        weg|kantoor|vrij|bereikbaar, was|waren|geweest|ben_geweest|was_ik ... vakantie|afwezig|ziek|
        verlof|gesloten|weg, terug|net .. van vakantie|verlof, uw|jullie kantoor, rekening .. gesloten,
        als .. terug, bel .. terug, terugbellen, stuur|stuurde .. terug, terug .. gestuurd|gestort|
        gebracht|betaald, definitief gesloten, voorgoed, na .. vakantie, jullie .. zijn|waren .. ...
        bereikbaar|gesloten, u bent .. niet bereikbaar, geld terug, terug|vakantie|verlof .. ... betaal|
        betalen|regel|maak|overmaken, gesloten .. definitief|voorgoed|permanent, definitief|voorgoed
        gesloten, deur .. gesloten|dicht, abonnement|contract .. afgesloten|gesloten, collega|zij|hij|
        boekhouder|chef|baas .. is|zit|zijn, kom .. terug, was|waren, jullie|u .. bereikbaar, nooit
        bereikbaar, weer .. niet, terug .. betaal|maak|betalen, buiten gebruik, hij|zij|collega, jullie|uw
        winkel|kantoor|zaak, definitief|voorgoed|permanent dicht|dichtgegaan""",
    "stop.channel": """stop|stoppen|ophouden|houd|hou .. ... met|op ... mailen|sms'en|smsen|bellen|appen|
        mij_te|mails|sms|berichten|sturen|lastigvallen|lastig_te_vallen|spammen|e-mailen|whatsappen|
        sms'jes, niet|nooit .. meer .. mailen|sms'en|smsen|bellen|appen|whatsappen|e-mailen|sturen_via_sms
        .. ..., geen .. sms|mails|e-mails|berichten|sms'jes|emails|appjes|telefoontjes|mail .. meer, geen
        verdere|nieuwe sms|mails|e-mails|berichten, uitschrijven|afmelden ... nieuwsbrief|mailinglijst|
        mails|sms|lijst|mailing, schrijf|meld mij|me|ons ... uit|af, verwijder|verwijderen|verwijdert|
        haal|halen|schrap .. ... mij|me|mijn|ons|onze ... bestand|lijst|mailinglijst|adres|e-mailadres|
        nummer|telefoonnummer|database|emailadres|mailadres|systeem, mijn|ons e-mailadres|mailadres|
        nummer|telefoonnummer|emailadres|adres|gegevens ... verwijderen|verwijdert|schrappen|wissen, wil|
        willen|wens|wensen .. geen .. mails|sms|berichten|e-mails|telefoontjes .. ... meer|ontvangen, niet
        meer .. gemaild|gebeld|ge-sms't|geappt, val|vallen .. mij|me .. niet .. lastig, van .. lijst|
        mailinglijst|maillijst|verzendlijst af, af van .. lijst|mailinglijst|mails|sms, haal|verwijder|
        schrap|gooi|wis .. mij|me|ons|mijn|nummer .. ... lijst|bestand|mailinglijst|database|
        adressenbestand|systeem, ^ geen sms|mails|mail|e-mails|berichten|appjes|telefoontjes .. meer, bel|
        mail|app|sms|schrijf mij|me|ons .. niet|nooit .. meer, stop|stoppen|hou|houd .. op? met|op ..
        mailen|bellen|sms'en|smsen|appen|lastigvallen|spammen, ^ stop $, geen aanmaningen|herinneringen|
        betalingsherinneringen|aanmaning|brieven .. meer .. per|via|op|naar|over mail|e-mail|email|sms|
        app|whatsapp|telefoon|dit|deze|mijn, geen telefoontjes|mails|appjes|brieven|sms'jes en? geen|noch
        telefoontjes|mails|appjes|brieven|sms'jes, bel|belt|mail|app|sms|schrijf dit|deze nummer|adres|
        mailadres .. niet|nooit meer, ^ genoeg met|van die|deze|jullie|al_die sms'jes|mails|berichten|
        appjes|telefoontjes, blijf van mijn telefoon|mailbox""",
    "stop.all": """nooit|niet .. meer .. ... contact .. ... op|met|opnemen, neem .. geen|niet|nooit ..
        ... contact .. meer?, geen|elk|ieder|iedere|alle verder|vorm_van|enkel .. contact .. meer?, geen
        .. contact .. meer, laat .. me|mij|ons .. ... met_rust, met rust, niets|niks|nooit .. meer .. ...
        van .. horen, verbied|verboden .. ... contact, al mijn|onze gegevens .. ... verwijderen|wissen,
        verwijder|wis .. al|alle .. mijn|onze? .. gegevens, recht op vergetelheid, staak|staken .. ...
        contact|communicatie, geen enkele manier .. ... benaderd|contact|gecontacteerd, niet meer ..
        benaderd|gecontacteerd|benaderen, neem nooit .. meer .. contact, verwijder|wis|verwijderen|wissen
        .. al|alle .. mijn|onze .. gegevens|data, wil|wens|willen .. geen .. contact ..
        meer|met_u|met_jullie""",
    "not.stop": """hoef|hoeft|hoeven .. niet ... stop*|ophoud*,
        als|indien|anders|tenzij|voordat|totdat|zolang .. ... stop*|geen_contact|verwijder*|
        contact|niet_meer, verwijder*|schrap*|haal .. ... kosten|incassokosten|rente|regel|boete|
        aanmaningskosten|factuur, stop* .. ... levering*|werkzaamheden|contract|abonnement|incasso|
        dienst*, abonnement|contract .. ... stop*|opzeg*|uitschrijven|afmelden, heb|hebben|kreeg|had ...
        geen .. mail|mails|e-mail|berichten|sms .. ontvangen|gekregen|gehad|gezien, heb|hebben ... geen
        ... mail|mails|berichten|sms, naar|aan hem|haar|anna|mijn_man|mijn_vrouw|jan|oude, niet meer
        mailen naar|aan, geen .. facturen .. meer, niet meer bellen voor|na, geen goederen, stop .. werk*|
        levering|abonnement|contract|incasso|machtiging|betaling*|bouw, stopgezet|gestopt, verwijder* ..
        kosten|rente|boete|regel|factuur|btw, gegevens .. kloppen|onjuist|verkeerd|wijzig*|fout, bel ..
        niet .. voor|na|tussen, nog .. niet .. contact, hebben .. nooit|niet .. contact, geen .. contact
        .. gehad|opgenomen, nooit .. contact .. gehad|geweest|opgenomen, geen .. sms|mail .. ontvangen|
        gekregen|gehad, uitschrijven .. kvk, afmelden .. kvk, krijg|krijgen|ontvang|ontvangen|zie|zien ..
        geen, waarom, jullie|u .. nooit, niet met rust""",
    "legal_threat": """advocaat|advocaten|advocate|jurist|juristen|rechtsbijstand|
        rechtsbijstandverzekering|rechtsbijstandverzekeraar|juridische_afdeling|raadsman|raadsvrouw,
        rechter|rechtbank|rechtszaak|kantonrechter|rechtszaal|dagvaarden|dagvaarding|kort_geding|
        gerechtelijke|juridische_stappen|juridisch, aangifte .. ..., politie, geschillencommissie|
        consumentenbond|autoriteit_persoonsgegevens|acm|consuwijzer|ombudsman|afm|juridisch_loket, namens
        cliënt|cliënte|mijn_cliënt|onze_cliënt|mijn_cliënte, cliënt|cliënte, tot mij wendde, belangen ..
        behartig*|behartigen, klacht|klachten .. indienen|ingediend|neerleggen,
        rechtsbijstandsverzekering, mijn cliënt|cliënte, advoca*|jurist*|raadsman|raadsvrouw,
        rechter|rechtbank|rechtszaak|kantonrechter, aangifte, klacht .. bij .. acm|politie|autoriteit|
        geschillen*|ombudsman|consumenten*|kifid, juridische .. stappen|acties|procedure|bijstand|hulp|
        maatregelen, rechten voor .. behoud*, behoud* .. rechten .. voor, schadevergoeding|schadeclaim,
        dagvaard*, kort geding, stalking|intimidatie .. aangifte|politie, rechtsbijstand*,
        vrederechter|gerechtsdeurwaarder""",
    "not.legal_threat": """voorkomen|zonder|geen|onnodig|voordat .. ... advocaat|rechter|rechtbank|
        juridisch*|gerechtelijk*|dagvaard*|gerechtelijke|deurwaarder, uw|jullie advocaat|jurist|
        juridische_afdeling|rechtbank, rechtbank .. ... faillissement|uitgesproken|surseance, u .. ...
        dagvaard*|rechter|rechtszaak, dreig* .. ... advocaat|rechter|rechtbank, vonnis, bij vonnis,
        contact .. met mijn bewindvoerder|curator, onze|mijn cliënt .. betaalt|betaald, klant, kantoor ..
        gesloten, uw|jullie advocaat|jurist|rechtbank, rechtbank .. faillissement|failliet, curator|
        bewindvoerder, schadevergoeding .. verzekering, zonder .. advocaat|rechter, deurwaarder .. van_u|
        sturen, recht* .. op .. korting, juridische_afdeling|juristen|jurist .. ... contract|getekend|
        goedgekeurd|akkoord|ondertekend""",
    "insolvency": """faillissement|failliet|surseance|surséance|schuldsanering|wsnp|curator|
        bewindvoerder|insolventie|insolvent|schuldhulpverlening|liquidatie|vereffening|vereffenaar|wcam|
        whoa|faillissementsaanvraag|insolventienummer|schuldeisersvergadering|beschermingsbewind|
        onder_bewind|collectieve_schuldenregeling|schuldbemiddelaar|msnp, kredietbank|schuldhulp,
        faillissement*|failliet*|surseance*|surséance*|schuldsaner*, staat van faillissement,
        vereffening|vereffen*, bewindvoer*|bewindvoering, in .. vereffening|liquidatie, gerechtelijke
        reorganisatie|wco, opgehouden .. betalen, schuldhulp*, schuldregeling|minnelijk_traject|
        schuldenregeling|collectieve_schuldenregeling, faling, bedrijf .. gestopt .. failliet, opgeheven
        .. bv|vennootschap|bedrijf, bv|vennootschap|bedrijf|stichting .. opgeheven|ontbonden|geliquideerd""",
    "not.insolvency": """niet|voorkomen|bijna|dreigt|straks|dreigend|anders|zo_meteen .. ... failliet|
        faillissement|insolvent, als ... failliet|faillissement, klant|klanten|opdrachtgever|leverancier
        ... failliet|faillissement|surseance, faillissement .. van .. ... klant|opdrachtgever|leverancier,
        helpen|maken .. failliet, ga|gaan|gaat .. failliet .. ..., jullie .. failliet|faillissement,
        klant|klanten|opdrachtgever|leverancier .. ... faill*|surseance, vereffening van .. factuur|
        schuld|bedrag, bijna .. failliet, ga* .. failliet, uw|jullie .. faillissement|failliet,
        abonnement|contract|overeenkomst .. ontbonden|opgeheven, niemand .. ... failliet|faillissement""",
}
