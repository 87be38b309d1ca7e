"""Every page there is, each with an address to open it by in `tests/web/firm.py`'s books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from starlette.routing import Route

from sync import commands, mornings
from sync.commands import webhooks
from sync.commands.replies import messages
from sync.commands.tokens import Wanted, new_token
from sync.office import Office
from sync.portal.visitor import hand_over
from sync.tables import customers, invoices, ledgers
from sync.tables import mornings as mailed
from sync.web.app import make_app
from sync.web.approve import PAGES as APPROVE
from sync.web.console import routes as console_routes
from sync.web.console.desk import HOME
from sync.web.console.running import Runs

TOKENS = ("/p/{token}", "/approve/{token}", "/card/{token}")
"""Where pages begin that a signed address opens, without a sign-in."""

_CARDS: dict[tuple[str, str], str] = {}  # one for each, that the page of all tokens looks always the same


@dataclass(frozen=True, slots=True)
class Page:
    """`pattern`: as its route has it, from the root. `methods`: those that it answers, HEAD aside."""

    pattern: str
    methods: frozenset[str]

    @property
    def name(self) -> str:
        """By which its pictures are kept."""
        return re.sub(r"[^a-z0-9-]+", "-", re.sub(r":\w+", "", self.pattern.lower())).strip("-")


def pages(office: Office) -> list[Page]:
    """All, in the order in which they are asked."""
    return [
        *_of(make_app(office).routes, ""),
        *(Page(f"/approve{path}", frozenset(methods)) for path, methods in APPROVE),
        *_of(console_routes(office, Runs()), HOME),
    ]


def _of(routes: object, base: str) -> Iterator[Page]:
    assert isinstance(routes, list)
    for route in routes:
        if isinstance(route, Route):
            yield Page(f"{base}{route.path}", frozenset(route.methods or ()) - {"HEAD"})


def filled(office: Office, pattern: str, ledger: str = "harbour") -> str:
    """The pattern with what stands for one thing of that ledger in the place of each name in braces.

    Tokens stay as they are: `token_for` makes those.
    """
    with office.store.read() as connection:
        row = connection.execute(
            sa.select(invoices.c.number, invoices.c.customer_id)
            .join(ledgers, ledgers.c.id == invoices.c.ledger_id)
            .join(
                customers,
                (customers.c.ledger_id == ledgers.c.id) & (customers.c.id == invoices.c.customer_id),
            )
            .where(ledgers.c.name == ledger, invoices.c.status == "open", invoices.c.balance > 0)
            .order_by(invoices.c.due_on, invoices.c.id)
            .limit(1)
        ).one()
    known = {
        "ledger": ledger,
        "customer": row.customer_id,
        "number": row.number,
        "invoice": row.number,
        "name": "duesync.css",
        "provider": "xero",
        **_waiting(office, pattern, ledger),
    }
    for name, value in known.items():
        pattern = re.sub(rf"\{{{name}(:\w+)?\}}", lambda _, value=value: str(value), pattern)  # type: ignore[misc]  # bound at once
    return pattern


def _waiting(office: Office, pattern: str, ledger: str) -> dict[str, object]:
    """What waits there for somebody, by the name in braces."""
    linked = office.linked(ledger)
    if "/replies/" in pattern:
        wrote = messages(office, linked)
        return {"number": wrote[0].number if wrote else "{number:int}"}
    if "/webhooks/" in pattern:
        told = webhooks.every_webhook(office, linked)
        return {"number": told[0].id if told else "{number:int}"}
    if "{fingerprint}" not in pattern:
        return {}
    wanted = ("call",) if "/calls/" in pattern else ("email",)
    waiting = (one.notify for one in commands.proposals(office, linked))
    act = next((each for each in waiting if each.channel in wanted), None)
    return {} if act is None else {"fingerprint": act.fingerprint}


def token_for(office: Office, pattern: str, ledger: str = "harbour") -> str:
    """One that opens pages of that pattern."""
    linked = office.linked(ledger)
    if pattern.startswith("/p/"):
        given = hand_over(office, linked, filled(office, "{customer}", ledger), None, "a test")
        return given.address.rpartition("/")[2]
    if pattern.startswith("/card/"):
        where = (office.store.instance_id(), ledger)
        if where not in _CARDS:
            wanted = Wanted(kind="card", name="a test", ledgers=(ledger,), names=True)
            _CARDS[where] = new_token(office, wanted)[1]
        return _CARDS[where]
    with office.store.read() as connection:
        key = connection.scalars(sa.select(mailed.c.key).where(mailed.c.ledger_id == linked.id)).one()
    return str(mornings.page_address(office, key)).rpartition("/")[2]
