"""Text messages after they went, and those that come in: receipts, STOP, and what else people write.

The law: whatever is told, by webhook or when we ask, is acted upon once, in the transaction that notes it;
a STOP holds for the number, in every ledger; a text that reached nobody does not count as a reminder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress as ignoring
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.engine import Connection

from connectors.base import Came, Texts, TextStatus
from connectors.errors import ConnectorError
from connectors.sms.settings import TWILIOS_WORDS, SmsSettings
from dunning.account import SuppressedFor
from dunning.effects import Receipt
from dunning.incoming import Incoming
from dunning.letters.languages import locale_for
from dunning.texting import Word, answer_to, wants_no_more, word_of
from sync import calls
from sync.delivered import notify_of, reached_nobody
from sync.intake.meaning import stops as stops_in_words
from sync.office import Office
from sync.phones import e164
from sync.store import Store, firms, incoming, ledgers, outbox, review, suppressions, texts
from sync.store.holders import Callers, Holder
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.tables import HOUSE
from sync.work import Work

Mine = tuple[LinkedLedger, Effect]
_DEAD: Final = frozenset({21211, 21214, 21217, 21614, 30005, 30006})  # no text ever gets to that number
_STOPPED: Final = 21610  # whoever is there told Twilio so, and maybe not us
_WORDS: Final = {
    30003: "the telephone could not be reached",
    30004: "the text was blocked",
    30005: "there is no such number",
    30006: "the number takes no texts: a landline, say",
    30007: "the carrier filtered it",
    30008: "the carrier does not say why",
}
_BY_THEM: Final[tuple[SuppressedFor, ...]] = ("stopped",)  # what START takes back
_HELPED: Final = "helped"  # what is sealed
_HELPED_ONCE_IN: Final = timedelta(days=7)
_FIRST_LOOK: Final = timedelta(days=30)  # how far back texts are read where none was yet
_ANSWERED_WITHIN: Final = timedelta(days=1)  # what is older was answered, or needs no answer any more
_ASKED_FOR: Final = timedelta(days=3)  # receipts later than that never come
_MOST_ASKED: Final = 50  # texts whose receipt is asked for in one run
_QUOTED: Final = 200  # letters of theirs that are kept with what they did


def why_failed(error: int | None) -> str:
    """Twilio's code in words."""
    known = _WORDS.get(error or 0, "Twilio could not deliver it")
    return known if error is None else f"{known} ({error})"


def give_up_number(store: Store, number: str, error: int | None, now: datetime) -> None:
    """Write to that number no more, where Twilio's code says that it is no use or no more wanted."""
    if error not in (*_DEAD, _STOPPED):
        return
    source = f"Twilio, {why_failed(error) if error != _STOPPED else f'they sent STOP ({error})'}"
    with store.write() as connection:
        suppressions.suppress(
            connection, "number", number, "stopped" if error == _STOPPED else "bounced", source, now
        )


def whose(office: Office, account_sid: str, *, key: str | None, sid: str) -> Mine | None:
    """The text or call under that key, or with that id, where that account of Twilio's sends it for us."""
    with office.store.read() as connection:
        found = texts.whose(connection, key=key, sid=sid)
        firm_id = None if found is None else firms.of_ledger(connection, found[0])
    if found is None or firm_id is None:
        return None
    with office.of_firm(firm_id, found[0]).store.read() as connection:
        ledger = next((one for one in ledgers.every(connection) if one.id == found[0]), None)
    settings = None if ledger is None else office.config.ledgers.get(ledger.name)
    if ledger is None or settings is None or settings.sms is None:
        return None
    return (ledger, found[1]) if settings.sms.account_sid == account_sid else None


