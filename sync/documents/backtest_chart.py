"""A backtest as a picture: what each policy would have sent, by week and level, and what was kept back.

The law it keeps: the same backtest is the same file, and both policies are drawn to one scale.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dunning.account import COURTESIES
from sync.errors import DuesyncError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sync.rehearsal.backtest import Backtest, Tried

FORMATS = (".svg", ".png")
_DAYS_DRAWN = 35  # a longer time is drawn by weeks
_STYLE: dict[Any, Any] = {
    "font.size": 9,
    "svg.hashsalt": "duesync",  # else the ids within the file differ each time
    "svg.fonttype": "none",  # text stays text
    "text.parse_math": False,  # a level may be called "$"
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_SIZE, _DOTS = (9.5, 9.0), 130  # inches; dots per inch of a PNG
_EARLY, _LATE = 0.95, 0.05  # of the scale of colours, from a first note to the last level
_GREYS = dict(zip(COURTESIES, ("#8a8a8a", "#b4b4b4", "#d8d8d8", "#5e5e5e"), strict=True))
_DODGE = 0.2


class CannotDraw(DuesyncError):
    """What draws is not installed."""

    exit_code = 2


def draw(found: Backtest, kind: str) -> bytes:
    """The picture, `kind` one of `FORMATS`. Raises `CannotDraw` where the extra `plots` is missing."""
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        msg = "a plot needs an extra: pip install 'duesync[plots]'"
        raise CannotDraw(msg) from error

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=_SIZE, layout="constrained")
        FigureCanvasAgg(figure)
        top, middle, bottom = figure.subplots(3, 1, height_ratios=(3, 3, 2))
        figure.suptitle(f"{found.ledger}, {found.since} to {found.until}: what would have gone out")
        _both(found, (top, middle))
        _kept_back(found, bottom)
        figure.supxlabel(_SAID.format(found.rebuilt_before), fontsize=7.5)
        written = io.BytesIO()
        told = {"Date": None} if kind == FORMATS[0] else {"Software": None}
        figure.savefig(written, format=kind.removeprefix("."), dpi=_DOTS, metadata=told)
    return written.getvalue()


_SAID = (
    "Books before {} are rebuilt from dated payments. Customers pay here when they paid: "
    "what they would have done, nobody knows."
)


def _both(found: Backtest, axes: Sequence[Axes]) -> None:
    """Bars of both policies, one over the other, in one scale and with one key of colours."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
    from matplotlib.ticker import MaxNLocator

    shades = _shades(found)
    tallest = 1
    for axis, tried, title in zip(
        axes, (found.tried, found.present), ("the policy tried", "the present policy"), strict=True
    ):
        step, bars = by_bar(found, tried.days)
        below = _bars(axis, bars, shades, width=6 if step > 1 else 0.8)
        tallest = max(tallest, *below)
        axis.set_title(_title(title, tried), loc="left", fontsize=10)
        axis.set_ylabel(f"a {'week' if step > 1 else 'day'}")
    for axis in axes:
        axis.set_xlim(date2num(found.since), date2num(found.until))
        axis.xaxis.set_major_locator(days := AutoDateLocator())
        axis.xaxis.set_major_formatter(ConciseDateFormatter(days))
        axis.set_ylim(0, tallest * 1.05)
        axis.yaxis.set_major_locator(MaxNLocator(integer=True))
    handles, names = axes[0].get_legend_handles_labels()
    if names:
        axes[0].legend(handles, names, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)


def _bars(
    axis: Axes, by_bar: Mapping[date, Counter[str]], shades: Mapping[str, Any], *, width: float
) -> list[int]:
    """One bar for each day or week, `width` days wide; returns their heights."""
    from matplotlib.dates import date2num

    days, below = [float(date2num(day)) for day in by_bar], [0] * len(by_bar)
    for name, shade in shades.items():
        heights = [levels[name] for levels in by_bar.values()]
        told = name.replace("_", " ").strip()
        axis.bar(
            days, heights, width, below, align="edge",
            color=shade, edgecolor="white", linewidth=0.6, label=told,
        )  # fmt: skip
        below = [low + high for low, high in zip(below, heights, strict=True)]
    return below


def _shades(found: Backtest) -> dict[str, Any]:
    """A colour for each level of either policy, in order, from light to dark; greys for courtesies."""
    from matplotlib import colormaps

    tried, present = list(found.tried.levels), list(found.present.levels)
    levels = [each for each in tried if each not in COURTESIES]
    for place, name in enumerate(present):
        if name not in levels and name not in COURTESIES:  # after what goes before it there
            before = [levels.index(each) for each in present[:place] if each in levels]
            levels.insert(max(before, default=-1) + 1, name)
    steps = max(len(levels) - 1, 1)
    shades = {
        name: colormaps["viridis"](_EARLY + (_LATE - _EARLY) * place / steps)
        for place, name in enumerate(levels)
    }
    return shades | {name: grey for name, grey in _GREYS.items() if name in (*tried, *present)}


def _title(name: str, tried: Tried) -> str:
    return (
        f"{name}: {tried.messages} messages, {tried.tasks} tasks for a person, "
        f"{tried.chased_after_paying} chased after paying"
    )


def by_bar(found: Backtest, days: Mapping[date, Mapping[str, int]]) -> tuple[int, dict[date, Counter[str]]]:
    """(days of each, what went by its first day): a day each or a week; every one of them, empty ones too."""
    step = 7 if (found.until - found.since).days > _DAYS_DRAWN else 1
    every = range(0, (found.until - found.since).days, step)
    bars = {found.since + timedelta(days=each): Counter[str]() for each in every}
    for day, levels in days.items():
        bars[found.since + timedelta(days=(day - found.since).days // step * step)].update(levels)
    return step, bars


def _kept_back(found: Backtest, axis: Axes) -> None:
    """How often each limit kept something back, both policies beside each other."""
    from matplotlib.ticker import MaxNLocator

    names = sorted({*found.tried.waits, *found.present.waits}, reverse=True)
    places = range(len(names))
    for tried, colour, shift, label in (
        (found.tried, "#1f4e79", _DODGE, "the policy tried"),
        (found.present, "#b0b7c0", -_DODGE, "the present policy"),
    ):
        values = [tried.waits.get(name, 0) for name in names]
        bars = axis.barh([place + shift for place in places], values, height=0.38, color=colour, label=label)
        axis.bar_label(bars, padding=3, fontsize=8)
    axis.set_yticks(list(places), [name.lower().replace("_", " ") for name in names])
    axis.set_title("looked at and kept back, by the limit", loc="left", fontsize=10)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    if names:
        handles, told = axis.get_legend_handles_labels()
        axis.legend(handles, told, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
