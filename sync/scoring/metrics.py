"""How good predictions are: ranking, probabilities, days, and how sure one can be. Plain Python.

Ties count half, or their mean, so that the order of equal predictions is irrelevant.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import add, mul
from typing import Final

import msgspec

from sync.scoring.bills import SEED

_BINS: Final = 10
_POPULATED: Final = 20  # invoices; with fewer in a bin its share is chance
_CLOSE: Final = 0.05  # so far from the diagonal is close whatever the numbers
_SURELY: Final = 2.5  # standard errors that are more than chance, over ten bins
_WORK: Final = 1_000_000  # invoices looked at by all resamples together
_RESAMPLES: Final = (40, 200)


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """Predictions between two tenths (`low` inclusive) against what came. `close`: `None` if too few."""

    low: float
    invoices: int
    predicted: float
    observed: float
    close: bool | None


class Order:
    """The invoices by score: whose each is, and how many good ones score below and at most as high."""

    def __init__(self, scores: Sequence[float], outcomes: Sequence[bool], owners: Sequence[int]) -> None:
        good = sorted(
            (score, owner) for score, bad, owner in zip(scores, outcomes, owners, strict=True) if not bad
        )
        bad = [(score, owner) for score, bad, owner in zip(scores, outcomes, owners, strict=True) if bad]
        ascending = [score for score, _ in good]
        self._good = [owner for _, owner in good]
        self._bad = [owner for _, owner in bad]
        self._below = [bisect_left(ascending, score) for score, _ in bad]
        self._within = [bisect_right(ascending, score) for score, _ in bad]

    def auc(self, weights: Sequence[int]) -> float | None:
        """The chance that a bad one scores above a good one; `None` where there is only one kind.

        `weights`: how often each owner's invoices are there.
        """
        good = [0, *accumulate(map(weights.__getitem__, self._good))]
        bad = list(map(weights.__getitem__, self._bad))
        pairs = 2 * good[-1] * sum(bad)
        beaten = map(add, map(good.__getitem__, self._below), map(good.__getitem__, self._within))
        return sum(map(mul, bad, beaten)) / pairs if pairs else None


def ranked(scores: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """The AUC of scores in any order."""
    return Order(scores, outcomes, [0] * len(scores)).auc([1])


def brier(chances: Sequence[float], outcomes: Sequence[bool]) -> float:
    """The mean square of what the chances are off by."""
    return sum((p - y) ** 2 for p, y in zip(chances, outcomes, strict=True)) / len(chances)


def top_decile(scores: Sequence[float], outcomes: Sequence[bool]) -> float:
    """The share of bad ones among the tenth with the highest scores; of a tie at its edge, their mean."""
    room = wanted = math.ceil(len(scores) / 10)
    pairs = sorted(zip(scores, outcomes, strict=True), reverse=True)
    found, place = 0.0, 0
    while room > 0:
        end = place
        while end < len(pairs) and pairs[end][0] == pairs[place][0]:
            end += 1
        tied = [bad for _, bad in pairs[place:end]]
        taken = min(room, len(tied))
        found += taken * sum(tied) / len(tied)
        room -= taken
        place += len(tied)
    return found / wanted


def bins(chances: Sequence[float], outcomes: Sequence[bool]) -> list[Bin]:
    """What was said against what came, in tenths. Empty ones are left out."""
    found: list[Bin] = []
    for number in range(_BINS):
        inside = [
            (p, y) for p, y in zip(chances, outcomes, strict=True) if min(int(p * _BINS), _BINS - 1) == number
        ]
        if not inside:
            continue
        said, came = (sum(each) / len(inside) for each in zip(*inside, strict=True))
        room = max(_CLOSE, _SURELY * math.sqrt(said * (1 - said) / len(inside)))
        found.append(
            Bin(
                low=number / _BINS,
                invoices=len(inside),
                predicted=said,
                observed=came,
                close=abs(said - came) <= room if len(inside) >= _POPULATED else None,
            )
        )
    return found


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """What one way to predict came to in each resample."""

    aucs: list[float | None]
    briers: list[float | None]


class Resamples:
    """Customers drawn anew, with their invoices, again and again: what else might have been seen.

    `weights`: of each resample, how often each customer is in it. Seeded.
    """

    def __init__(self, customers: Sequence[str]) -> None:
        names = sorted(set(customers))
        fewest, most = _RESAMPLES
        self.count = max(fewest, min(most, _WORK // max(len(customers), 1)))
        chance = random.Random(SEED)  # noqa: S311  # to be repeated, not to be unguessable
        self.weights: list[list[int]] = []
        for _ in range(self.count):
            drawn = Counter(chance.choices(range(len(names)), k=len(names)))
            self.weights.append([drawn[owner] for owner in range(len(names))])
        places = {name: owner for owner, name in enumerate(names)}
        self._owners = [places[name] for name in customers]
        written = Counter(self._owners)
        self._written = [written[owner] for owner in range(len(names))]

    def of(self, chances: Sequence[float], outcomes: Sequence[bool]) -> Again:
        """AUC and Brier score in each."""
        order = Order(chances, outcomes, self._owners)
        off = [0.0] * len(self._written)
        for owner, p, y in zip(self._owners, chances, outcomes, strict=True):
            off[owner] += (p - y) ** 2
        return Again(
            aucs=[order.auc(weights) for weights in self.weights],
            briers=[self._brier(weights, off) for weights in self.weights],
        )

    def _brier(self, weights: Sequence[int], off: Sequence[float]) -> float | None:
        """`off`: the squares of what each customer's chances are off by, summed."""
        invoices = sum(map(mul, weights, self._written))
        return sum(map(mul, weights, off)) / invoices if invoices else None


def interval(values: Sequence[float | None]) -> tuple[float, float] | None:
    """The middle 95 % of them."""
    known = sorted(each for each in values if each is not None)
    if not known:
        return None
    edge = int(0.025 * len(known))
    return known[edge], known[-1 - edge]


def wins(better: Sequence[float | None], worse: Sequence[float | None]) -> float:
    """In what share of the resamples the one is above the other."""
    pairs = [(a, b) for a, b in zip(better, worse, strict=True) if a is not None and b is not None]
    return sum(a > b for a, b in pairs) / len(pairs) if pairs else 0.0
