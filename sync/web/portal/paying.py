"""Paying from a customer's page: online where something is offered, else by transfer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from starlette.responses import Response

from connectors.errors import ConnectorError
from dunning.letters.wording import one_line
from sync import paying
from sync.commands.targets import ActError
from sync.paying import Offer
from sync.portal.refusing import NotThat, Why
from sync.portal.seen import Seen, Sheet
from sync.portal.transfer import code, reference_for
from sync.secrets import SecretsError
from sync.web.pages import image
from sync.web.portal.door import Visit, nowhere
from sync.web.portal.reading import amount_in

Parts = Mapping[str, Decimal]  # invoice id -> what is paid of it


def ways(visit: Visit, seen: Seen) -> dict[str, Offer]:
    """By currency, what can be paid online now."""
    return {sheet.currency: _offer(visit, sheet) for sheet in seen.owing}


def _offer(visit: Visit, sheet: Sheet) -> Offer:
    """What is offered; nothing where the keys for it are not at hand, which `duesync doctor` tells."""
    try:
        return paying.offered_of(visit.office, visit.visitor.ledger, sheet.case)
    except SecretsError as error:
        return Offer(
            customer_id=sheet.account.customer.id,
            currency=sheet.currency,
            online=False,
            why_not=str(error),
            payable=(),
            instalments=(),
            on_its_way=Decimal(0),
            credit=Decimal(0),
        )


def due_of(sheet: Sheet, offer: Offer) -> Parts:
    """What one button pays: all that is overdue, else all that is open, less what they have in hand."""
    late = {one.invoice_id for one in offer.payable if one.due_on is not None and one.due_on < sheet.today}
    about = [one.invoice_id for one in offer.payable if one.invoice_id in late or not late]
    whole = sum((one.amount for one in offer.payable if one.invoice_id in about), Decimal(0))
    return divided(offer, about, max(whole - offer.credit, Decimal(0)))


def divided(offer: Offer, about: Collection[str], amount: Decimal) -> Parts:
    """So much over these invoices, the oldest first."""
    parts: dict[str, Decimal] = {}
    for one in offer.payable:
        share = min(amount, one.amount) if one.invoice_id in about else Decimal(0)
        if share > 0:
            parts[one.invoice_id] = share
            amount -= share
    return parts


def total(parts: Parts) -> Decimal:
    """What they come to."""
    return sum(parts.values(), Decimal(0))


def pay_form(visit: Visit, no: str = "") -> Response:
    """What to pay, and how."""
    seen = visit.look()
    references = {
        sheet.currency: reference_for(sheet.invoices, sheet.account.customer.name) for sheet in seen.owing
    }
    codes = {sheet.currency for sheet in seen.owing if _code(seen, sheet.currency) is not None}
    online, status = ways(visit, seen), 400 if no else 200
    return visit.page("pay", seen, status=status, no=no, online=online, references=references, codes=codes)


def pay(visit: Visit) -> Response:
    """On to the page where it is paid."""
    office, seen = visit.office, visit.look()
    sheet = seen.sheet(visit.field("currency"))
    url = office.config.serve.public_url
    if sheet is None or url is None:
        return pay_form(visit, Why.NOTHING_OPEN.value)
    ledger, customer = visit.visitor.ledger, str(visit.visitor.customer)
    try:
        parts = _wanted(visit, sheet, _offer(visit, sheet))
        back = f"{url}{paying.PAID}"  # not their own page: who takes the money keeps where payers come from
        address = paying.begin(office, ledger, customer, sheet.currency, parts, back)
    except NotThat as refused:
        return pay_form(visit, refused.why.value)
    except (ActError, ConnectorError):
        return pay_form(visit, "pay_not_now")
    return visit.page("going", seen, to=address)


def _wanted(visit: Visit, sheet: Sheet, offer: Offer) -> Parts:
    """What they chose: invoices, an amount, an instalment; else what is due. Raises `NotThat`."""
    instalment = visit.field("instalment")
    for one in offer.instalments:
        if one.due_on.isoformat() == instalment:
            return one.parts
    amount, numbers = amount_in(visit.field("amount")), visit.every("invoice")
    about = [one.invoice_id for one in offer.payable if one_line(one.number or one.invoice_id) in numbers]
    if not about and amount is None:
        parts = due_of(sheet, offer)
    else:
        about = about or [one.invoice_id for one in offer.payable]
        whole = sum((one.amount for one in offer.payable if one.invoice_id in about), Decimal(0))
        if amount is not None and not 0 < amount <= whole:
            raise NotThat(Why.AMOUNT)
        parts = divided(offer, about, whole if amount is None else amount)
    if not parts:
        raise NotThat(Why.NOTHING_OPEN)
    return parts


def _code(seen: Seen, currency: str) -> bytes | None:
    sheet = seen.sheet(currency)
    return None if sheet is None else code(sheet, seen.sender.name, seen.sender.bank_details)


def qr(visit: Visit) -> Response:
    """The code that banking apps read."""
    drawn = _code(visit.look(), visit.field("currency"))
    return nowhere() if drawn is None else image(drawn)
