"""What the next letter says of what was agreed: a promise not kept, a settlement that lapsed, an answer.

The laws it keeps: each is said once, in the first letter after it; dates and amounts are those agreed on and
those that came, and nothing is said of why. Our own notes and the customer's words stay out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dunning.account import Account
from dunning.agreed import failed
from dunning.agreements import Dispute, Judged, PaymentPlan, PromiseToPay, Settlement
from dunning.booked import last_notice
from dunning.decisions import Notify
from dunning.ledger import Invoice
from dunning.letters.letter import Mention
from dunning.procedure import Case


def mentions_in(act: Notify, case: Case) -> tuple[Mention, ...]:
    """What this step's letter mentions; nothing in a note before the due date."""
    if act.kind != "level" or not case.agreements.judged:
        return ()
    last = last_notice(case.account, case.zone)
    not_kept = (_not_kept(each, last) for each in failed(case.agreements, act.overdue))
    return (*filter(None, not_kept), *_answers(case.agreements.judged, act, case.account, last))


def _not_kept(judged: Judged, last: date | None) -> Mention | None:
    agreement, end = judged.agreement, judged.end
    match agreement:
        case PromiseToPay() if _is_new(end, last):
            return Mention(
                kind="promise", on=agreement.due_on, amount=agreement.amount, came=judged.came, owed=None
            )
        case PaymentPlan() if judged.missing is not None and _is_new(judged.missing.due_on, last):
            part = judged.missing
            return Mention(kind="instalment", on=part.due_on, amount=part.amount, came=None, owed=None)
        case Settlement() if _is_new(end, last):
            return Mention(
                kind="settlement",
                on=agreement.pay_by,
                amount=agreement.amount,
                came=judged.came,
                owed=agreement.owed,
            )
        case _:
            return None


def _is_new(since: date | None, last: date | None) -> bool:
    """Whether no letter went since that day, on which it was known."""
    return last is None or since is None or last < since


def _answers(
    agreements: Iterable[Judged], act: Notify, account: Account, last: date | None
) -> Iterator[Mention]:
    numbers: dict[str, Invoice] = {each.id: each for each in account.invoices}
    for judged in agreements:
        dispute = judged.agreement
        if not isinstance(dispute, Dispute) or judged.state != "answered" or dispute.ending is None:
            continue
        for one in dispute.invoice_ids:
            if one in act.overdue and (last is None or last <= dispute.ending.on):
                number = numbers[one].number or one
                yield Mention(kind="answer", on=dispute.ending.on, number=number)
