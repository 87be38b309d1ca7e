"""Decide: the accounts due for review are asked about; decision and effects in one transaction.

Nothing here judges: `sync/asking.py` asks `dunning.decide`, and this writes down, some thousand accounts at
a time. Only the flood guard needs the whole run: who would be written to is decided last, and with `flooded`
set when that is far more customers than the approved plan has, so that either all of them are written to or
none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from dunning.decisions import Notify
from sync.asking import KINDS, Answer, Round
from sync.side_by_side import ask
from sync.store import announced, decided, ledgers, outbox, review
from sync.store.accounts import Key, Ledgerwide
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.work import Work

_FLOOD_FACTOR = 2
_FLOOD_FLOOR = 10  # customers a day that never count as a flood


@dataclass(slots=True)
class Decided:
    """What one round of deciding came to. `decisions` counts the waits too."""

    decisions: int = 0
    waits: int = 0
    dropped: int = 0
    flooded: bool = False


def decide_due(work: Work) -> Decided:
    """Look at every account whose review date has come."""
    outcome = Decided()
    if not work.reload().complete:
        return outcome
    under, versions, keys = _begin(work)
    if not keys:
        return outcome
    most, written = _plan(work)
    may_flood = len(written | _customers(keys)) > most
    put_off: list[Key] = []
    with _beside() as do:
        for found in ask(work.store, under, keys):
            settled = [one for one in found if not (may_flood and one.is_message)]
            put_off += [one.key for one in found if may_flood and one.is_message]
            do(partial(_write, work, settled, under.now, versions, outcome))
        put_off.sort()
        if put_off and len(written | _customers(put_off)) > most:
            outcome.flooded = True
            under = replace(under, books=msgspec.structs.replace(under.books, flooded=True))
        for found in ask(work.store, under, put_off):
            do(partial(_write, work, found, under.now, versions, outcome))
    return outcome


@contextmanager
def _beside() -> Iterator[Callable[[Callable[[], None]], None]]:
    """What is to be done is done in turn, one at a time, while whoever hands it in goes on to the next.

    A database writes without the interpreter, so the accounts after these are read and decided meanwhile.
    What is raised there is raised here, at the latest at the end.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        under_way: list[Future[None]] = []

        def do(task: Callable[[], None]) -> None:
            while under_way:
                under_way.pop().result()
            under_way.append(pool.submit(copy_context().run, task))

        yield do
        while under_way:
            under_way.pop().result()


def _begin(work: Work) -> tuple[Round, dict[str, str], list[Key]]:
    """What this round decides under, of which versions, and about which accounts, as they stand now."""
    now, rules = work.now(), work.rules()
    versions = work.versions(rules)
    with work.store.write(work.lease()) as connection:
        through = _void_what_changed(connection, work, versions)
        keys, ledgerwide = _take_up(connection, work, now)
        heard = announced.is_heard(connection, work.ledger.id)
    books = ledgers.books(
        work.ledger,
        through,
        pretend=work.pretend,
        overlap_known=work.overlap_known,
        texts=work.texts,
        voice=work.calls,
    )
    under = Round(work.ledger.id, now, work.today(), work.policy, rules, books, ledgerwide, heard)
    return under, versions, keys


def _customers(keys: Iterable[Key]) -> set[str]:
    return {customer for customer, _ in keys}


def _take_up(connection: Connection, work: Work, now: datetime) -> tuple[list[Key], Ledgerwide]:
    """The accounts to look at; those of customers who are billed with a parent now are joined to it."""
    ledger_id = work.ledger.id
    keys = review.take_up(connection, ledger_id, now)
    if not keys:
        return [], Ledgerwide({}, None)
    ledgerwide = Ledgerwide.anew(connection, ledger_id, work.today())
    joined = [key for key in keys if key[0] in ledgerwide.billed]
    for effects in outbox.ready_of(connection, ledger_id, joined, KINDS).values() if joined else ():
        for effect in effects:
            outbox.drop(connection, effect, "the customer is billed with its parent now", now)
    for key in joined:
        decided.forget_account(connection, ledger_id, key)
    return [key for key in keys if key[0] not in ledgerwide.billed], ledgerwide


