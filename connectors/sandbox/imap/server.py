"""The IMAP server on loopback, and its faults.

Google's and Microsoft's way to refuse an access token is kept: a challenge with the reason as JSON, which
the client answers with an empty line, and then the refusal.
"""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, closing, suppress
from datetime import UTC, datetime
from io import BytesIO
from threading import Thread
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from proxyprotocol.sock import SocketInfoLocal
from pymap.context import connection_exit, current_command
from pymap.exceptions import InvalidAuth
from pymap.imap import IMAPConnection
from pymap.imap.state import ConnectionState
from pymap.mailbox import MailboxSnapshot
from pymap.parsing.command.select import FetchCommand
from pymap.parsing.response import Response, ResponseContinuation
from pysasl.creds.external import ExternalCredentials
from pysasl.creds.server import ServerCredentials
from pysasl.exception import AuthenticationError

from connectors.sandbox.imap.mailboxes import SENT, Doors, MayEnter, Settings, token_of
from connectors.sandbox.mail import HOST, NO_TOKEN, PASSWORD, Received

ImapFailure = Literal["refuse", "busy", "cut", "slow"]
T = TypeVar("T")
_PIECE = 8  # bytes that a slow answer comes in at once
_PAUSE = 0.1  # seconds between them


class _Connection(IMAPConnection):
    """pymap's, with faults and with the reason of a refused token."""

    doors: Doors
    failing: list[ImapFailure]

    async def authenticate(self, state: ConnectionState, mech_name: bytes) -> ServerCredentials | None:
        """Who wants to come in; refused at once where the access token is no good."""
        shown = await super().authenticate(state, mech_name)
        if isinstance(shown, ExternalCredentials) and not self.doors.has_token(
            shown.authzid, token_of(shown)
        ):
            await self.write_response(ResponseContinuation(b64encode(NO_TOKEN)))
            if bytes(await self.read_continuation(0)).strip():
                msg = "An empty line was expected"
                raise AuthenticationError(msg)
            raise InvalidAuth
        return shown

    async def write_response(self, resp: Response) -> None:
        """Unless it is an answer with messages whose turn it is to go wrong."""
        if not self.failing or not isinstance(current_command.get(None), FetchCommand):
            await super().write_response(resp)
            return
        failure, whole = self.failing.pop(0), BytesIO()
        await resp.async_write(whole)
        said = whole.getvalue()
        with suppress(ConnectionError):
            if failure == "cut":
                self.writer.write(said[: len(said) // 2])
                await self.writer.drain()
                self.writer.transport.abort()
                return
            for start in range(0, len(said), _PIECE):
                self.writer.write(said[start : start + _PIECE])
                await self.writer.drain()
                await asyncio.sleep(_PAUSE)


def _any_with_the_password(_address: str, password: str) -> bool:
    return password == PASSWORD


def _nobody(_address: str, _token: str) -> bool:
    return False


class ImapServer:
    """A running server in a thread of its own; also a context manager. `OSError` when the port is taken.

    `has_token`: whether an access token is good for an address. `encryption` offers STARTTLS, or with
    `at_once` TLS from the first byte.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        has_token: MayEnter = _nobody,
        encryption: ssl.SSLContext | None = None,
        at_once: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.host = HOST
        self._now = now
        self._starts_tls = encryption is not None and not at_once
        self._encryption = encryption
        self._failing: list[ImapFailure] = []
        self._connections: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True, name="imap")
        self._thread.start()
        try:
            self._doors = self._run(self._open(port, has_token))
        except OSError:
            self._end()
            raise

    async def _open(self, port: int, has_token: MayEnter) -> Doors:
        without = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # else pymap reads all authorities of this machine
        settings = Settings(tls_enabled=self._starts_tls, ssl_context=self._encryption or without)
        self._settings = settings
        own = None if self._starts_tls else self._encryption
        self._server = await asyncio.start_server(self._serve, HOST, port, ssl=own)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return Doors(settings, _any_with_the_password, has_token)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  # asyncio runs this as one
        self._connections.add(task)
        info = SocketInfoLocal(writer)
        connection = _Connection(self._settings.commands, self._settings, reader, writer, info)
        connection.doors, connection.failing = self._doors, self._failing
        try:
            async with AsyncExitStack() as stack:
                connection_exit.set(stack)
                stack.enter_context(closing(connection))
                await connection.run(ConnectionState(self._doors, self._settings))
        finally:
            self._connections.discard(task)

    def deliver(self, address: str, raw: bytes, *, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Lay that message into a mailbox's folder, as received `at` (aware; now)."""
        self._doors.deliver(address, folder, raw, at or self._now())

    def take(self, received: Received) -> None:
        """What the SMTP server accepted: among its sender's sent ones, and into its recipients' inboxes."""
        if received.sender:
            self.deliver(received.sender, received.raw, folder=SENT)
        for recipient in received.recipients:
            self.deliver(recipient, received.raw)

    def flags(self, address: str, folder: str = "INBOX") -> dict[int, frozenset[bytes]]:
        """Each message's flags by UID, as another program would find them."""
        return self._run(self._flags(address, folder))

    async def _flags(self, address: str, folder: str) -> dict[int, frozenset[bytes]]:
        box = await (await self._doors.opened(address)).mailbox_set.get_mailbox(folder)
        return {one.uid: frozenset(map(bytes, one.permanent_flags)) async for one in box.messages()}

    def renumber(self, address: str, folder: str = "INBOX") -> None:
        """From now on its messages have another UIDVALIDITY and other UIDs, as after a restore."""
        self._run(self._renumber(address, folder))

    async def _renumber(self, address: str, folder: str) -> None:
        box = await (await self._doors.opened(address)).mailbox_set.get_mailbox(folder)
        box._uid_validity = MailboxSnapshot.new_uid_validity()  # noqa: SLF001  # pymap has no act for it

    def remove(self, address: str, uid: int, folder: str = "INBOX") -> None:
        """As if the person had deleted that message."""
        self._run(self._remove(address, uid, folder))

    async def _remove(self, address: str, uid: int, folder: str) -> None:
        box = await (await self._doors.opened(address)).mailbox_set.get_mailbox(folder)
        await box.delete([uid])

    def fail(self, failure: ImapFailure, *, times: int = 1) -> None:
        """What goes wrong next.

        "refuse": a sign-in, as with a wrong password; "busy": a sign-in, to be tried later; "cut": the
        connection, in the middle of messages that are fetched; "slow": they come byte by byte.
        """
        if failure in {"refuse", "busy"}:
            self._doors.refusing += [failure] * times
        else:
            self._failing += [failure] * times

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self._doors.refusing.clear()
        self._failing.clear()

    def hang_up(self) -> None:
        """Drop every connection, without a word."""
        self._run(self._drop())

    async def _drop(self) -> None:
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def stop(self) -> None:
        """Stop for good; harmless when stopped already."""
        if self._loop.is_closed():
            return
        self._run(self._stopped())
        self._end()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _stopped(self) -> None:
        self._server.close()
        await self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
