"""How good predictions are: ranking, probabilities, days, and how sure one can be. Plain Python.

Ties count half, or their mean, so that the order of equal predictions is irrelevant.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
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


def auc(scores: Sequence[float], outcomes: Sequence[bool], weights: Sequence[int]) -> float | None:
    """The chance that a bad one scores above a good one; `None` where there is only one kind.

    The scores must ascend.
    """
    good = bad = wins = 0.0
    place = 0
    while place < len(scores):
        tied_good = tied_bad = 0
        score = scores[place]
        while place < len(scores) and scores[place] == score:
            if outcomes[place]:
                tied_bad += weights[place]
            else:
                tied_good += weights[place]
            place += 1
        wins += tied_bad * (good + tied_good / 2)
        good += tied_good
        bad += tied_bad
    return wins / (good * bad) if good and bad else None


def ranked(scores: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """The AUC of scores in any order."""
    pairs = sorted(zip(scores, outcomes, strict=True))
    return auc([score for score, _ in pairs], [outcome for _, outcome in pairs], [1] * len(pairs))


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

    `weights`: of each resample, how often each invoice is in it. Seeded.
    """

    def __init__(self, customers: Sequence[str]) -> None:
        names = sorted(set(customers))
        fewest, most = _RESAMPLES
        self.count = max(fewest, min(most, _WORK // max(len(customers), 1)))
        chance = random.Random(SEED)  # noqa: S311  # to be repeated, not to be unguessable
        self.weights: list[list[int]] = []
        for _ in range(self.count):
            drawn = dict.fromkeys(names, 0)
            for name in chance.choices(names, k=len(names)):
                drawn[name] += 1
            self.weights.append([drawn[name] for name in customers])

    def of(self, chances: Sequence[float], outcomes: Sequence[bool]) -> Again:
        """AUC and Brier score in each."""
        return Again(aucs=self._aucs(chances, outcomes), briers=self._briers(chances, outcomes))

    def _aucs(self, scores: Sequence[float], outcomes: Sequence[bool]) -> list[float | None]:
        order = sorted(range(len(scores)), key=lambda place: scores[place])
        by_score, by_outcome = [scores[place] for place in order], [outcomes[place] for place in order]
        return [auc(by_score, by_outcome, [each[place] for place in order]) for each in self.weights]

    def _briers(self, chances: Sequence[float], outcomes: Sequence[bool]) -> list[float | None]:
        off = [(p - y) ** 2 for p, y in zip(chances, outcomes, strict=True)]
        return [
            sum(w * each for w, each in zip(weights, off, strict=True)) / sum(weights)
            if any(weights)
            else None
            for weights in self.weights
        ]


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
