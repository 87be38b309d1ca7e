"""What came in is read once, in order, and left as it is; over real IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import imapclient
import pytest

from connectors.errors import Refused
from connectors.mail.imap_inbox import ImapInbox
from connectors.mail.inbox import Place
from connectors.sandbox.imap.server import ImapServer
from connectors.sandbox.mail import PASSWORD
from tests.connectors.inbox_desk import AFTER, LINKED, OURS, inbox_on, reply, wire


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer() as running:
        yield running


@pytest.fixture
def inbox(server: ImapServer) -> Iterator[ImapInbox]:
    with inbox_on(server) as one:
        yield one


def lay(server: ImapServer, *subjects: str, at: datetime = AFTER, folder: str = "INBOX") -> None:
    for subject in subjects:
        server.deliver(OURS, wire(reply(subject)), at=at, folder=folder)


def subjects(inbox: ImapInbox, after: Place | None = None) -> list[str]:
    return [str(message_from_bytes(one.content)["Subject"]) for one in inbox.new(after)]


def test_what_came_is_handed_out_oldest_first_as_it_came(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one", "two", "three")
    first, second, third = inbox.new(None)
    assert [message_from_bytes(one.content)["Subject"] for one in (first, second, third)] == [
        "one",
        "two",
        "three",
    ]
    assert first.content == wire(reply("one"))
    assert first.received_at == AFTER
    assert not first.cut
    assert first.place.validity == third.place.validity > 0
    assert first.place.uid < second.place.uid < third.place.uid


def test_after_a_place_only_what_came_since_is_handed_out(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one", "two")
    last = list(inbox.new(None))[-1].place
    assert subjects(inbox, last) == []
    lay(server, "three")
    assert subjects(inbox, last) == ["three"]


def test_nothing_in_the_mailbox_changes(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one", "two")
    assert subjects(inbox) == ["one", "two"]
    assert inbox.sent("<nothing@muster.test>") is False
    assert set(server.flags(OURS).values()) == {frozenset()}
    with imapclient.IMAPClient(server.host, server.port, ssl=False) as another:
        another.login(OURS, PASSWORD)
        assert another.select_folder("INBOX")[b"RECENT"] == 2  # who opens a folder to write takes these away


def test_another_program_that_marks_mail_as_seen_hides_none(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one")
    with imapclient.IMAPClient(server.host, server.port, ssl=False) as another:
        another.login(OURS, PASSWORD)
        another.select_folder("INBOX")
        another.add_flags(another.search(), [rb"\Seen"])
    assert subjects(inbox) == ["one"]


def test_what_came_before_the_ledger_was_linked_is_not_read(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "long ago", at=LINKED - timedelta(days=40))
    lay(server, "a minute before", at=LINKED - timedelta(minutes=1))
    lay(server, "then", at=LINKED)
    assert subjects(inbox) == ["then"]


def test_a_folder_that_was_numbered_anew_begins_again(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one", "two")
    last = list(inbox.new(None))[-1].place
    server.renumber(OURS)
    lay(server, "three")
    again = list(inbox.new(last))
    assert [message_from_bytes(one.content)["Subject"] for one in again] == ["one", "two", "three"]
    assert again[-1].place.validity != last.validity
    assert subjects(inbox, again[-1].place) == []


def test_a_message_that_is_removed_meanwhile_is_passed_over(server: ImapServer, inbox: ImapInbox) -> None:
    lay(server, "one", "two", "three")
    arrived = inbox.new(None)
    assert next(arrived).place
    server.remove(OURS, uid := max(server.flags(OURS)) - 1)
    assert not inbox.sent("<x@muster.test>")  # the folder is opened again after it, without that message
    rest = list(arrived)
    assert [message_from_bytes(one.content)["Subject"] for one in rest] == ["three"]
    assert uid not in [one.place.uid for one in rest]


def test_folders_are_read_by_name_in_any_script(server: ImapServer) -> None:
    with imapclient.IMAPClient(server.host, server.port, ssl=False) as another:
        another.login(OURS, PASSWORD)
        another.create_folder("Zahlungen/Übrige")
    lay(server, "elsewhere", folder="Zahlungen/Übrige")
    with inbox_on(server, "Zahlungen/Übrige") as inbox:
        assert inbox.folder == "Zahlungen/Übrige"
        assert subjects(inbox) == ["elsewhere"]


def test_a_folder_that_is_not_there_is_named_and_those_that_are(server: ImapServer) -> None:
    with inbox_on(server, "Replies") as inbox, pytest.raises(Refused, match=r"'Replies'.*INBOX, Sent"):
        inbox.check()


def test_what_was_sent_is_found_by_its_id_alone(server: ImapServer, inbox: ImapInbox) -> None:
    ours = reply("ours")
    del ours["Message-ID"]
    ours["Message-ID"] = "<ABCDEFGHIJKLMNOPQRST@muster.test>"
    server.deliver(OURS, wire(ours), folder="Sent", at=datetime(2026, 6, 9, tzinfo=UTC))
    assert inbox.sent("<ABCDEFGHIJKLMNOPQRST@muster.test>")
    assert not inbox.sent("<BCDEFGHIJKLMNOPQRST@muster.test>")
    assert not inbox.sent("ABCDEFGHIJKLMNOPQRST@muster.test")  # found, and only contained in another
    with inbox_on(server, sent="INBOX") as elsewhere:
        assert not elsewhere.sent("<ABCDEFGHIJKLMNOPQRST@muster.test>")


def test_asking_what_was_sent_does_not_disturb_what_is_being_read(
    server: ImapServer, inbox: ImapInbox
) -> None:
    lay(server, "one", "two")
    found = []
    for one in inbox.new(None):
        found.append(message_from_bytes(one.content, policy=policy.default)["Subject"])
        assert not inbox.sent("<x@muster.test>")
    assert found == ["one", "two"]
