"""IMAP servers that say what no server should: told as trouble of the server's, never as a crash."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

from connectors.errors import TryLater
from connectors.mail.imap_inbox import ImapInbox
from connectors.mail.settings import InboxSettings
from tests.connectors.inbox_desk import LINKED

SETTINGS = InboxSettings(
    host="127.0.0.1",
    port=0,
    security="none",
    username="us",
    password="pass",
    timeout=0.5,
    folders=("INBOX",),
    sent="Sent",
)
SOUND = {
    "": "* OK ready",
    "CAPABILITY": "* CAPABILITY IMAP4rev1",
    "LOGIN": "",
    "EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid",
    "SEARCH": "* SEARCH 5",
    "FETCH": '* 1 FETCH (UID 5 INTERNALDATE "10-Jun-2026 09:30:00 +0000" RFC822.SIZE 3 BODY[]<0> {3}\r\na:b)',
    "LOGOUT": "* BYE",
}
NONSENSE = {
    "a greeting of another protocol": {"": "220 mail.test ESMTP"},
    "no number of the folder": {"EXAMINE": "* 1 EXISTS"},
    "a number that is none": {"EXAMINE": "* OK [UIDVALIDITY seven] valid"},
    "places that are none": {"SEARCH": "* SEARCH five"},
    "an answer that is not closed": {"FETCH": '* 1 FETCH (UID 5 INTERNALDATE "10-Jun-2026'},
    "a date that is none": {"FETCH": '* 1 FETCH (UID 5 INTERNALDATE "yesterday" RFC822.SIZE 3)'},
    "a size that is none": {
        "FETCH": '* 1 FETCH (UID 5 INTERNALDATE "10-Jun-2026 09:30:00 +0000" RFC822.SIZE x)'
    },
    "no date": {"FETCH": "* 1 FETCH (UID 5 RFC822.SIZE 3)"},
    "brackets without end": {"FETCH": "* 1 FETCH " + "(" * 5000},
    "a literal that never comes": {"FETCH": "* 1 FETCH (UID 5 BODY[]<0> {999999999}\r\nabc"},
    "a line that never ends": {"SEARCH": "* SEARCH " + "1 " * 600_000},
    "bytes of no script": {"FETCH": "* 1 FETCH (\x00\xff\x80 UID)"},
}


class Scripted:
    """A server that says, to each command, what it was told to."""

    def __init__(self, said: dict[str, str]) -> None:
        self._said = said
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line, line.makefile("rb") as heard:
                try:
                    line.sendall(self._said[""].encode("latin-1") + b"\r\n")
                    for asked in heard:
                        line.sendall(self._answer(asked.decode("latin-1")))
                except OSError:
                    continue

    def _answer(self, asked: str) -> bytes:
        tag, _, rest = asked.partition(" ")
        command = re.sub(r"^UID ", "", rest).split(maxsplit=1)[0].upper()
        first = self._said.get(command, "")
        return f"{first}{'' if not first else chr(13) + chr(10)}{tag} OK done\r\n".encode("latin-1")

    def stop(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)


@contextmanager
def inbox_that_hears(said: dict[str, str]) -> Iterator[ImapInbox]:
    server = Scripted(SOUND | said)
    inbox = ImapInbox(msgspec.structs.replace(SETTINGS, port=server.port), "INBOX", LINKED)
    try:
        yield inbox
    finally:
        inbox.close()
        server.stop()


def test_the_script_by_itself_is_understood() -> None:
    with inbox_that_hears({}) as inbox:
        (one,) = inbox.new(None)
        assert (one.place.validity, one.place.uid, one.content) == (7, 5, b"a:b")


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_tried_later(nonsense: str) -> None:
    with inbox_that_hears(NONSENSE[nonsense]) as inbox, pytest.raises(TryLater, match="mail server 127"):
        list(inbox.new(None))


def test_a_message_id_that_stands_nowhere_was_not_sent() -> None:
    for answer in ("* 1 FETCH (UID 5 FLAGS ())", "* 1 FETCH (UID 5 BODY[HEADER] {15}\r\nMessage-ID: x\r\n)"):
        with inbox_that_hears({"FETCH": answer}) as inbox:
            assert not inbox.sent("<y@muster.test>")


def test_a_list_of_folders_that_nobody_can_read_is_tried_later() -> None:
    with inbox_that_hears({"LIST": '* LIST () "/" "&\xff-"', "NAMESPACE": "* NAMESPACE x"}) as inbox:
        inbox._kept_in = None
        with pytest.raises(TryLater):
            inbox.sent("<y@muster.test>")
