"""Which messages are answered from the books: those that ask a common question, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account, WaitingReply
from dunning.answering import copies_of
from dunning.asked_alone import question_of
from dunning.decisions import Notify, Reason, Wait
from dunning.engine import decide, explain
from dunning.incoming import Attached, Incoming, Questions
from dunning.intents import Owed
from dunning.letters.languages import LANGUAGES
from dunning.letters.written import written
from dunning.policy import read_policy
from tests.dunning.desk import RULES, SENDER, account, invoice, notice
from tests.dunning.golden_files import same_as_golden
from tests.dunning.guards_desk import TUESDAY
from tests.dunning.test_letter_languages import HOME, NOW, TEMPLATES, asked_of

ALL: tuple[Questions, ...] = ("owed", "how_to_pay", "invoice_copy", "who")
ANSWERS = read_policy({"approval_required": "none", "replies": {"answer": list(ALL)}})
OURS = "KEYKEYKEYKEYKEYKEYKE"


def said(words: str, **facts: object) -> Incoming:
    message = Incoming(
        kind="reply",
        digest="d" * 64,
        message_id="1@northern.example",
        sender="ap@northern.example",
        sender_name="Jo",
        recipients=("accounts@summit.example",),
        subject="Re: Your invoices from Summit",
        sent_at=None,
        received_at=TUESDAY - timedelta(hours=1),
        about=(f"{OURS}@summit.example",),
        words=words,
        quoted="",
        attachments=(),
        failures=(),
        back_on=None,
        problems=(),
    )
    return replace(message, **facts)


def asks(words: str, **facts: object) -> tuple[Questions, ...]:
    owed = [Owed(number="RE-7", balance=Decimal(100), due_on=date(2026, 4, 1))]
    found = question_of(said(words, **facts), date(2026, 5, 12), owed, "GBP")
    return () if found is None else found.asks


def test_a_question_with_a_wish_about_the_way_is_a_persons() -> None:
    assert asks("How much do I owe?") == ("owed",)
    assert asks("How much do I owe? Text me instead.") == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Hello,\nwhat do I owe you exactly?\nThanks\nAnna", ("owed",)),
        ("Wie kann ich bezahlen?\nGruß Jens", ("how_to_pay",)),
        ("Combien est-ce que je vous dois ?", ("owed",)),
        ("¿Cuánto debo?", ("owed",)),
        ("Hoe kan ik betalen?", ("how_to_pay",)),
        ("What do I owe, and how do I pay it?", ("owed", "how_to_pay")),
        ("Could you send me the invoice again please?", ("invoice_copy",)),
        ("Please resend invoice RE-7.", ("invoice_copy",)),
        ("Who are you?", ("who",)),
        ("Please resend invoice 4711.", ()),
        ("What do I owe you? The goods were broken by the way.", ()),
        ("What do I owe? My husband died last week, and I do not know.", ()),
        ("What do I owe? I paid on Monday.", ()),
        ("Can I pay half of it next month?", ()),
        ("We paid on Monday.", ()),
        ("", ()),
    ],
)
def test_only_what_is_nothing_but_a_question_is_one(words: str, found: tuple[Questions, ...]) -> None:
    assert asks(words) == found


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "automatic"},
        {"kind": "out_of_office"},
        {"attachments": (Attached(name="a.pdf", type="application/pdf", size=1, digest="d"),)},
        {"problems": ("a part cannot be read",)},
        {"message_id": ""},
        {"message_id": "1@x\r\nBcc: all"},
        {"subject": "We dispute the invoice"},
    ],
)
def test_what_is_no_whole_message_of_a_person_is_none(facts: dict[str, object]) -> None:
    assert asks("What do I owe?") == ("owed",)
    assert asks("What do I owe?", **facts) == ()


def asking(words: str = "What do I owe?") -> Account:
    message = said(words)
    owing = account(invoice())
    [owed] = owing.invoices
    known = [Owed(number=owed.number or owed.id, balance=owed.balance, due_on=owed.due_on)]
    reply = WaitingReply(
        number=12,
        kind="reply",
        received_at=message.received_at,
        sender=message.sender,
        words=words,
        proven=True,
        question=question_of(message, date(2026, 5, 12), known, owing.currency),
    )
    return replace(owing, replies=(reply,))


def answer_to(asked: Account, now: datetime = TUESDAY) -> Notify | None:
    action = decide(asked, ANSWERS, RULES, now).action
    return action if isinstance(action, Notify) and action.kind == "answer" else None


def own(words: str = "What do I owe?") -> Account:
    """As the books have it, the sender is theirs."""
    made = asking(words)
    return replace(made, customer=replace(made.customer, emails=("AP@Northern.example ",)))


def test_a_question_is_answered_to_whoever_asked() -> None:
    act = answer_to(own())
    assert act is not None
    assert (act.recipients, act.template, act.answer is not None) == (
        ("ap@northern.example",),
        "answer",
        True,
    )
    night = datetime(2026, 5, 10, 2, tzinfo=UTC)  # a Sunday: they opened it, so no hours are kept
    assert answer_to(replace(own(), replies=(replace(own().replies[0], received_at=night),)), night)


def test_the_policy_answers_nothing_unless_it_is_told_to() -> None:
    plain = read_policy({"approval_required": "none"})
    assert decide(own(), plain, RULES, TUESDAY).reason is Reason.REPLY_WAITS
    some = read_policy({"approval_required": "none", "replies": {"answer": ["who"]}})
    assert decide(own(), some, RULES, TUESDAY).reason is Reason.REPLY_WAITS


def test_where_every_message_is_approved_an_answer_is_too() -> None:
    every = read_policy({"approval_required": "every", "replies": {"answer": list(ALL)}})
    waits = decide(own(), every, RULES, TUESDAY)
    assert waits.reason is Reason.APPROVAL
    assert isinstance(waits.action, Wait)
    assert waits.action.proposed is not None
    approved = replace(own(), approvals=(waits.action.proposed.fingerprint,))
    assert decide(approved, every, RULES, TUESDAY).reason is Reason.ANSWER


def given(days: float, *asked: Questions) -> Account:
    """Answered so long ago."""
    before = notice(delivered_at=TUESDAY - timedelta(days=days))
    return replace(own(), notices=(replace(before, kind="answer", asks=asked),))


def test_why_shows_which_answer_goes() -> None:
    [shown] = [each for each in explain(own(), ANSWERS, RULES, TUESDAY) if each.guard == "answer"]
    assert (shown.blocks, shown.text) == (
        False,
        (
            "An answer to their question: 1 invoice, GBP 100.00, by e-mail for Northern Bakers: "
            "ap@northern.example."
        ),
    )


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (asking, "ap@northern.example is no address of theirs in the books."),
        (lambda: given(0.1, "who"), "They were answered today already"),
        (lambda: given(6, "owed"), "They ask again"),
        (lambda: replace(own(), replies=own().replies * 2), "more than one message"),
        (lambda: own(words="Please send the invoice again."), "not sure which invoices"),
    ],
)
def test_why_a_person_answers(made: Callable[[], Account], told: str) -> None:
    asked = made()
    assert answer_to(asked) is None
    assert decide(asked, ANSWERS, RULES, TUESDAY).reason is Reason.REPLY_WAITS
    [why] = [each.text for each in explain(asked, ANSWERS, RULES, TUESDAY) if each.guard == "answer"]
    assert told in why


def test_another_question_days_later_is_answered_up_to_the_most_in_a_week() -> None:
    assert answer_to(given(2, "who")) is not None
    assert answer_to(given(8, "owed")) is not None
    three = replace(own(), notices=tuple(given(each, "who").notices[0] for each in (2, 3, 4)))
    assert answer_to(three) is None


def test_one_who_asked_days_ago_is_answered_by_a_person() -> None:
    assert answer_to(own(), TUESDAY + timedelta(days=4)) is None


def test_an_answer_is_no_level_and_no_contact_by_law() -> None:
    answered = given(1, "owed")
    free = replace(answered, replies=(), notices=())
    later = replace(answered, replies=())
    assert decide(later, ANSWERS, RULES, TUESDAY).reason is decide(free, ANSWERS, RULES, TUESDAY).reason


def test_copies_are_of_the_named_invoices_or_of_those_they_were_written_about() -> None:
    asked = own(words="Please send the invoice again.")
    question = asked.replies[0].question
    assert question is not None
    assert copies_of(asked, question) == ()
    [owed] = asked.invoices
    told = replace(notice(delivered_at=TUESDAY - timedelta(days=3)), key=OURS, invoice_ids=(owed.id,))
    assert copies_of(replace(asked, notices=(told,)), question) == (owed.id,)
    gone = replace(told, invoice_ids=(owed.id, "paid since"))
    assert copies_of(replace(asked, notices=(gone,)), question) == ()
    named = replace(question, invoices=(owed.number or owed.id,))
    assert copies_of(asked, named) == (owed.id,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_answers_just_what_was_asked(language: str) -> None:
    asked = asked_of(HOME[language])
    reply = own().replies[0]
    question = reply.question
    assert question is not None
    asked = replace(asked, customer=replace(asked.customer, emails=("ap@northern.example",)))
    wanted: dict[str, tuple[Questions, ...]] = {"owed": ("owed",), "all": ALL}
    for name, asks in wanted.items():
        about = replace(question, asks=asks, invoices=("RE-7",), currency=asked.currency)
        writes = replace(asked, replies=(replace(reply, received_at=NOW, question=about),))
        act = decide(writes, ANSWERS, RULES, NOW).action
        assert isinstance(act, Notify), decide(writes, ANSWERS, RULES, NOW).text
        assert act.kind == "answer"
        letter, found = written(act, writes, SENDER, TEMPLATES, NOW)
        assert found == ()
        same_as_golden(f"{language}/answer_{name}.txt", f"Subject: {letter.subject}\n\n{letter.text}")
        assert ("Account 12345678" in letter.text) is (name == "all")
        assert "RE-7" in letter.html


def test_how_to_pay_is_not_answered_where_we_could_not_say() -> None:
    act = answer_to(own(words="How can I pay?"))
    assert act is not None
    broke = replace(SENDER, bank_details="")
    _, found = written(act, own(words="How can I pay?"), broke, TEMPLATES, TUESDAY)
    assert [each.code for each in found] == ["E116"]
