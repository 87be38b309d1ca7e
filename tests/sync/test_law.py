"""`duesync law` as it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dunning.law.vectors import COLUMNS
from sync import law
from sync.doctor import examine
from tests.house.sources import ROOT
from tests.sync.desk import NAME, desk

CASES = ROOT / "tests" / "dunning" / "law_vectors.csv"


def duesync(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, as a process of its own."""
    command = [sys.executable, "-m", "sync", *words]
    return subprocess.run(  # noqa: S603  # our own command
        command, cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_file_of_cases_is_judged_and_printed_as_json(tmp_path: Path) -> None:
    done = duesync(tmp_path, "law", "check", str(CASES), "--json")
    results = json.loads(done.stdout)["results"]
    assert done.returncode == 0
    assert len(results) == len(CASES.read_text().splitlines()) - 1
    assert all(set(each) == {"id", "ok", "expected", "got"} and each["ok"] for each in results)


def test_a_case_that_comes_out_otherwise_is_shown_and_fails(tmp_path: Path) -> None:
    header, row = CASES.read_text().splitlines()[:2]
    (tmp_path / "cases.csv").write_text(f"{header}\n{row.replace('allow', 'block')}\nx{row}\n")
    done = duesync(tmp_path, "law", "check", "cases.csv")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        ["1: expected block, got allow", "1 of 2 cases as expected."],
    )


def test_a_row_that_cannot_be_read_spoils_no_other(tmp_path: Path) -> None:
    header, row = CASES.read_text().splitlines()[:2]
    (tmp_path / "cases.csv").write_text(f"{header}\n{row.replace('2026-11-24T20:30', 'soon')}\nx{row}\n")
    done = duesync(tmp_path, "law", "check", "cases.csv")
    assert done.returncode == 1
    assert done.stdout.startswith("1: expected allow, got not readable: row 1: ")
    assert "1 of 2 cases as expected." in done.stdout


def test_a_file_of_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("id,place\n1,GB\n")
    done = duesync(tmp_path, "law", "check", "cases.csv")
    assert (done.returncode, "cases.csv lacks the columns debtor_kind" in done.stderr) == (2, True)


def test_every_rule_is_listed_with_its_source(tmp_path: Path) -> None:
    done = duesync(tmp_path, "law", "list")
    assert done.returncode == 0
    for pack in law.packs():
        assert pack.pack.title in done.stdout
        for rule in pack.rules:
            assert f"{rule.id}: " in done.stdout
            assert rule.cite in done.stdout


@pytest.mark.parametrize(
    "odd",
    [
        "2026-11-24T20:30,America/New_York,zones=America/New_York|Nowhere",
        "2026-11-24T20:30,America/New_York,zones=America/New_York|",
        "2026-11-24T20:30,America,",
        "2026-11-24T20:30,America/New_York,wish=not_before_110:00",
        "0001-01-01T00:00,Asia/Tokyo,",
        "9999-12-31T23:59,America/New_York,",
    ],
)
def test_a_case_that_cannot_be_read_keeps_no_other_from_being_judged(tmp_path: Path, odd: str) -> None:
    file = tmp_path / "cases.csv"
    rows = f"7,US-FL,consumer,first_party,overdue,phone,{odd},allow,,x,V\n8,,,,,,,,,,,,\n"
    file.write_text(",".join(COLUMNS) + "\n" + rows, encoding="utf-8")
    first, second = law.check_file(file)
    assert (first.ok, first.got.partition(":")[0]) == (False, "not readable")
    assert (second.ok, second.got.partition(":")[0]) == (False, "not readable")


def test_packs_are_found_by_the_country_they_are_about() -> None:
    found = law.by_country()
    assert {"us-ma-940cmr7", "us-tcpa"} <= {pack.pack.id for pack in found["US"]}
    assert "house" not in {pack.pack.id for packs in found.values() for pack in packs}
    assert "uk-payments-bill" not in {pack.pack.id for pack in found["GB"]}


def test_another_content_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = law.version()
    law.version.cache_clear()
    monkeypatch.setattr(law, "rates", tuple)
    assert law.version() != before
    law.version.cache_clear()


@pytest.mark.parametrize(
    ("policy", "level", "words"),
    [
        ("", "warn", "debtor_kind is not set"),
        ('law = { debtor_kind = "sole_trader" }', "ok", "sole trader debtors and a first party"),
    ],
)
def test_doctor_asks_whom_the_firm_bills(tmp_path: Path, policy: str, level: str, words: str) -> None:
    with desk(tmp_path, policy=policy) as made:
        [found] = [each for each in examine(made.office) if each.about == f"{NAME} policy.law"]
    assert found.level == level
    assert words in found.text
