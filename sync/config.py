"""config.toml as a value: read once, checked whole, every mistake told at once with its dotted key.

The law kept here: a file with one mistake is not used at all; secrets stay references until the
moment they are needed, and never appear in a `repr` or a problem.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec

from connectors.base import Connection
from connectors.mail.settings import GrantSettings, InboxSettings, MailSettings
from connectors.model import ModelSettings
from connectors.sms.settings import SmsSettings
from connectors.stripe.settings import StripeSettings
from dunning.policy import Policy, PolicyError, read_policy
from dunning.reading import Problem
from sync import secrets
from sync.config_apps import AppSettings, read_apps
from sync.config_files import ConfigError, toml_in
from sync.config_firms import HOUSE, FirmSettings, Limits, read_firms, read_operators
from sync.config_keeping import KeepingSettings, read_keeping
from sync.config_portal import PortalSettings, read_portal
from sync.config_replies import read_model
from sync.config_reports import Branding, read_branding
from sync.config_sections import (
    House,
    LeavingSettings,
    LedgerSettings,
    ServeSettings,
    WorkerSettings,
    read_ledger,
)
from sync.config_table import Table

__all__ = ["Config", "ConfigError", "LedgerSettings", "ServeSettings", "WorkerSettings", "load", "read"]

DEFAULT_STORE = "sqlite:///duesync.db"
_SQLITE, _POSTGRES = "sqlite:///", "postgresql+psycopg://"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as a whole. `folder`: the one that file names are relative to.

    `ledgers`: the house's and every firm's; `policy`, `mail`, `sms`, `branding`: the house's. What is one
    firm's alone has `of_firm`, with `problem`: why its file is not used.
    `store` and `secrets_key` are as written. `redirect_to`: where every message goes instead of to
    customers, `None` in earnest. `log`: file that the log goes to, if any. `letters_folder`: the one
    that a print-and-post service watches. `plain_secrets`: dotted keys of secrets that stand in the file.
    """

    folder: Path
    store: str
    secrets_key: str
    redirect_to: str | None
    policy: Policy
    mail: MailSettings | None
    sms: SmsSettings | None
    worker: WorkerSettings
    serve: ServeSettings
    leaving: LeavingSettings
    keeping: KeepingSettings
    portal: PortalSettings
    model: ModelSettings | None
    log: Path | None
    letters_folder: Path | None
    branding: Branding
    apps: dict[str, AppSettings]
    ledgers: dict[str, LedgerSettings]
    firms: dict[str, FirmSettings]
    limits: dict[str, Limits]
    problem: ConfigError | None
    plain_secrets: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Config(folder={str(self.folder)!r}, ledgers={sorted(self.ledgers)})"

    def firm_of(self, name: str) -> str:
        """The firm in whose file the ledger of that name stands, or would; of none it is the house's."""
        return next((firm.name for firm in self.firms.values() if name in firm.named), HOUSE)

    def of_firm(self, firm: str) -> Config:
        """The settings as that firm has them, with its own ledgers alone."""
        if not self.firms:
            return self
        settings = self.firms.get(firm)
        if settings is None:
            mine = {name: one for name, one in self.ledgers.items() if self.firm_of(name) == firm}
            return msgspec.structs.replace(self, ledgers=mine, firms={})
        return msgspec.structs.replace(
            self,
            policy=settings.policy,
            mail=settings.mail,
            sms=settings.sms,
            branding=settings.branding,
            ledgers=settings.ledgers,
            firms={},
            problem=settings.problem,
        )

    def ledger(self, name: str) -> LedgerSettings:
        """The ledger of that name. `ConfigError`, naming the known ones, when there is none."""
        if name not in self.ledgers:
            whose = self.firms.get(self.firm_of(name))
            problem = self.problem if whose is None else whose.problem
            if problem is not None:
                raise problem
            known = ", ".join(sorted(self.ledgers)) or "none yet"
            raise ConfigError(((f"ledgers.{name}", f"is not there; ledgers in this file: {known}"),))
        return self.ledgers[name]

    def connection(self, name: str, company_id: str | None) -> Connection:
        """How to reach that ledger, its references resolved. `SecretsError` when it can't be had."""
        ledger = self.ledger(name)
        return Connection(
            provider=ledger.provider,
            environment=ledger.environment,
            company_id=company_id,
            client_id=self.resolve(ledger.client_id),
            client_secret=self.resolve(ledger.client_secret),
            redirect_uri=ledger.redirect_uri,
            hosts=ledger.hosts,
            deposit_to=ledger.deposit_to,
            note_in=ledger.note_in,
            more_scopes=ledger.more_scopes,
            connect_timeout=ledger.connect_timeout,
            read_timeout=ledger.read_timeout,
            options=ledger.options,
        )

    def webhook_keys(self, provider: str) -> dict[str, frozenset[str]]:
        """Each key that the provider's webhooks are signed with -> the ledgers it is set for.

        `SecretsError` when one can't be had.
        """
        keys: dict[str, frozenset[str]] = {}
        for name, ledger in self.ledgers.items():
            if ledger.provider == provider and ledger.webhook_key is not None:
                key = self.resolve(ledger.webhook_key)
                keys[key] = keys.get(key, frozenset()) | {name}
        return keys

    def mail_for(self, name: str) -> MailSettings:
        """The mail server of that ledger, its references resolved. `ConfigError` when it has none."""
        mail = self.ledger(name).mail
        if mail is None:
            raise ConfigError((("mail", "is missing: no message can be sent without a mail server"),))
        username = None if mail.username is None else self.resolve(mail.username)
        password = None if mail.password is None else self.resolve(mail.password)
        grant = self._resolved(mail.grant)
        return msgspec.structs.replace(mail, username=username, password=password, grant=grant)

    def _resolved(self, grant: GrantSettings | None) -> GrantSettings | None:
        if grant is None:
            return None
        client_id, client_secret = self.resolve(grant.client_id), self.resolve(grant.client_secret)
        return msgspec.structs.replace(grant, client_id=client_id, client_secret=client_secret)

    def inbox_for(self, name: str) -> InboxSettings | None:
        """The inbox of that ledger, its references resolved; `None` where none is read."""
        mail = self.ledger(name).mail
        if mail is None or mail.inbox is None:
            return None
        inbox = mail.inbox
        password = None if inbox.password is None else self.resolve(inbox.password)
        username, grant = self.resolve(inbox.username), self._resolved(inbox.grant)
        return msgspec.structs.replace(inbox, username=username, password=password, grant=grant)

    def proposing(self) -> ModelSettings | None:
        """The model that may propose what replies mean, its key resolved; `None` where there is none."""
        if self.model is None or self.model.key is None:
            return self.model
        return msgspec.structs.replace(self.model, key=self.resolve(self.model.key))

    def phrasing(self) -> ModelSettings | None:
        """The model that may phrase answers on customers' pages, its key resolved; `None`: there is none."""
        model = self.portal.model
        if model is None or model.key is None:
            return model
        return msgspec.structs.replace(model, key=self.resolve(model.key))

    def sms_for(self, name: str) -> SmsSettings | None:
        """Who sends that ledger's texts, the token resolved; `None`: nobody does. `SecretsError`."""
        sms = self.ledger(name).sms
        return None if sms is None else msgspec.structs.replace(sms, auth_token=self.resolve(sms.auth_token))

    def senders_of_texts(self) -> list[SmsSettings]:
        """Every sender that a ledger has, each once, its token resolved. `SecretsError`."""
        every = {ledger.sms for ledger in self.ledgers.values() if ledger.sms is not None}
        resolved = (msgspec.structs.replace(one, auth_token=self.resolve(one.auth_token)) for one in every)
        return sorted(resolved, key=lambda one: (one.account_sid, one.sender))

    def stripe_for(self, name: str) -> StripeSettings | None:
        """Where that ledger's customers may pay, keys resolved; `None`: nowhere. `SecretsError`."""
        found = self.ledger(name).stripe
        if found is None:
            return None
        secret = None if found.webhook_secret is None else self.resolve(found.webhook_secret)
        return msgspec.structs.replace(
            found, secret_key=self.resolve(found.secret_key), webhook_secret=secret
        )

    def store_url(self) -> str:
        """The store's address for SQLAlchemy. `SecretsError` when it can't be had."""
        return self.address(self.store)

    def address(self, written: str) -> str:
        """The database that a setting such as `store.url` means, a file's name made absolute."""
        url = self.resolve(written)
        if url.startswith(_SQLITE):
            return f"{_SQLITE}{(self.folder / url.removeprefix(_SQLITE)).absolute()}"
        return url

    def vault(self) -> secrets.Vault:
        """What tokens are encrypted with. `SecretsError` when there is no key."""
        return secrets.open_vault(self.secrets_key, self.folder)

    def resolve(self, reference: str) -> str:
        """The secret that a setting means. `SecretsError` when it can't be had."""
        return secrets.resolve(reference, self.folder)


