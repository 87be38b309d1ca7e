"""Doctor: whether everything a run needs is in place, asked of the real services, nothing sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Literal

import msgspec

import connectors
from connectors.base import DepositAccount, Provider
from connectors.errors import ConnectorError
from connectors.sms.settings import SmsSettings
from dunning.dates import counted
from dunning.law.scope import UNKNOWN
from dunning.ledger import Organisation
from sync import private
from sync.config import ConfigError, LedgerSettings
from sync.firms import bounded_nobody
from sync.office import NotLinked, Office
from sync.policies import PolicyRefused
from sync.secrets import SecretsError
from sync.status import KNOWN_OVERLAP, UNKNOWN_OVERLAP, unsorted_in_words, untold
from sync.store import backed_up, credentials, firms, webhooks
from sync.store.ledgers import Leaving, LinkedLedger
from sync.store.separation import NotSeparated
from sync.tables import HOUSE

_STALE = timedelta(hours=30)  # of a daily backup, and no worker was late


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at. `fail`: a run cannot do its job; `warn`: it can, but look."""

    level: Literal["ok", "warn", "fail"]
    about: str
    text: str


def examine(office: Office) -> list[Finding]:
    """Look at everything; one failure does not end the examination."""
    findings = list(_house(office))
    for name in sorted(office.config.ledgers):
        findings += _ledger(office, name)
    from sync import doctor_paying  # which tells in our words

    return [*findings, *doctor_paying.examined(office), *_domains(office)]


def _domains(office: Office) -> Iterator[Finding]:
    """What the DNS says of each domain that letters are sent from, each once."""
    from connectors.mail.domain.checks import check

    senders = {
        (mail.host, mail.username, mail.dkim_selector, mail.nameserver, one.sender): (mail, one.sender)
        for _, one in sorted(office.config.ledgers.items())
        if (mail := one.mail) is not None
    }
    told = dict.fromkeys(
        each for mail, sender in senders.values() for each in check(mail, sender.email, sender.reply_to)
    )
    for each in told:
        yield Finding(level=each.level, about=each.about, text=each.text)


def arrived(file: Path) -> list[Finding]:
    """What the headers of a message tell that was saved as it arrived. Raises `ActError`."""
    from connectors.mail.domain.results import results_in
    from sync.commands.targets import ActError

    try:
        content = file.read_bytes()
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise ActError(msg) from error
    return [Finding(level=each.level, about=each.about, text=each.text) for each in results_in(content)]


def _house(office: Office) -> Iterator[Finding]:
    ledgers = len(office.config.ledgers)
    yield Finding(level="ok", about="configuration", text=f"read, {ledgers} ledger(s)")
    yield Finding(level="ok", about="store", text=f"open, instance {office.store.instance_id()[:8]}")
    yield from _seen_by_others(office)
    yield from _backed_up(office)
    try:
        office.vault()
        yield Finding(level="ok", about="key", text="found")
    except SecretsError as error:
        yield Finding(level="fail", about="key", text=str(error))
    for key in office.config.plain_secrets:
        text = 'stands in the file itself; write "env:NAME", "file:PATH" or "keyring:NAME" instead'
        yield Finding(level="warn", about=key, text=text)
    if office.config.redirect_to is not None:
        text = f"every message goes to {office.config.redirect_to}; customers hear nothing"
        yield Finding(level="warn", about="redirect_to", text=text)
    for firm in office.config.firms.values():
        if firm.problem is not None:
            text = f"{firm.problem}; its ledgers stand still meanwhile"
            yield Finding(level="fail", about=f"firm {firm.name}", text=text)
    for text in bounded_nobody(office):
        yield Finding(level="warn", about="firms.limits", text=text)
    yield from _separated(office)
    yield from _public_url(office)
    yield from _apps(office)
    yield from _letters()
    folder = office.config.letters_folder
    if folder is not None and not folder.is_dir():
        text = f"the folder for letters, {folder}, is not there: make it, or have the service make it"
        yield Finding(level="fail", about="letters folder", text=text)
    logo = office.config.branding.logo
    if logo is not None and not logo.is_file():
        text = f"{logo} is not there: without it no report is made as a PDF"
        yield Finding(level="fail", about="branding.logo", text=text)


