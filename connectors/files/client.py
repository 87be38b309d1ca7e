"""A folder of CSV exports as a ledger: exports are read, what is to be done is appended.

The law: an export that is empty, cut or gone clears nothing, and nobody is written to by an old one;
the error names the file. Whoever keeps the books enters what `actions.csv` says, and the next export
shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from tenacity import wait_fixed
from tenacity.wait import wait_base

from connectors.base import Connection, Cursor, DepositAccount, Page
from connectors.errors import Refused, TryLater
from connectors.files import appending, writing
from connectors.files.actions import line_of
from connectors.files.folder import ACTIONS
from connectors.files.reading import Reader, Reading
from connectors.files.settings import folder_of, oldest_of, organisation_of, shape_of
from connectors.files.state import State
from connectors.files.telling import told
from connectors.sheets.columns import INVOICES
from dunning.effects import LedgerWrite, Receipt
from dunning.ledger import Organisation

_PAGE = 1000  # rows in one transaction
_SETTLED = 2.0  # seconds in which a program that writes a file will have gone on with it


def _now() -> datetime:
    return datetime.now(UTC)


class FilesLedger:
    """One folder. `wait`, `settle`: see `Reader`."""

    def __init__(
        self,
        connection: Connection,
        *,
        wait: wait_base | None = None,
        settle: float = _SETTLED,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._folder, self._own = folder_of(connection), organisation_of(connection)
        self._linked_to = connection.company_id or self._own.id
        self._patience, self._oldest, self._clock = connection.read_timeout, oldest_of(connection), clock
        self._reader = Reader(self._folder, shape_of(connection), wait or wait_fixed(1), settle)
        self._entered: frozenset[str] = frozenset()

    def organisation(self) -> Organisation:
        """As the settings have it, once its books could be read."""
        self._read()
        return self._own

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        """The rows that differ from what was told last; none when nothing was written since."""
        before = State.of(cursor)
        self._entered = frozenset(before.entered)
        self._is_ours()
        unchanged = self._reader.exported_at(before.digest)
        if unchanged is not None:
            self._is_fresh(unchanged)
            yield Page(rows=(), cursor=before.cursor(), complete=True)
            return
        reading = self._read()
        self._is_fresh(reading.exported_at)
        self._is_sound(reading, before)
        first = not before.digest
        at = max(before.at, reading.at)  # a row is never staged over by one that seems older
        rows, after = told(reading.standing, before, reading.digest, at, history_from if first else None)
        self._entered = reading.standing.entered
        midway = before if first else before.cut(at)
        for start in range(0, len(rows), _PAGE):
            last = start + _PAGE >= len(rows)
            yield Page(
                rows=tuple(rows[start : start + _PAGE]),
                cursor=(after if last else midway).cursor(),
                complete=last or not first,
            )

    def perform(self, write: LedgerWrite) -> Receipt:
        """Append it, unless it stands there already."""
        with appending.held(self._folder, self._patience):
            reading = self._read()
            receipt = writing.found(write, reading)
            if receipt is None:
                action = writing.action_of(write, reading, self._clock())
                appending.append(self._folder, line_of(action))
                receipt = writing.receipt_of(action, reading)
        return receipt

    def find(self, write: LedgerWrite) -> Receipt | None:
        """By its key in `actions.csv`; a payment also among those exported."""
        return writing.found(write, self._read())

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        """None: whoever enters a payment knows where the money is."""
        return ()

    def fee_problem(self, paid_from: str, account: str) -> str | None:  # noqa: ARG002  # the port's
        """See `BooksFees.fee_problem`. None: whoever enters it knows the accounts."""
        return None

    def close(self) -> None:
        """Nothing is kept open."""

    def _read(self) -> Reading:
        self._is_ours()
        return self._reader.read(self._entered)

    def _is_ours(self) -> None:
        if self._linked_to != self._own.id:
            msg = f'is "{self._own.name}" in the settings, but those of "{self._linked_to}" were linked'
            raise Refused(msg, about="company")

    def _is_fresh(self, exported_at: datetime) -> None:
        if self._clock() - exported_at > self._oldest:
            days = f"more than {self._oldest.days} days ago"
            msg = f"was exported on {exported_at:%d %B %Y}, {days}; export it again (see export_days)"
            raise TryLater(msg, about=INVOICES.name)

    def _is_sound(self, reading: Reading, before: State) -> None:
        """Nothing that was there has vanished by accident."""
        for name in sorted(set(before.lists) - reading.exported.lists):
            msg = f"was in {self._folder} before and is gone; export it again, if only its headers"
            raise TryLater(msg, about=name)
        if reading.exported.bare and before.owed:
            msg = 'has headers and no rows; if nothing is owed any more, add a line "Total" under them'
            raise Refused(msg, about=INVOICES.name)
        lost = set(before.pending) - {action.key for action in reading.actions}
        if lost:
            words = ", ".join(sorted(lost))
            msg = f"has lost payments that no export shows yet ({words}); put it back as it was"
            raise Refused(msg, about=ACTIONS)
