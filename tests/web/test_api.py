"""The API over real HTTP: what it shows of each invoice, what it does, and who may ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import commands
from sync.commands.tokens import every_token, revoke_token
from sync.store import departures, ledgers, tokens
from sync.tables import api_requests, api_tokens, events
from sync.web.api.once import KEPT_FOR
from sync.web.api.showing import MOST
from tests.sync.books import NOW, TODAY, customer, invoice, organisation
from tests.sync.desk import NAME, a_year_ago
from tests.web.served import served
from tests.web.tools import Tools, tools

ACME = "/ledgers/summit/invoices/N-I1"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Tools]:
    """Two who owe, and one whose number has a slash in it."""
    with tools(tmp_path) as made:
        made.desk.stage(customer("C1", name="Acme Ltd"), invoice("I1"))
        made.desk.stage(customer("C2"), invoice("I2", of="C2", owes="80.00", overdue=40))
        made.desk.stage(customer("C3"), invoice("I/3", number="2026/17", of="C3", overdue=-5))
        made.desk.decide()
        yield made


def fingerprint(one: Tools, token: str, customer_id: str = "C1") -> str:
    waiting = one.get("/ledgers/summit/worklist", token).json()
    found = [each for each in waiting["approvals"] if each["customer"] == customer_id]
    return str(found[0]["fingerprint"])


def test_an_invoice_is_told_with_what_comes_next_and_what_stands_in_the_way(one: Tools) -> None:
    found = one.get(ACME, one.token()).json()
    assert (found["number"], found["balance"], found["days_past_due"]) == ("N-I1", "120.00", 12)
    assert found["reached"] is None
    assert (found["action"], found["reason"]) == ("wait", "APPROVAL")
    assert found["next"] == {
        "on": "2026-11-18", "once_lifted": False, "level": "reminder", "channel": "email", "amount": "120.00",
    }  # fmt: skip
    assert [each["reason"] for each in found["in_the_way"]] == ["APPROVAL"]
    assert one.get("/ledgers/summit/invoices/2026%2F17", one.token()).json()["id"] == "I/3"
    assert one.get("/ledgers/summit/invoices/I/3", one.token()).json()["number"] == "2026/17"


def test_the_level_reached_is_that_of_the_message_that_was_delivered(one: Tools) -> None:
    one.desk.approve("C1").decide()
    one.desk.send()
    one.desk.decide()
    found = one.get(ACME, one.token()).json()
    reached = {"level": "reminder", "position": 1, "channel": "email", "delivered_at": "2026-11-18T15:00:00Z"}
    assert found["reached"] == reached
    assert found["last_message"]["kind"] == "level"
    assert found["next"]["level"] != "reminder"
    other = one.get("/ledgers/summit/invoices/N-I2", one.token()).json()
    assert other["reached"] is None
    standing = one.get("/ledgers/summit/customers/Acme%20Ltd", one.token()).json()
    assert standing["accounts"][0]["reached"] == reached


def test_a_promise_and_a_dispute_stand_beside_the_invoice_they_are_about(one: Tools) -> None:
    token = one.token(acts=True)
    by = TODAY + timedelta(days=7)
    said = {"invoices": ["N-I1"], "by": by.isoformat(), "who": "Ann", "where": "a call", "quote": "Friday"}
    done = one.post("/ledgers/summit/promises", token, said)
    assert done.status_code == 200, done.text
    assert (done.json()["customer"], done.json()["number"]) == ("C1", 1)
    one.desk.decide()
    [agreed] = one.get(ACME, token).json()["agreements"]
    assert agreed == agreed | {"kind": "promise", "state": "open", "amount": "120.00", "day": by.isoformat()}
    assert one.get(ACME, token).json()["reason"] == "PROMISED"
    assert one.get("/ledgers/summit/invoices/N-I2", token).json()["agreements"] == []
    with one.desk.office.store.read() as connection:
        by_whom = connection.scalars(sa.select(events.c.by).where(events.c.kind == "act")).all()
    assert by_whom[-1] == "token 1 (a tool)"


def test_what_cannot_be_done_is_refused_in_the_words_of_the_command(one: Tools) -> None:
    token = one.token(acts=True)
    for path, body, words in (
        ("promises", {"customer": "Acme Ltd", "by": "2020-01-01"}, "is past for summit"),
        ("holds", {"customer": "Nobody", "note": "x"}, "has no customer 'Nobody'"),
        ("releases", {"customer": "C1"}, "is not on hold"),
        ("approvals", {"fingerprint": "AAAA"}, "ask for the worklist again"),
    ):
        answer = one.post(f"/ledgers/summit/{path}", token, body)
        assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
        assert words in answer.json()["detail"]
        assert answer.json()["status"] == 409


def test_a_yes_goes_to_just_what_the_worklist_showed(one: Tools) -> None:
    token = one.token(acts=True)
    mark = fingerprint(one, token)
    one.desk.stage(invoice("I4", overdue=20))
    one.desk.decide()
    stale = one.post("/ledgers/summit/approvals", token, {"fingerprint": mark})
    assert stale.status_code == 409
    again = one.post("/ledgers/summit/approvals", token, {"fingerprint": fingerprint(one, token)}, "key-2")
    assert again.status_code == 200, again.text
    one.desk.decide()
    assert [each.amount for each in one.desk.ready()] == [240]


def test_a_hold_stops_the_chase_until_it_is_released(one: Tools) -> None:
    token = one.token(acts=True)
    held = {"invoice": "N-I1", "note": "they called", "until": (TODAY + timedelta(days=9)).isoformat()}
    assert one.post("/ledgers/summit/holds", token, held).status_code == 200
    one.desk.decide()
    assert one.desk.reasons()["C1"] == "HOLD"
    assert one.get("/ledgers/summit/customers/C1", token).json()["held"] is True
    assert one.post("/ledgers/summit/releases", token, {"invoice": "N-I1"}, "key-2").status_code == 200
    one.desk.decide()
    assert one.desk.reasons()["C1"] == "APPROVAL"


def test_what_people_said_of_a_customer_stands_beside_them_whether_they_owe_or_not(one: Tools) -> None:
    office, ledger, token = one.desk.office, one.desk.ledger, one.token()
    one.desk.stage(customer("C9", name="Owes nothing"), customer("C8", bills_with="C9"))
    one.desk.stage(invoice("I8", of="C8", owes="30.00"))
    commands.hold(office, ledger, customer="C9", invoice=None, until=None, note="", excluded=True)
    commands.hold(office, ledger, customer=None, invoice="N-I2", until=TODAY + timedelta(days=1), note="")
    commands.opt_out(office, ledger, customer="C9", channel="email", source="a call", over=False)
    found = {each["id"]: each for each in one.get("/ledgers/summit/customers", token).json()["customers"]}
    assert "C8" not in found, "billed with another"
    told = {id_: (each["held"], each["excluded"], each["opted_out"]) for id_, each in found.items()}
    assert told == {
        "C1": (False, False, []),
        "C2": (True, False, []),
        "C3": (False, False, []),
        "C9": (False, True, ["email"]),
    }
    assert [each["balance"] for each in found["C9"]["accounts"]] == ["30.00"]
    assert one.get("/ledgers/summit/customers/C8", token).json() == found["C9"]
    assert one.get("/ledgers/summit/invoices/N-I8", token).json()["customer"] == "C8"


def test_an_act_is_done_once_under_its_key(one: Tools) -> None:
    token, path = one.token(acts=True), "/ledgers/summit/promises"
    said = {"customer": "Acme Ltd", "by": (TODAY + timedelta(days=7)).isoformat()}
    first, second = one.post(path, token, said), one.post(path, token, said)
    assert (first.status_code, first.content) == (second.status_code, second.content) == (200, first.content)
    other = one.post(path, token, said | {"amount": "5"})
    assert other.status_code == 422
    assert one.post(path, token, said, None).status_code == 400
    assert one.post(path, token, said, "x" * 101).status_code == 400
    mine = one.post(path, one.token(acts=True), said)  # another tool's key is another key
    assert mine.status_code == 200
    assert mine.json()["number"] == 2


def test_what_was_refused_may_be_asked_for_again_under_the_same_key(one: Tools) -> None:
    token = one.token(acts=True)
    assert one.post("/ledgers/summit/releases", token, {"customer": "C1"}).status_code == 409
    commands.hold(one.desk.office, one.desk.ledger, customer="C1", invoice=None, until=None, note="")
    assert one.post("/ledgers/summit/releases", token, {"customer": "C1"}).status_code == 200


def test_where_nobody_knows_whether_it_was_done_it_is_not_done_again(one: Tools) -> None:
    """As when we are killed between the act and its answer."""
    token = one.token(acts=True)
    body = {"customer": "C1", "note": "x"}
    assert one.post("/ledgers/summit/holds", token, body).status_code == 200
    with one.desk.office.store.write() as connection:
        connection.execute(sa.update(api_requests).values(status=None, answer=None))
    again = one.post("/ledgers/summit/holds", token, body)
    assert again.status_code == 409
    assert "look whether it was done" in again.json()["detail"]
    with one.desk.office.store.write() as connection:
        tokens.forget_requests(connection, one.desk.office.clock.wall() + KEPT_FOR)
        assert not connection.scalar(sa.select(sa.func.count()).select_from(api_requests))


def test_pages_hold_each_invoice_once_while_facts_change(one: Tools) -> None:
    one.desk.stage(*(invoice(f"J{number:02}", of="C2") for number in range(20)))
    one.desk.decide()
    token, path, seen = one.token(), "/ledgers/summit/invoices?limit=4", []
    page = one.get(path, token).json()
    first = page["since"]
    while True:
        seen += [each["id"] for each in page["invoices"]]
        if page["next"] is None:
            break
        place = len(seen)
        one.desk.stage(
            invoice(f"A{place:02}"), invoice(f"Z{place:02}", of="C2")
        )  # before and after the place
        one.desk.decide()
        page = one.get(f"{path}&cursor={page['next']}", token).json()
        assert page["since"] == first
        assert len(seen) < 100
    assert len(seen) == len(set(seen))
    assert {f"J{number:02}" for number in range(20)} < set(seen)
    later = one.get(f"/ledgers/summit/invoices?limit=100&since={first}", token).json()
    new = {each["id"] for each in later["invoices"]}
    assert {each for each in new if each.startswith("A")}, "what came behind the page is told by `since`"


def test_since_tells_what_changed_and_nothing_else(one: Tools) -> None:
    token = one.token()
    mark = one.get("/ledgers/summit/invoices", token).json()["since"]
    assert one.get(f"/ledgers/summit/invoices?since={mark}", token).json()["invoices"] == []
    commands.hold(one.desk.office, one.desk.ledger, customer="C2", invoice=None, until=None, note="")
    changed = one.get(f"/ledgers/summit/invoices?since={mark}", token).json()
    assert [each["id"] for each in changed["invoices"]] == ["I2"]
    assert [
        each["id"] for each in one.get(f"/ledgers/summit/customers?since={mark}", token).json()["customers"]
    ] == ["C2"]
    mark = changed["since"]
    one.desk.stage(invoice("I1", edit=2, owes="60.00"))
    one.desk.decide()
    changed = one.get(f"/ledgers/summit/invoices?since={mark}", token).json()
    assert {each["id"] for each in changed["invoices"]} >= {"I1"}
    now = NOW.isoformat().replace("+00:00", "Z")
    assert one.get(f"/ledgers/summit/invoices?changed_since={now}", token).json()["invoices"]
    later = (NOW + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert one.get(f"/ledgers/summit/invoices?changed_since={later}", token).json()["invoices"] == []
    for edge in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"):
        assert one.get(f"/ledgers/summit/invoices?changed_since={edge}", token).status_code == 200


def test_open_and_overdue_are_told_apart(one: Tools) -> None:
    token = one.token()
    one.desk.stage(invoice("I2", edit=2, of="C2", owes="0.00", overdue=40, status="paid"))
    found = {
        state: [
            each["id"]
            for each in one.get(f"/ledgers/summit/invoices?state={state}", token).json()["invoices"]
        ]
        for state in ("all", "open", "overdue")
    }
    assert found == {"all": ["I/3", "I1", "I2"], "open": ["I/3", "I1"], "overdue": ["I1"]}


def test_what_is_asked_wrongly_is_told_by_name(one: Tools) -> None:
    token = one.token(acts=True)
    for query in ("limit=0", "limit=101", "limit=x", "state=late", "page=2", "limit=1&limit=2", "since=1"):
        answer = one.get(f"/ledgers/summit/invoices?{query}", token)
        assert answer.status_code == 400, query
        assert answer.json()["title"] == "Bad Request"
    assert one.get("/ledgers/summit/invoices?cursor=WzEsMiwzXQ", token).status_code == 404
    for odd in ("%00", "%0A", "a%0Ab", "%F0%9F%92%A9", "%ED%A0%80", "..%2F..", "%"):
        answer = one.get(f"/ledgers/summit/invoices/{odd}", token)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), odd
    path = "/ledgers/summit/holds"
    assert one.post(path, token, b"{").status_code == 400
    assert one.post(path, token, {"note": "x", "why": "y"}).status_code == 400
    assert one.post(path, token, {"note": "two\nlines"}).status_code == 400
    assert one.post(path, token, b"\xff\xfe").status_code == 400
    assert one.post(path, token, b"[" * 30_000).status_code == 400
    for size in (40_000, 5_000_000):
        assert one.post(path, token, {"note": "x" * size}).status_code == 413
    form = one.post(path, token, b"note=x", **{"Content-Type": "application/x-www-form-urlencoded"})
    assert form.status_code == 415
    assert (
        one.web.ask("DELETE", f"/api/v1{path}", b"", {"Authorization": f"Bearer {token}"}).status_code == 405
    )


def test_a_token_that_may_look_does_nothing(one: Tools) -> None:
    answer = one.post("/ledgers/summit/holds", one.token(), {"note": "x"})
    assert answer.status_code == 403
    assert "--act" in answer.json()["detail"]
    one.desk.decide()
    assert one.desk.reasons()["C1"] == "APPROVAL"


def test_wrong_revoked_and_ended_tokens_are_told_nothing(one: Tools) -> None:
    good, ended = one.token(), one.token(days=1)
    for wrong in ("", "x", good[:-1], good + "x", good[:-1] + "-", one.token("calendar"), one.token("card")):
        answer = one.get("/ledgers", wrong)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
        assert "summit" not in answer.text
    assert one.get("/ledgers").headers["www-authenticate"] == "Bearer"
    basic = one.get("/ledgers", None, Authorization=f"Basic {good}")
    assert basic.status_code == 401
    assert one.get(f"/ledgers?token={good}").status_code == 401, "an address is kept in logs"
    assert one.get("/ledgers", ended).status_code == 200
    with one.desk.office.store.write() as connection:
        past = one.desk.office.clock.wall() - timedelta(seconds=1)
        connection.execute(
            sa.update(api_tokens).where(api_tokens.c.expires_at.is_not(None)).values(expires_at=past)
        )
    assert one.get("/ledgers", ended).status_code == 401
    assert one.get("/ledgers", good).status_code == 200
    assert revoke_token(one.desk.office, 1) == "a tool"
    assert one.get("/ledgers", good).status_code == 401
    with pytest.raises(commands.ActError, match="was revoked before"):
        revoke_token(one.desk.office, 1)


def test_a_token_is_kept_so_that_nobody_can_show_it_and_its_last_use_is_noted(one: Tools) -> None:
    token = one.token()
    before = every_token(one.desk.office)[0]
    assert before.used_at is None
    one.get("/ledgers", token)
    after = every_token(one.desk.office)[0]
    assert after.used_at is not None
    for file in one.desk.folder.glob("duesync.db*"):
        assert token.encode() not in file.read_bytes()
        assert token[4:].encode() not in file.read_bytes()


OTHER = """
[ledgers.other]
provider = "quickbooks"
client_id = "id"
client_secret = "secret"
[ledgers.other.sender]
name = "Other"
email = "accounts@other.example"
[policy]
"""


@contextmanager
def beside_another(one: Tools) -> Iterator[Tools]:
    """The same, with a second ledger that is linked too."""
    path = one.desk.folder / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[policy]\n", OTHER), encoding="utf-8")
    one.desk.at(NOW)
    with one.desk.office.store.write() as connection:
        known = msgspec.structs.replace(organisation("B-2"), name="Other Company")
        ledgers.link(connection, "other", known, a_year_ago())
    with served(one.desk.office) as web:
        yield Tools(one.desk, web)


def test_a_stranger_to_a_ledger_finds_it_nowhere(one: Tools) -> None:
    """Every address of the API, asked with the token of another ledger."""
    body = b'{"note": "x", "fingerprint": "x", "by": "2026-12-01"}'
    with beside_another(one) as both:
        token, mine = both.token("api", "other", acts=True), both.token("api", NAME)
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": "k",
            "Content-Type": "application/json",
        }
        asked = 0
        for address, methods in both.web.ask("GET", "/api/openapi.json").json()["paths"].items():
            for method in methods:
                sent = body if method == "post" else b""
                place = address.format(ledger="summit", invoice="N-I1", customer="C1")
                there = both.web.ask(method.upper(), place, sent, headers)
                nowhere = both.web.ask(method.upper(), place.replace("summit", "nowhere"), sent, headers)
                if "{ledger}" in address:
                    assert (there.status_code, nowhere.status_code) == (404, 404), address
                assert there.text.replace("summit", "nowhere") == nowhere.text
                assert "Acme" not in there.text
                assert "Company A-1" not in there.text
                assert both.web.ask(method.upper(), place).status_code == 401
                asked += 1
        assert asked == 11
        for shown, name in ((token, "other"), (mine, "summit")):
            told = both.get("/ledgers", shown).json()["ledgers"]
            assert [each["name"] for each in told] == [name]
        assert both.desk.reasons()["C1"] == "APPROVAL", "nothing was held"


def test_a_ledger_that_leaves_is_seen_no_more_and_its_namesake_neither(one: Tools) -> None:
    token = one.token()
    with one.desk.office.store.write() as connection:
        ledgers.update(connection, one.desk.ledger.id, leaves_on=date(2027, 1, 1))
    assert one.get("/ledgers", token).json() == {"ledgers": []}
    assert one.get("/ledgers/summit", token).status_code == 404
    with one.desk.office.store.write() as connection:
        before = one_linked(connection)
        departures.delete(connection, before.id)
    with one.desk.office.store.write() as connection:
        again = ledgers.link(connection, NAME, organisation(), a_year_ago())
    assert again.id == before.id, "SQLite gives the number of what was deleted last once more"
    assert one.get("/ledgers", token).json() == {"ledgers": []}
    assert one.get("/ledgers/summit", token).status_code == 404
    assert one.get("/ledgers/summit", one.token()).status_code == 200


def one_linked(connection: Connection) -> ledgers.LinkedLedger:
    [found] = ledgers.every(connection)
    return found


def test_who_asks_too_often_waits_and_nobody_else_does(one: Tools) -> None:
    token, other = one.token(), one.token()
    codes = [one.get("/nothing", token).status_code for _ in range(3)]
    assert codes == [404] * 3
    answers = [one.get("/ledgers/nowhere", token) for _ in range(MOST + 1)]
    assert {each.status_code for each in answers[:MOST]} == {404}
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert one.get("/ledgers/nowhere", other).status_code == 404


def test_answers_set_no_cookie_are_kept_nowhere_and_read_by_no_other_page(one: Tools) -> None:
    token = one.token()
    asked = one.get("/ledgers", token, Origin="https://evil.example", Cookie="duesync=x")
    assert asked.status_code == 200
    for answer in (asked, one.get("/nothing")):
        assert not answer.cookies
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    preflight = one.web.ask("OPTIONS", "/api/v1/ledgers", b"", {"Origin": "https://evil.example"})
    assert preflight.status_code == 405
    assert not [name for name in preflight.headers if name.lower().startswith("access-control-")]


def test_the_page_is_made_of_the_document_and_runs_nothing(one: Tools) -> None:
    document = one.web.ask("GET", "/api/openapi.json").json()
    page = one.web.ask("GET", "/api")
    assert page.status_code == 200
    for path in document["paths"]:
        assert path in page.text
    for name in document["components"]["schemas"]:
        assert f'id="t-{name}"' in page.text
    assert "<script" not in page.text
    assert len(page.content) < 60_000
