"""German: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """beschädigt|defekt|kaputt|mangelhaft|fehlerhaft|zerbrochen|verbogen|zerkratzt|
        undicht|unbrauchbar|verschimmelt|verdorben|gebrochen|beschädigte|defekte|kaputte|mangelhafte|
        fehlerhafte|verschmutzt, mängel|mangel|mängelrüge|schaden|schäden|reklamation|reklamieren|
        reklamiert|nachbesserung|nacherfüllung|nachbessern|pfusch, nicht ... funktioniert|zufrieden|
        brauchbar|zu_gebrauchen|fachgerecht, funktioniert|funktionieren|passt|passen .. nicht, falsche|
        falscher|falsches|falschen ware|artikel|größe|farbe|teile|modell|produkt, falsch geliefert,
        schlechte|miserable qualität|arbeit|ausführung|leistung, qualität ... nicht|schlecht|
        unter_aller_sau|miserabel, entspricht|entsprechen nicht, unzufrieden, immer noch undicht|kaputt,
        tropft, läuft|schließt|heizt|dichtet|funktioniert|geht|lässt .. ... nicht .. richtig|richtig_zu|
        mehr|ordentlich, nicht richtig .. läuft|funktioniert|schließt, nicht .. behoben|repariert|
        nachgebessert, nachgebessert|behoben .. ist|wird, löst sich, blättert|bröckelt|platzt|fällt|löst
        ... ab, @bad, ausgefallen, wieder|schon_wieder .. kaputt|ausgefallen|defekt|undicht, anderen|
        andere|anderer|neuen|fremden .. handwerker|firma|betrieb|monteur|anbieter|dienstleister .. holen|
        beauftragen|beauftragt|kommen|musste|mussten|geholt, in ordnung .. bringt|bringen|gebracht,
        spinnt|streikt|muckt|hakt|klemmt|wackelt|quietscht|leckt|rostet|schimmelt|bröckelt|stinkt,
        entsprach|entsprachen|entspricht|entsprechen ... nicht, mangel|mängel*|mängelbeseitigung|
        mängelanzeige|nachbesser*|nachgebessert|gewährleistung*|reklam*|beanstand*|bemängel*|minderung|
        zurückbehalt*, geht|gehen|löst|lösen|platzt|fällt|fallen ... schon|wieder|bereits .. ab|aus|
        auseinander|los|runter, löst|lösen sich, fällt|fallen .. ab|auseinander|runter, nach wie vor ..
        nicht|undicht|kaputt|defekt, läuft|schließt|heizt|dichtet|funktioniert|geht|lässt|klappt|passt|
        passen|startet|hält|druckt|schließen|halten|kühlt|arbeitet|lädt|taugt|dreht|schaltet ... nicht|
        gar_nicht|nicht_mehr|nimmer|nix|nie, nicht ... funktionier*|funktionstüchtig|brauchbar|nutzbar|
        benutzbar|gebrauchsfähig|verwendbar|einwandfrei|sauber|ordentlich, zufrieden .. nicht, nicht|
        wenig|alles_andere|gar_nicht|überhaupt_nicht .. zufrieden|glücklich|begeistert, enttäuscht|
        enttäuschend, lässt .. wünschen .. übrig, falsche|falscher|falsches|falschen .. ware|artikel|
        größe|farbe|teile|modell|produkt|maß|maße|ausführung|typ|material|geliefert|version, falsch ..
        geliefert|montiert|eingebaut|verlegt|zugeschnitten|gedruckt|angebracht|bedruckt, schlecht ..
        gearbeitet|ausgeführt|verlegt|montiert|gemacht|verarbeitet|verpackt, schlecht* .. qualität|arbeit|
        ausführung|leistung|verarbeitung|service|zustand, schaden|schäden|riss|risse|kratzer|beulen|
        dellen|schimmel|rost|flecken, ging|gingen ... kaputt, nicht ... dicht, undicht, mangelnde|
        mangelnder qualität, fehlkonstruktion|fehldruck|fehllieferung|falschlieferung, minderwertig*,
        schrott, müll, katastrophe|katastrophal|miserabel|unter_aller|stümper*|dilettant*|grottenschlecht,
        einbehalten|behalten .. zahlung .. ein, behalten .. ein, neu .. machen|streichen|verlegen,
        nacharbeit*, nicht .. wie .. bestellt|abgebildet|beschrieben|vereinbart|bemustert, anders als ..
        bestellt|beschrieben|auf_dem, abgestürzt|stürzt .. ab, unbrauchbar*, schleift|klappert|hängt|
        verzogen|eiert|zieht .. nach_wie_vor|immer_noch|noch_immer|noch|nicht, geld|kohle|zahlung|bezahlt|
        gezahlt gibt|gibts|seht|sehen|sieht|wird|kriegt|bekommt|kriegen|bekommen .. ... wenn|sobald|
        solange|erst ... läuft|funktioniert|dicht|trocken|geht|hält|heizt|schließt|passt|repariert|
        behoben|ausgetauscht|ersetzt|gerichtet, kaputter, solange .. ... tropft|leckt|wackelt|klappert|
        undicht|schief|kaputt, kaputt gemacht, bezahlt|gezahlt wird|wird's .. ... wenn|sobald|erst ...
        läuft|funktioniert|dicht|trocken|hält|heizt|schließt|passt|repariert|behoben""",
    "dispute.price": """preis|preise|betrag|stundensatz|summe|menge|stunden|stundenzahl|mwst|umsatzsteuer|
        rabatt|skonto|endbetrag ... nicht|falsch|zu_hoch|überhöht|abweich*|weicht|unberechtigt|fehlt,
        falsche|falscher|falschen|überhöhte|überhöhter preis|preise|betrag|menge|stundensatz|mwst|summe|
        steuersatz, zu viel|zuviel|zu_hoch|mehr berechnet|abgerechnet|verrechnet|in_rechnung_gestellt|
        verlangt, vereinbart ... war|waren|wurden|wurde|sind, vereinbarte* preis|betrag|rabatt|summe, laut
        angebot|vertrag|auftragsbestätigung|kostenvoranschlag, angebot ... abgewichen|weicht|lautete|
        stand|höher|anders|über, anders .. vereinbart|abgesprochen|ausgemacht, abgemacht|ausgemacht|
        abgesprochen waren|war|wurde, zu teuer, überteuert, rabatt .. nicht|fehlt|vergessen, skonto ..
        abgezogen|nicht, nicht .. vereinbart|abgesprochen|ausgemacht, im|in|laut|ihrem|ihr .. angebot|
        kostenvoranschlag .. stand|standen|steht|war, berechnet haben|hatten, statt .. ... berechnet,
        berechnet .. statt, stunden ... nur|bloß|lediglich ... stunden, zu viele stunden, reverse-charge,
        umsatzsteuerbefreit, steuerfrei, vereinbart|ausgemacht|abgemacht|besprochen|abgesprochen|zugesagt|
        versprochen|angeboten .. <n>|waren|war, vereinbart|ausgemacht|abgemacht .. war|waren|wurde, <n> ..
        vereinbart|ausgemacht|abgemacht|angeboten|zugesagt|besprochen, angebot|kostenvoranschlag|kv|
        auftragsbestätigung|vertrag ... steht|standen|stand|lautete|waren|über|war|sagt|weist, angebot|
        kostenvoranschlag|kv .. <n>, über|höher_als|mehr_als|über_dem .. angebot|kostenvoranschlag|
        angeboten|vereinbart|ausgemacht|besprochen|abgesprochen|vertrag|üblich, höher|teurer|mehr|viel als
        .. vereinbart|ausgemacht|angeboten|besprochen|abgesprochen|gesagt|üblich|bisher|bestellt|sonst|
        erwartet|letztes, habt|haben|hat|hieß .. gesagt|genannt|versprochen|zugesagt .. max|maximal|<n>|
        höchstens, gesagt .. max|maximal|höchstens|<n>, hieß .. <n>|kostenlos|inklusive, rabatt|skonto|
        nachlass|bonus|prozent|% ... nicht|fehlt|fehlen|vergessen|zugesagt|versprochen|vereinbart|
        abgezogen|berücksichtigt, zugesagt|versprochen|vereinbart* .. rabatt|nachlass|skonto|preis|
        prozent, sollte|sollten|war|sei|wäre|ist ... kostenlos|kostenfrei|inklusive|gratis|inbegriffen|
        umsonst|frei, mehrwertsteuer|mwst|umsatzsteuer|ust|steuersatz|steuer ... falsch*|nicht|fehlt|
        zu_hoch, falsch* .. mehrwertsteuer|umsatzsteuer|mwst|steuersatz|preis|preise|menge|stückzahl|
        stundenzahl|betrag|satz|tarif|berechnet, <n> statt <n>, statt <n>, nicht <n> sondern, <n> nicht
        <n>, <n> und nicht <n>, anstatt|anstelle .. <n>, anderen|anderer|niedrigeren|günstigeren preis,
        preis .. genannt|vereinbart|zugesagt|angeboten|besprochen|abgemacht, doppelt so viel|teuer|hoch,
        dreimal so viel|teuer, doppelte .. vereinbart|angebot*|preis, stimmt|stimmen ... nicht .. mit ...
        überein, stimmt|stimmen ... nicht ... überein, nicht überein, weicht|weichen .. ab, abweich*,
        versandkosten|anfahrt|anfahrtskosten|porto|zuschlag|zuschläge|mehrkosten|zusatzkosten|nebenkosten|
        anfahrtspauschale ... nicht|kein*|frei|kostenlos|doch|warum|wieso|nie, preiserhöhung* .. ...
        nicht|kein*|nie, preis*|preise .. erhöht|angehoben|gestiegen, zu teuer|hoch|viel, wucher, abzocke,
        überhöht*, überzogen*, festpreis|pauschalpreis|pauschale, pauschal .. vereinbart|ausgemacht,
        müsste|müssten|muss|sollte .. heißen|lauten|sein .. <n>, richtig wäre|wären|ist, korrekt wäre|
        wären|ist, berechnet|abgerechnet|angesetzt|aufgeführt|verrechnet ... <n> ... aber|nur|obwohl|
        statt|tatsächlich, <n> stunden|tage|stück|tage ... berechnet|abgerechnet ... nur|aber|obwohl,
        berechnet ... aber .. nur, stunden|stundenzahl|arbeitszeit|menge|mengen|stückzahl|preise ...
        nicht|falsch|zu_viel|stimmt|stimmen|übertrieben|nicht_nachvollziehbar, waren ... nur|bloß|gerade
        <n>|zwei|drei|vier stunden|tage|mann|leute, ihre leute|monteure waren, rechenfehler, falsch
        berechnet|gerechnet|addiert, anzahlung ... nicht .. abgezogen|berücksichtigt|verrechnet|
        angerechnet, nicht .. angerechnet|abgezogen|berücksichtigt, netto|brutto .. statt,
        innergemeinschaftlich*, steuerbefreit|kleinunternehmer|13b, reverse charge, offert|offerte|anbot
        ... war|stand|steht|lautete|waren|<n>, verrechnet|berechnet|abgerechnet habt's|habt|haben|hat|
        wurden|sind .. <n>, *zuschlag|*zuschläge|*pauschale|*kosten ... obwohl|entfällt|entfallen|
        wegfällt, laut .. rahmenvertrag|wartungsvertrag|vereinbarung|absprache|preisliste, berechnen|
        berechnet|verrechnen|verrechnet uns|mir ... obwohl""",
    "dispute.wrong": """@invoice ... stimmt|falsch|fehlerhaft|nicht_korrekt|nicht_richtig|unberechtigt|
        nicht_nachvollziehbar|nicht_nachvollziehen|inkorrekt|ungerechtfertigt, stimmt|stimmen .. nicht,
        ist|sind falsch|nicht_korrekt|nicht_richtig|fehlerhaft|unberechtigt|nicht_berechtigt, falsche
        rechnung, widerspreche|widersprechen|widerspruch|einspruch|einwände|bestreite|bestreiten|
        beanstande|beanstanden, weise|weisen .. zurück, weisen|weise ... zurück,
        akzeptiere|akzeptieren|anerkenne|anerkennen ... nicht, nicht ..
        einverstanden|akzeptiert|anerkannt|geschuldet, nicht ... nachvollziehen, schulde|schulden ...
        nichts|nicht|kein*, bezahle|zahle|zahlen|bezahlen ... nicht ..
        weil|denn|bis|solange|keinen_cent|für, keinen cent, zahle|zahlen|bezahle|bezahlen
        das|die|diese|dafür|hierfür|keinesfalls .. nicht, rechnung ... korrigieren|korrigiert|
        berichtigen|stornieren|storniert|zurücknehmen|geprüft_werden, bitte .. stornieren|korrigieren,
        rechnungskorrektur|stornorechnung, verweigere|verweigern .. zahlung,
        forderung|ansprüche|anspruch|rechnung ... zurück, gibt's|gibt_es|kriegen|bekommen ..
        kein|keinen|kein geld|cent|euro, dafür|hierfür|davon zahle|zahlen|bezahle|bezahlen ..
        nicht|nichts, auf|an .. falsche|falschen|andere|anderen|verkehrte .. firma|namen|gesellschaft|
        adresse|empfänger|unternehmen|person .. ausgestellt|adressiert|gestellt|fakturiert, falsch
        ausgestellt|adressiert|gestellt, rechnungsempfänger|rechnungsanschrift|rechnungsadresse|
        firmierung|firmenname|anschrift|leistungsempfänger|kostenstelle|bestellnummer|steuernummer|
        ust-id*|ust-idnr|leistungsdatum|leistungszeitraum|kundennummer|auftragsnummer .. ... falsch|muss|
        fehlt|fehlen|nicht|stimmt|angeben|lauten|ändern|korrigieren, fehlt|fehlen|ohne .. ...
        bestellnummer|steuernummer|ust-id*|kostenstelle|leistungsdatum|auftragsnummer|bestellbezug|
        leistungszeitraum|pflichtangaben|angaben, muss|müsste|soll|sollte|müsse ... auf ..
        lauten|ausgestellt|gestellt|laufen, korrektur|berichtigung|stornierung|änderung|neuausstellung ..
        rechnung|#|dieser|bitte, korrigierte|berichtigte|neue|geänderte|richtige rechnung, bitte ..
        korrigieren|berichtigen|stornieren|ändern|umschreiben|neu_ausstellen|zurückziehen,
        forderung|rechnung|betrag|anspruch ... besteht|bestehen|existiert ... nicht|kein*,
        schulde|schulden ... nichts|nicht|kein*|nix, rechnung|#|forderung|mahnung ... zurückgewiesen|
        abgelehnt|bestritten|beanstandet|widersprochen|reklamiert|angefochten|unberechtigt|unbegründet|
        haltlos, nicht ... anerkannt|akzeptiert|anerkennen|akzeptieren|berechtigt|gerechtfertigt|
        nachvollziehbar|nachvollziehen|geschuldet|einverstanden, lege|legen|legten|eingelegt ..
        widerspruch|einspruch .. ein, widersprech*|widersprochen|bestritten|bestreit*|beanstand*|
        angefochten, zahl|zahle|zahlen|bezahl|bezahle|bezahlen|überweise|überweisen .. ... nicht|nix|
        nichts|keinen_cent|gar_nicht|garantiert_nicht|niemals, nicht|nix|nichts|keinen_cent|nie ..
        zahle|zahlen|bezahle|bezahlen|überweise, noch nicht fällig, nicht fällig, erst .. fällig, <n>
        tage .. ziel|zahlungsziel|netto|frist|zeit, zahlungsziel .. <n>|beträgt|ist|von|war|vereinbart*,
        zahlungsziel von, gesperrt|zahlungssperre|in_klärung|zur_klärung|in_prüfung|strittig|streitig,
        klärung|reklamation|prüfung läuft|offen|abwarten, fehler|irrtum|versehen|missverständnis|
        irrtümlich|versehentlich, nichts|nix|kein* .. offen|offene*|fällig|ausstehend|schuldig, nichts ..
        schuldig|offen, nicht .. schuldig, verjährt|verjährung, stimmt|stimmen ... nicht|nix|hinten, kann
        .. nicht stimmen|sein|richtig, falsch* .. rechnung|rechnungsbetrag|rechnungsadresse|angaben,
        unberechtigt*|ungerechtfertigt*|unbegründet*, rechnung ... falsch|fehlerhaft|unvollständig|
        unklar|nicht_korrekt|unzutreffend, betrifft|gehört|für ... andere|anderes ..
        firma|projekt|kunden|objekt, nicht unsere|meine rechnung|schuld, einwand|einwände|einwendung*,
        nicht prüffähig|prüfbar, rechnen|rechne|aufrechn*|aufgerechnet|gegenforderung|verrechnen|
        verrechne .. gegenforderung|auf|mit, gegenforderung, aufrechnung, erkennen|erkenne ... nicht an,
        rest*|differenz .. zahlen|zahle|überweise* .. nicht""",
    "dispute.not_ordered": """nie|niemals|nicht|nichts|kein*|weder ... bestellt|beauftragt|bestellung|
        auftrag|in_auftrag|unterschrieben|abgeschlossen|gekauft|angefordert|gebucht|vertrag|erteilt, ohne
        auftrag|bestellung, keine bestellung, kein vertrag, nie|niemals|nicht|nichts|nix|kein*|weder|
        niemand|keiner ... bestellt|beauftragt|bestellung|auftrag|in_auftrag|unterschrieben|
        abgeschlossen|gekauft|angefordert|gebucht|erteilt|abonniert|bestell|vereinbart_worden|veranlasst|
        genehmigt|gewünscht|gewollt, kein* auftrag|bestellung|vertrag|abo|abonnement|mitgliedschaft|
        beauftragung, bestellung|beauftragung|auftrag|vertrag ... liegt ... nicht|kein*, ohne .. auftrag|
        bestellung|absprache|zustimmung|genehmigung|freigabe|rücksprache|beauftragung|mein|unser_wissen,
        nicht .. mit uns .. abgestimmt|abgesprochen|besprochen, nicht abgestimmt,
        zusatz*|nachtrag*|mehrarbeit* ... nicht .. beauftragt|abgestimmt|genehmigt|vereinbart, nie ..
        zugestimmt|eingewilligt|unterschrieben, nicht .. zugestimmt|genehmigt, unbestellt*, wer .. hat ..
        bestellt|beauftragt, kenne|kennen ... bestellung|auftrag nicht, keine bestellung .. im
        system|vorhanden""",
    "dispute.not_received": """@goods ... nicht|nie|noch_nicht|nichts .. angekommen|erhalten|geliefert|
        bekommen|da|eingetroffen|eingegangen|vollständig, nicht|nie|noch_nicht|nichts .. @goods ..
        angekommen|erhalten|geliefert|bekommen, nie|nicht|nichts|kein* ..
        geliefert|angekommen|eingetroffen, warten ... auf .. @goods, keine @goods, fehlt|fehlen ...
        @goods|teile|teil|stück|paletten|karton|kartons, @goods|teile|stück|paletten .. fehlt|fehlen,
        unvollständig .. geliefert|lieferung, wo bleibt|bleiben .. @goods, teillieferung,
        falschlieferung, nur .. ... hälfte|teil|teilweise .. ... geliefert|erhalten|angekommen,
        angekommen|geliefert .. nur, @goods ... kam|kamen ... nie|nicht ... an, nie|nicht ... an
        gekommen, fehlende|fehlenden .. @goods|teile|teil, @goods ... @nots ... angekommen|erhalten|
        geliefert|bekommen|da|eingetroffen|eingegangen|vollständig|zugestellt|gekommen|gekriegt|
        nachweisbar|angenommen|gesehen|hier, @nots ... @goods ... angekommen|erhalten|geliefert|bekommen|
        zugestellt|gekriegt|eingegangen|gekommen, nie|nicht|nichts|nix|kein* ... geliefert|angekommen|
        eingetroffen|zugestellt|gekriegt, nichts|nix ... erhalten|bekommen|gekriegt, nie was|etwas|nix,
        kam|kamen ... nie|nix|nichts|nicht, gefehlt|fehlte|fehlten, fehlt|fehlen .. noch ..
        eine?|der|die|das|ein|zwei|drei|<n> .. @goods, @goods ...
        gefehlt|fehlte|fehlten|fehlend|unvollständig, fehlmenge|fehlmengen|minderlieferung|
        unterlieferung|teillieferung, berechnet|abgerechnet|verrechnet|fakturiert ..
        geliefert|angekommen|erhalten ... nur|lediglich|bloß|aber, geliefert|erhalten|bekommen|angekommen
        ... nur|lediglich|bloß|erst <n>|die_hälfte|ein_teil|zwei|drei, nur|lediglich|erst ... geliefert|
        erhalten|bekommen|angekommen|eingetroffen, lieferschein ... nicht|fehlt|kein*, kein*
        lieferschein, ablieferbeleg|ablieferungsnachweis|zustellnachweis|liefernachweis|lieferbeleg,
        niemand|keiner ... angenommen|entgegengenommen|unterschrieben|quittiert, warten|warte ... auf ..
        @goods|lieferung|teile, @goods ... steht|stehen .. aus, wo bleibt|bleiben|ist|sind .. @goods,
        @goods ... verloren, nachlieferung, @goods ... unvollständig, falsche menge, zu wenig ..
        geliefert|erhalten, zuwenig ... geliefert""",
    "dispute.not_done": """arbeit|arbeiten|leistung|leistungen|reparatur|montage|auftrag|werk|
        installation|baustelle|bau .. ist|sind|wurde|wurden|noch ... nicht|nie|unvollständig|mangelhaft
        .. fertig|abgeschlossen|erbracht|ausgeführt|erledigt|beendet|abgenommen|vollendet, nicht fertig*,
        nicht erbracht|ausgeführt|durchgeführt|abgenommen, noch nicht .. fertig|abgeschlossen|abgenommen,
        unvollständig, leistung .. nicht, niemand .. gekommen|da|erschienen, nie ..
        gekommen|erschienen|aufgetaucht, nachbesserung, nicht ... fertig*|abgeschlossen|erbracht|
        ausgeführt|durchgeführt|erledigt|beendet|abgenommen|gereinigt|gewartet|stattgefunden|geleistet|
        umgesetzt|fertiggestellt|gemacht|vollendet|begonnen|angefangen, nie ... erbracht|ausgeführt|
        durchgeführt|stattgefunden|gekommen|erschienen|aufgetaucht|geleistet|fertig|dagewesen|da,
        niemand|keiner ... gekommen|da|erschienen|aufgetaucht|hier|vorbei*|vor_ort, war niemand|keiner,
        kam|kamen .. niemand|keiner|nicht|nie, @men .. ... nie|nicht ..
        gekommen|erschienen|aufgetaucht|da|fertig|zurück*, fehlt|fehlen noch, fehlt|fehlen ... noch, erst
        .. hälfte|teilweise|halb .. fertig, halb fertig, halbfertig, zur hälfte fertig|erledigt|gemacht,
        wollten|wollte|sollten ... noch .. mal? .. kommen|vorbeikommen|machen|fertig*, restarbeiten|
        restliche_arbeiten|offene_punkte|ausstehende_arbeiten|fertigstellung, abnahme ...
        nicht|noch_nicht|nie|steht, keine abnahme, bis ... fertig|erledigt|fertiggestellt|abgeschlossen,
        sobald|erst_wenn|wenn ... arbeiten|mängel|leistung ...
        abgeschlossen|erledigt|fertig|behoben|beseitigt, termin ... nicht|nie|niemand ..
        eingehalten|erschienen|stattgefunden, ausgefallen termin|kurs|schulung,
        schulung|termin|kurs|wartung|beratung ... ausgefallen|nie|nicht, einfach ..
        abgehauen|verschwunden|liegen_gelassen, liegen gelassen, unfertig, unvollendet, abgebrochen""",
    "dispute.duplicate": """doppelt|zweimal|zwei_mal|2x|2_mal .. gestellt|berechnet|abgerechnet|
        in_rechnung|erhalten|fakturiert|verrechnet|bekommen, doppelte|doppelter rechnung|berechnung|
        abrechnung, doppelberechnung, schon|bereits .. abgerechnet|berechnet|in_rechnung, rechnung ..
        doppelt, doppelt|zweimal|zwei_mal|2x|2_mal|nochmal|erneut|wieder ... gestellt|berechnet|
        abgerechnet|in_rechnung|erhalten|fakturiert|verrechnet|bekommen|geschickt|gekriegt|kassiert,
        bereits|schon ... abgerechnet|berechnet|in_rechnung|fakturiert|verrechnet|enthalten, gleiche|
        selbe|identische .. rechnung|leistung|betrag|lieferung|posten, dieselbe, duplikat|dublette|
        doppelrechnung|doppelbuchung|doppelberechnung|doppelfakturierung, ist .. doppelt, doppelt .. drin|
        vorhanden|da, ersetzt durch, identisch mit, dieselbe*|denselben|dasselbe|gleiche|gleichen ..
        zweimal|doppelt|zwei_mal|2x, auf beiden rechnungen|mahnungen|auszügen""",
    "dispute.cancelled": """gekündigt|storniert|widerrufen|abbestellt|zurückgeschickt|zurückgesendet|
        retourniert|zurückgegeben|abgesagt, kündigung|widerruf|stornierung ...
        bestätigt|geschickt|vom|zum|am|liegt, retoure|rücksendung, gekündigt|storniert|widerrufen|
        abbestellt|zurückgeschickt|zurückgesendet|retourniert|zurückgegeben|abgesagt|zurückgebracht|
        rückgängig|zurückgenommen|zurückgeholt|aufgelöst|zurückgesandt, ging|gingen|ist|sind|wurde|wurden
        .. ... zurück, zurück .. an sie|euch|geschickt|gegangen|gesendet, vertrag|abo|mitgliedschaft|
        laufzeit|vereinbarung|mietvertrag ... ausgelaufen|beendet|abgelaufen|endete|geendet|ende|
        läuft_aus|aufgehoben, annahme .. verweigert, vom .. vertrag|kauf|auftrag .. zurückgetreten,
        zurückgetreten|rücktritt|storno|widerruf|kündigung|rücknahme|abholung|retoure|rücksendung, seit
        .. kein* .. kunde|mitglied|vertrag""",
    "not.dispute.cancelled": """bitte .. storniert|gekündigt, wird|werden .. storniert|gekündigt, termin
        .. abgesagt, melde|melden|rufe|rufen|komme|kommen|schreibe|bin|sind ... zurück, weise|weisen ...
        zurück, zurückgewiesen, zurück .. im|aus|in büro|urlaub, geld .. zurück, kontoauszug, ich ..
        zurück, lastschrift .. zurück*, zurück|widerruf .. einwilligung, kündige|kündigen|widerrufe ..
        einwilligung|sie|ihnen, zurückrufen|rückruf, eingestellt, gutschrift, uns|mir ... abgesagt|
        storniert|gekündigt|abgesprungen haben|hat|hatten|wurde|wurden, haben|hat uns|mir ... abgesagt|
        storniert, gäste|kunden|kunde|veranstaltung|reisegruppe|bus|busse ... abgesagt|storniert""",
    "dispute.credit": """gutschrift ... fehlt|offen|aussteht|nicht|noch|warten|zugesagt|versprochen|für|
        ausstehend|erhalten, fehlt|warten|warte|ausstehende|versprochene|zugesagte|noch_keine|erwarten|
        benötigen ... gutschrift, gutschrift .. erstellen|ausstellen|senden|schicken, gutschrift ...
        steht|fehlt|offen|aussteht|nicht|noch|warten|zugesagt|versprochen|für|ausstehend|erhalten|
        bekommen|angekündigt, gutschreiben|gutgeschrieben, versprochene|zugesagte|ausstehende|
        angekündigte|vereinbarte|fehlende .. gutschrift|erstattung, gutschrift .. bleibt|kommt|für|über|
        wegen|zu, steht|stehen .. uns|mir .. gutschrift|erstattung|rückzahlung|guthaben .. zu, verrechnen
        .. mit|guthaben|gutschrift, verrechne* .. guthaben|gutschrift, guthaben, rückerstattung|
        erstattung|erstatten|erstattet|rückzahlung, warten|warte|bitte|bitten|brauchen|benötigen|erwarten|
        schicken|senden ... gutschrift, wo bleibt .. gutschrift|erstattung|geld, wo ist .. gutschrift|
        erstattung, wo ist mein|unser geld""",
    "not.dispute": """wenn|sobald|nach|erst|falls ... gutschrift ...
        da|erhalten|vorliegt|erstellt|schicken|senden, wenn|sobald ... korrigier*, nach erhalt ..
        gutschrift, stimmt .. nicht .. oder, adresse|mailadresse|e-mail ... falsch|stimmt,
        falsche|falscher adresse|ansprechpartner|e-mail|nummer|person, nicht schon|längst|bereits ..
        bezahlt|gezahlt|überwiesen, kein* .. einwände|widerspruch|reklamation|einwand|fehler,
        widerruf*|widersprech* .. einwilligung|nutzung|verarbeitung|speicherung|werbung, nicht .. im
        büro|zuständig|erreichbar|da|mehr_da|angekommen_rechnung|gesehen, noch nicht
        bezahlt|gezahlt|überwiesen, rechnung|rechnungen ... nicht ..
        erhalten|bekommen|angekommen|gefunden|vor, konnte*|kann|können ... nicht ..
        zahlen|bezahlen|überweisen|begleichen|aufbringen, nicht .. auf einmal,
        überweisung|lastschrift|online-banking|karte|bank ... nicht|fehler|gesperrt, bank .. fehler,
        konto .. gesperrt|zur_klärung, falsche .. nummer|nr|person|ansprechpartner|empfänger|adresse|
        verbunden, an .. falschen|falsche .. empfänger|adresse|person|firma|mail*, nicht mehr .. bei
        uns|da|hier|an|wieder, schaffe|schaffen ... nicht, geld|gehalt .. nicht|noch_nicht, kein* ..
        mahnung|mahnungen|sms|mails|kontakt|erinnerungen, geschäftsbeziehung*|kontakt, mahnbescheid,
        lese|lesen .. mails .. nicht, nicht .. erreichbar|verfügbar, nicht .. drin|möglich|früher, eher
        .. nicht, keinem .. zuordnen, nicht .. zuordnen""",
    "not.dispute.quality": """kunde*|großkunde|auftraggeber .. ausgefallen, karte|bank|app|computer|handy|
        internet .. kaputt|defekt|gesperrt|funktioniert|geht, ausgefallen .. zahlung|gehalt, geschäft|
        laden|umsatz|betrieb|wirtschaft ... läuft""",
    "not.dispute.not_ordered": """zahlung|rechnung|überweisung .. nicht .. freigegeben|genehmigt,
        newsletter|sms|nachrichten""",
    "not.dispute.duplicate": """duplikat .. senden|schicken|bitte|zusenden|zukommen|mailen|brauchen|
        benötigen, rechnungsduplikat, duplikat der|zur rechnung|#, doppelt bezahlt|gezahlt|überwiesen,
        nochmal|erneut .. schicken|senden|zuschicken, bitte nochmal|erneut, wieder|nochmal|erneut ..
        mahnung|erinnerung|mail|schreiben""",
    "not.dispute.credit": """gutgeschrieben .. konto|ihnen|ihrem|bei, auf .. konto gutgeschrieben, ihrem
        konto .. gutgeschrieben, gutgeschrieben worden|sein|ist, geld .. ... gutgeschrieben, betrag ...
        gutgeschrieben, handy|prepaid guthaben, guthaben .. konto|bank, nicht .. genug|genügend guthaben""",
    "not.dispute.not_received": """davor|vorher|zuvor|bisher .. nie|nichts|nix|kein*, nie|nichts|nix|kein*
        ... mahnung|brief|schreiben|mail|erinnerung ... gekriegt|bekommen|erhalten""",
}
