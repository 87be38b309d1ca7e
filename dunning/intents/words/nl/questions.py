"""Dutch: what customers ask, thanks and courtesies."""

PHRASES = {
    "question.owe": """hoeveel|wat .. ... betalen|schuldig|open|openstaat|openstaand|verschuldigd|
        nog_staan|te_betalen|totaal|saldo, welke|welk facturen|factuur|bedrag|bedragen|saldo ... open|
        openstaan|nog|betalen|staan|verschuldigd|staat, hoe hoog, openstaand|totale|totaal|exacte
        bedrag|saldo .. ... doorgeven|laten_weten|is|bevestigen|weten?, wat is|zijn ..
        openstaande|saldo|totaalbedrag|totale_bedrag, totale|totaal openstaande|openstaand ..
        bedrag|saldo, openstaande bedrag|saldo, hoeveel|wat ..
        moet|moeten|betalen|open|krijg|krijgen|schuldig, hoeveel .. nog""",
    "question.pay": """hoe|waar|waarnaar|waarheen .. ... betalen|betaal|overmaken|voldoen|betaling|
        overmaak, rekeningnummer|iban|bankgegevens|bankrekening|betaalgegevens|bankrekeningnummer|bic,
        betaallink|betaalverzoek|tikkie|ideal-link|betaalmogelijkheden|betaalwijze, kan|kunnen|mag ...
        met|via|per ... ideal|pin|creditcard|paypal|contant|tikkie|incasso|bancontact ..
        betalen|betaald?, betalen .. met|via|per .. ideal|pin|creditcard|paypal|contant|tikkie|
        bancontact, contant betalen, naar|op welk|welke rekening|rekeningnummer, accepteren|accepteert
        jullie|u .. ..., naar|op welk|welke rekeningnummer|rekening|iban, kan|mag|kunnen .. met|via|per
        ideal|pin|creditcard|paypal|contant|tikkie, hoe|waar .. betalen|overmaken, rekeningnummer,
        betaallink|betaalverzoek, rekeningnr, welk rekeningnr""",
    "not.question.pay": """@paid|overgeboekt|via|gewijzigd|nieuw|nieuwe|ons|onze|mijn .. ... ideal|iban|
        rekeningnummer|tikkie|pin|creditcard|bankrekening, automatische incasso, van onze|mijn
        bankrekening, maak|maken|overmaken .. op .. uw|jullie rekeningnummer|iban, op uw|jullie
        rekeningnummer|bankrekening, tikkie terug, rekeningnummer .. verkeerd|onjuist|gewijzigd|klopt""",
    "question.resend": """stuur|sturen|stuurt|zenden|toesturen|opsturen|mailen|doorsturen|toezenden|
        verstrekken|ontvangen|krijgen|hebben|nodig|mail .. ... kopie|factuur|facturen|kopiefactuur|
        factuurkopie|duplicaat|pdf|nota|rekening|kopieën .. ...,
        factuur|facturen|nota|rekening|kopie|pdf|duplicaat .. ... sturen|stuur|toesturen|opsturen|mailen|
        nogmaals|opnieuw|doorsturen|toezenden|nog_een_keer|nog_eens|toegestuurd|toemailen,
        kopie|kopieën|duplicaat .. van .. factuur|facturen|nota|rekening, kopie factuur|facturen|nota,
        kopiefactuur|factuurkopie|kopiefacturen, niet|nooit|geen|nog_geen ...
        factuur|facturen|nota|rekening ... ontvangen|gekregen|gezien|gehad|vinden|terugvinden|
        binnengekregen|binnen, factuur|facturen|nota|rekening ... niet|nooit ... ontvangen|gekregen|
        gezien|vinden|terugvinden|bijgevoegd|binnengekomen|bekend|openen|binnen|bijgesloten|aangekomen,
        geen factuur|facturen .. ontvangen|gekregen|gezien|bij|bekend|gehad, factuur kwijt|zoek, factuur
        .. kwijt|zoek, bijlage|pdf|bestand .. ... niet|ontbreekt|leeg|openen, om welke factuur, welke
        factuur .. gaat|betreft|is, # .. ... niet .. ... systeem|administratie|boeken, nog een keer|eens
        .. mailen|sturen|toesturen|opsturen, nogmaals|opnieuw .. mailen|sturen|toesturen|toezenden, # ..
        ... sturen|mailen .. ..., stuur|mail .. # ..., graag .. # ...,
        graag|graag_nog|gelieve|kunt_u|kun_je .. toesturen|toezenden|opsturen|nasturen,
        factuur|facturen|# .. niet|nooit|kwijt .. ontvangen|gekregen|binnen|gezien|vinden,
        kun|kunt|kan|stuur|graag .. # .. sturen|mailen|toesturen|nog_eens, kopie|duplicaat .. factuur|#,
        kwijt .. factuur, factuur .. kwijt, sturen|stuur|mailen|mail .. factuur|#|kopie, factuur|# ..
        niet|nooit .. ontvangen|gekregen|binnen|vinden|gezien|gehad|aangekomen, # .. niet, niet .. in ..
        systeem|administratie|boekhouding""",
    "not.question.resend": """als .. stuurt|sturen, creditnota|creditfactuur,
        juiste|gecorrigeerde|nieuwe|correcte factuur, stop|geen .. facturen .. meer, facturen ..
        voortaan|in_het_vervolg|in_de_toekomst, voortaan .. facturen, factuur|facturen ... sturen|mailen
        naar|aan .. ..., betaling .. ontvangen, sturen naar, zodra .. factuur, uitsluitend|alleen|enkel,
        uitsluitend|alleen|enkel ... <address>, sturen|mailen|stuur .. ... uitsluitend|alleen|enkel,
        factuur|# .. ... niet|nooit .. ... eens|akkoord|betaald|betalen|klopt|correct|juist|voldaan|goed|
        terecht, klopt|kloppen niet, <address>, factuur .. afgekeurd|afgewezen|geweigerd|geblokkeerd,
        afleverbon|pakbon|levering|bestelling|goederen|pakket|creditnota|betaalbewijs|spullen, factuur ..
        niet .. akkoord|erken*|correct|juist|vervallen|betalen|betaald|verwerken|eens|terecht, fout ..
        factuur, dubbel .. ontvangen, geen akkoord|opdracht|inkooporder|contract, # niet, terwijl, niet
        daar, # .. niet .. eens|betaal*|klopt|akkoord|daar|want|omdat""",
    "question.statement": """rekeningoverzicht|saldo-overzicht|saldooverzicht|openstaande-postenlijst|
        postenlijst|debiteurenoverzicht|rekeningafschrift|saldolijst|saldobevestiging,
        overzicht|lijst|specificatie|opgave .. van|met .. ...
        facturen|openstaande|posten|rekening|open|alle, overzicht .. sturen|ontvangen|krijgen|graag,
        openstaande posten, overzicht|saldo-overzicht|openstaande_posten|rekeningoverzicht""",
    "question.who": """wie is|zijn|bent|ben .. dit|u|jullie|jij|je|dat|dit_nou|daar, met wie spreek|app|
        heb, van welk|welke bedrijf|firma, welk|wat bedrijf|voor_bedrijf .. is|bent|zijn?, ken|kennen ..
        ... u|jullie|bedrijf|firma .. niet, niet .. bekend, nooit .. gehoord, oplichting|spam|nep|
        phishing|scam, hoe komt|komen .. aan .. nummer|adres|gegevens, weet|weten niet wie, wie ben|bent|
        is|zijn, oplicht*|phishing|spam|nep|scam, welk bedrijf, wie zijn jullie, ken|herken .. nr|nummer
        .. niet""",
    "not.question.who": """wie .. contact|moet, adres .. niet bekend, wie is ..
        verantwoordelijk|contactpersoon""",
    "question.other": """bellen|bel|terugbellen|opbellen|bel_me|bel_mij .. ..., waar .. is|zijn|gaat ..
        ... voor|over, waarvoor|waarom|wanneer|waartoe|welk|welke|wat|hoe is|zijn|hebben|heb|wordt|krijg|
        dient|betekent|houdt, kunt|kan|kunnen|wilt|zou|zouden u|je|jullie|iemand .. ... uitleggen|
        toelichten|bevestigen|nakijken|controleren|zeggen|vertellen|laten_weten|bellen|specificeren|
        aangeven|checken, graag .. uitleg|toelichting|bevestiging|specificatie|contact|telefonisch|
        reactie, vraag|vragen .. over|heb|hebben, heb|hebben .. een|nog? .. vraag|vragen, inkoopnummer|
        ordernummer|po-nummer|kvk-nummer|btw-nummer .. ... nodig|ontbreekt|vermelden|ontbreken?, bel even,
        wilt u contact opnemen, neem contact met mij op, waar .. voor|over, waarvoor|waarom, bel|bellen|
        terugbellen .. mij|me|ons|even, kunt|kan|kun|zou .. bellen|toelichten|uitleggen|specificeren|
        bevestigen|nakijken, toelichten|toelichting|uitleg|specificatie, wie .. ... verstrekt|besteld|
        opdracht|aangevraagd|getekend, welk|welke .. nummer|factuur|opdracht|bestelling|afdeling|persoon|
        datum|werk, waar komt|komen .. vandaan, waar .. vandaan""",
    "agrees": """bedankt, dank, dank u|je|jullie wel?, dankjewel, dankuwel, hartelijk dank, thanks, thx,
        oke, oké, ok, okay, akkoord, prima, begrepen, genoteerd, is|komt goed|genoteerd|in_orde, in orde,
        helder, duidelijk, top, fijn, mooi, ontvangen, goed, komt in orde, komt voor elkaar, ja, merci,
        zal ik doen, gaan we doen, ik pak het op, wordt geregeld, waarvan akte, super, we gaan .. mee aan
        de slag, ga .. achteraan, ga|gaan .. ernaar|er_naar|erachteraan|er_achteraan .. kijken?, ga er
        achteraan, zoek|zoeken .. het|dit uit, kijk|kijken .. het|ernaar .. na?, geef|geven .. het? ..
        door, bedankt|dank .. herinnering|mail|bericht|info|melding, ga ik|we|wij regelen|doen|bekijken|
        uitzoeken|kijken, oke|ok|oké, komt goed|in_orde|voor_elkaar, zal|ga ik .. doen|naar_kijken|
        uitzoeken|regelen|nakijken, dank je|u|jullie, dankje, helemaal goed, check, ik kijk|check|bekijk|
        zoek, goed zo, doen we, ga maar|je|uw gang, prima|goed zo, lijkt me|mij|ons goed|prima|oké|ok, doe
        maar, vind ik|wij prima|goed|oké, wat mij|ons betreft akkoord|prima|goed|oké, akkoord met dat|dit""",
    "courtesy": """hallo|hoi|beste|geachte|goedemorgen|goedemiddag|goedenavond|goedendag|dag|hi|hey
        heer|mevrouw|allen|collega|mijnheer|team?, voor .. doorgeven|de|het|uw|je|jullie|deze
        herinnering|bericht|mail|info|informatie|reactie|antwoord|melding|e-mail|moeite|begrip|geduld|
        hulp|snelle_reactie|uitleg, fijne|prettige|goede|mooie dag|avond|weekend|middag|week, fijn
        weekend, prettig weekend, sorry|excuses|excuus .. ... vertraging|ongemak|overlast|late?, het|dat|
        de|dit|u|je|wel|hoor|alvast|alvast_bedankt|bij_voorbaat|zeer|heel, heer|mevrouw, voor het
        doorgeven|melden|sturen, voor .. herinnering|bericht|mail, je, wel, hoor, groetjes, gr, nog,
        alvast, u, jullie, en, ik, het, regelen""",
    "agrees.admits": """heeft|hebt|hebben gelijk, klopt .. vergeten|helemaal|inderdaad|door_de_vingers, ^
        klopt helemaal|vergeten|inderdaad|ja, vergeten|over_het_hoofd_gezien|ontschoten|doorheen_geglipt|
        tussendoor_geglipt, ga|gaan ermee|er_mee .. aan de slag, aan de slag, onze|mijn
        fout|vergissing|schuld, aan onze aandacht ontsnapt, wordt verwerkt|opgepakt|behandeld|geregeld,
        foutje van ons|mij, er tussendoor geglipt""",
    "not.agrees": "u|jullie .. vergeten, vergeten .. korting|creditnota|te, niet .. vergeten",
}
