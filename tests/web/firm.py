"""A small firm's two companies as the demo leaves them, with its console: books to look at in pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests
import sqlalchemy as sa

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking, mornings
from sync.clock import fixed
from sync.commands import webhooks
from sync.commands.targets import Id, today_of
from sync.commands.tokens import Wanted, new_token
from sync.decide import decide_due
from sync.office import Office, open_office
from sync.portal.visitor import hand_over
from sync.pull import pull
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent
from sync.run import run_pass
from sync.secrets import make_key_file
from sync.tables import notices
from tests.ready import FILE, ready
from tests.web.served import Served, served

PUBLIC = "http://127.0.0.1:1"
_BUSY = f"""
[serve]
public_url = "{PUBLIC}"
[policy]
approval_required = "every"
[[ledgers.summit.policy.levels]]
name = "ring"
days = 4
channel = "call"
"""
_OWNER = 'owner_email = "robin@firm.example"\n'


def linked(office: Office, *, approved: tuple[str, ...], later: int = 0) -> None:
    """Link both companies and run each once; what waits in the `approved` ones got its yes before.

    `later`: so many of it were put off first, and are taken up again since.
    """
    for name in LEDGERS.values():
        under_way = linking.begin(office, name)
        under_way.finish(consent(under_way.address), lambda grants: grants[0])
        with office.work(name) as work:
            pull(work)
            decide_due(work)
        if name in approved:
            _approve(office, name, later)


def _approve(office: Office, name: str, later: int) -> None:
    ledger = office.linked(name)
    put_off = commands.proposals(office, ledger)[:later]
    if put_off:
        until = today_of(office, ledger) + timedelta(days=7)
        commands.postpone(office, ledger, put_off, until=until, words="we talk to them", by="demo")
    commands.approve(office, ledger, commands.proposals(office, ledger), "demo")
    with office.work(name) as work:
        run_pass(work)
        for one in put_off:
            commands.take_up_again(office, ledger, customer=one.customer_id, by="demo")
        decide_due(work)


@contextmanager
def pretended(
    folder: Path, *, link: bool = True, seed: int = 7, busy: bool = False
) -> Iterator[tuple[Sandbox, Served]]:
    """The sandbox, and the pages over it. `link`: harbour was approved and run, summit waits for its yes.

    `busy`: something of every kind waits for somebody: messages and a reply at harbour, whose owner was
    mailed of them, and calls at summit. Other tools are told of harbour, and look in.
    Customers have pages of their own, as if the world came by `PUBLIC`.
    """
    with Sandbox(seed=seed, start=NOW, customers=12, limits=FREE) as sandbox:
        ready(folder / FILE)
        config = folder / "config.toml"
        more = HURRY + _OWNER if busy else HURRY
        text = configuration(sandbox, more=more) + (_BUSY if busy else "")
        config.write_text(text, encoding="utf-8")
        make_key_file(folder / "duesync.key")
        office = open_office(config, fixed(NOW))
        try:
            if busy:
                office.store.prove_url(PUBLIC)
            if link:
                linked(office, approved=("harbour",), later=2 if busy else 0)
            with served(office) as one:
                if busy:
                    _tell_tools(office)
                    _write_in(one)
                    mornings.mail_owner(office, office.linked("harbour"))
                yield sandbox, one
        finally:
            office.close()


def _tell_tools(office: Office) -> None:
    """Two tools look in, and one is told of what happens at harbour from now on."""
    new_token(office, Wanted(kind="api", name="our CRM", ledgers=("harbour",), acts=True))
    new_token(office, Wanted(kind="calendar", name="Jo's calendar", ledgers=("harbour", "summit"), days=365))
    webhooks.add_webhook(office, office.linked("harbour"), "https://crm.example.com/duesync", ())


def _write_in(one: Served) -> None:
    """One who got a reminder writes on the page that it leads to."""
    ledger = one.office.linked("harbour")
    with one.office.store.read() as connection:
        wrote = sa.select(notices.c.customer_id).where(notices.c.ledger_id == ledger.id)
        customer = connection.scalars(wrote.order_by(notices.c.effect_id.desc()).limit(1)).one()
    page = hand_over(one.office, ledger, Id(customer), None, "a test").address.replace(PUBLIC, one.url)
    words = {"words": "Is this for the delivery in May? Two crates of it were broken.", "person": "1"}
    assert requests.post(f"{page}/ask", words, timeout=20).ok
