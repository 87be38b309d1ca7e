"""What was said: messages and tasks of ours, messages of theirs, contacts made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dunning.reaching import CHANNEL_WORDS
from sync.spoken import Communication, communication, outcome
from sync.store import incoming, passed
from sync.store.incoming import Kept
from sync.timeline.entries import Asked, Entry

_STEPS = {
    "pre_due": "Note before the due date",
    "thanks": "Thanks",
    "statement": "Monthly statement",
    "terms_note": "Note on how payment works",
    "answer": "Answer to their question",
}
_BECAME = {
    "delivered": "",
    "recalled": "came back",
    "refused": "refused",
    "uncertain": "may have gone or not",
}
_CAME = {
    "reply": "They wrote",
    "bounce": "A message came back",
    "complaint": "They complained of spam",
    "out_of_office": "They are out of office",
    "automatic": "An automatic answer",
    "unreadable": "A message that could not be read",
}
_WAYS = {
    "call": "Call",
    "voice": "Automated call",
    "email": "E-mail of your own",
    "sms": "Text of your own",
    "letter": "Letter of your own",
    "visit": "Visit",
}
_NOTICES = {
    "letter_of_claim": "letter of claim",
    "fourteen_day_letter": "letter that grants 14 days",
    "first_reminder": "first reminder",
    "intention_to_issue": "notice of the intention to go to court",
    "reply_form": "reply form received",
}


def said(asked: Asked) -> Iterator[Entry]:
    """All of it, in no order."""
    connection, ledger_id, group = asked.connection, asked.ledger.id, asked.group
    for sent in passed.sent(connection, ledger_id, group):
        yield _sent(asked, communication(sent))
    for kept in incoming.of_customers(connection, ledger_id, group):
        yield _wrote(asked, kept)
    for row in passed.logged(connection, ledger_id, group):
        yield _contact(asked, row)


def step_in_words(kind: str, level: str) -> str:
    """What a step is called by people."""
    name = _STEPS.get(kind) or level.replace("_", " ")
    return name[:1].upper() + name[1:]


def _sent(asked: Asked, one: Communication) -> Entry:
    sent, act = one.sent, one.act
    at = sent.settled_at or sent.claimed_at or asked.office.clock.now()
    recipients = one.message.recipients if one.message else act.recipients
    to = f" to {', '.join(recipients)}" if recipients else ""
    became = outcome(one)
    reason = f": {sent.reason}" if sent.reason and became in ("refused", "uncertain") else ""
    return Entry(
        on=asked.day(at),
        at=at,
        kind="sent",
        title=f"{step_in_words(act.kind, act.level)} by {CHANNEL_WORDS[act.channel]}{to}",
        words=f"{one.subject}\n\n{one.text.strip()}".strip(),
        state=f"{_BECAME[became]}{reason}",
        currency=act.currency,
        amount=act.amount,
        invoices=tuple(map(asked.number, act.overdue)),
        key=sent.key,
    )


def _wrote(asked: Asked, kept: Kept) -> Entry:
    message = kept.message
    way = "by a key in a call" if message.is_pressed else "by text" if message.is_text else "by e-mail"
    sender = f" from {message.sender}" if message.sender else ""
    told = (
        f"waits for a person{f': {kept.note}' if kept.note else ''}" if kept.is_waiting else kept.note or ""
    )
    unsure = "matched by its sender's address alone" if kept.how == "sender" else ""
    return Entry(
        on=asked.day(kept.received_at),
        at=kept.received_at,
        kind="wrote",
        title=f"{_CAME[kept.kind]}{f' {way}' if kept.kind == 'reply' else ''}{sender}",
        words=(message.words or message.subject).strip(),
        state="; ".join(each for each in (told, unsure) if each),
        by=kept.settled_by or "",
        number=kept.id,
    )


def _contact(asked: Asked, row: dict[str, Any]) -> Entry:
    notice = f": {_NOTICES.get(row['notice'], row['notice'])}" if row["notice"] else ""
    state = "logged in error" if row["withdrawn_at"] else "" if row["reached"] else "nobody reached"
    return Entry(
        on=asked.day(row["at"]),
        at=row["at"],
        kind="contact",
        title=f"{_WAYS[row['channel']]}{notice}{asked.whose(row['customer_id'])}",
        words=row["note"],
        state=state,
        by=row["logged_by"],
        number=None if row["withdrawn_at"] else row["id"],
    )
