"""Dutch: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """beschadigd|beschadigde|kapot|kapotte|defect|defecte|gebroken|gebarsten|bekrast|
        bedorven|verkeerd_geleverd|ondeugdelijk|ondeugdelijke|onbruikbaar|versleten|lek|gedeukt, gebrek|
        gebreken|mankement|mankementen|schade|klachten_over, werkt|werken|functioneert|functioneren|doet|
        past .. nog_steeds? .. niet|het_niet, niet .. tevreden|deugdelijk|naar_behoren|goed_uitgevoerd|
        goed_gedaan|zoals_afgesproken|wat_we_besteld, slecht|slechte|matige|belabberde kwaliteit|werk|
        uitgevoerd|afgewerkt|geleverd|service|gedaan, kwaliteit .. ... niet|slecht|onder|matig|
        onvoldoende|belabberd, verkeerde|foute|foutieve artikel|artikelen|maat|kleur|product|producten|
        materiaal|model|goederen|spullen|onderdelen, verkeerd .. geleverd|geplaatst|gemonteerd,
        ontevreden, lekt, prutswerk|broddelwerk, voldoet|voldoen niet, ging|gaat .. kapot, sluit|past|
        brandt|verwarmt niet, eerst .. repareren|herstellen|oplossen|maken, laat los, lekt nog, repareren|
        herstellen .. ..., bladdert|brokkelt|valt ... af, laat|laten .. los, @bad, alweer|weer|opnieuw ..
        stuk|kapot|defect|lek|uitgevallen, uitgevallen, begaf|begeeft .. het, andere|ander loodgieter|
        vakman|bedrijf|monteur|aannemer|partij|installateur .. laten|moeten|ingeschakeld|inschakelen|
        inhuren|komen|herstellen, werkt|werken|functioneert|functioneren|doet|doen|past|passen|sluit|
        sluiten|brandt|verwarmt|start|print|koelt|draait|spoelt|houdt|hecht|laadt|opent .. nog_steeds? ..
        niet|het_niet|slecht|nooit, heeft|hebben .. nooit .. gewerkt|gefunctioneerd|goed, nooit .. goed ..
        gewerkt|gefunctioneerd|geweest, niet .. goed .. uitgevoerd|gedaan|werkend|afgewerkt|gemaakt|
        gelegd|bevestigd, lekt|lekken|lekkage|lekte|druppelt|kraakt|piept|roest|schimmelt|rammelt .. nog|
        al|weer|steeds, loopt|lopen .. vast, crasht, verkeerde|foute|foutieve .. artikel|artikelen|maat|
        maten|kleur|product|producten|materiaal|model|goederen|spullen|onderdelen|type|uitvoering|formaat|
        versie|stof, verkeerd .. geleverd|geplaatst|gemonteerd|gelegd|gezaagd|gedrukt|bedrukt|aangesloten,
        slordig|slecht|onzorgvuldig|matig|belabberd|waardeloos|broddel*|pruts* .. uitgevoerd|werk|
        afgewerkt|gedaan|geplaatst|gelegd|geleverd|verpakt|kwaliteit, prutswerk|broddelwerk|knoeiwerk|
        rotzooi|troep|bagger|waardeloos|schandalig|ondermaats|beneden_alle_peil|bedroevend, niet .. blij|
        tevreden|content|gelukkig .. met, verre van .. tevreden|blij|goed, teleurgesteld|teleurstellend,
        niet .. wat .. besteld|gevraagd|afgesproken|verwacht, niet .. zoals .. afgesproken|besteld|
        beschreven|verwacht|op_de_foto, voldoet|voldoen|voldeed .. niet .. aan, gebreken|gebrek|
        mankement*|klacht|klachten|schade|scheuren|scheur|krassen|deuken|vlekken|schimmel, houden ..
        betaling .. in|achter, inhouden .. betaling, betaling .. inhouden|in|opgeschort|opschorten,
        opgeschort|schort* .. op, opnieuw .. doen|gedaan|schilderen|leggen|maken|uitvoeren|laten_doen,
        herstel|herstellen|herstelwerk|repareren|vervangen|vervanging|verhelpen|verholpen, bladdert|
        brokkelt|valt|vallen|laat|laten|schilfert ... af|los|uit_elkaar, kwaliteit .. ... slecht|onder|
        matig|onvoldoende|niet|laat|belabberd|beneden, garantie, ondeugdelijk*, onbruikbaar, niet .. naar
        behoren, niet in orde, werkte .. niet|nooit, betaald|geld|centen|betaling .. ... pas|eerst als|
        wanneer|zodra|nadat ... droog|werkt|dicht|loopt|doet|functioneert|hersteld|gemaakt|gerepareerd|
        vervangen|verholpen|sluit, zolang .. ... lekt|kapot|scheef|stuk|druppelt, pas|eerst .. geld|
        betaald|centen|betaling .. als|wanneer|zodra ... droog|werkt|dicht|loopt|doet|functioneert|
        hersteld|gemaakt|gerepareerd|vervangen|verholpen|sluit""",
    "dispute.price": """prijs|bedrag|tarief|aantal|btw|korting|uren|uurtarief|totaal|uurloon ... klopt|
        kloppen|juist|hoog|hoger|verkeerd|fout|afgesproken|afspraak|overeen|ontbreekt|vergeten|afwijkt|
        wijkt|onjuist|correct, komt|komen niet overeen, niet .. overeen .. offerte|afspraak|prijs|met, te
        veel|teveel|meer|dubbele_prijs berekend|gefactureerd|gerekend|in_rekening|aangerekend|gevraagd,
        te duur|hoog, afgesproken .. prijs|bedrag|tarief|was|korting, prijsafspraak|offerteprijs,
        volgens|conform|in offerte .. ..., offerte .. ... was|stond|lager|anders|staat|euro|€, anders ..
        afgesproken, niet .. afgesproken, hoger|meer dan .. afgesproken|geoffreerd|offerte|begroot,
        verkeerd|verkeerde|foutief|foutieve|onjuist|onjuiste prijs|bedrag|tarief|btw|aantal|btw-tarief|
        btw-bedrag, korting .. ... niet|ontbreekt|vergeten, rekenen|rekent|gerekend|berekend .. ...
        uur|uren|dagen, btw verlegd|vrijgesteld, offerte|afspraak|prijs|begroting|opdrachtbevestiging|
        orderbevestiging|contract .. was|stond|staat|stonden|zei|vermeldde|voor .. <n>|euro, afgesproken
        .. <n>, <n> .. afgesproken|geoffreerd|beloofd|overeengekomen, hoger|meer|duurder|boven|over dan?
        .. afgesproken|geoffreerd|offerte|begroot|gezegd|beloofd|besproken|vorig*|normaal|gebruikelijk|
        begroting, zei|zeiden|zegde|noemde|noemden|genoemd|gezegd .. max|maximaal|<n>|hooguit|gratis,
        korting .. ... niet|geen|ontbreekt|vergeten|toegezegd|beloofd|toegepast,
        toegezegde|beloofde|afgesproken .. korting|prijs|tarief|bedrag, zou|zouden|is|was ..
        gratis|inbegrepen|kosteloos|inclusief, btw|btw-tarief|btw-bedrag .. ... niet|onjuist|verkeerd|
        fout|geen|verlegd|vrijgesteld, verkeerde|foute|foutieve|onjuiste .. prijs|tarief|btw*|aantal|
        hoeveelheid|bedrag|korting|uren, in plaats van <n>|de|het, ipv <n>, <n> ..
        in_plaats_van|ipv|terwijl|niet|geen .. <n>, geen <n>, niet <n> maar, moet|moest|zou|had .. <n> ..
        zijn|moeten|en_geen|niet, andere|lagere|hogere prijs|tarief|bedrag, prijs ..
        genoemd|afgesproken|beloofd|opgegeven, dubbele|driedubbele .. van|prijs|bedrag, dubbel
        zo|zoveel|het, twee keer zo|zoveel, voorrijkosten|verzendkosten|bezorgkosten|toeslag|
        administratiekosten|extra_kosten|bijkomende_kosten|reiskosten|transportkosten ..
        niet|geen|nooit|gratis|waarom, stond|stonden|staat|staan niet .. in .. offerte|contract|opdracht,
        niet .. in .. offerte|contract|afspraak, komt|komen|kwam .. niet overeen, strookt|stroken ..
        niet, wijkt|wijken .. af, niet overeen, rekenen|rekent|gerekend|berekend|gefactureerd|factureren
        .. <n>|drie|twee|vier|vijf|tien .. ... maar|terwijl|waren|slechts|ipv|in_plaats, <n> ..
        berekend|gerekend|gefactureerd .. maar|terwijl|ipv|in_plaats,
        prijsverhoging*|tariefverhoging*|prijsstijging .. niet|nooit|geen, over ..
        prijsverhoging|tariefsverhoging, prijs*|tarief* .. verhoogd|gestegen|omhoog, te duur|hoog|veel,
        veel te duur|hoog|veel, belachelijk|absurd|buitensporig|schandalig hoog|duur|bedrag|hoge,
        woekerprijs|afzetterij|afgezet, aanbetaling|voorschot .. niet .. verrekend|afgetrokken|
        meegenomen|verwerkt|in_mindering, niet .. verrekend|afgetrokken|in_mindering, waren ..
        maar|slechts .. <n>|twee|drie|een|één, maar <n>|twee|drie uur|dagen|man|stuks, vaste prijs,
        aanneemsom, aantal|aantallen|uren|hoeveelheid .. klopt|kloppen|onjuist|niet|fout|teveel,
        teveel|te_veel .. gerekend|berekend|uren|gefactureerd|betaald_zou, rekenfout|optelfout, duurder
        .. dan, btw verlegd|vrijgesteld|0%, voorrijkosten|bezorgkosten .. gratis|terwijl, gratis zou zijn""",
    "dispute.wrong": """@invoice ... klopt|kloppen|onjuist|incorrect|fout|foutief|verkeerd|niet_terecht|
        onterecht|niet_correct|niet_juist|onduidelijk, klopt|kloppen
        niet|niks|niets|gewoon_niet|helemaal_niet, niet .. eens|akkoord|mee_eens|verschuldigd|terecht,
        oneens, ga|gaan|zijn|ben .. niet .. akkoord|mee_akkoord|eens, betwist|betwisten|bestrijd|
        bestrijden|bezwaar|protest|protesteren|accepteer|accepteren|erken|erkennen .. ...
        niet|tegen|factuur|vordering|deze|uw|rekening, onterecht*|onterechte, niets|niks|geen ..
        verschuldigd|schuldig|te_betalen, fout|fouten|vergissing .. in|op|met .. ...
        factuur|nota|rekening, factuur .. ... corrigeren|gecorrigeerd|aanpassen|crediteren|gecrediteerd|
        intrekken|herzien|herzie, corrigeer|corrigeren|crediteren|crediteer .. factuur|deze,
        betaal|betalen .. ... niet|geen_cent|niets .. voor|tot|zolang|want|omdat|dit|deze|meer, wij|we|ik
        betaal|betalen .. niet|niks|dit_niet .. ..., weiger|weigeren .. ... betalen, geen cent, foutieve
        factuur, verkeerde factuur|rekening, niet onze|mijn factuur|rekening, niet .. tot betaling ..
        overgaan, op naam|name van, naam|tenaamstelling|adressering|bedrijfsnaam|factuuradres|btw-nummer|
        kvk-nummer|inkoopnummer|ordernummer|po-nummer|referentie|kostenplaats|bestelnummer|
        inkoopordernummer .. ... niet|onjuist|ontbreekt|verkeerd|fout|foutief|incorrect|mist|moet|missen|
        ontbreken|graag, zonder .. inkoopnummer|ordernummer|po-nummer|referentie|bestelnummer|
        inkoopordernummer, verkeerde .. bv|bedrijf|entiteit|naam|vennootschap|onderneming|btw-nummer|
        adres_op, factuur .. moet|moeten|hoort|dient .. naam|gericht|gesteld|vermeld*|op|aan, niet ..
        verwerken|boeken|inboeken|goedkeuren, factuur .. ... corrigeren|gecorrigeerd|aanpassen|aangepast|
        crediteren|gecrediteerd|intrekken|herzien|wijzigen|gewijzigd|annuleren|ingetrokken|afgekeurd|
        afgewezen|geweigerd|betwist|geblokkeerd|on_hold|bevroren|in_dispuut|onterecht|onvolledig,
        corrigeer|corrigeren|crediteren|crediteer|aanpassen|herzien .. factuur|deze|nota,
        graag|gelieve|wilt|kunt .. corrigeren|crediteren|aanpassen|intrekken|annuleren|corrigeer,
        keur*|wijs*|wijzen .. factuur|vordering|claim .. af, afgekeurd|afgewezen, geschil|dispuut|
        betwisting|betwist*|bezwaar|protest, erken|erkennen|accepteer|accepteren|aanvaard* .. ... niet,
        niet .. erken*|accepteer*|aanvaard*|verschuldigd|terecht|eens|akkoord|juist|correct,
        niets|niks|geen .. verschuldigd|schuldig|open|openstaand*|te_betalen|cent, niets|niks ..
        schuldig|open, staat|staan .. niets|niks|geen .. open, ga|gaan|wens|wensen|wil|willen|zal|zullen
        .. niet|niks|niets|geen_cent .. betalen, betaal|betalen .. ... niet|niks|niets|geen_cent,
        dat|dit|daar|die ga|betaal|betalen|gaan .. niet|niks, nog niet .. vervallen|opeisbaar, niet ..
        vervallen|opeisbaar|verlopen, <n> dagen .. betaaltermijn|betalingstermijn|netto|termijn|
        na_factuurdatum, betaaltermijn|betalingstermijn .. is|van|bedraagt|hebben .. <n>,
        geblokkeerd|on_hold|gepauzeerd|aangehouden .. vanwege|wegens|geschil|dispuut|omdat|klacht,
        fout|fouten|foutje|vergissing|foutief .. in|op|met|gemaakt|factuur, zit|zitten|staat|staan ..
        fout|fouten, klopt|kloppen .. niet|niks|van_geen, volgens .. administratie|boeken|gegevens ..
        niets|niks|geen|voldaan_niet .. open, verjaard|verjaring, onterecht*|ongegrond|onjuist*, geen
        geldige, factuur .. klopt .. niet, niet .. onze|mijn|voor_ons .. factuur|rekening|schuld|bestemd,
        geen .. schuld|vordering .. bekend, verrekenen|verrekening|tegenvordering|compensatie ..
        met|van|tegen, tegenvordering, rest .. houden .. in|achter|niet""",
    "dispute.not_ordered": """nooit|niet|niets|niks|geen .. ... besteld|bestelling|opdracht|gevraagd|
        getekend|ondertekend|afgenomen|aangevraagd|gekocht .. ..., zonder ..
        opdracht|bestelling|akkoord|toestemming, geen opdracht|bestelling,
        nooit|niet|niets|niks|geen|niemand .. ... besteld|bestelling|opdracht|gevraagd|getekend|
        ondertekend|afgenomen|aangevraagd|gekocht|afgesloten|overlegd|goedgekeurd|inkooporder|contract|
        abonnement|afgesproken_werk|geaccordeerd|geautoriseerd|toestemming, zonder .. opdracht|
        bestelling|akkoord|toestemming|overleg|goedkeuring|medeweten, geen .. opdracht|bestelling|
        inkooporder|order|contract|overeenkomst|abonnement|akkoord, meerwerk .. niet|geen|nooit|zonder,
        niet .. met ons .. overlegd|besproken|afgestemd, geen akkoord .. gegeven, nooit akkoord, niet ..
        om gevraagd, nooit .. om gevraagd, ongevraagd*, niet .. aangevraagd|bestelt|besteld""",
    "dispute.not_received": """@goods ... niet|nooit|niets|nog_niet|nog_steeds_niet .. ... ontvangen|
        geleverd|aangekomen|binnen|gekregen|bezorgd|compleet|volledig, niet|nooit|niets|niks|nog_steeds
        .. ... @goods .. ... ontvangen|geleverd|gekregen, niets|nooit|niks ..
        ontvangen|geleverd|gekregen|bezorgd|aangekomen, wacht|wachten .. ... op .. ... @goods,
        ontbreekt|ontbreken|mist|missen .. ... @goods|dozen|pallets|stuks|onderdelen,
        @goods|dozen|pallets|stuks .. ontbreekt|ontbreken|missen|incompleet|onvolledig, waar
        blijft|blijven .. @goods, niet geleverd, onvolledig|incompleet geleverd, nalevering, ontbrekende
        .. @goods, @goods ... @nots ... ontvangen|geleverd|aangekomen|binnen|gekregen|bezorgd|compleet|
        volledig|gehad|gezien|hier|gearriveerd|aangenomen, @nots ... @goods ... ontvangen|geleverd|
        gekregen|bezorgd|aangekomen|gehad, niets|niks|nooit|nooit_iets|niets_van .. ontvangen|geleverd|
        gekregen|bezorgd|aangekomen|gehad, @goods nooit gehad|gezien|gekregen, ontbrak|ontbraken|
        ontbreekt|ontbreken|mis|missen|miste|misten .. @goods|<n>|een|twee|drie|de_helft, @goods ..
        ontbrak|ontbraken|ontbreekt|ontbreken|incompleet|zoek|kwijt, maar|slechts|alleen|enkel ..
        geleverd|ontvangen|gekregen|aangekomen|bezorgd, rekent|rekenen|gefactureerd|berekend|factureert|
        factureren .. terwijl|maar .. geleverd|ontvangen|gekregen, geleverd|ontvangen|gekregen ..
        maar|slechts .. <n>|de_helft, afleverbon|afleverbewijs|pakbon|vrachtbrief|leverbon|
        bewijs_van_levering|leverbewijs, niemand .. aangenomen|getekend|ontvangen, wacht|wachten .. nog?
        .. ... op .. ... @goods|rest|helft, niet compleet|volledig .. geleverd, levering .. niet ..
        compleet|volledig|goed, deellevering|deelzending, waar blijft|blijven|is|zijn .. @goods, te
        weinig .. geleverd|ontvangen, manco|manco's|tekort .. levering|geleverd, nooit ..
        ontvangen|gekregen|aangekomen|bezorgd, nog .. niet|steeds_niet ..
        binnen|geleverd|ontvangen|aangekomen|bezorgd, kwijtgeraakt|zoekgeraakt|verloren ..
        transport|onderweg|pakket|post""",
    "dispute.not_done": """werk|werkzaamheden|klus|project|montage|installatie|dienst|diensten|reparatie|
        verbouwing|opdracht .. ... niet|nooit|nog_niet|half|onvolledig .. ... af|klaar|afgerond|
        uitgevoerd|gedaan|voltooid|geleverd|opgeleverd|verricht|afgemaakt, niet|nog_niet|nooit .. ...
        afgerond|uitgevoerd|afgemaakt|opgeleverd|langs_geweest|langsgekomen|geweest, niemand .. ...
        langs|geweest|gekomen|verschenen, nooit .. komen opdagen, niet .. komen opdagen, half werk,
        ontbreken|ontbreekt nog, tot .. opgelost|hersteld|afgerond is, @work .. ...
        niet|nooit|nog_niet|half|onvolledig|geen .. ... af|klaar|afgerond|uitgevoerd|gedaan|voltooid|
        geleverd|opgeleverd|verricht|afgemaakt|doorgegaan|gegeven|plaatsgevonden|schoongemaakt|begonnen|
        gestart|geweest, niet|nooit|nog_niet .. afgerond|uitgevoerd|afgemaakt|opgeleverd|langs*|
        doorgegaan|schoongemaakt|plaatsgevonden|verschenen|opgedaagd|af|klaar|komen_opdagen|gekomen,
        niemand .. ... langs|geweest|gekomen|verschenen|opgedaagd|komen|gezien, @men .. niet|nooit ..
        geweest|gekomen|verschenen|komen|langs*|terug*, moet|moeten|moest|moesten nog .. geplaatst|
        gedaan|afgemaakt|afgewerkt|geschilderd|gelegd|gemonteerd|hersteld|komen|gebeuren|worden,
        zouden|zou|zullen|gingen nog .. ... terugkomen|komen|langskomen|afmaken|afwerken|maken,
        zouden|zou .. terugkomen|langskomen .. om|voor, af te maken|werken, half af|klaar|werk|afgemaakt,
        maar half, nog niet .. klaar|af|begonnen|gedaan, ligt .. stil, stilgelegd|stilgevallen,
        onafgemaakt|onvoltooid, restpunten|opleverpunten|openstaande_punten, oplevering .. niet|nog|geen,
        tot|zodra|als .. ... werk|klus|werkzaamheden|project .. af|klaar|afgerond .. is, cursus|training
        .. niet|nooit .. doorgegaan|gehad""",
    "dispute.duplicate": """dubbel|dubbele|twee_keer|tweemaal|2x|2_keer .. ... gefactureerd|factuur|
        facturen|berekend|in_rekening|gestuurd|ontvangen|aangerekend, factuur|bedrag|rekening|nota .. is
        .. dubbel, al|reeds .. gefactureerd|in_rekening_gebracht, dubbelfacturatie, al|reeds ..
        gefactureerd|in_rekening|berekend|gerekend|aangerekend, dubbel|dubbele|tweemaal|twee_keer|2x|
        2_keer|nogmaals|opnieuw .. ... gefactureerd|factuur|facturen|berekend|in_rekening|ontvangen|
        aangerekend|gekregen|hetzelfde, dezelfde|zelfde|hetzelfde .. als|factuur|bedrag|werk|klus|
        in_rekening, hetzelfde .. in rekening|gefactureerd, dubbelop|dubbeling|duplicaat|doublure, twee
        facturen .. voor|van, identiek, vervangen door, factuur .. dubbel, dezelfde|hetzelfde|zelfde ..
        twee_keer|2_keer|tweemaal|dubbel, rekenen|rekent|berekenen|berekent|factureren|factureert ..
        twee_keer|2_keer|tweemaal|dubbel, op beide facturen|rekeningen""",
    "not.dispute.duplicate": """dubbel betaald, duplicaat .. van? ..
        sturen|graag|factuur|mailen|toesturen, graag|kunt|kan|stuur|nodig .. duplicaat, dubbel
        betaald|overgemaakt, twee keer|tweemaal betaald, in twee|2 keer, hetzelfde rekeningnummer,
        dezelfde dag, opnieuw|nogmaals .. sturen|mailen|toesturen|mail""",
    "dispute.cancelled": """opgezegd|geannuleerd|afgezegd|ontbonden|stopgezet|beëindigd|teruggestuurd|
        geretourneerd|retour_gestuurd|teruggebracht|retour_gezonden|herroepen|ingetrokken,
        opzegging|annulering|retourzending|retour .. ..., abonnement|contract|bestelling|order .. ...
        opgezegd|geannuleerd|beëindigd|stopgezet, opgezegd|geannuleerd|afgezegd|ontbonden|stopgezet|
        beëindigd|teruggestuurd|geretourneerd|retour_gestuurd|teruggebracht|retour_gezonden|herroepen|
        ingetrokken|afgebeld|gestopt_met|teruggegeven|opgehaald_door|teruggehaald, zeg|zegde|zegden ..
        op, retour .. gegaan|gestuurd|gezonden|gekomen|naar|gebracht, contract|abonnement|overeenkomst|
        lidmaatschap|huur|looptijd .. ... afgelopen|af|verlopen|geëindigd|beëindigd|gestopt|opgezegd|
        ten_einde|eindigde|liep_af, liep .. af, levering|pakket|zending|bestelling|goederen .. ...
        geweigerd|teruggestuurd|retour*|geannuleerd, weiger* .. levering|pakket|zending, geweigerd ..
        levering|pakket, opzegging|annulering|retourzending|herroeping|herroepingsrecht|opzegbrief,
        bedenktijd""",
    "dispute.credit": """wacht|wachten|wachtend|ontbreekt|missen|beloofd|beloofde|toegezegde|toegezegd|
        nog_geen|ontvangen|openstaande|verwachten|nog .. ... creditnota|creditfactuur|credit|creditering|
        terugbetaling, creditnota|creditfactuur|creditering ... niet|nog|wacht|beloofd|toegezegd|
        ontbreekt|ontvangen|te_ontvangen|open, creditnota|creditfactuur .. sturen|maken, wacht|wachten|
        wachtend|ontbreekt|missen|beloofd|beloofde|toegezegde|toegezegd|nog|ontvangen|openstaande|
        verwachten|graag|krijgen|stuur|sturen .. ... creditnota|creditfactuur|credit|creditering|
        terugbetaling|tegoed|restitutie, creditnota|creditfactuur|creditering|tegoed|terugbetaling .. ...
        niet|nog|wacht|beloofd|toegezegd|ontbreekt|ontvangen|voor|van|wegens|uitgebleven, waar blijft|is
        .. terugbetaling|creditnota|creditering|tegoed|geld, verreken* ..
        tegoed|creditnota|creditering|met, crediteren|crediteer|gecrediteerd, tegoed, restitutie|
        terugbetaling|terugbetaald|terugkrijgen|terugkrijg, geld terug, te goed van""",
    "not.dispute": """als|zodra|indien|wanneer|na ... creditnota|creditfactuur|juiste|gecorrigeerde ..
        ..., verkeerd|verkeerde nummer|persoon|adres|e-mailadres|mailadres, klopt .. toch, als|zodra ...
        factuur .. klopt, adres klopt niet, e-mailadres klopt, geen bezwaar|probleem|klachten|klacht,
        zonder .. bezwaar|klachten, niet .. in één|een keer, kan|kunnen|kon|lukt .. niet ..
        betalen|voldoen|overmaken|opbrengen, kan|kunnen .. niet .. in|nu|alles, niet .. kan|kunnen ..
        betalen, nog niet .. betaald|voldaan|overgemaakt, heb|hebben .. niet .. betaald|voldaan, factuur
        .. niet|nooit .. ontvangen|gekregen|gezien|binnen|vinden, niet|nooit|geen .. factuur ..
        ontvangen|gekregen|gezien|vinden, verkeerd|verkeerde .. nummer|persoon|mailadres|e-mailadres|
        contactpersoon, aan .. verkeerde .. persoon|adres|bedrijf, wij|ik zijn|ben niet ..
        bedrijf|persoon|degene, ben dat niet, niet .. bereikbaar|kantoor|aanwezig|beschikbaar|meer, geen
        .. contact|sms|mail|mails|telefoon*, nooit .. contact, niet .. voor .. mij|ons ..
        bedoeld|bestemd, bank|overboeking|pinpas|app|internet|computer|telefoon ..
        niet|geblokkeerd|fout|storing|kapot|stuk, ga .. niet over, ken .. geen, zieken, ter goedkeuring,
        niet .. werk* .. bij|hier, zaken met .. gedaan, geen .. geld|liquiditeit|budget|tijd, stagiair*,
        uit dienst, geen bestuurder|eigenaar|klant|directeur .. meer""",
    "not.dispute.not_ordered": "betaling|factuur|rekening .. niet .. goedgekeurd|geaccordeerd|akkoord",
    "not.dispute.cancelled": """betaling|machtiging|incasso|afspraak .. geannuleerd|ingetrokken|
        teruggestuurd|afgezegd, geld .. teruggestuurd|teruggestort, kom .. terug, factuur ..
        teruggestuurd|geannuleerd .. worden, bel* .. terug, wil .. opzeggen, ons|mij hebben|heeft ..
        afgezegd|geannuleerd, hebben|heeft ons|bij_ons .. afgezegd|geannuleerd, gasten|klanten|klant|
        bruiloft|boeking|boekingen .. afgezegd|geannuleerd""",
    "not.dispute.credit": """tegoed .. op|rekening|bank, beltegoed, terugbetaald|terugbetalen ..
        aan_u|aan_jullie|jullie|u|lening|schuld, ik|wij betaal|betalen .. terug, terugbetalen""",
    "not.dispute.not_done": """ligt|lag|liggen .. zaak|bedrijf|winkel|omzet|verkoop|handel|alles|boel|
        horeca .. stil|stilgelegd, zaak|bedrijf|winkel|omzet|verkoop|handel|alles|boel .. ligt|lag .. stil""",
    "not.dispute.not_received": """ontbreekt|ontbreken|mist|missen|ontbrak .. *nummer|nummer|referentie|
        kenmerk|gegevens|handtekening|informatie|code|btw*""",
    "not.dispute.quality": """zaak|bedrijf|winkel|handel ... loopt|werkt""",
}
