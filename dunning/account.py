"""Account: all that is known of one billed customer, in one currency, at one instant.

It is what a decision rests on, and the only thing. `sync` assembles it from the stage, stores it
content-addressed beside the decision, and can hand it to `decide` again on any later day.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.agreements import Agreement
from dunning.behaviour import PayerBehaviour
from dunning.charged import Charged
from dunning.incoming import Questions
from dunning.ledger import CreditNote, Customer, Invoice, Payment
from dunning.said import Approved, Deferral
from dunning.sorting import Sorting

NoticeKind = Literal["level", "pre_due", "thanks", "statement", "terms_note", "answer"]
COURTESIES: tuple[NoticeKind, ...] = ("thanks", "terms_note", "statement", "answer")  # they demand nothing


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A message or task that was *delivered*: accepted by its channel and not bounced since.

    `episode` and `ordinal` as in its key; `invoice_ids` it covered. All notices to the customer
    count, whatever their currency, for no one should be written to twice for having two. `asks`: of an
    answer, what they had asked. `by_us`: we sent it, so its answer comes to us; else it was a person's task.
    """

    key: str
    kind: NoticeKind
    level: str
    ordinal: int
    episode: str
    channel: str
    currency: str
    delivered_at: datetime
    invoice_ids: tuple[str, ...]
    message_id: str | None
    asks: tuple[Questions, ...] = ()  # accounts stored before there were answers
    by_us: bool = False  # as above


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word not to chase: a ledger, a customer, or one invoice (`invoice_id`).

    `until`: the first day on which chasing may go on again; `None`: until released. `excluded`: it is
    no pause: this customer or invoice is never followed up (a default, for accounts stored before it was).
    `customer_id`: whose it is, a sub-customer's maybe; `None` where it was not kept yet, or for a ledger.
    """

    scope: Literal["ledger", "customer", "invoice"]
    invoice_id: str | None
    until: date | None
    note: str
    excluded: bool = False
    customer_id: str | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """A contact made by hand and logged: `channel` is "call", "email", "sms", "letter" or "visit".

    Or "voice": a call of ours by machine that reached nobody, which is but a try.
    `reached`: they were spoken to, or it was sent; else it was an attempt. `notice`: what it was by law, one
    of `dunning.guards.handing.NOTICES`; `None`: nothing of the kind. `note`: what was said.
    """

    channel: str
    at: datetime
    reached: bool
    notice: str | None = None
    note: str = ""  # accounts stored before it was kept with them


class PhoneConsent(msgspec.Struct, frozen=True, kw_only=True):
    """Text messages to `number`, in E.164, were allowed on that day; `how`: as whoever recorded it says.

    `channel`: "sms", or "voice" for calls made by a machine, which are another thing to allow.
    """

    number: str
    kind: Literal["express", "written"]
    on: date
    how: str
    channel: Literal["sms", "voice"] = "sms"  # those kept before a machine could call


SuppressedFor = Literal["stopped", "bounced", "complained", "wrong"]


class Suppressed(msgspec.Struct, frozen=True, kw_only=True):
    """An address as the books spell it, or a number in E.164, that nothing is sent to, whatever the ledger.

    "stopped": whoever reads there wants no more messages. "bounced": nobody does. "complained": they called
    one spam. "wrong": it is somebody else's. `since`: when that came to be known.
    """

    kind: Literal["email", "number"]
    address: str
    why: SuppressedFor
    since: datetime


class Preference(msgspec.Struct, frozen=True, kw_only=True):
    """How a customer wants to hear from us, and when, as they said or somebody of ours wrote down.

    `channel`: "email", "sms", "call" or "letter"; `None`: nothing was said of it. `opens`, `until`
    (exclusive) and `days` (Monday is 0) are at theirs; `None` and empty: the policy's. `by` wrote it down,
    `on` that day. `language`: that they want to be written to in, BCP 47. `learnt`: how they answer, where
    that is why the channel was chosen.
    """

    channel: str | None
    opens: time | None
    until: time | None
    days: tuple[int, ...]
    words: str
    on: date
    by: str
    language: str | None = None  # wishes kept before one could be said
    learnt: str = ""  # as above


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person of theirs wrote or did: no automatic mail, no bounce, no mere STOP.

    `by`: "email", "sms", "voice" (a key in our call) or "page" (on their own page). `to`: key of the message
    of ours that it answers, or from whose link they came; "" where nothing says which.
    """

    by: Literal["email", "sms", "voice", "page"]
    to: str
    at: datetime


class Responses(msgspec.Struct, frozen=True, kw_only=True):
    """What they answered, oldest first, in the last year.

    `mail_read_from`: when the first answer by mail of anybody came in to this ledger; what was mailed before
    may have been answered where nobody read it. `None`: none ever came.
    """

    those: tuple[Response, ...]
    mail_read_from: datetime | None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A message that was refused for good (no such mailbox, say), and what no person has seen to yet.

    `by_us`: our own check of its words refused it, so that no other way is any better.
    """

    recipients: tuple[str, ...]
    reason: str
    by_us: bool = False  # accounts stored before it was told apart


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A message that answers one of ours and asks only what our books answer. `key`: see `Incoming.key`.

    `by_text`: a telephone texted it that we texted before; `about` is the key of our last text to it then.

    `invoices`: the numbers of those that it names. `message_id`, `about`: its own Message-ID, and those that
    it answers, the nearest first. `currency`: of the message of ours. `mailed`: the key of our e-mail that
    answered what they texted, of which only a text to them is missing; "" where none did.
    """

    key: str
    asks: tuple[Questions, ...]
    invoices: tuple[str, ...]
    message_id: str
    about: tuple[str, ...]
    currency: str
    by_text: bool = False  # accounts stored before texts were answered
    mailed: str = ""  # accounts stored before texts told of it