def load(path: Path) -> Config:
    """The settings in that file. `ConfigError` with every mistake in it."""
    written = toml_in(path)
    try:
        return read(written, path.absolute().parent)
    except ConfigError as bad:
        raise ConfigError(bad.problems, file=str(path)) from None


def read(written: Mapping[str, object], folder: Path) -> Config:
    """The settings that the mapping says, file names relative to `folder`. `ConfigError` if wrong."""
    problems: list[Problem] = []
    top = Table(written, "", problems)
    house = House(top, folder)
    companies = top.table("ledgers")
    ledgers = {name: read_ledger(companies, name, house) for name in companies.tables()}
    store = _store(top.table("store"))
    key = _secrets_key(top.table("secrets"))
    keeping = read_keeping(top, folder)
    portal = read_portal(top)
    letters_folder = _path(top.table("letters"), "folder", folder)
    replies = top.table("replies")
    model = read_model(replies.table("model"))
    replies.close()
    log = _path(top.table("log"), "file", folder)
    branding = read_branding(top.table("branding"), folder)
    apps = read_apps(top.table("apps"))
    redirect_to = top.email("redirect_to")
    of_firms, limits = read_operators(top.table("firms"), folder)
    top.close()
    if problems:
        raise ConfigError(tuple(dict.fromkeys(problems)))
    firms = read_firms(of_firms, house, ledgers)
    ledgers |= {name: one for firm in firms.values() for name, one in firm.ledgers.items()}
    return Config(
        folder=folder,
        store=store,
        secrets_key=key,
        redirect_to=redirect_to,
        policy=house.policy,
        mail=house.mail,
        sms=house.sms,
        worker=house.worker,
        serve=house.serve,
        leaving=house.leaving,
        keeping=keeping,
        portal=portal,
        model=model,
        log=log,
        letters_folder=letters_folder,
        branding=branding,
        apps=apps,
        ledgers=ledgers,
        firms=firms,
        limits=limits,
        problem=None,
        plain_secrets=tuple(_plain_secrets(store, house, model, ledgers)),
    )


