"""Charging interest and fixed sums: proposed, approved by a person, made as a draft in the ledger, withdrawn.

The law it keeps: what is approved is what was proposed, worked out anew and found the same; its days are
charged from then on, and are free again by a person's word alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import msgspec
from sqlalchemy.engine import Connection

import connectors
from dunning.drafting import draft_lines
from dunning.effects import DraftInvoice, key_of
from sync.commands.agreed import Said, desk_for
from sync.commands.charges import Claim, charges_of, told
from sync.commands.targets import ActError, Id, today_of
from sync.office import Office
from sync.store import charges, figures, ledgers, outbox, review
from sync.store.charges import Charge
from sync.store.ledgers import LinkedLedger

_STANDS = ("draft", "open")  # one that a credit note settled is "paid": of that a person must say so


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """One charge as a person sees it. `state`: in words; `until`: the first day that it does not count."""

    number: int
    customer: str
    currency: str
    total: Decimal
    until: date
    state: str
    open: bool


def propose(
    office: Office,
    ledger: LinkedLedger,
    customer: str,
    by: str,
    *,
    currency: str | None,
    as_of: date | None,
) -> tuple[int, Claim]:
    """Propose to charge what the customer's overdue invoices bear; returns its number. Raises `ActError`."""
    _check_possible(office, ledger)
    rules = office.rules(ledger)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        said = Said(by=by, customer=customer, currency=currency)
        desk, _ = desk_for(office, connection, ledger, rules, said)
        claim = charges_of(desk, as_of)
        if claim is None:
            msg = f"interest is off for {desk.name}: [policy.interest] in the settings says how to claim it"
            raise ActError(msg)
        for each in charges.of_ledger(connection, ledger.id):
            same = (each.customer_id, each.currency) == desk.key
            if same and each.ended_at is None and each.approved_by is None:
                msg = f"charge {each.id} of {desk.name} waits for a yes already: approve or withdraw it first"
                raise ActError(msg)
        if not claim.lines:
            why = "; ".join(dict.fromkeys(why for _, why in claim.left_out)) or "nothing bears interest"
            msg = f"nothing can be charged to {desk.name}: {why}"
            raise ActError(msg)
        now = office.clock.now()
        number = charges.propose(connection, ledger.id, desk.key, claim, by, now)
        return number, told(desk, claim)


def approve(office: Office, ledger: LinkedLedger, number: int, by: str) -> Charged:
    """Say yes: the next run makes the draft, once. Raises `ActError`."""
    account, tax_code = _check_possible(office, ledger)
    rules = office.rules(ledger)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        charge = _the_charge(connection, ledger, number)
        if charge.approved_by is not None:
            msg = f"charge {number} is approved already, by {charge.approved_by}"
            raise ActError(msg)
        said = Said(by=by, customer=Id(charge.customer_id), currency=charge.currency)
        desk, _ = desk_for(office, connection, ledger, rules, said)
        if charges_of(desk, charge.claim.until) != charge.claim:
            msg = (
                f"the books, the rates or the settings have changed since charge {number} was proposed: "
                f"withdraw it, and propose it again (duesync charge {ledger.name} --withdraw {number})"
            )
            raise ActError(msg)
        numbers = {each.id: each.number or each.id for each in desk.case.account.invoices}
        write = DraftInvoice(
            key="",
            customer_id=charge.customer_id,
            issued_on=today_of(office, ledger),
            currency=charge.currency,
            lines=draft_lines(charge.claim, numbers),
            account=account,
            tax_code=tax_code,
        )
        now = office.clock.now()
        effect = outbox.add(
            connection,
            ledger.id,
            desk.key,
            kind="charge",
            slot=key_of(ledger.name, "charge", uuid.uuid4().hex),
            payload=write,
            now=now,
        )
        charges.approve(connection, ledger.id, charge, effect.id, by, now)
        review.review_customers(connection, ledger.id, [charge.customer_id])
        return _one(connection, ledger, number)


