"""What Google and Microsoft say of signing in to a mailbox by OAuth: the facts, each with its source.

Those marked *verify* are from memory and want a look at the provider's page before they are relied on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

import msgspec

Name = Literal["google", "microsoft"]


class MailProvider(msgspec.Struct, frozen=True, kw_only=True):
    """`authorize`, `token`: addresses, with a `{tenant}` where the provider has any; `more`: asked with.

    `smtp`, `imap`: host and port, the first with STARTTLS, the second with TLS from the first byte.
    `unused`: how long a refresh token lives that nobody uses.
    """

    title: str
    authorize: str
    token: str
    revoke: str | None
    scopes: tuple[str, ...]
    more: Mapping[str, str]
    smtp: tuple[str, int]
    imap: tuple[str, int]
    unused: timedelta


PROVIDERS: Mapping[Name, MailProvider] = {
    # Scope, XOAUTH2's form, how it refuses: developers.google.com/workspace/gmail/imap/xoauth2-protocol.
    # Verify: addresses (developers.google.com/identity/protocols/oauth2/web-server), that `access_type` and
    # `prompt` are needed for a refresh token each time, and six months unused (a week, while the app is in
    # "testing"); hosts and ports (developers.google.com/workspace/gmail/imap/imap-smtp).
    "google": MailProvider(
        title="Google Workspace",
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106  # an address
        revoke="https://oauth2.googleapis.com/revoke",
        scopes=("https://mail.google.com/",),
        more={"access_type": "offline", "prompt": "consent"},
        smtp=("smtp.gmail.com", 587),
        imap=("imap.gmail.com", 993),
        unused=timedelta(days=180),
    ),
    # Scopes: learn.microsoft.com/exchange/client-developer/legacy-protocols/
    # how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth; SMTP AUTH must be on for the mailbox.
    # Verify: addresses (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), 90 days
    # unused, hosts and ports (POP, IMAP and SMTP settings for Outlook.com and Microsoft 365).
    "microsoft": MailProvider(
        title="Microsoft 365",
        authorize="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        token="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",  # noqa: S106  # an address
        revoke=None,
        scopes=(
            "offline_access",
            "https://outlook.office.com/SMTP.Send",
            "https://outlook.office.com/IMAP.AccessAsUser.All",
        ),
        more={},
        smtp=("smtp.office365.com", 587),
        imap=("outlook.office365.com", 993),
        unused=timedelta(days=90),
    ),
}
