"""A test mail to the user: a real letter by the real way, to nobody else, and it counts as nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from sync.commands import ActError, proposals
from sync.doctor import examine
from sync.mailing import read_back, send_test
from sync.office import open_office
from sync.rehearsal.sandbox import inboxes
from sync.status import statuses
from sync.tables import effects, notices
from tests.sync.test_pacing import Hand
from tests.world import QUICKBOOKS, XERO, world

ME = "me@house.example"


def test_one_of_the_letters_goes_to_the_user_alone_and_counts_as_nothing(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.link(XERO)
        ledger = made.office.linked(XERO)
        first = send_test(made.office, ledger, ME)
        assert (first.shows, first.subject) == ("", "[Test] Mail from Duesync")
        made.run(XERO)
        sent = send_test(made.office, made.office.linked(XERO), ME)
        *_, received = made.sandbox.mail.messages
        assert received.recipients == (ME,)
        assert received.message["Subject"] == sent.subject
        assert sent.subject.startswith("[Test] ")
        assert sent.shows in {each.customer for each in proposals(made.office, ledger)}
        assert received.message["List-Unsubscribe"] is None
        assert sent.shows in str(received.message.get_body(("plain",)))
        with made.office.store.read() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(notices)) == 0
            assert set(connection.scalars(sa.select(effects.c.state))) <= {"ready"}


def test_until_somebody_saw_a_test_mail_it_is_asked_for_and_nothing_is_blocked(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.link(XERO)
        made.run(XERO)

        def told() -> tuple[list[str], list[str]]:
            [status] = statuses(made.office)
            doctor = [one.text for one in examine(made.office) if one.about == f"{XERO} test mail"]
            return [line for line in status.warnings if "test mail" in line], doctor

        status, doctor = told()
        assert status == doctor
        assert status[0].startswith("no test mail was sent yet")
        send_test(made.office, made.office.linked(XERO), ME)
        assert told() == ([], [])
        text = made.config.read_text(encoding="utf-8")
        made.config.write_text(
            text.replace("accounts@harbour.example", "office@harbour.example"), encoding="utf-8"
        )
        made.at(made.office.clock.now())
        assert "changed since the last test mail" in told()[1][0]
        made.approve(XERO)
        assert made.run(XERO).delivered.messages


def test_an_untested_ledger_that_customers_hear_from_already_is_left_alone(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.link(QUICKBOOKS)
        made.run(QUICKBOOKS)
        made.approve(QUICKBOOKS)
        assert not [one for one in examine(made.office) if one.about == f"{QUICKBOOKS} test mail"]


def test_a_customer_gets_no_test_mail(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.link(XERO)
        made.run(XERO)
        ledger = made.office.linked(XERO)
        theirs = proposals(made.office, ledger)[0].notify.recipients[0]
        with pytest.raises(ActError, match="is the address of a customer of harbour"):
            send_test(made.office, ledger, theirs.upper())
        assert not made.mail()


def test_what_went_to_the_ledgers_own_inbox_is_read_there(tmp_path: Path) -> None:
    hand = Hand()
    with world(tmp_path) as made:
        made.link(XERO)
        with made.config.open("a", encoding="utf-8") as config:
            config.write(inboxes(made.sandbox))
        made.office.close()
        made.office = open_office(made.config, hand.clock())
        ledger, own = made.office.linked(XERO), f"accounts@{XERO}.example"
        sent = send_test(made.office, ledger, own)
        found = read_back(made.office, ledger, sent)
        assert found is not None
        assert [each.about for each in found] == ["DKIM-Signature", "Authentication-Results"]
        assert found[0].text.startswith(f"it is not signed at all: turn DKIM on for {XERO}.example")
        lost = msgspec.structs.replace(sent, message_id="<other@harbour.example>")
        assert read_back(made.office, ledger, lost) == []
        assert hand.seconds >= 60
        assert read_back(made.office, ledger, msgspec.structs.replace(sent, to=ME)) is None
