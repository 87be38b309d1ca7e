"""A call of `requests` that ends in time, however slowly its answer comes.

The law: from its first byte sent to the last one read, a call takes its read timeout at most. Left to
itself `requests` waits that long for each read of the socket, so an answer that trickles in, or never
ends, would hold its call for ever, and with it the ledger.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.connection import HTTPConnection

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

S = TypeVar("S", bound=requests.Session)


class _UntilThen(io.RawIOBase):
    """What is read of a socket, until the steady clock says `until`."""

    def __init__(self, raw: io.RawIOBase, its_socket: socket.socket, until: float) -> None:
        self._raw, self._socket, self._until = raw, its_socket, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        left = self._until - time.monotonic()
        if left <= 0:
            msg = "the answer takes too long"
            raise TimeoutError(msg)
        self._socket.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _InTime(http.client.HTTPResponse):
    """An answer, its first line and headers too, that is read until `until`."""

    def __init__(self, its_socket: socket.socket, *args: Any, until: float, **more: Any) -> None:
        super().__init__(its_socket, *args, **more)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_UntilThen(raw, its_socket, until))


def _bounded(kind: type[HTTPConnection]) -> type[HTTPConnection]:
    """Such a connection, plain, secure or through a proxy, whose calls end in time."""

    class Bounded(kind):  # type: ignore[misc,valid-type]  # made from what urllib3 would take
        began = 0.0
        response_class: Any

        def connect(self) -> None:
            with self._answered_by(
                time.monotonic()
            ):  # by a proxy; at that point `timeout` is the one to connect
                super().connect()

        def request(self, *args: Any, **more: Any) -> None:
            self.began = time.monotonic()
            super().request(*args, **more)

        def getresponse(self) -> Any:
            with self._answered_by(self.began):  # now `timeout` is the one to read
                return super().getresponse()

        @contextmanager
        def _answered_by(self, began: float) -> Iterator[None]:
            if self.timeout is not None:
                self.response_class = partial(_InTime, until=began + self.timeout)
            try:
                yield
            finally:  # the next call has another end
                self.response_class = http.client.HTTPResponse

    return Bounded


class InTime(HTTPAdapter):
    """`requests`' own, with connections of ours."""

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        """As `requests` asks for it."""
        pool: Any = super().get_connection_with_tls_context(*args, **more)
        if not hasattr(pool.ConnectionCls, "began"):
            pool.ConnectionCls = self.connection(pool.ConnectionCls)
        return pool

    def connection(self, kind: type[HTTPConnection]) -> type[HTTPConnection]:
        """What it makes of the kind of connection that urllib3 would take."""
        return _bounded(kind)


_instead: dict[str, BaseAdapter] = {}


@contextmanager
def instead_of_the_network(adapters: Mapping[str, BaseAdapter]) -> Iterator[None]:
    """Until the block ends, new sessions reach addresses that begin so through these: for rehearsals."""
    _instead.update(adapters)
    try:
        yield
    finally:
        for prefix in adapters:
            del _instead[prefix]


def network() -> BaseAdapter:
    """What `in_time` gives a session: the network itself, in time."""
    return InTime()


def in_time(session: S) -> S:
    """The session, whose calls take their read timeout at most, until the answer is read."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, InTime())
    for prefix, adapter in _instead.items():
        session.mount(prefix, adapter)
    return session


def is_in_time(adapter: BaseAdapter) -> bool:
    """Whether it is one of those that `in_time` gave a session."""
    return isinstance(adapter, InTime) or adapter in _instead.values()
