"""Where an invoice's customer sees and pays it, and the invoice as it is printed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from connectors.sandbox.pdf import page
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.wire import Wire, currency_of

LIVES: Final = timedelta(days=30)
_LINK: Final = "https://developer.intuit.com/comingSoonview/scs-v1-"  # what real sandbox companies give


def invoice_link(company: Company, invoice: Wire, today: date) -> Wire:
    """The link, a new one once the last has expired; empty without online payment or an address."""
    if not invoice.get("AllowOnlinePayment") or "BillEmail" not in invoice:
        return {"InvoiceLink": ""}
    made, until = company.links.get(invoice["Id"], (0, today))
    if until <= today:
        made, until = company.links[invoice["Id"]] = (made + 1, today + LIVES)
    code = f"{int(invoice['Id']) * 2654435761 * made % 2**32:08x}{invoice['Id']}"
    return {"InvoiceLink": f"{_LINK}{code}", "InvoiceLinkExpiryDate": until.isoformat()}


def printed(invoice: Wire) -> bytes:
    """The invoice as PDF."""
    owed = f"{currency_of(invoice)} {invoice['TotalAmt']}, open {invoice['Balance']}"
    return page(
        [f"Invoice {invoice.get('DocNumber')}", invoice["CustomerRef"].get("name", ""), f"Total {owed}"]
    )
