"""German: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """zahle, zahlen, überweise, überweisen, bezahlen, bezahle, von, über, überwiesen,
        bezahlt, gezahlt, je, rate|raten zu|von|à, mach|mache|noch, hälfte, anderen, restlichen, übrigen""",
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
        habe|haben|hab .. überwiesen|bezahlt|gezahlt|beglichen, geld|betrag|zahlung .. ist .. schon|
        längst|lange|bereits .. da|drauf|gutgeschrieben|eingegangen|bei_ihnen|bei_euch, abgegangen|
        abgebucht|eingezogen|belastet, von .. konto .. abgegangen|abgebucht|weg|runter|belastet, schon|
        längst|bereits|lange|scho .. bezahlt|gezahlt|überwiesen|beglichen|erledigt|raus|gemacht|
        angewiesen, zahlung|überweisung erfolgte|ging|war|lief, hab|habe|haben .. ich|wir? .. gestern|
        heute|montag|dienstag|mittwoch|donnerstag|freitag|letzte .. gemacht|erledigt|getan, gemacht|
        erledigt .. gestern|heute, wurde|wurden|worden .. eingezogen|abgebucht|belastet|überwiesen|
        bezahlt|beglichen, gegeben|übergeben|ausgehändigt .. geld|bar|betrag|summe, geld|bar|betrag|summe|
        euro .. gegeben|übergeben|ausgehändigt|bezahlt|gezahlt, als bezahlt|beglichen|erledigt|
        ausgeglichen .. verbucht|markiert|gebucht|geführt|vermerkt, kontoauszug .. ... abgebucht|belastet|
        raus|ausgeführt|überwiesen, soeben|gerade|eben|grad .. überwiesen|bezahlt|angewiesen|raus|
        veranlasst|gemacht, bar bezahlt|gezahlt, ausgeglichen|beglichen|bezahlt|überwiesen .. am|gestern|
        worden|letzte*|vor|schon|bereits, barzahlung, quittung .. ... bezahlt|habe|vor|hier, ihrem|eurem|
        deinem konto ... gutgeschrieben, gutgeschrieben .. ihrem|eurem konto, gekreuzt|überschnitten ...
        zahlung|überweisung, zahlung|überweisung ... gekreuzt|überschnitten, hab|habe|haben .. ...
        nachgeholt, nachgeholt .. habe|hab|haben, hob|hab|han|ham|hamma|hobma ... zahlt|zoit|gschickt|
        nausgschickt|rausgschickt|überwiesn|iberwiesn|überwise|überwisa|eizahlt|einzahlt|zalt, zahlig|
        zahlung isch|is .. use|usse|naus|duss|gange|draußn, is|isch|ist|san scho|schon|längst zahlt|zoit|
        zalt|überwiesn|gschickt""",
    "not.paid": """muss|müssen|musst|soll|sollen|sollte|sollten|wird|werden|werde|=würde|=würden|kann|
        können|=könnten|=könnte|=hätte|=hätten|=wäre|=wären|=müsste|=müssten|darf|möchte|möchten|wollen|
        will ... @paid|erfolgt, zu @paid, @paid|erfolgt wird|werden|ist_wird|wurde_nicht, wann|wie|wer|ob|
        wo|wohin ... @paid, @paid haben =müssten|=müsste|sollen|sollten, doppelt bezahlt, zu viel|zuviel
        bezahlt|gezahlt|überwiesen, haben|habe|hat sie|ihr|die|er .. @paid|veranlasst, bestell*|gekündigt|
        beauftragt ... erledigt, ware|lieferung|arbeiten|auftrag|reparatur|bau|mangel ... erledigt|
        veranlasst, bis .. bezahlt|beglichen ist|sind|haben, sobald|wenn|sofern|falls ... @paid, arbeiten
        ... @paid, anzahlung .. bezahlt|geleistet, immer|stets .. pünktlich|bezahlt, nicht|nie|niemand|
        noch_nicht|kein*, bar .. =könnte|zahlen|möglich, zurück, wieder weg, bin .. weg|raus, sind .. weg,
        urlaub, müll, auto|monteur|fahrer|mitarbeiter .. weg|raus, sobald|wenn|bis, abgebucht .. werden|
        soll*, zu viel .. abgebucht, doppelt abgebucht, bestellung|auftrag|reparatur|arbeit*|reklamation|
        kündigung .. gemacht|erledigt, bis ... ist|sind ... ausgeglichen|bezahlt|beglichen|überwiesen|
        erledigt, anzahlung|kaution|abschlag ... überwiesen|bezahlt|gezahlt, reklamation|mail|brief|ware|
        paket|kündigung|beschwerde|sendung ... raus|weg|rausgegangen, zur zahlung angewiesen|freigegeben|
        vorgesehen|vorgemerkt|angemeldet, wird|werden|soll|sollte|sollten|bitte|nicht|noch ...
        gutgeschrieben, zur zahlung ... angewiesen, termin|schulung|arbeit|arbeiten|wartung|besuch|
        treffen|urlaub|kurs|prüfung|lieferung ... nachgeholt, rechnung|mail|post|schreiben .. nachgeholt,
        ihre|ihrer|eure|eurer zahlung|überweisung ... gekreuzt|überschnitten, gekreuzt|überschnitten ...
        ihrer|eurer zahlung|überweisung""",
    "promise": """wird|werden|werde ... @paid|ausgeführt|durchgeführt|vorgenommen|erfolgen|bezahlen|
        überweisen|zahlen|begleichen|anweisen|ausgleichen|veranlassen|tätigen|eingehen|rausgehen|
        ausgezahlt, zahlung|überweisung|ausgleich|betrag|geld ... erfolgt|kommt|folgt|geht|läuft|ist_für|
        ist_eingeplant|eingeplant|terminiert|raus, erfolgt ... zahlung|überweisung, kommt|folgt ..
        zahlung|geld|überweisung, nächsten? zahllauf|zahlungslauf|zahlungslaufs, im|mit
        zahllauf|zahlungslauf, verspreche|versprochen .. zahlung|zahlen|überweisen, sage .. zahlung zu,
        zur zahlung .. am|zum|angewiesen|freigegeben|vorgesehen|vorgemerkt, kann|können ...
        bezahlen|überweisen|zahlen|begleichen, haben sie das geld .. auf, das geld .. haben_sie ..
        am|bis, ist .. am|bis|nächste ... auf ihrem konto, wird|werden|werde|würd ... beglichen|
        ausgeglichen|angewiesen|bezahlt|überwiesen|gezahlt""",
    "promise.present": """@pays, mache|mach|machen ... überweisung|zahlung, überweisung|zahlung ... mache|
        mach|machen|fertig, weise|weisen .. an, gleiche|gleichen .. aus, begleichen wir|ich, geht|gehen ..
        raus, veranlasse|veranlassen, fertig .. überweisung, zur zahlung, kriegen|bekommen|erhalten sie ..
        geld|zahlung|betrag, tätige|tätigen, haben|hast|habt|kriegen|kriegst sie|du|ihr .. das|ihr|euer?
        geld, ist .. auf ihrem|eurem konto, haben sie es, @invoice ... geht|gehen .. ... raus|weg|mit,
        erledige|erledigen|kümmere|regle|regele|mache ich|wir .. ..., im|mit|beim|in .. zahllauf|
        zahlungslauf|lauf, eingeplant|terminiert|vorgemerkt|eingestellt|angelegt|angesetzt|vorgesehen|
        hinterlegt, für .. eingeplant|terminiert|vorgemerkt|eingestellt|angelegt|vorgesehen,
        terminüberweisung|dauerauftrag, mach|mache|machen|erledig*|erledige|regle|regel .. ich|wir|das|es,
        haben|hast|habt|kriegt|kriegst|kriegen|bekommt|bekommst|bekommen|bekommen sie|ihr|du .. ... geld|
        kohle|zahlung|betrag|knete|asche, sie|ihr|du haben|habt|hast|bekommen|bekommt|kriegt|kriegst|
        kriegen ... geld|kohle|zahlung|betrag|es, geld|kohle|betrag|zahlung|überweisung .. ist|kommt|geht|
        folgt|trifft|landet ... bei|auf|ein|an|raus|da|ihnen, ist .. geld|betrag|zahlung .. bei|auf|da,
        zahltag|zahlungstermin|zahllauf .. ist|am, zahlungseingang|geldeingang|wertstellung .. bis|am|bei|
        spätestens, bring|bringe|bringen .. geld|bar|vorbei, schick|schicke|schicken|sende|senden .. geld|
        kohle|betrag|zahlung, überweisung|zahlung .. für|am|zum|bis|nächste|morgen|kommende, veranlass*|
        anweis*|weise|weisen ... zahlung|überweisung|betrag|an, können|könnt ... abbuchen|einziehen|
        abholen, lastschrift .. einziehen|am|zum, begleich*|ausgleich*, gezahlt|bezahlt|überwiesen|
        beglichen wird|werden, dann überweise|zahle|bezahle, zahlung zum|am|bis|per, überweise|überweis|
        zahle|zahl|bezahl, fällig gestellt, freigegeben .. zum|für|am|und, geht|gehen|läuft .. ... raus|
        mit|zahllauf|zahlungslauf|überweisung|durch|an_sie, kommt .. ... zahllauf|zahlungslauf|
        überweisung, mach|mache|machen ... fertig, kriegt|kriegst|kriegen|bekommt|bekommst|bekommen|habt|
        haben ihr|sie|du .. ... hälfte|rest|<n>|kohle|alles, den? rest .. zum|am|bis|im, bis ... ist|sind
        alles|betrag|rechnung|konto|das .. ausgeglichen|bezahlt|beglichen|überwiesen|erledigt, ist|sind
        alles|das|es .. bis .. ausgeglichen|bezahlt|beglichen|überwiesen, zahlung|überweisung|ausgleich
        ... erfolgt|folgt .. in|am|kw|zum|bis, ^ kommt|folgt .. $, anderen|restlichen|zweite|zweiten <n>|
        hälfte|rate .. kommt|kommen|folgt|folgen|gibt, geht .. überweisung|zahlung .. raus, ^ kriegt|
        kriegst|bekommt ihr|du .. $""",
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
        meinen|meine|unsere|unseren elektriker|miete|mitarbeiter|löhne|steuern|lieferanten, melde|melden|
        rufe|rufen|schreibe|schreiben|sage|sagen .. mich|uns|sie|ihnen|bescheid, vielleicht|eventuell|
        evtl|womöglich|möglicherweise|unter_umständen, =hätte|=hätten|=sollte|=sollten|=müsste ...
        rausgehen|raus|überwiesen|bezahlt|gezahlt|angewiesen, monteur|techniker|ware|lieferung|
        handwerker|kollege .. kommt, kommt .. monteur|techniker|ware|lieferung|handwerker,
        schicke|schick|sende|schicken .. ... ware|bilder|fotos|unterlagen|mail|liste|teile|brief|
        nachricht|adresse|reklamation|zurück, bring|bringe .. ... zurück|ware|auto|gerät, lange warten,
        besprech*|klär*|prüf*|kontrollier*|nachfrag*, haben .. rechnung|ware|antwort, erledigen sie|ihr,
        wie|wann|wo|was, sie überweisen|zahlen, kümmern sie|wir_uns_zu, gegebener zeit, nicht|nix|nie,
        kein*, zusammen .. mahn*|gebühren, was kommt, kommt .. zusammen, mehr ist nicht drin, erst wenn""",
    "asks_time.ask": """ratenzahlung|raten|ratenplan|teilzahlung|teilzahlungen|teilbeträge|teilbeträgen|
        ratenvereinbarung|abschlagszahlung|ratenweise, zahlungsaufschub|aufschub|stundung|
        fristverlängerung, zahlungsziel|zahlungsfrist|frist .. verlänger*, mehr zeit, noch etwas|
        ein_wenig|ein_bisschen|bisschen|mehr zeit|geduld, etwas|bisschen später, um .. aufschub|geduld|
        stundung|verlängerung|zeit, monatlich* .. €|euro|zahlen|abzahlen|abstottern|raten, abbezahlen|
        abzahlen|abstottern, in mehreren teilen|beträgen|zahlungen, frist .. verlängern|verlängert|
        verlängerung|verschieben, zahlungsziel .. verlänger*|bis, später .. zahlen|bezahlen|überweisen,
        noch .. tage|wochen .. zeit|geben|warten|aufschub, zahlung .. verschieben|aufschieben, warten|
        gedulden ... zahlung|bis|geld, zahlung ... warten|gedulden, bis .. warten, geduld, noch|weitere|
        mehr .. tage|wochen|zeit|woche|monat|aufschub|luft .. geben|gewähren|einräumen|brauchen|benötigen|
        verlängern|warten|gedulden, geben|gebt|gib|gewähren|einräumen .. ... tage|wochen|zeit|aufschub|
        frist|woche|monat, in .. raten|teilbeträgen|teilen|etappen|schritten, <n> euro? .. im|pro|jeden|
        je|monatlich|mtl monat|woche, <n> .. im|pro|jeden|je monat|woche, monatlich*|wöchentlich* .. <n>|
        raten|zahlen|abzahlen|abstottern, fälligkeit|zahlung|zahlungstermin|zahlungsziel|termin|frist ...
        nach_hinten|schieben|verschieben|verlegen|verlängern|hinaus*|aufschieben|strecken, nach hinten
        schieben|verschieben|verlegen, auf einmal .. nicht|schaff*, nicht .. auf einmal|in_einer_summe|
        alles, schaffe|schaffen .. nicht, erst .. im|nächsten|nächste|anfang|ende|mitte|in januar|februar|
        monat|jahr|woche|dezember|november .. zahlen|bezahlen|überweisen, geht .. auch|das .. nächste*|
        später|im|ende|anfang|am|in, bis .. warten|geduld*|zeit, warten|wartest|wartet|gedulden .. bis|
        noch|kurz, stundung, ratenzahl*|teilzahl*|ratenvereinbarung|ratenplan|abzahl*|zahlungsplan|
        zahlungsvereinbarung|zahlungserleichterung, entgegenkommen|entgegen_kommen, kulanz .. zeit|
        zahlung|frist, um .. verständnis .. geduld|zahlung|verspätung|finanz*, später .. zahlen|bezahlen|
        überweisen|begleichen, etwas|bisschen|bissl .. zeit|luft|später|länger|geduld, aufschub|
        verlängerung|fristverlängerung|zahlungspause|zahlungsaufschub, bis .. stunden, stunden .. bis,
        geben|gebt|gib|gewähren|lassen sie? mir|uns .. bis|zeit|aufschub|luft|frist""",
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
        zahlen|bezahlen|überweisen .. wenn|sobald|nach, kann|können erst .. zahlen|bezahlen|überweisen,
        knapp|klamm|blank|pleite|eng|schwierig|mau|schleppend|angespannt ... finanziell|geld|kasse|monat|
        gerade|grad|zurzeit|momentan|derzeit|liquid*, gerade|grad|zurzeit|momentan|derzeit|aktuell|
        diesen_monat ... knapp|klamm|blank|pleite|eng|schwierig|mau|schleppend|angespannt|ebbe|flaute|
        schlecht, geschäft|geschäfte|auftragslage|umsatz|umsätze ... schleppend|schlecht|mau|mies|ruhig|
        eingebrochen|schwach|flau, kohle|geld|gehalt|lohn ... kommt|reicht|fehlt|knapp|ausgegangen|da|
        erst|noch_nicht, reicht .. nicht|geld, geld .. ausgegangen|weg|alle|fehlt|knapp,
        sobald|wenn|erst_wenn|bis ... kunde|kunden|geld|gehalt|lohn|auftraggeber|zahlung|förderung|
        kredit, job .. verloren|weg, gekündigt worden, krankgeschrieben|arbeitslos|krankengeld|
        elternzeit_und|hartz|grundsicherung, liquidität*|liquide, engpass|engpässe, flaute, durststrecke,
        kann|können ... nicht|erst|nur ... zahlen|bezahlen|überweisen|aufbringen|begleichen,
        schaffe|schaffen|packe .. nicht|finanziell""",
    "remittance": """zahlungsavis|zahlungsbeleg|überweisungsbeleg|einzahlungsbeleg|zahlungsnachweis|
        zahlungsbestätigung|überweisungsbestätigung|überweisungsnachweis|avis|bankbeleg|buchungsbeleg|
        überweisungsträger ... anbei|anhang|anlage|beigefügt|angehängt|angefügt|attachment|hier|liegt|
        dabei, anbei|anhang|anlage|beigefügt|angehängt|hier|beiliegend ... zahlungsavis|zahlungsbeleg|
        überweisungsbeleg|einzahlungsbeleg|zahlungsnachweis|zahlungsbestätigung|überweisungsbestätigung|
        überweisungsnachweis|avis|bankbeleg|kontoauszug|beleg|screenshot|buchungsbeleg|nachweis, beleg|
        nachweis|screenshot|kontoauszug .. im|in|als|siehe|ist anhang|anlage|anbei|beigefügt, beleg|
        nachweis anbei|beigefügt|siehe_anhang, anbei|angehängt*|beigefügt*|anhang|anlage|siehe|hier ..
        beleg|nachweis|screenshot|überweisungsbeleg|zahlungsbeleg|zahlungsnachweis|kontoauszug|
        bestätigung|zahlungsavis|avis|quittung, beleg|nachweis|zahlungsbeleg|überweisungsbeleg|screenshot|
        bestätigung|avis .. überweisung|zahlung .. anbei|anhang|anlage, zahlungsbeleg|überweisungsbeleg|
        zahlungsavis|nachweis|beleg|screenshot .. im|in|anbei|als|siehe .. anhang|anlage|pdf, ^
        zahlungsavis|überweisungsavis|avis|zahlungsaviso, zahlungsavis|überweisungsavis|avis|zahlungsaviso
        .. anbei|anhang|beigefügt|beiliegend, anbei|anhang|beigefügt|beiliegend .. zahlungsavis|
        überweisungsavis|avis|zahlungsaviso""",
    "not.remittance": """senden|schicken|bitte|benötigen|brauchen|folgt|könnten|können|bitten
        sie|wir|ich|uns|um ... zahlungsavis|zahlungsnachweis|überweisungsbeleg|beleg|avis,
        beleg|nachweis|avis ... folgt|nachgereicht|reiche""",
    "paid.dated": """@paid, ^ ist|sind|ging|gingen ... raus|rausgegangen|weg,
        geld|zahlung|überweisung|betrag|rechnung ... raus|rausgegangen|weg, angewiesen, gemacht,
        erledigt, eingezogen, abgegangen, erfolgte, ist|sind|war|ging|gingen ... raus|rausgegangen|weg""",
    "not.asks_time": "<n>|zwei|drei|vier|acht stunden",
}
