"""What was agreed, as a bookkeeper meets it: typed in, kept silent about, judged by the books."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.stories.terminal import Terminal, Told, terminal
from tests.world import WORKING_DAY, XERO, world

PROMISER, PROMISED_BY = "Łódź Textiles", "odz.textiles.4@example.com"  # one open invoice, INV-1133
DISPUTER, DISPUTED_BY = "Fromagerie de la Forêt", "fromagerie.de.11@example.net"  # INV-1139, EUR 233.60


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Both customers were reminded on Wednesday 18 November."""
    with world(tmp_path, customers=12) as made, terminal(made) as typed:
        made.ready_to_send(XERO)
        typed.type("run", XERO)
        assert {PROMISED_BY, DISPUTED_BY} <= {message["To"] for message in made.mail()}
        yield typed


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00:00").replace(tzinfo=UTC)


def a_pass(desk: Terminal, day: str) -> list[tuple[str, str]]:
    """All is booked, approved and run on that day; returns to whom something went, and its text.

    Amounts as English writes them, in whatever language it is.
    """
    before = len(desk.world.mail())
    for words in (
        ("confirm-books", XERO, "--as-of", day),
        ("sync", XERO),
        ("approve", XERO, "--yes"),
        ("run", XERO),
    ):
        assert desk.type(*words, now=at(day)).code == 0
    return [
        (str(message["To"]), message.get_body(("plain",)).get_content().replace(",", "."))  # type: ignore[union-attr]  # every one of ours has it
        for message in desk.world.mail()[before:]
    ]


def guard(desk: Terminal, number: str, name: str, day: str) -> dict[str, object]:
    told = desk.type("why", XERO, number, "--json", now=at(day)).json
    found: dict[str, object] = next(each for each in told["guards"] if each["guard"] == name)
    return found


