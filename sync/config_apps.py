"""What config.toml says of the apps: what all companies of one provider's app share, by its price plan."""

from __future__ import annotations

import msgspec

import connectors
from connectors.base import Plan
from sync.config_table import Table

_MOST = 1_000_000_000


class AppSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`plan`: its name, "" where it is not known.

    `calls_per_minute`, `reads_per_month`: others than the provider's or the plan's.
    """

    plan: str = ""
    calls_per_minute: int | None = None
    reads_per_month: int | None = None


def read_apps(apps: Table) -> dict[str, AppSettings]:
    """`[apps.PROVIDER]` by provider, their mistakes noted in the table's problems."""
    return {name: _read(apps, name) for name in apps.tables()}


def _read(apps: Table, name: str) -> AppSettings:
    if not connectors.is_provider(name):
        known = ", ".join(each for each in connectors.provider_names() if connectors.provider(each).app)
        apps.refuse(name, f"is no kind of ledger with an app; there are {known}")
        return AppSettings()
    table, app = apps.table(name), connectors.provider(name).app
    if app is None:
        apps.refuse(name, "is needless: such a ledger has no app")
        return AppSettings()
    settings = AppSettings(
        plan=table.choice("plan", tuple(app.plans), app.plan) if table.has("plan") else app.plan,
        calls_per_minute=table.whole("calls_per_minute", 0, most=_MOST) or None,
        reads_per_month=table.whole("reads_per_month", 0, most=_MOST) or None,
    )
    table.close()
    return settings


def plan_of(provider: str, settings: AppSettings) -> Plan | None:
    """The price plan that holds; `None` where none is known."""
    app = connectors.provider(provider).app
    return None if app is None else app.plans.get(settings.plan)
