"""Agreements that were ever made with an account, judged on all that came in since, also the ended ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec.structs import replace

from dunning.agreed import agreed_on
from dunning.agreements import Agreement, Ending, Judged, PromiseToPay, was_kept
from dunning.ledger import Allocation, Payment
from dunning.procedure import Case
from sync.store.passed import Came, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement and how it stands. `made_by`: the person of ours who recorded it."""

    judged: Judged
    made_at: datetime
    made_by: str


def agreed_ever(case: Case, rows: Sequence[Row], came: Sequence[Came]) -> tuple[Agreed, ...]:
    """Every agreement there ever was, judged on all that came in, also where nothing of it bears any more."""
    made = {row["id"]: _agreement(row, case) for row in rows}
    paid = tuple(_counted(one) for one in came)
    account = replace(case.account, agreements=tuple(made.values()), received=paid)
    judged = {one.agreement.id: one for one in agreed_on(account, case.policy, case.rules, case.today).judged}
    owed = {each.id for each in account.invoices}
    return tuple(
        Agreed(
            judged=_for_good(judged[row["id"]], paid, case, owed),
            made_at=row["made_at"],
            made_by=row["made_by"],
        )
        for row in rows
    )


def _agreement(row: Row, case: Case) -> Agreement:
    ending = None
    if row["ended_at"] is not None:
        on = row["ended_at"].astimezone(case.zone).date()
        ending = Ending(how=row["ended_how"], on=on, by=row["ended_by"], words=row["ended_words"])
    made: Agreement = msgspec.json.decode(row["body"], type=Agreement)
    return replace(made, id=row["id"], ending=ending)


def _counted(came: Came) -> Payment:
    """The payment with what of it went to their invoices."""
    parts = tuple(Allocation(invoice_id=invoice, amount=amount) for invoice, amount in came.to)
    return replace(came.payment, amount=came.amount, allocations=parts)


def _for_good(judged: Judged, paid: Sequence[Payment], case: Case, owed: Collection[str]) -> Judged:
    """A promise that was not kept in time stays so, though it was paid in the end."""
    promise = judged.agreement
    if isinstance(promise, PromiseToPay) and judged.state == "kept":
        through = case.account.books.booked_through
        if was_kept(promise, paid, through, owed) is False:
            return replace(judged, state="broken")
    return judged
