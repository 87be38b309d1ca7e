"""All letters that are to be posted, printed in one file, printed again as they were, and marked posted.

The laws it keeps: a print changes nothing but that it is kept; printed again it is the same pages, and its
list says which of them are not to be posted any more; a letter of a print counts only if it is due still.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from sync.commands.addresses import envelope
from sync.commands.contents import letter_of
from sync.commands.posting import Posting, all_still_due, post, read_anew, refuse_redirected
from sync.commands.targets import ActError
from sync.delivered import account_of, notify_of
from sync.documents.fonts import CannotPrint, needed_for
from sync.documents.letter_pdf import sheet_of
from sync.documents.letters_pdf import Enclosed, letters_pdf
from sync.office import Office
from sync.store import outbox, prints
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.store.prints import Print
from sync.work import Work


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A file of letters. `pages`: of each letter by its key; `left_out`: why others are not in it."""

    number: int
    pdf: bytes
    pages: dict[str, int]
    left_out: tuple[str, ...]


def print_all(office: Office, ledger: LinkedLedger) -> Printed:
    """Every letter that is to be posted, on the books as they are now, and the list of them.

    Raises `ActError` where there is none that could be printed.
    """
    with office.work(ledger.name) as work:
        read_anew(work)
        letters, left_out = enclosed(office, work, all_still_due(work))
        if not letters:
            msg = "; ".join(left_out) or f"{ledger.name}: no letter is to be posted"
            raise ActError(msg)
        with work.store.write(work.lease()) as connection:
            made = prints.keep(connection, ledger.id, letters, office.by, office.clock.now())
    return _file(ledger, made, left_out)


def enclosed(
    office: Office, work: Work, effects: Collection[Effect]
) -> tuple[list[tuple[str, Enclosed]], tuple[str, ...]]:
    """Each letter with its customer's id, laid out; and why others cannot be, in words.

    One for each customer: a second, about another currency, would not count on the same day.
    """
    on = work.today()
    found: list[tuple[str, Enclosed]] = []
    left_out: list[str] = []
    for effect in effects:
        act = notify_of(effect)
        with work.store.read() as connection:
            account = account_of(connection, effect)
        name = account.customer.name
        if any(effect.customer_id == customer_id for customer_id, _ in found):
            left_out.append(
                f"{effect.key}, to {name}: they have a letter here, and one message a day is the most"
            )
            continue
        try:
            page = work.page_of(effect.key)
            letter = letter_of(office, work.ledger, act, account, page)
            sheet = sheet_of(letter, work.sender, envelope(account), on, page)
            needed_for(sheet.marks)
        except (ActError, CannotPrint) as error:
            left_out.append(f"{effect.key}, to {name}: {error}")
        else:
            one = Enclosed(key=effect.key, customer=name, level=act.level, sheet=sheet)
            found.append((effect.customer_id, one))
    return found, tuple(left_out)


def print_again(office: Office, ledger: LinkedLedger, number: int) -> Printed:
    """That print, the same pages; its list says what became of each. Raises `ActError`."""
    with office.store.read() as connection:
        made = _found(connection, ledger, number)
        zone = ZoneInfo(ledger.timezone)
        page_of = office.page_of()
        told = [
            msgspec.structs.replace(
                one,
                note=_became(outbox.by_key(connection, ledger.id, one.key), zone),
                sheet=one.sheet.with_page(page_of(one.key)),
            )
            for one in made.letters
        ]
    return _file(ledger, made._replace(letters=tuple(told)), ())


def _became(effect: Effect | None, zone: ZoneInfo) -> str:
    if effect is not None and effect.state == "ready":
        return ""
    if effect is not None and effect.state == "done" and effect.settled_at is not None:
        return f"posted, {effect.settled_at.astimezone(zone):%Y-%m-%d}: do not post it again"
    return "due no more: do not post it"


def posted_all(
    office: Office, ledger: LinkedLedger, number: int, on: date | None, but: Collection[str]
) -> tuple[list[Posting], list[str]]:
    """All of that print were posted `but` these keys; those that count now, and why others do not.

    Raises `ActError` where there is no such print, or no such letter in it.
    """
    refuse_redirected(office)
    with office.store.read() as connection:
        made = _found(connection, ledger, number)
    keys = [one.key for one in made.letters]
    strange = sorted(set(but) - set(keys))
    if strange:
        msg = f"print {number} of {ledger.name} has no letter {strange[0]}"
        raise ActError(msg)
    went: list[Posting] = []
    left: list[str] = []
    with office.work(ledger.name) as work:
        for key in keys:
            if key not in but:
                try:
                    went.append(post(office, work, key, on))
                except ActError as error:
                    left.append(str(error))
    return went, left


def _found(connection: Connection, ledger: LinkedLedger, number: int) -> Print:
    made = prints.find(connection, ledger.id, number)
    if made is None or not made.letters:
        msg = f"{ledger.name} has no print {number} that is kept still ({prints.KEPT_DAYS} days)"
        raise ActError(msg)
    return made


def _file(ledger: LinkedLedger, made: Print, left_out: tuple[str, ...]) -> Printed:
    at = made.printed_at.astimezone(ZoneInfo(ledger.timezone))
    about = (
        f"Printed on {at:%Y-%m-%d, %H:%M}, by {made.printed_by}: {len(made.letters)} "
        f"letter{'s' if len(made.letters) > 1 else ''}. Once they are in the post: "
        f"duesync letters posted {ledger.name} {made.number}"
    )
    pdf, counts = letters_pdf(f"Letters of {ledger.name}, print {made.number}", about, made.letters, at)
    pages = {one.key: count for one, count in zip(made.letters, counts, strict=True)}
    return Printed(number=made.number, pdf=pdf, pages=pages, left_out=left_out)
