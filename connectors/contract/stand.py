"""The bench a connector is tested on: its ledger opened on a `Source`, with all that `sync` would give.

The law: a connector raises nothing but a `ConnectorError`, and no error of its shows a secret. Both
are checked wherever an error is caught.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from threading import Lock
from types import TracebackType
from typing import Final, Self

from connectors.base import Cursor, Ledger, Page, Tokens
from connectors.contract.checks import agree, fail, hold
from connectors.contract.source import PATIENT, Source
from connectors.contract.staged import Staged
from connectors.errors import ConnectorError
from dunning.effects import Receipt, RecordPayment, VoidPayment, WriteNote, key_of
from dunning.ledger import Allocation, Invoice

NUMBER: Final = "DS-1"
"""The invoice that tests add and act on."""
TOTAL: Final = Decimal("1000.30")
LATER: Final = timedelta(minutes=10)
"""More than any overlap that a connector keeps for clocks that differ."""
_SHORTEST_SECRET = 8


class Kept:
    """`Credentials`: the tokens of one ledger, in memory; none once `gone` is set to the error to raise."""

    def __init__(self, tokens: Tokens) -> None:
        self.ever = [tokens]
        self.renewals = 0
        self.gone: ConnectorError | None = None

    def tokens(self) -> Tokens:
        """As last stored."""
        if self.gone is not None:
            raise self.gone
        return self.ever[-1]

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        """What is stored, where that is newer than `stale`; else `refresh(stale)`, stored."""
        if stale.access_token == self.ever[-1].access_token:
            self.ever.append(refresh(stale))
            self.renewals += 1
        return self.ever[-1]


class Counted:
    """`Allowance`: counts, and refuses once `spent` is set to the error to raise.

    `under_way`: calls that hold a place now, `most_at_once` the most that ever did. `spare`: calls
    that could have waited. `left`: what the provider said is left of the day, last. `breakdowns`: how often
    it said that it cannot answer.
    """

    def __init__(self) -> None:
        self.taken = self.metered = self.spare = self.batches = self.most_at_once = 0
        self.waits: list[float] = []
        self.left: int | None = None
        self.spent: ConnectorError | None = None
        self.under_way = self.breakdowns = 0
        self._lock = Lock()

    @contextmanager
    def call(
        self, *, metered: bool, spare: bool = False, batch: bool = False
    ) -> Iterator[Callable[[int], None]]:
        """Count one call."""
        if self.spent is not None:
            raise self.spent
        with self._lock:
            self.taken += 1
            self.metered += metered
            self.spare += spare
            self.batches += batch
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            yield self._told
        finally:
            with self._lock:
                self.under_way -= 1

    def _told(self, left_today: int) -> None:
        self.left = left_today

    def refused(self, after: float, *, whole_app: bool = False) -> None:  # noqa: ARG002  # the port's
        """The provider throttled us."""
        self.waits.append(after)

    def faltered(self) -> None:
        """The provider broke down."""
        self.breakdowns += 1


class Stand:
    """A connector under test. A context manager: it gives the ledgers' connections back."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.credentials = Kept(source.grant())
        self.allowance = Counted()
        self.history_from = source.today() - timedelta(days=365)
        self._opened: list[Ledger] = []
        self.ledger = self.another()

    def another(self, *, read_timeout: float = PATIENT) -> Ledger:
        """The same ledger as another process would open it."""
        self._opened.append(self.source.open(self.credentials, self.allowance, read_timeout=read_timeout))
        return self._opened[-1]

    def changes(self, cursor: Cursor | None = None, history_from: date | None = None) -> Iterator[Page]:
        """A pull, page by page."""
        return self.ledger.changes(cursor, history_from=history_from or self.history_from)

    def pull(self, cursor: Cursor | None = None, history_from: date | None = None) -> list[Page]:
        """A whole pull. Each has a page at least: without one there is no cursor."""
        pages = list(self.changes(cursor, history_from))
        hold(bool(pages), "a pull ended without a page, and so without a cursor")
        return pages

    def first(self) -> tuple[Staged, Cursor]:
        """What a first pull brings, and where the next one begins."""
        pages = self.pull()
        return Staged(pages), pages[-1].cursor

    def bill(self, number: str = NUMBER, total: Decimal = TOTAL, *, days_ago: int = 40) -> str:
        """An invoice is added at the source, due 14 days after it was issued; its number."""
        issued = self.source.today() - timedelta(days=days_ago)
        self.source.add_invoice(number, total, due_on=issued + timedelta(days=14), issued_on=issued)
        return number

    def billed(self) -> tuple[Invoice, Staged, Cursor]:
        """An invoice is added and pulled, with all else; then time passes."""
        self.bill()
        staged, cursor = self.first()
        self.source.pass_time(LATER)
        return staged.invoice(NUMBER), staged, cursor

    def agrees(self, staged: Staged) -> None:
        """What is staged is what is true at the source, to the last digit."""
        agree(staged.balances(), dict(self.source.balances()), "balances of open invoices")
        agree(staged.open_balances(), dict(self.source.open_balances()), "what is owed, by currency")
        agree(staged.credit_in_hand(), dict(self.source.credit_in_hand()), "credit in customers' hands")

    def note_on(self, invoice: Invoice, sequence: int = 1, previous: Receipt | None = None) -> WriteNote:
        """A note to be written."""
        key = key_of("contract", "note", invoice.id, str(sequence))
        text = f"Reminder {sequence} sent to jane@customer.example on 18 November [{key}]"
        return WriteNote(key=key, invoice_id=invoice.id, text=text, sequence=sequence, previous=previous)

    def long_after(self, days: int) -> None:
        """Days pass in which nobody calls; the person signs in anew, as tokens may be over by then."""
        self.source.pass_time(timedelta(days=days))
        self.credentials.ever.append(self.source.grant())

    def payment_on(self, invoice: Invoice, amount: Decimal, name: str = "payment") -> RecordPayment:
        """A payment to be written; payments of other names are other payments."""
        return RecordPayment(
            key=key_of("contract", name, invoice.id),
            customer_id=invoice.customer_id,
            paid_on=self.source.today(),
            currency=invoice.currency,
            amount=amount,
            allocations=(Allocation(invoice_id=invoice.id, amount=amount),),
            memo="Bank line 7: “Ørsted, thanks”",
            deposit_to=None,
        )

    def reversal_of(self, paid: Receipt) -> VoidPayment:
        """Our own payment to be taken back."""
        key = key_of("contract", "void", paid.provider_id)
        return VoidPayment(key=key, payment_id=paid.provider_id, version=paid.version)

    def caught(self, call: Callable[[], object], *kinds: type[ConnectorError]) -> ConnectorError:
        """The error of one of these kinds that `call` must raise, checked to show no secret."""
        due = " or ".join(kind.__name__ for kind in kinds)
        try:
            call()
        except ConnectorError as error:
            self._shows_no_secret(error)
            hold(isinstance(error, kinds), f"{type(error).__name__} ({error}) came where {due} is due")
            return error
        except AssertionError:
            raise
        except Exception as error:
            msg = f"{error!r} came, which is no ConnectorError, where {due} is due"
            raise AssertionError(msg) from error
        return fail(f"no error came where {due} is due")

    def _shows_no_secret(self, error: BaseException) -> None:
        secrets = {one.access_token for one in self.credentials.ever}
        secrets |= {one.refresh_token for one in self.credentials.ever} | set(self.source.secrets())
        shown: BaseException | None = error
        while shown is not None:  # and what a traceback shows with it
            text = f"{shown} {shown!r} {vars(shown)}"
            hold(
                not any(len(one) >= _SHORTEST_SECRET and one in text for one in secrets),
                f"a secret is shown by {type(shown).__name__}",
            )
            shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for ledger in self._opened:
            ledger.close()
