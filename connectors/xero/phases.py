"""The lists of a Xero ledger, and how each is asked for.

The law: open invoices come first, with all that lowers them, so that no decision waits for history.
Only filters and orders that Xero answers fast for a large organisation are used. A list that is too
long for it all the same is asked for in parts that leave no row out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from connectors.xero.fit import YEARS
from connectors.xero.wire import ContactRow, CreditRow, InvoiceRow, PaymentRow, Wire
from dunning.ledger import Kind

_SPAN: Final = timedelta(days=730)  # the first step towards an open end of the calendar
_STATUSES: Final = ("ACTIVE", "ARCHIVED", "GDPRREQUEST")  # of contacts: all there are


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a list: documents dated from `since` (inclusive) to `before` (exclusive), or `undated`.

    Contacts have no date: theirs are those of one `status`, in the order in which they changed.
    """

    since: date | None = None
    before: date | None = None
    undated: bool = False
    changed_order: bool = False
    status: str | None = None

    def clauses(self) -> list[str]:
        """What of Xero's `where` names this part."""
        found = [f"Date>={_day(self.since)}"] if self.since else []
        found += [f"Date<{_day(self.before)}"] if self.before else []
        found += ["Date==null"] if self.undated else []
        return found + ([f'ContactStatus=="{self.status}"'] if self.status else [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One list to be read. `call` is the SDK's name for it.

    `historic`: only from the day on that history begins. `dated`: its rows have a date.
    """

    name: str
    call: str
    resource: str
    row: type[Wire]
    kind: Kind
    where: tuple[str, ...] = ()
    historic: bool = False
    dated: bool = True
    order: str
    extra: dict[str, Any] = field(default_factory=dict)

    def asked(self, history_from: date, part: Part | None = None) -> dict[str, Any]:
        """The query's parameters, without page and since."""
        if part is None:
            part = Part(since=history_from) if self.historic else Part()
        clauses = [*self.where, *part.clauses()]
        # By id, or date where Xero sorts by no id, nothing changes pages by being edited while we read.
        order = "UpdatedDateUTC" if part.changed_order else self.order
        where = {"where": " AND ".join(clauses)} if clauses else {}
        return where | {"order": f"{order} ASC"} | self.extra

    def split(self, part: Part | None, history_from: date) -> tuple[Part, ...]:
        """`part` (`None`: the whole list) in smaller ones that hold all its rows; none when it is the least.

        Where most documents are dated lies after `history_from`.
        """
        if not self.dated:
            return _contacts_split(part)
        if part is None and not self.historic:
            halves = (Part(before=history_from), Part(since=history_from))
            return (*halves, Part(undated=True))
        part = part or Part(since=history_from)
        if part.undated:
            return ()
        middle = _middle(part, history_from)
        if middle is None:
            return ()
        return (Part(since=part.since, before=middle), Part(since=middle, before=part.before))


def _middle(part: Part, history_from: date) -> date | None:
    """A day inside, so that each side is smaller; `None` when there is none worth trying."""
    if part.since and part.before:
        middle = part.since + (part.before - part.since) // 2
        return middle if middle > part.since else None
    if part.since:  # where one end is open, ever larger steps away from where most documents lie
        middle = part.since + max(_SPAN, part.since - history_from)
    else:
        end = part.before or history_from
        middle = end - max(_SPAN, history_from - end)
    return middle if middle.year in YEARS else None


def _contacts_split(part: Part | None) -> tuple[Part, ...]:
    if part is None:
        return (Part(changed_order=True),)  # the only order that Xero is known to answer fast
    return () if part.status else tuple(Part(changed_order=True, status=status) for status in _STATUSES)


def _day(day: date) -> str:
    return f"DateTime({day.year},{day.month:02},{day.day:02})"


def _invoices(name: str, *where: str, historic: bool = False, **extra: Any) -> Phase:
    return Phase(
        name=name,
        call="get_invoices",
        resource="Invoices",
        row=InvoiceRow,
        kind=Kind.INVOICE,
        where=('Type=="ACCREC"', *where),
        historic=historic,
        order="InvoiceID",
        extra=extra,
    )


def _credits(name: str, resource: str, *where: str) -> Phase:
    return Phase(
        name=name,
        call=f"get_{name}",
        resource=resource,
        row=CreditRow,
        kind=Kind.CREDIT,
        where=where,
        order="Date",
    )


CONTACTS: Final = Phase(
    name="contacts",
    call="get_contacts",
    resource="Contacts",
    row=ContactRow,
    kind=Kind.CUSTOMER,
    dated=False,
    order="ContactID",
    extra={"include_archived": True},
)
# Over- and prepayments have two types that are a customer's; Xero answers no OR, so none is asked for.
CREDITS: Final = (
    _credits("credit_notes", "CreditNotes", 'Type=="ACCRECCREDIT"'),
    _credits("overpayments", "Overpayments"),
    _credits("prepayments", "Prepayments"),
)
_PAYMENTS = Phase(
    name="payments",
    call="get_payments",
    resource="Payments",
    row=PaymentRow,
    kind=Kind.PAYMENT,
    where=('PaymentType=="ACCRECPAYMENT"',),
    historic=True,
    order="PaymentID",
)
FIRST: Final = (
    _invoices("open", "AmountDue>0", statuses=["AUTHORISED"]),
    CONTACTS,
    *CREDITS,
    _invoices("history", historic=True),
    _PAYMENTS,
)
INVOICES: Final = _invoices("invoices")
LATER: Final = (INVOICES, CONTACTS, *CREDITS)
SETTLED: Final = ("history", "payments")  # what of a first pull decisions need not wait for
