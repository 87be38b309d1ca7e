"""Decide: the accounts due for review go through `dunning.decide`; decision and effects in one transaction.

Nothing here judges: it assembles, asks, and writes down, some thousand accounts at a time. Only the
flood guard needs the whole run: who would be written to is decided last, and with `flooded` set when
that is far more customers than the approved plan has, so that either all of them are written to or none.
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

from dunning.account import Account, Books
from dunning.acting import slot_of
from dunning.agreed import agreed_on
from dunning.agreements import Judged, PromiseToPay
from dunning.choosing import policy_for
from dunning.contact_policy import PERSONS_CHANNELS
from dunning.decisions import Decision, Notify
from dunning.effects import EffectKind
from dunning.engine import decide
from dunning.law import Rules
from dunning.procedure import Answers
from sync.store import announced, decided, ledgers, outbox, review
from sync.store.accounts import Key, Ledgerwide, assemble
from sync.store.announced import Announcement
from sync.store.chain import tell
from sync.store.courtesies import with_courtesies
from sync.store.ledgers import LinkedLedger
from sync.work import Work

CHUNK = 2000  # accounts: what is read, decided and written in one go
PERSONS_TASKS: tuple[EffectKind, ...] = PERSONS_CHANNELS
KINDS: tuple[EffectKind, ...] = ("message", *PERSONS_TASKS)
_BROKEN = ("broken", "part_kept", "off_track")  # of a promise, of instalments
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
    """What all decisions of one round are taken under, read once."""

    now: datetime
    rules: Rules
    versions: dict[str, str]
    books: Books
    ledgerwide: Ledgerwide
    answers: Answers


def decide_due(work: Work) -> Decided:
    """Look at every account whose review date has come."""
    outcome = Decided()
    if not work.reload().complete:
        return outcome
    under, keys = _begin(work)
    if not keys:
        return outcome
    most, written = _plan(work)
    may_flood = len(written | _customers(keys)) > most
    put_off: list[Key] = []
    with _beside() as do:
        for some in _chunks(keys):
            found = _ask(work, under, some)
            if may_flood:
                messages = {_key(account) for account, decision in found if _is_message(account, decision)}
                put_off += sorted(messages)
                found = [each for each in found if _key(each[0]) not in messages]
            do(partial(_write, work, found, under, outcome))
        if put_off and len(written | _customers(put_off)) > most:
            outcome.flooded = True
            under = replace(under, books=msgspec.structs.replace(under.books, flooded=True))
        for some in _chunks(put_off):
            do(partial(_write, work, _ask(work, under, some), under, outcome))
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


def _begin(work: Work) -> tuple[_Round, list[Key]]:
    """What this round decides under, and about which accounts, as they stand now."""
    now, rules = work.now(), work.rules()
    versions = work.versions(rules)
    with work.store.write(work.lease()) as connection:
        through = _void_what_changed(connection, work, versions)
        keys, ledgerwide = _take_up(connection, work, now)
    books = ledgers.books(
        work.ledger,
        through,
        pretend=work.pretend,
        overlap_known=work.overlap_known,
        texts=work.texts,
        voice=work.calls,
    )
    return _Round(now, rules, versions, books, ledgerwide, {}), keys


def _chunks(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _customers(keys: Iterable[Key]) -> set[str]:
    return {customer for customer, _ in keys}


def _key(account: Account) -> Key:
    return account.customer.id, account.currency


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


def _ask(work: Work, under: _Round, keys: Sequence[Key]) -> list[tuple[Account, Decision]]:
    with work.store.read() as connection:
        accounts = assemble(connection, work.ledger.id, under.books, keys, work.today(), under.ledgerwide)
        accounts = with_courtesies(connection, work.ledger.id, accounts, work.policy, work.today())
    policy, rules, now, answers = work.policy, under.rules, under.now, under.answers
    return [(account, decide(account, policy, rules, now, answers)) for account in accounts.values()]


def _is_message(account: Account, decision: Decision) -> bool:
    """Whether it would write to the customer without that a person said yes to just this.

    Statements go to many on their day, as the policy says, and answers to who asks: they are no flood.
    """
    act = decision.action
    if not isinstance(act, Notify) or not act.recipients or act.kind in ("statement", "answer"):
        return False
    return act.fingerprint not in account.approvals


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


def _write(work: Work, found: Sequence[tuple[Account, Decision]], under: _Round, outcome: Decided) -> None:
    """Decisions and what follows from them, in one transaction."""
    if not found:
        return
    work.rest()
    ledger_id = work.ledger.id
    with work.store.write(work.lease()) as connection:
        decided.keep(connection, ledger_id, found, under.versions, under.now)
        acts = {_key(account) for account, decision in found if isinstance(decision.action, Notify)}
        numbers = decided.numbers(connection, ledger_id, acts)
        ready = outbox.ready_of(connection, ledger_id, [_key(account) for account, _ in found], KINDS)
        new: dict[str, outbox.New] = {}
        for account, decision in found:
            key, act = _key(account), decision.action
            step = _effect(account, act, numbers[key]) if isinstance(act, Notify) else None
            for effect in ready.get(key, ()):
                if step is not None and _is_same(effect, step):
                    outbox.refer(connection, effect, step.decision_id, step.payload)
                else:
                    reason = f"decided anew: {decision.text}"
                    outcome.dropped += outbox.drop(connection, effect, reason, under.now)
            if step is not None:
                new[step.slot] = step
        _announce_broken(connection, work, found, under.rules)
        taken = outbox.occupied(connection, new)
        outbox.add_all(connection, ledger_id, [new[slot] for slot in new if slot not in taken], under.now)
    outcome.decisions += len(found)
    outcome.waits += len(found) - len(acts)
    work.progress(f"{work.ledger.name}: {outcome.decisions} accounts decided")


def _announce_broken(
    connection: Connection, work: Work, found: Sequence[tuple[Account, Decision]], rules: Rules
) -> None:
    """What was agreed and not kept, each told once, however often it is looked at."""
    agreeing = [account for account, _ in found if account.agreements]
    if not agreeing or not announced.is_heard(connection, work.ledger.id):
        return
    today = work.today()
    for account in agreeing:
        for judged in agreed_on(account, policy_for(work.policy, account), rules, today).judged:
            if judged.state in _BROKEN:
                announced.announce(connection, _broken(work.ledger.id, account, judged, today))


def _broken(ledger_id: int, account: Account, judged: Judged, today: date) -> Announcement:
    one = judged.agreement
    day = one.due_on if isinstance(one, PromiseToPay) else judged.missing and judged.missing.due_on
    kind = str(one.__struct_config__.tag)
    return Announcement(
        ledger_id=ledger_id,
        type="promise.broken",
        of=account.customer.id,
        invoice_ids=one.invoice_ids,
        more={
            "kind": kind,
            "state": judged.state,
            "currency": account.currency,
            "number": one.id,
            "day": day,
        },
        about=f"{kind} {one.id} broken {day}",
        since=judged.end or today,
    )


def _effect(account: Account, act: Notify, decision_id: int) -> outbox.New:
    task = next((task for task in PERSONS_TASKS if task == act.channel), KINDS[0])
    kind = KINDS[0] if act.recipients else task  # what is addressed we send
    return outbox.New(
        account=_key(account), kind=kind, slot=slot_of(act, account), payload=act, decision_id=decision_id
    )


def _is_same(effect: outbox.Effect, step: outbox.New) -> bool:
    """Whether it is the same step about the same invoices, decided again on fresher facts."""
    planned, act = msgspec.json.decode(effect.payload, type=Notify), step.payload
    return effect.slot == step.slot and isinstance(act, Notify) and planned.fingerprint == act.fingerprint
