"""Other tools at the door: a desk whose books are served, tokens for it, and requests that show them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import requests

from sync.commands.tokens import Kind, Wanted, new_token
from tests.sync.desk import NAME, Desk, desk
from tests.web.served import Served, served

EVERY = 'approval_required = "every"'


@dataclass(slots=True)
class Tools:
    """`desk`: whose books they ask about. `web`: where they ask."""

    desk: Desk
    web: Served

    def token(self, kind: Kind = "api", *ledgers: str, **more: Any) -> str:
        """A new token, for the desk's ledger where no other is named."""
        wanted = Wanted(kind=kind, name="a tool", ledgers=ledgers or (NAME,), **more)
        return new_token(self.desk.office, wanted)[1]

    def get(self, path: str, token: str | None = None, **headers: str) -> requests.Response:
        """Ask for what is below /api/v1."""
        return self.web.ask("GET", f"/api/v1{path}", b"", self._headers(token, headers))

    def post(
        self, path: str, token: str | None, body: object, key: str | None = "key-1", **headers: str
    ) -> requests.Response:
        """Do something. `key`: its Idempotency-Key."""
        given = {"Content-Type": "application/json", **headers}
        if key is not None:
            given["Idempotency-Key"] = key
        sent = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.web.ask("POST", f"/api/v1{path}", sent, self._headers(token, given))

    def _headers(self, token: str | None, headers: dict[str, str]) -> dict[str, str]:
        return headers if token is None else {"Authorization": f"Bearer {token}", **headers}


@contextmanager
def tools(folder: Path, store: str = "sqlite:///duesync.db", *, policy: str = EVERY) -> Iterator[Tools]:
    """A desk without customers yet, served."""
    with desk(folder, store, policy=policy) as one, served(one.office) as web:
        yield Tools(one, web)