def told(store: Store, ledger_id: int, effect: Effect, status: TextStatus, now: datetime) -> None:
    """Keep how a text of ours stands, with what follows. Told again, nothing follows again."""
    if status.state in texts.FAILED:
        give_up_number(store, notify_of(effect).recipients[0], status.error, now)
    with store.write() as connection:
        ledgers.lock(connection, ledger_id)
        texts.tell(connection, ledger_id, effect, status, now)
        follow(connection, ledger_id, effect, now)


def taken(connection: Connection, ledger_id: int, effect: Effect, receipt: Receipt, now: datetime) -> None:
    """The provider took a text that is done; how it ended may have been told before."""
    texts.taken(connection, ledger_id, effect, receipt.provider_id, now)
    follow(connection, ledger_id, effect, now)


def follow(connection: Connection, ledger_id: int, effect: Effect, now: datetime) -> None:
    """Take back what is done and, as its receipt says, reached nobody."""
    kept = texts.of(connection, [effect.id]).get(effect.id)
    if kept is None or kept.state not in texts.FAILED:
        return
    if outbox.came_back(connection, effect, f"the text did not arrive: {why_failed(kept.error)}", now):
        reached_nobody(connection, ledger_id, effect, why_failed(kept.error))
        review.review_customers(connection, ledger_id, [effect.customer_id])


def ask_for_receipts(work: Work, channel: Texts) -> int:
    """Ask how those stand of which that is not known, and what they cost; how many were asked about."""
    store, ledger, now = work.store, work.ledger, work.now()
    with store.read() as connection:
        waiting = texts.unfinished(connection, ledger.id, now - _ASKED_FOR, _MOST_ASKED)
    for effect, sid in waiting:
        status = channel.status(sid)
        if calls.is_call(effect):
            with store.write() as connection:
                calls.told(connection, ledger, work.policy, effect, status, now)
        else:
            told(store, ledger.id, effect, status, now)
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Line:
    """One sender of texts, and the linked ledgers of one firm that send by it, one at least."""

    settings: SmsSettings
    ledgers: tuple[LinkedLedger, ...]


def lines(office: Office) -> list[Line]:
    """Every sender that a linked ledger has, the tokens as written."""
    with office.store.read() as connection:
        linked = [one for one in ledgers.every(connection) if one.leaves_on is None]
    found: dict[tuple[int, str, str], tuple[SmsSettings, list[LinkedLedger]]] = {}
    for one in linked:
        named = office.config.ledgers.get(one.name)
        if named is not None and named.sms is not None:
            sms = named.sms
            found.setdefault((one.firm_id, sms.account_sid, sms.sender), (sms, []))[1].append(one)
    return [Line(settings, tuple(those)) for settings, those in found.values()]


def line_of(office: Office, name: str) -> Line | None:
    """The sender of that ledger's texts."""
    return next((each for each in lines(office) if any(one.name == name for one in each.ledgers)), None)


def hear_new(office: Office, line: Line, channel: Texts) -> int:
    """Read what came in since we last did, and act upon it; how many texts were new."""
    now = office.clock.now()
    with office.store.read() as connection:
        since = texts.heard_until(connection, line.settings.sender) or now - _FIRST_LOOK
    heard = 0
    every = channel.came_since(since)
    callers = Callers(each.number for each in every)
    for came in every:
        new, answer = hear(office, line, came, callers)
        heard += new
        if answer is not None:
            with ignoring(ConnectorError):  # at most once: whoever wrote STOP gets no second answer
                channel.answer(came, answer)
    return heard


