"""What goes into a letter and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dunning.policy import LETTERS

SUBJECT = "subject.txt.j2"
TEXT_FRAME = "frame.txt.j2"
HTML_FRAME = "frame.html.j2"
SUBJECT_LENGTH = 60

TEMPLATE_NAMES: tuple[str, ...] = (SUBJECT, TEXT_FRAME, HTML_FRAME, *(f"{name}.j2" for name in LETTERS))
"""The file names of the templates: two frames, the subject, and the words of each letter."""


class LetterError(ValueError):
    """A letter cannot be rendered: a template is missing or wrong, or a fact is. Says which."""


class Sender(msgspec.Struct, frozen=True):
    """Who writes: one per ledger. `bank_details` and `signature` may have several lines."""

    name: str
    email: str
    reply_to: str | None
    signature: str
    bank_details: str
    phone: str | None
    address: str | None
    website: str | None


class Papers(msgspec.Struct, frozen=True):
    """What goes along with a letter, by invoice id: where each is paid online, and whose PDF is attached."""

    links: Mapping[str, str] = {}
    attached: frozenset[str] = frozenset()


class Rendered(msgspec.Struct, frozen=True):
    """One letter in both forms. `language`: BCP 47, such as "en-GB"."""

    subject: str
    text: str
    html: str
    language: str
