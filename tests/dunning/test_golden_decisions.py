"""Golden decisions: whole cases with all their answers, as `why` shows them."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.acting import note_slot, note_text, slot_of
from dunning.engine import decide, explain
from tests.dunning.desk import (
    EARLIER,
    POLICY,
    RULES,
    account,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    notify,
    payment,
)
from tests.dunning.golden_files import same_as_golden

SENT = (
    notice("reminder", "2026-05-05", episode="i1@2026-05-02"),
    notice("second_reminder", "2026-05-12", episode="i1@2026-05-02"),
)
CASES: dict[str, tuple[Account, str, str]] = {
    "reminder": (account(invoice("1"), invoice("2", due="2026-06-01")), "2026-05-05", "10:00"),
    "firm_waits_for_a_yes": (
        account(
            invoice("1", balance="1200"),
            invoice("2", due="2026-05-10", balance="80.5"),
            episode="i1@2026-05-02",
            notices=SENT,
            credits=(credit("30"),),
            payments=(payment("12.25"),),
        ),
        "2026-05-22",
        "09:00",
    ),
    "many_things_in_the_way": (
        account(
            invoice("1", due="2025-08-01"),
            invoice("2", due=None, problem="no due date"),
            customer=customer(emails=("nobody",), country="US", region="MA", active=False),
            books=books(released=False, booked_through=None, flooded=True),
            holds=(hold(until="2026-06-01"),),
            notices=(notice(on="2026-05-22", episode="x"),),
            opted_out=("email",),
            unreadable=("credit note 9: unknown currency",),
            uncertain=("KEY",),
        ),
        "2026-05-24",
        "22:00",
    ),
    "pre_due": (account(invoice("1", due="2026-05-08"), notices=(EARLIER,)), "2026-05-05", "09:00"),
    "paid_by_credit": (account(invoice("1"), credits=(credit("400"),)), "2026-05-05", "09:00"),
    "nothing_due": (account(invoice("1", due="2026-07-01")), "2026-05-05", "09:00"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_decided_as_it_was_approved(name: str) -> None:
    asked, day, clock = CASES[name]
    now = at(day, clock)
    whole = {"decision": decide(asked, POLICY, RULES, now), "guards": explain(asked, POLICY, RULES, now)}
    text = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=2).decode()
    same_as_golden(f"decision_{name}.json", f"{text}\n")


def step(channel: str, kind: str) -> str:
    asked = account(invoice("1", balance="4210"), invoice("2"), invoice("3"), notices=(EARLIER,))
    act = replace(notify(decide(asked, POLICY, RULES, at("2026-05-05"))), channel=channel, kind=kind)
    return note_text(act, asked, date(2026, 5, 12), "ABCDEFGHIJKLMNOPQRST", 2)


@pytest.mark.parametrize(
    ("channel", "kind", "words"),
    [
        (
            "email",
            "level",
            "Reminder 2 e-mailed 12 May 2026: 3 invoices, GBP 4,410.00 [ABCDEFGHIJKLMNOPQRST]",
        ),
        (
            "email",
            "pre_due",
            "Friendly note e-mailed 12 May 2026: 3 invoices, GBP 4,410.00 [ABCDEFGHIJKLMNOPQRST]",
        ),
        ("call", "level", "Call task 2 given 12 May 2026: 3 invoices, GBP 4,410.00 [ABCDEFGHIJKLMNOPQRST]"),
        (
            "hand_over",
            "level",
            "Hand-over 2 given to a person 12 May 2026: 3 invoices, GBP 4,410.00 [ABCDEFGHIJKLMNOPQRST]",
        ),
    ],
)
def test_the_note_in_the_ledger_has_fixed_words(channel: str, kind: str, words: str) -> None:
    assert step(channel, kind) == words


def test_each_invoice_has_a_note_slot_of_its_own() -> None:
    asked = account(invoice("1"))
    act = notify(decide(asked, POLICY, RULES, at("2026-05-05")))
    slot = slot_of(act, asked)
    assert len({slot, note_slot(slot, "i1"), note_slot(slot, "i2")}) == 3
    assert len(slot) == 20