def _separated(office: Office) -> Iterator[Finding]:
    """Whether the database keeps firms apart, where there are several."""
    with office.store.read() as connection:
        several = len([one for one in firms.every(connection) if one.erased_at is None]) > 1
    if several and office.store.engine.dialect.name != "postgresql":
        text = "SQLite cannot keep them apart beside what Duesync does; PostgreSQL can"
        yield Finding(level="warn", about="firms", text=text)
    elif several:
        try:
            office.store.of_firm(HOUSE + 1)
            yield Finding(level="ok", about="firms", text="the database keeps them apart")
        except NotSeparated as error:
            yield Finding(level="fail", about="firms", text=str(error))


def _apps(office: Office) -> Iterator[Finding]:
    """What each provider's app is allowed, and how long that lasts."""
    from sync.apps_told import standings

    for one in standings(office):
        troubles = list(one.troubles())
        for text in troubles:
            yield Finding(level="warn", about=f"apps.{one.provider}", text=text)
        if not troubles:
            known = [
                f"{one.ledgers} of {one.most:,} companies" if one.most else counted(one.ledgers, "ledger")
            ]
            known += [f"{one.per_minute:,} calls a minute"] if one.per_minute else []
            known += [one.reads.in_words()] if one.reads else []
            yield Finding(level="ok", about=f"apps.{one.provider}", text="; ".join(known))


def _public_url(office: Office) -> Iterator[Finding]:
    """Whether the address in the messages by which customers stop them leads here."""
    from sync.proving import prove

    url, about = office.config.serve.public_url, "serve.public_url"
    if url is None:
        office.store.prove_url(None)
        return
    try:
        fault = prove(office, url)
    except SecretsError as error:
        fault = str(error)
    if fault is None:
        yield Finding(
            level="ok", about=about, text=f"{url} leads here; messages may carry links to stop them"
        )
    else:
        text = f"{url} does not lead here ({fault}): no message carries a link to stop it; see the README"
        yield Finding(level="warn", about=about, text=text)


def _seen_by_others(office: Office) -> Iterator[Finding]:
    """The database's files, where others on this machine may read them. Ours are made private."""
    url = office.store.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    file = Path(url.database)
    beside = [file.with_name(f"{file.name}{end}") for end in ("", "-wal", "-shm")]
    found = [each for each in (*beside, office.config.keeping.heads) if each and private.is_open(each)]
    if found:
        names = " ".join(map(str, found))
        text = f"others on this machine can read what customers owe in {names}: `chmod 600 {names}`"
        yield Finding(level="warn", about="store", text=text)


def _backed_up(office: Office) -> Iterator[Finding]:
    """The daily backup, where one is set up."""
    settings = office.config.keeping.backup
    if settings is None:
        return
    with office.store.read() as connection:
        stands = backed_up.find(connection)
    made = (
        "none was made yet"
        if stands.made_at is None
        else f"the last is of {stands.made_at:%Y-%m-%d %H:%M} UTC"
    )
    if stands.problem is not None:
        text = f"it went wrong ({stands.problem}); {made}. Try it: duesync backup"
        yield Finding(level="warn", about="daily backup", text=text)
    elif stands.made_at is None or office.clock.now() - stands.made_at > _STALE:
        text = f"{made}: is `duesync worker` running?"
        yield Finding(level="warn", about="daily backup", text=text)
    else:
        yield Finding(level="ok", about="daily backup", text=f"{made}, in {settings.folder}")


def _letters() -> Iterator[Finding]:
    """Whether letters may be made of the templates, and what is unfortunate in them."""
    from dunning.letters.lint.templates import check_templates
    from sync import templates

    found = check_templates(templates.read())
    for each in found:
        yield Finding(level="fail" if each.level == "error" else "warn", about="letters", text=str(each))
    if not found:
        yield Finding(level="ok", about="letters", text="every template was read and found fit to send")


def _ledger(office: Office, name: str) -> Iterator[Finding]:
    from sync.mailing import untested

    try:
        linked = office.linked(name)
    except Leaving as error:
        yield Finding(level="ok", about=name, text=str(error))
        return
    except NotLinked as error:
        yield Finding(level="fail", about=name, text=str(error))
        return
    try:
        yield from _source(office, linked)
        yield from _sign_in(office, linked)
    except (ConnectorError, SecretsError) as error:
        yield Finding(level="fail", about=name, text=credentials.told(error, name))
    yield from _old_debt(office, linked)
    yield from _webhook(office, name)
    yield from _told_others(office, linked)
    try:
        yield from _law(office, name)
        yield from _interest(office, name)
    except PolicyRefused as error:
        yield Finding(level="fail", about=f"{name} policy", text=str(error))
    yield from _mail(office, linked)
    yield from _inbox(office, linked)
    if told := untested(office, linked):
        yield Finding(level="warn", about=f"{name} test mail", text=told)
    yield from _texts(office, name)


