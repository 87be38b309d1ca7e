"""What a customer may pay online now, and the page where they do.

The law: an amount is what the books, read lately, say is owed, less what is on its way; of two pages for one
invoice the older is closed before the newer is given out; the same page is given again while it is open.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy.engine import Connection

from connectors.checkout import Asked, Checkouts, Line
from connectors.errors import ConnectorError
from connectors.hurry import hurrying
from connectors.spare import sparing
from connectors.stripe.settings import API, PAGES, StripeSettings
from dunning.effects import key_of
from dunning.ledger import Allocation, Invoice
from dunning.letters.languages import locale_for
from sync.commands.targets import ActError, review_target
from sync.errors import DuesyncError
from sync.instalments_due import Left, instalments_left
from sync.intake import paid_online
from sync.own_links import fetched_links, own_links
from sync.payable import Stand, checked, group_of, stand_of
from sync.pull import pull
from sync.secrets import SecretsError
from sync.store import checkouts, ledgers, review, signals
from sync.store.chain import tell
from sync.store.checkouts import Checkout
from sync.store.ledgers import LinkedLedger

if TYPE_CHECKING:
    from dunning.procedure import Case
    from sync.office import Office

LIFE: Final = timedelta(hours=1)
"""How long a page can be paid; Stripe takes 30 minutes to 24 hours."""
LONGEST: Final = timedelta(hours=23)
PAID: Final = "/paid"
"""Where under our public address they go once they paid, who came from no page of their own."""
_FRESH: Final = timedelta(minutes=2)  # books read longer ago are read again first: as for a message
_PATIENCE: Final = 10.0  # seconds that who wants to pay waits for the books
_LEFT: Final = timedelta(minutes=5)  # a page that expires sooner is not given out again
_TRIES: Final = 3
_INVOICE: Final = {"en": "Invoice", "de": "Rechnung", "es": "Factura", "fr": "Facture", "nl": "Factuur"}


class Payable(msgspec.Struct, frozen=True, kw_only=True):
    """An open invoice. `amount`: what may be paid of it now; 0 where nothing may be, and `why_not` says why.

    `url`: the ledger's own link, where that is to be offered in place of a page of ours.
    """

    invoice_id: str
    number: str | None
    due_on: date | None
    balance: Decimal
    amount: Decimal
    why_not: str
    url: str | None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An instalment that is not paid yet: what is left of it, and by which invoices it is paid."""

    due_on: date
    amount: Decimal
    parts: dict[str, Decimal]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What one customer may pay online now, in one currency.

    `online`: whether `begin` makes a page; `why_not`: in words for the firm, where it does not. `on_its_way`:
    paid, and not in the books yet. `credit`: what they have in hand, which no invoice has taken up.
    """

    customer_id: str
    currency: str
    online: bool
    why_not: str
    payable: tuple[Payable, ...]
    instalments: tuple[Part, ...]
    on_its_way: Decimal
    credit: Decimal

    @property
    def total(self) -> Decimal:
        """All that may be paid now."""
        return sum((one.amount for one in self.payable), Decimal(0))


def offered(office: Office, ledger: LinkedLedger, customer_id: str, currency: str) -> Offer:
    """What that customer may pay online now, by the books as they were read last."""
    from sync.commands.agreed import case_at  # loads the engine

    rules = office.rules(ledger)
    with office.store.read() as connection:
        key = (_billed(connection, ledger, customer_id), currency)
        case = case_at(office, connection, ledger, rules, key)
    return offered_of(office, ledger, case)


def offered_of(office: Office, ledger: LinkedLedger, case: Case) -> Offer:
    """The same of an account that was read just now."""
    settings, why_not = usable(office, ledger)
    prefers = settings is not None and settings.prefer == "stripe"
    with office.store.read() as connection:
        stand = stand_of(connection, ledger, case.account)
        fetched = {} if prefers else fetched_links(office, connection, ledger, stand.invoices)
    links = {} if prefers else own_links(office, ledger, stand.invoices, fetched)
    payable = tuple(_payable(stand, invoice, links.get(invoice.id)) for invoice in stand.invoices)
    on_its_way = sum((each.balance - stand.left(each) for each in stand.invoices), Decimal(0))
    return Offer(
        customer_id=case.account.customer.id,
        currency=case.account.currency,
        online=settings is not None,
        why_not=why_not,
        payable=payable,
        instalments=_parts(instalments_left(case), payable),
        on_its_way=on_its_way,
        credit=stand.credit,
    )


def _billed(connection: Connection, ledger: LinkedLedger, customer_id: str) -> str:
    """Who is billed for them."""
    return review.billed_customers(connection, ledger.id).get(customer_id, customer_id)


def _payable(stand: Stand, invoice: Invoice, url: str | None) -> Payable:
    why_not = stand.why_not(invoice)
    return Payable(
        invoice_id=invoice.id,
        number=invoice.number,
        due_on=invoice.due_on,
        balance=invoice.balance,
        amount=Decimal(0) if why_not else stand.left(invoice),
        why_not=why_not,
        url=None if why_not else url,
    )


def _parts(plan: Sequence[Left], payable: Sequence[Payable]) -> tuple[Part, ...]:
    """Each instalment over the plan's invoices, the oldest first."""
    left = {one.invoice_id: one.amount for one in payable}
    found = []
    for instalment in plan:
        rest, parts = instalment.amount, {}
        for invoice_id in [one for one in left if one in instalment.invoice_ids]:
            share = min(rest, left[invoice_id])
            if share > 0:
                parts[invoice_id] = share
                left[invoice_id] -= share
                rest -= share
        if parts:
            paid = sum(parts.values(), Decimal(0))
            found.append(Part(due_on=instalment.due_on, amount=paid, parts=parts))
    return tuple(found)


