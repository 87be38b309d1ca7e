"""English words of replies; see the package for their form."""

SETS = {
    "common": """the and you your we our have has is are was this that for with not will please i my to of
        can it on in at be been me do if would but from they what how who""",
    "invoice": """invoice invoices inv bill bills invioce invoce account amount balance sum money fee charge
        #""",
    "pay": "pay settle clear transfer send",
    "paid": "paid payed settled cleared transferred remitted wired",
    "we": "i we i've we've ive weve they he she",
    "letters": """reminder reminders invoice invoices letter letters demand demands bill bills statement
        statements notice notices email emails e-mail e-mails mail mails message messages text texts sms""",
    "write": """emailing e-mailing mailing texting messaging contacting writing calling phoning ringing
        chasing harassing pestering bothering spamming hassling sms-ing whatsapping""",
    "send": "send resend re-send forward email e-mail mail provide issue reissue",
    "fix": "replaced fixed repaired resolved sorted corrected collected redone finished completed done",
    "bad": """broken damaged faulty defective cracked scratched unusable leaking rotten mouldy substandard
        incomplete torn bent dented smashed""",
    "goods": """goods order delivery item items parcel product products material materials stock shipment
        pallet pallets rest half""",
    "ordinal": r"(?:\s?(?:st|nd|rd|th))?",
    "weekdays": """mon=0 tue=1 tues=1 wed=2 weds=2 wensday=2 wednsday=2 thu=3 thur=3 thurs=3 fri=4 sat=5
        sun=6""",
    "months": "sept=9",
    "numbers": "a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 ten=10 fourteen=14 couple=2",
}

