"""Payments online, as their provider tells of them: taken in at once, entered into the books by each pass.

The law: what was told is committed before it is answered; told again, nothing follows again; no money that is
told of is lost: what no invoice can take stays with the customer as credit, and a person is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import Connection

from connectors.checkout import Checkouts, Told
from connectors.errors import ConnectorError, Refused
from connectors.stripe.settings import StripeSettings
from dunning.ledger import of_minor
from sync import logs
from sync.commands.targets import review_target
from sync.intake.entering_paid import PROVIDER, enter_one
from sync.intake.fees import book_fee, fee_account, in_words, tell_of_refused
from sync.store import checkouts, figures, ledgers, money
from sync.store.chain import tell
from sync.store.checkouts import Checkout
from sync.store.ledgers import LinkedLedger

if TYPE_CHECKING:
    from sync.office import Office

_LOOKS: Final = 25  # pages asked about in one pass
_FEE_KNOWN: Final = timedelta(days=7)
_OVERLAP: Final = timedelta(hours=1)  # events may be listed a little late


def opened(settings: StripeSettings) -> Checkouts:
    """The account, keys resolved; to be closed."""
    from connectors.stripe.checkouts import StripeCheckouts  # a large library

    return StripeCheckouts(settings)


def sharing(office: Office, name: str, settings: StripeSettings) -> str:
    """The other ledger, by name, that has the same key or webhook secret; "" where none has."""
    for other in sorted(office.config.ledgers):
        if other == name or office.config.ledger(other).stripe is None:
            continue
        theirs = office.config.stripe_for(other)
        if theirs is None:
            continue
        secret = settings.webhook_secret is not None and settings.webhook_secret == theirs.webhook_secret
        if settings.secret_key == theirs.secret_key or secret:
            return other
    return ""


def take(office: Office, ledger: LinkedLedger, told: Told) -> bool:
    """Keep what was told; `False` where it is of no page of ours."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        before = checkouts.meant(connection, ledger.id, told)
        if before is None:
            return False
        now = _with_trouble(before, checkouts.after(before, told), told)
        if now.state == "paid" != before.state:
            now = replace(now, fee_to=fee_account(office, ledger))
        if now == before:
            return True
        checkouts.keep(connection, before, now)
        if _is_news(before, now):
            said = {"act": "payment online", "key": now.key, "told": told}
            tell(connection, ledger.id, "act", said, of=now.customer_id, by=PROVIDER)
            review_target(connection, ledger.id, now.customer_id)
    return True


def _is_news(before: Checkout, now: Checkout) -> bool:
    """Whether more is known than an address or a fee."""
    return any(
        getattr(before, name) != getattr(now, name)
        for name in ("state", "paid", "refunded", "lost", "dispute", "trouble")
    )


def _with_trouble(before: Checkout, now: Checkout, told: Told) -> Checkout:
    """What a person has to see to by this, if anything."""
    text = None
    if before.fee_to is not None and before.fee not in (None, now.fee):
        changed = (
            f"the fee of {now.payment_id}, booked as {in_words(before)}, is {in_words(now)} by now: "
            "correct it in the books by hand"
        )
        now = checkouts.with_trouble(now, changed)
    if told.state == "paid" and told.currency not in (None, now.currency):
        text = f"{now.money(now.amount)} was paid in {told.currency} ({now.payment_id}): enter it by hand"
    elif told.unrefunded is not None:
        text = (
            f"the payer's bank did not take a refund of {told.currency} {told.unrefunded:,} "
            f"({now.payment_id}), so the money is yours again at {PROVIDER}: refund it otherwise, or "
            "record it in the books by hand"
        )
    elif now.dispute != before.dispute:
        about = f"{now.money(now.paid or now.amount)} ({now.payment_id})"
        text = {
            "open": f"the payer's bank disputes {about}: answer it at {PROVIDER} in time",
            "lost": f"the dispute of {about} was lost: it is taken back in the books, the invoice on hold",
        }.get(now.dispute or "")
    return checkouts.with_trouble(now, text)