def usable(office: Office, ledger: LinkedLedger) -> tuple[StripeSettings | None, str]:
    """Where that ledger's customers may pay, keys resolved; else `None`, and why not."""
    name = ledger.name
    try:
        settings = office.config.stripe_for(name)
        shared = "" if settings is None else paid_online.sharing(office, name, settings)
    except SecretsError as error:
        return None, str(error)
    if settings is None:
        return None, f"{name} has no section [ledgers.{name}.stripe]"
    if shared:
        return None, f"{name} has the same Stripe key as {shared}: each ledger needs an account of its own"
    pretend_books = ledger.demo or ledger.environment == "sandbox"
    if settings.is_pretend and not pretend_books:
        return None, f"the Stripe key of {name} is one of test mode, and its books are real"
    if pretend_books and not settings.is_pretend:
        return None, f"the Stripe key of {name} takes real money, and its books are pretended"
    return settings, ""


def pages_at(office: Office, ledger: LinkedLedger) -> str:
    """Where those pages are, as "https://host": what a page of ours must allow a form to lead to."""
    settings = office.config.ledger(ledger.name).stripe
    return PAGES if settings is None or settings.host == API else settings.host


@contextmanager
def provider(office: Office, ledger: LinkedLedger) -> Iterator[Checkouts]:
    """The account where that ledger's customers pay. Raises `ActError` where there is none to be used."""
    settings, why_not = usable(office, ledger)
    if settings is None:
        msg = f"nothing can be paid online: {why_not}"
        raise ActError(msg)
    with closing(paid_online.opened(settings)) as found:
        yield found


def begin(
    office: Office,
    ledger: LinkedLedger,
    customer_id: str,
    currency: str,
    parts: Mapping[str, Decimal],
    back: str,
    *,
    life: timedelta = LIFE,
) -> str:
    """The address of a page where these parts are paid; they come back to `back`, with `paid=1` if they did.

    Raises `ActError` where that may not be paid now, and `ConnectorError`.
    """
    with provider(office, ledger) as account:
        _freshen(office, ledger)
        for _ in range(_TRIES):
            one, others = _planned(office, ledger, customer_id, currency, parts, back, life)
            if one is not None and one.state == "open":  # somebody may just have paid there
                if paid_online.is_open(office, ledger, account, one):
                    return one.url or ""
            elif one is not None:
                page = account.open(one.page)
                with office.store.write() as connection:
                    checkouts.opened(connection, one.id, page)
                return page.url
            for other in others:
                paid_online.close_page(office, ledger, account, other)
    msg = "another page for the same invoices was opened just now; try again"
    raise ActError(msg)


