"""The words of a wish by language, in the package's form; `dunning.intents.wishes` says how they are read.

"sms", "call", "email" and "letter" name a way that is asked for, "against" one that is not wanted; "lasting"
and "only" say that it is meant for good; "reached" that it is about hearing from us, "aside" that it is about
something else. "morning", "afternoon" and "evening" are hours by name; "between", "after" and "before" stand
in front of hours in figures, "to" between two. "once" names one day, of which nothing follows for another.
"""

WISHES = {
    "en": {
        "sms": """text|sms or|and by? @w_ways, @w_ways or|and by? text|sms, text|sms me|us,
            @w_send|have|get|receive .. text|texts|sms, by|via|per|through
            text|texts|sms|text_message|text_messages|txt, text|texts|sms|text_message|text_messages|txt
            is|are|would|works|work|will .. better|easier|best, prefer*|rather ..
            text|texts|sms|texting|text_message|text_messages|txt, texts|sms|text_messages only, only
            texts|sms|text_messages""",
        "call": """call|ring|phone or|and by? @w_ways, @w_ways or|and by? call|ring|phone,
            call|phone|ring|telephone me|us, give me|us .. call|ring, by|via|over phone|telephone,
            by|via|over the phone, call|calls|phone_call is|are|would .. better|easier|best,
            prefer*|rather .. call|calls|phone|phoned|rang|called|telephone|phone_call|phone_calls, calls
            only""",
        "email": """e-mail|email|mail or|and by? @w_ways, @w_ways or|and by? e-mail|email|mail,
            email|e-mail me|us, by|via|per e-mail|email, @w_send|have|get|receive ..
            e-mail|e-mails|email|emails, email|e-mail|emails|e-mails is|are|would|works|work|will ..
            better|easier|best, prefer*|rather .. email|e-mail|emails|e-mails|emailed|e-mailed,
            emails|e-mails|email|e-mail only, only e-mails|emails|e-mail|email""",
        "letter": """letter|post or|and by? @w_ways, @w_ways or|and by? letter|post, by|in|via the? post,
            by letter, @w_send me|us .. letter|letters, @w_write .. letter|letters, prefer*|rather ..
            letter|letters|post, letters only, write me|us .. letter""",
        "against": """don't|do_not|dont|never|stop|not|no|no_more|without|than @w_ways,
            don't|do_not|dont|never|can't|cannot|not
            want|like|need|read|check|get|use|answer|see|send|take|receive|be .. @w_ways,
            instead_of|rather_than the? @w_ways""",
        "lasting": """instead, rather, prefer*, better, easier, best, from now on, in the? future, going
            forward, always, from here on""",
        "only": "only, exclusively, just",
        "reached": """call|phone|ring|telephone|text|contact|reach|message|email|e-mail|catch|disturb
            me|us, reachable, available, contact|call|calls|texts|text|messages|emails, get_hold of me|us,
            ring""",
        "aside": """@w_pay, @w_paid,
            invoice|bill|statement|copy|receipt|pdf|goods|delivery|deliver|delivered|parcel|order,
            open|closed|office_hours, court|solicitor|lawyer, bank|card|cheque""",
        "morning": "in the? morning|mornings, mornings, morning|mornings only, only mornings",
        "afternoon": "in the? afternoon|afternoons, afternoons, afternoon|afternoons only, only afternoons",
        "evening": "in the? evening|evenings, evenings, evening|evenings only, only evenings",
        "between": "between, from",
        "to": "and to till until -",
        "after": "after, not before, from",
        "before": "before, not after, until",
        "once": "today, tomorrow, tonight, this, next, @w_days, day_after, back",
    },
    "de": {
        "sms": """text|sms oder|und per? @w_ways, @w_ways oder|und per? text|sms, per|via|mit
            sms|textnachricht|whatsapp_oder_sms, als sms, mir|uns .. eine? sms,
            schicken|senden|schreiben|schicke|schick|schreib .. eine? sms|textnachricht,
            sms|textnachrichten ist|sind|wäre|wären .. besser|lieber|einfacher,
            lieber|bevorzuge|bevorzugen .. sms, nur sms""",
        "call": """telefon|anrufen|telefonisch|anruf oder|und per? @w_ways, @w_ways oder|und per?
            telefon|anrufen|telefonisch|anruf, rufen|ruf|rufe .. an, mich|uns .. anrufen|anzurufen,
            telefonisch, per|am telefon, lieber|bevorzuge|bevorzugen .. anruf|anrufe|telefon, anruf
            ist|wäre .. besser|lieber|einfacher""",
        "email": """e-mail|email|mail oder|und per? @w_ways, @w_ways oder|und per? e-mail|email|mail,
            per|via e-mail|email|mail, mir|uns .. eine? e-mail|email|mail,
            schicken|senden|schreiben|schicke|schick|schreib .. eine?
            e-mail|email|mail|mails|e-mails|emails, mailen|mail sie? mir|uns, lieber|bevorzuge|bevorzugen
            .. e-mail|email|mail|mails|e-mails|emails, e-mail|email|mail ist|wäre ..
            besser|lieber|einfacher, nur e-mail|e-mails|mail|mails|email|emails""",
        "letter": """brief|post oder|und per? @w_ways, @w_ways oder|und per? brief|post, per
            post|brief|briefpost, auf dem postweg, als brief, schriftlich per post,
            schicken|senden|schreiben .. einen? brief, lieber|bevorzuge|bevorzugen .. brief|briefe|post""",
        "against": """nicht|keine|kein|keinen|nie|niemals|als @w_ways, nicht mehr? per|via|am|mit @w_ways,
            keine weiteren|mehr? @w_ways, statt|anstatt|anstelle|ohne per|via|einer|der|von? @w_ways,
            rufen|ruf sie? mich|uns nicht mehr? an, nicht mehr? anrufen|anzurufen|schreiben|mailen""",
        "lasting": """statt, stattdessen, anstatt, lieber, besser, bevorzug*, einfacher, nur noch,
            künftig, in zukunft, zukünftig, ab jetzt|sofort, immer""",
        "only": "nur, ausschließlich, allein",
        "reached": """erreichbar, erreichen, erreichst, anrufen, anruf|anrufe, rufen|ruf .. an,
            kontaktieren, kontaktier*, melden, schreiben, sms, nachrichten, zu sprechen""",
        "aside": """zahl*, bezahl*, überw*, beglich*,
            rechnung|rechnungen|kopie|mahnung|beleg|pdf|kontoauszug|lieferung|ware|geliefert|bestellung,
            geöffnet|geschlossen|öffnungszeiten, anwalt|gericht, bank""",
        "morning": "vormittags, morgens, am vormittag|morgen",
        "afternoon": "nachmittags, am nachmittag",
        "evening": "abends, am abend",
        "between": "zwischen, von",
        "to": "und bis -",
        "after": "nach, ab, erst nach|ab, nicht vor",
        "before": "vor, bis, nicht nach",
        "once": """heute, =morgen früh|vormittag|nachmittag|abend|um|ab|nach|zwischen, übermorgen,
            nächste*, diese*, @w_days, zurück""",
    },
    "fr": {
        "sms": """text|sms ou|et par? @w_ways, @w_ways ou|et par? text|sms, par|via sms|texto|textos, en
            sms, m'|nous? envoyer|envoyez|envoie .. un|des? sms|texto, envoyez .. sms|texto|textos,
            envoyez-moi|envoyez-nous .. sms|texto, préfère|préférons|préférerais|préférerions|préférable
            .. sms|texto|textos, un? sms est|serait .. mieux|plus_simple, uniquement sms""",
        "call": """téléphone|appel ou|et par? @w_ways, @w_ways ou|et par? téléphone|appel,
            appelez|appelle|téléphonez moi|nous, m'appeler|m'appelle|m'appellent, nous|me
            appeler|téléphoner, par téléphone, préfère|préférons|préférerais|préférerions ..
            appel|appels|téléphone""",
        "email": """e-mail|email|mail ou|et par? @w_ways, @w_ways ou|et par? e-mail|email|mail, par|via
            e-mail|email|mail|courriel, écrivez-moi|écrivez-nous .. e-mail|mail|courriel,
            envoyez-moi|envoyez-nous .. e-mail|mail|mails|courriel, envoyez .. mail|mails|e-mail|courriel,
            préfère|préférons|préférerais|préférerions .. e-mail|email|mail|mails|courriel|courriels""",
        "letter": """courrier|lettre ou|et par? @w_ways, @w_ways ou|et par? courrier|lettre, par
            courrier|lettre|la_poste|poste|voie_postale, préfère|préférons|préférerais .. courrier|lettre,
            envoyez .. lettre|courrier_postal""",
        "against": """pas|plus|jamais|sans|ni de|d'|par|les|le|la? @w_ways, ne?
            m'appelez|appelez|téléphonez|m'écrivez|écrivez|n'écrivez|envoyez|n'envoyez pas|plus|jamais, ne
            nous? appelez|téléphonez|écrivez pas|plus, plutôt|mieux|simple que par|de|les|le? @w_ways, au
            lieu de|d'|des par|les|le? @w_ways""",
        "lasting": """plutôt, à la place, préfér*, mieux, plus simple, désormais, à l'avenir, dorénavant,
            toujours, au lieu""",
        "only": "uniquement, seulement, exclusivement, que par|le|la|les|l'après-midi|en",
        "reached": """joignable|joignables, joindre, appelez*, appeler, m'appeler, téléphoner, contacter,
            contactez*, disponible|disponibles, sms, appels, messages""",
        "aside": """pay*, pai*, régl*, réglé, vir*,
            facture|factures|copie|relevé|pdf|reçu|livraison|livré|commande, ouvert*|fermé*,
            avocat|tribunal, banque""",
        "morning": "le matin, matin seulement|uniquement, en matinée, les matins",
        "afternoon": """l'après-midi, en après-midi, les après-midi|après-midis, après-midi
            uniquement|seulement""",
        "evening": "le soir, en soirée, les soirs",
        "between": "entre, de",
        "to": "et à a -",
        "after": "après, à partir de, pas avant, dès",
        "before": "avant, pas après, jusqu'à",
        "once": "aujourd'hui, demain, ce|cet matin|soir|après-midi, prochain*, @w_days",
    },
    "es": {
        "sms": """text|sms o|y por? @w_ways, @w_ways o|y por? text|sms, por|vía|mediante
            sms|mensaje_de_texto|mensajes_de_texto, mándeme|mándame|envíeme|envíame|mándenos|envíenos ..
            sms|mensaje_de_texto, enví*|mand* .. sms, prefiero|preferimos|preferiría ..
            sms|mensaje_de_texto|mensajes_de_texto, solo|sólo sms""",
        "call": """teléfono|llamada o|y por? @w_ways, @w_ways o|y por? teléfono|llamada,
            llámeme|llámame|llámenos|llámenme|llamarme|llamarnos, me|nos llame|llamen|llamas, por
            teléfono, prefiero|preferimos|preferiría .. llamada|llamadas|teléfono|llamen|llame""",
        "email": """e-mail|email|mail|correo o|y por? @w_ways, @w_ways o|y por? e-mail|email|mail|correo,
            por|vía|mediante correo|e-mail|email|mail|correo_electrónico, escríbame|escríbanos|escríbeme
            .. correo|email|mail|e-mail, enví*|mand* .. correo|correos|email|e-mail|mail,
            prefiero|preferimos|preferiría .. correo_electrónico|correo|correos|email|e-mail|mail,
            solo|sólo correo|correos|email""",
        "letter": """carta o|y por? @w_ways, @w_ways o|y por? carta, por
            carta|correo_postal|correo_ordinario, prefiero|preferimos|preferiría ..
            carta|cartas|correo_postal, enví*|mand* .. carta|correo_postal""",
        "against": """no|nunca|jamás|sin|ni|que más|por|los|las|el|la? @w_ways, no me|nos
            llame|llamen|llames|escriba|escriban|escribas|envíe|envíen|envíes|mande|manden|mandes ..
            @w_ways, no me|nos llame|llamen|llames|escriba|escriban|escribas más?, en lugar|vez de
            por|los|las|el|la? @w_ways""",
        "lasting": """mejor, en su? lugar, en vez, prefer*, prefier*, a partir de ahora, en adelante, en
            el futuro, siempre""",
        "only": "solo, sólo, solamente, únicamente, exclusivamente",
        "reached": """llám*, llam*, localizable|localizables, disponible|disponibles, contact*, me|nos
            encuentra|encuentran, sms, mensajes, localizar*""",
        "aside": """pag*, abon*, transfer*,
            factura|facturas|copia|extracto|pdf|recibo|entrega|pedido|entregado, abierto*|cerrado*,
            abogado|juzgado, banco""",
        "morning": "por|en la|las mañana|mañanas, de mañana",
        "afternoon": "por|en la|las tarde|tardes, de tarde",
        "evening": "por|en la|las noche|noches, de noche",
        "between": "entre, de, desde",
        "to": "y a hasta -",
        "after": "después de, a partir de, no antes de, desde",
        "before": "antes de, no después de, hasta",
        "once": "hoy, esta|este|próximo|próxima|pasado, ^ mañana, el? @w_days, mañana por|a",
    },
    "nl": {
        "sms": """text|sms of|en per? @w_ways, @w_ways of|en per? text|sms, per|via
            sms|sms'je|tekstbericht|sms-bericht, stuur|stuurt|sturen .. sms|sms'je|tekstbericht, sms
            mij|me|ons, sms|sms'je|tekstbericht sturen, liever|voorkeur .. sms|sms'je|tekstbericht, sms
            is|zou .. beter|handiger|makkelijker, alleen sms""",
        "call": """telefoon|bellen|telefonisch of|en per? @w_ways, @w_ways of|en per?
            telefoon|bellen|telefonisch, bel|belt mij|me|ons, mij|me|ons .. bellen, kunt|kan|wilt u|je
            mij|me|ons .. bellen, telefonisch, per telefoon, liever|voorkeur ..
            telefoon|telefonisch|gebeld|bellen|belt""",
        "email": """e-mail|email|mail of|en per? @w_ways, @w_ways of|en per? e-mail|email|mail, per|via
            e-mail|email|mail, mail|e-mail mij|me|ons, stuur|stuurt|sturen ..
            e-mail|email|mail|mailtje|mails, liever|voorkeur .. e-mail|email|mail|mails|mailtje, alleen
            e-mail|mail|mails""",
        "letter": """brief|post of|en per? @w_ways, @w_ways of|en per? brief|post, per|via post|brief,
            stuur|stuurt|sturen .. brief, liever|voorkeur .. brief|brieven|post""",
        "against": """niet|geen|nooit|zonder|dan meer? @w_ways, niet meer? per|via|met @w_ways,
            bel|mail|sms|belt mij|me|ons niet, niet meer? bellen|mailen|sms'en|schrijven, in plaats van
            per|via|een|te|de? @w_ways""",
        "lasting": """liever, in plaats van, in plaats daarvan, beter, handiger, makkelijker, voorkeur,
            voortaan, in het vervolg, in de toekomst, altijd, vanaf nu""",
        "only": "alleen, uitsluitend, enkel",
        "reached": """bereikbaar, bereiken, bellen, bel|belt mij|me|ons, gebeld, beschikbaar, contact,
            sms, berichten, te spreken""",
        "aside": """betaal*, betal*, overmak*, overgemaakt, voldaan, voldoe*,
            factuur|facturen|kopie|overzicht|pdf|bon|levering|geleverd|bestelling, open|gesloten|dicht,
            advocaat|rechter|rechtbank, bank""",
        "morning": "'s ochtends|morgens, in de ochtend|ochtenden|voormiddag, voormiddags",
        "afternoon": "'s middags|namiddags, in de middag|middagen|namiddag",
        "evening": "'s avonds, in de avond|avonden",
        "between": "tussen, van",
        "to": "en tot -",
        "after": "na, vanaf, niet voor|vóór",
        "before": "voor, vóór, tot, niet na",
        "once": "vandaag, morgen, overmorgen, deze|dit, volgende, @w_days, terug",
    },
}

