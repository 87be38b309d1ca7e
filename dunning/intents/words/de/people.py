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
        versuchen|versuch|probieren .. <address>, arbeitet|arbeiten|arbeite|ist|sind|bin|war ...
        nicht_mehr|nimmer|nie ... bei|für|hier|da|in|im|tätig|beschäftigt|unternehmen|geschäftsführer|
        inhaber|zuständig|kunde, nicht|nimmer mehr .. bei
        uns|bei|hier|da|im_haus|im_unternehmen|angestellt, ruhestand|rente|pension|pensioniert|verrentet,
        in .. nummer|adresse|tür .. geirrt|vertan|verwählt, geirrt|irren|irrtum ..
        nummer|adresse|person|firma, sind .. nicht .. firma|person|unternehmen|kunde|derjenige|
        die_richtige*, nur|bloß .. praktikant*|aushilfe|azubi|mieter|angestellte*|sekretärin|hausmeister|
        empfang, damit .. nix|nichts .. zu tun|schaffen, nichts|nix .. zu tun|schaffen, nichts am hut,
        bei mir|uns .. falsch|verkehrt|nicht_richtig, bei mir|uns .. falsch, falsch
        gelandet|verbunden|adressiert|zugestellt, für ..
        rechnung*|zahlung*|buchhaltung|finanzen|das|dafür .. zuständig, ist|sind|bin .. zuständig,
        zuständig|verantwortlich .. ist|sind|dafür|hierfür|dazu|jetzt, zentrale|hauptverwaltung|
        kreditorenbuchhaltung|rechnungsprüfung|hausverwaltung|steuerbüro|steuerberater ..
        zuständig|wenden|kontaktieren|schicken|macht, führt|macht|betreut|leitet|übernimmt|kümmert|
        regelt|erledigt|hat .. jetzt|nun|inzwischen|mittlerweile|seit .. @kin|herr|frau|büro, übernommen|
        aufgekauft|verkauft|gekauft|übergeben|abgegeben .. von|worden|an|hat, von .. ...
        übernommen|aufgekauft|gekauft, @kin kümmert|macht|regelt|erledigt|zahlt|übernimmt|verwaltet|
        managt, an .. falschen|falsche|falscher .. empfänger|adresse|person|firma|mailadresse,
        falschen|falscher|falsche .. empfänger|adressaten|ansprechpartner|herrn|frau|firma|nr|nummer|
        person|mail, nummer .. erst|seit|neu|woche*|monat*|früher, leiten|leite|leitet|senden|schicken|
        richten|adressieren|mailen .. ... an .. <address>|buchhaltung|zentrale|kollegin|kollegen|
        verwaltung .. weiter, an <address>, <address> wenden|schicken|senden|weiter|richten|adressieren,
        wenden .. an, dort nachfragen|melden|anfragen, fragen .. bei|dort .. nach, kenne|kennen|kenn ..
        kein*|nicht, kein* .. dieses namens|mit_dem_namen|heißt,
        verstorben|gestorben|todesfall|nachlass|erben, ist|sind|war .. tot,
        betrifft|betreffen .. nicht .. uns|mich, nicht
        .. uns|mich|mir .. sondern, sondern .. vormieter|vorbesitzer|vorgänger|nachfolger|mieter|
        eigentümer|nachbar*, vormieter|vorbesitzer|vorgänger|vorbesitzerin|vorbewohner,
        ex-mann|ex-frau|exmann, bin .. nicht .. ansprechpartner*|richtige|zuständig|frau|herr|die|der,
        hat|haben .. uns|unternehmen|firma|betrieb .. verlassen, nie|nicht|kein* ... geschäftsbeziehung*|
        kunde|kundin|kunden|geschäfte|konto, ausgeschieden|weggezogen|umgezogen|verzogen|gekündigt_hat,
        verwechsl*|verwechselt|verwählt|namensgleich*|namensvetter, gleichen|ähnlichen namen, mit ..
        firma .. nichts|nix, neue*|neuer .. ansprechpartner*|inhaber|besitzer|eigentümer|geschäftsführ*|
        mailadresse|adresse, nachfolger*|nachfolgerin, ab sofort|jetzt .. an|zuständig, keine? ..
        mitarbeiter*|angestellte*, falsches unternehmen|büro|postfach, privatadresse|privathaushalt|
        privatperson|privatwohnung, nur|bloß .. nachbar|nachbarin|lagerist|hausmeister|fahrer, hier
        gibt|gibts .. kein* firma|unternehmen|betrieb, keine firma,
        buchhaltung|rechnungen|zahlungen|abrechnung .. macht|machen|führt|bearbeitet|übernimmt,
        rechnungen|buchhaltung|zahlungen .. laufen|gehen|läuft|geht .. über|an_die|zentral""",
    "not.wrong_person": """in dringenden|dringende fällen|angelegenheiten ... wenden, an mich, an uns, an
        meinen anwalt|rechtsanwalt, an unseren anwalt|rechtsanwalt, rufen sie mich, senden sie mir|uns,
        schicken sie mir|uns, melden sie sich bei mir|uns, an diese adresse, an mich|uns|meinen|unseren|
        treuhänder|insolvenzverwalter ... wenden, bin .. im|in|derzeit|zurzeit|bis urlaub|büro, im büro|
        haus|urlaub, falsche|falscher|falsches|falschen .. ware|artikel|größe|farbe|teile|modell|produkt|
        preis|betrag|menge|rechnung|mwst|steuersatz, auf .. falsche|falschen .. firma|namen|adresse|
        gesellschaft .. ausgestellt|gestellt, rechnungsadresse|rechnungsempfänger|rechnungsanschrift, an
        die falsche|falschen adresse geliefert|zugestellt, weitere schreiben|korrespondenz, an .. anwalt|
        anwälte|anwältin|rechtsanwält*, zahlung|geld|betrag|ware|überwiesen .. an, an sie|euch,
        gutschrift, nicht mehr an|anrufen|schreiben|kontaktieren, preis .. nicht, kundenkonto, mein|unser|
        ihr .. konto, von .. konto, nicht .. zufrieden|einverstanden|bereit, keine|kein .. zeit|geld,
        versuche|versuchen .. zu, bestellung|auftrag|vertrag .. nicht|kein*, auf einmal, wir|ich|kunde|
        kunden .. ... gezahlt|zahlt|zahlen|überweisen, erreichbar|für_sie_da, zur zahlung .. übernommen|
        freigegeben, von .. uns|mir .. ... storniert|bezahlt|überwiesen|gekündigt, kümmere|kümmern, in ..
        zahllauf, ware, kein* .. kontakt, tot|todesfall .. hund|katze, mein|unser hund|katze, verkauf,
        muss|müssen|müsste ... mit .. besprechen|klären|abklären|reden, nummer .. nicht""",
    "out_of_office": """bin ... nicht|außer ... im|in büro|haus|dienst|hause|erreichbar|anwesend, bin ...
        im|in|auf urlaub|elternzeit|mutterschutz|dienstreise|geschäftsreise|krankenstand, bin ... außer
        haus|dienst|büro, bin ... abwesend|ortsabwesend|nicht_erreichbar, befinde mich ... urlaub|
        elternzeit|mutterschutz|außer_haus|dienstreise|geschäftsreise|nicht_im_büro|abwesend|fortbildung,
        ich bin ... ab|am|erst .. wieder .. erreichbar|im_büro|da|für_sie_da|im_haus|zurück|für_sie,
        abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsmeldung|abwesenheitsassistent, automatische|
        automatisierte antwort|nachricht ... urlaub|abwesend|nicht_im_büro|abwesenheit, büro|unternehmen|
        betrieb|firma|kanzlei|praxis|geschäft ... geschlossen|betriebsferien|betriebsurlaub|nicht_besetzt,
        betriebsferien|betriebsurlaub|werksferien, wir haben .. betriebsferien|betriebsurlaub|geschlossen|
        urlaub, wir sind ... ab|am ... wieder|zurück ... für_sie_da|erreichbar|da, ab .. sind wir wieder,
        ab .. bin ich wieder, während meiner abwesenheit, nicht .. regelmäßig .. gelesen|abgerufen, wird|
        werden nicht .. weitergeleitet, bin|sind ... nicht im büro|haus|dienst ... bis|ab|wieder, bin|sind
        ... ab|am|erst .. wieder|zurück .. für_sie|erreichbar|im_büro|da|im_dienst, ab .. bin|sind ich|wir
        .. wieder, büro|betrieb|praxis|kanzlei|firma|geschäft|laden|wir .. bleibt|bleiben|ist|sind|haben
        ... geschlossen, bin ... krankgeschrieben|krank .. bis, ^ im urlaub|mutterschutz .. bis|ab, lese|
        lesen .. meine|unsere .. mails|nachrichten|e-mails .. nicht, bin|sind ich|wir nur|nicht|
        eingeschränkt .. erreichbar, am|ab ... sind|bin wir|ich wieder .. für_sie|für_euch|erreichbar|
        zurück, praxis|büro|kanzlei|wir|betrieb|geschäft|ordination macht|machen .. betriebsferien|ferien|
        herbstpause|winterpause|sommerpause|betriebsurlaub|urlaub""",
    "not.out_of_office": """sie|er|kollege|kollegin|chef|chefin|buchhalter|buchhalterin|mann|frau|
        mitarbeiter|mitarbeiterin|herr|inhaber ist|war|befindet ... urlaub|krank|abwesend|außer|nicht|
        erreichbar, war|waren|hatte|hatten ... urlaub|abwesend|nicht|krank|geschlossen|außer_haus, wenn
        ... wieder .. da|zurück|im_büro, ihr büro, nach .. urlaub, konto .. geschlossen, aus dem urlaub
        zurück, rechnung ... nicht .. weitergeleitet, nie erreichbar, endgültig|dauerhaft .. geschlossen,
        wieder|zurück|urlaub .. ... zahle|zahlen|überweise|überweisen|bezahle|erledige|kümmere, sie|er|
        chef|chefin|kollege|kollegin|buchhalter|buchhalterin .. ist|hat, konto .. gesperrt|geschlossen,
        sie .. nicht .. erreichbar, ihr|ihre|euer .. ist|sind|war|waren, nie .. erreichbar, laden|
        geschäft|betrieb .. für immer|dauerhaft|endgültig, herr|frau .. ist|hat|bleibt|befindet, ihr|euer|
        eure laden|geschäft|büro, zurück .. zu|an, wieder .. ohne|nicht|kein*, kunde|kunden|lieferant|
        auftraggeber|bank|steuerberater ... betriebsferien|urlaub|betriebsurlaub, zurück im plan|geschäft|
        spiel|plus|lot, wieder .. im plus|plan|geschäft|lot""",
    "stop.channel": """keine|nie|keinerlei ... sms|e-mails|mails|emails|nachrichten|anrufe|whatsapp|
        textnachrichten|e-mail|mail|werbung|newsletter .. mehr, keine weiteren sms|e-mails|mails|emails|
        nachrichten|anrufe, hören|hör|hört sie? .. auf ... schreiben|schicken|senden|mailen|anzurufen|
        simsen|zuzumüllen|belästigen|texten|anrufen, aufhören .. mir|mich .. schreiben|anzurufen|sms,
        lassen sie das .. mit den .. mails|sms|anrufen, abmelden|austragen|abbestellen ... newsletter|
        verteiler|mails|sms, löschen|entfernen|streichen|nehmen|tragen sie? ... mich|adresse|
        e-mail-adresse|mailadresse|nummer|handynummer|telefonnummer|mail-adresse|emailadresse|meine ...
        verteiler|liste|verteilerliste|system|datenbank|kartei|aus, aus .. verteiler|liste .. nehmen|
        streichen|löschen|entfernen|austragen, schreiben|schicken|senden|rufen sie mir|mich|uns ... nicht|
        keine|nie .. mehr|weiteren .. an|sms|mails|e-mails|emails|nachrichten, nicht mehr .. anrufen|
        anschreiben|anmailen|per_sms|per_mail|per_e-mail|per_whatsapp, möchte|will|wünsche ... keine ..
        mehr|weiteren .. sms|mails|e-mails|nachrichten|anrufe|e-mails_mehr, nehmt|nehmen|nimm|streicht|
        streichen|löscht|löschen|tragt|tragen|entfernt|entfernen .. mich|nummer|mailadresse|adresse .. ...
        verteiler|liste|datenbank|kartei, keine|keinerlei .. sms|mails|e-mails|anrufe|nachrichten|
        newsletter .. ... wünsche|möchte|will, hören|hört|hör .. auf ... schreiben|simsen|anzurufen|
        mailen|texten|schicken|belästigen, rufen|ruft|ruf .. mich|uns .. nicht|nie .. mehr|wieder .. an, ^
        stop|stopp $, ^ keine sms|mails|e-mails|anrufe|nachrichten mehr, keine|keinerlei mahnungen|
        mahnung|erinnerungen|zahlungserinnerungen|erinnerung|schreiben|benachrichtigungen|mahnmails ..
        mehr .. per|via|über|auf|an e-mail|mail|email|sms|whatsapp|telefon|diese|dieses|diesem|mein|meine|
        meinem|unsere, keine mahnmails|mahn-sms|mahnanrufe|erinnerungsmails|werbeanrufe mehr,
        bombardieren|bombardiert|nerven|nervt|behelligen|behelligt .. mich|uns .. nicht|nie .. mehr|
        länger|weiter, hören|hört|hör .. auf .. mich|uns .. zu belästigen|nerven|bombardieren|
        terrorisieren|stören, möchte|will|wünsche|wollen|möchten .. keine|keinerlei .. sms|mails|e-mails|
        nachrichten|anrufe|mahnmails .. mehr, löschen_sie|löscht|lösche|lösch bitte? meine|unsere nummer|
        handynummer|telefonnummer|mailadresse|e-mail-adresse|kontaktdaten, rufen_sie|ruft|ruf hier|da|
        dort|bei_mir|bei_uns|diese_nummer .. nicht|nie mehr|wieder, schluss|genug mit|von den|euren|ihren|
        diesen|der|dem sms|mails|anrufen|nachrichten|e-mails|telefonterror|whatsapps, lasst|lass|
        lassen_sie das mit den|euren|ihren sms|mails|anrufen|nachrichten|e-mails""",
    "stop.all": """keine|keinerlei|jede|jegliche|jedwede weitere|weiteren|weiterer .. kontaktaufnahme|
        kontakt|kontaktaufnahmen|kommunikation|kontaktversuche, kontaktieren sie mich|uns .. nicht|nie|
        nicht_mehr .. mehr?, nie wieder .. kontaktieren|melden|hören|anschreiben, nicht mehr|wieder ..
        kontaktieren|kontaktiert, lassen sie|lasst|lass mich|uns .. in|endlich .. ruhe|frieden, in ruhe
        lassen, melden sie sich nie|nicht wieder|mehr, untersage|verbiete .. ihnen? ... kontakt*|jede*,
        will|möchte .. nie|nichts .. mehr? .. ihnen .. hören, nichts mehr .. hören, meine|sämtliche|alle
        daten .. löschen|gelöscht, löschen sie .. meine|alle|sämtliche .. daten, widerrufe ..
        einwilligung, unterlassen|unterlasst|unterlassung|verbitte .. ... kontaktaufnahme|kontakt|
        kontaktversuche, kontaktieren|kontaktiert|kontaktier|belästigen .. mich|uns .. nie|nicht|niemals
        .. wieder|mehr, wünsche|will|möchte|wollen|wünschen ... kein* .. kontakt|kontaktaufnahme|
        kommunikation, verschont|verschonen .. mich|uns, geben|gebt sie? .. endlich|mir|uns .. ruhe|
        frieden, ^ weder anrufe|anruf|mails|briefe|sms noch anrufe|mails|briefe|sms $, lasst|lass|
        lassen_sie mich|uns .. ruhe|frieden, unterlassen|unterlasst .. weitere|jede|jeden|jegliche|
        sämtliche anrufe|anruf|mails|nachrichten|sms|mahnungen|kontaktversuche|kontaktaufnahme|
        belästigungen, ^ kein|keinen kontakt|kontakte|kontaktaufnahme mehr, melden_sie|meldet|melde sich|
        euch|dich? nicht|nie mehr|wieder bei mir|uns""",
    "not.stop": """müss*|brauch* .. nicht ... aufhören|einstellen|abbestellen,
        wenn|falls|sonst|sofern|bevor|bis|solange|ob ... keine|kontakt*|löschen|entfernen|
        aufhören|nicht_mehr|melden|anrufen|streichen, mahngebühr*|gebühr*|zinsen|position|posten|
        verzugszinsen ... streichen|löschen|entfernen|stornieren|entfallen, streichen|löschen|entfernen
        ... mahngebühr*|gebühr*|zinsen|position|rechnung, keine rechnung, habe|haben|hab|hatte|hatten|
        leider ... keine mails|anrufe|nachrichten|e-mail|sms ... erhalten|bekommen|gekriegt, nicht mehr an
        herrn|frau|ihn|sie, an .. herrn|frau, vertrag|abo|abonnement ... abbestellen|abmelden|kündigen,
        kunden, stopp .. arbeit*|bau|lieferung|auftrag, sie|die|ihr melden .. sich? .. nicht, nicht mehr
        .. erreich*|zahlen|bei_uns|kunde|da|funktion*, löschen|streichen .. position|gebühr*|rechnung|
        posten|zinsen, keine|kein .. antwort|rückmeldung, sie .. melden .. nie, haben .. sich nie|nicht ..
        gemeldet, abmelden .. auto|gewerbe|anlage, bekommen|erhalten|kriegen|bekomme|erhalte|kriege|
        empfange|empfangen .. keine, es gab .. kein*, ^ keine mails|anrufe|nachrichten|e-mail|sms ...
        erhalten|bekommen|gekriegt, ruhe .. nach|bis|lassen|geld|zahlen, mehr verpassen|riskieren|
        versäumen, ruhe reden|nachrechnen|prüfen|nachsehen|schauen|lesen|überlegen|rechnen|nachdenken|
        sprechen|klären|ansehen|anschauen|arbeiten|besprechen, mehr ... sondern, keine mails|mahnungen|
        nachrichten .. mehr .. postfach|gefunden|offen|da|gekommen|angekommen|gesehen, schluss|genug ..
        bank|kunden, kontakt|kontakte .. mehr zu|zum|zur""",
    "legal_threat": """anwalt|anwälte|anwältin|rechtsanwalt|rechtsanwältin|rechtsbeistand|rechtsabteilung|
        rechtsanwälte|anwaltlich*|juristen, rechtliche|juristische|gerichtliche schritte|maßnahmen|
        beratung|konsequenzen, rechtlichen schritten, rechtsweg, vor gericht, gericht|gerichtlich, klage|
        verklage|verklagen|klagen, anzeige .. erstatten|erstattet|polizei, erstatte .. anzeige,
        strafanzeige, verbraucherzentrale|verbraucherschutz|schlichtungsstelle|datenschutzbehörde|
        bundesnetzagentur, anwaltlich vertreten, rechtlichen? interessen .. vertret*, namens und in?
        vollmacht, zeigen .. an .. dass, mandant|mandantin|mandantschaft, unterlassung|unterlassungsklage|
        abmahnung, polizei, anwalt|anwälte|anwältin|rechtsanwält*|rechtsanwalt*|jurist*|kanzlei, zeige|
        zeigen .. sie|euch|dich .. an, anzeige|anzeigen, rechtliche|gerichtliche|juristische .. schritte|
        prüfung|mittel|beratung|maßnahmen|unterstützung|vertretung, gerichtlich*, mahnbescheid ...
        widerspr*, klagen|klage|verklag*|schadensersatz|schadenersatz|gegenklage|widerklage,
        rechtsschutz*, staatsanwalt*, bafin, datenschutzbehörde|dsgvo-beschwerde|datenschutzbeauftragt*,
        nötigung|belästigung, betrug .. anzeige, verbraucherzentrale*|verbraucherschutz*|
        verbraucherrecht*|verbraucherverband""",
    "not.legal_threat": """ohne|vermeiden|nicht_gleich|kein|keinen|keine|nicht ... anwalt|gericht|
        gerichtlich*|rechtliche*|klage|rechtsanwalt, ihr|ihrem|ihren|ihre anwalt|rechtsanwalt|
        rechtsabteilung|inkasso, sie ... verklagen|klagen|anwalt_einschalten, drohen|drohung ... anwalt|
        gericht, bevor sie ... anwalt|gericht|klagen, klagen .. über, insolvenzgericht|amtsgericht, beim
        amtsgericht|insolvenzgericht, klage .. über, gerichtsvollzieher|gerichtsstand, kanzlei ..
        geschlossen|urlaub, büro|kanzlei|praxis, anzeige .. in|zeitung|schalten|auf_dem, mängelanzeige|
        schadensanzeige|störungsanzeige, klage über, beschwerde|klagen über|bei_uns, zeigt .. an, zeige|
        zeigen .. ihnen .. an, wohn|gericht aus|zu_essen, rechtsabteilung ... vertrag|freigegeben|
        unterschrieben|geprüft|unterzeichnet|freigabe, vertrag ... rechtsabteilung""",
    "insolvency": """insolvenz|insolvent|insolvenzverfahren|insolvenzverwalter|insolvenzverwalterin|
        insolvenzantrag|privatinsolvenz|verbraucherinsolvenz|insolvenzeröffnung|insolvenzgericht|konkurs|
        konkursverfahren|zahlungsunfähig|zahlungsunfähigkeit|insolvenztabelle|eigenverwaltung|
        schutzschirmverfahren|restschuldbefreiung|schuldnerberatung|liquidation|liquidator|
        gläubigerversammlung|sachwalter|schuldenbereinigung|schuldenbereinigungsplan|
        eidesstattliche_versicherung|vermögensauskunft, pleite, firma|gesellschaft|unternehmen|gmbh .. ...
        aufgelöst|liquidiert, insolvenz .. angemeldet|anmelden|eröffnet|beantragt|antrag,
        geschäftsbetrieb|betrieb|geschäftstätigkeit .. eingestellt|aufgegeben, in liquidation, i_l,
        abwicklung|abgewickelt, überschuldet|überschuldung, bankrott, betrieb|firma|laden|unternehmen ..
        pleite|bankrott|konkurs, starug, gläubigerschutz|vergleichsverfahren|sanierungsverfahren|
        nachlassstundung|betreibung|privatkonkurs|konkursamt|masseverwalter, *insolvenzverfahren|
        *insolvenzantrag|*insolvenz""",
    "not.insolvency": """nicht|keine|kein|vermeiden|abwenden|droht|drohende|sonst ... insolvenz|insolvent|
        konkurs|zahlungsunfähig|pleite, in die insolvenz|pleite treiben|getrieben, treiben .. in,
        momentan|gerade|grad|derzeit|bin|total .. pleite, ihre|ihr insolvenz, kunde|kunden|großkunde|
        auftraggeber|lieferant ... insolvenz|insolvent|pleite, insolvenz .. kunden|großkunden|
        auftraggebers, abwicklung .. bestellung|auftrag|zahlung|rechnung|schnell*|problemlos*|
        reibungslos*, zahlung|bestellung|auftrag abgewickelt, betreibung .. androh*, ihre .. pleite|
        insolvent, betrieb .. eingestellt .. bis|wegen|urlaub, niemand|keiner ... pleite|insolvent|
        insolvenz|konkurs""",
}
