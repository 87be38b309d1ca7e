"""The state of one emulated company: its objects as they are sent, and what follows from them.

The law kept here is QuickBooks's own bookkeeping. What a payment applies lowers the open balance of
the invoice (or uses up the credit memo) it is linked to; the customer's balances follow. Every
change raises the object's SyncToken and its MetaData.LastUpdatedTime. A customer whose balance moves
gets a new time but keeps its token, as recorded from the real service once; whether it always does
is not known, so `Company.restamps_customers` turns it off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from connectors.sandbox.quickbooks.known import KNOWN
from connectors.sandbox.quickbooks.postings import POSTED, entity_of, gives, owner, posted, postings
from connectors.sandbox.quickbooks.refusals import not_found
from connectors.sandbox.quickbooks.wire import Wire, currency_of, figure, reference, stamp

DOCUMENTS = frozenset(
    {"CreditMemo", "Deposit", "Invoice", "JournalEntry", "Payment", "Purchase", "RefundReceipt"}
)
VOIDED = "Voided"
_FIRST_ATTACHABLE = 5000000000000503624
_NOTHING = Decimal(0)

# What one unit was worth in US dollars: fixed, so that a book looks the same every day.
_IN_DOLLARS = {
    "AUD": "0.66",
    "CAD": "0.73",
    "CHF": "1.13",
    "EUR": "1.08",
    "GBP": "1.27",
    "JPY": "0.0067",
    "KWD": "3.25",
    "NZD": "0.61",
    "USD": "1",
}


@dataclass(frozen=True, slots=True)
class Deleted:
    """A document that was deleted, which only the change feed still tells of."""

    entity: str
    id: str
    at: datetime


class Company:
    """All objects of one company, by entity and id, in order of creation.

    `closed_until`: nothing dated on or before it may be changed. `restamps_customers`: a customer
    whose balance alone moved has a new LastUpdatedTime. Not safe for several threads by itself: the
    API's lock is held by whoever calls.
    """

    def __init__(self, *, home_currency: str, multicurrency: bool) -> None:
        self.home_currency = home_currency
        self.multicurrency = multicurrency
        self.closed_until: date | None = None
        self.deposited: set[str] = set()
        self.links: dict[str, tuple[int, date]] = {}  # by invoice: how many it had, when the last expires
        self.restamps_customers = True
        self.rows: dict[str, dict[str, Wire]] = {entity: {} for entity in KNOWN}
        self.deleted: list[Deleted] = []
        self._applied: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
        self._last: defaultdict[str, int] = defaultdict(int, {"Attachable": _FIRST_ATTACHABLE - 1})

    def find(self, entity: str, identifier: object) -> Wire:
        """The object as it stands, to be changed in place. Raises `Refusal` 610.

        `entity`: also as a payment's line names it ("Check").
        """
        row = self.rows[entity_of(entity)].get(str(identifier))
        if row is None:
            raise not_found()
        return row

    def add(self, entity: str, row: Wire, at: datetime) -> Wire:
        """Keep a new object; gives it its id, token and times."""
        sequence = "document" if entity in DOCUMENTS else entity
        self._last[sequence] += 1
        row |= {
            "domain": "QBO",
            "sparse": False,
            "Id": str(self._last[sequence]),
            "SyncToken": "0",
            "MetaData": {"CreateTime": stamp(at), "LastUpdatedTime": stamp(at)},
        }
        self.rows[entity][row["Id"]] = row
        return row

    def touch(self, row: Wire, at: datetime) -> None:
        """A new version, changed at that instant."""
        row["SyncToken"] = str(int(row["SyncToken"]) + 1)
        row["MetaData"] = row["MetaData"] | {"LastUpdatedTime": stamp(at)}

    def remove(self, entity: str, row: Wire, at: datetime) -> None:
        """Delete an object; the change feed remembers it."""
        del self.rows[entity][row["Id"]]
        self.deleted.append(Deleted(entity, row["Id"], at))

    def rate(self, currency: str) -> Decimal:
        """Home units for one foreign one."""
        worth = [Decimal(_IN_DOLLARS.get(code, "1")) for code in (currency, self.home_currency)]
        return (
            Decimal(1) if currency == self.home_currency else (worth[0] / worth[1]).quantize(Decimal("1e-6"))
        )

    def open_amount(self, document: Wire, *, but_for: str | None = None) -> Decimal:
        """What payments have not taken up of what they can be linked to; one payment may be left out."""
        taken = self._applied[document["Id"]]
        worth = (
            Decimal(document["TotalAmt"]) if "CustomerRef" in document else abs(posted(self.rows, document))
        )
        return worth - sum((amount for payment, amount in taken.items() if payment != but_for), _NOTHING)

    def applied_to(self, document_id: str) -> dict[str, Decimal]:
        """What each payment applied to a document, by the payment's id."""
        return dict(self._applied[document_id])

    def settle(self, entity: str, document: Wire) -> None:
        """Bring a document's balance, where it has one, and links in line with the payments on it."""
        document["LinkedTxn"] = [
            {"TxnId": payment, "TxnType": "Payment"} for payment in self._applied[document["Id"]]
        ]
        if entity_of(entity) in POSTED:
            return
        currency, left = currency_of(document), self.open_amount(document)
        document["Balance"] = figure(left, currency)
        if entity == "CreditMemo":
            document["RemainingCredit"] = figure(left, currency)
        if self.multicurrency:
            rate = self.rate(currency)
            home = {"HomeTotalAmt": Decimal(document["TotalAmt"]), "HomeBalance": left}
            document["ExchangeRate"] = rate.normalize() if rate != 1 else 1
            document |= {name: figure(amount * rate, self.home_currency) for name, amount in home.items()}

    def link(self, payment: Wire, at: datetime) -> None:
        """Post a payment's lines; the documents they name move with it."""
        for entity, document_id, amount in linked(payment):
            taken = self._applied[document_id]
            taken[payment["Id"]] = taken.get(payment["Id"], _NOTHING) + amount
            document = self.find(entity, document_id)
            self.settle(entity, document)
            self.touch(document, at)
        self._state_unapplied(payment)

    def unlink(self, payment: Wire, at: datetime) -> None:
        """Take a payment's lines back."""
        for entity, document_id, _ in linked(payment):
            if self._applied[document_id].pop(payment["Id"], None) is not None:
                document = self.find(entity, document_id)
                self.settle(entity, document)
                self.touch(document, at)

    def release(self, document: Wire, at: datetime) -> None:
        """Free a document of its payments, whose amounts become unapplied."""
        for payment_id in self._applied.pop(document["Id"], {}):
            payment = self.find("Payment", payment_id)
            payment["Line"] = [
                line for line in payment["Line"] if line["LinkedTxn"][0]["TxnId"] != document["Id"]
            ]
            self._keep_within(payment, at)
            self._state_unapplied(payment)
            self.touch(payment, at)

    def _keep_within(self, payment: Wire, at: datetime) -> None:
        """Take back what a payment applied beyond what it still has, its last line first."""
        for line in reversed(list(payment["Line"])):
            short = -self.unapplied(payment["TotalAmt"], linked(payment))
            link = line["LinkedTxn"][0]
            if short <= 0 or gives(self.rows, link["TxnType"], link["TxnId"]):
                continue
            back, document = min(short, Decimal(line["Amount"])), self.find(link["TxnType"], link["TxnId"])
            line["Amount"] = figure(Decimal(line["Amount"]) - back, currency_of(payment))
            self._applied[link["TxnId"]][payment["Id"]] -= back
            if not line["Amount"]:
                payment["Line"].remove(line)
            if not self._applied[link["TxnId"]][payment["Id"]]:
                del self._applied[link["TxnId"]][payment["Id"]]
            self.settle(link["TxnType"], document)
            self.touch(document, at)

    def _state_unapplied(self, payment: Wire) -> None:
        left = self.unapplied(payment["TotalAmt"], linked(payment))
        payment["UnappliedAmt"] = figure(left, currency_of(payment))

    def unapplied(self, total: Decimal | int, lines: Iterable[tuple[str, str, Decimal]]) -> Decimal:
        """What is left of a payment: credits linked to it add, what is owed takes."""
        return Decimal(total) + sum(
            (amount if gives(self.rows, kind, document) else -amount for kind, document, amount in lines),
            _NOTHING,
        )

    def balance(self, customer: Wire, at: datetime) -> None:
        """Bring a customer's own balance in line, and the roll-ups of it and its parents."""
        self.balance_all([customer])
        if self.restamps_customers:
            customer["MetaData"] = customer["MetaData"] | {"LastUpdatedTime": stamp(at)}

    def _owed(self) -> dict[str, Decimal]:
        """What each customer owes by the open amounts of all papers, net."""
        owed: defaultdict[str, Decimal] = defaultdict(Decimal)
        for entity, name, sign in (
            ("Invoice", "Balance", 1),
            ("CreditMemo", "Balance", -1),
            ("Payment", "UnappliedAmt", -1),
        ):
            for row in self.rows[entity].values():
                owed[row["CustomerRef"]["value"]] += sign * Decimal(row[name])
        for entity in POSTED:
            for row in self.rows[entity].values():
                for customer, amount in postings(self.rows, row):
                    owed[customer] += amount
                if used := sum(self._applied[row["Id"]].values(), _NOTHING):
                    back = used if gives(self.rows, entity, row["Id"]) else -used
                    owed[owner(self.rows, entity, row["Id"])] += back
        return owed

    def balance_all(self, customers: Iterable[Wire] | None = None) -> None:
        """Recompute balances and roll-ups; of all customers when none are named."""
        owed = defaultdict(Decimal, self._owed())
        everyone = self.rows["Customer"]
        for customer in list(everyone.values()) if customers is None else customers:
            customer["Balance"] = figure(owed[customer["Id"]], currency_of(customer))
        rolled: defaultdict[str, Decimal] = defaultdict(Decimal)
        for customer in everyone.values():
            above: str | None = customer["Id"]
            while above is not None:
                rolled[above] += owed[customer["Id"]]
                above = everyone[above].get("ParentRef", {}).get("value")
        for customer in everyone.values():
            customer["BalanceWithJobs"] = figure(rolled[customer["Id"]], currency_of(customer))

    def customer_reference(self, customer_id: object) -> Wire:
        """A Ref with the customer's full name. Raises `Refusal` 610."""
        customer = self.find("Customer", customer_id)
        return reference(customer["Id"], customer["FullyQualifiedName"])


def linked(payment: Wire) -> list[tuple[str, str, Decimal]]:
    """What a payment's lines apply: (entity, id, amount)."""
    return [
        (line["LinkedTxn"][0]["TxnType"], line["LinkedTxn"][0]["TxnId"], Decimal(line["Amount"]))
        for line in payment["Line"]
    ]
