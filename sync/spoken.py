"""What we said to a customer: a message or task with its words, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from dunning.decisions import Notify
from dunning.effects import Message
from dunning.letters.letter import Rendered
from sync.store.passed import Sent

Became = Literal["delivered", "recalled", "refused", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """A message or task with what it said. `message`: of an e-mail; `text`: of what was posted."""

    sent: Sent
    act: Notify
    message: Message | None
    subject: str
    text: str


def communication(sent: Sent) -> Communication:
    """As it was kept."""
    act, message, subject, text = msgspec.json.decode(sent.payload, type=Notify), None, "", ""
    if sent.rendered is not None and sent.kind == "message":
        message = msgspec.json.decode(sent.rendered, type=Message)
        subject, text = message.subject, message.text
    elif sent.rendered is not None:
        words = msgspec.json.decode(sent.rendered, type=Rendered)
        subject, text = words.subject, words.text
    return Communication(sent=sent, act=act, message=message, subject=subject, text=text)


def outcome(one: Communication) -> Became:
    """What became of it, as far as anybody knows."""
    sent = one.sent
    if sent.state == "refused":
        return "refused"
    if sent.state in ("claimed", "uncertain"):
        return "uncertain"
    return "recalled" if sent.taken_back or sent.recalled_at is not None else "delivered"