def withdraw(office: Office, ledger: LinkedLedger, number: int, words: str, by: str) -> Charged:
    """End a charge, so that its days may be charged again. Raises `ActError` while its draft may stand."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        charge = _the_charge(connection, ledger, number)
        now = office.clock.now()
        _let_go(connection, ledger, charge, words, by, now)
        charges.end(connection, charge, words, by, now)
        review.review_customers(connection, ledger.id, [charge.customer_id])
        return _one(connection, ledger, number)


def every(office: Office, ledger: LinkedLedger) -> list[Charged]:
    """All charges of the ledger, oldest first."""
    with office.store.read() as connection:
        return _in_words(connection, ledger, charges.of_ledger(connection, ledger.id))


def waiting_charges(connection: Connection, ledger: LinkedLedger) -> list[str]:
    """Those that wait for a person, each in a line."""
    found = _in_words(connection, ledger, charges.of_ledger(connection, ledger.id))
    return [
        f"charge {each.number}, {each.customer}, {each.currency} {each.total:,}: {each.state}"
        for each in found
        if each.open
    ]


def _check_possible(office: Office, ledger: LinkedLedger) -> tuple[str, str]:
    """The account and the tax code that charges go to. Raises `ActError` where there can be none."""
    provider, booked = connectors.provider(ledger.provider), office.config.ledger(ledger.name).interest
    if not provider.holds_drafts:
        msg = (
            f"{provider.title} takes no draft invoices, and Duesync makes no others: charge it there "
            f"yourself; duesync interest {ledger.name} shows the calculation"
        )
        raise ActError(msg)
    if booked.account is None or booked.tax_code is None:
        msg = f"say where interest is booked: account and tax_code in [ledgers.{ledger.name}.interest]"
        raise ActError(msg)
    return booked.account, booked.tax_code


def _the_charge(connection: Connection, ledger: LinkedLedger, number: int) -> Charge:
    found = charges.of_ledger(connection, ledger.id, number)
    if not found or found[0].ended_at is not None:
        known = "is withdrawn already" if found else "is not there"
        msg = f"charge {number} of {ledger.name} {known}; duesync charge {ledger.name} lists them"
        raise ActError(msg)
    return found[0]


def _let_go(
    connection: Connection, ledger: LinkedLedger, charge: Charge, words: str, by: str, now: datetime
) -> None:
    """Drop what was not begun. Raises `ActError` where the draft stands, or may."""
    effect = None if charge.effect_key is None else outbox.by_key(connection, ledger.id, charge.effect_key)
    if effect is None or effect.state in ("refused", "dropped"):
        return
    if effect.state == "ready" and outbox.drop(connection, effect, "withdrawn by a person", now, by=by):
        return
    if effect.state != "done":
        msg = f"it is not known yet whether the draft of charge {charge.id} was made: try again after a run"
        raise ActError(msg)
    if not charge.taken_back and charge.draft_status in _STANDS:
        msg = (
            f"the draft of charge {charge.id}, {charge.draft_number}, still stands in the ledger: delete, "
            f"void or credit it there, then run duesync sync {ledger.name}"
        )
        raise ActError(msg)
    if not words:
        msg = (
            f"charge {charge.id} was made as a draft: say with --note what became of it (deleted, credited), "
            "for its days may then be charged again"
        )
        raise ActError(msg)
    outbox.take_back(connection, effect.id, f"withdrawn by a person: {words}", now, by=by)


def _one(connection: Connection, ledger: LinkedLedger, number: int) -> Charged:
    [found] = _in_words(connection, ledger, charges.of_ledger(connection, ledger.id, number))
    return found


def _in_words(connection: Connection, ledger: LinkedLedger, found: Sequence[Charge]) -> list[Charged]:
    names = figures.customer_names(connection, ledger.id) if found else {}
    return [
        Charged(
            number=each.id,
            customer=names.get(each.customer_id, each.customer_id),
            currency=each.currency,
            total=each.claim.total.amount,
            until=each.claim.until,
            state=_state(each, ledger),
            open=_waits(each),
        )
        for each in found
    ]


def _waits(charge: Charge) -> bool:
    if charge.ended_at is not None:
        return False
    return charge.approved_by is None or charge.taken_back or charge.effect_state in ("refused", "dropped")


def _state(charge: Charge, ledger: LinkedLedger) -> str:
    """How it stands, and what to do where a person must."""
    command = f"duesync charge {ledger.name}"
    if charge.ended_at is not None:
        return f"withdrawn{f': {charge.ended_words}' if charge.ended_words else ''}"
    if charge.approved_by is None:
        return f"waits for a yes: {command} --approve {charge.id}"
    free = f"to free its days: {command} --withdraw {charge.id}"
    if charge.taken_back:
        return f"its draft is gone from the ledger; {free} --note WHY"
    refused = f"refused by the ledger ({charge.effect_reason}); {free}"
    number, status = charge.draft_number or charge.effect_key, charge.draft_status or "a draft"
    unknown = "it is not known yet whether the draft was made; a later run looks it up"
    return {
        "ready": "approved; the next run makes the draft",
        "done": f"made in the ledger: {number}, {status}",
        "refused": refused,
        "dropped": refused,
    }.get(charge.effect_state or "", unknown)
