"""The open program: configuration, store, vault and clock, and what a pass over a ledger is made of."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa

import connectors
from connectors.base import Connection as LedgerConnection
from connectors.base import Ledger, Provider, Texts
from dunning.effects import key_of
from dunning.law import Rules
from dunning.policy import Policy
from sync import calendar, logs, tables
from sync.apps import app_of, per_day
from sync.clock import Clock
from sync.config import Config, load
from sync.config_firms import HOUSE, limits_in
from sync.errors import DuesyncError
from sync.policies import InForce, in_force
from sync.secrets import Vault
from sync.signed import PAGE, token_of
from sync.store import Store, facts, firms, ledgers, open_store
from sync.store.allowance import StoredAllowance
from sync.store.credentials import MAILBOX, StoredCredentials, of_mailbox
from sync.store.ledgers import LinkedLedger
from sync.store.quota import MailQuota
from sync.templates import templates
from sync.ways import handing_seconds
from sync.work import Progress, Work, held_ledger

if TYPE_CHECKING:
    from connectors.mail.channel import SmtpChannel
    from connectors.mail.grant import Bearer
    from connectors.mail.inbox import Inbox
    from connectors.mail.settings import GrantSettings, MailSettings

ENGINE = "10"  # raised whenever the same account may be decided otherwise


_WAITS = 160.0  # within a call a worker may wait for room in the minute and for another's token renewal
_SLACK = 5.0  # seconds: a call is over these after both its timeouts


class NotLinked(DuesyncError):
    """The ledger is configured but not linked; the text says how to link it."""

    exit_code = 2


KEY_OF = "key of {}"  # what a firm's key is sealed for


class NoFirm(DuesyncError):
    """The ledger's firm is not in the store, or is another; the text says what to do."""

    exit_code = 2


def quiet(_text: str) -> None:
    """Show no progress."""


def never() -> bool:
    """Go on."""
    return False


