"""What came in: one message that somebody, or some machine, sent to us, as it was read.

The law: it says what stands there and who is named, never whether that is true. Whatever could not be read
is told in `problems`; no message is so broken that it has no `Incoming`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from dunning.effects import key_of
from dunning.intents import Meaning

# "reply": a person may have written it, so it is one until somebody says otherwise.
IncomingKind = Literal["reply", "bounce", "complaint", "out_of_office", "automatic", "unreadable"]
# What a customer may ask that the books answer.
Questions = Literal["owed", "how_to_pay", "invoice_copy", "who"]


BY_CALL = "Automated call"
"""The subject of what somebody said by a key in a call of ours."""


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came along. Its content stays in the mailbox; `digest`: SHA-256, by which to know it."""

    name: str
    type: str
    size: int
    digest: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one recipient. `action`: "failed", "delayed", "delivered", "relayed" or "expanded".

    `status`: of RFC 3463, "5.1.1"; "" where none is told. `why`: the other mail server's own words.
    `certain`: it stands in a delivery report, not in prose alone.
    """

    recipient: str
    action: str
    status: str
    why: str
    certain: bool

    @property
    def is_final(self) -> bool:
        """It did not arrive and nobody tries any more."""
        return self.certain and self.action == "failed"

    @property
    def is_dead(self) -> bool:
        """The address itself is no good; a full mailbox or a refusal of just this message does not say so."""
        subject, _, detail = self.status.removeprefix("5.").partition(".")
        passing = subject in ("3", "6", "7") or (subject, detail) in (("2", "2"), ("2", "3"), ("4", "7"))
        return self.is_final and self.status.startswith("5.") and not passing


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """One message. Addresses are bare and in lower case; Message-IDs stand without their brackets.

    `sender`: as the message says, which anybody can write; "" where it says nothing. `sent_at`: by its own
    clock. `words`: the sender's own; `quoted`: what they repeated, and their signature. `about`: Message-IDs
    that it answers or tells of, the nearest first. `failures`: of a bounce. `back_on`: when whoever is out
    of office is there again. `digest`: SHA-256 of the bytes. `problems`: what could not be read. `proposed`:
    what a model proposed that it means; `None` where none was asked.
    """

    kind: IncomingKind
    digest: str
    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    received_at: datetime
    about: tuple[str, ...]
    words: str
    quoted: str
    attachments: tuple[Attached, ...]
    failures: tuple[Failure, ...]
    back_on: date | None
    problems: tuple[str, ...]
    proposed: tuple[Meaning, ...] | None = None  # messages kept before one could be asked

    @property
    def is_text(self) -> bool:
        """Whether a telephone texted it."""
        return self.sender.startswith("+") and "@" not in self.sender

    @property
    def is_pressed(self) -> bool:
        """Whether it was said by a key, in a call of ours."""
        return self.is_text and self.subject == BY_CALL

    @property
    def key(self) -> str:
        """By which the same message is known again, whichever way it came: its Message-ID and what it says.

        Not the Message-ID alone: anybody can write that of another message, which must not hide theirs.
        """
        files = (each.digest for each in self.attachments)
        failed = (f"{each.recipient} {each.action}" for each in self.failures)
        said = (self.message_id, self.sender, self.subject, self.words, self.quoted)
        what = (*said, *self.about, *failed, *files)
        return key_of("incoming", *(what if any(what) else (self.digest,)))
