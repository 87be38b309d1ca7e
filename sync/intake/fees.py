"""The fee of a payment online and the books: recorded once, where the ledger's settings say to which account.

The law: what was paid before the setting is not booked by it. The fee stays when the money goes back, for the
provider keeps it. What the ledger refuses is a person's, and is not tried again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

import connectors
from dunning.effects import RecordFee, key_of
from dunning.ledger import of_minor
from sync.intake.entering_paid import PROVIDER, paid_on
from sync.store import checkouts, money, outbox
from sync.store.chain import tell
from sync.store.checkouts import Checkout
from sync.store.ledgers import LinkedLedger

if TYPE_CHECKING:
    from sync.office import Office


def fee_account(office: Office, ledger: LinkedLedger) -> str | None:
    """The account that its fees are booked to; `None`: nothing is booked."""
    settings = office.config.ledger(ledger.name).stripe
    if settings is None or not connectors.provider(ledger.provider).books_fees:
        return None
    return settings.fees_to


def in_words(one: Checkout) -> str:
    """What the provider kept: "GBP 0.41"; "" where that is not known."""
    if one.fee is None:
        return ""
    currency = one.fee_currency or one.currency
    return f"{currency} {of_minor(one.fee, currency):,}"


def book_fee(connection: Connection, office: Office, ledger: LinkedLedger, one: Checkout) -> None:
    """Have the next write to the books book it, in a transaction that holds the ledger."""
    settings = office.config.ledger(ledger.name).stripe
    if settings is None or one.fee is None or one.fee_to is None:
        return
    currency = one.fee_currency or one.currency
    fee = RecordFee(
        key="",
        payee=PROVIDER,
        paid_on=paid_on(office, ledger, one),
        currency=currency,
        amount=of_minor(one.fee, currency),
        paid_from=settings.clearing,
        account=one.fee_to,
        memo=f"{PROVIDER}'s fee of {one.money(one.paid)} paid online, {one.payment_id}",
    )
    made = outbox.add(
        connection,
        ledger.id,
        (one.customer_id, one.currency),
        kind="fee",
        slot=key_of(ledger.name, "fee", one.key),
        payload=fee,
        now=office.clock.now(),
    )
    checkouts.recorded(connection, ledger.id, one, [made.key])
    told = {"act": "book fee", "key": made.key, "what": fee}
    tell(connection, ledger.id, "act", told, of=one.customer_id, by=PROVIDER)


def tell_of_refused(connection: Connection, office: Office, ledger: LinkedLedger) -> None:
    """Have a person see to what the ledger refused."""
    for one, effect in checkouts.fees_refused(connection, ledger.id):
        text = f"the fee of {one.payment_id}, {in_words(one)}, was not booked: {effect.reason}"
        checkouts.keep(connection, one, checkouts.with_trouble(one, text))
        money.set_aside(connection, effect.id, office.by)