def _law(office: Office, name: str) -> Iterator[Finding]:
    """Whether a person said whom the firm bills; until then the law's stricter rules hold."""
    settings = office.policy(name).law
    about = f"{name} policy.law"
    if settings.debtor_kind == UNKNOWN:
        text = (
            "debtor_kind is not set: customers are contacted under the rules for consumers, and no statutory "
            'interest is claimed. Say "company", "consumer", "sole_trader" or "public", as most of them are'
        )
        yield Finding(level="warn", about=about, text=text)
        return
    role, kind = (word.replace("_", " ") for word in (settings.collector_role, settings.debtor_kind))
    yield Finding(level="ok", about=about, text=f"the rules for {kind} debtors and a {role} hold")


def _old_debt(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    with office.store.read() as connection:
        unsorted = unsorted_in_words(connection, linked)
    if unsorted:
        yield Finding(level="warn", about=f"{linked.name} old debt", text=unsorted)


def _interest(office: Office, name: str) -> Iterator[Finding]:
    """Whether interest, where it is claimed, can be charged in the ledger, and is booked somewhere."""
    settings, policy = office.config.ledger(name), office.policy(name)
    if all(each.interest.basis == "none" for each in (policy, *(one.policy for one in policy.procedures))):
        return
    about, provider = f"{name} interest", connectors.provider(settings.provider)
    if not provider.holds_drafts:
        text = f"{provider.title} takes no draft invoices: letters state the claim; charge it there yourself"
        yield Finding(level="ok", about=about, text=text)
    elif settings.interest.account is None or settings.interest.tax_code is None:
        text = (
            f"account and tax_code are not both set in [ledgers.{name}.interest]: letters state the claim, "
            "but it cannot be charged"
        )
        yield Finding(level="warn", about=about, text=text)
    else:
        text = f"charged to account {settings.interest.account}, tax code {settings.interest.tax_code}"
        yield Finding(level="ok", about=about, text=text)


def _source(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    settings = office.config.ledger(linked.name)
    with office.source(linked) as (provider, source):
        organisation = source.organisation()
        read = "the books are read of" if provider.sign_in is None else "signed in to"
        text = f"{read} {organisation.name} on {provider.title}"
        yield Finding(level="ok", about=linked.name, text=text)
        yield from _own_reminders(linked, provider, organisation, known=settings.own_reminders != "hold")
        yield from _deposits(linked, settings, source.deposit_accounts(), organisation.home_currency)


def _sign_in(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    """How long it lasts; asked after the calls, which prolong it."""
    if connectors.provider(linked.provider).sign_in is None:
        return
    with office.store.read() as connection:
        ends = credentials.ending(connection, linked.id, linked.name, office.clock.wall())
    if ends is not None:
        yield Finding(level="warn", about=f"{linked.name} sign-in", text=ends)


def _own_reminders(
    linked: LinkedLedger, provider: Provider, organisation: Organisation, *, known: bool
) -> Iterator[Finding]:
    about = f"{linked.name} own_reminders"
    if organisation.own_reminders:
        text = f"{provider.title} sends reminders of its own: {KNOWN_OVERLAP if known else UNKNOWN_OVERLAP}"
        yield Finding(level="warn", about=about, text=text)
    elif organisation.own_reminders is None:
        text = (
            f"{provider.title} does not say whether it sends reminders of its own; turn them off. An invoice "
            "that it tells of having sent itself keeps our messages away for policy.ledger_sent_days"
        )
        yield Finding(level="ok", about=about, text=text)


def _webhook(office: Office, name: str) -> Iterator[Finding]:
    settings = office.config.ledger(name)
    if connectors.provider(settings.provider).webhook is None:
        return
    about = f"{name} webhook_key"
    if settings.webhook_key is None:
        text = "is not set: changes are seen when the ledger is pulled, not when they are made"
        yield Finding(level="ok", about=about, text=text)
        return
    try:
        office.config.resolve(settings.webhook_key)
        yield Finding(level="ok", about=about, text="found; `duesync serve` takes what it signs")
    except SecretsError as error:
        yield Finding(level="fail", about=about, text=str(error))


def _told_others(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    """Whether what other tools are told by webhooks gets through to them."""
    about = f"{linked.name} webhooks out"
    with office.store.read() as connection:
        known, troubles = webhooks.every(connection, linked.id), [*untold(connection, linked)]
    for text in troubles:
        yield Finding(level="warn", about=about, text=text)
    if known and not troubles:
        number = "the one address" if len(known) == 1 else f"all {len(known)} addresses"
        yield Finding(level="ok", about=about, text=f"{number} that {linked.name} tells took what came last")


def _deposits(
    linked: LinkedLedger, settings: LedgerSettings, accounts: Sequence[DepositAccount], home: str
) -> Iterator[Finding]:
    """Whether each account that payments may go to is there, takes them, and in the right currency."""
    known = ", ".join(
        f"{account.code or account.id} {account.name}"
        + (f" ({account.currency})" if account.currency else "")
        for account in accounts
    )
    if settings.deposit_to is None and accounts:
        text = f"is not set; payments go to the ledger's default account, if it has one; there are: {known}"
        yield Finding(level="warn", about=f"{linked.name} deposit_to", text=text)
    chosen = [("deposit_to", settings.deposit_to, home)] if settings.deposit_to else []
    chosen += [
        (f"deposit_accounts.{currency}", account, currency)
        for currency, account in sorted(settings.deposit_accounts.items())
    ]
    if settings.stripe is not None:
        chosen.append(("stripe.clearing_account", settings.stripe.clearing, home))
    for key, wanted, currency in chosen:
        about = f"{linked.name} {key}"
        found = [account for account in accounts if wanted in (account.id, account.code)]
        if not found:
            text = f"{wanted} is no account that takes payments; there are: {known}"
            yield Finding(level="fail", about=about, text=text)
        elif found[0].currency not in (None, home, currency):
            text = f"{found[0].name} is kept in {found[0].currency}, and can take no payment in {currency}"
            yield Finding(level="fail", about=about, text=text)
        else:
            yield Finding(level="ok", about=about, text="found among the accounts that take payments")


def _mail(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    about = f"{linked.name} mail"
    try:
        channel = office.channel(linked)
        try:
            channel.check()
        finally:
            channel.close()
        yield Finding(level="ok", about=about, text="the mail server takes us")
        yield from _mailbox_sign_in(office, linked)
    except (ConnectorError, ConfigError, SecretsError) as error:
        yield Finding(level="fail", about=about, text=str(error))


def _inbox(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    from sync.doctor_inbox import examined

    yield from examined(office, linked)


def _mailbox_sign_in(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    """How long it lasts, where there is one; asked after it was used, which prolongs it."""
    if office.config.mail_for(linked.name).grant is None:
        return
    name = credentials.of_mailbox(linked.name)
    with office.store.read() as connection:
        ends = credentials.ending(connection, linked.id, name, office.clock.wall(), credentials.MAILBOX)
    if ends is not None:
        yield Finding(level="warn", about=f"{linked.name} mailbox sign-in", text=ends)


def _calls(office: Office, name: str, settings: SmsSettings | None) -> Iterator[Finding]:
    """Whether a machine may call, and say what it must: who calls, and by which number we are reached."""
    if settings is None or settings.calls_from is None:
        return
    about = f"{name} calls"
    if office.store.proved_url() != settings.public_url:
        text = f"calls ask {settings.public_url} what to say, which is not seen to lead here"
        yield Finding(level="fail", about=about, text=text)
    if office.config.ledger(name).sender.phone is None:
        text = "the sender has no phone, which a call must tell: set phone in the ledger's sender"
        yield Finding(level="fail", about=about, text=text)
    yield Finding(level="ok", about=about, text=f"{settings.calls_from} may call those who allowed it")


def _texts(office: Office, name: str) -> Iterator[Finding]:
    open_texts, about = office.texts(name), f"{name} sms"
    if open_texts is None:
        return
    settings = office.config.ledger(name).sms
    try:
        with closing(open_texts()) as channel:
            account = channel.check()
        yield Finding(level="ok", about=about, text=f"Twilio's account {account} sends texts for us")
        yield from _calls(office, name, settings)
    except (ConnectorError, SecretsError) as error:
        yield Finding(level="fail", about=about, text=str(error))
    if settings is not None and settings.public_url is None:
        text = "no serve.public_url: receipts, and what customers text, are asked for at each run"
        yield Finding(level="ok", about=about, text=text)
