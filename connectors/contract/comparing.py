"""What customers owe by the ledger's own account, and all documents of some customers."""

from __future__ import annotations

from decimal import Decimal

from connectors.base import Page
from connectors.contract.checks import agree, hold, skip_unless
from connectors.contract.staged import Staged
from connectors.contract.stand import NUMBER, TOTAL, Stand
from connectors.standing import Comparable, Key, Standing
from dunning.ledger import CreditNote, Customer, Invoice, Kind, Payment

_MOST_CALLS = 5


def _ledger(stand: Stand) -> Comparable:
    ledger = stand.ledger
    skip_unless(isinstance(ledger, Comparable), "this ledger has no second way to tell what is owed")
    assert isinstance(ledger, Comparable)  # noqa: S101 - said to the type checker
    return ledger


class Comparing:
    """As `connectors.standing.Comparable` has them."""

    def test_what_is_owed_is_told_in_a_second_way(self, stand: Stand) -> None:
        """To the cent, in few calls: what the documents of each customer sum to."""
        ledger = _ledger(stand)
        invoice, staged, _ = stand.billed()
        before = stand.allowance.taken
        told = ledger.standing()
        hold(stand.allowance.taken - before <= _MOST_CALLS, "more than a few calls were made")
        agree(told.invoices_in_all, len(stand.source.balances()), "open invoices in all")
        if told.invoices is not None:
            agree(sum(told.invoices.values()), told.invoices_in_all, "open invoices of each customer")
        own = _comparable(told, staged, invoice)
        agree(told.owed.get(own), _owed(staged, own), "what the customer owes")
        if told.converted_to is None:
            found = {key: amount for key in _keys(staged) if (amount := _owed(staged, key))}
            agree(dict(told.owed), found, "what every customer owes")

    def test_what_moves_what_is_owed_moves_it_in_the_second_way(self, stand: Stand) -> None:
        """A payment of part, and one of all that is left."""
        ledger = _ledger(stand)
        invoice, staged, _ = stand.billed()
        own = _comparable(ledger.standing(), staged, invoice)
        first = ledger.standing().owed.get(own, Decimal(0))
        stand.source.pay(NUMBER, Decimal(1))
        agree(ledger.standing().owed.get(own, Decimal(0)), first - 1, "what is owed after a part")
        stand.source.pay(NUMBER, TOTAL - 1)
        told = ledger.standing()
        agree(told.owed.get(own, Decimal(0)), first - TOTAL, "what is owed after the rest")
        agree(told.invoices_in_all, len(stand.source.balances()), "open invoices in all")

    def test_all_documents_of_a_customer_are_told_as_a_pull_tells_them(self, stand: Stand) -> None:
        """Also those that are settled; nothing of anyone else."""
        ledger = _ledger(stand)
        invoice, _, _ = stand.billed()
        stand.source.pay(NUMBER, Decimal(1))
        staged, cursor = stand.first()
        page = Page(rows=ledger.documents_of([invoice.customer_id]), cursor=cursor, complete=True)
        theirs = Staged([page]).meaning()
        known = {key: fact for key, fact in staged.meaning().items() if key in theirs}
        agree({key: fact for key, fact in theirs.items() if key in known}, known, "facts of the customer")
        hold((Kind.CUSTOMER, invoice.customer_id) in theirs, "the customer is not among them")
        hold((Kind.INVOICE, invoice.id) in theirs, "an invoice of theirs is not among them")
        for fact in theirs.values():
            whose = fact.id if isinstance(fact, Customer) else getattr(fact, "customer_id", None)
            agree(whose, invoice.customer_id, f"whose {type(fact).__name__} came")
        missed = [one for one in staged.open() if one.customer_id == invoice.customer_id]
        hold(all((Kind.INVOICE, one.id) in theirs for one in missed), "not all open invoices came")


def _comparable(told: Standing, staged: Staged, invoice: Invoice) -> Key:
    """The customer of the invoice, in its currency, which is the home currency."""
    if told.converted_to is not None:
        agree(told.converted_to, invoice.currency, "the home currency")
        others = {one.currency for one in staged.open() if one.customer_id == invoice.customer_id}
        agree(others, {invoice.currency}, "currencies of the customer")
    return invoice.customer_id, invoice.currency


def _in_hand(staged: Staged) -> list[CreditNote | Payment]:
    rows: list[CreditNote | Payment] = [*staged.of(CreditNote), *staged.of(Payment)]
    return [row for row in rows if row.status == "active" and row.unapplied]


def _keys(staged: Staged) -> set[Key]:
    rows = [*staged.open(), *_in_hand(staged)]
    return {(row.customer_id, row.currency) for row in rows if row.customer_id is not None}


def _owed(staged: Staged, key: Key) -> Decimal:
    owed = sum((one.balance for one in staged.open() if (one.customer_id, one.currency) == key), Decimal(0))
    taken = (one.unapplied for one in _in_hand(staged) if (one.customer_id, one.currency) == key)
    return owed - sum(taken, Decimal(0))