PHRASES = {
    "closing": """kind|warm|best|warmest|kindest regards, regards, best wishes, all the best, many thanks and
        kind regards, yours sincerely|faithfully|truly, yours, sincerely, rgds, cheers, br""",
    "harmless": """if possible, if that|this|it is|'s ok|okay|alright|fine|acceptable, if that's
        ok|okay|alright|fine, if that works .. you?, if you don't mind, if you have any questions|queries, if
        you need .. else|more, let me|us know if, please don't|do_not hesitate, don't|do_not worry, no|not a?
        problem|worries|issue, no need to worry, if not already, why not, whether or not, not only, not sure
        why, not sure what, not sure how, if you check|look .., if i may, if you would|could|can, if
        convenient, if so, no doubt, not to worry, when you get a chance|minute|moment, when you can, if you
        like, if ok|okay, i do_not|don't understand why, i don't know why, can't|cannot|can_not
        see|understand why, if needed|required|necessary, has|have|had|is|are|we've|i've now, as soon as i|we
        get|am|are to|in|at|back|home .. office|desk|work|home|computer, when i get to|in|home ..
        office|desk|work|computer, once i am|i'm|get at|home|in|to .. office|desk|computer|work, no #""",
    "negation": """not, no, never, cannot, can't, don't, didn't, haven't, hasn't, hadn't, won't, isn't,
        wasn't, doesn't, aren't, weren't, couldn't, wouldn't, shouldn't, unable, nobody, nothing, none,
        without, refus*, neither, nor, aint, havnt, hasnt, unpaid, yet to""",
    "conditional": """if, unless, provided, providing, assuming, once, as soon as, when, until, till you,
        subject to, whether, in case, only after, would, could have, after you|the|we|i've, depending on""",
    "but": """but, however, so, because, although, though, since, and|&
        we|i|it|the|will|that|please|can|could|have, while, whereas, as we|i|the|it, except, please,
        therefore, and|& for|regarding, also""",
    "hedge": """i|we think|believe|thought|assume|guess|understand|suppose, pretty|fairly sure, as far as
        i|we know, probably, im sure, afaik, if i remember, i'm sure, should be, apparently""",
    "invoice": "invoice|invoices|inv|bill|number|no|nr|num|ref",
    "not_day": """invoice|invoices|inv|bill|order|statement|letter|email|reminder|delivery #? dated|of|from,
        dated, due, due on|by|date, dd, delivered on, received on, ordered on, since, issued on, quote
        of|dated, placed on""",
    "reference": """ref, reference, ref no|number, reference number|no, transaction id|number|ref, payment
        reference|ref, with reference, txn, confirmation number|code, our ref""",
    "case": """case no|number|ref, case, court ref*, court case|number, claim number, ref, reference,
        bankruptcy number""",
    "person": """contact, speak|talk|write to, ask for, send|address|forward|email|direct .. to, try, contact
        person is, to, replaced by, ask, is now, email""",
    "administrator": """administrator|administrators|liquidator|liquidators|trustee|receiver|
        supervisor|nominee is|are|was, administrator|administrators|liquidator|liquidators|trustee|receiver
        appointed, contact the administrator|administrators|liquidator|liquidators|trustee|receiver,
        appointed, administrator|liquidator|trustee, receiver""",
    "sum.before": """pay, paid, paying, do, send, sent, sending, transfer, transferred, manage, afford, give,
        settle, offer, of""",
    "sum.not_after": """invoice|invoices|days|day|weeks|week|months|times|percent|pm|am|
        o'clock|years|year|minutes|hours""",
    "sum.half": "half, 50%, 50 percent",
    "sum.rest": """the rest, the remainder, remainder, the remaining balance?, the outstanding balance, rest
        of it""",
    "sum.all": """in full, full amount, the full balance, the whole amount|balance|lot, everything, all of it
        """,
    "paid": """@we have? already|just|now? @paid, @we have|had already|just|now|since|in_fact|definitely?
        been? @paid, have|has already|just|now|since? been? @paid, has|have_been
        made|sent|processed|actioned|completed|done|issued|sorted ..
        bank|yesterday|today|bacs|transfer|payment, payment|payments|transfer|bacs .. was|were|has|have been?
        made|sent|processed|done|completed|issued|actioned|transferred| remitted|released, payment|payments
        made|sent|done|completed|transferred, was|were already|all|fully? @paid, is|are|was|were
        already|all|now|fully|long paid|settled|cleared, is|are|it's|its|that's|thats|this already|now?
        paid|settled, already|allready|alredy @paid|paid|done|transferred, ^ @paid, ^ all|now|just paid, just
        @paid, @paid in full, i|we|have|has sent|made|done you? the|a|your|this|full?
        payment|money|transfer|cheque|check, i|we did pay|settle|transfer, sent|made|done a|the|your|full?
        payment|transfer|cheque|check|money, cheque|check was|has been? sent|posted|mailed, put a
        cheque|check in .. post, posted .. cheque|check, cheque|check .. in the post|mail, money|it .. left
        my|our .. account|bank, came|gone|taken|debited out_of|from my|our .. account|bank, direct debit ..
        went|taken|collected, you have|'ve already? been paid, been paid, @paid ..
        ago|yesterday|today|last|on|via|by|through, @invoice paid, we|i bank_transferred, settled by|via|on,
        you|u have|'ve|should? .. our|my|the money|payment|funds already, you received|took|got|cashed|banked
        .. payment|money|cheque|check, went|gone through|out ..
        bank|account|yesterday|monday|tuesday|wednesday|thursday|friday|last, payment|transfer|bacs ..
        went|gone through|out, bacs'd|bacsed|wired .. over|on|yesterday|today|last, transferred ..
        over|to|on|yesterday|today|this|last, was|were|has|have|is been? included .. run|payment|batch|bacs,
        had|have|has|got|received .. already? .. money|payment|funds .. off|from me|us|our, already had ..
        money|payment, @invoice .. went|gone through|out, gave|handed .. you|him|her|your ..
        cash|cheque|money|£, paid cash|cash_to, all paid up, paid up, settled up, have|has been
        settled|cleared|paid, paid .. last|in, it's|its|it is|was paid, paid it|this|that|them|you|yours,
        settled it|this""",
    "not.paid": """should|must|could|might|may|would|needs|need|has|have|had|going|wants|
        want|ought|supposed|due|expect|expected|can|ready|will|shall|hoping|
        able|about|meant|asked|aim|scheduled to? .. be|get|have been? .. @paid|made|sent|processed, to be
        @paid|sent|made|processed, have|has|did|was|were you|we|i|it|this|they|he|she .. been? @paid|pay,
        being @paid, when|once|until|till|before .. @paid|is|are|been .. @paid, get|getting|gets|got .. paid,
        paid late, paid .. per|hourly, be paid, what .. paid, how much .. paid, who paid, paid you for
        years|always|before|previous|ages, always .. paid, paid nothing, half paid, overpaid, are|is_not ..
        paid, i|we paid .. deposit|extra|more|for|a_lot, will|to|should be? .. in the post|mail, will .. in
        the post|mail, about to, just about, should|would|could|might|may|must|ought have|to_have ..
        gone|left|been|paid|made|sent|cleared|received|had|arrived, meant|supposed to ..
        go|gone|leave|be|have, settled .. differences|dispute|in|down, salary|wages|rent .. paid,
        parcel|goods|order|delivery|package .. sent|went|left""",
    "promise": """@we|payment|it|this|that|you|invoice|money|cheque|transfer .. will|shall|'ll ..
        @pay|make|have|be|get|go|do|put|process|sort|release|receive|arrange|
        issue|bring|post|hand|drop|clear, will|shall|'ll .. be|get
        @paid|sent|made|processed|sorted|done|actioned|released|cleared|posted, will|shall
        @pay|make|transfer|do|sort|process, i'll|we'll|you'll|it'll|ill|youll ..
        @pay|have|make|do|be|get|sort|transfer|put|go|process, am|are|'m|i'm|we're|im|is|be going to ..
        @pay|make|transfer|send|settle, going to .. pay|settle, scheduled|set|booked|lined|queued|due|planned
        up? .. for|to|on, payment|payments is|are due? on|scheduled|booked|planned|expected|to follow, on|in
        .. payment_run|pay_run|bacs_run|cheque_run, payment_run|bacs_run|cheque_run|pay_run ..
        on|is|this|next|of, payment by|on|this|next|to follow, expect .. payment|money|it ..
        by|on|this|next|in, promise to pay|settle|make|send, promise .. payment, commit* to pay*, commit* to
        .. by|on, plan|planning|intend|intending|aim|aiming|hope|hoping to
        pay|settle|make|clear|transfer|send|have|get, can pay|do|settle|transfer|send|make|clear|manage, able
        to pay|settle|transfer|send|make|clear, let|lemme me? pay .. on|by|this|next|tomorrow,
        you'll|you_will|u will|ull have|get|receive|see ..
        by|on|tomorrow|this|next|monday|tuesday|wednesday|thursday|friday, is|be|being|get|getting|goes|going
        released|out|processed|paid on|by|this|next .., about to .. @pay|do|make|transfer|send, will .. be in
        the post, in the post on, just doing|paying|sending""",
    "promise.present": """^ paying|settling|transferring|sending|clearing, i_am|i'm|im|we_are|we're|am|are
        paying|settling|transferring|sending|clearing|doing|making, paying|settling .. it|this|that|you|them,
        i|we @pay|do|make, i'll|we'll|ill, goes|going|go out, payment ..
        goes|going|out|leaves|follows|coming, to be paid, comes|coming out, for payment on|by|this|next, with
        you by|on, you'll|you|youll have|get it|payment|money, with you, in your account|bank, is
        going|coming out|over, @invoice .. ... goes|going|go .. out""",
    "not.promise": """will|can|could|would|shall you|u|i|we|they .. pay|settle|send|have|do|make,
        when|what|how|who|where .. will|can|shall|do i|we .. pay, you_will|'ll .. pay|send|receive ..
        letter|solicitor|court, pay .. my|our solicitor|lawyer|legal, will|'ll .. see you, will ..
        replaced|repaired|fixed, will .. contact|call|ring|look|check|speak|ask|investigate|forward|pass|let,
        can do better, would, won't be paying, will have to, 'll have to, released .. from|by, was|were|had
        .. scheduled|going|planning|planned|supposed|meant|due|hoping|intending|to_pay ... ..., was|were ..
        ... scheduled|going|planning|supposed|meant|due|hoping|intending|set, had
        planned|intended|hoped|promised .. pay|..., @pay|paying|paid my|our|the|his|her
        electrician|plumber|staff|workers|employees|suppliers|rent|landlord|
        mortgage|taxes|tax|wages|builder|lawyer|solicitor|accountant|mechanic""",
    "asks_time.ask": """in|by instalments|installments|stages|parts|chunks, instalment|installment|payment
        plan|plans|arrangement|schedule, instalments, installments, pay .. in|over ..
        parts|months|weeks|stages, spread .. payment|payments|cost|it|this|over, per|a|each month|week ..
        until|till, £ .. per|a month|week, monthly payments, pay .. off monthly|weekly|gradually|bit, bit by
        bit, more|extra|additional time, more days|weeks, little|bit longer, give|allow|grant .. me|us ..
        time|days|weeks|extension|until, an? extension, extend|extended .. deadline|terms|date|payment|due,
        payment holiday, part|partial payment|payments, defer|postpone .. payment|it|this, delay .. payment,
        payment break, extra|few|couple more? days|weeks .. pay|settle|to, time to pay, breathing space,
        struggling to .. pay|meet|settle, need .. time, pay what .. can, wait .. until|till|for ..
        payment|pay|payday|wages|money|month, bear with .. me|us, hang on .. payment, could|can .. wait|hold
        .. week|weeks|month|days, bit at a time, pay|paying .. off .. ..., pay .. back|off ..
        weekly|monthly|bit, until|till .. to pay|settle, wait .. payment|until|till, have until|till, come to
        .. arrangement|agreement, two|three|four|five|six|several|2|3|4|5|6 .. payments, arrangement .. to
        pay""",
    "asks_time.soft": """can't|cannot|can_not|couldn't|unable_to|won't_be_able_to|not_able_to|
        not_in_a_position_to .. pay|afford|settle|make|manage, not be able to pay|settle,
        don't|do_not|haven't|have_not .. have|got .. money|funds|cash, no money|funds|cash ..
        moment|now|at|until|currently|left, no money, cash flow|cashflow|cash-flow, money is|'s ..
        tight|short, short of|on cash|money|funds, tight .. moment|month, out of work, lost my job, on
        benefits, financial difficult*|problems|hardship|trouble, struggling financially|with money|to make,
        difficult|hard times|time|period|patch, behind with|on .. bills|payments, hasn't|haven't|not .. been?
        paid us|me, waiting on|for .. customer|client|customers|clients|payment|wages|payday ..
        pay|paid|in|come, pay .. as soon as .. can|possible|able|paid, as soon as .. can|possible, asap, soon
        as .. can, pay|paid|settled|sorted|payment .. soon|shortly, when .. get|am|are paid, when i can, when
        my|our .. comes in|pays, once my|our|i|we .. client|customer|customers|clients|paid|wages,
        things|funds|finances|budget .. tight, waiting on|for .. customer|client|customers|clients ..
        settle|pay, can|could release .. anything|payments, before we can .. release|pay, can only|not ..
        pay|settle .. when|once|after|if""",
    "dispute.quality": """@bad, doesn't|does_not|don't|didn't|did_not|won't|never
        work|fit|close|open|run|heat|seal, not|isn't|wasn't|weren't|never ..
        working|usable|acceptable|satisfactory|up_to_standard|good_enough| as_described|right_colour,
        not|isn't|wasn't .. up_to .. scratch|standard|spec|expected,
        poor|bad|shoddy|terrible|awful|appalling|dreadful .. quality|work|workmanship|job|service|finish,
        not|un happy|satisfied with .. work|job|quality|service|goods|product|items|way,
        unhappy|dissatisfied|disappointed with .. work|job|quality|service|goods|finish|way, wrong ..
        size|colour|color|item|items|product|parts|model|goods .. sent|delivered|received|supplied|arrived,
        sent|delivered|supplied .. wrong, faults|defects|defect|problem|problems|issue|issues with ..
        goods|work|delivery|product|quality|machine|boiler|job|order|items, still
        leaks|leaking|broken|faulty, fell apart, stopped working, keeps breaking|tripping|leaking, not fit
        for purpose, coming|come|came|falling|fell|fallen|peeling off|apart|loose|away|down, still ..
        leaks|leaking|broken|hanging|wrong, come|came back .. fix|finish|repair, needs
        redoing|replacing|fixing, peeling|flaking|crumbling|cracking|leaking""",
    "dispute.price": """overcharged|overcharge|overcharging|over-charged|overbilled, charged .. too much,
        agreed .. price|rate|fee|amount|quote|figure|discount .. was|is|of|not,
        price|rate|amount|total|figure|quote .. is|was|doesn't|does|not ..
        agreed|match|quoted|quote|wrong|higher|too_high|correspond|what_we, quoted .. me|us|at|for?
        £|less|and|not|but, not .. what|price .. agreed|quoted, more than .. agreed|quoted|quote|expected,
        price|rate|vat|discount|hours|quantity|amount|total|tax ..
        wrong|incorrect|not_right|isn't_right|too_high|inflated, wrong|incorrect
        price|rate|vat|amount|quantity|total|tax|hours|discount, too expensive, discount .. missing|not ..
        applied|been|given|included, charged .. wrong|higher rate|price|vat, should_be|have_been £, only
        agreed|quoted|owe, exceeds .. quote|estimate|po|order, agreed on £, agreed £, quote|quoted|estimate
        .. said|was|says|stated, billed|charged|invoiced|charging .. £|us|me .. ... instead|but|not,
        you've|you|have billed|charged|invoiced .. £, all in, charged|billed|charging|invoiced .. for ..
        hours|days|people|men, vat exempt, reverse charge""",
    "dispute.wrong": """@invoice .. is|are|was|isn't|looks|seems ..
        wrong|incorrect|mistake|error|not_right|not_correct|disputed| in_dispute|false|inaccurate,
        is|are|looks|seems .. wrong|incorrect|disputed|in_dispute|not_correct, isn't right|correct, not|isn't
        .. correct|owed|due|payable|accurate, mistake|error|errors|mistakes on|in|with ..
        invoice|bill|account|it|your, dispute .. invoice|this|charge|bill|amount|debt|it|claim|the|your|part,
        disputing, i|we|formally|hereby|strongly|fully|also|do dispute, in dispute, don't|do_not owe, not
        owe, owe .. nothing, nothing .. owing|owed, not|don't|do_not agree|accept ..
        invoice|charge|amount|this|bill|it|your|the, disagree with, contest|reject ..
        invoice|charge|claim|amount|this|bill|your|the, not|isn't|never my|our debt|invoice|bill|charge, not
        liable, no idea what .. this|charge|for .. charged, refuse|refusing|won't|will
        not|not|never|not_going_to .. pay|paying .. this|it|that|a|for|until|because|your|you, amend|correct
        .. invoice, invoice .. needs .. amending|correcting|changing, incorrect invoice|bill|charge,
        denies|deny|denied .. due|owe|owed|liable|liability|debt|claim|sum|any, no sum|money|monies ..
        due|owed|owing, half|part .. isn't|not .. ours|mine, not|n't paying .. for|that|this|until""",
    "dispute.not_ordered": """didn't|did_not|never|haven't|not ..
        order|ordered|ordering|request|requested|ask|asked|authorise|
        authorised|sign|signed|agree_to|book|booked|commission* ..
        this|it|these|that|any|anything|from|goods|service|work|them|the|such, never ordered, no order ..
        placed|this|for, don't|do_not|can't .. recognise|recognize, unauthorised|unauthorized, not .. our|my
        order, without .. purchase order|authorisation""",
    "dispute.not_received": """@goods .. not|never|hasn't|haven't|didn't|wasn't|weren't|still_not ..
        arrived|delivered|received|arrive|come|turned|here|shipped|turn|showed,
        not|never|haven't|hasn't|didn't|don't|nothing .. received|receive|got|had|get|have .. @goods,
        non-delivery, nothing .. arrived|delivered|received|turned_up, still waiting for|on .. @goods,
        awaiting .. delivery|goods, where|wheres is|are|'s? .. @goods, short delivered|delivery|shipped,
        missing .. @goods|boxes|parts|pieces, @goods|boxes|parts|pieces|units|pallets .. missing|short, never
        .. delivered|arrived|turned|showed|came, only .. got|received|had|delivered|half|part .. ...
        half|part|some|order|delivery""",
    "dispute.not_done": """work|job|installation|repair|project|service ..
        not|never|hasn't|isn't|wasn't|still|incomplete ..
        finished|completed|done|complete|carried|started|unfinished|incomplete,
        never|not|didn't|hasn't|haven't .. finished|completed|finish|complete .. work|job|it, never|not ..
        finished|completed|carried_out, unfinished, not .. penny .. until|till, no one|nobody|never ..
        turned|showed|came up|out, didn't|did_not show|turn up, snag* .. outstanding|list|not, until .. @fix,
        not .. provided|performed|rendered, technician|engineer|plumber|electrician|builder|driver|fitter ..
        never|didn't|not .. ..., never|didn't|not .. showed|show up""",
    "dispute.duplicate": """billed|charged|invoiced|invoice|bill|charge .. twice|two_times|double,
        double|duplicate|duplicated billed|charged|invoiced|invoice|bill|charge|billing|charging, duplicate,
        twice .. same|for, same .. invoice|job|work|thing|charge|delivery|order|bill twice, already .. been?
        invoiced|billed|charged""",
    "dispute.cancelled": """cancelled|canceled|cancel|terminated|ended ..
        subscription|contract|order|service|account|membership|this|it|in|
        last|before|the|my|our|back|agreement|booking, was|were|been cancelled|canceled|terminated|returned,
        returned|sent .. goods|items|it|them|back|all|everything|order|those .. to_you|back|in|on|last|weeks,
        returned .. goods|items|order|parts|stock|chairs, sent .. back, subscription|order|contract ..
        cancelled|canceled|terminated|ended""",
    "dispute.credit": """credit note|notes .. missing|outstanding|due|promised|not|owed|still|yet|for,
        waiting|awaiting|still|expecting|owe|owed|promised|need|require| missing|issue|send .. credit|refund
        note?, credit .. not|never|hasn't|missing|outstanding ..
        been?|applied|received|issued|given|allocated, not|never|haven't|hasn't .. credited|refunded|received
        .. credit|refund|us|me, a? credit|refund .. owed|due|promised, credit ..
        meant|supposed|due|agreed|promised|was .. raised|issued|given|sent, credit .. been|be raised""",
    "not.dispute": "if|once|when .. send|issue|get|receive|have .. credit|corrected",
    "question.owe": """how|hw much .. owe|owed|owing|outstanding|due|pay|total|left|balance|it|bill, what ..
        owe|owed|owing|outstanding|the_balance|my_balance|our_balance|
        the_total|amount_due|left_to_pay|amount_outstanding, what is|'s ..
        balance|total|amount|outstanding|figure, confirm|tell|advise|give|know ..
        balance|amount|total|outstanding|how_much .. due|owed|outstanding|owe|on|is|i|we|to|of?, which
        invoices|ones .. outstanding|open|unpaid|due|overdue|owe, what .. invoices ..
        outstanding|open|unpaid|due, still|we|i owe .. you altogether|in_total|all_together, what .. still ..
        owe""",
    "question.pay": """how|where|hw can|do|should|could|to|cani|shall|would|may i|we|you? ..
        pay|settle|make|send|transfer, how to pay, how to make .. payment, bank|account|payment|bacs|sort
        details|detail|info|information|number|numbers|code|link|instructions| page|address, iban, swift|bic,
        sort code, can|could|may|is|do|possible|able|like|want .. pay ..
        card|paypal|cash|cheque|check|phone|online|credit|debit|direct|apple|over|by, pay ..
        by|with|via|using card|paypal|cash|cheque|check|phone|online|direct_debit|
        standing_order|credit_card, take|accept|do .. card|cards|cash|paypal|cheque|cheques|amex|visa,
        payment link|options|methods|method, pay link, link to pay, link .. pay, what account|details ..
        pay|send|transfer|into, who .. make .. cheque|payable""",
    "not.question.pay": """paid|sent|made|transferred|payment|changed|change|changing ..
        by|to|using|with|via|our|from|into|new .. bank|account|card|iban .. details|account|number,
        our|my|new bank|account details|number, dont|don't|not|stop .. pay|take .. card, paid .. by|with|via
        .. card|paypal|cash|cheque|phone, won't|not|never .. pay .. by|with|via""",
    "question.resend": """@send|have|get|need|see|require|want|like|copies .. copy|copies|duplicate|pdf ..
        invoice|invoices|inv|bill|it|them|of|this|these, copy|copies|pdf|duplicate of|for ..
        invoice|invoices|inv|bill|bills|it|this|these|all|the, copy|pdf invoice|invoices|inv, @send ..
        invoice|invoices|inv|bill|bills|it|them|that|copy|copies ..
        again|over|through|across|as|to|please|pls|in|pdf, @send|resend .. invoice|invoices|bill|bills|inv,
        not|never|haven't|hasn't|didn't|don't|havent|no|nor ..
        received|receive|got|get|had|have|seen|see|find|recieved|recieve|trace ..
        invoice|invoices|bill|inv|paperwork|#, not|never|haven't|hasn't|didn't|havent ..
        received|receive|recieved .. it, invoice|invoices|bill|it|copy ..
        not|never|didn't|hasn't|haven't|wasn't ..
        arrived|received|arrive|come|came|attached|reached|turned|recieved| open|got|sent, resend|re-send, no
        invoice|copy .. attached|received|on|with|here|for|from, invoice|attachment|pdf|file ..
        won't|can't|doesn't|cannot|not .. open|opening, can't|cannot|can_not|couldn't .. open|find|locate ..
        invoice|attachment|pdf|file|bill|it, lost|misplaced|mislaid|deleted ..
        invoice|bill|it|original|paperwork, missing .. invoice|copy|bill, invoice|attachment|copy .. missing,
        which|what invoice is .. about|this, no|not|don't|can't .. ... #|@invoice|it|that .. on|in our|the|my
        system|records|books|ledger, # .. not .. system|records, pop|send|fire|ping|whizz .. copy .. ...,
        no|not .. trace|record|sign .. of, copy .. over|across|through|again|please, not .. got|have ..
        copy|invoice|paperwork""",
    "not.question.resend": """don't|not|stop|no need .. @send .. invoice|invoices|bill|bills|again, when ..
        invoice .. corrected, corrected|amended|revised|new|correct invoice, credit note, remittance, @send
        .. invoice|invoices|bills|them|these|future .. to .. instead|from_now|in_future|accounts|finance,
        only|exclusively|solely, only|exclusively|solely ... <address>, submit .. to, future|all invoices ..
        to, send|email|submit .. ... only|exclusively|solely""",
    "question.statement": """statement|statements .. of|account|please|showing|outstanding|to|for,
        account|full|current|updated|up-to-date|latest statement|statements,
        send|email|need|get|have|see|provide .. statement|statements, list|breakdown|overview|summary ..
        of|all .. open|outstanding|unpaid|overdue|invoices|owed|account, aged debt|creditor|list""",
    "question.who": """who is|are|'s|r|am|are_you ..
        this|you|these|u|speaking|asking|talking|that|people|your_company|i_speaking, who's this|that|asking,
        whos this|that, what is|'s .. your company|this company|your_business, what company ..
        is|are|this|you, which company .. is|are|you|this, don't|dont|do_not|never .. know ..
        you|company|who|your, never heard of, who|what|which .. are you, do|should i|we know you, is this ..
        scam|spam|genuine|legit|real|fraud|phishing|legitimate, scam, introduce yourself, how did you get ..
        number|email|address|details""",
    "question.other": """call|ring|phone|telephone|contact me|us|back, give .. me|us .. call|ring|shout|bell,
        what|whats|what's .. for|about|relate|this|it, can|could|would|will|please .. you|u|someone ..
        explain|clarify|confirm|call|ring|check|look|advise|tell|let, please|pls|kindly ..
        explain|clarify|confirm|advise|check|tell|call|ring|let_me_know| get_in_touch|provide, need ..
        po|purchase_order number?, i have a question, i have .. question|questions|query|queries, when
        was|is|did|are|do|will, vat number, purchase order number, what does|is|was|are|do ..
        mean|relate|cover|include|this|these|for, why .. did|do|have|has|are|is|am|was, request .. call, get
        back to me, speak .. to|with someone""",
    "wrong_person": """wrong number|person|email|e-mail|address|company|guy|man|woman|contact|one|
        people|recipient|department|dept|phone|mailbox, not|isn't|wasn't .. right|correct|responsible ..
        person|contact|address|email|department|number|for, not .. me .. person|you, no
        longer|longer|doesn't|don't|not|never .. work|works|working|employed|with|worked ..
        here|for|at|us|there|company|them|any, no longer ..
        works|work|with|employed|at|own|own_the|a_director|responsible|deal| handles|deals|handle|here,
        has|have|'s|she|he|who left .. company|us|business|in|the|last|firm|years, left ..
        company|business|firm|organisation|us, not|never .. a? customer|client .. yours|of, never .. been ..
        customer|client, never .. done|had|did .. business|dealings|anything .. with|from,
        i_am|i'm|im|this_is|we_are|we're not ..
        person|company|customer|client|business|mr|mrs|ms|who|him|her|responsible|smith, not my|our|for ..
        company|business|department|area|invoice|responsibility|me|us, nothing to do with .. me|us|this,
        don't|do_not|not .. deal|handle|look|manage .. this|these|with|after|it|invoices|payments|accounts,
        send|email|forward|direct|address|redirect|mail|submit .. to ..
        instead|accounts|finance|from_now|in_future|going_forward|payable|
        department|him|her|them|team|email|address, should|must|need|needs|have ..
        go|be|sent|directed|addressed|emailed|forwarded|send .. to|directly ..
        accounts|finance|payable|address|email|instead|team|department,
        contact|speak|talk|email|try|write|reach .. to? ..
        accounts|finance|payable|instead|department|team|colleague|bookkeeper| accountant|instead, please|pls
        contact|email|try|ask, passed .. to accounts|finance, my|our|new|her|his|the ..
        email|address|contact|e-mail is|has .. now|changed|is, new .. contact|email|address .. is|for, moved
        .. house|address|out|premises, you want|need .. speak|email|contact .. to|someone, this ..
        number|phone|mobile|email|address .. belongs|not|isn't|no_longer|used_to, stop sending .. to, passed
        away, deceased, is dead, has died, sold|sell ..
        business|company|shop|firm|property|house|practice|pub|restaurant, new
        owners|owner|tenants|proprietor, to|at|via|on|contact|email <address>, not .. monitored, try ..
        <address>""",
    "not.wrong_person": """wrong .. amount|invoice, stop sending .. to|me .. me|us, contact
        me|us|my_solicitor|my_lawyer|our_solicitors, please contact me|us, call me|us, contact ..
        office|jo|reception|colleague .. urgent|emergency, email me|us|it|this|the_invoice|a_copy, please
        email me|us|the|a|over|invoice|copy|it|through, wrong address .. delivered|on_the_invoice, contact ..
        solicitor|lawyer, send .. to me|us|this""",
    "out_of_office": """i am|i'm|im|we_are|we're|we|i|will|'ll|i|currently|am .. be? out_of the?
        office|out_of_office, ^ out_of the? office, automatic|auto reply|response|replies .. out_of the?
        office, ^ currently out_of the? office, i_am|i'm|im|am|will_be|i'll_be|we_are|we're .. on|away|taking
        .. annual|maternity|paternity|parental|sick|vacation|holiday|holidays| a.l|compassionate|study
        leave|until|with|from|and|till|now|returning|back|for|at, i_am|i'm|im|we_are|we're|will_be|i'll_be ..
        away from .. desk|office|work|email|my, i_am|i'm|im|i_will|i'll .. be? away ..
        until|from|and|with|returning|on|for|back, i|i'll|will|we .. be? back|return|returning .. in|to
        the_office|my_desk|work|office, office|we|offices|business|premises .. is|are|will_be|'re ..
        closed|shut, limited access to .. email|emails|mail|my, no access to .. email|emails|mail|my, not ..
        checking|monitoring|reading .. emails|email|mail|messages, i_am|i'm|im|will_be .. not in the office,
        not in the office .. until|today|this|from, ^ on|away annual|holiday|leave|vacation ..
        until|back|from|till, sabbatical until|from, i_am|i'm travelling .. limited|access|until, out_of ..
        office .. reply|message|auto*, i_am|i'm|im|am|we_are currently? on
        leave|holiday|vacation|annual_leave, i|we will|'ll respond|reply .. on|upon my|our return, on my
        return on|from""",
    "not.out_of_office": """he|she|who|they|colleague|bookkeeper|manager|accountant|boss|director|
        husband|wife|partner|clerk|owner|someone|person|mum|dad|team .. is|are|'s|was|will_be|off ..
        out_of|away|on|off|back, was|were|been|had|have_been|just_got|got_back|when_i'm|when_i|since|while ..
        out_of|away|on|back|closed, you|your .. is|are|was|were|your_office .. closed|out|away|shut, invoice
        .. is|are closed, account .. closed, when .. back|return, if .. out_of|away|on, we have closed,
        closed .. down|business|permanently|trading|company, back|return|returning|office|leave .. ...
        pay|paying|sort|transfer|settle""",
    "stop.channel": """stop|quit|cease|end .. @write .. me|us|now|my, stop|quit|cease @write, stop|quit ..
        sending me|us .. @letters|this|these|it|things|anything|stuff, stop|quit sending ..
        texts|emails|messages|sms|spam|mails|e-mails .. me|us|to_me|to_us|now|please|here, stop ..
        emails|texts|messages|mails|spam|sms, unsubscribe, opt|opting out, opt-out, remove|delete|take ..
        me|us|my|our .. from|off|email|e-mail|number|address|details|contact, take .. me|us|my .. off,
        don't|do_not|dont|never .. email|e-mail|text|message|sms|call|phone|ring|whatsapp ..
        me|us|this_number|here, no|not more|any_more|further
        emails|texts|messages|e-mails|sms|calls|spam|mails|text_messages| phone_calls|emails_please,
        don't|do_not|dont|never|not .. want|wish .. to? .. receive|get|recieve|be ..
        emails|texts|messages|e-mails|sms|calls|mails|texted|emailed|called| these_emails|these_messages, no
        more texting|emailing|calling|messaging, don't|do_not send .. me|us ..
        emails|texts|messages|e-mails|sms|anything|any_more|mails|these, not .. to be ..
        contacted|emailed|texted|called .. by|via|on, never .. text|email|message|call|ring me|us, fed
        up|sick of .. these|your emails|messages|texts .. stop, take me off|out of? ..
        list|lists|database|system""",
    "stop.all": """do not|don't|dont|never|stop .. contact|write|contacting .. me|us|to_me ..
        again|any|ever|further|at_all|in_any_way|by_any, don't|do_not|dont|never contact .. me|us|again|this,
        stop contacting .. me|us, leave me|us alone, cease .. all|any|further ..
        contact|communication|communications, no further|more
        contact|communication|communications|correspondence, stop .. all
        contact|communication|communications, cease and desist .. contact*, withdraw .. consent, delete ..
        all? .. my|our|me .. data|details|information|records, erase .. my .. data|details|information, right
        to erasure, never .. hear .. from you .. again|ever, want .. hear from you|nothing .. you, not ..
        want .. contacted|contact .. by|from|again|at_all|any|you, not .. be .. contacted|approached .. in
        any way""",
    "not.stop": """if|unless|until|because|or .. stop|contact|remove|unsubscribe|cease .., stop|cancel ..
        direct|payment|order|cheque|check|work|service|delivery|deliveries| supply|standing|subscription,
        don't|do_not stop, hard stop, stop sending|emailing|texting|contacting|calling|writing .. to? ..
        her|him|them|my_husband|my_wife|my_mother|my_father|anna|this_address| the_old|old|john|someone, stop
        .. to .. her|him|anna|the_old|old, don't|do_not contact|email|call|send|text ..
        her|him|them|anna|my_customer|my_client|before|until|by_phone_before| on_weekends|after,
        remove|delete|take .. from|off the? invoice|bill|statement|charge|charges|fee|interest|late|penalty,
        remove .. late|charge|fee|interest|penalty, not call|email|text|contact me|us? back, stopped, unless
        you, if|unless ... stop|stops|stopped @write, if|unless ... stop,
        tried|trying|wanted|had|asked|able|unable to unsubscribe, unsubscribe ..
        software|service|subscription|contract|plan, contact|contacted|email|call|text .. me|us
        before|until|after|when|first""",
    "legal_threat": """solicitor|solicitors|lawyer|lawyers|attorney|attorneys|barrister, legal
        action|proceedings|advice|steps|representative|representation|team|department, see you in court,
        take|taking|go|going|took .. you? .. to court|tribunal, small claims, county court, sue|suing ..
        you|your|for, court, trading standards, ombudsman, financial conduct authority, fca, cfpb, better
        business bureau, attorney general, consumer protection, citizens advice, report|reporting|reported ..
        you .. to|police|authorities, we|i act for|on_behalf, act|acting|instructed .. for|on_behalf_of|by ..
        client|mr|mrs|ms|company|above, represent .. mr|mrs|ms|client|company, our|my client, counterclaim,
        letter before action, hear from my|our .. solicitor*|lawyer*|attorney*, police, issue proceedings,
        accept service, without prejudice, vigorously defended""",
    "not.legal_threat": """no need .. solicitor|lawyer|legal|court, avoid .. legal|court|solicitor*, without
        .. legal|court|solicitor*, don't|do_not|please_don't|before .. take|go|send|start ..
        legal|court|solicitor*, threat* .. legal|court|solicitor*|lawyer* .. action?, your own?
        solicitor|solicitors|lawyer|lawyers|legal|client, you .. take|taking|go|start .. court|legal, we are
        .. solicitors|lawyers|a_law, court .. road|street|house|lane, supreme|tennis|food court, our|my
        client|customer .. pays|pay|paid|hasn't|owes|to_pay|to_settle, my|our client .. late|paying, waiting
        .. our|my client, report .. to_you, police station|force .. job""",
    "insolvency": """administration, administrators, joint administrator*, insolvency, insolvent,
        insolvencies, bankrupt, bankruptcy, liquidation, liquidator, liquidators, liquidated, receivership,
        official receiver, winding up|up_order|up_petition, wound up, company voluntary arrangement, cva,
        iva, individual voluntary arrangement, debt relief order, dro, chapter 7|11|13, debt management plan,
        ceased trading, creditors meeting|voluntary, creditors' voluntary, proof of debt, struck off,
        dissolved, breathing space scheme, moratorium, administrator|administrators|receiver|trustee .. been?
        appointed, payments .. frozen""",
    "not.insolvency": """not|never|isn't|aren't|avoid ..
        insolvent|bankrupt|bankruptcy|insolvency|liquidation|administration,
        make|makes|making|bankrupting|drive|push .. us|me .. bankrupt|bankruptcy|liquidation|insolvency,
        go|going bankrupt .. if|because|soon, will|would|could|might|may|or .. go|be|face ..
        bankrupt|insolvent|bankruptcy|under, administration
        fee|fees|charge|charges|department|team|office|costs|error|assistant|manager, your ..
        insolvency|bankruptcy, sales administration, administration .. fee|charge, if ..
        bankrupt|insolvent|liquidation|administration""",
    "remittance": """remittance|remittances .. attached|enclosed|below|advice|is|herewith,
        attached|enclosed|attach|attaching|herewith|find ..
        remittance|proof|payment_confirmation|bank_confirmation|receipt|
        payment_advice|payment_slip|payment_receipt|confirmation|screenshot|
        bacs|transfer_confirmation|copy_of_the_transfer, proof of payment|transfer ..
        attached|enclosed|is|below|here, see attached|attachment ..
        payment|proof|receipt|remittance|confirmation, here is|'s .. proof|receipt|remittance|confirmation,
        screenshot .. payment|transfer|attached, payment|bank confirmation|advice|receipt|slip ..
        attached|enclosed|herewith, i attach|enclose .. remittance|proof|receipt|confirmation|payment""",
    "not.remittance": """will|can|shall|could|would|please|you|i'll|we'll|kindly ..
        send|forward|attach|provide|email|have .. remittance|proof|receipt|confirmation, no|not|without ..
        remittance|attached|proof, need|require|want .. remittance|proof|receipt""",
    "agrees": """thanks|thankyou|thx|ta|ty|cheers|thnx, thank you|u, many|much thanks, much appreciated,
        appreciate .. it|that|this|your|reminder, noted, ok, okay, okey, k, no problem|worries, understood,
        got it, will do, great, perfect, fine, received, received .. with? thanks, all good, sounds good,
        that's fine|great|ok|perfect|understood, agreed, i|we agree, acknowledged, sure, brilliant, lovely,
        good to know, yes, duly noted, fair enough, that works, appreciate .. heads_up|reminder|note,
        look|looking into it|this, on it, i'll look into it|this, we'll look into it|this, i'll|we'll
        chase|check it|this up?, leave it with me|us""",
    "courtesy": """for .. letting|telling me|us know?, hi|hello|hey|dear|hiya|morning|afternoon .. , good
        morning|afternoon|evening|day, for|about|on .. your? ..
        reminder|email|message|info|information|update|heads_up|help|letting|
        getting|confirming|sending|statement|reply|patience|understanding|
        note|quick|letter|response|chasing|invoice|call|clarification, so|very much, a lot, have a ..
        day|weekend|one|evening|week, all the best, best, kind regards, regards, sorry for ..
        trouble|delay|confusion|inconvenience, letting me|us know, this, that, the, all,
        sir|madam|all|team|both|there""",
    "paid.dated": """@paid, ^ sorted|cleared|went|gone|left, money|payment|transfer|bacs|cheque
        went|left|gone .. ...""",
    "not.dispute.credit": "credit card|control|check|terms|limit|account|rating|insurance",
}
