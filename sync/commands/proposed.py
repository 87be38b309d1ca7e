"""What waits for a person's yes, and what was said of the same step before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.changed import changes
from dunning.dates import in_words
from dunning.decisions import Notify, Reason, Wait
from dunning.guards.said import is_about
from sync.commands.targets import ActError
from sync.office import Office
from sync.store import decided, figures, said
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger
from sync.store.said import Deferred, Given

_Step = tuple[str, str, str, str, int, str]
_REMEMBERED = timedelta(days=60)  # an older yes is not told of any more


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message or task that waits for a person's yes.

    `again`: a yes to it lapsed, or was to what it was then; `earlier`: what was said of it before and holds
    no more, with what changed since, each in a sentence.
    """

    customer_id: str
    customer: str
    notify: Notify
    reason: str
    earlier: tuple[str, ...] = ()
    again: Literal["", "lapsed", "changed"] = ""


def proposals(office: Office, ledger: LinkedLedger) -> list[Proposal]:
    """What waits for approval in this ledger, the largest amounts first."""
    with office.store.read() as connection:
        return proposed_in(connection, ledger, office.clock.now())[0]


def proposed_in(
    connection: Connection, ledger: LinkedLedger, now: datetime
) -> tuple[list[Proposal], list[Proposal]]:
    """What waits, and what somebody said yes to since it was decided: that goes with the next run.

    Five queries at most, whatever waits. What was put off or refused since is in neither.
    """
    steps = [
        (one, act)
        for one in decided.standing(connection, ledger.id, proposed=True)
        if (act := _proposed(one)) is not None
    ]
    if not steps:
        return [], []
    names = figures.customer_names(connection, ledger.id)
    memory = _remembered(connection, ledger, steps, now)
    waiting: list[Proposal] = []
    approved: list[Proposal] = []
    for one, act in steps:
        proposal = Proposal(
            one.customer_id,
            names.get(one.customer_id, one.customer_id),
            act,
            one.decision.text,
            earlier=tuple(memory.told(one.customer_id, act)),
            again=memory.again(one.customer_id, act),
        )
        if memory.is_approved(one, act):
            approved.append(proposal)
        elif not memory.is_deferred(one, act):
            waiting.append(proposal)
    return sorted(waiting, key=_largest_first), sorted(approved, key=_largest_first)


def put_off_since(connection: Connection, ledger: LinkedLedger, now: datetime) -> list[tuple[str, str]]:
    """(customer id, who said what) of each step put off or refused since it was decided.

    The next look makes a decision of it.
    """
    every = decided.standing(connection, ledger.id, proposed=True)
    steps = [(one, act) for one in every if (act := _proposed(one)) is not None]
    memory = _remembered(connection, ledger, steps, now)
    return [
        (one.customer_id, _in_words(word))
        for one, act in steps
        if memory.is_deferred(one, act)
        and (word := memory.against((one.customer_id, one.currency), act)) is not None
    ]


def _in_words(against: Deferred) -> str:
    word = against.word
    why = f" ({word.words})" if word.words else ""
    done = "refused it as it was then" if word.until is None else f"put it off to {in_words(word.until)}"
    return f"{word.by} {done} on {in_words(word.on)}{why}."


def how_many_wait(connection: Connection, ledger: LinkedLedger, now: datetime, proposed: int) -> int:
    """How many `proposed_in` finds waiting; only steps of whom somebody said something are looked at.

    `proposed`: how many steps there are, whatever was said of them.
    """
    number = proposed
    spoken_of = said.spoken_of(connection, ledger.id, now - _REMEMBERED)
    if spoken_of:
        every = decided.standing(connection, ledger.id, customers=spoken_of, proposed=True)
        steps = [(one, act) for one in every if (act := _proposed(one)) is not None]
        memory = _remembered(connection, ledger, steps, now)
        number -= sum(memory.is_approved(*each) or memory.is_deferred(*each) for each in steps)
    return number


def _largest_first(one: Proposal) -> tuple[Decimal, str]:
    return -one.notify.amount, one.customer_id


