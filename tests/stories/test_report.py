"""`duesync report` as a bookkeeper types it: figures with their formulas, files, and a week's mail."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.stories.terminal import Terminal, terminal
from tests.world import XERO, world

PERIOD = ("--from", "2025-12-01", "--to", "2026-11-17")


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A ledger linked, pulled and run."""
    with world(tmp_path_factory.mktemp("report"), customers=6) as made, terminal(made) as one:
        made.ready_to_send(XERO)
        one.type("run")
        yield one


def test_all_ledgers_stand_below_each_other_and_one_shows_all_its_figures(typed: Terminal) -> None:
    every = typed.type("report")
    assert every.code == 0
    assert [line.split()[0] for line in every.out.splitlines()[:2]] == ["Ledger", "harbour"]
    one = typed.type("report", XERO, *PERIOD)
    assert "1 December 2025 to 17 November 2026, both days included" in one.out
    for words in (
        "DSO, countback: ",
        "CEI: ",
        "Aging over time, GBP",
        "not proof",
        "= receivables at the end of",
    ):
        assert words in one.out


def test_json_has_each_figure_with_its_definition_and_sums_that_agree(typed: Terminal) -> None:
    told = typed.type("report", XERO, *PERIOD, "--json").json
    for block in told["blocks"]:
        for day in block["aging"]:
            book = day["aged"]
            assert sum(map(Decimal, book["buckets"].values())) == Decimal(book["receivables"])
        dso = block["collecting"]["dso"]
        assert dso["definition"]["formula"]
        assert (dso["value"] is None) == bool(dso["not_enough"])
    assert len({block["currency"] for block in told["blocks"]}) == len(told["blocks"]) > 1
    [first, *_] = typed.type("report", "--json").json["ledgers"]
    assert set(first) >= {"ledger", "currency", "receivables", "overdue_share", "countback", "cei"}


def test_files_are_written_for_their_owner_alone(typed: Terminal, tmp_path: Path) -> None:
    paths = tmp_path / "tables", tmp_path / "book.xlsx", tmp_path / "month.pdf"
    told = typed.type("report", XERO, "--csv", str(paths[0]), "--xlsx", str(paths[1]))
    assert told.code == 0
    assert f"wrote {paths[1]}" in told.out
    assert (paths[0] / "harbour-figures-GBP.csv").exists()
    assert typed.type("report", XERO, "--pdf", str(paths[2])).code == 0
    text = PdfReader(io.BytesIO(paths[2].read_bytes())).pages[0].extract_text()
    assert "1 October 2026 to 31 October 2026" in " ".join(text.split())
    assert {each.stat().st_mode & 0o777 for each in paths[1:]} == {0o600}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--xlsx", "x.xlsx"), "name the ledger that it is about"),
        ((XERO, "--to", "2030-01-01"), "is not over yet"),
        ((XERO, "--from", "yesterday"), "is not a date"),
        ((XERO, "--mail", "--to", "2026-01-01"), "--mail goes alone"),
        ((XERO, "--mail"), "weekly_to in [ledgers.harbour.reports]"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(typed: Terminal, words: tuple[str, ...], why: str) -> None:
    told = typed.type("report", *words)
    assert told.code == 2
    assert why in told.errors[-1]


def test_a_weeks_mail_goes_once_by_hand_too(typed: Terminal) -> None:
    config = typed.world.config
    with config.open("a", encoding="utf-8") as opened:
        opened.write('\n[ledgers.harbour.reports]\nweekly_to = ["owner@harbour.example"]\n')
    assert "went to owner@harbour.example" in typed.type("report", XERO, "--mail").out
    assert typed.type("report", XERO, "--mail", "--json").json["sent"] == []
    assert typed.type("report", XERO, "--mail").out.endswith("it goes once\n")
