"""Parts of `[mail]` in config.toml: where answers are read, how messages can be stopped, and who signs in."""

from __future__ import annotations

import re

from connectors.mail.providers import PROVIDERS
from connectors.mail.settings import INBOX_PORTS, GrantSettings, InboxSettings, OneClick, Security
from sync.config_table import Table

IN_THE_CLEAR = 'must be "starttls" or "tls": else the password travels in the clear'
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_FOLDERS = 20
_NAMESERVER = re.compile(
    r"\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?|[0-9a-fA-F]*:[0-9a-fA-F:]+|\[[0-9a-fA-F:]+\]:\d{1,5}"
)
_PLACES = ("authorize", "token", "revoke")
_TENANT = re.compile(r"[A-Za-z0-9.-]{1,100}")


def host_of(table: Table, usual: str | None) -> str:
    """The server's name; `usual`: the provider's own, where there is one."""
    return table.needed("host", longest=253) if usual is None else table.text("host", usual, longest=253)


def read_grant(mail: Table, redirect_uri: str) -> GrantSettings | None:
    """The app that signs the mailbox in; `None` where a password does. `redirect_uri`: the usual one."""
    chosen = mail.choice("sign_in", ("password", *PROVIDERS), "password")
    app = ("client_id", "client_secret", "redirect_uri", "tenant", "hosts")
    provider = next((name for name in PROVIDERS if name == chosen), None)
    if provider is None:
        for key in filter(mail.has, app):
            mail.refuse(key, 'is for sign_in = "google" or "microsoft"')
        return None
    tenant = mail.text("tenant", "common")
    if not _TENANT.fullmatch(tenant):
        mail.refuse("tenant", 'must be a domain, an id or a word such as "common"')
    if provider == "google" and mail.has("tenant"):
        mail.refuse("tenant", 'is for sign_in = "microsoft"')
    hosts = mail.table("hosts")
    places = {name: hosts.web_address(name, "") for name in _PLACES if hosts.has(name)}
    hosts.close()
    return GrantSettings(
        provider=provider,
        client_id=mail.needed("client_id"),
        client_secret=mail.secret("client_secret", needed=True) or "",
        redirect_uri=mail.web_address("redirect_uri", redirect_uri),
        tenant=tenant,
        hosts=places,
        timeout=mail.seconds("timeout", 60.0, most=600),
    )


def read_inbox(
    mail: Table, username: str | None, password: str | None, grant: GrantSettings | None
) -> InboxSettings | None:
    """The inbox, `None` where there is no such table.

    `username`, and `password` or `grant`: what mail is sent with.
    """
    if not mail.has("inbox"):
        return None
    table = mail.table("inbox")
    chosen = table.choice("security", tuple(INBOX_PORTS), "tls")
    security: Security = next(each for each in INBOX_PORTS if each == chosen)
    own = table.maybe("username")
    settings = InboxSettings(
        host=host_of(table, None if grant is None else PROVIDERS[grant.provider].imap[0]),
        port=table.whole("port", INBOX_PORTS[security], least=1, most=65535),
        security=security,
        username=own or username or "",
        password=table.secret("password", needed=False) or (password if own in {None, username} else None),
        timeout=table.seconds("timeout", 60.0, most=600),
        folders=tuple(dict.fromkeys(table.words("folders"))) or ("INBOX",),
        sent=table.maybe("sent"),
        grant=None if table.has("password") else grant,
    )
    if not settings.username:
        table.refuse("username", "is missing: an inbox is never open to everyone")
    elif settings.password is None and settings.grant is None:
        table.refuse("password", 'is missing; write "env:NAME" or the like')
    if len(settings.folders) > _MOST_FOLDERS:
        table.refuse("folders", f"must be {_MOST_FOLDERS} at most")
    if security == "none" and settings.host not in LOOPBACK:
        table.refuse("security", IN_THE_CLEAR)
    table.close()
    return settings


def read_nameserver(table: Table) -> str | None:
    """An IP address, with a port where it is not the usual one."""
    written = table.maybe("nameserver", longest=60)
    if written is not None and not _NAMESERVER.fullmatch(written):
        table.refuse(
            "nameserver", 'must be an IP address such as "9.9.9.9", or with its port "127.0.0.1:5300"'
        )
        return None
    return written


def read_one_click(table: Table) -> OneClick:
    """Whose messages can be stopped by one click."""
    chosen = table.choice("one_click", ("consumers", "all", "none"), "consumers")
    return "all" if chosen == "all" else "none" if chosen == "none" else "consumers"
