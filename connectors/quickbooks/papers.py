"""Pay links and PDFs of QuickBooks' invoices.

The law: `include=invoiceLink` stands in the address, never in the statement, and one query tells the
links of many invoices. Without online payment, or an address on the invoice, QuickBooks gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec

from connectors.papers import PayLink
from connectors.quickbooks import query
from connectors.quickbooks.fields import instant, text
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.wire import LinksAnswer

AT_ONCE: Final = 200  # an answer of that many whole invoices is still a small one
_LINKS: Final = msgspec.json.Decoder(LinksAnswer)


def pay_links(transport: Transport, invoice_ids: Sequence[str]) -> dict[str, PayLink]:
    """See `Papers.pay_links`. One metered call for each `AT_ONCE`."""
    found: dict[str, PayLink] = {}
    for start in range(0, len(invoice_ids), AT_ONCE):
        statement = query.invoices(invoice_ids[start : start + AT_ONCE])
        ask = partial(_ask, transport, statement)
        answer = transport.read("pay links of invoices", ask, _LINKS.decode)
        for row in answer.query_response.invoice:
            id_, url = text(row.id), text(row.invoice_link)
            if id_ and url:
                found[id_] = PayLink(url, instant(row.invoice_link_expiry_date))
    return found


def _ask(transport: Transport, statement: str) -> None:
    """Its own parameters each time: the library writes into them."""
    transport.query(statement, params={"include": "invoiceLink"})


def invoice_pdf(transport: Transport, invoice_id: str) -> bytes:
    """See `Papers.invoice_pdf`. One metered call."""
    ask = partial(transport.download_pdf, "Invoice", invoice_id)
    return transport.read_pdf(f"the PDF of invoice {invoice_id}", ask)
