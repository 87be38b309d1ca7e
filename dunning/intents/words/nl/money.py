"""Dutch: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """betaal, betalen, betaald, overmaken, overgemaakt, stort, storten, van, maak, maken,
        voldoen, voldaan, gestort, overboeken, overgeboekt, andere, overige, resterende""",
    "sum.not_after": "dagen|dag|weken|week|maanden|maand|termijnen|keer|uur|jaar|facturen|procent|x|stuks",
    "sum.half": "helft, de helft, 50%",
    "sum.rest": "de|het rest|restant|restbedrag|overige, restant, resterende bedrag?",
    "sum.all": """volledig, volledige bedrag, hele bedrag, in zijn geheel, geheel, totale bedrag, alles,
        totaalbedrag""",
    "paid": """heb|hebben|heeft|hadden|had|is|zijn|werd|werden|was|waren ... @paid, al|reeds|inmiddels|
        net|gisteren|zojuist|allang|intussen|vandaag|vanmorgen ... @paid, ^ @paid, @paid op|via|per|met|
        gisteren|vorige|afgelopen|vanmorgen|hebben|is|o.v.v|maandag|dinsdag|woensdag|donderdag|vrijdag,
        @invoice ... @paid, betaling|overboeking|overschrijving|bedrag|geld .. is|werd|heeft .. ...
        gedaan|verricht|uitgevoerd|verwerkt|verzonden|voldaan|onderweg|afgeschreven|weg|verstuurd|
        plaatsgevonden|de_deur_uit, heb|hebben ... betaling|overboeking|overschrijving .. gedaan|verricht|
        uitgevoerd|verzonden|ingezet|klaargezet, betaalde|betaalden|voldeed|voldeden, afgeschreven van|
        van_onze|van_mijn, van|op onze|mijn rekening .. afgeschreven, is al|reeds|gewoon|netjes|inmiddels
        .. @paid, heeft|hebt|hebben .. geld|betaling .. al|reeds .. ontvangen|gekregen|binnen, betaling|
        overboeking .. ... gedaan|uitgevoerd|verricht, is|zijn .. betaald|voldaan|overgemaakt, heb ..
        overgemaakt|betaald|gestort, geld|bedrag .. staat .. al|reeds|allang|sinds .. rekening, al|reeds|
        allang|inmiddels|lang|net|zojuist|gewoon .. gebeurd|gedaan|geregeld|betaald|overgemaakt|
        overgeboekt|voldaan|gestort|verstuurd|verzonden, is|zijn .. al|reeds .. gebeurd|gedaan|geregeld|
        betaald|weg|overgemaakt, geld|bedrag|betaling|overboeking|overschrijving .. is|werd|zijn .. ...
        gedaan|afgegaan|afgeschreven|geïncasseerd|verricht|weg|verstuurd|uitgevoerd|overgemaakt|
        overgeboekt|verwerkt|gestort, van .. rekening .. afgegaan|af|afgeschreven|weg|gehaald, automatisch
        .. geïncasseerd|afgeschreven, geïncasseerd|afgeschreven .. op|van|de|al|door, contant|cash ..
        gegeven|betaald|afgerekend|meegegeven, gegeven|meegegeven|overhandigd .. contant|geld|chauffeur|
        bedrag, heb|hebben .. ... contant|geld|cash .. gegeven|betaald|meegegeven, ^ gisteren|vandaag|
        vorige|net|zojuist|maandag|vrijdag|dinsdag|woensdag|donderdag .. betaald|overgemaakt|voldaan|
        overgeboekt|gestort, net .. overgemaakt|betaald|overgeboekt|gedaan|gestort, heb|hebben|hadden ...
        betaald|overgemaakt|overgeboekt|voldaan|gestort|overgeschreven, is|werd|zijn|was .. op|al|reeds|
        per .. ... voldaan|betaald|overgemaakt|gedaan|overgeboekt, gepind|afgerekend, betaald|voldaan|
        overgemaakt .. met|op|via|per|vorige|gisteren, heb|hebben .. toch|gewoon .. gepind|betaald|
        contant, gepind bij|aan .. monteur|chauffeur|deur|balie, bijgeschreven .. uw|jullie|je rekening,
        uw|jullie|je rekening .. bijgeschreven, gekruist .. betaling|overboeking|overschrijving, betaling|
        overboeking|overschrijving .. gekruist""",
    "not.paid": """moet|moeten|moest|zal|zullen|zou|zouden|kan|kunnen|wordt|worden|word|mag|wil|willen|
        gaat|gaan|dient|hoort|hoeft|hadden_wij|hadden_we ... @paid, te|nog_te worden? @paid, @paid wordt|
        worden|worden_door, betaald|voldaan zou|moet|kan|zal|wordt|worden|zijn_als, wanneer|hoe|wie|waar|
        of|hadden|hoeveel ... @paid, dubbel|tweemal|tweemaal|te_veel|teveel @paid, zodra|als|indien ...
        @paid, u|jullie .. heeft|hebben .. @paid, tot .. @paid is, aanbetaling .. @paid, altijd .. @paid,
        betalen betaald, krijg|krijgen ... betaald, word|worden betaald, @paid moeten|kunnen|zullen|mogen|
        hoeven, nog|had|moet|moeten|zou .. niet|moeten, nooit|niemand|niks|niets|geen|niet, als|zodra|
        wanneer|tot, had .. weg .. moeten, werk|klus|bestelling|training|klacht|opdracht|schoonmaak .. ...
        gedaan|gebeurd|geregeld|afgerond|verstuurd, klant|klanten|opdrachtgever .. ... betaald, zaken ..
        gedaan, nog .. betaald .. worden, hoe|wat|waar, is .. weg .. bij, klacht .. gedaan, worden, gaat,
        aangifte .. gedaan, retour .. verstuurd|gedaan, teruggestuurd, wordt|worden|nog|moet ..
        bijgeschreven, uw|jullie betaling|overboeking .. gekruist, gekruist .. uw|jullie betaling|
        overboeking""",
    "promise": """zal|zullen|gaan|ga|gaat|wordt|worden|word ... @paid|betalen|overmaken|voldoen|
        overboeken|gestort|storten|verricht|uitgevoerd|klaargezet|verwerkt|regelen|geregeld|plaatsvinden,
        betaling|overboeking|bedrag|geld|overschrijving ... volgt|komt|gaat|staat_klaar|staat_gepland|
        ingepland|gepland|vindt_plaats|wordt|staat_ingepland|staat,
        maak|maken|boek|boeken|schrijf|schrijven ... over,
        betaalrun|betaalronde|betalingsrun|betaalbatch, ingepland|gepland|klaargezet ..
        voor|op|ter_betaling|betaling, zeg|zeggen|beloof|beloven .. toe|betaling|betalen|dat,
        heeft|hebben|hebt .. u|jullie .. ... geld|bedrag|betaling, heeft|heb u|je .. ... op .. rekening,
        kan|kunnen ... betalen|overmaken|voldoen|storten|overboeken, ontvangt|krijgt|krijg|ontvangen
        u|je|jullie .. ... betaling|geld|bedrag, staat .. op .. rekening, gaat|gaan mee ..
        betaalrun|betaling, ingepland, zal|zullen|gaan|ga|gaat .. overmaken|overboeken|overschrijven|
        betalen|voldoen|storten, beloven|beloof|toezegging|toegezegd .. te .. betalen|overmaken, voor ..
        te betalen .. beloof*""",
    "promise.present": """@pays, zet|zetten .. klaar, doe|doen .. betaling|het|dat|overboeking, geld|
        betaling ... onderweg, maak|maken ... over, regel|regelen, zorg|zorgen .. betaling|ervoor,
        betaling|betalen we|ik, heb|heeft|hebben|hebt je|jullie|u .. het|geld|bedrag, staat het .. op ..
        rekening, @invoice ... gaat|gaan ... uit|weg|mee, jullie|u|je .. geld ... hebben|heeft|hebt, gaat|
        gaan|loopt|lopen|zit|zitten .. ... mee|betaalrun|betaalronde|betaalbatch|betalingsronde|
        de_deur_uit|weg|eruit, maak|maken|boek|boeken|schrijf|schrijven|zet|zetten|stort|storten ... over|
        door|klaar, ^ maak|boek|schrijf .. over, staat|staan .. klaar|gepland|ingepland|ingeboekt|
        ingeroosterd|op_de_betaallijst|voor|geprogrammeerd, klaargezet|ingepland|gepland|ingeboekt|
        voorbereid .. voor|op, wordt|worden|word .. @paid|betaald|voldaan|overgemaakt|gestort, regel|
        regelen|fix|doe|doen|handel .. het|dit|dat|de_betaling, betaal|betalen|voldoe|voldoen|stort|
        storten, u|je|jullie|jij heeft|hebt|hebben|krijgt|krijgen|ontvangt|ontvangen .. ... geld|bedrag|
        betaling|centen|poen|het, heb|heeft|hebben|krijg|krijgt|krijgen|ontvangt je|u|jullie|jij .. geld|
        centen|bedrag|betaling|het|je_geld, geld|betaling|bedrag|overboeking|overschrijving|centen ..
        staat|komt|volgt|gaat|vertrekt|wordt, kom|komen|breng|brengen .. geld|contant|cash|bedrag ..
        brengen|langs|betalen, brengen .. geld, betaaldag|betaaldatum|betaalmoment|betaalrun .. is|op|van,
        dan .. betaal|maak|betalen|maken|gaat|stort, goedgekeurd|akkoord|vrijgegeven .. en|voor ..
        betaald|betaling|wordt|betaalbaar, betaalbaar gesteld, uiterlijk .. betaald|overgemaakt|voldaan|
        geld|binnen, betaling .. op|volgt|morgen|vrijdag|maandag|uiterlijk, overmaken|betalen doe ik, de
        rest .. op|in|volgende|eind, overschrijving .. is|volgt|komt|vertrekt, betalen|betaal|voldoen we|
        wij|ik .. in twee|2|drie|3 keer|delen|termijnen, andere|overige|resterende|tweede <n>|helft|euro
        .. komt|volgt|krijgt|krijg|gaat, ^ komt|volgt .. $, komt .. goed, gaat .. de betaling|overboeking|
        overschrijving""",
    "not.promise": """hoe|waar|wanneer|waarom|hoeveel|wat ... betalen|betaal|overmaken|voldoen,
        kan|kunnen|mag|mogen ik|wij|we|u|je|jullie .. betalen|overmaken .. met|via|in|per, in
        termijnen|delen, moet|moeten|hoef|hoeven|wil|willen ... betalen|overmaken|voldoen,
        ga|gaan|zal|zullen .. advocaat|klacht|rechter|juridisch, wordt .. geleverd|gerepareerd, levering
        .. volgt|komt, per maand, termijnen, creditnota .. volgt|komt, ^ kan|kunnen|mag|zou|zouden
        ik|wij|we|u|jullie ... betalen|zahlen|bezahlen|überweisen|overmaken|voldoen,
        was|waren|wilde|wilden|had|hadden|zou|zouden .. ... betalen|gepland|ingepland|plan|overmaken,
        @pays .. mijn|onze .. elektricien|huur|personeel|leveranciers|belasting, was|waren van plan ..
        te|om .. betalen|over_te_maken, was|waren van plan, ga|gaan ik|we|wij regelen $,
        nog|bedrag|hoeveel|openstaand te betalen|voldoen, misschien, wellicht, eventueel, mogelijk,
        zou|zouden|had|hadden|moest|moesten .. moeten|kunnen|zijn|gaan, had .. weg|betaald|overgemaakt ..
        moeten .. zijn, monteur|levering|pakket|loodgieter .. komt|volgt|gaat|wordt, komt ..
        monteur|levering|pakket|loodgieter, kom .. op terug, kom .. terug, stuur|sturen|breng .. ...
        foto's|goederen|spullen|mail|brief|lijst|terug|kopie|klacht|documenten, bespreken, overleg*,
        bel|belt|bellen, lang wachten, ligt ter goedkeuring, goedkeuring .. bij, nooit, wanneer, per
        maand|week, schrijf .. uit|in, als, worden .. ... niet, klopt, maak .. werk|klus|opdracht,
        regelt, regel .. zelf .. alles, waar, welk, hoe""",
    "asks_time.ask": """termijnen|afbetaling|afbetalen|betalingsregeling|afbetalingsregeling|
        betaalregeling|regeling_treffen|regeling|gespreid|deelbetaling|deelbetalingen|afbetalingsplan|
        betaalplan, uitstel .. van? .. betaling?, meer|extra|wat_meer|iets_meer tijd|dagen|weken|ruimte,
        wat|iets|een_beetje|beetje langer|later|geduld|meer_tijd|respijt|tijd, betalingstermijn|
        betaaltermijn|termijn .. ... verlengen|verlenging|verlengd, per maand, maandelijks, in .. delen|
        stukjes|gedeelten, in twee|drie|vier|meerdere|2|3|4 keer, beetje bij beetje, later betalen,
        betaling .. uitstellen|verschuiven|opschuiven, even|nog .. wachten .. tot|op|met?, wachten .. tot
        .. ... loon|salaris|geld|klant|maand, geduld, wachten ... betaling|betalen, tot .. wachten,
        wachten tot, uitstel, nog|meer|extra .. dagen|weken|tijd|week|maand|respijt|ruimte .. geven|nodig|
        krijgen|uitstel|geduld, geven|geef|gun|gunnen|gunt .. ... dagen|weken|tijd|week|maand|uitstel|
        respijt, <n> .. per|elke|iedere|in_de maand|week, <n> euro .. per|elke|iedere maand|week, per|
        elke|iedere maand|week .. <n>|euro|betalen|aflossen, in|met <n>|twee|drie|vier|meerdere|een_paar
        termijnen|delen|keer|keren|stukken, gespreid|spreiden|afbetal*|aflossen|afbetaling*|
        betalingsregeling|betaalregeling|betalingsafspraak|regeling|termijnbetaling, uitstel|respijt|
        coulance|clementie, naar|tot .. volgende maand|januari|later|eind .. geschoven|schuiven|
        uitgesteld|verplaatst|doorschuiven|wachten, schuiven|doorschuiven|opschuiven|verschuiven|
        verplaatsen|uitstellen|opgeschoven|verschoven|uitgesteld, niet .. in één|1|een keer, alles .. in
        één|een keer, mag|kan|kunnen|zou|zouden .. ook? .. later|eind|volgende_maand|in_januari|begin|na,
        ook .. later|volgende_maand|eind .. goed|betalen|mag|kan, iets|wat|beetje|even .. meer? tijd|
        uitstel|geduld|langer|later|respijt, meer tijd, wachten|wacht .. tot .. loon|salaris|ik|geld|
        betaald|maand|volgende|uitbetaald, vragen|vraag|verzoeken|verzoek .. om? .. begrip|geduld|uitstel|
        tijd|verlenging|regeling, later .. betalen|overmaken, begrip .. situatie|financ*, accepteert|
        accepteren|akkoord .. betaling .. eind|termijnen|later|in, verleng* .. termijn|betaaltermijn|
        betalingstermijn, de? tijd|uitstel|respijt|gelegenheid .. geven|gunnen|gegeven|gunt|krijgen, geef|
        geeft|gun|gunt mij|me|ons .. tot|tijd|uitstel|respijt""",
    "asks_time.soft": """kan|kunnen|kon|konden|lukt|gaat ... niet|nu_niet|nog_niet .. ... betalen|voldoen|
        overmaken|opbrengen|om_te_betalen, niet .. kan|kunnen|in_staat .. ... betalen|voldoen, geen|
        onvoldoende|te_weinig|niet_genoeg ... geld|middelen|liquiditeit|liquide_middelen|saldo|budget|
        cashflow, krap .. bij_kas|bij|op|moment?, krap, kasgeld|cashflow|liquiditeit .. probleem|
        problemen|krap|laag|tekort?, liquiditeitsproblemen|betalingsproblemen|betalingsmoeilijkheden|
        betalingsonmacht|cashflowprobleem|cashflowproblemen, financieel|financiële .. moeilijk|lastig|
        zwaar|moeilijkheden|problemen|krap|situatie, moeilijke|lastige|zware periode|tijd|tijden|situatie|
        maand, werkloos|uitkering|bijstand|schulden, zo snel|spoedig|gauw .. mogelijk|als_mogelijk|ik_kan|
        we_kunnen, zsm, asap, spoedig, binnenkort, zodra ... kan|kunnen|geld|betaald|salaris|loon|klant|
        mogelijk, klant|klanten|opdrachtgever ... niet|nog_niet .. betaald|betalen, wachten|wacht .. op ..
        betaling|geld|betalingen|klant|salaris|uitbetaling, zit .. krap|moeilijk|platzak|lastig, als ik
        kan, kan|kunnen pas .. betalen|overmaken|voldoen, krap|blut|platzak|rood|moeilijk|lastig|zwaar|
        slecht|rustig|stil|slap .. kas|financieel|maand|moment|nu|zitten|staan|bij_kas|geld|tijd, blut|
        platzak|krap, rood .. staan|sta|rekening, sta|staan .. rood, zaken|omzet|verkoop|verkopen|
        business|werk .. slecht|slap|rustig|tegen|stil|moeizaam|minder|terug*, zodra|als|wanneer|tot ..
        klant|klanten|loon|salaris|geld|opdrachtgever|uitkering|subsidie|krediet|lening .. betaal*|binnen|
        heeft|komt|krijg|heb|is|gestort, klant .. nog .. niet .. betaald, kan|kunnen|lukt .. niet ..
        alles|in_één|nu|betalen|direct|helemaal|volledig, geen .. geld|cent|middelen|werk, baan kwijt|
        verloren, ontslagen .. en, ziektewet|uitkering|ww|bijstand, tegenslag|financiële, liquiditeit*,
        niet .. rondkomen, schulden, zaak|bedrijf|winkel|omzet .. ligt|staat .. stil, ligt|staat .. zaak|
        bedrijf|winkel|omzet .. stil""",
    "remittance": """betaalbewijs|betalingsbewijs|betaalspecificatie|betalingsspecificatie|
        betaalbevestiging|betalingsbevestiging|bewijs_van_betaling|remittance|betaaladvies|
        overboekingsbewijs|bankafschrift|afschrift|betalingsoverzicht|schermafdruk|screenshot ... bijlage|
        bijgevoegd|bijgesloten|bijgaand|hierbij|hierbij|aangehecht, bijgevoegd|bijgesloten|bijgaand|
        bijlage|hierbij|aangehecht|in_de_bijlage|als_bijlage ... betaalbewijs|betalingsbewijs|
        betaalspecificatie|betalingsspecificatie|betaalbevestiging|betalingsbevestiging|
        bewijs_van_betaling|bankafschrift|afschrift|remittance|screenshot|bewijs|betalingsoverzicht|
        schermafdruk, zie bijlage .. ... betaling|betaalbewijs|bewijs, bewijs .. in|als|zie .. bijlage,
        bijgaand|bijgevoegd|bijlage|hierbij|bijgesloten|zie|in_de_bijlage .. betaalbewijs|bewijs|
        afschrift|schermafdruk|screenshot|betaalspecificatie|bevestiging|overboekingsbewijs|remittance,
        betaalbewijs|bewijs_van_betaling|schermafdruk|screenshot|bankafschrift|afschrift .. bijlage|
        bijgevoegd|bijgaand|hierbij|overboeking|betaling, ^ betaaladvies|betalingsspecificatie|
        betaalspecificatie|betalingsadvies""",
    "not.remittance": """stuur|stuurt|sturen|kunt|kan|graag|volgt|zal|zullen|nodig|ontvangen|geen .. ...
        betaalbewijs|betalingsbewijs|betaalspecificatie|bewijs_van_betaling|bankafschrift,
        betaalbewijs|bewijs .. volgt|stuur|nagestuurd""",
    "paid.dated": """@paid, ^ is|zijn .. weg|weggegaan|de_deur_uit, geld|betaling|bedrag is ..
        weg|weggegaan|de_deur_uit|verstuurd|verwerkt, overgemaakt, gedaan, afgegaan, geïncasseerd,
        afgeschreven, gebeurd, afgerekend, gepind""",
    "paid.either": "geld|bedrag .. staat .. op .. rekening",
    "not.asks_time": "betalen|betaal|voldoen we|wij|ik in twee|2|drie|3 keer|delen|termijnen",
}
