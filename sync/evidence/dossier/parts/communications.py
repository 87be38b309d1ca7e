"""07: what passed between the parties, with each message as it is kept.

The law it keeps: the kept form of a message goes along as it is in the store, byte for byte; beside it the
mail as it was composed, whenever all that was attached to it is kept too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

import msgspec

from connectors.errors import Refused
from connectors.mail.compose import compose
from dunning.effects import Message
from dunning.reaching import CHANNEL_WORDS
from sync.documents.report import Block, Column, Heading, Pairs, Row, Table, Text
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import File, Part
from sync.evidence.dossier.parts import came_in
from sync.evidence.dossier.words import Words
from sync.spoken import Communication, outcome

_NAME = "07-communications"
OUTCOMES = {
    "delivered": "delivered",
    "recalled": "taken back",
    "refused": "refused",
    "uncertain": "not known whether it went",
}
COURTESIES = {
    "pre_due": "note before the due date",
    "thanks": "thanks",
    "statement": "monthly statement",
    "terms_note": "note on terms",
    "answer": "answer to a question",
}
WAYS = {
    "call": "telephone",
    "voice": "automated call",
    "email": "e-mail",
    "sms": "text message",
    "letter": "letter",
    "visit": "visit",
}


def level(one: Communication, words: Words) -> str:
    """What the message was, in words."""
    return (
        words(COURTESIES[one.act.kind])
        if one.act.kind in COURTESIES
        else f'"{one.act.level.replace("_", " ")}"'
    )


def communications(facts: Facts, words: Words) -> Part:
    """The log, then each message with its text."""
    pdfs = {pdf.digest: pdf.body for pdf in facts.pdfs}
    blocks: list[Block] = []
    told: list[dict[str, Any]] = []
    files: list[File] = []
    for number, one in enumerate(facts.communications, 1):
        kept = _files(number, one, pdfs)
        files += kept
        told.append(_told(facts, number, one, kept))
        blocks += _details(facts, words, number, one, kept)
    for came in facts.came_in:
        blocks += came_in.details(facts, words, came)
    log = _log(facts, words)
    nothing = Text(words("Nothing was sent to them, and nothing was logged."), "strong")
    said = words(
        "What came in by mail is here as it was read, without its attachments, which stay in the mailbox. "
        "Times are UTC, then those of the creditor's books."
    )
    return Part(
        name=_NAME,
        title=words("Communications"),
        blocks=(Text(said, "small"), log if log.rows else nothing, *blocks),
        told={
            "messages": told,
            "came_in": [came_in.told(each) for each in facts.came_in],
            "logged_by_hand": [_logged(facts, row) for row in facts.logged],
        },
        files=tuple(files),
    )


def _log(facts: Facts, words: Words) -> Table:
    columns = (
        Column(words("No."), 0.7),
        Column(words("When"), 2.2),
        Column(words("Way"), 1.5),
        Column(words("What"), 2.6),
        Column(words("To"), 3.6),
        Column(words("Outcome"), 2),
    )
    rows = [
        (
            one.sent.settled_at or one.sent.claimed_at or facts.now,
            (
                str(number),
                words.moment(one.sent.settled_at or one.sent.claimed_at, facts.zone),
                words(CHANNEL_WORDS[one.act.channel]),
                level(one, words),
                "\n".join(one.message.recipients if one.message else one.act.recipients),
                words(OUTCOMES[outcome(one)]),
            ),
        )
        for number, one in enumerate(facts.communications, 1)
    ]
    for row in facts.logged:
        reached = words("reached") if row["reached"] else words("nobody reached")
        state = words("logged in error") if row["withdrawn_at"] else reached
        way = words(WAYS[str(row["channel"])])
        cells = (
            "",
            words.moment(row["at"], facts.zone),
            way,
            row["note"],
            words("by {who}", who=row["logged_by"]),
        )
        rows.append((row["at"], (*cells, state)))
    rows += [(each.received_at, came_in.entry(facts, words, each)) for each in facts.came_in]
    rows.sort(key=lambda pair: pair[0])
    return Table(columns, tuple(Row(cells) for _, cells in rows))


def _details(facts: Facts, words: Words, number: int, one: Communication, kept: list[File]) -> list[Block]:
    sent, message, zone = one.sent, one.message, facts.zone
    asked = words.money(one.act.amount, one.act.currency)
    about = ", ".join(facts.number_of(each) for each in one.act.overdue)
    way = words(CHANNEL_WORDS[one.act.channel])
    rows = [
        (words("When"), words.instant(sent.settled_at or sent.claimed_at, zone)),
        (words("Outcome"), words(OUTCOMES[outcome(one)]) + (f": {sent.reason}" if sent.reason else "")),
        (words("To"), ", ".join(message.recipients if message else one.act.recipients)),
        (words("About"), f"{asked} ({about})" if about else asked),
        (words("Key"), f"{sent.key}, Message-ID {message.message_id}" if _is_mail(message) else sent.key),
        (words("Answer of the server"), sent.provider_id or ""),
        (words("Decided"), f"{words.instant(sent.decided_at, zone)}: {sent.text}" if sent.text else ""),
        (words("Template"), _template(one, words)),
        (words("Attached"), "\n".join(f"{pdf.name}, SHA-256 {pdf.digest}" for pdf in _attached(one))),
        (words("Kept as"), "\n".join(file.path for file in kept)),
    ]
    blocks: list[Block] = [
        Heading(f"{number}. {level(one, words)}, {way}"),
        Pairs(tuple((name, what) for name, what in rows if what)),
    ]
    if one.text:
        blocks.append(Text(f"{one.subject}\n\n{one.text.strip()}".strip(), "quoted"))
    return blocks


def _template(one: Communication, words: Words) -> str:
    own = None if one.message is None else one.message.words
    said = [] if own is None else [words("version {number} of the policy's own words", number=str(own))]
    return ", ".join((one.act.template, _versions(one).get("duesync", ""), *said))


def _is_mail(message: Message | None) -> TypeGuard[Message]:
    return message is not None and not message.is_text


def _attached(one: Communication) -> tuple[Any, ...]:
    return () if one.message is None else one.message.attachments


def _versions(one: Communication) -> dict[str, str]:
    return {} if one.sent.versions is None else msgspec.json.decode(one.sent.versions, type=dict[str, str])


def _files(number: int, one: Communication, pdfs: Mapping[str, bytes]) -> list[File]:
    """What is kept of the message, and the mail itself."""
    stem = f"{_NAME}/{number:03d}-{one.sent.key}"
    if one.sent.rendered is None:
        return []
    found = [File(f"{stem}.json", one.sent.rendered)]
    at = one.sent.settled_at or one.sent.claimed_at
    if _is_mail(one.message) and at is not None and all(pdf.digest in pdfs for pdf in _attached(one)):
        whole = tuple(msgspec.structs.replace(pdf, content=pdfs[pdf.digest]) for pdf in _attached(one))
        message = msgspec.structs.replace(one.message, attachments=whole)
        try:
            found.append(File(f"{stem}.eml", compose(message, at).content))
        except Refused:  # an address that was no address is why it was refused: there never was a mail
            return found
    return found


def _told(facts: Facts, number: int, one: Communication, kept: list[File]) -> dict[str, Any]:
    sent = one.sent
    return {
        "number": number,
        "key": sent.key,
        "direction": "out",
        "channel": one.act.channel,
        "kind": one.act.kind,
        "level": one.act.level,
        "template": one.act.template,
        "language": None if one.message is None else one.message.language,
        "words": None if one.message is None else one.message.words,
        "outcome": outcome(one),
        "reason": sent.reason,
        "claimed_at": sent.claimed_at,
        "settled_at": sent.settled_at,
        "delivered_at": sent.delivered_at,
        "taken_back_at": sent.recalled_at,
        "timezone": facts.ledger.timezone,
        "recipients": one.message.recipients if one.message else one.act.recipients,
        "subject": one.subject,
        "text": one.text,
        "message_id": None if one.message is None else one.message.message_id,
        "provider_answer": sent.provider_id,
        "invoices": [facts.number_of(each) for each in one.act.overdue],
        "amount": one.act.amount,
        "currency": one.act.currency,
        "attachments": [{"name": pdf.name, "sha256": pdf.digest} for pdf in _attached(one)],
        "decision": {
            "id": sent.decision_id,
            "at": sent.decided_at,
            "text": sent.text,
            "versions": _versions(one),
        },
        "files": [file.path for file in kept],
    }


def _logged(facts: Facts, row: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "channel",
        "at",
        "reached",
        "notice",
        "note",
        "logged_at",
        "logged_by",
        "withdrawn_at",
        "withdrawn_by",
    )
    return {"with": facts.by_name(row["customer_id"]), **{name: row[name] for name in names}}
