"""A mail server without a socket: `smtplib` speaks to it line by line, as it would over the network."""

from __future__ import annotations

import smtplib
from io import BytesIO
from typing import Any

from connectors.sandbox.mail import Mailboxes, Post

_GREETING = b"220 mail.sandbox ESMTP\r\n"


class _Replies:
    """What the client reads: the lines that wait for it; none when the line was cut."""

    def __init__(self) -> None:
        self.waiting = BytesIO()

    def readline(self, _most: int = -1) -> bytes:
        return self.waiting.readline()

    def close(self) -> None:
        """Nothing is open."""


class _Conversation:
    """What stands for the client's socket: takes what it says, and has the answer ready."""

    def __init__(self, post: Post) -> None:
        self._post, self._replies = post, _Replies()
        self._sender, self._recipients = "", list[str]()
        self._content: bytes | None = None  # of the message that is being handed over
        self._say(_GREETING)

    def _say(self, line: bytes) -> None:
        self._replies.waiting = BytesIO(line)

    def sendall(self, said: bytes) -> None:
        """A command, or some of a message's content."""
        if self._content is None:
            self._say(self._answer(said.decode("utf-8").rstrip("\r\n")))
            return
        self._content += said
        if self._content.endswith(b"\r\n.\r\n"):
            self._say(self._received(self._content.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")))
            self._content = None

    def _answer(self, line: str) -> bytes:
        verb, argument = line[:4].upper(), line.partition(":")[2]
        match verb:
            case "EHLO":
                return b"250-mail.sandbox\r\n250 SMTPUTF8\r\n"
            case "MAIL":
                self._sender, self._recipients = _address(argument), []
            case "RCPT":
                return self._recipient(_address(argument))
            case "DATA":
                self._content = b""
                return b"354 go ahead\r\n"
            case "QUIT":
                return b"221 bye\r\n"
            case _:
                pass
        return b"250 ok\r\n"

    def _recipient(self, address: str) -> bytes:
        match self._post.due([address], "refuse", "defer"):
            case "refuse":
                return b"550 5.1.1 No such mailbox here\r\n"
            case "defer":
                return b"451 4.7.1 Try again later\r\n"
            case _:
                self._recipients.append(address)
                return b"250 ok\r\n"

    def _received(self, content: bytes) -> bytes:
        failure = self._post.due(self._recipients, "cut", "lost")
        if failure != "cut":
            self._post.keep(content, self._sender, tuple(self._recipients))
        return b"250 ok\r\n" if failure is None else b""

    def makefile(self, _mode: str) -> Any:
        """What the client reads from."""
        return self._replies

    def getsockname(self) -> tuple[str, int]:
        """Where the client is."""
        return "127.0.0.1", 1

    def close(self) -> None:
        """Nothing is open."""


def _address(argument: str) -> str:
    return argument.partition("<")[2].partition(">")[0]


class MailInProcess(Mailboxes):
    """The mailboxes, whose server is asked in process."""

    def __init__(self) -> None:
        super().__init__("mail.sandbox", 25)
        self._refusing = False

    def connect(self, kind: type[smtplib.SMTP] = smtplib.SMTP) -> smtplib.SMTP:
        """With `_Conversation` in place of a socket."""
        if self._refusing:
            raise ConnectionRefusedError
        post = self._post

        class Here(kind):  # type: ignore[misc,valid-type]  # whichever the caller watches
            def _get_socket(self, _host: str, _port: int, _timeout: float) -> _Conversation:
                return _Conversation(post)

        client: smtplib.SMTP = Here(self.host, self.port, local_hostname="localhost")
        return client

    def refuse_connections(self) -> None:
        """As a server that is down."""
        self._refusing = True

    def accept_connections(self) -> None:
        """It is up again."""
        self._refusing = False
