"""What follows when somebody presses a key in a call of our machine, and what they are told then.

The laws it keeps: only a key that was offered is one; whoever is texted an address asked for it, and may be
texted at all; an answer names no amount and no debt, for anybody may have the telephone in hand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from msgspec.structs import replace

from dunning.account import Account
from dunning.guards.law import LAW_HOURS, lacks_consent
from dunning.guards.reach import ADDRESS, OPTED_OUT
from dunning.guards.timing import HOURS
from dunning.law import Rules
from dunning.policy import Policy
from dunning.procedure import case_of

Wish = Literal["link", "call", "dispute", "stop"]

KEYS: Final[dict[str, Wish]] = {"1": "link", "2": "call", "3": "dispute", "9": "stop"}
OFFERED: Final = "239"
"""The keys of every call; "1" is added where an address may be texted."""

_SAID: Final[dict[str, dict[Wish | Literal["nothing"], str]]] = {
    "en": {
        "link": "Thank you. We are sending you the text message now. Goodbye.",
        "call": "Thank you. One of us will call you. Goodbye.",
        "dispute": "Thank you. One of us will look into it and get back to you. Goodbye.",
        "stop": "You get no more calls and texts from us. Goodbye.",
        "nothing": "Goodbye.",
    },
    "de": {
        "link": "Danke. Wir schicken Ihnen die SMS jetzt. Auf Wiederhören.",
        "call": "Danke. Wir rufen Sie zurück. Auf Wiederhören.",
        "dispute": "Danke. Wir sehen es uns an und melden uns bei Ihnen. Auf Wiederhören.",
        "stop": "Sie erhalten keine Anrufe und SMS mehr von uns. Auf Wiederhören.",
        "nothing": "Auf Wiederhören.",
    },
    "fr": {
        "link": "Merci. Nous vous envoyons le SMS maintenant. Au revoir.",
        "call": "Merci. Nous allons vous rappeler. Au revoir.",
        "dispute": "Merci. Nous allons regarder et revenir vers vous. Au revoir.",
        "stop": "Vous ne recevrez plus d'appels ni de SMS de notre part. Au revoir.",
        "nothing": "Au revoir.",
    },
    "es": {
        "link": "Gracias. Le enviamos el SMS ahora. Adiós.",
        "call": "Gracias. Le llamaremos. Adiós.",
        "dispute": "Gracias. Lo revisaremos y le responderemos. Adiós.",
        "stop": "Ya no recibirá llamadas ni SMS nuestros. Adiós.",
        "nothing": "Adiós.",
    },
    "nl": {
        "link": "Dank u. We sturen u de sms nu. Tot horens.",
        "call": "Dank u. We bellen u terug. Tot horens.",
        "dispute": "Dank u. We kijken ernaar en komen bij u terug. Tot horens.",
        "stop": "U krijgt geen telefoontjes en sms meer van ons. Tot horens.",
        "nothing": "Tot horens.",
    },
}
_TEXT: Final = {
    "en": "{brand}: as you asked on the telephone, you can pay here: {link} Reply STOP to end texts.",
    "de": "{brand}: wie am Telefon gewünscht, hier können Sie zahlen: {link} Keine SMS mehr? Antwort: STOP",
    "fr": "{brand} : comme demandé au téléphone, vous pouvez payer ici : {link} Plus de SMS ? Répondez STOP",
    "es": "{brand}: como pidió por teléfono, puede pagar aquí: {link} Para no recibir SMS: STOP",
    "nl": "{brand}: zoals gevraagd aan de telefoon, hier kunt u betalen: {link} Geen sms meer? Antwoord STOP",
}
# What somebody meant who pressed that key, as it is kept beside what others write: in English, for whoever
# reads it here, and so that its draft is found by the same rules.
MEANT: Final[dict[Wish, str]] = {
    "call": "Please call me.",
    "dispute": "I disagree with the invoice.",
}


def wish_of(pressed: str, offered: str) -> Wish | None:
    """What that key asks for; `None` where it is none of those offered."""
    return KEYS.get(pressed) if pressed and pressed in offered else None


def answer_to(wish: Wish | None, language: str) -> str:
    """What they hear then. `language`: of those that we write; English for any other."""
    return _SAID.get(language, _SAID["en"])[wish or "nothing"]


def text_with(link: str, language: str, brand: str) -> str:
    """The text message that key 1 asks for."""
    return _TEXT.get(language, _TEXT["en"]).format(brand=brand, link=link)


def why_no_text_now(account: Account, policy: Policy, rules: Rules, now: datetime) -> str:
    """Why the text that they ask for in a call may not go this minute; "" where it may."""
    if not may_text(account, policy, rules, now):
        return "no text may go to that number"
    case = replace(case_of(account, policy, rules, now), channel="sms")
    shut = HOURS.check(case) or LAW_HOURS.check(case)
    return "" if shut is None else "it is an hour in which no texts go there"


def may_text(account: Account, policy: Policy, rules: Rules, now: datetime) -> bool:
    """Whether whoever is called may be texted what they ask for: nothing but their own word is missing."""
    case = replace(case_of(account, policy, rules, now), channel="sms")
    stopped = OPTED_OUT.check(case) or ADDRESS.check(case)
    return account.books.texts and stopped is None and not lacks_consent(case)
