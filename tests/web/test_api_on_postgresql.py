"""The API, webhooks, calendar and card on PostgreSQL: what its spelling, sorting and locking could change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import commands
from sync.commands import webhooks
from sync.store import separation, tokens
from sync.telling import tell_all
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.web.receiver import receiver
from tests.web.served import served
from tests.web.tools import Tools, tools

HERE = "[worker]\ntells_this_machine = true\n[mail]\n"


@pytest.fixture
def one(tmp_path: Path, postgres_url: str) -> Iterator[Tools]:
    """Ids that languages and computers sort differently."""
    with tools(tmp_path, postgres_url) as made:
        made.desk.stage(customer("C1", name="Acme Ltd"), customer("c2", name="Zoë"))
        made.desk.stage(*(invoice(each, of="C1") for each in ("a-1", "A-2", "a 3", "B", "b", "é", "10", "9")))
        made.desk.stage(invoice("z", of="c2"))
        made.desk.decide()
        yield made


def test_pages_hold_each_invoice_once_and_since_tells_what_changed(one: Tools) -> None:
    token, seen, cursor = one.token(acts=True), [], ""
    while True:
        page = one.get(f"/ledgers/summit/invoices?limit=2{cursor}", token).json()
        seen += [each["id"] for each in page["invoices"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert sorted(seen) == sorted(["a-1", "A-2", "a 3", "B", "b", "é", "10", "9", "z"])
    held = {"customer": "c2", "note": "they called"}
    first, second = (one.post("/ledgers/summit/holds", token, held) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content) == (200, first.content)
    changed = one.get(f"/ledgers/summit/invoices?since={page['since']}", token).json()
    assert [each["id"] for each in changed["invoices"]] == ["z"]
    assert one.get("/ledgers/summit/invoices/%00", token).status_code == 404
    assert one.get("/ledgers/summit/customers/a%00b", token).status_code == 404


def test_a_key_is_taken_by_one_of_two_that_come_at_once(one: Tools) -> None:
    office, ledger = one.desk.office, one.desk.ledger
    with office.store.write() as first:
        assert tokens.begin(first, ledger.id, 1, "key", digest="x", asked_at=NOW) is None
    with office.store.write() as second:
        assert tokens.begin(second, ledger.id, 1, "key", digest="x", asked_at=NOW) == tokens.Asked(
            "x", None, None
        )


def test_what_happens_is_told_and_shown(one: Tools) -> None:
    path = one.desk.folder / "config.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[mail]\n", HERE), encoding="utf-8")
    one.desk.at(NOW)
    with receiver() as to:
        webhooks.add_webhook(one.desk.office, one.desk.ledger, to.url, ())
        by = TODAY + timedelta(days=3)
        said = commands.Said(by="a test", customer="C1")
        commands.promise(one.desk.office, one.desk.ledger, said, amount=None, by=by)
        to.answers = lambda _: 500
        assert tell_all(one.desk.office).failed == 1
        [state] = webhooks.every_webhook(one.desk.office, one.desk.ledger)
        assert (state.problem, state.waiting) == ("it answers 500", 1)
        assert [each["type"] for each in to.events] == ["promise.made"]
    with served(one.desk.office) as web:
        calendar = web.ask("GET", f"/calendar/{one.token('calendar', names=True)}.ics")
        assert "Promised payment of Acme Ltd" in calendar.text
        card = web.ask("GET", f"/card/{one.token('card', names=True)}")
        assert "<bdi>Zoë</bdi>: 120.00 GBP" in card.text


def test_a_call_about_one_ledger_is_narrowed_to_it_in_the_database(one: Tools) -> None:
    entered: list[tuple[str, str]] = []
    with one.desk.office.store.write() as connection:
        assert separation.separate(connection)

    def saw(_c: object, _cursor: object, _sql: str, given: object, _more: object, _many: bool) -> None:
        if isinstance(given, dict) and {"firm", "ledger", "role"} == given.keys():
            entered.append((given["firm"], given["ledger"]))

    token, engine = one.token(), one.desk.office.store.engine
    sa.event.listen(engine, "before_cursor_execute", saw)
    try:
        assert one.get("/ledgers/summit/invoices", token).json()["invoices"]
        about_it = [*entered]
        entered.clear()
        assert one.get("/ledgers", token).status_code == 200
    finally:
        sa.event.remove(engine, "before_cursor_execute", saw)
    number = str(one.desk.ledger.id)
    assert ("1", number) in about_it
    assert about_it[about_it.index(("1", number)) :].count(("1", "")) == 0
    assert set(entered) == {("1", "")}
