"""German: what customers ask, thanks and courtesies."""

PHRASES = {
    "question.owe": """wie viel|wieviel ... offen|schulde|schulden|zahlen|bezahlen|fällig|aussteht|
        ausstehend|noch|insgesamt, was ... offen|schulde|schulden|noch_zu_zahlen|aussteht|bezahlen|zahlen,
        welche|welcher rechnungen|rechnung|betrag|beträge|posten|summe ... offen|fällig|unbezahlt|
        aussteht|noch, wie hoch, offener|offenen betrag|saldo .. nennen|mitteilen|ist|bitte, gesamtsumme|
        gesamtbetrag .. nennen|mitteilen|ist, höhe .. forderung|betrags .. nennen|mitteilen, teilen .. ...
        offenen|gesamtbetrag|saldo|offene ... mit, offenen|offener|offene gesamtbetrag|betrag|summe, wie
        viel|wieviel, was .. offen|schulde|schulden|kostet|macht|bekommen_sie|kriegt, welche ..
        rechnungen|posten .. offen|fällig, was kommt|macht|wird .. zusammen|insgesamt|alles, was|wat is|
        ist|steht .. ... offen, insgesamt .. offen, noch offen bei uns|mir|euch""",
    "question.pay": """wohin|worauf|wie|womit kann|soll|muss|darf|können|sollen ...
        zahlen|überweisen|bezahlen|begleichen|zahlung, auf welches|welchem|welche
        konto|bankverbindung|iban, iban, bankverbindung|kontodaten|bankdaten|kontonummer|zahlungsdaten|
        kontoverbindung|bic|paypal-adresse|zahlungslink, kann|können|darf ... mit|per|via|bar|in ...
        karte|kreditkarte|paypal|lastschrift|bar|ec-karte|sepa .. zahlen|bezahlen?, mit|per
        karte|kreditkarte|paypal|lastschrift|ec-karte .. zahlen|bezahlen, akzeptieren|nehmen sie ...
        karte|kreditkarte|paypal, welche zahlungsmöglichkeiten|zahlungsarten, bar zahlen|bezahlen,
        wohin|worauf|welches|welchem konto|bank|iban, wie|wohin .. zahlen|überweisen|bezahlen,
        mit|per|über paypal|karte|kreditkarte|lastschrift|klarna|bar|apple .. zahlen|bezahlen|möglich,
        kontonummer|iban|bankverbindung, zahlungslink|bezahllink""",
    "not.question.pay": """wurde|ist|habe|haben ... iban|konto|kontonummer|bankverbindung|paypal|
        lastschrift ... @paid|geändert|eingezogen, neue|unsere|meine|geänderte
        bankverbindung|iban|kontodaten, per|mit|via paypal|karte|kreditkarte|lastschrift .. @paid, per
        lastschrift, falsche|neue|unsere .. kontonummer|iban|bankverbindung, iban .. geändert""",
    "question.resend": """rechnung|rechnungen|rechnungskopie|kopie|rechnungsduplikat|re|rg|duplikat|pdf|
        zweitschrift .. ... senden|schicken|zusenden|zuschicken|zukommen|mailen|zumailen|übersenden|
        übermitteln|weiterleiten|nochmal|nochmals|erneut|noch_mal|noch_einmal|anfordern|benötigen|
        brauche|brauchen|haben, senden|schicken|schick|schickt|mailen|brauche|brauchen|benötige|
        benötigen|hätten|hätte|fehlt|bräuchte|bräuchten|übersenden|übermitteln|bitte|bitten .. ...
        rechnung|rechnungen|rechnungskopie|kopie|duplikat|rechnungsduplikat|zweitschrift|rechnungskopien,
        kopie|kopien|duplikat|zweitschrift .. rechnung|rechnungen, nicht|nie|keine|kein|noch_nie ...
        rechnung|rechnungen ... erhalten|bekommen|vor|da|angekommen|vorliegen|gefunden|finden|gesehen|
        vorliegend, rechnung|rechnungen ... nicht|nie ... erhalten|bekommen|vor|angekommen|eingegangen|
        finden|auffindbar|vorliegen|auf, liegt|liegen ... rechnung|rechnungen nicht|nie|leider? .. vor,
        liegt|liegen ... keine|nicht .. rechnung|rechnungen .. vor?, keine rechnung|rechnungen,
        anhang|pdf|datei .. fehlt|nicht|lässt, um welche rechnung, welche rechnung .. gemeint|handelt,
        #|@invoice ... nicht ... system|buchhaltung|unterlagen|auffindbar,
        nochmal|noch_mal|nochmals|noch_einmal|erneut .. ... schicken|senden|zuschicken|zusenden|
        rüberschicken|mailen|zukommen|zumailen, rüberschicken|zuschicken|zumailen .. nochmal|bitte, # ...
        nicht|nie ... erhalten|bekommen|vor|da|gesehen, nicht|keine ... # ... erhalten|bekommen, bitte
        nochmals|nochmal|noch_mal|erneut? zusenden|zuschicken|zukommen_lassen, bitte zusenden|zuschicken,
        keine|nie .. rechnung, rechnung .. ... nicht .. angekommen|da|erhalten|bekommen|gefunden|finden,
        finde|finden .. #|rechnung|2042 .. nicht|nicht_mehr, kopie, nochmal|nochmals|erneut ..
        schicken|senden|mailen|zusenden, # .. nicht .. da|vor|gefunden|erhalten|angekommen|bekommen|
        finden, schicken|senden|mailen|schick|schickt .. rechnung|kopie|#|pdf, rechnung ..
        weg|verlegt|verloren|verschlampt|verschwunden""",
    "not.question.resend": """keine rechnungen mehr, rechnungen .. künftig|zukünftig|in_zukunft|ab_sofort
        .. an, korrigierte|neue|berichtigte|korrekte|richtige rechnung, gutschrift, künftig|zukünftig ..
        rechnungen, rechnungen bitte an, keine rechnung .. ohne, rechnung .. nicht ..
        akzeptieren|anerkennen|zahlen|bezahlen, ausschließlich|nur|künftig|zukünftig,
        ausschließlich|nur|künftig|zukünftig ... <address>, senden|schicken .. ...
        ausschließlich|nur|künftig|zukünftig, rechnung .. nicht .. fällig|anerkannt|akzeptiert|richtig|
        korrekt|bezahlt|gerechtfertigt|nachvollziehbar|bestellt|einverstanden|unsere|zahlen|ordnung,
        ablieferbeleg|lieferschein|gutschrift|beleg, fehler|falsch*|korrektur|gesperrt|gekündigt|
        storniert, ware|lieferung|paket|@goods ... nicht|nie""",
    "question.statement": """kontoauszug|kontoauszüge|kontoübersicht|saldenliste|op-liste|opliste|
        offene-posten-liste|offene-posten|saldenbestätigung|kontostand|forderungsaufstellung|aufstellung|
        auflistung|übersicht ... senden|schicken|zusenden|zukommen|offen*|aller|bitte|haben|benötigen|
        brauchen|posten, senden|schicken|brauchen|benötigen|brauche|benötige|bitte|bitten ...
        kontoauszug|kontoübersicht|saldenliste|op-liste|saldenbestätigung|aufstellung|auflistung|
        übersicht|forderungsaufstellung|offene_posten_liste, saldenaufstellung|kontoauszug|aufstellung|
        op-liste|saldenliste|saldobestätigung|übersicht""",
    "question.who": """wer sind|ist|bist|seid|schreibt|spricht|hat ... sie|da|du|ihr|das|dort|diese?, wer
        ist das|da, kenne|kennen sie|euch|diese|die|ihre|keine ... nicht|gar_nicht|firma?, von welcher
        firma, welche firma, was ist das für eine|ne firma, nie von ihnen gehört, woher haben sie ...
        nummer|adresse|daten|mail, ist das betrug|spam|echt|seriös, ihre firma ist .. unbekannt, wer ist|
        sind|bist|seid, wer da, spam|betrug|fake|echt|seriös|abzocke, was für eine|ne firma, ist das ..
        spam|betrug|fake|echt|seriös, kenne|kenn .. nummer .. nicht|net|ned""",
    "not.question.who": "wer ist .. zuständig|ansprechpartner",
    "question.other": """rufen|ruf|melden sie? mich|uns|sich|bei ... an|zurück|bei|mir|uns?, bitte um|ich
        rückruf, um rückruf, rückruf, wofür|warum|weshalb|wieso|wann|was|welcher|welche|wie|woher ... ist|
        sind|war|haben|wurde|bezieht|handelt|soll|bedeutet, können|könnten|könnte|kann sie|ihr|du|mir|uns
        .. bitte? ... erklären|erläutern|prüfen|sagen|mitteilen|helfen|anrufen|nachsehen|klären|
        bestätigen|schauen|zurückrufen, bitte ... erklären|erläutern|mitteilen|bestätigen|klären|prüfen|
        melden, habe|hätte|haben ... frage|fragen|rückfrage, um was|welche|worum geht|handelt, worum geht,
        ust-id|steuernummer|bestellnummer .. benötigen|fehlt|brauchen, benötigen|brauchen .. ust-id|
        steuernummer|bestellnummer|leistungsnachweis|lieferschein|stundenzettel, wofür|weshalb|warum|
        wieso, rufen|ruft|ruf .. mich|uns|an|zurück, können|könnten|kannst|könntest|könnt .. erklären|
        erläutern|sagen|prüfen|anrufen|helfen, erklär*|erläuter*, rückruf|zurückrufen|telefonieren|
        anrufen, welche|welcher|welchem|was_für_eine|was_für_ne|was_für rechnung|mahnung|lieferung|
        bestellung|betrag|auftrag|leistung, unter|auf|für welche|welcher|welchem|welches|welchen, wer hat
        .. ... bestellt|beauftragt|angenommen|unterschrieben, woher kommt|kommen|stammt|stammen|haben, was
        soll|sollen .. posten|gebühr|betrag|position|das""",
    "agrees": """danke, vielen|herzlichen|besten|lieben|schönen dank, dankeschön, dankend erhalten|
        zur_kenntnis, ok, okay, oki, alles klar, in ordnung, verstanden, zur kenntnis .. genommen?,
        notiert, geht klar, passt, wird erledigt, wird gemacht, einverstanden, erhalten, gut, super,
        prima, perfekt, jo, ja, bestens, mache ich, machen wir, merci, top, wir danken, kümmere mich
        darum, ich bedanke mich, bedanken uns, bedanke mich, kümmern uns .. darum, kümmere mich .. darum,
        wir kümmern uns, ich kümmere mich, schaue|schauen .. mal? .. nach, prüfen das, prüfe das, wir
        prüfen, gebe|geben .. weiter, schaue|schau|sehe|gucke|prüfe|kläre ich .. mir? .. an|nach|das,
        schaue ich mir an, danke|dank .. hinweis|erinnerung|info|mail|nachricht|bescheid, kümmere .. drum|
        darum, kümmer .. drum|darum, ist notiert|vermerkt|angekommen, mach ich|wir, wird gemacht|erledigt,
        ok mach, geht in ordnung, passt scho*, roger, jup, joa, jawohl, sehr gut, gerne, gern, prüfe|
        prüfen|schau|schaue|checke .. das|es|mal, alles gut, besten dank, thx, danke schön, ich schau|
        schaue|prüfe|check|kläre, verstehe, passt für|so uns|mich|mir, nur zu, legen sie|legt los, sind|
        bin dabei, können|kannst wir|sie|du so machen, für mich|uns ok|okay|passt|in_ordnung, von mir|uns
        aus, gerne so, so machen|mach wir|ma""",
    "courtesy": """hallo|hi|moin|servus|guten|grüß .. tag|morgen|abend|gott|zusammen|herr|frau?, sehr
        geehrte|geehrter damen|herr|frau|herren? .. und herren?, sehr geehrte damen und herren,
        liebe|lieber frau|herr|team|kollegen?, für|den|die .. info|information|erinnerung|hinweis|mail|
        nachricht|rückmeldung|antwort|email|e-mail|mitteilung|geduld|verständnis|hilfe|bescheid|
        aufklärung|klärung, schönen|schönes|schöne tag|abend|wochenende|woche|feierabend .. noch?, ihnen
        auch, auch, so, damit, für|die|das|es|ihre|ihnen|dir|euch|sehr|schon|schön|mal, bis dann,
        entschuldigung|sorry|entschuldigen .. verspätung|umstände|sie?, mal, nochmal, noch, und, wieder,
        ihnen, euch, liebe|viele|beste grüße, lg, vg, drum, den, gleich""",
    "agrees.admits": """haben recht|sie_haben_recht, stimmt hab*|haben|ist|war ..
        übersehen|vergessen|untergegangen|durchgerutscht, durchgerutscht|untergegangen|durchgegangen|
        verschwitzt|verpennt|verschlafen, übersehen, vergessen, unser|mein|meine|unsere
        fehler|versäumnis|schuld|irrtum, wird veranlasst|erledigt|gemacht|bearbeitet|geprüft, hab*|haben
        .. vergessen|übersehen|verschwitzt|verpennt, ging .. unter, geht .. in ordnung, das passt so""",
    "not.agrees": """haben sie .. vergessen|übersehen, sie .. vergessen|übersehen, vergessen sie,
        vergessen .. zu|gutschrift|rabatt, nicht .. vergessen""",
}