SETS = {
    "en": {
        "w_ways": """call calls calling phone phoning ring ringing text texts texting sms txt txts email
            emails e-mail e-mails emailing mailing mail mails write writing letter letters post
            phone_calls text_messages""",
        "w_send": "send drop shoot",
        "w_write": "write",
        "w_pay": "pay paying payment payments settle transfer send_the send_it send_them",
        "w_paid": "paid settled transferred",
        "w_days": "monday tuesday wednesday thursday friday saturday sunday",
    },
    "de": {
        "w_ways": """anruf anrufe anrufen sms textnachricht textnachrichten mail mails e-mail e-mails
            email emails brief briefe post telefon schreiben mailen telefonisch""",
        "w_days": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    },
    "fr": {
        "w_ways": """appel appels appeler sms texto textos mail mails e-mail e-mails email emails courriel
            courriels courrier courriers lettre lettres téléphone écrire appelez téléphoner""",
        "w_days": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    },
    "es": {
        "w_ways": """llamada llamadas llamar sms mensaje mensajes correo correos email emails e-mail mail
            mails carta cartas teléfono escribir""",
        "w_days": "lunes martes miércoles jueves viernes sábado domingo",
    },
    "nl": {
        "w_ways": """telefoon telefoontje telefoontjes bellen sms sms'jes sms'je mail mails e-mail e-mails
            email mailtjes mailen brief brieven post schrijven telefonisch""",
        "w_days": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    },
}
