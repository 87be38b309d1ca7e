"""What is sent to QuickBooks: the bodies of writes, and how our own are recognised again. Pure.

The law: an update carries `Id`, `SyncToken`, `sparse` and the changed fields, nothing else, because
any other field would overwrite what a bookkeeper entered.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid5

from dunning.effects import RecordFee, RecordPayment, WriteNote
from dunning.ledger import of_minor, to_minor

_REQUESTS: Final = UUID("6d9f1f0a-4f0e-5d3c-9a51-0c8f6f2b7e11")
_MARK: Final = re.compile(r"Duesync #(\d+) \[([A-Z2-7]+)\]")
_LONGEST_NOTE: Final = 2000
_LONGEST_MEMO: Final = 4000

Body = dict[str, object]


def request_id(*parts: str) -> str:
    """QuickBooks' own guard against doing a thing twice: the same for the same write, 36 characters."""
    return str(uuid5(_REQUESTS, "\n".join(parts)))


def note_text(write: WriteNote) -> str:
    """The note with our mark in its last line; the key is there once."""
    mark = f"Duesync #{write.sequence} [{write.key}]"
    words = write.text.replace(f"[{write.key}]", "").strip()
    return f"{words[: _LONGEST_NOTE - len(mark) - 1].rstrip()}\n{mark}"


def sequence_of(note: str | None) -> int | None:
    """The sequence in a note of ours; `None` when it is somebody else's."""
    marks = _MARK.findall(note or "")
    return int(marks[-1][0]) if marks else None


def new_note(write: WriteNote) -> Body:
    """A note on an invoice, never sent along with it."""
    owner = {"EntityRef": {"type": "Invoice", "value": write.invoice_id}, "IncludeOnSend": False}
    return {"AttachableRef": [owner], "Note": note_text(write)}


def changed_note(write: WriteNote, note_id: str, token: str) -> Body:
    """Our note with new words."""
    return {"Id": note_id, "SyncToken": token, "sparse": True, "Note": note_text(write)}


def void(payment_id: str, token: str) -> Body:
    """Nothing but what names the payment and its version."""
    return {"Id": payment_id, "SyncToken": token, "sparse": True}


def payment(write: RecordPayment, deposit_to: str | None) -> Body:
    """A payment with its key as reference; what no line takes stays unapplied.

    `ValueError` when an amount does not fit its currency. Without a rate QuickBooks takes its own.
    """

    def figure(amount: Decimal) -> Decimal:
        return of_minor(to_minor(amount, write.currency), write.currency)

    body: Body = {
        "CustomerRef": {"value": write.customer_id},
        "TotalAmt": figure(write.amount),
        "TxnDate": write.paid_on.isoformat(),
        "PaymentRefNum": write.key,
        "CurrencyRef": {"value": write.currency},
        "PrivateNote": write.memo[:_LONGEST_MEMO],
        "Line": [
            {"Amount": figure(part.amount), "LinkedTxn": [{"TxnId": part.invoice_id, "TxnType": "Invoice"}]}
            for part in write.allocations
        ],
    }
    if write.rate is not None:
        body["ExchangeRate"] = write.rate
    return body | ({"DepositToAccountRef": {"value": deposit_to}} if deposit_to else {})


def purchase(write: RecordFee) -> Body:
    """Money spent, with its key as number. `ValueError` when the amount does not fit its currency."""
    minor = to_minor(write.amount, write.currency)
    if minor <= 0:
        msg = f"{write.amount} {write.currency} is no amount kept"
        raise ValueError(msg)
    amount = of_minor(minor, write.currency)
    line = {
        "Amount": amount,
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {"AccountRef": {"value": write.account}},
        "Description": write.memo[:_LONGEST_MEMO],
    }
    return {
        "PaymentType": "Cash",
        "AccountRef": {"value": write.paid_from},
        "TxnDate": write.paid_on.isoformat(),
        "DocNumber": write.key,
        "CurrencyRef": {"value": write.currency},
        "PrivateNote": write.memo[:_LONGEST_MEMO],
        "Line": [line],
    }
