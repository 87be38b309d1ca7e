"""What was deleted in QuickBooks where its feed does not tell of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.base import Cursor, Page
from connectors.errors import TryLater
from connectors.quickbooks.remaining import still_open
from connectors.quickbooks.sheet import Sheet
from dunning.ledger import (
    CreditNote,
    Kind,
    Payment,
    StillOpen,
)
from tests.connectors.quickbooks_linked import TODAY, Linked, linked
from tests.connectors.quickbooks_stage import KINDS, Stage, big_book
from tests.connectors.test_sandbox_quickbooks_desk import payment, small_book


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


# --- what was deleted where the feed does not tell of it -------------------------------------------


def remaining(pages: Iterable[Page]) -> dict[Kind, set[str]]:
    return {row.kind: set(row.ids) for page in pages for row in page.rows if isinstance(row, StillOpen)}


def test_what_was_deleted_while_nobody_pulled_for_over_a_month_is_gone() -> None:
    book = small_book()
    spare = payment("p8", "amy", "40.00")
    with linked(small_book(payments=(*book.payments, spare))) as on:
        pages = on.pull()
        stage = Stage().take(pages)
        (unused,) = [row.id for row in stage.of(Payment).values() if row.unapplied == Decimal("40.00")]
        credits_left = [row.id for row in stage.of(CreditNote).values() if row.unapplied]
        on.watch.on(days=3)
        on.api.delete("1003")
        on.api.delete_payment(unused)
        for credit_id in credits_left:
            del on.api.company.rows["CreditMemo"][credit_id]
        on.watch.on(days=40)
        on.api.calls.clear()
        more = on.pull(pages[-1].cursor)
        stage.take(more)
        assert stage.open_balances() == on.api.open_balances()
        assert unused not in stage.of(Payment)
        assert not any(row.unapplied for row in stage.of(CreditNote).values())
        told = remaining(more)
        assert told[Kind.PAYMENT] == set(on.api.company.rows["Payment"])
        assert len(told[Kind.INVOICE]) == on.api.number_of_open_invoices()
        assert set(told) == set(KINDS)
        assert remaining(more[:-1]) == {}  # the list comes with the cursor that makes it final
        assert on.api.metered_calls() <= 4 + 6  # what changed of each kind; what is left, twice at most


def test_what_was_deleted_before_a_thousand_other_changes_is_gone() -> None:
    with linked(big_book(1200)) as on:
        pages = on.pull()
        stage = Stage().take(pages)
        on.watch.on(hours=1)
        on.api.delete("1200")
        on.watch.on(minutes=1)
        for number in range(1, 1151):
            on.api.edit_due(str(number), TODAY + timedelta(days=3))
        on.watch.on(minutes=10)
        more = on.pull(pages[-1].cursor)
        stage.take(more)
        assert not stage.gone  # the feed holds the newest thousand
        assert stage.open_balances() == on.api.open_balances()
        assert set(remaining(more)) == {Kind.INVOICE}  # the feed told all there was of the others


def test_a_feed_that_tells_all_costs_no_lists(on: Linked) -> None:
    pages = on.pull()
    on.watch.on(hours=1)
    on.api.delete("1003")
    assert remaining([*pages, *on.pull(pages[-1].cursor)]) == {}


def busy(on: Linked, times: int, act: Callable[[int], None]) -> None:
    """After each of the first so many pages of ids, somebody works in the company."""
    real, calls = on.api.respond, 0

    def respond(request: Any) -> Any:
        nonlocal calls
        answer = real(request)
        if b"select Id" in request.get_data() and calls < times:
            calls += 1
            act(calls)
        return answer

    on.api.respond = respond  # type: ignore[method-assign]  # the company works on while we read


def test_a_list_that_shifts_while_it_is_read_is_read_again() -> None:
    with linked(big_book(2100)) as on:
        pages = on.pull()
        on.watch.on(days=40)

        def pay(_: int) -> None:
            for number in range(1, 31):  # more than the pages share
                on.api.pay(str(number), Decimal("10.00"))

        busy(on, 1, pay)
        told = remaining(on.pull(pages[-1].cursor))
        owed = {key for key, row in on.api.company.rows["Invoice"].items() if row["Balance"] > 0}
        assert told[Kind.INVOICE] == owed
        assert len(owed) == 2070


def test_a_list_that_never_stands_still_is_not_believed_but_left_for_later() -> None:
    with linked(big_book(2100)) as on:
        pages = on.pull()
        on.watch.on(days=40)

        def pay(call: int) -> None:
            for number in range(call * 40, call * 40 + 40):
                on.api.pay(str(number), Decimal("10.00"))

        busy(on, 100, pay)
        with pytest.raises(TryLater, match=r"remaining Invoices.*keeps changing"):
            on.pull(pages[-1].cursor)


@pytest.mark.parametrize("sizes", [(1, 1), (7, 3), (2500, 250)])
def test_a_server_that_gives_smaller_pages_than_asked_for_still_tells_all(sizes: tuple[int, int]) -> None:
    count, most = sizes
    ids = [str(number) for number in range(1, count + 1)]

    def ask(_: str, statement: str) -> Sheet:
        start = int(statement.partition("startposition ")[2].partition(" ")[0])
        return id_page(ids[start - 1 : start - 1 + most])

    (told,) = still_open((Kind.INVOICE,), ask)
    assert set(told.ids) == set(ids)


def id_page(ids: Iterable[str | None]) -> Sheet:
    rows = [{"Id": one, "domain": "QBO"} if one else {"domain": "QBO"} for one in ids]
    return Sheet(json.dumps({"QueryResponse": {"Invoice": rows}, "time": "2026-11-18T06:04:48Z"}).encode())


def test_an_empty_list_is_a_whole_one() -> None:
    (told,) = still_open((Kind.INVOICE, Kind.CUSTOMER), lambda *_: id_page(()))
    assert told == StillOpen(kind=Kind.INVOICE, ids=())


@pytest.mark.parametrize("ids", [("1", None, "3"), tuple(str(number) for number in range(40))])
def test_a_list_whose_rows_lack_ids_or_that_always_begins_again_proves_nothing(
    ids: tuple[str | None, ...],
) -> None:
    assert still_open((Kind.INVOICE,), lambda *_: id_page(ids)) == ()


def test_a_company_that_has_to_be_pulled_anew_tells_what_is_left_too(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    on.watch.on(hours=1)
    on.api.delete("1003")
    anew = Cursor(pages[-1].cursor.text.replace("since", "never", 2).replace("never", "since", 1))
    again = on.pull(anew)
    assert stage.take(again).open_balances() == on.api.open_balances()
    assert again[-1].complete
    assert remaining(on.pull(again[-1].cursor)) == {}
