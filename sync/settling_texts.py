"""What each pass does about texts besides sending them: hear what came in, and settle what is not known.

The law: whether a text went is told by its receipt, or by Twilio's list where it stands alone; that neither
tells leaves it to a person. Trouble with Twilio keeps texts back, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

from connectors.base import Texts, TextStatus
from connectors.errors import ConnectorError
from dunning.effects import Message, Receipt
from sync import logs
from sync.store import texts
from sync.store.outbox import Effect
from sync.texts import ask_for_receipts
from sync.work import Work

_BEFORE = timedelta(days=1)  # ids of texts of ours are known so long before one is looked for


def settle_texts(work: Work) -> list[str]:
    """Hear, and ask for receipts; what kept that from being done, in words."""
    if work.open_texts is None:
        return []
    return [trouble for step in (_hear, _ask) if (trouble := _tried(work, step)) is not None]


def hear_first(work: Work) -> str | None:
    """Hear what came in, before anything is texted; why that could not be done."""
    return _tried(work, _hear)


def _tried(work: Work, step: Callable[[Work, Texts], None]) -> str | None:
    assert work.open_texts is not None  # noqa: S101 - asked by both callers
    try:
        with closing(work.open_texts()) as channel:
            step(work, channel)
    except ConnectorError as error:
        logs.trouble("texts not looked after", error)
        return f"text messages: {error}"
    return None


def _hear(work: Work, channel: Texts) -> None:
    work.hear(channel)


def _ask(work: Work, channel: Texts) -> None:
    ask_for_receipts(work, channel)


def find_call(work: Work, effect: Effect, message: Message) -> tuple[Receipt | None, TextStatus | None]:
    """(the proof that an uncertain call was made, how it stands); (`None`, `None`): there is none.

    Raises `ConnectorError`.
    """
    with work.store.read() as connection:
        kept = texts.of(connection, [effect.id]).get(effect.id)
        others = texts.known_sids(connection, effect.created_at - _BEFORE)
    if work.open_texts is None:
        return None, None
    with closing(work.open_texts()) as channel:
        if kept is not None:
            receipt = Receipt(provider_id=kept.sid, version="", at=effect.claimed_at or work.now())
        elif (found := channel.find(message, effect.created_at, others)) is not None:
            receipt = found
        else:
            return None, None
        return receipt, channel.status(receipt.provider_id)


def find_text(work: Work, effect: Effect, message: Message) -> Receipt | None:
    """The proof that an uncertain text went; `None`: there is none. Raises `ConnectorError`.

    A receipt that came meanwhile proves it, whatever the list shows.
    """
    with work.store.read() as connection:
        kept = texts.of(connection, [effect.id]).get(effect.id)
        others = texts.known_sids(connection, effect.created_at - _BEFORE)
    if kept is not None:
        return Receipt(provider_id=kept.sid, version="", at=effect.claimed_at or work.now())
    if work.open_texts is None:
        return None
    page = work.page_of(effect.key)
    left = message.as_left(page) if page else message
    with closing(work.open_texts()) as channel:
        return channel.find(left, effect.created_at, others)
