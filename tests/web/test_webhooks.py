"""A provider knocks: who is let in, what is noted, and how fast it is answered."""

from __future__ import annotations

import json
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sync.office import Office
from sync.secrets import SecretsError
from sync.web import webhooks
from sync.web.app import make_app
from tests.web.served import (
    INTUIT_KEY,
    OTHER_KEY,
    OTHER_REALM,
    REALM,
    TENANT,
    XERO_KEY,
    Served,
    linked_office,
    served,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = linked_office(tmp_path, "sqlite:///duesync.db")
    yield made
    made.close()


@pytest.fixture
def door(office: Office) -> Iterator[Served]:
    with served(office) as one:
        yield one


def events(*realms: str) -> bytes:
    return json.dumps([{"specversion": "1.0", "intuitaccountid": realm} for realm in realms]).encode()


def older(*realms: str) -> bytes:
    return json.dumps({"eventNotifications": [{"realmId": realm} for realm in realms]}).encode()


def xero(*tenants: str) -> bytes:
    return json.dumps({"events": [{"tenantId": tenant} for tenant in tenants]}).encode()


@pytest.mark.parametrize(
    ("provider", "body", "key", "heard"),
    [
        ("quickbooks", events(REALM), INTUIT_KEY, {"main-street": 1}),
        ("quickbooks", older(OTHER_REALM), INTUIT_KEY, {"summit": 1}),
        ("quickbooks", events(OTHER_REALM, REALM, REALM, "7"), INTUIT_KEY, {"main-street": 1, "summit": 1}),
        ("quickbooks", events(TENANT), INTUIT_KEY, {}),
        ("quickbooks", events(), INTUIT_KEY, {}),
        ("xero", xero(TENANT, TENANT.upper()), XERO_KEY, {"harbour": 2}),
        ("xero", xero(REALM), XERO_KEY, {}),
        ("xero", xero(), XERO_KEY, {}),
    ],
)
def test_a_signed_delivery_is_answered_with_nothing_and_noted(
    door: Served, provider: str, body: bytes, key: str, heard: dict[str, int]
) -> None:
    answer = door.post(provider, body, key)
    assert (answer.status_code, answer.content) == (200, b"")
    assert set(answer.headers) == {"date", "content-length"}, "no cookie, no word of who we are"
    assert door.heard() == heard
    assert door.told == []


@pytest.mark.parametrize(
    ("provider", "key"),
    [
        ("quickbooks", XERO_KEY),
        ("quickbooks", None),
        ("quickbooks", ""),
        ("xero", INTUIT_KEY),
        ("xero", None),
    ],
)
def test_what_no_key_of_ours_signed_is_refused_and_noted_nowhere(
    door: Served, provider: str, key: str | None
) -> None:
    body = events(REALM) if provider == "quickbooks" else xero(TENANT)
    for _ in range(3):
        answer = door.post(provider, body, key)
        assert (answer.status_code, answer.content) == (401, b"")
    assert door.heard() == {}
    assert len(door.told) == 1, "told once, not as often as strangers like"
    assert f"webhooks {provider}: refused" in door.told[0]


@pytest.mark.parametrize("odd", ["\u00e9".encode("latin-1"), b"\xff\xfe", b"a" * 9000])
def test_odd_bytes_in_the_signature_are_refused_like_any_other(door: Served, odd: bytes) -> None:
    host, port = door.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        head = b"POST /webhooks/xero HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nx-xero-signature: "
        line.sendall(head + odd + b"\r\n\r\n{}")
        assert line.recv(100).startswith(b"HTTP/1.1 401 ")


def test_xeros_test_of_the_address_is_passed(door: Served) -> None:
    body = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4nd0m"}'
    answers = [door.post("xero", body, key) for key in ("wrong", XERO_KEY, "", XERO_KEY)]
    assert [answer.status_code for answer in answers] == [401, 200, 401, 200]
    assert {answer.content for answer in answers} == {b""}
    assert not any(answer.cookies for answer in answers)


def test_each_key_tells_of_its_own_ledgers_only(tmp_path: Path) -> None:
    companies = {
        "main-street": ("quickbooks", REALM, INTUIT_KEY),
        "summit": ("quickbooks", OTHER_REALM, OTHER_KEY),
        "quiet": ("quickbooks", "310689", ""),
    }
    office = linked_office(tmp_path, "sqlite:///duesync.db", companies)
    try:
        with served(office) as door:
            every = events(REALM, OTHER_REALM, "310689")
            assert door.post("quickbooks", every, OTHER_KEY).status_code == 200
            assert door.heard() == {"summit": 1}
            assert door.post("quickbooks", every, INTUIT_KEY).status_code == 200
            assert door.heard() == {"main-street": 1, "summit": 1}
            assert door.post("xero", xero(TENANT), XERO_KEY).status_code == 401
            assert door.told == ["webhooks xero: refused, for no ledger has a webhook_key"]
    finally:
        office.close()


def test_a_key_that_cannot_be_had_is_told_before_anything_is_served(tmp_path: Path) -> None:
    office = linked_office(
        tmp_path, "sqlite:///duesync.db", {"a": ("xero", TENANT, "env:NO_SUCH_VARIABLE_HERE")}
    )
    with pytest.raises(SecretsError, match="NO_SUCH_VARIABLE_HERE is not set"):
        make_app(office)
    office.close()


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"<html>", b"[" * 100_000])
def test_what_is_signed_and_makes_no_sense_is_answered_well_and_told(door: Served, body: bytes) -> None:
    assert door.post("quickbooks", body, INTUIT_KEY).status_code == 200
    assert door.heard() == {}
    assert "makes no sense" in door.told[0]


