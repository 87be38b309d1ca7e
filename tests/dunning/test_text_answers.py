"""Questions by text: which of them a text answers, and what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account, Suppressed
from dunning.decisions import Notify, Reason
from dunning.engine import decide, explain
from dunning.incoming import BY_CALL, Questions
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import LetterError, Papers
from dunning.letters.sms import segments
from dunning.letters.written import texted, written
from dunning.policy import Policy, read_policy
from tests.dunning.desk import RULES, SENDER, account, invoice, notice
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_answering import ALL, asking, asks
from tests.dunning.test_letter_languages import HOME, NOW, TEMPLATES, asked_of

NUMBER = "+442079460101"
LINK = "https://pay.acme.example/p/K.s"


def policy(kind: str = "company") -> Policy:
    law = {"debtor_kind": kind}
    return read_policy({"approval_required": "none", "replies": {"answer": list(ALL)}, "law": law})


def texting(*asked: Questions, of: Account | None = None, at: datetime = TUESDAY) -> Account:
    """They text it a minute before `at`, from the number that the books have."""
    [reply] = asking().replies
    assert reply.question is not None
    owing = account(invoice()) if of is None else of
    question = replace(
        reply.question, by_text=True, about=(), message_id="SM1", asks=asked, currency=owing.currency
    )
    told = replace(
        reply, sender=NUMBER, proven=False, question=question, received_at=at - timedelta(minutes=1)
    )
    return replace(owing, replies=(told,), text_number=NUMBER, books=replace(owing.books, texts=True))


def answer_to(asked: Account, kind: str = "company", now: datetime = TUESDAY) -> Notify | None:
    action = decide(asked, policy(kind), RULES, now).action
    return action if isinstance(action, Notify) and action.kind == "answer" else None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("What do I owe?", ("owed",)),
        ("who are you?", ("who",)),
        ("who are you? [with a picture or file, to be seen at Twilio]", ()),
        ("I paid. What do I owe?", ()),
    ],
)
def test_a_text_may_be_a_question_without_naming_a_message(words: str, found: tuple[Questions, ...]) -> None:
    text = {"sender": NUMBER, "message_id": "SM1", "subject": "Text message", "about": ()}
    assert asks(words, **text) == found
    assert asks(words, **(text | {"subject": BY_CALL})) == ()


def test_it_is_answered_by_text_to_the_number_that_asked() -> None:
    act = answer_to(texting("owed"))
    assert act is not None
    assert (act.channel, act.recipients) == ("sms", (NUMBER,))


@pytest.mark.parametrize("asked", ["owed", "how_to_pay"])
@pytest.mark.parametrize("kind", ["consumer", "unknown"])
def test_no_text_tells_a_consumers_telephone_of_money(asked: Questions, kind: str) -> None:
    assert answer_to(texting(asked), kind) is None
    assert answer_to(texting("who", asked), kind) is None
    assert answer_to(texting("who"), kind) is not None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (replace(texting("owed"), text_number="+442079460102"), "is no number of theirs"),
        (replace(texting("owed"), text_number=None), "is no number of theirs"),
        (replace(texting("owed"), books=account(invoice()).books), "No texts are sent here by machine"),
        (texting("invoice_copy"), "not sure which invoices"),
    ],
)
def test_why_a_person_answers_a_text(asked: Account, told: str) -> None:
    assert answer_to(asked) is None
    assert decide(asked, policy(), RULES, TUESDAY).reason is Reason.REPLY_WAITS
    [why] = [each.text for each in explain(asked, policy(), RULES, TUESDAY) if each.guard == "answer"]
    assert told in why


@pytest.mark.parametrize("kind", ["company", "consumer"])
def test_an_invoice_goes_by_mail_to_where_their_mail_goes(kind: str) -> None:
    asked = about_our_text(texting("invoice_copy", "owed"))
    act = answer_to(asked, kind)
    assert act is not None
    assert act.answer is not None
    assert (act.channel, act.recipients) == ("email", asked.customer.emails)
    assert act.answer.copies == tuple(each.id for each in asked.invoices)
    nowhere = replace(asked, customer=replace(asked.customer, emails=()))
    assert answer_to(nowhere, kind) is None
    letter, found = written(act, asked, SENDER, TEMPLATES, TUESDAY)
    assert found == ()
    assert NUMBER not in letter.text


def test_what_stopped_their_mail_stops_the_invoice_too() -> None:
    asked = about_our_text(texting("invoice_copy"))
    [address] = asked.customer.emails
    stopped = Suppressed(kind="email", address=address, why="stopped", since=TUESDAY)
    assert answer_to(replace(asked, suppressed=(stopped,))) is None


def about_our_text(asked: Account) -> Account:
    """The text of ours that they answer was about all that is open."""
    [reply] = asked.replies
    assert reply.question is not None
    ours = replace(
        notice(delivered_at=TUESDAY - timedelta(days=3)),
        key="OURS",
        invoice_ids=tuple(each.id for each in asked.invoices),
    )
    told = replace(reply, question=replace(reply.question, about=("OURS",)))
    return replace(asked, notices=(ours,), replies=(told,))


def test_at_night_only_one_who_asked_just_now_is_answered() -> None:
    night = datetime(2026, 5, 12, 2, tzinfo=UTC)
    assert answer_to(texting("owed", at=night), now=night) is not None
    slept = texting("owed", at=night - timedelta(hours=4))
    waits = decide(slept, policy(), RULES, night)
    assert waits.reason is Reason.OUT_OF_HOURS
    assert waits.review_at is not None
    assert answer_to(slept, now=waits.review_at) is not None, "once texts may go again"


def text_of(asked: Account, kind: str = "company", papers: Papers | None = None) -> str:
    act = answer_to(asked, kind, NOW)
    assert act is not None
    text, found = texted(act, asked, SENDER, TEMPLATES, NOW, kind, papers=papers or Papers())
    assert found == (), text
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_says_just_what_was_asked(language: str) -> None:
    home = asked_of(HOME[language], single=True)
    owed = text_of(texting("owed", of=home, at=NOW))
    pay = text_of(texting("owed", "how_to_pay", of=home, at=NOW))
    who = text_of(texting("who", of=home, at=NOW), "consumer")
    none = text_of(texting("owed", of=replace(home, invoices=()), at=NOW))
    for text in (owed, pay, who, none):
        assert text.startswith("Acme Ltd")
        assert "STOP" in text
        assert SENDER.phone is not None
        assert SENDER.phone in text
        assert segments(text).encoding == "gsm7", text
    assert "RE-7" in owed
    assert "RE-7" in pay
    assert segments(owed).count == segments(who).count == segments(none).count == 1
    assert "12345678" in pay
    assert "12345678" not in owed
    assert not {"RE-7", "900", "€", "£"} & set(who.split())


def test_their_own_page_stands_in_place_of_the_bank() -> None:
    asked = texting("how_to_pay", of=asked_of(HOME["en"], single=True), at=NOW)
    linked = text_of(asked, papers=Papers(page=LINK))
    assert f"Pay: {LINK} " in linked
    assert "12345678" not in linked
    assert "12345678" in text_of(asked, papers=Papers(page=f"https://{'a' * 300}.example/p/K.s"))


def test_a_text_that_could_not_be_right_does_not_leave() -> None:
    asked = texting("how_to_pay")
    act = answer_to(asked)
    assert act is not None
    poor = replace(SENDER, bank_details="")
    _, found = texted(act, asked, poor, TEMPLATES, TUESDAY, "company")
    assert [each.code for each in found] == ["E116"]
    _, told = texted(act, asked, SENDER, TEMPLATES, TUESDAY, "consumer")
    assert "E110" in {each.code for each in told}, "the policy changed after it was decided"
    with pytest.raises(LetterError, match=r"sms_answer\.txt\.j2"):
        texted(act, asked, SENDER, TEMPLATES | {"en/sms_answer.txt.j2": "{{ x }}"}, TUESDAY, "company")


def test_the_amount_is_that_of_all_that_is_open() -> None:
    act = answer_to(texting("owed", of=account(invoice("1"), invoice("2"))))
    assert act is not None
    assert act.amount == sum((Decimal(each) for _, each in act.balances), Decimal(0))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["company", "consumer"])
def test_that_it_went_by_mail_is_told_by_text_without_a_sum(language: str, kind: str) -> None:
    asked = about_our_text(texting("invoice_copy", "owed", of=asked_of(HOME[language], single=True), at=NOW))
    by_mail = answer_to(asked, kind, NOW)
    assert by_mail is not None
    assert by_mail.answer is not None
    assert by_mail.answer.texted
    [reply] = asked.replies
    assert reply.question is not None
    told = replace(asked, replies=(replace(reply, question=replace(reply.question, mailed="KEY")),))
    act = answer_to(told, kind, NOW)
    assert act is not None
    assert (act.channel, act.recipients) == ("sms", (NUMBER,))
    text = text_of(told, kind)
    assert segments(text).count == 1
    assert "e-mail" in text.casefold()
    assert not {"RE-7", "900", "€", "£"} & set(text.split())


def test_where_no_text_may_go_none_is_to_follow() -> None:
    asked = about_our_text(texting("invoice_copy"))
    dead = Suppressed(kind="number", address=NUMBER, why="bounced", since=TUESDAY)
    for barred in (replace(asked, suppressed=(dead,)), replace(asked, opted_out=("sms",))):
        act = answer_to(barred)
        assert act is not None
        assert act.answer is not None
        assert not act.answer.texted
