"""Each page and each operation of the API, as the other firm's: nothing of it is seen, nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from sync import commands, tables, users
from sync.commands import ActError
from sync.commands.tokens import Wanted, new_token
from sync.office import Office
from sync.store import firm_rows, ledgers
from sync.store.tokens import every
from sync.users import UserError
from sync.web.api.operations import OPERATIONS, PREFIX
from tests.postgres import ready_database
from tests.tenancy.two import NORTH, OF, Two, two_firms
from tests.web.console import Browser
from tests.web.every_page import filled, pages

LEADING_OUT = {"/console/sign-out", "/console/sign-in", "/console/welcome/{word}"}


@dataclass
class Apart:
    """Both firms, each with an owner who is signed in and a token that may act."""

    two: Two
    browsers: dict[str, Browser] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """On PostgreSQL the database keeps them apart too; on SQLite the code alone."""
    with ExitStack() as opened:
        store = None
        if request.param == "postgresql":
            store = opened.enter_context(ready_database(request.getfixturevalue("postgres_server")))
        made = Apart(opened.enter_context(two_firms(tmp_path_factory.mktemp("two"), store)))
        for firm in OF:
            made.browsers[firm] = made.two.signed_in(made.two.user(firm))
            wanted = Wanted(kind="api", name=f"{firm} tool", ledgers=(OF[firm],), acts=True)
            made.tokens[firm] = new_token(made.two.office, wanted)[1]
        yield made


def names_of(office: Office, ledger: str) -> set[str]:
    """What can be read of a ledger: its name, its company's, its customers', its users' and its token's."""
    with office.store.read() as connection:
        one = ledgers.find(connection, ledger)
        assert one is not None
        people = sa.select(tables.customers.c.name).where(tables.customers.c.ledger_id == one.id)
        users = sa.select(tables.users.c.email).where(tables.users.c.firm_id == one.firm_id)
        tools = sa.select(tables.api_tokens.c.name).where(tables.api_tokens.c.firm_id == one.firm_id)
        found = {ledger, one.organisation}
        for query in (people, users, tools):
            found |= {*connection.scalars(query)}
    return found


def everything(office: Office, ledger: str) -> list[object]:
    """All rows of that ledger and its firm, to see whether any was changed."""
    with office.store.read() as connection:
        one = ledgers.find(connection, ledger)
        assert one is not None
        return [
            connection.execute(sa.select(table).where(mine).order_by(*table.primary_key)).all()
            for table, mine in firm_rows.tables_of(one.firm_id, [one.id])
            if table not in (tables.sessions, tables.api_tokens)  # which tell when they were used
        ]


@pytest.mark.parametrize("firm", OF)
def test_no_page_shows_or_changes_anything_of_the_other_firm(apart: Apart, firm: str) -> None:
    [other] = {*OF} - {firm}
    office, browser, theirs = apart.two.office, apart.browsers[firm], OF[other]
    secret = names_of(office, theirs) - names_of(office, OF[firm])
    assert len(secret) >= 4  # their customers are called the same
    before, tried = everything(office, theirs), 0
    for page in pages(office):
        if not page.pattern.startswith("/console/") or page.pattern in LEADING_OUT:
            continue
        path = re.sub(r"\{\w+(:\w+)?\}", "1", filled(office, page.pattern, theirs))
        for method in sorted(page.methods):
            came = (
                browser.get(path) if method == "GET" else browser.post(path, {"name": theirs, "act": "end"})
            )
            tried += 1
            if "{ledger}" in page.pattern:
                assert came.status_code in (400, 403, 404), (method, path, came.status_code)
            shown = {name for name in secret if name in came.text.replace(path, "")}
            assert shown == set(), (method, path)
    assert tried > 40
    for path in (
        "/console/today",
        "/console/ledgers",
        "/console/reports",
        "/console/search?q=a",
        "/console/users",
        "/console/tools",
    ):
        came = browser.get(path)
        assert came.status_code == 200
        assert {name for name in secret if name in came.text} == set(), path
        assert path in ("/console/search?q=a", "/console/users") or OF[firm] in came.text
    for act in ("change", "end", "invite", "no-codes"):
        browser.post("/console/users", {"email": f"owner@{other}.example", "act": act, "role": "viewer"})
    with office.store.read() as connection:
        [token] = [one for one in every(connection) if one.name == f"{other} tool"]
    browser.post("/console/tools/tokens", {"act": "revoke", "number": str(token.id)})
    browser.post("/console/tools/tokens", {"kind": "api", "name": "theirs", "ledgers": theirs})
    browser.post("/console/tools/webhooks", {"ledger": theirs, "url": "https://books.example.com/hook"})
    with office.store.read() as connection:
        assert [one.revoked_at for one in every(connection) if one.id == token.id] == [None]
    assert everything(office, theirs) == before


@pytest.mark.parametrize("firm", OF)
def test_no_operation_of_the_api_shows_or_changes_anything_of_it(apart: Apart, firm: str) -> None:
    [other] = {*OF} - {firm}
    office, theirs = apart.two.office, OF[other]
    secret, before = names_of(office, theirs) - names_of(office, OF[firm]), everything(office, theirs)
    headers = {"Authorization": f"Bearer {apart.tokens[firm]}", "Content-Type": "application/json"}
    for one in OPERATIONS:
        path = filled(office, f"{PREFIX}{one.path}", theirs)
        more = {"Idempotency-Key": f"key-{one.name}"} if one.acts else {}
        body = b'{"customer": "1", "note": "a", "by": "2026-12-01", "fingerprint": "a"}' if one.acts else b""
        came = apart.two.web.ask(one.method, path, body, headers | more)
        assert "{ledger}" not in one.path or came.status_code in (400, 404, 422), (path, came.status_code)
        assert {name for name in secret if name in came.text.replace(theirs, "")} == set(), path
    listed = apart.two.web.ask("GET", f"{PREFIX}/ledgers", b"", headers).json()
    assert [each["name"] for each in listed["ledgers"]] == [OF[firm]]
    assert everything(office, theirs) == before


def test_a_stranger_of_a_token_sees_no_ledger_of_two_firms(apart: Apart) -> None:
    with pytest.raises(ActError, match="several"):
        new_token(apart.two.office, Wanted(kind="api", name="both", ledgers=(*OF.values(),)))


def test_each_firm_sees_its_own(apart: Apart) -> None:
    """Else the tests above would prove nothing."""
    office = apart.two.office
    for firm, ledger in OF.items():
        browser = apart.browsers[firm]
        assert f"owner@{firm}.example" in browser.get("/console/users").text
        assert browser.get(f"/console/ledgers/{ledger}").status_code == 200
        customer = browser.get(filled(office, "/console/ledgers/{ledger}/customers/{customer}", ledger))
        assert customer.status_code == 200
        headers = {"Authorization": f"Bearer {apart.tokens[firm]}"}
        came = apart.two.web.ask("GET", f"{PREFIX}/ledgers/{ledger}", b"", headers)
        assert came.status_code == 200


def test_what_stops_at_one_firm_stops_at_no_other(apart: Apart) -> None:
    both = {firm: apart.two.of(firm) for firm in OF}
    commands.suppress(both["house"], "ann@customer.example", why="stopped", source="a reply")
    seen = {
        firm: [one.suppression.address for one in commands.suppressed(mine)] for firm, mine in both.items()
    }
    assert seen == {"house": ["ann@customer.example"], NORTH: []}
    commands.suppress(both[NORTH], "ann@customer.example", why="stopped", source="a reply to north")
    commands.lift(both["house"], "ann@customer.example", "they wrote so")
    seen = {
        firm: [one.suppression.address for one in commands.suppressed(mine)] for firm, mine in both.items()
    }
    assert seen == {"house": [], NORTH: ["ann@customer.example"]}


def test_an_address_is_a_user_of_one_firm(apart: Apart) -> None:
    with pytest.raises(UserError, match="cannot be a user here"):
        users.add(apart.two.of(NORTH), "owner@house.example", "Robin", "owner", None)
    with pytest.raises(UserError, match="no user"):
        users.end(apart.two.of(NORTH), "owner@house.example")
    with pytest.raises(UserError, match="no ledger is named 'harbour'"):
        users.add(apart.two.of(NORTH), "kim@north.example", "Kim", "viewer", ["harbour"])
