"""What a pass, the worker's tick, the pages and their search really ask of the database."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from sync import mornings
from sync.fleet import dispatch, schema
from sync.fleet.turn import take_turn
from sync.leaving.deletion import delete_due
from sync.office import Office
from sync.portal.visitor import hand_over
from sync.reports import weekly
from sync.store import figures, runs, signals, turns, webhooks
from sync.store.signals import Told
from tests.web.console import signed_in
from tests.web.portal_desk import URL
from tests.web.served import served
from tests.world import WORKING_DAY, XERO, World

_PLANNED = ("SELECT", "UPDATE", "DELETE", "INSERT")
_ARRIVING = "arriving_"  # a page on its way, in a table that is gone afterwards
_TOLD = Told("xero", "6e2ee3ee-9b2a-4b8a-b6c8-7a2f4d3f0d11", frozenset({XERO}))
Asked = dict[str, Any]  # statement -> one set of parameters it was asked with


def listen(engine: sa.Engine, asked: Asked) -> None:
    """Keep from now on what that engine's connections ask."""

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _heard(_on: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith(_PLANNED) and _ARRIVING not in statement:
            asked.setdefault(statement, parameters[0] if many else parameters)


def lived(made: World) -> Asked:
    """Some days of one ledger, and somebody who looks at it."""
    asked: Asked = {}
    listen(made.office.store.engine, asked)
    made.ready_to_send(XERO)
    for days in (0, 30):
        made.at(WORKING_DAY + timedelta(days=days))
        listen(made.office.store.engine, asked)
        made.run(XERO)
    tick(made)
    customer = _look(made)
    text = made.config.read_text(encoding="utf-8")
    serve = f'[serve]\npublic_url = "{URL}"\n[ledgers.'
    made.config.write_text(text.replace("[ledgers.", serve, 1), encoding="utf-8")
    made.at(made.office.clock.now()).office.store.prove_url(URL)
    listen(made.office.store.engine, asked)
    office, ledger = made.office, made.office.linked(XERO)
    with served(office) as web:
        link = hand_over(office, ledger, customer, None, "robin").address.rpartition("/")[2]
        assert web.ask("GET", f"/p/{link}").status_code == 200
    return asked


def tick(made: World) -> None:
    """What the worker asks again and again, due or not."""
    office, ledger = made.office, made.office.linked(XERO)
    delete_due(office)
    mornings.is_due(office, ledger)
    weekly.is_due(office, ledger)
    with office.store.read() as connection:
        runs.last_whole(connection, ledger.id, office.clock.now())
        signals.waiting(connection)
        webhooks.any_due(connection, office.clock.wall())
        webhooks.due(connection, office.clock.wall(), 100)
        figures.effect_counts(connection, ledger.id)
    with office.store.write() as connection:
        signals.hear(connection, Counter({_TOLD: 1}), office.clock.wall())
    if office.store.engine.dialect.name == "postgresql":
        _dispatch(office)


def _dispatch(office: Office) -> None:
    """The same of a fleet's: who is due, for what, and what is planned then."""
    schema.prepare(office.store.engine)
    dispatch.enrol(office)
    assert dispatch.due(office) != {}
    dispatch.others_are_to_be_told(office)
    assert take_turn(office, XERO, lambda: True) is None
    with office.store.read() as connection:
        turns.runs_due(connection, office.clock.now(), office.clock.wall(), dispatch.MOST_WAITING)
        turns.polls_due(connection, office.clock.now(), office.clock.wall(), dispatch.MOST_WAITING)
        turns.first_pulls(connection, office.clock.now(), office.clock.wall(), dispatch.MOST_WAITING)


def _look(made: World) -> str:
    """The console's pages; returns a customer who owes something."""
    office = made.office
    with office.store.read() as connection:
        owed: Any = figures.open_invoices(connection, office.linked(XERO).id)[0]
        name = figures.customer_names(connection, office.linked(XERO).id)[owed.customer_id]
    with served(office) as web:
        browser = signed_in(web)
        for page in (
            "/today",
            "/ledgers",
            f"/ledgers/{XERO}",
            f"/ledgers/{XERO}/customers",
            f"/ledgers/{XERO}/customers?sort=name&page=2",
            f"/search?q={quote(name[:4])}",
            f"/search?q={quote(owed.number)}",
            f"/ledgers/{XERO}/customers/{owed.customer_id}",
            f"/ledgers/{XERO}/invoices/{quote(owed.number)}",
        ):
            came = browser.get(f"/console{page}")
            assert came.status_code == 200, (page, came.text[:300])
    return str(owed.customer_id)
