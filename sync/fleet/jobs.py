"""The tasks of a fleet, as the job engine knows them. None has logic of its own: each calls what others call.

`turn` does what is due for one ledger. The chores: `dispatch` asks for turns, `enrol` gives new ledgers their
first, `rescue` frees those whose worker is gone, `mails` and `mail` are for the firm's own people, `tell`
delivers webhooks, `delete`, `keep` and `backup` do what a day brings. Any worker may do any of them.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from connectors.errors import ConnectorError
from sync import daily_backup
from sync.config import ConfigError
from sync.errors import DuesyncError
from sync.fleet import dispatch
from sync.fleet.dispatch import TURN
from sync.fleet.kept import Kept
from sync.fleet.plan import Priority
from sync.fleet.rescue import rescue
from sync.fleet.turn import take_turn
from sync.keeping import keep_house
from sync.leaving.deletion import delete_due
from sync.own_mails import OWN_MAILS, addressed
from sync.secrets import SecretsError
from sync.store.turns import JOBS
from sync.telling import tell_all

if TYPE_CHECKING:
    from procrastinate import App

LEDGERS, CHORES = "ledgers", "chores"  # the queues
_POOL = 4  # connections of the engine's own
_CONNECT_SECONDS = 10
_FAILED_HOURS = 72  # so long a job that failed by a fault of the program can be looked at


def apps_for(url: str) -> tuple[App, App]:
    """The engine on the store's own database, its tables in a schema of their own: for turns, for chores.

    They share their connections. Who takes jobs of an app looks every few seconds which of its periodic ones
    are due; so these are all chores.
    """
    from procrastinate import App, PsycopgConnector

    from sync.fleet.quiet import QuietConnection

    address = sa.make_url(url).set(drivername="postgresql")
    connector = PsycopgConnector(
        conninfo=address.render_as_string(hide_password=False),
        connection_class=QuietConnection,
        kwargs={"options": f"-csearch_path={JOBS}", "connect_timeout": _CONNECT_SECONDS},
        min_size=1,
        max_size=_POOL,
        timeout=_CONNECT_SECONDS,
    )
    return App(connector=connector), App(connector=connector)


@contextmanager
def _told(kept: Kept, what: str) -> Iterator[None]:
    """What a person can mend is told, and tried at the next time; a fault of the program is told in full."""
    try:
        with kept.at_work():
            yield
    except (ConfigError, SecretsError, ConnectorError, DuesyncError) as error:
        sys.stderr.write(f"worker: {what}: {error}\n")
    except sa.exc.OperationalError:  # the database is gone: the worker as a whole says so, and waits
        raise
    except Exception:
        sys.stderr.write(f"worker: {what} failed:\n{traceback.format_exc()}")
        raise


def add_turns(turns: App, app: App, kept: Kept, asked_to_stop: Callable[[], bool]) -> None:
    """The task of ledgers, and the chore that asks for it."""
    from procrastinate.exceptions import AlreadyEnqueued

    @turns.task(name=TURN, queue=LEDGERS)
    def turn(ledger: str) -> None:
        with _told(kept, ledger), kept.at_turn() as under_way:
            take_turn(kept.office(), ledger, asked_to_stop, under_way)

    @app.periodic(cron="* * * * * */5")
    @app.task(name="dispatch", queue=CHORES, queueing_lock="dispatch", priority=Priority.CHORE)
    def dispatched(timestamp: int) -> None:  # noqa: ARG001 - the engine hands it in
        with _told(kept, "dispatch"):
            office = kept.office()
            wanted = [
                turn.configure(
                    lock=name, queueing_lock=name, priority=priority, task_kwargs={"ledger": name}
                ).job
                for name, priority in dispatch.due(office).items()
            ]
            with suppress(AlreadyEnqueued):  # by another worker at this moment: the rest at the next look
                if wanted:
                    turns.job_manager.batch_defer_jobs(wanted)
            if dispatch.others_are_to_be_told(office):
                with suppress(AlreadyEnqueued):
                    app.configure_task("tell").defer()


def add_chores(app: App, kept: Kept, silent_seconds: float) -> None:
    """What is not about one ledger's books."""
    chore: dict[str, Any] = {"queue": CHORES}

    @app.task(name="tell", queueing_lock="tell", **chore)
    def tell() -> None:
        with _told(kept, "webhooks"):
            for url in tell_all(kept.office()).off:
                sys.stderr.write(f"{url} is switched off; once it works: duesync webhook test LEDGER {url}\n")

    @app.periodic(cron="* * * * * */5")
    @app.task(name="rescue", queueing_lock="rescue", priority=Priority.CHORE, **chore)
    async def rescued(timestamp: int) -> None:  # noqa: ARG001 - the engine hands it in
        with _told(kept, "rescue"):
            await rescue(app, kept.office(), silent_seconds)

    @app.periodic(cron="* * * * * */15")
    @app.task(name="enrol", queueing_lock="enrol", priority=Priority.CHORE, **chore)
    def enrol(timestamp: int) -> None:  # noqa: ARG001 - the engine hands it in
        with _told(kept, "new ledgers"):
            dispatch.enrol(kept.office())

    @app.periodic(cron="*/5 * * * *")
    @app.task(name="delete", queueing_lock="delete", **chore)
    def delete(timestamp: int) -> None:  # noqa: ARG001 - as above
        with _told(kept, "deletions"):
            for receipt in delete_due(kept.office()):
                sys.stderr.write(f"{receipt.name}: deleted, as was set when it was unlinked\n")

    @app.periodic(cron="11 2 * * *")
    @app.task(name="keep", lock="keep", queueing_lock="keep", **chore)
    async def keep(timestamp: int) -> None:  # noqa: ARG001 - as above
        import asyncio

        with _told(kept, "keeping house"):
            told = await asyncio.to_thread(keep_house, kept.office())
            sys.stderr.writelines(f"warning: {each}\n" for each in told)
            await app.job_manager.delete_old_jobs(
                nb_hours=_FAILED_HOURS, include_failed=True, include_aborted=True
            )

    @app.periodic(cron="*/5 * * * *")
    @app.task(name="backup", lock="backup", queueing_lock="backup", priority=Priority.CHORE, **chore)
    def backup(timestamp: int) -> None:  # noqa: ARG001 - as above
        with _told(kept, "backup"):
            office = kept.office()
            if daily_backup.claim(office):
                path, _made = daily_backup.make(office)
                sys.stderr.write(f"backup: {path}\n")


def add_mails(app: App, kept: Kept) -> None:
    """The mails to the firm's own people: one job looks who is due, each mail is a job."""
    from procrastinate.exceptions import AlreadyEnqueued

    @app.task(name="mail", queue=CHORES)
    def mail(ledger: str, kind: str) -> None:
        with _told(kept, ledger):
            office = kept.office()
            next(one for one in OWN_MAILS if one.command[0] == kind).do(office, office.linked(ledger))

    @app.periodic(cron="*/5 * * * *")
    @app.task(name="mails", queue=CHORES, queueing_lock="mails")
    def mails(timestamp: int) -> None:  # noqa: ARG001 - the engine hands it in
        with _told(kept, "mails"):
            office = kept.office()
            for ledger in addressed(office):
                for one in OWN_MAILS:
                    if one.is_due(office, ledger):
                        kind = one.command[0]
                        with suppress(AlreadyEnqueued):
                            waits = mail.configure(queueing_lock=f"{kind} {ledger.name}")
                            waits.defer(ledger=ledger.name, kind=kind)
