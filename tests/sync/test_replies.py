"""Replies at a desk: matched, holding every currency of theirs until a person settles them here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from connectors.mail.reading import read
from sync.commands import replies as commands
from sync.commands.targets import ActError
from sync.evidence.dossier.facts import Options
from sync.evidence.dossier.gather import gather
from sync.evidence.dossier.parts.communications import communications
from sync.evidence.dossier.words import Words
from sync.intake.replies import Desk as IntakeDesk
from sync.intake.replies import take_in
from sync.privacy.retention import enforce
from sync.status import statuses
from sync.store import personal
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import ACME, BOLT, STRANGER, hear, kept, key_to, letter, stock


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A reminder went to Acme and to Bolt."""
    with desk(tmp_path, store_url) as made:
        yield stock(made)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Desk]:
    """The same on SQLite alone."""
    with desk(tmp_path) as made:
        yield stock(made)


def test_an_address_is_known_in_whichever_script_it_is_written(bench: Desk) -> None:
    bench.stage(customer("C3", name="Cord", emails=("büro@bücher.example",)), invoice("I9", of="C3"))
    hear(bench, letter(sender="Jo <büro@xn--bcher-kva.example>"))
    [one] = commands.messages(bench.office, bench.ledger)
    assert one.whose == ("Cord",)


def test_a_reply_holds_every_currency_until_a_person_settles_it(bench: Desk) -> None:
    heard = hear(bench, letter(to_key=key_to(bench), sender=STRANGER))
    assert (len(heard.new), heard.waiting, heard.unmatched) == (1, 1, 0)
    for currency in ("GBP", "EUR"):
        assert bench.standing("C1", currency).reason.name == "REPLY_WAITS"
    assert bench.standing("C2").reason.name != "REPLY_WAITS"
    [one] = commands.messages(bench.office, bench.ledger)
    assert f'"We paid on Monday.". See: duesync reply summit {one.number}.' in bench.standing().text
    commands.resolve_reply(bench.office, bench.ledger, one.number, "asked for the remittance", "robin")
    bench.decide()
    assert "REPLY_WAITS" not in bench.reasons().values()
    with pytest.raises(ActError, match="settled already: asked for the remittance"):
        commands.resolve_reply(bench.office, bench.ledger, one.number, "again", "robin")
    [done] = commands.messages(bench.office, bench.ledger, settled=True)
    assert (done.became, done.by) == ("asked for the remittance", "robin")


def test_the_same_message_is_kept_once_and_another_under_its_id_is_kept_too(quick: Desk) -> None:
    first = letter()
    assert hear(quick, first, first).known == 1
    assert hear(quick, b"Received: from elsewhere\r\n" + first).known == 1
    assert len(hear(quick, letter("Stop this, it is all wrong.")).new) == 1
    assert len(kept(quick)) == 2


def test_a_sender_alone_holds_and_is_marked(quick: Desk) -> None:
    hear(quick, letter(sender=ACME.upper()))
    [one] = commands.messages(quick.office, quick.ledger)
    assert (one.whose, one.how) == (
        ("Acme Tools Ltd",),
        "by its sender's address alone, which anybody can write",
    )
    assert quick.standing().text.startswith(f"{ACME} wrote on ")
    assert "who may be Acme Tools Ltd" in quick.standing().text


def test_an_address_of_two_customers_holds_both_until_a_person_says_whose_it_is(quick: Desk) -> None:
    quick.stage(customer("C3", name="Acme North", emails=(ACME,)), invoice("I9", number="INV-9", of="C3"))
    hear(quick, letter())
    held = {each for each, reason in quick.reasons().items() if reason == "REPLY_WAITS"}
    assert held == {"C1", "C3"}
    [one] = commands.messages(quick.office, quick.ledger)
    assert (
        commands.assign_reply(quick.office, quick.ledger, one.number, "Acme North", "robin") == "Acme North"
    )
    quick.decide()
    assert {each for each, reason in quick.reasons().items() if reason == "REPLY_WAITS"} == {"C3"}


def test_of_nobody_known_it_is_listed_until_a_person_assigns_it(quick: Desk) -> None:
    assert hear(quick, letter(sender=STRANGER)).unmatched == 1
    assert "REPLY_WAITS" not in quick.reasons().values()
    [one] = commands.messages(quick.office, quick.ledger)
    assert (one.whose, one.how) == ((), "nobody known")
    commands.assign_reply(quick.office, quick.ledger, one.number, "C2", "robin")
    quick.decide()
    assert quick.reasons()["C2"] == "REPLY_WAITS"


