"""Thanks by text: who gets them so, and what they say."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from dunning.account import Account, PhoneConsent
from dunning.engine import decide
from dunning.law import Rules
from dunning.letters.languages import LANGUAGES
from dunning.letters.lint.finding import errors
from dunning.letters.sms import segments
from dunning.letters.written import texted
from dunning.policy import read_policy
from tests.dunning.desk import RULES, SENDER, at, barred, books, customer, notify, wait, wish
from tests.dunning.law_desk import CONSENT, pack
from tests.dunning.test_courtesy_cases import cleared
from tests.dunning.test_letter_languages import HOME, TEMPLATES

NUMBER = "+442079460101"
ALLOWED = PhoneConsent(number=NUMBER, kind="express", on=date(2026, 1, 5), how="order form")
THANKS: dict[str, object] = {"approval_required": "none", "courtesies": {"thanks": True}}


def paid(*consents: PhoneConsent, **more: object) -> Account:
    facts = {"preference": wish("sms"), "text_number": NUMBER, "books": books(texts=True)} | more
    return cleared(consents=consents, **facts)


def way(of: Account, rules: Rules = RULES, policy: dict[str, object] = THANKS) -> str:
    return notify(decide(of, read_policy(policy), rules, at("2026-05-08"))).channel


def test_who_wants_texts_and_allowed_them_for_that_number_is_thanked_by_text() -> None:
    thanks = notify(decide(paid(ALLOWED), read_policy(THANKS), RULES, at("2026-05-08")))
    assert (thanks.kind, thanks.channel, thanks.recipients) == ("thanks", "sms", (NUMBER,))


STOPPED = {"preference": None, "suppressed": (barred("ana@bakers.example"),)}
BY_MAIL: dict[str, Account] = {
    "nothing was said": paid(ALLOWED, preference=None),
    "no consent": paid(),
    "a consent for another number": paid(replace(ALLOWED, number="+442079460102")),
    "a consent to calls": paid(replace(ALLOWED, channel="voice")),
    "no texts are sent by us": paid(ALLOWED, books=books(texts=False)),
    "they refused texts": paid(ALLOWED, opted_out=("sms",)),
    "the number was stopped": paid(ALLOWED, suppressed=(barred(NUMBER, "stopped"),)),
    "they want letters": paid(ALLOWED, preference=wish("letter")),
}


@pytest.mark.parametrize("why", BY_MAIL)
def test_else_they_go_by_mail(why: str) -> None:
    assert way(BY_MAIL[why]) == "email"


def test_they_go_by_text_where_no_mail_leads_to_them_and_the_policy_falls_back_on_texts() -> None:
    fallback = THANKS | {"contact": {"fallback": ["letter", "sms"]}}
    assert way(paid(ALLOWED, **STOPPED), policy=fallback) == "sms"
    assert way(paid(ALLOWED, preference=None), policy=fallback) == "email"


def test_where_the_law_wants_a_written_consent_another_is_none() -> None:
    law = replace(RULES, packs={"GB": (pack(consent=[CONSENT | {"need": "written"}]),)})
    assert way(paid(ALLOWED), law) == "email"
    assert way(paid(replace(ALLOWED, kind="written")), law) == "sms"


def test_they_keep_the_hours_of_texts() -> None:
    night = decide(paid(ALLOWED), read_policy(THANKS), RULES, at("2026-05-07", "22:30"))
    wait(night)
    assert night.review_at is not None
    assert night.review_at < at("2026-05-08", "12:00")


@pytest.mark.parametrize("kind", ["company", "consumer"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_they_fit_into_one_segment(language: str, kind: str) -> None:
    of = paid(ALLOWED, customer=customer(country=HOME[language]))
    act = notify(decide(of, read_policy(THANKS), RULES, at("2026-05-08")))
    for sender in (
        SENDER,
        replace(SENDER, phone=None),
        replace(SENDER, name="Joiners of the Northern Quay Ltd"),
    ):
        text, found = texted(act, of, sender, TEMPLATES, at("2026-05-08"), kind)
        assert not errors(found), text
        assert not found
        assert text.startswith(sender.name)
        assert "STOP" in text
        assert segments(text).encoding == "gsm7", text
        assert segments(text).count == 1, text
        assert ("100" in text) is (kind == "company")


def test_whom_to_ask_is_left_out_where_it_does_not_fit() -> None:
    of = paid(ALLOWED)
    act = notify(decide(of, read_policy(THANKS), RULES, at("2026-05-08")))
    long = replace(SENDER, name="Q" * 60, phone="+44 20 7946 0000 extension 12345")
    text, _ = texted(act, of, long, TEMPLATES, at("2026-05-08"), "company")
    assert segments(text).count == 1
    assert "7946" not in text
