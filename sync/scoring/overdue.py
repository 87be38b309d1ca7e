"""A model of overdue invoices, tried on a ledger's own past: paid within some days of a day, or not.

On one day a month of the past the invoices overdue then are asked about, with what was known then. The
newest 30 % of those days are the test. It is used only where it beats the conditional ratio as
`protocol` has it; an outcome that is not known yet is never taught.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import mean
from typing import Final

import msgspec

from dunning.likelihood import paid_within, past
from sync.scoring import metrics, model
from sync.scoring.bills import Bill, Label, in_order
from sync.scoring.metrics import Resamples
from sync.scoring.protocol import judged
from sync.scoring.views import View, views

_EVERY: Final = timedelta(days=30)
_MONTHS: Final = 36
_TEST: Final = 0.3
_FEWEST: Final = 60  # invoices asked about, in either part
_FEWEST_OF_A_KIND: Final = 5


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """The model that ships. `chances`: of being paid in time, by the invoice's number, on a day."""

    chances: Callable[[Sequence[Bill], date], dict[str, float]]


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One overdue invoice on one day. `ratio`: the plain likelihood that it stays unpaid."""

    view: View
    ratio: float
    unpaid: bool


def fitted(bills: Sequence[Bill], today: date, days: int) -> tuple[Fitted | None, str]:
    """The model, where one ships, and what the list rests on in words."""
    if not model.is_there():
        return None, f"plain ratios: {model.INSTALL}"
    ordered = in_order(bills)
    label = Label(name="unpaid", words="", unpaid_after=days)
    asked = _asked(ordered, label, today, days)
    first = asked[int(len(asked) * (1 - _TEST))].view.day if asked else today
    training = [each for each in asked if each.view.day + timedelta(days=days) < first]
    test = [each for each in asked if each.view.day >= first]
    for part in (training, test):
        bad = sum(each.unpaid for each in part)
        if len(part) < _FEWEST or min(bad, len(part) - bad) < _FEWEST_OF_A_KIND:
            return None, "plain ratios: too little history to try a model on"
    outcomes = [each.unpaid for each in training]
    found = model.chances([_features(each.view) for each in training], outcomes)
    if found is None:
        return None, "plain ratios: too little history to fit a model to"
    why = _judged(test, mean(outcomes), found[1])
    if why is not None:
        return None, f"plain ratios: {why}"
    return Fitted(
        chances=_said(ordered, label, found[1])
    ), f"the model ({found[0]}), which beats the plain ratio"


def _asked(bills: Sequence[Bill], label: Label, today: date, days: int) -> list[_Asked]:
    """Only days whose outcome is known by today, open or not."""
    last = today - timedelta(days=days + 1)
    points: list[tuple[date, Bill, float]] = []
    for number in range(_MONTHS - 1, -1, -1):
        points += _overdue_on(bills, last - number * _EVERY, days)
    seen = views(bills, [label], [(day, bill) for day, bill, _ in points])
    return [
        _Asked(
            view=view,
            ratio=ratio,
            unpaid=bill.settled_on is None or (bill.settled_on - day).days > days,
        )
        for view, (day, bill, ratio) in zip(seen, points, strict=True)
    ]


def _overdue_on(bills: Sequence[Bill], day: date, days: int) -> list[tuple[date, Bill, float]]:
    """What was overdue that day and could be said of it then."""
    settled: defaultdict[str, list[int]] = defaultdict(list)
    still: defaultdict[str, list[int]] = defaultdict(list)
    overdue: list[Bill] = []
    for bill in bills:
        if bill.issued_on >= day:
            break
        if bill.settled_on is not None and bill.settled_on < day:
            settled[bill.customer].append((bill.settled_on - bill.due_on).days)
            continue
        still[bill.customer].append((day - bill.due_on).days)
        if bill.due_on < day:
            overdue.append(bill)
    ledger = past(
        [d for each in settled.values() for d in each], [d for each in still.values() for d in each]
    )
    pasts = {name: past(settled[name], still[name]) for name in {*settled, *still}}
    found: list[tuple[date, Bill, float]] = []
    for bill in overdue:
        said = paid_within(pasts[bill.customer], ledger, (day - bill.due_on).days, days)
        if said.chance is not None:
            found.append((day, bill, 1 - said.chance))
    return found


def _features(view: View) -> list[float]:
    return [*view.features(0), float((view.day - view.bill.due_on).days)]


def _judged(test: Sequence[_Asked], constant: float, predict: model.Predict) -> str | None:
    """Why the model does not ship; `None` where it does."""
    outcomes = [each.unpaid for each in test]
    chances = {
        "constant": [constant] * len(test),
        "smoothed ratio": [each.ratio for each in test],
        "model": predict([_features(each.view) for each in test]),
    }
    resamples = Resamples([each.view.bill.customer for each in test])
    again = {name: resamples.of(said, outcomes) for name, said in chances.items()}
    bins = {"model": tuple(metrics.bins(chances["model"], outcomes))}
    verdict = judged(chances, outcomes, bins, again)
    return None if verdict.ships == "model" else verdict.why


def _said(
    ordered: Sequence[Bill], label: Label, predict: model.Predict
) -> Callable[[Sequence[Bill], date], dict[str, float]]:
    def said(asked: Sequence[Bill], day: date) -> dict[str, float]:
        seen = views(ordered, [label], [(day, bill) for bill in asked])
        unpaid = predict([_features(view) for view in seen]) if seen else []
        return {
            bill.number: 1 - chance
            for bill, chance in zip(asked, unpaid, strict=True)
            if bill.number is not None
        }

    return said
