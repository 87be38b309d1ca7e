"""A first pull asks ahead: few calls, several under way at once, and none left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from connectors.base import Page
from connectors.errors import Refused, TryLater
from connectors.quickbooks.asking import Asker
from connectors.quickbooks.mapping import facts, make_ready
from connectors.quickbooks.query import open_invoices
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.walking import Place, Walk
from connectors.sandbox.faults import Fault
from dunning.ledger import CreditNote, Customer, Invoice, Payment
from tests.connectors import quickbooks_pages as wire
from tests.connectors.quickbooks_linked import HISTORY, Linked, linked
from tests.connectors.quickbooks_stage import Stage, big_book
from tests.connectors.test_sandbox_quickbooks_desk import customer, invoice, payment, small_book


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("quickbooks")]


def asked(on: Linked) -> list[str]:
    return [call.body.decode() for call in on.api.calls if call.path.endswith("/query")]


def until(is_so: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether it comes true within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.01)
    return False


def most_at_once(on: Linked) -> int:
    """The most calls that were under way together."""
    calls = [call for call in on.api.calls if "/company/" in call.path]
    return max(sum(one.arrived <= call.arrived < one.ended for one in calls) for call in calls)


@pytest.mark.parametrize(
    ("invoices", "customers", "payments", "calls"),
    [
        (999, 100, 50, 7),
        (1000, 100, 200, 8),
        (1001, 99, 0, 8),
        (1994, 7, 3, 8),
        (1995, 7, 3, 9),
        (3000, 100, 100, 10),
    ],
)
def test_what_a_first_pull_costs_company_and_preferences_included(
    invoices: int, customers: int, payments: int, calls: int
) -> None:
    people = tuple(customer(f"c{number}", f"Customer {number}") for number in range(customers))
    owed = tuple(invoice(str(number), f"c{number % customers}", "10.00") for number in range(invoices))
    paid = tuple(payment(f"p{number}", "c0", "1.00") for number in range(payments))
    with linked(small_book(customers=people, invoices=owed, credits=(), payments=paid)) as on:
        on.ledger.organisation()
        stage = Stage().take(on.pull())
        assert on.api.metered_calls() == calls
        assert [len(stage.of(kind)) for kind in (Invoice, Customer, Payment, CreditNote)] == [
            invoices,
            customers,
            payments,
            0,
        ]


def test_the_next_page_is_asked_for_while_this_one_is_being_stored() -> None:
    with linked(big_book(1500)) as on:
        pages = on.ledger.changes(None, history_from=HISTORY)
        next(pages)
        assert until(lambda: any("startposition 996 " in statement for statement in asked(on)))
        assert len(asked(on)) == 2
        assert len(Stage().take(pages).of(Invoice)) >= 504


def test_all_other_lists_are_under_way_at_once_and_none_before_the_first_answer(on: Linked) -> None:
    on.api.faults.add(Fault(match="/query", action="slow", seconds=0.2, times=None))
    Stage().take(on.pull())
    assert most_at_once(on) == 4
    first = min((call for call in on.api.calls if "/company/" in call.path), key=lambda call: call.arrived)
    assert "Balance > '0'" in first.body.decode()
    assert all(call.arrived >= first.ended for call in on.api.calls if call is not first)


def test_a_quiet_pull_starts_no_thread(on: Linked) -> None:
    last = on.pull()[-1].cursor
    seen: list[str] = []
    real = on.api.respond

    def respond(request: object) -> object:
        seen.extend(threads())
        return real(request)  # type: ignore[arg-type]  # handed on as it came

    on.api.respond = respond  # type: ignore[method-assign,assignment]  # to look while the call is under way
    on.pull(last)
    assert seen == []


def test_no_thread_and_no_call_outlives_a_pull(on: Linked) -> None:
    on.pull()
    assert threads() == []


def test_a_pull_that_is_given_up_ends_its_threads_and_asks_no_more() -> None:
    with linked(big_book(1500)) as on:
        for _ in on.ledger.changes(None, history_from=HISTORY):
            break
        assert threads() == []
        made = len(on.api.calls)
        time.sleep(0.1)
        assert len(on.api.calls) == made <= 2


def test_closing_the_ledger_ends_a_pull_that_is_still_held() -> None:
    with linked(big_book(1500)) as on:
        pages = on.ledger.changes(None, history_from=HISTORY)
        next(pages)
        on.ledger.close()
        assert threads() == []


def test_a_page_that_fails_is_told_of_in_its_place_and_the_pull_goes_on_there() -> None:
    with linked(big_book(2500)) as on:
        on.api.faults.add(Fault(match="/query", action="status", status=503, skip=1, times=4))
        taken: list[Page] = []
        with pytest.raises(TryLater):
            taken.extend(page for page in on.ledger.changes(None, history_from=HISTORY))
        assert threads() == []
        first = next(iter(on.again().changes(None, history_from=HISTORY)))
        rest = on.pull(first.cursor)
        assert len(Stage().take([first, *rest]).of(Invoice)) == 2500


def test_a_list_that_is_refused_keeps_none_of_the_others_back(on: Linked) -> None:
    del on.api.company.rows["CreditMemo"]
    stage = Stage()
    pages = on.ledger.changes(None, history_from=HISTORY)
    with pytest.raises(Refused, match="credits"):
        stage.take(pages)
    assert stage.of(Payment)
    assert stage.of(Customer)


def test_a_first_pull_cut_after_any_page_goes_on_from_there() -> None:
    people = tuple(customer(f"c{number}", f"Customer {number}") for number in range(1100))
    owed = tuple(invoice(str(number), f"c{number % 1100}", "10.00") for number in range(2400))
    paid = tuple(payment(f"p{number}", "c0", "10.00", (f"i{number}", "10.00")) for number in range(1200))
    with linked(small_book(customers=people, invoices=owed, credits=(), payments=paid)) as on:
        pages = on.pull()
        assert [len(page.rows) for page in pages] == [1000, 205, 1000, 105, 0, 1000, 205, 1000, 205]
        whole = Stage().take(pages).facts
        for number in range(1, len(pages)):
            again = Stage().take(pages[:number]).take(on.pull(pages[number - 1].cursor))
            assert again.facts == whole, f"cut after page {number}"


# --- positions that shift -------------------------------------------------------------------------


def page(first: int, last: int) -> Sheet:
    return Sheet(
        wire.page([{"Id": str(number), "domain": "QBO"} for number in range(first, last + 1)], "Invoice")
    )


@pytest.mark.parametrize(
    ("count", "fullest", "more"),
    [
        (1000, 1000, True),
        (999, 999, False),
        (100, 100, True),
        (100, 1000, False),
        (500, 500, True),
        (0, 0, False),
    ],
)
def test_a_page_is_the_last_unless_it_is_full_or_as_round_as_the_fullest(
    count: int, fullest: int, *, more: bool
) -> None:
    assert (Place().after(page(1, count), fullest) is not None) is more


def test_rows_that_went_away_before_a_page_cost_half_a_page_and_not_the_whole_list() -> None:
    with linked(big_book(5000)) as on:
        pages = on.ledger.changes(None, history_from=HISTORY)
        stage = Stage().take([next(pages), next(pages), next(pages)])
        for paid in range(1, 31):
            on.api.pay(str(paid), Decimal("10.00"))
        stage.take(pages)
        assert len(stage.of(Invoice)) == 5000
        starts = [
            int(each.split("startposition ")[1].split()[0]) for each in asked(on) if "Balance > " in each
        ]
        assert starts.count(1) == 1
        assert len(starts) <= 6 + 2


def test_a_walk_reads_a_list_of_the_company_by_itself(on: Linked) -> None:
    asker = Asker(on.ledger._transport, on.ledger._another)
    (one,) = Walk(asker, "open invoices", open_invoices).pages()
    asker.close()
    assert one[1] is None
    assert len(one[0]) == on.api.number_of_open_invoices()


def test_a_page_is_made_into_facts_in_the_thread_that_read_it(on: Linked) -> None:
    asker = Asker(on.ledger._transport, on.ledger._another)
    sheet = asker.ask("open invoices", open_invoices(1)).result()
    asker.close()
    assert sheet.facts is not None
    assert [row.id for row in sheet.facts if isinstance(row, Invoice)] == [*sheet.ids]


def test_a_page_with_a_row_that_names_no_currency_waits_for_the_companys_own() -> None:
    sheet = Sheet(wire.page([wire.invoice("1", CurrencyRef=...)], "Invoice"))
    make_ready(sheet)
    assert sheet.facts is None
    [row] = facts(sheet, "USD")
    assert isinstance(row, Invoice)
    assert row.currency == "USD"
