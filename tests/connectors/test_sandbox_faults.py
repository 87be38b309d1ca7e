"""The sandbox's server is a real one, and what is told to go wrong goes wrong on the wire."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from werkzeug import Request, Response

from connectors.sandbox.clock import running_from
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import NO_ANSWER, Api, Served, serve

START = datetime(2026, 11, 25, 15, tzinfo=UTC)


class Till(Api):
    """Counts what was put in."""

    def __init__(self) -> None:
        super().__init__(running_from(START))
        self.put_in = 0

    def respond(self, request: Request) -> Response:
        if request.path == "/slip":
            msg = "a slip in the sandbox"
            raise RuntimeError(msg)
        if request.method == "POST":
            self.put_in += 1
        return Response(f'{{"put_in": {self.put_in}}}', content_type="application/json")

    def metered(self, request: Request, response: Response) -> bool:
        return request.method == "GET" and response.status_code == 200


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def served(till: Till) -> Iterator[Served]:
    with serve(till) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        yield one


def put(session: requests.Session, served: Served, timeout: float = 5) -> requests.Response:
    return session.post(f"{served.url}/till", data=b"coin", timeout=timeout)


def test_the_clock_runs_on_from_where_it_was_started() -> None:
    clock = running_from(START)
    first = clock()
    time.sleep(0.02)
    assert START <= first < clock() < START + timedelta(seconds=5)
    with pytest.raises(ValueError, match="no time zone"):
        running_from(datetime(2026, 11, 25))  # noqa: DTZ001  # that is the point


def test_one_connection_carries_many_calls(till: Till, served: Served, session: requests.Session) -> None:
    started = time.monotonic()
    for _ in range(100):
        assert put(session, served).headers.get("Connection") is None
    assert time.monotonic() - started < 3  # a delayed acknowledgement each would take 4 s
    assert till.put_in == 100
    pools = session.get_adapter(served.url).poolmanager.pools  # type: ignore[attr-defined]  # urllib3's own
    assert sum(pools[key].num_connections for key in pools.keys()) == 1  # noqa: SIM118  # not a dict


def test_a_call_is_noted_without_its_authorization(
    till: Till, served: Served, session: requests.Session
) -> None:
    session.get(f"{served.url}/till?a=b%20c", headers={"Authorization": "Bearer t0p"}, timeout=5)
    put(session, served)
    first, second = till.calls
    assert (first.method, first.path, first.query, first.status) == ("GET", "/till", "a=b%20c", 200)
    assert not any("t0p" in value for value in first.headers.values())
    assert "User-Agent" in first.headers
    assert second.body == b"coin"
    assert (first.metered, second.metered, till.metered_calls()) == (True, False, 1)


def test_a_cut_call_is_not_handled(till: Till, served: Served, session: requests.Session) -> None:
    till.faults.add(Fault(match="POST /till", action="cut"))
    with pytest.raises(requests.ConnectionError):
        put(session, served)
    assert till.put_in == 0
    assert till.calls[0].status == NO_ANSWER
    assert put(session, served).json() == {"put_in": 1}


def test_a_lost_reply_belongs_to_a_call_that_was_carried_out(
    till: Till, served: Served, session: requests.Session
) -> None:
    till.faults.add(Fault(match="POST /till", action="lost"))
    with pytest.raises(requests.ConnectionError):
        put(session, served)
    assert till.put_in == 1
    assert till.calls[0].status == 200


def test_a_slow_call_is_carried_out_after_the_caller_gave_up(
    till: Till, served: Served, session: requests.Session
) -> None:
    till.faults.add(Fault(match="POST", action="slow", seconds=1.0))
    with pytest.raises(requests.ReadTimeout):
        put(session, served, timeout=0.1)
    assert till.put_in == 0
    assert requests.get(f"{served.url}/till", timeout=0.8).json() == {"put_in": 0}  # others are not held up
    time.sleep(1.5)  # the call that nobody waits for takes its second, and tells nobody
    assert till.put_in == 1


def test_an_answer_that_trickles_comes_whole_in_the_end(
    till: Till, served: Served, session: requests.Session
) -> None:
    till.faults.add(Fault(match="POST", action="trickle", seconds=0.5))
    began = time.monotonic()
    assert put(session, served, timeout=0.3).json() == {"put_in": 1}
    assert time.monotonic() - began >= 0.5
    till.faults.add(Fault(match="POST", action="trickle", seconds=0.5))
    with session.post(f"{served.url}/till", timeout=0.3, stream=True) as given_up:
        assert given_up.status_code == 200  # and nobody waits for the rest
    assert put(session, served).json() == {"put_in": 3}


def test_answers_can_be_refusals_pages_garbage_or_nothing(
    till: Till, served: Served, session: requests.Session
) -> None:
    till.faults.add(Fault(match=".", action="status", status=429, body="{}", headers={"Retry-After": "7"}))
    till.faults.add(Fault(match=".", action="html", status=200))
    till.faults.add(Fault(match=".", action="garbage"))
    till.faults.add(Fault(match=".", action="empty"))
    refused, page, garbage, empty = (put(session, served) for _ in range(4))
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    assert page.text.startswith("<!DOCTYPE html>")
    with pytest.raises(requests.JSONDecodeError):
        garbage.json()
    assert (garbage.status_code, empty.status_code, empty.content) == (200, 200, b"")
    assert till.put_in == 0
    assert put(session, served).json() == {"put_in": 1}


def test_a_fault_passes_the_first_calls_and_strikes_as_often_as_told(
    till: Till, served: Served, session: requests.Session
) -> None:
    till.faults.add(Fault(match="where=A b", action="status", skip=2, times=2))
    asked = [
        session.get(f"{served.url}/till", params={"where": "A b"}, timeout=5).status_code for _ in range(6)
    ]
    assert asked == [200, 200, 503, 503, 200, 200]
    till.faults.add(Fault(match="till", action="status", times=None))
    assert [put(session, served).status_code for _ in range(3)] == [503] * 3
    till.faults.clear()
    assert put(session, served).status_code == 200


def test_a_slip_in_the_sandbox_is_a_500_and_not_a_hanging_call(
    served: Served, session: requests.Session
) -> None:
    assert session.get(f"{served.url}/slip", timeout=5).status_code == 500


def test_a_stopped_server_answers_nobody_and_can_come_back_at_its_port(
    till: Till, session: requests.Session
) -> None:
    first = serve(till)
    put(session, first)
    first.stop()
    with pytest.raises(requests.ConnectionError):
        put(session, first)
    first.stop()
    with serve(till, first.port) as again:
        assert put(session, again).json() == {"put_in": 2}
