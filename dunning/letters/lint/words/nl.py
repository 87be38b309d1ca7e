"""Dutch words that a letter must not, should not, or must hold; see the package for their form."""

WORDS = {
    "harmless": "in uw belang, rechtbankstraat, dievenpoortje*, verzekeringspolis*",
    "E101": """politie*, arrestatie*, gearresteerd*, aanhouding*, aangehouden, gevangenis*, celstraf*,
        strafbaar*, strafrechtelijk*, strafzaak*, misdrijf*, misdadig*, crimineel, criminele,
        fraude*, fraudeur*, diefstal*, dief, dieven, oplicht*""",
    "E102": """beslag leggen, beslag op, loonbeslag*, beslagleg*, deurwaarder*, uw loon, uw salaris,
        pandrecht*, executie*, ontruim*""",
    "E103": """dagvaard*, rechtszaak is *, procedure is gestart, laatste aanmaning voor *, laatste
        sommatie*, gerechtelijke stappen gezet""",
    "E104": "onze advocaat*, onze advocaten, onze jurist*, onze juridische afdeling",
    "E105": "BKR*, kredietbureau*, kredietregistratie*, wanbetalersregister*",
    "E106": """uw werkgever*, werkgever*, uw familie, uw gezin, uw buren, uw klanten, sociale media, social
        media, publiceren, openbaar maken""",
    "E107": """scham*, schaam*, schande*, leugenaar*, oneerlijk*, wanbetaler*, profiteur*, klaploper*,
        idioot*, dom, brutaal*""",
    "E108": """immigra*, verblijfsvergunning*, uitzetting*, uitgezet*, religi*, uw geloof, uw gezondheid,
        uw ziekte, uw kinderen, uw kind""",
    "E109": """laatste kans, allerlaatste *, laatste waarschuwing, binnen 24 uur, vandaag nog betalen, voor
        middernacht""",
    "E110": "aanmaningskosten, incassokosten, herinneringskosten, administratiekosten, boete*",
    "E111": "officieel, officiële, overheid*, ministerie*, van overheidswege",
    "E114": "kaartnummer*, kaartgegevens, creditcardgegevens, CVC, CVV, vervaldatum van uw kaart",
    "court": "rechter*, rechtbank*, gerechtelijk*, rechtszaak*, juridische stappen, dagvaarding*",
    "agency": "incassobureau*, incasso",
    "interest": "rente, wettelijke rente",
    "pause": "leveringen of werkzaamheden uit*, leveringen op*, levering stop*, levering* staken",
    "W202": """onmiddellijk*, onverwijld*, hierbij, hiermede, ingevolge, bovengenoemd*, voornoemd*, bij
        gebreke *, overeenkomstig, per ommegaande, sommeren""",
    "W203": """negen van de tien, 9 van de 10, de meeste van onze klanten, de meeste klanten, kleine
        minderheid""",
    "W204": "speciale aanbieding*, kortingscode*, % korting, nieuwe producten, nieuwsbrief*",
    "W205": """schuld*, achterstand*, onbetaald*, te laat, aanmaning*, vordering*, incasso*,
        betalingsherinnering*""",
    "next": """antwoord, bel ons, bel of schrijf, schrijf ons, laat het ons, laat ons, neem contact,
        betaal, noem ons""",
    "dispute": "niet eens, bezwaar*, betwist*",
    "time": "meer tijd, termijnen, betalingsregeling*, uitstel",
    "paid": "al betaald, reeds betaald",
}
