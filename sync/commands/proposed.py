"""What waits for a person's yes, and what was said of the same step before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.changed import changes
from dunning.dates import in_words
from dunning.decisions import Notify, Wait
from dunning.guards.said import is_about
from dunning.said import Deferral
from sync.commands.targets import ActError
from sync.office import Office
from sync.store import decided, figures, said
from sync.store.decided import Standing
from sync.store.ledgers import LinkedLedger
from sync.store.said import Given

_REMEMBERED = timedelta(days=60)  # an older yes is not told of any more


@dataclass(frozen=True, slots=True)
class Proposal:
    """A message or task that waits for a person's yes.

    `earlier`: what was said of it before and holds no more, with what changed since, each in a sentence.
    """

    customer_id: str
    customer: str
    notify: Notify
    reason: str
    earlier: tuple[str, ...] = ()


def proposals(office: Office, ledger: LinkedLedger) -> list[Proposal]:
    """What waits for approval in this ledger, the largest amounts first."""
    with office.store.read() as connection:
        return proposed_in(connection, ledger, office.clock.now())


def proposed_in(connection: Connection, ledger: LinkedLedger, now: datetime) -> list[Proposal]:
    """The same, over an open connection; four queries at most, whatever waits."""
    waiting = [
        (one, act)
        for one in decided.standing(connection, ledger.id, proposed=True)
        if (act := _proposed(one)) is not None
    ]
    if not waiting:
        return []
    names = figures.customer_names(connection, ledger.id)
    given = said.given(connection, ledger.id, now - _REMEMBERED)
    refused = said.deferred(connection, ledger.id)
    found = [
        Proposal(
            one.customer_id,
            names.get(one.customer_id, one.customer_id),
            act,
            one.decision.text,
            _earlier(connection, ledger, one, act, given, refused.get((one.customer_id, one.currency), ())),
        )
        for one, act in waiting
    ]
    return sorted(found, key=lambda proposal: (-proposal.notify.amount, proposal.customer_id))


def _proposed(standing: Standing) -> Notify | None:
    """What only a person's yes is missing to."""
    action = standing.decision.action
    return action.proposed if isinstance(action, Wait) else None


def _earlier(
    connection: Connection,
    ledger: LinkedLedger,
    standing: Standing,
    act: Notify,
    given: Sequence[Given],
    deferrals: Sequence[Deferral],
) -> tuple[str, ...]:
    """A yes or a no to the same step as it was then."""
    zone, told = ZoneInfo(ledger.timezone), []
    before = [
        (each, each.act)
        for each in given
        if (each.customer_id, each.currency) == (standing.customer_id, standing.currency)
        and each.act is not None
        and each.fingerprint != act.fingerprint
        and _step(each.act) == _step(act)
    ]
    if before:
        last, was = before[-1]
        numbers = _numbers(connection, ledger.id, {*was.overdue, *act.overdue})
        since = "; ".join(changes(was, act, numbers)) or "something in it changed"
        told.append(
            f"{last.by} approved it on {in_words(last.at.astimezone(zone).date())}. Since then: {since}."
        )
    word = next((each for each in reversed(deferrals) if is_about(each, act)), None)
    if word is not None:
        why = f" ({word.words})" if word.words else ""
        done = "refused it as it was then" if word.until is None else f"put it off to {in_words(word.until)}"
        told.append(f"{word.by} {done} on {in_words(word.on)}{why}.")
    return tuple(told)


def _step(act: Notify) -> tuple[str, str, int, str]:
    return act.kind, act.level, act.ordinal, act.episode


def _numbers(connection: Connection, ledger_id: int, ids: Collection[str]) -> Mapping[str, str]:
    rows = figures.invoices_by_id(connection, ledger_id, sorted(ids))
    return {each: row.number or each for each, row in rows.items()}


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
