"""A mail server on loopback that keeps what it receives, and fails where it is told to.

`messages` holds every message it accepted, in order: also those whose acceptance the sender never
heard of.
"""

from __future__ import annotations

import asyncio
import re
import smtplib
import socket
from abc import ABC, abstractmethod
from base64 import b64decode
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from threading import Lock
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

NO_TOKEN = b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'
_XOAUTH2 = re.compile(rb"user=(?P<user>[^\x01]*)\x01auth=Bearer (?P<token>[^\x01]*)\x01\x01")
HOST = "127.0.0.1"
PASSWORD = "sandbox-pass"
"""Opens every mailbox."""
_TIMEOUT = 30.0  # seconds
Failure = Literal["refuse", "defer", "cut", "lost"]


@dataclass(frozen=True, slots=True)
class Received:
    """One accepted message: as it came, parsed, and its envelope."""

    raw: bytes
    message: EmailMessage
    sender: str
    recipients: tuple[str, ...]


@dataclass(slots=True)
class _Failing:
    """A failure that waits for recipients that match; `times` more, `None` without end."""

    failure: Failure
    pattern: re.Pattern[str]
    times: int | None


class Post:
    """What was accepted, and what is to fail. As aiosmtpd's handler: its methods' names are the library's."""

    def __init__(self) -> None:
        self.messages: list[Received] = []
        self.heard: list[Callable[[Received], None]] = []
        self.failing: list[_Failing] = []
        self.lock = Lock()
        self.lets_in: Callable[[str, str], bool] = lambda _mailbox, _token: False

    def due(self, recipients: list[str], *failures: Failure) -> Failure | None:
        """The failure of one of these kinds that strikes now, counted as done."""
        with self.lock:
            for one in self.failing:
                if one.failure in failures and one.times != 0 and any(map(one.pattern.search, recipients)):
                    one.times = None if one.times is None else one.times - 1
                    return one.failure
        return None

    def keep(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> None:
        """The message was accepted."""
        lines = raw.replace(b"\r\n", b"\n")  # the parser would leave the line ends of the wire in the text
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(lines)
        received = Received(raw, message, sender, recipients)
        with self.lock:
            self.messages.append(received)
        for heard in self.heard:
            heard(received)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  # aiosmtpd's name
        """Who shows an access token; the reason of a refusal comes first, as at Google and Microsoft."""
        shown = _XOAUTH2.fullmatch(b64decode(args[1]) if len(args) > 1 else b"")
        if shown is not None and self.lets_in(shown["user"].decode(), shown["token"].decode()):
            return AuthResult(success=True)
        if await server.challenge_auth(NO_TOKEN) != b"":
            return AuthResult(success=False, handled=False, message="501 5.5.2 An empty line was expected")
        return AuthResult(success=False, handled=False, message="535 5.7.8 Username and token not accepted")

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient is accepted, refused for good, or put off."""
        match self.due([address], "refuse", "defer"):
            case "refuse":
                return "550 5.1.1 No such mailbox here"
            case "defer":
                return "451 4.7.1 Try again later"
            case _:
                envelope.rcpt_tos.append(address)
                envelope.rcpt_options.extend(options)
                return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """The message is kept, unless the line is cut first; the reply may be lost afterwards."""
        failure = self.due(envelope.rcpt_tos, "cut", "lost")
        if failure != "cut":
            self.keep(envelope.original_content or b"", envelope.mail_from or "", tuple(envelope.rcpt_tos))
        if failure is not None and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return "250 OK"


class _Bound(Controller):
    """A controller at a free port, which aiosmtpd cannot find by itself."""

    def __init__(self, post: Post, port: int) -> None:
        self._listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._listening.bind((HOST, port))
        except OSError:
            self._listening.close()
            raise
        super().__init__(
            post,
            hostname=HOST,
            port=self._listening.getsockname()[1],
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
        )

    def _create_server(self) -> Coroutine[Any, Any, asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)


class Mailboxes(ABC):
    """Every mailbox in the world, behind the one server, at `host` and `port`, that takes their messages."""

    def __init__(self, host: str, port: int) -> None:
        self._post = Post()
        self.host = host
        self.port = port

    @abstractmethod
    def connect(self, kind: type[smtplib.SMTP] = smtplib.SMTP) -> smtplib.SMTP:
        """A client of that kind that has been greeted. `OSError` while connections are refused."""

    @abstractmethod
    def refuse_connections(self) -> None:
        """Until `accept_connections` nobody is greeted."""

    @abstractmethod
    def accept_connections(self) -> None:
        """Everybody is."""

    def stop(self) -> None:
        """Stop for good; harmless when stopped already."""
        with suppress(ConnectionError):  # a caller hung up meanwhile
            self.refuse_connections()

    @property
    def messages(self) -> list[Received]:
        """What was accepted so far, oldest first."""
        with self._post.lock:
            return list(self._post.messages)

    def listen(self, heard: Callable[[Received], None]) -> None:
        """`heard` is called too with each message as it is accepted, before its sender hears of that."""
        self._post.heard.append(heard)

    def admit(self, lets_in: Callable[[str, str], bool]) -> None:
        """From now on who shows that mailbox and access token may sign in; nobody has to."""
        self._post.lets_in = lets_in

    def fail(self, failure: Failure, *, recipient: str = "", times: int | None = 1) -> None:
        """Fail for messages to recipients that the pattern `recipient` is found in.

        "refuse": 550 to that recipient; "defer": 451; "cut": the connection is closed and nothing
        kept; "lost": the message is kept and the connection closed before the reply. `times`: how
        often, `None` without end.
        """
        with self._post.lock:
            self._post.failing.append(_Failing(failure, re.compile(recipient), times))

    def heal(self) -> None:
        """Nothing fails any more, and connections are accepted."""
        with self._post.lock:
            self._post.failing.clear()
        self.accept_connections()


class MailServer(Mailboxes):
    """A running mail server; also a context manager. `OSError` when the port is taken."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(HOST, port)
        self._controller: _Bound | None = _Bound(self._post, port)
        self._controller.start()
        self.port = int(self._controller.port)

    def connect(self, kind: type[smtplib.SMTP] = smtplib.SMTP) -> smtplib.SMTP:
        """Over its port."""
        return kind(self.host, self.port, local_hostname="localhost", timeout=_TIMEOUT)

    def refuse_connections(self) -> None:
        """Stop listening; the port is kept for `accept_connections`."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def accept_connections(self) -> None:
        """Listen again on the same port."""
        if self._controller is None:
            self._controller = _Bound(self._post, self.port)
            self._controller.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
