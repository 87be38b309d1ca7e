"""Paying from a customer's page: online where something is offered, else by transfer."""

from __future__ import annotations

from starlette.responses import Response

from sync.portal.seen import Seen
from sync.portal.transfer import code, reference_for
from sync.web.pages import image
from sync.web.portal.door import Visit, nowhere


def ways(visit: Visit, seen: Seen) -> dict[str, bool]:
    """By currency, whether something can be paid online now."""
    del visit
    return {sheet.currency: False for sheet in seen.owing}


def pay_form(visit: Visit, no: str = "") -> Response:
    """What to pay, and how."""
    seen = visit.look()
    references = {
        sheet.currency: reference_for(sheet.invoices, sheet.account.customer.name) for sheet in seen.owing
    }
    codes = {sheet.currency for sheet in seen.owing if _code(seen, sheet.currency) is not None}
    return visit.page("pay", seen, no=no, online=ways(visit, seen), references=references, codes=codes)


def _code(seen: Seen, currency: str) -> bytes | None:
    sheet = seen.sheet(currency)
    return None if sheet is None else code(sheet, seen.sender.name, seen.sender.bank_details)


def qr(visit: Visit) -> Response:
    """The code that banking apps read."""
    drawn = _code(visit.look(), visit.field("currency"))
    return nowhere() if drawn is None else image(drawn)
