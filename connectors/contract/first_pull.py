"""The first pull: all that matters comes, exactly, and can be cut anywhere without loss."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from connectors.base import Cursor
from connectors.contract.checks import agree, hold, skip_unless, there
from connectors.contract.source import Calls, Trouble
from connectors.contract.staged import Staged
from connectors.contract.stand import LATER, NUMBER, TOTAL, Stand
from connectors.errors import TryLater
from dunning.ledger import Customer, Invoice, Payment, is_currency


class FirstPull:
    """From no cursor at all."""

    def test_the_ledger_says_whose_books_these_are(self, stand: Stand) -> None:
        """The id with the environment is the ledger's identity, so it never changes."""
        told = stand.ledger.organisation()
        agree(told.provider, stand.source.provider.name, "provider")
        hold(bool(told.id and told.name), "the company has no id or no name")
        hold(is_currency(told.home_currency), f"{told.home_currency!r} is no currency")
        hold(bool(ZoneInfo(told.timezone).key), "the company has no time zone")
        agree(stand.another().organisation(), told, "the company, asked again")

    def test_every_open_document_comes_once_to_the_cent(self, stand: Stand) -> None:
        """The balances are the source's own, in every currency, and so is credit not yet taken."""
        staged = Staged(stand.pull())
        hold(len(stand.source.balances()) > 1, "the source has too few open invoices to tell anything")
        agree(sorted(row.number or "" for row in staged.open()), sorted(stand.source.balances()), "numbers")
        stand.agrees(staged)

    def test_every_open_invoice_comes_with_its_customer(self, stand: Stand) -> None:
        """Nobody can be written to otherwise."""
        staged = Staged(stand.pull())
        known = {customer.id for customer in staged.of(Customer)}
        strangers = {row.number for row in staged.open() if row.customer_id not in known}
        agree(strangers, set(), "open invoices whose customer did not come")

    def test_an_invoice_comes_with_its_dates_total_and_payments(self, stand: Stand) -> None:
        """Part of it is paid, so the balance differs from the total."""
        stand.bill()
        paid = stand.source.pay(NUMBER, Decimal("333.33"))
        staged = Staged(stand.pull())
        row, issued = staged.invoice(NUMBER), stand.source.today() - timedelta(days=40)
        agree((row.issued_on, row.due_on), (issued, issued + timedelta(days=14)), "issued on, due on")
        agree((row.total, row.balance, row.status), (TOTAL, Decimal("666.97"), "open"), "total, balance")
        payment = there(staged.payment(paid), "the payment did not come")
        shares = [(share.invoice_id, share.amount) for share in payment.allocations]
        agree((payment.amount, shares), (Decimal("333.33"), [(row.id, Decimal("333.33"))]), "the payment")
        agree(payment.paid_on, stand.source.today(), "paid on")

    def test_decisions_may_be_taken_once_a_page_says_that_all_is_there(self, stand: Stand) -> None:
        """`complete` comes with the last of what is owed, of credits and of customers, and stays."""
        staged, complete = Staged(), False
        for page in stand.changes():
            hold(page.complete or not complete, "a first pull that was complete is not so any more")
            staged.take([page])
            if page.complete and not complete:
                complete = True
                agree(staged.balances(), dict(stand.source.balances()), "balances when told complete")
                known = {customer.id for customer in staged.of(Customer)}
                hold(all(row.customer_id in known for row in staged.open()), "complete without customers")
        hold(complete, "a first pull ended and was never complete")

    def test_settled_invoices_older_than_the_history_are_not_fetched(self, stand: Stand) -> None:
        """The first day of the history belongs to it; what is still owed comes however old it is."""
        days = (stand.source.today() - stand.history_from).days
        for number, ago in (("OLD", days + 1), ("EDGE", days), ("OWED", days + 1)):
            stand.bill(number, days_ago=ago)
        for number in ("OLD", "EDGE"):
            stand.source.pay(number, TOTAL)
        staged = Staged(stand.pull())
        came = {row.number for row in staged.of(Invoice)} & {"OLD", "EDGE", "OWED"}
        agree(came, {"EDGE", "OWED"}, "invoices that came")
        longer = Staged(stand.pull(history_from=stand.history_from - timedelta(days=1)))
        agree((longer.invoice("OLD").status, longer.invoice("OLD").balance), ("paid", Decimal(0)), "OLD")

    def test_a_pull_cut_after_any_page_goes_on_without_loss(self, stand: Stand) -> None:
        """The rows up to a page and those from its cursor on are all there are."""
        many(stand)
        pages = stand.pull()
        whole = Staged(pages)
        stand.agrees(whole)
        for number, page in enumerate(pages, 1):
            resumed = Staged(pages[:number]).take(stand.pull(page.cursor))
            agree(resumed.changed_since(whole.meaning()), set(), f"lost or other after page {number}")

    def test_a_pull_that_breaks_off_goes_on_from_its_last_page(self, stand: Stand) -> None:
        """As it happens: the connection breaks, the pages so far are staged, the next run goes on.

        It breaks after each number of calls in turn: which page that is, is not said where several
        calls are under way at once.
        """
        skip_unless(Trouble.CUT in stand.source.abilities.troubles, "no connection can break here")
        before = stand.allowance.taken
        whole = Staged(stand.pull())
        for calls in range(1, max(2, stand.allowance.taken - before)):
            staged, last = Staged(), list[Cursor]()
            stand.source.trouble(Trouble.CUT, Calls.READS, after=calls)

            def pull(staged: Staged = staged, last: list[Cursor] = last) -> None:
                for page in stand.changes():
                    staged.take([page])
                    last.append(page.cursor)

            stand.caught(pull, TryLater)
            stand.source.heal()
            staged.take(stand.pull(last[-1] if last else None))
            agree(staged.changed_since(whole.meaning()), set(), f"lost or other after call {calls}")

    def test_what_happens_while_the_first_pull_is_under_way_is_seen_by_the_next(self, stand: Stand) -> None:
        """After each page an invoice is added and another paid."""
        stand.bill(total=Decimal(100))
        staged, cursor = Staged(), None
        for number, page in enumerate(stand.changes()):
            staged.take([page])
            cursor = page.cursor
            stand.source.pass_time(timedelta(seconds=20))
            stand.bill(f"MID-{number}", Decimal(number + 1))
            stand.source.pay(NUMBER, Decimal("0.01"))
        stand.source.pass_time(LATER)
        staged.take(stand.pull(there(cursor, "a pull without a page")))
        stand.agrees(staged)
        paid = [row for row in staged.of(Payment) if row.amount == Decimal("0.01")]
        agree(len(paid), len(stand.source.payments_on(NUMBER)), "payments made meanwhile")


def many(stand: Stand, name: str = "MANY") -> None:
    """More invoices than an answer holds are added."""
    size = stand.source.abilities.page_size
    for number in range((size or 0) + 30):
        stand.bill(f"{name}-{number}", Decimal(number + 1))
