"""The trial: predictions about the newest 30 % of a history by what was known then, and a verdict.

The law: split by invoice date; no view holds anything later than its day; invoices still open are left
out as unknown, neither late nor paid; a model ships only if it beats the plain ratio by more than chance
on ranking *and* probabilities and keeps to the diagonal in every populated bin. Else the ratio does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean, median
from typing import Final

import msgspec

from sync.scoring import metrics, model
from sync.scoring.bills import Bill, Label, ScoreError, in_order
from sync.scoring.metrics import Again, Bin, Resamples
from sync.scoring.views import View, views

_TEST: Final = 0.3
_RIPE: Final = timedelta(days=30)
_FEWEST: Final = {"training": 60, "test": 30}
_FEWEST_OF_A_KIND: Final = 5
SURELY: Final = 0.95  # share of the resamples in which something must be better to be so


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One way to predict. `brier`: `None` where it gives an order and no chance.

    `auc_interval`, `brier_interval`: 95 %, by customers drawn anew; only of what may ship.
    """

    name: str
    auc: float | None
    brier: float | None
    top_decile: float
    auc_interval: tuple[float, float] | None = None
    brier_interval: tuple[float, float] | None = None
    leaky: bool = False


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What ships: "model" or "ratio". `useful`: it beats the constant; else better order by amount.

    `nothing_useful`: nor does anything else that was tried.
    """

    ships: str
    why: str
    useful: bool
    nothing_useful: bool


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One label's results. `censored`: test invoices still open. `cold`: of customers without a habit.

    `fitted`: the kind of model, `None` where there is none.
    """

    label: str
    words: str
    training: int
    test: int
    training_share: float
    share: float
    censored: int
    abstained: float
    candidates: tuple[Candidate, ...]
    reliability: dict[str, tuple[Bin, ...]]
    cold: tuple[Candidate, ...]
    cold_invoices: int
    fitted: str | None
    verdict: Verdict


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. `days_off`: mean days that each way is off by, in the days late."""

    splits_on: date
    customers: int
    model: str
    outcomes: tuple[Outcome, ...]
    days_off: dict[str, float]


class _Split(msgspec.Struct, frozen=True, kw_only=True):
    on: date
    training: tuple[View, ...]
    test: tuple[View, ...]
    censored: int
    abstained: float


def run(bills: Sequence[Bill], labels: Sequence[Label]) -> Trial:
    """Try it. Raises `ScoreError` where there is too little history to say anything."""
    ordered = in_order(bills)
    if not ordered:
        msg = "too little history: there is no invoice; nothing is guessed"
        raise ScoreError(msg)
    split = _split(views(ordered, labels), ordered[min(int(len(ordered) * (1 - _TEST)), len(ordered) - 1)])
    _refuse_too_little(split, labels[0])
    resamples = Resamples([view.bill.customer for view in split.test])
    return Trial(
        splits_on=split.on,
        customers=len({bill.customer for bill in ordered}),
        model="scikit-learn" if model.is_there() else model.INSTALL,
        outcomes=tuple(_outcome(split, labels, number, resamples) for number in range(len(labels))),
        days_off=_days_off(split),
    )


def _split(every: Sequence[View], first: Bill) -> _Split:
    """Training: due a month before the test begins, and settled by then, as the quick ones alone would be."""
    on = first.issued_on
    training = [
        view
        for view in every
        if view.bill.due_on + _RIPE <= on and view.bill.settled_on is not None and view.bill.settled_on < on
    ]
    later = [view for view in every if view.bill.issued_on >= on]
    known = [view for view in later if view.bill.settled_on is not None]
    test = [view for view in known if view.enough]
    return _Split(
        on=on,
        training=tuple(training),
        test=tuple(test),
        censored=len(later) - len(known),
        abstained=1 - len(test) / len(known) if known else 1.0,
    )


def _refuse_too_little(split: _Split, label: Label) -> None:
    for name, part in (("training", split.training), ("test", split.test)):
        bad = sum(label.of(view.bill) for view in part)
        if len(part) < _FEWEST[name] or min(bad, len(part) - bad) < _FEWEST_OF_A_KIND:
            msg = (
                f"too little history: {len(part)} settled invoices for the {name} part, {bad} of them late; "
                f"it takes {_FEWEST[name]}, with {_FEWEST_OF_A_KIND} late and {_FEWEST_OF_A_KIND} in time; "
                "nothing is guessed"
            )
            raise ScoreError(msg)


def _outcome(split: _Split, labels: Sequence[Label], number: int, resamples: Resamples) -> Outcome:
    label = labels[number]
    outcomes = [label.of(view.bill) for view in split.test]
    trained = [label.of(view.bill) for view in split.training]
    constant = mean(trained)
    chances, kind = _chances(split, number, trained, constant)
    scores = {
        "customer mean days late": [view.mean_days() for view in split.test],
        "open overdue count": [float(view.open_overdue) for view in split.test],
    }
    leaky = _disputed(split, number, trained)
    again = {name: resamples.of(said, outcomes) for name, said in chances.items()}
    candidates = [_candidate(name, said, outcomes, again[name]) for name, said in chances.items()]
    candidates += [_candidate(name, said, outcomes, None, chance=False) for name, said in scores.items()]
    candidates += [_candidate(name, said, outcomes, None, leaky=True) for name, said in leaky.items()]
    cold = [place for place, view in enumerate(split.test) if view.is_cold]
    reliability = {
        name: tuple(metrics.bins(said, outcomes))
        for name, said in chances.items()
        if name in ("model", "smoothed ratio")
    }
    return Outcome(
        label=label.name,
        words=label.words,
        training=len(split.training),
        test=len(split.test),
        training_share=constant,
        share=mean(outcomes),
        censored=split.censored,
        abstained=split.abstained,
        candidates=tuple(candidates),
        reliability=reliability,
        cold=tuple(
            _candidate(name, [said[place] for place in cold], [outcomes[place] for place in cold], None)
            for name, said in chances.items()
        )
        if cold
        else (),
        cold_invoices=len(cold),
        fitted=kind,
        verdict=judged(chances, outcomes, reliability, again),
    )


def _chances(
    split: _Split, number: int, trained: Sequence[bool], constant: float
) -> tuple[dict[str, list[float]], str | None]:
    """What each way says of the test invoices, and the kind of the model."""
    found = {
        "constant": [constant] * len(split.test),
        "smoothed ratio": [view.ratio(number) for view in split.test],
        "recent ratio": [view.recent_ratio(number) for view in split.test],
    }
    if not model.is_there():
        return found, None
    fitted = model.chances([view.features(number) for view in split.training], trained)
    if fitted is None:
        return found, None
    found["model"] = fitted[1]([view.features(number) for view in split.test])
    return found, fitted[0]


def _disputed(split: _Split, number: int, trained: Sequence[bool]) -> dict[str, list[float]]:
    """The flag alone, and on top of the ratio by Bayes' rule. It is set after the fact, and so leaks."""
    if all(view.bill.disputed is None for view in (*split.training, *split.test)):
        return {}
    flags = [bool(view.bill.disputed) for view in split.training]

    def among(flag: bool, *, bad: bool) -> float:
        alike = sum(y == bad for y in trained)
        return (sum(f == flag and y == bad for f, y in zip(flags, trained, strict=True)) + 1) / (alike + 2)

    odds = {flag: among(flag, bad=True) / among(flag, bad=False) for flag in (True, False)}

    def given(chance: float, view: View) -> float:
        within = min(max(chance, 0.001), 0.999)
        raised = within / (1 - within) * odds[bool(view.bill.disputed)]
        return raised / (1 + raised)

    constant = mean(trained)
    return {
        "disputed, leaky": [given(constant, view) for view in split.test],
        "disputed and ratio, leaky": [given(view.ratio(number), view) for view in split.test],
    }


