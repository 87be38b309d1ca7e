"""Courtesies and letters on paper, as a bookkeeper meets them: chosen, said yes to, carried out, told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.stories.terminal import Terminal, terminal
from tests.world import QUICKBOOKS, XERO, world

PAYER, PAYS_BY = "Łódź Textiles", "odz.textiles.4@example.com"  # one open invoice, INV-1133, EUR 406.84
CHOSEN = """
[policy.courtesies]
thanks = true
statement_day = 27
"""
TASKS = """
[[policy.levels]]
name = "text"
days = 4
channel = "sms"
[[policy.levels]]
name = "by post"
days = 11
tone = "firm"
channel = "letter"
"""


def at(day: str, clock: str = "15:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Reminders went on Wednesday 18 November, with thanks and statements chosen."""
    with world(tmp_path, customers=12) as made, terminal(made) as typed:
        made.config.write_text(made.config.read_text(encoding="utf-8") + CHOSEN, encoding="utf-8")
        made.at(at("2026-11-18")).ready_to_send(XERO)
        typed.type("run", XERO)
        yield typed


def sent(desk: Terminal, day: str, clock: str = "15:00") -> list[tuple[str, str]]:
    """A pass on that day; to whom something went, and its text."""
    before = len(desk.world.mail())
    assert desk.type("run", XERO, now=at(day, clock)).code == 0
    return [(str(each["To"]), text_of(each)) for each in desk.world.mail()[before:]]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_who_was_chased_and_pays_is_thanked_once_and_in_office_hours(desk: Terminal) -> None:
    reminder = next(each for each in desk.world.mail() if each["To"] == PAYS_BY)
    desk.world.sandbox.xero.pay("INV-1133", Decimal("406.84"), on=at("2026-11-19").date())
    assert sent(desk, "2026-11-19", "22:00") == []  # it is night
    [(to, text)] = sent(desk, "2026-11-20")
    assert to == PAYS_BY
    assert "406,84" in text
    assert "19 november 2026" in text  # they are written to in Dutch
    assert "INV-1133" not in text
    assert desk.world.mail()[-1]["In-Reply-To"] == reminder["Message-ID"]
    for day in ("2026-11-20", "2026-11-23", "2026-11-24"):
        assert PAYS_BY not in {who for who, _ in sent(desk, day)}
    why = desk.type("why", XERO, "INV-1133", "--all", now=at("2026-11-24")).out
    assert "Thanks were said for the last debt." in " ".join(why.split())
    assert len(desk.world.sandbox.xero.notes_on("INV-1133")) == 1, "the reminder's own; thanks leave none"


def test_a_payment_that_is_void_again_before_it_is_seen_is_not_thanked_for(desk: Terminal) -> None:
    paid = desk.world.sandbox.xero.pay("INV-1133", Decimal("406.84"), on=at("2026-11-19").date())
    assert sent(desk, "2026-11-19", "22:00") == []
    desk.world.sandbox.xero.delete_payment(paid)
    assert PAYS_BY not in {who for who, _ in sent(desk, "2026-11-20")}


def test_statements_are_planned_go_on_their_day_and_only_once(desk: Terminal) -> None:
    planned = desk.type("plan", XERO, "--json", now=at("2026-11-20")).json["planned"]
    due = {each["customer"] for each in planned if each["planned"]["kind"] == "statement"}
    assert due
    assert desk.type("sync", XERO, now=at("2026-11-27")).code == 0
    shown = desk.type("approve", XERO, "--letters", "--yes", now=at("2026-11-27")).out
    assert "monthly statement" in shown
    went = sent(desk, "2026-11-27")
    statements = [
        text for _, text in went if re.search(r"27 November 2026|November 27, 2026|27 november", text)
    ]
    assert statements
    assert sent(desk, "2026-11-27", "16:00") == []
    assert sent(desk, "2026-11-30") == []
    assert len({who for who, _ in went}) == len(went)


def test_texts_and_letters_are_a_persons_and_carry_their_words(tmp_path: Path) -> None:
    with world(tmp_path, customers=12) as made, terminal(made) as desk:
        made.config.write_text(made.config.read_text(encoding="utf-8") + TASKS, encoding="utf-8")
        made.at(at("2026-11-18")).link(QUICKBOOKS)
        assert desk.type("sync", QUICKBOOKS).code == 0
        told = desk.type("approve", QUICKBOOKS, "--letters", "--yes").out
        assert "Length: 1 segment (" in told
        assert "Reply STOP to end texts." in told
        assert "tasks handed over" in desk.type("run", QUICKBOOKS).out
        later = at("2026-11-25")
        for words in (("confirm-books", QUICKBOOKS, "--as-of", "2026-11-25"), ("sync", QUICKBOOKS)):
            assert desk.type(*words, now=later).code == 0
        desk.type("approve", QUICKBOOKS, "--yes", now=later)
        assert desk.type("run", QUICKBOOKS, now=later).code == 0
        waiting = desk.type("letter", QUICKBOOKS, "--json", now=later).json["to_post"]
        assert f"{len(waiting)} letters are to be printed and posted" in desk.type("status", now=later).out
        key, file = waiting[0]["key"], tmp_path / "letter.pdf"
        printed = desk.type("letter", QUICKBOOKS, key, "--out", str(file), now=later)
        assert (printed.code, printed.err) == (0, "")
        page, customer = PdfReader(file).pages[0].extract_text().splitlines(), waiting[0]["customer"]
        street, place = page[page.index(customer) + 1 : page.index(customer) + 3]
        assert street == "12 High Street"
        assert desk.type("address", QUICKBOOKS, customer, now=later).out.splitlines()[1:3] == [
            f"  {street}", f"  {place}",
        ]  # fmt: skip
        before = desk.type("status", "--json", now=later).json["ledgers"][0]["effects"]
        assert before["letter ready"] == len(waiting), "printing is not posting"
        assert "counts as posted" in desk.type("letter", QUICKBOOKS, key, "--posted", now=later).out
        assert " 0 notes" not in desk.type("run", QUICKBOOKS, now=later).out
        left = desk.type("letter", QUICKBOOKS, now=later).out
        assert key not in left
        assert waiting[1]["key"] in left
        again = desk.type("letter", QUICKBOOKS, key, "--out", str(file), now=later)
        assert (again.code, again.errors) == (1, [f"error: the letter {key} counts as posted already"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--posted",), "say which letter, by its key"),
        (("--out", "x.pdf"), "say which letter, by its key"),
        (("KEY",), "say what to do with the letter"),
        (("KEY", "--out", "x.pdf", "--on", "2026-11-18"), "a day is for a letter that was posted"),
        (("KEY", "--posted"), "has no letter 'KEY' to post"),
    ],
)
def test_what_is_missing_is_told_in_one_line(desk: Terminal, words: tuple[str, ...], said: str) -> None:
    told = desk.type("letter", XERO, *words)
    assert told.code in {1, 2}
    [line] = told.errors
    assert said in line
