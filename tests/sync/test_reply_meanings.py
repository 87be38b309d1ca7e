"""What replies mean at a desk: stops and absences settle themselves, the rest is drafted and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync.commands import replies as commands
from sync.commands.drafts import confirm, drafts
from sync.commands.targets import ActError
from sync.store import review, suppressions
from tests.sync.books import TODAY, booked
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import ACME, STRANGER, hear, kept, key_to, letter, stock


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """A reminder went to Acme and to Bolt."""
    with desk(tmp_path) as made:
        yield stock(made)


def only(bench: Desk) -> int:
    [one] = commands.messages(bench.office, bench.ledger)
    return one.number


def test_a_stop_is_honoured_at_once_and_by_itself(bench: Desk) -> None:
    assert hear(bench, letter("Please stop sending me emails.", to_key=key_to(bench))).waiting == 0
    assert bench.standing().reason.name == "OPTED_OUT"
    with bench.office.store.read() as connection:
        [found] = suppressions.suppressed(connection, "email", [ACME])[ACME]
    assert found.why == "stopped"
    assert kept(bench)[0].note == "they want no more: no e-mail is sent to them any more"


def test_a_stop_with_a_dispute_stops_and_waits_for_a_person(bench: Desk) -> None:
    text = "The pump was broken, we dispute invoice INV-1.\nStop sending me emails."
    assert hear(bench, letter(text, to_key=key_to(bench))).waiting == 1
    assert bench.standing().reason.name == "REPLY_WAITS"
    commands.resolve_reply(bench.office, bench.ledger, only(bench), "we look", "robin")
    bench.decide()
    assert bench.standing().reason.name == "OPTED_OUT"


def test_where_the_policy_says_so_a_stop_waits_for_a_person(bench: Desk) -> None:
    bench.under('approval_required = "none"\nreplies.stop = false')
    assert hear(bench, letter("Please stop sending me emails.", to_key=key_to(bench))).waiting == 1
    assert bench.standing().reason.name == "REPLY_WAITS"


def test_what_only_the_quote_says_is_nobodys_wish(bench: Desk) -> None:
    text = "Thank you.\n\nOn 3 May 2026 Summit <accounts@summit.example> wrote:\n> Stop sending me emails.\n"
    hear(bench, letter(text, to_key=key_to(bench)))
    assert bench.standing().reason.name == "REPLY_WAITS"


def test_an_absence_holds_nothing_unless_the_policy_waits_for_the_return(bench: Desk) -> None:
    back = TODAY + timedelta(days=12)
    text = f"I am out of the office until {back:%d %B %Y}."
    away = letter(
        text, to_key=key_to(bench), subject="Automatic reply: Reminder", Auto_Submitted="auto-replied"
    )
    assert hear(bench, away).waiting == 0
    assert kept(bench)[0].back_on == back
    assert bench.standing().reason.name not in ("REPLY_WAITS", "AWAY")
    later = bench.office.clock.now() + timedelta(days=9)
    bench.under('approval_required = "none"\nreplies.wait_for_return = true').at(later)
    bench.stage(booked(later.date()))
    with bench.office.store.write() as connection:
        review.review_ledger(connection, bench.ledger.id)
    bench.decide()
    assert (bench.standing().reason.name, str(back.day) in bench.standing().text) == ("AWAY", True)


def test_a_machine_that_passes_on_a_dispute_waits_for_a_person(bench: Desk) -> None:
    relayed = letter(
        "We dispute invoice INV-1, the pump was broken.",
        to_key=key_to(bench),
        Auto_Submitted="auto-generated",
    )
    assert hear(bench, relayed).waiting == 1
    assert bench.standing().reason.name == "REPLY_WAITS"


def test_a_promise_is_drafted_in_their_words_and_recorded_when_confirmed(bench: Desk) -> None:
    day = TODAY + timedelta(days=9)
    hear(bench, letter(f"We will pay invoice INV-1 on {day:%d %B %Y}.", to_key=key_to(bench)))
    number = only(bench)
    [draft] = drafts(bench.office, bench.ledger, number)
    assert (draft.kind, draft.confirmable, "INV-1" in draft.says) == ("promise", True, True)
    [told] = confirm(bench.office, bench.ledger, number, [draft.number], "robin")
    assert "promise" in told
    bench.decide()
    assert bench.standing().reason.name == "PROMISED"
    assert commands.message(bench.office, bench.ledger, number).became == told
    with pytest.raises(ActError, match="was settled already"):
        confirm(bench.office, bench.ledger, number, [draft.number], "robin")


def test_a_dispute_is_drafted_and_recorded_with_its_reason(bench: Desk) -> None:
    hear(bench, letter("We dispute invoice INV-1: the pump was broken.", to_key=key_to(bench)))
    number = only(bench)
    found = [each for each in drafts(bench.office, bench.ledger, number) if each.kind == "dispute"]
    confirm(bench.office, bench.ledger, number, [found[0].number], "robin")
    bench.decide()
    assert bench.standing().reason.name == "DISPUTED"


def test_nothing_is_recorded_of_somebody_unknown_or_of_no_draft(bench: Desk) -> None:
    hear(bench, letter("We will pay on Friday.", sender=STRANGER))
    number = only(bench)
    with pytest.raises(ActError, match="say first whose it is"):
        confirm(bench.office, bench.ledger, number, [1], "robin")
    commands.assign_reply(bench.office, bench.ledger, number, "C1", "robin")
    with pytest.raises(ActError, match="has no draft 9"):
        confirm(bench.office, bench.ledger, number, [9], "robin")
    assert commands.message(bench.office, bench.ledger, number).waiting
