"""Paying by bank transfer: what to give as its reference, and the code that banking apps read (EPC069-12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from dunning.ledger import Invoice
from sync.portal.seen import Seen, Sheet

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_BIC = re.compile(r"\bBIC\b\W*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_BY_LENGTH = {
    15: "NO",
    16: "BE",
    18: "DK FI NL",
    19: "SI",
    20: "AT EE LT LU",
    21: "CH HR LI LV",
    22: "BG DE GB IE VA",
    23: "GI",
    24: "AD CZ ES RO SE SK",
    25: "PT",
    26: "IS",
    27: "FR GR IT MC SM",
    28: "CY HU PL",
    31: "MT",
}
_LENGTHS = {country: length for length, some in _BY_LENGTH.items() for country in some.split()}
_REFERENCE, _NAME, _MOST = 140, 70, Decimal("999999999.99")


def iban_in(bank_details: str) -> str | None:
    """The one account of the SEPA area that is named there; `None` of none, or of several."""
    found = set()
    for each in _IBAN.findall(bank_details):
        bare = each.replace(" ", "")
        bare = bare[: _LENGTHS.get(bare[:2], 0)]
        if bare and _is_sound(bare):
            found.add(bare)
    return found.pop() if len(found) == 1 else None


def _is_sound(iban: str) -> bool:
    if len(iban) != _LENGTHS[iban[:2]]:
        return False
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def reference_for(invoices: Sequence[Invoice], customer: str) -> str:
    """What a payment of these is known again by: their numbers, as many as fit; else the customer's name."""
    told = ""
    for each in invoices:
        longer = f"{told} {each.number or each.id}".strip()
        if len(longer) > _REFERENCE:
            break
        told = longer
    return told or customer[:_REFERENCE]


def reference_of(seen: Seen) -> str:
    """The same of all that is open."""
    return reference_for([each for sheet in seen.owing for each in sheet.invoices], seen.name)


def code(sheet: Sheet, name: str, bank_details: str) -> bytes | None:
    """A drawing (SVG) of the transfer of what is open; `None` where banking apps would not read one."""
    iban, amount = iban_in(bank_details), sheet.open
    if iban is None or sheet.currency != "EUR" or not 0 < amount <= _MOST:
        return None
    from segno.helpers import make_epc_qr

    bic = _BIC.search(bank_details)
    made = make_epc_qr(
        name=name[:_NAME],
        iban=iban,
        amount=amount,
        text=reference_for(sheet.invoices, sheet.account.customer.name),
        bic=bic[1] if bic else None,
    )
    drawn = BytesIO()
    made.save(drawn, kind="svg", scale=6, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return drawn.getvalue()
