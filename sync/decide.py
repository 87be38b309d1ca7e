"""Decide: the accounts due for review go through `dunning.decide`; decision and effects in one transaction.

Nothing here judges: it assembles, asks, and writes down. Only the flood guard needs the whole run:
when today's messages would reach far more customers than the approved plan, all are asked again
with `flooded` set, so that either all of them go or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.acting import slot_of
from dunning.behaviour import Usual
from dunning.decisions import Decision, Notify
from dunning.effects import EffectKind
from dunning.engine import decide
from dunning.law import Rules
from dunning.policy import PERSONS_CHANNELS
from sync.store import decided, ledgers, outbox, review, settled
from sync.store.accounts import Key, assemble
from sync.store.ledgers import LinkedLedger
from sync.work import Work

CHUNK = 400
PERSONS_TASKS: tuple[EffectKind, ...] = PERSONS_CHANNELS
KINDS: tuple[EffectKind, ...] = ("message", *PERSONS_TASKS)
_FLOOD_FACTOR = 2
_FLOOD_FLOOR = 10  # customers a day that never count as a flood


@dataclass(slots=True)
class Decided:
    """What one round of deciding came to. `decisions` counts the waits too."""

    decisions: int = 0
    waits: int = 0
    dropped: int = 0
    flooded: bool = False


@dataclass(frozen=True, slots=True)
class _Round:
    """What all decisions of one round are taken under, read once. `through`: how far the books are booked."""

    now: datetime
    rules: Rules
    versions: dict[str, str]
    through: date | None


def decide_due(work: Work) -> Decided:
    """Look at every account whose review date has come."""
    ledger = work.reload()
    if not ledger.complete:
        return Decided()
    now = work.now()
    rules = work.rules()
    versions = work.versions(rules)
    under = _Round(now, rules, versions, _void_what_changed(work, versions))
    keys = _take_up(work, now)
    outcome = Decided()
    found = _ask(work, under, keys)
    if _flooded(work, found):
        outcome.flooded = True
        found = [pair if _said_yes(*pair) else _ask_in_flood(work, under, pair[0]) for pair in found]
    for start in range(0, len(found), CHUNK):
        work.rest()
        with work.store.write(work.lease()) as connection:
            for account, decision in found[start : start + CHUNK]:
                _write(connection, work, account, decision, under, outcome)
        work.progress(f"{ledger.name}: decided {min(start + CHUNK, len(found))} of {len(found)} accounts")
    return outcome


def _take_up(work: Work, now: datetime) -> list[Key]:
    """The accounts to look at; those of customers who are billed with a parent now are joined to it."""
    ledger_id = work.ledger.id
    with work.store.write(work.lease()) as connection:
        keys = review.take_up(connection, ledger_id, now)
        billed = review.billed_customers(connection, ledger_id)
        for key in keys:
            if key[0] in billed:
                _drop_all(connection, ledger_id, key, "the customer is billed with its parent now", now)
                decided.forget_account(connection, ledger_id, key)
    return [key for key in keys if key[0] not in billed]


def _void_what_changed(work: Work, versions: dict[str, str]) -> date | None:
    """New policy, rules, engine or release void every decision; newer books those waiting for them."""
    ledger = work.ledger
    with work.store.write(work.lease()) as connection:
        through = ledgers.booked_through(connection, ledger, work.today())
        under = versions | {"released": str(ledger.released_at), "pretend": str(work.pretend)}
        under["reminds"] = str(bool(ledger.own_reminders) and not work.overlap_known)
        before = msgspec.json.decode(ledger.decided_under or "{}", type=dict[str, str])
        if {name: before.get(name) for name in under} != under:
            review.review_ledger(connection, ledger.id)
        elif before.get("through") != str(through):
            decided.review_those_waiting_for(connection, ledger.id, ["BOOKS_NOT_BOOKED"], review.AT_ONCE)
        ledgers.update(
            connection,
            ledger.id,
            decided_under=msgspec.json.encode(under | {"through": str(through)}).decode(),
        )
    return through


def _ask(work: Work, under: _Round, keys: Sequence[Key]) -> list[tuple[Account, Decision]]:
    books = ledgers.books(work.ledger, under.through, pretend=work.pretend, overlap_known=work.overlap_known)
    found: list[tuple[Account, Decision]] = []
    mean: Usual | None = None
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        with work.store.read() as connection:
            mean = mean or settled.lately(connection, work.ledger.id, work.today())
            accounts = assemble(connection, work.ledger.id, books, some, work.today(), mean)
        found += [
            (account, decide(account, work.policy, under.rules, under.now)) for account in accounts.values()
        ]
    return found


def _flooded(work: Work, found: Sequence[tuple[Account, Decision]]) -> bool:
    """Whether today's messages reach far more customers than the approved plan's busiest day."""
    writing = {
        account.customer.id
        for account, decision in found
        if isinstance(decision.action, Notify)
        and decision.action.channel == "email"
        and not _said_yes(account, decision)
    }
    if not writing:
        return False
    with work.store.read() as connection:
        writing |= outbox.written_to(connection, work.ledger.id, midnight(work.ledger, work.now()))
    return len(writing) > max(_FLOOD_FLOOR, _FLOOD_FACTOR * work.ledger.planned_per_day)


def _said_yes(account: Account, decision: Decision) -> bool:
    """A person approved exactly this message, so it is no part of a flood."""
    return isinstance(decision.action, Notify) and decision.action.fingerprint in account.approvals


def _ask_in_flood(work: Work, under: _Round, account: Account) -> tuple[Account, Decision]:
    flooded = replace(account, books=replace(account.books, flooded=True))
    return flooded, decide(flooded, work.policy, under.rules, under.now)


def midnight(ledger: LinkedLedger, now: datetime) -> datetime:
    """When today began for the ledger's organisation."""
    zone = ZoneInfo(ledger.timezone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _write(
    connection: Connection, work: Work, account: Account, decision: Decision, under: _Round, outcome: Decided
) -> None:
    now = under.now
    ledger_id, key = work.ledger.id, (account.customer.id, account.currency)
    decision_id = decided.keep(connection, ledger_id, account, decision, under.versions, now)
    act = decision.action if isinstance(decision.action, Notify) else None
    outcome.decisions += 1
    outcome.waits += act is None
    slot = None if act is None else slot_of(act, account)
    for effect in outbox.of_account(connection, ledger_id, key, KINDS, "ready"):
        planned = msgspec.json.decode(effect.payload, type=Notify)
        if act is not None and effect.slot == slot and planned.fingerprint == act.fingerprint:
            outbox.refer(connection, effect, decision_id, act)
        else:
            outcome.dropped += outbox.drop(connection, effect, f"decided anew: {decision.text}", now)
    if act is not None and slot is not None and outbox.live(connection, slot) is None:
        kind = next((task for task in PERSONS_TASKS if task == act.channel), KINDS[0])
        outbox.add(
            connection, ledger_id, key, kind=kind, slot=slot, payload=act, now=now, decision_id=decision_id
        )


def _drop_all(connection: Connection, ledger_id: int, key: Key, reason: str, now: datetime) -> None:
    for effect in outbox.of_account(connection, ledger_id, key, KINDS, "ready"):
        outbox.drop(connection, effect, reason, now)
