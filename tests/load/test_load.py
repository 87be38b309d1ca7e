"""Eight processes at one ledger, for ten seconds of what `make load` does for two minutes; sign-ins too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.holds import check
from tests.load.storm import CUSTOMERS, storm
from tests.world import BOTH, QUICKBOOKS, world

_SECONDS = 10
_PER_MINUTE = 400  # Xero's sixty a minute would have to be waited for; `make load` does


@pytest.mark.parametrize("name", BOTH)
def test_after_ten_seconds_of_load_and_faults_the_books_agree_and_nothing_stands_twice(
    tmp_path: Path, name: str
) -> None:
    with world(tmp_path, customers=CUSTOMERS) as made:
        done = storm(made, name, _SECONDS, seed=20261122, per_minute=_PER_MINUTE)
        check(done)
        assert len(done.calls()) > 20
        assert done.effects()["payment", "done"]


def test_under_load_on_postgresql_too(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=CUSTOMERS, store=postgres_url) as made:
        check(storm(made, QUICKBOOKS, _SECONDS, seed=20261123, per_minute=_PER_MINUTE))
