"""Agreements: what a customer said or was granted, as facts, and the state of each on a date.

A promise to pay, instalments, a dispute, a claim to have paid, a settlement, a hand-over. The laws it
keeps: only facts are stored, the state is worked out anew each day from what came in since; what a
person withdrew, moved or answered is over, yet stays; nothing is broken before the books could show it
to be kept, and a payment never ends a silence early: to have paid is no reason to be asked for more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec.structs import replace

from dunning.ledger import Payment

EndedHow = Literal["withdrawn", "moved", "answered", "ended"]
State = Literal[
    "open", "kept", "part_kept", "broken",  # a promise
    "on_track", "off_track", "completed",  # instalments
    "unanswered",  # a dispute, beside "open"
    "waiting", "found", "not_found",  # a claim
    "settled", "lapsed",  # a settlement, beside "open"
    "handed_over",
    "withdrawn", "moved", "answered", "ended",
]  # fmt: skip
CLAIM_LEEWAY = timedelta(days=7)  # a bank dates a payment some days before or after the customer does
SHOWN_WITHIN = timedelta(days=4)  # two banking days over a weekend, whatever the holidays
_NOTHING = Decimal(0)


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """How a person ended an agreement. `words`: the recorded answer, or why; may be empty."""

    how: EndedHow
    on: date
    by: str
    words: str


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What all agreements hold. `id`: the store's number. `invoice_ids`: what it is about; none: all.

    `made_on`: the ledger's date on which it was said; what came in from that day on counts, but for the
    payments `known` by id when it was recorded, for its amount is what was owed after them. `who` said it,
    `where` (a call, a mail of theirs), `quote` in their words: empty where not known. `message`: key of the
    message of ours from whose link they came to say it; "" where they came by none.
    """

    id: int
    invoice_ids: tuple[str, ...]
    made_on: date
    known: tuple[str, ...]
    who: str
    where: str
    quote: str
    ending: Ending | None
    message: str = ""  # agreements kept before it was


class PromiseToPay(Agreed, frozen=True, kw_only=True, tag="promise"):
    """They will pay `amount` by `due_on`. `episode`: the debt it was given in, `None` outside of one."""

    amount: Decimal
    due_on: date
    episode: str | None


