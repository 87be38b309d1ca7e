"""Pulling a QuickBooks company: everything comes, exactly, once cut it goes on, and it costs little."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.base import Cursor, Page
from connectors.errors import ConnectorError, SignInAgain, TryLater
from connectors.http import RENEWALS
from connectors.quickbooks.client import QuickBooksLedger
from connectors.quickbooks.remaining import still_open
from connectors.quickbooks.sheet import Sheet
from connectors.sandbox.book import Book
from connectors.sandbox.faults import Fault
from dunning.ledger import (
    CreditNote,
    Customer,
    Fact,
    Gone,
    Invoice,
    Kind,
    Payment,
    Row,
    StillOpen,
    Unreadable,
)
from tests.connectors.quickbooks_linked import HISTORY, TODAY, Linked, connection_to, linked
from tests.connectors.test_sandbox_quickbooks_desk import customer, invoice, payment, small_book


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


KINDS: dict[Kind, type[Fact]] = {
    Kind.INVOICE: Invoice,
    Kind.CREDIT: CreditNote,
    Kind.PAYMENT: Payment,
}
OPEN = {Kind.INVOICE: "balance", Kind.CREDIT: "unapplied", Kind.PAYMENT: "unapplied"}


class Stage:
    """What a store would hold after the pages."""

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], Fact] = {}
        self.gone: set[str] = set()

    def take(self, pages: Iterable[Page]) -> Stage:
        for page in pages:
            for row in page.rows:
                self._take(row)
        return self

    def _take(self, row: Row) -> None:
        assert not isinstance(row, Unreadable), row
        if isinstance(row, StillOpen):
            for fact in list(self.of(KINDS[row.kind]).values()):
                if fact.id not in row.ids and getattr(fact, OPEN[row.kind]) > 0:
                    del self.facts[type(fact).__name__, fact.id]
        elif isinstance(row, Gone):
            self.gone.add(row.id)
            self.facts = {key: fact for key, fact in self.facts.items() if fact.id != row.id}
        elif isinstance(row, Fact):
            self.facts[type(row).__name__, row.id] = row

    def of(self, kind: type[Any]) -> dict[str, Any]:
        return {fact.id: fact for fact in self.facts.values() if type(fact) is kind}

    def open_balances(self) -> dict[str, Decimal]:
        owed: defaultdict[str, Decimal] = defaultdict(Decimal)
        for row in self.of(Invoice).values():
            if row.balance > 0:
                owed[row.currency] += row.balance
        return dict(owed)


def big_book(count: int, **more: Any) -> Book:
    invoices = tuple(invoice(str(number), "amy", "10.00") for number in range(1, count + 1))
    return small_book(
        customers=(customer("amy", "Amy's"),), invoices=invoices, credits=(), **{"payments": (), **more}
    )


def test_a_first_pull_stages_every_balance_to_the_cent() -> None:
    with linked() as on:
        pages = on.pull()
        stage = Stage().take(pages)
        assert stage.open_balances() == on.api.open_balances()
        rows = on.api.company.rows
        for kind, name in (
            (Invoice, "Invoice"),
            (Customer, "Customer"),
            (Payment, "Payment"),
            (CreditNote, "CreditMemo"),
        ):
            assert set(stage.of(kind)) == set(rows[name])
        for row in stage.of(Invoice).values():
            assert (row.total, row.balance) == (
                rows["Invoice"][row.id]["TotalAmt"],
                rows["Invoice"][row.id]["Balance"],
            )
        for row in stage.of(Payment).values():
            assert row.unapplied == rows["Payment"][row.id]["UnappliedAmt"]


def test_open_invoices_come_first_and_decisions_may_be_taken_before_history(on: Linked) -> None:
    pages = on.pull()
    assert all(isinstance(row, Invoice) and row.balance > 0 for row in pages[0].rows)
    assert [page.complete for page in pages] == [False, False, False, True, True]
    assert all(isinstance(row, Invoice) and not row.balance for row in pages[-1].rows)


def test_a_first_pull_of_a_small_firm_costs_five_metered_calls_and_an_idle_one_costs_one(on: Linked) -> None:
    pages = on.pull()
    assert on.api.metered_calls() == on.purse.metered == 5
    on.api.calls.clear()
    (idle,) = on.pull(pages[-1].cursor)
    assert idle.rows == ()
    assert on.api.metered_calls() == 1
    assert on.purse.metered == 6


def test_no_get_has_a_body_and_every_call_names_its_version(on: Linked) -> None:
    on.pull(on.pull()[-1].cursor)
    on.ledger.organisation()
    assert {call.method for call in on.api.calls} == {"GET", "POST"}
    for call in on.api.calls:
        assert "minorversion=75" in call.query
        assert call.method == "POST" or not call.body


def test_settled_invoices_older_than_the_history_are_not_fetched() -> None:
    old = invoice(
        "0900", "amy", "10.00", issued_on=TODAY - timedelta(days=3000), due_on=TODAY - timedelta(days=2970)
    )
    book = small_book(
        invoices=(*small_book().invoices, old), payments=(payment("p9", "amy", "10.00", ("i0900", "10.00")),)
    )
    with linked(book) as on:
        numbers = {row.number for row in Stage().take(on.pull()).of(Invoice).values()}
    assert "0900" not in numbers
    assert "1001" in numbers


def test_inactive_customers_come_too(on: Linked) -> None:
    people = Stage().take(on.pull()).of(Customer)
    (inactive,) = [row.name for row in people.values() if not row.active]
    assert inactive.startswith("Old & Gone")


def test_a_sub_customer_bills_with_its_parent(on: Linked) -> None:
    people = {row.name: row for row in Stage().take(on.pull()).of(Customer).values()}
    child = next(row for row in people.values() if row.bills_with)
    assert people["House & Garden"].id == child.bills_with


def test_a_payment_shows_in_the_next_pull_as_a_lower_balance(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    on.watch.on(hours=1)
    paid = on.api.pay("1002", Decimal("20.10"))
    stage.take(on.pull(pages[-1].cursor))
    assert stage.open_balances() == on.api.open_balances()
    assert stage.of(Payment)[paid].allocations[0].amount == Decimal("20.10")


def test_voids_and_deletions_come_through_the_change_feed(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    gone, void = on.api.invoice_id("1003"), on.api.invoice_id("1001")
    on.watch.on(hours=1)
    on.api.delete("1003")
    on.api.void("1001")
    stage.take(on.pull(pages[-1].cursor))
    assert gone in stage.gone
    assert stage.of(Invoice)[void].status == "void"
    assert stage.open_balances() == on.api.open_balances()


def test_a_row_changed_while_the_first_pull_ran_is_seen_again_by_the_next(on: Linked) -> None:
    stage, last = Stage(), None
    for number, page in enumerate(on.ledger.changes(None, history_from=HISTORY)):
        if number == 0:
            on.watch.on(minutes=1)
            on.api.pay("1003", Decimal("80.00"))
        stage.take([page])
        last = page.cursor
    stage.take(on.pull(last))
    assert stage.open_balances() == on.api.open_balances()


def test_a_list_longer_than_a_page_comes_whole() -> None:
    with linked(big_book(2100)) as on:
        pages = on.pull()
        assert len(Stage().take(pages).of(Invoice)) == 2100
        assert [len(page.rows) for page in pages[:3]] == [1000, 1000, 110]
        assert not any(page.complete for page in pages[:3])


def test_invoices_paid_while_the_list_is_read_push_no_other_one_out() -> None:
    with linked(big_book(2100)) as on:
        stage = Stage()
        for number, page in enumerate(on.ledger.changes(None, history_from=HISTORY)):
            stage.take([page])
            if number == 0:  # 25 rows before the next page go away, more than the pages share
                for paid in range(1, 26):
                    on.api.pay(str(paid), Decimal("10.00"))
        assert len(stage.of(Invoice)) == 2100


def test_a_list_that_never_stands_still_is_left_for_later() -> None:
    with linked(big_book(2100)) as on:
        real = on.api.respond

        def restless(request: Any) -> Any:
            """600 invoices, more than half a page, are owed on only while the first page is read."""
            begins = b"startposition 1 " in request.get_data()
            for number in range(1, 601):
                on.api.company.rows["Invoice"][on.api.invoice_id(str(number))]["Balance"] = Decimal(
                    "10.00" if begins else "0"
                )
            return real(request)

        on.api.respond = restless  # type: ignore[method-assign]  # the company works on while we read
        with pytest.raises(TryLater, match="keeps changing"):
            on.pull()


def test_a_pull_that_was_cut_goes_on_where_its_last_page_ended() -> None:
    with linked(big_book(1500)) as on:
        first = next(iter(on.ledger.changes(None, history_from=HISTORY)))
        on.api.calls.clear()
        rest = list(on.again().changes(Cursor(first.cursor.text), history_from=HISTORY))
        assert b"startposition 996 " in on.api.calls[0].body
        stage = Stage().take([first, *rest])
        assert len(stage.of(Invoice)) == 1500
        assert rest[-1].complete


def test_more_changes_than_the_feed_holds_are_asked_for_by_kind_and_by_query() -> None:
    with linked(big_book(1200)) as on:
        pages = on.pull()
        stage = Stage().take(pages)
        on.watch.on(hours=1)
        for number in range(1, 1151):
            on.api.edit_due(str(number), TODAY + timedelta(days=3))
        on.watch.on(minutes=1)
        on.api.delete("1200")
        on.watch.on(minutes=10)
        more = on.pull(pages[-1].cursor)
        stage.take(more)
        assert sum(row.due_on == TODAY + timedelta(days=3) for row in stage.of(Invoice).values()) == 1150
        assert len(stage.of(Invoice)) == 1199
        assert stage.open_balances() == on.api.open_balances()
        on.api.calls.clear()
        on.watch.on(hours=1)
        (idle,) = on.pull(more[-1].cursor)
        assert idle.rows == ()
        assert on.api.metered_calls() == 1


def test_a_fallback_that_is_cut_begins_again_and_loses_nothing() -> None:
    with linked(big_book(1200)) as on:
        pages = on.pull()
        on.watch.on(hours=1)
        for number in range(1, 1151):
            on.api.edit_due(str(number), TODAY + timedelta(days=3))
        feed = on.ledger.changes(pages[-1].cursor, history_from=HISTORY)
        partly = [next(feed), next(feed)]
        stage = Stage().take(pages).take(on.pull(partly[-1].cursor))
        assert sum(row.due_on == TODAY + timedelta(days=3) for row in stage.of(Invoice).values()) == 1150


def test_after_more_than_a_month_away_changes_are_asked_for_by_query(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    on.watch.on(days=3)
    on.api.pay("1002", Decimal("20.10"))
    on.watch.on(days=40)
    more = on.pull(pages[-1].cursor)
    assert stage.take(more).open_balances() == on.api.open_balances()
    on.api.calls.clear()
    on.pull(more[-1].cursor)
    assert len(on.api.calls) == 1


def test_a_company_that_names_no_currencies_is_asked_once_for_its_own() -> None:
    with linked(big_book(3)) as on:
        for rows in on.api.company.rows.values():
            for row in rows.values():
                row.pop("CurrencyRef", None)
        pages = on.pull()
        assert {row.currency for row in Stage().take(pages).of(Invoice).values()} == {"USD"}
        assert on.api.metered_calls() == 6
        invoice_row = on.api.company.rows["Invoice"][on.api.invoice_id("2")]
        on.api.company.touch(invoice_row, on.watch())
        on.api.calls.clear()
        (page,) = on.again().changes(pages[-1].cursor, history_from=HISTORY)
        assert [row.currency for row in page.rows if isinstance(row, Invoice)] == ["USD"]
        assert on.api.metered_calls() == 2  # the changes, and the customer of the one that changed


def test_a_bad_row_at_the_source_is_named_and_the_page_goes_on(on: Linked) -> None:
    on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CurrencyRef"] = {"value": "XXZ"}
    rows = on.pull()[0].rows
    (bad,) = [row for row in rows if isinstance(row, Unreadable)]
    assert (bad.number, bad.problem) == ("1002", "unknown currency 'XXZ'")
    assert len(rows) == on.api.number_of_open_invoices()


def test_the_company_is_known_by_its_realm_currency_and_zone(on: Linked) -> None:
    told = on.ledger.organisation()
    assert (told.provider, told.environment, told.id) == ("quickbooks", "sandbox", on.api.realm_id)
    assert (told.name, told.home_currency, told.country) == ("Craig's Design", "USD", "US")
    assert told.timezone == "America/New_York"


def test_payments_may_go_to_banks_and_undeposited_funds(on: Linked) -> None:
    names = {account.name for account in on.ledger.deposit_accounts()}
    assert {"Checking", "Undeposited Funds"} <= names


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


# --- what goes wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        Fault(match="/query", action="html", status=503, times=3),
        Fault(match="/query", action="status", status=500, times=2),
        Fault(match="/query", action="html", status=200),
        Fault(match="/query", action="garbage"),
        Fault(match="/query", action="empty"),
        Fault(match="/query", action="cut"),
        Fault(match="/query", action="lost"),
    ],
)
def test_a_read_that_fails_for_a_moment_is_repeated(on: Linked, fault: Fault) -> None:
    on.api.faults.add(fault)
    assert Stage().take(on.pull()).open_balances() == on.api.open_balances()
    assert on.purse.metered == 5


def test_a_read_that_takes_too_long_is_asked_again() -> None:
    with linked(small_book(), read_timeout=1.0) as on:
        on.api.faults.add(Fault(match="/query", action="slow", seconds=1.5))
        assert Stage().take(on.pull()).open_balances() == on.api.open_balances()


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault(match="/query", action="html", status=503, times=None), TryLater, "Service Unavailable"),
        (Fault(match="/query", action="garbage", times=None), TryLater, "could not be read"),
        (Fault(match="/query", action="empty", times=None), TryLater, "nothing"),
        (Fault(match="/query", action="cut", times=None), TryLater, "connection broke"),
        (
            Fault(match="/query", action="status", status=403, times=None),
            SignInAgain,
            "link the ledger again",
        ),
        (Fault(match="/query", action="html", status=403, times=None), TryLater, "on the way"),
        (
            Fault(
                match="/query",
                action="status",
                status=200,
                body='{"Fault":{"Error":[{"Message":"Subscription ended","code":"6190"}]}}',
            ),
            SignInAgain,
            "6190",
        ),
    ],
)
def test_a_read_that_keeps_failing_says_what_it_was_about(
    on: Linked, fault: Fault, kind: type[ConnectorError], words: str
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(kind, match=words) as caught:
        on.pull()
    assert "open invoices" in str(caught.value)
    if isinstance(caught.value, TryLater):
        assert caught.value.after >= 60


THROTTLED_XML = (
    '<?xml version="1.0"?><IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>message='
    "ThrottleExceeded; errorCode=003001; statusCode=429</Message></Error></Fault></IntuitResponse>"
)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(match="/query", action="status", status=429),
        Fault(match="/query", action="html", status=429),
        Fault(
            match="/query",
            action="status",
            status=429,
            body=THROTTLED_XML,
            headers={"Content-Type": "text/xml"},
        ),
        Fault(
            match="/query",
            action="status",
            status=403,
            body=THROTTLED_XML,
            headers={"Content-Type": "text/xml"},
        ),
        Fault(match="/query", action="status", status=200, body='{"fault":{"error":[{"code":"003001"}]}}'),
    ],
)
def test_when_throttled_everyone_stays_away_for_a_minute_and_the_run_moves_on(
    on: Linked, fault: Fault
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(TryLater, match="too many calls") as caught:
        on.pull()
    assert caught.value.after == 60
    assert on.purse.kept_away == [60.0]
    assert len(on.api.calls) == 1


def test_a_fault_inside_a_change_feed_does_not_pass_for_no_changes(on: Linked) -> None:
    last = on.pull()[-1].cursor
    fault = '{"Fault":{"Error":[{"Message":"Subscription ended","code":"6190"}],"type":"ValidationFault"}}'
    body = '{"CDCResponse":[{"QueryResponse":[{},' + fault + ']}],"time":"2026-11-18T08:00:00.000-08:00"}'
    on.api.faults.add(Fault(match="/cdc", action="status", status=200, body=body))
    with pytest.raises(SignInAgain, match="6190"):
        on.pull(last)


def test_an_access_token_that_ended_is_renewed_once_and_costs_nothing(on: Linked) -> None:
    on.api.expire_access()
    assert Stage().take(on.pull()).open_balances() == on.api.open_balances()
    assert on.drawer.renewed == 1
    assert on.purse.metered == 5


def test_a_grant_that_the_client_took_back_asks_for_a_new_link_without_showing_a_token(on: Linked) -> None:
    on.api.revoke_grants()
    with pytest.raises(SignInAgain) as caught:
        on.pull()
    assert on.drawer.kept.access_token not in str(caught.value)


def test_a_token_that_is_refused_again_after_renewal_asks_for_a_new_link(on: Linked) -> None:
    on.api.faults.add(
        Fault(
            match="/query",
            action="status",
            status=401,
            times=None,
            body='{"fault":{"error":[{"detail":"Token expired: AB0160","code":"3200"}]}}',
        )
    )
    with pytest.raises(SignInAgain) as caught:
        on.pull()
    assert on.drawer.renewed == RENEWALS
    assert "AB0160" not in str(caught.value)


def test_a_refused_query_is_told_with_its_code_and_intuits_id(on: Linked) -> None:
    with pytest.raises(ConnectorError, match="4000") as caught:
        on.ledger._transport.read(
            "the list of nothing", lambda: on.ledger._transport.query("select nonsense"), bytes
        )
    assert caught.value.request_id.startswith("1-")
    assert caught.value.about == "the list of nothing"


def test_where_nobody_listens_the_ledger_is_tried_later(on: Linked) -> None:
    nowhere = connection_to("http://127.0.0.1:9", on.api.realm_id)
    ledger = QuickBooksLedger(nowhere, on.drawer, on.purse, wait=on.ledger._transport._wait)
    with pytest.raises(TryLater, match="cannot be reached"):
        ledger.organisation()
    ledger.close()


def test_a_connection_without_a_company_asks_to_be_linked(on: Linked) -> None:
    with pytest.raises(SignInAgain, match="no QuickBooks company"):
        QuickBooksLedger(connection_to("http://127.0.0.1:9", None), on.drawer, on.purse)
