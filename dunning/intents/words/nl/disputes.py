"""Dutch: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """beschadigd|beschadigde|kapot|kapotte|defect|defecte|gebroken|gebarsten|bekrast|
        bedorven|verkeerd_geleverd|ondeugdelijk|ondeugdelijke|onbruikbaar|versleten|lek|gedeukt, gebrek|
        gebreken|mankement|mankementen|schade|klachten_over,
        werkt|werken|functioneert|functioneren|doet|past .. nog_steeds? .. niet|het_niet, niet ..
        tevreden|deugdelijk|naar_behoren|goed_uitgevoerd|goed_gedaan|zoals_afgesproken|wat_we_besteld,
        slecht|slechte|matige|belabberde kwaliteit|werk|uitgevoerd|afgewerkt|geleverd|service|gedaan,
        kwaliteit .. ... niet|slecht|onder|matig|onvoldoende|belabberd, verkeerde|foute|foutieve artikel|
        artikelen|maat|kleur|product|producten|materiaal|model|goederen|spullen|onderdelen, verkeerd ..
        geleverd|geplaatst|gemonteerd, ontevreden, lekt, prutswerk|broddelwerk, voldoet|voldoen niet,
        ging|gaat .. kapot, sluit|past|brandt|verwarmt niet, eerst ..
        repareren|herstellen|oplossen|maken, laat los, lekt nog, repareren|herstellen .. ...,
        bladdert|brokkelt|valt ... af, laat|laten .. los""",
    "dispute.price": """prijs|bedrag|tarief|aantal|btw|korting|uren|uurtarief|totaal|uurloon ... klopt|
        kloppen|juist|hoog|hoger|verkeerd|fout|afgesproken|afspraak|overeen|ontbreekt|vergeten|afwijkt|
        wijkt|onjuist|correct, komt|komen niet overeen, niet .. overeen .. offerte|afspraak|prijs|met, te
        veel|teveel|meer|dubbele_prijs berekend|gefactureerd|gerekend|in_rekening|aangerekend|gevraagd,
        te duur|hoog, afgesproken .. prijs|bedrag|tarief|was|korting, prijsafspraak|offerteprijs,
        volgens|conform|in offerte .. ..., offerte .. ... was|stond|lager|anders|staat|euro|€, anders ..
        afgesproken, niet .. afgesproken, hoger|meer dan .. afgesproken|geoffreerd|offerte|begroot,
        verkeerd|verkeerde|foutief|foutieve|onjuist|onjuiste prijs|bedrag|tarief|btw|aantal|btw-tarief|
        btw-bedrag, korting .. ... niet|ontbreekt|vergeten, rekenen|rekent|gerekend|berekend .. ...
        uur|uren|dagen, btw verlegd|vrijgesteld""",
    "dispute.wrong": """@invoice ... klopt|kloppen|onjuist|incorrect|fout|foutief|verkeerd|niet_terecht|
        onterecht|niet_correct|niet_juist|onduidelijk, klopt|kloppen
        niet|niks|niets|gewoon_niet|helemaal_niet, niet .. eens|akkoord|mee_eens|verschuldigd|terecht,
        oneens, ga|gaan|zijn|ben .. niet .. akkoord|mee_akkoord|eens, betwist|betwisten|bestrijd|
        bestrijden|bezwaar|protest|protesteren|accepteer|accepteren|erken|erkennen .. ...
        niet|tegen|factuur|vordering|deze|uw|rekening, onterecht*|onterechte, niets|niks|geen ..
        verschuldigd|schuldig|te_betalen, fout|fouten|vergissing .. in|op|met .. ...
        factuur|nota|rekening, factuur .. ... corrigeren|gecorrigeerd|aanpassen|crediteren|gecrediteerd|
        intrekken|herzien|herzie, corrigeer|corrigeren|crediteren|crediteer .. factuur|deze,
        betaal|betalen .. ... niet|geen_cent|niets .. voor|tot|zolang|want|omdat|dit|deze|meer, wij|we|ik
        betaal|betalen .. niet|niks|dit_niet .. ..., weiger|weigeren .. ... betalen, geen cent, foutieve
        factuur, verkeerde factuur|rekening, niet onze|mijn factuur|rekening, niet .. tot betaling ..
        overgaan""",
    "dispute.not_ordered": """nooit|niet|niets|niks|geen .. ... besteld|bestelling|opdracht|gevraagd|
        getekend|ondertekend|afgenomen|aangevraagd|gekocht .. ..., zonder ..
        opdracht|bestelling|akkoord|toestemming, geen opdracht|bestelling""",
    "dispute.not_received": """@goods ... niet|nooit|niets|nog_niet|nog_steeds_niet .. ... ontvangen|
        geleverd|aangekomen|binnen|gekregen|bezorgd|compleet|volledig, niet|nooit|niets|niks|nog_steeds
        .. ... @goods .. ... ontvangen|geleverd|gekregen, niets|nooit|niks ..
        ontvangen|geleverd|gekregen|bezorgd|aangekomen, wacht|wachten .. ... op .. ... @goods,
        ontbreekt|ontbreken|mist|missen .. ... @goods|dozen|pallets|stuks|onderdelen,
        @goods|dozen|pallets|stuks .. ontbreekt|ontbreken|missen|incompleet|onvolledig, waar
        blijft|blijven .. @goods, niet geleverd, onvolledig|incompleet geleverd, nalevering, ontbrekende
        .. @goods""",
    "dispute.not_done": """werk|werkzaamheden|klus|project|montage|installatie|dienst|diensten|reparatie|
        verbouwing|opdracht .. ... niet|nooit|nog_niet|half|onvolledig .. ... af|klaar|afgerond|
        uitgevoerd|gedaan|voltooid|geleverd|opgeleverd|verricht|afgemaakt, niet|nog_niet|nooit .. ...
        afgerond|uitgevoerd|afgemaakt|opgeleverd|langs_geweest|langsgekomen|geweest, niemand .. ...
        langs|geweest|gekomen|verschenen, nooit .. komen opdagen, niet .. komen opdagen, half werk,
        ontbreken|ontbreekt nog, tot .. opgelost|hersteld|afgerond is""",
    "dispute.duplicate": """dubbel|dubbele|twee_keer|tweemaal|2x|2_keer .. ... gefactureerd|factuur|
        facturen|berekend|in_rekening|gestuurd|ontvangen|aangerekend, factuur|bedrag|rekening|nota .. is
        .. dubbel, al|reeds .. gefactureerd|in_rekening_gebracht, dubbelfacturatie""",
    "not.dispute.duplicate": "dubbel betaald",
    "dispute.cancelled": """opgezegd|geannuleerd|afgezegd|ontbonden|stopgezet|beëindigd|teruggestuurd|
        geretourneerd|retour_gestuurd|teruggebracht|retour_gezonden|herroepen|ingetrokken,
        opzegging|annulering|retourzending|retour .. ..., abonnement|contract|bestelling|order .. ...
        opgezegd|geannuleerd|beëindigd|stopgezet""",
    "dispute.credit": """wacht|wachten|wachtend|ontbreekt|missen|beloofd|beloofde|toegezegde|toegezegd|
        nog_geen|ontvangen|openstaande|verwachten|nog .. ... creditnota|creditfactuur|credit|creditering|
        terugbetaling, creditnota|creditfactuur|creditering ... niet|nog|wacht|beloofd|toegezegd|
        ontbreekt|ontvangen|te_ontvangen|open, creditnota|creditfactuur .. sturen|maken""",
    "not.dispute": """als|zodra|indien|wanneer|na ... creditnota|creditfactuur|juiste|gecorrigeerde ..
        ..., verkeerd|verkeerde nummer|persoon|adres|e-mailadres|mailadres, klopt .. toch, als|zodra ...
        factuur .. klopt, adres klopt niet, e-mailadres klopt""",
}
