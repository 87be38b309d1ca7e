"""What one mail account may send, counted in the store by all ledgers and processes that share it.

The law: an address is counted before its message is handed over, and never given back: a provider may
count what it refused. A day is any twenty-four hours and a minute any sixty seconds, for the largest
providers reckon so. Once the server says that it was too much, nobody tries for a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from sync.store import Store
from sync.store.bodies import Bodies
from sync.tables import mail_quotas

_MINUTE: Final = 60_000  # milliseconds, as all below
_DAY: Final = 24 * 60 * _MINUTE
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


class Memory(msgspec.Struct, omit_defaults=True):
    """What went lately: `recent`, when each address of the last minute did; `day`, (minute, addresses).

    Instants are milliseconds since 1970, minutes are so too. `quiet_until`: the server wants rest, and
    said `why`.
    """

    recent: list[int] = []
    day: list[tuple[int, int]] = []
    quiet_until: int = 0
    why: str = ""


_BODIES: Final = Bodies(mail_quotas.c.account, Memory)


class Full(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing may be sent before `until`, which is in `seconds`; `why`: a sentence's beginning."""

    why: str
    until: datetime
    seconds: float


def forget(memory: Memory, now: int) -> None:
    """Let go of what is over. A clock that was set back makes nobody wait for its old time."""
    memory.recent = [min(at, now) for at in memory.recent if at + _MINUTE > now]
    memory.day = [(min(at, now // _MINUTE), n) for at, n in memory.day if (at + 1) * _MINUTE + _DAY > now]


def admit(memory: Memory, addresses: int, now: int) -> None:
    """So many are written to now."""
    memory.recent += [now] * addresses
    minute = now // _MINUTE
    before = memory.day.pop()[1] if memory.day and memory.day[-1][0] == minute else 0
    memory.day.append((minute, before + addresses))


def room_at(sent: Sequence[tuple[int, int]], limit: int | None, addresses: int, now: int) -> int:
    """When there is room for so many; `sent`: (when it counts no more, addresses), oldest first.

    A message to more than the limit goes when nothing else counts.
    """
    if limit is None:
        return now
    used = sum(number for _, number in sent)
    room = now
    for ends, number in sent:
        if used + addresses <= limit:
            break
        used, room = used - number, ends
    return room


@dataclass(frozen=True, slots=True)
class MailQuota:
    """The account's limits, in addresses; `None` where nobody counts. `account`: a name of no meaning; "":
    there is none, and nothing stands in the way.

    `whose`: how it is told whose limits they are.
    """

    store: Store
    account: str
    per_day: int | None
    per_minute: int | None
    whose: str = "the mail server takes"

    def take(self, addresses: int) -> Full | None:
        """Count a message to so many; or why it may not go yet, and then nothing is counted."""
        if self.per_day is None and self.per_minute is None:
            return self.look(addresses)
        with self.store.write() as connection:
            memory, now = _BODIES.recall(connection, self.account), self._now()
            forget(memory, now)
            full = self._full(memory, addresses, now)
            if full is None:
                admit(memory, addresses, now)
                _BODIES.keep(connection, self.account, memory)
        return full

    def look(self, addresses: int = 1) -> Full | None:
        """Why a message to so many may not go now; nothing is counted."""
        if not self.account:
            return None
        with self.store.read() as connection:
            memory, now = _BODIES.recall(connection, self.account), self._now()
        forget(memory, now)
        return self._full(memory, addresses, now)

    def rest(self, seconds: float, why: str) -> None:
        """The server said that it was too much: nobody tries for so long."""
        with self.store.write() as connection:
            memory, now = _BODIES.recall(connection, self.account), self._now()
            forget(memory, now)
            memory.quiet_until = max(memory.quiet_until, now + round(seconds * 1000))
            memory.why = why
            _BODIES.keep(connection, self.account, memory)

    def _full(self, memory: Memory, addresses: int, now: int) -> Full | None:
        day = [((minute + 1) * _MINUTE + _DAY, number) for minute, number in memory.day]
        minute = [(at + _MINUTE, 1) for at in memory.recent]
        waits = (
            (memory.quiet_until, f"the mail server takes no more for now: {memory.why}"),
            (room_at(day, self.per_day, addresses, now), f"{self.whose} {self.per_day} a day"),
            (
                room_at(minute, self.per_minute, addresses, now),
                f"{self.whose} {self.per_minute} a minute",
            ),
        )
        room, why = max(waits, key=lambda each: each[0])
        if room <= now:
            return None
        return Full(why=why, until=_EPOCH + room * _MS, seconds=(room - now) / 1000)

    def _now(self) -> int:
        return (self.store.clock.wall() - _EPOCH) // _MS
