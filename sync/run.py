"""One pass for one ledger: settle, pull, decide, deliver, and pull again what was written.

Used by worker, fleet, command line, web and tests alike. `look` is the part of it that sends nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import msgspec

from sync import logs
from sync.comparing import Compared, compare_daily
from sync.decide import Decided, decide_due
from sync.deliver import Delivered, deliver
from sync.handed import paid_since, reports
from sync.intake.heard import Heard
from sync.intake.inbox import hear
from sync.overlap import look_again
from sync.pull import Pulled, pull
from sync.reconcile import Settled, settle_uncertain, settle_unseen
from sync.settling_texts import settle_texts
from sync.store import ledgers, runs
from sync.store.announced import Announcement, announce
from sync.store.credentials import told
from sync.work import Stopped, Work


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did. `compared`: with what the ledger says is owed, where that was due.

    `heard`: what came in by mail. `entered`: lines of the bank's that were certain, each in words. `reports`:
    payments on debts that an agency or a lawyer has, each in a line. `trouble`: what could not be done, and
    kept nothing else back.
    """

    settled: Settled
    heard: Heard
    pulled: Pulled
    compared: Compared | None
    decided: Decided
    delivered: Delivered
    confirmed: int
    entered: list[str]
    reports: list[str]
    trouble: list[str]


def run_pass(work: Work) -> Pass:
    """The whole pass. Errors go to the caller after the run and the ledger have been marked with them."""
    with work.store.write(work.lease()) as connection:
        run = runs.start(connection, work.ledger.id, work.now())
    logs.note("run began", row=run.id)
    try:
        done = _pass(work)
    except Stopped as asked:  # nothing went wrong: the next run goes on from here
        with work.store.write() as connection:
            runs.finish(connection, run, work.now(), "stopped", str(asked))
        raise
    except Exception as error:  # marked, and raised again: never swallowed
        logs.trouble("run failed", error, row=run.id)
        with work.store.write() as connection:
            runs.finish(connection, run, work.now(), "failed", str(error))
            ledgers.update(connection, work.ledger.id, problem=told(error, work.ledger.name))
            if work.ledger.problem is None:  # once, not at each try
                more = {"kind": "run", "state": "failed"}
                announce(connection, Announcement(ledger_id=work.ledger.id, type="problem.found", more=more))
        raise
    with work.store.write(work.lease()) as connection:
        runs.finish(connection, run, work.now(), "done", msgspec.json.encode(asdict(done)).decode())
        ledgers.update(connection, work.ledger.id, problem=None)
    delivered = {kind: number for kind, number in asdict(done.delivered).items() if isinstance(number, int)}
    logs.note("run done", row=run.id, rows=done.pulled.rows, decided=done.decided.decisions, **delivered)
    return done


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at the books brought; nothing was sent or written back."""

    heard: Heard
    pulled: Pulled
    decided: Decided


def look(work: Work) -> Looked:
    """Pull what changed and read what came in by mail, and decide."""
    look_again(work)
    return Looked(hear(work), pull(work), decide_due(work))


def _pass(work: Work) -> Pass:
    settled = settle_uncertain(work)
    trouble = [*settle_texts(work), *work.hear_paid()]
    look_again(work)
    known = paid_since(work)
    heard = hear(work)
    pulled = pull(work)
    seen = settle_unseen(work)
    compared = compare_daily(work)
    entered = list(work.enter_certain())
    trouble += work.enter_paid()
    decided = decide_due(work)
    delivered = deliver(work)
    confirmed = pulled.confirmed + seen + delivered.confirmed
    if delivered.payments or delivered.voids:
        confirmed += pull(work).confirmed
    if delivered.payments or delivered.voids or delivered.refused:
        trouble += work.enter_paid()  # what was reversed may have a rest to be recorded; a fee was refused
    if delivered != Delivered():  # what was just done changes what stands, and `why` must not say it is due
        decide_due(work)
    told = reports(work, known)
    return Pass(settled, heard, pulled, compared, decided, delivered, confirmed, entered, told, trouble)
