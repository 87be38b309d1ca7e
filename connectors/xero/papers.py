"""Pay links of Xero's invoices, which Xero calls online invoices. Pure.

A link costs one call for each invoice and does not expire; drafts and bills have none.
"""

from __future__ import annotations

from connectors.papers import PayLink
from connectors.xero.sheets import Sheet
from connectors.xero.wire import OnlineInvoiceRow


def link_of(found: Sheet[OnlineInvoiceRow]) -> PayLink | None:
    """The link in Xero's answer; `None` where it holds none."""
    urls = (row.online_invoice_url for row in found.rows if isinstance(row, OnlineInvoiceRow))
    return next((PayLink(url, None) for url in urls if url), None)
