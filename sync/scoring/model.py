"""The model, where scikit-learn is there: simple, calibrated on later invoices, the same at every run.

Two kinds are tried, a logistic regression and small gradient-boosted trees, each on later invoices than
it was fitted on, four times over; the better is calibrated on those by a sigmoid, and fitted on all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Final

from sync.scoring.bills import SEED

Rows = Sequence[Sequence[float]]
Predict = Callable[[Rows], list[float]]
INSTALL: Final = (
    "scikit-learn is not installed, so there is no model, only the ratios; to try one: "
    "python -m pip install 'scikit-learn>=1.5'"
)
_FOLDS: Final = (0.4, 0.55, 0.7, 0.85, 1.0)  # fitted up to the one, tried up to the next
_FEWEST: Final = 20  # of each kind, in the first part and in all that is tried


def is_there() -> bool:
    """Whether scikit-learn can be used."""
    return find_spec("sklearn") is not None


def chances(rows: Rows, outcomes: Sequence[bool]) -> tuple[str, Predict] | None:
    """What was fitted, and the model; `None` where the rows, oldest first, are too few or all alike."""
    with _alone():
        return _chances(rows, outcomes)


def _alone() -> Any:
    """One thread: more cost more than they give on so few rows, and any other work on the machine."""
    return _threads().limit(limits=1)


@cache
def _threads() -> Any:
    """Those of the libraries that are loaded: what is loaded later is not held to one."""
    import sklearn.ensemble
    import sklearn.linear_model  # noqa: F401  # loaded, so that its threads are counted
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _chances(rows: Rows, outcomes: Sequence[bool]) -> tuple[str, Predict] | None:
    cuts = [int(len(rows) * each) for each in _FOLDS]
    tried = outcomes[cuts[0] :]
    if any(min(sum(part), len(part) - sum(part)) < _FEWEST for part in (outcomes[: cuts[0]], tried)):
        return None
    found: list[tuple[float, str, Callable[[], Any], Any]] = []
    for name, make in (("logistic regression", _logistic), ("gradient-boosted trees", _trees)):
        said: list[float] = []
        for start, end in pairwise(cuts):
            said += _said(make().fit(rows[:start], outcomes[:start]), rows[start:end])
        sigmoid = _sigmoid().fit([[_logit(p)] for p in said], tried)
        loss = -sum(
            math.log(p if y else 1 - p) for p, y in zip(_calibrated(sigmoid, said), tried, strict=True)
        )
        found.append((loss, name, make, sigmoid))
    _, name, make, sigmoid = min(found, key=lambda each: each[0])
    fitted = make().fit(rows, outcomes)
    return name, lambda asked: _calibrated(sigmoid, _said(fitted, asked))


def days(rows: Rows, late: Sequence[int]) -> Predict:
    """The days late that are as often exceeded as not."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    with _alone():
        fitted = HistGradientBoostingRegressor(loss="absolute_error", **_growth()).fit(rows, late)

    def predict(asked: Rows) -> list[float]:
        with _alone():
            return [max(float(each), 0.0) for each in fitted.predict(asked)]

    return predict


def _logistic() -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000))


def _trees() -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(**_growth())


def _growth() -> dict[str, Any]:
    """Few small trees: a firm's history is short, and much of it is chance."""
    return {
        "max_iter": 80,
        "learning_rate": 0.06,
        "max_leaf_nodes": 8,
        "min_samples_leaf": 20,
        "l2_regularization": 1.0,
        "early_stopping": False,
        "random_state": SEED,
    }


def _sigmoid() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=10.0)


def _said(fitted: Any, rows: Rows) -> list[float]:
    with _alone():
        return [float(pair[1]) for pair in fitted.predict_proba(rows)]


def _calibrated(sigmoid: Any, said: Sequence[float]) -> list[float]:
    within = [[_logit(p)] for p in said]
    return [min(max(p, 0.001), 0.999) for p in _said(sigmoid, within)]


def _logit(chance: float) -> float:
    within = min(max(chance, 0.001), 0.999)
    return math.log(within / (1 - within))
