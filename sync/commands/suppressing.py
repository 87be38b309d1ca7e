"""Addresses and numbers that a person keeps all messages from, whatever the ledger, or gives back to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from dunning.account import SuppressedFor
from dunning.reaching import CHANNEL_WORDS
from sync.commands.targets import ActError, the_customer
from sync.emails import in_one_form
from sync.office import Office
from sync.phones import e164
from sync.store import facts, figures, ledgers, suppressions
from sync.store.holders import Holder, Kind, emails_of, holders
from sync.store.ledgers import LinkedLedger
from sync.store.suppressions import Suppression

WHYS: tuple[SuppressedFor, ...] = ("stopped", "bounced", "complained", "wrong")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands against an address, and whose it is: (ledger, customer's name)."""

    suppression: Suppression
    customers: tuple[tuple[str, str], ...]


def kind_of(written: str) -> Kind:
    """What was written: "name@..." is an e-mail address, else it is a number."""
    return "email" if "@" in written else "number"


def suppressed(office: Office) -> list[Known]:
    """All of the store's, the newest first."""
    with office.store.read() as connection:
        return [
            Known(one, _named(connection, holders(connection, one.kind, one.address)))
            for one in suppressions.every(connection)
        ]


def suppress(
    office: Office, written: str, *, why: str, source: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Send nothing there any more; the address in its one form, and whose it is. Raises `ActError`."""
    chosen = next((each for each in WHYS if each == why), None)
    if chosen is None:
        msg = f"{why!r} is no reason to send nothing there: give {', '.join(WHYS)}"
        raise ActError(msg)
    kind = kind_of(written)
    form = _form(kind, written)
    with office.store.write() as connection:
        found = suppressions.suppress(connection, kind, form, chosen, source, office.clock.now(), office.by)
        return form, _named(connection, found)


def lift(office: Office, written: str, words: str) -> tuple[str, list[Suppression]]:
    """Messages may go there again; the address in its one form, and what stood. Raises `ActError`."""
    kind = kind_of(written)
    form = _form(kind, written)
    if not words.strip():
        msg = (
            "say on whose word messages may go there again, with --words: after a STOP only what the "
            'customer said counts (--words "START by text, 3 May"), else what you know of the address'
        )
        raise ActError(msg)
    with office.store.write() as connection:
        lifted = suppressions.lift(connection, kind, form, words, office.by, office.clock.now())
    if not lifted:
        msg = f"nothing stands against {form}: duesync suppressed lists what does"
        raise ActError(msg)
    return form, lifted


def stop_everywhere(
    office: Office, ledger: LinkedLedger, *, customer: str, channel: str, source: str
) -> None:
    """The customer said so themselves, so it holds for whoever of ours writes to them. Raises `ActError`.

    All e-mail addresses that the ledger has of them, or their number.
    """
    kind: Kind = "email" if channel == "email" else "number"
    if channel not in ("email", "sms", "call"):
        way = CHANNEL_WORDS.get(channel, channel)
        msg = f"what can be stopped everywhere is e-mail, texts and calls, not {way}"
        raise ActError(msg)
    with office.store.write() as connection:
        row = the_customer(connection, ledger, customer)
        [staged] = facts.customers(connection, ledger.id, [row.id])
        owed = facts.open_invoices(connection, ledger.id, [row.id])
        known = emails_of(staged, owed) if kind == "email" else (staged.phone,)
        country = staged.country or ledger.country
        forms = [in_one_form(each or "") if kind == "email" else e164(each, country) for each in known]
        found = {form for form in forms if form is not None}
        if not found:
            what = "e-mail address" if kind == "email" else "telephone number"
            msg = f"the ledger has no {what} of {row.name} that could be kept from messages"
            raise ActError(msg)
        for form in sorted(found):
            suppressions.suppress(connection, kind, form, "stopped", source, office.clock.now(), office.by)


def _form(kind: Kind, written: str) -> str:
    try:
        return suppressions.form_of(kind, written)
    except ValueError as error:
        hint = "" if kind == "email" else ": write it as +44 20 7946 0000"
        msg = f"{error}{hint}"
        raise ActError(msg) from None


def _named(connection: Connection, found: Sequence[Holder]) -> tuple[tuple[str, str], ...]:
    linked = {one.id: one.name for one in ledgers.every(connection)}
    names = {one: figures.customer_names(connection, one) for one in {ledger_id for ledger_id, _ in found}}
    return tuple((linked[ledger_id], names[ledger_id].get(id_, id_)) for ledger_id, id_ in found)
