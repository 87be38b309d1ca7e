"""German: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """falsche|falschen|falscher|verkehrte|verkehrter nummer|person|adresse|
        e-mail-adresse|mailadresse|e-mail|ansprechpartner|mail|firma|empfänger|nr, nicht|nicht_mehr|nie
        .. zuständig|verantwortlich|richtige|richtiger|ansprechpartner|beschäftigt|angestellt|tätig|
        im_unternehmen|für|kunde ... ansprechpartner|person|uns|unternehmen|firma|bei, bin|sind|ist
        nicht|nicht_mehr ... zuständig|beschäftigt|tätig|ansprechpartner|verantwortlich|richtige|
        mitarbeiter|kunde, nicht mehr .. arbeite|arbeitet|beschäftigt|tätig|im_unternehmen|bei_uns|bei|
        da|hier|für, arbeite|arbeitet .. nicht_mehr|nicht .. bei|für|hier|da, nichts .. zu .. tun, hat ..
        unternehmen|firma|uns .. verlassen, ausgeschieden|im_ruhestand|in_rente|in_pension,
        wenden|kontaktieren|richten|schreiben|melden sie .. sich? .. bitte? .. an|bei, an ..
        buchhaltung|zentrale|kollegin|kollegen .. wenden|senden|schicken|richten, rechnungen ...
        künftig|zukünftig|bitte|ab_sofort|in_zukunft ... an, senden|schicken|richten sie ..
        rechnungen|rechnung|mahnungen|diese|alles ... an, neue|neuer|richtige|richtiger ansprechpartner|
        ansprechpartnerin|mailadresse|e-mail-adresse|adresse|anschrift, zuständig
        ist|dafür_ist|hierfür_ist, verwechselt|verwechseln|verwechslung, verwählt, an .. weitergeleitet,
        falsch verbunden, verstorben|verschieden, kenne|kennen .. ihre? .. firma nicht, hat .. nummer ..
        gewechselt, umgezogen, bin ich .. falsche|falscher, verkauft|übergeben|abgegeben .. ... inhaber|
        nachfolger|eigentümer|betrieb|geschäft|laden, geschäft|betrieb|laden|firma ...
        verkauft|übergeben|abgegeben, neuen? eigentümer|inhaber|besitzer, an|unter|über <address>, an ...
        wenden|richten|schicken|senden, macht|machen|führt|betreut|kümmert .. jetzt|nun|inzwischen ..
        ..., macht|führt|betreut .. buchhaltung|rechnungen, zuständig ist|wäre|sind,
        versuchen|versuch|probieren .. <address>""",
    "not.wrong_person": """in dringenden|dringende fällen|angelegenheiten ... wenden, an mich, bei mir,
        an uns, bei uns, an meinen anwalt|rechtsanwalt, an unseren anwalt|rechtsanwalt, rufen sie mich,
        senden sie mir|uns, schicken sie mir|uns, melden sie sich bei mir|uns, an diese adresse, an mich|
        uns|meinen|unseren|treuhänder|insolvenzverwalter ... wenden""",
    "out_of_office": """bin ... nicht|außer ... im|in büro|haus|dienst|hause|erreichbar|anwesend, bin ...
        im|in|auf urlaub|elternzeit|mutterschutz|dienstreise|geschäftsreise|krankenstand, bin ... außer
        haus|dienst|büro, bin ... abwesend|ortsabwesend|nicht_erreichbar, befinde mich ... urlaub|
        elternzeit|mutterschutz|außer_haus|dienstreise|geschäftsreise|nicht_im_büro|abwesend|fortbildung,
        ich bin ... ab|am|erst .. wieder .. erreichbar|im_büro|da|für_sie_da|im_haus|zurück|für_sie,
        abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsmeldung|abwesenheitsassistent,
        automatische|automatisierte antwort|nachricht ... urlaub|abwesend|nicht_im_büro|abwesenheit,
        büro|unternehmen|betrieb|firma|kanzlei|praxis|geschäft ... geschlossen|betriebsferien|
        betriebsurlaub|nicht_besetzt, betriebsferien|betriebsurlaub|werksferien, wir haben ..
        betriebsferien|betriebsurlaub|geschlossen|urlaub, wir sind ... ab|am ... wieder|zurück ...
        für_sie_da|erreichbar|da, ab .. sind wir wieder, ab .. bin ich wieder, während meiner
        abwesenheit, nicht .. regelmäßig .. gelesen|abgerufen, wird|werden nicht .. weitergeleitet""",
    "not.out_of_office": """sie|er|kollege|kollegin|chef|chefin|buchhalter|buchhalterin|mann|frau|
        mitarbeiter|mitarbeiterin|herr|inhaber ist|war|befindet ...
        urlaub|krank|abwesend|außer|nicht|erreichbar, war|waren|hatte|hatten ... urlaub|abwesend|nicht|
        krank|geschlossen|außer_haus, wenn ... wieder .. da|zurück|im_büro, ihr büro, nach .. urlaub,
        konto .. geschlossen, aus dem urlaub zurück, rechnung ... nicht .. weitergeleitet, nie
        erreichbar, endgültig|dauerhaft .. geschlossen, wieder|zurück|urlaub .. ... zahle|zahlen|
        überweise|überweisen|bezahle|erledige|kümmere""",
    "stop.channel": """keine|nie|keinerlei ... sms|e-mails|mails|emails|nachrichten|anrufe|whatsapp|
        textnachrichten|e-mail|mail|werbung|newsletter .. mehr, keine weiteren
        sms|e-mails|mails|emails|nachrichten|anrufe, hören|hör|hört sie? .. auf ... schreiben|schicken|
        senden|mailen|anzurufen|simsen|zuzumüllen|belästigen|texten|anrufen, aufhören .. mir|mich ..
        schreiben|anzurufen|sms, lassen sie das .. mit den .. mails|sms|anrufen,
        abmelden|austragen|abbestellen ... newsletter|verteiler|mails|sms,
        löschen|entfernen|streichen|nehmen|tragen sie? ... mich|adresse|e-mail-adresse|mailadresse|
        nummer|handynummer|telefonnummer|mail-adresse|emailadresse|meine ... verteiler|liste|
        verteilerliste|system|datenbank|kartei|aus, aus .. verteiler|liste ..
        nehmen|streichen|löschen|entfernen|austragen, schreiben|schicken|senden|rufen sie mir|mich|uns
        ... nicht|keine|nie .. mehr|weiteren .. an|sms|mails|e-mails|emails|nachrichten, nicht mehr ..
        anrufen|anschreiben|anmailen|per_sms|per_mail|per_e-mail|per_whatsapp, möchte|will|wünsche ...
        keine .. mehr|weiteren .. sms|mails|e-mails|nachrichten|anrufe|e-mails_mehr""",
    "stop.all": """keine|keinerlei|jede|jegliche|jedwede weitere|weiteren|weiterer .. kontaktaufnahme|
        kontakt|kontaktaufnahmen|kommunikation|kontaktversuche, kontaktieren sie mich|uns ..
        nicht|nie|nicht_mehr .. mehr?, nie wieder .. kontaktieren|melden|hören|anschreiben, nicht
        mehr|wieder .. kontaktieren|kontaktiert, lassen sie|lasst|lass mich|uns .. in|endlich ..
        ruhe|frieden, in ruhe lassen, melden sie sich nie|nicht wieder|mehr, untersage|verbiete .. ihnen?
        ... kontakt*|jede*, will|möchte .. nie|nichts .. mehr? .. ihnen .. hören, nichts mehr .. hören,
        meine|sämtliche|alle daten .. löschen|gelöscht, löschen sie .. meine|alle|sämtliche .. daten,
        widerrufe .. einwilligung, unterlassen|unterlasst|unterlassung|verbitte .. ...
        kontaktaufnahme|kontakt|kontaktversuche""",
    "not.stop": """wenn|falls|sonst|sofern|bevor|bis|solange|ob ... keine|kontakt*|löschen|entfernen|
        aufhören|nicht_mehr|melden|anrufen|streichen, mahngebühr*|gebühr*|zinsen|position|posten|
        verzugszinsen ... streichen|löschen|entfernen|stornieren|entfallen, streichen|löschen|entfernen
        ... mahngebühr*|gebühr*|zinsen|position|rechnung, keine rechnung, keine
        mails|anrufe|nachrichten|e-mail|sms ... erhalten|bekommen|gekriegt, nicht mehr an
        herrn|frau|ihn|sie, an .. herrn|frau, vertrag|abo|abonnement ... abbestellen|abmelden|kündigen,
        kunden""",
    "legal_threat": """anwalt|anwälte|anwältin|rechtsanwalt|rechtsanwältin|rechtsbeistand|
        rechtsabteilung|rechtsanwälte|anwaltlich*|juristen, rechtliche|juristische|gerichtliche
        schritte|maßnahmen|beratung|konsequenzen, rechtlichen schritten, rechtsweg, vor gericht,
        gericht|gerichtlich, klage|verklage|verklagen|klagen, anzeige .. erstatten|erstattet|polizei,
        erstatte .. anzeige, strafanzeige, verbraucherzentrale|verbraucherschutz|schlichtungsstelle|
        datenschutzbehörde|bundesnetzagentur, anwaltlich vertreten, rechtlichen? interessen .. vertret*,
        namens und in? vollmacht, zeigen .. an .. dass, mandant|mandantin|mandantschaft,
        unterlassung|unterlassungsklage|abmahnung, polizei""",
    "not.legal_threat": """ohne|vermeiden|nicht_gleich|kein|keinen|keine|nicht ... anwalt|gericht|
        gerichtlich*|rechtliche*|klage|rechtsanwalt, ihr|ihrem|ihren|ihre
        anwalt|rechtsanwalt|rechtsabteilung|inkasso, sie ... verklagen|klagen|anwalt_einschalten,
        drohen|drohung ... anwalt|gericht, bevor sie ... anwalt|gericht|klagen, klagen .. über,
        insolvenzgericht|amtsgericht, beim amtsgericht|insolvenzgericht, klage .. über,
        gerichtsvollzieher|gerichtsstand""",
    "insolvency": """insolvenz|insolvent|insolvenzverfahren|insolvenzverwalter|insolvenzverwalterin|
        insolvenzantrag|privatinsolvenz|verbraucherinsolvenz|insolvenzeröffnung|insolvenzgericht|konkurs|
        konkursverfahren|zahlungsunfähig|zahlungsunfähigkeit|insolvenztabelle|eigenverwaltung|
        schutzschirmverfahren|restschuldbefreiung|schuldnerberatung|liquidation|liquidator|
        gläubigerversammlung|sachwalter|schuldenbereinigung|schuldenbereinigungsplan|
        eidesstattliche_versicherung|vermögensauskunft, pleite, firma|gesellschaft|unternehmen|gmbh ..
        ... aufgelöst|liquidiert""",
    "not.insolvency": """nicht|keine|kein|vermeiden|abwenden|droht|drohende|sonst ... insolvenz|
        insolvent|konkurs|zahlungsunfähig|pleite, in die insolvenz|pleite treiben|getrieben, treiben ..
        in, momentan|gerade|grad|derzeit|bin|total .. pleite, ihre|ihr insolvenz,
        kunde|kunden|großkunde|auftraggeber|lieferant ... insolvenz|insolvent|pleite, insolvenz ..
        kunden|großkunden|auftraggebers""",
}
