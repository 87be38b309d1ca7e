"""What must hold when the storm is over, held against the source's own books and its log of calls."""

from __future__ import annotations

from collections import Counter
from typing import Any

import connectors
from connectors.sandbox.traffic import most_at_once, most_within
from dunning.ledger import of_minor
from sync.store import figures
from tests.load.storm import PROVIDER, Storm, too_many


def check(storm: Storm) -> None:
    """What must hold after one quiet pass. `AssertionError` says what does not."""
    check_log(storm)
    check_limits(storm)
    check_balances(storm)
    check_writes(storm)


def check_log(storm: Storm) -> None:
    """Nobody was signed out, and nothing happened that a run does not know what to do about."""
    lines = storm.log.read_text(encoding="utf-8").splitlines()
    bad = [line for line in lines if line.startswith(("signed out", "broke"))]
    assert not bad, bad[:5]


def check_limits(storm: Storm) -> None:
    """No call over the limits, by the source's own log."""
    calls, limits = storm.calls(), connectors.provider(PROVIDER[storm.name]).limits
    assert most_at_once(calls) <= limits.at_once
    assert most_within(calls, 60) <= (storm.per_minute or limits.per_minute)
    if limits.per_second is not None:
        assert most_within(calls, 1) <= limits.per_second
    if limits.batches_per_minute is not None:
        batches = [call for call in calls if call.path.endswith("/batch")]
        assert most_within(batches, 60) <= limits.batches_per_minute
    assert not any(map(too_many, calls)), "the source itself refused calls as too many"


def check_balances(storm: Storm) -> None:
    """What is staged is what is true at the source, to the cent, invoice by invoice."""
    ledger = storm.made.office.linked(storm.name)
    with storm.made.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
        staged = figures.open_balances(connection, ledger.id)
    assert staged == storm.api.open_balances()
    assert len(rows) == storm.api.number_of_open_invoices()
    for row in rows:
        assert of_minor(row.balance, row.currency) == storm.api.balance_of(row.number), row.number


def check_writes(storm: Storm) -> None:
    """Each payment and note that was decided stands at the source once; nothing is left in doubt."""
    ledger, rows = storm.made.office.linked(storm.name), storm.rows()
    with storm.made.office.store.read() as connection:
        numbers = {row.id: row.number for row in figures.every_invoice(connection, ledger.id)}
    for row in rows:
        if row.kind not in ("payment", "note"):
            continue
        number = numbers[row.invoice_id]
        if row.kind == "payment":
            times = sum(one[1] == row.key for one in storm.api.payments_on(number))
        else:
            times = sum(text.count(row.key) for text in storm.api.notes_on(number))
        due = 1 if row.state == "done" else 0
        assert times == due, f"{row.kind} {row.key} is {row.state} ({row.reason}), and stands {times} times"
        assert row.state in ("done", "refused", "dropped") or _waits(rows, row), (row.kind, row.state)
    sent = Counter(str(message["Message-ID"]) for message in storm.made.mail())
    assert all(number == 1 for number in sent.values()), f"sent twice: {sent}"


def _waits(rows: list[Any], note: Any) -> bool:
    """A note waits for its message, of which nobody knows whether it went."""
    causes = {row.id: row for row in rows}
    cause = causes.get(note.cause_id)
    return note.kind == "note" and cause is not None and cause.state == "uncertain"
