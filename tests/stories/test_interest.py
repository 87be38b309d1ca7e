"""Interest as a bookkeeper meets it: stated in letters, charged as a draft once, freed by a person's word."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.tables import events
from tests.crash.sweep import run_child
from tests.stories.terminal import Terminal, terminal
from tests.world import QUICKBOOKS, XERO, World, world

BY_CONTRACT = f"""
[policy.law]
debtor_kind = "company"
[policy.interest]
basis = "contractual"
from_level = "reminder"
rate = "8"
source = "our terms, clause 7"
[ledgers.{XERO}.interest]
account = "200"
tax_code = "NONE"
"""
DEBTOR = "Łódź Textiles"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    with world(tmp_path, customers=12) as made, terminal(made) as typed:
        claiming(made, XERO, QUICKBOOKS)
        yield typed


def claiming(made: World, *names: str) -> World:
    made.config.write_text(made.config.read_text(encoding="utf-8") + BY_CONTRACT, encoding="utf-8")
    return made.at(made.office.clock.now()).ready_to_send(*names)


def claim(desk: Terminal, *more: str) -> Any:
    return desk.type("interest", XERO, DEBTOR, "--json", *more).json


def drafts(made: World) -> list[Any]:
    """Sales invoices that Duesync made: they bear a key as reference, and our words."""
    return [
        each
        for each in made.sandbox.xero.books.invoices.values()
        if each.lines and each.lines[0].description.startswith("Interest on invoice")
    ]


def charges(desk: Terminal) -> list[str]:
    return [each["state"] for each in desk.type("charge", XERO, "--json").json["charges"]]


def test_letters_state_the_claim_that_interest_shows_and_ask_for_no_more_than_is_owed(desk: Terminal) -> None:
    found = claim(desk)
    assert desk.type("run", XERO).code == 0
    [letter] = [each for each in desk.world.mail() if each["To"] == "odz.textiles.4@example.com"]
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # every one of ours has it
    [one] = found["invoices"]
    total, principal = (each.replace(".", ",") for each in (found["total"], one["principal"]))
    assert f"Tot en met 17 november 2026 is dat €\xa0{total}." in text, "they are written to in Dutch"
    assert "tegen 8% per jaar" in text
    assert "(our terms, clause 7)" in text
    assert f"Te betalen: €\xa0{principal}" in text


def test_a_charge_is_proposed_approved_and_made_as_a_draft_once(desk: Terminal) -> None:
    total = claim(desk)["total"]
    assert "Proposed as charge 1." in desk.type("charge", XERO, DEBTOR).out
    assert drafts(desk.world) == [], "a proposal does nothing"
    assert "waits for a yes: duesync charge" in desk.type("status").out
    assert desk.type("charge", XERO, "--approve", "1").code == 0
    assert claim(desk)["invoices"] == [], "from the yes on its days are charged"
    for _ in range(2):
        assert desk.type("run", XERO).code == 0
    [draft] = drafts(desk.world)
    assert (draft.status, draft.total, draft.currency) == ("DRAFT", Decimal(total), "EUR")
    assert draft.contact.customer.name == DEBTOR
    [line] = draft.lines
    assert (line.account, line.tax_type) == ("200", "NONE")
    assert "at 8% a year (our terms, clause 7)" in line.description
    assert "made in the ledger" in desk.type("charge", XERO).out
    assert desk.type("charge", XERO, DEBTOR).code == 1, "no day is left to be charged"


def test_what_changed_between_proposal_and_yes_is_proposed_again(desk: Terminal) -> None:
    desk.type("charge", XERO, DEBTOR)
    [number] = [each["number"] for each in claim(desk)["invoices"]]
    desk.api(XERO).pay(number, Decimal(10))
    desk.type("sync", XERO)
    told = desk.type("charge", XERO, "--approve", "1")
    assert (told.code, told.errors[0].startswith("error: the books, the rates or the settings have")) == (
        1,
        True,
    )
    assert desk.type("charge", XERO, DEBTOR).code == 1, "one waits for its yes already"
    assert desk.type("charge", XERO, "--withdraw", "1").code == 0
    assert "Proposed as charge 2." in desk.type("charge", XERO, DEBTOR).out


def test_days_are_free_again_by_a_persons_word_alone(desk: Terminal) -> None:
    desk.type("charge", XERO, DEBTOR)
    desk.type("charge", XERO, "--approve", "1")
    desk.type("run", XERO)
    desk.type("sync", XERO)
    standing = desk.type("charge", XERO, "--withdraw", "1", "--note", "changed my mind")
    assert (standing.code, "still stands in the ledger" in standing.err) == (1, True)
    [draft] = drafts(desk.world)
    draft.stage, draft.updated = "DELETED", desk.world.sandbox.xero.books.stamp()
    desk.type("sync", XERO)
    assert claim(desk)["invoices"] == [], "a deletion frees nothing by itself"
    assert "say with --note" in desk.type("charge", XERO, "--withdraw", "1").err
    before = acted(desk)
    assert desk.type("charge", XERO, "--withdraw", "1", "--note", "deleted").code == 0
    since = acted(desk)[len(before) :]
    assert since
    assert "duesync" not in since
    assert len(claim(desk)["invoices"]) == 1
    assert charges(desk) == ["withdrawn: deleted"]
    assert desk.type("charge", XERO, "--withdraw", "1").code == 1


def test_a_draft_that_xero_refuses_is_told_and_can_be_withdrawn(desk: Terminal) -> None:
    config = desk.world.config
    config.write_text(config.read_text(encoding="utf-8").replace('"200"', '"999"'), encoding="utf-8")
    desk.type("charge", XERO, DEBTOR)
    desk.type("charge", XERO, "--approve", "1")
    assert desk.type("run", XERO).code == 1
    assert "Account code '999' is not a valid code" in charges(desk)[0]
    assert any("refused by the ledger" in each for each in desk.status(XERO)["charges"])
    assert desk.type("charge", XERO, "--withdraw", "1").code == 0
    assert len(claim(desk)["invoices"]) == 1


def test_a_lost_answer_makes_no_second_draft(desk: Terminal) -> None:
    desk.type("charge", XERO, DEBTOR)
    desk.type("charge", XERO, "--approve", "1")
    desk.break_(XERO, "PUT .*/Invoices", "lost")
    desk.type("run", XERO)
    assert "it is not known yet" in charges(desk)[0]
    assert "it is not known yet" in desk.type("charge", XERO, "--withdraw", "1", "--note", "x").err
    desk.mend()
    assert desk.type("run", XERO).code == 0
    assert len(drafts(desk.world)) == 1
    assert "made in the ledger" in charges(desk)[0]


def test_interest_bears_no_interest_and_is_chased_like_any_invoice_once_approved(desk: Terminal) -> None:
    desk.type("charge", XERO, DEBTOR)
    desk.type("charge", XERO, "--approve", "1")
    desk.type("run", XERO)
    [draft] = drafts(desk.world)
    draft.stage, draft.due_on = "AUTHORISED", draft.issued_on
    draft.updated = desk.world.sandbox.xero.books.stamp()
    later = desk.world.office.clock.now().replace(day=28)
    desk.type("sync", XERO, now=later)
    desk.type("confirm-books", XERO, "--as-of", "2026-11-28", now=later)
    found = desk.type("interest", XERO, DEBTOR, "--json", now=later).json
    assert len(found["invoices"]) == 1
    assert draft.number not in {each["number"] for each in found["invoices"]}


def test_quickbooks_and_settings_that_lack_an_account_refuse_in_words(desk: Terminal) -> None:
    told = desk.type("charge", QUICKBOOKS, "anybody")
    assert "QuickBooks Online takes no draft invoices" in told.err
    assert "takes no draft invoices" in desk.type("doctor").out
    config = desk.world.config
    config.write_text(config.read_text(encoding="utf-8").replace('account = "200"\n', ""), encoding="utf-8")
    told = desk.type("charge", XERO, DEBTOR)
    assert f"account and tax_code in [ledgers.{XERO}.interest]" in told.err
    assert f"account and tax_code are not both set in [ledgers.{XERO}.interest]" in desk.type("doctor").out


@pytest.mark.parametrize("words", [("x", "--approve", "1"), ("--approve", "1", "--withdraw", "1")])
def test_one_thing_at_a_time(desk: Terminal, words: tuple[str, ...]) -> None:
    assert desk.type("charge", XERO, *words).code == 2


def test_killed_at_any_step_of_the_writing_there_is_one_draft(tmp_path: Path) -> None:
    """From the claim to the settling: each step with a charge of its own, in one world."""
    with world(tmp_path, customers=16) as made, terminal(made) as typed:
        claiming(made, XERO)
        assert run_child(made, XERO, 0) == 0
        debtors = [each for each in names(typed) if bears(typed, each)]
        approved(typed, debtors.pop(0))
        assert run_child(made, XERO, 0) == 0
        points = (made.folder / "first.txt").read_text(encoding="utf-8").splitlines()
        begun = len(points) - points[::-1].index("before request") - 1
        steps = range(begun - 1, min(begun + 5, len(points)) + 1)
        assert {points[each - 1] for each in steps} >= {
            "after commit",
            "before request",
            "request sent",
            "answer came",
        }
        for made_before, step in enumerate(steps, 1):
            approved(typed, debtors.pop(0))
            assert run_child(made, XERO, step) == -signal.SIGKILL
            for _ in range(2):
                assert run_child(made, XERO, 0) == 0
            assert len(drafts(made)) == made_before + 1, points[step - 1]
        assert {each.split(":")[0] for each in charges(typed)} == {"made in the ledger"}


def acted(desk: Terminal) -> list[str]:
    """By whom each event of the ledger's audit chain was, oldest first."""
    ledger = desk.world.office.linked(XERO)
    with desk.world.office.store.read() as connection:
        return list(
            connection.scalars(
                sa.select(events.c.by).where(events.c.ledger_id == ledger.id).order_by(events.c.number)
            )
        )


def names(desk: Terminal) -> list[str]:
    return [each.customer.name for each in desk.world.sandbox.xero.books.contacts.values()]


def bears(desk: Terminal, name: str) -> bool:
    told = desk.type("interest", XERO, name, "--json")
    return told.code == 0 and bool(told.json["invoices"])


def approved(desk: Terminal, name: str) -> None:
    told = desk.type("charge", XERO, name, "--json")
    assert told.code == 0, told.err
    assert desk.type("charge", XERO, "--approve", str(told.json["number"])).code == 0
