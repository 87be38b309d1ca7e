"""What is to be seen at once of an account, beside what is owed: held, promised, disputed, waiting for us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from dunning.aging import holds_on
from dunning.agreements import Dispute, HandedOver, Judged, PaidClaim, PaymentPlan, PromiseToPay, Settlement
from dunning.dates import counted
from dunning.procedure import Case

Weight = Literal["", "good", "warn", "bad"]

_AGREED: dict[tuple[type, str], tuple[str, str, Weight]] = {  # in words, the name of its day, its weight
    (PromiseToPay, "open"): ("promised by", "due_on", "good"),
    (PromiseToPay, "broken"): ("promise not kept", "due_on", "bad"),
    (PromiseToPay, "part_kept"): ("promise kept in part", "due_on", "bad"),
    (PaymentPlan, "on_track"): ("instalments, next by", "end", "good"),
    (PaymentPlan, "off_track"): ("instalment missing", "", "bad"),
    (Dispute, "open"): ("disputed, answer by", "answer_by", "warn"),
    (Dispute, "unanswered"): ("dispute not answered", "answer_by", "bad"),
    (PaidClaim, "waiting"): ("says paid on", "paid_on", "warn"),
    (PaidClaim, "not_found"): ("said paid, not found", "paid_on", "bad"),
    (Settlement, "open"): ("settlement by", "pay_by", "good"),
    (Settlement, "lapsed"): ("settlement lapsed", "pay_by", "bad"),
    (HandedOver, "handed_over"): ("handed over", "made_on", ""),
}


class Badge(msgspec.Struct, frozen=True):
    """`text`, and the day that it is about, where there is one. `weight`: how much it wants to be seen."""

    text: str
    on: date | None = None
    weight: Weight = ""


def badges(case: Case) -> Iterator[Badge]:
    """Of one account as it stands, what wants a person first."""
    if case.account.replies:
        yield Badge("wrote, waits for you", weight="warn")
    if case.account.uncertain:
        yield Badge("a message may have gone", weight="warn")
    if case.account.arrived:
        yield Badge("money at the bank", weight="warn")
    yield from _holds(case)
    for judged in case.agreements.judged:
        if judged.agreement.ending is None and (badge := _agreed(judged)) is not None:
            yield badge
    if case.account.opted_out:
        yield Badge("some ways refused")


def _holds(case: Case) -> Iterator[Badge]:
    held = [each for each in case.account.holds if holds_on(each, case.today)]
    invoices = sum(each.scope == "invoice" for each in held)
    if invoices:
        yield Badge(f"{counted(invoices, 'invoice')} on hold")
    for each in held:
        if each.scope != "invoice":
            text = "never followed up" if each.excluded else "on hold until" if each.until else "on hold"
            yield Badge(text, on=None if each.excluded else each.until)


def _agreed(judged: Judged) -> Badge | None:
    """`None` for what is over and says nothing about what is still owed."""
    found = _AGREED.get((type(judged.agreement), judged.state))
    if found is None:
        return None
    text, day, weight = found
    on = judged.end if day == "end" else getattr(judged.agreement, day, None)
    if judged.missing is not None:
        on = judged.missing.due_on
    return Badge(text, on, weight)
