"""The call budget of a whole app: what the store remembers of it, and its arithmetic. Pure.

The law: calls are lent to a process in blocks. They begin before the block lapses, and a provider may
count a call at any moment from its start to its end. So a lent call is held against the minute from the
moment it was lent until a minute after its end; where nobody tells of its end, for the process is dead,
until a minute after the last moment at which it can have ended. Then no minute of the provider's, wherever
it begins and whoever died in it, holds more than is allowed. Calls that were lent and not made are free at
once when they are given back. All instants are whole milliseconds since 1970; days are counted from there.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

_SECOND: Final = 1000
_MINUTE: Final = 60 * _SECOND
_DAY: Final = 24 * 60 * _MINUTE
_EPOCH: Final = date(1970, 1, 1)
LEASE: Final = 10 * _SECOND
"""So long calls of a block may begin: what is used up within it is lent in the next, twice."""
_POLL: Final = _SECOND  # how often one looks whether others gave something back
_PARTS: Final = 20  # a block is at most a twentieth of the minute, and a fourth of what is left of it
_LATELY: Final = 5 * _MINUTE
_TOO_MANY: Final = 5  # companies in a row that got no answer: then it is the provider
_REST: Final = 30 * _SECOND
_LONGEST_REST: Final = 15 * _MINUTE
_REMEMBERED: Final = 62  # days


class AppLimit(msgspec.Struct, frozen=True, kw_only=True):
    """What the provider allows all ledgers of the app together; `None`: no such limit.

    `reads`: metered reads a month. `blocked`: beyond them nothing is answered; else each costs money.
    """

    per_minute: int | None = None
    reads: int | None = None
    blocked: bool = True


class Lent(msgspec.Struct, array_like=True):
    """Calls of a block that are not told of yet. `until`: when the last of them is over for certain."""

    until: int
    calls: int


class Memory(msgspec.Struct, omit_defaults=True):
    """What is remembered of one app's calls.

    `ended`: (when, how many) within the last minute, to the next whole second, sorted. `quiet_until`: nobody
    calls before. `rests`: how many came one after another; while any did, one call at a time asks whether
    it is over, the present one until `asked`. `failing`: the companies that got no answer since the last one
    that did, each with when. `made`, `reads`: calls, and metered ones of them, by day.
    """

    lent: dict[str, Lent] = {}
    ended: list[tuple[int, int]] = []
    quiet_until: int = 0
    rests: int = 0
    asked: int = 0
    failing: dict[str, int] = {}
    made: dict[int, int] = {}
    reads: dict[int, int] = {}


class Back(msgspec.Struct, frozen=True, kw_only=True):
    """What a process tells of its block: calls that `ended`, the last of them `at`; `reads`: metered ones.

    `under_way`: how many are, `None` while more may begin. `good`: some answer came.
    """

    ended: int
    at: int
    reads: int
    under_way: int | None
    good: bool


class Loan(msgspec.Struct, frozen=True, kw_only=True):
    """`calls` that may be made; or none, and why not for how many milliseconds.

    `scarce`: of the month only the reserve is left. `asks`: it is to find out whether the provider is back.
    """

    calls: int = 0
    wait: int = 0
    why: str = ""
    scarce: bool = False
    asks: bool = False


FULL, RESTS, MONTH = "full", "rests", "month"


def forget(memory: Memory, now: int) -> None:
    """Let go of all that is over at `now`. What a dead process was lent counts as made, and as metered."""
    for name, lent in list(memory.lent.items()):
        if lent.until <= now:
            del memory.lent[name]
            _count(memory, lent.until, lent.calls, lent.calls)
            _end(memory, lent.until, lent.calls)
    latest = _whole_second(now)  # of a clock that was set back since: nobody waits for its old time
    memory.ended = [
        (at if at < now + _LATELY * 3 else latest, calls) for at, calls in memory.ended if at + _MINUTE > now
    ]
    memory.failing = {name: at for name, at in memory.failing.items() if at + _LATELY > now}
    for days in (memory.made, memory.reads):
        for day in [day for day in days if day < now // _DAY - _REMEMBERED]:
            del days[day]


def lend(memory: Memory, limit: AppLimit, now: int, name: str, wanted: int, longest: int) -> Loan:
    """A block of at most `wanted` calls, each of at most `longest` milliseconds; `forget` came before."""
    if memory.quiet_until > now:
        return Loan(wait=memory.quiet_until - now, why=RESTS)
    if memory.rests and memory.asked > now:
        return Loan(wait=_POLL, why=RESTS)
    left = left_of_month(memory, limit, now)
    if limit.blocked and left is not None and left <= 0:
        return Loan(wait=until_next_month(now), why=MONTH)
    free = room(memory, limit)
    if free is not None and free <= 0:
        return Loan(wait=_untilroom(memory, now), why=FULL)
    calls = min(
        max(1, wanted),
        wanted if free is None else max(1, free // 4),
        left if limit.blocked and left is not None else wanted,
        1 if memory.rests else wanted,
    )
    if memory.rests:
        memory.asked = now + longest
    memory.lent[name] = Lent(now + LEASE + longest, calls)
    return Loan(calls=calls, scarce=is_scarce(memory, limit, now), asks=memory.rests > 0)


def give_back(memory: Memory, name: str, back: Back) -> None:
    """The process tells of its block. What ran out before was counted then, in full."""
    if back.good:
        memory.failing, memory.rests, memory.asked = {}, 0, 0
    lent = memory.lent.pop(name, None)
    if lent is None:
        return
    _count(memory, back.at, back.ended, back.reads)
    _end(memory, back.at, back.ended)
    calls = lent.calls - back.ended if back.under_way is None else back.under_way
    if calls > 0:
        memory.lent[name] = Lent(lent.until, calls)


def note_made(memory: Memory, now: int, calls: int, reads: int) -> None:
    """Calls that were made without a block; `reads`: metered ones of them."""
    _count(memory, now, calls, reads)
    _end(memory, now, calls)


def failed(memory: Memory, company: str, now: int) -> None:
    """The provider gave that company no answer; when it gives none to several, all rest, ever longer."""
    if memory.quiet_until > now:
        return  # it was under way when the rest began
    memory.failing[company] = now
    if len(memory.failing) >= _TOO_MANY or memory.rests:
        rest(memory, min(_REST * 2 ** min(memory.rests, 10), _LONGEST_REST), now)


def rest(memory: Memory, wait: int, now: int) -> None:
    """Nobody calls for so long; a rest under way is not cut short, nor counted again."""
    if memory.quiet_until <= now:
        memory.rests += 1
    memory.quiet_until = max(memory.quiet_until, now + wait)
    memory.failing, memory.asked = {}, 0


def wanted(limit: AppLimit, before: int, *, used_up: bool) -> int:
    """How many calls to ask for: as many as the last block had use for; twice that, when it had too few."""
    most = 100 if limit.per_minute is None else max(1, limit.per_minute // _PARTS)
    return max(1, min(most, 2 * before if used_up else before))


def left_of_month(memory: Memory, limit: AppLimit, now: int) -> int | None:
    """Metered reads that are left of the month, lent ones counted as made; `None`: nobody counts them."""
    if limit.reads is None:
        return None
    return limit.reads - reads_of_month(memory, now) - sum(lent.calls for lent in memory.lent.values())


def reads_of_month(memory: Memory, now: int) -> int:
    """Metered reads since the month began, UTC."""
    first = (day_of(now).replace(day=1) - _EPOCH).days
    return sum(calls for day, calls in memory.reads.items() if first <= day <= now // _DAY)


def made_today(memory: Memory, now: int) -> int:
    """Calls since midnight, UTC."""
    return memory.made.get(now // _DAY, 0)


def reserve(limit: AppLimit) -> int:
    """Reads of a month that are kept for payments and for looks before sending: a fifth."""
    return (limit.reads or 0) // 5


def is_scarce(memory: Memory, limit: AppLimit, now: int) -> bool:
    """Whether only that reserve is left."""
    left = left_of_month(memory, limit, now)
    return limit.blocked and left is not None and left <= reserve(limit)


def until_next_month(now: int) -> int:
    """Milliseconds to the first of the next month, UTC."""
    next_month = (day_of(now).replace(day=1) + timedelta(days=32)).replace(day=1)
    return (next_month - _EPOCH).days * _DAY - now


def day_of(now: int) -> date:
    """The day in UTC."""
    return datetime.fromtimestamp(now / _SECOND, UTC).date()


def room(memory: Memory, limit: AppLimit) -> int | None:
    """Calls of the minute that are neither made nor lent; `None` where nobody counts them."""
    if limit.per_minute is None:
        return None
    lent = sum(lent.calls for lent in memory.lent.values())
    return limit.per_minute - lent - sum(calls for _, calls in memory.ended)


def _untilroom(memory: Memory, now: int) -> int:
    """At most a moment, for another process may give calls back that it had no use for."""
    first = memory.ended[0][0] + _MINUTE - now if memory.ended else _POLL
    return max(1, min(first, _POLL))


def _end(memory: Memory, at: int, calls: int) -> None:
    if calls:
        found = dict(memory.ended)
        second = _whole_second(at)
        found[second] = found.get(second, 0) + calls
        memory.ended = sorted(found.items())


def _count(memory: Memory, at: int, calls: int, reads: int) -> None:
    for days, number in ((memory.made, calls), (memory.reads, reads)):
        if number:
            days[at // _DAY] = days.get(at // _DAY, 0) + number


def _whole_second(at: int) -> int:
    """Never earlier than it was."""
    return -(-at // _SECOND) * _SECOND
