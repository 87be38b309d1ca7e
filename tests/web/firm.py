"""A small firm's two companies as the demo leaves them, with its console: books to look at in pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import commands, linking
from sync.clock import fixed
from sync.decide import decide_due
from sync.office import Office, open_office
from sync.pull import pull
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, LEDGERS, configuration, consent
from sync.run import run_pass
from sync.secrets import make_key_file
from tests.ready import FILE, ready
from tests.web.served import Served, served

PUBLIC = "http://127.0.0.1:1"


def linked(office: Office, *, approved: tuple[str, ...]) -> None:
    """Link both companies and run each once; what waits in the `approved` ones got its yes before."""
    for name in LEDGERS.values():
        under_way = linking.begin(office, name)
        under_way.finish(consent(under_way.address), lambda grants: grants[0])
        with office.work(name) as work:
            pull(work)
            decide_due(work)
        if name in approved:
            ledger = office.linked(name)
            commands.approve(office, ledger, commands.proposals(office, ledger), "demo")
            with office.work(name) as work:
                run_pass(work)


@contextmanager
def pretended(
    folder: Path, *, link: bool = True, seed: int = 7, own_pages: bool = False
) -> Iterator[tuple[Sandbox, Served]]:
    """The sandbox, and the pages over it. `link`: harbour was approved and run, summit waits for its yes.

    `own_pages`: customers have pages of their own, as if the world came by `PUBLIC`.
    """
    with Sandbox(seed=seed, start=NOW, customers=12, limits=FREE) as sandbox:
        ready(folder / FILE)
        config = folder / "config.toml"
        more = f'\n[serve]\npublic_url = "{PUBLIC}"\n' if own_pages else ""
        config.write_text(configuration(sandbox, more=HURRY) + more, encoding="utf-8")
        make_key_file(folder / "duesync.key")
        office = open_office(config, fixed(NOW))
        try:
            if own_pages:
                office.store.prove_url(PUBLIC)
            if link:
                linked(office, approved=("harbour",))
            with served(office) as one:
                yield sandbox, one
        finally:
            office.close()
