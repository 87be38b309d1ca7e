"""A large round is asked in two processes: the decisions are the same, whatever becomes of the other one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sync import side_by_side
from sync.asking import Answer, Asker
from sync.store import decided, review
from sync.store.accounts import Key
from tests.sync.books import customer, invoice
from tests.sync.desk import Desk, desk

PAYERS = 9  # with the stranger there is no flood yet, so each is asked about but once


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk on each kind of database, with some who owe."""
    with desk(tmp_path, store_url) as made:
        ids = [f"C{number}" for number in range(PAYERS)]
        made.stage(*map(customer, ids), *(invoice(f"I{one}", of=one) for one in ids))
        made.decide()  # from then on they are in debt, which is a fact of its own
        yield made


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every round is a large one."""
    monkeypatch.setattr(side_by_side, "LARGE", 1)
    monkeypatch.setattr(side_by_side, "CHUNK", 2)
    monkeypatch.setattr(side_by_side, "_cores", lambda: 2)  # also on a machine of one


def decide(bench: Desk) -> dict[str, tuple[str, str, str]]:
    """By customer what was decided, and what it rested on."""
    with bench.office.store.write() as connection:
        review.review_ledger(connection, bench.ledger.id)
    outcome = bench.decide()
    assert (outcome.decisions - outcome.waits, outcome.dropped) == (PAYERS, 0)
    assert len(bench.effects()) == PAYERS
    with bench.office.store.read() as connection:
        standing = decided.standing(connection, bench.ledger.id)
    return {one.customer_id: (repr(one.decision), repr(one.versions), one.account_digest) for one in standing}


def test_what_is_asked_in_two_is_what_is_asked_in_one(bench: Desk, request: pytest.FixtureRequest) -> None:
    alone = decide(bench)
    request.getfixturevalue("large")
    assert decide(bench) == alone


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("reads", [0, 100, 1_000_000])
def test_nothing_is_lost_with_the_other_process(
    bench: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: int
) -> None:
    alone = decide(bench)
    short_lived = tmp_path / "python"
    short_lived.write_text(f"#!/bin/sh\nhead -c {reads} >/dev/null & sleep 0.2\n", encoding="ascii")
    short_lived.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(short_lived))  # what the other process is begun by
    assert decide(bench) == alone


@pytest.mark.usefixtures("large")
def test_the_other_process_does_answer(bench: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the folder that we are in has something of the program's name."""
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "__init__.py").write_text("raise SystemExit(3)", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    here = Asker.ask
    asked: list[str] = []

    def seen(asker: Asker, keys: Sequence[Key]) -> list[Answer]:
        asked.extend(customer for customer, _ in keys)
        return here(asker, keys)

    monkeypatch.setattr(Asker, "ask", seen)  # in this process alone: it answers as before, and is counted
    assert len(decide(bench)) >= PAYERS
    assert len(asked) < PAYERS


def test_the_other_process_ends_when_nobody_asks_any_more() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sync.side_by_side"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
