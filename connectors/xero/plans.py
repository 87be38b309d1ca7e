"""Xero's price plans of an app, since 2026-03-02, and what they allow.

From developer.xero.com/pricing and its policy FAQ, by way of third parties (truto, firehawkanalytics,
accountingtoday) as read in November 2026. Prices in Australian dollars without tax; Advanced costs USD 895
elsewhere. Data beyond the plan's gigabytes cost AUD 2.40 each. The 10,000 calls a minute of the whole app
are from developer.xero.com/faq/limits.
"""

from __future__ import annotations

from typing import Final

from connectors.base import AppLimits, Plan

APP: Final = AppLimits(
    per_minute=10_000,
    whose="client",
    plans={
        "starter": Plan(price="nothing", connections=5, per_day=1000),
        "core": Plan(price="AUD 35", connections=50, per_day=5000),
        "plus": Plan(price="AUD 245", connections=1000, per_day=5000),
        "advanced": Plan(price="AUD 1,445", connections=10_000, per_day=5000),
        "enterprise": Plan(price="by agreement", per_day=5000),
        "custom": Plan(price="AUD 10 a connection", per_day=5000),
    },
)
