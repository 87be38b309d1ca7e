"""What opens without a sign-in, a customer's page, payment and stop, reaches the firm that gave it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from connectors.mail.reading import read
from sync.intake.matching_mail import whose
from sync.rehearsal.demo import NOW
from sync.signed import PAGE, STOP, key_in, token_of
from sync.tables import effects
from tests.postgres import ready_database
from tests.tenancy.test_pages_apart import everything, names_of
from tests.tenancy.two import NORTH, OF, Two, two_firms
from tests.web.every_page import filled, pages, token_for

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CUSTOMERS = "/p/{token}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """On PostgreSQL the database keeps them apart too; on SQLite the code alone."""
    with ExitStack() as opened:
        store = None
        if request.param == "postgresql":
            store = opened.enter_context(ready_database(request.getfixturevalue("postgres_server")))
        yield opened.enter_context(two_firms(tmp_path_factory.mktemp("links"), store))


@pytest.mark.parametrize("firm", OF)
def test_a_stop_is_heard_by_the_firm_that_wrote_and_by_no_other(two: Two, firm: str) -> None:
    """Before the next one, whose forms stop them too."""
    [other] = {*OF} - {firm}
    office, vault = two.office, two.office.vault()
    key = key_in(vault, PAGE, token_for(office, CUSTOMERS, OF[firm]))
    assert key is not None
    before = {ledger: everything(office, ledger) for ledger in OF.values()}
    path = f"/stop/{token_of(vault, STOP, key)}"
    shown = two.web.ask("GET", path)
    assert shown.status_code == 200
    secret = names_of(office, OF[other]) - names_of(office, OF[firm])
    assert {name for name in secret if name in shown.text} == set()
    assert two.web.ask("POST", path, b"List-Unsubscribe=One-Click", FORM).status_code == 200
    assert everything(office, OF[other]) == before[OF[other]]
    assert everything(office, OF[firm]) != before[OF[firm]]


@pytest.mark.parametrize("firm", OF)
def test_a_customers_link_shows_and_changes_nothing_of_the_other_firm(two: Two, firm: str) -> None:
    [other] = {*OF} - {firm}
    office, ours, theirs = two.office, OF[firm], OF[other]
    secret, before = names_of(office, theirs) - names_of(office, ours), everything(office, theirs)
    token = token_for(office, CUSTOMERS, ours)
    assert two.web.ask("GET", f"/p/{token}").status_code == 200
    tried = 0
    for page in pages(office):
        if not page.pattern.startswith(CUSTOMERS):
            continue
        for ledger in (ours, theirs):  # what is of the other is asked for by its own number, too
            path = re.sub(
                r"\{\w+(:\w+)?\}", "1", filled(office, page.pattern.replace("{token}", token), ledger)
            )
            form = {"number": path.rpartition("/")[2], "ledger": theirs, "amount": "1.00", "text": "a"}
            for method in sorted(page.methods):
                came = two.web.ask(method, path, urlencode(form).encode() if method == "POST" else b"", FORM)
                tried += 1
                assert {name for name in secret if name in came.text.replace(path, "")} == set(), (
                    method,
                    path,
                )
    assert tried > 20
    assert everything(office, theirs) == before


def test_a_link_of_one_purpose_opens_nothing_of_another(two: Two) -> None:
    office, vault = two.office, two.office.vault()
    page = token_for(office, CUSTOMERS, OF["house"])
    key = key_in(vault, PAGE, page)
    assert key is not None
    for path in (f"/stop/{page}", f"/p/{token_of(vault, STOP, key)}", f"/approve/{page}", f"/card/{page}"):
        assert two.web.ask("GET", path).status_code in (401, 403, 404), path


def test_a_reply_that_names_a_message_of_another_firm_is_about_none(two: Two) -> None:
    with two.office.store.read() as connection:
        house = two.office.linked(OF["house"]).id
        key = connection.scalars(sa.select(effects.c.key).where(effects.c.ledger_id == house)).first()
    told = read(f"From: a@bots.example\r\nSubject: stop {key}\r\n\r\n".encode(), NOW)
    found = {}
    for firm, ledger in OF.items():
        with two.office.store.read() as connection:  # the operator's, who sees both
            [whom] = whose(connection, two.office.linked(ledger), [told], frozenset())
        found[firm] = None if whom.about is None else whom.about.key
    assert found == {"house": key, NORTH: None}