def _candidate(
    name: str,
    said: Sequence[float],
    outcomes: Sequence[bool],
    again: Again | None,
    *,
    chance: bool = True,
    leaky: bool = False,
) -> Candidate:
    return Candidate(
        name=name,
        auc=metrics.ranked(said, outcomes),
        brier=metrics.brier(said, outcomes) if chance else None,
        top_decile=metrics.top_decile(said, outcomes),
        auc_interval=None if again is None else metrics.interval(again.aucs),
        brier_interval=None if again is None else metrics.interval(again.briers),
        leaky=leaky,
    )


def judged(
    chances: dict[str, list[float]],
    outcomes: Sequence[bool],
    reliability: dict[str, tuple[Bin, ...]],
    again: dict[str, Again],
) -> Verdict:
    """What ships, of "constant", "smoothed ratio" and, where there is one, "model". `again`: resampled."""
    ships, why = "ratio", "there is no model to compare it with"
    if "model" in chances:
        lacks = [*_lacks(chances, outcomes, again), *_off(reliability["model"])]
        if lacks:
            why = f"the model {'; it '.join(lacks)}"
        else:
            ships = "model"
            why = "it beats the smoothed ratio on AUC and Brier score, and keeps to the diagonal in every bin"
    beats = {
        name: metrics.wins(again["constant"].briers, each.briers) >= SURELY for name, each in again.items()
    }
    useful = beats["model" if ships == "model" else "smoothed ratio"]
    return Verdict(ships=ships, why=why, useful=useful, nothing_useful=not any(beats.values()))


