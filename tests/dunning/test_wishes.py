"""How and when customers ask to be reached, read in their words; and what is no such wish."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.intents.wishes import EARLIEST, LATEST, WAYS, wished_in
from tests.dunning.replies_desk import labelled

WISHES = [
    ("en", "sms", "Please text me instead."),
    ("en", "sms", "I hardly ever look at my inbox. A text works better for me."),
    ("en", "sms", "Could you send me a text message instead of these emails?"),
    ("en", "call", "Call me, don't write."),
    ("en", "call", "Please don't email me. Call me."),
    ("en", "call", "I don't read my mail, ring me."),
    ("en", "email", "I'd rather you e-mailed. I don't take calls at work."),
    ("en", "letter", "I don't use the internet, please send letters only."),
    ("de", "sms", "Bitte schicken Sie mir lieber eine SMS."),
    ("de", "call", "Bitte keine E-Mails mehr, rufen Sie einfach an."),
    ("de", "email", "Bitte in Zukunft nur per E-Mail, nicht telefonisch."),
    ("de", "letter", "Bitte nur noch per Post."),
    ("fr", "sms", "Merci de m'envoyer un texto à la place."),
    ("fr", "call", "Appelez-moi, n'écrivez pas."),
    ("fr", "email", "À l'avenir, merci de me contacter uniquement par mail."),
    ("fr", "letter", "Désormais par courrier s'il vous plaît."),
    ("es", "sms", "Prefiero un SMS en vez de correos."),
    ("es", "call", "No me escriban más, mejor llámenme."),
    ("es", "email", "Por favor, en adelante por correo electrónico."),
    ("es", "letter", "Prefiero una carta."),
    ("nl", "sms", "Kunt u mij in het vervolg een sms sturen?"),
    ("nl", "call", "Mail me niet meer, bel me liever."),
    ("nl", "email", "Liever een mailtje dan telefoon."),
    ("nl", "letter", "Alleen per post alstublieft."),
]
HOURS = [
    ("en", 12, 18, "Only in the afternoon, please."),
    ("en", 15, 20, "Please call me only after 3pm."),
    ("en", 10, 16, "Please contact us between 10am and 4pm."),
    ("en", 10, 20, "Don't call before 10, I work nights."),
    ("en", 8, 17, "I'm not available after 5pm."),
    ("de", 8, 12, "Anrufe bitte nur vormittags."),
    ("de", 9, 12, "Bitte nur zwischen 9 und 12 Uhr anrufen."),
    ("de", 10, 20, "Bitte nicht vor 10 Uhr anrufen."),
    ("fr", 12, 18, "Je suis joignable uniquement l'après-midi."),
    ("fr", 9, 12, "Appelez-moi entre 9h et 12h."),
    ("fr", 10, 20, "Ne m'appelez pas avant 10h."),
    ("es", 12, 18, "Solo por la tarde, por favor."),
    ("es", 9, 12, "Llámeme entre las 9 y las 12."),
    ("es", 10, 20, "No me llame antes de las 10."),
    ("nl", 8, 12, "U kunt mij alleen 's ochtends bellen."),
    ("nl", 14, 20, "Graag bellen na 14 uur."),
    ("nl", 10, 20, "Bel me niet voor 10 uur."),
]
NONE = [
    ("en", "Please call me back."),
    ("en", "Please call me tomorrow after 3pm."),
    ("en", "Please don't call me in the morning."),
    ("en", "Please only call me after 9pm."),
    ("en", "Please don't call between 9 and 12."),
    ("en", "I paid by phone instead."),
    ("en", "Send me the invoice by post instead."),
    ("en", "We will only pay after 10 December."),
    ("en", "My office is only open in the afternoon."),
    ("en", "Text or email me instead, whichever."),
    ("en", "I'd rather not get emails."),
    ("en", "Do not contact me again, not even by letter instead."),
    ("en", "Stop texting me."),
    ("de", "Ich zahle lieber per Post."),
    ("de", "Rufen Sie mich morgen vormittag an."),
    ("de", "Bitte schicken Sie die Rechnung künftig per E-Mail."),
    ("de", "Per SMS oder E-Mail lieber."),
    ("fr", "Appelez-moi demain matin."),
    ("fr", "Je préfère payer par courrier."),
    ("fr", "Plutôt par SMS ou par mail."),
    ("es", "Llámeme mañana por la tarde."),
    ("es", "Prefiero pagar por teléfono."),
    ("es", "Mejor por sms o por correo."),
    ("nl", "Bel me morgen na 14 uur."),
    ("nl", "Ik betaal liever per post."),
    ("nl", "Liever per sms of mail."),
    ("nl", "Vanaf 4 januari zijn wij weer bereikbaar."),
]


@pytest.mark.parametrize(("language", "way", "words"), WISHES)
def test_a_way_that_is_asked_for_for_good_is_a_wish(language: str, way: str, words: str) -> None:
    for written in (words, words.upper()):
        found = wished_in(written, language)
        assert found is not None
        assert (found.channel, found.opens, found.until, found.sure) == (way, None, None, "certain")


@pytest.mark.parametrize(("language", "opens", "until", "words"), HOURS)
def test_hours_in_which_they_are_to_be_reached_are_a_wish(
    language: str, opens: int, until: int, words: str
) -> None:
    found = wished_in(words, language)
    assert found is not None
    assert (found.channel, found.opens, found.until) == (None, time(opens), time(until))


def test_a_way_and_hours_are_one_wish() -> None:
    found = wished_in("Thanks. Text me instead, only after 17:30. Regards, Jo", "en")
    assert found is not None
    assert (found.channel, found.opens, found.until) == ("sms", time(17, 30), LATEST)


@pytest.mark.parametrize(("language", "words"), NONE)
def test_what_is_meant_once_for_something_else_or_for_two_ways_is_none(language: str, words: str) -> None:
    assert wished_in(words, language) is None


@pytest.mark.parametrize("name", ["first", "second", "third", "last"])
def test_none_of_the_labelled_replies_holds_one(name: str) -> None:
    """670 replies about payments, disputes, stops and absences: not one of them asks for a way."""
    assert [each.place for each in labelled(name) if wished_in(each.words, each.language)] == []


_TOLD = [
    *(words for _, _, words in WISHES),
    *(words for _, _, _, words in HOURS),
    *(words for _, words in NONE),
]
_WORDS = " ".join(_TOLD).split()


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_whatever_the_words_a_wish_can_be_kept_and_quoted(words: list[str]) -> None:
    text = " ".join(words)
    found = wished_in(text, None)
    if found is None:
        return
    assert 0 <= found.start < found.end <= len(text)
    assert found.channel in (*WAYS, None)
    assert (found.opens is None) == (found.until is None)
    assert found.channel or found.opens
    if found.opens is not None and found.until is not None:
        assert EARLIEST <= found.opens < found.until <= LATEST
