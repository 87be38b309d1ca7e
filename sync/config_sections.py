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
from urllib.parse import urlsplit

import msgspec

import connectors
from connectors.mail.providers import PROVIDERS
from connectors.mail.settings import DEFAULT_PORTS, MailSettings
from connectors.sms.settings import SmsSettings
from connectors.stripe.settings import StripeSettings
from dunning.ledger import is_currency
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Sender
from dunning.policy import Policy, PolicyError, read_policy
from dunning.reading import Problem, merged
from sync.config_bank import read_bank
from sync.config_fleet import FleetSettings, read_fleet, read_lease
from sync.config_mail import (
    IN_THE_CLEAR,
    LOOPBACK,
    host_of,
    read_grant,
    read_inbox,
    read_nameserver,
    read_one_click,
)
from sync.config_reports import ReportSettings, read_reports
from sync.config_sms import read_sms
from sync.config_stripe import read_stripe
from sync.config_table import Table
from sync.intake.statement import BankSettings
from sync.policy_file import PolicyFile

DEFAULT_REDIRECT = "http://localhost:8400/callback"
DEFAULT_TIMES = (time(8, 30), time(13, 0))
DEFAULT_OWNER_MAIL_AT = time(9)  # after the day's first run
DEFAULT_TIMEZONE = "Europe/London"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8500
DEFAULT_PULL_GAP = (
    300  # on Xero's free tier a pull every 5 minutes of a working day is half of what it allows
)
DEFAULT_DELETE_AFTER = 30
DEFAULT_EVIDENCE_YEARS = 6  # as long as a debt can be disputed in England
_SLUG = re.compile(r"[a-z0-9-]{1,40}")
_READ_TIMEOUT = {"quickbooks": 120.0}  # its own longest; it answers slow queries after a minute and more

Environment = Literal["production", "sandbox"]
_Read = TypeVar("_Read", MailSettings, SmsSettings)


class WorkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """When the worker runs. `times`: of day, in `timezone`. `heartbeat`: file it touches, if any.

    `metrics_port`: where it tells Prometheus its numbers, on this machine alone.
    `pull_gap_seconds`: at least so long between two pulls of a ledger that webhooks alone ask for.
    `tells_this_machine`: webhooks of ours may go to programs on this machine too, and by http.
    `mode`: "machine": this one alone; "fleet": many workers on one PostgreSQL, by what `fleet` says.
    `lease_seconds`: how long a pass holds its ledger before it has to say again that it lives.
    """

    mode: Literal["machine", "fleet"]
    fleet: FleetSettings
    lease_seconds: int
    times: tuple[time, ...]
    timezone: str
    pull_gap_seconds: int
    heartbeat: Path | None
    metrics_port: int | None
    tells_this_machine: bool


class ServeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where `duesync serve` listens. `metrics_token`: as written; who shows it may read the metrics.

    `public_url`: the https address by which the world reaches it, without a slash at its end, if any.
    `second_factor`: every user of the console must have set codes up.
    """

    host: str
    port: int
    public_url: str | None
    metrics_token: str | None
    second_factor: bool

    def __repr__(self) -> str:
        return f"ServeSettings(host={self.host!r}, port={self.port})"


class LeavingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a ledger that was unlinked: days until it is deleted, years that evidence stays."""

    delete_after_days: int
    keep_evidence_years: int


class ChargeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What interest is booked to when it is charged, as the ledger names account and tax code."""

    account: str | None
    tax_code: str | None


class LedgerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One `[ledgers.NAME]`, with the house's policy, mail and times where it has none of its own.

    `client_id`, `client_secret`, `webhook_key` and the sign-ins of mail and texts are as written: maybe
    references. The ledger's and `redirect_uri` are empty where it has no sign-in. `options`: its own.
    `settle_after_seconds`: how long after its lease an uncertain write is looked up.
    `deposit_accounts`: account by currency, where money in it does not go to `deposit_to`.
    `interest`: what it is booked to when it is charged. `bank`: how its bank files are read. `note_in`:
    where notes go, empty for the provider's own place. `more_scopes`: rights asked for at sign-in
    besides its own. `history_months`: how far back settled invoices are pulled on the first run.
    `own_reminders`: whether the ledger is held while it sends reminders of its own.
    `pay_links`, `attach_invoices`: whether a reminder has its invoices' links, and which of their PDFs.
    `calls_at_once` and its like: how often this company may be called, where it is not as usual.
    `sms`: who sends its texts; `None` where each is a person's task. `stripe`: where its customers may pay
    online; `None`: nowhere. `policy`: as this file alone has it, and `policy_file` its layers; the one in
    force is `Office.policy`. `owner_email`: who is mailed what waits, from `owner_mail_at` on, at the
    ledger's. `reports`: who gets its figures.
    """

    name: str
    provider: str
    environment: Environment
    client_id: str
    client_secret: str
    webhook_key: str | None
    redirect_uri: str
    options: dict[str, str]
    hosts: dict[str, str]
    deposit_to: str | None
    deposit_accounts: dict[str, str]
    interest: ChargeSettings
    bank: BankSettings
    note_in: tuple[str, ...]
    more_scopes: tuple[str, ...]
    history_months: int
    settle_after_seconds: int
    own_reminders: Literal["hold", "acknowledged"]
    pay_links: bool
    attach_invoices: Literal["none", "overdue"]
    calls_at_once: int | None
    calls_per_second: int | None
    calls_per_minute: int | None
    calls_per_day: int | None
    connect_timeout: float
    read_timeout: float
    times: tuple[time, ...]
    sender: Sender
    mail: MailSettings | None
    sms: SmsSettings | None
    stripe: StripeSettings | None
    reports: ReportSettings
    policy: Policy
    policy_file: PolicyFile
    owner_email: str | None
    owner_mail_at: time

    def deposit_for(self, currency: str) -> str | None:
        """The account that money in that currency goes to; `None` for the ledger's own choice."""
        return self.deposit_accounts.get(currency, self.deposit_to)

    def __repr__(self) -> str:
        return f"LedgerSettings(name={self.name!r}, provider={self.provider!r})"


class House:
    """What holds for every ledger that says nothing else: policy, mail, worker's times, where we serve.

    `over`: the house over a firm's own, whose worker and web are this one's too; nothing else is.
    """

    def __init__(self, top: Table, folder: Path, over: House | None = None) -> None:
        self.folder = folder
        self.raw_policy = top.raw("policy")
        self.raw_mail = top.raw("mail")
        self.raw_sms = top.raw("sms")
        self.policy_problems: list[Problem] = []
        self.mail_problems: list[Problem] = []
        self.sms_problems: list[Problem] = []
        self.policy = _policy(self._written({}, {}), self.policy_problems)
        self.mail = _mail(self.raw_mail, self.mail_problems) if top.has("mail") else None
        self.serve: ServeSettings = _serve(top.table("serve")) if over is None else over.serve
        self.sms = self._sms(self.raw_sms, self.sms_problems) if top.has("sms") else None
        top.problems += [(f"policy.{key}".rstrip("."), text) for key, text in self.policy_problems]
        top.problems += [(f"mail.{key}", text) for key, text in self.mail_problems]
        top.problems += [(f"sms.{key}", text) for key, text in self.sms_problems]
        self.worker: WorkerSettings = _worker(top.table("worker"), folder) if over is None else over.worker
        self.leaving: LeavingSettings = _leaving(top.table("leaving")) if over is None else over.leaving

    def policy_of(self, ledger: Table) -> tuple[Policy, PolicyFile]:
        """The house's policy, the ledger's laid over it, and then a customer's own; and its layers.

        The house's mistakes are not told again.
        """
        if not (ledger.has("policy") or ledger.has("customers")):
            return self.policy, self._written({}, {})
        written = self._written(ledger.raw("policy"), ledger.raw("customers"))
        found: list[Problem] = []
        policy = _policy(written, found)
        for key, text in found:
            if (key, text) not in self.policy_problems:
                ledger.refuse(written.as_written(key), text)
        return policy, written

    def _written(self, ledger: dict[str, object], customers: dict[str, object]) -> PolicyFile:
        return PolicyFile(house=self.raw_policy, ledger=ledger, customers=customers)

    def mail_of(self, ledger: Table) -> MailSettings | None:
        """The house's mail server with what the ledger says otherwise.

        One that says how it signs in takes nothing from the house's: neither host nor password fit it.
        """
        if not ledger.has("mail"):
            return self.mail
        under = {} if "sign_in" in ledger.raw("mail") else self.raw_mail
        return _overlaid(ledger, "mail", under, self.mail_problems, _mail)

    def sms_of(self, ledger: Table) -> SmsSettings | None:
        """The house's sender of texts with what the ledger says otherwise."""
        if not ledger.has("sms"):
            return self.sms
        return _overlaid(ledger, "sms", self.raw_sms, self.sms_problems, self._sms)

    def _sms(self, raw: Mapping[str, object], problems: list[Problem]) -> SmsSettings:
        return read_sms(raw, problems, self.serve.public_url)


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


