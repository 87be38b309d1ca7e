"""German words of replies; see the package for their form."""

SETS = {
    "common": """und der die das wir ich sie ist nicht ein eine haben habe wurde bitte mit für von zu auf
        ihre uns mir den dem am im es auch noch schon bei wird werden kann rechnung danke aber hat sind""",
    "paid": """überwiesen bezahlt gezahlt beglichen ausgeglichen angewiesen eingezahlt getätigt transferiert
        abgebucht gebucht bez erledigt veranlasst""",
    "pays": """überweise überweisen bezahle bezahlen zahle zahlen begleiche begleichen zahl bezahl überweis
        transferiere""",
    "ordinal": r"\.?",
    "weekdays": "mo=0 di=1 mi=2 do=3 fr=4 sa=5 so=6 sonnabend=5",
    "months": "jaenner=1 maerz=3 märz=3 sept=9",
    "numbers": """ein=1 eine=1 einem=1 einer=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 zehn=10
        vierzehn=14 paar=3""",
    "invoice": "rechnung rechnungen rechnungsbetrag betrag rg re summe forderung posten mahnung beleg #",
    "goods": """ware waren lieferung artikel bestellung paket material teile sendung produkt produkte geräte
        gerät palette paletten hälfte rest restlieferung""",
}

PHRASES = {
    "closing": """mit|mfg freundlichem|freundlichen|besten|herzlichen|lieben gruß|grüßen|grüße,
        freundliche|viele|beste|liebe|herzliche|schöne grüße|gruß, mfg, vg, lg, beste|schönen|lieben|besten
        gruß, gruß, hochachtungsvoll, grüße""",
    "harmless": """wenn möglich, falls möglich, wenn sie fragen|rückfragen haben, falls noch nicht ..
        geschehen, kein problem, keine sorge, keine ursache, nichts für ungut, wenn es|das ihnen|für sie ..
        passt|recht|ok|okay .. ist?, wenn das ok|okay|in_ordnung ist|geht, falls
        nötig|erforderlich|gewünscht, wenn ich das richtig sehe, nicht nur, warum nicht, ich verstehe nicht
        warum, kein thema, bei bedarf, ohne abzug|skonto, nicht zuletzt, ohne weiteres, nicht später als,
        zögern sie nicht""",
    "negation": """nicht, nicht's, nichts, kein*, nie, niemals, noch nie, weder, ohne, leider kein*, net,
        nich, verweiger*, ned, unbezahlt, niemand""",
    "conditional": """wenn, falls, sofern, sobald, erst, bis sie|die|das|wir|dahin, vorausgesetzt, nur|erst
        nach|wenn, ansonsten, nachdem, =würde*, =könnte*, unter der bedingung, vorbehaltlich, ob, =hätte*,
        =wäre*, solange, andernfalls, nach
        erhalt|eingang|zusendung|vorlage|prüfung|klärung|korrektur|gutschrift""",
    "but": """aber, jedoch, doch, weil, da sie|wir|ich|die, denn, deshalb, daher, dennoch, allerdings,
        obwohl, und wir|ich|die|das|es|sie|bitte|für, sondern, bitte, außerdem, hingegen, dagegen, während""",
    "hedge": """ich|wir glaube|glauben|denke|denken|meine|vermute, meines wissens, m.w., wohl,
        wahrscheinlich, eigentlich, vermutlich, soweit|soviel ich|wir, glaub, meiner meinung, angeblich,
        dürfte""",
    "invoice": "rechnung|rechnungen|re|rg|rechn|nr|nummer|rechnungsnummer|rechnungsnr|beleg",
    "not_day": """rechnung|rechnungen|re|rg|schreiben|mahnung|mail|e-mail|lieferung|
        bestellung|angebot|lieferschein #? vom|von, fällig am?, fällig seit, datiert|datum, seit, geliefert
        am, bestellt am""",
    "reference": """verwendungszweck, referenz, referenznummer, ref, transaktionsnummer, transaktions-id,
        buchungsnummer, mit dem? verwendungszweck, zahlungsreferenz""",
    "case": """az, aktenzeichen, geschäftszeichen, gz, geschäftsnummer, verfahrensnummer,
        gerichtsaktenzeichen""",
    "administrator": """insolvenzverwalter|insolvenzverwalterin|verwalter|sachwalter|treuhänder
        ist|wurde|rechtsanwalt?, zum|zur vorläufigen? insolvenzverwalter|insolvenzverwalterin ..
        wurde|ist|bestellt, insolvenzverwalter|insolvenzverwalterin|sachwalter""",
    "person": """ansprechpartner|ansprechpartnerin|zuständig|nachfolger|nachfolgerin .. ist|jetzt|nun, an,
        kontaktieren sie, wenden sie sich .. an, zuständig ist, zuständig ist jetzt|nun, ist jetzt|nun,
        nachfolgerin ist, ansprechpartner ist, zuständig ist jetzt|nun, ist jetzt""",
    "sum.before": """zahle, zahlen, überweise, überweisen, bezahlen, bezahle, von, über, überwiesen, bezahlt,
        gezahlt, je, rate|raten zu|von|à""",
    "sum.not_after": """tage|tagen|wochen|woche|monate|monaten|raten|prozent|uhr|stück|jahre|
        jahren|rechnungen""",
    "sum.half": "hälfte, halben|halbe betrag, 50%, 50 prozent",
    "sum.rest": "den? rest, restbetrag, restliche*, restsumme, restzahlung",
    "sum.all": """gesamten|gesamte betrag, gesamtbetrag, alles, komplett, vollständig, volle summe, in voller
        höhe, gesamtsumme""",
    "paid": """hab|habe|haben|hat|hatten|hatte|wurde|wurden|ist|sind|war|waren ... @paid,
        bereits|schon|längst|schon_längst|heute|gestern|soeben|gerade @paid, bereits|schon|längst ... @paid,
        ^ @paid, @paid am|worden|per|via|mit, @paid haben wir, zahlung|überweisung|geld|betrag .. ist|wurde
        .. bereits|schon|gestern|heute|längst?
        erfolgt|raus|rausgegangen|angewiesen|ausgeführt|veranlasst|getätigt|
        unterwegs|weg|vorgenommen|durchgeführt|abgegangen, haben .. überweisung|zahlung ..
        veranlasst|getätigt|vorgenommen|ausgeführt|gemacht|angewiesen, habe .. überweisung|zahlung ..
        gemacht|veranlasst|getätigt|vorgenommen, zahlung|überweisung erfolgte, beglichen wir|ich bereits,
        überwies|überwiesen wir|ich|am, @invoice|zahlung|überweisung ... @paid, von unserem|meinem konto ..
        abgebucht|abgegangen|runter, ist .. bei uns|von_uns .. abgebucht|raus, lastschrift ..
        eingezogen|eingelöst, sie haben .. geld|betrag .. schon|bereits, geld .. schon|bereits ..
        bekommen|erhalten|raus|überwiesen, zahlung .. ging|ist .. raus, überweisung .. ging|ist .. raus, ging
        .. raus|ein, ist|sind|war|waren|alles .. bezahlt|beglichen|überwiesen|erledigt_und_bezahlt,
        habe|haben|hab .. überwiesen|bezahlt|gezahlt|beglichen, geld|betrag|zahlung .. ist ..
        schon|längst|lange|bereits .. da|drauf|gutgeschrieben|eingegangen|bei_ihnen|bei_euch""",
    "not.paid": """muss|müssen|musst|soll|sollen|sollte|sollten|wird|werden|werde|=würde|
        =würden|kann|können|=könnten|=könnte|=hätte|=hätten|=wäre|=wären|
        =müsste|=müssten|darf|möchte|möchten|wollen|will ... @paid|erfolgt, zu @paid, @paid|erfolgt
        wird|werden|ist_wird|wurde_nicht, wann|wie|wer|ob|wo|wohin ... @paid, @paid haben
        =müssten|=müsste|sollen|sollten, doppelt bezahlt, zu viel|zuviel bezahlt|gezahlt|überwiesen,
        haben|habe|hat sie|ihr|die|er .. @paid|veranlasst, bestell*|gekündigt|beauftragt ... erledigt,
        ware|lieferung|arbeiten|auftrag|reparatur|bau|mangel ... erledigt|veranlasst, bis ..
        bezahlt|beglichen ist|sind|haben, sobald|wenn|sofern|falls ... @paid, arbeiten ... @paid, anzahlung
        .. bezahlt|geleistet, immer|stets .. pünktlich|bezahlt""",
    "promise": """wird|werden|werde ... @paid|ausgeführt|durchgeführt|vorgenommen|erfolgen|bezahlen|
        überweisen|zahlen|begleichen|anweisen|ausgleichen|veranlassen|tätigen| eingehen|rausgehen|ausgezahlt,
        zahlung|überweisung|ausgleich|betrag|geld ...
        erfolgt|kommt|folgt|geht|läuft|ist_für|ist_eingeplant|eingeplant| terminiert|raus, erfolgt ...
        zahlung|überweisung, kommt|folgt .. zahlung|geld|überweisung, nächsten?
        zahllauf|zahlungslauf|zahlungslaufs, im|mit zahllauf|zahlungslauf, verspreche|versprochen ..
        zahlung|zahlen|überweisen, sage .. zahlung zu, zur zahlung ..
        am|zum|angewiesen|freigegeben|vorgesehen|vorgemerkt, kann|können ...
        bezahlen|überweisen|zahlen|begleichen, haben sie das geld .. auf, das geld .. haben_sie .. am|bis,
        ist .. am|bis|nächste ... auf ihrem konto""",
    "promise.present": """@pays, mache|mach|machen ... überweisung|zahlung, überweisung|zahlung ...
        mache|mach|machen|fertig, weise|weisen .. an, gleiche|gleichen .. aus, begleichen wir|ich, geht|gehen
        .. raus, veranlasse|veranlassen, fertig .. überweisung, zur zahlung, kriegen|bekommen|erhalten sie ..
        geld|zahlung|betrag, tätige|tätigen, haben|hast|habt|kriegen|kriegst sie|du|ihr .. das|ihr|euer?
        geld, ist .. auf ihrem|eurem konto, haben sie es, @invoice ... geht|gehen .. ... raus|weg|mit,
        erledige|erledigen|kümmere|regle|regele|mache ich|wir .. ...""",
    "not.promise": """soll|sollen|sollten|muss|müssen sie|wir|ich .. zahlen|überweisen|bezahlen|begleichen,
        wann|wie|wohin|worauf|warum|wo|ob|was ... @pays, nicht ... @pays, zu @pays, zahlen sie, überweisen
        sie, bezahlen sie, wird .. geliefert|repariert|erledigt, ware ... geht|kommt|folgt, lieferung ...
        kommt|folgt|erfolgt, raten, in raten, werden|werde ... anwalt|gericht|prüfen|kündigen, zahlen ..
        muss|müssen|soll|sollen|=würde|wollen, ^ kann|können|darf|könnte|könnten ich|wir|man|sie ...
        betalen|zahlen|bezahlen|überweisen|overmaken|voldoen, hatte|hatten|wollte|wollten|sollte .. ...
        geplant|vor|zahlen|überweisen|bezahlen|vorgesehen, war|waren .. ... geplant|vorgesehen|eingeplant,
        ging|gingen .. ... raus, @pays .. meinen|meine|unsere|unseren ..
        elektriker|miete|mitarbeiter|löhne|steuern|lieferanten|vermieter|handwerker,
        meinen|meine|unsere|unseren elektriker|miete|mitarbeiter|löhne|steuern|lieferanten""",
    "asks_time.ask": """ratenzahlung|raten|ratenplan|teilzahlung|teilzahlungen|teilbeträge|
        teilbeträgen|ratenvereinbarung|abschlagszahlung|ratenweise,
        zahlungsaufschub|aufschub|stundung|fristverlängerung, zahlungsziel|zahlungsfrist|frist .. verlänger*,
        mehr zeit, noch etwas|ein_wenig|ein_bisschen|bisschen|mehr zeit|geduld, etwas|bisschen später, um ..
        aufschub|geduld|stundung|verlängerung|zeit, monatlich* .. €|euro|zahlen|abzahlen|abstottern|raten,
        abbezahlen|abzahlen|abstottern, in mehreren teilen|beträgen|zahlungen, frist ..
        verlängern|verlängert|verlängerung|verschieben, zahlungsziel .. verlänger*|bis, später ..
        zahlen|bezahlen|überweisen, noch .. tage|wochen .. zeit|geben|warten|aufschub, zahlung ..
        verschieben|aufschieben, warten|gedulden ... zahlung|bis|geld, zahlung ... warten|gedulden, bis ..
        warten, geduld""",
    "asks_time.soft": """kann|können|könnte|konnte|konnten|könnten ... nicht|leider_nicht|net ...
        zahlen|bezahlen|überweisen|begleichen|aufbringen, nicht .. zahlen|bezahlen|überweisen|begleichen ..
        kann|können|konnte, knapp .. bei|an kasse|geld|liquidität, bei kasse, kein|keine|zu_wenig
        geld|liquidität|mittel, zahlungsengpass|liquiditätsengpass|engpass|liquiditätsprobleme|
        zahlungsschwierigkeiten|finanzielle*_schwierigkeiten| finanzielle_probleme|finanziell_schwierig,
        finanziell*|wirtschaftlich* .. schwierig*|eng|problem*|lage|notlage|situation,
        arbeitslos|kurzarbeit|bürgergeld, so schnell|bald|rasch wie|als möglich, schnellstmöglich,
        baldmöglichst, sobald ... kann|können|geld|gehalt|lohn|wieder_flüssig|zahlungseingang|kunde|kunden,
        so bald .. kann|können, kunde|kunden|auftraggeber .. nicht ..
        gezahlt|bezahlt|überwiesen|zahlt|zahlen, warten .. auf .. zahlung|zahlungen|geld|zahlungseingang,
        momentan|gerade|derzeit|aktuell .. eng|klamm|knapp|blank|pleite, erst .. zahlen|bezahlen|überweisen
        .. wenn|sobald|nach, kann|können erst .. zahlen|bezahlen|überweisen""",
    "dispute.quality": """beschädigt|defekt|kaputt|mangelhaft|fehlerhaft|zerbrochen|verbogen|
        zerkratzt|undicht|unbrauchbar|verschimmelt|verdorben|gebrochen|
        beschädigte|defekte|kaputte|mangelhafte|fehlerhafte|verschmutzt,
        mängel|mangel|mängelrüge|schaden|schäden|reklamation|reklamieren|
        reklamiert|nachbesserung|nacherfüllung|nachbessern|pfusch, nicht ...
        funktioniert|zufrieden|brauchbar|zu_gebrauchen|fachgerecht, funktioniert|funktionieren|passt|passen
        .. nicht, falsche|falscher|falsches|falschen ware|artikel|größe|farbe|teile|modell|produkt, falsch
        geliefert, schlechte|miserable qualität|arbeit|ausführung|leistung, qualität ...
        nicht|schlecht|unter_aller_sau|miserabel, entspricht|entsprechen nicht, unzufrieden, immer noch
        undicht|kaputt, tropft, läuft|schließt|heizt|dichtet|funktioniert|geht|lässt .. ... nicht ..
        richtig|richtig_zu|mehr|ordentlich, nicht richtig .. läuft|funktioniert|schließt, nicht ..
        behoben|repariert|nachgebessert, nachgebessert|behoben .. ist|wird, löst sich,
        blättert|bröckelt|platzt|fällt|löst ... ab""",
    "dispute.price": """preis|preise|betrag|stundensatz|summe|menge|stunden|stundenzahl|mwst|
        umsatzsteuer|rabatt|skonto|endbetrag ...
        nicht|falsch|zu_hoch|überhöht|abweich*|weicht|unberechtigt|fehlt,
        falsche|falscher|falschen|überhöhte|überhöhter
        preis|preise|betrag|menge|stundensatz|mwst|summe|steuersatz, zu viel|zuviel|zu_hoch|mehr
        berechnet|abgerechnet|verrechnet|in_rechnung_gestellt|verlangt, vereinbart ...
        war|waren|wurden|wurde|sind, vereinbarte* preis|betrag|rabatt|summe, laut
        angebot|vertrag|auftragsbestätigung|kostenvoranschlag, angebot ...
        abgewichen|weicht|lautete|stand|höher|anders|über, anders .. vereinbart|abgesprochen|ausgemacht,
        abgemacht|ausgemacht|abgesprochen waren|war|wurde, zu teuer, überteuert, rabatt ..
        nicht|fehlt|vergessen, skonto .. abgezogen|nicht, nicht .. vereinbart|abgesprochen|ausgemacht,
        im|in|laut|ihrem|ihr .. angebot|kostenvoranschlag .. stand|standen|steht|war, berechnet haben|hatten,
        statt .. ... berechnet, berechnet .. statt, stunden ... nur|bloß|lediglich ... stunden, zu viele
        stunden, reverse-charge, umsatzsteuerbefreit, steuerfrei""",
    "dispute.wrong": """@invoice ... stimmt|falsch|fehlerhaft|nicht_korrekt|nicht_richtig|unberechtigt|
        nicht_nachvollziehbar|nicht_nachvollziehen|inkorrekt|ungerechtfertigt, stimmt|stimmen .. nicht,
        ist|sind falsch|nicht_korrekt|nicht_richtig|fehlerhaft|unberechtigt|nicht_berechtigt, falsche
        rechnung, widerspreche|widersprechen|widerspruch|einspruch|einwände|bestreite|
        bestreiten|beanstande|beanstanden, weise|weisen .. zurück, weisen|weise ... zurück,
        akzeptiere|akzeptieren|anerkenne|anerkennen ... nicht, nicht ..
        einverstanden|akzeptiert|anerkannt|geschuldet, nicht ... nachvollziehen, schulde|schulden ...
        nichts|nicht|kein*, bezahle|zahle|zahlen|bezahlen ... nicht .. weil|denn|bis|solange|keinen_cent|für,
        keinen cent, zahle|zahlen|bezahle|bezahlen das|die|diese|dafür|hierfür|keinesfalls .. nicht, rechnung
        ... korrigieren|korrigiert|berichtigen|stornieren|storniert|zurücknehmen| geprüft_werden, bitte ..
        stornieren|korrigieren, rechnungskorrektur|stornorechnung, verweigere|verweigern .. zahlung,
        forderung|ansprüche|anspruch|rechnung ... zurück, gibt's|gibt_es|kriegen|bekommen .. kein|keinen|kein
        geld|cent|euro, dafür|hierfür|davon zahle|zahlen|bezahle|bezahlen .. nicht|nichts""",
    "dispute.not_ordered": """nie|niemals|nicht|nichts|kein*|weder ...
        bestellt|beauftragt|bestellung|auftrag|in_auftrag|unterschrieben|
        abgeschlossen|gekauft|angefordert|gebucht|vertrag|erteilt, ohne auftrag|bestellung, keine bestellung,
        kein vertrag""",
    "dispute.not_received": """@goods ... nicht|nie|noch_nicht|nichts ..
        angekommen|erhalten|geliefert|bekommen|da|eingetroffen|eingegangen|vollständig,
        nicht|nie|noch_nicht|nichts .. @goods .. angekommen|erhalten|geliefert|bekommen,
        nie|nicht|nichts|kein* .. geliefert|angekommen|eingetroffen, warten ... auf .. @goods, keine @goods,
        fehlt|fehlen ... @goods|teile|teil|stück|paletten|karton|kartons, @goods|teile|stück|paletten ..
        fehlt|fehlen, unvollständig .. geliefert|lieferung, wo bleibt|bleiben .. @goods, teillieferung,
        falschlieferung, nur .. ... hälfte|teil|teilweise .. ... geliefert|erhalten|angekommen,
        angekommen|geliefert .. nur, @goods ... kam|kamen ... nie|nicht ... an, nie|nicht ... an gekommen,
        fehlende|fehlenden .. @goods|teile|teil""",
    "dispute.not_done": """arbeit|arbeiten|leistung|leistungen|reparatur|montage|auftrag|werk|
        installation|baustelle|bau .. ist|sind|wurde|wurden|noch ... nicht|nie|unvollständig|mangelhaft ..
        fertig|abgeschlossen|erbracht|ausgeführt|erledigt|beendet|abgenommen|vollendet, nicht fertig*, nicht
        erbracht|ausgeführt|durchgeführt|abgenommen, noch nicht .. fertig|abgeschlossen|abgenommen,
        unvollständig, leistung .. nicht, niemand .. gekommen|da|erschienen, nie ..
        gekommen|erschienen|aufgetaucht, nachbesserung""",
    "dispute.duplicate": """doppelt|zweimal|zwei_mal|2x|2_mal ..
        gestellt|berechnet|abgerechnet|in_rechnung|erhalten|fakturiert| verrechnet|bekommen,
        doppelte|doppelter rechnung|berechnung|abrechnung, doppelberechnung, schon|bereits ..
        abgerechnet|berechnet|in_rechnung, rechnung .. doppelt""",
    "dispute.cancelled": """gekündigt|storniert|widerrufen|abbestellt|zurückgeschickt|
        zurückgesendet|retourniert|zurückgegeben|abgesagt, kündigung|widerruf|stornierung ...
        bestätigt|geschickt|vom|zum|am|liegt, retoure|rücksendung""",
    "not.dispute.cancelled": """bitte .. storniert|gekündigt, wird|werden .. storniert|gekündigt, termin ..
        abgesagt""",
    "dispute.credit": """gutschrift ... fehlt|offen|aussteht|nicht|noch|warten|zugesagt|versprochen|für|
        ausstehend|erhalten, fehlt|warten|warte|ausstehende|versprochene|zugesagte|noch_keine|
        erwarten|benötigen ... gutschrift, gutschrift .. erstellen|ausstellen|senden|schicken""",
    "not.dispute": """wenn|sobald|nach|erst|falls ... gutschrift ...
        da|erhalten|vorliegt|erstellt|schicken|senden, wenn|sobald ... korrigier*, nach erhalt .. gutschrift,
        stimmt .. nicht .. oder, adresse|mailadresse|e-mail ... falsch|stimmt, falsche|falscher
        adresse|ansprechpartner|e-mail|nummer|person""",
    "question.owe": """wie viel|wieviel ...
        offen|schulde|schulden|zahlen|bezahlen|fällig|aussteht|ausstehend| noch|insgesamt, was ...
        offen|schulde|schulden|noch_zu_zahlen|aussteht|bezahlen|zahlen, welche|welcher
        rechnungen|rechnung|betrag|beträge|posten|summe ... offen|fällig|unbezahlt|aussteht|noch, wie hoch,
        offener|offenen betrag|saldo .. nennen|mitteilen|ist|bitte, gesamtsumme|gesamtbetrag ..
        nennen|mitteilen|ist, höhe .. forderung|betrags .. nennen|mitteilen, teilen .. ...
        offenen|gesamtbetrag|saldo|offene ... mit, offenen|offener|offene gesamtbetrag|betrag|summe""",
    "question.pay": """wohin|worauf|wie|womit kann|soll|muss|darf|können|sollen ...
        zahlen|überweisen|bezahlen|begleichen|zahlung, auf welches|welchem|welche konto|bankverbindung|iban,
        iban, bankverbindung|kontodaten|bankdaten|kontonummer|zahlungsdaten|
        kontoverbindung|bic|paypal-adresse|zahlungslink, kann|können|darf ... mit|per|via|bar|in ...
        karte|kreditkarte|paypal|lastschrift|bar|ec-karte|sepa .. zahlen|bezahlen?, mit|per
        karte|kreditkarte|paypal|lastschrift|ec-karte .. zahlen|bezahlen, akzeptieren|nehmen sie ...
        karte|kreditkarte|paypal, welche zahlungsmöglichkeiten|zahlungsarten, bar zahlen|bezahlen""",
    "not.question.pay": """wurde|ist|habe|haben ... iban|konto|kontonummer|bankverbindung|paypal|lastschrift
        ... @paid|geändert|eingezogen, neue|unsere|meine|geänderte bankverbindung|iban|kontodaten,
        per|mit|via paypal|karte|kreditkarte|lastschrift .. @paid, per lastschrift""",
    "question.resend": """rechnung|rechnungen|rechnungskopie|kopie|rechnungsduplikat|re|rg|
        duplikat|pdf|zweitschrift .. ... senden|schicken|zusenden|zuschicken|zukommen|mailen|zumailen|
        übersenden|übermitteln|weiterleiten|nochmal|nochmals|erneut|noch_mal|
        noch_einmal|anfordern|benötigen|brauche|brauchen|haben,
        senden|schicken|schick|schickt|mailen|brauche|brauchen|benötige|
        benötigen|hätten|hätte|fehlt|bräuchte|bräuchten|übersenden| übermitteln|bitte|bitten .. ...
        rechnung|rechnungen|rechnungskopie|kopie|duplikat|rechnungsduplikat| zweitschrift|rechnungskopien,
        kopie|kopien|duplikat|zweitschrift .. rechnung|rechnungen, nicht|nie|keine|kein|noch_nie ...
        rechnung|rechnungen ... erhalten|bekommen|vor|da|angekommen|vorliegen|gefunden|finden|gesehen|
        vorliegend, rechnung|rechnungen ... nicht|nie ...
        erhalten|bekommen|vor|angekommen|eingegangen|finden|auffindbar|vorliegen|auf, liegt|liegen ...
        rechnung|rechnungen nicht|nie|leider? .. vor, liegt|liegen ... keine|nicht .. rechnung|rechnungen ..
        vor?, keine rechnung|rechnungen, anhang|pdf|datei .. fehlt|nicht|lässt, um welche rechnung, welche
        rechnung .. gemeint|handelt, #|@invoice ... nicht ... system|buchhaltung|unterlagen|auffindbar,
        nochmal|noch_mal|nochmals|noch_einmal|erneut .. ...
        schicken|senden|zuschicken|zusenden|rüberschicken|mailen|zukommen|zumailen,
        rüberschicken|zuschicken|zumailen .. nochmal|bitte, # ... nicht|nie ...
        erhalten|bekommen|vor|da|gesehen, nicht|keine ... # ... erhalten|bekommen, bitte
        nochmals|nochmal|noch_mal|erneut? zusenden|zuschicken|zukommen_lassen, bitte zusenden|zuschicken,
        keine|nie .. rechnung""",
    "not.question.resend": """keine rechnungen mehr, rechnungen .. künftig|zukünftig|in_zukunft|ab_sofort ..
        an, korrigierte|neue|berichtigte|korrekte|richtige rechnung, gutschrift, künftig|zukünftig ..
        rechnungen, rechnungen bitte an, keine rechnung .. ohne, rechnung .. nicht ..
        akzeptieren|anerkennen|zahlen|bezahlen, ausschließlich|nur|künftig|zukünftig,
        ausschließlich|nur|künftig|zukünftig ... <address>, senden|schicken .. ...
        ausschließlich|nur|künftig|zukünftig""",
    "question.statement": """kontoauszug|kontoauszüge|kontoübersicht|saldenliste|op-liste|opliste|
        offene-posten-liste|offene-posten|saldenbestätigung|kontostand|
        forderungsaufstellung|aufstellung|auflistung|übersicht ...
        senden|schicken|zusenden|zukommen|offen*|aller|bitte|haben|benötigen| brauchen|posten,
        senden|schicken|brauchen|benötigen|brauche|benötige|bitte|bitten ...
        kontoauszug|kontoübersicht|saldenliste|op-liste|saldenbestätigung|
        aufstellung|auflistung|übersicht|forderungsaufstellung| offene_posten_liste""",
    "question.who": """wer sind|ist|bist|seid|schreibt|spricht|hat ... sie|da|du|ihr|das|dort|diese?, wer ist
        das|da, kenne|kennen sie|euch|diese|die|ihre|keine ... nicht|gar_nicht|firma?, von welcher firma,
        welche firma, was ist das für eine|ne firma, nie von ihnen gehört, woher haben sie ...
        nummer|adresse|daten|mail, ist das betrug|spam|echt|seriös, ihre firma ist .. unbekannt""",
    "not.question.who": "wer ist .. zuständig|ansprechpartner",
    "question.other": """rufen|ruf|melden sie? mich|uns|sich|bei ... an|zurück|bei|mir|uns?, bitte um|ich
        rückruf, um rückruf, rückruf, wofür|warum|weshalb|wieso|wann|was|welcher|welche|wie|woher ...
        ist|sind|war|haben|wurde|bezieht|handelt|soll|bedeutet, können|könnten|könnte|kann sie|ihr|du|mir|uns
        .. bitte? ... erklären|erläutern|prüfen|sagen|mitteilen|helfen|anrufen|nachsehen|
        klären|bestätigen|schauen|zurückrufen, bitte ...
        erklären|erläutern|mitteilen|bestätigen|klären|prüfen|melden, habe|hätte|haben ...
        frage|fragen|rückfrage, um was|welche|worum geht|handelt, worum geht,
        ust-id|steuernummer|bestellnummer .. benötigen|fehlt|brauchen, benötigen|brauchen ..
        ust-id|steuernummer|bestellnummer|leistungsnachweis|lieferschein|stundenzettel""",
    "wrong_person": """falsche|falschen|falscher|verkehrte|verkehrter
        nummer|person|adresse|e-mail-adresse|mailadresse|e-mail| ansprechpartner|mail|firma|empfänger|nr,
        nicht|nicht_mehr|nie .. zuständig|verantwortlich|richtige|richtiger|ansprechpartner|
        beschäftigt|angestellt|tätig|im_unternehmen|für|kunde ...
        ansprechpartner|person|uns|unternehmen|firma|bei, bin|sind|ist nicht|nicht_mehr ...
        zuständig|beschäftigt|tätig|ansprechpartner|verantwortlich|richtige| mitarbeiter|kunde, nicht mehr ..
        arbeite|arbeitet|beschäftigt|tätig|im_unternehmen|bei_uns|bei|da|hier|für, arbeite|arbeitet ..
        nicht_mehr|nicht .. bei|für|hier|da, nichts .. zu .. tun, hat .. unternehmen|firma|uns .. verlassen,
        ausgeschieden|im_ruhestand|in_rente|in_pension, wenden|kontaktieren|richten|schreiben|melden sie ..
        sich? .. bitte? .. an|bei, an .. buchhaltung|zentrale|kollegin|kollegen ..
        wenden|senden|schicken|richten, rechnungen ... künftig|zukünftig|bitte|ab_sofort|in_zukunft ... an,
        senden|schicken|richten sie .. rechnungen|rechnung|mahnungen|diese|alles ... an,
        neue|neuer|richtige|richtiger
        ansprechpartner|ansprechpartnerin|mailadresse|e-mail-adresse|adresse|anschrift, zuständig
        ist|dafür_ist|hierfür_ist, verwechselt|verwechseln|verwechslung, verwählt, an .. weitergeleitet,
        falsch verbunden, verstorben|verschieden, kenne|kennen .. ihre? .. firma nicht, hat .. nummer ..
        gewechselt, umgezogen, bin ich .. falsche|falscher, verkauft|übergeben|abgegeben .. ...
        inhaber|nachfolger|eigentümer|betrieb|geschäft|laden, geschäft|betrieb|laden|firma ...
        verkauft|übergeben|abgegeben, neuen? eigentümer|inhaber|besitzer, an|unter|über <address>, an ...
        wenden|richten|schicken|senden, macht|machen|führt|betreut|kümmert .. jetzt|nun|inzwischen .. ...,
        macht|führt|betreut .. buchhaltung|rechnungen, zuständig ist|wäre|sind, versuchen|versuch|probieren
        .. <address>""",
    "not.wrong_person": """in dringenden|dringende fällen|angelegenheiten ... wenden, an mich, bei mir, an
        uns, bei uns, an meinen anwalt|rechtsanwalt, an unseren anwalt|rechtsanwalt, rufen sie mich, senden
        sie mir|uns, schicken sie mir|uns, melden sie sich bei mir|uns, an diese adresse, an
        mich|uns|meinen|unseren|treuhänder|insolvenzverwalter ... wenden""",
    "out_of_office": """bin ... nicht|außer ... im|in büro|haus|dienst|hause|erreichbar|anwesend, bin ...
        im|in|auf urlaub|elternzeit|mutterschutz|dienstreise|geschäftsreise|krankenstand, bin ... außer
        haus|dienst|büro, bin ... abwesend|ortsabwesend|nicht_erreichbar, befinde mich ...
        urlaub|elternzeit|mutterschutz|außer_haus|dienstreise|geschäftsreise|
        nicht_im_büro|abwesend|fortbildung, ich bin ... ab|am|erst .. wieder ..
        erreichbar|im_büro|da|für_sie_da|im_haus|zurück|für_sie,
        abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsmeldung| abwesenheitsassistent,
        automatische|automatisierte antwort|nachricht ... urlaub|abwesend|nicht_im_büro|abwesenheit,
        büro|unternehmen|betrieb|firma|kanzlei|praxis|geschäft ...
        geschlossen|betriebsferien|betriebsurlaub|nicht_besetzt, betriebsferien|betriebsurlaub|werksferien,
        wir haben .. betriebsferien|betriebsurlaub|geschlossen|urlaub, wir sind ... ab|am ... wieder|zurück
        ... für_sie_da|erreichbar|da, ab .. sind wir wieder, ab .. bin ich wieder, während meiner
        abwesenheit, nicht .. regelmäßig .. gelesen|abgerufen, wird|werden nicht .. weitergeleitet""",
    "not.out_of_office": """sie|er|kollege|kollegin|chef|chefin|buchhalter|buchhalterin|mann|frau|
        mitarbeiter|mitarbeiterin|herr|inhaber ist|war|befindet ...
        urlaub|krank|abwesend|außer|nicht|erreichbar, war|waren|hatte|hatten ...
        urlaub|abwesend|nicht|krank|geschlossen|außer_haus, wenn ... wieder .. da|zurück|im_büro, ihr büro,
        nach .. urlaub, konto .. geschlossen, aus dem urlaub zurück, rechnung ... nicht .. weitergeleitet,
        nie erreichbar, endgültig|dauerhaft .. geschlossen, wieder|zurück|urlaub .. ...
        zahle|zahlen|überweise|überweisen|bezahle|erledige|kümmere""",
    "stop.channel": """keine|nie|keinerlei ...
        sms|e-mails|mails|emails|nachrichten|anrufe|whatsapp|textnachrichten| e-mail|mail|werbung|newsletter
        .. mehr, keine weiteren sms|e-mails|mails|emails|nachrichten|anrufe, hören|hör|hört sie? .. auf ...
        schreiben|schicken|senden|mailen|anzurufen|simsen|zuzumüllen| belästigen|texten|anrufen, aufhören ..
        mir|mich .. schreiben|anzurufen|sms, lassen sie das .. mit den .. mails|sms|anrufen,
        abmelden|austragen|abbestellen ... newsletter|verteiler|mails|sms,
        löschen|entfernen|streichen|nehmen|tragen sie? ...
        mich|adresse|e-mail-adresse|mailadresse|nummer|handynummer|
        telefonnummer|mail-adresse|emailadresse|meine ...
        verteiler|liste|verteilerliste|system|datenbank|kartei|aus, aus .. verteiler|liste ..
        nehmen|streichen|löschen|entfernen|austragen, schreiben|schicken|senden|rufen sie mir|mich|uns ...
        nicht|keine|nie .. mehr|weiteren .. an|sms|mails|e-mails|emails|nachrichten, nicht mehr ..
        anrufen|anschreiben|anmailen|per_sms|per_mail|per_e-mail|per_whatsapp, möchte|will|wünsche ... keine
        .. mehr|weiteren .. sms|mails|e-mails|nachrichten|anrufe|e-mails_mehr""",
    "stop.all": """keine|keinerlei|jede|jegliche|jedwede weitere|weiteren|weiterer ..
        kontaktaufnahme|kontakt|kontaktaufnahmen|kommunikation|kontaktversuche, kontaktieren sie mich|uns ..
        nicht|nie|nicht_mehr .. mehr?, nie wieder .. kontaktieren|melden|hören|anschreiben, nicht mehr|wieder
        .. kontaktieren|kontaktiert, lassen sie|lasst|lass mich|uns .. in|endlich .. ruhe|frieden, in ruhe
        lassen, melden sie sich nie|nicht wieder|mehr, untersage|verbiete .. ihnen? ... kontakt*|jede*,
        will|möchte .. nie|nichts .. mehr? .. ihnen .. hören, nichts mehr .. hören, meine|sämtliche|alle
        daten .. löschen|gelöscht, löschen sie .. meine|alle|sämtliche .. daten, widerrufe .. einwilligung,
        unterlassen|unterlasst|unterlassung|verbitte .. ... kontaktaufnahme|kontakt|kontaktversuche""",
    "not.stop": """wenn|falls|sonst|sofern|bevor|bis|solange|ob ...
        keine|kontakt*|löschen|entfernen|aufhören|nicht_mehr|melden|anrufen|streichen,
        mahngebühr*|gebühr*|zinsen|position|posten|verzugszinsen ...
        streichen|löschen|entfernen|stornieren|entfallen, streichen|löschen|entfernen ...
        mahngebühr*|gebühr*|zinsen|position|rechnung, keine rechnung, keine
        mails|anrufe|nachrichten|e-mail|sms ... erhalten|bekommen|gekriegt, nicht mehr an herrn|frau|ihn|sie,
        an .. herrn|frau, vertrag|abo|abonnement ... abbestellen|abmelden|kündigen, kunden""",
    "legal_threat": """anwalt|anwälte|anwältin|rechtsanwalt|rechtsanwältin|rechtsbeistand|
        rechtsabteilung|rechtsanwälte|anwaltlich*|juristen, rechtliche|juristische|gerichtliche
        schritte|maßnahmen|beratung|konsequenzen, rechtlichen schritten, rechtsweg, vor gericht,
        gericht|gerichtlich, klage|verklage|verklagen|klagen, anzeige .. erstatten|erstattet|polizei,
        erstatte .. anzeige, strafanzeige, verbraucherzentrale|verbraucherschutz|schlichtungsstelle|
        datenschutzbehörde|bundesnetzagentur, anwaltlich vertreten, rechtlichen? interessen .. vertret*,
        namens und in? vollmacht, zeigen .. an .. dass, mandant|mandantin|mandantschaft,
        unterlassung|unterlassungsklage|abmahnung, polizei""",
    "not.legal_threat": """ohne|vermeiden|nicht_gleich|kein|keinen|keine|nicht ...
        anwalt|gericht|gerichtlich*|rechtliche*|klage|rechtsanwalt, ihr|ihrem|ihren|ihre
        anwalt|rechtsanwalt|rechtsabteilung|inkasso, sie ... verklagen|klagen|anwalt_einschalten,
        drohen|drohung ... anwalt|gericht, bevor sie ... anwalt|gericht|klagen, klagen .. über,
        insolvenzgericht|amtsgericht, beim amtsgericht|insolvenzgericht, klage .. über,
        gerichtsvollzieher|gerichtsstand""",
    "insolvency": """insolvenz|insolvent|insolvenzverfahren|insolvenzverwalter|
        insolvenzverwalterin|insolvenzantrag|privatinsolvenz|
        verbraucherinsolvenz|insolvenzeröffnung|insolvenzgericht|konkurs|
        konkursverfahren|zahlungsunfähig|zahlungsunfähigkeit|insolvenztabelle|
        eigenverwaltung|schutzschirmverfahren|restschuldbefreiung|
        schuldnerberatung|liquidation|liquidator|gläubigerversammlung|
        sachwalter|schuldenbereinigung|schuldenbereinigungsplan|
        eidesstattliche_versicherung|vermögensauskunft, pleite, firma|gesellschaft|unternehmen|gmbh .. ...
        aufgelöst|liquidiert""",
    "not.insolvency": """nicht|keine|kein|vermeiden|abwenden|droht|drohende|sonst ...
        insolvenz|insolvent|konkurs|zahlungsunfähig|pleite, in die insolvenz|pleite treiben|getrieben,
        treiben .. in, momentan|gerade|grad|derzeit|bin|total .. pleite, ihre|ihr insolvenz,
        kunde|kunden|großkunde|auftraggeber|lieferant ... insolvenz|insolvent|pleite, insolvenz ..
        kunden|großkunden|auftraggebers""",
    "remittance": """zahlungsavis|zahlungsbeleg|überweisungsbeleg|einzahlungsbeleg|
        zahlungsnachweis|zahlungsbestätigung|überweisungsbestätigung|
        überweisungsnachweis|avis|bankbeleg|buchungsbeleg|überweisungsträger ...
        anbei|anhang|anlage|beigefügt|angehängt|angefügt|attachment|hier|liegt|dabei,
        anbei|anhang|anlage|beigefügt|angehängt|hier|beiliegend ...
        zahlungsavis|zahlungsbeleg|überweisungsbeleg|einzahlungsbeleg|
        zahlungsnachweis|zahlungsbestätigung|überweisungsbestätigung|
        überweisungsnachweis|avis|bankbeleg|kontoauszug|beleg|screenshot| buchungsbeleg|nachweis,
        beleg|nachweis|screenshot|kontoauszug .. im|in|als|siehe|ist anhang|anlage|anbei|beigefügt,
        beleg|nachweis anbei|beigefügt|siehe_anhang""",
    "not.remittance": """senden|schicken|bitte|benötigen|brauchen|folgt|könnten|können|bitten
        sie|wir|ich|uns|um ... zahlungsavis|zahlungsnachweis|überweisungsbeleg|beleg|avis,
        beleg|nachweis|avis ... folgt|nachgereicht|reiche""",
    "agrees": """danke, vielen|herzlichen|besten|lieben|schönen dank, dankeschön, dankend
        erhalten|zur_kenntnis, ok, okay, oki, alles klar, in ordnung, verstanden, zur kenntnis .. genommen?,
        notiert, geht klar, passt, wird erledigt, wird gemacht, einverstanden, erhalten, gut, super, prima,
        perfekt, jo, ja, bestens, mache ich, machen wir, merci, top, wir danken, kümmere mich darum, ich
        bedanke mich, bedanken uns, bedanke mich, kümmern uns .. darum, kümmere mich .. darum, wir kümmern
        uns, ich kümmere mich, schaue|schauen .. mal? .. nach, prüfen das, prüfe das, wir prüfen, gebe|geben
        .. weiter, schaue|schau|sehe|gucke|prüfe|kläre ich .. mir? .. an|nach|das, schaue ich mir an""",
    "courtesy": """hallo|hi|moin|servus|guten|grüß .. tag|morgen|abend|gott|zusammen|herr|frau?, sehr
        geehrte|geehrter damen|herr|frau|herren? .. und herren?, sehr geehrte damen und herren, liebe|lieber
        frau|herr|team|kollegen?, für|den|die ..
        info|information|erinnerung|hinweis|mail|nachricht|rückmeldung|
        antwort|email|e-mail|mitteilung|geduld|verständnis|hilfe|bescheid| aufklärung|klärung,
        schönen|schönes|schöne tag|abend|wochenende|woche|feierabend .. noch?, ihnen auch, auch, so, damit,
        für|die|das|es|ihre|ihnen|dir|euch|sehr|schon|schön|mal, bis dann, entschuldigung|sorry|entschuldigen
        .. verspätung|umstände|sie?""",
    "paid.dated": """@paid, ^ ist|sind|ging|gingen ... raus|rausgegangen|weg,
        geld|zahlung|überweisung|betrag|rechnung ... raus|rausgegangen|weg, angewiesen""",
}