class WaitingReply(msgspec.Struct, frozen=True, kw_only=True):
    """A message from them, or that may be, which nobody has seen to yet. `words`: the beginning of it.

    `kind`: see `dunning.incoming`. `proven`: it answers a message of ours, or a person said that it is
    theirs; else only its sender's address says so, which anybody can write. `question`: where it is one
    that can be answered from the books.
    """

    number: int
    kind: str
    received_at: datetime
    sender: str
    words: str
    proven: bool
    question: Question | None = None  # accounts stored before any was looked for


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the ledger as a whole.

    `name`: ours. `timezone`: IANA, the organisation's, in which due dates are judged.
    `booked_through`: date of the newest customer payment recorded there, or the later date a
    person stated. `released`: a person has seen and approved what the first two weeks would send.
    `planned_per_day`: the most customers that approved plan writes to on one day.
    `flooded`: today's run would write to far more than that; set for the whole run by `sync`.
    `pretend`: the provider's own demo or test company, and no `redirect_to` is set: its customers are
    never written to. `own_reminders`: the ledger sends reminders itself, and nobody acknowledged that.
    `restored_at`: of what instant the backup was that all here comes from: what went after it is not known.
    `texts`: text messages are sent by us; else each is a person's task. `voice`: calls are made by a machine
    of ours; else a person makes them.
    """

    name: str
    organisation: str
    timezone: str
    home_currency: str
    country: str | None
    linked_on: date
    booked_through: date | None
    released: bool
    planned_per_day: int
    flooded: bool
    pretend: bool
    own_reminders: bool
    restored_at: datetime | None = None  # accounts stored before it was
    texts: bool = False  # accounts stored before we sent any
    voice: bool = False  # as above


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One billed customer in one currency.

    `members`: ids of the sub-customers billed with it. `invoices`: every open one with a balance,
    overdue or not. `credits`, `payments`: those with something unapplied. `in_flight`: money
    recorded through Duesync that the ledger does not show yet. `notices`: delivered ones, oldest
    first. `approvals`: fingerprints a person approved. `episode`: the one the last decision was in,
    `None` when nothing was past due then, held or not. `unreadable`: problems of this customer's
    documents that could not be staged. `differences`: where what the ledger says is owed differs from
    these documents, in words. `payments_refused`: payments that a person recorded and the ledger refused:
    someone must see to them before anybody is asked for the money. `uncertain`: keys
    of messages that may or may not have gone. `refused`: messages refused since the last one that was
    delivered, newest first. `opted_out`: channels the customer refused. `agreements`: those not withdrawn
    that still bear on it. `received`: payments since the first of them, whatever they paid; none where
    nothing is agreed. `contacts`: made by hand, oldest first. `part_paid_on`: date of the newest payment on
    an invoice that is still open. `settled`: invoices that a delivered level covered and that are paid by
    now; `paid`: the payments of the last days on them; both are known only while nothing else is past due.
    `first_invoice`: the id of this customer's very first invoice, while it is new and open. `sortings`: what
    people said of its old debt, oldest first. `charged`: days
    for which interest was charged by an invoice of its own; `charge_invoices`: ids of those, which bear none.
    `consents`: to text messages and calls by machine, that stand; `text_number`: where either would go, in
    E.164, known only then or where we send texts; `number_zones`: IANA, the time zones that this number may
    be in.
    `arrived`: lines of the bank's that may be theirs and that nobody has settled, in words that begin with
    the line's name and a comma. `suppressed`: which of their addresses and numbers nothing is sent to.
    `replies`: what they wrote and nobody has seen to, the oldest first. `away_until`: the day on which they
    are back, as an automatic message of theirs said.
    `preference`: how they want to hear from us, where they said so. `paying`: what they paid online
    that is not recorded for the ledger yet, in words. `approved`: when each of the `approvals` was
    given; one that is not among them lapses never. `deferrals`: steps that a person put off or
    refused, the newest last. `responses`: what they answered; `None`: nothing in a year,
    and nobody called them by hand.
    """

    books: Books
    customer: Customer
    members: tuple[str, ...]
    currency: str
    invoices: tuple[Invoice, ...]
    credits: tuple[CreditNote, ...]
    payments: tuple[Payment, ...]
    in_flight: Decimal
    notices: tuple[Notice, ...]
    holds: tuple[Hold, ...]
    opted_out: tuple[str, ...]
    approvals: tuple[str, ...]
    behaviour: PayerBehaviour
    episode: str | None
    unreadable: tuple[str, ...]
    payments_refused: tuple[str, ...]
    uncertain: tuple[str, ...]
    refused: tuple[Refusal, ...]
    # these came later: an account stored before them is read as one without, for `why` to explain still
    differences: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    received: tuple[Payment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    part_paid_on: date | None = None
    settled: tuple[Invoice, ...] = ()
    paid: tuple[Payment, ...] = ()
    first_invoice: str | None = None
    sortings: tuple[Sorting, ...] = ()
    charged: tuple[Charged, ...] = ()
    charge_invoices: tuple[str, ...] = ()
    consents: tuple[PhoneConsent, ...] = ()
    text_number: str | None = None
    arrived: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    replies: tuple[WaitingReply, ...] = ()
    away_until: date | None = None
    preference: Preference | None = None
    number_zones: tuple[str, ...] = ()
    paying: tuple[str, ...] = ()
    approved: tuple[Approved, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    responses: Responses | None = None

    def barred(self, kind: Literal["email", "number"], *whys: SuppressedFor) -> tuple[Suppressed, ...]:
        """Those of that kind, for one of these reasons, or for any."""
        return tuple(each for each in self.suppressed if each.kind == kind and (not whys or each.why in whys))