def hear(office: Office, ledger: LinkedLedger) -> list[str]:
    """Ask for what webhooks may not have told; what kept that from being done, in words."""
    with office.store.read() as connection:
        since = checkouts.read_until(connection, ledger.id)
    if since is None or office.config.ledger(ledger.name).stripe is None:
        return []
    try:
        with _account(office, ledger) as account:
            _hear_events(office, ledger, account, since - _OVERLAP)
            _look(office, ledger, account)
    except ConnectorError as error:
        logs.trouble("payments online not looked after", error)
        return [f"payments online: {error}"]
    return []


@contextmanager
def _account(office: Office, ledger: LinkedLedger) -> Iterator[Checkouts]:
    settings = office.config.stripe_for(ledger.name)
    assert settings is not None  # noqa: S101 - asked by the callers
    with closing(opened(settings)) as found:
        yield found


def _hear_events(office: Office, ledger: LinkedLedger, account: Checkouts, since: datetime) -> None:
    told = account.told_since(since)
    for one in sorted(
        told, key=lambda each: (each.key is None, each.at)
    ):  # a dispute names the payment alone
        take(office, ledger, one)
    if told:
        with office.store.write() as connection:
            checkouts.read_to(connection, ledger.id, max(one.at for one in told))


def _look(office: Office, ledger: LinkedLedger, account: Checkouts) -> None:
    with office.store.read() as connection:
        asked = checkouts.to_look_at(connection, ledger.id, office.clock.now() - _FEE_KNOWN, _LOOKS)
    for one in asked:
        try:
            take(office, ledger, account.look(one.page_id or ""))
            known = True
        except Refused:  # of another account, say, whose key was here before
            known = False
        with office.store.write() as connection:
            checkouts.looked(connection, one.id, office.clock.now(), known=known)


def enter(office: Office, ledger: LinkedLedger) -> list[str]:
    """Have the next write to the books make good what they lack; what could not be done, in words.

    Pages for more than is owed by now are closed.
    """
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        waiting = checkouts.to_enter(connection, ledger.id)
        for one in waiting:
            enter_one(connection, office, ledger, one)
        for one in checkouts.fees_to_book(connection, ledger.id):
            book_fee(connection, office, ledger, one)
        tell_of_refused(connection, office, ledger)
        overtaken = _overtaken(connection, ledger)
    if not overtaken or office.config.ledger(ledger.name).stripe is None:
        return []
    try:
        with _account(office, ledger) as account:
            for one in overtaken:
                close_page(office, ledger, account, one)
    except ConnectorError as error:
        logs.trouble("a page for payment not closed", error)
        return [f"payments online: {error}"]
    return []


def close_page(office: Office, ledger: LinkedLedger, account: Checkouts, one: Checkout) -> None:
    """Nobody can pay there any more; what is known of it then is kept. Raises `ConnectorError`."""
    try:
        take(office, ledger, account.close_page(one.page_id or ""))
    except Refused:  # as above
        with office.store.write() as connection:
            checkouts.looked(connection, one.id, office.clock.now(), known=False)


def is_open(office: Office, ledger: LinkedLedger, account: Checkouts, one: Checkout) -> bool:
    """Whether it can be paid still, as the provider says now. Raises `ConnectorError`."""
    try:
        told = account.look(one.page_id or "")
    except Refused:  # as above
        with office.store.write() as connection:
            checkouts.looked(connection, one.id, office.clock.now(), known=False)
        return False
    take(office, ledger, told)
    return told.state == "open"


def _overtaken(connection: Connection, ledger: LinkedLedger) -> list[Checkout]:
    """Pages where more would be paid than is owed by now."""
    pages = checkouts.open_pages(connection, ledger.id)
    if not pages:
        return []
    ids = [part.invoice_id for one in pages for part in one.allocations]
    rows = figures.invoices_by_id(connection, ledger.id, ids)
    pending = money.all_on_their_way(connection, ledger.id)

    def left(invoice_id: str) -> Decimal:
        row = rows.get(invoice_id)
        if row is None or row.status != "open":
            return Decimal(0)
        return of_minor(row.balance, row.currency) - pending[invoice_id]

    return [one for one in pages if any(part.amount > left(part.invoice_id) for part in one.allocations)]
