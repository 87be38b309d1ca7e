"""The run: day by day, passes in all weathers, and judgement after each."""

from __future__ import annotations

import tempfile
import time as machine
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from random import Random

import sqlalchemy as sa

from connectors.errors import SignInAgain
from connectors.sandbox.generate.people import chance
from connectors.sandbox.mail import Received
from sync.rehearsal.simulation.bookkeeper import HABITS, Bookkeeper
from sync.rehearsal.simulation.books import QuickBooksBooks, XeroBooks
from sync.rehearsal.simulation.clerk import Clerk
from sync.rehearsal.simulation.invariants import AT_THE_END, EACH_STEP, QUIET, Breach, Case, Law, broken
from sync.rehearsal.simulation.journal import Journal
from sync.rehearsal.simulation.outcome import Asked, Outcome
from sync.rehearsal.simulation.source import Source
from sync.rehearsal.simulation.town import EXPECTED, Town, town
from sync.rehearsal.simulation.trouble import FAIR, Weather, weather
from sync.rehearsal.simulation.witness import Witness
from sync.run import Pass
from sync.tables import effects

START = date(2026, 1, 5)  # a Monday
_FIRST_HOUR = day_time(15, 0, tzinfo=UTC)
_REST = timedelta(minutes=20)  # longer than a lease, and than any provider is at a call
_QUIET_DAYS = 7
_RHYTHMS = (frozenset((0, 3)), frozenset(range(7)), frozenset(range(5)))
"""On which weekdays the bookkeepers run it, by the seed: twice a week, each day, each working day."""

POLICY = """
[policy.courtesies]
thanks = true

[[policy.levels]]
name = "reminder"
days = 4
tone = "friendly"
channel = "email"
times = 3
every_days = 7
[[policy.levels]]
name = "firm"
days = 30
tone = "firm"
channel = "email"
times = 4
every_days = 8
[[policy.levels]]
name = "call"
days = 70
tone = "serious"
channel = "call"
[[policy.levels]]
name = "hand_over"
days = 90
tone = "final"
channel = "hand_over"
"""


@dataclass(slots=True)
class _Branch:
    """One ledger, and everybody around it."""

    source: Source
    books: Bookkeeper
    clerk: Clerk
    witness: Witness
    signed_out: bool = False


