"""What goes along with a reminder: the address where an invoice is paid, and the invoice as PDF.

The law: a ledger that has neither is no `Papers`, and nobody asks it. What is no whole PDF is never
given out as one. Whoever asks does so inside `sparing()`: a reminder without papers is better than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

import msgspec

PDF: Final = "application/pdf"
_BEGINS, _ENDS = b"%PDF", b"%%EOF"
_TAIL = 1024  # bytes in which a PDF's reader looks for its end


class PayLink(msgspec.Struct, frozen=True):
    """Where a customer pays one invoice. `expires_at`: aware UTC, `None` where it does not say."""

    url: str
    expires_at: datetime | None


@runtime_checkable
class Papers(Protocol):
    """A ledger whose invoices can be paid online and had as PDF.

    `links_at_once`: how many invoices one call tells the links of.
    """

    links_at_once: int

    def pay_links(self, invoice_ids: Sequence[str]) -> Mapping[str, PayLink]:
        """Links by invoice id; of one that cannot be paid online there is none.

        `Refused` where the ledger refuses the one that was asked for alone.
        """

    def invoice_pdf(self, invoice_id: str) -> bytes:
        """The invoice as it stands there now. One call. `Refused` where there is none."""


def is_pdf(body: bytes) -> bool:
    """Whether it begins and ends as a PDF does."""
    return body.startswith(_BEGINS) and _ENDS in body[-_TAIL:]
