"""The larger sections of config.toml, read: the house's policy, mail and worker; each ledger.

The law kept here: a ledger's `[policy]` and `[mail]` are laid over the house's key by key, and a
mistake in the house's is told once, not again for every ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

import connectors
from connectors.mail import DEFAULT_PORTS, MailSettings
from dunning.letters import Sender
from dunning.policy import Policy, PolicyError, read_policy
from dunning.reading import Problem
from sync.config_table import Table

DEFAULT_REDIRECT = "http://localhost:8400/callback"
DEFAULT_TIMES = (time(8, 30), time(13, 0))
DEFAULT_TIMEZONE = "Europe/London"
_SLUG = re.compile(r"[a-z0-9-]{1,40}")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_READ_TIMEOUT = {"quickbooks": 120.0}  # its own longest; it answers slow queries after a minute and more

Environment = Literal["production", "sandbox"]
_Read = TypeVar("_Read", Policy, MailSettings)


class WorkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """When the worker runs. `times`: of day, in `timezone`. `heartbeat`: file it touches, if any."""

    times: tuple[time, ...]
    timezone: str
    heartbeat: Path | None


class LedgerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One `[ledgers.NAME]`, with the house's policy, mail and times where it has none of its own.

    `client_id`, `client_secret` and the mail's sign-in are as written: maybe references.
    `settle_after_seconds`: how long after its lease an uncertain write is looked up.
    `history_months`: how far back settled invoices are pulled on the first run.
    """

    name: str
    provider: str
    environment: Environment
    client_id: str
    client_secret: str
    redirect_uri: str
    hosts: dict[str, str]
    deposit_to: str | None
    history_months: int
    settle_after_seconds: int
    connect_timeout: float
    read_timeout: float
    times: tuple[time, ...]
    sender: Sender
    mail: MailSettings | None
    policy: Policy

    def __repr__(self) -> str:
        return f"LedgerSettings(name={self.name!r}, provider={self.provider!r})"


class House:
    """What holds for every ledger that says nothing else: policy, mail and the worker's times."""

    def __init__(self, top: Table, folder: Path) -> None:
        self.raw_policy = top.raw("policy")
        self.raw_mail = top.raw("mail")
        self.policy_problems: list[Problem] = []
        self.mail_problems: list[Problem] = []
        self.policy = _policy(self.raw_policy, self.policy_problems)
        self.mail = _mail(self.raw_mail, self.mail_problems) if top.has("mail") else None
        top.problems += [(f"policy.{key}".rstrip("."), text) for key, text in self.policy_problems]
        top.problems += [(f"mail.{key}", text) for key, text in self.mail_problems]
        self.worker = _worker(top.table("worker"), folder)

    def policy_of(self, ledger: Table) -> Policy:
        """The house's policy with the ledger's laid over it; the house's mistakes are not told again."""
        if not ledger.has("policy"):
            return self.policy
        return _overlaid(ledger, "policy", self.raw_policy, self.policy_problems, _policy)

    def mail_of(self, ledger: Table) -> MailSettings | None:
        """The house's mail server with what the ledger says otherwise."""
        if not ledger.has("mail"):
            return self.mail
        return _overlaid(ledger, "mail", self.raw_mail, self.mail_problems, _mail)


def _overlaid(
    ledger: Table,
    key: str,
    under: Mapping[str, object],
    told: list[Problem],
    reader: Callable[[Mapping[str, object], list[Problem]], _Read],
) -> _Read:
    found: list[Problem] = []
    result = reader(merged(under, ledger.raw(key)), found)
    for inner, text in found:
        if (inner, text) not in told:
            ledger.refuse(f"{key}.{inner}".rstrip("."), text)
    return result


