"""Retried reads, sorted network failures and redaction, against a real socket where one is needed."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
import urllib3
from tenacity import wait_none

from connectors.errors import Refused, TryLater, Uncertain
from connectors.http import Answer, network_failure, reading, redact, retry_after


class Flaky:
    """Fails with the given errors in turn, then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "the books"


def down(after: float = 0.0) -> TryLater:
    return TryLater("down", after=after, about="the list of invoices")


def test_a_read_that_fails_three_times_is_answered_at_the_fourth() -> None:
    call = Flaky(down(), down(), down())
    assert reading(call, wait=wait_none()) == "the books"
    assert call.calls == 4


def test_a_read_that_keeps_failing_is_given_up_and_asks_to_come_back_in_a_minute() -> None:
    call = Flaky(*(down() for _ in range(9)))
    with pytest.raises(TryLater) as caught:
        reading(call, wait=wait_none())
    assert call.calls == 4
    assert caught.value.after >= 60


def test_a_long_wait_is_not_sat_out() -> None:
    call = Flaky(down(after=60.0))
    with pytest.raises(TryLater):
        reading(call, wait=wait_none())
    assert call.calls == 1


def test_a_short_wait_that_the_provider_asks_for_is_kept() -> None:
    began = time.monotonic()
    assert reading(Flaky(down(after=0.05)), wait=wait_none()) == "the books"
    assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize("error", [Refused("no"), Uncertain("?"), ValueError("a slip of ours")])
def test_only_what_may_work_later_is_tried_again(error: Exception) -> None:
    call = Flaky(error)
    with pytest.raises(type(error)):
        reading(call, wait=wait_none())
    assert call.calls == 1


@contextmanager
def listening(handle: Callable[[socket.socket], object]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                handle(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join(5)


def failure_of(url: str, timeout: float = 5.0) -> Exception:
    with pytest.raises(requests.RequestException) as caught:
        requests.post(url, data=b"{}", timeout=timeout)
    return caught.value


def unused_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.parametrize("writing", [True, False])
def test_where_nobody_listens_nothing_was_done(writing: bool) -> None:
    error = network_failure(failure_of(unused_address()), writing=writing, about="invoice 95")
    assert isinstance(error, TryLater)
    assert "invoice 95" in str(error)


def test_an_unknown_host_means_that_nothing_was_done() -> None:
    error = network_failure(failure_of("http://nowhere.invalid/"), writing=True, about="payment 7")
    assert isinstance(error, TryLater)


def test_an_address_that_is_none_is_refused() -> None:
    assert isinstance(network_failure(failure_of("htp:nonsense"), writing=True, about=""), Refused)


def test_a_write_whose_connection_breaks_is_uncertain_and_a_read_may_be_repeated() -> None:
    with listening(lambda connection: connection.recv(65536)) as url:
        error = failure_of(url)
    assert isinstance(network_failure(error, writing=True, about="payment 7"), Uncertain)
    again = network_failure(error, writing=False, about="payment 7")
    assert isinstance(again, TryLater)
    assert again.after == 0


def test_a_write_that_gets_no_answer_in_time_is_uncertain() -> None:
    quiet = threading.Event()
    with listening(lambda connection: connection.recv(65536) and quiet.wait(5)) as url:
        error = failure_of(url, timeout=0.2)
        quiet.set()
    assert isinstance(network_failure(error, writing=True, about="payment 7"), Uncertain)


def test_a_write_whose_answer_breaks_off_is_uncertain() -> None:
    def half(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")

    with listening(half) as url:
        error = failure_of(url)
    assert isinstance(network_failure(error, writing=True, about="payment 7"), Uncertain)


def test_failures_of_urllib3_are_sorted_alike() -> None:
    pool = urllib3.PoolManager(retries=False)
    with pytest.raises(urllib3.exceptions.HTTPError) as refused:
        pool.request("POST", unused_address())
    assert isinstance(network_failure(refused.value, writing=True, about=""), TryLater)
    with (
        listening(lambda connection: connection.recv(65536)) as url,
        pytest.raises(urllib3.exceptions.HTTPError) as broken,
    ):
        pool.request("POST", url)
    assert isinstance(network_failure(broken.value, writing=True, about=""), Uncertain)


SECRETS = [
    "Token expired: AB01601390262kxzxOlnHYdhtEVRXISU7piPqQrCmmbDN35Yjd",
    '{"detail":"Token expired: AB0160","code":"3200"}',
    '{"access_token":"AB0160","refresh_token":"AB0160"}',
    "Authorization: Bearer AB0160",
    "Authorization: Basic AB0160",
    "sent with Bearer AB0160xyz.abc",
    "GET /callback?code=AB0160&state=s&realmId=1",
    "POST /x?token=AB0160",
    "client_secret=AB0160&x=1",
    r"'{\"refresh_token\": \"AB0160\"}'",
    "eyJAB0160abcdef.eyJzdWIiOiIx.c2ln",
    "no such token 4Yd0CJfj-GeJ8Z8PlOWODX6h-T3AB0160dIf-x185wF8",  # as Xero's refresh tokens are
]


@pytest.mark.parametrize("text", SECRETS)
def test_no_token_survives_in_a_text(text: str) -> None:
    assert "AB0160" not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "Stale Object Error : You and X were working on this at the same time",
        '{"code":"5010","element":""}',
        "intuit_tid 1-5f7349e0-0fd2bee86a8a83c67a77fbb2",
        'Bearer realm="Intuit", error="invalid_token"',
        "payment ABCDEFGHIJKLMNOPQRST of 55.00",
        "notes on invoice 0b1c2d3e-1f2a-4b3c-8d4e-5f6a7b8c9d0e",
    ],
)
def test_what_support_needs_is_kept(text: str) -> None:
    assert redact(text) == text


def test_a_page_is_told_by_its_title_or_its_first_words() -> None:
    page = "<!DOCTYPE html><html><head><title>Service &amp; all\n down</title></head><body>x</body></html>"
    assert redact(page) == "Service & all down"
    assert redact("<html><style>p{}</style><body><p>We are <b>closed</b></body>") == "We are closed"


def test_a_long_text_is_cut_and_a_huge_one_costs_nothing() -> None:
    assert len(redact("no " * 1000, 50)) == 50
    assert len(redact("<html>" + "<" * 5_000_000)) <= 300


def test_a_text_commands_no_terminal() -> None:
    assert redact("gone\x1b[2J\r\n\x9b31m\x00 away\x7f") == "gone [2J 31m away"


def test_an_answers_headers_are_found_in_any_case() -> None:
    response = requests.Response()
    response.status_code = 429
    response.headers["Retry-After"] = "7"
    response.raw = io.BytesIO(b"slow down")
    answer = Answer.read(response)
    assert answer.headers["retry-after"] == "7"
    assert (answer.status, answer.body, answer.text) == (429, b"slow down", "slow down")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"Retry-After": "soon"}, 60.0),
        ({}, 60.0),
    ],
)
def test_the_wait_is_read_in_both_its_forms(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers, 60.0) == seconds
