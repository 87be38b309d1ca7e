"""A call ends when its read timeout is over, whatever comes in meanwhile; and no answer is endless."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from connectors.deadline import in_time
from connectors.errors import TryLater, Uncertain
from connectors.http import MOST, Answer, network_failure

ALLOWED = 0.4
Handle = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def answering(handle: Handle, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Answers each connection with `handle`, once its request has come."""

    def meet(connection: socket.socket) -> None:
        with suppress(OSError):  # the caller hung up
            own = connection if tls is None else tls.wrap_socket(connection, server_side=True)
            with own:
                own.recv(65536)
                handle(own)

    def serve() -> None:
        with suppress(OSError):  # closed
            while True:
                threading.Thread(target=meet, args=(server.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield f"{'http' if tls is None else 'https'}://127.0.0.1:{server.getsockname()[1]}/"


def call(url: str, **more: object) -> Answer:
    with in_time(requests.Session()) as session:
        return Answer.read(session.get(url, timeout=(5, ALLOWED), stream=True, **more))  # type: ignore[arg-type]  # as asked


def drips(sent: bytes, seconds: float = 25 * ALLOWED) -> Callable[[socket.socket], None]:
    def handle(connection: socket.socket) -> None:
        for place in range(len(sent)):
            connection.sendall(sent[place : place + 1])
            time.sleep(seconds / len(sent))

    return handle


def body_drips(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 30\r\n\r\n")
    drips(b"x" * 30)(connection)


def chunks_drip(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    drips(b"1\r\nx\r\n" * 6 + b"0\r\n\r\n")(connection)


def size_of_a_chunk_drips(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    drips(b"0" * 30 + b"\r\n\r\n")(connection)


def to_the_end_of_the_line(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Connection: close\r\n\r\n")
    drips(b"x" * 30)(connection)


TRICKLES: list[Handle] = [
    body_drips,
    chunks_drip,
    size_of_a_chunk_drips,
    to_the_end_of_the_line,
    drips(HEAD + b"Content-Length: 0\r\n\r\n"),  # from the first letter on
    drips(b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + HEAD + b"Content-Length: 0\r\n\r\n"),
]


@pytest.mark.parametrize("handle", TRICKLES, ids=lambda one: one.__name__)
def test_an_answer_that_trickles_is_no_answer_in_time(handle: Handle) -> None:
    began = time.monotonic()
    with answering(handle) as url, pytest.raises(requests.RequestException) as caught:
        call(url)
    assert ALLOWED * 0.9 < time.monotonic() - began < 10 * ALLOWED
    assert "no answer in time" in str(network_failure(caught.value, writing=False, about="invoices"))
    assert isinstance(network_failure(caught.value, writing=False, about="invoices"), TryLater)
    assert isinstance(network_failure(caught.value, writing=True, about="payment 7"), Uncertain)


def own_certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "own.pem"
    kind = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *kind) + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_neither_is_one_over_tls(tmp_path: Path) -> None:
    pem = own_certificate(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    began = time.monotonic()
    with answering(body_drips, tls) as url, pytest.raises(requests.RequestException) as caught:
        call(url, verify=str(pem))
    assert time.monotonic() - began < 10 * ALLOWED
    assert "no answer in time" in str(network_failure(caught.value, writing=False, about=""))


def test_nor_is_that_of_a_proxy() -> None:
    began = time.monotonic()
    with (
        answering(drips(b"HTTP/1.1 200 OK\r\n\r\n")) as proxy,
        in_time(requests.Session()) as session,
        pytest.raises(requests.RequestException),
    ):
        session.get("https://api.example/", timeout=(ALLOWED, 5), proxies={"https": proxy})
    assert time.monotonic() - began < 10 * ALLOWED


def test_a_connection_serves_one_call_after_another_each_with_its_own_time() -> None:
    connections = []

    def three(connection: socket.socket) -> None:
        connections.append(connection)
        for _ in range(3):
            time.sleep(ALLOWED * 0.6)
            connection.sendall(HEAD + b"Content-Length: 2\r\n\r\n{}")
            connection.recv(65536)

    with answering(three) as url, in_time(requests.Session()) as session:
        for _ in range(3):
            assert Answer.read(session.get(url, timeout=(5, ALLOWED), stream=True)).body == b"{}"
            time.sleep(ALLOWED)
    assert len(connections) == 1


def without_end(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Connection: close\r\n\r\n")
    while True:
        connection.sendall(bytes(1 << 20))


def blown_up(connection: socket.socket) -> None:
    """A few hundred kilobytes that unpack to four times the most."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(4 * MOST >> 20)) + packer.flush()
    length = f"Content-Length: {len(packed)}\r\n\r\n".encode()
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n" + length + packed)


@pytest.mark.parametrize("handle", [without_end, blown_up], ids=lambda one: one.__name__)
def test_an_answer_without_end_is_given_up_before_it_eats_the_memory(handle: Handle) -> None:
    tracemalloc.start()
    try:
        with (
            answering(handle) as url,
            in_time(requests.Session()) as session,
            pytest.raises(requests.RequestException) as caught,
        ):
            Answer.read(session.get(url, timeout=(5, 30), stream=True))
        assert tracemalloc.get_traced_memory()[1] < 1.5 * MOST
    finally:
        tracemalloc.stop()
    read = network_failure(caught.value, writing=False, about="invoices")
    assert isinstance(read, TryLater)
    assert "longer than 64 MB" in str(read)
    assert read.after >= 60  # to ask at once would bring as much again
    assert isinstance(network_failure(caught.value, writing=True, about="payment 7"), Uncertain)


def test_a_page_takes_no_more_memory_than_before() -> None:
    page = bytes(2_400_000)
    head = HEAD + f"Content-Length: {len(page)}\r\n\r\n".encode()

    def twice(connection: socket.socket) -> None:
        for _ in range(2):
            connection.sendall(head)
            connection.sendall(page)
            connection.recv(65536)

    with answering(twice) as url, in_time(requests.Session()) as session:
        Answer.read(session.get(url, timeout=(5, 5), stream=True))  # what a first call loads stays
        tracemalloc.start()
        try:
            assert Answer.read(session.get(url, timeout=(5, 5), stream=True)).body == page
            assert tracemalloc.get_traced_memory()[1] < 2.2 * len(page)  # urllib3 itself takes it twice
        finally:
            tracemalloc.stop()
