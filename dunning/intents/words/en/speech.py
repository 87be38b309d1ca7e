"""English: how sentences are built, and the sets of words that the other modules name with "@"."""

SETS = {
    "common": """the and you your we our have has is are was this that for with not will please i my to
        of can it on in at be been me do if would but from they what how who""",
    "invoice": """invoice invoices inv bill bills invioce invoce account amount balance sum money fee
        charge #""",
    "pay": "pay settle clear transfer send remit",
    "paid": "paid payed settled cleared transferred remitted wired bacsed",
    "we": "i we i've we've ive weve they he she",
    "letters": """reminder reminders invoice invoices letter letters demand demands bill bills statement
        statements notice notices email emails e-mail e-mails mail mails message messages text texts sms""",
    "write": """emailing e-mailing mailing texting messaging writing calling phoning ringing chasing
        harassing pestering bothering spamming hassling sms-ing whatsapping""",
    "send": "send resend re-send forward email e-mail mail provide issue reissue fwd",
    "fix": "replaced fixed repaired resolved sorted corrected collected redone finished completed done",
    "bad": """broken damaged faulty defective cracked scratched unusable leaking rotten mouldy
        substandard incomplete torn bent dented smashed chipped shattered ripped stained warped rusted
        rusty knackered wonky uneven crooked unsatisfactory unacceptable sub-standard misprinted
        mis-printed misspelt misspelled shoddy botched bodged rubbish""",
    "goods": """goods order delivery item items parcel product products material materials stock shipment
        pallet pallets rest half stuff boxes box rolls chairs units unit consignment load crate crates
        parcels packages orders shipments equipment tiles bricks timber supplies deliveries consignments
        kit quantity""",
    "ordinal": r"(?:\s?(?:st|nd|rd|th))?",
    "weekdays": """mon=0 tue=1 tues=1 wed=2 weds=2 wensday=2 wednsday=2 thu=3 thur=3 thurs=3 fri=4 sat=5
        sun=6""",
    "months": "sept=9",
    "numbers": "a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 ten=10 fourteen=14 couple=2",
    "nots": """not never hasn't haven't didn't wasn't weren't isn't aren't don't doesn't couldn't can't
        cannot aint yet_to""",
    "work": """work works job jobs installation install repair repairs project service services training
        visit visits cleaning maintenance fit-out refurb refurbishment build roof bathroom kitchen
        extension survey course""",
    "party": """company entity branch name legal_entity subsidiary business firm address department site
        cost_centre""",
    "men": """technician engineer plumber electrician builder builders driver fitter fitters guy guys
        lads lad bloke blokes cleaner cleaners fella man men people crew team workers workman workmen
        contractor tradesman roofer decorator painter installer gardener""",
    "kin": """husband wife son daughter dad mum partner boss accountant bookkeeper brother sister
        landlord manager office secretary""",
}

PHRASES = {
    "closing": """kind|warm|best|warmest|kindest regards, regards, best wishes, all the best, many thanks
        and kind regards, yours sincerely|faithfully|truly, yours, sincerely, rgds, cheers, br""",
    "harmless": """if possible, if that|this|it is|'s ok|okay|alright|fine|acceptable, if that's
        ok|okay|alright|fine, if that works .. you?, if you don't mind, if you have any
        questions|queries, if you need .. else|more, let me|us know if, please don't|do_not hesitate,
        don't|do_not worry, no|not a? problem|worries|issue, no need to worry, if not already, why not,
        whether or not, not only, not sure why, not sure what, not sure how, if you check|look .., if i
        may, if you would|could|can, if convenient, if so, no doubt, not to worry, when you get a
        chance|minute|moment, when you can, if you like, if ok|okay, i do_not|don't understand why, i
        don't know why, can't|cannot|can_not see|understand why, if needed|required|necessary,
        has|have|had|is|are|we've|i've now, as soon as i|we get|am|are to|in|at|back|home ..
        office|desk|work|home|computer, when i get to|in|home .. office|desk|work|computer, once i
        am|i'm|get at|home|in|to .. office|desk|computer|work, no #, no later than, not later than,
        thank|thanks .. for .. patience|understanding, do_not|don't reply|respond to ..
        email|message|mail|address, do_not|don't reply, mailbox|inbox is not monitored, this is an
        automated .. message, automated message, hope .. well, as soon as our run, once our
        run|payment_run, when he|she|they|you|we|i finished|came|left|was|were|did|called|picked|
        delivered|dropped|collected""",
    "negation": """not, no, never, cannot, can't, don't, didn't, haven't, hasn't, hadn't, won't, isn't,
        wasn't, doesn't, aren't, weren't, couldn't, wouldn't, shouldn't, unable, nobody, nothing, none,
        without, refus*, neither, nor, aint, havnt, hasnt, unpaid, yet to""",
    "conditional": """if, unless, provided, providing, assuming, once, as soon as, when, until, till you,
        subject to, whether, in case, only after, would, could have, after you|the|we|i've, depending on,
        might, may be able|possible, possibly, perhaps, maybe""",
    "but": """but, however, so, because, although, though, since, and|&
        we|i|it|the|will|that|please|can|could|have, while, whereas, as we|i|the|it, except, please,
        therefore, and|& for|regarding, also""",
    "hedge": """i|we think|believe|thought|assume|guess|understand|suppose, pretty|fairly sure, as far as
        i|we know, probably, im sure, afaik, if i remember, i'm sure, should be, apparently""",
    "invoice": "invoice|invoices|inv|bill|number|no|nr|num|ref",
    "not_day": """invoice|invoices|inv|bill|order|statement|letter|email|reminder|delivery #?
        dated|of|from, dated, due, due on|by|date, dd, delivered on, received on, ordered on, issued on,
        quote of|dated, placed on""",
    "reference": """ref, reference, ref no|number, reference number|no, transaction id|number|ref,
        payment reference|ref, with reference, txn, confirmation number|code, our ref""",
    "case": """case no|number|ref, case, court ref*, court case|number, claim number, ref, reference,
        bankruptcy number""",
    "person": """contact, speak|talk|write to, ask for, send|address|forward|email|direct .. to, try,
        contact person is, to, replaced by, ask, is now, email, my|our @kin, over to, taken over by,
        succeeded by""",
    "administrator": """administrator|administrators|liquidator|liquidators|trustee|receiver|supervisor|
        nominee is|are|was, administrator|administrators|liquidator|liquidators|trustee|receiver
        appointed, contact the administrator|administrators|liquidator|liquidators|trustee|receiver,
        appointed, administrator|liquidator|trustee, receiver""",
    "not.but": "as we, since the|last|we",
    "until": "until, till, til, to, up to, by",
    "assured": """definitely, for sure|certain, without fail, i promise, promise, promised, at the?
        latest, latest, honest, guaranteed, you have my word, by, on, first thing""",
    "told": "i|we|i've|we've already|just? paid|gave|sent|transferred|settled|handed",
}
