"""A reply that waits holds everything; an absence only where the policy waits for the return."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from dunning.account import Account, WaitingReply
from dunning.decisions import Reason
from dunning.engine import decide, explain
from dunning.incoming import Failure
from dunning.lifting import commands_that_lift
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of
from tests.dunning.desk import POLICY, RULES, account, at, invoice
from tests.dunning.guards_desk import TUESDAY, decided

WAITS = read_policy({"approval_required": "none", "replies": {"wait_for_return": True}})
FRIDAY = date(2026, 5, 8)


def wrote(words: str = "We paid on Monday.", *, kind: str = "reply", proven: bool = True) -> Account:
    reply = WaitingReply(
        number=12,
        kind=kind,
        received_at=datetime(2026, 5, 3, 10, tzinfo=ZoneInfo("UTC")),
        sender="jo@northern.example",
        words=words,
        proven=proven,
    )
    return account(invoice(), replies=(reply,))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            wrote(),
            'Northern Bakers wrote on 3 May 2026, and nobody has seen to it yet: "We paid on Monday.".',
        ),
        (
            wrote(proven=False),
            "jo@northern.example wrote on 3 May 2026, who may be Northern Bakers, and nobody",
        ),
        (wrote(""), "Northern Bakers wrote on 3 May 2026, and nobody has seen to it yet. See:"),
        (wrote("x" * 120), f'yet: "{"x" * 120}". See: duesync reply'),
        (wrote("x" * 200), f'"{"x" * 120}...". See: duesync reply'),
        (wrote(kind="bounce"), "A mail server wrote on 3 May 2026 that a message to Northern Bakers may not"),
    ],
)
def test_it_waits_for_a_person_and_quotes_them(asked: Account, told: str) -> None:
    decision = decided(asked)
    assert (decision.reason, told in decision.text) == (Reason.REPLY_WAITS, True), decision.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            wrote("x" * 120),
            (
                f'Northern Bakers wrote on 3 May 2026, and nobody has seen to it yet: "{"x" * 120}". '
                "See: duesync reply acme 12."
            ),
        ),
        (
            wrote(kind="bounce"),
            (
                "A mail server wrote on 3 May 2026 that a message to Northern Bakers may not have arrived. "
                "See: duesync reply acme 12."
            ),
        ),
    ],
)
def test_what_a_person_reads_of_a_reply(asked: Account, told: str) -> None:
    assert decided(asked).text == told


def test_several_are_counted_and_each_can_be_seen_to() -> None:
    one = wrote()
    first = 'Northern Bakers wrote on 3 May 2026, and nobody has seen to it yet: "We paid on Monday.".'
    assert decided(one).text == f"{first} See: duesync reply acme 12."
    two = replace(one, replies=(*one.replies, replace(one.replies[0], number=13, words="And on Tuesday.")))
    assert decided(two).text == (f"{first} See: duesync reply acme 12. 1 later message of theirs waits too.")
    case = case_of(two, POLICY, RULES, TUESDAY)
    name = two.books.name
    assert commands_that_lift(case, Reason.REPLY_WAITS) == (
        f'duesync reply {name} 12 --resolve "..."',
        f'duesync reply {name} 13 --resolve "..."',
    )


def test_what_is_paid_is_paid_whatever_they_wrote() -> None:
    assert decided(replace(wrote(), invoices=())).reason is Reason.PAID


def test_an_absence_is_waited_for_only_where_the_policy_says_so() -> None:
    away = account(invoice(), away_until=FRIDAY)
    assert decide(away, POLICY, RULES, TUESDAY).reason is not Reason.AWAY
    decision = decide(away, WAITS, RULES, TUESDAY)
    assert (decision.reason, decision.text) == (
        Reason.AWAY,
        "Northern Bakers is out of office, and back on 8 May 2026, as their own message says.",
    )
    assert decision.review_at == at("2026-05-07", "23:00")
    assert decide(replace(away, away_until=date(2026, 5, 5)), WAITS, RULES, TUESDAY).reason is not Reason.AWAY


@pytest.mark.parametrize(
    ("asked", "policy", "text"),
    [
        (account(invoice()), WAITS, "Nobody there is known to be out of office."),
        (
            account(invoice(), away_until=FRIDAY), POLICY,
            "They are out of office until 8 May 2026; the policy does not wait.",
        ),
        (
            account(away_until=FRIDAY), WAITS,
            "They are out of office until 8 May 2026; there is nothing that would wait for them.",
        ),
        (
            account(invoice(), away_until=date(2026, 5, 5)), POLICY,
            "Nobody there is known to be out of office.",
        ),
    ],
)  # fmt: skip
def test_why_an_absence_keeps_nothing_back_is_told(asked: Account, policy: Policy, text: str) -> None:
    [answer] = [each for each in explain(asked, policy, RULES, TUESDAY) if each.guard == "away"]
    assert (answer.blocks, answer.text) == (False, text)


@pytest.mark.parametrize(
    ("status", "dead"),
    [("5.1.1", True), ("5.4.4", True), ("5.0.0", True), ("5.2.1", True), ("5.2.2", False), ("5.2.3", False),
     ("5.3.4", False), ("5.4.7", False), ("5.7.1", False), ("4.2.2", False), ("", False)],
)  # fmt: skip
def test_only_what_is_about_the_address_kills_it(status: str, dead: bool) -> None:
    failure = Failure(recipient="a@b.example", action="failed", status=status, why="", certain=True)
    assert failure.is_dead is dead
    assert not replace(failure, certain=False).is_dead
    assert not replace(failure, action="delayed").is_dead
