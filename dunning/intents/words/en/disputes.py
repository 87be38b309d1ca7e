"""English: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """@bad, doesn't|does_not|don't|didn't|did_not|won't|never
        work|fit|close|open|run|heat|seal, not|isn't|wasn't|weren't|never .. working|usable|acceptable|
        satisfactory|up_to_standard|good_enough|as_described|right_colour, not|isn't|wasn't .. up_to ..
        scratch|standard|spec|expected, poor|bad|shoddy|terrible|awful|appalling|dreadful ..
        quality|work|workmanship|job|service|finish, not|un happy|satisfied with ..
        work|job|quality|service|goods|product|items|way, unhappy|dissatisfied|disappointed with ..
        work|job|quality|service|goods|finish|way, wrong .. size|colour|color|item|items|product|parts|
        model|goods .. sent|delivered|received|supplied|arrived, sent|delivered|supplied .. wrong,
        faults|defects|defect|problem|problems|issue|issues with .. goods|work|delivery|product|quality|
        machine|boiler|job|order|items, still leaks|leaking|broken|faulty, fell apart, stopped working,
        keeps breaking|tripping|leaking, not fit for purpose,
        coming|come|came|falling|fell|fallen|peeling off|apart|loose|away|down, still ..
        leaks|leaking|broken|hanging|wrong, come|came back .. fix|finish|repair, needs
        redoing|replacing|fixing, peeling|flaking|crumbling|cracking|leaking""",
    "dispute.price": """overcharged|overcharge|overcharging|over-charged|overbilled, charged .. too much,
        agreed .. price|rate|fee|amount|quote|figure|discount .. was|is|of|not,
        price|rate|amount|total|figure|quote .. is|was|doesn't|does|not .. agreed|match|quoted|quote|
        wrong|higher|too_high|correspond|what_we, quoted .. me|us|at|for? £|less|and|not|but, not ..
        what|price .. agreed|quoted, more than .. agreed|quoted|quote|expected, price|rate|vat|discount|
        hours|quantity|amount|total|tax .. wrong|incorrect|not_right|isn't_right|too_high|inflated,
        wrong|incorrect price|rate|vat|amount|quantity|total|tax|hours|discount, too expensive, discount
        .. missing|not .. applied|been|given|included, charged .. wrong|higher rate|price|vat,
        should_be|have_been £, only agreed|quoted|owe, exceeds .. quote|estimate|po|order, agreed on £,
        agreed £, quote|quoted|estimate .. said|was|says|stated, billed|charged|invoiced|charging ..
        £|us|me .. ... instead|but|not, you've|you|have billed|charged|invoiced .. £, all in,
        charged|billed|charging|invoiced .. for .. hours|days|people|men, vat exempt, reverse charge""",
    "dispute.wrong": """@invoice .. is|are|was|isn't|looks|seems .. wrong|incorrect|mistake|error|
        not_right|not_correct|disputed|in_dispute|false|inaccurate, is|are|looks|seems ..
        wrong|incorrect|disputed|in_dispute|not_correct, isn't right|correct, not|isn't ..
        correct|owed|due|payable|accurate, mistake|error|errors|mistakes on|in|with ..
        invoice|bill|account|it|your, dispute .. invoice|this|charge|bill|amount|debt|it|claim|the|your|
        part, disputing, i|we|formally|hereby|strongly|fully|also|do dispute, in dispute, don't|do_not
        owe, not owe, owe .. nothing, nothing .. owing|owed, not|don't|do_not agree|accept ..
        invoice|charge|amount|this|bill|it|your|the, disagree with, contest|reject ..
        invoice|charge|claim|amount|this|bill|your|the, not|isn't|never my|our debt|invoice|bill|charge,
        not liable, no idea what .. this|charge|for .. charged, refuse|refusing|won't|will
        not|not|never|not_going_to .. pay|paying .. this|it|that|a|for|until|because|your|you,
        amend|correct .. invoice, invoice .. needs .. amending|correcting|changing, incorrect
        invoice|bill|charge, denies|deny|denied .. due|owe|owed|liable|liability|debt|claim|sum|any, no
        sum|money|monies .. due|owed|owing, half|part .. isn't|not .. ours|mine, not|n't paying ..
        for|that|this|until""",
    "dispute.not_ordered": """didn't|did_not|never|haven't|not .. order|ordered|ordering|request|
        requested|ask|asked|authorise|authorised|sign|signed|agree_to|book|booked|commission* .. this|it|
        these|that|any|anything|from|goods|service|work|them|the|such, never ordered, no order ..
        placed|this|for, don't|do_not|can't .. recognise|recognize, unauthorised|unauthorized, not ..
        our|my order, without .. purchase order|authorisation""",
    "dispute.not_received": """@goods .. not|never|hasn't|haven't|didn't|wasn't|weren't|still_not ..
        arrived|delivered|received|arrive|come|turned|here|shipped|turn|showed,
        not|never|haven't|hasn't|didn't|don't|nothing .. received|receive|got|had|get|have .. @goods,
        non-delivery, nothing .. arrived|delivered|received|turned_up, still waiting for|on .. @goods,
        awaiting .. delivery|goods, where|wheres is|are|'s? .. @goods, short delivered|delivery|shipped,
        missing .. @goods|boxes|parts|pieces, @goods|boxes|parts|pieces|units|pallets .. missing|short,
        never .. delivered|arrived|turned|showed|came, only .. got|received|had|delivered|half|part ..
        ... half|part|some|order|delivery""",
    "dispute.not_done": """work|job|installation|repair|project|service ..
        not|never|hasn't|isn't|wasn't|still|incomplete .. finished|completed|done|complete|carried|
        started|unfinished|incomplete, never|not|didn't|hasn't|haven't ..
        finished|completed|finish|complete .. work|job|it, never|not .. finished|completed|carried_out,
        unfinished, not .. penny .. until|till, no one|nobody|never .. turned|showed|came up|out,
        didn't|did_not show|turn up, snag* .. outstanding|list|not, until .. @fix, not ..
        provided|performed|rendered, technician|engineer|plumber|electrician|builder|driver|fitter ..
        never|didn't|not .. ..., never|didn't|not .. showed|show up""",
    "dispute.duplicate": """billed|charged|invoiced|invoice|bill|charge .. twice|two_times|double,
        double|duplicate|duplicated billed|charged|invoiced|invoice|bill|charge|billing|charging,
        duplicate, twice .. same|for, same .. invoice|job|work|thing|charge|delivery|order|bill twice,
        already .. been? invoiced|billed|charged""",
    "dispute.cancelled": """cancelled|canceled|cancel|terminated|ended .. subscription|contract|order|
        service|account|membership|this|it|in|last|before|the|my|our|back|agreement|booking,
        was|were|been cancelled|canceled|terminated|returned, returned|sent .. goods|items|it|them|back|
        all|everything|order|those .. to_you|back|in|on|last|weeks, returned ..
        goods|items|order|parts|stock|chairs, sent .. back, subscription|order|contract ..
        cancelled|canceled|terminated|ended""",
    "dispute.credit": """credit note|notes .. missing|outstanding|due|promised|not|owed|still|yet|for,
        waiting|awaiting|still|expecting|owe|owed|promised|need|require|missing|issue|send ..
        credit|refund note?, credit .. not|never|hasn't|missing|outstanding ..
        been?|applied|received|issued|given|allocated, not|never|haven't|hasn't ..
        credited|refunded|received .. credit|refund|us|me, a? credit|refund .. owed|due|promised, credit
        .. meant|supposed|due|agreed|promised|was .. raised|issued|given|sent, credit .. been|be raised""",
    "not.dispute": "if|once|when .. send|issue|get|receive|have .. credit|corrected",
    "not.dispute.credit": "credit card|control|check|terms|limit|account|rating|insurance",
}
