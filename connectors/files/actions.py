"""`actions.csv`: what is to be done in the books, one line for each effect, appended and never changed.

The law: a line counts once its key stands at its end in full, so a line that a crash cut off counts
for nothing, and the next begins on a line of its own. No cell holds a line break, so each line is
read by itself. People open the file in their spreadsheet; what that makes of it is read all the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, Literal

import msgspec

from connectors.errors import Refused, TryLater
from connectors.files.folder import ACTIONS
from connectors.files.settings import Shape
from connectors.sheets.cells import amount, day, harmless
from connectors.sheets.columns import plain
from connectors.sheets.sheet import decoded
from dunning.effects import KEY_LENGTH
from dunning.ledger import Allocation

What = Literal["note", "payment", "void payment", "fee"]
COLUMNS: Final = (
    "when", "what", "invoice", "customer", "date", "amount", "currency", "shares", "words", "reverses",
    "customer id", "balance before", "key",
)  # fmt: skip
_KEY: Final = re.compile(rf"[A-Z2-7]{{{KEY_LENGTH}}}")
_AND: Final = " + "  # between the invoices of one payment


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `shares`: what of a payment goes to which invoice. `reverses`: the key of a payment.

    `invoice`: whom a note is about. `customer`: the name, for people. `before`: what each invoice owed
    in the export when this was written, in the order of `shares`.
    """

    key: str
    what: What
    at: datetime
    invoice: str
    customer: str
    customer_id: str | None
    paid_on: date | None
    amount: Decimal | None
    currency: str
    shares: tuple[Allocation, ...]
    before: tuple[Decimal, ...]
    words: str
    reverses: str


def header() -> bytes:
    """The first line. The mark before it tells Excel that this is UTF-8."""
    return ("\ufeff" + ",".join(COLUMNS) + "\r\n").encode()


def line_of(action: Action) -> bytes:
    """The action as one line."""
    invoices = _AND.join(part.invoice_id for part in action.shares) or action.invoice
    if len(action.shares) > 1 and any(_AND in part.invoice_id for part in action.shares):
        msg = f'an invoice whose number holds "{_AND}" must be paid alone'
        raise Refused(msg, about=ACTIONS)
    cells = (
        action.at.astimezone(UTC).isoformat(timespec="seconds"),
        action.what,
        invoices,
        action.customer,
        "" if action.paid_on is None else action.paid_on.isoformat(),
        "" if action.amount is None else f"{action.amount:f}",
        action.currency,
        _AND.join(f"{part.amount:f}" for part in action.shares),
        action.words,
        action.reverses,
        action.customer_id or "",
        _AND.join(f"{owed:f}" for owed in action.before),
        action.key,
    )
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(harmless(cell) for cell in cells)
    return written.getvalue().encode()


def read(body: bytes, shape: Shape) -> tuple[Action, ...]:
    """Every whole line. `TryLater` where not even the header is, `Refused` for what was spoilt."""
    lines = decoded(body).splitlines(keepends=True)
    delimiter = max(",;\t", key=(lines or [""])[0].count)
    names = [plain(cell) for cell in next(csv.reader(lines[:1], delimiter=delimiter), [])]
    places = {column: names.index(plain(column)) for column in COLUMNS if plain(column) in names}
    if len(places) < len(COLUMNS):
        if len(lines) <= 1:
            msg = "breaks off in its first line; is it being written?"
            raise TryLater(msg, about=ACTIONS)
        msg = "has lost its first line or some of its columns; put it back as it was"
        raise Refused(msg, about=ACTIONS)
    return tuple(_actions(lines, delimiter, places, shape))


def _actions(lines: list[str], delimiter: str, places: dict[str, int], shape: Shape) -> Iterator[Action]:
    for number, line in enumerate(lines[1:], 2):
        cells = next(csv.reader([line], delimiter=delimiter), [])
        told = {column: cells[at].strip() for column, at in places.items() if at < len(cells)}
        if _KEY.fullmatch(told.get("key", "")):
            try:
                yield _action({column: text.removeprefix("'") for column, text in told.items()}, shape)
            except (ValueError, KeyError) as error:
                msg = f"line {number} was changed and cannot be read ({error}); put it back as it was"
                raise Refused(msg, about=ACTIONS) from error


def _action(told: dict[str, str], shape: Shape) -> Action:
    what = msgspec.convert(told["what"], type=What)
    amounts = [_amount(part, shape) for part in told["shares"].split(_AND) if part]
    invoices = told["invoice"].split(_AND) if len(amounts) > 1 else [told["invoice"]]
    if amounts and len(invoices) != len(amounts):
        msg = "not as many invoices as shares"
        raise ValueError(msg)
    shares = [Allocation(invoice_id=one, amount=part) for one, part in zip(invoices, amounts, strict=False)]
    paid = what in ("payment", "fee")
    return Action(
        key=told["key"],
        what=what,
        at=_instant(told["when"], shape),
        invoice=told["invoice"],
        customer=told["customer"],
        customer_id=told["customer id"] or None,
        paid_on=day(told["date"], shape.dates) if paid else None,
        amount=_amount(told["amount"], shape) if paid else None,
        currency=told["currency"],
        shares=tuple(shares),
        before=tuple(_amount(part, shape) for part in told["balance before"].split(_AND) if part),
        words=told["words"],
        reverses=told["reverses"],
    )


def _amount(text: str, shape: Shape) -> Decimal:
    """As we wrote it, or as a spreadsheet wrote it again."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return Decimal(text)
    return amount(text, shape.decimal)[0]


def _instant(text: str, shape: Shape) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        on = day(text, shape.dates)
        return datetime(on.year, on.month, on.day, tzinfo=UTC)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
