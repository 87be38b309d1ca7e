"""A backtest as a picture: every bar is there, in one scale, and the same picture each time."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync.cli import app
from sync.documents.backtest_chart import CannotDraw, draw
from sync.rehearsal.backtest import Backtest, Tried

SINCE = date(2026, 9, 1)


def tried(days: dict[date, dict[str, int]], **more: object) -> Tried:
    levels: dict[str, int] = {}
    for each in days.values():
        for name, number in each.items():
            levels[name] = levels.get(name, 0) + number
    facts = {
        "policy": "P", "groups": {}, "messages": sum(levels.values()), "tasks": 0, "worst_day": None,
        "on_worst_day": 0, "waits": {"TOO_SOON": 3}, "chased_after_paying": 1, "levels": levels, "days": days,
    }  # fmt: skip
    return Tried(**(facts | more))  # type: ignore[arg-type]  # a mapping of facts


def found(days: int, one: Tried, other: Tried) -> Backtest:
    until = SINCE + timedelta(days=days)
    return Backtest(ledger="acme", since=SINCE, until=until, rebuilt_before=SINCE, tried=one, present=other)


ONE = tried({SINCE: {"a_first": 2, "statement": 1}, date(2026, 9, 12): {"a_first": 1}})
OTHER = tried({date(2026, 9, 2): {"$x$": 4}})


def drawn(svg: str) -> list[tuple[float, float]]:
    """Width and height of each upright bar that can be seen: those of the levels have white edges."""
    shapes = re.findall(r'<path d="([^"]*z)\s*" clip-path="[^"]*" style="[^"]*stroke: #ffffff[^"]*"', svg)
    corners = [
        [tuple(map(float, each.split())) for each in re.findall(r"[ML] ([\d.]+ [\d.]+)", shape)]
        for shape in shapes
    ]
    sizes = [
        (max(x for x, _ in each) - min(x for x, _ in each), max(y for _, y in each) - min(y for _, y in each))
        for each in corners
    ]
    return [(width, height) for width, height in sizes if width > 1 and height > 1]


@pytest.mark.parametrize(("days", "bars"), [(20, 4), (70, 4)], ids=["by day", "by week"])
def test_each_level_of_a_day_or_week_is_a_bar_that_can_be_seen_in_one_scale(days: int, bars: int) -> None:
    svg = draw(found(days, ONE, OTHER), ".svg").decode()
    seen = drawn(svg)
    assert len(seen) == bars
    heights = sorted(height for _, height in seen)
    unit = heights[0]
    assert [round(height / unit) for height in heights] == [1, 1, 2, 4]


def test_what_it_says_is_text_and_level_names_are_shown_as_they_are() -> None:
    svg = draw(found(20, ONE, OTHER), ".svg").decode()
    for words in (
        "acme, 2026-09-01 to 2026-09-21: what would have gone out",
        "the policy tried: 4 messages, 0 tasks for a person, 1 chased after paying",
        "a first", "$x$", "statement", "too soon", "Books before 2026-09-01 are rebuilt",
    ):  # fmt: skip
        assert words in svg


@pytest.mark.parametrize(("kind", "head"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_the_same_backtest_is_the_same_file(kind: str, head: bytes) -> None:
    made = draw(found(20, ONE, OTHER), kind)
    assert made.startswith(head)
    assert draw(found(20, ONE, OTHER), kind) == made


def test_nothing_sent_and_nothing_kept_back_is_drawn_too() -> None:
    empty = tried({}, waits={})
    assert "the present policy: 0 messages" in draw(found(20, empty, empty), ".svg").decode()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(CannotDraw, match=r"pip install 'duesync\[plots\]'"):
        draw(found(20, ONE, OTHER), ".svg")


def test_another_kind_of_file_is_refused_before_anything_is_tried(tmp_path: Path) -> None:
    asked = ["backtest", "acme", "--policy", "p.toml", "--since", "2026-01-01", "--plot"]
    told = CliRunner().invoke(app, [*asked, str(tmp_path / "a.pdf")])
    assert told.exit_code == 2
    assert "a plot is an .svg or a .png file" in told.output.replace("\n", " ")