def test_what_makes_no_sense_in_a_delivery_spoils_no_other_company(door: Served) -> None:
    body = json.dumps([{"intuitaccountid": None}, {"intuitaccountid": REALM}, 7]).encode()
    assert door.post("quickbooks", body, INTUIT_KEY).status_code == 200
    assert door.heard() == {"main-street": 1}
    assert "2 of 3 events name no company" in door.told[0]


def test_a_body_beyond_the_limit_is_refused_declared_or_not(door: Served) -> None:
    just, beyond = b" " * webhooks.MOST_BYTES, b" " * (webhooks.MOST_BYTES + 1)
    assert door.post("quickbooks", just, INTUIT_KEY).status_code == 200
    assert door.post("quickbooks", beyond, INTUIT_KEY).status_code == 413
    assert door.post("quickbooks", b" " * (8 << 20), INTUIT_KEY).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield from (b" " * 65_536 for _ in range(40))

    piecemeal: Any = pieces()
    assert door.ask("POST", "/webhooks/quickbooks", piecemeal).status_code == 413


def test_a_body_that_comes_too_slowly_is_not_waited_for(
    door: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "BODY_WITHIN", 0.2)
    host, port = door.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(b"POST /webhooks/xero HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        assert line.recv(100).startswith(b"HTTP/1.1 408 ")


def test_a_sender_that_hangs_up_leaves_nothing_behind(door: Served) -> None:
    host, port = door.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(b"POST /webhooks/xero HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    assert door.post("xero", xero(TENANT), XERO_KEY).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/webhooks/xero", 405),
        ("PUT", "/webhooks/xero", 405),
        ("DELETE", "/webhooks/quickbooks", 405),
        ("OPTIONS", "/webhooks/quickbooks", 405),
        ("HEAD", "/webhooks/xero", 200),
        ("HEAD", "/webhooks/sage", 404),
        ("POST", "/webhooks/sage", 404),
        ("POST", "/webhooks/", 404),
        ("POST", "/webhooks/xero/more", 404),
        ("POST", "/webhooks/..%2Fhealthz", 404),
        ("POST", "/healthz", 405),
        ("GET", "/healthz", 200),
        ("HEAD", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/", 404),
    ],
)
def test_nothing_else_is_answered(door: Served, method: str, path: str, status: int) -> None:
    assert door.ask(method, path).status_code == status


def test_while_the_database_is_held_the_sender_is_put_off_and_not_kept_waiting(
    door: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(webhooks, "KEPT_WITHIN", 0.3)
    someone = sqlite3.connect(tmp_path / "duesync.db", isolation_level=None)
    someone.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(8) as threads:
        began = time.monotonic()
        answers = list(threads.map(lambda _: door.post("xero", xero(TENANT), XERO_KEY), range(8)))
        assert {answer.status_code for answer in answers} == {503}
        assert time.monotonic() - began < 3
    assert door.ask("GET", "/webhooks/xero").status_code == 405, "the loop answers others meanwhile"
    someone.execute("ROLLBACK")
    someone.close()
    assert "the database takes nothing" in door.told[0]
    assert door.post("xero", xero(TENANT), XERO_KEY).status_code == 200
    assert door.heard()["harbour"] >= 1


def test_a_database_that_breaks_puts_the_sender_off(door: Served) -> None:
    with door.office.store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE signals RENAME TO elsewhere")
    assert door.post("xero", xero(TENANT), XERO_KEY).status_code == 503
    with door.office.store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO signals")
    assert door.post("xero", xero(TENANT), XERO_KEY).status_code == 200
    assert door.heard()["harbour"] >= 1


def test_five_hundred_deliveries_at_once_over_three_companies_make_three_signals(
    tmp_path: Path, store_url: str
) -> None:
    """Each is taken and counted; who is put off, on a busy machine, sends again, as the providers do."""
    office = linked_office(tmp_path, store_url)
    turns = [("quickbooks", events(REALM), INTUIT_KEY), ("quickbooks", older(OTHER_REALM), INTUIT_KEY)]
    turns.append(("xero", xero(TENANT), XERO_KEY))
    try:
        with served(office) as door, ThreadPoolExecutor(32) as threads:

            def deliver(number: int) -> int:
                for times in range(1, 10):
                    status = door.post(*turns[number % 3]).status_code
                    if status == 200:
                        return times
                    assert status == 503
                pytest.fail("put off again and again")

            sent = list(threads.map(deliver, range(500)))
            for first, name in enumerate(("main-street", "summit", "harbour")):
                ours = sent[first::3]
                assert len(ours) <= door.heard()[name] <= sum(ours)  # what was put off may be kept, too
    finally:
        office.close()
