"""Letters on paper and text messages as a person's tasks: their words, and when a letter counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync import commands
from sync.commands import ActError
from sync.commands.addresses import envelope
from sync.deliver import deliver
from sync.doctor import _house
from sync.evidence.dossier.facts import Facts, Options
from sync.evidence.dossier.gather import gather
from sync.store import decided
from sync.templates import templates
from tests.sync.books import NOW, TODAY, customer, invoice, payment
from tests.sync.desk import NAME, Desk, desk

LEVELS = """\
approval_required = "none"
[[policy.levels]]
name = "by post"
days = 4
channel = "letter"
[[policy.levels]]
name = "text"
days = 30
channel = "sms"
"""
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def approved(tmp_path: Path, store_url: str) -> Iterator[Desk]:
    """A letter to C1 about GBP 120.00 was approved on Wednesday."""
    with desk(tmp_path, store_url, policy=LEVELS) as made:
        made.stage(customer(), invoice("I1", overdue=12)).decide()
        made.approve().decide()
        yield made


def the_key(made: Desk) -> str:
    [one] = commands.to_post(made.office, made.ledger)
    return one.key


def dossier(made: Desk) -> Facts:
    return gather(made.office, made.ledger, "C1", Options(language="en", address=(), number=None))


def carried_out(made: Desk) -> int:
    with made.work() as work:
        return deliver(work).tasks


def levels(made: Desk) -> list[tuple[str, datetime]]:
    with made.office.store.read() as connection:
        [one] = decided.standing(connection, made.ledger.id, customer_id="C1", currency="GBP")
        account = decided.snapshot(connection, one.account_digest)
    return [(each.level, each.delivered_at) for each in account.notices]


def test_an_approved_letter_waits_to_be_posted_and_counts_only_then(approved: Desk) -> None:
    [waiting] = commands.to_post(approved.office, approved.ledger)
    assert (waiting.customer, waiting.level, waiting.amount) == ("Customer C1", "by post", Decimal(120))
    assert carried_out(approved) == 0
    approved.at(TOMORROW).decide()
    assert levels(approved) == []
    assert the_key(approved) == waiting.key
    commands.posted(approved.office, approved.ledger, waiting.key)
    approved.decide()
    assert levels(approved) == [("by post", TOMORROW)]
    [kept] = dossier(approved).communications
    assert "Customer C1" in kept.text, "its words are kept for the evidence file"
    assert kept.subject
    assert commands.to_post(approved.office, approved.ledger) == []
    assert approved.standing().reason.name == "BOOKS_NOT_BOOKED"  # the next level counts from the post
    with pytest.raises(ActError, match="counts as posted already"):
        commands.posted(approved.office, approved.ledger, waiting.key)


def test_the_day_of_posting_may_be_told_later(approved: Desk) -> None:
    key = the_key(approved)
    approved.at(NOW + timedelta(days=5)).decide()
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=6)):
        with pytest.raises(ActError, match=rf"from {TODAY} to today, not on {day}"):
            commands.posted(approved.office, approved.ledger, key, day)
    commands.posted(approved.office, approved.ledger, key, TODAY + timedelta(days=1))
    approved.decide()
    assert levels(approved) == [("by post", datetime(2026, 11, 19, 12, tzinfo=UTC))]


def test_a_letter_that_was_paid_meanwhile_is_not_posted(approved: Desk) -> None:
    key = the_key(approved)
    approved.stage(invoice("I1", edit=2, overdue=12, balance=Decimal(0), status="paid"))
    with pytest.raises(ActError, match=r"is due no more \(decided anew: Nothing is owed.*do not post it"):
        commands.posted(approved.office, approved.ledger, key)
    approved.decide()
    assert levels(approved) == []


def test_a_letter_of_another_amount_needs_another_yes(approved: Desk) -> None:
    key = the_key(approved)
    approved.stage(invoice("I1", edit=2, overdue=12, owes="120.00", balance=Decimal(70)))
    with pytest.raises(ActError, match="due no more"):
        commands.posted(approved.office, approved.ledger, key)
    assert approved.standing().reason.name == "APPROVAL"
    approved.approve().decide()
    assert the_key(approved) != key


def test_without_a_whole_address_a_letter_waits_until_one_is_written_which_stays_through_pulls(
    approved: Desk,
) -> None:
    approved.stage(customer("C2", address=(), country="IE"), invoice("I2", of="C2", overdue=12)).decide()
    assert approved.reasons()["C2"] == "NO_ADDRESS"
    told = approved.standing("C2").text
    assert told.startswith("Customer C2 has no usable postal address. Write it in the ledger, or here:")
    with pytest.raises(ActError, match="has 2 to 5 lines below the name, not 1"):
        commands.write_address(approved.office, approved.ledger, "C2", ["Dublin", " "], "robin")
    lines = ["2 Quay Street", "Dublin 2"]
    commands.write_address(approved.office, approved.ledger, "C2", lines, "robin")
    approved.stage(customer("C2", address=(), country="IE", edit=2)).decide()
    assert approved.reasons()["C2"] == "APPROVAL"
    with approved.office.store.read() as connection:
        [one] = decided.standing(connection, approved.ledger.id, customer_id="C2")
        account = decided.snapshot(connection, one.account_digest)
    assert envelope(account) == ("Customer C2", "2 Quay Street", "Dublin 2", "IRELAND")
    found = commands.end_address(approved.office, approved.ledger, "C2", "robin")
    assert (found.lines, found.own) == ((), False)
    approved.decide()
    assert approved.reasons()["C2"] == "NO_ADDRESS"
    with pytest.raises(ActError, match="was written here"):
        commands.end_address(approved.office, approved.ledger, "C2", "robin")


def test_an_address_written_here_counts_before_the_ledgers(approved: Desk) -> None:
    shown = commands.address_of(approved.office, approved.ledger, "C1")
    assert (shown.lines, shown.own) == (("1 Mill Lane", "LEEDS", "LS1 1AA"), False)
    for lines in (["1 New Street", "Hull"], ["2 New Street", "Hull"]):
        commands.write_address(approved.office, approved.ledger, "Customer C1", lines, "robin")
    shown = commands.address_of(approved.office, approved.ledger, "C1")
    assert (shown.lines, shown.own) == (("2 New Street", "Hull"), True)
    commands.end_address(approved.office, approved.ledger, "C1", "robin")
    assert not commands.address_of(approved.office, approved.ledger, "C1").own


def test_an_unknown_letter_is_named(approved: Desk) -> None:
    with pytest.raises(ActError, match=f"{NAME} has no letter 'NOPE' to post: see duesync letter {NAME}"):
        commands.posted(approved.office, approved.ledger, "NOPE")


def test_while_all_is_redirected_no_letter_counts(approved: Desk) -> None:
    path = approved.folder / "config.toml"
    path.write_text(f'redirect_to = "me@example.com"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    approved.at(NOW)
    with pytest.raises(ActError, match="redirect_to is set"):
        commands.posted(approved.office, approved.ledger, the_key(approved))


def test_a_service_that_is_not_set_or_whose_folder_is_missing_is_told(approved: Desk) -> None:
    with pytest.raises(ActError, match="no service is configured to print and post"):
        commands.hand_over_letters(approved.office, approved.ledger)
    path = approved.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}[letters]\nfolder = "nowhere"\n', encoding="utf-8")
    approved.at(NOW)
    with pytest.raises(ActError, match="nowhere, is not there"):
        commands.hand_over_letters(approved.office, approved.ledger)
    [found] = [each for each in _house(approved.office) if each.about == "letters folder"]
    assert (found.level, "nowhere, is not there" in found.text) == ("fail", True)


def test_a_text_task_carries_its_words_its_number_and_its_length(tmp_path: Path) -> None:
    with desk(tmp_path, policy=LEVELS.replace("days = 4", "days = 1").replace("letter", "sms")) as made:
        made.stage(customer(phone="+44 20 7946 0999"), customer("C2", phone=None))
        made.stage(invoice("I1", overdue=12), invoice("I2", of="C2", overdue=12)).decide()
        proposals = {one.customer_id: one for one in commands.proposals(made.office, made.ledger)}
        words = commands.content(made.office, made.ledger, proposals["C1"])
        assert words.to == ("+44 20 7946 0999",)
        assert words.text.startswith("Summit: we have a message for you")
        assert "120" not in words.text, "whoever holds the telephone may be a consumer"
        assert words.segments is not None
        assert (words.segments.encoding, words.segments.count) == ("gsm7", 1)
        assert (words.refused, words.remarks) == ((), ())
        assert commands.content(made.office, made.ledger, proposals["C2"]).to == ()
        made.approve()
        assert made.decide().decisions == 2
        assert carried_out(made) == 2


def test_a_text_to_a_firm_names_the_amount(tmp_path: Path) -> None:
    policy = LEVELS.replace("letter", "sms").replace('"none"\n', '"none"\nlaw.debtor_kind = "company"\n', 1)
    with desk(tmp_path, policy=policy) as made:
        made.stage(customer(), invoice("I1", overdue=12)).decide()
        [waiting] = commands.proposals(made.office, made.ledger)
        assert "£120.00" in commands.content(made.office, made.ledger, waiting).text


@pytest.mark.parametrize("channel", ["sms", "letter", "email"])
def test_words_that_may_not_be_used_are_kept_from_who_would_use_them(tmp_path: Path, channel: str) -> None:
    rude = dict(templates())
    rude["en/sms.txt.j2"] = "{{ sender }}: we call the police. STOP ends texts."
    rude["en/polite.j2"] = rude["en/polite.j2"].replace(
        "{% block closing %}", "{% block closing %}\nWe call the police."
    )
    policy = LEVELS.replace("letter", channel).replace('"none"', '"every"')
    with desk(tmp_path, policy=policy) as made:
        made.stage(customer(), invoice("I1", overdue=12)).decide()
        [waiting] = commands.proposals(made.office, made.ledger)
        words = commands.content(replace(made.office, templates=lambda: rude), made.ledger, waiting)
        assert "police" in " ".join(words.refused)
        assert ("police" in words.text) is (channel == "email")  # it is refused again when it would leave


def test_a_letter_says_thanks_for_what_came_in_since_the_last(tmp_path: Path) -> None:
    policy = 'approval_required = "every"'
    with desk(tmp_path, policy=policy) as made:
        made.stage(customer(), invoice("I1", overdue=12)).decide()
        made.approve().decide()
        assert made.send() == 1
        made.stage(
            invoice("I1", edit=2, overdue=12, owes="120.00", balance=Decimal(70)),
            payment("P9", on=TODAY + timedelta(days=2), amount="50.00", applied={"I1": "50.00"}),
            payment("P10", on=date(2026, 12, 30), of="STRANGER", amount="1.00"),
        )
        made.at(NOW + timedelta(days=14)).decide()
        [waiting] = commands.proposals(made.office, made.ledger)
        assert "£50.00 on 20 November 2026" in commands.content(made.office, made.ledger, waiting).text
