"""What a text that came in asks for by a single word, and the one answer that such a word gets.

The laws it keeps: the words that carriers and the law name count in any case and spelling, alone in their
text; whoever says more than that is a person to be read by a person; an answer names who sends it.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Word = Literal["stop", "start", "help"]

# CTIA's words, those that 47 CFR 64.1200(a)(10) adds, and what they are in our other languages.
_STOP: Final = """
stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|opt out|stop all|do not text|dont text|don t text
no more texts|stop texting|stop texting me|leave me alone|remove me
stopp|abmelden|abbestellen|keine sms mehr
arret|arreter|desabonner|plus de sms
alto|parar|baja|cancelar|no mas mensajes|no mas sms
afmelden|geen sms meer
"""
# What ends texts wherever it stands in a text: who says so in many words means it too.
_CLEAR: Final = """
stop|stopall|unsubscribe|optout|opt out|revoke|do not text|dont text|don t text|no more texts|leave me alone
remove me|keine sms mehr|plus de sms|no mas sms|geen sms meer|stopp|desabonner
"""
_START: Final = "start|unstop"
_HELP: Final = "help|info|hilfe|aide|ayuda"
_ACCENTS: Final = str.maketrans("àáâäçèéêëìíîïñòóôöùúûü", "aaaaceeeeiiiinoooouuuu")

_ANSWERS: Final[dict[str, dict[Word, str]]] = {
    "en": {
        "stop": "{brand}: you get no more text messages from us. Reply START to get them again.",
        "start": "{brand}: you get text messages from us again. Reply STOP to end them.",
        "help": "{brand}: questions? {contact}. Reply STOP to end texts.",
    },
    "de": {
        "stop": "{brand}: Sie erhalten keine SMS mehr von uns. START schaltet sie wieder ein.",
        "start": "{brand}: Sie erhalten wieder SMS von uns. Mit STOP enden sie.",
        "help": "{brand}: Fragen? {contact}. Mit STOP enden diese SMS.",
    },
    "fr": {
        "stop": "{brand} : vous ne recevrez plus de SMS de notre part. Répondez START pour en recevoir.",
        "start": "{brand} : vous recevez de nouveau nos SMS. Répondez STOP pour ne plus en recevoir.",
        "help": "{brand} : une question ? {contact}. Répondez STOP pour ne plus recevoir de SMS.",
    },
    "es": {
        "stop": "{brand}: ya no le enviaremos SMS. Responda START para volver a recibirlos.",
        "start": "{brand}: vuelve a recibir nuestros SMS. Responda STOP para no recibirlos.",
        "help": "{brand}: ¿preguntas? {contact}. Responda STOP para no recibir SMS.",
    },
    "nl": {
        "stop": "{brand}: u krijgt geen sms meer van ons. Antwoord START om ze weer te krijgen.",
        "start": "{brand}: u krijgt weer sms van ons. Antwoord STOP om ze te stoppen.",
        "help": "{brand}: vragen? {contact}. Antwoord STOP om sms te stoppen.",
    },
}


def _plain(text: str) -> str:
    """In small letters, without accents, marks and more than one blank."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold().translate(_ACCENTS)).split())


def _phrases(written: str) -> frozenset[str]:
    return frozenset(written.strip().replace("\n", "|").split("|"))


_WORDS: Final[dict[Word, frozenset[str]]] = {
    "stop": _phrases(_STOP),
    "start": _phrases(_START),
    "help": _phrases(_HELP),
}


def word_of(text: str) -> Word | None:
    """What the text asks for; `None` where it says something else, or more."""
    plain = _plain(text).removesuffix(" please").removeprefix("please ")
    return next((word for word, phrases in _WORDS.items() if plain in phrases), None)


def wants_no_more(text: str) -> bool:
    """Whether the text says somewhere that texts are to end, whatever else it says."""
    plain = f" {_plain(text)} "
    return any(f" {phrase} " in plain for phrase in _phrases(_CLEAR))


def answer_to(word: Word, language: str, brand: str, contact: str) -> str:
    """What is answered to it, once. `language`: of those that we write; English for any other."""
    return _ANSWERS.get(language, _ANSWERS["en"])[word].format(brand=brand, contact=contact)
