"""All ledgers at a glance: how fresh each is, what is owed by age, what waits, and whether it may chase.

A handful of queries for all of them, however large: decisions are counted, but where somebody said something
of a step, its ledger's are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

import connectors
from dunning.aging import bucket
from dunning.decisions import Reason
from sync.commands.proposed import how_many_wait
from sync.office import Office
from sync.store import glance, ledgers
from sync.store.glance import Kind
from sync.store.ledgers import LinkedLedger

BUCKETS = tuple(bucket(days) for days in (0, 1, 31, 61, 91))
Verdict = Literal["yes", "partly", "no"]
_COUNTED: Final[tuple[Kind, ...]] = (
    "proposed",
    "uncertain",
    "waiting reply",
    "inbox in trouble",
    "hold of all",
    "sign-in",
)
_FAULTS: Final[tuple[Kind, ...]] = ("not staged", "wrong invoice", "stray invoice")


class Aging(msgspec.Struct, frozen=True, kw_only=True):
    """What is open in one currency. `by_bucket`: by how long past due, in the order of `BUCKETS`."""

    currency: str
    by_bucket: tuple[Decimal, ...]

    @property
    def open(self) -> Decimal:
        """All of it."""
        return sum(self.by_bucket, Decimal(0))

    @property
    def overdue(self) -> Decimal:
        """What is past due."""
        return sum(self.by_bucket[1:], Decimal(0))


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """One ledger. `chases`: whether it may write to customers today; `why` says why not, "" where it may.

    `approvals`: messages and tasks that wait for a yes; `replies`: what customers wrote and nobody has seen
    to; `uncertain`: acts of which nobody knows whether they were done; `problems`: rows with a fault.
    """

    name: str
    organisation: str
    provider: str
    linked: bool
    leaves_on: date | None
    pulled_at: datetime | None
    timezone: str
    booked_through: date | None
    chases: Verdict
    why: str
    aging: tuple[Aging, ...]
    overdue_accounts: int
    approvals: int
    replies: int
    uncertain: int
    problems: int


def overviews(office: Office, names: frozenset[str] | None = None) -> list[Overview]:
    """Every ledger by name, those that are configured and not linked yet too; `names`: only these."""
    with office.store.read() as connection:
        every = [one for one in ledgers.every(connection) if names is None or one.name in names]
        read = _Read.of(office, connection, every)
        found = {each.name: _overview(office, connection, each, read) for each in every}
    for name, settings in office.config.ledgers.items():
        if name not in found and (names is None or name in names):
            found[name] = _not_linked(name, settings.provider)
    return [found[name] for name in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found of all of them, by ledger id (see `sync.store.glance`)."""

    aging: Mapping[int, Mapping[str, tuple[Decimal, ...]]]
    reasons: Mapping[int, Mapping[str, int]]
    counts: Mapping[int, Mapping[Kind, int]]

    @classmethod
    def of(cls, office: Office, connection: Connection, every: Sequence[LinkedLedger]) -> _Read:
        ids, on = [one.id for one in every], defaultdict[date, list[int]](list)
        for one in every:
            on[_today(office, one)].append(one.id)
        return cls(
            aging={
                ledger_id: sums
                for today, theirs in on.items()
                for ledger_id, sums in glance.by_age(connection, theirs, today).items()
            },
            reasons=glance.reasons(connection, ids),
            counts=glance.counts(connection, ids, (*_COUNTED, *_FAULTS)),
        )


def _today(office: Office, ledger: LinkedLedger) -> date:
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()


def _overview(office: Office, connection: Connection, ledger: LinkedLedger, read: _Read) -> Overview:
    booked = ledgers.booked_through(connection, ledger, _today(office, ledger))
    chases, why = _verdict(office, ledger, read, booked)
    counts = read.counts.get(ledger.id, {})
    proposed = counts.get("proposed", 0)
    return Overview(
        name=ledger.name,
        organisation=ledger.organisation,
        provider=ledger.provider,
        linked=True,
        leaves_on=ledger.leaves_on,
        pulled_at=ledger.pulled_at,
        timezone=ledger.timezone,
        booked_through=booked,
        chases=chases,
        why=why,
        aging=tuple(
            Aging(currency=currency, by_bucket=sums)
            for currency, sums in read.aging.get(ledger.id, {}).items()
        ),
        overdue_accounts=sum(read.reasons.get(ledger.id, {}).values()),
        approvals=how_many_wait(connection, ledger, office.clock.now(), proposed) if proposed else 0,
        replies=counts.get("waiting reply", 0),
        uncertain=counts.get("uncertain", 0),
        problems=sum(counts.get(kind, 0) for kind in _FAULTS),
    )


def _verdict(office: Office, ledger: LinkedLedger, read: _Read, booked: date | None) -> tuple[Verdict, str]:
    counts = read.counts.get(ledger.id, {})
    stops = (
        (ledger.leaves_on is not None, f"unlinked; it is deleted on {ledger.leaves_on}"),
        (ledger.name not in office.config.ledgers, office.why_absent(ledger) or ""),
        (ledger.problem is not None, f"the last run failed: {ledger.problem}"),
        (ledger.pulled_at is None or not ledger.complete, "the first pull is not finished"),
        (bool(ledger.own_reminders) and _unknown_overlap(office, ledger), "it sends reminders of its own"),
        ("inbox in trouble" in counts, "its inbox cannot be read"),
        ("hold of all" in counts, "a person holds all of it"),
        (ledger.released_at is None, "new: look at what the first two weeks would send, and approve it"),
        (_is_signed_out(ledger, counts), "there is no sign-in to it any more: link it again"),
    )
    found = next((text for is_so, text in stops if is_so), None)
    if found is not None:
        return "no", found
    reasons = read.reasons.get(ledger.id, {})
    stale = reasons.get(Reason.BOOKS_NOT_BOOKED.name, 0)
    if not stale:
        return "yes", ""
    until = "no payment is booked yet" if booked is None else f"payments are booked up to {booked:%-d %B %Y}"
    whole = stale == sum(reasons.values())
    return ("no" if whole else "partly"), f"{until}: {'all' if whole else stale} overdue wait for the books"


def _unknown_overlap(office: Office, ledger: LinkedLedger) -> bool:
    return office.config.ledger(ledger.name).own_reminders != "acknowledged"


def _is_signed_out(ledger: LinkedLedger, counts: Mapping[Kind, int]) -> bool:
    needs = connectors.provider(ledger.provider).sign_in is not None
    return needs and "sign-in" not in counts


def _not_linked(name: str, provider: str) -> Overview:
    return Overview(
        name=name,
        organisation="",
        provider=provider,
        linked=False,
        leaves_on=None,
        pulled_at=None,
        timezone="UTC",
        booked_through=None,
        chases="no",
        why="not linked yet",
        aging=(),
        overdue_accounts=0,
        approvals=0,
        replies=0,
        uncertain=0,
        problems=0,
    )