def _policy(written: PolicyFile, problems: list[Problem]) -> Policy:
    try:
        return written.policy()
    except PolicyError as bad:
        problems += bad.problems
        return read_policy({})


def _mail(raw: Mapping[str, object], problems: list[Problem]) -> MailSettings:
    table = Table(raw, "", problems)
    chosen = table.choice("security", tuple(DEFAULT_PORTS), "starttls")
    username, password = table.maybe("username"), table.secret("password", needed=False)
    grant = read_grant(table, DEFAULT_REDIRECT)
    security = next(each for each in DEFAULT_PORTS if each == chosen)
    settings = MailSettings(
        host=host_of(table, None if grant is None else PROVIDERS[grant.provider].smtp[0]),
        port=table.whole("port", DEFAULT_PORTS[security], least=1, most=65535),
        security=security,
        username=username,
        password=password,
        timeout=table.seconds("timeout", 60.0, most=600),
        per_day=table.whole("per_day", 0, most=10_000_000) or None,
        per_minute=table.whole("per_minute", 0, most=1_000_000) or None,
        one_click=read_one_click(table),
        dkim_selector=table.maybe("dkim_selector", longest=63),
        nameserver=read_nameserver(table),
        inbox=read_inbox(table, username, password, grant),
        grant=grant,
    )
    if grant is not None and password is not None:
        table.refuse("password", 'is for sign_in = "password"')
    if grant is not None and username is None:
        table.refuse("username", "is missing: the address of the mailbox")
    if settings.password is not None and settings.username is None:
        table.refuse("username", "is missing, though there is a password")
    if settings.username is not None and settings.password is None and grant is None:
        table.refuse("password", 'is missing, though there is a username; write "env:NAME" or the like')
    if security == "none" and settings.username is not None and settings.host not in LOOPBACK:
        table.refuse("security", IN_THE_CLEAR)
    table.close()
    return settings


def _worker(table: Table, folder: Path) -> WorkerSettings:
    heartbeat = table.maybe("heartbeat", longest=1000)
    settings = WorkerSettings(
        mode="fleet" if table.choice("mode", ("machine", "fleet"), "machine") == "fleet" else "machine",
        fleet=read_fleet(table),
        lease_seconds=read_lease(table),
        times=table.times("times", DEFAULT_TIMES),
        timezone=table.timezone("timezone", DEFAULT_TIMEZONE),
        pull_gap_seconds=table.whole("pull_gap_seconds", DEFAULT_PULL_GAP, least=1, most=86400),
        heartbeat=None if heartbeat is None else folder / Path(heartbeat).expanduser(),
        metrics_port=table.whole("metrics_port", 0, least=0, most=65535) or None,
        tells_this_machine=table.flag("tells_this_machine", default=False),
    )
    table.close()
    return settings


def _serve(table: Table) -> ServeSettings:
    settings = ServeSettings(
        host=table.text("host", DEFAULT_HOST, longest=253),
        port=table.whole("port", DEFAULT_PORT, least=1, most=65535),
        public_url=table.web_address("public_url", "").rstrip("/") if table.has("public_url") else None,
        metrics_token=table.secret("metrics_token", needed=False),
        second_factor=table.choice("second_factor", ("offered", "required"), "offered") == "required",
    )
    public = urlsplit(settings.public_url or "")
    if public.scheme == "http" and public.hostname not in LOOPBACK:
        table.refuse("public_url", "must begin with https: no mail program uses another address by itself")
    table.close()
    return settings


def _leaving(table: Table) -> LeavingSettings:
    settings = LeavingSettings(
        delete_after_days=table.whole("delete_after_days", DEFAULT_DELETE_AFTER),
        keep_evidence_years=table.whole("keep_evidence_years", DEFAULT_EVIDENCE_YEARS, most=100),
    )
    table.close()
    return settings


