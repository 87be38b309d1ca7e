"""English: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """@bad, doesn't|does_not|don't|didn't|did_not|won't|never work|fit|close|open|run|
        heat|seal, not|isn't|wasn't|weren't|never .. working|usable|acceptable|satisfactory|
        up_to_standard|good_enough|as_described|right_colour, not|isn't|wasn't .. up_to .. scratch|
        standard|spec|expected, poor|bad|shoddy|terrible|awful|appalling|dreadful .. quality|work|
        workmanship|job|service|finish, not|un happy|satisfied with .. work|job|quality|service|goods|
        product|items|way, unhappy|dissatisfied|disappointed with .. work|job|quality|service|goods|
        finish|way, wrong .. size|colour|color|item|items|product|parts|model|goods .. sent|delivered|
        received|supplied|arrived, sent|delivered|supplied .. wrong, faults|defects|defect|problem|
        problems|issue|issues with .. goods|work|delivery|product|quality|machine|boiler|job|order|items,
        still leaks|leaking|broken|faulty, fell apart, stopped working, keeps breaking|tripping|leaking,
        not fit for purpose, coming|come|came|falling|fell|fallen|peeling off|apart|loose|away|down, still
        .. leaks|leaking|broken|hanging|wrong, come|came back .. fix|finish|repair, needs redoing|
        replacing|fixing, peeling|flaking|crumbling|cracking|leaking, packed up|in, conked out, gave up ..
        ghost, failed .. inspection|test|tests|quality|again|after|within|mot|survey|to_work, crash*|
        leak*|drip*|peeling|peels|peeled|crack*|warp*|rust*|flak*, broke down|again|on|after|within|the|
        as, it|they|which|that|has|have|already|one broke|broken|snapped|burst|jammed|collapsed|failed,
        blew down|off|over, fell off|down|out|over|to_pieces|to_bits, start*|begun|began|beginning ..
        peel|crack|rust|leak|fade|warp|lift|flake|fall|rot|come|lifting|fading|falling|coming, never ..
        worked .. properly|right|since|correctly|once|at_all|from|as, got|get|had|getting|hire*|paid|pay|
        called|call|bring|brought .. somebody|someone|another|other|others|else .. in|to|fix|redo|finish|
        put|sort|repair|out, had to .. redo|fix|repair|finish|correct .. ourselves|myself|again|it|work,
        put .. right, make good, made good, rectif*, remedial, redo, re-do, redone, done again, bodge,
        cowboy*, terrible, useless, crap, shit, disgrace*, inferior, a mess, such a mess, wrong size|
        sizes|colour|color|colours|model|type|spec|specification|specifications|material|part|parts|item|
        items|goods|product|products|grade|length|width|one|ones|thing|things|way_round|place|height|door|
        doors|fabric|version, upside down, back to front, misprint*, typo*, complain*|complaint* .. about|
        regarding|unanswered|workmanship|quality|raised|ongoing|unresolved|work|job|goods|product|service|
        not, poor|bad|shoddy|awful|dreadful|appalling|shocking|sloppy|terrible .. workmanship|quality|
        work|job|service|finish|condition|standard|state|installation|repair, @nots .. function*|turn_on|
        start|switch_on|hold_charge|stick|match_the_sample|last|lock|print|load|connect|flush|drain|dry|
        cool|cut|operate|shut|stay, out of date, past .. best_before|use_by|its|sell_by, expired stock|
        goods|product*|food, below .. standard|par|expected|expectation*|spec*, @nots .. meet ..
        standard*|spec*|requirement*|expectation*, far from .. satisfactory|happy|finished|good, @nots ..
        what .. ordered|asked|wanted|sample|shown|expected|described|advertised, not as .. described|
        ordered|specified|agreed|pictured|advertised, @nots .. happy|satisfied|pleased|impressed .. with,
        unhappy|dissatisfied|disappointed|displeased .. with, @nots .. right since|after|yet, still @nots
        .. right|working|fixed|sorted|resolved|repaired|heating|cooling, still leaks|leaking|broken|
        faulty|drips|dripping|doesn't|squeaks|rattles|smells, same fault|problem|issue .. again|back|
        still, fault|faults|defect|defects|damage|snags|problems .. not|still|remain|remains|unresolved|
        outstanding|never, damage*|dent*|scratch*|crack*|scuff*, came in pieces|bits, in a .. state,
        ruined, problem|problems|issue|issues .. with .. your|the|@goods|@work, @nots .. fit .. properly|
        right|at_all|the|purpose, @nots .. satisfactory|acceptable|good_enough|usable|workmanlike|
        to_standard|to_spec|fit_for_purpose|up_to_standard, stopp* .. working, keeps .. breaking|crash*|
        stopping|failing|cutting|going|falling|tripping|leaking, poorly|badly .. done|fitted|made|
        installed|finished|packed|painted|printed|laid|built, low quality, poor quality, lift*|bubbl*|
        coming|sagging .. already|off|away|loose|apart, bust, get|see|have|getting your|the|any|a|paid|
        your money|payment|penny|cash|cheque? .. when|once|if|until|till ... works|holds|runs|stops|fixed|
        working|dry|heats|closes|fits|sorted|replaced|repaired|watertight, get|getting paid when|once|if|
        until ... works|holds|runs|stops|fixed|working|dry|heats|closes|fits|replaced|repaired, piddling|
        pouring|seeping|gushing|squirting out|through|everywhere|all_over|down|in, still .. piddling|
        pouring|seeping|wobbling|squeaking|rattling|smoking|sparking, get|see|have my|our money|payment|
        cash .. when|once|if|until|till ... works|holds|runs|stops|fixed|working|dry|heats|closes|fits|
        replaced|repaired""",
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
        charged|billed|charging|invoiced .. for .. hours|days|people|men, vat exempt, reverse charge,
        should .. be|have_been|read|say|come_to .. <n>, <n> not <n>, not <n> but <n>, is|was|be|at <n> ..
        not <n>, agreed .. <n> .. billed|charged|invoiced|but|not|and|you|per|each|an, agreed ..
        fee|price|rate|amount|terms|cost|discount|sum, price|fee|rate|cost .. agreed|quoted|contracted,
        said|told|quoted|promised|offered .. would|'d|be|cost|was|is|around|about|max .. <n>,
        you|he|she|they|rep|guy|salesman|man quoted|said .. <n>, discount .. isn't|not|missing|promised|
        agreed|forgotten|never|hasn't|wasn't|left|taken|deducted, promised|agreed|offered|forgot|entitled
        .. discount|percent|rebate|free, promised|agreed|offered|said|told|forgot .. <n>
        off|percent|discount, more|higher|dearer|above|over|extra than? .. told|agreed|quoted|said|
        expected|contract|usual|quote|quotation|estimate|budgeted|original*|normal*|po|order_value|list,
        @nots .. what .. in|on|per .. contract|agreement|quote|quotation|order|estimate, @nots .. what ..
        told|said|quoted|agreed|promised|discussed, supposed|meant|should|told|promised|understood .. to?
        be|was? .. free|included|no_charge|foc|complimentary|waived, no .. charge|fee|cost|extra ..
        agreed|told|mentioned|promised, quoted .. <n>, quoted|estimated at|as|for|me|us, told .. no ..
        charge|fee|cost|extra, @nots .. match|tally|correspond|reconcile|square|agree|add_up|tie_up|
        accord|conform|line_up .. quote|quotation|agreement|contract|order|po|price|estimate|records|
        ours|what|our|delivery_note, double|twice|triple|three_times .. what|the_price, why ..
        charged|charging|billed|paying .. when|if|free|agreed|included|told, price|prices|rate|cost|fee
        .. gone|went|go|been up|increased|raised|hiked|put_up, increase* .. without ..
        notice|warning|telling|agree*, zero rated, shouldn't .. vat, vat .. shouldn't|not_registered|
        exempt|added|wrongly|outside_scope, no vat due|applies|should, overpriced, extortionate, rip
        off|ripped_off, ripped me|us off, inflated, steep, price hike, charged|billed|invoiced|charging|
        billing|invoice|says|shows .. <n> .. only|but|when|not|instead|rather|although|whereas|while|were
        .. <n>|one|two|three|half|four, for|of|shows|says <n> .. only|just|but|not|instead|rather .. <n>,
        charged|billed|invoiced .. for .. hours|days|labour|miles|units|nights|people|weeks ..
        only|but|when|were|they|he|took|used|instead, @nots|n't .. honour*|apply|applied|include|given|
        deducted|taken_off .. price|discount|quote|deposit|rate, extras|surcharge|uplift|extra|fee|
        charge|call-out|callout|carriage|postage|admin|markup|mileage .. not|never|wasn't|weren't|nobody
        .. agreed|discussed|mentioned|told|quoted|part|approved, never|not|nobody ..
        agreed|mentioned|discussed|told|quoted .. extra*|surcharge|fee|charge|price|increase|uplift|vat|
        rate|amount, fixed price|fee .. <n>, capped at, hours|quantity|quantities|price|prices|sums|
        maths|calculation*|rates .. wrong|incorrect|don't_add|doesn't_add|overstated|out, @nots .. add
        up, wrong quantity|quantities|price|prices|rate|rates|tariff|currency|discount|vat*|hours,
        incorrect|incorrectly charged|billed|calculated|priced|price*|rate*|quantit*, deposit ..
        not|hasn't|wasn't|never|forgotten .. deducted|taken|shown|credited|off|accounted, forgot* ..
        discount|deposit|deduct|credit, at the .. old|new|wrong|higher|lower|trade|retail
        rate|price|prices, overcharg*, overstated, over-charged, too much|many ..
        hours|units|charged|billed, @nots|n't .. used|use .. that|this|so much|many, instead of ..
        agreed|<n>|quoted, way|far|well over|above .. quote|estimate|budget|agreed|quoted, price
        differs|differ, difference .. price|quote|between""",
    "dispute.wrong": """@invoice .. is|are|was|isn't|looks|seems .. wrong|incorrect|mistake|error|
        not_right|not_correct|disputed|in_dispute|false|inaccurate, isn't right|correct, not|isn't ..
        correct|owed|due|payable|accurate, mistake|error|errors|mistakes on|in|with ..
        invoice|bill|account|it|your, dispute .. invoice|this|charge|bill|amount|debt|it|claim|the|your|
        part, disputing, i|we|formally|hereby|strongly|fully|also|do dispute, in dispute, don't|do_not
        owe, not owe, owe .. nothing, nothing .. owing|owed, not|don't|do_not agree|accept ..
        invoice|charge|amount|this|bill|it|your|the, disagree with, contest|reject ..
        invoice|charge|claim|amount|this|bill|your|the, not|isn't|never my|our debt|invoice|bill|charge,
        not liable, no idea what .. this|charge|for .. charged, amend|correct .. invoice, invoice ..
        needs .. amending|correcting|changing, incorrect invoice|bill|charge, denies|deny|denied ..
        due|owe|owed|liable|liability|debt|claim|sum|any, no sum|money|monies .. due|owed|owing,
        half|part .. isn't|not .. ours|mine, not|n't paying .. for|that|this|until, refuse|refusing|
        won't|will_not|not|never|not_going_to|can't|cannot|ain't .. pay|paying|settle|settling .. this|
        it|that|a|for|until|because|your|you|penny|something|any|these|the, invoice|bill|statement|
        charge|account|amount|balance|sum|figure|it|this|that|these|they|those|records|details
        is|are|looks|seems .. wrong|incorrect|disputed|in_dispute|not_correct|nonsense|a_mistake|
        an_error, made_out|addressed|billed|invoiced|issued|raised|charged .. to|for|in|against ..
        wrong|different|other|another|old|incorrect .. @party, wrong|incorrect entity|legal_entity|
        company_name|vat_number|billing_address|customer_name|po_number|po|purchase_order|order_number|
        cost_centre, should be|have_been .. billed|invoiced|charged|made_out|raised ..
        to|against|in|under our|my|the|another, should|must|need|needs|has .. to? be .. in the name|
        reissued|re-issued|raised|quoted|made_out|addressed_to|re-addressed|changed|amended|corrected|
        reversed|cancelled|withdrawn|voided, invoice .. must|needs|should|has ..
        show|quote|state|include|carry|have|name, reissue*|re-issue*|reinvoice|re-invoice|re-raise|
        re-bill, vat|po|purchase_order|order|tax|company|job number|no|reference|ref? .. is|are
        missing|wrong|incorrect|not_on|not_shown, vat|po|purchase_order|order|tax
        number|no|reference|ref? missing|isn't|not, missing|no|without .. vat_number|po_number|
        purchase_order_number|order_number|cost_code|cost_centre|purchase_order|po ..
        on|can't|cannot|we|so|no|is|was|from, can't|cannot|unable|not .. process|pay|approve|pass|book ..
        without .. po|purchase_order|vat*|order_number|one|valid*|correct*|number, no po no pay, quer* ..
        this|invoice|on|over|with|outstanding|raised|unanswered|resolved|the|your, under|in query, on
        hold .. query|dispute|pending_credit|because_of, query* .. invoice|bill|charge|#,
        invoice|bill|#|this .. in|under|on query|dispute, can't|cannot|can_not|surely_not be
        right|correct|true, reject*|refus*|declin*|return* .. invoice|bill|#|charge,
        invoice|bill|#|charge .. been|was|is|are reject*|refused|declined|returned_unpaid,
        won't|not|never|will_not .. penny|cent|dime, nothing to do with .. our|my|this
        account|charge|order, charge|charges|debt|bill|invoice|amount|balance .. not|isn't|aren't|never
        ours|mine|due|owed, not|isn't|aren't ours|mine .. to pay, @nots .. ours|mine|us|me to pay,
        records|ledger|books|account|system .. show|shows|says .. nothing|no|zero|nil ..
        owing|owed|due|balance|outstanding|debt, owe .. nothing|zero|nil|you_a_thing|anything, @nots ..
        owe|owing, isn't|not|aren't .. due .. until|yet|for|before|till, terms .. are|is|of|were|say
        <n>|thirty|sixty, <n>|thirty|sixty days|day terms, invoice|bill .. has|have|contains|with|full_of
        error|errors|mistake|mistakes|error*, withhold*|withheld .. payment|money|retention|balance|the,
        holding back|off .. payment|money|until, @nots .. agree|accept|recogni* ..
        with|to|your|the|this|that|these|any, disagree, disput*, contest|contesting|contested,
        unjustified, unfounded, spurious, bogus, fictitious, made up, isn't|not|aren't|never ..
        owed|liable|responsible_for, not our|my debt, incorrectly|wrongly
        billed|charged|invoiced|issued|sent|addressed, invoice|bill .. sent|raised|issued .. in|by
        error|mistake, raised in error, cancel|void|withdraw|reverse|scrap .. this|the|that|your|invoice
        .. invoice|bill|charge|#, object to|against, objection*, isn't|not|aren't|doesn't ..
        look|looks|seem|seems .. right|correct, please|pls|can|could you? ..
        cancel|void|withdraw|reverse|amend|correct .. invoice|bill|charge|it|this|#, statute barred,
        time-barred|time barred, for .. a different|another company|customer|site|job, made out to, needs
        to say|show|read, our system .. reject*|block*|refus*, set_off|set-off|offset|contra ..
        against|this|your|our|claim, against .. our counterclaim, short paid|short-paid,
        won't|not|will_not .. paying|pay .. rest|balance|remainder|difference""",
    "dispute.not_ordered": """didn't|did_not|never|haven't|not .. order|ordered|ordering|request|
        requested|ask|asked|authorise|authorised|sign|signed|agree_to|book|booked|commission* .. this|it|
        these|that|any|anything|from|goods|service|work|them|the|such, never ordered, no order ..
        placed|this|for, don't|do_not|can't .. recognise|recognize, unauthorised|unauthorized, not ..
        our|my order, without .. purchase order|authorisation, nobody|no_one|none|noone .. placed|
        ordered|authoris*|authoriz*|approved|requested|asked|agreed|signed|booked|commission* ..
        order|this|that|it|work|them|for|any*, @nots .. ordered|requested|authoris*|authoriz*|approved|
        agreed|commissioned|sanctioned|instructed|booked|placed .. by|with us|me|anyone|anybody|our,
        never|not|didn't|did_not|haven't .. bought|purchased|subscribed|signed_up|asked_you|agreed_to|
        wanted|subscribe|sign_up|buy|purchase|enrol*|join*|requested|asked_for,
        never|not|didn't|did_not|haven't .. ask|asked .. for|you .. this|it|that|to|any*|them, no ..
        purchase_order|order .. for|matching|exists|raised|record|found|corresponding, without ..
        approval|authorisation|authorization|consent|permission|agreement|knowledge|instruct*|asking|
        sign-off|say-so, without .. our|my|an|any order, no record of .. order*|placing|such, @nots|no ..
        have .. order .. for|matching|with_you, @nots|no .. have|find|see .. po|purchase_order,
        unsolicited, @nots .. approve*|authoris*|agree_to .. work|this|it|that|extra*|visit|additional,
        @nots .. part of .. order|contract|agreement|scope, @nots .. took|take|taken out|up ..
        contract|subscription|policy|plan|service, never agreed|consented|wanted|had_any, @nots .. any
        contract|agreement with, no contract|agreement with|between|in_place|for""",
    "dispute.not_received": """@goods .. not|never|hasn't|haven't|didn't|wasn't|weren't|still_not ..
        arrived|delivered|received|arrive|come|turned|here|shipped|turn|showed, not|never|haven't|hasn't|
        didn't|don't|nothing .. received|receive|got|had|get|have .. @goods, non-delivery, nothing ..
        arrived|delivered|received|turned_up, still waiting for|on .. @goods, awaiting .. delivery|goods,
        where|wheres is|are|'s? .. @goods, short delivered|delivery|shipped, missing .. @goods|boxes|
        parts|pieces, @goods|boxes|parts|pieces|units|pallets .. missing|short, never .. delivered|
        arrived|turned|showed|came, only .. got|received|had|delivered|half|part .. ... half|part|some|
        order|delivery, @goods .. @nots .. arriv*|deliver*|receiv*|reciev*|come|turned|turn|show|showed|
        shown|ship*|reach*|dispatch*|despatch*|here|sent|landed|materialised, @goods .. nowhere|no_sign,
        no sign of .. @goods, @nots|nothing|nobody|no_one .. receiv*|reciev*|had|got|get|seen|
        taken_delivery|took_delivery|signed_for .. @goods|full|complete|whole|all|rest|delivery, without
        .. our|my|the|any .. @goods, never reached|arrived|turned|showed|came|delivered|landed|received,
        nothing .. came|come|arrived|delivered|received|turned|reached|landed|dropped, only .. came|
        arrived|turned|delivered|received|reached|sent, charged|billed|invoiced .. for .. only|but ..
        received|came|arrived|delivered|got|had|sent, received|got|had|delivered|sent .. of the ..
        ordered|invoiced|billed|charged, @nots|n't .. receiv* .. full|all|whole|rest|complete|entire|
        everything, proof of delivery, pod for|of|please, signed delivery_note, @nots .. signed for,
        nobody|no_one .. signed for, no record .. receiving|delivery|goods|received|receipt_of, short
        shipment|shipped|supplied|delivered, @goods .. short, missing from .. delivery|order|shipment|
        parcel|box|consignment, <n> .. missing, missing <n>, still .. waiting|await* .. @goods|delivery|
        rest, where is|are|'s|has my|our|the? .. @goods, wheres|where's my|our|the? @goods, lost in
        transit|the_post, went missing, part delivery|delivered|shipment, partial delivery|shipment,
        incomplete delivery|order|shipment, delivered .. to the? wrong address|place|site|house, delivery
        .. never|not|wasn't .. made, yet to .. arriv*|receiv*|turn|come|be_delivered|materialise|see, not
        .. what .. received|got, @nots .. delivered .. to us|me|here|site, item|items|goods|products ..
        @nots .. in .. box|parcel|delivery, @goods .. still|yet .. outstanding|to_come|to_arrive|
        to_be_delivered, meant|supposed|due to come|arrive|be_delivered|turn_up .. on|last|in|by""",
    "dispute.not_done": """work|job|installation|repair|project|service ..
        not|never|hasn't|isn't|wasn't|still|incomplete .. finished|completed|done|complete|carried|
        started|unfinished|incomplete, never|not|didn't|hasn't|haven't ..
        finished|completed|finish|complete .. work|job|it, never|not .. finished|completed|carried_out,
        unfinished, not .. penny .. until|till, no one|nobody|never .. turned|showed|came up|out,
        didn't|did_not show|turn up, snag* .. outstanding|list|not, until .. @fix, not ..
        provided|performed|rendered, technician|engineer|plumber|electrician|builder|driver|fitter ..
        never|didn't|not .. ..., never|didn't|not .. showed|show up, @nots|n't .. been|come|came|returned
        .. back? .. finish|complete|fix|to_do|done, still|you need|have|needs|has|must to? ..
        come|come_back|finish|complete|return .. do|and|to|back|finish|complete|job|work|it,
        @men|nobody|no_one|somebody|anyone .. @nots|never .. came|come|showed|show|turned|turn|finished|
        finish|arrived|back|been|returned|completed|attended|appeared, nobody|no_one|noone|none .. came|
        come|showed|show|turned|arrived|attended|been|visited|appeared, half
        done|finished|built|completed|a_job|the_job, part done, half .. job|work ..
        done|finished|missing, incomplete .. work|works|job|installation, remaining|outstanding
        works|work|items|jobs|job|snags|snagging, once|until|till|before .. @work|snags|snagging|you ..
        complete*|finish*|done|made_good|put_right|signed_off, @work .. never|not|wasn't|hasn't|isn't|
        weren't|aren't|haven't|didn't|yet_to .. provided|performed|rendered|carried_out|delivered|
        attended|took_place|taken_place|happened|happen|held|done|finished|complete|completed|started|
        start|begun|take_place|finalised|signed_off|commissioned|materialised,
        never|not|wasn't|hasn't|isn't|didn't .. provided|performed|rendered|carried_out|took_place|
        take_place|taken_place|happen|happened|undertaken|finish*|complet*, no work|works|visit|visits|
        service|services|cleaning|maintenance|training .. carried|done|been|took|in|was|were|provided|
        performed|happened, left .. unfinished|half|incomplete|mid|without_finishing|with_the_job, walked
        off, abandoned, milestone .. not|hasn't|never|yet, @nots .. reached|hit|met ..
        milestone|stage|phase, @nots .. signed off, still .. to be
        done|finished|completed|fitted|installed, still waiting .. for|on
        you|your|someone|somebody|him|them|@men .. to, work .. outstanding""",
    "dispute.duplicate": """billed|charged|invoiced|invoice|bill|charge .. twice|two_times|double, double|
        duplicate|duplicated billed|charged|invoiced|invoice|bill|charge|billing|charging, duplicate,
        twice .. same|for, same .. invoice|job|work|thing|charge|delivery|order|bill twice, already ..
        been? invoiced|billed|charged, repeat of|invoice|charge|bill|billing, isn't|is this|that ..
        repeat|duplicate|same_as, same .. as on? .. last|previous|earlier|before|other|september|october|
        the_one, already .. been? .. billed|invoiced|charged, already .. included|covered|part|appears|
        appeared .. in|on|by .. invoice|#|bill, covered by|on .. another|other|earlier|previous invoice,
        two invoices|bills .. same|for|one, two times, second time .. billed|charged|invoiced, second
        invoice|bill .. for, replaced by|with .. invoice|#, superseded, duplicat*, billed|charged|invoiced
        .. again|before|already, twice over, identical to|invoice|invoices, double-billed, double-charged,
        doubled up, sent|issued|raised twice, entered twice, on both bills|invoices|statements|accounts|
        letters, same .. twice|two_times""",
    "dispute.cancelled": """cancelled|canceled|cancel|terminated|ended .. subscription|contract|order|
        service|account|membership|this|it|in|last|before|the|my|our|back|agreement|booking,
        was|were|been cancelled|canceled|terminated|returned, returned ..
        goods|items|order|parts|stock|chairs, sent .. back, subscription|order|contract ..
        cancelled|canceled|terminated|ended, gave|given|served|handed .. notice,
        collected|picked_up|taken_back .. return|returned|back|by_you|by_your, took .. back,
        sent|went|gone|going back to you, sent back, terminat*, called|rang|phoned|emailed|wrote|asked ..
        to cancel, cancel* in|on|last|before|that|the|within|by|this|my|our|it|weeks|months|back|due,
        cooling-off|cooling_off period, refused .. delivery|goods|parcel, backed out, withdrew|withdrawn
        .. from|order, agreement|lease|hire|contract|subscription|membership|tenancy|trial .. ended|
        expired|finished|terminated|came_to_an_end|ran_out|over|up|lapsed|cancelled|stopped, return* ..
        goods|it|them|items|stock|unused|rejected|all|order|part|in|on|last|to_you, off hire|hired,
        off-hired, on sale_or_return, we|i pulled out, order .. withdrawn|called_off|pulled, called off,
        didn't|not|never renew*, no longer|stopped .. use|using|need|subscribed ..
        service|software|since, notice .. given|gave|served|expired, returned .. goods|items|it|them|
        back|all|everything|order|those .. to_you|back|in|on|last|weeks, sent .. goods|items|it|them|all|
        everything|order|those|parcel back""",
    "dispute.credit": """credit note|notes .. missing|outstanding|due|promised|not|owed|still|yet|for,
        waiting|awaiting|still|expecting|owe|owed|promised|need|require|missing|issue|send ..
        credit|refund note?, credit .. not|never|hasn't|missing|outstanding ..
        been?|applied|received|issued|given|allocated, not|never|haven't|hasn't ..
        credited|refunded|received .. credit|refund|us|me, a? credit|refund .. owed|due|promised, credit
        .. meant|supposed|due|agreed|promised|was .. raised|issued|given|sent, credit .. been|be raised,
        credit* .. you .. owe|owed|promised|agreed|said|mentioned, cn for|number|due|missing|outstanding|
        please|still|not|has, c_n for, should|must|was .. have? been? credited|refunded,
        where|wheres|where's is|are|'s? .. refund|credit|money_back,
        promised|agreed|offered|confirmed|said .. credit|refund|money_back|rebate, credit ..
        agreed|promised|for .. returned|damaged|short|missing|faulty|the|goods, set|offset|net ..
        against|off .. credit|refund, no sign .. credit|refund, deduct* .. credit|returned|returns|the,
        less .. credit, refund* .. still|not|never|due|owed|owe, owed .. refund|credit, @nots ..
        credited|refunded, issue|raise|send|need|want|require|await*|waiting|outstanding ..
        credit|credit_note|cn|refund .. against|for|on|please|before, credit* .. us|me ..
        for|with|the|back, crediting, credit_note .. to .. clear|cancel|follow|come, partial credit,
        credit note""",
    "not.dispute": """if|once|when .. send|issue|get|receive|have .. credit|corrected,
        don't|do_not|not|no .. dispute|query|complaint|complain|problem|issue|objection*, without ..
        dispute|complaint, no|any|not .. queries|query|questions, if .. any|a|you
        quer*|questions|issue|problem*, not disput*|disputing|contesting, wrong number|person|email|
        e-mail|guy|man|woman|recipient|mailbox, problem|problems|issue|issues .. with my|our|the bank|
        banking|card|internet|email|phone|system|cash|account, my|our|the bank|card|banking|app|phone|
        laptop|computer|car|internet|wifi|broadband .. crash*|broke*|fail*|declin*|reject*|return*,
        cash_flow|cashflow .. problem*|issue*, never|not|didn't said|say|promised|promise|agreed|agree ..
        pay|friday|monday, sent it .. last|on|from|yesterday""",
    "not.dispute.credit": """credit card|control|check|terms|limit|account|rating|insurance, on credit,
        credit facilit*|app*|score|union|period|days|agreement, credit to_you, to your credit, credited
        to|into|in your|ur""",
    "not.dispute.quality": """pay|payment link|page|portal|button, payment ..
        failed|rejected|bounced|declined""",
    "not.dispute.not_ordered": """sign|signed up|subscribe* .. messages|texts|emails|newsletter|sms, not|
        never|no .. agreed .. price|extra*|fee, not|n't allowed|supposed|entitled|permitted to ask|charge|
        demand, ask|asked me|us""",
    "not.dispute.cancelled": """when|once|until|i|we|my|our .. return|returning, cancel*|terminat* ..
        direct_debit|cheque|standing_order|meeting|appointment|call, will|shall|going|threat* .. cancel|
        terminate, return* .. your|my|the call|calls|email|phone|office|desk|monday|message, will return,
        return to .. office|work|desk|uk, on my|his|her|our return, many happy, tax return*, vat return*,
        returned .. from, on return, cancelled|canceled|cancel on us|me|them, guests|customer|customers|
        event|booking|bookings|wedding|tour|coach|client .. cancelled|canceled|pulled_out""",
    "not.dispute.not_received": """payment|money|transfer|funds|cheque|cash|wages .. meant|supposed|due to
        .. come|arrive""",
}
