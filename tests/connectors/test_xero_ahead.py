"""Several pages asked for at once: in order all the same, never too many, and none left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tenacity import wait_none

from connectors.base import Page
from connectors.errors import Refused, TryLater
from connectors.sandbox.faults import Fault
from connectors.xero.ahead import MOST, Ahead, Taken
from connectors.xero.client import XeroLedger
from connectors.xero.pull import Position
from dunning.ledger import Invoice
from tests.connectors.xero_desk import HISTORY, Desk, a_book, desk_of, invoice, of_kind, open_sums

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)


@dataclass
class Server:
    """Answers after a while; knows how many asked at once."""

    pause: float = 0.02
    at_once: int = 0
    most: int = 0
    asked: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, here: Position) -> Taken:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            self.asked.append(here.page)
        time.sleep(self.pause)
        with self.lock:
            self.at_once -= 1
        if here.page == 3:
            msg = "page three"
            raise TryLater(msg)
        return Taken(size=here.page, extent=None, rows=(), at=None, read_at=NOW)


def places(*numbers: int) -> list[Position]:
    return [Position(phase="open", page=number) for number in numbers]


def our_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("xero")]


def test_pages_come_in_their_order_and_never_more_than_five_are_asked_for() -> None:
    server = Server()
    with Ahead(server) as ahead:
        ahead.want(places(*range(10, 30)))
        time.sleep(0.1)
        assert sorted(server.asked) == [10, 11, 12, 13, 14]
        for number in range(10, 30):
            ahead.want(places(*range(number, 30)))
            assert ahead.take(places(number)[0]).size == number
    assert (server.most, sorted(server.asked)) == (MOST, list(range(10, 30)))
    assert our_threads() == []


def test_an_error_waits_for_the_turn_of_its_page() -> None:
    with Ahead(Server()) as ahead:
        ahead.want(places(1, 2, 3, 4))
        assert [ahead.take(here).size for here in places(1, 2)] == [1, 2]
        with pytest.raises(TryLater, match="page three"):
            ahead.take(places(3)[0])


def test_what_is_not_wanted_any_more_is_not_asked_for_any_more() -> None:
    server = Server()
    with Ahead(server) as ahead:
        ahead.want(places(11, 12, 13, 14, 15))
        ahead.want(places(1, 2, 4, 5, 6))
        assert ahead.take(places(1)[0]).size == 1
    assert our_threads() == []
    assert not {16, 17} & {*server.asked}


def test_nothing_is_asked_after_closing() -> None:
    server = Server()
    ahead = Ahead(server)
    ahead.want(places(1, 2, 4, 5, 6))
    ahead.close()
    asked = len(server.asked)
    assert (server.at_once, our_threads()) == (0, [])
    with pytest.raises(RuntimeError):
        ahead.want(places(7))
    assert len(server.asked) == asked


@pytest.fixture(scope="module")
def thick() -> Iterator[Desk]:
    yield from desk_of(a_book(*(invoice(number, "1.00") for number in range(10, 4310))))


def hasty(desk: Desk) -> XeroLedger:
    """The same organisation, whose reads are tried again without a pause."""
    return XeroLedger(desk.connection, desk.kept, desk.budget, wait=wait_none())


def until_it_fails(ledger: XeroLedger, error: type[Exception]) -> list[Page]:
    """The pages that came before."""
    came: list[Page] = []
    with pytest.raises(error):
        came.extend(ledger.changes(None, history_from=HISTORY))  # keeps what it had when the error came
    return came


def test_the_first_answer_is_waited_for_alone(thick: Desk) -> None:
    """A pull that is turned away at once costs one call."""
    thick.api.calls.clear()
    thick.api.faults.add(Fault(match="Invoices", action="status", status=429, times=None))
    with pytest.raises(TryLater):
        thick.pull()
    time.sleep(0.1)
    assert len(thick.api.calls) == 1
    thick.api.faults.clear()


def test_a_pull_whose_pages_come_out_of_order_is_the_same(thick: Desk) -> None:
    pages, rows = thick.pull()
    for number in (2, 4):
        thick.api.faults.add(Fault(match=f"AmountDue>0.*page={number}", action="slow", seconds=0.3))
    slowly, others = thick.pull()
    thick.api.faults.clear()
    assert [page.cursor for page in slowly] == [page.cursor for page in pages]
    assert others == rows
    assert open_sums(rows) == thick.api.open_balances()


def test_a_pull_given_up_leaves_no_thread_and_calls_nothing_more(thick: Desk) -> None:
    pages = thick.ledger.changes(None, history_from=HISTORY)
    next(pages)
    pages.close()  # type: ignore[attr-defined]  # it is a generator
    assert our_threads() == []
    called = len(thick.api.calls)
    time.sleep(0.1)
    assert len(thick.api.calls) == called


def test_closing_the_ledger_ends_the_pulls_under_way(thick: Desk) -> None:
    ledger = hasty(thick)
    pages = ledger.changes(None, history_from=HISTORY)
    next(pages)
    ledger.close()
    assert our_threads() == []


@pytest.mark.parametrize("number", [2, 3, 5])
def test_a_page_that_fails_ends_the_pull_in_its_place_and_the_next_goes_on_there(
    thick: Desk, number: int
) -> None:
    thick.api.faults.add(Fault(match=f"AmountDue>0.*page={number}&", action="status", status=500, times=None))
    ledger = hasty(thick)
    came = until_it_fails(ledger, TryLater)
    thick.api.faults.clear()
    assert len(came) == number - 1
    rest = [row for page in ledger.changes(came[-1].cursor, history_from=HISTORY) for row in page.rows]
    ledger.close()
    rows = [row for page in came for row in page.rows] + rest
    assert open_sums(rows) == thick.api.open_balances()


def test_a_list_that_is_refused_while_others_are_read_is_told_at_the_end(thick: Desk) -> None:
    thick.api.faults.add(Fault(match="Contacts", action="status", status=404, times=None))
    came = until_it_fails(thick.ledger, Refused)
    thick.api.faults.clear()
    _, rest = thick.pull(came[-1].cursor)
    rows = [row for page in came for row in page.rows] + rest
    assert open_sums(rows) == thick.api.open_balances()


def test_history_is_asked_for_only_after_all_that_decisions_need(thick: Desk) -> None:
    thick.api.calls.clear()
    for page in thick.ledger.changes(None, history_from=HISTORY):
        if not page.complete:
            time.sleep(0.02)
            assert not [call for call in thick.api.calls if "Date%3E%3D" in call.query]


def test_an_invoice_paid_and_one_added_while_pages_are_read_hide_no_other(thick: Desk) -> None:
    """The count stays the same: only the new row shows that others have moved."""
    before = {one.id for one in thick.api.books.open_invoices()}
    thick.api.faults.add(Fault(match="AmountDue>0.*page=[2345]&", action="slow", seconds=0.4, times=4))
    pages = thick.ledger.changes(None, history_from=date(2026, 11, 1))
    rows = list(next(pages).rows)
    thick.later(seconds=5)
    shown = of_kind(rows, Invoice)[0]
    thick.api.pay(shown.number or "", shown.balance)
    for number in range(9):  # some lie where nothing was read yet
        thick.api.add_invoice("a", Decimal("7.00"), date(2026, 12, 1), number=f"NEW-{number}")
    for number in range(8):
        thick.api.pay(of_kind(rows, Invoice)[number + 1].number or "", Decimal("1.00"))
    thick.later(seconds=5)
    for page in pages:
        rows += page.rows
    assert before <= {row.id for row in of_kind(rows, Invoice)}
