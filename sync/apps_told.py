"""What whoever runs the program is told of the apps: what their plans leave, and that a provider rests."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sync.apps import App, app_of, apps
from sync.forecast import Forecast
from sync.office import Office
from sync.pressure import foreseen


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One app as it stands. `ledgers`: how many are called by it, of the `most` that its plan allows.

    `key`: a name of no meaning. `answers_in`: seconds that an answer takes, as this process knows.
    `per_minute`: calls that all may make in any minute, `left` how many of them now; `None`: no such limit.
    `calls_today`: those that were told of, since midnight UTC; where only reads are counted, those.
    `rests_for`: seconds for which nobody calls. `reads`: the metered ones of the month.
    """

    key: str
    provider: str
    title: str
    ledgers: int
    most: int | None
    per_minute: int | None
    left: int | None
    calls_today: int
    rests_for: float
    answers_in: float | None
    reads: Forecast | None

    def troubles(self) -> Iterator[str]:
        """What is to be seen to, each in a sentence."""
        if self.most is not None and self.ledgers > self.most:
            yield f"{self.ledgers} companies are linked, and the plan allows {self.most}"
        if self.rests_for > 0:
            yield f"{self.title} does not answer and is left alone for {self.rests_for:.0f} more seconds"
        reads = self.reads
        if reads is not None and (reads.ends_at is not None or reads.used >= reads.limit):
            slows = "; polls that nothing asks for wait" if reads.slows else ""
            yield f"{self.title}: {reads.in_words()}{slows}"


def standings(office: Office) -> list[Standing]:
    """Every app by which ledgers of the configuration are called."""
    return [_standing(office, app) for app in apps(office.config, office.config.ledgers)]


def warnings(office: Office, name: str) -> list[str]:
    """The troubles of the app by which that ledger is called, but for how many companies it has."""
    app = app_of(office.config, office.config.ledger(name))
    return [] if app is None else [*_standing(office, app).troubles()]


def _standing(office: Office, app: App) -> Standing:
    shared = app.allowance(office.store)
    return Standing(
        key=app.key,
        provider=app.provider.name,
        title=app.provider.title,
        ledgers=len(app.ledgers),
        most=app.plan.connections if app.plan else None,
        per_minute=app.limit.per_minute,
        left=shared.left_now(),
        calls_today=shared.calls_today(),
        rests_for=shared.rests_for(),
        answers_in=shared.pace(),
        reads=foreseen(shared),
    )
