"""Dutch: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """betaal, betalen, betaald, overmaken, overgemaakt, stort, storten, van, maak, maken,
        voldoen, voldaan, gestort, overboeken, overgeboekt""",
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
        plaatsgevonden|de_deur_uit, heb|hebben ... betaling|overboeking|overschrijving .. gedaan|
        verricht|uitgevoerd|verzonden|ingezet|klaargezet, betaalde|betaalden|voldeed|voldeden,
        afgeschreven van|van_onze|van_mijn, van|op onze|mijn rekening .. afgeschreven, is
        al|reeds|gewoon|netjes|inmiddels .. @paid, geld|bedrag .. staat .. op .. rekening,
        heeft|hebt|hebben .. geld|betaling .. al|reeds .. ontvangen|gekregen|binnen, betaling|overboeking
        .. ... gedaan|uitgevoerd|verricht, is|zijn .. betaald|voldaan|overgemaakt, heb ..
        overgemaakt|betaald|gestort""",
    "not.paid": """moet|moeten|moest|zal|zullen|zou|zouden|kan|kunnen|wordt|worden|word|mag|wil|willen|
        gaat|gaan|dient|hoort|hoeft|hadden_wij|hadden_we ... @paid, te|nog_te worden? @paid, @paid
        wordt|worden|worden_door, betaald|voldaan zou|moet|kan|zal|wordt|worden|zijn_als,
        wanneer|hoe|wie|waar|of|hadden|hoeveel ... @paid, dubbel|tweemal|tweemaal|te_veel|teveel @paid,
        zodra|als|indien ... @paid, u|jullie .. heeft|hebben .. @paid, tot .. @paid is, aanbetaling ..
        @paid, altijd .. @paid, betalen betaald, krijg|krijgen ... betaald, word|worden betaald, @paid
        moeten|kunnen|zullen|mogen|hoeven""",
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
        betaalrun|betaling, ingepland""",
    "promise.present": """@pays, zet|zetten .. klaar, doe|doen .. betaling|het|dat|overboeking,
        geld|betaling ... onderweg, maak|maken ... over, regel|regelen, zorg|zorgen .. betaling|ervoor,
        betaling|betalen we|ik, heb|heeft|hebben|hebt je|jullie|u .. het|geld|bedrag, staat het .. op ..
        rekening, @invoice ... gaat|gaan ... uit|weg|mee, jullie|u|je .. geld ... hebben|heeft|hebt""",
    "not.promise": """hoe|waar|wanneer|waarom|hoeveel|wat ... betalen|betaal|overmaken|voldoen,
        kan|kunnen|mag|mogen ik|wij|we|u|je|jullie .. betalen|overmaken .. met|via|in|per, in
        termijnen|delen, te betalen|voldoen, moet|moeten|hoef|hoeven|wil|willen ...
        betalen|overmaken|voldoen, ga|gaan|zal|zullen .. advocaat|klacht|rechter|juridisch, wordt ..
        geleverd|gerepareerd, levering .. volgt|komt, per maand, termijnen, creditnota .. volgt|komt, ^
        kan|kunnen|mag|zou|zouden ik|wij|we|u|jullie ... betalen|zahlen|bezahlen|überweisen|overmaken|
        voldoen, was|waren|wilde|wilden|had|hadden|zou|zouden .. ...
        betalen|gepland|ingepland|plan|overmaken, @pays .. mijn|onze ..
        elektricien|huur|personeel|leveranciers|belasting""",
    "asks_time.ask": """termijnen|afbetaling|afbetalen|betalingsregeling|afbetalingsregeling|
        betaalregeling|regeling_treffen|regeling|gespreid|deelbetaling|deelbetalingen|afbetalingsplan|
        betaalplan, uitstel .. van? .. betaling?, meer|extra|wat_meer|iets_meer tijd|dagen|weken|ruimte,
        wat|iets|een_beetje|beetje langer|later|geduld|meer_tijd|respijt|tijd,
        betalingstermijn|betaaltermijn|termijn .. ... verlengen|verlenging|verlengd, per maand,
        maandelijks, in .. delen|stukjes|gedeelten, in twee|drie|vier|meerdere|2|3|4 keer, beetje bij
        beetje, later betalen, betaling .. uitstellen|verschuiven|opschuiven, even|nog .. wachten ..
        tot|op|met?, wachten .. tot .. ... loon|salaris|geld|klant|maand, geduld, wachten ...
        betaling|betalen, tot .. wachten, wachten tot, uitstel""",
    "asks_time.soft": """kan|kunnen|kon|konden|lukt|gaat ... niet|nu_niet|nog_niet .. ...
        betalen|voldoen|overmaken|opbrengen|om_te_betalen, niet .. kan|kunnen|in_staat .. ...
        betalen|voldoen, geen|onvoldoende|te_weinig|niet_genoeg ... geld|middelen|liquiditeit|
        liquide_middelen|saldo|budget|cashflow, krap .. bij_kas|bij|op|moment?, krap,
        kasgeld|cashflow|liquiditeit .. probleem|problemen|krap|laag|tekort?, liquiditeitsproblemen|
        betalingsproblemen|betalingsmoeilijkheden|betalingsonmacht|cashflowprobleem|cashflowproblemen,
        financieel|financiële .. moeilijk|lastig|zwaar|moeilijkheden|problemen|krap|situatie,
        moeilijke|lastige|zware periode|tijd|tijden|situatie|maand, werkloos|uitkering|bijstand|schulden,
        zo snel|spoedig|gauw .. mogelijk|als_mogelijk|ik_kan|we_kunnen, zsm, asap, spoedig, binnenkort,
        zodra ... kan|kunnen|geld|betaald|salaris|loon|klant|mogelijk, klant|klanten|opdrachtgever ...
        niet|nog_niet .. betaald|betalen, wachten|wacht .. op .. betaling|geld|betalingen|klant|salaris|
        uitbetaling, zit .. krap|moeilijk|platzak|lastig, als ik kan, kan|kunnen pas ..
        betalen|overmaken|voldoen""",
    "remittance": """betaalbewijs|betalingsbewijs|betaalspecificatie|betalingsspecificatie|
        betaalbevestiging|betalingsbevestiging|bewijs_van_betaling|remittance|betaaladvies|
        overboekingsbewijs|bankafschrift|afschrift|betalingsoverzicht|schermafdruk|screenshot ...
        bijlage|bijgevoegd|bijgesloten|bijgaand|hierbij|hierbij|aangehecht, bijgevoegd|bijgesloten|
        bijgaand|bijlage|hierbij|aangehecht|in_de_bijlage|als_bijlage ... betaalbewijs|betalingsbewijs|
        betaalspecificatie|betalingsspecificatie|betaalbevestiging|betalingsbevestiging|
        bewijs_van_betaling|bankafschrift|afschrift|remittance|screenshot|bewijs|betalingsoverzicht|
        schermafdruk, zie bijlage .. ... betaling|betaalbewijs|bewijs, bewijs .. in|als|zie .. bijlage""",
    "not.remittance": """stuur|stuurt|sturen|kunt|kan|graag|volgt|zal|zullen|nodig|ontvangen|geen .. ...
        betaalbewijs|betalingsbewijs|betaalspecificatie|bewijs_van_betaling|bankafschrift,
        betaalbewijs|bewijs .. volgt|stuur|nagestuurd""",
    "paid.dated": """@paid, ^ is|zijn .. weg|weggegaan|de_deur_uit, geld|betaling|bedrag is ..
        weg|weggegaan|de_deur_uit|verstuurd|verwerkt, overgemaakt""",
}
