"""The forms of a day by language, each under its meaning; see the package, and `dunning.intents.days`."""

DAYS = {
    "en": {
        "relative:0": """today, tonight, now, right_away, straight_away, this
            morning|mornin|afternoon|avo|arvo|evening|minute,
            immediately, right now, earlier today, later today, end
            of today|day|the_day, close of business, cob, eod, just_now, by end of .. day, just
            sent|paid|transferred|done|settled|made|wired""",
        "relative:1": """tomorrow, tommorow, tomorow, tommorrow, tmrw, tmr, tomoz, 2moro, tomorrow
            morning|afternoon""",
        "relative:2": "day after tomorrow, the day after tomorrow",
        "relative:-1": "yesterday, yday, yesterday morning|afternoon|evening, last night|nite",
        "relative:-2": "the? day before yesterday",
        "days:1": """in|within|over the? next? {n} of? working|business|more? days|day, {n}
            working|business? days time, {n} days' time, next {n} days""",
        "weeks:1": """in|within|over the? next? {n} of? weeks|week, {n} weeks' time, {n} weeks|week
            from today|now, in {n} fortnight, next {n} weeks""",
        "months:1": "in|within {n} months|month, {n} months' time",
        "days:-1": "{n} of? days|day ago",
        "weeks:-1": "{n} of? weeks|week ago, {n} weeks|week back",
        "months:-1": "{n} of? months|month ago",
        "weekday": "{weekday}, this coming {weekday}, on {weekday}",
        "weekday:coming": "this? coming {weekday}",
        "weekday:next": """next {weekday}, {weekday} next week, next week {weekday}, {weekday} of next
            week, next week on {weekday}, {weekday} week, a week on {weekday}, week on {weekday},
            {weekday} after next""",
        "weekday:last": """last {weekday}, {weekday} last week, {weekday} of last week, {weekday} just
            gone, this past {weekday}, past {weekday}""",
        "week:0": "this week, later this week, earlier this week",
        "week:1": "next week, early|late next week, the following week, sometime next week",
        "week:2": "week after next, the week after next",
        "week:-1": "last week, the week before",
        "week:end": "end of the|this? week, the? end of this|the week, by the? weekend",
        "week:end1": "end of next week, the end of next week",
        "month:end0": """end of the|this? month, month-end, month end, eom, the end of this|the month,
            last day of the month""",
        "month:end1": "end of next month, the end of next month",
        "month:mid0": "middle of the|this month, mid month",
        "month:mid1": "middle of next month",
        "month:start1": """beginning|start of next month, early next month, first week of next month,
            beginning|start of the month""",
        "month:all1": "next month, sometime next month",
        "month:all-1": "last month",
        "month:end": "end of {month}, the end of {month}, {month} end, late {month}",
        "month:mid": "middle of {month}, mid {month}",
        "month:start": "beginning|start of {month}, early {month}, first week of {month}",
        "month:all": "in {month}, during {month}, sometime in {month}",
        "year": "end of the|this? year, year-end, year end, before|by new_year*",
        "christmas": "before|by christmas|xmas",
        "number": "week {w}, wk {w}, w/c week {w}",
        "month:first1": """first of the month, the first of next month, first day of next month, 1st of
            the month, 1st of next month""",
        "calendar": """{d} of? {month} {y}?, {month} the? {d} {y}?, {weekday} the? {d} of? {month}
            {y}?, {weekday} {month} {d} {y}?, {r} to|and|until|through|till? {d} of? {month} {y}?""",
        "ordinal": "the {d}, on the {d}, {weekday} the? {d}, by the {d}, by {d}, {r} to|and {d}",
        "weekday:this": "this {weekday}",
    },
    "de": {
        "relative:0": """heute, heute noch, heut, jetzt, gleich, sofort, umgehend, heute
            morgen|früh|nachmittag|abend|vormittag, noch heute, unverzüglich, soeben, gerade eben, eben""",
        "relative:1": "morgen, morgen früh|vormittag|nachmittag|abend, mrgn",
        "relative:2": "übermorgen",
        "relative:-1": "gestern, gestern abend|morgen|nachmittag|früh, gestrigen",
        "relative:-2": "vorgestern",
        "days:1": """in|innerhalb|binnen|von? {n} tagen|werktagen|arbeitstagen|tage|bankarbeitstagen,
            innerhalb|binnen der? nächsten {n} tage|tagen|werktage|arbeitstage, in den nächsten {n}
            tagen, die nächsten {n} tage""",
        "weeks:1": """in|innerhalb|binnen {n} wochen|woche, innerhalb|binnen der? nächsten {n} wochen,
            in den nächsten {n} wochen, heute in {n} wochen|woche""",
        "months:1": "in|innerhalb|binnen {n} monaten|monat|monats, innerhalb von {n} monaten",
        "days:-1": "vor {n} tagen|werktagen|tage",
        "weeks:-1": "vor {n} wochen|woche",
        "months:-1": "vor {n} monaten|monat",
        "weekday": "{weekday}, am {weekday}, bis {weekday}",
        "weekday:coming": "kommenden|kommender|am_kommenden {weekday}, den kommenden {weekday}",
        "weekday:next": """nächsten|nächster|nächste {weekday}, nächste woche {weekday}, {weekday}
            nächster|nächste woche, nächste|kommende woche am? {weekday}, {weekday} kommende|kommender
            woche, {weekday} in einer woche, kommende woche {weekday}""",
        "weekday:last": """letzten|letzter|vergangenen|vorigen|letzte {weekday}, letzte woche
            {weekday}, {weekday} letzter|letzte|vergangener woche, letzte woche am {weekday}""",
        "week:0": "diese woche, im laufe der|dieser woche, dieser woche, in dieser woche, noch diese woche",
        "week:1": """nächste woche, kommende woche, nächster woche, kommender woche, anfang|mitte
            nächster|kommender woche, im laufe der nächsten woche, in der nächsten woche""",
        "week:2": "übernächste woche, in der übernächsten woche",
        "week:-1": "letzte woche, vorige woche, vergangene woche, letzter woche",
        "week:end": "ende der|dieser woche, ende dieser woche, bis wochenende, zum ende der woche",
        "week:end1": "ende nächster|kommender woche, ende der nächsten woche",
        "month:end0": """ende des|dieses|diesen monats, monatsende, ende monat, ultimo, zum monatsende,
            ende d.m., zum ende des monats""",
        "month:end1": "ende nächsten|kommenden|des_nächsten|des_kommenden monats, ende nächster monat",
        "month:mid0": "mitte des|dieses monats, monatsmitte",
        "month:mid1": "mitte nächsten|kommenden|des_nächsten monats",
        "month:start1": """anfang nächsten|kommenden|des_nächsten|des_kommenden monats, monatsanfang,
            anfang des monats""",
        "month:all1": "nächsten monat, im nächsten monat, kommenden monat, nächster monat",
        "month:all-1": "letzten monat, vorigen monat, vergangenen monat, im letzten monat",
        "month:end": "ende {month}, ende des monats {month}",
        "month:mid": "mitte {month}",
        "month:start": "anfang {month}, anfang des monats {month}",
        "month:all": "im {month}, im laufe des {month}",
        "year": "ende des|dieses jahres, jahresende, zum jahresende, noch dieses|in_diesem jahr",
        "christmas": "vor|bis weihnachten",
        "number": "kw {w}, kalenderwoche {w}, {w} kw, {w} kalenderwoche, woche {w}",
        "month:first1": """zum monatsersten, zum ersten, am ersten, zum ersten des nächsten monats, am
            monatsersten""",
        "calendar": """{d} {month} {y}?, {weekday} den|dem? {d} {month} {y}?, am {d} {month} {y}?, {r}
            bis|und|zum|auf? zum? {d} {month} {y}?""",
        "ordinal": "am {d}, zum {d}, bis zum {d}, bis {d}, der {d}, den {d}, ab {d}, ab dem {d}, dem {d}",
        "weekday:this": "diesen|dieser {weekday}",
    },
    "fr": {
        "relative:0": """aujourd'hui, ajd, auj, ce jour|matin|soir, cet après-midi, de suite, tout de
            suite, immédiatement, maintenant, dans la journée, ce midi, à l'instant, dès aujourd'hui,
            sur-le-champ, viens|venons de payer|régler|virer|faire|verser|effectuer|envoyer""",
        "relative:1": "demain, demain matin|soir|midi, dem1, demain après-midi",
        "relative:2": "après-demain, après demain, apres-demain",
        "relative:-1": "hier, hier soir|matin|après-midi",
        "relative:-2": "avant-hier, avant hier",
        "days:1": """sous|dans|sous_une|dans_une|d'ici_une {n}, dans|sous|d'ici les? {n}
            jours|jour|prochains_jours, dans un délai de {n} jours, d'ici une? {n} de jours, dans les
            {n} prochains jours, {n} jours ouvrés""",
        "weeks:1": """dans|sous|d'ici {n} semaines|semaine, dans les {n} prochaines semaines, d'ici à
            {n} semaines""",
        "months:1": "dans|sous|d'ici {n} mois",
        "days:-1": "il y a {n} jours|jour, depuis {n} jours",
        "weeks:-1": "il y a {n} semaines|semaine, y'a|ya {n} semaines|semaine",
        "months:-1": "il y a {n} mois, y'a {n} mois",
        "weekday": "{weekday}, le {weekday}, {weekday} matin|soir",
        "weekday:coming": "{weekday} prochain|qui_vient|pro, le {weekday} prochain, ce {weekday} prochain",
        "weekday:next": """{weekday} en huit, {weekday} de la semaine prochaine, la? semaine prochaine
            {weekday}, {weekday} semaine prochaine""",
        "weekday:last": """{weekday} dernier|passé, {weekday} de la semaine dernière|passée, {weekday}
            d'avant""",
        "week:0": "cette semaine, dans la semaine, en cours de semaine",
        "week:1": """semaine prochaine, la semaine prochaine, début|courant|milieu de? semaine
            prochaine, courant de la semaine prochaine""",
        "week:2": "dans quinze jours, semaine d'après",
        "week:-1": "semaine dernière, la semaine dernière|passée",
        "week:end": """fin de semaine, fin de la|cette semaine, d'ici la? fin de semaine, ce week-end,
            avant le week-end""",
        "week:end1": "fin de la semaine prochaine, fin de semaine prochaine, fin semaine prochaine",
        "month:end0": """fin du mois, fin de mois, fin de ce mois, fin du mois en cours, à la fin du
            mois, fin mois, le dernier jour du mois""",
        "month:end1": "fin du mois prochain, fin de mois prochain, fin du prochain mois",
        "month:mid0": "milieu du mois, mi-mois",
        "month:mid1": "milieu du mois prochain",
        "month:start1": """début du? mois prochain, début de mois, début du mois, au début du mois
            prochain, tout début de mois""",
        "month:all1": "mois prochain, le mois prochain, courant du mois prochain, au mois prochain",
        "month:all-1": "mois dernier, le mois dernier|passé",
        "month:end": "fin {month}, fin du mois de {month}, à la fin {month}, d'ici fin {month}",
        "month:mid": "mi {month}, milieu {month}",
        "month:start": "début {month}, au début du mois de {month}",
        "month:all": """en {month}, courant {month}, au mois de {month}, dans le courant de {month}, au
            cours de {month}""",
        "year": "fin d'année, fin de l'année, avant la fin de l'année, d'ici la fin de l'année",
        "christmas": "avant|pour noël",
        "number": "semaine {w}, s{w}",
        "month:first1": "premier du mois, le premier du mois, 1er du mois, premier du mois prochain",
        "calendar": """{d} {month} {y}?, le {d} {month} {y}?, {weekday} {d} {month} {y}?, au {d}
            {month} {y}?, {r} au|et|ou? {d} {month} {y}?""",
        "ordinal": "le {d}, au {d}, du {d}, avant le {d}, {weekday} {d}, pour le {d}, dès le {d}",
        "weekday:this": "ce {weekday}",
    },
    "es": {
        "relative:0": """hoy, hoy mismo, ahora, ahora mismo, esta tarde|noche, esta misma tarde|mañana,
            de inmediato, inmediatamente, en el día de hoy, a lo largo del día, enseguida, ya mismo,
            ahorita, acabo|acabamos de pagar*|mandar*|hacer*|ingresar*|transferir*|
            enviar*|realizar*|abonar*""",
        "relative:1": "mañana, mañana mismo, mañana por la mañana|tarde, mñn, mañana a primera hora",
        "relative:2": "pasado mañana",
        "relative:-1": "ayer, ayer por la tarde|mañana|noche, ayer mismo|tarde",
        "relative:-2": "anteayer, antes de ayer, antier",
        "days:1": """en|dentro_de los? {n} días|dia|día, en el plazo de {n} días, en los próximos {n}
            días, {n} días hábiles, en un plazo de {n} días""",
        "weeks:1": "en|dentro_de {n} semanas|semana, en las próximas {n} semanas",
        "months:1": "en|dentro_de {n} meses|mes",
        "days:-1": "hace {n} días|día",
        "weeks:-1": "hace {n} semanas|semana",
        "months:-1": "hace {n} meses|mes",
        "weekday": "{weekday}, el {weekday}",
        "weekday:coming": """próximo {weekday}, el próximo {weekday}, {weekday} que viene, el {weekday}
            que viene, {weekday} próximo, este próximo {weekday}""",
        "weekday:next": """{weekday} de la semana que viene, {weekday} de la próxima semana, la? semana
            que viene el? {weekday}, próxima semana el {weekday}, {weekday} de la siguiente""",
        "weekday:last": """{weekday} pasado, el pasado {weekday}, pasado {weekday}, {weekday} de la
            semana pasada, último {weekday}""",
        "week:0": "esta semana, esta misma semana, a lo largo de esta semana, durante esta semana",
        "week:1": """semana que viene, la semana que viene, próxima semana, la próxima semana, semana
            próxima, semana entrante, la semana siguiente""",
        "week:2": "en dos semanas",
        "week:-1": "semana pasada, la semana pasada",
        "week:end": """fin|final|finales de|de_la|de_esta semana, fin de esta semana, antes del fin de
            semana, antes de que acabe la semana""",
        "week:end1": "final|finales de la|la_próxima? semana que viene, finales de la próxima semana",
        "month:end0": """fin|final|finales de mes, final|finales de este mes, fin de este mes, a final
            del mes, último día del mes, cierre de mes, finales del mes, final del mes""",
        "month:end1": """final|finales|fin del|de próximo mes|mes_que_viene, finales del mes que viene,
            final del mes que viene, finales del próximo mes""",
        "month:mid0": "mediados de|del mes, mediados de este mes",
        "month:mid1": "mediados del mes que viene, mediados del próximo mes",
        "month:start1": """principios|primeros de|del mes, principios del mes que viene, principios del
            próximo mes, primeros del próximo mes, a primeros de mes, primeros de mes, principio de mes""",
        "month:all1": "mes que viene, el mes que viene, próximo mes, el próximo mes, mes próximo",
        "month:all-1": "mes pasado, el mes pasado",
        "month:end": "finales|final|fin de {month}, a finales de {month}",
        "month:mid": "mediados de {month}, a mediados de {month}, la? primera quincena de {month}",
        "month:start": "principios|primeros de {month}, a principios de {month}, inicio de {month}",
        "month:all": "en {month}, durante {month}, en el mes de {month}, a lo largo de {month}",
        "year": "final|finales|fin de año, antes de que acabe el año, antes de fin de año",
        "christmas": "antes de navidad|navidades, para navidad",
        "number": "semana {w}",
        "month:first1": "el primero de mes, día uno de mes, el uno del mes que viene",
        "calendar": """{d} de {month} de|del? {y}?, {d} {month} {y}?, el {d} de {month}, {weekday} {d}
            de {month} de? {y}?, el día {d} de {month}, {weekday} {d} {month}, {r} al|y|o? {d} de?
            {month} de|del? {y}?""",
        "ordinal": """el {d}, el día {d}, día {d}, al {d}, {weekday} {d}, del {d}, para el {d}, antes
            del {d}""",
        "weekday:this": "este {weekday}",
    },
    "nl": {
        "relative:0": """vandaag, vandaag nog, nu, direct, meteen, vanavond, vanmiddag, vanmorgen,
            vanochtend, nu meteen, per direct, per omgaande, onmiddellijk, zojuist, net, later vandaag,
            eind van de dag, einde dag""",
        "relative:1": "morgen, morgen|morgenochtend, morgenochtend, morgenmiddag, morgenavond, morgenvroeg",
        "relative:2": "overmorgen",
        "relative:-1": "gisteren, gisteravond, gistermiddag, gisterochtend, gister",
        "relative:-2": "eergisteren",
        "days:1": """binnen|over|in de? {n} dagen|werkdagen|dag, binnen de komende {n} dagen,
            komende|aankomende {n} dagen, binnen nu en {n} dagen""",
        "weeks:1": "binnen|over|in {n} weken|week, komende {n} weken, binnen nu en {n} weken",
        "months:1": "binnen|over|in {n} maanden|maand",
        "days:-1": "{n} dagen|dag|werkdagen geleden",
        "weeks:-1": "{n} weken|week geleden",
        "months:-1": "{n} maanden|maand geleden",
        "weekday": "{weekday}, op {weekday}, a.s. {weekday}",
        "weekday:coming": """aanstaande|komende|eerstvolgende|aankomende|as {weekday}, {weekday}
            aanstaande|a.s|as""",
        "weekday:next": """volgende {weekday}, volgende week {weekday}, {weekday} volgende week,
            {weekday} over een week, {weekday} van volgende week, volgende week op {weekday}""",
        "weekday:last": """afgelopen|vorige|laatste|jongstleden {weekday}, {weekday}
            jongstleden|jl|j.l, vorige week {weekday}, {weekday} vorige week""",
        "week:0": "deze week, nog deze week, van de week, in de loop van deze week, later deze week",
        "week:1": """volgende week, komende week, begin|medio volgende week, in de loop van volgende
            week, ergens volgende week""",
        "week:2": "over twee weken",
        "week:-1": "vorige week, afgelopen week",
        "week:end": """eind|einde deze week, eind|einde van de|deze week, voor het weekend, eind van de
            week, einde week""",
        "week:end1": "eind|einde volgende week, eind|einde van volgende week",
        "month:end0": """eind|einde van? de|deze maand, maandeinde, ultimo, eind maand, einde maand,
            eind deze maand""",
        "month:end1": "eind|einde volgende maand, eind|einde van volgende maand",
        "month:mid0": "midden van? deze maand, medio deze maand, halverwege de maand",
        "month:mid1": "medio volgende maand, halverwege volgende maand",
        "month:start1": "begin volgende maand, begin van de maand, begin van volgende maand, begin maand",
        "month:all1": "volgende maand, komende maand, in de loop van volgende maand",
        "month:all-1": "vorige maand, afgelopen maand",
        "month:end": "eind|einde {month}, eind van {month}",
        "month:mid": "medio|half|halverwege|midden {month}",
        "month:start": "begin {month}",
        "month:all": "in {month}, in de loop van {month}, in de maand {month}",
        "year": """eind|einde van? het|dit? jaar, voor de jaarwisseling, voor het_einde_van_het_jaar,
            nog dit jaar, voor het einde van het jaar""",
        "christmas": "voor de? kerst, vóór de? kerst",
        "number": "week {w}, wk {w}",
        "month:first1": "eerste van de maand, de eerste van de maand, 1e van de maand",
        "calendar": """{d} {month} {y}?, de {d} van {month}, {weekday} {d} {month} {y}?, op {d} {month}
            {y}?, {r} tot|t/m|en|of? en? met? {d} {month} {y}?""",
        "ordinal": "de {d}, op de {d}, uiterlijk de {d}, voor de {d}, {weekday} de {d}, vóór de {d}",
        "weekday:this": "deze {weekday}",
    },
}
