"""Fair share: in which order the due ledgers of many firms are served, so that none delays another.

The law: the next one is of the firm that has the least under way; among firms that have as little, of the one
whose ledger is due the longest. A firm's own ledgers keep their order. So one firm's ten thousand are served
between the others' ones, never before them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Due(Generic[What]):
    """Something of a firm's that is due since then, such as a ledger's pass."""

    firm_id: int
    since: datetime
    what: What


def in_turn(due: Sequence[Due[What]], under_way: Mapping[int, int]) -> Iterator[Due[What]]:
    """All of `due`, the one to be served first first. `under_way`: how many each firm has in hand now.

    Within a firm by `since`, and those due at once in the order given. Costs the logarithm of the number of
    firms each, and no more than is taken of it.
    """
    waiting: dict[int, deque[Due[What]]] = defaultdict(deque)
    for one in sorted(due, key=lambda each: each.since):
        waiting[one.firm_id].append(one)
    turns = [(under_way.get(firm, 0), mine[0].since, firm) for firm, mine in waiting.items()]
    heapify(turns)
    while turns:
        taken, _, firm = heappop(turns)
        mine = waiting[firm]
        yield mine.popleft()
        if mine:
            heappush(turns, (taken + 1, mine[0].since, firm))
