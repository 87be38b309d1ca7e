"""English: what customers ask, thanks and courtesies."""

PHRASES = {
    "question.owe": """how|hw much .. owe|owed|owing|outstanding|due|pay|total|left|balance|it|bill, what
        .. owe|owed|owing|outstanding|the_balance|my_balance|our_balance|the_total|amount_due|
        left_to_pay|amount_outstanding, what is|'s .. balance|total|amount|outstanding|figure,
        confirm|tell|advise|give|know .. balance|amount|total|outstanding|how_much ..
        due|owed|outstanding|owe|on|is|i|we|to|of?, which invoices|ones ..
        outstanding|open|unpaid|due|overdue|owe, what .. invoices .. outstanding|open|unpaid|due,
        still|we|i owe .. you altogether|in_total|all_together, what .. still .. owe, how much .. is|do|
        does|am|left|that|it|altogether|total|outstanding|for, what's|whats|what_is ..
        total|balance|damage|amount|outstanding|left""",
    "question.pay": """how|where|hw can|do|should|could|to|cani|shall|would|may i|we|you? ..
        pay|settle|make|send|transfer, how to pay, how to make .. payment, bank|account|payment|bacs|sort
        details|detail|info|information|number|numbers|code|link|instructions|page|address, iban,
        swift|bic, sort code, can|could|may|is|do|possible|able|like|want .. pay .. card|paypal|cash|
        cheque|check|phone|online|credit|debit|direct|apple|over|by, pay .. by|with|via|using card|
        paypal|cash|cheque|check|phone|online|direct_debit|standing_order|credit_card, take|accept|do ..
        card|cards|cash|paypal|cheque|cheques|amex|visa, payment link|options|methods|method, pay link,
        link to pay, link .. pay, what account|details .. pay|send|transfer|into, who .. make ..
        cheque|payable, pay link|button|page|portal .. not|n't|broken|error|expired|dead, link ..
        not|n't|broken|expired .. work|pay, where|how|who .. send|pay|make|transfer|settle ..
        money|payment|it|this|to|cheque, bank|account|payment details, set up ..
        direct_debit|standing_order, pay .. over_the_phone|by_phone|online|instore|in_person|in_cash|
        with_card|by_card|via_paypal|apple_pay""",
    "not.question.pay": """paid|sent|made|transferred|payment|changed|change|changing ..
        by|to|using|with|via|our|from|into|new .. bank|account|card|iban .. details|account|number,
        our|my|new bank|account details|number, dont|don't|not|stop .. pay|take .. card, paid ..
        by|with|via .. card|paypal|cash|cheque|phone, won't|not|never .. pay .. by|with|via""",
    "question.resend": """@send|have|get|need|see|require|want|like|copies .. copy|copies|duplicate|pdf
        .. invoice|invoices|inv|bill|it|them|of|this|these, copy|copies|pdf|duplicate of|for .. invoice|
        invoices|inv|bill|bills|it|this|these|all|the, copy|pdf invoice|invoices|inv, @send .. invoice|
        invoices|inv|bill|bills|it|them|that|copy|copies ..
        again|over|through|across|as|to|please|pls|in|pdf, @send|resend ..
        invoice|invoices|bill|bills|inv, not|never|haven't|hasn't|didn't|don't|havent|no|nor .. received|
        receive|got|get|had|have|seen|see|find|recieved|recieve|trace ..
        invoice|invoices|bill|inv|paperwork|#, not|never|haven't|hasn't|didn't|havent ..
        received|receive|recieved .. it, invoice|invoices|bill|it|copy ..
        not|never|didn't|hasn't|haven't|wasn't .. arrived|received|arrive|come|came|attached|reached|
        turned|recieved|open|got|sent, resend|re-send, no invoice|copy ..
        attached|received|on|with|here|for|from, invoice|attachment|pdf|file ..
        won't|can't|doesn't|cannot|not .. open|opening, can't|cannot|can_not|couldn't .. open|find|locate
        .. invoice|attachment|pdf|file|bill|it, lost|misplaced|mislaid|deleted ..
        invoice|bill|it|original|paperwork, missing .. invoice|copy|bill, invoice|attachment|copy ..
        missing, which|what invoice is .. about|this, no|not|don't|can't .. ... #|@invoice|it|that ..
        on|in our|the|my system|records|books|ledger, # .. not .. system|records,
        pop|send|fire|ping|whizz .. copy .. ..., no|not .. trace|record|sign .. of, copy ..
        over|across|through|again|please, not .. got|have .. copy|invoice|paperwork,
        pdf|attachment|file|invoice|document .. blank|empty|corrupt*|unreadable|missing|password|
        won't_open|doesn't_open|didn't, @nots|don't|never .. seem .. have|received|got ..
        invoice|invoices|bill|#, no copy|invoice|record|trace of|on|with|attached|here, @send ..
        invoice|invoices|bill|copy|it .. again|over|through|across|please|pls|plz|asap|me|us|to, @send
        me|us .. invoice|invoices|bill|copy|#, resend, need|want|get|have|like .. copy|copies, copy .. of
        .. invoice|it|bill|this|#, could|can|may i|we .. have|get|see .. copy|invoice|copies|#,
        what|which invoice .. this|that|is|mean|about|referring, @nots .. got|have|seen|received ..
        #|invoice|bill|paperwork, can't|cannot|couldn't|could_not|can_not|unable|struggling ..
        find|locate|see|trace|open|read|download .. #|invoice|invoices|bill|attachment|pdf|copy""",
    "not.question.resend": """don't|not|stop|no need .. @send .. invoice|invoices|bill|bills|again, when
        .. invoice .. corrected, corrected|amended|revised|new|correct invoice, credit note, remittance,
        @send .. invoice|invoices|bills|them|these|future .. to ..
        instead|from_now|in_future|accounts|finance, only|exclusively|solely, only|exclusively|solely ...
        <address>, submit .. to, future|all invoices .. to, send|email|submit .. ...
        only|exclusively|solely, correct|amend|fix and resend|re-send|reissue, vat|po|order|reference
        number .. missing, @goods .. not|never, quality|price|wrong|credited|amended|revised|vat_number|
        po, record|receiv* .. goods|delivery|order|parcel, on|in the letter|reminder|email,
        code|account|details|iban, @goods, where .. invoice .. pay""",
    "question.statement": """statement|statements .. of|account|please|showing|outstanding|to|for,
        account|full|current|updated|up-to-date|latest statement|statements,
        send|email|need|get|have|see|provide .. statement|statements, list|breakdown|overview|summary ..
        of|all .. open|outstanding|unpaid|overdue|invoices|owed|account, aged debt|creditor|list""",
    "question.who": """who is|are|'s|r|am|are_you .. this|you|these|u|speaking|asking|talking|that|people|
        your_company|i_speaking, who's this|that|asking, whos this|that, what is|'s .. your company|this
        company|your_business, what company .. is|are|this|you, which company .. is|are|you|this, never
        heard of, who|what|which .. are you, do|should i|we know you, is this .. scam|spam|genuine|legit|
        real|fraud|phishing|legitimate, scam, introduce yourself, how did you get .. number|email|address|
        details, don't|dont|do_not|never .. know you|who|your_company|this_company|the_company|your_name|
        of_you|anything_about_you|your_firm, don't|dont|do_not know|recognise|recognize this|the|that|your
        number|company|name|sender, new phone who""",
    "question.other": """call|ring|phone|telephone|contact me|us|back, give .. me|us .. call|ring|shout|
        bell, what|whats|what's .. for|about|relate|this|it, can|could|would|will|please .. you|u|someone
        .. explain|clarify|confirm|call|ring|check|look|advise|tell|let, please|pls|kindly .. explain|
        clarify|confirm|advise|check|tell|call|ring|let_me_know|get_in_touch|provide, need .. po|
        purchase_order number?, i have a question, i have .. question|questions|query|queries, when was|
        is|did|are|do|will, vat number, purchase order number, what does|is|was|are|do .. mean|relate|
        cover|include|this|these|for, why .. did|do|have|has|are|is|am|was, request .. call, get back to
        me, speak .. to|with someone, call|ring|phone|contact|text me|us, could|can|would|please|pls|
        kindly .. explain|clarify|break_down|detail|advise|confirm|ring|call|phone|contact, someone|
        somebody .. call|ring|phone|explain|contact, what .. for|about, why .. is|are|am|have|has|do|did|
        was|were, when .. is|are|was|will|did|do, who .. is|are|should|do|deals, what .. is|are|does|do,
        which .. placed|ordered|raised|is|was|did|does|officer|department|person|site|job|member|budget|
        colleague, under|for|to|on what|which, who .. ordered|placed|signed|authorised|approved, what's|
        whats|what_is|whats_the .. fee|charge|cost|pounds|pound|line|<n>, where .. from|does|do|did, how
        .. come|calculated|arrived|worked_out""",
    "agrees": """thanks|thankyou|thx|ta|ty|cheers|thnx, thank you|u, many|much thanks, much appreciated,
        appreciate .. it|that|this|your|reminder, noted, ok, okay, okey, k, no problem|worries,
        understood, got it, will do, great, perfect, fine, received, received .. with? thanks, all good,
        sounds good, that's fine|great|ok|perfect|understood, agreed, i|we agree, acknowledged, sure,
        brilliant, lovely, good to know, yes, duly noted, fair enough, that works, appreciate .. heads_up|
        reminder|note, look|looking into it|this, on it, i'll look into it|this, we'll look into it|this,
        i'll|we'll chase|check it|this up?, leave it with me|us, thanks for .. nudge|prod|poke|chaser|
        chase|heads-up|reminding|remind|message|letter, thank|thanks .. reminding|nudge|note, ^ will do,
        leave it with|to me|us, chase .. up, on the case, i'll look|check|chase|see|sort, roger, copy
        that, righto, right oh, cool, all clear, point taken, cheers, that's fine, no worries, okey dokey,
        message received, many thanks, we'll look|check|chase, looking into, fine by|with us|me, that's
        fine by|with us|me, go ahead, please? proceed, go for it, works for us|me, ok|okay by|with us|me,
        happy with that, suits us|me, good with us|me, crack on""",
    "courtesy": """for .. letting|telling me|us know?, hi|hello|hey|dear|hiya|morning|afternoon .., good
        morning|afternoon|evening|day, for|about|on .. your? .. reminder|email|message|info|information|
        update|heads_up|help|letting|getting|confirming|sending|statement|reply|patience|understanding|
        note|quick|letter|response|chasing|invoice|call|clarification, so|very much, a lot, have a ..
        day|weekend|one|evening|week, all the best, best, kind regards, regards, sorry for ..
        trouble|delay|confusion|inconvenience, letting me|us know, this, that, the, all,
        sir|madam|all|team|both|there, for|about .. nudge|prod|poke|chaser|reminding|heads-up|letter|it|
        this|that|your, mate, love, pal, x, xx, xxx, guys, folks, both, again, in advance, hope .. well""",
    "agrees.admits": """you're|you are|your right|correct, that's|thats|that is|all right|correct,
        slipped through|our|my|the|by .. net|mind, slipped my|our mind, overlooked, oversight, forgot,
        forgotten, my|our bad, my|our mistake|fault|error, missed this|it|that|your|the, must have
        missed, fair cop, i stand corrected, completely forgot, totally forgot, clean forgot, we do owe,
        i do owe, i know i owe, we will get .. processed, leave it with me|us, will|'ll get it|this|that
        processed|sorted|actioned, will be processed|actioned|dealt_with""",
    "not.agrees": """not|never|don't|isn't, you .. forgot|forgotten|missed|overlooked, your ..
        oversight|mistake|fault|error, missed .. delivery|call, if you're|you_are, that's|that_is
        right|correct, not right|correct""",
    "not.question.statement": "statements? .. sent to|here|this_address, invoices and statements",
}
