"""What a person reads where a way leads nowhere, word for word."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Reason
from dunning.engine import decide, explain
from dunning.policy import Policy, read_policy
from tests.dunning.desk import POLICY, RULES, account, barred, books, customer, invoice, wish
from tests.dunning.guards_desk import NEXT_MORNING, TUESDAY
from tests.dunning.test_reach import ANN, BO, BY_CALL, BY_LETTER, BY_TEXT, known

NO_DOOR = account(invoice(), customer=customer(emails=(ANN,), address=()))
AT_A_DOOR = account(invoice(), customer=customer(emails=(ANN,), address=("1 Mill Lane", "Leeds")))
NONE_LEFT = "Northern Bakers has no e-mail address left that may be used: "
WORDS: dict[str, tuple[Account, Policy, Reason, str]] = {
    "both stopped": (
        known(ANN, BO, by=(barred(ANN, "stopped"), barred(BO, "stopped"))), POLICY, Reason.OPTED_OUT,
        (
            "Northern Bakers wants no more messages, whoever they come from: stopped by ann@x.example (since "
            "3 May 2026), Bo@x.example (since 3 May 2026)."
        ),
    ),
    "a stop at an address that the books spell with blanks": (
        known(f" {ANN} ", by=(barred(f" {ANN} ", "stopped"),)), POLICY, Reason.OPTED_OUT,
        (
            f"Northern Bakers wants no more messages, whoever they come from: stopped by  {ANN}  "
            "(since 3 May 2026)."
        ),
    ),
    "neither of two is of use": (
        known(ANN, BO, by=(barred(ANN, "complained"), barred(BO, "wrong"))), POLICY, Reason.NO_ADDRESS,
        (
            f"{NONE_LEFT}ann@x.example called a message spam "
            "(since 3 May 2026), Bo@x.example is somebody else's (since 3 May 2026). Ask them for another."
        ),
    ),
    "stopped, and a complaint": (
        known(ANN, by=(barred(ANN, "stopped"), barred(ANN, "complained"))), POLICY, Reason.NO_ADDRESS,
        (
            f"{NONE_LEFT}ann@x.example wants no more messages (since 3 May "
            "2026), ann@x.example called a message spam (since 3 May 2026). Ask them for another."
        ),
    ),
    "stopped, by somebody else": (
        known(ANN, by=(barred(ANN, "stopped"), barred(ANN, "wrong"))), POLICY, Reason.NO_ADDRESS,
        (
            f"{NONE_LEFT}ann@x.example wants no more messages "
            "(since 3 May 2026), ann@x.example is somebody else's (since 3 May 2026). Ask them for another."
        ),
    ),
    "a letter without a door": (
        NO_DOOR, BY_LETTER, Reason.NO_ADDRESS,
        (
            "Northern Bakers has no usable postal address. Write it in the ledger, or here: "
            "duesync address acme c1 --line ... --line ..."
        ),
    ),
    "a letter, where mail was stopped": (
        replace(AT_A_DOOR, suppressed=(barred(ANN, "stopped"),)), BY_LETTER, Reason.APPROVAL,
        (
            'A person must approve this first (a person prints and posts a letter). "post" at 4 days past '
            "due (from 1): 1 invoice, GBP 100.00, by letter for Northern Bakers: a person's task."
        ),
    ),
    "a call to somebody else's number": (
        known(ANN, by=(barred("+442079460999", "wrong"),)), BY_CALL, Reason.NO_ADDRESS,
        "+442079460999 is somebody else's (since 3 May 2026). Ask Northern Bakers for another number.",
    ),
    "a text to a number that called one spam": (
        known(ANN, by=(barred("+442079460999", "complained"),)), BY_TEXT, Reason.NO_ADDRESS,
        "+442079460999 called a message spam (since 3 May 2026). Ask Northern Bakers for another number.",
    ),
    "a text to somebody else's number": (
        known(ANN, by=(barred("+442079460999", "wrong"),)), BY_TEXT, Reason.NO_ADDRESS,
        "+442079460999 is somebody else's (since 3 May 2026). Ask Northern Bakers for another number.",
    ),
    "a text of ours to no number": (
        account(invoice(), books=books(texts=True)), BY_TEXT, Reason.NO_ADDRESS,
        "Northern Bakers has no usable telephone number.",
    ),
    "a text of ours to what is no number": (
        account(invoice(), books=books(texts=True), customer=customer(phone="ext. 9")), BY_TEXT,
        Reason.NO_ADDRESS, "Northern Bakers has no usable telephone number; not a telephone number: ext. 9.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", WORDS)
def test_what_a_person_reads_where_a_way_leads_nowhere(situation: str) -> None:
    asked, policy, reason, words = WORDS[situation]
    decision = decide(asked, policy, RULES, TUESDAY)
    assert (decision.reason, decision.text) == (reason, words)
    assert decision.review_at == NEXT_MORNING


def test_a_way_that_is_fallen_back_on_is_told_as_that_also_where_they_like_it() -> None:
    ways = {"levels": [{"name": "first", "days": 1, "channel": ["sms", "letter"]}]}
    asked = replace(AT_A_DOOR, preference=wish("letter"), suppressed=(barred("+442079460999"),))
    told = {each.guard: each.text for each in explain(asked, read_policy(ways), RULES, TUESDAY)}
    assert told["address"] == "To 1 Mill Lane, Leeds. By letter, since text message leads to nobody."
