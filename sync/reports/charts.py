"""Charts as SVG files that stand by themselves, drawn by pygal on the server.

The laws they keep: no script, no address of anybody's, nothing that a page's strict policy would refuse; the
colours follow the reader's light or dark; text stays text; the same report is the same file. Whatever a chart
shows stands in a table beside it, with its figures.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dunning.figures.aged import BUCKETS
from sync.documents.bars import short
from sync.reports.report import Block, Report
from sync.reports.sheets import CHANNELS

_WIDTH, _HEIGHT = 760, 300
_LABELS = 13  # along the bottom, before some are left out
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
BUCKET_WORDS = ("not due", "1-30 days", "31-60 days", "61-90 days", "over 90 days")
_CSS: Final = """
svg{--ink:#24292f;--quiet:#57606a;--line:#d8dee4;--c0:#7fa8c9;--c1:#f0bf4c;--c2:#e8893b;--c3:#cf3f52;--c4:#701c3b;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--quiet:#9aa4af;--line:#3a424b;--c0:#4f86b5;--c1:#d9a62e;
--c2:#e8833a;--c3:#ef5a70;--c4:#f7b3cb}}
text{fill:var(--ink);stroke:none;font-size:13px}
.axis text{fill:var(--quiet);font-size:12px}
.legends text{font-size:13px}
.background{fill:none}
.axis .line{stroke:var(--line);stroke-width:1;fill:none}
.axis.x .guide.line{stroke:none}
.axis.x text{text-anchor:middle}
.axis.x text[transform]{text-anchor:start}
.axis.y text{text-anchor:end}
.no_data{text-anchor:middle;fill:var(--quiet);font-size:16px}
.nofill{fill:none}
.line-graph .series path.line{fill:none;stroke-width:2.5}
.dot{stroke-width:1}
.color-0{fill:var(--c0);stroke:var(--c0)}.color-1{fill:var(--c1);stroke:var(--c1)}
.color-2{fill:var(--c2);stroke:var(--c2)}.color-3{fill:var(--c3);stroke:var(--c3)}
.color-4{fill:var(--c4);stroke:var(--c4)}
"""
_GONE = frozenset({"script", "desc"})
_OVERLAYS = ("tooltip", "overlay", "tooltip-overlay")


def charts(report: Report) -> Mapping[str, Callable[[], bytes]]:
    """By name what draws each: "aging-GBP", "dso-GBP", "messages"."""
    found: dict[str, Callable[[], bytes]] = {}
    for block in report.blocks:
        found[f"aging-{block.currency}"] = lambda block=block: aging(block)  # type: ignore[misc]  # its own one
        found[f"dso-{block.currency}"] = lambda block=block: dso(block)  # type: ignore[misc]  # as above
    found["messages"] = lambda: messages(report)
    return found


def aging(block: Block) -> bytes:
    """What was owed at each month's end, by days past due, one on the other."""
    series = [
        (name, [float(each.aged.buckets[of]) for each in block.aging])
        for of, name in zip(BUCKETS, BUCKET_WORDS, strict=True)
    ]
    labels = [month(each.aged.on) for each in block.aging]
    return _drawn(
        _library().StackedBar, f"Receivables at the end of each month, {block.currency}", labels, series
    )


def dso(block: Block) -> bytes:
    """DSO counted back from each month's end."""
    points = [None if each.countback is None else float(each.countback) for each in block.aging]
    labels = [month(each.aged.on) for each in block.aging]
    title = f"DSO counted back from the end of each month, days, {block.currency}"
    return _drawn(_library().Line, title, labels, [("DSO, days", points)])


def messages(report: Report) -> bytes:
    """Messages and tasks of each month, by channel."""
    months = report.effort.by_month
    used = [each for each in CHANNELS if any(each in one.channels for one in months)] or ["email"]
    series = [(CHANNELS[each], [float(one.channels.get(each, 0)) for one in months]) for each in used]
    labels = [month(one.month.last) for one in months]
    return _drawn(_library().StackedBar, "Messages and tasks delivered in each month", labels, series, step=1)


def beside_each_other(
    title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]
) -> bytes:
    """Bars of several series for each label, one beside the other."""
    drawn = [(name, [float(each) for each in points]) for name, points in series]
    return _drawn(_library().Bar, title, labels, drawn, step=1)


def month(day: date) -> str:
    """A month as a label: "Nov 26"."""
    return f"{_MONTHS[day.month - 1]} {day.year % 100:02}"


def _library() -> Any:
    """Pygal, loaded where a chart is drawn; without the hook into Python's imports that it leaves behind.

    That one finds plug-ins with maps, in a way that Python 3.12 asks no more and 3.11 warns of.
    """
    import pygal

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != pygal.__name__]
    return pygal


def _drawn(
    kind: Any,
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    step: int = 4,
) -> bytes:
    """`step`: at least so many steps along the side; where there are whole ones only, 1."""
    something = any(each for _, points in series for each in points)
    chart = kind(
        width=_WIDTH,
        height=_HEIGHT,
        explicit_size=True,
        css=[f"inline:{_CSS}"],
        js=[],
        no_prefix=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(series),
        legend_box_size=11,
        show_legend=len(series) > 1,
        include_x_axis=True,
        min_scale=step,
        max_scale=6,
        no_data_text="nothing to show",
        value_formatter=short,
        margin=8,
        spacing=12,
        dots_size=3,
        truncate_legend=-1,
        truncate_label=-1,
    )
    every = -(-len(labels) // _LABELS)
    chart.x_labels = labels
    chart.x_labels_major = labels[(len(labels) - 1) % every :: every]
    chart.show_minor_x_labels = every == 1
    for name, points in series:
        chart.add(name, points if something else [])
    return _bare(chart.render_tree(), title)


def _bare(root: Any, title: str) -> bytes:
    """The drawing without what reacts to a mouse; a title in place of the library's own."""
    from xml.etree import ElementTree as ET

    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            of = (child.get("class") or "").split()
            if tag in _GONE or not tag or any(each in of for each in _OVERLAYS):
                parent.remove(child)
            elif tag == "title":
                child.text = title if parent is root else ""
            elif tag == "style":
                child.text = _CSS.replace("\n", "")
    root.attrib.pop("id", None)
    root.set("role", "img")
    root.set("aria-label", title)
    text = ET.tostring(root, encoding="unicode")
    return re.sub(r"(\d+\.\d\d)\d+", r"\1", text).encode()
