"""German words that a letter must not, should not, or must hold; see the package for their form."""

WORDS = {
    "harmless": "in Ihrem Interesse, Gerichtstraße, Gerichtsstand*, Strafzettel",
    "E101": """Polizei*, polizeilich*, verhaft*, Haft, Haftbefehl*, Haftstrafe*, Gefängnis*, Strafanzeige*,
        Strafverfahren*, Strafantrag*, strafbar*, strafrechtlich*, Straftat*, kriminell*, =Betrug,
        Betrugs*, betrügen, betrügerisch*, Diebstahl*, Dieb, Diebe""",
    "E102": """pfänd*, gepfändet*, Pfändung*, Lohnpfändung*, Kontopfändung*, Gerichtsvollzieher*,
        Zwangsvollstreckung*, vollstreck*, Vollstreckung*, beschlagnahm*, Ihr Lohn, Ihren Lohn, Ihr
        Gehalt, Ihres Gehalts""",
    "E103": """Klage eingereicht, Klage erhoben, Klage läuft, Vorladung*, letzte Mahnung vor *,
        Mahnbescheid*, gerichtliche Schritte eingeleitet, gerichtliches Mahnverfahren, gerichtlichen
        Mahnverfahren""",
    "E104": """unser Anwalt, unsere Anwält*, unserem Anwalt, unseren Anwalt, unsere Anwaltskanzlei, unser
        Rechtsanwalt, unseren Rechtsanwalt, unserem Rechtsanwalt, unsere Rechtsanwält*, unsere
        Rechtsabteilung, unserer Rechtsabteilung""",
    "E105": "Schufa*, Auskunftei*, Schuldnerverzeichnis*, Negativeintrag*, Ihre Bonität, Ihrer Bonität",
    "E106": """Arbeitgeber*, Ihre Familie, Ihrer Familie, Ihre Nachbarn, Ihren Nachbarn, Ihre Kunden, Ihren
        Kunden, soziale Medien, sozialen Medien, veröffentlich*""",
    "E107": """schämen, beschämend*, Schande*, Lügner*, unverschämt*, Zechprell*, asozial*, Schmarotz*,
        Betrüger*, unehrlich*, Idiot*, dumm, dreist*""",
    "E108": """Aufenthaltsstatus, Aufenthaltserlaubnis*, Einwander*, Abschiebung*, abschieb*, Religion*,
        Ihr Glaube, Ihre Gesundheit, Ihrer Gesundheit, Ihre Krankheit, Ihre Kinder, Ihren Kindern""",
    "E109": """letzte Chance, letzte Gelegenheit, allerletzte*, innerhalb von 24 Stunden, binnen 24
        Stunden, noch heute zahlen""",
    "E110": "Mahngebühr*, Mahnkosten, Mahnspesen, Bearbeitungsgebühr*, Inkassokosten, Inkassogebühr*",
    "E111": "amtlich*, behördlich*, von Amts wegen, hoheitlich*",
    "E114": "Kartennummer*, Kreditkartendaten, Kartendaten, Prüfziffer*, Prüfnummer*, CVC, CVV",
    "court": "Gericht*, gerichtlich*, Klage*, verklag*, Rechtsweg*, rechtliche Schritte",
    "agency": "Inkassobüro*, Inkassounternehmen*, Inkasso, Inkassodienst*",
    "interest": "Verzugszins*, Zinsen",
    "pause": "Lieferungen oder Arbeiten zurück*, Lieferstopp*, Liefersperre*, Lieferungen ein*, sperren",
    "W202": """unverzüglich*, hiermit, gemäß, bezugnehmend, vorgenannt*, obengenannt*, andernfalls,
        widrigenfalls, umgehend*, ersuchen, Begleichung, gegenstandslos""",
    "W203": "neun von zehn, 9 von 10, die meisten unserer Kunden, die meisten Kunden, kleine Minderheit",
    "W204": "Sonderangebot*, Rabattcode*, % Rabatt, neue Produkte, Newsletter*, jetzt kaufen",
    "W205": """Schuld, Schulden, überfällig*, unbezahlt*, Mahnung*, Rückstand*, Zahlungsverzug*,
        Forderung*, Inkasso*, Zahlungserinnerung*""",
    "next": """antworten Sie, Antwort, rufen Sie, schreiben Sie, sprechen Sie, sagen Sie, nennen Sie,
        zahlen Sie""",
    "dispute": "nicht einverstanden, widersprechen, Widerspruch, falsch ist",
    "time": "mehr Zeit, Raten, Ratenzahlung*, Zahlungsplan*",
    "paid": "schon gezahlt, bereits gezahlt, schon bezahlt, bereits bezahlt",
}
