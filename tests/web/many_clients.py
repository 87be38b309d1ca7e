"""A bookkeeper's many clients, each with the same small book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from connectors.base import Tokens
from dunning.ledger import Row
from sync.decide import decide_due
from sync.store import credentials, ledgers
from sync.store.stage import stage
from tests.sync.books import NOW, booked, organisation
from tests.sync.desk import NAME, Desk, a_year_ago, desk

_TOKENS = Tokens(
    access_token="access",
    refresh_token="refresh",
    expires_at=NOW + timedelta(minutes=30),
    refresh_expires_at=None,
    hard_expires_at=None,
    scope="",
)


@contextmanager
def many(folder: Path, policy: str, names: Sequence[str], rows: Sequence[Row]) -> Iterator[Desk]:
    """A desk with a ledger of each of these names beside its own; all have these rows, and are decided."""
    with desk(folder, policy=policy) as made:
        path = folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        [section] = re.findall(rf"(?s)\[ledgers\.{NAME}\].*?(?=\[policy\])", text)
        more = "".join(section.replace(f"[ledgers.{NAME}", f"[ledgers.{name}") for name in names)
        path.write_text(text.replace(section, section + more), encoding="utf-8")
        made.at(NOW)
        with made.office.store.write() as connection:
            for name in names:
                known = ledgers.link(connection, name, organisation(f"company {name}"), a_year_ago())
                credentials.save(connection, made.office.vault(), known.id, name, _TOKENS)
                released = NOW - timedelta(days=300)
                ledgers.update(connection, known.id, complete=True, released_at=released)
        for name in (NAME, *names):
            with made.office.store.write() as connection:
                stage(connection, made.office.linked(name).id, [booked(), *rows], NOW)
            with made.office.work(name) as work:
                decide_due(work)
        yield made
