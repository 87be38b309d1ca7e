"""What is to be done in the world, as values: messages to people, notes and payments to ledgers.

An effect is decided once. Its *slot* names what it is for (ledger, account, kind, episode, level,
ordinal: never the amount, never the policy version); its *key* is the slot with the attempt, and
is what is written into the ledger or the Message-ID so that it can be looked up. At most one live
effect exists per slot. Keys are 20 base32 characters, so they fit every reference field.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.ledger import Allocation

KEY_LENGTH = 20
LEFT_OUT = "..."  # what stands in kept words in place of what works like a key
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
# in a quarter of the time that base64.b32encode takes
_PAIRS = [first + second for first in _BASE32 for second in _BASE32]
_SHIFTS = range(5 * KEY_LENGTH - 10, -1, -10)
_SPARE_BITS = 4  # of 13 bytes


def key_of(*parts: str) -> str:
    """20 upper-case base32 characters (100 bits) that depend on every part and on their order."""
    digest = hashlib.blake2b(msgspec.json.encode(parts), digest_size=13).digest()
    bits = int.from_bytes(digest, "big") >> _SPARE_BITS
    return "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Proof that an effect was carried out: the provider's id of what it made, its version, when.

    `stands`: false where it was carried out and someone has removed it at the source since.
    """

    provider_id: str
    version: str
    at: datetime
    stands: bool = True  # receipts kept before there was a doubt of it


class WriteNote(msgspec.Struct, frozen=True, kw_only=True, tag="note"):
    """A status note on one invoice, at most 250 characters, holding `[key]`.

    `sequence` rises with each note on that invoice: where a ledger keeps one note per invoice and
    sets it in place (QuickBooks), a sequence at or past ours means ours is done. `previous` is the
    receipt of the last note on that invoice, where there was one.
    """

    key: str
    invoice_id: str
    text: str
    sequence: int
    previous: Receipt | None


class RecordPayment(msgspec.Struct, frozen=True, kw_only=True, tag="payment"):
    """Money received, to be written against invoices of one customer.

    `amount` in `currency`; the allocations sum to at most that, the rest stays unapplied where the
    ledger can hold it. Without any allocation it is money on account. `key` becomes the payment's
    reference in the ledger; `memo` says in words where the money came from. `deposit_to`: the
    ledger's account id or code, `None` for its default. `rate`: units of the home currency for one
    of `currency`, `None` for the ledger's own.
    """

    key: str
    customer_id: str
    paid_on: date
    currency: str
    amount: Decimal
    allocations: tuple[Allocation, ...]
    memo: str
    deposit_to: str | None
    rate: Decimal | None = None  # what was recorded before a rate could be given


class VoidPayment(msgspec.Struct, frozen=True, kw_only=True, tag="void"):
    """Reversal of a payment that we wrote ourselves."""

    key: str
    payment_id: str
    version: str | None


class DraftLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a draft: what it is for, and how much, without tax."""

    description: str
    amount: Decimal


class DraftInvoice(msgspec.Struct, frozen=True, kw_only=True, tag="charge"):
    """An invoice to the customer that is only a draft: a person approves or deletes it in the ledger.

    `account`, `tax_code`: as the ledger names them. `key` becomes its reference.
    """

    key: str
    customer_id: str
    issued_on: date
    currency: str
    lines: tuple[DraftLine, ...]
    account: str
    tax_code: str


class RecordFee(msgspec.Struct, frozen=True, kw_only=True, tag="fee"):
    """What a provider of payments kept of one, to be written as money spent.

    `paid_from`: the ledger's account that the payment was written to; `account`: the expense that it is.
    Both by id or code. `payee`: the provider, by name. `key` becomes its reference in the ledger; `memo`
    says in words which payment it was for.
    """

    key: str
    payee: str
    paid_on: date
    currency: str
    amount: Decimal
    paid_from: str
    account: str
    memo: str


LedgerWrite = WriteNote | RecordPayment | VoidPayment | DraftInvoice | RecordFee


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF that goes with a message. `name`: plain ASCII; `digest`: SHA-256 of `content`, in hex."""

    name: str
    digest: str
    content: bytes


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Of a call by a machine: the keys that its words offer, and the address that key 1 has texted."""

    keys: str
    link: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One rendered message, ready to leave. `message_id` is `<key@domain>`, angle brackets included.

    `stop_at`: addresses by which its reader says that they want no more: web or mailto, the best first.
    A text message has none, nor a subject; its one recipient is a number in E.164. Nor has what a machine
    says on the telephone, whose `spoken` says the rest.
    `answers`: it answers a message of theirs, and no machine may answer it. `page`: the address in its words
    that opens the customer's own page with us, "" where there is none. `words`: the version of the ledger's
    policy whose own words it may have; `None`: those that come with us.
    """

    key: str
    message_id: str
    sender: str
    reply_to: str | None
    recipients: tuple[str, ...]
    subject: str
    text: str
    html: str
    in_reply_to: str | None
    references: tuple[str, ...]
    language: str
    attachments: tuple[Attachment, ...] = ()  # messages kept before there were any
    stop_at: tuple[str, ...] = ()  # as above
    answers: bool = False  # as above
    page: str = ""  # as above
    words: int | None = None  # as above
    spoken: Spoken | None = None  # as above

    @property
    def is_text(self) -> bool:
        """Whether it goes to a telephone: it has no Message-ID."""
        return not self.message_id

    def as_kept(self) -> Message:
        """The message as evidence: of what was attached the name and the digest, not the bytes again.

        Nor what works like a key: who reads the evidence must not stop anything by it, nor open a page.
        """
        bare = tuple(msgspec.structs.replace(one, content=b"") for one in self.attachments)
        kept = msgspec.structs.replace(self, attachments=bare, stop_at=(), page="")
        if not self.page:
            return kept
        shown = without_token(self.page)
        text, html = (each.replace(self.page, shown) for each in (self.text, self.html))
        spoken = self.spoken and msgspec.structs.replace(
            self.spoken, link=self.spoken.link.replace(self.page, shown)
        )
        return msgspec.structs.replace(kept, text=text, html=html, spoken=spoken)

    def as_left(self, page: str) -> Message:
        """The text of a kept message as it left, whose words held that address."""
        return msgspec.structs.replace(self, text=self.text.replace(without_token(page), page))


def without_token(page: str) -> str:
    """The address of a customer's own page as it is kept: it opens nothing."""
    return f"{page.rpartition('/')[0]}/{LEFT_OUT}"


EffectKind = Literal[
    "message", "sms", "call", "letter", "hand_over", "note", "payment", "void", "charge", "fee"
]
EffectState = Literal["ready", "claimed", "done", "refused", "uncertain", "dropped"]
