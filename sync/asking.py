"""Asking the engine: accounts are read, decided, and what came of each is made ready to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

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
from dunning.policy import Policy
from dunning.procedure import Answers
from sync.store import Store, outbox
from sync.store.accounts import Key, Ledgerwide, assemble
from sync.store.announced import Announcement
from sync.store.courtesies import with_courtesies
from sync.store.decided import Taken
from sync.store.dialects import Forms, forms

PERSONS_TASKS: tuple[EffectKind, ...] = PERSONS_CHANNELS
KINDS: tuple[EffectKind, ...] = ("message", *PERSONS_TASKS)
_BROKEN = ("broken", "part_kept", "off_track")  # of a promise, of instalments


@dataclass(frozen=True, slots=True)
class Round:
    """What all accounts of one round are decided under, read once. `today`: the organisation's.

    `heard`: whether anybody is told of what happens there.
    """

    ledger_id: int
    now: datetime
    today: date
    policy: Policy
    rules: Rules
    books: Books
    ledgerwide: Ledgerwide
    heard: bool


class Answer(msgspec.Struct, frozen=True):
    """What one account came to. `effect`: what follows from it, its decision's id yet to be told.

    `is_message`: whether it would write to the customer without that a person said yes to just this.
    `broken`: what was agreed and not kept, as others are told of it, if any are.
    """

    taken: Taken
    effect: outbox.New | None
    is_message: bool
    broken: tuple[Announcement, ...]

    @property
    def key(self) -> Key:
        """Of its account."""
        return self.taken.customer_id, self.taken.currency


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks in this process. `alike`: answers that hold for many accounts (see `Case.once`)."""

    store: Store
    under: Round
    alike: Answers = field(default_factory=dict)

    def ask(self, keys: Sequence[Key]) -> list[Answer]:
        """About those accounts, as the store has them now."""
        under = self.under
        with self.store.read() as connection:
            found = assemble(connection, under.ledger_id, under.books, keys, under.today, under.ledgerwide)
            found = with_courtesies(connection, under.ledger_id, found, under.policy, under.today)
            of = forms(connection)
        return [self._answer(account, of) for account in found.values()]

    def _answer(self, account: Account, of: Forms) -> Answer:
        under = self.under
        decision = decide(account, under.policy, under.rules, under.now, self.alike)
        act = decision.action
        return Answer(
            Taken.of(account, decision, of),
            _effect(account, act) if isinstance(act, Notify) else None,
            _is_message(account, decision),
            tuple(self._broken(account)) if under.heard and account.agreements else (),
        )

    def _broken(self, account: Account) -> Iterator[Announcement]:
        under = self.under
        policy = policy_for(under.policy, account)
        for judged in agreed_on(account, policy, under.rules, under.today).judged:
            if judged.state in _BROKEN:
                yield _broken(under.ledger_id, account, judged, under.today)


def _effect(account: Account, act: Notify) -> outbox.New:
    task = next((task for task in PERSONS_TASKS if task == act.channel), KINDS[0])
    kind = KINDS[0] if act.recipients else task  # what is addressed we send
    key = account.customer.id, account.currency
    return outbox.New(account=key, kind=kind, slot=slot_of(act, account), payload=act)


def _is_message(account: Account, decision: Decision) -> bool:
    """See `Answer`.

    Statements go to many on their day, as the policy says, and answers to who asks: they are no flood.
    """
    act = decision.action
    if not isinstance(act, Notify) or not act.recipients or act.kind in ("statement", "answer"):
        return False
    return act.fingerprint not in account.approvals


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
