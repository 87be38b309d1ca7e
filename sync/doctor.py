"""Doctor: whether everything a run needs is in place, asked of the real services, nothing sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from connectors.errors import ConnectorError
from sync.config import ConfigError
from sync.office import NotLinked, Office
from sync.secrets import SecretsError
from sync.store.ledgers import LinkedLedger


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
    return findings


def _house(office: Office) -> Iterator[Finding]:
    ledgers = len(office.config.ledgers)
    yield Finding(level="ok", about="configuration", text=f"read, {ledgers} ledger(s)")
    yield Finding(level="ok", about="store", text=f"open, instance {office.store.instance_id()[:8]}")
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


def _ledger(office: Office, name: str) -> Iterator[Finding]:
    try:
        linked = office.linked(name)
    except NotLinked as error:
        yield Finding(level="fail", about=name, text=str(error))
        return
    try:
        yield from _source(office, linked)
    except (ConnectorError, SecretsError) as error:
        yield Finding(level="fail", about=name, text=str(error))
    yield from _mail(office, name)


def _source(office: Office, linked: LinkedLedger) -> Iterator[Finding]:
    settings = office.config.ledger(linked.name)
    with office.source(linked) as (provider, source):
        organisation = source.organisation()
        yield Finding(
            level="ok", about=linked.name, text=f"signed in to {organisation.name} on {provider.title}"
        )
        if organisation.own_reminders:
            text = f"{provider.title} sends reminders of its own: turn them off, or customers hear twice"
            yield Finding(level="warn", about=linked.name, text=text)
        accounts = source.deposit_accounts()
        known = ", ".join(f"{account.code or account.id} {account.name}" for account in accounts)
        level: Literal["ok", "warn", "fail"] = "fail"
        if settings.deposit_to is None:
            level = "warn"
            text = (
                f"is not set; payments go to the ledger's default account, if it has one; there are: {known}"
            )
        elif any(settings.deposit_to in (account.id, account.code) for account in accounts):
            level, text = "ok", "found among the accounts that take payments"
        else:
            text = f"{settings.deposit_to} is no account that takes payments; there are: {known}"
        yield Finding(level=level, about=f"{linked.name} deposit_to", text=text)


def _mail(office: Office, name: str) -> Iterator[Finding]:
    from connectors.mail import smtp

    try:
        channel = smtp(office.config.mail_for(name), office.clock.now)
        try:
            channel.check()
        finally:
            channel.close()
        yield Finding(level="ok", about=f"{name} mail", text="the mail server takes us")
    except (ConnectorError, ConfigError, SecretsError) as error:
        yield Finding(level="fail", about=f"{name} mail", text=str(error))
