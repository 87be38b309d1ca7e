"""A message of which nobody knows whether it went is looked for where sent messages are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.sandbox.imap.server import ImapFailure
from sync import commands
from sync.rehearsal.sandbox import inboxes
from sync.status import told_of
from sync.tables import notices
from tests.world import WORKING_DAY, XERO, World, world


@pytest.fixture
def office(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, customers=4) as made:
        yield made


def sending(made: World, *, inbox: bool = True) -> None:
    """Messages are approved, and there is an inbox to be read unless there is none."""
    if inbox:
        text = made.config.read_text(encoding="utf-8")
        made.config.write_text(text + inboxes(made.sandbox), encoding="utf-8")
        made = made.at(WORKING_DAY)
    made.ready_to_send(XERO)


def counted(made: World) -> int:
    with made.office.store.read() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(notices)) or 0)


def troubles(made: World) -> tuple[str, ...]:
    ledger = made.office.linked(XERO)
    with made.office.store.read() as connection:
        return told_of(connection, ledger)


def uncertain(made: World) -> int:
    return len(commands.uncertain_messages(made.office, made.office.linked(XERO)))


def test_one_that_went_is_found_and_counts_and_nobody_is_asked(office: World) -> None:
    sending(office)
    office.sandbox.mail.fail("lost", times=1)
    assert office.run(XERO).delivered.uncertain == 1
    before, sent = counted(office), len(office.mail())
    done = office.run(XERO)
    assert (done.settled.found, done.settled.for_a_person) == (1, 0)
    assert (uncertain(office), troubles(office)) == (0, ())
    assert counted(office) == before + 1
    assert done.delivered.notes > 0
    assert office.run(XERO).delivered.messages == 0
    assert len(office.mail()) == sent


def test_one_that_is_not_found_waits_for_a_person_who_is_told_when_it_was_looked_for(office: World) -> None:
    sending(office)
    office.sandbox.mail.fail("cut", times=1)
    office.run(XERO)
    sent = len(office.mail())
    for _ in range(2):
        done = office.run(XERO)
        assert (done.settled.found, done.settled.for_a_person) == (0, 1)
    (told,) = troubles(office)
    assert told.count("among the sent messages it was looked for on 2026-11-18 and not found") == 1
    (why,) = commands.why_uncertain(office.office, office.office.linked(XERO)).values()
    assert why.endswith("looked for on 2026-11-18 and not found")
    assert "and not found; it is never sent again by itself" in told
    assert len(office.mail()) == sent

    ((_, message),) = commands.uncertain_messages(office.office, office.office.linked(XERO))
    late = f"Message-ID: {message.message_id}\r\n\r\nlate\r\n".encode()
    office.sandbox.imap.deliver("accounts@harbour.example", late, folder="Sent")
    assert office.run(XERO).settled.found == 1
    assert uncertain(office) == 0


def test_a_mailbox_that_fails_holds_up_no_pass(office: World) -> None:
    sending(office)
    office.sandbox.mail.fail("lost", times=1)
    office.run(XERO)
    failures: tuple[ImapFailure, ...] = ("refuse", "busy", "cut")
    for failure in failures:
        office.sandbox.imap.fail(failure)
        assert office.run(XERO).settled.for_a_person == 1
        (told,) = troubles(office)
        assert told.count("among the sent messages it was not looked for: mail server 127.0.0.1") == 1
        assert "sandbox-pass" not in told
    assert office.run(XERO).settled.found == 1


def test_where_no_inbox_is_read_a_person_is_asked(office: World) -> None:
    sending(office, inbox=False)
    office.sandbox.mail.fail("lost", times=1)
    office.run(XERO)
    assert office.run(XERO).settled.for_a_person == 1
    assert "among the sent" not in troubles(office)[0]


def test_one_that_went_to_the_office_is_found_and_does_not_count(office: World) -> None:
    text = office.config.read_text(encoding="utf-8")
    office.config.write_text(f'redirect_to = "me@office.example"\n{text}', encoding="utf-8")
    sending(office)
    office.sandbox.mail.fail("lost", times=1)
    office.run(XERO)
    assert office.run(XERO).settled.found == 1
    assert counted(office) == 0
