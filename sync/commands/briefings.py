"""What whoever calls a customer is told first: each account of theirs as it stands now, in every currency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dunning.briefing import Briefing, briefing
from dunning.decisions import Notify
from dunning.letters.opening import opening
from dunning.procedure import Case, has_step, notify_of
from sync.commands.agreed import case_at
from sync.commands.targets import ActError, the_customer
from sync.office import Office
from sync.store import figures, incoming, review
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger

_LAST = 3


class Wrote(msgspec.Struct, frozen=True, kw_only=True):
    """A message that came in. `surely`: it is theirs, and not by its sender's address alone.

    `became`: what became of it, or why it waits, as far as somebody said so.
    """

    number: int
    on: date
    words: str
    surely: bool
    waiting: bool
    became: str


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """`opening`: what to say first, in the customer's language; `None` where nothing is to be asked for.

    `wrote`: what they wrote last, and all of theirs that waits, oldest first.
    """

    customer_id: str
    level: str | None
    tone: str | None
    opening: str | None
    briefing: Briefing
    wrote: tuple[Wrote, ...]


def brief(office: Office, ledger: LinkedLedger, customer: str) -> list[Prepared]:
    """The customer's accounts. Raises `ActError` where there is no such customer, or nothing is owed."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        owner = review.billed_customers(connection, ledger.id).get(row.id, row.id)
        owed = figures.currencies_owed(connection, ledger.id, owner)
    if not owed:
        msg = f"{row.name} owes nothing, as far as {ledger.name} was pulled"
        raise ActError(msg)
    return [prepared(office, ledger, (owner, currency)) for currency in owed]


def prepared(
    office: Office, ledger: LinkedLedger, key: tuple[str, str], act: Notify | None = None
) -> Prepared:
    """One account, for this step; else for the next one, whatever its channel."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        case = case_at(office, connection, ledger, rules, key)
        came = incoming.of_customers(connection, ledger.id, (key[0], *case.account.members))
    act = act or _next_step(case)
    sender, now = office.config.ledger(ledger.name).sender, office.clock.now()
    first = None if act is None else opening(act, case.account, sender, office.letters(ledger.name), now)
    return Prepared(
        customer_id=key[0],
        level=None if act is None else act.level,
        tone=None if act is None else act.tone,
        opening=first,
        briefing=briefing(case.account, office.policy(ledger.name), rules, now),
        wrote=tuple(_wrote(came, case)),
    )


def _wrote(came: Sequence[Kept], case: Case) -> Iterator[Wrote]:
    written = [one for one in came if one.kind == "reply"]
    last = {one.id for one in written[-_LAST:]}
    for one in written:
        if one.is_waiting or one.id in last:
            yield Wrote(
                number=one.id,
                on=one.received_at.astimezone(case.zone).date(),
                words=" ".join((one.message.words or one.message.subject).split()),
                surely=one.how != "sender",
                waiting=one.is_waiting,
                became=one.note or "",
            )


def _next_step(case: Case) -> Notify | None:
    return notify_of(case) if has_step(case) else None
