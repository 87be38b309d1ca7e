"""Letters on paper: what is to be printed, the PDF, and a person's word that it was posted.

The laws they keep: a letter is printed right after the books were read and the account decided anew, as a
mail is sent; it counts once a person says that it was posted, and from that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from dunning.effects import Receipt
from dunning.letters.letter import Rendered
from sync.commands.addresses import envelope
from sync.commands.contents import letter_of, letter_read
from sync.commands.targets import ActError
from sync.decide import decide_due
from sync.delivered import account_of, delivered, notify_of
from sync.documents.letter_pdf import letter_pdf
from sync.office import Office
from sync.pull import pull
from sync.store import figures, outbox, review
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.work import Work

_NOON = time(12)


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that a person is to print and post. `since`: when it became due, or was decided anew."""

    key: str
    customer: str
    level: str
    amount: Decimal
    currency: str
    since: datetime


def to_post(office: Office, ledger: LinkedLedger) -> list[Posting]:
    """The approved letters that nobody has posted yet, the oldest first."""
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
        waiting = outbox.work(connection, ledger.id, ("letter",), "ready")
    return [posting_of(effect, names) for effect in waiting]


def posting_of(effect: Effect, names: Mapping[str, str]) -> Posting:
    """A letter's effect, for people. `names`: of customers, by id."""
    act = notify_of(effect)
    return Posting(
        key=effect.key,
        customer=names.get(effect.customer_id, effect.customer_id),
        level=act.level,
        amount=act.amount,
        currency=act.currency,
        since=effect.created_at,
    )


def printed(office: Office, ledger: LinkedLedger, key: str) -> tuple[bytes, Rendered]:
    """The letter as a PDF, on the books as they are now, and its words.

    Raises `ActError` where it is due no more, or may not be used; `CannotPrint` where the extra is not
    installed, or a name has marks that no font has.
    """
    with office.work(ledger.name) as work:
        _waiting(work, key)
        read_anew(work)
        effect = _still_due(work, key)
        with work.store.read() as connection:
            account = account_of(connection, effect)
        page = work.page_of(effect.key)
        letter = letter_of(office, ledger, notify_of(effect), account, page)
        local = work.now().astimezone(ZoneInfo(ledger.timezone))
        return letter_pdf(letter, work.sender, envelope(account), local, page), letter.as_kept(page)


def posted(office: Office, ledger: LinkedLedger, key: str, on: date | None = None) -> Posting:
    """The letter was posted, today or `on` that day: the level counts. Raises `ActError`."""
    refuse_redirected(office)
    with office.work(ledger.name) as work:
        return post(office, work, key, on)


def refuse_redirected(office: Office) -> None:
    """Raises `ActError` while nothing counts as sent to a customer."""
    if office.config.redirect_to is not None:
        msg = "redirect_to is set, so nothing counts as sent to a customer: take it out first"
        raise ActError(msg)


def post(office: Office, work: Work, key: str, on: date | None) -> Posting:
    """The same, while the ledger is held."""
    at = _instant(work, _waiting(work, key), on)
    effect = _still_due(work, key)
    with work.store.read() as connection:
        account = account_of(connection, effect)
    # it is in the post, so its words are kept whatever its reading says today
    page = work.page_of(effect.key)
    words, _ = letter_read(office, work.ledger, notify_of(effect), account, page=page)
    linked, lease = page in words.text, work.lease()
    with work.store.write(lease) as connection:
        wall, kept = work.store.clock.wall(), msgspec.json.encode(words.as_kept(page))
        after = work.look_after()
        if not outbox.claim(connection, effect, lease.fence, wall, after, kept, linked=bool(page) and linked):
            raise ActError(_too_late(connection, work, key))
        receipt = Receipt(provider_id="a person's word", version="", at=at)
        delivered(connection, work.ledger, work.policy, effect, receipt, by=office.by)
    with work.store.read() as connection:
        names = figures.customer_names(connection, work.ledger.id)
    return posting_of(effect, names)


def _instant(work: Work, effect: Effect, on: date | None) -> datetime:
    """Noon of that day at the ledger's, or now. Raises `ActError` for a day to come, or before it was due."""
    now, zone = work.now(), ZoneInfo(work.ledger.timezone)
    if on is None or on == work.today():
        return now
    since = effect.created_at.astimezone(zone).date()
    if not since <= on < work.today():
        msg = f"the letter {effect.key} was to be posted in the days from {since} to today, not on {on}"
        raise ActError(msg)
    return datetime.combine(on, _NOON, zone).astimezone(UTC)


def read_anew(work: Work) -> None:
    """The books are read once more. Raises `ActError` where they could not be read whole."""
    if not pull(work).whole:
        msg = f"the books of {work.ledger.name} could not be read whole just now: try again later"
        raise ActError(msg)


def all_still_due(work: Work) -> list[Effect]:
    """Every letter that is to be posted, decided again just now."""
    with work.store.read() as connection:
        waiting = outbox.work(connection, work.ledger.id, ("letter",), "ready")
    with work.store.write(work.lease()) as connection:
        review.review_customers(connection, work.ledger.id, {each.customer_id for each in waiting})
    decide_due(work)
    with work.store.read() as connection:
        return outbox.work(connection, work.ledger.id, ("letter",), "ready")


def _waiting(work: Work, key: str) -> Effect:
    """The letter of that key. Raises `ActError` where none waits."""
    with work.store.read() as connection:
        found = outbox.work(connection, work.ledger.id, ("letter",), "ready")
        effect = next((each for each in found if each.key == key), None)
        if effect is None:
            raise ActError(_too_late(connection, work, key))
    return effect


def _still_due(work: Work, key: str) -> Effect:
    """The letter, decided again just now. Raises `ActError` where it is due no more."""
    effect = _waiting(work, key)
    with work.store.write(work.lease()) as connection:
        review.review_customers(connection, work.ledger.id, [effect.customer_id])
    decide_due(work)
    return _waiting(work, key)


def _too_late(connection: Connection, work: Work, key: str) -> str:
    known = outbox.by_key(connection, work.ledger.id, key)
    if known is None or known.kind != "letter":
        return f"{work.ledger.name} has no letter {key!r} to post: see duesync letter {work.ledger.name}"
    if known.state == "done":
        return f"the letter {key} counts as posted already"
    why = known.reason or "it was decided anew"
    return (
        f"the letter {key} is due no more ({why}): do not post it. If it is in the post already, log it: "
        f"duesync log {work.ledger.name} --channel letter"
    )