@dataclass(frozen=True, slots=True)
class Office:
    """Everything open. `vault` is opened on first need, for a status needs no key; so are the `templates`.

    `who`: the user of the console who is at it; `None` for whoever runs the program.
    """

    config: Config
    store: Store
    clock: Clock
    templates: Callable[[], Mapping[str, str]] = templates
    who: str | None = None

    def of_firm(self, firm_id: int, ledger_id: int | None = None) -> Office:
        """The same as that firm has it: with its settings and rows alone. Raises `NotSeparated`."""
        store, config = self.store.of_firm(firm_id, ledger_id), self.config
        if config.firms:
            with store.read() as connection:
                config = config.of_firm(firms.name_of(connection, firm_id))
        return replace(self, config=config, store=store)

    def of_ledger(self, ledger: LinkedLedger) -> Office:
        """The same for who works on that ledger, with its firm's rows alone. Raises `NotSeparated`."""
        return self.of_firm(ledger.firm_id, ledger.id)

    def at(self, name: str) -> tuple[Office, LinkedLedger]:
        """The linked ledger of that name, and the same in its firm's name. Raises as `linked`."""
        found = self.linked(name)
        return self.of_ledger(found), found

    def for_name(self, name: str) -> Office:
        """The same for who works on the ledger of that name, linked or not. Raises as `of_firm`, `NoFirm`."""
        wanted = self.config.firm_of(name)
        with self.store.read() as connection:
            found, firm = ledgers.find(connection, name), firms.find(connection, wanted)
        if found is not None:
            return self.of_ledger(found)
        if self.store.firm is not None:
            return self
        if firm is None:
            msg = f"{name} is of the firm {wanted}, which is not here yet; run: duesync firm add {wanted}"
            raise NoFirm(msg)
        return self.of_firm(firm.id)

    def why_absent(self, ledger: LinkedLedger) -> str | None:
        """Why nothing is done with that linked ledger, where the settings are why."""
        if ledger.name in self.config.ledgers:
            return None
        with self.store.read() as connection:
            firm = self.config.firms.get(firms.name_of(connection, ledger.firm_id))
        if firm is not None and firm.problem is not None:
            return f"it stands still, for its firm's settings can't be used: {firm.problem}"
        return "it is no longer in the configuration, so nothing is done: put it back there, or unlink it"

    @property
    def by(self) -> str:
        """Who is at it, for the record."""
        if self.who is not None:
            return self.who
        try:
            return getpass.getuser()
        except (OSError, KeyError):  # a container's user may have no name
            return f"user {os.getuid()}"

    def in_force(self, name: str, connection: sa.Connection | None = None) -> InForce:
        """What customers of that ledger are followed up under now. Raises `ConfigError`, `PolicyRefused`.

        `connection`: to be read with, where there is one.
        """
        settings = self.config.ledger(name)
        if connection is not None:
            return in_force(connection, settings)
        with self.store.read() as reading:
            return in_force(reading, settings)

    def policy(self, name: str, connection: sa.Connection | None = None) -> Policy:
        """The policy in force for that ledger: nowhere else is one to be had. As `in_force`."""
        return self.in_force(name, connection).policy

    def letters(self, name: str) -> Mapping[str, str]:
        """The templates in force for that ledger. Raises as `in_force`."""
        return self.in_force(name).templates(self.templates())

    def vault(self) -> Vault:
        """The key's holder: the firm's, in whose name the office is open. Raises `SecretsError`."""
        store = self.config.vault()
        if self.store.firm is None:
            return store
        with self.store.read() as connection:
            name = firms.name_of(connection, self.store.firm)
            sealed = firms.key_of(connection, self.store.firm)
        return store if sealed is None else store.under(store.decrypt(sealed, KEY_OF.format(name)).decode())

    def linked_names(self) -> list[str]:
        """Those of all linked ledgers, sorted."""
        with self.store.read() as connection:
            return [ledger.name for ledger in ledgers.every(connection)]

    def linked(self, name: str) -> LinkedLedger:
        """The linked ledger of that name. Raises `NotLinked`, `Leaving`, `ConfigError` (not configured)."""
        self.config.ledger(name)
        with self.store.read() as connection:
            found = ledgers.find(connection, name)
        if found is None:
            msg = f"{name} is not linked yet; run: duesync connect {name}"
            raise NotLinked(msg)
        ledgers.refuse_leaving(found)
        if self.store.firm is None:
            self._refuse_moved(found)
        return found

    def _refuse_moved(self, ledger: LinkedLedger) -> None:
        said = self.config.firm_of(ledger.name)
        if (said, ledger.firm_id) == (HOUSE, tables.HOUSE):
            return
        with self.store.read() as connection:
            owner = firms.name_of(connection, ledger.firm_id)
        if owner != said:
            msg = f"{ledger.name} is of the firm {owner}, not of {said}: put it back into its own settings"
            raise NoFirm(msg)

    def connection(self, name: str, company_id: str | None) -> LedgerConnection:
        """How to reach it, with secrets resolved."""
        return self.config.connection(name, company_id)

    @contextmanager
    def source(self, ledger: LinkedLedger) -> Iterator[tuple[Provider, Ledger]]:
        """An open connection to the source ledger."""
        provider = connectors.provider(ledger.provider)
        credentials = StoredCredentials(self.store, self.vault(), ledger.id, ledger.name)
        allowance = self.allowance(ledger, provider)
        with allowance.held():
            source = provider.connect(self.connection(ledger.name, ledger.company_id), credentials, allowance)
            try:
                yield provider, source
            finally:
                source.close()

    def allowance(self, ledger: LinkedLedger, provider: Provider) -> StoredAllowance:
        """What may be asked of this ledger: the provider's limits, where the configuration has no others."""
        settings = self.config.ledger(ledger.name)
        given = {
            "at_once": settings.calls_at_once,
            "per_second": settings.calls_per_second,
            "per_minute": settings.calls_per_minute,
            "per_day": settings.calls_per_day,
        }
        own = {name: number for name, number in given.items() if number is not None}
        limits = msgspec.structs.replace(provider.limits, **(per_day(self.config, provider.name) | own))
        longest = settings.connect_timeout + settings.read_timeout + _SLACK
        app = app_of(self.config, settings)
        shared = None if app is None else replace(app, longest=longest).allowance(self.store)
        with self.store.read() as connection:
            most = firms.get(connection, ledger.firm_id).calls_per_day
        firm = None if most is None else (ledger.firm_id, most)
        return StoredAllowance(self.store, ledger.id, ledger.name, limits, longest, shared, firm)

    def quota(self, name: str) -> MailQuota:
        """What the mail account of that ledger may send; others that write the same one share it."""
        mail = self.config.ledger(name).mail
        if mail is None:
            return MailQuota(self.store, "", None, None)
        account = key_of("mail account", mail.host.casefold(), (mail.username or "").casefold())
        return MailQuota(self.store, account, mail.per_day, mail.per_minute)

    def bound(self) -> MailQuota:
        """What the firm itself may send, by mail or as texts, in whose name the office is open."""
        if self.store.firm is None:
            return MailQuota(self.store, "", None, None)
        with self.store.read() as connection:
            per_day = firms.get(connection, self.store.firm).messages_per_day
        account = "" if per_day is None else f"firm {self.store.firm}"
        return MailQuota(self.store, account, per_day, None, "the firm may send")

    def stop_at(self, name: str) -> Callable[[str, bool], tuple[str, ...]]:
        """By which addresses a message of that ledger can be stopped (see `Work`).

        By none where all goes to `redirect_to`: who tries must not stop a customer's mail.
        """
        mail, url = self.config.ledger(name).mail, self.config.serve.public_url
        if mail is None or mail.one_click == "none" or self.config.redirect_to is not None:
            return lambda _key, _offered: ()
        from sync import one_click  # which knows the office

        is_proved = url is not None and self.store.proved_url() == url
        vault, sender = self.vault() if is_proved else None, self.config.ledger(name).sender

        def addresses(key: str, offered: bool) -> tuple[str, ...]:
            if not offered and mail.one_click != "all":
                return ()
            web = one_click.page(url, vault, key) if url is not None and vault is not None else ()
            is_read = web or mail.inbox is not None
            return (*web, *(one_click.mailbox(key, sender) if is_read else ()))

        return addresses

    def page_of(self) -> Callable[[str], str]:
        """The customer's own page that a message opens, by its key (see `Work`).

        None where all goes to `redirect_to`: what is said there would be a customer's word.
        """
        url = self.config.serve.public_url
        is_proved = url is not None and self.store.proved_url() == url
        if not (is_proved and self.config.portal.enabled) or self.config.redirect_to is not None:
            return lambda _key: ""
        vault = self.vault()
        return lambda key: f"{url}/p/{token_of(vault, PAGE, key)}"

    def is_short(self, name: str) -> bool:
        """Whether only the reserve of the day's calls is left to that linked ledger."""
        ledger = self.linked(name)
        return self.allowance(ledger, connectors.provider(ledger.provider)).is_short()

    def channel(self, ledger: LinkedLedger) -> SmtpChannel:
        """The ledger's mail server, to be closed. It connects with the first message."""
        from connectors.mail.channel import SmtpChannel

        settings = self.config.mail_for(ledger.name)
        return SmtpChannel(settings, self.clock.now, bearer=self.bearer(ledger, settings.grant))

    def bearer(self, ledger: LinkedLedger, grant: GrantSettings | None) -> Bearer | None:
        """Whose access token opens the ledger's mailbox; `None` where a password does."""
        if grant is None:
            return None
        from connectors.mail.grant import Bearer, MailSignIn

        name = of_mailbox(ledger.name)
        kept = StoredCredentials(self.store, self.vault(), ledger.id, name, MAILBOX)
        sign_in = MailSignIn(grant, self.config.mail_for(ledger.name).username or "")
        return Bearer(kept, sign_in, f"duesync connect {name}", self.store.clock.wall)

    @contextmanager
    def inboxes(self, ledger: LinkedLedger) -> Iterator[Sequence[Inbox]]:
        """The ledger's inboxes, one for each folder that is read; none where none is configured.

        What came before the day on which it was linked is not read. They connect when they are asked.
        """
        settings = self.config.inbox_for(ledger.name)
        if settings is None:
            yield ()
            return
        from connectors.mail.imap_inbox import ImapInbox

        since = datetime.combine(ledger.linked_on, time(), ZoneInfo(ledger.timezone))
        bearer = self.bearer(ledger, settings.grant)
        found = [ImapInbox(settings, folder, since, bearer=bearer) for folder in settings.folders]
        try:
            yield found
        finally:
            for each in found:
                each.close()

    @contextmanager
    def work(
        self,
        name: str,
        progress: Progress = quiet,
        *,
        accept_removals: bool = False,
        asked_to_stop: Callable[[], bool] = never,
        longest: timedelta | None = None,
    ) -> Iterator[Work]:
        """Hold the ledger and all that one pass needs, for `longest` at most. Raises `Busy`, `NotLinked`."""
        ledger = self.linked(name)
        own = self if self.store.ledger == ledger.id else self.of_ledger(ledger)
        settings = own.config.ledger(name)
        call_seconds = settings.connect_timeout + settings.read_timeout + _WAITS
        with held_ledger(own.store, name, ledger.id, own.config.worker.lease_seconds) as held:
            held.latest = None if longest is None else own.clock.wall() + longest
            mine = replace(own, store=own.store.under(lambda: held.still(call_seconds)))
            with own.source(ledger) as (_, source), logs.about(ledger=name):
                counts = own.in_force(name)
                yield Work(
                    store=mine.store,
                    clock=own.clock,
                    ledger=ledger,
                    source=source,
                    quota=own.quota(name),
                    bound=own.bound(),
                    open_channel=lambda: own.channel(ledger),
                    open_texts=own.texts(name),
                    calls=settings.sms is not None and settings.sms.calls_from is not None,
                    policy=counts.policy,
                    rules=lambda: own.rules(ledger),
                    sender=settings.sender,
                    templates=lambda: counts.templates(own.templates()),
                    words=counts.number if counts.words else None,
                    held=held,
                    vault=own.vault,
                    redirect_to=own.config.redirect_to,
                    settle_after=settings.settle_after_seconds,
                    call_seconds=call_seconds,
                    handing_seconds=handing_seconds(settings),
                    history_months=settings.history_months,
                    overlap_known=settings.own_reminders == "acknowledged",
                    pay_links=settings.pay_links,
                    attach_invoices=settings.attach_invoices == "overdue",
                    versions=lambda rules: versions(counts.policy.version, rules.version),
                    stop_at=own.stop_at(name),
                    page_of=own.page_of(),
                    hear=lambda channel: mine._hear(name, channel),  # noqa: SLF001 - ourselves, under the lease
                    hear_elsewhere=lambda mails, numbers: mine._elsewhere(ledger, mails, numbers),  # noqa: SLF001 - as above
                    enter_certain=lambda: mine._enter_certain(ledger),  # noqa: SLF001 - as above
                    hear_paid=lambda: mine._paid_online(ledger, "hear"),  # noqa: SLF001 - as above
                    enter_paid=lambda: mine._paid_online(ledger, "enter"),  # noqa: SLF001 - as above
                    shares_inbox=own._shares_inbox(name),  # noqa: SLF001 - as above
                    inboxes=lambda: own.inboxes(ledger),
                    accept_removals=accept_removals,
                    asked_to_stop=asked_to_stop,
                    progress=progress,
                )

    def texts(self, name: str) -> Callable[[], Texts] | None:
        """What opens the channel of that ledger's texts; `None` where nobody sends any."""
        if self.config.ledger(name).sms is None:
            return None

        def opened() -> Texts:
            from connectors.sms.channel import TwilioChannel

            settings = self.config.sms_for(name)
            assert settings is not None  # noqa: S101 - as above
            return TwilioChannel(settings, self.clock.now)

        return opened

    def _hear(self, name: str, channel: Texts) -> int:
        from sync import texts  # which knows the office

        line = texts.line_of(self, name)
        return 0 if line is None else texts.hear_new(self, line, channel)

    def _elsewhere(
        self, ledger: LinkedLedger, emails: Collection[str], numbers: Collection[str]
    ) -> Mapping[str, str]:
        from sync.intake.elsewhere import hear_elsewhere  # which knows the office

        return hear_elsewhere(self, ledger, emails, numbers)

    def _enter_certain(self, ledger: LinkedLedger) -> Sequence[str]:
        if not self.config.ledger(ledger.name).bank.confirm_certain:
            return ()
        from sync.commands import bank  # which knows the office

        return bank.confirm_certain(self, ledger, bank.POLICY)

    def _paid_online(self, ledger: LinkedLedger, step: Literal["hear", "enter"]) -> Sequence[str]:
        from sync.intake import paid_online  # which knows the office

        return paid_online.hear(self, ledger) if step == "hear" else paid_online.enter(self, ledger)

    def _shares_inbox(self, name: str) -> frozenset[str]:
        """The other ledgers whose answers come to the same mailbox."""
        mine = self.config.ledger(name).mail
        others = ((other, self.config.ledger(other).mail) for other in self.config.ledgers if other != name)
        return frozenset(other for other, mail in others if _same(mine, mail))

    def rules(self, ledger: LinkedLedger, year: int | None = None) -> Rules:
        """The law where the ledger's customers live: packs, and holidays around that year, else this one."""
        from sync import law  # read where something is decided, not by every command

        with self.store.read() as connection:
            countries = facts.countries(connection, ledger.id)
        if ledger.country is not None:
            countries.add((ledger.country, None))
        year = year or self.clock.now().year
        found = calendar.rules(countries, range(year - 1, year + 2))
        return msgspec.structs.replace(
            found,
            packs=law.by_country(),
            limitations=law.limitations(),
            rates=law.rates(),
            version=f"{found.version}, law {law.version()}",
        )

    def close(self) -> None:
        """Give back connections."""
        self.store.close()


def _same(mine: MailSettings | None, other: MailSettings | None) -> bool:
    """Whether the answers to both come to the same mailbox."""
    if mine is None or mine.inbox is None or other is None or other.inbox is None:
        return False
    return (mine.inbox.host, mine.inbox.username) == (other.inbox.host, other.inbox.username)


_version = cache(metadata.version)  # a file is read for it


def versions(policy: str, rules: str) -> dict[str, str]:
    """What a decision is taken under, so that it can be taken again."""
    return {
        "engine": ENGINE,
        "duesync": _version("duesync"),
        "policy": policy,
        "rules": rules,
        "tzdata": _version("tzdata"),
    }


def open_office(path: Path, clock: Clock) -> Office:
    """Open what `config.toml` at `path` names. Raises `ConfigError`, `StoreError`."""
    config = load(path)
    if config.log is not None:
        logs.begin(config.log)
    fleet = config.worker.mode == "fleet"
    store = open_store(config.store_url(), clock, fleet=fleet)
    firms.hold(store, limits_in(config.limits))
    return Office(config, store, clock)
