"""The call budget's short memory and its arithmetic: pure, so that every process reckons alike.

The law: a provider may count a call at any moment between its start and its end. So a call is held
against a second or a minute from its start until that long after its *end*; then none of the
provider's windows, wherever they begin and however slow the wire was, holds more than is allowed.
All instants are whole milliseconds since 1970.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from typing import Final

import msgspec

from connectors.base import Limits

_SECOND: Final = 1000
_MINUTE: Final = 60 * _SECOND
_DAY: Final = 24 * 60 * _MINUTE
_POLL: Final = 50  # how often one looks who waits for a call under way to end, which nobody can foresee
_GRACE: Final = 2000  # how much later than it said a waiting one may come and still find its turn
_ASK_AGAIN: Final = 60 * _MINUTE
_LEAST_RESERVE: Final = 25  # five looks of five calls


class Place(msgspec.Struct, array_like=True):
    """A call under way. `until`: when it is over for certain, also if its process died."""

    until: int
    batch: bool


class Memory(msgspec.Struct, omit_defaults=True):
    """What is remembered of one ledger's calls.

    `places`: calls under way. `line`: who waits, first come first, and until when their turn is
    kept. `ended`, `batches`: ends within the last minute, of all calls and of batches, sorted.
    `made`: calls on `day` (days since 1970, UTC). `left`: calls that the provider still takes today,
    `most` the most it said today; `None` where it said nothing.
    """

    places: dict[str, Place] = {}
    line: dict[str, int] = {}
    ended: list[int] = []
    batches: list[int] = []
    quiet_until: int = 0
    day: int = 0
    made: int = 0
    left: int | None = None
    most: int | None = None


def forget(memory: Memory, now: int) -> None:
    """Let go of all that is over at `now`. A clock that was set back makes nobody wait for its old time."""
    for name, place in list(memory.places.items()):
        if place.until <= now:
            release(memory, name, place.until)
    memory.line = {name: until for name, until in memory.line.items() if until > now}
    memory.ended = _within(memory.ended, now)
    memory.batches = _within(memory.batches, now)
    if memory.left is not None and memory.left <= 0 and 0 < memory.quiet_until <= now:
        # Its day may begin at any hour of ours: after the rest that it asked for, one call may ask.
        memory.left = memory.most = None
    if memory.day != now // _DAY:
        memory.day, memory.made, memory.left, memory.most = now // _DAY, 0, None, None


def _within(ended: list[int], now: int) -> list[int]:
    return [min(end, now) for end in ended if end + _MINUTE > now]


def wait(memory: Memory, limits: Limits, now: int, name: str, *, batch: bool) -> int:
    """Milliseconds until `name` should ask again; 0: there is room for it, and for all before it."""
    if memory.quiet_until > now:
        return memory.quiet_until - now
    ahead = list(memory.line).index(name) if name in memory.line else len(memory.line)
    busy, batches = len(memory.places), sum(place.batch for place in memory.places.values())
    waits = [
        _until_room(limits.at_once, busy + ahead, (), 0, now),
        _until_room(limits.per_second, busy + ahead, memory.ended, _SECOND, now),
        _until_room(limits.per_minute, busy + ahead, memory.ended, _MINUTE, now),
    ]
    if batch:
        waits.append(_until_room(limits.batches_per_minute, batches, memory.batches, _MINUTE, now))
    return max(waits)


def _until_room(limit: int | None, busy: int, ended: Sequence[int], window: int, now: int) -> int:
    if limit is None:
        return 0
    held = [end for end in ended if end + window > now]
    missing = busy + len(held) + 1 - limit
    if missing <= 0:
        return 0
    if missing <= len(held):
        return held[missing - 1] + window - now
    return max(_POLL, held[-1] + window - now if held else 0)


def left_today(memory: Memory, per_day: int | None) -> int | None:
    """Calls that may still be made today; `None`: nobody counts them."""
    ours = None if per_day is None else per_day - memory.made
    return min((each for each in (ours, memory.left) if each is not None), default=None)


def reserve(memory: Memory, per_day: int | None) -> int:
    """Calls of a day that are kept for payments, looks and lookups: a fifth, and a few looks at least."""
    whole = min((each for each in (per_day, memory.most) if each is not None), default=0)
    return max(whole // 5, _LEAST_RESERVE)


def until_tomorrow(now: int) -> int:
    """Milliseconds to the next day, UTC."""
    return _DAY - now % _DAY


def stand_in_line(memory: Memory, name: str, now: int, waiting: int) -> bool:
    """`name` will come back after `waiting`. Whether anything is to be written for it."""
    until = now + waiting
    if memory.line.get(name, 0) > until + _GRACE // 2:
        return False
    memory.line[name] = until + _GRACE
    return True


def admit(memory: Memory, name: str, until: int, *, batch: bool) -> None:
    """Its call begins. `until`: when it is over for certain."""
    memory.line.pop(name, None)
    memory.places[name] = Place(until, batch)
    memory.made += 1
    if memory.left is not None:
        memory.left -= 1


def release(memory: Memory, name: str, end: int) -> None:
    """Its call ended; nothing to do when its time had run out before."""
    place = memory.places.pop(name, None)
    if place is not None:
        insort(memory.ended, end)
        if place.batch:
            insort(memory.batches, end)


def heard(memory: Memory, limits: Limits, left: int, now: int) -> None:
    """The provider said that it takes `left` calls more today.

    Answers overtake each other, so a little more than we reckoned is none; a lot more is a new day.
    """
    less = left - len(memory.places)  # it may not have counted those yet
    if left <= 0 and memory.quiet_until <= now:  # and it has not said when it takes more
        memory.quiet_until, memory.left = now + _ASK_AGAIN, less
    elif memory.left is None or not memory.left <= less <= memory.left + limits.at_once:
        memory.left = less
        memory.most = max(memory.most or 0, left + 1)
