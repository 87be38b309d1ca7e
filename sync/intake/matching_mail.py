"""Whose message it is: by the message of ours that it answers, else by its sender's address, or number.

The law: what it answers is known by our key, which only those know whom we wrote to; a sender's address
anybody can write, so it may hold somebody's account and never unlocks it. Of several customers with one
address each is held.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.effects import KEY_LENGTH
from dunning.incoming import Incoming
from sync.store import holders, outbox
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.tables import effects, ledgers

_KEY = re.compile(rf"(?<![A-Z2-7])[A-Z2-7]{{{KEY_LENGTH}}}(?![A-Z2-7])")
_MOST_KEYS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """`how`: "thread", "sender" or `None`. `effect`: the message of ours. `elsewhere`: the ledger, by name,
    one of whose messages it answers, where it is not this one.
    """

    how: str | None
    customers: tuple[str, ...]
    effect: Effect | None = None
    elsewhere: str | None = None


def whose(
    connection: Connection,
    ledger: LinkedLedger,
    message: Incoming,
    ours: frozenset[str],
    texters: Mapping[str, set[str]] | None = None,
) -> Whose:
    """Whose it is. `ours`: addresses that are the ledger's own, and so nobody's in particular.

    `texters`: whose numbers are whose, where that was asked for many texts at once.
    """
    elsewhere = None
    for key in _keys(message):
        effect = outbox.by_key(connection, ledger.id, key)
        if effect is not None:
            return Whose(how="thread", customers=(effect.customer_id,), effect=effect)
        elsewhere = elsewhere or _ledger_of(connection, key)
    found = set[str]()
    if message.sender and message.sender not in ours and message.kind not in ("bounce", "complaint"):
        if message.is_text:
            if texters is None:
                texters = holders.who_texts_from(connection, ledger.id, [message.sender])
            found = texters.get(message.sender, set())
        else:
            found = holders.who_writes_from(connection, ledger.id, message.sender)
    if found:
        return Whose(how="sender", customers=tuple(sorted(found)), elsewhere=elsewhere)
    return Whose(how=None, customers=(), elsewhere=elsewhere)


def _keys(message: Incoming) -> list[str]:
    """What may be keys of ours: of Message-IDs that it names, then in its subject and its text."""
    named = (one.partition("@")[0] for one in message.about)
    written = f"{message.subject}\n{message.words}\n{message.quoted}"
    found = [*(one for one in named if _KEY.fullmatch(one)), *_KEY.findall(written)]
    return list(dict.fromkeys(found))[:_MOST_KEYS]


def _ledger_of(connection: Connection, key: str) -> str | None:
    query = sa.select(ledgers.c.name).join(effects).where(effects.c.key == key)
    return connection.scalar(query)
