"""Whether the ledger sends reminders of its own: asked anew each day, and while it does at every pass.

The law: a switch that is turned on in the ledger stops our messages within a day, and one that is
turned off lets them go at the next pass. It costs what `Ledger.organisation` costs, and is not asked
where the ledger never says.
"""

from __future__ import annotations

from connectors.errors import TryLater
from sync.store import ledgers
from sync.work import Work


def look_again(work: Work) -> None:
    """Ask the ledger, if today nobody did; what it last said stands where it does not say."""
    ledger, today = work.reload(), work.today()
    if ledger.own_reminders is None:
        return
    if not ledger.own_reminders and (ledger.reminders_asked_on or ledger.linked_on) >= today:
        return
    try:
        said = work.source.organisation().own_reminders
    except TryLater:  # no reason to stop the pass: if the ledger is down, its pull says so
        return
    with work.store.write(work.lease()) as connection:
        ledgers.keep_own_reminders(connection, ledger, said, today)
    work.reload()
