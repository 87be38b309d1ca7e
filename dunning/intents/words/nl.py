"""Dutch words of replies; see the package for their form."""

SETS = {
    "common": """de het een en wij we ik u je jullie niet van voor op in is dat die deze dit hebben heb heeft
        met aan te zijn ook nog maar graag bij onze ons uw mij naar kan zal wordt factuur beste al""",
    "paid": "betaald voldaan overgemaakt overgeboekt overgeschreven vereffend afgelost gestort",
    "pays": "betaal betalen voldoe voldoen stort",
    "ordinal": "(?:e|ste|de)?",
    "weekdays": "ma=0 din=1 woe=2 vrij=4 zat=5 zon=6",
    "months": "mrt=3 maa=3",
    "numbers": "een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 tien=10 veertien=14 paar=3",
    "invoice": "factuur facturen bedrag nota rekening vordering saldo post rekeningen aanmaning #",
    "goods": """goederen levering bestelling pakket artikelen producten product materiaal materialen spullen
        order zending artikel onderdelen pallet pallets helft rest""",
}

PHRASES = {
    "closing": """met vriendelijke|hartelijke|vriendelijk groet|groeten, vriendelijke|hartelijke
        groet|groeten, mvg, m.v.g, groet, groeten, gr, hoogachtend, met hartelijke groet, grtz, groetjes,
        mvrgr""",
    "harmless": """indien mogelijk, als dat|het goed|akkoord|oké|ok|mogelijk is, als het
        kan|mag|lukt|goed_is, als u .. vragen heeft, geen probleem|punt|zorgen, maak je|u geen zorgen, niet
        alleen, waarom niet, aarzel niet, mocht .. vragen, als u nog vragen heeft, zonder problemen, niets
        aan de hand, zo nodig, indien nodig|gewenst, als je|u|jullie wil|wilt|willen, niet later dan, zonder
        meer, ik snap|begrijp niet waarom, laat .. weten als, als het goed is""",
    "negation": """niet, geen, nooit, nog niet|nooit, niets, noch, zonder, niks, niemand, nergens,
        onmogelijk, weiger*, onbetaald, helaas niet, nie""",
    "conditional": """als, indien, mits, zodra, wanneer, tenzij, pas als|na|wanneer|zodra, op voorwaarde,
        nadat, zolang, zou, zouden, na ontvangst|correctie|levering|goedkeuring|akkoord, eerst, of,
        afhankelijk, totdat, voordat, in geval, onder voorbehoud, tot u|jullie|de|het|we""",
    "but": """maar, echter, omdat, want, doch, en wij|we|ik|de|het|die|dit|u|graag|voor|factuur|zal|zullen,
        dus, daarom, aangezien, terwijl, graag, gelieve, wel, hoewel, daarnaast, verder, ook, alstublieft""",
    "hedge": """volgens mij|ons, ik|wij|we denk|denken|dacht|meen|geloof|vermoed|dachten|menen,
        waarschijnlijk, vermoedelijk, voor zover, naar mijn weten, bij mijn weten, als het goed is, dacht ik,
        meen ik, zou .. moeten, kennelijk""",
    "invoice": "factuur|facturen|fact|factuurnummer|factuurnr|nota|nr|nummer|fn",
    "not_day": """factuur|facturen|brief|mail|e-mail|herinnering|aanmaning|bestelling|
        order|offerte|levering|nota #? van|d.d|dd|gedateerd, vervallen op, vervaldatum|vervaldag #?
        is|op|van?, d.d, dd, sinds, gedateerd, geleverd op, besteld op""",
    "reference": """kenmerk, betalingskenmerk, referentie, ref, transactienummer, omschrijving, o.v.v, onder
        vermelding van, ovv, o.v.v kenmerk, transactie, met kenmerk, betaalkenmerk, met omschrijving""",
    "case": """insolventienummer, zaaknummer, rekestnummer, dossiernummer, nummer, rolnummer,
        faillissementsnummer, kenmerk""",
    "administrator": """curator|bewindvoerder|bewindvoerster|vereffenaar is|als|benoemd?, tot
        curator|bewindvoerder .. benoemd|aangesteld|is, curator|bewindvoerder|vereffenaar""",
    "person": """contactpersoon|opvolger|opvolgster|verantwoordelijke|collega .. is|nu|voortaan, contact
        opnemen met, neem contact op met, bij, naar, aan, met, mailen naar|aan, vervangen door, is nu,
        contacteren, contacteer""",
    "sum.before": """betaal, betalen, betaald, overmaken, overgemaakt, stort, storten, van, maak, maken,
        voldoen, voldaan, gestort, overboeken, overgeboekt""",
    "sum.not_after": "dagen|dag|weken|week|maanden|maand|termijnen|keer|uur|jaar|facturen|procent|x|stuks",
    "sum.half": "helft, de helft, 50%",
    "sum.rest": "de|het rest|restant|restbedrag|overige, restant, resterende bedrag?",
    "sum.all": """volledig, volledige bedrag, hele bedrag, in zijn geheel, geheel, totale bedrag, alles,
        totaalbedrag""",
    "paid": """heb|hebben|heeft|hadden|had|is|zijn|werd|werden|was|waren ... @paid,
        al|reeds|inmiddels|net|gisteren|zojuist|allang|intussen|vandaag|vanmorgen ... @paid, ^ @paid, @paid
        op|via|per|met|gisteren|vorige|afgelopen|vanmorgen|hebben|is|o.v.v|
        maandag|dinsdag|woensdag|donderdag|vrijdag, @invoice ... @paid,
        betaling|overboeking|overschrijving|bedrag|geld .. is|werd|heeft .. ...
        gedaan|verricht|uitgevoerd|verwerkt|verzonden|voldaan|onderweg|
        afgeschreven|weg|verstuurd|plaatsgevonden|de_deur_uit, heb|hebben ...
        betaling|overboeking|overschrijving .. gedaan|verricht|uitgevoerd|verzonden|ingezet|klaargezet,
        betaalde|betaalden|voldeed|voldeden, afgeschreven van|van_onze|van_mijn, van|op onze|mijn rekening ..
        afgeschreven, is al|reeds|gewoon|netjes|inmiddels .. @paid, geld|bedrag .. staat .. op .. rekening,
        heeft|hebt|hebben .. geld|betaling .. al|reeds .. ontvangen|gekregen|binnen, betaling|overboeking ..
        ... gedaan|uitgevoerd|verricht, is|zijn .. betaald|voldaan|overgemaakt, heb ..
        overgemaakt|betaald|gestort""",
    "not.paid": """moet|moeten|moest|zal|zullen|zou|zouden|kan|kunnen|wordt|worden|word|
        mag|wil|willen|gaat|gaan|dient|hoort|hoeft|hadden_wij|hadden_we ... @paid, te|nog_te worden? @paid,
        @paid wordt|worden|worden_door, betaald|voldaan zou|moet|kan|zal|wordt|worden|zijn_als,
        wanneer|hoe|wie|waar|of|hadden|hoeveel ... @paid, dubbel|tweemal|tweemaal|te_veel|teveel @paid,
        zodra|als|indien ... @paid, u|jullie .. heeft|hebben .. @paid, tot .. @paid is, aanbetaling .. @paid,
        altijd .. @paid, betalen betaald, krijg|krijgen ... betaald, word|worden betaald, @paid
        moeten|kunnen|zullen|mogen|hoeven""",
    "promise": """zal|zullen|gaan|ga|gaat|wordt|worden|word ...
        @paid|betalen|overmaken|voldoen|overboeken|gestort|storten|verricht|
        uitgevoerd|klaargezet|verwerkt|regelen|geregeld|plaatsvinden,
        betaling|overboeking|bedrag|geld|overschrijving ...
        volgt|komt|gaat|staat_klaar|staat_gepland|ingepland|gepland|
        vindt_plaats|wordt|staat_ingepland|staat, maak|maken|boek|boeken|schrijf|schrijven ... over,
        betaalrun|betaalronde|betalingsrun|betaalbatch, ingepland|gepland|klaargezet ..
        voor|op|ter_betaling|betaling, zeg|zeggen|beloof|beloven .. toe|betaling|betalen|dat,
        heeft|hebben|hebt .. u|jullie .. ... geld|bedrag|betaling, heeft|heb u|je .. ... op .. rekening,
        kan|kunnen ... betalen|overmaken|voldoen|storten|overboeken, ontvangt|krijgt|krijg|ontvangen
        u|je|jullie .. ... betaling|geld|bedrag, staat .. op .. rekening, gaat|gaan mee ..
        betaalrun|betaling, ingepland""",
    "promise.present": """@pays, zet|zetten .. klaar, doe|doen .. betaling|het|dat|overboeking, geld|betaling
        ... onderweg, maak|maken ... over, regel|regelen, zorg|zorgen .. betaling|ervoor, betaling|betalen
        we|ik, heb|heeft|hebben|hebt je|jullie|u .. het|geld|bedrag, staat het .. op .. rekening, @invoice
        ... gaat|gaan ... uit|weg|mee, jullie|u|je .. geld ... hebben|heeft|hebt""",
    "not.promise": """hoe|waar|wanneer|waarom|hoeveel|wat ... betalen|betaal|overmaken|voldoen,
        kan|kunnen|mag|mogen ik|wij|we|u|je|jullie .. betalen|overmaken .. met|via|in|per, in
        termijnen|delen, te betalen|voldoen, moet|moeten|hoef|hoeven|wil|willen ...
        betalen|overmaken|voldoen, ga|gaan|zal|zullen .. advocaat|klacht|rechter|juridisch, wordt ..
        geleverd|gerepareerd, levering .. volgt|komt, per maand, termijnen, creditnota .. volgt|komt, ^
        kan|kunnen|mag|zou|zouden ik|wij|we|u|jullie ...
        betalen|zahlen|bezahlen|überweisen|overmaken|voldoen, was|waren|wilde|wilden|had|hadden|zou|zouden ..
        ... betalen|gepland|ingepland|plan|overmaken, @pays .. mijn|onze ..
        elektricien|huur|personeel|leveranciers|belasting""",
    "asks_time.ask": """termijnen|afbetaling|afbetalen|betalingsregeling|afbetalingsregeling|
        betaalregeling|regeling_treffen|regeling|gespreid|deelbetaling|
        deelbetalingen|afbetalingsplan|betaalplan, uitstel .. van? .. betaling?,
        meer|extra|wat_meer|iets_meer tijd|dagen|weken|ruimte, wat|iets|een_beetje|beetje
        langer|later|geduld|meer_tijd|respijt|tijd, betalingstermijn|betaaltermijn|termijn .. ...
        verlengen|verlenging|verlengd, per maand, maandelijks, in .. delen|stukjes|gedeelten, in
        twee|drie|vier|meerdere|2|3|4 keer, beetje bij beetje, later betalen, betaling ..
        uitstellen|verschuiven|opschuiven, even|nog .. wachten .. tot|op|met?, wachten .. tot .. ...
        loon|salaris|geld|klant|maand, geduld, wachten ... betaling|betalen, tot .. wachten, wachten tot,
        uitstel""",
    "asks_time.soft": """kan|kunnen|kon|konden|lukt|gaat ... niet|nu_niet|nog_niet .. ...
        betalen|voldoen|overmaken|opbrengen|om_te_betalen, niet .. kan|kunnen|in_staat .. ...
        betalen|voldoen, geen|onvoldoende|te_weinig|niet_genoeg ...
        geld|middelen|liquiditeit|liquide_middelen|saldo|budget|cashflow, krap .. bij_kas|bij|op|moment?,
        krap, kasgeld|cashflow|liquiditeit .. probleem|problemen|krap|laag|tekort?,
        liquiditeitsproblemen|betalingsproblemen|betalingsmoeilijkheden|
        betalingsonmacht|cashflowprobleem|cashflowproblemen, financieel|financiële ..
        moeilijk|lastig|zwaar|moeilijkheden|problemen|krap|situatie, moeilijke|lastige|zware
        periode|tijd|tijden|situatie|maand, werkloos|uitkering|bijstand|schulden, zo snel|spoedig|gauw ..
        mogelijk|als_mogelijk|ik_kan|we_kunnen, zsm, asap, spoedig, binnenkort, zodra ...
        kan|kunnen|geld|betaald|salaris|loon|klant|mogelijk, klant|klanten|opdrachtgever ... niet|nog_niet ..
        betaald|betalen, wachten|wacht .. op .. betaling|geld|betalingen|klant|salaris|uitbetaling, zit ..
        krap|moeilijk|platzak|lastig, als ik kan, kan|kunnen pas .. betalen|overmaken|voldoen""",
    "dispute.quality": """beschadigd|beschadigde|kapot|kapotte|defect|defecte|gebroken|
        gebarsten|bekrast|bedorven|verkeerd_geleverd|ondeugdelijk|
        ondeugdelijke|onbruikbaar|versleten|lek|gedeukt,
        gebrek|gebreken|mankement|mankementen|schade|klachten_over,
        werkt|werken|functioneert|functioneren|doet|past .. nog_steeds? .. niet|het_niet, niet ..
        tevreden|deugdelijk|naar_behoren|goed_uitgevoerd|goed_gedaan| zoals_afgesproken|wat_we_besteld,
        slecht|slechte|matige|belabberde kwaliteit|werk|uitgevoerd|afgewerkt|geleverd|service|gedaan,
        kwaliteit .. ... niet|slecht|onder|matig|onvoldoende|belabberd, verkeerde|foute|foutieve
        artikel|artikelen|maat|kleur|product|producten|materiaal|model| goederen|spullen|onderdelen, verkeerd
        .. geleverd|geplaatst|gemonteerd, ontevreden, lekt, prutswerk|broddelwerk, voldoet|voldoen niet,
        ging|gaat .. kapot, sluit|past|brandt|verwarmt niet, eerst .. repareren|herstellen|oplossen|maken,
        laat los, lekt nog, repareren|herstellen .. ..., bladdert|brokkelt|valt ... af, laat|laten .. los""",
    "dispute.price": """prijs|bedrag|tarief|aantal|btw|korting|uren|uurtarief|totaal|uurloon ...
        klopt|kloppen|juist|hoog|hoger|verkeerd|fout|afgesproken|afspraak|
        overeen|ontbreekt|vergeten|afwijkt|wijkt|onjuist|correct, komt|komen niet overeen, niet .. overeen ..
        offerte|afspraak|prijs|met, te veel|teveel|meer|dubbele_prijs
        berekend|gefactureerd|gerekend|in_rekening|aangerekend|gevraagd, te duur|hoog, afgesproken ..
        prijs|bedrag|tarief|was|korting, prijsafspraak|offerteprijs, volgens|conform|in offerte .. ...,
        offerte .. ... was|stond|lager|anders|staat|euro|€, anders .. afgesproken, niet .. afgesproken,
        hoger|meer dan .. afgesproken|geoffreerd|offerte|begroot,
        verkeerd|verkeerde|foutief|foutieve|onjuist|onjuiste
        prijs|bedrag|tarief|btw|aantal|btw-tarief|btw-bedrag, korting .. ... niet|ontbreekt|vergeten,
        rekenen|rekent|gerekend|berekend .. ... uur|uren|dagen, btw verlegd|vrijgesteld""",
    "dispute.wrong": """@invoice ... klopt|kloppen|onjuist|incorrect|fout|foutief|verkeerd|niet_terecht|
        onterecht|niet_correct|niet_juist|onduidelijk, klopt|kloppen
        niet|niks|niets|gewoon_niet|helemaal_niet, niet .. eens|akkoord|mee_eens|verschuldigd|terecht,
        oneens, ga|gaan|zijn|ben .. niet .. akkoord|mee_akkoord|eens,
        betwist|betwisten|bestrijd|bestrijden|bezwaar|protest|protesteren|
        accepteer|accepteren|erken|erkennen .. ... niet|tegen|factuur|vordering|deze|uw|rekening,
        onterecht*|onterechte, niets|niks|geen .. verschuldigd|schuldig|te_betalen, fout|fouten|vergissing ..
        in|op|met .. ... factuur|nota|rekening, factuur .. ...
        corrigeren|gecorrigeerd|aanpassen|crediteren|gecrediteerd|intrekken| herzien|herzie,
        corrigeer|corrigeren|crediteren|crediteer .. factuur|deze, betaal|betalen .. ... niet|geen_cent|niets
        .. voor|tot|zolang|want|omdat|dit|deze|meer, wij|we|ik betaal|betalen .. niet|niks|dit_niet .. ...,
        weiger|weigeren .. ... betalen, geen cent, foutieve factuur, verkeerde factuur|rekening, niet
        onze|mijn factuur|rekening, niet .. tot betaling .. overgaan""",
    "dispute.not_ordered": """nooit|niet|niets|niks|geen .. ...
        besteld|bestelling|opdracht|gevraagd|getekend|ondertekend|afgenomen| aangevraagd|gekocht .. ...,
        zonder .. opdracht|bestelling|akkoord|toestemming, geen opdracht|bestelling""",
    "dispute.not_received": """@goods ... niet|nooit|niets|nog_niet|nog_steeds_niet .. ...
        ontvangen|geleverd|aangekomen|binnen|gekregen|bezorgd|compleet|volledig,
        niet|nooit|niets|niks|nog_steeds .. ... @goods .. ... ontvangen|geleverd|gekregen, niets|nooit|niks
        .. ontvangen|geleverd|gekregen|bezorgd|aangekomen, wacht|wachten .. ... op .. ... @goods,
        ontbreekt|ontbreken|mist|missen .. ... @goods|dozen|pallets|stuks|onderdelen,
        @goods|dozen|pallets|stuks .. ontbreekt|ontbreken|missen|incompleet|onvolledig, waar blijft|blijven
        .. @goods, niet geleverd, onvolledig|incompleet geleverd, nalevering, ontbrekende .. @goods""",
    "dispute.not_done": """werk|werkzaamheden|klus|project|montage|installatie|dienst|diensten|
        reparatie|verbouwing|opdracht .. ... niet|nooit|nog_niet|half|onvolledig .. ...
        af|klaar|afgerond|uitgevoerd|gedaan|voltooid|geleverd|opgeleverd| verricht|afgemaakt,
        niet|nog_niet|nooit .. ...
        afgerond|uitgevoerd|afgemaakt|opgeleverd|langs_geweest|langsgekomen|geweest, niemand .. ...
        langs|geweest|gekomen|verschenen, nooit .. komen opdagen, niet .. komen opdagen, half werk,
        ontbreken|ontbreekt nog, tot .. opgelost|hersteld|afgerond is""",
    "dispute.duplicate": """dubbel|dubbele|twee_keer|tweemaal|2x|2_keer .. ...
        gefactureerd|factuur|facturen|berekend|in_rekening|gestuurd|ontvangen| aangerekend,
        factuur|bedrag|rekening|nota .. is .. dubbel, al|reeds .. gefactureerd|in_rekening_gebracht,
        dubbelfacturatie""",
    "not.dispute.duplicate": "dubbel betaald",
    "dispute.cancelled": """opgezegd|geannuleerd|afgezegd|ontbonden|stopgezet|beëindigd|
        teruggestuurd|geretourneerd|retour_gestuurd|teruggebracht| retour_gezonden|herroepen|ingetrokken,
        opzegging|annulering|retourzending|retour .. ..., abonnement|contract|bestelling|order .. ...
        opgezegd|geannuleerd|beëindigd|stopgezet""",
    "dispute.credit": """wacht|wachten|wachtend|ontbreekt|missen|beloofd|beloofde|toegezegde|
        toegezegd|nog_geen|ontvangen|openstaande|verwachten|nog .. ...
        creditnota|creditfactuur|credit|creditering|terugbetaling, creditnota|creditfactuur|creditering ...
        niet|nog|wacht|beloofd|toegezegd|ontbreekt|ontvangen|te_ontvangen|open, creditnota|creditfactuur ..
        sturen|maken""",
    "not.dispute": """als|zodra|indien|wanneer|na ... creditnota|creditfactuur|juiste|gecorrigeerde .. ...,
        verkeerd|verkeerde nummer|persoon|adres|e-mailadres|mailadres, klopt .. toch, als|zodra ... factuur
        .. klopt, adres klopt niet, e-mailadres klopt""",
    "question.owe": """hoeveel|wat .. ... betalen|schuldig|open|openstaat|openstaand|verschuldigd|nog_staan|
        te_betalen|totaal|saldo, welke|welk facturen|factuur|bedrag|bedragen|saldo ...
        open|openstaan|nog|betalen|staan|verschuldigd|staat, hoe hoog, openstaand|totale|totaal|exacte
        bedrag|saldo .. ... doorgeven|laten_weten|is|bevestigen|weten?, wat is|zijn ..
        openstaande|saldo|totaalbedrag|totale_bedrag, totale|totaal openstaande|openstaand .. bedrag|saldo,
        openstaande bedrag|saldo""",
    "question.pay": """hoe|waar|waarnaar|waarheen .. ... betalen|betaal|overmaken|voldoen|betaling|overmaak,
        rekeningnummer|iban|bankgegevens|bankrekening|betaalgegevens| bankrekeningnummer|bic,
        betaallink|betaalverzoek|tikkie|ideal-link|betaalmogelijkheden|betaalwijze, kan|kunnen|mag ...
        met|via|per ... ideal|pin|creditcard|paypal|contant|tikkie|incasso|bancontact .. betalen|betaald?,
        betalen .. met|via|per .. ideal|pin|creditcard|paypal|contant|tikkie|bancontact, contant betalen,
        naar|op welk|welke rekening|rekeningnummer, accepteren|accepteert jullie|u .. ...""",
    "not.question.pay": """@paid|overgeboekt|via|gewijzigd|nieuw|nieuwe|ons|onze|mijn .. ...
        ideal|iban|rekeningnummer|tikkie|pin|creditcard|bankrekening, automatische incasso, van onze|mijn
        bankrekening, maak|maken|overmaken .. op .. uw|jullie rekeningnummer|iban, op uw|jullie
        rekeningnummer|bankrekening""",
    "question.resend": """stuur|sturen|stuurt|zenden|toesturen|opsturen|mailen|doorsturen|
        toezenden|verstrekken|ontvangen|krijgen|hebben|nodig|mail .. ...
        kopie|factuur|facturen|kopiefactuur|factuurkopie|duplicaat|pdf|nota| rekening|kopieën .. ...,
        factuur|facturen|nota|rekening|kopie|pdf|duplicaat .. ...
        sturen|stuur|toesturen|opsturen|mailen|nogmaals|opnieuw|doorsturen|
        toezenden|nog_een_keer|nog_eens|toegestuurd|toemailen, kopie|kopieën|duplicaat .. van ..
        factuur|facturen|nota|rekening, kopie factuur|facturen|nota, kopiefactuur|factuurkopie|kopiefacturen,
        niet|nooit|geen|nog_geen ... factuur|facturen|nota|rekening ...
        ontvangen|gekregen|gezien|gehad|vinden|terugvinden|binnengekregen|binnen,
        factuur|facturen|nota|rekening ... niet|nooit ...
        ontvangen|gekregen|gezien|vinden|terugvinden|bijgevoegd|binnengekomen|
        bekend|openen|binnen|bijgesloten|aangekomen, geen factuur|facturen ..
        ontvangen|gekregen|gezien|bij|bekend|gehad, factuur kwijt|zoek, factuur .. kwijt|zoek,
        bijlage|pdf|bestand .. ... niet|ontbreekt|leeg|openen, om welke factuur, welke factuur ..
        gaat|betreft|is, # .. ... niet .. ... systeem|administratie|boeken, niet ..
        systeem|administratie|boekhouding, nog een keer|eens .. mailen|sturen|toesturen|opsturen,
        nogmaals|opnieuw .. mailen|sturen|toesturen|toezenden, # .. ... sturen|mailen .. ..., stuur|mail .. #
        ..., graag .. # ..., graag|graag_nog|gelieve|kunt_u|kun_je .. toesturen|toezenden|opsturen|nasturen,
        factuur|# .. ... niet|nooit .. ..., factuur|# .. hebben|heb .. niet|nooit|geen""",
    "not.question.resend": """als .. stuurt|sturen, creditnota|creditfactuur,
        juiste|gecorrigeerde|nieuwe|correcte factuur, stop|geen .. facturen .. meer, facturen ..
        voortaan|in_het_vervolg|in_de_toekomst, voortaan .. facturen, factuur|facturen ... sturen|mailen
        naar|aan .. ..., betaling .. ontvangen, sturen naar, zodra .. factuur, uitsluitend|alleen|enkel,
        uitsluitend|alleen|enkel ... <address>, sturen|mailen|stuur .. ... uitsluitend|alleen|enkel,
        factuur|# .. ... niet|nooit .. ...
        eens|akkoord|betaald|betalen|klopt|correct|juist|voldaan|goed|terecht, klopt|kloppen niet""",
    "question.statement": """rekeningoverzicht|saldo-overzicht|saldooverzicht|
        openstaande-postenlijst|postenlijst|debiteurenoverzicht|
        rekeningafschrift|saldolijst|saldobevestiging, overzicht|lijst|specificatie|opgave .. van|met .. ...
        facturen|openstaande|posten|rekening|open|alle, overzicht .. sturen|ontvangen|krijgen|graag,
        openstaande posten""",
    "question.who": """wie is|zijn|bent|ben .. dit|u|jullie|jij|je|dat|dit_nou|daar, met wie spreek|app|heb,
        van welk|welke bedrijf|firma, welk|wat bedrijf|voor_bedrijf .. is|bent|zijn?, ken|kennen .. ...
        u|jullie|bedrijf|firma .. niet, niet .. bekend, nooit .. gehoord, oplichting|spam|nep|phishing|scam,
        hoe komt|komen .. aan .. nummer|adres|gegevens, weet|weten niet wie""",
    "not.question.who": "wie .. contact|moet, adres .. niet bekend",
    "question.other": """bellen|bel|terugbellen|opbellen|bel_me|bel_mij .. ..., waar .. is|zijn|gaat .. ...
        voor|over, waarvoor|waarom|wanneer|waartoe|welk|welke|wat|hoe
        is|zijn|hebben|heb|wordt|krijg|dient|betekent|houdt, kunt|kan|kunnen|wilt|zou|zouden
        u|je|jullie|iemand .. ... uitleggen|toelichten|bevestigen|nakijken|controleren|zeggen|vertellen|
        laten_weten|bellen|specificeren|aangeven|checken, graag ..
        uitleg|toelichting|bevestiging|specificatie|contact|telefonisch|reactie, vraag|vragen ..
        over|heb|hebben, heb|hebben .. een|nog? .. vraag|vragen,
        inkoopnummer|ordernummer|po-nummer|kvk-nummer|btw-nummer .. ... nodig|ontbreekt|vermelden|ontbreken?,
        bel even, wilt u contact opnemen, neem contact met mij op""",
    "wrong_person": """verkeerd|verkeerde|onjuist|foutief
        nummer|persoon|adres|e-mailadres|mailadres|afdeling|bedrijf|
        contactpersoon|mail|geadresseerde|emailadres, niet|niet_meer|geen .. ...
        juiste_persoon|juiste_adres|contactpersoon|verantwoordelijk|
        verantwoordelijke|klant|geadresseerde|bevoegd .. ..., werk|werkt|werkzaam|werken .. ...
        niet_meer|niet_langer|niet .. ... bij|hier|voor|meer, niet meer .. werkzaam|in_dienst|hier|bij, hier
        .. niet .. meer|over|van, uit dienst, heeft .. ... bedrijf|organisatie|ons .. verlaten, ga|gaan ..
        hier|daar .. niet .. over, niet .. over .. facturen|betalingen|dit, niets|niks .. mee|met .. te ..
        maken, neem|neemt|opnemen|contact .. ... contact|op .. ... met,
        mailen|mail|sturen|stuur|richten|wenden|stuurt|gelieve .. ... naar|aan|tot .. ..., facturen ...
        voortaan|in_het_vervolg|graag|moeten|kunnen ... naar|aan|via, nieuwe|nieuw
        contactpersoon|e-mailadres|mailadres|adres|contact, contactpersoon is|zijn|voor,
        doorgestuurd|doorgezet .. naar|aan .. ..., ken|kennen .. ... bedrijf|persoon|firma .. niet, nooit ..
        klant .. geweest, geen klant, overleden, verhuisd, met pensioen, verwisselt|verwisseld|verward ..
        ..., verkeerd verbonden, bent|heeft .. verkeerd|verkeerde, verkocht|overgedragen|overgenomen .. ...
        zaak|bedrijf|eigenaar|winkel, zaak|bedrijf|winkel|onderneming ... verkocht|overgedragen, nieuwe
        eigenaar|eigenaren, naar|aan|via|op <address>, facturen|aanmaningen|nota's ... naar|aan|via
        <address>, moet|moeten|kun|kunt|kan .. bij ... zijn|terecht, doet|regelt|beheert .. nu|tegenwoordig
        .. ..., doet|regelt .. boekhouding|administratie|facturen, probeer|probeert .. <address>""",
    "not.wrong_person": """dringend|dringende|spoed|urgent|spoedgevallen ... contact|bellen|mailen|wenden,
        contact .. met mij|ons|mijn_advocaat, met mijn|onze advocaat, naar|aan mij|ons|dit_adres,
        kopie|factuur|overzicht|pdf|creditnota .. ... sturen|mailen|stuur, stuur|sturen|mail .. mij|ons|even,
        kunt u .. mij|ons .. sturen|mailen, contact op met mijn bewindvoerder|curator|advocaat, nooit ..
        contact|mails, geen|nooit .. contact .. meer|op, verkeerd .. geleverd|berekend, verkeerd|verkeerde ..
        bedrag|prijs|factuur, neem nooit""",
    "out_of_office": """ben|zal|zijn ... niet ... op kantoor|het_kantoor|werk, ben|zal|zijn ...
        afwezig|vakantie|verlof|buiten_kantoor|zwangerschapsverlof|
        ouderschapsverlof|zakenreis|met_verlof|vrij|niet_bereikbaar .. ..., momenteel|tijdelijk|thans ..
        afwezig|niet_op_kantoor|met_vakantie|op_vakantie,
        afwezigheidsbericht|afwezigheidsmelding|afwezigheidsassistent, automatisch|automatische
        antwoord|bericht|reactie ... afwezig|vakantie|verlof|niet_aanwezig|kantoor, weer|terug ...
        aanwezig|bereikbaar|terug|op_kantoor|beschikbaar, ben ik .. weer|terug .. ..., zijn wij .. weer ..
        bereikbaar|open|aanwezig|terug, kantoor|bedrijf|winkel|organisatie|zaak .. ... gesloten|dicht, wij|we
        zijn .. ... gesloten|dicht|met_vakantie|op_vakantie .. ..., lees .. mail|mails|e-mail|berichten ..
        beperkt|niet, beperkt .. bereikbaar|toegang, tijdens mijn afwezigheid, geen toegang .. mail|e-mail,
        tot en met .. afwezig, ben .. ... ziekteverlof|ziek_thuis""",
    "not.out_of_office": """zij|hij|boekhouder|boekhoudster|collega|chef|baas|directeur|
        administratie|man|vrouw|eigenaar|partner|die|administratrice is|was|zijn|zit .. ...
        vakantie|afwezig|ziek|verlof|weg|kantoor|vrij|bereikbaar, was|waren|geweest|ben_geweest|was_ik ...
        vakantie|afwezig|ziek|verlof|gesloten|weg, terug|net .. van vakantie|verlof, uw|jullie kantoor,
        rekening .. gesloten, als .. terug, bel .. terug, terugbellen, stuur|stuurde .. terug, terug ..
        gestuurd|gestort|gebracht|betaald, definitief gesloten, voorgoed, na .. vakantie, jullie ..
        zijn|waren .. ... bereikbaar|gesloten, u bent .. niet bereikbaar, geld terug, terug|vakantie|verlof
        .. ... betaal|betalen|regel|maak|overmaken""",
    "stop.channel": """stop|stoppen|ophouden|houd|hou .. ... met|op ...
        mailen|sms'en|smsen|bellen|appen|mij_te|mails|sms|berichten|sturen|
        lastigvallen|lastig_te_vallen|spammen|e-mailen|whatsappen|sms'jes, niet|nooit .. meer ..
        mailen|sms'en|smsen|bellen|appen|whatsappen|e-mailen|sturen_via_sms .. ..., geen ..
        sms|mails|e-mails|berichten|sms'jes|emails|appjes|telefoontjes|mail .. meer, geen verdere|nieuwe
        sms|mails|e-mails|berichten, uitschrijven|afmelden ...
        nieuwsbrief|mailinglijst|mails|sms|lijst|mailing, schrijf|meld mij|me|ons ... uit|af,
        verwijder|verwijderen|verwijdert|haal|halen|schrap .. ... mij|me|mijn|ons|onze ...
        bestand|lijst|mailinglijst|adres|e-mailadres|nummer|telefoonnummer|
        database|emailadres|mailadres|systeem, mijn|ons
        e-mailadres|mailadres|nummer|telefoonnummer|emailadres|adres|gegevens ...
        verwijderen|verwijdert|schrappen|wissen, wil|willen|wens|wensen .. geen ..
        mails|sms|berichten|e-mails|telefoontjes .. ... meer|ontvangen, niet meer ..
        gemaild|gebeld|ge-sms't|geappt, val|vallen .. mij|me .. niet .. lastig, van ..
        lijst|mailinglijst|maillijst|verzendlijst af, af van .. lijst|mailinglijst|mails|sms""",
    "stop.all": """nooit|niet .. meer .. ... contact .. ... op|met|opnemen, neem .. geen|niet|nooit .. ...
        contact .. meer?, geen|elk|ieder|iedere|alle verder|vorm_van|enkel .. contact .. meer?, geen ..
        contact .. meer, laat .. me|mij|ons .. ... met_rust, met rust, niets|niks|nooit .. meer .. ... van ..
        horen, verbied|verboden .. ... contact, al mijn|onze gegevens .. ... verwijderen|wissen,
        verwijder|wis .. al|alle .. mijn|onze? .. gegevens, recht op vergetelheid, staak|staken .. ...
        contact|communicatie, geen enkele manier .. ... benaderd|contact|gecontacteerd, niet meer ..
        benaderd|gecontacteerd|benaderen""",
    "not.stop": """als|indien|anders|tenzij|voordat|totdat|zolang .. ...
        stop*|geen_contact|verwijder*|contact|niet_meer, verwijder*|schrap*|haal .. ...
        kosten|incassokosten|rente|regel|boete|aanmaningskosten|factuur, stop* .. ...
        levering*|werkzaamheden|contract|abonnement|incasso|dienst*, abonnement|contract .. ...
        stop*|opzeg*|uitschrijven|afmelden, heb|hebben|kreeg|had ... geen .. mail|mails|e-mail|berichten|sms
        .. ontvangen|gekregen|gehad|gezien, heb|hebben ... geen ... mail|mails|berichten|sms, naar|aan
        hem|haar|anna|mijn_man|mijn_vrouw|jan|oude, niet meer mailen naar|aan, geen .. facturen .. meer, niet
        meer bellen voor|na, geen goederen""",
    "legal_threat": """advocaat|advocaten|advocate|jurist|juristen|rechtsbijstand|
        rechtsbijstandverzekering|rechtsbijstandverzekeraar| juridische_afdeling|raadsman|raadsvrouw,
        rechter|rechtbank|rechtszaak|kantonrechter|rechtszaal|dagvaarden|
        dagvaarding|kort_geding|gerechtelijke|juridische_stappen|juridisch, aangifte .. ..., politie,
        geschillencommissie|consumentenbond|autoriteit_persoonsgegevens|acm|
        consuwijzer|ombudsman|afm|juridisch_loket, namens
        cliënt|cliënte|mijn_cliënt|onze_cliënt|mijn_cliënte, cliënt|cliënte, tot mij wendde, belangen ..
        behartig*|behartigen, klacht|klachten .. indienen|ingediend|neerleggen, rechtsbijstandsverzekering,
        mijn cliënt|cliënte""",
    "not.legal_threat": """voorkomen|zonder|geen|onnodig|voordat .. ...
        advocaat|rechter|rechtbank|juridisch*|gerechtelijk*|dagvaard*| gerechtelijke|deurwaarder, uw|jullie
        advocaat|jurist|juridische_afdeling|rechtbank, rechtbank .. ... faillissement|uitgesproken|surseance,
        u .. ... dagvaard*|rechter|rechtszaak, dreig* .. ... advocaat|rechter|rechtbank, vonnis, bij vonnis,
        contact .. met mijn bewindvoerder|curator, onze|mijn cliënt .. betaalt|betaald, klant""",
    "insolvency": """faillissement|failliet|surseance|surséance|schuldsanering|wsnp|
        curator|bewindvoerder|insolventie|insolvent|schuldhulpverlening|
        liquidatie|vereffening|vereffenaar|wcam|whoa|faillissementsaanvraag|
        insolventienummer|schuldeisersvergadering|beschermingsbewind|
        onder_bewind|collectieve_schuldenregeling|schuldbemiddelaar|msnp, kredietbank|schuldhulp""",
    "not.insolvency": """niet|voorkomen|bijna|dreigt|straks|dreigend|anders|zo_meteen .. ...
        failliet|faillissement|insolvent, als ... failliet|faillissement,
        klant|klanten|opdrachtgever|leverancier ... failliet|faillissement|surseance, faillissement .. van ..
        ... klant|opdrachtgever|leverancier, helpen|maken .. failliet, ga|gaan|gaat .. failliet .. ...,
        jullie .. failliet|faillissement""",
    "remittance": """betaalbewijs|betalingsbewijs|betaalspecificatie|betalingsspecificatie|
        betaalbevestiging|betalingsbevestiging|bewijs_van_betaling|remittance|
        betaaladvies|overboekingsbewijs|bankafschrift|afschrift| betalingsoverzicht|schermafdruk|screenshot
        ... bijlage|bijgevoegd|bijgesloten|bijgaand|hierbij|hierbij|aangehecht,
        bijgevoegd|bijgesloten|bijgaand|bijlage|hierbij|aangehecht| in_de_bijlage|als_bijlage ...
        betaalbewijs|betalingsbewijs|betaalspecificatie|betalingsspecificatie|
        betaalbevestiging|betalingsbevestiging|bewijs_van_betaling|
        bankafschrift|afschrift|remittance|screenshot|bewijs| betalingsoverzicht|schermafdruk, zie bijlage ..
        ... betaling|betaalbewijs|bewijs, bewijs .. in|als|zie .. bijlage""",
    "not.remittance": """stuur|stuurt|sturen|kunt|kan|graag|volgt|zal|zullen|nodig|ontvangen|geen .. ...
        betaalbewijs|betalingsbewijs|betaalspecificatie|bewijs_van_betaling| bankafschrift,
        betaalbewijs|bewijs .. volgt|stuur|nagestuurd""",
    "agrees": """bedankt, dank, dank u|je|jullie wel?, dankjewel, dankuwel, hartelijk dank, thanks, thx, oke,
        oké, ok, okay, akkoord, prima, begrepen, genoteerd, is|komt goed|genoteerd|in_orde, in orde, helder,
        duidelijk, top, fijn, mooi, ontvangen, goed, komt in orde, komt voor elkaar, ja, merci, zal ik doen,
        gaan we doen, ik pak het op, wordt geregeld, waarvan akte, super, we gaan .. mee aan de slag, ga ..
        achteraan, ga|gaan .. ernaar|er_naar|erachteraan|er_achteraan .. kijken?, ga er achteraan,
        zoek|zoeken .. het|dit uit, kijk|kijken .. het|ernaar .. na?, geef|geven .. het? .. door""",
    "courtesy": """hallo|hoi|beste|geachte|goedemorgen|goedemiddag|goedenavond|goedendag|dag|hi|hey
        heer|mevrouw|allen|collega|mijnheer|team?, voor .. doorgeven|de|het|uw|je|jullie|deze
        herinnering|bericht|mail|info|informatie|reactie|antwoord|melding|
        e-mail|moeite|begrip|geduld|hulp|snelle_reactie|uitleg, fijne|prettige|goede|mooie
        dag|avond|weekend|middag|week, fijn weekend, prettig weekend, sorry|excuses|excuus .. ...
        vertraging|ongemak|overlast|late?,
        het|dat|de|dit|u|je|wel|hoor|alvast|alvast_bedankt|bij_voorbaat|zeer|heel, heer|mevrouw, voor het
        doorgeven|melden|sturen""",
    "paid.dated": """@paid, ^ is|zijn .. weg|weggegaan|de_deur_uit, geld|betaling|bedrag is ..
        weg|weggegaan|de_deur_uit|verstuurd|verwerkt, overgemaakt""",
}
