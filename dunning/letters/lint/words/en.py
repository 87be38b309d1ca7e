"""English words that a letter must not, should not, or must hold; see the package for their form."""

WORDS = {
    "harmless": "insurance polic*, in your interest, court street, court road, due course, no interest",
    "E101": """arrest*, jail*, prison*, criminal*, police, policeman, fraud*, theft, thief, thieves,
        stolen""",
    "E102": """seize, seized, seizing, seizure*, garnish*, bailiff*, your wages, wages, lien, liens,
        repossess*""",
    "E103": """legal action has begun, legal action has started, legal proceedings have begun, court
        papers, summons*, final notice before court, last notice before court, we have filed""",
    "E104": """our lawyer*, our solicitor*, our attorney*, our legal department, our legal team, our legal
        counsel""",
    "E105": """credit bureau*, credit agenc*, credit reference agenc*, credit report*, default listing*,
        schufa""",
    "E106": """your employer*, tell your family, your family, your families, your neighbour*, your
        neighbor*, your clients, your customers, social media, publish*, employer*, neighbour*,
        neighbor*""",
    "E107": """asham*, shame*, deadbeat*, liar, liars, dishonest*, disgrace*, scroung*, idiot*, stupid*,
        damn*, bastard*""",
    "E108": "immigra*, deport*, visa status, religio*, your faith, your health, your child*, your kids",
    "E109": """last chance, final chance, final warning, within 24 hours, within 12 hours, by tonight,
        before midnight""",
    "E110": "late fee*, reminder fee*, collection fee*, collection cost*, penalty fee*, admin fee*",
    "E111": "official*, government*, ministry, by order of, seal of",
    "E114": "card number*, card details, cvv, cvc, security code, expiry date",
    "court": "court, courts, lawsuit*, sue you, sued, legal action, legal proceedings, litigation",
    "agency": "collection agenc*, debt collector*, debt collection",
    "interest": """charge interest, charge the interest, claim interest, claim the interest, statutory
        interest, late payment interest, add interest""",
    "pause": """pause further *, stop deliver*, suspend deliver*, suspend your account, stop supply*,
        withhold deliver*""",
    "W202": """immediately, failure to, hereby, pursuant, remit, remittance, aforementioned, forthwith,
        herewith, heretofore, notwithstanding""",
    "W203": """nine out of ten, 9 out of 10, nine in ten, 9 in 10, most of our customers, most people pay,
        most businesses pay, small minority""",
    "W204": "special offer*, discount code*, % off, our new product*, newsletter*, buy now, sign up",
    "W205": """debt*, overdue, unpaid, arrears, past due, owe, owed, owing, late payment, demand,
        collection*""",
    "next": "reply, call us, call or write, write to us, talk to us, tell us, pay",
    "dispute": "disagree*, dispute*, is wrong, object to",
    "time": "more time, instalment*, installment*, payment plan, plan for paying",
    "paid": "already paid, have paid",
}
