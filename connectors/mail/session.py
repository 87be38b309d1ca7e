"""One open SMTP connection, and what goes wrong on the way to it.

Nothing has been handed over here, so every failure is `TryLater`, but a refused sign-in is
`SignInAgain`: a person must change the password. With "starttls" a server that does not offer it
is not talked to in the clear.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from connectors.errors import ConnectorError, SignInAgain, TryLater
from connectors.mail.settings import MailSettings

if TYPE_CHECKING:
    from connectors.mail.grant import Bearer

T = TypeVar("T")
SIGN_IN_REFUSED = frozenset({530, 534, 535, 538})  # RFC 4954: needed, too weak, wrong, needs TLS
ADVICE = "; correct the mail server's username and password in the configuration"
_SHOWN = 160


def said(reply: bytes | str) -> str:
    """A server's answer on one line, shortened."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


Connect = Callable[[MailSettings, ssl.SSLContext | None], smtplib.SMTP]
"""Opens a connection and waits for the server's greeting. `OSError` when there is none."""


def opened(
    settings: MailSettings, tls: ssl.SSLContext | None, connect: Connect, bearer: Bearer | None = None
) -> smtplib.SMTP:
    """A connection that is greeted, encrypted and signed in as `settings` say.

    `bearer`: whose access token signs in, where there is no password. One that is refused is renewed
    once; `SignInAgain` where that one is refused too.
    """
    return with_token(bearer, lambda token: _opened(settings, tls, connect, token))


def with_token(bearer: Bearer | None, sign_in: Callable[[str | None], T]) -> T:
    """What `sign_in` gives with an access token in force; with none where there is no bearer."""
    if bearer is None:
        return sign_in(None)
    held = bearer.tokens()
    try:
        return sign_in(held.access_token)
    except SignInAgain:
        held = bearer.renewed(held)
    try:
        return sign_in(held.access_token)
    except SignInAgain as error:
        raise bearer.refused(error.text) from error


def xoauth2(username: str, token: str) -> str:
    """What XOAUTH2 says first, for SMTP and IMAP to encode."""
    return f"user={username}\x01auth=Bearer {token}\x01\x01"


def _opened(
    settings: MailSettings, tls: ssl.SSLContext | None, connect: Connect, token: str | None
) -> smtplib.SMTP:
    server = f"mail server {settings.host}:{settings.port}"
    context = tls or (None if settings.security == "none" else ssl.create_default_context())
    try:
        client = connect(settings, context)
    except OSError as failed:
        raise _not_reached(failed, server) from failed
    try:
        _introduce(client, settings, context, token)
    except OSError as failed:
        client.close()
        raise _not_reached(failed, server, by_token=token is not None) from failed
    except UnicodeError:
        client.close()
        text = "its username or password holds letters outside ASCII, which the sign-in can't carry"
        raise SignInAgain(text, relink=False, about=server) from None  # the cause would show the password
    return client


def connected(settings: MailSettings, context: ssl.SSLContext | None) -> smtplib.SMTP:
    """`Connect` over the network."""
    # A given name keeps smtplib from asking the DNS for ours, which can hang; it is replaced below.
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            settings.host,
            settings.port,
            local_hostname="localhost",
            timeout=settings.timeout,
            context=context,
        )
    return smtplib.SMTP(settings.host, settings.port, local_hostname="localhost", timeout=settings.timeout)


def _introduce(
    client: smtplib.SMTP, settings: MailSettings, context: ssl.SSLContext | None, token: str | None
) -> None:
    if client.sock is not None:
        ours = client.sock.getsockname()[0]
        client.local_hostname = f"[IPv6:{ours}]" if ":" in ours else f"[{ours}]"  # RFC 5321, 4.1.3
    client.ehlo_or_helo_if_needed()
    if settings.security == "starttls":
        client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
    if token is not None:
        if "XOAUTH2" not in client.esmtp_features.get("auth", "").upper().split():
            msg = "the server offers no sign-in by XOAUTH2"
            raise smtplib.SMTPNotSupportedError(msg)
        said_first = xoauth2(settings.username or "", token)
        # A refusal comes as a challenge with its reason, which wants an empty answer.
        client.auth("XOAUTH2", lambda challenge=None: said_first if challenge is None else "")
    elif settings.username is not None:
        client.login(settings.username, settings.password or "")


def _not_reached(failed: OSError, server: str, *, by_token: bool = False) -> ConnectorError:
    """The error for a failed greeting or sign-in. smtplib's own errors are `OSError` too."""
    match failed:
        case smtplib.SMTPAuthenticationError(smtp_code=code) if code in SIGN_IN_REFUSED:
            if by_token:
                text = f"the mail server says {code} {said(failed.smtp_error)}"
                return SignInAgain(text, relink=False, about=server, status=code)
            text = f"the mail server refused username or password: {code} {said(failed.smtp_error)}"
            return SignInAgain(f"{text}{ADVICE}", relink=False, about=server, status=code)
        case smtplib.SMTPResponseException(smtp_code=code):
            text = f"it does not take mail now: {code} {said(failed.smtp_error)}"
            return TryLater(text, about=server, status=code)
        case smtplib.SMTPServerDisconnected():
            text = "it closed the connection"
        case smtplib.SMTPException():  # no TLS, or no way to sign in that both know
            text = f"it does not offer what config.toml asks for: {said(str(failed))}"
        case _:
            return unreachable(failed, server)
    return TryLater(text, about=server)


def unreachable(failed: OSError, server: str) -> TryLater:
    """The error where no server answered as one, SMTP or IMAP."""
    match failed:
        case ssl.SSLCertVerificationError():
            text = f"its certificate is not to be trusted: {said(failed.verify_message)}"
        case ssl.SSLError():
            text = "it does not speak TLS there; check port and security in config.toml"
        case TimeoutError():
            text = "it did not answer in time"
        case _:
            text = f"it can't be reached: {said(failed.strerror or str(failed))}"
    return TryLater(text, about=server)
