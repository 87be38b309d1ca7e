"""Intuit's App Partner Program: the metered reads ("CorePlus") of a month, by tier.

The structure is from Intuit's partner FAQ and its blog (blogs.intuit.com, 2025-08-11 to 2026-01-08). The
prices of paid tiers and what they include are from third parties only (Truto, Apideck, a document of
2026-04-28), and Gold's price of a read beyond its own is not known: look them up at developer.intuit.com
before you rely on them. Only successful reads in production count, all apps and companies of one developer's
account together. That the month is one of the calendar, in UTC, is from memory.
"""

from __future__ import annotations

from typing import Final

from connectors.base import AppLimits, Plan

APP: Final = AppLimits(
    whose="account",
    plans={
        "builder": Plan(price="nothing", reads=500_000),
        "silver": Plan(price="USD 300", reads=1_000_000, blocked=False, over="USD 3.50 per 1,000"),
        "gold": Plan(price="USD 1,700", reads=10_000_000, blocked=False, over="less than Silver's per 1,000"),
        "platinum": Plan(price="USD 4,500", reads=75_000_000, blocked=False, over="USD 0.25 per 1,000"),
    },
    plan="builder",
    environments=("production",),
)
