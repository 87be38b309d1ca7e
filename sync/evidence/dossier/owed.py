"""What of an account is claimed, invoice by invoice: for a court, so apart from what would be asked for next.

The laws: what is agreed about, promised or on hold is still owed, and claimed; a disputed part is shown and
not claimed; what a person wrote off or holds to be time-barred is not either. Credit covers the oldest first.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from dunning.aging import credit_of
from dunning.agreements import Dispute, disputed_part
from dunning.charges import uncovered
from dunning.ledger import Invoice
from dunning.limited import barred_from, limitation_of
from dunning.procedure import Case
from dunning.sorting import set_aside_by
from sync.evidence.dossier.facts import Owed

_NOTHING = Decimal(0)


def owed_on(case: Case) -> tuple[Owed, ...]:
    """The open invoices of the account, oldest due first."""
    owing = [each for each in case.account.invoices if each.status == "open" and each.balance > 0]
    disputed, aside = _disputed(case), set_aside_by(case.account.sortings)
    states = {each.id: _state(case, each, aside) for each in owing}
    overdue = [
        replace(each, balance=each.balance - min(disputed.get(each.id, _NOTHING), each.balance))
        for each in owing
        if states[each.id] == "overdue"
    ]
    claimed = {each.id: principal for each, principal in uncovered(overdue, credit_of(case.account))}
    limitation = limitation_of(case)
    return tuple(
        Owed(
            invoice=each,
            state=states[each.id],
            disputed=min(disputed.get(each.id, _NOTHING), each.balance),
            claimed=claimed.get(each.id, _NOTHING),
            barred_from=None
            if limitation is None or each.due_on is None or each.due_on >= case.today
            else barred_from(case, limitation, each),
        )
        for each in owing
    )


def _state(case: Case, invoice: Invoice, aside: frozenset[str]) -> str:
    if invoice.problem is not None or invoice.due_on is None:
        return "flawed"
    if invoice.id in aside:
        return "set_aside"
    return "overdue" if invoice.due_on < case.today else "not_due"


def _disputed(case: Case) -> dict[str, Decimal]:
    """By invoice id, what disputes that no person ended take out of it."""
    balances = {each.id: each.balance for each in case.account.invoices}
    found: dict[str, Decimal] = {}
    for dispute in case.account.agreements:
        if isinstance(dispute, Dispute) and dispute.ending is None:
            for one in dispute.invoice_ids:
                part = disputed_part(dispute, balances.get(one, _NOTHING))
                found[one] = found.get(one, _NOTHING) + part
    return found
