"""German: how sentences are built, and the sets of words that the other modules name with "@"."""

SETS = {
    "common": """und der die das wir ich sie ist nicht ein eine haben habe wurde bitte mit für von zu auf
        ihre uns mir den dem am im es auch noch schon bei wird werden kann rechnung danke aber hat sind""",
    "paid": """überwiesen bezahlt gezahlt beglichen ausgeglichen angewiesen eingezahlt getätigt
        transferiert abgebucht gebucht bez erledigt veranlasst""",
    "pays": """überweise überweisen bezahle bezahlen zahle zahlen begleiche begleichen zahl bezahl
        überweis transferiere""",
    "ordinal": r"\.?",
    "weekdays": "mo=0 di=1 mi=2 do=3 fr=4 sa=5 sonnabend=5",
    "months": "jaenner=1 maerz=3 märz=3 sept=9",
    "numbers": """ein=1 eine=1 einem=1 einer=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8
        zehn=10 vierzehn=14 paar=3""",
    "invoice": "rechnung rechnungen rechnungsbetrag betrag rg re summe forderung posten mahnung beleg #",
    "goods": """ware waren lieferung artikel bestellung paket material teile sendung produkt produkte
        geräte gerät palette paletten hälfte rest restlieferung kartons karton stück ersatzteile möbel
        fliesen steine holz bücher getränke lieferungen bestellungen pakete sendungen güter kiste kisten
        einheiten rollen stühle exemplare menge""",
    "nots": """nicht nie niemals nichts nix kein keine keinen keiner keines keinem noch_nicht
        immer_noch_nicht gar_nicht nimmer net nich""",
    "work": """arbeit arbeiten leistung leistungen reparatur montage auftrag werk installation baustelle
        bau dienstleistung dienstleistungen wartung reinigung schulung beratung umbau sanierung
        renovierung projekt termin einsatz service website""",
    "bad": """beschädigt defekt kaputt mangelhaft fehlerhaft zerbrochen verbogen zerkratzt undicht
        unbrauchbar verschimmelt verdorben gebrochen beschädigte beschädigten beschädigter defekte
        defekten kaputte kaputten mangelhafte fehlerhafte verschmutzt gesprungen gerissen verkratzt
        verbeult angeschlagen abgelaufen minderwertig minderwertige schlampig schlampige pfusch murks
        unsauber verrostet schief undichte""",
    "men": """monteur techniker handwerker fahrer leute mitarbeiter elektriker installateur kollege team
        jungs maler klempner""",
    "kin": """mann frau sohn tochter vater mutter chef chefin partner steuerberater steuerberaterin
        buchhalter buchhalterin bruder vermieter kollegin kollege""",
}

PHRASES = {
    "closing": """mit|mfg freundlichem|freundlichen|besten|herzlichen|lieben gruß|grüßen|grüße,
        freundliche|viele|beste|liebe|herzliche|schöne grüße|gruß, mfg, vg, lg,
        beste|schönen|lieben|besten gruß, gruß, hochachtungsvoll, grüße""",
    "harmless": """wenn möglich, falls möglich, wenn sie fragen|rückfragen haben, falls noch nicht ..
        geschehen, kein problem, keine sorge, keine ursache, nichts für ungut, wenn es|das ihnen|für sie
        .. passt|recht|ok|okay .. ist?, wenn das ok|okay|in_ordnung ist|geht, falls nötig|erforderlich|
        gewünscht, wenn ich das richtig sehe, nicht nur, warum nicht, ich verstehe nicht warum, kein
        thema, bei bedarf, ohne abzug|skonto, nicht zuletzt, ohne weiteres, nicht später als, zögern sie
        nicht, danke|dank für .. geduld|verständnis, antworten sie nicht, nicht auf diese .. antworten,
        automatisch erstellt|generiert, lange? genug, kein stress, sobald|wenn ich .. zuhause|daheim|
        zu_hause|im_büro|am_rechner|am_pc bin""",
    "negation": """nicht, nicht's, nichts, kein*, nie, niemals, noch nie, weder, ohne, leider kein*, net,
        nich, verweiger*, ned, unbezahlt, niemand""",
    "conditional": """wenn, falls, sofern, sobald, erst, bis sie|die|das|wir|dahin, vorausgesetzt,
        nur|erst nach|wenn, ansonsten, nachdem, =würde*, =könnte*, unter der bedingung, vorbehaltlich,
        ob, =hätte*, =wäre*, solange, andernfalls, nach erhalt|eingang|zusendung|vorlage|prüfung|klärung|
        korrektur|gutschrift, vielleicht, eventuell, evtl, womöglich, möglicherweise, unter umständen""",
    "but": """aber, jedoch, doch, weil, da sie|wir|ich|die, denn, deshalb, daher, dennoch, allerdings,
        obwohl, und wir|ich|die|das|es|sie|bitte|für, sondern, bitte, außerdem, hingegen, dagegen,
        während""",
    "hedge": """ich|wir glaube|glauben|denke|denken|meine|vermute, meines wissens, m.w., wohl,
        wahrscheinlich, eigentlich, vermutlich, soweit|soviel ich|wir, glaub, meiner meinung, angeblich,
        dürfte""",
    "invoice": "rechnung|rechnungen|re|rg|rechn|nr|nummer|rechnungsnummer|rechnungsnr|beleg",
    "not_day": """rechnung|rechnungen|re|rg|schreiben|mahnung|mail|e-mail|lieferung|bestellung|angebot|
        lieferschein #? vom|von, fällig am?, fällig seit, datiert|datum, geliefert am, bestellt am""",
    "reference": """verwendungszweck, referenz, referenznummer, ref, transaktionsnummer, transaktions-id,
        buchungsnummer, mit dem? verwendungszweck, zahlungsreferenz""",
    "case": """az, aktenzeichen, geschäftszeichen, gz, geschäftsnummer, verfahrensnummer,
        gerichtsaktenzeichen""",
    "administrator": """insolvenzverwalter|insolvenzverwalterin|verwalter|sachwalter|treuhänder
        ist|wurde|rechtsanwalt?, zum|zur vorläufigen? insolvenzverwalter|insolvenzverwalterin ..
        wurde|ist|bestellt, insolvenzverwalter|insolvenzverwalterin|sachwalter""",
    "person": """ansprechpartner|ansprechpartnerin|zuständig|nachfolger|nachfolgerin .. ist|jetzt|nun,
        an, kontaktieren sie, wenden sie sich .. an, zuständig ist, zuständig ist jetzt|nun, ist
        jetzt|nun, nachfolgerin ist, ansprechpartner ist, zuständig ist jetzt|nun, ist jetzt, für .. ist,
        mein|unser|meine|unsere @kin, kümmert sich""",
    "until": "bis, bis zum, bis zu, auf den",
    "assured": """versprochen, spätestens, sicher, ganz sicher, garantiert, auf jeden fall, am, bis, zum,
        hundertprozentig, definitiv, fest zugesagt, allerspätestens""",
    "told": "hab|habe|haben .. doch",
}
