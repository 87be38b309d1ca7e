"""Heads of the audit chains: kept once each, held against the chain, and refused when they are none."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sync.evidence import heads
from sync.evidence.heads import NoHeads
from sync.keeping import keep_house
from sync.office import Office
from sync.store.chain import tell
from tests.sync.books import linked, opened
from tests.sync.test_leaving import NAME, office_on


def told(office: Office, ledger_id: int) -> None:
    with office.store.write() as connection:
        tell(connection, ledger_id, "pull", {"rows": 1})


def test_each_head_is_kept_once_by_the_owner_alone(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'duesync.db'}") as store:
        office = office_on(store, tmp_path)
        ledger_id = linked(store, name=NAME)
        linked(store, "B-1", "silent")
        assert keep_house(office) == []
        for _ in range(2):
            told(office, ledger_id)
            assert keep_house(office) == keep_house(office) == []
        file = tmp_path / "audit-heads.txt"
        assert [line.split()[1:3] for line in file.read_text().splitlines()] == [[NAME, "2"], [NAME, "3"]]
        assert file.stat().st_mode & 0o777 == 0o600
        assert heads.read(file)[NAME][3] == heads.heads(office)[0].hash


def test_what_is_no_file_of_heads_is_named_and_a_full_disk_stops_no_worker(tmp_path: Path) -> None:
    (tmp_path / "audit-heads.txt").write_text("Dear customer,\n", encoding="utf-8")
    with pytest.raises(NoHeads, match=r"audit-heads.txt, line 1, is no head"):
        heads.read(tmp_path / "audit-heads.txt")
    with opened(f"sqlite:///{tmp_path / 'duesync.db'}") as store:
        office = office_on(store, tmp_path)
        told(office, linked(store, name=NAME))
        assert "is no head of a chain" in keep_house(office)[0]
        nowhere = msgspec.structs.replace(office.config.keeping, heads=tmp_path / "nowhere" / "heads.txt")
        away = Office(msgspec.structs.replace(office.config, keeping=nowhere), store, office.clock)
        assert "could not be kept" in keep_house(away)[0]
        none = msgspec.structs.replace(office.config.keeping, heads=None)
        assert (
            keep_house(Office(msgspec.structs.replace(office.config, keeping=none), store, office.clock))
            == []
        )
