"""German: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """beschädigt|defekt|kaputt|mangelhaft|fehlerhaft|zerbrochen|verbogen|zerkratzt|
        undicht|unbrauchbar|verschimmelt|verdorben|gebrochen|beschädigte|defekte|kaputte|mangelhafte|
        fehlerhafte|verschmutzt, mängel|mangel|mängelrüge|schaden|schäden|reklamation|reklamieren|
        reklamiert|nachbesserung|nacherfüllung|nachbessern|pfusch, nicht ... funktioniert|zufrieden|
        brauchbar|zu_gebrauchen|fachgerecht, funktioniert|funktionieren|passt|passen .. nicht,
        falsche|falscher|falsches|falschen ware|artikel|größe|farbe|teile|modell|produkt, falsch
        geliefert, schlechte|miserable qualität|arbeit|ausführung|leistung, qualität ...
        nicht|schlecht|unter_aller_sau|miserabel, entspricht|entsprechen nicht, unzufrieden, immer noch
        undicht|kaputt, tropft, läuft|schließt|heizt|dichtet|funktioniert|geht|lässt .. ... nicht ..
        richtig|richtig_zu|mehr|ordentlich, nicht richtig .. läuft|funktioniert|schließt, nicht ..
        behoben|repariert|nachgebessert, nachgebessert|behoben .. ist|wird, löst sich,
        blättert|bröckelt|platzt|fällt|löst ... ab""",
    "dispute.price": """preis|preise|betrag|stundensatz|summe|menge|stunden|stundenzahl|mwst|
        umsatzsteuer|rabatt|skonto|endbetrag ... nicht|falsch|zu_hoch|überhöht|abweich*|weicht|
        unberechtigt|fehlt, falsche|falscher|falschen|überhöhte|überhöhter preis|preise|betrag|menge|
        stundensatz|mwst|summe|steuersatz, zu viel|zuviel|zu_hoch|mehr berechnet|abgerechnet|verrechnet|
        in_rechnung_gestellt|verlangt, vereinbart ... war|waren|wurden|wurde|sind, vereinbarte*
        preis|betrag|rabatt|summe, laut angebot|vertrag|auftragsbestätigung|kostenvoranschlag, angebot
        ... abgewichen|weicht|lautete|stand|höher|anders|über, anders ..
        vereinbart|abgesprochen|ausgemacht, abgemacht|ausgemacht|abgesprochen waren|war|wurde, zu teuer,
        überteuert, rabatt .. nicht|fehlt|vergessen, skonto .. abgezogen|nicht, nicht ..
        vereinbart|abgesprochen|ausgemacht, im|in|laut|ihrem|ihr .. angebot|kostenvoranschlag ..
        stand|standen|steht|war, berechnet haben|hatten, statt .. ... berechnet, berechnet .. statt,
        stunden ... nur|bloß|lediglich ... stunden, zu viele stunden, reverse-charge,
        umsatzsteuerbefreit, steuerfrei""",
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
        nicht|nichts""",
    "dispute.not_ordered": """nie|niemals|nicht|nichts|kein*|weder ... bestellt|beauftragt|bestellung|
        auftrag|in_auftrag|unterschrieben|abgeschlossen|gekauft|angefordert|gebucht|vertrag|erteilt, ohne
        auftrag|bestellung, keine bestellung, kein vertrag""",
    "dispute.not_received": """@goods ... nicht|nie|noch_nicht|nichts .. angekommen|erhalten|geliefert|
        bekommen|da|eingetroffen|eingegangen|vollständig, nicht|nie|noch_nicht|nichts .. @goods ..
        angekommen|erhalten|geliefert|bekommen, nie|nicht|nichts|kein* ..
        geliefert|angekommen|eingetroffen, warten ... auf .. @goods, keine @goods, fehlt|fehlen ...
        @goods|teile|teil|stück|paletten|karton|kartons, @goods|teile|stück|paletten .. fehlt|fehlen,
        unvollständig .. geliefert|lieferung, wo bleibt|bleiben .. @goods, teillieferung,
        falschlieferung, nur .. ... hälfte|teil|teilweise .. ... geliefert|erhalten|angekommen,
        angekommen|geliefert .. nur, @goods ... kam|kamen ... nie|nicht ... an, nie|nicht ... an
        gekommen, fehlende|fehlenden .. @goods|teile|teil""",
    "dispute.not_done": """arbeit|arbeiten|leistung|leistungen|reparatur|montage|auftrag|werk|
        installation|baustelle|bau .. ist|sind|wurde|wurden|noch ... nicht|nie|unvollständig|mangelhaft
        .. fertig|abgeschlossen|erbracht|ausgeführt|erledigt|beendet|abgenommen|vollendet, nicht fertig*,
        nicht erbracht|ausgeführt|durchgeführt|abgenommen, noch nicht .. fertig|abgeschlossen|abgenommen,
        unvollständig, leistung .. nicht, niemand .. gekommen|da|erschienen, nie ..
        gekommen|erschienen|aufgetaucht, nachbesserung""",
    "dispute.duplicate": """doppelt|zweimal|zwei_mal|2x|2_mal .. gestellt|berechnet|abgerechnet|
        in_rechnung|erhalten|fakturiert|verrechnet|bekommen, doppelte|doppelter
        rechnung|berechnung|abrechnung, doppelberechnung, schon|bereits ..
        abgerechnet|berechnet|in_rechnung, rechnung .. doppelt""",
    "dispute.cancelled": """gekündigt|storniert|widerrufen|abbestellt|zurückgeschickt|zurückgesendet|
        retourniert|zurückgegeben|abgesagt, kündigung|widerruf|stornierung ...
        bestätigt|geschickt|vom|zum|am|liegt, retoure|rücksendung""",
    "not.dispute.cancelled": """bitte .. storniert|gekündigt, wird|werden .. storniert|gekündigt, termin
        .. abgesagt""",
    "dispute.credit": """gutschrift ... fehlt|offen|aussteht|nicht|noch|warten|zugesagt|versprochen|für|
        ausstehend|erhalten, fehlt|warten|warte|ausstehende|versprochene|zugesagte|noch_keine|erwarten|
        benötigen ... gutschrift, gutschrift .. erstellen|ausstellen|senden|schicken""",
    "not.dispute": """wenn|sobald|nach|erst|falls ... gutschrift ...
        da|erhalten|vorliegt|erstellt|schicken|senden, wenn|sobald ... korrigier*, nach erhalt ..
        gutschrift, stimmt .. nicht .. oder, adresse|mailadresse|e-mail ... falsch|stimmt,
        falsche|falscher adresse|ansprechpartner|e-mail|nummer|person""",
}
