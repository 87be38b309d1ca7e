"""The apps by which ledgers are called: which ledgers share one, and what it may do."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import connectors
from connectors.base import AppLimits, Plan, Provider
from dunning.effects import key_of
from sync.config import Config, LedgerSettings
from sync.config_apps import AppSettings, plan_of
from sync.secrets import SecretsError
from sync.store import Store
from sync.store.app_budget import AppLimit
from sync.store.app_calls import AppAllowance


@dataclass(frozen=True, slots=True)
class App:
    """`key`: its row in the store, of no meaning. `ledgers`: the configured ones that are called by it."""

    key: str
    provider: Provider
    plan: Plan | None
    limit: AppLimit
    longest: float
    ledgers: tuple[str, ...]

    def allowance(self, store: Store) -> AppAllowance:
        """Its budget in that store: of all firms together."""
        return AppAllowance(store.of_all(), self.key, self.provider.title, self.limit, self.longest)


def app_of(config: Config, settings: LedgerSettings) -> App | None:
    """The app by which that ledger is called; `None` where there is none, or nothing of it is counted."""
    provider = connectors.provider(settings.provider)
    if provider.app is None or settings.environment not in provider.app.environments:
        return None
    given = config.apps.get(provider.name, AppSettings(plan=provider.app.plan))
    plan = plan_of(provider.name, given)
    return App(
        key=_key(config, settings, provider.app),
        provider=provider,
        plan=plan,
        limit=AppLimit(
            per_minute=given.calls_per_minute or provider.app.per_minute,
            reads=given.reads_per_month or (plan.reads if plan else None),
            blocked=plan is None or plan.blocked or given.reads_per_month is not None,
        ),
        longest=settings.connect_timeout + settings.read_timeout,
        ledgers=(settings.name,),
    )


def apps(config: Config, names: Iterable[str]) -> tuple[App, ...]:
    """Every app of these ledgers, by provider, each with the ones among them that it calls."""
    found: dict[str, App] = {}
    for name in sorted(names):
        app = app_of(config, config.ledger(name))
        if app is not None:
            before = found.get(app.key, app)
            also = () if before is app else before.ledgers
            longest = max(before.longest, app.longest)
            found[app.key] = App(app.key, app.provider, app.plan, app.limit, longest, (*also, *app.ledgers))
    return tuple(sorted(found.values(), key=lambda app: (app.provider.name, app.ledgers)))


def per_day(config: Config, provider: str) -> dict[str, int]:
    """The calls a day that the price plan grants each company, where it is known."""
    plan = plan_of(provider, config.apps.get(provider, AppSettings()))
    return {} if plan is None or plan.per_day is None else {"per_day": plan.per_day}


def _key(config: Config, settings: LedgerSettings, app: AppLimits) -> str:
    if app.whose == "account":
        return key_of("app", settings.provider, settings.environment)
    client_id = settings.client_id
    with suppress(SecretsError):  # then nothing can be called, and what is asked is shown all the same
        client_id = config.resolve(client_id)
    return key_of("app", settings.provider, settings.environment, client_id)
