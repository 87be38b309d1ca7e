"""Whose messages they are: by the message of ours that one answers, else by its sender's address, or number.

The law: what it answers is known by our key, which only those know whom we wrote to; a sender's address
anybody can write, so it may hold somebody's account and never unlocks it. Of several customers with one
address each is held. However many messages there are, the books are read once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from dunning.effects import KEY_LENGTH
from dunning.incoming import Incoming
from sync.store import holders, incoming, ledgers
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect

_KEY = re.compile(rf"(?<![A-Z2-7])[A-Z2-7]{{{KEY_LENGTH}}}(?![A-Z2-7])")
_MOST_KEYS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """`how`: "thread", "sender" or `None`. `effect`: the message of ours that it is about.

    `elsewhere`: another ledger of the firm, by name, and the message of its own that it is about.
    `sharing`: names of ledgers that read the same mailbox, and have a customer who writes from that address.
    """

    how: str | None
    customers: tuple[str, ...]
    effect: Effect | None = None
    elsewhere: tuple[str, Effect] | None = None
    sharing: frozenset[str] = frozenset()

    @property
    def about(self) -> Effect | None:
        """The message of ours, whichever ledger's."""
        return self.effect or (None if self.elsewhere is None else self.elsewhere[1])


def whose(
    connection: Connection,
    ledger: LinkedLedger,
    messages: Sequence[Incoming],
    ours: frozenset[str],
    shared: Collection[str] = (),
) -> list[Whose]:
    """Whose each is, in their order.

    `ours`: addresses that are the ledger's own, and so nobody's in particular. `shared`: names of the other
    ledgers that read the same mailbox.
    """
    names = {one.id: one.name for one in ledgers.every(connection) if one.firm_id == ledger.firm_id}
    keys = [_keys(each) for each in messages]
    sent = incoming.answered(connection, {key for some in keys for key in some})
    found = [_by_thread(ledger, names, [sent[key] for key in some if key in sent]) for some in keys]
    asked = [
        one.effect is None and _is_told_by_its_sender(each, ours)
        for each, one in zip(messages, found, strict=True)
    ]
    unknown = [each for each, ask in zip(messages, asked, strict=True) if ask]
    known = _who_writes(connection, ledger, names, unknown, shared)
    return [
        _by_sender(ledger, names, one, known[each.sender]) if ask else one
        for each, one, ask in zip(messages, found, asked, strict=True)
    ]


def _is_told_by_its_sender(message: Incoming, ours: frozenset[str]) -> bool:
    return bool(message.sender) and message.sender not in ours and message.kind not in ("bounce", "complaint")


def _who_writes(
    connection: Connection,
    ledger: LinkedLedger,
    names: dict[int, str],
    messages: Sequence[Incoming],
    shared: Collection[str],
) -> dict[str, set[holders.Holder]]:
    """By sender, who has that number, or that address, also at ledgers that read the same mailbox."""
    numbers = {each.sender for each in messages if each.is_text}
    mails = {each.sender for each in messages if not each.is_text}
    reading = [ledger.id, *(id_ for id_, name in names.items() if name in shared)]
    return {
        **holders.who_writes_from(connection, reading, mails),
        **holders.who_texts_from(connection, ledger.id, numbers),
    }


def _by_thread(ledger: LinkedLedger, names: dict[int, str], about: Sequence[tuple[int, Effect]]) -> Whose:
    """By the messages of ours that it names, in their order. `names`: the firm's ledgers, by id."""
    for ledger_id, effect in about:
        if ledger_id == ledger.id:
            return Whose(how="thread", customers=(effect.customer_id,), effect=effect)
    others = ((names[ledger_id], effect) for ledger_id, effect in about if ledger_id in names)
    return Whose(how=None, customers=(), elsewhere=next(others, None))


def _by_sender(ledger: LinkedLedger, names: dict[int, str], one: Whose, known: set[holders.Holder]) -> Whose:
    mine = tuple(sorted(customer for ledger_id, customer in known if ledger_id == ledger.id))
    sharing = frozenset(names[ledger_id] for ledger_id, _ in known if ledger_id != ledger.id)
    how = "sender" if mine else None
    return Whose(how=how, customers=mine, elsewhere=one.elsewhere, sharing=sharing)


def _keys(message: Incoming) -> list[str]:
    """What may be keys of ours: of Message-IDs that it names, then in its subject and its text."""
    named = (one.partition("@")[0] for one in message.about)
    written = f"{message.subject}\n{message.words}\n{message.quoted}"
    found = [*(one for one in named if _KEY.fullmatch(one)), *_KEY.findall(written)]
    return list(dict.fromkeys(found))[:_MOST_KEYS]