def read_ledger(ledgers: Table, name: str, house: House) -> LedgerSettings:
    """`[ledgers.NAME]`, its mistakes noted in the table's problems."""
    if not _SLUG.fullmatch(name):
        ledgers.refuse(name, "must be named with small letters, digits and hyphens only, 40 at most")
    table = ledgers.table(name)
    provider = _provider(table)
    signs_in = not provider or connectors.provider(provider).sign_in is not None
    environment = table.choice("environment", ("production", "sandbox"), "production")
    own_reminders = table.choice("own_reminders", ("hold", "acknowledged"), "hold")
    attached = table.choice("attach_invoices", ("none", "overdue"), "none")
    policy, policy_file = house.policy_of(table)
    settings = LedgerSettings(
        name=name,
        provider=provider,
        environment="sandbox" if environment == "sandbox" else "production",
        client_id=table.needed("client_id") if signs_in else "",
        client_secret=(table.secret("client_secret", needed=True) or "") if signs_in else "",
        webhook_key=table.secret("webhook_key", needed=False),
        redirect_uri=table.web_address("redirect_uri", DEFAULT_REDIRECT) if signs_in else "",
        options=_options(table, provider, house.folder),
        hosts=_hosts(table, provider),
        deposit_to=table.maybe("deposit_to"),
        deposit_accounts=_deposit_accounts(table.table("deposit_accounts")),
        interest=_charges(table.table("interest")),
        bank=read_bank(table.table("bank")),
        note_in=_note_in(table, provider),
        more_scopes=table.words("more_scopes"),
        history_months=table.whole("history_months", 24, least=1, most=240),
        settle_after_seconds=table.whole("settle_after_seconds", 120, most=3600),
        own_reminders="acknowledged" if own_reminders == "acknowledged" else "hold",
        pay_links=table.flag("pay_links", default=True),
        attach_invoices="overdue" if attached == "overdue" else "none",
        calls_at_once=table.whole("calls_at_once", 0, most=1_000_000) or None,
        calls_per_second=table.whole("calls_per_second", 0, most=1_000_000) or None,
        calls_per_minute=table.whole("calls_per_minute", 0, most=1_000_000) or None,
        calls_per_day=table.whole("calls_per_day", 0, most=1_000_000) or None,
        connect_timeout=table.seconds("connect_timeout", 10.0, most=120),
        read_timeout=table.seconds("read_timeout", _READ_TIMEOUT.get(provider, 60.0), most=600),
        times=table.times("times", house.worker.times),
        sender=_sender(table.table("sender")),
        mail=house.mail_of(table),
        sms=house.sms_of(table),
        stripe=read_stripe(table.table("stripe")) if table.has("stripe") else None,
        policy=policy,
        policy_file=policy_file,
        owner_email=table.email("owner_email"),
        owner_mail_at=table.clock("owner_mail_at", DEFAULT_OWNER_MAIL_AT),
        reports=read_reports(table.table("reports")),
    )
    table.close()
    return settings


def _provider(table: Table) -> str:
    if connectors.is_provider(written := table.word("provider")):
        return written
    known = connectors.provider_names()
    if not table.has("provider"):
        table.refuse("provider", f"is missing; write one of {', '.join(known)}")
        return ""
    return table.choice("provider", known, "")


def _options(table: Table, provider: str, folder: Path) -> dict[str, str]:
    """The provider's own settings that are given, by name; paths made absolute from `folder`."""
    given: dict[str, str] = {}
    for setting in connectors.provider(provider).settings if provider else ():
        if not setting.needed and table.maybe(setting.name, longest=1000) is None:
            continue
        written = table.needed(setting.name, longest=1000)
        fault = setting.fault(written) if written else None
        if fault is not None:
            table.refuse(setting.name, fault)
        given[setting.name] = str(folder / Path(written).expanduser()) if setting.is_path else written
    return given


def _deposit_accounts(table: Table) -> dict[str, str]:
    """Account by the currency of the money."""
    found: dict[str, str] = {}
    for currency in table.names():
        if not is_currency(currency):
            table.refuse(currency, 'is no currency: write its code in capitals, such as "EUR"')
        found[currency] = table.needed(currency)
    table.close()
    return found


def _charges(table: Table) -> ChargeSettings:
    settings = ChargeSettings(account=table.maybe("account"), tax_code=table.maybe("tax_code"))
    table.close()
    return settings


def _note_in(table: Table, provider: str) -> tuple[str, ...]:
    """Where notes go, as the provider knows places; most know but one."""
    places = table.words("note_in")
    if places and provider and (problem := connectors.provider(provider).note_problem(places)):
        table.refuse("note_in", problem)
    return places


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
        hours=table.maybe("hours"),
        language=table.choice("language", LANGUAGES, LANGUAGES[0]) if table.has("language") else None,
        data_notice=table.maybe("data_notice"),
    )
    table.close()
    return sender
