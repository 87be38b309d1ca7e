"""The briefing of a call as it is shown: from the books as they are now, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from dunning.account import Contact
from sync import commands
from sync.cli.briefing_text import in_full
from sync.commands import ActError, Said, replies
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import letter

LEVELS = '[[policy.levels]]\nname = "ring"\ndays = 4\ntone = "firm"\nchannel = "call"\n'


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """One customer to be called, 12 days past due, who owes in two currencies."""
    with desk(tmp_path) as made:
        made.stage(
            customer("C1", name="Acme", phone="+44 20 7946 0001"),
            invoice("I1"),
            invoice("I2", overdue=3, owes="30.00"),
            invoice("Y", currency="JPY", owes="50000", overdue=-20),
            customer("C2", name="Done"),
        )
        made.under(LEVELS).decide()
        yield made


def test_who_calls_reads_all_of_it_on_one_screen(bench: Desk) -> None:
    said = Said(by="robin", customer="C1", invoices=("N-I2",), who="Ann", where="call", quote="by then, sure")
    commands.promise(bench.office, bench.ledger, said, amount=None, by=TODAY + timedelta(days=7))
    spoken = Contact(channel="call", at=NOW - timedelta(days=9), reached=True, note="asked for a copy")
    commands.log(bench.office, bench.ledger, customer="C1", contact=spoken, by="robin")
    pounds, yen = commands.brief(bench.office, bench.ledger, "Acme")
    text = in_full(pounds)
    for words in (
        "Acme, ask for Ann: +44 20 7946 0001",
        "Open with (firm): Hello, this is Summit. £120.00 has been open since 6 November",
        "Overdue and to be asked for: GBP 120.00. Open, oldest first:",
        "N-I1: GBP 120.00, due 6 November 2026, 12 days past due",
        "N-I2: GBP 30.00, due 15 November 2026, 3 days past due, GBP 30.00 of it not to be asked for now",
        'the promise of GBP 30.00 by 25 November 2026 (Ann, call) is open, in their words: "by then, sure"',
        '9 November 2026: called: "asked for a copy"',
        "a promise for 18 December 2026 at the latest (1 left)",
        "up to 12 instalments of GBP 20.00 or more, the last by 18 November 2027",
    ):
        assert words in text, words
    assert len(text.splitlines()) < 24
    assert (yen.opening, yen.briefing.amount) == (None, Decimal(0))
    assert "Nothing is to be asked for now" in in_full(yen)
    assert msgspec.json.encode(pounds)


def test_the_call_that_waits_for_a_yes_brings_its_briefing(bench: Desk) -> None:
    [proposal] = commands.proposals(bench.office, bench.ledger)
    key = proposal.customer_id, proposal.notify.currency
    prepared = commands.prepared(bench.office, bench.ledger, key, proposal.notify)
    assert (prepared.level, prepared.tone) == ("ring", "firm")
    assert prepared.briefing.calling.stops == ()


def test_who_owes_nothing_needs_no_briefing(bench: Desk) -> None:
    with pytest.raises(ActError, match="Done owes nothing"):
        commands.brief(bench.office, bench.ledger, "Done")


def test_what_they_wrote_last_is_read_before_the_call(bench: Desk) -> None:
    texts = ("Please call after ten.", "Thanks.", "We have sent it back.", "What now?", "Hello?")
    for number, text in enumerate(texts):
        content = letter(text, sender="ap@acme.example", message_id=f"<{number}@acme.example>")
        replies.hear(bench.office, bench.ledger, [content])
    for number in (1, 2, 3, 5):
        replies.assign_reply(bench.office, bench.ledger, number, "C1", "robin")
    replies.assign_reply(bench.office, bench.ledger, 4, "C2", "robin")
    for number in (1, 5):
        replies.resolve_reply(bench.office, bench.ledger, number, "called back", "robin")
    pounds, _ = commands.brief(bench.office, bench.ledger, "Acme")
    assert [(each.number, each.waiting) for each in pounds.wrote] == [(2, True), (3, True), (5, False)]
    text = in_full(pounds)
    assert '18 November 2026: "Thanks." (message 2, waits for you)' in text
    assert '"Hello?" (message 5, settled: called back)' in text
    assert "after ten" not in text
