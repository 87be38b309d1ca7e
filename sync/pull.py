"""Pull: page by page from the source ledger into the stage, rows and cursor in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.balances import Balances
from connectors.base import Cursor, Page
from connectors.errors import ConnectorError, TryLater
from connectors.spare import RESERVE
from dunning.ledger import Customer, Gone, Invoice, Kind, Row, StillOpen, Unreadable
from sync import heap
from sync.errors import DuesyncError
from sync.intake.inbox import match_replies_again
from sync.intake.settling import match_again
from sync.store import acts, bank, forgotten, ledgers, money, problems, signals, tombstones, vanished
from sync.store.chain import tell
from sync.store.dialects import among
from sync.store.givers import givers
from sync.store.stage import stage
from sync.store.tombstones import Erased
from sync.tables import customers, invoices
from sync.work import Work

_MANY = 10  # a book of fewer open invoices may well be cleared in one go
_NEARLY_ALL = 0.9


class Suspicious(DuesyncError):
    """What came looks wrong (nearly every open invoice vanished): a person must look first."""


@dataclass(slots=True)
class Pulled:
    """What one pull brought. `confirmed`: payments of ours that the books now show.

    `whole`: all that had changed was read, not put off to save the day's last calls. `withheld`: open
    invoices of customers who were erased, by the customer's id: they are left out.
    """

    rows: int = 0
    pages: int = 0
    problems: int = 0
    confirmed: int = 0
    whole: bool = True
    withheld: dict[str, int] = field(default_factory=dict)

    def left_out(self, ledger: str) -> Iterator[str]:
        """What was withheld, each in a line that says what to do."""
        for customer_id, number in sorted(self.withheld.items()):
            yield (
                f"{number} open invoice{'s' if number > 1 else ''} of customer {customer_id}, who was "
                f"erased, left out; to follow up again: duesync erase {ledger} {customer_id} --take-back"
            )


def pull(work: Work) -> Pulled:
    """Fetch all that changed since the last pull. Rows staged before a failure stay staged."""
    heap.share()
    ledger = work.reload()
    cursor = None if ledger.cursor is None else Cursor(ledger.cursor)
    with work.store.read() as connection:
        signal = signals.find(connection, ledger.id)  # before the first call: what is heard later stays
        erased = tombstones.erased(connection, ledger.id, work.vault)
        hidden = forgotten.are_there(connection)
    pulled = Pulled()
    for pages in _together(work, _pages(work, cursor, pulled)):
        page = pages[-1]
        # on a first pull nothing is older than what comes
        rows = _with_givers(work, page) if ledger.complete else page.rows
        rows = rows if erased is None else erased.without(rows)
        with work.store.write(work.lease()) as connection:
            if not work.accept_removals:
                _refuse_the_absurd(connection, ledger.id, page)
            if cursor is None and not pulled.pages:
                problems.forget_nameless(connection, ledger.id)
            if erased is not None:
                _keep_refusals(connection, ledger.id, erased, rows, work.now())
            if hidden:
                forgotten.remember(connection, forgotten.forms_in(rows, ledger.country), work.vault)
            stage(connection, ledger.id, rows, work.now())
            ledgers.update(
                connection,
                ledger.id,
                cursor=page.cursor.text,
                complete=ledger.complete or page.complete,
                pulled_at=work.now(),
            )
            pulled.confirmed += money.confirm(connection, ledger.id, work.now())
            _tell(connection, ledger.id, pages, len(rows))
        pulled.rows += len(rows)
        pulled.pages += len(pages)
        pulled.problems += sum(isinstance(row, Unreadable) for row in page.rows)
        work.progress(f"{ledger.name}: pulled {pulled.rows} rows")
    pulled.withheld = {} if erased is None else erased.withheld
    with work.store.read() as connection:
        at_the_bank = bank.any_waits(connection, ledger.id)
    if at_the_bank:
        with work.store.write(work.lease()) as connection:
            match_again(connection, ledger.id, work.now())
    if pulled.rows:
        match_replies_again(work)
    if signal is not None and pulled.whole:
        with work.store.write(work.lease()) as connection:
            signals.settle(connection, signal)
    work.reload()
    return pulled


def _together(work: Work, pages: Iterator[Page]) -> Iterator[Sequence[Page]]:
    """Pages that bring nothing, as most of a later pull's, with the next one that does: in one transaction.

    What came before a failure is staged all the same; a first pull is, page by page: any may complete it.
    """
    held: list[Page] = []
    try:
        for page in pages:
            work.rest()
            work.lease()  # each page is a call
            held.append(page)
            if page.rows or not work.ledger.complete:
                yield held
                held = []
    except ConnectorError:
        if held:
            yield held
        raise
    if held:
        yield held


def _tell(connection: Connection, ledger_id: int, pages: Sequence[Page], rows: int) -> None:
    """Of each page. `rows`: what the last of them brought."""
    for each in pages:
        brought = rows if each is pages[-1] else 0
        if brought or each.complete:
            tell(connection, ledger_id, "pull", {"rows": brought, "complete": each.complete})


def _pages(work: Work, cursor: Cursor | None, pulled: Pulled) -> Iterator[Page]:
    """The source's pages. History that has to wait for tomorrow keeps no decision and no payment back."""
    try:
        yield from work.source.changes(cursor, history_from=_months_back(work.today(), work.history_months))
    except TryLater as error:
        if error.code != RESERVE or not work.reload().complete:
            raise
        pulled.whole = False
        work.progress(str(error))


