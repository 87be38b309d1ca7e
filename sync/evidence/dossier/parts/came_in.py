"""What came in from them by mail, for part 07: each message with its words, and how it is known as theirs.

The law: a message that may be another customer's too is left out, until a person says whose it is.
"""

from __future__ import annotations

from typing import Any

from sync.documents.report import Block, Heading, Pairs, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.words import Words
from sync.store.incoming import Kept

KINDS = {
    "reply": "message",
    "bounce": "report of a mail server",
    "complaint": "complaint",
    "out_of_office": "absence",
    "automatic": "automatic message",
    "unreadable": "message that could not be read",
}
HOW = {
    "thread": "it answers a message of the creditor's",
    "sender": "by its sender's address alone",
    "person": "as a person said",
    "page": "they wrote it on their own page",
}


def entry(facts: Facts, words: Words, one: Kept) -> tuple[str, str, str, str, str, str]:
    """The line of the log."""
    message = one.message
    what = f"{words(KINDS[one.kind])}: {message.subject}"
    moment = words.moment(one.received_at, facts.zone)
    sender = words("from {who}", who=message.sender or "-")
    way = words("their own page") if one.how == "page" else words("e-mail")
    return ("", moment, way, what, sender, words("came in"))


def details(facts: Facts, words: Words, one: Kept) -> list[Block]:
    """The message with its words."""
    message = one.message
    files = "\n".join(f"{each.name}, SHA-256 {each.digest}" for each in message.attachments)
    rows = (
        (words("When"), words.instant(one.received_at, facts.zone)),
        (
            words("From"),
            f"{message.sender_name} <{message.sender}>".removesuffix(" <>")
            if message.sender_name
            else message.sender,
        ),
        (words("Known as theirs"), words(HOW[one.how]) if one.how else ""),
        (words("About"), one.effect_key or ""),
        (words("Attached"), files),
        (words("Original"), f"Message-ID {message.message_id or '-'}, SHA-256 {message.digest}"),
        (words("What became of it"), f"{one.note} ({one.settled_by})" if one.note else ""),
    )
    blocks: list[Block] = [
        Heading(f"{words(KINDS[one.kind])}: {message.subject}"),
        Pairs(tuple((name, what) for name, what in rows if what)),
    ]
    if message.words:
        blocks.append(Text(message.words, "quoted"))
    return blocks


def told(one: Kept) -> dict[str, Any]:
    """All of it, for programs."""
    message = one.message
    return {
        "direction": "in",
        "kind": one.kind,
        "known_by": one.how,
        "about": one.effect_key,
        "received_at": one.received_at,
        "sender": message.sender,
        "recipients": message.recipients,
        "subject": message.subject,
        "words": message.words,
        "quoted": message.quoted,
        "message_id": message.message_id,
        "sha256": message.digest,
        "attachments": [{"name": each.name, "sha256": each.digest} for each in message.attachments],
        "settled_at": one.settled_at,
        "settled_by": one.settled_by,
        "note": one.note,
    }
