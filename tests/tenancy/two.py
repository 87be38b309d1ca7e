"""Two firms in one store: the house with harbour's books, and north, whose own file has summit's; served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import firms, users
from sync.clock import fixed
from sync.office import Office, open_office
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, configuration
from sync.secrets import make_key_file
from sync.store.users import Role
from tests.ready import FILE, ready
from tests.web.console import PASSWORD, Browser
from tests.web.firm import PUBLIC, linked
from tests.web.served import Served, served

NORTH = "north"
OF = {"house": "harbour", NORTH: "summit"}  # whose ledger


@dataclass(frozen=True, slots=True)
class Two:
    """`office`: the operator's."""

    folder: Path
    web: Served

    @property
    def office(self) -> Office:
        """The operator's."""
        return self.web.office

    def of(self, firm: str) -> Office:
        """As that firm has it."""
        return self.office.of_firm(firms.named(self.office, firm).id)

    def user(self, firm: str, role: Role = "owner") -> str:
        """A user with `PASSWORD`; returns the address."""
        invitation = users.add(self.of(firm), f"{role}@{firm}.example", firm.title(), role, None)
        users.accept(self.office, invitation.word, PASSWORD)
        return invitation.user.email

    def signed_in(self, email: str) -> Browser:
        """A browser in which that user is signed in."""
        browser = Browser(self.web.url)
        browser.get("/console/sign-in")
        assert browser.post("/console/sign-in", {"email": email, "password": PASSWORD}).status_code == 200
        return browser


def settings(folder: Path, sandbox: Sandbox, store: str) -> Path:
    """config.toml with harbour, firms/north.toml with summit; the first of them."""
    text = configuration(sandbox, more=HURRY).replace("sqlite:///duesync.db", store)
    parts = re.split(r"(?m)^(?=\[)", text)
    theirs = [part for part in parts if part.startswith(("[ledgers.summit", "[mail"))]
    ours = [part for part in parts if not part.startswith("[ledgers.summit")]
    (folder / "firms").mkdir()
    (folder / "firms" / "north.toml").write_text("".join(theirs), encoding="utf-8")
    config = folder / "config.toml"
    more = f'[firms]\nfolder = "firms"\n\n[serve]\npublic_url = "{PUBLIC}"\n'
    config.write_text("".join(ours) + more, encoding="utf-8")
    return config


@contextmanager
def two_firms(folder: Path, store: str | None = None, *, run: bool = True) -> Iterator[Two]:
    """`store`: another database than a SQLite file in `folder`. `run`: both companies are linked and run."""
    with Sandbox(seed=7, start=NOW, customers=5, limits=FREE) as sandbox:
        if store is None:
            ready(folder / FILE)
        config = settings(folder, sandbox, store or f"sqlite:///{FILE}")
        make_key_file(folder / "duesync.key")
        office = open_office(config, fixed(NOW))
        try:
            office.store.prove_url(PUBLIC)
            firms.add(office, NORTH)
            if run:
                linked(office, approved=("harbour",))
            with served(office) as web:
                yield Two(folder, web)
        finally:
            office.close()