def test_a_promise_is_silence_until_its_day_and_then_the_next_level(desk: Terminal) -> None:
    told = desk.type(
        "promise", XERO, "--customer", PROMISER, "--by", "2026-12-01", "--who", "Ewa", "--where", "call",
        now=at("2026-11-19"),
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    promised = "promise of EUR 406.84 by 1 December 2026 (Ewa, call)"
    assert told.out.startswith(f"The {promised} with {PROMISER} is recorded (number 1).\n")
    assert "nothing is asked for invoice INV-1133 before 3 December 2026" in told.out
    assert 'If nothing comes: "second_reminder" on 3 December 2026.' in told.out

    for day in ("2026-11-25", "2026-12-01", "2026-12-02"):
        assert PROMISED_BY not in {to for to, _ in a_pass(desk, day)}
        answer = guard(desk, "INV-1133", "promise", day)
        assert answer["blocks"]
        assert f"The {promised} is open" in str(answer["text"])
    assert f"agreed: {PROMISER}: the {promised} is open" in desk.type("status", now=at("2026-12-02")).out

    went = dict(a_pass(desk, "2026-12-03"))
    assert "406.84" in went[PROMISED_BY]
    why = desk.type("why", XERO, "INV-1133", "--json", now=at("2026-12-03")).json
    assert [one["level"] for one in why["facts"]["notices"]] == ["reminder", "second_reminder"]
    assert f"{PROMISER}: the {promised} was broken" in desk.type("status", now=at("2026-12-03")).out
    assert PROMISED_BY not in {to for to, _ in a_pass(desk, "2026-12-04")}


def test_a_disputed_part_is_not_asked_for_until_it_is_answered(desk: Terminal) -> None:
    told = desk.type(
        "dispute", XERO, "--invoice", "INV-1139", "--amount", "33.60", "--reason", "two boxes were broken",
        "--owner", "Jo", now=at("2026-11-19"),
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    assert 'The dispute about EUR 33.60 ("two boxes were broken") that Jo is to answer' in told.out
    letter = dict(a_pass(desk, "2026-11-25"))[DISPUTED_BY]
    assert "200.00" in letter
    assert "233.60" not in re.sub(r"(?m)^  .*$", "", letter)  # the row may name the invoice's total

    told = desk.type(
        "dispute", XERO, "--invoice", "INV-1139", "--answer", "the boxes left whole", now=at("2026-11-26")
    )
    assert "is answered, and stays on record" in told.out
    assert "233.60" in dict(a_pass(desk, "2026-12-02"))[DISPUTED_BY]


def test_leaving_lists_what_is_agreed(desk: Terminal) -> None:
    for words in (
        ("promise", XERO, "--customer", PROMISER, "--by", "2026-12-01"),
        ("dispute", XERO, "--invoice", "INV-1139", "--reason", "broken"),
        ("hand-over", XERO, "--customer", "O'Brien & Sons", "--to", "Collect Ltd"),
    ):
        assert desk.type(*words).code == 0
    left = desk.type("unlink", XERO, "--json").json["open"]
    assert left["promises"] == [f"{PROMISER}: the promise of EUR 406.84 by 1 December 2026"]
    assert left["disputes"][0].startswith(f'{DISPUTER}: the dispute about the whole ("broken")')
    assert left["handed over"] == [
        "O'Brien & Sons: the hand-over to Collect Ltd (agency) on 18 November 2026"
    ]


def test_what_is_paid_after_a_hand_over_is_told_once_when_it_arrives(desk: Terminal) -> None:
    who = ("--customer", "O'Brien & Sons")
    assert desk.type("hand-over", XERO, *who, "--to", "Collect Ltd").code == 0
    assert "report it" not in desk.type("run", XERO).err
    open_ = [
        each
        for each in desk.world.sandbox.xero.books.open_invoices()
        if each.contact.customer.name == "O'Brien & Sons"
    ]
    desk.api(XERO).pay(open_[0].number, Decimal("12.50"))
    told = desk.type("run", XERO)
    assert (
        f"warning: {XERO}: O'Brien & Sons paid EUR 12.50 on 18 November 2026, and the debt is with "
        "Collect Ltd: report it to them"
    ) in told.errors
    assert "report it" not in desk.type("run", XERO).err
    assert any("is in force: EUR 12.50 came since" in each for each in desk.status(XERO)["agreements"])


def test_every_sort_of_agreement_is_made_and_ended_by_its_command(desk: Terminal) -> None:
    who = ("--customer", PROMISER)
    made: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
        ("PROMISED", ("promise", "--amount", "100", "--by", "2026-12-01"), ("--withdraw",)),
        (
            "INSTALMENTS",
            ("instalments", "--part", "2026-12-01=206.84", "--part", "2027-01-05=200"),
            ("--withdraw",),
        ),
        ("CLAIMED_PAID", ("claim", "--paid-on", "2026-11-17", "--reference", "TX-9"), ("--withdraw",)),
        ("SETTLEMENT", ("settle", "--amount", "300", "--by", "2026-12-01", "--yes"), ("--withdraw",)),
        ("HANDED_OVER", ("hand-over", "--to", "Law LLP", "--lawyer"), ("--end",)),
        ("HOLD", ("exclude", "--note", "a friend"), ("--end",)),
    ]
    too_early = desk.type("hand-over", XERO, *who, "--to", "Law LLP", "--lawyer")
    assert too_early.code == 1
    assert "the law does not allow it yet: No 14-day letter was received yet" in too_early.err
    notice = ("--channel", "letter", "--notice", "fourteen_day_letter", "--at", "2026-10-01")
    assert "logged as contact 1 with" in desk.type("log", XERO, "as the law has it", *who, *notice).out
    for reason, (command, *options), over in made:
        told = desk.type(command, XERO, *who, *options)
        assert (told.code, told.err) == (0, "")
        desk.type("sync", XERO)
        assert desk.type("why", XERO, "INV-1133", "--json").json["reason"] == reason
        assert desk.type(command, XERO, *who, *over).code == 0
        again = desk.type(command, XERO, *who, *over)
        assert (again.code, len(again.errors)) == (1, 1)
        assert PROMISER in again.err
    assert "logged as contact 2 with" in desk.type("log", XERO, "will look", *who).out
    assert "contact 2 counts no more" in desk.type("log", XERO, "--withdraw", "2").out
    assert "'summons' is no notice" in desk.type("log", XERO, "x", *who, "--notice", "summons").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("promise", XERO, "--customer", PROMISER), "say by when: --by YYYY-MM-DD"),
        (("promise", XERO, "--customer", PROMISER, "--by", "soon"), "'soon' is not a date"),
        (("promise", XERO, "--by", "2026-12-01"), "say whose debt it is"),
        (("instalments", XERO, "--customer", PROMISER, "--part", "100"), "'100' is no instalment such as"),
        (("dispute", XERO, "--reason", "x"), "say whose debt it is"),
        (("settle", XERO, "--customer", PROMISER, "--by", "2026-12-01"), "say what is enough"),
        (("exclude", XERO), "say who is left out"),
        (("log", XERO, "a call"), "say who it was with"),
        (("log", XERO, "--customer", PROMISER, "--at", "noon"), "'noon' is no time such as"),
    ],
)
def test_what_is_missing_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    with world(tmp_path, customers=5) as made, terminal(made) as typed:
        made.link(XERO)
        told: Told = typed.type(*words, now=WORKING_DAY)
        assert told.code in {1, 2}
        [line] = told.errors
        assert said in line
