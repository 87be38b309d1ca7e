"""Verifying the chain: every event as it was written, in its place, and every decision as it was taken.

The law: whatever was changed, added or taken away is named by the number of its event. What a person's
erasure took away is no break, for an event tells of it. Only a head kept elsewhere (`heads`) shows that
the newest events were cut off, or that the whole chain was written anew.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy.engine import Connection

from sync.evidence import chain
from sync.store import events
from sync.store.chain import BEGUN, tokens
from sync.store.events import Event

ERASED = "erasure"
_AHEAD = 8  # batches in which a decision is looked for: they lie in the order in which they were taken


class Break(msgspec.Struct, frozen=True):
    """What is wrong, and at which event."""

    number: int
    what: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at one ledger's chain came to. `number`, `hash`: of its newest event.

    `sealed`: events about persons that were erased, which nobody can read any more. `unproven`:
    decisions from before the chain began.
    """

    ledger: str
    events: int
    decisions: int
    number: int
    hash: str
    sealed: int
    unproven: int
    broken: tuple[Break, ...]


@dataclass(slots=True)
class _Walk:
    """What is known so far on the way along the chain."""

    keys: Mapping[str, bytes]
    number: int = 0
    hash: str = chain.FIRST
    sealed: list[tuple[int, str]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    gone: set[bytes] = field(default_factory=set)
    before: int = 0
    effects: dict[str, tuple[int, str]] = field(default_factory=dict)
    messages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    broken: list[Break] = field(default_factory=list)

    def breaks(self, number: int, what: str) -> None:
        self.broken.append(Break(number, what))


def verify(connection: Connection, ledger_id: int, name: str, heads: Mapping[int, str]) -> Verified:
    """Look at the whole chain of that ledger. `heads`: hashes by number, as they were kept elsewhere."""
    walk = _Walk({token: key for token, (_, key) in tokens(connection, ledger_id).items()})
    for event in events.of_ledger(connection, ledger_id):
        _event(walk, event)
        if heads.get(event.header.number, event.hash) != event.hash:
            walk.breaks(event.header.number, "is not the one whose hash was kept")
    for number in sorted(number for number in heads if number > walk.number):
        walk.breaks(number, f"is gone: the chain ends with {walk.number}")
    for number, token in walk.sealed:
        if token not in walk.erased:
            walk.breaks(number, "cannot be read: its key is gone, and no erasure tells why")
    _outbox(connection, ledger_id, walk)
    checked, unproven = _decisions(connection, ledger_id, walk)
    if unproven > walk.before:
        walk.breaks(1, f"began after {walk.before} decisions, and {unproven} are here that it does not know")
    return Verified(
        ledger=name,
        events=walk.number,
        decisions=checked,
        number=walk.number,
        hash=walk.hash,
        sealed=len(walk.sealed),
        unproven=unproven,
        broken=tuple(sorted(walk.broken, key=lambda one: one.number)),
    )


def _event(walk: _Walk, event: Event) -> None:
    header = event.header
    if header.number != walk.number + 1:
        walk.breaks(walk.number + 1, f"is missing: {header.number} follows {walk.number}")
    elif header.previous != walk.hash:
        walk.breaks(header.number, "does not follow from the one before it")
    if header.hash() != event.hash:
        walk.breaks(header.number, f"was changed: its hash is not that of its {_told(event)}")
    walk.number, walk.hash = header.number, event.hash
    body = event.content
    if header.person is not None:
        key = walk.keys.get(header.person)
        if key is None:
            walk.sealed.append((header.number, header.person))
            return
        opened = chain.unseal(key, event.content)
        if opened is None:
            walk.breaks(header.number, "was changed: what it tells cannot be opened with its key")
            return
        body = opened
        _effect(walk, header.number, opened[chain.SALT_BYTES :])
    if chain.digest(body) != header.content:
        walk.breaks(header.number, "was changed: what it tells is not what was told")
    elif header.person is None:
        _open(walk, event)


def _told(event: Event) -> str:
    return f"time, kind ({event.header.kind}), person and content"


def _effect(walk: _Walk, number: int, body: bytes) -> None:
    """What was told last of an effect: how it stands, and the message as it left."""
    told = msgspec.json.decode(body)
    if "message" in told:
        walk.messages[told["key"]] = (number, _digest_of(msgspec.json.encode(told["message"])))
    elif "effect" in told:
        walk.effects[told["key"]] = (number, told["state"])


def _outbox(connection: Connection, ledger_id: int, walk: _Walk) -> None:
    """Hold the outbox against what was told of it."""
    for row in events.effects_of(connection, ledger_id):
        number, state = walk.effects.pop(row.key, (0, "ready"))
        stands = "taken back" if row.taken_back else row.state
        if state not in ("ready", stands):  # from ready on it may have been claimed, which is not told
            walk.breaks(number, f"tells that effect {row.key} was {state}, and here it is {stands}")
        number, digest = walk.messages.pop(row.key, (0, b""))
        if digest and digest != _digest_of(row.rendered):
            walk.breaks(number, f"tells message {row.key} in other words than those that are here")
    for key, (number, _) in (walk.effects | walk.messages).items():
        walk.breaks(number, f"tells of effect {key}, which is not here")


def _digest_of(message: bytes | None) -> bytes:
    try:
        told = chain.canonical(msgspec.json.decode(message or b""))
    except msgspec.DecodeError:
        return b""
    return hashlib.sha256(told).digest()


def _open(walk: _Walk, event: Event) -> None:
    """What the walk must know of an event that is about no customer."""
    if event.leaves is None and event.header.kind not in (BEGUN, ERASED):
        return
    body = msgspec.json.decode(event.content)
    if event.leaves is not None and chain.digest(event.leaves) != body["leaves"]:
        walk.breaks(event.header.number, "was changed: its decisions are not those that were taken")
    if event.header.kind == BEGUN:
        walk.before += body["decisions"]
    elif event.header.kind == ERASED:
        walk.erased.update(body["persons"])
        walk.gone.update(chain.leaves_of(event.leaves or b""))


def _decisions(connection: Connection, ledger_id: int, walk: _Walk) -> tuple[int, int]:
    """Hold each decision against the batch that it was taken in; how many, and how many before the chain."""
    batches = _Batches(events.of_ledger(connection, ledger_id, "decisions"), walk)
    checked = unproven = 0
    for one in events.decisions_of(connection, ledger_id):
        if one.salt is None:
            unproven += 1
        elif (leaf := one.leaf()) and not batches.take(leaf):
            walk.breaks(batches.number, f"does not know decision {one.id} as it lies here: changed or added")
        checked += one.salt is not None
    batches.finish()
    return checked, unproven


@dataclass(slots=True)
class _Batches:
    """The batches of decisions, few at a time, each with the leaves that no decision was found for yet."""

    left: Iterator[Event]
    walk: _Walk
    window: deque[tuple[int, set[bytes]]] = field(default_factory=deque)

    @property
    def number(self) -> int:
        """That of the batch at hand."""
        return self.window[0][0] if self.window else self.walk.number

    def take(self, leaf: bytes) -> bool:
        """Whether one of the next batches tells of it; those before that one are done with."""
        self._fill()
        for place, (_, leaves) in enumerate(self.window):
            if leaf in leaves:
                leaves.remove(leaf)
                for _ in range(place):
                    self._drop()
                return True
        return False

    def finish(self) -> None:
        """All decisions were seen."""
        while self._fill():
            self._drop()

    def _fill(self) -> bool:
        while len(self.window) < _AHEAD and (event := next(self.left, None)) is not None:
            leaves = {*chain.leaves_of(event.leaves or b"")} - self.walk.gone
            if leaves:
                self.window.append((event.header.number, leaves))
        return bool(self.window)

    def _drop(self) -> None:
        number, leaves = self.window.popleft()
        if leaves:
            self.walk.breaks(number, f"tells of {len(leaves)} decisions that are not here as they were taken")
