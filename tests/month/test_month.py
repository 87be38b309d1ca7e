"""A few days of the month in `make test`; `make month` lives through all of it, and plants every bug."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.month.month import live
from tests.month.planted import BUGS, Bug, caught


def test_in_some_days_of_answers_each_lands_where_it_must_and_nobody_who_stopped_is_written_to(
    tmp_path: Path,
) -> None:
    month = live(tmp_path, days=2, seed=5)
    assert month.breaches == []
    for kind in ("hard bounce", "out of office", "mailbox full", "autoresponder (marked)", "forged"):
        assert month.tally[f"came: {kind}"], kind
    assert month.tally["email"] > 40
    assert month.tally["decided: REPLY_WAITS"]
    assert month.tally["decided: NO_ADDRESS"]


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug.quick], ids=lambda bug: bug.plant.__name__)
def test_a_planted_bug_is_caught(bug: Bug) -> None:
    assert caught(bug) & {*bug.laws}
