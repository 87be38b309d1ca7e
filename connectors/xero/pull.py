"""The order in which a Xero ledger is read, and the cursor that remembers how far it got.

The law: open invoices come first, with all that lowers them, so that no decision waits for history;
a cut pull goes on at the page it had reached; and the next pull asks for everything changed since
*before* this one began, so that rows edited meanwhile come again rather than never.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec

from connectors.base import Cursor
from connectors.errors import Refused
from connectors.xero.dates import instant
from connectors.xero.sheets import Sheet
from connectors.xero.wire import ContactRow, CreditRow, InvoiceRow, PaymentRow, Wire
from dunning.ledger import Kind

PAGE_SIZE: Final = 1000  # Xero's most
_OLD_PAGE: Final = 100  # a page this short is the last, even where `pageSize` is not understood
_OVERLAP: Final = timedelta(minutes=5)  # for clocks that differ and rows that surface late


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One list to be read. `where` may hold `{history}`; `call` is the SDK's name for it."""

    name: str
    call: str
    resource: str
    row: type[Wire]
    kind: Kind
    where: str | None = None
    order: str
    extra: dict[str, Any] = field(default_factory=dict)

    def asked(self, history_from: date) -> dict[str, Any]:
        """The query's parameters, without page and since."""
        day = f"DateTime({history_from.year},{history_from.month:02},{history_from.day:02})"
        where = {"where": self.where.format(history=day)} if self.where else {}
        # By id, or date where Xero sorts by no id, nothing changes pages by being edited while we read.
        return where | {"order": f"{self.order} ASC"} | self.extra


def _invoices(name: str, where: str, **extra: Any) -> Phase:
    return Phase(
        name=name,
        call="get_invoices",
        resource="Invoices",
        row=InvoiceRow,
        kind=Kind.INVOICE,
        where=where,
        order="InvoiceID",
        extra=extra,
    )


_CONTACTS = Phase(
    name="contacts",
    call="get_contacts",
    resource="Contacts",
    row=ContactRow,
    kind=Kind.CUSTOMER,
    order="ContactID",
    extra={"include_archived": True},
)
# Over- and prepayments have two types that are a customer's; Xero answers no OR, so none is asked for.
_CREDITS = (
    Phase(
        name="credit_notes",
        call="get_credit_notes",
        resource="CreditNotes",
        row=CreditRow,
        kind=Kind.CREDIT,
        where='Type=="ACCRECCREDIT"',
        order="Date",
    ),
    Phase(
        name="overpayments",
        call="get_overpayments",
        resource="Overpayments",
        row=CreditRow,
        kind=Kind.CREDIT,
        order="Date",
    ),
    Phase(
        name="prepayments",
        call="get_prepayments",
        resource="Prepayments",
        row=CreditRow,
        kind=Kind.CREDIT,
        order="Date",
    ),
)
_PAYMENTS = Phase(
    name="payments",
    call="get_payments",
    resource="Payments",
    row=PaymentRow,
    kind=Kind.PAYMENT,
    where='PaymentType=="ACCRECPAYMENT" AND Date>={history}',
    order="PaymentID",
)
FIRST: Final = (
    _invoices("open", 'Type=="ACCREC" AND AmountDue>0', statuses=["AUTHORISED"]),
    _CONTACTS,
    *_CREDITS,
    _invoices("history", 'Type=="ACCREC" AND Date>={history}'),
    _PAYMENTS,
)
LATER: Final = (_invoices("invoices", 'Type=="ACCREC"'), _CONTACTS, *_CREDITS)
_SETTLED: Final = ("history", "payments")  # what of a first pull decisions need not wait for


class Position(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far a pull got: the next page to read.

    `since`: only what changed since is asked for; `None` in a first pull. `then`: what the next
    pull's `since` will be. `count`: rows the list had when its last page was read.
    """

    phase: str
    page: int = 1
    since: datetime | None = None
    then: datetime | None = None
    count: int | None = None

    def cursor(self) -> Cursor:
        """As it is stored."""
        return Cursor(msgspec.json.encode(self).decode())

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The lists of this pull, in order."""
        return LATER if self.since else FIRST

    @property
    def complete(self) -> bool:
        """Whether decisions may rest on what was read before this position."""
        return self.since is not None or self.phase in _SETTLED


def position(cursor: Cursor | None) -> Position:
    """Where to begin. `Refused` when the cursor is none of ours."""
    if cursor is None:
        return Position(phase=FIRST[0].name)
    try:
        found = msgspec.json.decode(cursor.text, type=Position)
    except msgspec.DecodeError as error:
        msg = "the place where the last pull stopped cannot be read; pull the ledger anew"
        raise Refused(msg, about="cursor") from error
    if found.page < 1 or found.phase not in {phase.name for phase in found.phases}:
        msg = f"the last pull stopped at a place that does not exist ({found.phase}); pull the ledger anew"
        raise Refused(msg, about="cursor")
    return found


def begun(here: Position, answered: datetime | None) -> Position:
    """`here` with the time its pull began, by Xero's clock, told by the pull's first answer.

    Without a time (nothing had changed, say) the next pull asks from where this one did: rows may
    repeat, none is left out.
    """
    if here.then is not None or answered is None or (here.phase, here.page) != (here.phases[0].name, 1):
        return here
    return msgspec.structs.replace(here, then=answered - _OVERLAP)


def following(
    here: Position, sheet: Sheet[Any] | None, first_of_last: bytes | None = None
) -> Position | None:
    """The position after a page; `None` when that was the pull's last.

    `sheet` is `None` when nothing had changed. `first_of_last`: `first_of` the page before, so that
    a list which ignores `page` is not read for ever.
    """
    if sheet is not None:
        lost = (here.count or 0) - sheet.item_count if sheet.item_count is not None else 0
        if here.page > 1 and lost > 0:
            # Rows left the list while we read it, so later ones moved up to pages already read.
            back = max(1, here.page - -(-lost // PAGE_SIZE))
            return msgspec.structs.replace(here, page=back, count=sheet.item_count)
        if sheet.rows and _goes_on(here, sheet, first_of_last):
            return msgspec.structs.replace(here, page=here.page + 1, count=sheet.item_count)
    names = [phase.name for phase in here.phases]
    at = names.index(here.phase) + 1
    if at < len(names):
        return msgspec.structs.replace(here, phase=names[at], page=1, count=None)
    return None


def first_of(sheet: Sheet[Any] | None) -> bytes | None:
    """What tells a page from the one before: its first row, as text; amounts may not be comparable."""
    return msgspec.json.encode(sheet.rows[0]) if sheet is not None and sheet.rows else None


def _goes_on(here: Position, sheet: Sheet[Any], first_of_last: bytes | None) -> bool:
    if first_of(sheet) == first_of_last:
        return False  # the same page comes whatever is asked
    if sheet.page_count is not None:
        return here.page < sheet.page_count
    return len(sheet.rows) >= _OLD_PAGE


def next_pull(here: Position) -> Position:
    """Where the pull after this one begins."""
    since = here.then or here.since
    phases = LATER if since else FIRST
    return Position(phase=phases[0].name, since=since)


def since_text(since: datetime) -> str:
    """`If-Modified-Since`: UTC in whole seconds.

    Xero's page shows it without a zone, its OpenAPI file asks for one; with `Z` it suits both.
    """
    return since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answered(at: str | None, header: datetime | None) -> datetime | None:
    """When Xero answered: by its own clock inside the answer, else by the `Date` header, if at all."""
    try:
        return instant(at) if at else header
    except ValueError:
        return header
