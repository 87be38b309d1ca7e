"""A mean of what something takes lately."""

from __future__ import annotations

import pytest

from sync.ewma import Ewma


def test_the_later_figures_weigh_more_and_after_a_minute_nothing_is_known() -> None:
    mean = Ewma()
    assert mean.lately(1000.0) is None
    mean.add(1.0, 1000.0)
    assert mean.lately(1000.0) == 1.0
    mean.add(5.0, 1010.0)
    assert 3.0 < (mean.lately(1010.0) or 0) < 4.0
    assert mean.lately(1071.0) is None


def test_a_figure_that_is_told_of_late_counts_a_little() -> None:
    mean = Ewma()
    mean.add(1.0, 100_000.0)
    mean.add(2.0, 10.0)  # by a thread that was overtaken, or a clock of another kind
    assert mean.value == pytest.approx(1.02)
