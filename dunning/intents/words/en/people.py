"""English: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """wrong number|person|email|e-mail|address|company|guy|man|woman|contact|one|people|
        recipient|department|dept|phone|mailbox, not|isn't|wasn't .. right|correct|responsible .. person|
        contact|address|email|department|number|for, not .. me .. person|you, no
        longer|longer|doesn't|don't|not|never .. work|works|working|employed|with|worked ..
        here|for|at|us|there|company|them|any, no longer .. works|work|with|employed|at|own|own_the|
        a_director|responsible|deal|handles|deals|handle|here, has|have|'s|she|he|who left ..
        company|us|business|in|the|last|firm|years, left .. company|business|firm|organisation|us,
        not|never .. a? customer|client .. yours|of, never .. been .. customer|client, never ..
        done|had|did .. business|dealings|anything .. with|from, i_am|i'm|im|this_is|we_are|we're not ..
        person|company|customer|client|business|mr|mrs|ms|who|him|her|responsible|smith, not my|our|for
        .. company|business|department|area|invoice|responsibility|me|us, nothing to do with ..
        me|us|this, don't|do_not|not .. deal|handle|look|manage .. this|these|with|after|it|invoices|
        payments|accounts, send|email|forward|direct|address|redirect|mail|submit .. to .. instead|
        accounts|finance|from_now|in_future|going_forward|payable|department|him|her|them|team|email|
        address, should|must|need|needs|have .. go|be|sent|directed|addressed|emailed|forwarded|send ..
        to|directly .. accounts|finance|payable|address|email|instead|team|department,
        contact|speak|talk|email|try|write|reach .. to? .. accounts|finance|payable|instead|department|
        team|colleague|bookkeeper|accountant|instead, please|pls contact|email|try|ask, passed .. to
        accounts|finance, my|our|new|her|his|the .. email|address|contact|e-mail is|has ..
        now|changed|is, new .. contact|email|address .. is|for, moved .. house|address|out|premises, you
        want|need .. speak|email|contact .. to|someone, this .. number|phone|mobile|email|address ..
        belongs|not|isn't|no_longer|used_to, stop sending .. to, passed away, deceased, is dead, has
        died, sold|sell .. business|company|shop|firm|property|house|practice|pub|restaurant, new
        owners|owner|tenants|proprietor, to|at|via|on|contact|email <address>, not .. monitored, try ..
        <address>, is|isn't|'s|are|who not|no_longer? with
        us|the_company|this_company|the_firm|our_company, no longer with ..
        us|company|firm|business|organisation|here, isn't|aren't|'s_not|is_not with us|the_company|here
        any_more|anymore|any_longer, retired|resigned, moved on to|from|last|in|and|a, has|have moved on,
        left us|in|last|a|some|back|on|at|months|weeks|years|here, has|have|'s|she|he left, made
        redundant, quit last|in|his|her|us, moved to .. another|new|different ..
        job|company|role|department|branch, got|have|reached|dialled|contacted|texting|emailed|emailing|
        ringing|calling|texted|called|rang|chasing .. the? wrong, i|we don't|do_not
        do|handle|deal|pay|manage .. bills|accounts|that|this|invoices|finance|these|with|purchasing|
        payments, just|only .. receptionist|temp|tenant|driver|cleaner|employee|secretary|assistant|
        lodger|rent|rents|work_here|live_here|a_shop_assistant|the_lodger,
        different|another|separate|unrelated company|business|firm|entity|person|organisation|smith,
        similar|same|shares .. name, share .. name, no|not|never|nothing .. connection|connected|
        affiliat*|relation|related|associat*|link*|involved|involvement .. with|to, never .. had ..
        account|dealings .. with?, no account with, ^ not me, it's|its|it_is|that's|thats|that_is|
        this_is|it_isn't|isn't not? me, isn't me, meant|intended .. for|to ..
        someone|somebody|another|other|else, someone|somebody|some_one|anyone else, for|to|belongs|is
        someone|somebody|another else|person|company, sent|received|got|reached|came|come|addressed|
        emailed|texted .. to? .. me|us|here|this|you .. by|in mistake|error,
        email|message|letter|text|mail|this .. by|in mistake|error, was|were|been
        bought|acquired|taken_over|sold .. by|to|last|in, took|taken over .. premises|business|shop|
        company|lease|flat|from|as|the|this|restaurant|pub, contact|email|ring|call|write_to|speak_to|
        talk_to|ask|try|chase|bill|invoice them|him|her|he|someone_else, previous|former|old|last|prior
        tenant|tenants|owner|owners|occupier|occupant|occupants|company|firm|director|manager|business|
        landlord|employee|bookkeeper, number .. belongs|changed|new, had|have|got this|the|my|a|new
        number .. only|since|week|weeks|new|for|month|months|recently|a, you|u need|want|should ..
        our|the|my .. team|department|accounts|office|finance|manager|accountant|bookkeeper|landlord|
        owner|treasurer|@kin, all|any|our|supplier invoices|invoice|bills|queries|accounts|payments|
        enquiries|correspondence .. go|goes|handled|dealt|managed|going|come|be_sent|need_to|should ..
        to|through|by|via|at, @kin|she|he|they|* deals|handles|does|looks|sorts|manages|runs .. all|that|
        this|the|with|after|it|those|bills|accounts|books|invoices|finances|payments|them, bookkeeping|
        accounts|finance|finances|invoices|payments|payables|books|accounting .. is|are|being done|
        handled|managed|dealt|looked|outsourced|processed|run .. by|with|to|at, replaced|replaces
        me|him|her|them|anna, has replaced, is now|now the|our|your|a? new? .. contact|payables|accounts|
        bookkeeper|buyer|manager|finance|responsible, contact .. is now|is|has, isn't|not|aren't ..
        my|our department|area|job|responsibility|company|business|problem|role|dept|team|remit|desk,
        wrong no|num|nr|dept|chap|lady|bloke|branch|office|firm|business|outfit|household|house|inbox|
        smith|jones|team|mailbox|place, don't|dont|do_not know who|whose .. is|that|he|she, never heard
        of him|her|them|that|this|anyone, no one|body .. by|of|called|with .. that|name, nobody|no_one ..
        called|named|by .. that|name|here, no .. here|address by|of|with that name|at_this, late_husband|
        late_wife|late_father|late_mother|executor*|probate|estate_of, update ..
        contact|contacts|address|email|mailing .. details|records|list|address|person, no longer .. own|
        run|director|involved|manage|responsible|handle|deal|trade|use_this|live|lives|employed|based|
        in_charge|my|a_director|partner, i|he|she|they resigned|sold|left, resigned as, not .. the?
        account_holder|owner|director|tenant|addressee|recipient|bill_payer|person, pass* .. on
        to|over_to, forward* .. to, passed .. to, isn't|not|never .. mr|mrs|ms|miss|dr, go|goes to ..
        <address>, please use .. <address>, <address> instead|from_now|now|is|for|handles|going,
        he|she|mr|mrs|who|owner|father|mother died, moved out, gone away, not known at|here, unknown at,
        return to sender, does|do not live here, doesn't live here|at, private
        address|house|residence|home|individual, just|only .. neighbour|neighbor, no|not|isn't ..
        company|business|firm .. here|at_this, @kin|neighbour took .. in""",
    "not.wrong_person": """wrong .. amount|invoice, stop sending .. to|me .. me|us, contact me|us|
        my_solicitor|my_lawyer|our_solicitors, please contact me|us, call me|us, contact .. office|jo|
        reception|colleague .. urgent|emergency, email me|us|it|this|the_invoice|a_copy, please email me|
        us|the|a|over|invoice|copy|it|through, wrong address .. delivered|on_the_invoice, contact ..
        solicitor|lawyer, send .. to me|us|this, made_out|billed|invoiced|issued|charged|raised .. to|for|
        in|against .. wrong|another|different company|address|department|one|person|contact, wrong price|
        prices|vat*|rate|rates|quantity|quantities|total|size|sizes|colour|color|figure|item|items|goods|
        product|products|part|parts|hours|entity|one|ones|model|type|way|time|day|date|account|order|
        invoice|impression|end, delivered|delivery|sent_it|goods|parcel|order|driver .. wrong address|
        person|company|house|place|department, i_am|i'm|im|am retired, not .. with|by us .. agreed|
        discussed, contact|speak|talk|ask|email|write|ring .. me|us, i_will|i'll|we'll|will|let_me|
        need_to|have_to|must contact|speak|ask|talk|check|email, not .. happy|sure|paying|going|able|
        aware, paid|pay|transfer*|payment|sent .. to .. wrong .. account|company|person, direct .. debit,
        sent .. to .. warehouse|site|our, contact .. administrator*|liquidator*, invoice|bill .. raised|
        issued|sent in|by error|mistake, bank|card .. change*|new, handled|processed|paid|managed|done by
        bacs|cheque|direct_debit|friday|monday|me|us|then|the_end, looking into, deal* with .. complaint*|
        problem*|fault*, gone back, send|sent .. back to, raise .. via|through|on portal|ticket, mailbox
        .. not monitored please raise, what|where|when|how|why|who|which does|do|did|is""",
    "out_of_office": """i am|i'm|im|we_are|we're|we|i|will|'ll|i|currently|am .. be? out_of the? office|
        out_of_office, ^ out_of the? office, automatic|auto reply|response|replies .. out_of the? office,
        ^ currently out_of the? office, i_am|i'm|im|am|will_be|i'll_be|we_are|we're .. on|away|taking ..
        annual|maternity|paternity|parental|sick|vacation|holiday|holidays|a.l|compassionate|study leave|
        until|with|from|and|till|now|returning|back|for|at, i_am|i'm|im|we_are|we're|will_be|i'll_be ..
        away from .. desk|office|work|email|my, i_am|i'm|im|i_will|i'll .. be? away .. until|from|and|
        with|returning|on|for|back, i|i'll|will|we .. be? back|return|returning .. in|to the_office|
        my_desk|work|office, office|we|offices|business|premises .. is|are|will_be|'re .. closed|shut,
        limited access to .. email|emails|mail|my, no access to .. email|emails|mail|my, not .. checking|
        monitoring|reading .. emails|email|mail|messages, i_am|i'm|im|will_be .. not in the office, not in
        the office .. until|today|this|from, ^ on|away annual|holiday|leave|vacation .. until|back|from|
        till, sabbatical until|from, i_am|i'm travelling .. limited|access|until, out_of .. office ..
        reply|message|auto*, i_am|i'm|im|am|we_are currently? on leave|holiday|vacation|annual_leave, i|we
        will|'ll respond|reply .. on|upon my|our return, on my return on|from, i|i'll|will|we .. be? back|
        returning .. at the_office|my_desk|work, ^ ooo|ooto until|till|from|and, i_am|i'm|im ooo|ooto,
        i_am|i'm|im|^ travelling|traveling .. limited|connectivity|until, limited|intermittent|patchy
        connectivity|internet|signal, i_am|i'm|im|i_will_be|i'll_be off|out|away|offline .. until|till|
        returning, ^ away|off until|till, i_am|i'm|im .. on holiday|leave|annual_leave|vacation|hols ..
        back|until|till|returning, ^ on holiday|leave|annual_leave|vacation .. back|until|till|returning,
        will|'ll reply|respond|answer .. when|once|as_soon_as i|we return|am_back|are_back|get_back, i_am|
        i'm|im not .. back until|till, clinic|practice|surgery|salon|studio|workshop|shop|store|nursery|
        dental_practice|restaurant is|are|will_be|remains .. closed, we reopen|re-open|are_reopening on|
        at|from, reopening|re-opening on|from""",
    "not.out_of_office": """he|she|who|they|colleague|bookkeeper|manager|accountant|boss|director|husband|
        wife|partner|clerk|owner|someone|person|mum|dad|team .. is|are|'s|was|will_be|off .. out_of|away|
        on|off|back, was|were|been|had|have_been|just_got|got_back|when_i'm|when_i|since|while .. out_of|
        away|on|back|closed, you|your .. is|are|was|were|your_office .. closed|out|away|shut, invoice ..
        is|are closed, account .. closed, when .. back|return, if .. out_of|away|on, we have closed,
        closed .. down|business|permanently|trading|company, back|return|returning|office|leave .. ...
        pay|paying|sort|transfer|settle, pay|paying|transfer*|sort* .. when|once .. back, we|i was|were,
        on .. back on|to_you, back to you|me, closed .. account, shop|store|we .. closed_down, out of ..
        stock|money|order|pocket|date|work|business|warranty|contract, off .. the? .. invoice|bill, out of
        hours, was|were .. away|out|off, back to you, back on .. track|feet|our|my|your, back in|from ..
        business|touch|stock|action, your .. clinic|practice|shop|store|salon|office, shop|store|
        restaurant .. closed .. since|in|last|years, back in .. profit|black|credit|funds|work|money,
        closed .. down|permanently|for_good|forever, closed .. account|case|deal, closed .. until|till ..
        works|fixed|repaired|boiler|heating|roof|leak""",
    "stop.channel": """stop|quit|cease|end .. @write .. me|us|now|my, stop|quit|cease @write, stop|quit ..
        sending me|us .. @letters|this|these|it|things|anything|stuff, stop|quit sending .. texts|emails|
        messages|sms|spam|mails|e-mails .. me|us|to_me|to_us|now|please|here, stop .. emails|texts|
        messages|mails|spam|sms, unsubscribe, opt|opting out, opt-out, remove|delete|take .. me|us|my|our
        .. from|off|email|e-mail|number|address|details|contact, take .. me|us|my .. off, don't|do_not|
        dont|never .. email|e-mail|text|message|sms|call|phone|ring|whatsapp .. me|us|this_number|here,
        no|not more|any_more|further emails|texts|messages|e-mails|sms|calls|spam|mails|text_messages|
        phone_calls|emails_please, don't|do_not|dont|never|not .. want|wish .. to? .. receive|get|recieve|
        be .. emails|texts|messages|e-mails|sms|calls|mails|texted|emailed|called|these_emails|
        these_messages, no more texting|emailing|calling|messaging, don't|do_not send .. me|us .. emails|
        texts|messages|e-mails|sms|anything|any_more|mails|these, not .. to be .. contacted|emailed|
        texted|called .. by|via|on, never .. text|email|message|call|ring me|us, fed up|sick of .. these|
        your emails|messages|texts .. stop, take me off|out of? .. list|lists|database|system, ^ stop $, ^
        stop please|pls|now $, told|asked you .. not .. ring|call|text|email|phone|message, not to ring|
        call|text|email|phone|message me|us, opt me|us out, stop|quit texting|emailing|calling|ringing|
        messaging|phoning|e-mailing, stop the|these|your|all|with phone_calls|calls|text_messages|
        automated, no more|further reminders|reminder|chasers|demands|letters|notices|chasing .. by|via|
        over|on|to e-mail|email|text|sms|whatsapp|phone|this_address|this_number|this_email, don't|do_not|
        dont|stop send|sending .. reminders|demands|chasers|notices .. by|via|over|to text|sms|whatsapp|
        email|this_number|this_address|my_phone, don't|do_not|dont|no_longer want any|more|any_more ..
        messages|texts|emails|calls|sms, lose|delete|remove|erase|forget my number|email|e-mail|mobile,
        don't|do_not|dont|never use this|my number|email|address|email_address|mobile|phone|inbox ..
        reminders|chasing|demands|texts, lose|delete this number, enough with the|these|your|all emails|
        texts|messages|calls|sms, desist from .. sending|contacting|@write, don't|do_not|dont consent to
        .. contacted|emailed|texted|called|emails|texts|calls|sms, stop|quit blowing up my phone|inbox""",
    "stop.all": """do not|don't|dont|never|stop .. contact|write|contacting .. me|us|to_me .. again|any|
        ever|further|at_all|in_any_way|by_any, don't|do_not|dont|never contact .. me|us|again|this, stop
        contacting .. me|us, leave me|us alone, cease .. all|any|further .. contact|communication|
        communications, no further|more contact|communication|communications|correspondence, stop .. all
        contact|communication|communications, cease and desist .. contact*, withdraw .. consent, delete ..
        all? .. my|our|me .. data|details|information|records, erase .. my .. data|details|information,
        right to erasure, never .. hear .. from you .. again|ever, want .. hear from you|nothing .. you,
        not .. want .. contacted|contact .. by|from|again|at_all|any|you, not .. be .. contacted|
        approached .. in any way, stop|quit|cease contacting me|us, my|our .. data|details|information ..
        deleted|erased|wiped, want|wish no further|more contact|communication, do_not|don't|never bother|
        contact me|us again|ever|any_more|anymore, leave me|us be|in_peace, get off my|our back|case,
        leave me|us the hell|fuck|heck alone, refrain from contacting|emailing|calling|texting|messaging|
        phoning|writing|approaching .. me|us, are|is not|no_longer to contact|approach me|us, you|your ..
        not|no_longer welcome|allowed|permitted to contact|approach me|us""",
    "not.stop": """if|unless|until|because|or .. stop|contact|remove|unsubscribe|cease .., stop|cancel ..
        direct|payment|order|cheque|check|the_work|all_work|your_work|our_work|service|delivery|
        deliveries|supply|standing|subscription, don't|do_not|no_need_to|needn't|don't_have_to|not_to stop,
        hard stop, stop sending|emailing|texting|contacting|calling|writing .. to? ..
        her|him|them|my_husband|my_wife|my_mother|my_father|anna|this_address|the_old|old|john|someone,
        stop .. to .. her|him|anna|the_old|old, don't|do_not contact|email|call|send|text .. her|him|them|
        anna|my_customer|my_client|before|until|by_phone_before|on_weekends|after, remove|delete|take ..
        from|off the? invoice|bill|statement|charge|charges|fee|interest|late|penalty, remove .. late|
        charge|fee|interest|penalty, not call|email|text|contact me|us? back, stopped, unless you, if|
        unless ... stop|stops|stopped @write, if|unless ... stop, tried|trying|wanted|had|asked|able|
        unable to unsubscribe, unsubscribe .. software|service|subscription|contract|plan, contact|
        contacted|email|call|text .. me|us before|until|after|when|first, contact|email|call|text|write|
        data .. anna|claire|him|her, keep|details .. updated, stop work, stop .. the_work|trading|
        production|
        cheque, stopped|stops, hasn't|haven't|won't stop*, until .. stop*, not stop*, data .. wrong|
        missing|incorrect, details .. updated|wrong|bank, delete|remove|erase|cancel .. invoice|charge|
        fee|line|interest|entry|duplicate, don't|do_not .. call .. it|this|that, stop .. until .. calls,
        see|get|receive|had|have .. no .. emails|texts|calls, no more reminders needed|necessary|required|
        please_we, need no more, won't|don't|doesn't|didn't|not|never leave me|us, see|get|got|getting|
        receive|received|had|have|saw .. no .. reminders|reminder|chasers|letters|notices|demands|
        messages|texts|emails, don't|do_not|didn't|won't lose|delete|forget|remove my, use <address>,
        instead, to contact .. customers|client|clients, not|n't enough, enough .. from our|my|the bank|
        customer|landlord""",
    "legal_threat": """solicitor|solicitors|lawyer|lawyers|attorney|attorneys|barrister, legal action|
        proceedings|advice|steps|representative|representation|team|department, see you in court,
        take|taking|go|going|took .. you? .. to court|tribunal, small claims, county court, sue|suing ..
        you|your|for, court, trading standards, ombudsman, financial conduct authority, fca, cfpb, better
        business bureau, attorney general, consumer protection, citizens advice,
        report|reporting|reported .. you .. to|police|authorities, we|i act for|on_behalf,
        act|acting|instructed .. for|on_behalf_of|by .. client|mr|mrs|ms|company|above, represent ..
        mr|mrs|ms|client|company, our|my client, counterclaim, letter before action, hear from my|our ..
        solicitor*|lawyer*|attorney*, police, issue proceedings, accept service, without prejudice,
        vigorously defended, defend .. claim|any|action|proceedings|it|this|court, defence, legal people|
        counsel|dept|team|advice|adviser|advisor|advisers|route|department|rep|reps|proceedings|recourse|
        counsel|remedies|rights|position, instruct* .. counsel|solicitor*|lawyer*|lawyers|attorney*,
        litigat*, claim against you|yourselves|your, sue, suing, see|meet .. in court, take|taking .. to
        court|law, court action|proceedings|claim, information commissioner, ico, ofcom|ofgem|ofsted,
        watchdog, claim for damages, damages, in|with the? hands of .. solicitor*|lawyer*|legal, letter
        of claim, pre-action, cease and desist, harass* .. police|report|act|legal|solicitor*,
        report|reporting .. you|this|your, lawyer'd|lawyered up, paralegal, citizens_advice, consumer
        rights|protection, prosecut*, injunction, counter-claim""",
    "not.legal_threat": """no need .. solicitor|lawyer|legal|court, avoid .. legal|court|solicitor*,
        without .. legal|court|solicitor*, don't|do_not|please_don't|before .. take|go|send|start ..
        legal|court|solicitor*, threat* .. legal|court|solicitor*|lawyer* .. action?, your own? solicitor|
        solicitors|lawyer|lawyers|legal|client, you .. take|taking|go|start .. court|legal, we are ..
        solicitors|lawyers|a_law, court .. road|street|house|lane, supreme|tennis|food court, our|my
        client|customer .. pays|pay|paid|hasn't|owes|to_pay|to_settle, my|our client .. late|paying,
        waiting .. our|my client, report .. to_you, police station|force .. job, report .. back|fault|
        to_you|on|damage|a|monthly|our|problem, my|our|the .. defence industry, landed in court, small
        claims .. insurance, insurance .. claim, legal entity|name|company|address|notice_period|status,
        damages .. in_transit|to_the|on_the|goods|box, water damages, sue in|is|will|has|from|said|dealt,
        aunt sue, legal|legal_team|legal_department|legal_dept|counsel .. signed|approved|cleared|
        contract|passed|agreed, our legal department|team .. has|have .. signed|approved|reviewed""",
    "insolvency": """administration, administrators, joint administrator*, insolvency, insolvent,
        insolvencies, bankrupt, bankruptcy, liquidation, liquidator, liquidators, liquidated,
        receivership, official receiver, winding up|up_order|up_petition, wound up, company voluntary
        arrangement, cva, iva, individual voluntary arrangement, debt relief order, dro, chapter 7|11|13,
        debt management plan, ceased trading, creditors meeting|voluntary, creditors' voluntary, proof of
        debt, struck off, dissolved, breathing space scheme, moratorium,
        administrator|administrators|receiver|trustee .. been? appointed, payments .. frozen,
        gone|went|going|go bust|under|bump|bankrupt, trust deed, sequestrat*, cease*|stopped
        trading|to_trade, ceased to trade, examiner*|examinership, strike-off, statement of affairs,
        receivers|receiver appointed|have|has|are, administrative receiver, assignment .. creditors, debt
        arrangement scheme, company|business|firm|ltd .. folded|collapsed|gone_under|went_under|
        dissolved|insolvent|closed_down, stepchange, debt management|relief, made bankrupt, unable to pay
        .. debts .. as they fall, debts .. frozen|written_off, company .. being? ..
        wound|liquidated|struck_off, joint liquidator*|administrator*, pre-pack""",
    "not.insolvency": """not|never|isn't|aren't|avoid .. insolvent|bankrupt|bankruptcy|insolvency|
        liquidation|administration, make|makes|making|bankrupting|drive|push .. us|me .. bankrupt|
        bankruptcy|liquidation|insolvency, go|going bankrupt .. if|because|soon, will|would|could|might|
        may|or .. go|be|face .. bankrupt|insolvent|bankruptcy|under, administration fee|fees|charge|
        charges|department|team|office|costs|error|assistant|manager, your .. insolvency|bankruptcy, sales
        administration, administration .. fee|charge, if .. bankrupt|insolvent|liquidation|administration,
        client|customer|supplier|contractor|tenant|buyer|client's|their|his .. bust|administration|
        liquidation|insolvent|bankrupt|receivership|folded|insolvency|under, nearly|almost|close|risk ..
        bust|bankrupt|insolvent|under, will|would|could|might|may|or|we'll .. go|be .. bust|under, you|
        your|you'll .. bust|bankrupt|insolvent|liquidation|under, going under .. name|the, dissolved|
        liquidated .. years|ages|long|wrong|billed, made out to .. dissolved|which|who, nobody|no_one|
        noone|none .. bankrupt|insolvent|bust|administration|liquidation""",
}
