"""How to reach a mail server, to send and to read. The password is never shown by `repr`."""

from __future__ import annotations

from typing import Literal

import msgspec

from connectors.mail.providers import Name

OneClick = Literal["consumers", "all", "none"]
Security = Literal["starttls", "tls", "none"]

DEFAULT_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
INBOX_PORTS: dict[Security, int] = {"starttls": 143, "tls": 993, "none": 143}


class GrantSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The app by which a mailbox is signed in to. `tenant`: whose accounts Microsoft lets in.

    `hosts`: addresses in place of the provider's own: "authorize", "token", "revoke".
    """

    provider: Name
    client_id: str
    client_secret: str
    redirect_uri: str
    tenant: str
    hosts: dict[str, str]
    timeout: float

    def __repr__(self) -> str:
        return f"GrantSettings(provider={self.provider!r})"


class InboxSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read a mailbox over IMAP; as `MailSettings`. `folders`: those that answers come into.

    `password`: `None` where it is signed in to by `grant`, as mail is sent.
    `sent`: the folder of sent messages, `None` for the one that the server marks as such.
    """

    host: str
    port: int
    security: Security
    username: str
    password: str | None
    timeout: float
    folders: tuple[str, ...]
    sent: str | None
    grant: GrantSettings | None = None

    def __repr__(self) -> str:
        return f"InboxSettings(host={self.host!r}, port={self.port}, security={self.security!r})"


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`security`: "starttls" (upgrade, never without), "tls" (from the first byte), or "none".

    `per_day`, `per_minute`: addresses that it takes messages for, at most; `None`: nobody counts them.
    `one_click`: who can stop messages by one click: "consumers" are all to whom the letter says that they
    may stop them. `dkim_selector`: where the sender's domain has the key that the server signs with.
    `nameserver`: who is asked for that and the like, "IP" or "IP:PORT"; `None`: whom the system asks.
    `username` and `password`: `None` when the server asks for no sign-in. `timeout`: seconds that
    any one answer may take. `inbox`: where answers to what was sent are read, if anywhere. `grant`:
    how `username` signs in, where it is not by a password.
    """

    host: str
    port: int
    security: Security
    username: str | None
    password: str | None
    timeout: float
    inbox: InboxSettings | None = None
    per_day: int | None = None
    per_minute: int | None = None
    one_click: OneClick = "consumers"
    dkim_selector: str | None = None
    nameserver: str | None = None
    grant: GrantSettings | None = None

    def __repr__(self) -> str:
        return f"MailSettings(host={self.host!r}, port={self.port}, security={self.security!r})"
