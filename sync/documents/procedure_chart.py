"""A procedure as a picture: days against levels, each from its day to the next one's, and when it is taken.

The law it keeps: the picture is drawn from its steps alone, so the same steps are the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

import msgspec

from dunning.policy import PRE_DUE, Policy
from dunning.reaching import CHANNEL_WORDS

MOST_STEPS = 30
_WIDE, _LEFT, _RIGHT, _TOP, _ROW, _FOOT = 920, 16, 28, 30, 44, 34
_BAR, _DOT = 12, 5
_BESIDE = 640  # where a label would run out of the picture, it ends at its bar
_TICKS = (5, 7, 10, 14, 20, 30, 60, 90, 180, 365)
_STYLE = """
text{font:14px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1d2327}
.soft{fill:#525c63;font-size:12px}.grid{stroke:#d9d8d3}.due{stroke:#a3281f;stroke-dasharray:4 3}
.mail{fill:#1f5672}.person{fill:#855400}.end{fill:#a3281f}.bar{opacity:.22}
@media(prefers-color-scheme:dark){text{fill:#e8eaea}.soft{fill:#a9b3b8}.grid{stroke:#363f44}
.due{stroke:#f2a39b}.mail{fill:#8cc7e2}.person{fill:#e9bd6b}.end{fill:#f2a39b}.bar{opacity:.35}}
"""


class Step(msgspec.Struct, frozen=True, array_like=True):
    """One step as it is drawn. `days`: past due, below 0 before it; `ways`: channels, the first one first."""

    name: str
    days: int
    ways: tuple[str, ...]
    times: int
    every_days: int


def steps_of(policy: Policy) -> tuple[Step, ...]:
    """The steps of that procedure, the note before the due date first."""
    note = policy.pre_due
    before = () if note is None else (Step(PRE_DUE, -note.days, ("email",), 1, 7),)
    return before + tuple(
        Step(one.name, one.days, (one.channel, *one.fallback), one.times, one.every_days)
        for one in policy.levels
    )


def in_words(step: Step) -> str:
    """When and how it goes: "4 days late, by e-mail, 3 times 7 days apart"."""
    when = f"{abs(step.days)} day{'' if abs(step.days) == 1 else 's'} {'before' if step.days < 0 else 'late'}"
    ways = " or else ".join(CHANNEL_WORDS.get(way, way) for way in step.ways)
    again = f", {step.times} times {step.every_days} days apart" if step.times > 1 else ""
    return f"{when}, by {ways}{again}"


def name_of(step: Step) -> str:
    """Its name as people read it."""
    return "note before the due date" if step.name == PRE_DUE else step.name.replace("_", " ")


def draw(steps: Sequence[Step]) -> str:
    """The picture, SVG."""
    shown = steps[:MOST_STEPS]
    first = min((step.days for step in shown), default=0)
    last = max((step.days + (step.times - 1) * step.every_days for step in shown), default=0)
    first, last = min(first, 0), max(last + max((last - min(first, 0)) // 12, 3), 10)
    height = _TOP + _ROW * len(shown) + _FOOT

    def x(day: int) -> float:
        return round(_LEFT + (_WIDE - _LEFT - _RIGHT) * (day - first) / (last - first), 1)

    told = "; ".join(f"{name_of(step)}: {in_words(step)}" for step in shown)
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" '
        f'height="{height}" role="img"><title>{escape(told)}</title><style>{_STYLE}</style>'
    )
    parts = [
        begin,
        *_axis(first, last, x, height),
        *(part for row, step in enumerate(shown) for part in _row(row, step, _end(shown, row, last), x)),
        "</svg>",
    ]
    return "".join(parts)


def _end(steps: Sequence[Step], row: int, last: int) -> int:
    """Until when the step is the one that counts."""
    after = [step.days for step in steps[row + 1 :] if step.days > steps[row].days]
    return 0 if steps[row].days < 0 else min(after, default=last)


def _axis(first: int, last: int, x: Callable[[int], float], height: int) -> Iterator[str]:
    every = next((tick for tick in _TICKS if (last - first) / tick <= 10), _TICKS[-1])  # noqa: PLR2004 - marks
    foot = height - _FOOT + 4
    for day in range(first - first % every, last + 1, every):
        if day >= first:
            yield f'<line class="grid" x1="{x(day)}" x2="{x(day)}" y1="{_TOP - 6}" y2="{foot}"/>'
            yield f'<text class="soft" x="{x(day)}" y="{foot + 18}" text-anchor="middle">{day}</text>'
    yield f'<line class="due" x1="{x(0)}" x2="{x(0)}" y1="{_TOP - 10}" y2="{foot}"/>'
    anchor = "start" if first == 0 else "middle"
    yield f'<text class="soft" x="{x(0)}" y="{_TOP - 14}" text-anchor="{anchor}">due date</text>'
    yield f'<text class="soft" x="{_WIDE - 4}" y="{_TOP - 14}" text-anchor="end">days past due</text>'


def _row(row: int, step: Step, end: int, x: Callable[[int], float]) -> Iterator[str]:
    top = _TOP + _ROW * row
    kind = {"hand_over": "end", "email": "mail", "sms": "mail", "voice": "mail"}.get(step.ways[0], "person")
    begin, until = x(step.days), max(x(end), x(step.days) + 2 * _DOT)
    label = " · ".join(dict.fromkeys((name_of(step), CHANNEL_WORDS.get(step.ways[0], step.ways[0]))))
    at, anchor = (begin, "start") if begin < _BESIDE else (until, "end")
    yield f'<text x="{at}" y="{top + 14}" text-anchor="{anchor}">{escape(label)}</text>'
    yield (
        f'<rect class="{kind} bar" x="{begin}" y="{top + 22}" width="{until - begin:.1f}" '
        f'height="{_BAR}" rx="{_BAR / 2:g}"/>'
    )
    for time in range(min(step.times, MOST_STEPS)):
        centre = x(step.days + time * step.every_days) + _DOT
        yield f'<circle class="{kind}" cx="{centre:.1f}" cy="{top + 22 + _BAR / 2:g}" r="{_DOT}"/>'
