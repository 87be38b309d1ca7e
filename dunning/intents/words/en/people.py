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
        <address>""",
    "not.wrong_person": """wrong .. amount|invoice, stop sending .. to|me .. me|us, contact
        me|us|my_solicitor|my_lawyer|our_solicitors, please contact me|us, call me|us, contact ..
        office|jo|reception|colleague .. urgent|emergency, email me|us|it|this|the_invoice|a_copy, please
        email me|us|the|a|over|invoice|copy|it|through, wrong address .. delivered|on_the_invoice,
        contact .. solicitor|lawyer, send .. to me|us|this""",
    "out_of_office": """i am|i'm|im|we_are|we're|we|i|will|'ll|i|currently|am .. be? out_of the?
        office|out_of_office, ^ out_of the? office, automatic|auto reply|response|replies .. out_of the?
        office, ^ currently out_of the? office, i_am|i'm|im|am|will_be|i'll_be|we_are|we're ..
        on|away|taking .. annual|maternity|paternity|parental|sick|vacation|holiday|holidays|a.l|
        compassionate|study leave|until|with|from|and|till|now|returning|back|for|at,
        i_am|i'm|im|we_are|we're|will_be|i'll_be .. away from .. desk|office|work|email|my,
        i_am|i'm|im|i_will|i'll .. be? away .. until|from|and|with|returning|on|for|back, i|i'll|will|we
        .. be? back|return|returning .. in|to the_office|my_desk|work|office,
        office|we|offices|business|premises .. is|are|will_be|'re .. closed|shut, limited access to ..
        email|emails|mail|my, no access to .. email|emails|mail|my, not .. checking|monitoring|reading ..
        emails|email|mail|messages, i_am|i'm|im|will_be .. not in the office, not in the office ..
        until|today|this|from, ^ on|away annual|holiday|leave|vacation .. until|back|from|till,
        sabbatical until|from, i_am|i'm travelling .. limited|access|until, out_of .. office ..
        reply|message|auto*, i_am|i'm|im|am|we_are currently? on leave|holiday|vacation|annual_leave,
        i|we will|'ll respond|reply .. on|upon my|our return, on my return on|from""",
    "not.out_of_office": """he|she|who|they|colleague|bookkeeper|manager|accountant|boss|director|
        husband|wife|partner|clerk|owner|someone|person|mum|dad|team .. is|are|'s|was|will_be|off ..
        out_of|away|on|off|back, was|were|been|had|have_been|just_got|got_back|when_i'm|when_i|since|
        while .. out_of|away|on|back|closed, you|your .. is|are|was|were|your_office ..
        closed|out|away|shut, invoice .. is|are closed, account .. closed, when .. back|return, if ..
        out_of|away|on, we have closed, closed .. down|business|permanently|trading|company,
        back|return|returning|office|leave .. ... pay|paying|sort|transfer|settle""",
    "stop.channel": """stop|quit|cease|end .. @write .. me|us|now|my, stop|quit|cease @write, stop|quit
        .. sending me|us .. @letters|this|these|it|things|anything|stuff, stop|quit sending ..
        texts|emails|messages|sms|spam|mails|e-mails .. me|us|to_me|to_us|now|please|here, stop ..
        emails|texts|messages|mails|spam|sms, unsubscribe, opt|opting out, opt-out, remove|delete|take ..
        me|us|my|our .. from|off|email|e-mail|number|address|details|contact, take .. me|us|my .. off,
        don't|do_not|dont|never .. email|e-mail|text|message|sms|call|phone|ring|whatsapp ..
        me|us|this_number|here, no|not more|any_more|further emails|texts|messages|e-mails|sms|calls|
        spam|mails|text_messages|phone_calls|emails_please, don't|do_not|dont|never|not .. want|wish ..
        to? .. receive|get|recieve|be .. emails|texts|messages|e-mails|sms|calls|mails|texted|emailed|
        called|these_emails|these_messages, no more texting|emailing|calling|messaging, don't|do_not send
        .. me|us .. emails|texts|messages|e-mails|sms|anything|any_more|mails|these, not .. to be ..
        contacted|emailed|texted|called .. by|via|on, never .. text|email|message|call|ring me|us, fed
        up|sick of .. these|your emails|messages|texts .. stop, take me off|out of? ..
        list|lists|database|system""",
    "stop.all": """do not|don't|dont|never|stop .. contact|write|contacting .. me|us|to_me ..
        again|any|ever|further|at_all|in_any_way|by_any, don't|do_not|dont|never contact ..
        me|us|again|this, stop contacting .. me|us, leave me|us alone, cease .. all|any|further ..
        contact|communication|communications, no further|more contact|communication|communications|
        correspondence, stop .. all contact|communication|communications, cease and desist .. contact*,
        withdraw .. consent, delete .. all? .. my|our|me .. data|details|information|records, erase .. my
        .. data|details|information, right to erasure, never .. hear .. from you .. again|ever, want ..
        hear from you|nothing .. you, not .. want .. contacted|contact .. by|from|again|at_all|any|you,
        not .. be .. contacted|approached .. in any way""",
    "not.stop": """if|unless|until|because|or .. stop|contact|remove|unsubscribe|cease .., stop|cancel ..
        direct|payment|order|cheque|check|work|service|delivery|deliveries|supply|standing|subscription,
        don't|do_not stop, hard stop, stop sending|emailing|texting|contacting|calling|writing .. to? ..
        her|him|them|my_husband|my_wife|my_mother|my_father|anna|this_address|the_old|old|john|someone,
        stop .. to .. her|him|anna|the_old|old, don't|do_not contact|email|call|send|text .. her|him|
        them|anna|my_customer|my_client|before|until|by_phone_before|on_weekends|after,
        remove|delete|take .. from|off the? invoice|bill|statement|charge|charges|fee|interest|late|
        penalty, remove .. late|charge|fee|interest|penalty, not call|email|text|contact me|us? back,
        stopped, unless you, if|unless ... stop|stops|stopped @write, if|unless ... stop,
        tried|trying|wanted|had|asked|able|unable to unsubscribe, unsubscribe ..
        software|service|subscription|contract|plan, contact|contacted|email|call|text .. me|us
        before|until|after|when|first""",
    "legal_threat": """solicitor|solicitors|lawyer|lawyers|attorney|attorneys|barrister, legal action|
        proceedings|advice|steps|representative|representation|team|department, see you in court,
        take|taking|go|going|took .. you? .. to court|tribunal, small claims, county court, sue|suing ..
        you|your|for, court, trading standards, ombudsman, financial conduct authority, fca, cfpb, better
        business bureau, attorney general, consumer protection, citizens advice,
        report|reporting|reported .. you .. to|police|authorities, we|i act for|on_behalf,
        act|acting|instructed .. for|on_behalf_of|by .. client|mr|mrs|ms|company|above, represent ..
        mr|mrs|ms|client|company, our|my client, counterclaim, letter before action, hear from my|our ..
        solicitor*|lawyer*|attorney*, police, issue proceedings, accept service, without prejudice,
        vigorously defended""",
    "not.legal_threat": """no need .. solicitor|lawyer|legal|court, avoid .. legal|court|solicitor*,
        without .. legal|court|solicitor*, don't|do_not|please_don't|before .. take|go|send|start ..
        legal|court|solicitor*, threat* .. legal|court|solicitor*|lawyer* .. action?, your own?
        solicitor|solicitors|lawyer|lawyers|legal|client, you .. take|taking|go|start .. court|legal, we
        are .. solicitors|lawyers|a_law, court .. road|street|house|lane, supreme|tennis|food court,
        our|my client|customer .. pays|pay|paid|hasn't|owes|to_pay|to_settle, my|our client ..
        late|paying, waiting .. our|my client, report .. to_you, police station|force .. job""",
    "insolvency": """administration, administrators, joint administrator*, insolvency, insolvent,
        insolvencies, bankrupt, bankruptcy, liquidation, liquidator, liquidators, liquidated,
        receivership, official receiver, winding up|up_order|up_petition, wound up, company voluntary
        arrangement, cva, iva, individual voluntary arrangement, debt relief order, dro, chapter 7|11|13,
        debt management plan, ceased trading, creditors meeting|voluntary, creditors' voluntary, proof of
        debt, struck off, dissolved, breathing space scheme, moratorium,
        administrator|administrators|receiver|trustee .. been? appointed, payments .. frozen""",
    "not.insolvency": """not|never|isn't|aren't|avoid .. insolvent|bankrupt|bankruptcy|insolvency|
        liquidation|administration, make|makes|making|bankrupting|drive|push .. us|me ..
        bankrupt|bankruptcy|liquidation|insolvency, go|going bankrupt .. if|because|soon,
        will|would|could|might|may|or .. go|be|face .. bankrupt|insolvent|bankruptcy|under,
        administration fee|fees|charge|charges|department|team|office|costs|error|assistant|manager, your
        .. insolvency|bankruptcy, sales administration, administration .. fee|charge, if ..
        bankrupt|insolvent|liquidation|administration""",
}
