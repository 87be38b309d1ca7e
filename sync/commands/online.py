"""Payments online, for a person: a link to send to a customer, what was paid, and what is to be seen to."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import msgspec

from dunning.ledger import Money
from sync import paying
from sync.commands.targets import ActError, review_target, the_customer, the_invoice
from sync.office import Office
from sync.paying import Offer
from sync.store import checkouts, figures, ledgers
from sync.store.chain import tell
from sync.store.checkouts import Checkout
from sync.store.ledgers import LinkedLedger


class PayLink(msgspec.Struct, frozen=True, kw_only=True):
    """Where a customer pays that. `until`: when it ends; `None` for a link of the ledger's own."""

    url: str
    customer: str
    amount: Money
    invoices: tuple[str, ...]
    until: datetime | None


def pay_link(
    office: Office,
    ledger: LinkedLedger,
    customer: str,
    *,
    numbers: tuple[str, ...] = (),
    amount: Decimal | None = None,
    instalment: bool = False,
    back: str | None = None,
) -> PayLink:
    """A link by which that customer pays: these invoices, or all that is open; of them `amount`, or all.

    `instalment`: the next one of their plan. `back`: where they go afterwards. Raises `ActError` and
    `ConnectorError`.
    """
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        named = [the_invoice(connection, ledger, number) for number in numbers]
        currencies = sorted({one.currency for one in named}) or figures.currencies_owed(
            connection, ledger.id, row.id
        )
    if len(currencies) != 1:
        told = (
            f"owes in {', '.join(currencies)}: name invoices of one of them" if currencies else "owes nothing"
        )
        msg = f"{row.name} {told}"
        raise ActError(msg)
    offer = paying.offered(office, ledger, row.id, currencies[0])
    parts = _parts(offer, [one.id for one in named], amount, row.name, instalment=instalment)
    shown = {one.invoice_id: one for one in offer.payable}
    own = [shown[one].url for one in parts if parts[one] == shown[one].balance]
    total = Money(sum(parts.values(), Decimal(0)), offer.currency)
    listed = tuple(shown[one].number or one for one in parts)
    if len(parts) == 1 and own and own[0] is not None:
        return PayLink(url=own[0], customer=row.name, amount=total, invoices=listed, until=None)
    url = paying.begin(
        office,
        ledger,
        row.id,
        offer.currency,
        parts,
        back or _back(office, ledger),
        life=paying.LONGEST,
    )
    until = office.clock.now() + paying.LONGEST
    return PayLink(url=url, customer=row.name, amount=total, invoices=listed, until=until)


def _parts(
    offer: Offer, ids: list[str], amount: Decimal | None, name: str, *, instalment: bool
) -> dict[str, Decimal]:
    """What is to be paid of which invoice, the oldest first. Raises `ActError`."""
    if instalment:
        if ids or amount is not None:
            msg = "an instalment is paid as it was agreed: leave out --invoice and --amount"
            raise ActError(msg)
        if not offer.instalments:
            msg = f"no instalments are agreed with {name}, or none is left"
            raise ActError(msg)
        return dict(offer.instalments[0].parts)
    rest = offer.total if amount is None else amount
    parts: dict[str, Decimal] = {}
    for one in offer.payable:
        if ids and one.invoice_id not in ids:
            continue
        if ids and one.why_not:
            msg = f"invoice {one.number or one.invoice_id} cannot be paid online: {one.why_not}"
            raise ActError(msg)
        share = min(one.amount, rest)
        if share > 0:
            parts[one.invoice_id] = share
            rest -= share
    if missing := set(ids) - {one.invoice_id for one in offer.payable}:
        msg = f"{name} has no open invoice {', '.join(sorted(missing))}"
        raise ActError(msg)
    if not parts or (amount is not None and rest > 0):
        open_ = Money(sum(parts.values(), Decimal(0)), offer.currency)
        msg = (
            f"{offer.currency} {amount} is more than the {open_} that can be paid"
            if parts
            else "nothing is to be paid"
        )
        raise ActError(msg)
    return parts


def _back(office: Office, ledger: LinkedLedger) -> str:
    """Where they go afterwards, where no page of the customer's own is there. Raises `ActError`."""
    url, website = office.config.serve.public_url, office.config.ledger(ledger.name).sender.website
    if url is None and website is None:
        msg = (
            f"say where {ledger.name}'s customers go once they have paid: --back, website in the sender's "
            "section, or public_url in [serve]"
        )
        raise ActError(msg)
    return f"{url}{paying.PAID}" if url is not None else str(website)


def paid_online(office: Office, ledger: LinkedLedger) -> list[Checkout]:
    """All that was begun and has not come to nothing, oldest first."""
    with office.store.read() as connection:
        return checkouts.every(connection, ledger.id)


def see_to_online(office: Office, ledger: LinkedLedger, key: str) -> Checkout:
    """A person saw to what was wrong with that payment. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        one = checkouts.by_key(connection, ledger.id, key)
        if one is None or one.trouble is None or one.seen_at is not None:
            msg = f"{ledger.name} has no payment online {key} that waits for you"
            raise ActError(msg)
        checkouts.see_to(connection, ledger.id, key, office.by, office.clock.now())
        told = {"act": "see to payment online", "key": key, "trouble": one.trouble}
        tell(connection, ledger.id, "act", told, of=one.customer_id, by=office.by)
        review_target(connection, ledger.id, one.customer_id)
    return one


def names_of(office: Office, ledger: LinkedLedger) -> dict[str, str]:
    """Customers' names by id."""
    with office.store.read() as connection:
        return figures.customer_names(connection, ledger.id)