class Simulation:
    """One run. Ends at the first breach, for what follows on one means nothing."""

    def __init__(
        self,
        asked: Asked,
        here: Town,
        journal: Journal,
        outcome: Outcome,
        progress: Callable[[str], None],
    ) -> None:
        self.town, self.journal, self.outcome, self.progress = here, journal, outcome, progress
        self.dice = Random(f"{asked.seed} days")
        self.rhythm = _RHYTHMS[asked.seed % len(_RHYTHMS)]
        self.stopped: dict[str, datetime] = {}
        self.branches = [
            self._branch(asked, XeroBooks("harbour", here.sandbox.xero)),
            self._branch(asked, QuickBooksBooks("summit", here.sandbox.quickbooks)),
        ]
        here.sandbox.mail.listen(self._letter_came)
        outcome.ledgers = len(self.branches)

    def _branch(self, asked: Asked, source: Source) -> _Branch:
        dice = Random(f"{asked.seed} {source.name}")
        books = Bookkeeper(source, dice, self.journal, dice.choice(sorted(HABITS)))
        witness = Witness(self.town, source, self.stopped, merged=books.merged)
        return _Branch(source, books, Clerk(self.town, witness, books, dice, self.journal), witness)

    def _letter_came(self, received: Received) -> None:
        domain = received.sender.rpartition("@")[2]
        for one in self.branches:
            if domain == f"{one.source.name}.example":
                one.witness.letter_came(received)

    def run(self, days: int) -> None:
        """So many days from the start."""
        for one in self.branches:
            self.town.link(one.source.name)
            one.books.open_the_books(START)
        for number in range(days):
            self._day(START + timedelta(days=number), last=number == days - 1)
            self.outcome.days += 1
            self.progress(
                f"{START + timedelta(days=number)}: {len(self.town.sandbox.mail.messages)} messages"
            )
            if self.outcome.breaches:
                return
        for one in self.branches:
            self._judge(one, AT_THE_END)

    def _day(self, today: date, *, last: bool) -> None:
        self.town.time.go_to(datetime.combine(today, day_time(0, 30), UTC))
        for one in self.branches:
            one.books.day(today)
            if chance(self.dice, 0.25):  # about twice a week
                one.books.meddle()
            self._grants(one)
        for moment in self._moments(today) if today.weekday() in self.rhythm else ():
            self.town.time.go_to(moment)
            for one in self.branches:
                self._pass(one, weather(self.dice))
                if self.outcome.breaches:
                    return
        for one in self.branches:
            self._relink(one)
            one.clerk.day(one.source.today(self.town.time.now))
        if last or today.toordinal() % _QUIET_DAYS == 0:
            for one in self.branches:
                self._quiet(one)

    def _moments(self, today: date) -> list[datetime]:
        """When passes are made: by day, and now and then at the edge of what is allowed."""
        noon = datetime.combine(today, _FIRST_HOUR)
        moments = [noon + timedelta(minutes=self.dice.randint(0, 90))]
        if chance(self.dice, 0.15):  # a second one
            edge = self.dice.choice((6, 7, 8, 12, 13, 14, 16, 17, 21, 22, 23))
            minute = self.dice.choice((-2, -1, 0, 1, 59))
            moments.append(datetime.combine(today, day_time(edge), UTC) + timedelta(minutes=minute))
        return sorted(moments)

    def _grants(self, one: _Branch) -> None:
        """Tokens run out all the time; now and then somebody disconnects the app."""
        self.town.trouble.where = one.source.name
        if chance(self.dice, 0.004):  # about once a year and ledger
            one.source.api.revoke_grants()
            self.town.trouble.strike("grant revoked")
        elif chance(self.dice, 0.05):
            one.source.api.expire_access()
            self.town.trouble.strike("token expired")

    def _pass(self, one: _Branch, under: Weather) -> Pass | None:
        """One pass, judged. What it did, `None` where it came to no end."""
        name = one.source.name
        self.journal.tell(name, f"pass begins ({under.name})")
        done = self.town.run(name, under, [lambda: self._interrupt(one)] * len(under.act_at))
        outcome = "killed" if done is None else "done" if isinstance(done, Pass) else type(done).__name__
        self.outcome.passes[outcome] += 1
        self.journal.tell(name, f"pass: {outcome}" + (f": {done}" if isinstance(done, Exception) else ""))
        one.signed_out = one.signed_out or isinstance(done, SignInAgain)
        if isinstance(done, Exception) and not isinstance(done, EXPECTED):
            self._breach(Breach("no_pass_breaks", name, self.town.time.now, repr(done), frozenset()))
        for letter in one.witness.read():
            told = (
                f'message {letter.key}: {letter.notify.kind} "{letter.notify.level}" to {letter.recipients}'
            )
            self.journal.tell(name, f"{told}, names {', '.join(letter.numbers)}", *letter.about)
        self._judge(one, EACH_STEP)
        one.witness.settle_periods()
        return done if isinstance(done, Pass) else None

    def _interrupt(self, one: _Branch) -> None:
        """Somebody acts at the source while a pass runs, mostly on what is about to be written about."""
        one.witness.before_a_change()
        one.books.meddle(one.witness.about_to_hear() if chance(one.books.dice, 0.7) else ())

    def _relink(self, one: _Branch) -> None:
        if one.signed_out:
            self.town.link(one.source.name)
            one.signed_out = False
            self.journal.tell(one.source.name, "clerk links the ledger again")

    def _quiet(self, one: _Branch) -> None:
        """Nothing goes wrong any more: two passes settle whatever was in doubt."""
        for _ in range(2):
            self.town.time.pass_by(_REST.total_seconds())
            done = self._pass(one, FAIR)
            self._relink(one)
            if self.outcome.breaches:
                return
        if done is None:
            text = "a pass on a quiet day came to no end"
            self._breach(Breach("a_quiet_pass_ends", one.source.name, self.town.time.now, text, frozenset()))
        self._judge(one, QUIET)

    def _judge(self, one: _Branch, laws: tuple[Law, ...]) -> None:
        policy = self.town.office.policy(one.source.name)
        new = one.witness.letters[one.witness.judged :]
        if laws is EACH_STEP:
            one.witness.judged = len(one.witness.letters)
        for breach in broken(laws, Case(one.witness, new, policy)):
            self._breach(breach)

    def _breach(self, breach: Breach) -> None:
        self.outcome.breaches.append(breach)
        lines = [f"{breach.law} ({breach.ledger}, {breach.at:%Y-%m-%d %H:%M}): {breach.text}"]
        lines += [f"  {line}" for line in self.journal.of(breach.ledger, breach.about)]
        self.outcome.history += lines

    def count(self) -> None:
        """The totals, from the store and the mailboxes."""
        kinds: Counter[str] = Counter()
        with self.town.office.store.read() as connection:
            done = sa.select(effects.c.kind, sa.func.count()).where(effects.c.state == "done")
            kinds.update(dict(iter(connection.execute(done.group_by(effects.c.kind)))))
        self.outcome.messages = len(self.town.sandbox.mail.messages)
        self.outcome.notes, self.outcome.payments = kinds["note"], kinds["payment"]
        self.outcome.faults = self.town.trouble.struck
        self.outcome.digest = self.journal.digest()


def simulate(
    asked: Asked,
    progress: Callable[[str], None] = lambda _text: None,
    afterwards: Callable[[Town], None] = lambda _town: None,
) -> Outcome:
    """Run it, in a folder of its own. `afterwards` looks at what is there when no rule was broken."""
    outcome, journal, began = Outcome(asked), Journal(), machine.monotonic()
    start = datetime.combine(START, day_time(0), UTC)

    with (
        tempfile.TemporaryDirectory(prefix="duesync-simulation-") as made,
        town(
            Path(made),
            seed=asked.seed,
            start=start,
            customers=asked.customers,
            policy=POLICY,
            http=asked.http,
            store=asked.store,
            log=journal.tell,
        ) as here,
    ):
        journal.time = here.time
        simulation = Simulation(asked, here, journal, outcome, progress)
        try:
            simulation.run(asked.days)
        finally:
            simulation.count()
        if not outcome.breaches:
            afterwards(here)
    outcome.seconds = machine.monotonic() - began
    return outcome
