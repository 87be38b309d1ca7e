"""German: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """zahle, zahlen, überweise, überweisen, bezahlen, bezahle, von, über, überwiesen,
        bezahlt, gezahlt, je, rate|raten zu|von|à""",
    "sum.not_after": """tage|tagen|wochen|woche|monate|monaten|raten|prozent|uhr|stück|jahre|jahren|
        rechnungen""",
    "sum.half": "hälfte, halben|halbe betrag, 50%, 50 prozent",
    "sum.rest": "den? rest, restbetrag, restliche*, restsumme, restzahlung",
    "sum.all": """gesamten|gesamte betrag, gesamtbetrag, alles, komplett, vollständig, volle summe, in
        voller höhe, gesamtsumme""",
    "paid": """hab|habe|haben|hat|hatten|hatte|wurde|wurden|ist|sind|war|waren ... @paid, bereits|schon|
        längst|schon_längst|heute|gestern|soeben|gerade @paid, bereits|schon|längst ... @paid, ^ @paid,
        @paid am|worden|per|via|mit, @paid haben wir, zahlung|überweisung|geld|betrag .. ist|wurde ..
        bereits|schon|gestern|heute|längst? erfolgt|raus|rausgegangen|angewiesen|ausgeführt|veranlasst|
        getätigt|unterwegs|weg|vorgenommen|durchgeführt|abgegangen, haben .. überweisung|zahlung ..
        veranlasst|getätigt|vorgenommen|ausgeführt|gemacht|angewiesen, habe .. überweisung|zahlung ..
        gemacht|veranlasst|getätigt|vorgenommen, zahlung|überweisung erfolgte, beglichen wir|ich bereits,
        überwies|überwiesen wir|ich|am, @invoice|zahlung|überweisung ... @paid, von unserem|meinem konto
        .. abgebucht|abgegangen|runter, ist .. bei uns|von_uns .. abgebucht|raus, lastschrift ..
        eingezogen|eingelöst, sie haben .. geld|betrag .. schon|bereits, geld .. schon|bereits ..
        bekommen|erhalten|raus|überwiesen, zahlung .. ging|ist .. raus, überweisung .. ging|ist .. raus,
        ging .. raus|ein, ist|sind|war|waren|alles .. bezahlt|beglichen|überwiesen|erledigt_und_bezahlt,
        habe|haben|hab .. überwiesen|bezahlt|gezahlt|beglichen, geld|betrag|zahlung .. ist ..
        schon|längst|lange|bereits .. da|drauf|gutgeschrieben|eingegangen|bei_ihnen|bei_euch""",
    "not.paid": """muss|müssen|musst|soll|sollen|sollte|sollten|wird|werden|werde|=würde|=würden|kann|
        können|=könnten|=könnte|=hätte|=hätten|=wäre|=wären|=müsste|=müssten|darf|möchte|möchten|wollen|
        will ... @paid|erfolgt, zu @paid, @paid|erfolgt wird|werden|ist_wird|wurde_nicht,
        wann|wie|wer|ob|wo|wohin ... @paid, @paid haben =müssten|=müsste|sollen|sollten, doppelt bezahlt,
        zu viel|zuviel bezahlt|gezahlt|überwiesen, haben|habe|hat sie|ihr|die|er .. @paid|veranlasst,
        bestell*|gekündigt|beauftragt ... erledigt, ware|lieferung|arbeiten|auftrag|reparatur|bau|mangel
        ... erledigt|veranlasst, bis .. bezahlt|beglichen ist|sind|haben, sobald|wenn|sofern|falls ...
        @paid, arbeiten ... @paid, anzahlung .. bezahlt|geleistet, immer|stets .. pünktlich|bezahlt""",
    "promise": """wird|werden|werde ... @paid|ausgeführt|durchgeführt|vorgenommen|erfolgen|bezahlen|
        überweisen|zahlen|begleichen|anweisen|ausgleichen|veranlassen|tätigen|eingehen|rausgehen|
        ausgezahlt, zahlung|überweisung|ausgleich|betrag|geld ... erfolgt|kommt|folgt|geht|läuft|ist_für|
        ist_eingeplant|eingeplant|terminiert|raus, erfolgt ... zahlung|überweisung, kommt|folgt ..
        zahlung|geld|überweisung, nächsten? zahllauf|zahlungslauf|zahlungslaufs, im|mit
        zahllauf|zahlungslauf, verspreche|versprochen .. zahlung|zahlen|überweisen, sage .. zahlung zu,
        zur zahlung .. am|zum|angewiesen|freigegeben|vorgesehen|vorgemerkt, kann|können ...
        bezahlen|überweisen|zahlen|begleichen, haben sie das geld .. auf, das geld .. haben_sie ..
        am|bis, ist .. am|bis|nächste ... auf ihrem konto""",
    "promise.present": """@pays, mache|mach|machen ... überweisung|zahlung, überweisung|zahlung ...
        mache|mach|machen|fertig, weise|weisen .. an, gleiche|gleichen .. aus, begleichen wir|ich,
        geht|gehen .. raus, veranlasse|veranlassen, fertig .. überweisung, zur zahlung,
        kriegen|bekommen|erhalten sie .. geld|zahlung|betrag, tätige|tätigen,
        haben|hast|habt|kriegen|kriegst sie|du|ihr .. das|ihr|euer? geld, ist .. auf ihrem|eurem konto,
        haben sie es, @invoice ... geht|gehen .. ... raus|weg|mit,
        erledige|erledigen|kümmere|regle|regele|mache ich|wir .. ...""",
    "not.promise": """soll|sollen|sollten|muss|müssen sie|wir|ich ..
        zahlen|überweisen|bezahlen|begleichen, wann|wie|wohin|worauf|warum|wo|ob|was ... @pays, nicht ...
        @pays, zu @pays, zahlen sie, überweisen sie, bezahlen sie, wird .. geliefert|repariert|erledigt,
        ware ... geht|kommt|folgt, lieferung ... kommt|folgt|erfolgt, raten, in raten, werden|werde ...
        anwalt|gericht|prüfen|kündigen, zahlen .. muss|müssen|soll|sollen|=würde|wollen, ^
        kann|können|darf|könnte|könnten ich|wir|man|sie ... betalen|zahlen|bezahlen|überweisen|overmaken|
        voldoen, hatte|hatten|wollte|wollten|sollte .. ...
        geplant|vor|zahlen|überweisen|bezahlen|vorgesehen, war|waren .. ...
        geplant|vorgesehen|eingeplant, ging|gingen .. ... raus, @pays .. meinen|meine|unsere|unseren ..
        elektriker|miete|mitarbeiter|löhne|steuern|lieferanten|vermieter|handwerker,
        meinen|meine|unsere|unseren elektriker|miete|mitarbeiter|löhne|steuern|lieferanten""",
    "asks_time.ask": """ratenzahlung|raten|ratenplan|teilzahlung|teilzahlungen|teilbeträge|teilbeträgen|
        ratenvereinbarung|abschlagszahlung|ratenweise, zahlungsaufschub|aufschub|stundung|
        fristverlängerung, zahlungsziel|zahlungsfrist|frist .. verlänger*, mehr zeit, noch
        etwas|ein_wenig|ein_bisschen|bisschen|mehr zeit|geduld, etwas|bisschen später, um ..
        aufschub|geduld|stundung|verlängerung|zeit, monatlich* ..
        €|euro|zahlen|abzahlen|abstottern|raten, abbezahlen|abzahlen|abstottern, in mehreren
        teilen|beträgen|zahlungen, frist .. verlängern|verlängert|verlängerung|verschieben, zahlungsziel
        .. verlänger*|bis, später .. zahlen|bezahlen|überweisen, noch .. tage|wochen ..
        zeit|geben|warten|aufschub, zahlung .. verschieben|aufschieben, warten|gedulden ...
        zahlung|bis|geld, zahlung ... warten|gedulden, bis .. warten, geduld""",
    "asks_time.soft": """kann|können|könnte|konnte|konnten|könnten ... nicht|leider_nicht|net ...
        zahlen|bezahlen|überweisen|begleichen|aufbringen, nicht .. zahlen|bezahlen|überweisen|begleichen
        .. kann|können|konnte, knapp .. bei|an kasse|geld|liquidität, bei kasse, kein|keine|zu_wenig
        geld|liquidität|mittel, zahlungsengpass|liquiditätsengpass|engpass|liquiditätsprobleme|
        zahlungsschwierigkeiten|finanzielle*_schwierigkeiten|finanzielle_probleme|finanziell_schwierig,
        finanziell*|wirtschaftlich* .. schwierig*|eng|problem*|lage|notlage|situation,
        arbeitslos|kurzarbeit|bürgergeld, so schnell|bald|rasch wie|als möglich, schnellstmöglich,
        baldmöglichst, sobald ... kann|können|geld|gehalt|lohn|wieder_flüssig|zahlungseingang|kunde|
        kunden, so bald .. kann|können, kunde|kunden|auftraggeber .. nicht ..
        gezahlt|bezahlt|überwiesen|zahlt|zahlen, warten .. auf .. zahlung|zahlungen|geld|zahlungseingang,
        momentan|gerade|derzeit|aktuell .. eng|klamm|knapp|blank|pleite, erst ..
        zahlen|bezahlen|überweisen .. wenn|sobald|nach, kann|können erst .. zahlen|bezahlen|überweisen""",
    "remittance": """zahlungsavis|zahlungsbeleg|überweisungsbeleg|einzahlungsbeleg|zahlungsnachweis|
        zahlungsbestätigung|überweisungsbestätigung|überweisungsnachweis|avis|bankbeleg|buchungsbeleg|
        überweisungsträger ... anbei|anhang|anlage|beigefügt|angehängt|angefügt|attachment|hier|liegt|
        dabei, anbei|anhang|anlage|beigefügt|angehängt|hier|beiliegend ... zahlungsavis|zahlungsbeleg|
        überweisungsbeleg|einzahlungsbeleg|zahlungsnachweis|zahlungsbestätigung|überweisungsbestätigung|
        überweisungsnachweis|avis|bankbeleg|kontoauszug|beleg|screenshot|buchungsbeleg|nachweis,
        beleg|nachweis|screenshot|kontoauszug .. im|in|als|siehe|ist anhang|anlage|anbei|beigefügt,
        beleg|nachweis anbei|beigefügt|siehe_anhang""",
    "not.remittance": """senden|schicken|bitte|benötigen|brauchen|folgt|könnten|können|bitten
        sie|wir|ich|uns|um ... zahlungsavis|zahlungsnachweis|überweisungsbeleg|beleg|avis,
        beleg|nachweis|avis ... folgt|nachgereicht|reiche""",
    "paid.dated": """@paid, ^ ist|sind|ging|gingen ... raus|rausgegangen|weg,
        geld|zahlung|überweisung|betrag|rechnung ... raus|rausgegangen|weg, angewiesen""",
}
