"""When the debts of an account may become time-barred, as far as the law of their place is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dunning.aging import due_of
from dunning.dates import in_words
from dunning.law.limitation import Limitation, limitation_for
from dunning.ledger import Invoice
from dunning.procedure import Case


def limitation_of(case: Case) -> Limitation | None:
    """The period that holds for this debtor; `None` where none is known of their place."""
    place = case.place
    if place.country is None or not case.rules.limitations:
        return None
    where = place.country if place.region is None else f"{place.country}-{place.region}"
    return limitation_for(case.rules.limitations, where, case.policy.law.debtor_kind)


def barred_from(case: Case, limitation: Limitation, invoice: Invoice) -> date:
    """The first day on which that invoice may be time-barred. A part paid on any of them counts for it."""
    paid_on = case.account.part_paid_on if invoice.balance < invoice.total else None
    return limitation.barred_from(due_of(invoice), paid_on)


def told_of_limitation(case: Case, invoices: Sequence[Invoice]) -> tuple[str, str | None]:
    """Since when they may be, to go on a sentence with, and its citation; nothing where none of them is."""
    limitation = limitation_of(case)
    if limitation is None:
        return "", None
    ends = [end for each in invoices if (end := barred_from(case, limitation, each)) <= case.today]
    if not ends:
        return "", None
    of = "" if len(ends) == len(invoices) else f" ({len(ends)} of {len(invoices)})"
    return f", and may be time-barred since {in_words(min(ends))}{of}", limitation.cite
