"""Disturb a run at one point, start it again, and look at the source and in the mailbox.

A run is killed there; or it sleeps there while another begins; or it sleeps past its lease, another does its
work, and it wakes. Used for a few points in `make test` (test_crash.py), and for every one by `make sweep`:

    python -m tests.crash.sweep [every nth point, 1 = all] [sqlite | postgresql]
"""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from sync import commands
from sync.config_fleet import LEASE_SECONDS
from sync.store import figures, outbox
from sync.tables import effects
from tests.crash.nursery import nursery
from tests.postgres import ready_database, running_postgres
from tests.world import BOTH, WORKING_DAY, XERO, World, world

CUSTOMERS = 8
_PATIENCE = 3.0  # seconds: longer than a run takes
_KEY = re.compile(r"\[([A-Z2-7]{20})\]")


def prepare(made: World, name: str) -> None:
    """Linked, approved, and two payments recorded: everything is ready to be done."""
    made.ready_to_send(name)
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    for number, row in enumerate([row for row in rows if row.currency == ledger.home_currency][:2]):
        commands.pay(
            made.office, ledger, row.number, Decimal("5.00"), paid_on=None, reference=f"BANK-{number}"
        )


def arguments(made: World, name: str, point: int, sent: str = "KILL", who: str = "first") -> list[str]:
    """Of a run that is sent a signal at that point; `who` names its reports."""
    report, errors = made.folder / f"{who}.txt", made.folder / f"{who}.errors.txt"
    return [str(made.config), name, WORKING_DAY.isoformat(), str(point), sent, str(report), str(errors)]


def errors(made: World, who: str = "first") -> str:
    """What a run said."""
    return (made.folder / f"{who}.errors.txt").read_text(encoding="utf-8")


def run_child(made: World, name: str, kill_at: int) -> int:
    """One run in a process of its own; returns its exit code (-9: killed at its point)."""
    code = nursery().run(arguments(made, name, kill_at))
    if code not in (0, -signal.SIGKILL):
        raise AssertionError(errors(made))
    return int(code)


@cache
def points_of(name: str) -> list[str]:
    """The points that an undisturbed run passes."""
    with tempfile.TemporaryDirectory() as folder, world(Path(folder), customers=CUSTOMERS) as made:
        prepare(made, name)
        assert run_child(made, name, 0) == 0
        return (made.folder / "first.txt").read_text(encoding="utf-8").splitlines()


def killed(made: World, name: str, point: int) -> None:
    """It is killed there."""
    assert run_child(made, name, point) == -signal.SIGKILL, "the run ended before it came to that point"


def crowded(made: World, name: str, point: int) -> None:
    """It sleeps there while another begins; then both go on."""
    _slept(made, name, point, ahead=0)


def overtaken(made: World, name: str, point: int) -> None:
    """It sleeps there past its lease, another does its work, and it wakes."""
    _slept(made, name, point, ahead=int(LEASE_SECONDS) + 60)


def _slept(made: World, name: str, point: int, *, ahead: int) -> None:
    first = nursery().begin(arguments(made, name, point, "STOP"))
    assert nursery().wait(first) == "stopped", "the run ended before it came to that point"
    (made.folder / "ahead.txt").write_text(str(ahead), encoding="utf-8")
    second = nursery().begin(arguments(made, name, 0, who="second"))
    ended = nursery().wait(second, _PATIENCE)  # it may wait for what the first has locked
    os.kill(first, signal.SIGCONT)
    ended = nursery().wait(second) if ended == "running" else ended
    woken = nursery().wait(first)
    for code, who in ((woken, "first"), (ended, "second")):
        told = errors(made, who)
        assert code in (0, 4) or (code == 1 and "database is locked" in told), told


Disturb = Callable[[World, str, int], None]
DISTURBED: tuple[Disturb, ...] = (killed, crowded, overtaken)


