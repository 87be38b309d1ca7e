"""The last reading of a letter before it leaves: its amounts, and words that no demand may hold.

The laws it keeps: every amount in our own sentences is one of the decision's; English demands hold no
threat, no shame and no talk of telling others (codes E101 to E110 of the reference on law). Only our
sentences are judged: names, numbers and bank details stand on lines of their own, set in by two
spaces, and the greeting is the first line, so that a customer called "Police Sports Club" is no fault.
"""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import get_currency_symbol

from dunning.decisions import Notify
from dunning.letters.letter import SUBJECT_LENGTH, Rendered
from dunning.letters.wording import money

_WORDS = {
    "E101": r"arrest\w*|jail\w*|prison\w*|criminal\w*|police|fraud\w*|theft",
    "E102": r"seiz\w+|garnish\w*|bailiffs?|wages|liens?|repossess\w*",
    "E103": r"legal action has begun|court papers|summons|final notice before court",
    "E104": r"our (?:lawyers?|solicitors?|attorneys?|legal department)",
    "E105": r"credit bureaus?|schufa|credit agenc(?:y|ies)|default listing",
    "E106": r"employers?|your famil(?:y|ies)|neighbou?rs?|your (?:clients|customers)|social media|publish\w*",
    "E107": r"asham\w*|shame\w*|deadbeats?|liars?|dishonest\w*",
}
_FORBIDDEN = {code: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for code, words in _WORDS.items()}
_SHOUTING = re.compile(r"\b[A-Z]{4,}\b|!!")


def check(rendered: Rendered, notify: Notify) -> tuple[str, ...]:
    """What is wrong with the letter, each with its code; nothing when it may leave."""
    locale = rendered.language.replace("-", "_")
    greeting, _, body = rendered.text.partition("\n")
    prose = "\n".join(line for line in body.splitlines() if not line.startswith("  "))
    faults = [*_amounts(prose, rendered.text, notify, locale), *_markup(rendered, notify, locale)]
    if rendered.language.startswith("en"):
        for code, words in _FORBIDDEN.items():
            faults += [f'{code}: "{found.group()}"' for found in words.finditer(prose)]
    faults += [f'W207: "{found.group()}" shouts' for found in _SHOUTING.finditer(prose)]
    if not greeting.strip():
        faults.append("W201: there is no greeting")
    if len(rendered.subject) > SUBJECT_LENGTH or not rendered.subject.isprintable():
        faults.append(f"W208: the subject must be one line of at most {SUBJECT_LENGTH} characters")
    return tuple(faults)


def _amounts(prose: str, text: str, notify: Notify, locale: str) -> list[str]:
    def told(amount: Decimal) -> str:
        return money(amount, notify.currency, locale)

    balances = dict(notify.balances)
    asked = [balances[each] for each in notify.overdue]
    allowed = {told(each) for each in (notify.amount, notify.credit, sum(asked, Decimal(0)), *asked)}
    rest = prose
    for each in sorted(allowed, key=len, reverse=True):
        rest = re.sub(rf"(?<![\d.,]){re.escape(each)}(?![\d])", "", rest)
    symbol = re.escape(get_currency_symbol(notify.currency, locale=locale))
    figure = r"\d[\d.,\u202f\u00a0\u2019]*"
    named = re.findall(rf"{symbol}\s*{figure}|{figure}\s*{symbol}", rest)
    faults = [f"E110: {each} is no amount of this decision" for each in named]
    if told(notify.amount) not in prose:
        faults.append(f"E110: the amount asked for, {told(notify.amount)}, is not in the text")
    faults += [f"E110: the balance {told(each)} is not listed" for each in asked if told(each) not in text]
    return faults


def _markup(rendered: Rendered, notify: Notify, locale: str) -> list[str]:
    amount = money(notify.amount, notify.currency, locale)
    return [] if amount in rendered.html else [f"E110: the amount asked for, {amount}, is not in the HTML"]
