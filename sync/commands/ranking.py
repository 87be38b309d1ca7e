"""The order in which a person sees what waits for them: what is most at risk first, never how it is said.

The law it keeps: the likelihood orders a list for a person and is given to nothing else; without enough
history nothing is guessed, and the list is by amount and age.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from dunning.decisions import Notify
from dunning.likelihood import DAYS
from sync.commands.proposed import Proposal
from sync.commands.targets import today_of
from sync.office import Office
from sync.scoring.bills import ScoreError
from sync.scoring.live import Overdue, of_ledger
from sync.store import settled
from sync.store.ledgers import LinkedLedger

_NO_HISTORY: Final = "amount, then age: there is not enough history to say who pays late"
_NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """`at_risk`: the amount times the likelihood that it does not come by itself; the whole of it where
    that is not known. `days_past_due`: of its oldest invoice, 0 where nothing is due.
    """

    proposal: Proposal
    at_risk: Decimal
    days_past_due: int


def in_order(office: Office, ledger: LinkedLedger, waiting: Sequence[Proposal]) -> tuple[str, list[Ranked]]:
    """What the order follows from, in words, and the proposals: the home currency first, notes last."""
    if not waiting:
        return _NO_HISTORY, []
    words, known = _likelihoods(office, ledger)
    with office.store.read() as connection:
        due = {one.id: one.due_on for one in settled.still_open(connection, ledger.id)}
    today = today_of(office, ledger)
    ranked = [Ranked(one, _at_risk(one.notify, known), _age(one.notify, due, today)) for one in waiting]

    def place(one: Ranked) -> tuple[bool, bool, str, Decimal, int, str]:
        act = one.proposal.notify
        foreign = act.currency != ledger.home_currency
        return (
            act.kind != "level", foreign, act.currency, -one.at_risk, -one.days_past_due,
            one.proposal.customer_id,
        )  # fmt: skip

    return words, sorted(ranked, key=place)


def _likelihoods(office: Office, ledger: LinkedLedger) -> tuple[str, Mapping[str, Overdue]]:
    try:
        live = of_ledger(office, ledger, days=DAYS, late_over=0)
    except ScoreError:
        return _NO_HISTORY, {}
    known = {one.id: one for one in live.overdue if one.chance is not None}
    if not known:
        return _NO_HISTORY, {}
    return f"the amount times the likelihood that it is not paid within {DAYS} days ({live.rests_on})", known


def _at_risk(act: Notify, known: Mapping[str, Overdue]) -> Decimal:
    balances = dict(act.balances)
    gross = sum((balances[one] for one in act.overdue), _NOTHING)
    risk = _NOTHING
    for one in act.overdue:
        chance = known[one].chance if one in known else None
        risk += balances[one] * Decimal(f"{1 - (chance or 0):.4f}")
    return (risk * act.amount / gross).quantize(act.amount) if gross else _NOTHING


def _age(act: Notify, due: Mapping[str, date], today: date) -> int:
    return max((max((today - due[one]).days, 0) for one in act.overdue if one in due), default=0)
