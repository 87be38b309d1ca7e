"""The web application over real HTTP, and a small firm's three companies on two providers behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import requests
import uvicorn

from connectors.sandbox.webhooks import signature
from sync.clock import fixed
from sync.office import Office, open_office
from sync.store import ledgers, signals
from sync.web.app import make_app
from tests.ready import FILE, ready
from tests.sync.books import NOW, TODAY, organisation

INTUIT_KEY, XERO_KEY, OTHER_KEY = "verifier-1", "xero-key-1", "verifier-2"
REALM, OTHER_REALM, TENANT = "310687", "310688", "c2cc9b6e-9458-4c7d-93cc-f02b81b0594f"
COMPANIES = {
    "main-street": ("quickbooks", REALM, INTUIT_KEY),
    "summit": ("quickbooks", OTHER_REALM, INTUIT_KEY),
    "harbour": ("xero", TENANT, XERO_KEY),
}
_LEDGER = """
[ledgers.{name}]
provider = "{provider}"
client_id = "id"
client_secret = "secret"
{key}
[ledgers.{name}.sender]
name = "{name}"
email = "accounts@{name}.example"
"""


@dataclass(slots=True)
class Served:
    """`url`: where it listens. `told`: the lines it told who runs it."""

    office: Office
    url: str
    told: list[str] = field(default_factory=list)

    def post(self, provider: str, body: bytes, key: str | None, **headers: str) -> requests.Response:
        """One delivery, signed with `key` unless that is `None`."""
        header = {"quickbooks": "intuit-signature", "xero": "x-xero-signature"}.get(provider, "x")
        if key is not None:
            headers[header] = signature(body, key)
        return self.ask("POST", f"/webhooks/{provider}", body, headers)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> requests.Response:
        """Any request."""
        with requests.Session() as session:
            session.trust_env = False
            return session.request(method, f"{self.url}{path}", data=body, headers=headers, timeout=60)

    def heard(self) -> dict[str, int]:
        """How often each ledger was told of, as far as it waits for a pull."""
        with self.office.store.read() as connection:
            return {name: one.heard for name, one in signals.waiting(connection).items()}


def settings(store: str, companies: dict[str, tuple[str, str, str]]) -> str:
    """A config.toml; a company with an empty key has none."""
    return f'[store]\nurl = "{store}"\n' + "".join(
        _LEDGER.format(name=name, provider=provider, key=f'webhook_key = "{key}"' if key else "")
        for name, (provider, _, key) in companies.items()
    )


def linked_office(
    folder: Path, store: str, companies: dict[str, tuple[str, str, str]] | None = None
) -> Office:
    """The three companies, linked."""
    wanted = COMPANIES if companies is None else companies
    path = folder / "config.toml"
    path.write_text(settings(store, wanted), encoding="utf-8")
    ready(folder / FILE)
    office = open_office(path, fixed(NOW))
    with office.store.write() as connection:
        for name, (provider, company_id, _) in wanted.items():
            known = msgspec.structs.replace(organisation(company_id), provider=provider)
            ledgers.link(connection, name, known, TODAY)
    return office


@contextmanager
def served(office: Office, port: int = 0) -> Iterator[Served]:
    """The application, listening on this machine until the end. `port`: 0 for any that is free."""
    one = Served(office, "")
    app = make_app(office, one.told.append)
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_config=None, lifespan="off", ws="none", server_header=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        give_up = time.monotonic() + 10
        while not server.started:
            assert time.monotonic() < give_up
            time.sleep(0.01)
        one.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield one
    finally:
        server.should_exit = True
        thread.join()