def _proposed(standing: Standing) -> Notify | None:
    """What only a person's yes is missing to."""
    action = standing.decision.action
    return action.proposed if isinstance(action, Wait) else None


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was said of steps before: the newest yes, and every word against. `numbers`: of invoices."""

    zone: ZoneInfo
    yeses: Mapping[_Step, Given]
    deferrals: Mapping[tuple[str, str], Sequence[Deferred]]
    numbers: Mapping[str, str]

    def is_approved(self, standing: Standing, act: Notify) -> bool:
        """Whether somebody said yes to just this after it was decided.

        At the same instant, on a clock that stands still, counts as after; but not where it was sent by that
        yes and refused, which asks for another.
        """
        given = self.yeses.get(_step(standing.customer_id, act))
        if given is None or given.fingerprint != act.fingerprint:
            return False
        if standing.decision.reason is Reason.REFUSED:
            return given.at > standing.decided_at
        return given.at >= standing.decided_at

    def is_deferred(self, standing: Standing, act: Notify) -> bool:
        """Whether somebody put off or refused just this after it was decided."""
        no = self.against((standing.customer_id, standing.currency), act)
        same = no is not None and no.word.fingerprint == act.fingerprint
        return no is not None and same and no.at >= standing.decided_at

    def against(self, key: tuple[str, str], act: Notify) -> Deferred | None:
        """The newest word against it."""
        return next(
            (each for each in reversed(self.deferrals.get(key, ())) if is_about(each.word, act)), None
        )

    def again(self, customer_id: str, act: Notify) -> Literal["", "lapsed", "changed"]:
        """What became of a yes to this step: where it waits for one all the same."""
        given = self.yeses.get(_step(customer_id, act))
        if given is None:
            return ""
        return "lapsed" if given.fingerprint == act.fingerprint else "changed"

    def told(self, customer_id: str, act: Notify) -> Iterator[str]:
        given = self.yeses.get(_step(customer_id, act))
        if given is not None and given.act is not None and given.fingerprint != act.fingerprint:
            since = "; ".join(changes(given.act, act, self.numbers)) or "something in it changed"
            day = in_words(given.at.astimezone(self.zone).date())
            yield f"{given.by} approved it on {day}. Since then: {since}."
        against = self.against((customer_id, act.currency), act)
        if against is not None:
            yield _in_words(against)


def _remembered(
    connection: Connection, ledger: LinkedLedger, steps: Sequence[tuple[Standing, Notify]], now: datetime
) -> _Memory:
    given = said.given(connection, ledger.id, now - _REMEMBERED)
    yeses = {_step(each.customer_id, each.act): each for each in given if each.act is not None}
    changed = [
        (yes.act, act)
        for one, act in steps
        if (yes := yeses.get(_step(one.customer_id, act))) is not None and yes.act is not None
    ]
    ids = sorted({one for pair in changed for act in pair for one in act.overdue})
    rows = figures.invoices_by_id(connection, ledger.id, ids) if ids else {}
    return _Memory(
        zone=ZoneInfo(ledger.timezone),
        yeses=yeses,
        deferrals=said.deferrals_of(connection, ledger.id),
        numbers={one: row.number or one for one, row in rows.items()},
    )


def _step(customer_id: str, act: Notify) -> _Step:
    return customer_id, act.currency, act.kind, act.level, act.ordinal, act.episode


def chosen_of(
    office: Office, ledger: LinkedLedger, fingerprints: Collection[str]
) -> tuple[list[Proposal], int]:
    """Those of the proposals that bear one of these; and how many of them bear none any more."""
    found = [one for one in proposals(office, ledger) if one.notify.fingerprint in fingerprints]
    return found, len(set(fingerprints) - {one.notify.fingerprint for one in found})


def the_proposal(office: Office, ledger: LinkedLedger, fingerprint: str) -> Proposal:
    """That one. Raises `ActError` where it waits no more."""
    found, _ = chosen_of(office, ledger, [fingerprint])
    if not found:
        msg = (
            "this does not wait any more: something changed in the books, or somebody saw to it. "
            f"See what waits now: duesync approve {ledger.name}"
        )
        raise ActError(msg)
    return found[0]


def of_customer(office: Office, ledger: LinkedLedger, customer_id: str, name: str) -> list[Proposal]:
    """What waits for this customer. Raises `ActError` where nothing does."""
    found = [one for one in proposals(office, ledger) if one.customer_id == customer_id]
    if not found:
        msg = f"nothing for {name} waits for a yes in {ledger.name}"
        raise ActError(msg)
    return found