def test_a_reply_to_another_customers_message_is_theirs_whoever_sends_it(quick: Desk) -> None:
    hear(quick, letter(to_key=key_to(quick, "C2"), sender=ACME))
    assert (quick.reasons()["C2"], kept(quick)[0].whose) == ("REPLY_WAITS", ("C2",))
    assert quick.reasons()["C1"] != "REPLY_WAITS"


def test_machines_hold_nobody_and_those_about_nobody_are_not_kept(quick: Desk) -> None:
    machine = {"Auto-Submitted": "auto-replied"}
    heard = hear(quick, letter("Ticket 12 was opened.", to_key=key_to(quick), **machine))
    assert (len(heard.new), heard.waiting) == (1, 0)
    assert hear(quick, letter("Our news!", sender=STRANGER, List_Id="<news.example>")).left == 1
    assert "REPLY_WAITS" not in quick.reasons().values()


def test_after_two_working_days_it_is_late(quick: Desk) -> None:
    hear(quick, letter())
    assert commands.late_messages(quick.office, quick.ledger) == []
    quick.at(NOW + timedelta(days=6))
    assert [one.late for one in commands.late_messages(quick.office, quick.ledger)] == [True]
    assert any(
        "waits for longer than two working days" in each for each in statuses(quick.office)[0].warnings
    )


def test_a_copy_of_our_own_message_is_no_reply(quick: Desk) -> None:
    copy = letter(sender="accounts@summit.example", message_id=f"<{key_to(quick)}@summit.example>")
    assert hear(quick, copy).own == 1
    assert kept(quick) == []


def test_what_cannot_be_read_waits_for_a_person_too(quick: Desk) -> None:
    assert hear(quick, b"\x00\xff\xfe" * 50).unmatched == 1
    [one] = commands.messages(quick.office, quick.ledger)
    assert (one.kind, one.problems) == ("unreadable", ("it has no headers, so it is no message",))


def test_what_came_in_is_in_the_dossier_of_whose_it_surely_is(quick: Desk) -> None:
    hear(quick, letter(to_key=key_to(quick)))
    quick.stage(customer("C3", name="Acme North", emails=(ACME,)))
    hear(quick, letter("Of either of them.", message_id="<2@acme.example>"))
    facts = gather(quick.office, quick.ledger, "C1", Options(language="en", address=(), number=None))
    assert [one.message.words for one in facts.came_in] == ["We paid on Monday."]
    part = communications(facts, Words("en"))
    assert [one["words"] for one in part.told["came_in"]] == ["We paid on Monday."]
    assert "Of either of them." not in str(part)


def test_a_settled_message_of_nobody_goes_with_time_and_theirs_stays(quick: Desk) -> None:
    hear(quick, letter(sender=STRANGER), letter(to_key=key_to(quick), message_id="<2@acme.example>"))
    for one in commands.messages(quick.office, quick.ledger):
        commands.resolve_reply(quick.office, quick.ledger, one.number, "seen", "robin")
    quick.at(NOW + timedelta(days=100))
    [done] = enforce(quick.office, quick.ledger.name)
    assert done.messages == 1
    assert [one.whose for one in kept(quick)] == [("C1",)]


def test_what_is_held_of_a_customer_has_their_messages_and_goes_with_them(quick: Desk) -> None:
    hear(quick, letter(), letter("Ours.", sender=BOLT))
    with quick.office.store.write() as connection:
        who = personal.person(connection, quick.ledger.id, "C1")
        held = personal.held(connection, who)
        assert [len(held[name]) for name in ("incoming", "incoming_whose")] == [1, 1]
        personal.delete(connection, who, {"incoming", "incoming_whose"})
    assert [one.message.words for one in kept(quick)] == ["Ours."]


def test_of_a_mailbox_that_ledgers_share_each_takes_what_is_its_own(quick: Desk) -> None:
    """What is nobody's is the first ledger's; here another comes first."""
    now = quick.office.clock.now()

    @contextmanager
    def writing() -> Iterator[Connection]:
        with quick.office.store.write() as connection:
            yield connection

    at_desk = IntakeDesk(
        store=quick.office.store,
        ledger=quick.ledger,
        policy=quick.office.policy(quick.ledger.name),
        ours=frozenset({"accounts@summit.example"}),
        now=now,
        writing=writing,
        shared=frozenset({"another"}),
    )
    elsewhere = letter(sender=STRANGER).replace(b"To: accounts@summit", b"To: accounts@another")
    ours = letter("To us.", sender=STRANGER)
    heard = take_in(at_desk, [read(each, now) for each in (elsewhere, ours, letter("From Acme."))])
    assert (heard.left, heard.unmatched) == (1, 1)
    assert [one.message.words for one in kept(quick)] == ["To us.", "From Acme."]
