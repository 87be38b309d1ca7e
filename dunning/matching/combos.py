"""Which of a customer's invoices add up to an amount. Pure; more than one way is told, never chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from dunning.matching.money import Owed

_MOST = 12  # invoices of which every combination is tried; of more, each alone, all, and the oldest ones
_ENOUGH = 2  # ways: more than one is too many


def adding_up(owed: Sequence[Owed], minor: int, left: dict[str, int]) -> list[tuple[Owed, ...]]:
    """The ways, two at most. `left`: what is open of each, by its id, in the same minor units as `minor`."""
    small = [each for each in owed if 0 < left[each.id] <= minor]
    found: dict[frozenset[str], tuple[Owed, ...]] = {}
    for way in _ways(small):
        if sum(left[each.id] for each in way) == minor:
            found[frozenset(each.id for each in way)] = tuple(way)
            if len(found) == _ENOUGH:
                break
    return list(found.values())


def _ways(owed: Sequence[Owed]) -> list[tuple[Owed, ...]]:
    if len(owed) > _MOST:
        return [*((each,) for each in owed), *(tuple(owed[:number]) for number in range(2, len(owed) + 1))]
    return [way for number in range(1, len(owed) + 1) for way in combinations(owed, number)]
