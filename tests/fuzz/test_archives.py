"""An export from outside is taken up, or refused by name; it never fills the memory, and changes nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.clock import fixed
from sync.leaving import export
from sync.leaving.export import MANIFEST, Damaged, opened
from sync.leaving.taking_up import NotTakenUp, take_up
from sync.store import ledgers, open_store
from tests.fuzz.mutations import spoiled
from tests.sync.books import NOW, linked
from tests.sync.test_leaving import NAME, filled, office_on

KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from([10**30, -(2**63) - 1, 2**63 - 1, 0.1, [], {}, "\x00", "é\r\n", "AA==", "2026-02-30"]),
)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole export, and an empty store beside it."""
    folder = tmp_path_factory.mktemp("left")
    for name in ("full", "empty"):
        store = open_store(f"sqlite:///{folder / name}.db", fixed(NOW))
        if name == "full":
            ledger_id = linked(store, "A-1", NAME)
            filled(store, ledger_id)
            with store.read() as connection:
                ledger = ledgers.find(connection, NAME)
                assert ledger is not None
                export.to_file(connection, ledger, folder / "left.zip", NOW)
        store.close()
    return folder


def entries(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "left.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, content: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return path


def read_whole(path: Path) -> None:
    with opened(path) as found:
        found.check()


@KEPT
@given(choice=st.data())
def test_a_damaged_archive(left: Path, tmp_path: Path, choice: st.DataObject) -> None:
    path = tmp_path / "left.zip"
    path.write_bytes(choice.draw(spoiled([(left / "left.zip").read_bytes()])))
    with suppress(Damaged):
        read_whole(path)


@settings(KEPT, max_examples=max(1, settings().max_examples // 3))
@given(choice=st.data())
def test_a_damaged_entry(left: Path, tmp_path: Path, choice: st.DataObject) -> None:
    content = entries(left)
    name = choice.draw(st.sampled_from(sorted(content)))
    content[name] = choice.draw(spoiled([content[name]]))
    with suppress(Damaged):
        read_whole(packed(tmp_path / "left.zip", content))


def forged(folder: Path, table: str, change: Mapping[str, Any]) -> dict[str, bytes]:
    """The export with fields of a table's first row changed, and every checksum right."""
    content = entries(folder)
    rows = [json.loads(line) for line in content[f"{table}.jsonl"].splitlines()]
    rows[0] |= change
    body = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    told = json.loads(content[MANIFEST])
    told["tables"][table] = {"rows": len(rows), "sha256": hashlib.sha256(body).hexdigest()}
    return content | {f"{table}.jsonl": body, MANIFEST: json.dumps(told).encode()}


@settings(KEPT, max_examples=max(1, settings().max_examples // 8))
@given(choice=st.data())
def test_a_row_that_no_duesync_wrote(left: Path, tmp_path: Path, choice: st.DataObject) -> None:
    content = entries(left)
    tables = sorted(
        name.removesuffix(".jsonl") for name, body in content.items() if body and name != MANIFEST
    )
    table = choice.draw(st.sampled_from(tables))
    columns = sorted(json.loads(content[f"{table}.jsonl"].splitlines()[0]))
    change = choice.draw(st.dictionaries(st.sampled_from(columns), ODD, min_size=1, max_size=2))
    path = packed(tmp_path / "left.zip", forged(left, table, change))
    shutil.copy(left / "empty.db", tmp_path / "here.db")
    store = open_store(f"sqlite:///{tmp_path / 'here.db'}", fixed(NOW))
    try:
        with suppress(Damaged, NotTakenUp):
            take_up(office_on(store, tmp_path), path, None)
            return
        with store.read() as connection:
            assert ledgers.every(connection) == []
    finally:
        store.close()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(left: Path, tmp_path: Path) -> None:
    content = entries(left)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (MANIFEST, "ledgers.jsonl"):
            archive.writestr(name, content[name])
        with archive.open("effects.jsonl", "w", force_zip64=True) as entry:
            for _ in range(220):
                entry.write(bytes(1_000_000))
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(Damaged, match=r"bomb\.zip is no export of Duesync's: it would unpack to 0\.2 GB"):
            read_whole(path)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < 5


def test_a_row_without_end_is_given_up(left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_LONGEST_LINE", 10_000)
    content = entries(left) | {"effects.jsonl": b" " * 20_000}
    with pytest.raises(Damaged, match="effects cannot be read"):
        read_whole(packed(tmp_path / "left.zip", content))


def test_more_rows_than_were_told_of_are_not_read_to_their_end(left: Path, tmp_path: Path) -> None:
    content = entries(left)
    content["effects.jsonl"] *= 50
    with pytest.raises(Damaged, match="effects is not as it was written"):
        read_whole(packed(tmp_path / "left.zip", content))


def test_no_name_in_an_archive_is_ever_a_file(left: Path, tmp_path: Path) -> None:
    content = entries(left) | {"../../escaped": b"x", "/escaped": b"x"}
    here = tmp_path / "deep" / "er"
    here.mkdir(parents=True)
    with suppress(Damaged):
        read_whole(packed(here / "left.zip", content))
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["left.zip"]
