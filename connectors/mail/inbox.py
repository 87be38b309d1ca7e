"""The port of an inbox: a folder that answers come into. `connectors.mail.imap_inbox` reads one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import msgspec


class Place(msgspec.Struct, frozen=True):
    """Where a message stands in its folder: the folder's UIDVALIDITY, and the message's UID under it."""

    validity: int
    uid: int


class Arrived(msgspec.Struct, frozen=True):
    """A message as it came: RFC 5322 bytes. `received_at`: when the server got it, aware UTC.

    `cut`: it was too large to be read whole; `content` is a message of its own, with all headers, the
    beginning of each text and of each message within it, and its other parts empty but named.
    """

    place: Place
    received_at: datetime
    content: bytes
    cut: bool = False


class Inbox(Protocol):
    """One folder that answers come into. Errors are those of `connectors.errors`."""

    @property
    def folder(self) -> str:
        """Its name, as people read it."""

    def new(self, after: Place | None) -> Iterator[Arrived]:
        """What came since that place, oldest first; from the beginning where there is none.

        Where the server has numbered the folder anew (another UIDVALIDITY) the old place means
        nothing: it begins again from the beginning, so what the store has already comes once more.
        The caller knows it by its Message-ID, or where it has none by its content.
        """

    def sent(self, message_id: str) -> bool:
        """Whether a message of ours with that Message-ID stands in the folder of sent ones.

        `Refused` where the mailbox has no such folder. A provider may file late, or not at all what
        came over SMTP: only a yes is proof.
        """

    def check(self) -> None:
        """Connect, sign in and open the folder, and read nothing."""

    def close(self) -> None:
        """Hang up."""
