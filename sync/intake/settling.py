"""The waiting lines matched with the books as they are now: after a file was read, and after every pull.

The law it keeps: what the books show is entered no second time. A payment that was recorded for a line and
is not begun yet is dropped when the books turn out to have that money already.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.matching import Known, Match, match
from sync.store import bank, bank_books, outbox, review
from sync.store.bank import Line
from sync.tables import bank_lines, bank_payments, effects

BOOKS = "the books"
IN_THE_BOOKS = "the books show this money already, so it is not entered again"


def match_again(connection: Connection, ledger_id: int, now: datetime) -> dict[str, Match]:
    """What each waiting line is taken for now, by its key; those in the books are settled by it.

    Customers whose money may have come, and those who are free again, are put up for review.
    """
    if not bank.any_waits(connection, ledger_id):
        return {}
    bank.reopen(connection, ledger_id)
    _drop_what_is_booked(connection, ledger_id, now)
    waiting = bank.waiting(connection, ledger_id)
    found = matched(connection, ledger_id, waiting)
    held: dict[int, tuple[str, ...]] = {}
    left: dict[str, Match] = {}
    for line in waiting:
        one = found[line.key]
        if one.outcome == "entered":
            _booked(connection, ledger_id, line, one, now)
        elif one.outcome == "none":
            bank.settle(
                connection, ledger_id, line, "returned", now, BOOKS, note="what it took back is gone already"
            )
        else:
            left[line.key] = one
            held[line.id] = one.candidates if line.amount > 0 else ()
    changed = bank.keep_candidates(connection, ledger_id, held)
    review.review_customers(connection, ledger_id, changed)
    return left


def matched(
    connection: Connection, ledger_id: int, lines: list[Line], known: Known | None = None
) -> Mapping[str, Match]:
    """What each of these is taken for."""
    if not lines:
        return {}
    payers = bank.payers(connection, ledger_id)
    books = known or bank_books.known(connection, ledger_id, lines)
    return match([each.arrived(payers) for each in lines], books)


def _booked(connection: Connection, ledger_id: int, line: Line, one: Match, now: datetime) -> None:
    whose = [] if one.customer_id is None else [one.customer_id]
    bank.settle(connection, ledger_id, line, "booked", now, BOOKS, payments=one.payments, whose=whose)


def _drop_what_is_booked(connection: Connection, ledger_id: int, now: datetime) -> None:
    """Payments of lines that nothing was begun of: the bookkeeper may have entered them meanwhile."""
    query = (
        sa.select(bank_lines.c.key, effects.c.key, effects.c.state)
        .join(bank_payments, bank_payments.c.line_id == bank_lines.c.id)
        .join(effects, effects.c.id == bank_payments.c.effect_id)
        .where(bank_lines.c.ledger_id == ledger_id, bank_lines.c.state == "entered")
        .where(sa.not_(bank_lines.c.other_money))
        .where(sa.not_(effects.c.taken_back), effects.c.state != "dropped")
    )
    states: dict[str, dict[str, str]] = {}
    for line, key, state in connection.execute(query):
        states.setdefault(line, {})[key] = state
    ready = {line for line, keys in states.items() if set(keys.values()) == {"ready"}}
    lines = [each for each in bank.entered(connection, ledger_id) if each.key in ready] if ready else []
    if not lines:
        return
    books = bank_books.known(connection, ledger_id, lines)
    others = replace(books, entered=tuple(each for each in books.entered if each.line not in ready))
    found = matched(connection, ledger_id, lines, others)
    for line in lines:
        one = found[line.key]
        if one.outcome != "entered":
            continue
        mine = [outbox.by_key(connection, ledger_id, key) for key in states[line.key]]
        for effect in filter(None, mine):
            outbox.drop(connection, effect, IN_THE_BOOKS, now)
            review.review_customers(connection, ledger_id, [effect.customer_id])
        _booked(connection, ledger_id, line, one, now)