def _lacks(chances: dict[str, list[float]], outcomes: Sequence[bool], again: dict[str, Again]) -> list[str]:
    """On what the model does not beat the ratio, or by luck alone."""
    ours, ratio = chances["model"], chances["smoothed ratio"]
    mine, theirs = again["model"], again["smoothed ratio"]
    higher = (metrics.ranked(ours, outcomes) or 0) > (metrics.ranked(ratio, outcomes) or 0)
    lower = metrics.brier(ours, outcomes) < metrics.brier(ratio, outcomes)
    lacks: list[str] = []
    for name, better, share in (
        ("AUC", higher, metrics.wins(mine.aucs, theirs.aucs)),
        ("Brier score", lower, metrics.wins(theirs.briers, mine.briers)),
    ):
        if not better:
            lacks.append(f"does not beat the smoothed ratio on {name}")
        elif share < SURELY:
            lacks.append(f"beats the smoothed ratio on {name} by no more than chance")
    if metrics.wins(again["constant"].briers, mine.briers) < SURELY:
        lacks.append("does not beat the constant rate by more than chance")
    return lacks


def _off(found: Sequence[Bin]) -> list[str]:
    off = [each for each in found if each.close is False]
    if not off:
        return []
    words = ", ".join(f"said {each.predicted:.0%}, came {each.observed:.0%}" for each in off)
    return [f"is off the diagonal ({words})"]


def _days_off(split: _Split) -> dict[str, float]:
    """The mean absolute error in days late, of each way to predict them."""
    came = [view.bill.days_late for view in split.test]
    before = [view.bill.days_late for view in split.training]
    middle, average = median(before), mean(before)
    said: dict[str, Sequence[float]] = {
        "customer median": [middle if view.median_late is None else view.median_late for view in split.test],
        "global median": [middle] * len(came),
        "global mean": [average] * len(came),
        "customer mean, drawn towards the ledger's": [view.mean_days() for view in split.test],
    }
    if model.is_there():
        fitted = model.days([view.features(0) for view in split.training], before)
        said["model"] = fitted([view.features(0) for view in split.test])
    return {
        name: mean(abs(day - late) for day, late in zip(days, came, strict=True))
        for name, days in said.items()
    }
