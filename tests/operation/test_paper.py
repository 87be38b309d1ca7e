"""The paper's reckoning: what so many ledgers need, from a few measured figures."""

from __future__ import annotations

import pytest

from connectors.quickbooks.plans import APP as INTUIT
from connectors.xero.plans import APP as XERO
from sync import operation
from tests.benchmarks.needs import BY_WEBHOOK, HOURLY, SIZES, Measured, Pass, cheapest, need, table, xero_plan

QUIET = {"metered": 1, "messages": 0, "seconds": 0.1, "transactions": 10, "megabytes": 100}
MEASURED = Measured(
    passes={
        "quiet Xero": Pass(calls=5, **QUIET),
        "quiet QuickBooks": Pass(calls=1, **QUIET),
        "busy Xero": Pass(calls=25, metered=25, messages=10, seconds=1.1, transactions=110, megabytes=120),
        "busy QuickBooks": Pass(calls=6, metered=3, messages=10, seconds=1.1, transactions=60, megabytes=120),
    },
    bytes_of={"invoice": (500.0, 9), "version": (500.0, 9), "event": (1000.0, 9), "decision": (2000.0, 9)},
)


def test_reads_and_calls_follow_from_passes_and_messages() -> None:
    hourly, quiet = need(1000, HOURLY, MEASURED), need(1000, BY_WEBHOOK, MEASURED)
    assert hourly.passes_a_day == 24_000
    assert hourly.reads == pytest.approx(500 * (24 * 1 + 5 * 0.2) * 30.4)
    assert hourly.xero_calls == pytest.approx(500 * (24 * 5 + 5 * 2) * 3 / 1440)
    assert quiet.reads == pytest.approx(500 * (5 * 1 + 5 * 0.2) * 30.4)
    assert quiet.processors < hourly.processors
    assert need(1_000_000, HOURLY, MEASURED).apps == 50, "an app has room for 10,000 companies"


@pytest.mark.parametrize(
    ("reads", "tier", "cost"),
    [
        (500_000, "builder", 0),
        (500_001, "silver", 300),
        (1_200_000, "silver", 1000),
        (5_000_000, "gold", 1700),
        (12_000_000, "platinum", 4500),
        (79_000_000, "platinum", 5500),
    ],
)
def test_the_tier_that_costs_least_is_taken(reads: float, tier: str, cost: float) -> None:
    assert cheapest(reads, INTUIT.plans) == (tier, cost)


def test_the_smallest_plan_with_room_is_taken() -> None:
    told = [xero_plan(number, XERO.plans) for number in (5, 50, 51, 10_000, 10_001)]
    assert [each.partition(",")[0] for each in told] == ["starter", "core", "plus", "advanced", "enterprise"]


def test_the_paper_holds_the_tables_as_they_are_made_now() -> None:
    """By their first columns: `make paper` was run since the tables last changed."""
    made, paper = (
        [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
        for text in (table(MEASURED, XERO.plans, INTUIT.plans), operation.text_of("PAPER.md"))
    )
    assert made == paper
    assert all(f" {size:,} " in paper for size in SIZES)
