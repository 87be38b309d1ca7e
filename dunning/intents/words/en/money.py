"""English: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """pay, paid, paying, do, send, sent, sending, transfer, transferred, manage, afford,
        give, settle, offer, of, chucked, bunged, pinged, popped, other, another, remaining""",
    "sum.not_after": """invoice|invoices|days|day|weeks|week|months|times|percent|pm|am|o'clock|years|
        year|minutes|hours""",
    "sum.half": "half, 50%, 50 percent",
    "sum.rest": """the rest, the remainder, remainder, the remaining balance?, the outstanding balance,
        rest of it""",
    "sum.all": """in full, full amount, the full balance, the whole amount|balance|lot, everything, all
        of it""",
    "paid": """@we have? already|just|now? @paid, @we have|had already|just|now|since|in_fact|definitely?
        been? @paid, have|has already|just|now|since? been? @paid, has|have_been made|sent|processed|
        actioned|completed|done|issued|sorted .. bank|yesterday|today|bacs|transfer|payment, payment|
        payments|transfer|bacs .. was|were|has|have been? made|sent|processed|done|completed|issued|
        actioned|transferred|remitted|released, payment|payments made|sent|done|completed|transferred,
        was|were already|all|fully? @paid, is|are|was|were already|all|now|fully|long paid|settled|
        cleared, is|are|it's|its|that's|thats|this already|now? paid|settled, already|allready|alredy
        @paid|paid|done|transferred, ^ @paid, ^ all|now|just paid, just @paid, @paid in full, i|we|have|
        has sent|made|done you? the|a|your|this|full? payment|money|transfer|cheque|check, i|we did pay|
        settle|transfer, sent|made|done a|the|your|full? payment|transfer|cheque|check|money, cheque|check
        was|has been? sent|posted|mailed, put a cheque|check in .. post, posted .. cheque|check, cheque|
        check .. in the post|mail, money|it .. left my|our .. account|bank, came|gone|taken|debited
        out_of|from my|our .. account|bank, direct debit .. went|taken|collected, you have|'ve already?
        been paid, been paid, @paid .. ago|yesterday|today|last|on|via|by|through, @invoice paid, we|i
        bank_transferred, settled by|via|on, you|u have|'ve|should? .. our|my|the money|payment|funds
        already, you received|took|got|cashed|banked .. payment|money|cheque|check, went|gone through|out
        .. bank|account|yesterday|monday|tuesday|wednesday|thursday|friday|last, payment|transfer|bacs ..
        went|gone through|out, bacs'd|bacsed|wired .. over|on|yesterday|today|last, transferred .. over|
        to|on|yesterday|today|this|last, was|were|has|have|is been? included .. run|payment|batch|bacs,
        had|have|has|got|received .. already? .. money|payment|funds .. off|from me|us|our, already had ..
        money|payment, @invoice .. went|gone through|out, gave|handed .. you|him|her|your .. cash|cheque|
        money|£, paid cash|cash_to, all paid up, paid up, settled up, have|has been settled|cleared|paid,
        paid .. last|in, it's|its|it is|was paid, paid it|this|that|them|you|yours, settled it|this,
        already|just|long_since sorted|dealt_with|sent|gone|went|actioned|processed|done|covered|made,
        this|it|that|money|payment|transfer|funds|they went|gone|go across|over|through|out .. last|on|
        yesterday|this|monday|tuesday|wednesday|thursday|friday|today|a|weeks|days, money|payment|funds|
        transfer|it|that|cash has|have|'s .. gone|went|left|been_sent|been_made|come_out .. over|across|
        through|out|off|already, payment|money|funds|it|that|transfer .. has|have|'s? left|gone|cleared|
        debited|been_debited|been_taken, taken|collected|debited .. by|via direct_debit|dd|standing_order|
        card, i've|we've|have|has|i|we just|now|already|since? sent|made|done|transferred|wired|bacsed ..
        money|payment|funds|cheque|transfer|cash|it_over|it_across|bacs, have|'ve|has now|just|already|
        since? made|processed|sent|completed|done|issued|actioned|released|arranged .. payment|transfer|
        remittance|bacs, shows|showing|show|shown|marked|recorded|down|flagged|appears .. as? paid|
        settled|cleared|processed, paid in|by|with|on|last|at|to|via|through|using, paid|settled ..
        yesterday|today|this|ago|already|this_morning, bank|statement .. shows|confirms|showing|says ..
        paid|payment|cleared|gone|left|debited|went, proof .. paid, gave|handed|given .. cash|money|
        cheque, receipt|receipts .. for .. payment, got .. receipt, have|got|i've .. receipt, your|you
        cashed|banked|took|taken .. cheque|money|payment|it, you've|you|u've|u have? had|got|received ..
        it|money|payment|the|this|that .. already|weeks|ago|last|on|in, nothing .. owing .. paid, @we|i
        gave|handed|paid .. cash|money|cheque .. driver|lad|guy|engineer|man|fitter|office|shop, chucked|
        bunged|pinged|popped|stuck|whacked|banged|slung|lobbed|fired|zapped|shoved .. <n>|£|it|money|
        payment|that .. across|over|through|in, @invoice|this|one|that|it|these been @paid, one's|this's|
        that's|it's|1's been @paid, credited|paid|transferred|sent to|into|in your|ur bank|account .. on|
        last|yesterday, crossed .. with|in .. payment|transfer|remittance, payment|transfer|remittance ..
        crossed""",
    "not.paid": """should|must|could|might|may|would|needs|need|has|have|had|going|wants|want|ought|
        supposed|due|expect|expected|can|ready|will|shall|hoping|able|about|meant|asked|aim|scheduled to?
        .. be|get|have been? .. @paid|made|sent|processed, to be @paid|sent|made|processed, have|has|did|
        was|were you|we|i|it|this|they|he|she .. been? @paid|pay, being @paid, when|once|until|till|before
        .. @paid|is|are|been .. @paid, get|getting|gets|got .. paid, paid late, paid .. per|hourly, be
        paid, what .. paid, how much .. paid, who paid, paid you for years|always|before|previous|ages,
        always .. paid, paid nothing, half paid, overpaid, are|is_not .. paid, i|we paid .. deposit|extra|
        more|for|a_lot, will|to|should be? .. in the post|mail, will .. in the post|mail, about to, just
        about, should|would|could|might|may|must|ought have|to_have .. gone|left|been|paid|made|sent|
        cleared|received|had|arrived, meant|supposed to .. go|gone|leave|be|have, salary|wages|rent ..
        paid, parcel|goods|order|delivery|package .. sent|went|left, settled .. differences|dispute,
        settled in|down, paid for nothing, paid .. for .. nothing|parts|repair|another, as soon as, be|
        get|getting|gets paid, when|once|until|after .. paid|pays|pay, haven't|hasn't|not|never|n't,
        order|goods|service|work|job|problem|issue|complaint|query|fault .. sorted|dealt_with|done|
        processed|completed|sent|made, sent .. order|query|complaint|email|letter|back|goods|it_back|form|
        message|po|details, you|we have? made .. mistake|error|changes|complaint, already .. sent|made ..
        email|complaint|order|back|query|reminder*|copy|message|form, refund, credit, deposit, who|what|
        how|which paid, paid .. wrong|twice|too, received .. goods|invoice|order|reminder|letter|email, i|
        we get paid, already sorted .. with, already|just done .. complaint, told .. paid, paid enough,
        you|he|she|they|who|@men|your did, have|has|been to|not credited, if|why .. did, driver|boxes|box|
        goods|parcel|parcels .. across|over|through, chucked|popped|banged|stuck|slung <n> boxes|box|bags|
        items|parcels, hope|hoping|hopefully ... been @paid, did it|that ... inspection|visit|job|repair|
        as_agreed|together|work|wrong, other one|invoice|bill .. been @paid, your payment|remittance|
        transfer .. crossed, crossed .. your payment|remittance|transfer""",
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
        @pay|do|make|transfer|send, will .. be in the post, in the post on, just doing|paying|sending,
        will|shall|'ll|gonna .. settle|remit|pay_you|pay_it|pay_this|pay_that|clear_it|clear_this|
        clear_the, will|shall .. remit*, payment .. will|shall .. leave|follow|reach|arrive|land|hit|be,
        @pay|paying|payment|settle* .. guaranteed|promise|promised .. by|on, promise ..
        pay|paid|money|it, have|having .. paid|settled|cleared by""",
    "promise.present": """^ paying|settling|transferring|sending|clearing, i_am|i'm|im|we_are|we're|am|are
        paying|settling|transferring|sending|clearing|doing|making, paying|settling .. it|this|that|you|
        them, i|we @pay, goes|going|go out, payment .. goes|going|out|leaves|follows|coming, to be paid,
        comes|coming out, for payment on|by|this|next, with you by|on, you'll|you|youll have|get it|
        payment|money, with you, in your account|bank, is going|coming out|over, @invoice .. ... goes|
        going|go .. out, will|shall|gonna|'ll|ill|i'll|we'll .. get|send|ping|wire|remit|bung|whack|bang|
        zap|fire|chuck|push|put|pop|do|sort|drop .. over|across|to|it|you|through|money|cash|payment|u|
        this|off|in|round|transfer|cheque, gonna .. pay|send|do|sort, approved|authorised|authorized|
        signed_off|passed|cleared|earmarked|down|included|lined .. for|on|to .. payment|paid|run|be|the,
        coming|heading|headed|on_its_way your|to|over|way, expect .. money|payment|it|funds|cheque|
        transfer, payment|remittance|funds|money|transfer|bacs|cheque|it .. follow*|to_be_made|to_be_sent|
        leave|leaves|lands|land|arrive*|reach*|hit*|clear*|due|going|scheduled|set, will|shall|'ll|you'll|
        to receive|get|have|see .. payment|funds|money|it|cash|cheque|transfer|settled, receive ..
        payment|funds|money .. by|on|no_later|within|before, rest|balance|remainder|other_half|second_half
        .. on|by|next|in|to_follow|tomorrow|end|at, payment by|before|within|on|for|this|next|tomorrow,
        be|is with you, settle|settling|clear|clearing .. by|on|before|next|tomorrow, next|our ..
        payment_run|pay_run|bacs_run|run, out|goes|go|leaving .. bank|account|tomorrow|on, will be
        settled|cleared|remitted|in_your|with_you|in_the_bank|there|paid, to settle|clear|pay .. on|by|
        before, set up|to .. for|on|to, we|i pay|settle|remit|clear .. on|at|by|next|tomorrow, you'll|
        youll|u'll|you_will .. be paid|have|get|receive, # .. approved|authorised .. going, our bank|
        office|accountant|bookkeeper will|shall .. make|send|do|pay|transfer, in|on|for|part_of|with|into
        .. run|batch|payrun|bacs_run|runs, week's|friday's|tomorrow's|monday's|thursday's|next bacs,
        transferring|paying|settling|remitting, sending it|this|the|you|over|payment|money|across, i'll|
        we'll|ill .. pay|settle|clear|transfer|sort|square|do_it|do_this|do_that|get_it|get_this|get_that|
        get_you|bring|drop|post|put|wire|ping|remit|bacs|cover, i|we do|make .. it|this|that|payment|
        payments|transfer|transfers, ^ coming|comes .. $, other|another|remaining|second <n>|half|£ .. on|
        by|next|tomorrow""",
    "not.promise": """will|can|could|would|shall you|u|i|we|they .. pay|settle|send|have|do|make, when|
        what|how|who|where .. will|can|shall|do i|we .. pay, you_will|'ll .. pay|send|receive .. letter|
        solicitor|court, pay .. my|our solicitor|lawyer|legal, will|'ll .. see you, will .. replaced|
        repaired|fixed, will .. contact|call|ring|look|check|speak|ask|investigate|forward|pass|let, can
        do better, would, won't be paying, will have to, 'll have to, released .. from|by, was|were .. ...
        scheduled|going|planning|supposed|meant|due|hoping|intending|set, had planned|intended|hoped|
        promised .. pay|..., @pay|paying|paid my|our|the|his|her electrician|plumber|staff|workers|
        employees|suppliers|rent|landlord|mortgage|taxes|tax|wages|builder|lawyer|solicitor|accountant|
        mechanic, due to a|an|the|our|your|my|illness|lack, was|were|had .. scheduled|going|planning|
        planned|supposed|meant|due|hoping|intending .. to|for|on|by .. @pay|pay|paid|settle|run|monday|
        tuesday|wednesday|thursday|friday|go, was|were|had .. scheduled|going|planning|planned|supposed|
        meant|due|hoping|intending, was|were|had .. to @pay|pay|settle|transfer|send|make|do|clear,
        should|would|could|must have .. had|received|got|been|gone|left|arrived|seen, get|come|be|go|am|
        write|report|revert back .. to|with, back to you, revert to, may|might|could|should|possibly|maybe
        .. pay|be_able|settle|send|manage|able, let you|u know, send|sending|drop|put|get|mail|email|post
        .. email|mail|letter|details|photos|pictures|copy|info|information|message|list|form|po|back|
        goods|documents|docs|complaint|parts|samples|order|returned|return|evidence|proof, be|am|is|are|
        'm|back back|at|in .. desk|office|work, ^ will do $, ^ will do thanks|ta|cheers|thank|mate, be
        back, call|ring|phone|email|text|speak|discuss|meet|meeting|chat|review|reviewing|check|chase|ask|
        investigate, meeting|board|review .. on|is, engineer|delivery|goods|driver|technician|order|parts
        .. coming|arrive*|will|due|to_be, until|till .. ... comes|arrives|fix*|finish*, get .. fixed|
        repaired|replaced|sorted_out_by_you, if|unless, was|were|had .. supposed|meant|due, supposed|meant
        to, defend|instruct*|counsel|sue|court|report|complain, hell freezes, over my dead body, in your
        dreams, never, payment was|were|has, never said .. pay, was|were made|sent|paid, have|get|receive|
        see|with .. contract|documents|goods|report|answer|parts|letter|information|list|delivery|sample|
        samples|photos|complaint|order, @men|client|customer will|to .. be? pay|paid, pay|paying us|me, be
        in touch, the parts|goods|items|order back, expect|expecting .. @men|delivery|goods|answer|reply,
        have a word|chat|think|look|meeting|talk|read|discussion, books|accounts .. of a|on""",
    "asks_time.ask": """in|by instalments|installments|stages|parts|chunks, instalment|installment|payment
        plan|plans|arrangement|schedule, instalments, installments, pay .. in|over .. parts|months|weeks|
        stages, spread .. payment|payments|cost|it|this|over, per|a|each month|week .. until|till, £ ..
        per|a month|week, monthly payments, pay .. off monthly|weekly|gradually|bit, bit by bit, more|
        extra|additional time, more days|weeks, little|bit longer, give|allow|grant .. me|us .. time|days|
        weeks|extension|until, an? extension, extend|extended .. deadline|terms|date|payment|due, payment
        holiday, part|partial payment|payments, defer|postpone .. payment|it|this, delay .. payment,
        payment break, extra|few|couple more? days|weeks .. pay|settle|to, time to pay, breathing space,
        struggling to .. pay|meet|settle, need .. time, pay what .. can, wait .. until|till|for ..
        payment|pay|payday|wages|money|month, hang on .. payment, could|can .. wait|hold .. week|weeks|
        month|days, bit at a time, pay|paying .. off .. ..., pay .. back|off .. weekly|monthly|bit, until|
        till .. to pay|settle, wait .. payment|until|till, have until|till, come to .. arrangement|
        agreement, two|three|four|five|six|several|2|3|4|5|6 .. payments, arrangement .. to pay, give|
        allow|grant|get|have|need .. fortnight|leeway|grace|extra|longer|breather, another|more|extra|
        additional|few .. fortnight|week|weeks|month|months|days|time, split|spread|divide|break|stagger|
        chunk .. this|it|payment|bill|invoice|into|over|up|cost|balance, <n> a|per|each|every|p month|
        week|fortnight|m|w|wk|mth, <n> pw|pm|pcm|monthly|weekly|p_m|p_w|fortnightly, pay .. bit|little|
        slightly later|late, bit|little|slightly|pay later, hold|hang|wait .. off|on|out until|till|for|a,
        hold off, push|move|put|shift .. back|out|off|on .. to|until|till|payment|date|due|a, move ..
        due_date|payment_date, patience, grateful|appreciate|ask|request .. patience|time|extension|
        flexib*|understanding, would|will|could|can|do you .. accept|take|agree|consider .. payment|less|
        half|part|<n>|instal*|settlement|plan|if, pay .. in bits|parts|dribs|pieces|chunks|two|three|
        stages|halves, installment*|instalment*, payment plan|arrangement|schedule|holiday, payment_plan,
        staged|staggered|phased payment*, part|partial payment*, some .. now .. rest|balance, bits,
        extension, extend, further time|days|weeks|month, by_the? new year|after christmas, after
        christmas|new_year|the_holidays|payday, until|till after|the_new|january|february|payday|pay_day|
        next_month, on tick, leave it .. until|till, delay .. pay*|until|till|a, defer*|postpon*|
        reschedul*, pay .. when .. can|get, in instalments, breathing space|room, work something|sth out,
        come to .. arrangement|agreement|deal, payment terms .. extend*|longer|<n>, more time, give|allow|
        grant .. me|us .. till|until|to, any|a chance .. till|until|of_paying|to_pay, cleaned|wiped ..
        out, afford it until""",
    "asks_time.soft": """can't|cannot|can_not|couldn't|unable_to|won't_be_able_to|not_able_to|
        not_in_a_position_to .. pay|afford|settle|make|manage, not be able to pay|settle, don't|do_not|
        haven't|have_not .. have|got .. money|funds|cash, no money|funds|cash .. moment|now|at|until|
        currently|left, no money, cash flow|cashflow|cash-flow, money is|'s .. tight|short, short of|on
        cash|money|funds, tight .. moment|month, out of work, lost my job, on benefits, financial
        difficult*|problems|hardship|trouble, struggling financially|with money|to make, difficult|hard
        times|time|period|patch, behind with|on .. bills|payments, hasn't|haven't|not .. been? paid us|me,
        waiting on|for .. customer|client|customers|clients|payment|wages|payday .. pay|paid|in|come, pay
        .. as soon as .. can|possible|able|paid, as soon as .. can|possible, asap, soon as .. can, pay|
        paid|settled|sorted|payment .. soon|shortly, when .. get|am|are paid, when i can, when my|our ..
        comes in|pays, once my|our|i|we .. client|customer|customers|clients|paid|wages, things|funds|
        finances|budget .. tight, waiting on|for .. customer|client|customers|clients .. settle|pay, can|
        could release .. anything|payments, before we can .. release|pay, can only|not .. pay|settle ..
        when|once|after|if, skint, flat broke, i'm|im|am|we're|are|totally|completely|stone|bit broke,
        strapped .. cash, hard up, brassic, short|tight this|right|at|until|till|just|month, bit|little|
        very|really short|tight, business|trade|sales|work|things|orders|trading .. slow|quiet|down|poor|
        bad|tough|difficult|dead|rough, tough|rough|hard|difficult|bad .. time|times|month|months|year|
        quarter|patch|spell|period|winter|season, funds|money|cash|finances|budget .. low|tight|limited|
        short|stretched|thin|run_out, ran out .. money|funds|cash, out of money|funds|cash, can't|cannot|
        not|unable|couldn't .. manage|pay|afford|do|settle|find .. all|whole|one_go|lump|full|that_much|
        money, awaiting|waiting .. funds|funding|loan|grant|payment_from|money_from|insurance|refinanc*|
        money_to, as soon as .. paid|funds|money|able|possible|customer|client|contractor, once|when ..
        we|i|they|customer|client|contractor .. paid|pays|get|have .. money|funds|us|me|paid, lost .. job|
        contract|main_customer, made redundant, off sick|ill|work, universal credit, struggl*, finding it|
        things .. hard|difficult|tough, money troubles|problems|worries, in arrears, behind on|with,
        cash-strapped, liquidity, bear with .. me|us""",
    "remittance": """remittance|remittances .. attached|enclosed|below|advice|is|herewith, attached|
        enclosed|attach|attaching|herewith|find .. remittance|proof|payment_confirmation|
        bank_confirmation|receipt|payment_advice|payment_slip|payment_receipt|confirmation|screenshot|
        bacs|transfer_confirmation|copy_of_the_transfer, proof of payment|transfer .. attached|enclosed|
        is|below|here, see attached|attachment .. payment|proof|receipt|remittance|confirmation, here is|
        's .. proof|receipt|remittance|confirmation, screenshot .. payment|transfer|attached, payment|bank
        confirmation|advice|receipt|slip .. attached|enclosed|herewith, i attach|enclose .. remittance|
        proof|receipt|confirmation|payment, attached|enclosed|attach|attaching|find|see|here .. proof|
        payment_advice|payment_confirmation|bank_confirmation|swift|swift_copy|payment_slip|transfer_slip|
        receipt|screenshot|advice|remittance*, remittance|screenshot|receipt|confirmation|proof|slip ..
        attached|enclosed|below|herewith|here, remittance .. covering|for_inv*|ref|attached|re, remittance
        advice, ^ remittance|payment advice, ^ remittance""",
    "not.remittance": """will|can|shall|could|would|please|you|i'll|we'll|kindly ..
        send|forward|attach|provide|email|have .. remittance|proof|receipt|confirmation, no|not|without
        .. remittance|attached|proof, need|require|want .. remittance|proof|receipt,
        send|need|require|want|await*|no|next|follow* .. remittance, remittance .. follow*|to_follow|will""",
    "paid.dated": """@paid, ^ sorted|cleared|went|gone|left, money|payment|transfer|bacs|cheque went|left|
        gone .. ..., i|we done .. it|that|this, dealt_with|handled|sorted|done|taken|made|processed|
        actioned .. by|over|on|yesterday|last|via|card, processed .. payment, ^ done, cleared, settled,
        transferred, sent it|that|this|them|you, #|@invoice|payment|it|that left|gone|went .. account|
        bank, gave|handed .. cash|cheque, went across|over|through|out, payment was made, did it|that|
        yours, i've|we've|ive|weve|i_have|we_have done|sorted it|this|that|yours""",
}