def merged(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """`under` with `over` laid upon it, table by table; lists are replaced as a whole."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            both[key] = merged(below, value)
        else:
            both[key] = value
    return both


def _policy(raw: Mapping[str, object], problems: list[Problem]) -> Policy:
    try:
        return read_policy(raw)
    except PolicyError as bad:
        problems += bad.problems
        return read_policy({})


def _mail(raw: Mapping[str, object], problems: list[Problem]) -> MailSettings:
    table = Table(raw, "", problems)
    chosen = table.choice("security", tuple(DEFAULT_PORTS), "starttls")
    security = next(each for each in DEFAULT_PORTS if each == chosen)
    settings = MailSettings(
        host=table.needed("host", longest=253),
        port=table.whole("port", DEFAULT_PORTS[security], least=1, most=65535),
        security=security,
        username=table.maybe("username"),
        password=table.secret("password", needed=False),
        timeout=table.seconds("timeout", 60.0, most=600),
    )
    if settings.password is not None and settings.username is None:
        table.refuse("username", "is missing, though there is a password")
    if settings.username is not None and settings.password is None:
        table.refuse("password", 'is missing, though there is a username; write "env:NAME" or the like')
    if security == "none" and settings.username is not None and settings.host not in _LOOPBACK:
        table.refuse("security", 'must be "starttls" or "tls": else the password travels in the clear')
    table.close()
    return settings


def _worker(table: Table, folder: Path) -> WorkerSettings:
    heartbeat = table.maybe("heartbeat", longest=1000)
    settings = WorkerSettings(
        times=table.times("times", DEFAULT_TIMES),
        timezone=table.timezone("timezone", DEFAULT_TIMEZONE),
        heartbeat=None if heartbeat is None else folder / Path(heartbeat).expanduser(),
    )
    table.close()
    return settings


def read_ledger(ledgers: Table, name: str, house: House) -> LedgerSettings:
    """`[ledgers.NAME]`, its mistakes noted in the table's problems."""
    if not _SLUG.fullmatch(name):
        ledgers.refuse(name, "must be named with small letters, digits and hyphens only, 40 at most")
    table = ledgers.table(name)
    provider = _provider(table)
    environment = table.choice("environment", ("production", "sandbox"), "production")
    settings = LedgerSettings(
        name=name,
        provider=provider,
        environment="sandbox" if environment == "sandbox" else "production",
        client_id=table.needed("client_id"),
        client_secret=table.secret("client_secret", needed=True) or "",
        redirect_uri=table.web_address("redirect_uri", DEFAULT_REDIRECT),
        hosts=_hosts(table, provider),
        deposit_to=table.maybe("deposit_to"),
        history_months=table.whole("history_months", 24, least=1, most=240),
        settle_after_seconds=table.whole("settle_after_seconds", 120, most=3600),
        connect_timeout=table.seconds("connect_timeout", 10.0, most=120),
        read_timeout=table.seconds("read_timeout", _READ_TIMEOUT.get(provider, 60.0), most=600),
        times=table.times("times", house.worker.times),
        sender=_sender(table.table("sender")),
        mail=house.mail_of(table),
        policy=house.policy_of(table),
    )
    table.close()
    return settings


def _provider(table: Table) -> str:
    known = connectors.provider_names()
    if not table.has("provider"):
        table.refuse("provider", f"is missing; write one of {', '.join(known)}")
        return ""
    return table.choice("provider", known, "")


def _hosts(table: Table, provider: str) -> dict[str, str]:
    """The addresses overridden; their names are looked up only then, for that loads the connector."""
    if not table.has("hosts"):
        return {}
    hosts = table.table("hosts")
    if not provider:
        return {name: hosts.web_address(name, "") for name in hosts.names()}
    known = connectors.provider(provider).hosts
    given = {name: hosts.web_address(name, known[name]) for name in known if hosts.has(name)}
    hosts.close()
    return given


def _sender(table: Table) -> Sender:
    name = table.needed("name")
    sender = Sender(
        name=name,
        email=table.email("email", needed=True) or "",
        reply_to=table.email("reply_to"),
        signature=table.lines("signature", name),
        bank_details=table.lines("bank_details", ""),
        phone=table.maybe("phone"),
        address=table.lines("address", "") or None,
        website=table.web_address("website", "") if table.has("website") else None,
    )
    table.close()
    return sender
