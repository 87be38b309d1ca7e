"""All ledgers at a glance: how fresh each is, what is owed by age, what waits, and whether it may chase.

A handful of queries a ledger, however large it is: decisions are counted, but what waits for a yes is read.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

import connectors
from dunning.aging import bucket
from dunning.decisions import Reason
from sync.commands.proposed import how_many_wait
from sync.office import Office
from sync.store import acts, credentials, figures, incoming, ledgers, places
from sync.store.ledgers import LinkedLedger

BUCKETS = tuple(bucket(days) for days in (0, 1, 31, 61, 91))
Verdict = Literal["yes", "partly", "no"]


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
        found = {each.name: _overview(office, connection, each) for each in ledgers.every(connection)}
    for name, settings in office.config.ledgers.items():
        if name not in found:
            found[name] = _not_linked(name, settings.provider)
    return [found[name] for name in sorted(found) if names is None or name in names]


def _overview(office: Office, connection: Connection, ledger: LinkedLedger) -> Overview:
    today = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    reasons = figures.reasons(connection, ledger.id)
    effects = figures.effect_counts(connection, ledger.id)
    booked = ledgers.booked_through(connection, ledger, today)
    chases, why = _verdict(office, connection, ledger, reasons, booked)
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
            Aging(currency=currency, by_bucket=tuple(of.get(each, Decimal(0)) for each in BUCKETS))
            for currency, of in figures.open_by_bucket(connection, ledger.id, today).items()
        ),
        overdue_accounts=sum(reasons.values()),
        approvals=how_many_wait(connection, ledger, office.clock.now()),
        replies=incoming.how_many_wait(connection, ledger.id)[0],
        uncertain=sum(number for kind, number in effects.items() if kind.endswith(" uncertain")),
        problems=len(figures.problem_rows(connection, ledger.id)),
    )


def _verdict(
    office: Office, connection: Connection, ledger: LinkedLedger, reasons: dict[str, int], booked: date | None
) -> tuple[Verdict, str]:
    stops = (
        (ledger.leaves_on is not None, f"unlinked; it is deleted on {ledger.leaves_on}"),
        (ledger.name not in office.config.ledgers, office.why_absent(ledger) or ""),
        (ledger.problem is not None, f"the last run failed: {ledger.problem}"),
        (ledger.pulled_at is None or not ledger.complete, "the first pull is not finished"),
        (bool(ledger.own_reminders) and _unknown_overlap(office, ledger), "it sends reminders of its own"),
        (bool(places.problems(connection, ledger.id)), "its inbox cannot be read"),
        (_is_held(connection, ledger), "a person holds all of it"),
        (ledger.released_at is None, "new: look at what the first two weeks would send, and approve it"),
        (_is_signed_out(connection, ledger), "there is no sign-in to it any more: link it again"),
    )
    found = next((text for is_so, text in stops if is_so), None)
    if found is not None:
        return "no", found
    stale = reasons.get(Reason.BOOKS_NOT_BOOKED.name, 0)
    if not stale:
        return "yes", ""
    until = "no payment is booked yet" if booked is None else f"payments are booked up to {booked:%-d %B %Y}"
    whole = stale == sum(reasons.values())
    return ("no" if whole else "partly"), f"{until}: {'all' if whole else stale} overdue wait for the books"


def _unknown_overlap(office: Office, ledger: LinkedLedger) -> bool:
    return office.config.ledger(ledger.name).own_reminders != "acknowledged"


def _is_held(connection: Connection, ledger: LinkedLedger) -> bool:
    rows = (row._mapping for row in acts.active_holds(connection, ledger.id))  # noqa: SLF001 - so named by SQLAlchemy
    return any(row["customer_id"] is None and row["invoice_id"] is None for row in rows)


def _is_signed_out(connection: Connection, ledger: LinkedLedger) -> bool:
    needs = connectors.provider(ledger.provider).sign_in is not None
    return needs and not credentials.is_kept(connection, ledger.id)


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
