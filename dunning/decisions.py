"""Decisions: what to do about one account now, why, and when to look again.

"Wait" is a decision. Every decision has a reason (an enum whose value is the sentence a bookkeeper
reads), a citation where law gave it, and a review date.
"""

from __future__ import annotations

import enum
from datetime import datetime
from decimal import Decimal

import msgspec

from dunning.account import NoticeKind, Question
from dunning.charged import Charges
from dunning.trial import Assigned


class Reason(enum.Enum):
    """Why a decision was taken, in a bookkeeper's words."""

    NOTHING_DUE = "Nothing is overdue."
    PAID = "Nothing is owed: paid, or covered by credit."
    LEVEL_DUE = "The next level of the procedure is due."
    PRE_DUE = "A friendly note before the due date."
    THANKS = "What was asked for has been paid: thanks are said."
    TERMS_NOTE = "The customer's first invoice: a note says how payment works."
    STATEMENT = "The monthly statement is due."
    ANSWER = "They asked something that the books answer."
    CONFIRMATION = "Old debt: the customer is asked to confirm the balance before anything else."
    NOT_RELEASED = "This ledger is new: a person must approve what would be sent first."
    BOOKS_NOT_BOOKED = "The books are not booked through yet, so the customer may have paid."
    UNREADABLE = "A document of this customer could not be read."
    DIFFERENT = "What the ledger says the customer owes differs from the documents that were read."
    PAYMENT_REFUSED = (
        "A payment recorded here was refused by the ledger: "
        "a person must see to it before the customer is asked again."
    )
    MONEY_ARRIVED = (
        "Money that may be theirs came in at the bank: "
        "a person must say what it pays before the customer is asked again."
    )
    PAYING = "They paid online, and the ledger does not show it yet."
    PRETEND = "This is a demo or sandbox company: nothing is sent unless redirect_to is set."
    REPLY_WAITS = "They wrote, and a person must see to it before they are written to again."
    AWAY = "They are out of office: it waits until they are back."
    UNCERTAIN = "An earlier message may or may not have gone: a person must say."
    REFUSED = "The last message was refused: a person must see to it."
    LEDGER_REMINDS = "The ledger sends reminders of its own, so customers would hear twice."
    LEDGER_SENT = "The ledger itself sent the customer an invoice lately."
    HOLD = "On hold."
    OPTED_OUT = "The customer does not want messages by this channel."
    FORBIDDEN = "The ledger forbids contact with this customer."
    NO_ADDRESS = "There is no usable address."
    ADDRESSES_DIFFER = (
        "The invoices name different billing addresses: make them equal in the ledger, or hold one invoice."
    )
    SHORT_PAYMENT = "Only a small rest of what was paid is open: a person looks first."
    BELOW_MINIMUM = "The balance is below the minimum."
    OLD_DEBT = (
        "A debt was long overdue when the ledger was linked: "
        "until a person sorts it, nothing at all is sent to the customer."
    )
    WRITE_OFF = "A person suggests to write it off: nothing is asked for it."
    TIME_BARRED = "It may be enforced no more: only a person may write about it."
    LAW = "The law does not allow it now."
    HOUSE_LIMIT = "The customer was contacted often enough lately."
    TOO_SOON = "It is too soon for the next level."
    HELD_BACK = "It waits some days longer, to learn what the level does."
    OUT_OF_HOURS = "It is outside the customer's contact hours."
    POSTPONED = "A person postponed it."
    DECLINED = "A person refused it: it is not sent while nothing changes in what they owe."
    APPROVAL = "A person must approve this first."
    FLOOD = "Today's run would write to far more customers than the approved plan."
    POLICY_CHANGED = "The policy no longer has the levels already sent: a person must name one of them again."
    PROCEDURE_ENDED = "The procedure has ended: a person decides what follows."
    HANDED_OVER = "The debt was handed over."
    DISPUTED = "The customer disputes it: that is answered first."
    DISPUTE_UNANSWERED = "A dispute should have been answered by now: a person must answer it."
    CLAIMED_PAID = "The customer says it is paid: the books show soon whether it is."
    CLAIM_NOT_FOUND = (
        "The customer says it is paid, and the books do not show it: a person must ask for the remittance."
    )
    PROMISED = "The customer promised to pay: nothing is asked until then."
    INSTALMENTS = "Instalments were agreed, and they are on track."
    SETTLEMENT = "A smaller amount was agreed, to be paid by a date."
    SETTLED = "A settlement was paid: the rest waits for its credit note in the ledger."


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a message answers: theirs of that number. `copies`: ids of the invoices whose PDFs go along.

    `texted`: a text is to follow, which says that the answer went by e-mail.
    """

    number: int
    question: Question
    copies: tuple[str, ...]
    texted: bool = False  # steps stored before texts told of it


class Notify(msgspec.Struct, frozen=True, kw_only=True, tag="notify"):
    """Do this step: send a message, or give a person a call to make, say, or a debt to hand over.

    `kind`: "level", "pre_due", or a courtesy. `channel`: "email", "sms", "call", "letter" or "hand_over".
    `recipients`: e-mail addresses, or the number of a text that we send; empty for a person's task.
    `overdue`: invoices that this step is about, oldest due first (of thanks those that were paid);
    `alongside`: other open invoices of the account, not asked for: those overdue whose payment may not be
    booked yet, then those not overdue; listed under their own heading.
    `balances`: (invoice id, balance) of both, for the last look. `credit`: unapplied credit and
    money in flight that was netted. `amount`: what is asked for, net, never below zero; of thanks what came.
    `serious`: third overdue level or beyond. `fingerprint`: what an approval binds to. `charges`: the
    interest and fixed sums that this level states beside the debt, never part of `amount`. `answer`: of an
    answer, to what.
    """

    kind: NoticeKind
    level: str
    ordinal: int
    episode: str
    channel: str
    tone: str
    template: str
    recipients: tuple[str, ...]
    overdue: tuple[str, ...]
    alongside: tuple[str, ...]
    balances: tuple[tuple[str, Decimal], ...]
    credit: Decimal
    amount: Decimal
    currency: str
    serious: bool
    fingerprint: str
    charges: Charges | None = None  # decided before any could be
    answer: Answer | None = None  # as above


class Wait(msgspec.Struct, frozen=True, kw_only=True, tag="wait"):
    """Do nothing now. `proposed`: what would be done if the one thing missing were a person's yes."""

    proposed: Notify | None


Action = Notify | Wait


class GuardAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One guard's answer. `blocks`: it forbids acting now; then `reason` and `review_at` are set."""

    guard: str
    blocks: bool
    text: str
    reason: Reason | None
    citation: str | None
    review_at: datetime | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What to do about one account.

    `text`: the reason with its figures and names. `review_at`: aware UTC, when to look again at the
    latest; `None` only where nothing is owed at all. `episode`: to be kept for the next look.
    `overdue`: something collectable is past due, so this decision must stand in the books. `trial`: what was
    drawn for this debt, where the policy tries whether a level does anything.
    """

    action: Action
    reason: Reason
    text: str
    citation: str | None
    review_at: datetime | None
    episode: str | None
    overdue: bool
    trial: Assigned | None = None  # decided before any could be
