"""Money that went back: returned debits, refunds, chargebacks, and the payments that they take back.

The law it keeps: what is about no payment of ours is nobody's business here, and is not kept at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dunning.matching.entered import Evidence
from dunning.matching.money import Arrived, Entered, Match, Outcome

_LATEST = 500  # days after a payment that a card's or a debit's return may come
_SAYS_RETURN = tuple(
    """RETURN REJECT REVERS CHARGEBACK UNPAID REFUND BOUNCED DISHONOUR RUECKLAST RUCKLAST RETOUR STORNO
    STORNIER ERSTATT IMPAYE REJET REMBOURS CONTREPASS DEVOL REEMBOLSO RETROCES TERUGBOEK STORNER GESTORNEERD
    TERUGBETAL R-TRANSACTION""".split()
)


def returned(
    back: Sequence[Arrived],
    came: Sequence[Arrived],
    matches: Mapping[str, Match],
    entered: Iterable[Entered],
    about: Mapping[str, Evidence],
) -> dict[str, Match]:
    """For each line that went out: which payment of ours, or which line that waits, it takes back."""
    wait = [line for line in came if matches[line.id].outcome != "entered"]
    wholes = [_Whole.of_line(line, matches[line.id], about[line.id]) for line in wait]
    wholes += _entered(entered)
    found = {}
    for line in back:
        fits = sorted(
            ((whole.likeness(about[line.id]), whole) for whole in wholes if whole.may_be(line)),
            key=lambda pair: (-pair[0], pair[1].ids),
        )
        found[line.id] = _match(line, fits, about[line.id])
    return found


class _Whole:
    """Money that came as one: a line that waits, or what was written for one sum."""

    def __init__(
        self,
        ids: tuple[str, ...],
        first: Arrived | Entered,
        amount: Decimal,
        who: frozenset[str],
        what: frozenset[str],
    ) -> None:
        self.ids, self.first, self.amount, self.who, self.what = ids, first, amount, who, what

    @classmethod
    def of_line(cls, line: Arrived, taken: Match, about: Evidence) -> _Whole:
        """A line that came in, and waits."""
        return cls(
            (line.id,), line, line.amount, frozenset(taken.candidates) | about.customers, about.invoices
        )

    def may_be(self, line: Arrived) -> bool:
        """Whether that sum may be what went back."""
        days = (line.on - self.first.on).days
        return (self.first.currency, self.amount) == (line.currency, -line.amount) and 0 <= days <= _LATEST

    def likeness(self, about: Evidence) -> int:
        """2: by the invoice or key that it names; 1: by who it is; 0: by the amount alone."""
        keys = {each.ours for each in [self.first] if isinstance(each, Entered) and each.ours}
        if about.invoices & self.what or any(key in about.text for key in keys):
            return 2
        return int(bool(self.who & about.customers))


def _entered(entered: Iterable[Entered]) -> list[_Whole]:
    """What is in the books, by the line it came by: one sum may be several payments."""
    groups: dict[str, list[Entered]] = {}
    for each in sorted(entered, key=lambda one: one.id):
        groups.setdefault(each.line or each.id, []).append(each)
    return [
        _Whole(
            tuple(each.id for each in group),
            group[0],
            sum((each.amount for each in group), Decimal(0)),
            frozenset(each.customer_id for each in group),
            frozenset(one for each in group for one in each.invoice_ids),
        )
        for group in groups.values()
    ]


def _match(line: Arrived, fits: Sequence[tuple[int, _Whole]], about: Evidence) -> Match:
    best = [whole for likeness, whole in fits if fits and likeness == fits[0][0]]
    likeness = fits[0][0] if fits else 0
    says = any(word in about.text for word in _SAYS_RETURN)
    if not best or not (likeness or says):
        return _made(line, "none", (), ("it went out, and is about no payment of ours",))
    if len(best) > 1:
        return _made(line, "open", (), (f"it may be the return of {len(best)} payments of that amount",))
    whole = best[0]
    why = ("only the amount fits", "by who it is", "it names what was paid")[likeness]
    level: Outcome = "open" if not likeness else "certain" if likeness > 1 and says else "likely"
    told = f"the return of what came on {whole.first.on}: {why}"
    return _made(line, level, whole.ids, (told,))


def _made(line: Arrived, outcome: Outcome, payments: tuple[str, ...], reasons: tuple[str, ...]) -> Match:
    return Match(
        id=line.id,
        outcome=outcome,
        customer_id=None,
        shares=(),
        excess=Decimal(0),
        payments=payments,
        candidates=(),
        reasons=reasons,
    )
