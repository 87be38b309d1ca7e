"""What so many ledgers need, reckoned from a few measured figures. Pure.

Stated, not measured: half of the ledgers are at each provider; each sends five messages a day, and has 2,000
invoices, as many earlier versions, 10,000 events and 1,000 decisions. A worker is one process that
keeps half a processor busy, and the day's peak is three times its mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import msgspec

from connectors.base import Plan

SIZES = (1_000, 10_000, 1_000_000)
HOURLY, BY_WEBHOOK = "polled each hour", "webhooks, and one poll a day"
_POLLS = {HOURLY: 24, BY_WEBHOOK: 1}
_CHANGES = {HOURLY: 0, BY_WEBHOOK: 4}  # pulls a day that webhooks ask for
_DAYS = 30.4
_PER_APP = 10_000  # calls a minute of one app at Xero
_PEAK = 3  # times the mean, for people work by day
_WORKER = 0.5  # of a processor that a worker keeps busy
_MESSAGES = 5  # a day
_INVOICES, _EVENTS, _DECISIONS = 2000, 10_000, 1000


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """A pass: calls, metered ones, messages; the worker's processor seconds, transactions and megabytes."""

    calls: float
    metered: float
    messages: float
    seconds: float
    transactions: float
    megabytes: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """`passes`: by kind and provider, as "quiet Xero". `bytes_of`: what a row takes, of how many rows."""

    passes: Mapping[str, Pass]
    bytes_of: Mapping[str, tuple[float, int]]

    def of_message(self, title: str) -> Pass:
        """What one message adds to a pass."""
        busy, quiet = self.passes[f"busy {title}"], self.passes[f"quiet {title}"]
        sent = max(1.0, busy.messages)
        return Pass(
            calls=(busy.calls - quiet.calls) / sent,
            metered=(busy.metered - quiet.metered) / sent,
            messages=1,
            seconds=(busy.seconds - quiet.seconds) / sent,
            transactions=(busy.transactions - quiet.transactions) / sent,
            megabytes=busy.megabytes,
        )


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many ledgers. `processors`, `transactions`, `xero_calls`: at the day's peak. `reads`: a month."""

    passes_a_day: float
    processors: float
    workers: int
    memory_gb: float
    transactions: float
    database_gb: float
    xero_calls: float
    apps: int
    reads: float


def need(ledgers: int, way: str, measured: Measured) -> Need:
    """What that many need, asked in that way."""
    passes = _POLLS[way] + _CHANGES[way]
    per_day = {
        title: [(passes, measured.passes[f"quiet {title}"]), (_MESSAGES, measured.of_message(title))]
        for title in ("Xero", "QuickBooks")
    }
    half = ledgers / 2
    every = [each for parts in per_day.values() for each in parts]
    peak = _PEAK / 86_400
    processors = half * sum(number * one.seconds for number, one in every) * peak
    workers = max(2, math.ceil(processors / _WORKER))
    megabytes = max(one.megabytes for _, one in every)
    xero_calls = half * sum(number * one.calls for number, one in per_day["Xero"]) * peak * 60
    row = {name: size for name, (size, _) in measured.bytes_of.items()}
    bytes_each = _INVOICES * (row["invoice"] + row["version"]) + _EVENTS * row["event"]
    bytes_each += _DECISIONS * row["decision"]
    return Need(
        passes_a_day=ledgers * passes,
        processors=processors,
        workers=workers,
        memory_gb=workers * megabytes / 1024,
        transactions=half * sum(number * one.transactions for number, one in every) * peak,
        database_gb=ledgers * bytes_each / 1024**3,
        xero_calls=xero_calls,
        apps=max(1, math.ceil(xero_calls / _PER_APP), math.ceil(half / _PER_APP)),
        reads=half * sum(number * one.metered for number, one in per_day["QuickBooks"]) * _DAYS,
    )


def cheapest(reads: float, plans: Mapping[str, Plan]) -> tuple[str, float | None]:
    """The tier of Intuit's that costs least for so many reads a month, and its dollars; `None`: not known."""
    price = {"builder": 0.0, "silver": 300.0, "gold": 1700.0, "platinum": 4500.0}
    over = {"silver": 3.50 / 1000, "platinum": 0.25 / 1000}
    found: list[tuple[float, str]] = []
    for name, plan in plans.items():
        beyond = max(0.0, reads - (plan.reads or 0))
        if beyond == 0 or name in over:
            found.append((price[name] + beyond * over.get(name, 0.0), name))
    cost, name = min(found)
    return name, cost


def xero_plan(companies: float, plans: Mapping[str, Plan]) -> str:
    """The smallest plan of one app that has room for so many companies, with its price."""
    fitting = [
        (plan.connections, name, plan.price)
        for name, plan in plans.items()
        if plan.connections is not None and plan.connections >= companies
    ]
    if not fitting:
        return "enterprise, by agreement"
    _, name, price = min(fitting)
    return f"{name}, {price}"


def table(measured: Measured, xero: Mapping[str, Plan], intuit: Mapping[str, Plan]) -> str:
    """Both tables, as Markdown."""
    return "\n".join([*_measured(measured), "", *_needed(measured, xero, intuit)]) + "\n"


def _measured(measured: Measured) -> Iterator[str]:
    yield "| A pass | Calls | Metered | Messages | Processor, s | Transactions | Memory, MB |"
    yield "|---|---|---|---|---|---|---|"
    for name, one in sorted(measured.passes.items()):
        if not name.startswith("settling"):
            yield (
                f"| {name} | {one.calls:.1f} | {one.metered:.1f} | {one.messages:.0f} | {one.seconds:.2f} |"
                f" {one.transactions:.0f} | {one.megabytes:.0f} |"
            )
    yield ""
    yield "| A row with its indexes | Bytes | Of rows |"
    yield "|---|---|---|"
    for name, (size, rows) in measured.bytes_of.items():
        yield f"| {name} | {size:,.0f} | {rows:,} |"


def _needed(measured: Measured, xero: Mapping[str, Plan], intuit: Mapping[str, Plan]) -> Iterator[str]:
    yield (
        "| Ledgers | Asked | Passes a day | Processors | Workers | Their memory, GB | Transactions a second |"
        " Database, GB | Xero calls a minute | Reads a month | Intuit, USD a month | Xero, a month |"
    )
    yield "|" + "---|" * 12
    for ledgers in SIZES:
        for way in _POLLS:
            one = need(ledgers, way, measured)
            tier, cost = cheapest(one.reads, intuit)
            yield (
                f"| {ledgers:,} | {way} | {one.passes_a_day:,.0f} | {one.processors:,.1f} | {one.workers:,} |"
                f" {one.memory_gb:,.1f} | {one.transactions:,.0f} | {one.database_gb:,.0f} |"
                f" {one.xero_calls:,.0f} | {one.reads:,.0f} | {tier}, {cost:,.0f} |"
                f" {xero_plan(ledgers / 2, xero)} |"
            )