class Instalment(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a plan: `amount`, to be paid by `due_on`."""

    due_on: date
    amount: Decimal


class PaymentPlan(Agreed, frozen=True, kw_only=True, tag="plan"):
    """Instalments in place of the due dates, earliest first."""

    instalments: tuple[Instalment, ...]

    @property
    def total(self) -> Decimal:
        """What all instalments come to."""
        return sum((each.amount for each in self.instalments), _NOTHING)


class Dispute(Agreed, frozen=True, kw_only=True, tag="dispute"):
    """They say that they do not owe `amount` of one invoice (`None`: the whole of it), for `reason`.

    `owner`: who of ours answers, at the latest on `answer_by`.
    """

    amount: Decimal | None
    reason: str
    owner: str
    answer_by: date


class PaidClaim(Agreed, frozen=True, kw_only=True, tag="claim"):
    """They say that they paid `amount` on `paid_on`. `owed`: the balances when that was recorded."""

    amount: Decimal
    paid_on: date
    reference: str
    owed: Decimal


class Settlement(Agreed, frozen=True, kw_only=True, tag="settlement"):
    """`amount`, paid by `pay_by`, is enough for what was `owed`. `approved_by`: the person who granted it."""

    amount: Decimal
    owed: Decimal
    pay_by: date
    approved_by: str


class HandedOver(Agreed, frozen=True, kw_only=True, tag="hand_over"):
    """The debts of the customer are with `to`, an agency or a lawyer, who alone speaks to them now."""

    to: str
    whom: Literal["agency", "lawyer"]


Agreement = PromiseToPay | PaymentPlan | Dispute | PaidClaim | Settlement | HandedOver


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What agreements are judged by. `today`: the ledger's date; `through`: how far it is booked.

    `balances`: of the open invoices, by id. `received`: payments in the account's currency, with their
    allocations. `shown_by`: the date by which what came in on a day stands in the books; `claim_shown_by`
    the same for what a customer says to have paid.
    """

    today: date
    through: date | None
    balances: dict[str, Decimal]
    received: tuple[Payment, ...]
    shown_by: Callable[[date], date]
    claim_shown_by: Callable[[date], date]

    def is_over(self, end: date) -> bool:
        """Whether that day has come and the books tell of all before it."""
        return self.today >= end and self.through is not None and self.through >= end

    def owing(self, agreement: Agreed) -> Decimal:
        """What is still open of the invoices it is about."""
        return sum((self.balances.get(each, _NOTHING) for each in agreement.invoice_ids), _NOTHING)

    def came(
        self,
        since: date,
        until: date | None,
        about: tuple[str, ...] | None = None,
        known: tuple[str, ...] = (),
    ) -> Decimal:
        """What came in from `since` to `until`, both included: all, or for these invoices or for none yet.

        `known`: ids of payments that do not count.
        """
        return came_of(self.received, since, until, about, known)


def left_by(promise: PromiseToPay, received: Iterable[Payment], until: date) -> tuple[Payment, ...]:
    """The payments less what that promise takes of them, the oldest first: none counts towards two."""
    wanted, left = promise.amount, []
    for payment in sorted(received, key=lambda each: (each.paid_on or until, each.id)):
        took = min(wanted, came_of((payment,), promise.made_on, until, known=promise.known))
        wanted -= took
        left.append(replace(payment, amount=payment.amount - took) if took else payment)
    return tuple(left)


def came_of(
    received: Iterable[Payment],
    since: date,
    until: date | None,
    about: tuple[str, ...] | None = None,
    known: tuple[str, ...] = (),
) -> Decimal:
    """What of these payments came from `since` to `until`: see `Evidence.came`."""
    total = _NOTHING
    for payment in received:
        day = payment.paid_on
        if payment.status != "active" or day is None or day < since or (until and day > until):
            continue
        if payment.id in known:
            continue
        if about is None:
            total += payment.amount
        else:
            parts = (part.amount for part in payment.allocations if part.invoice_id in about)
            total += sum(parts, payment.unapplied)
    return total


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement on one day. `came`: what counts towards it. `aside`: its invoices are not asked for now.

    `end`: the first day on which that may change: `None` only by a person. `missing`: the instalment that
    is. Where `end` has come and it is still open, the books do not reach that day yet.
    """

    agreement: Agreement
    state: State
    came: Decimal
    aside: bool
    end: date | None
    missing: Instalment | None = None

    def waits_for_books(self, today: date) -> bool:
        """Whether the day has come, but not the books that tell what came of it."""
        return self.aside and self.end is not None and self.end <= today


def judge(agreement: Agreement, evidence: Evidence) -> Judged:
    """The state of an agreement on that day, by what is known then."""
    if agreement.ending is not None:
        return Judged(agreement=agreement, state=agreement.ending.how, came=_NOTHING, aside=False, end=None)
    match agreement:
        case PromiseToPay():
            judged = _promise(agreement, evidence)
        case PaymentPlan():
            judged = _plan(agreement, evidence)
        case Dispute():
            judged = _dispute(agreement, evidence)
        case PaidClaim():
            judged = _claim(agreement, evidence)
        case Settlement():
            judged = _settlement(agreement, evidence)
        case HandedOver():
            came = evidence.came(agreement.made_on, None, known=agreement.known)
            judged = Judged(agreement=agreement, state="handed_over", came=came, aside=False, end=None)
    return judged


def disputed_part(dispute: Dispute, balance: Decimal) -> Decimal:
    """How much of that balance is not to be asked for; never more than it."""
    return balance if dispute.amount is None else min(dispute.amount, balance)


def _promise(promise: PromiseToPay, evidence: Evidence) -> Judged:
    """Money that came too late to be in the books by then keeps it no more: what is broken stays so."""
    end = evidence.shown_by(promise.due_on)
    came = evidence.came(promise.made_on, end, known=promise.known)
    over = evidence.is_over(end)
    state: State = "open"
    if came >= promise.amount or evidence.owing(promise) == 0:
        state = "kept"
    elif over:
        state = "part_kept" if came > 0 else "broken"
    return Judged(agreement=promise, state=state, came=came, aside=not over, end=end)


def was_kept(
    promise: PromiseToPay, received: Iterable[Payment], through: date | None, owed: Collection[str]
) -> bool | None:
    """Whether a promise was kept, long after too; `None` while its day is not over, or where nobody can say.

    `received`: payments since it was made; `owed`: ids of invoices that have a balance. The money may come
    up to four days late: two banking days, over a weekend. What a credit note settled says nothing.
    """
    last = promise.due_on + SHOWN_WITHIN
    known = tuple(received)
    if came_of(known, promise.made_on, last, known=promise.known) >= promise.amount:
        return True
    if through is None or through < last:
        return None
    in_all = came_of(known, promise.made_on, None, known=promise.known)
    credited = not any(one in owed for one in promise.invoice_ids) and in_all < promise.amount
    return None if credited else False


def _plan(plan: PaymentPlan, evidence: Evidence) -> Judged:
    """On track while what came covers each instalment that the books could show; late money mends it."""
    came = evidence.came(plan.made_on, None, plan.invoice_ids, plan.known)
    needed = _NOTHING
    for part in plan.instalments:
        needed += part.amount
        end = evidence.shown_by(part.due_on)
        if came >= needed:
            continue
        if evidence.is_over(end) and evidence.owing(plan) > 0:
            return Judged(agreement=plan, state="off_track", came=came, aside=False, end=None, missing=part)
        return Judged(agreement=plan, state="on_track", came=came, aside=True, end=end)
    end = evidence.shown_by(plan.instalments[-1].due_on)
    return Judged(agreement=plan, state="completed", came=came, aside=not evidence.is_over(end), end=end)


def _dispute(dispute: Dispute, evidence: Evidence) -> Judged:
    """What it sets aside depends on the balance and on other disputes: see `dunning.agreed`."""
    late = evidence.today > dispute.answer_by
    return Judged(
        agreement=dispute,
        state="unanswered" if late else "open",
        came=_NOTHING,
        aside=False,
        end=None if late else dispute.answer_by + timedelta(days=1),
    )


def _claim(claim: PaidClaim, evidence: Evidence) -> Judged:
    """Found when the balances fell by as much, or money dated about that day waits to be applied."""
    end = evidence.claim_shown_by(claim.paid_on)
    since = claim.paid_on - CLAIM_LEEWAY
    waiting = evidence.came(since, None, ())  # the part of each that no invoice has taken up
    came = max(claim.owed - evidence.owing(claim), _NOTHING) + waiting
    over, found = evidence.is_over(end), came >= claim.amount
    state: State = "found" if found else "not_found" if over else "waiting"
    return Judged(
        agreement=claim, state=state, came=came, aside=not (over and found), end=None if over else end
    )


def _settlement(settlement: Settlement, evidence: Evidence) -> Judged:
    """Once paid in time the rest is never asked for; else it lapses, and late money does not mend it."""
    end = evidence.shown_by(settlement.pay_by)
    came = evidence.came(settlement.made_on, end, settlement.invoice_ids, settlement.known)
    if came >= settlement.amount:
        return Judged(agreement=settlement, state="settled", came=came, aside=True, end=None)
    over = evidence.is_over(end)
    return Judged(
        agreement=settlement, state="lapsed" if over else "open", came=came, aside=not over, end=end
    )
