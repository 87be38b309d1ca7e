"""Dutch: how sentences are built, and the sets of words that the other modules name with "@"."""

SETS = {
    "common": """de het een en wij we ik u je jullie niet van voor op in is dat die deze dit hebben heb
        heeft met aan te zijn ook nog maar graag bij onze ons uw mij naar kan zal wordt factuur beste al""",
    "paid": "betaald voldaan overgemaakt overgeboekt overgeschreven vereffend afgelost gestort",
    "pays": "betaal betalen voldoe voldoen stort overmaak overmaken overschrijven overboeken",
    "ordinal": "(?:e|ste|de)?",
    "weekdays": "ma=0 din=1 woe=2 vrij=4 zat=5 zon=6",
    "months": "mrt=3 maa=3",
    "numbers": "een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 tien=10 veertien=14 paar=3",
    "invoice": "factuur facturen bedrag nota rekening vordering saldo post rekeningen aanmaning #",
    "goods": """goederen levering bestelling pakket artikelen producten product materiaal materialen
        spullen order zending artikel onderdelen pallet pallets helft rest dozen doos stuks tegels
        stoelen meubels rollen zendingen leveringen bestellingen pakketten pakketje spulletjes hout
        boeken kratten krat eenheden voorraad leverantie bezorging lading onderdeel aantal""",
    "nots": "niet nooit geen niets niks nog_niet nog_steeds_niet nimmer niemand",
    "work": """werk werkzaamheden klus project montage installatie dienst diensten reparatie verbouwing
        opdracht training cursus schoonmaak onderhoud oplevering renovatie badkamer dak keuken
        levering_van_diensten""",
    "men": """monteur monteurs loodgieter elektricien chauffeur mannen jongens mensen ploeg schilder
        timmerman installateur vakman team man bezorger""",
    "kin": """man vrouw zoon dochter vader moeder baas partner boekhouder boekhoudster accountant broer
        zus verhuurder collega hoofdkantoor administratiekantoor""",
    "bad": """beschadigd beschadigde kapot kapotte defect defecte gebroken gebarsten bekrast bedorven
        ondeugdelijk ondeugdelijke onbruikbaar onbruikbare versleten lek lekke gedeukt gescheurd stuk
        stukke slordig slordige verroest beschimmeld scheef scheve krom kromme foutief_geleverd prut
        knudde waardeloos""",
}

PHRASES = {
    "closing": """met vriendelijke|hartelijke|vriendelijk groet|groeten, vriendelijke|hartelijke
        groet|groeten, mvg, m.v.g, groet, groeten, gr, hoogachtend, met hartelijke groet, grtz, groetjes,
        mvrgr""",
    "harmless": """indien mogelijk, als dat|het goed|akkoord|oké|ok|mogelijk is, als het kan|mag|lukt|
        goed_is, als u .. vragen heeft, geen probleem|punt|zorgen, maak je|u geen zorgen, niet alleen,
        waarom niet, aarzel niet, mocht .. vragen, als u nog vragen heeft, zonder problemen, niets aan de
        hand, zo nodig, indien nodig|gewenst, als je|u|jullie wil|wilt|willen, niet later dan, zonder
        meer, ik snap|begrijp niet waarom, laat .. weten als, als het goed is, bedankt|dank voor ..
        geduld|begrip, niet op dit|deze .. bericht|mail reageren|antwoorden, automatisch bericht|
        gegenereerd, zodra|als ik|we .. thuis|op_kantoor|achter_de_computer ben|zijn|kom|komen|zit, zit|
        zitten|staat nu""",
    "negation": """niet, geen, nooit, nog niet|nooit, niets, noch, zonder, niks, niemand, nergens,
        onmogelijk, weiger*, onbetaald, helaas niet, nie""",
    "conditional": """als, indien, mits, zodra, wanneer, tenzij, pas als|na|wanneer|zodra, op voorwaarde,
        nadat, zolang, zou, zouden, na ontvangst|correctie|levering|goedkeuring|akkoord, eerst, of,
        afhankelijk, totdat, voordat, in geval, onder voorbehoud, tot u|jullie|de|het|we, misschien,
        wellicht, eventueel, mogelijk""",
    "but": """maar, echter, omdat, want, doch, en wij|we|ik|de|het|die|dit|u|graag|voor|factuur|zal|
        zullen, dus, daarom, aangezien, terwijl, graag, gelieve, wel, hoewel, daarnaast, verder, ook,
        alstublieft""",
    "hedge": """volgens mij|ons, ik|wij|we denk|denken|dacht|meen|geloof|vermoed|dachten|menen,
        waarschijnlijk, vermoedelijk, voor zover, naar mijn weten, bij mijn weten, als het goed is, dacht
        ik, meen ik, zou .. moeten, kennelijk""",
    "invoice": "factuur|facturen|fact|factuurnummer|factuurnr|nota|nr|nummer|fn",
    "not_day": """factuur|facturen|brief|mail|e-mail|herinnering|aanmaning|bestelling|order|offerte|
        levering|nota #? van|d.d|dd|gedateerd, vervallen op, vervaldatum|vervaldag #? is|op|van?, d.d,
        dd, gedateerd, geleverd op, besteld op""",
    "reference": """kenmerk, betalingskenmerk, referentie, ref, transactienummer, omschrijving, o.v.v,
        onder vermelding van, ovv, o.v.v kenmerk, transactie, met kenmerk, betaalkenmerk, met
        omschrijving""",
    "case": """insolventienummer, zaaknummer, rekestnummer, dossiernummer, nummer, rolnummer,
        faillissementsnummer, kenmerk""",
    "administrator": """curator|bewindvoerder|bewindvoerster|vereffenaar is|als|benoemd?, tot
        curator|bewindvoerder .. benoemd|aangesteld|is, curator|bewindvoerder|vereffenaar""",
    "person": """contactpersoon|opvolger|opvolgster|verantwoordelijke|collega .. is|nu|voortaan, contact
        opnemen met, neem contact op met, bij, naar, aan, met, mailen naar|aan, vervangen door, is nu,
        contacteren, contacteer, mijn|onze @kin, overgenomen door""",
    "until": "tot, tot en met, t/m, tot aan",
    "assured": """beloofd, zeker, zeker weten, uiterlijk, gegarandeerd, op, voor, echt, beslist, op zijn
        laatst""",
    "told": "heb|hebben .. toch",
}
