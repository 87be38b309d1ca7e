"""Guards about what was agreed: disputes, claims to have paid, promises, plans, settlements, hand-overs.

They stop the account only where nothing else of it is asked for; else what is agreed is left out and the
rest goes its way, as with a hold. Each ends by itself on its day, or says what a person must do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dunning.agreed import named_agreement, told
from dunning.agreements import (
    Agreed,
    Dispute,
    HandedOver,
    Judged,
    PaidClaim,
    PaymentPlan,
    PromiseToPay,
    Settlement,
)
from dunning.dates import in_words
from dunning.decisions import Reason
from dunning.guards.debt import named
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Invoice, Money
from dunning.limits import start_of
from dunning.procedure import Case


def stopping(case: Case, kind: type[Agreed]) -> tuple[Judged, list[Invoice]] | None:
    """The first agreement of that kind that leaves nothing to ask for, and which invoices it keeps silent."""
    if case.kind != "none":
        return None
    for judged in case.agreements.judged:
        agreement = judged.agreement
        if isinstance(agreement, kind) and (judged.aside or _is_open_dispute(judged)):
            about = [each for each in case.silenced if each.id in agreement.invoice_ids]
            if about:
                return judged, about
    return None


def _is_open_dispute(judged: Judged) -> bool:
    return isinstance(judged.agreement, Dispute) and judged.agreement.ending is None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _told(case: Case, judged: Judged) -> str:
    """The agreement and how it stands, at the start of a sentence."""
    return _capital(told(judged, case.account.currency))


def _listed(invoices: list[Invoice]) -> str:
    return ", ".join(map(named, invoices))


def _until(case: Case, judged: Judged, about: list[Invoice], reason: Reason) -> Block:
    """Silence until the books can show what came; then, while they do not reach that far, a wait for them."""
    words, end = _told(case, judged), judged.end
    if end is None:
        return until_a_person(case, reason, f"{words}.")
    if judged.waits_for_books(case.today):
        return _books(case, words, end)
    text = (
        f"{words}: nothing is asked for {_listed(about)} before {in_words(end)}, "
        "when the books can show what came."
    )
    return Block(reason=reason, text=text, review_at=start_of(end, case.zone))


def _books(case: Case, words: str, end: date) -> Block:
    through = case.account.books.booked_through
    known = f"are booked through {in_words(through)}" if through else "were never booked"
    text = (
        f"{words}; payments {known}, and {in_words(end)} is needed to tell what came of it. Book what came "
        "in, or state it with confirm-books."
    )
    return until_a_person(case, Reason.BOOKS_NOT_BOOKED, text)


def _is_disputed(case: Case) -> Block | None:
    found = stopping(case, Dispute)
    if found is None:
        return None
    judged, about = found
    words = _told(case, judged)
    number = about[0].number or about[0].id
    how = f'duesync dispute {case.account.books.name} --invoice {number} --answer "..."'
    if judged.end is None:
        text = f"{words}: answer {_listed(about)} before anything is asked for it ({how})."
        return until_a_person(case, Reason.DISPUTE_UNANSWERED, text)
    text = f"{words}: nothing is asked for {_listed(about)} until it is answered ({how})."
    return Block(reason=Reason.DISPUTED, text=text, review_at=start_of(judged.end, case.zone))


def _is_claimed_paid(case: Case) -> Block | None:
    found = stopping(case, PaidClaim)
    if found is None:
        return None
    judged, about = found
    if judged.state != "not_found":
        return _until(case, judged, about, Reason.CLAIMED_PAID)
    who, books, first = case.account.customer.name, case.account.books.name, about[0]
    text = (
        f"{_told(case, judged)}: ask {who} for the remittance; then book it, or withdraw the claim (duesync "
        f"claim {books} --invoice {first.number or first.id} --withdraw). Nothing is asked for "
        f"{_listed(about)} until then."
    )
    return until_a_person(case, Reason.CLAIM_NOT_FOUND, text)


def _is_promised(case: Case) -> Block | None:
    found = stopping(case, PromiseToPay)
    return None if found is None else _until(case, *found, Reason.PROMISED)


def _is_in_instalments(case: Case) -> Block | None:
    found = stopping(case, PaymentPlan)
    return None if found is None else _until(case, *found, Reason.INSTALMENTS)


def _is_settled(case: Case) -> Block | None:
    found = stopping(case, Settlement)
    if found is None:
        return None
    judged, about = found
    if judged.state != "settled":
        return _until(case, judged, about, Reason.SETTLEMENT)
    rest = Money.total((each.balance for each in about), case.account.currency)
    text = (
        f"{_told(case, judged)}. The rest of {rest} is forgiven: write a credit "
        f"note for {_listed(about)} in the ledger."
    )
    return until_a_person(case, Reason.SETTLED, text)


def _is_handed_over(case: Case) -> Block | None:
    books, currency = case.account.books, case.account.currency
    for judged in case.agreements.judged:
        if judged.state == "handed_over" and isinstance(judged.agreement, HandedOver):
            to, came = judged.agreement.to, Money(judged.came, currency)
            report = f" {came} came in since: report it to {to}." if judged.came > 0 else ""
            text = (
                f"{_capital(named_agreement(judged.agreement, currency))} is in force: {to} alone speaks to "
                f"{case.account.customer.name}.{report} It ends with: duesync hand-over {books.name} "
                f"--customer {case.account.customer.id} --end."
            )
            return until_a_person(case, Reason.HANDED_OVER, text)
    return None


def _known(kind: type[Agreed], none: str) -> Callable[[Case], str]:
    """Why such a guard passes: how each agreement of its kind stands."""

    def clear(case: Case) -> str:
        currency = case.account.currency
        known = [told(each, currency) for each in case.agreements.judged if isinstance(each.agreement, kind)]
        return f"{_capital('; '.join(known))}." if known else none

    return clear


DISPUTE = Guard(
    name="dispute",
    asks="Is all that could be asked for disputed?",
    check=_is_disputed,
    clear=_known(Dispute, "Nothing is disputed."),
)
CLAIM = Guard(
    name="paid claim",
    asks="Do they say they paid, and the books do not show it?",
    check=_is_claimed_paid,
    clear=_known(PaidClaim, "They do not say that they paid."),
)
PROMISE = Guard(
    name="promise",
    asks="Did they promise to pay, and is that day not over?",
    check=_is_promised,
    clear=_known(PromiseToPay, "No promise was given."),
)
PLAN = Guard(
    name="plan",
    asks="Do they pay in instalments, as agreed?",
    check=_is_in_instalments,
    clear=_known(PaymentPlan, "No instalments were agreed."),
)
SETTLEMENT = Guard(
    name="settlement",
    asks="Was less agreed to be enough?",
    check=_is_settled,
    clear=_known(Settlement, "No settlement was agreed."),
)
HANDED_OVER = Guard(
    name="handed over",
    asks="Is the debt with an agency or a lawyer?",
    check=_is_handed_over,
    clear=_known(HandedOver, "It is with no agency and no lawyer."),
)