def hear(office: Office, line: Line, came: Came, callers: Callers | None = None) -> tuple[bool, str | None]:
    """Act upon one text that came in; whether it was new, and what to answer, if anything.

    `callers`: whose the numbers are of all that came with it. Committed when this comes back: STOP holds from
    then on.
    """
    office = office.of_firm(line.ledgers[0].firm_id)
    now, word = office.clock.now(), word_of(came.body)
    read = _as_read(came, line.settings.sender)
    stops = word == "stop" or wants_no_more(came.body) or stops_in_words(read) != ""
    with office.store.write() as connection:
        if not texts.hear(connection, came.sid, line.settings.sender, came.at):
            return False, None
        if e164(came.number, None) is None:  # a short code, or a name: no customer's
            return True, None
        already = bool(suppressions.suppressed(connection, "number", [came.number]))
        if stops:
            source = f'their text of {came.at.date()}: "{came.body.strip()[:_QUOTED]}"'
            suppressions.suppress(connection, "number", came.number, "stopped", source, now)
        elif word == "start":
            said = f'their text: "{came.body.strip()[:_QUOTED]}"'
            lifted = suppressions.lift(connection, "number", came.number, said, "their text", now, _BY_THEM)
            already = not lifted
        elif word == "help":
            already = _asked_lately(office, connection, line, came) or already
        whose = (callers or Callers([came.number])).of(connection, came.number)
        if word is None and came.body.strip():
            _keep_reply(connection, line, whose, read, now)
    asked: Word | None = "stop" if stops else word
    told_already = already or _answered_by_twilio(line.settings, came.body)
    if asked is None or told_already or now - came.at > _ANSWERED_WITHIN:
        return True, None
    theirs = {ledger_id for ledger_id, _ in whose}
    ledger = next((one for one in line.ledgers if one.id in theirs), line.ledgers[0])
    return True, _answer(office, ledger, asked)


def _asked_lately(office: Office, connection: Connection, line: Line, came: Came) -> bool:
    """Whether that number asked for help in the days before too: there are telephones that answer every
    answer, and each time counts, so that none goes on.

    Noted beside the texts that came in, under a seal, so that no number is kept.
    """
    firm_id = line.ledgers[0].firm_id
    asked_of = came.number if firm_id == HOUSE else f"{came.number} of {firm_id}"
    mark = f"{_HELPED}:{office.vault().seals(_HELPED, asked_of)[0]}"
    last = texts.last(connection, mark, line.settings.sender, came.at)
    return last is not None and came.at - last < _HELPED_ONCE_IN


def _keep_reply(
    connection: Connection, line: Line, whose: Sequence[Holder], read: Incoming, now: datetime
) -> None:
    """It waits for a person, and whoever may have written it is not chased meanwhile.

    What is nobody's waits at the first ledger of that sender.
    """
    mine = {one.id for one in line.ledgers}
    held: dict[int, list[str]] = {}
    for ledger_id, customer in whose:
        if ledger_id in mine:
            held.setdefault(ledger_id, []).append(customer)
    if not held:
        held[line.ledgers[0].id] = []
    for ledger_id in sorted(held):
        ledgers.lock(connection, ledger_id)
        incoming.keep(
            connection,
            ledger_id,
            read,
            now,
            how="sender" if held[ledger_id] else None,  # anybody could have that telephone in hand
            whose=held[ledger_id],
            effect_key=None,
        )


def _as_read(came: Came, ours: str) -> Incoming:
    return Incoming(
        kind="reply",
        digest=hashlib.sha256(came.body.encode()).hexdigest(),
        message_id=came.sid,
        sender=came.number,
        sender_name="",
        recipients=(ours,),
        subject="Text message",
        sent_at=None,
        received_at=came.at,
        about=(),
        words=came.body.strip(),
        quoted="",
        attachments=(),
        failures=(),
        back_on=None,
        problems=(),
    )


def _answered_by_twilio(settings: SmsSettings, body: str) -> bool:
    return settings.answers_words and body.strip().upper() in TWILIOS_WORDS


def _answer(office: Office, ledger: LinkedLedger, word: Word) -> str:
    """In the name of the ledger whose customer they are, and in its language."""
    sender = office.config.ledger(ledger.name).sender
    locale = locale_for(None, (None, None), sender.language, ledger.country)
    contact = sender.phone or sender.reply_to or sender.email
    return answer_to(word, locale.split("_")[0], sender.name, contact)