def _planned(
    office: Office,
    ledger: LinkedLedger,
    customer_id: str,
    currency: str,
    parts: Mapping[str, Decimal],
    back: str,
    life: timedelta,
) -> tuple[Checkout | None, list[Checkout]]:
    """The page for that, new or given out before; else those that must be closed first. Raises `ActError`."""
    from sync.commands.agreed import accounts_of  # as above

    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        key = (_billed(connection, ledger, customer_id), currency)
        account = accounts_of(office, connection, ledger, [key])[key]
        stand = stand_of(connection, ledger, account)
        wanted = checked(ledger, stand, currency, parts)
        others = _others(connection, ledger, stand, wanted)
        one = _again(office, others, wanted, currency, back)
        if one is None and not others:
            one = _new(connection, office, ledger, stand, wanted, back, life)
    return (one, []) if one is not None else (None, others)


def _freshen(office: Office, ledger: LinkedLedger) -> None:
    """Read the books again where they were not read lately; if that cannot be, those that we have must do."""
    with office.store.read() as connection:
        told = signals.find(connection, ledger.id)
    fresh = ledger.pulled_at is not None and office.clock.now() - ledger.pulled_at < _FRESH
    if not ledger.complete or (fresh and told is None):
        return
    try:
        with office.work(ledger.name) as work, sparing(), hurrying(_PATIENCE):
            pull(work)
    except (DuesyncError, ConnectorError):
        return


def _others(
    connection: Connection, ledger: LinkedLedger, stand: Stand, wanted: Sequence[Allocation]
) -> list[Checkout]:
    """Pages where one of these invoices can be paid already."""
    ids = {part.invoice_id for part in wanted}
    return [
        one
        for one in checkouts.unfinished(connection, ledger.id, group_of(stand.account))
        if one.state in ("new", "open") and ids & {part.invoice_id for part in one.allocations}
    ]


def _again(
    office: Office, others: list[Checkout], wanted: Sequence[Allocation], currency: str, back: str
) -> Checkout | None:
    """The page for just that, if it is open; what never was a page is left out of `others`.

    One that was asked for long ago and never given out would end too soon for Stripe to take it now.
    """
    same, until = checkouts.written(wanted, currency), office.clock.now() + _LEFT
    found = None
    for one in list(others):
        lasts = one.expires_at > until and (one.state == "open" or one.created_at > until - 2 * _LEFT)
        if one.parts == same and one.page.cancel == back and lasts and len(others) == 1:
            found = one
        elif one.page_id is None:
            others.remove(one)
    return found


def _new(
    connection: Connection,
    office: Office,
    ledger: LinkedLedger,
    stand: Stand,
    wanted: Sequence[Allocation],
    back: str,
    life: timedelta,
) -> Checkout:
    now = office.clock.now()
    numbers = {invoice.id: invoice.number or invoice.id for invoice in stand.invoices}
    sender, customer = office.config.ledger(ledger.name).sender, stand.account.customer
    place = (customer.country, customer.region)
    word = _INVOICE[locale_for(None, place, sender.language, ledger.country).split("_")[0]]
    asked = Asked(
        key=key_of(ledger.name, "checkout", uuid.uuid4().hex),
        currency=stand.account.currency,
        lines=tuple(Line(f"{word} {numbers[part.invoice_id]}", part.amount) for part in wanted),
        email=customer.emails[0] if customer.emails else None,
        success=f"{back}{'&' if '?' in back else '?'}paid=1",
        cancel=back,
        expires_at=(now + life).replace(microsecond=0),
    )
    one = checkouts.add(connection, ledger.id, customer.id, wanted, asked, now)
    told = {"act": "open payment page", "key": one.key, "parts": wanted, "currency": one.currency}
    tell(connection, ledger.id, "act", told, of=one.customer_id)
    review_target(connection, ledger.id, one.customer_id)
    return one
