"""What was overdue for long when the books were linked: first a bookkeeper's word, then a letter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.stories.terminal import Terminal, terminal
from tests.world import XERO, world

# the pretend books are young, so old is what was more than 5 days past due on Wednesday 18 November
OLD = "\n[policy]\nold_debt_days = 5\n"
CONFIRMED = "Fresh Start Bakery"  # INV-1288, GBP 280.61
CONFIRMED_BY = "elif.kowalska.20@example.net"
FIRM, FIRM_BY = "Brückner & Söhne", "bruckner.sohne.15@example.net"  # INV-1230, EUR 766.15
BARRED = "Łódź Textiles"  # INV-1265


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Linked and read on Wednesday 18 November; nobody said anything yet."""
    with world(tmp_path) as made, terminal(made) as typed:
        made.link(XERO)
        made.config.write_text(made.config.read_text(encoding="utf-8") + OLD, encoding="utf-8")
        assert typed.type("sync", XERO).code == 0
        yield typed


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00:00").replace(tzinfo=UTC)


def a_pass(desk: Terminal, day: str) -> dict[str, str]:
    """All is booked, approved and run on that day; returns to whom something went, and its text."""
    before = len(desk.world.mail())
    for words in (
        ("confirm-books", XERO, "--as-of", day),
        ("sync", XERO),
        ("approve", XERO, "--yes"),
        ("run", XERO),
    ):
        assert desk.type(*words, now=at(day)).code == 0
    return {str(message["To"]): text_of(message) for message in desk.world.mail()[before:]}


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def waiting(desk: Terminal) -> list[str]:
    return [one["customer"] for one in desk.type("sort", XERO, "--json").json["waiting"]]


def filled_in(desk: Terminal, **choices: str) -> Path:
    """The table as a spreadsheet would save it, with these choices by customer."""
    path = desk.world.folder / "old.csv"
    told = desk.type("sort", XERO, "--csv", str(path))
    assert f"give it back: duesync sort {XERO} --from {path}" in told.out
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["choice"] = choices.get(row["customer"], "")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_unsorted_debt_is_silent_and_every_look_tells_so(desk: Terminal) -> None:
    table = desk.type("sort", XERO)
    assert "long overdue when it was linked, and silent until sorted" in table.out
    assert "What is given no choice stays silent." in table.out
    number = len(waiting(desk))
    assert number > 10
    hint = f"{number} accounts hear nothing until the old debt there, long overdue at linking, is sorted"
    for words in (("status",), ("doctor",), ("plan", XERO), ("approve", XERO)):
        assert f"{hint}: duesync sort {XERO}" in desk.type(*words, answers=lambda _said: "n").out, words
    for day in ("2026-11-18", "2026-11-25", "2026-12-02"):
        assert CONFIRMED_BY not in a_pass(desk, day)
    told = desk.type("why", XERO, "INV-1288", now=at("2026-12-02"))
    assert f"duesync sort {XERO}" in " ".join(told.out.split())


def test_the_first_message_asks_whether_the_balance_is_right(desk: Terminal) -> None:
    told = desk.type("sort", XERO, CONFIRMED, "confirm", "--note", "never asked before")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(
        f"{CONFIRMED}, invoice INV-1288, GBP 280.61: the balance is to be confirmed first.\n"
    )
    letter = a_pass(desk, "2026-11-18")[CONFIRMED_BY]
    assert "On 18 November 2026 they show an open balance of £280.61 for you." in letter
    assert "Could you please tell us whether this is right" in letter
    assert "overdue" not in letter.lower()
    [note] = desk.api(XERO).notes_on("INV-1288")
    assert note.startswith(
        "Balance confirmation asked for by e-mail 18 November 2026: 1 invoice, GBP 280.61 ["
    )

    assert CONFIRMED_BY not in a_pass(desk, "2026-11-24")
    letter = a_pass(desk, "2026-11-25")[CONFIRMED_BY]
    assert "Our books show the invoice" in letter
    found = desk.type("why", XERO, "INV-1288", "--json", now=at("2026-11-25")).json
    assert [one["level"] for one in found["facts"]["notices"]] == ["balance_confirmation", "reminder"]


def test_a_whole_list_is_sorted_in_a_spreadsheet(desk: Terminal) -> None:
    names = waiting(desk)
    choices = {
        CONFIRMED: "confirm",
        FIRM: "level firm",
        BARRED: "time-barred",
        "Paper Round": "paid 2026-11-17",
    }
    bad = filled_in(desk, **(choices | {"O'Brien & Sons": "chase them"}))
    told = desk.type("sort", XERO, "--from", str(bad))
    assert told.code == 1
    assert f"error: {XERO}: row" in told.errors[0]
    assert 'O\'Brien & Sons: "chase them" is no choice; there are: confirm, level' in told.errors[0]
    assert told.errors[1:] == ["nothing was sorted: put that right, and give the whole file again"]
    assert waiting(desk) == names

    assert desk.type("sort", XERO, "--csv", str(bad)).code == 2, "no choices are written over"
    bad.unlink()
    told = desk.type("sort", XERO, "--from", str(filled_in(desk, **choices)))
    assert (told.code, told.err) == (0, "")
    assert waiting(desk) == [one for one in names if one not in choices]
    went = a_pass(desk, "2026-11-18")
    assert {CONFIRMED_BY, FIRM_BY} <= set(went)
    reason = desk.type("why", XERO, "INV-1265", "--json").json["reason"]
    assert reason == "TIME_BARRED"

    said: list[dict[str, Any]] = desk.type("sort", XERO, "--sorted", "--json").json["sorted"]
    assert {one["customer"]: one["choice"] for one in said} == {
        CONFIRMED: "confirm",
        FIRM: "level firm",
        BARRED: "time-barred",
    }
    assert "level firm" in desk.type("sort", XERO, "--sorted").out
    assert desk.type("sort", XERO, BARRED, "--undo").out.startswith(f"{BARRED}: taken back")
    assert BARRED in waiting(desk)


def test_suggestions_are_taken_after_a_yes(desk: Terminal) -> None:
    told = desk.type("sort", XERO, "--as-suggested", answers=lambda _said: "n")
    assert (told.code, len(waiting(desk)) > 10) == (1, True)
    told = desk.type("sort", XERO, "--as-suggested", "--yes", "--json")
    assert (told.code, told.json["left"]) == (0, 0)
    assert waiting(desk) == []
    assert "no old debt waits to be sorted" in desk.type("sort", XERO).out
    assert {each["choice"] for each in desk.type("sort", XERO, "--sorted", "--json").json["sorted"]} == {
        "confirm",
        "write-off",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((CONFIRMED,), "say what becomes of it, or --undo"),
        ((CONFIRMED, "confirm", "--undo"), "say what becomes of it, or --undo"),
        ((CONFIRMED, "level", "9"), "say at which level it begins"),
        (("Nobody", "confirm"), "nobody of that name or id owes old debt"),
        (("--undo",), "say whose: duesync sort LEDGER CUSTOMER"),
        (("--sorted", "--as-suggested"), "are different things: give one"),
        (("--from", "none.csv"), "none.csv: No such file"),
        (("--from", "duesync.key"), "nothing was sorted"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(desk: Terminal, words: tuple[str, ...], said: str) -> None:
    words = tuple(str(desk.world.folder / one) if one == "duesync.key" else one for one in words)
    told = desk.type("sort", XERO, *words)
    assert told.code in {1, 2}
    [line] = told.errors
    assert said in line
