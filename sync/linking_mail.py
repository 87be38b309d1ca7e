"""Signing in to the mailbox that a ledger's messages are sent from, where it is not by a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from connectors.errors import SignInAgain
from connectors.mail.channel import SmtpChannel
from connectors.mail.grant import Bearer, MailSignIn
from connectors.mail.settings import MailSettings
from sync.errors import DuesyncError
from sync.linking import Fresh
from sync.office import Office
from sync.store import credentials
from sync.store.chain import tell
from sync.store.credentials import MAILBOX, StoredCredentials, of_mailbox
from sync.store.ledgers import LinkedLedger


class ByPassword(DuesyncError):
    """There is nothing to sign in to; the text says what the settings say."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class MailLinking:
    """A sign-in under way: `address` is where the person signs in."""

    office: Office
    ledger: LinkedLedger
    settings: MailSettings
    sign_in: MailSignIn
    state: str
    address: str

    @property
    def redirect_uri(self) -> str:
        """Where the browser comes back to."""
        assert self.settings.grant is not None  # noqa: S101  # where there is none, nothing is begun
        return self.settings.grant.redirect_uri

    def finish(self, pasted: str) -> None:
        """Keep the sign-in, from the address that the browser came back to, or its query alone.

        The mail server is asked first: whoever signed in may not be whom the settings name. Raises
        `SignInAgain` (wrong state, refused, another mailbox), `TryLater`.
        """
        query = urlsplit(pasted.strip()).query or pasted.strip().lstrip("?")
        fresh = Fresh(self.sign_in.exchange(dict(parse_qsl(query)), self.state))
        name = of_mailbox(self.ledger.name)
        bearer = Bearer(fresh, self.sign_in, f"duesync connect {name}", self.office.store.clock.wall)
        channel = SmtpChannel(self.settings, self.office.clock.now, bearer=bearer)
        try:
            channel.check()
        except SignInAgain as no:
            who, cause = self.settings.username, no.__cause__
            why = cause.text if isinstance(cause, SignInAgain) else no.text
            text = f"it does not open {who} ({why}): sign in as {who}"
            raise SignInAgain(text, relink=False, about=name) from no
        finally:
            channel.close()
        vault = self.office.vault()
        with self.office.store.write() as connection:
            credentials.save(connection, vault, self.ledger.id, name, fresh.tokens(), MAILBOX)
            told = {"act": "sign in to the mailbox", "mailbox": self.settings.username}
            tell(connection, self.ledger.id, "act", told, by=self.office.by)


def begin(office: Office, name: str) -> MailLinking:
    """Start signing in to the mailbox of that linked ledger. Raises `ByPassword`, `NotLinked`."""
    ledger = office.linked(name)
    settings = office.config.mail_for(name)
    if settings.grant is None:
        msg = f'the mailbox of {name} is signed in to by a password: sign_in in [mail] is "password"'
        raise ByPassword(msg)
    sign_in = MailSignIn(settings.grant, settings.username or "")
    state = secrets.token_urlsafe(24)
    return MailLinking(office, ledger, settings, sign_in, state, sign_in.address(state))


def sign_out(office: Office, ledger: LinkedLedger) -> None:
    """End the mailbox's grant where its provider has a way to. Raises `ConnectorError`."""
    mail = office.config.ledger(ledger.name).mail
    with office.store.read() as connection:
        kept = credentials.is_kept(connection, ledger.id, MAILBOX)
    if mail is None or mail.grant is None or not kept:
        return
    settings = office.config.mail_for(ledger.name)
    assert settings.grant is not None  # noqa: S101  # as above, with its secrets
    stored = StoredCredentials(office.store, office.vault(), ledger.id, of_mailbox(ledger.name), MAILBOX)
    MailSignIn(settings.grant, settings.username or "").revoke(stored.tokens())