def _store(table: Table) -> str:
    url = table.text("url", DEFAULT_STORE, longest=500)
    table.close()
    file = url.removeprefix(_SQLITE)
    if (
        secrets.is_reference(url)
        or url.startswith(_POSTGRES)
        or (file != url and file not in {"", ":memory:"})
    ):
        return url
    # What was written is not repeated: a database's address may hold its password.
    table.refuse("url", f'must begin with "{_SQLITE}" and name a file, or begin with "{_POSTGRES}"')
    return url


def _path(table: Table, key: str, folder: Path) -> Path | None:
    """The one path that the table holds, from the folder of the settings."""
    written = table.maybe(key, longest=1000)
    table.close()
    return None if written is None else folder / Path(written).expanduser()


def _secrets_key(table: Table) -> str:
    source = table.text("key", "auto", longest=1000)
    table.close()
    scheme, _, name = source.partition(":")
    if source not in {"auto", "keyring"} and not (scheme in {"env", "file"} and name):
        table.refuse("key", 'must be "auto", "keyring", "env:NAME" or "file:PATH"; never the key itself')
    return source


def _plain_secrets(
    store: str, house: House, model: ModelSettings | None, ledgers: Mapping[str, LedgerSettings]
) -> list[str]:
    """Dotted keys of the secrets that stand in the file itself, for `duesync doctor` to warn of."""
    written = _passwords(house.mail, "mail")
    written["sms.auth_token"] = house.sms.auth_token if house.sms else None
    written["serve.metrics_token"] = house.serve.metrics_token
    written["replies.model.key"] = None if model is None else model.key
    for name, ledger in ledgers.items():
        written[f"ledgers.{name}.client_secret"] = ledger.client_secret
        written[f"ledgers.{name}.webhook_key"] = ledger.webhook_key
        if ledger.stripe is not None:
            written[f"ledgers.{name}.stripe.secret_key"] = ledger.stripe.secret_key
            written[f"ledgers.{name}.stripe.webhook_secret"] = ledger.stripe.webhook_secret
        if ledger.mail is not None and ledger.mail is not house.mail:
            ours = _passwords(ledger.mail, f"ledgers.{name}.mail")
            written |= {key: own for key, own in ours.items() if own not in written.values()}
        if ledger.sms is not None and ledger.sms is not house.sms:
            token = ledger.sms.auth_token
            written[f"ledgers.{name}.sms.auth_token"] = None if token == written["sms.auth_token"] else token
    plain = [key for key, secret in written.items() if secret and not secrets.is_reference(secret)]
    host_part = store.removeprefix(_POSTGRES).partition("@")[0] if "@" in store else ""
    return [*(["store.url"] if store.startswith(_POSTGRES) and ":" in host_part else []), *plain]


def _passwords(mail: MailSettings | None, key: str) -> dict[str, str | None]:
    """By dotted key; an inbox that has the one of sending has none of its own."""
    if mail is None:
        return {}
    inbox = mail.inbox.password if mail.inbox else None
    own = None if inbox == mail.password else inbox
    secret = None if mail.grant is None else mail.grant.client_secret
    return {f"{key}.password": mail.password, f"{key}.inbox.password": own, f"{key}.client_secret": secret}


def policy_in(path: Path) -> Policy:
    """The policy that a TOML file holds: in a table `[policy]`, or its keys alone. Raises `ConfigError`."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError((("", f"is no TOML file: {error}"),), file=str(path)) from error
    except ValueError as error:  # as in `load`
        raise ConfigError((("", "is no TOML file: a number in it is too long"),), file=str(path)) from error
    except RecursionError:
        raise ConfigError((("", "is no TOML file: brackets without end"),), file=str(path)) from None
    raw = written.get("policy", written)
    try:
        return read_policy(raw if isinstance(raw, Mapping) else {"policy": raw})
    except PolicyError as error:
        raise ConfigError(error.problems, file=str(path)) from error
