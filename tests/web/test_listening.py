"""What `duesync serve` listens on."""

from __future__ import annotations

import socket

import pytest

from sync.web.serve import NotServed, listening


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_answers_second_piece_waits_for_nobody(host: str) -> None:
    with listening(host, 0) as bound, socket.create_connection(bound.getsockname()[:2]) as caller:
        ours, _ = bound.accept()
        with ours:
            assert ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            ours.sendall(b"head")
            assert caller.recv(4) == b"head"


def test_a_port_that_is_taken_is_named() -> None:
    with listening("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
        with pytest.raises(NotServed, match=rf"127\.0\.0\.1:{port} cannot be listened on"):
            listening("127.0.0.1", port)