def kill_and_check(name: str, point: int, store: str | None = None, disturb: Disturb = killed) -> None:
    """The whole story of one point. Raises `AssertionError` that says what was lost or doubled."""
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), customers=CUSTOMERS, store=store) as made,
    ):
        prepare(made, name)
        disturb(made, name, point)
        for _ in range(2):  # what is looked up in one run may be written in the next
            assert run_child(made, name, 0) == 0
        check(made, name)
        mails = len(made.mail())
        assert run_child(made, name, 0) == 0
        assert len(made.mail()) == mails, "a later run sent again"
        check(made, name)


def check(made: World, name: str, *, messages: bool = True) -> None:
    """Each note and payment once, each message at most once, and nothing silently not at all.

    `messages`: whether those in the mailbox are all this store's own.
    """
    ledger = made.office.linked(name)
    books = made.sandbox.xero if name == XERO else made.sandbox.quickbooks
    with made.office.store.read() as connection:
        rows = connection.execute(sa.select(effects).where(effects.c.ledger_id == ledger.id)).all()
        numbers = {row.id: row.number for row in figures.every_invoice(connection, ledger.id)}
        left = outbox.work(connection, ledger.id, ("message", "note", "payment"), "ready")
    assert not left, f"left undone: {[one.kind for one in left]}"
    states = Counter((row.kind, row.state) for row in rows)
    assert states["payment", "done"] == 2, states
    assert not [key for key in states if key[0] in ("payment", "note") and key[1] != "done"], states
    assert states["message", "uncertain"] <= 1, states
    for row in rows:
        if row.kind == "payment":
            here = [one for one in books.payments_on(numbers[row.invoice_id]) if one[1] == row.key]
            assert len(here) == 1, f"payment {row.key} stands {len(here)} times at the source"
    _check_notes(books, rows, numbers)
    sent = Counter(message["Message-ID"] for message in made.mail())
    assert all(count == 1 for count in sent.values()), f"sent twice: {sent}"
    to = Counter(str(message["To"]) + str(message["Subject"]) for message in made.mail())
    assert all(count == 1 for count in to.values()), f"written to twice: {to}"
    if not messages:
        return
    done = {f"<{row.key}@{name}.example>" for row in rows if row.kind == "message" and row.state == "done"}
    assert done <= set(sent), "a message counts as sent that never arrived"


def _check_notes(books: object, rows: object, numbers: dict[str, str]) -> None:
    notes = [row for row in rows if row.kind == "note"]  # type: ignore[attr-defined]  # rows of effects
    for invoice_id in {row.invoice_id for row in notes}:
        written = Counter(
            key
            for text in books.notes_on(numbers[invoice_id])  # type: ignore[attr-defined]  # either API
            for key in _KEY.findall(text)
        )
        wanted = {row.key for row in notes if row.invoice_id == invoice_id}
        assert all(written[key] == 1 for key in wanted), f"notes on {numbers[invoice_id]}: {written}"


def main() -> None:
    """Sweep the points and say what failed."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    failed = 0
    with databases(sys.argv[2] if len(sys.argv) > 2 else "sqlite") as fresh:  # the second word
        for name in BOTH:
            points = points_of(name)
            sys.stdout.write(f"{name}: {len(points)} points\n")
            for number in range(1, len(points) + 1, step):
                for disturb in DISTURBED:
                    try:
                        with fresh() as store:
                            kill_and_check(name, number, store, disturb)
                    except AssertionError as error:
                        failed += 1
                        what = f"{disturb.__name__} at {number} ({points[number - 1]})"
                        sys.stdout.write(f"  {what}: {str(error)[:400]}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{failed} failed\n")
    sys.exit(1 if failed else 0)


@contextmanager
def databases(kind: str) -> Iterator[Callable[[], AbstractContextManager[str | None]]]:
    """What gives a fresh database of that kind; `None` stands for a file beside the configuration."""
    if kind == "sqlite":
        yield lambda: nullcontext(None)
        return
    with running_postgres() as server:
        yield lambda: ready_database(server)


if __name__ == "__main__":
    main()
