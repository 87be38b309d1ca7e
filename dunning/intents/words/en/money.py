"""English: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """pay, paid, paying, do, send, sent, sending, transfer, transferred, manage, afford,
        give, settle, offer, of""",
    "sum.not_after": """invoice|invoices|days|day|weeks|week|months|times|percent|pm|am|o'clock|years|
        year|minutes|hours""",
    "sum.half": "half, 50%, 50 percent",
    "sum.rest": """the rest, the remainder, remainder, the remaining balance?, the outstanding balance,
        rest of it""",
    "sum.all": """in full, full amount, the full balance, the whole amount|balance|lot, everything, all
        of it""",
    "paid": """@we have? already|just|now? @paid, @we have|had already|just|now|since|in_fact|definitely?
        been? @paid, have|has already|just|now|since? been? @paid, has|have_been made|sent|processed|
        actioned|completed|done|issued|sorted .. bank|yesterday|today|bacs|transfer|payment,
        payment|payments|transfer|bacs .. was|were|has|have been? made|sent|processed|done|completed|
        issued|actioned|transferred|remitted|released, payment|payments
        made|sent|done|completed|transferred, was|were already|all|fully? @paid, is|are|was|were
        already|all|now|fully|long paid|settled|cleared, is|are|it's|its|that's|thats|this already|now?
        paid|settled, already|allready|alredy @paid|paid|done|transferred, ^ @paid, ^ all|now|just paid,
        just @paid, @paid in full, i|we|have|has sent|made|done you? the|a|your|this|full?
        payment|money|transfer|cheque|check, i|we did pay|settle|transfer, sent|made|done
        a|the|your|full? payment|transfer|cheque|check|money, cheque|check was|has been?
        sent|posted|mailed, put a cheque|check in .. post, posted .. cheque|check, cheque|check .. in the
        post|mail, money|it .. left my|our .. account|bank, came|gone|taken|debited out_of|from my|our ..
        account|bank, direct debit .. went|taken|collected, you have|'ve already? been paid, been paid,
        @paid .. ago|yesterday|today|last|on|via|by|through, @invoice paid, we|i bank_transferred,
        settled by|via|on, you|u have|'ve|should? .. our|my|the money|payment|funds already, you
        received|took|got|cashed|banked .. payment|money|cheque|check, went|gone through|out .. bank|
        account|yesterday|monday|tuesday|wednesday|thursday|friday|last, payment|transfer|bacs ..
        went|gone through|out, bacs'd|bacsed|wired .. over|on|yesterday|today|last, transferred ..
        over|to|on|yesterday|today|this|last, was|were|has|have|is been? included ..
        run|payment|batch|bacs, had|have|has|got|received .. already? .. money|payment|funds .. off|from
        me|us|our, already had .. money|payment, @invoice .. went|gone through|out, gave|handed ..
        you|him|her|your .. cash|cheque|money|£, paid cash|cash_to, all paid up, paid up, settled up,
        have|has been settled|cleared|paid, paid .. last|in, it's|its|it is|was paid, paid
        it|this|that|them|you|yours, settled it|this""",
    "not.paid": """should|must|could|might|may|would|needs|need|has|have|had|going|wants|want|ought|
        supposed|due|expect|expected|can|ready|will|shall|hoping|able|about|meant|asked|aim|scheduled to?
        .. be|get|have been? .. @paid|made|sent|processed, to be @paid|sent|made|processed,
        have|has|did|was|were you|we|i|it|this|they|he|she .. been? @paid|pay, being @paid,
        when|once|until|till|before .. @paid|is|are|been .. @paid, get|getting|gets|got .. paid, paid
        late, paid .. per|hourly, be paid, what .. paid, how much .. paid, who paid, paid you for
        years|always|before|previous|ages, always .. paid, paid nothing, half paid, overpaid, are|is_not
        .. paid, i|we paid .. deposit|extra|more|for|a_lot, will|to|should be? .. in the post|mail, will
        .. in the post|mail, about to, just about, should|would|could|might|may|must|ought have|to_have
        .. gone|left|been|paid|made|sent|cleared|received|had|arrived, meant|supposed to ..
        go|gone|leave|be|have, settled .. differences|dispute|in|down, salary|wages|rent .. paid,
        parcel|goods|order|delivery|package .. sent|went|left""",
    "promise": """@we|payment|it|this|that|you|invoice|money|cheque|transfer .. will|shall|'ll .. @pay|
        make|have|be|get|go|do|put|process|sort|release|receive|arrange|issue|bring|post|hand|drop|clear,
        will|shall|'ll .. be|get @paid|sent|made|processed|sorted|done|actioned|released|cleared|posted,
        will|shall @pay|make|transfer|do|sort|process, i'll|we'll|you'll|it'll|ill|youll .. @pay|have|
        make|do|be|get|sort|transfer|put|go|process, am|are|'m|i'm|we're|im|is|be going to ..
        @pay|make|transfer|send|settle, going to .. pay|settle,
        scheduled|set|booked|lined|queued|due|planned up? .. for|to|on, payment|payments is|are due?
        on|scheduled|booked|planned|expected|to follow, on|in .. payment_run|pay_run|bacs_run|cheque_run,
        payment_run|bacs_run|cheque_run|pay_run .. on|is|this|next|of, payment by|on|this|next|to follow,
        expect .. payment|money|it .. by|on|this|next|in, promise to pay|settle|make|send, promise ..
        payment, commit* to pay*, commit* to .. by|on, plan|planning|intend|intending|aim|aiming|hope|
        hoping to pay|settle|make|clear|transfer|send|have|get, can
        pay|do|settle|transfer|send|make|clear|manage, able to pay|settle|transfer|send|make|clear,
        let|lemme me? pay .. on|by|this|next|tomorrow, you'll|you_will|u will|ull have|get|receive|see ..
        by|on|tomorrow|this|next|monday|tuesday|wednesday|thursday|friday,
        is|be|being|get|getting|goes|going released|out|processed|paid on|by|this|next .., about to ..
        @pay|do|make|transfer|send, will .. be in the post, in the post on, just doing|paying|sending""",
    "promise.present": """^ paying|settling|transferring|sending|clearing,
        i_am|i'm|im|we_are|we're|am|are paying|settling|transferring|sending|clearing|doing|making,
        paying|settling .. it|this|that|you|them, i|we @pay|do|make, i'll|we'll|ill, goes|going|go out,
        payment .. goes|going|out|leaves|follows|coming, to be paid, comes|coming out, for payment
        on|by|this|next, with you by|on, you'll|you|youll have|get it|payment|money, with you, in your
        account|bank, is going|coming out|over, @invoice .. ... goes|going|go .. out""",
    "not.promise": """will|can|could|would|shall you|u|i|we|they .. pay|settle|send|have|do|make,
        when|what|how|who|where .. will|can|shall|do i|we .. pay, you_will|'ll .. pay|send|receive ..
        letter|solicitor|court, pay .. my|our solicitor|lawyer|legal, will|'ll .. see you, will ..
        replaced|repaired|fixed, will .. contact|call|ring|look|check|speak|ask|investigate|forward|pass|
        let, can do better, would, won't be paying, will have to, 'll have to, released .. from|by,
        was|were|had .. scheduled|going|planning|planned|supposed|meant|due|hoping|intending|to_pay ...
        ..., was|were .. ... scheduled|going|planning|supposed|meant|due|hoping|intending|set, had
        planned|intended|hoped|promised .. pay|..., @pay|paying|paid my|our|the|his|her electrician|
        plumber|staff|workers|employees|suppliers|rent|landlord|mortgage|taxes|tax|wages|builder|lawyer|
        solicitor|accountant|mechanic""",
    "asks_time.ask": """in|by instalments|installments|stages|parts|chunks,
        instalment|installment|payment plan|plans|arrangement|schedule, instalments, installments, pay ..
        in|over .. parts|months|weeks|stages, spread .. payment|payments|cost|it|this|over, per|a|each
        month|week .. until|till, £ .. per|a month|week, monthly payments, pay .. off
        monthly|weekly|gradually|bit, bit by bit, more|extra|additional time, more days|weeks, little|bit
        longer, give|allow|grant .. me|us .. time|days|weeks|extension|until, an? extension,
        extend|extended .. deadline|terms|date|payment|due, payment holiday, part|partial
        payment|payments, defer|postpone .. payment|it|this, delay .. payment, payment break,
        extra|few|couple more? days|weeks .. pay|settle|to, time to pay, breathing space, struggling to
        .. pay|meet|settle, need .. time, pay what .. can, wait .. until|till|for ..
        payment|pay|payday|wages|money|month, bear with .. me|us, hang on .. payment, could|can ..
        wait|hold .. week|weeks|month|days, bit at a time, pay|paying .. off .. ..., pay .. back|off ..
        weekly|monthly|bit, until|till .. to pay|settle, wait .. payment|until|till, have until|till,
        come to .. arrangement|agreement, two|three|four|five|six|several|2|3|4|5|6 .. payments,
        arrangement .. to pay""",
    "asks_time.soft": """can't|cannot|can_not|couldn't|unable_to|won't_be_able_to|not_able_to|
        not_in_a_position_to .. pay|afford|settle|make|manage, not be able to pay|settle,
        don't|do_not|haven't|have_not .. have|got .. money|funds|cash, no money|funds|cash ..
        moment|now|at|until|currently|left, no money, cash flow|cashflow|cash-flow, money is|'s ..
        tight|short, short of|on cash|money|funds, tight .. moment|month, out of work, lost my job, on
        benefits, financial difficult*|problems|hardship|trouble, struggling financially|with money|to
        make, difficult|hard times|time|period|patch, behind with|on .. bills|payments,
        hasn't|haven't|not .. been? paid us|me, waiting on|for .. customer|client|customers|clients|
        payment|wages|payday .. pay|paid|in|come, pay .. as soon as .. can|possible|able|paid, as soon as
        .. can|possible, asap, soon as .. can, pay|paid|settled|sorted|payment .. soon|shortly, when ..
        get|am|are paid, when i can, when my|our .. comes in|pays, once my|our|i|we ..
        client|customer|customers|clients|paid|wages, things|funds|finances|budget .. tight, waiting
        on|for .. customer|client|customers|clients .. settle|pay, can|could release ..
        anything|payments, before we can .. release|pay, can only|not .. pay|settle .. when|once|after|if""",
    "remittance": """remittance|remittances .. attached|enclosed|below|advice|is|herewith,
        attached|enclosed|attach|attaching|herewith|find .. remittance|proof|payment_confirmation|
        bank_confirmation|receipt|payment_advice|payment_slip|payment_receipt|confirmation|screenshot|
        bacs|transfer_confirmation|copy_of_the_transfer, proof of payment|transfer ..
        attached|enclosed|is|below|here, see attached|attachment ..
        payment|proof|receipt|remittance|confirmation, here is|'s ..
        proof|receipt|remittance|confirmation, screenshot .. payment|transfer|attached, payment|bank
        confirmation|advice|receipt|slip .. attached|enclosed|herewith, i attach|enclose ..
        remittance|proof|receipt|confirmation|payment""",
    "not.remittance": """will|can|shall|could|would|please|you|i'll|we'll|kindly ..
        send|forward|attach|provide|email|have .. remittance|proof|receipt|confirmation, no|not|without
        .. remittance|attached|proof, need|require|want .. remittance|proof|receipt""",
    "paid.dated": """@paid, ^ sorted|cleared|went|gone|left, money|payment|transfer|bacs|cheque
        went|left|gone .. ...""",
}
