"""One open IMAP connection, greeted, encrypted and signed in; what goes wrong on it, sorted.

The law: from the first byte of a command to the last one of its answer no more than the settings'
`timeout` passes, however slowly the answer comes. IMAPClient speaks the protocol: it parses answers,
nested structures and folder names, which the standard library's imaplib leaves to its caller.
"""

from __future__ import annotations

import imaplib
import math
import re
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from imapclient import IMAPClient, exceptions, imap4, tls
from imapclient.imapclient import SENT

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from connectors.mail.session import ADVICE, said, unreachable, xoauth2
from connectors.mail.settings import InboxSettings

__all__ = ["SENT", "Line"]

P = ParamSpec("P")
T = TypeVar("T")

_CODE = re.compile(r"\[([A-Z-]+)")  # RFC 5530, 3: what a server may say besides NO
_NOT_NOW = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "OVERQUOTA"})
_GARBLED = (OSError, ValueError, LookupError, TypeError, AssertionError, RecursionError)
"""What else a command raises: the network, and the library's parsers at what no server should say."""
_LONG = "got more than"  # imaplib's words on a line longer than any it reads
_BUSY = re.compile("too many|try again|temporar|unavailable|bandwidth|exceeded", re.IGNORECASE)


class _InTime:
    """A socket that is read until the steady clock says `until`."""

    until = math.inf

    def recv_into(self, *args: Any, **more: Any) -> int:
        """As of a socket. `TimeoutError` when the answer takes too long."""
        left = self.until - time.monotonic()
        if left <= 0:
            msg = "the answer takes too long"
            raise TimeoutError(msg)
        if left < math.inf:
            self.settimeout(left)  # type: ignore[attr-defined]  # of the socket it is mixed into
        return int(super().recv_into(*args, **more))  # type: ignore[misc]  # as above


class _Plain(_InTime, socket.socket):
    pass


class _Encrypted(_InTime, ssl.SSLSocket):
    pass


class _PlainImap(imap4.IMAP4WithTimeout):  # type: ignore[misc]  # the library has no types
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        raw: socket.socket = super()._create_socket(timeout)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a search is sent piece by piece
        seconds = raw.gettimeout()
        made = _Plain(raw.family, raw.type, raw.proto, fileno=raw.detach())
        made.settimeout(seconds)
        made.until = time.monotonic() + (seconds or math.inf)
        return made


class _EncryptedImap(tls.IMAP4_TLS):  # type: ignore[misc]  # as above
    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        made: _Encrypted = super()._create_socket(timeout)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as above
        made.until = time.monotonic() + (made.gettimeout() or math.inf)
        return made


class _Client(IMAPClient):  # type: ignore[misc]  # the library has no types
    """IMAPClient over sockets that can be read in time."""

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802  # the library's name
        seconds = self._timeout.connect
        made: imaplib.IMAP4 = (
            _EncryptedImap(self.host, self.port, self.ssl_context, seconds)
            if self.ssl
            else _PlainImap(self.host, self.port, seconds)
        )
        return made

    def answer_within(self, seconds: float) -> None:
        """From now on, until this is called again, answers come within that time or not at all."""
        self.socket().until = time.monotonic() + seconds


class Line:
    """The connection. Made, it is greeted and signed in, with `token` where there is no password.

    Raises as `ask` does.
    """

    def __init__(self, settings: InboxSettings, encryption: ssl.SSLContext | None, token: str | None) -> None:
        self._settings = settings
        self.server = f"mail server {settings.host}:{settings.port}"
        context = None
        if settings.security != "none":
            context = encryption or ssl.create_default_context()
            context.sslsocket_class = _Encrypted
        self._client = self._reached(context)
        try:
            if settings.security == "starttls":
                self.ask(self._client.starttls, context)
            self._sign_in(token)
        except BaseException:  # whatever ends it, also Ctrl-C: no half-open connection stays behind
            self.hang_up()
            raise

    def _reached(self, context: ssl.SSLContext | None) -> _Client:
        settings = self._settings
        try:
            client = _Client(
                settings.host,
                settings.port,
                ssl=settings.security == "tls",
                ssl_context=context,
                timeout=settings.timeout,
            )
        except (imaplib.IMAP4.error, *_GARBLED) as failed:
            raise _sorted(failed, self.server) from failed
        client._imap.debug = 0  # noqa: SLF001  # else each line, the password's too, is made ready for a log
        client.normalise_times = False
        return client

    def _sign_in(self, token: str | None) -> None:
        settings = self._settings
        if token is not None:
            said_first = xoauth2(settings.username, token)
            # A refusal comes as a challenge with its reason, which wants an empty answer.
            answers = iter((said_first, ""))
            try:
                self.ask(self._client.sasl_login, "XOAUTH2", lambda _challenge: next(answers, ""))
            except SignInAgain as no:
                text = f"the mail server says {said(str(no.__cause__))}"
                raise SignInAgain(text, relink=False, about=self.server, code=no.code) from no.__cause__
            return
        username, password = settings.username, settings.password or ""
        if not (username.isascii() and password.isascii()):
            text = "its username or password holds letters outside ASCII, which the sign-in can't carry"
            raise SignInAgain(text, relink=False, about=self.server)
        self.ask(self._client.login, username, password)

    @property
    def client(self) -> Any:
        """IMAPClient, to name a command of it to `ask`."""
        return self._client

    def ask(self, command: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """That command's answer, in time.

        `TryLater`: the server did not answer, or not now. `Refused`: it said no. `SignInAgain`: it
        does not take the username or password.
        """
        self._client.answer_within(self._settings.timeout)
        try:
            return command(*args, **kwargs)
        except (imaplib.IMAP4.error, *_GARBLED) as failed:
            raise _sorted(failed, self.server) from failed

    def close(self) -> None:
        """Say goodbye where the server still listens."""
        try:
            self.ask(self._client.logout)
        except ConnectorError:  # a server that is gone already needs no goodbye
            self.hang_up()

    def hang_up(self) -> None:
        """Close without a word."""
        try:
            self._client.shutdown()
        except (OSError, imaplib.IMAP4.error):  # it was closed already
            return


def _sorted(failed: Exception, server: str) -> ConnectorError:
    """The error for a command that failed, by what to do next."""
    text = said(str(failed))
    found = _CODE.search(text)
    code = found[1] if found else ""
    match failed:
        case exceptions.CapabilityError():
            why = "it does not offer what config.toml asks for"
        case imaplib.IMAP4.abort() | exceptions.LoginError(__context__=imaplib.IMAP4.abort()):
            why = "it closed the connection"
        case imaplib.IMAP4.error() if code in _NOT_NOW or (not code and _BUSY.search(text)):
            why = "it can't answer now"
        case exceptions.LoginError():
            refused = f"the mail server refused username or password: {text}{ADVICE}"
            return SignInAgain(refused, relink=False, about=server, code=code)
        case imaplib.IMAP4.error() if not isinstance(failed, exceptions.ProtocolError) and _LONG not in text:
            return Refused(f"it refused: {text}", about=server, code=code)
        case OSError():
            return unreachable(failed, server)
        case _:
            why = "its answer could not be read"
    return TryLater(f"{why}: {text}", about=server, code=code)