def _void_what_changed(connection: Connection, work: Work, versions: dict[str, str]) -> date | None:
    """New policy, rules, engine or release void every decision; newer books those waiting for them."""
    ledger = work.ledger
    through = ledgers.booked_through(connection, ledger, work.today())
    under = versions | {"released": str(ledger.released_at), "pretend": str(work.pretend)}
    under["texts"] = str(work.texts)
    under["voice"] = str(work.calls)
    under["reminds"] = str(bool(ledger.own_reminders) and not work.overlap_known)
    before = msgspec.json.decode(ledger.decided_under or "{}", type=dict[str, str])
    if {name: before.get(name) for name in under} != under:
        review.review_ledger(connection, ledger.id)
        tell(connection, ledger.id, "policy", {"was": before, "is": under})
    elif before.get("through") != str(through):
        decided.review_those_waiting_for(connection, ledger.id, ["BOOKS_NOT_BOOKED"], review.AT_ONCE)
    now_under = under | {"through": str(through)}
    if now_under != before:
        ledgers.update(connection, ledger.id, decided_under=msgspec.json.encode(now_under).decode())
    return through


def _plan(work: Work) -> tuple[int, set[str]]:
    """How many customers may be written to in a day without its being a flood, and who was today."""
    with work.store.read() as connection:
        since = midnight(work.ledger, work.now())
        written = outbox.written_to(connection, work.ledger.id, since)
    return max(_FLOOD_FLOOR, _FLOOD_FACTOR * work.ledger.planned_per_day), written


def midnight(ledger: LinkedLedger, now: datetime) -> datetime:
    """When today began for the ledger's organisation."""
    zone = ZoneInfo(ledger.timezone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _write(
    work: Work, found: Sequence[Answer], now: datetime, versions: dict[str, str], outcome: Decided
) -> None:
    """Decisions and what follows from them, in one transaction."""
    if not found:
        return
    work.rest()
    ledger_id = work.ledger.id
    with work.store.write(work.lease()) as connection:
        decided.keep(connection, ledger_id, [one.taken for one in found], versions, now)
        acts = {one.key for one in found if one.effect is not None}
        numbers = decided.numbers(connection, ledger_id, acts)
        ready = outbox.ready_of(connection, ledger_id, [one.key for one in found], KINDS)
        new: dict[str, outbox.New] = {}
        again: list[tuple[outbox.Effect, int | None, msgspec.Struct]] = []
        for one in found:
            step = one.effect and replace(one.effect, decision_id=numbers[one.key])
            for effect in ready.get(one.key, ()):
                if step is not None and _is_same(effect, step):
                    again.append((effect, step.decision_id, step.payload))
                else:
                    reason = f"decided anew: {one.taken.text}"
                    outcome.dropped += outbox.drop(connection, effect, reason, now)
            if step is not None:
                new[step.slot] = step
        outbox.refer(connection, again)
        for one in found:
            for each in one.broken:
                announced.announce(connection, each)
        taken = outbox.occupied(connection, new)
        outbox.add_all(connection, ledger_id, [new[slot] for slot in new if slot not in taken], now)
    outcome.decisions += len(found)
    outcome.waits += len(found) - len(acts)
    work.progress(f"{work.ledger.name}: {outcome.decisions} accounts decided")


def _is_same(effect: outbox.Effect, step: outbox.New) -> bool:
    """Whether it is the same step about the same invoices, decided again on fresher facts."""
    planned, act = msgspec.json.decode(effect.payload, type=Notify), step.payload
    return effect.slot == step.slot and isinstance(act, Notify) and planned.fingerprint == act.fingerprint