def _with_givers(work: Work, page: Page) -> tuple[Row, ...]:
    """The page, with the customers whom its documents were taken from, if it has them not, read now.

    Before it is staged, and staged with it: then no crash leaves a balance behind.
    """
    if not isinstance(work.source, Balances):
        return page.rows
    with work.store.read() as connection:
        former = givers(connection, work.ledger.id, page.rows)
    former -= {row.id for row in page.rows if isinstance(row, Customer)}
    return (*page.rows, *work.source.customers_now(sorted(former))) if former else page.rows


def _keep_refusals(
    connection: Connection, ledger_id: int, erased: Erased, rows: Sequence[Row], now: datetime
) -> None:
    """Whoever is new and comes with an address of someone erased who wanted no messages wants none either."""
    came = {row.id: row for row in rows if isinstance(row, Customer)}
    known = sa.select(customers.c.id).where(customers.c.ledger_id == ledger_id, among(customers.c.id, came))
    for id_ in came.keys() - set(connection.scalars(known)):
        for channel in sorted(erased.refusals(came[id_])):
            acts.opt_out(connection, ledger_id, id_, channel, "refused before, and erased since", now)


def _months_back(today: date, months: int) -> date:
    month = today.year * 12 + today.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)


def _refuse_the_absurd(connection: Connection, ledger_id: int, page: Page) -> None:
    """Stop when one page removes nearly everything that is open: that is a wrong company or a fault."""
    for row in page.rows:
        if isinstance(row, StillOpen):
            lost, staged = vanished.missing(connection, ledger_id, row)
            _refuse_if_nearly_all(row.kind, len(lost), staged)
    told = [row.id for row in page.rows if isinstance(row, Gone) and row.kind is Kind.INVOICE]
    told += [row.id for row in page.rows if isinstance(row, Invoice) and row.status in ("void", "deleted")]
    if len(told) < _MANY:
        return
    is_open = sa.and_(invoices.c.ledger_id == ledger_id, invoices.c.status == "open")
    counted = sa.select(sa.func.count()).select_from(invoices).where(is_open)
    going = connection.scalar(counted.where(among(invoices.c.id, told))) or 0
    if going >= _NEARLY_ALL * _MANY:  # else it is not worth counting them all, page after page
        _refuse_if_nearly_all(Kind.INVOICE, going, connection.scalar(counted) or 0)


def _refuse_if_nearly_all(kind: Kind, going: int, total: int) -> None:
    if total >= _MANY and going >= _NEARLY_ALL * total:
        msg = (
            f"the ledger reports {going} of {total} open {kind}s as void or deleted at once; nothing was "
            "changed. Look at the books; if it is right, run: duesync sync --accept-removals"
        )
        raise Suspicious(msg)
