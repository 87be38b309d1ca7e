"""What a draft would have sent in the past, beside the policy in force, drawn: a picture for the page.

The law kept here: the picture's address holds the figures that the table beside it tells, and nothing else;
what is no such figures is not drawn.
"""

from __future__ import annotations

import base64
import binascii
from datetime import date, timedelta

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from sync.documents.backtest_chart import by_bar
from sync.rehearsal.backtest import Backtest
from sync.reports.charts import beside_each_other
from sync.store.ledgers import LinkedLedger
from sync.web import pages
from sync.web.console.desk import Nowhere, Visit, at, url

_PAGE = "/ledgers/{ledger}/policy/past.svg"
_MOST_BARS, _MOST = 1000, 1_000_000
_WEEK = 7


class Bars(msgspec.Struct, frozen=True):
    """Messages and tasks by the day, or by the week: `step` days each, `since` the first."""

    since: date
    step: int
    in_force: list[int]
    draft: list[int]


def routes() -> list[Route]:
    """For the console's router."""
    return [at(_PAGE, picture)]


def bars_of(past: Backtest) -> Bars:
    """What went out under either policy."""
    days, present = by_bar(past, past.present.days)
    _, tried = by_bar(past, past.tried.days)
    return Bars(
        since=past.since,
        step=days,
        in_force=[each.total() for each in present.values()],
        draft=[each.total() for each in tried.values()],
    )


def address_of(bars: Bars, ledger: LinkedLedger) -> str:
    """Where it is drawn."""
    written = base64.urlsafe_b64encode(msgspec.json.encode(bars)).decode()
    return f"{url('ledgers', ledger.name, 'policy', 'past.svg')}?bars={written}"


def picture(visit: Visit) -> Response:
    """The figures that the address holds, as bars. Raises `Nowhere`."""
    visit.ledger()
    try:
        bars = msgspec.json.decode(base64.urlsafe_b64decode(visit.asked("bars")), type=Bars)
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        raise Nowhere from None
    figures = (*bars.in_force, *bars.draft)
    fits = 0 < len(bars.in_force) == len(bars.draft) <= _MOST_BARS and bars.step in (1, _WEEK)
    if not fits or min(figures) < 0 or max(figures) > _MOST or bars.since.year > date.max.year - _WEEK:
        raise Nowhere
    days = (bars.since + timedelta(days=bars.step * each) for each in range(len(bars.draft)))
    labels = [f"{each.day} {each:%b}" for each in days]
    title = f"Messages and tasks a {'week' if bars.step == _WEEK else 'day'}"
    series = (("in force", bars.in_force), ("draft", bars.draft))
    return pages.image(beside_each_other(title, labels, series))
