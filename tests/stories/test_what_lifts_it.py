"""`why` writes out what lifts a wait: typed as it stands, it does. And what the acts say as JSON."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.terminal import Terminal, terminal
from tests.world import XERO, world

CUSTOMER, NUMBER = "Łódź Textiles", "INV-1133"  # EUR 406.84, reminded on Wednesday 18 November


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    with world(tmp_path, customers=12) as made, terminal(made) as typed:
        made.ready_to_send(XERO)
        typed.type("run", XERO)
        yield typed


WHO = ("--customer", CUSTOMER)
ACTS = {
    "a promise": (("promise", *WHO, "--by", "2026-12-01", "--who", "Ewa"), "PROMISED", "promise"),
    "instalments": (
        ("instalments", *WHO, "--part", "2026-12-01=206.84", "--part", "2027-01-05=200"),
        "INSTALMENTS", "plan",
    ),
    "a claim": (("claim", *WHO, "--paid-on", "2026-11-17"), "CLAIMED_PAID", "claim"),
    "a dispute": (("dispute", "--invoice", NUMBER, "--reason", "wrong price"), "DISPUTED", "dispute"),
    "a settlement": (
        ("settle", *WHO, "--amount", "300", "--by", "2026-12-01", "--yes"), "SETTLEMENT", "settlement",
    ),
    "a hand-over": (("hand-over", *WHO, "--to", "Agency Ltd"), "HANDED_OVER", "hand_over"),
    "an exclusion": (("exclude", *WHO), "HOLD", None),
    "an opt-out": (("opt-out", *WHO, "--source", "a reply"), "OPTED_OUT", None),
}  # fmt: skip


@pytest.mark.parametrize("what", ACTS)
def test_what_why_says_to_type_ends_it(desk: Terminal, what: str) -> None:
    (command, *options), reason, kind = ACTS[what]
    if command == "hand-over":  # Dutch law has them warned by letter first
        letter = ("--channel", "letter", "--notice", "fourteen_day_letter", "--at", "2026-10-01T10:00")
        assert desk.type("log", XERO, *WHO, *letter).code == 0
    told = desk.type(command, XERO, *options, "--json").json
    assert told["ledger"] == XERO
    if kind is not None:
        made = told["agreement"]
        assert (made["customer"], made["terms"]["type"]) == (CUSTOMER, kind)
        assert made["terms"]["ending"] is None
        assert made["number"] == made["terms"]["id"]
        assert made["follows"]
    desk.type("sync", XERO)
    why = desk.type("why", XERO, NUMBER, "--json").json
    assert why["reason"] == reason
    first = why["outlook"]["conditions"][0]
    assert first["reason"] == why["outlook"]["unchanged"][0]["reason"]
    assert why["outlook"]["next_step"]["level"] == "second_reminder"
    assert first["commands"][0] in desk.type("why", XERO, NUMBER).out

    program, *typed = shlex.split(first["commands"][0])
    assert program == "duesync"
    ended = desk.type(*typed, "--json")
    assert (ended.code, ended.err) == (0, "")
    if kind is not None:
        assert ended.json["agreement"]["terms"]["ending"]["by"]
    desk.type("sync", XERO)
    assert desk.type("why", XERO, NUMBER, "--json").json["reason"] not in {reason, "NOT_DECIDED"}


def test_a_logged_call_and_its_withdrawal_as_json(desk: Terminal) -> None:
    told = desk.type("log", XERO, "will look", *WHO, "--json").json
    assert (told["number"], told["customer"]) == (1, CUSTOMER)
    assert (told["contact"]["channel"], told["contact"]["note"]) == ("call", "will look")
    assert desk.type("log", XERO, "--withdraw", "1", "--json").json == {
        "ledger": XERO, "number": 1, "withdrawn": True,
    }  # fmt: skip


def test_a_settlement_is_never_granted_by_a_program_that_was_not_told_to(desk: Terminal) -> None:
    told = desk.type("settle", XERO, *WHO, "--amount", "300", "--by", "2026-12-01", "--json")
    assert told.code == 2
    assert "with --json, say --yes" in told.err


def test_who_refused_e_mails_gets_none_until_they_want_them_again(desk: Terminal) -> None:
    assert "wants no contact by e-mail" in desk.type("opt-out", XERO, *WHO).out
    assert "is contacted by e-mail again" in desk.type("opt-out", XERO, *WHO, "--end").out
    again = desk.type("opt-out", XERO, *WHO, "--end")
    assert (again.code, again.errors[0]) == (
        1, f"error: {CUSTOMER} did not refuse to be contacted by e-mail",
    )  # fmt: skip
    assert "is no way of ours" in desk.type("opt-out", XERO, *WHO, "--channel", "visit").err
