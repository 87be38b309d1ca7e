"""Connectors that are real ones but for one thing, which the contract must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from msgspec.structs import replace

from connectors.base import Allowance, Credentials, Cursor, DepositAccount, Ledger, Page, Tokens
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from dunning.effects import LedgerWrite, Receipt, RecordPayment, WriteNote, key_of
from dunning.ledger import Invoice, Organisation, Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Honest:
    """Hands everything on."""

    inner: Ledger

    def organisation(self) -> Organisation:
        return self.inner.organisation()

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        return self.inner.changes(cursor, history_from=history_from)

    def perform(self, write: LedgerWrite) -> Receipt:
        return self.inner.perform(write)

    def find(self, write: LedgerWrite) -> Receipt | None:
        return self.inner.find(write)

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        return self.inner.deposit_accounts()

    def close(self) -> None:
        self.inner.close()


@dataclass
class LosesAPage(Honest):
    """The rows of one page are left out, its cursor is not."""

    nth: int = 0

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        for number, page in enumerate(super().changes(cursor, history_from=history_from)):
            yield replace(page, rows=()) if number == self.nth else page


class RunsAhead(Honest):
    """Each page carries the cursor of the page after it."""

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        held: Page | None = None
        for page in super().changes(cursor, history_from=history_from):
            if held is not None:
                yield replace(held, cursor=page.cursor)
            held = page
        if held is not None:
            yield held


@dataclass
class Says(Honest):
    """Of every page that all is there, or that it is not."""

    complete: bool = True

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        for page in super().changes(cursor, history_from=history_from):
            yield replace(page, complete=self.complete)


@dataclass
class CountsDays(Honest):
    """Takes the first day of the history for another."""

    by: int = 1

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        return super().changes(cursor, history_from=history_from + timedelta(days=self.by))


@dataclass
class Turns(Honest):
    """Rows come otherwise than they are, or (`None`) do not come."""

    turned: Callable[[Row], Row | None]

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        for page in super().changes(cursor, history_from=history_from):
            rows = tuple(row for row in map(self.turned, page.rows) if row is not None)
            yield replace(page, rows=rows)


def without(*kinds: type[Any]) -> Callable[[Ledger], Ledger]:
    """Rows of these kinds do not come."""
    return lambda ledger: Turns(ledger, lambda row: None if isinstance(row, kinds) else row)


def rounding(ledger: Ledger) -> Ledger:
    """Balances lose their cents."""

    def turned(row: Row) -> Row:
        if not isinstance(row, Invoice):
            return row
        return replace(row, balance=row.balance.quantize(Decimal(1), ROUND_DOWN))

    return Turns(ledger, turned)


def a_day_early(ledger: Ledger) -> Ledger:
    """Due dates in another time zone."""

    def turned(row: Row) -> Row:
        if not isinstance(row, Invoice) or row.due_on is None:
            return row
        return replace(row, due_on=row.due_on - timedelta(days=1))

    return Turns(ledger, turned)


def void_as_paid(ledger: Ledger) -> Ledger:
    """Nothing is owed, so it must have been paid."""

    def turned(row: Row) -> Row:
        void = isinstance(row, Invoice) and row.status == "void"
        return replace(row, status="paid") if void else row

    return Turns(ledger, turned)


class DoublesPayments(Honest):
    """Writes each payment a second time, under another key."""

    def perform(self, write: LedgerWrite) -> Receipt:
        if isinstance(write, RecordPayment):
            self.inner.perform(replace(write, key=key_of(write.key)))
        return self.inner.perform(write)


class TriesAgain(Honest):
    """Repeats a write that is uncertain, past the provider's own lock."""

    def perform(self, write: LedgerWrite) -> Receipt:
        try:
            return self.inner.perform(write)
        except Uncertain:
            self.inner.perform(replace(write, key=key_of(write.key)))
            raise


@dataclass
class Tells(Honest):
    """Another error than the one that came."""

    kinds: tuple[type[ConnectorError], ...]
    told: Callable[[], Exception]

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        try:
            yield from self.inner.changes(cursor, history_from=history_from)
        except self.kinds as error:
            raise self.told() from error

    def perform(self, write: LedgerWrite) -> Receipt:
        try:
            return self.inner.perform(write)
        except self.kinds as error:
            raise self.told() from error


def plays_down(ledger: Ledger) -> Ledger:
    """Says that nothing was done where nobody knows."""
    return Tells(ledger, (Uncertain,), lambda: TryLater("no answer"))


def doubts_a_no(ledger: Ledger) -> Ledger:
    """Says that nobody knows where the ledger said no."""
    return Tells(ledger, (Refused,), lambda: Uncertain("who knows"))


def gives_up(ledger: Ledger) -> Ledger:
    """Takes a sign-in service that is down for a grant that is gone."""
    return Tells(ledger, (TryLater,), lambda: SignInAgain("link again"))


def breaks(ledger: Ledger) -> Ledger:
    """An error that is none of the port's."""
    return Tells(ledger, (TryLater,), lambda: KeyError("Invoices"))


class Hammers(Honest):
    """Comes again at once, however long it was asked to wait."""

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        try:
            yield from self.inner.changes(cursor, history_from=history_from)
        except TryLater:
            yield from self.inner.changes(cursor, history_from=history_from)


class FindsAll(Honest):
    """Takes whatever there is for ours."""

    def find(self, write: LedgerWrite) -> Receipt | None:
        return self.inner.find(write) or Receipt(provider_id="1", version="0", at=EPOCH)


class FindsNothing(Honest):
    """Never looks."""

    def find(self, write: LedgerWrite) -> Receipt | None:  # noqa: ARG002  # it does not even look at it
        return None


class TakesSilenceForNo(Honest):
    """No answer is "it is not there"."""

    def find(self, write: LedgerWrite) -> Receipt | None:
        try:
            return self.inner.find(write)
        except TryLater:
            return None


class ForgetsNotes(Honest):
    """Says that a note is written, and writes none."""

    def perform(self, write: LedgerWrite) -> Receipt:
        if isinstance(write, WriteNote):
            return Receipt(provider_id="1", version="0", at=EPOCH)
        return self.inner.perform(write)


@dataclass
class Meters:
    """An allowance that hears of other calls than were made, or of none."""

    inner: Allowance
    metered: bool | None
    hears_refusals: bool = True

    def call(
        self, *, metered: bool, spare: bool = False, batch: bool = False
    ) -> AbstractContextManager[Callable[[int], None]]:
        if self.metered is not None:
            return self.inner.call(metered=self.metered, spare=spare, batch=batch)
        if not self.hears_refusals:
            return self.inner.call(metered=metered, spare=spare, batch=batch)
        return nullcontext(lambda _left: None)

    def refused(self, after: float, *, whole_app: bool = False) -> None:  # noqa: ARG002  # the port's
        if self.hears_refusals:
            self.inner.refused(after)

    def faltered(self) -> None:
        self.inner.faltered()


def deaf(allowance: Allowance) -> Allowance:
    """Nobody hears that we were throttled."""
    return Meters(allowance, None, hears_refusals=False)


@dataclass
class RenewsAlone:
    """Refreshes tokens past the lock, and keeps them to itself."""

    inner: Credentials
    own: Tokens | None = None

    def tokens(self) -> Tokens:
        return self.own or self.inner.tokens()

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        self.own = refresh(stale)
        return self.own
