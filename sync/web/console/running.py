"""A pass that a person starts from the console: the same as `duesync run`, beside the pages.

It goes on when its page was left, and is asked to stop when the server is: the step under way is ended first.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.routing import Route

from connectors.errors import ConnectorError
from sync.errors import DuesyncError
from sync.office import Office
from sync.run import Pass, run_pass
from sync.secrets import SecretsError
from sync.store.ledgers import LinkedLedger
from sync.web.console.desk import Visit, at, url
from sync.web.pages import counted

_WATCHED = 15.0  # seconds that the page waits for it
_STOPPED_WITHIN = 20.0


@dataclass(slots=True)
class _Errand:
    thread: threading.Thread
    done: Pass | None = None
    trouble: str | None = None


@dataclass(slots=True)
class Runs:
    """Answers `/ledgers/{ledger}/run`. `stop()`: when the server ends."""

    _errands: dict[str, _Errand] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _ending: threading.Event = field(default_factory=threading.Event)

    def routes(self) -> list[Route]:
        """For the console's router."""
        return [at("/ledgers/{ledger}/run", self.run, "bookkeeper", ["POST"])]

    def run(self, visit: Visit) -> Response:
        """Begin a pass, or look at the one under way, and say how it stands."""
        ledger = visit.ledger()
        with self._turn:
            errand = self._errands.get(ledger.name)
            if errand is None:
                errand = self._errands[ledger.name] = self._begun(visit.office, ledger)
        errand.thread.join(_WATCHED)
        if errand.thread.is_alive():
            visit.say(f"{ledger.name} is being run; come back to this page in a while.")
            return visit.see(url("ledgers", ledger.name))
        with self._turn:
            self._errands.pop(ledger.name, None)
        visit.say(f"{ledger.name}: {errand.trouble or _in_words(errand.done)}")
        return visit.see(url("ledgers", ledger.name))

    def stop(self) -> None:
        """Ask what is under way to stop, and wait a little for it."""
        self._ending.set()
        for errand in [*self._errands.values()]:
            errand.thread.join(_STOPPED_WITHIN)

    def _begun(self, office: Office, ledger: LinkedLedger) -> _Errand:
        errand = _Errand(threading.Thread(target=lambda: self._do(office, ledger, errand), daemon=True))
        errand.thread.start()
        return errand

    def _do(self, office: Office, ledger: LinkedLedger, errand: _Errand) -> None:
        try:
            with office.work(ledger.name, asked_to_stop=self._ending.is_set) as work:
                errand.done = run_pass(work)
        except (ConnectorError, DuesyncError, SecretsError) as error:
            errand.trouble = str(error)
        except BaseException as error:
            errand.trouble = f"a fault of the program: {type(error).__name__}; its log tells more"
            raise


def _in_words(done: Pass | None) -> str:
    if done is None:
        return "stopped before it was through"
    sent = done.delivered
    return ", ".join(
        (
            counted(done.pulled.rows, "row pulled", "rows pulled"),
            counted(done.decided.decisions, "account decided", "accounts decided"),
            counted(sent.messages, "message sent", "messages sent"),
            counted(sent.tasks, "task handed over", "tasks handed over"),
            f"{counted(sent.notes, 'note')} and {counted(sent.payments, 'payment')} written",
        )
    )
