"""What a pack grants on top of the debt: interest, fixed sums, collection costs.

The law kept here: what no rule grants may not be claimed; interest runs only in default; a rate that
is not known closes the question (`fail_closed`), and never makes the sum smaller.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dunning.interest import fixed_sum, interest, of_slices, rounded
from dunning.law.pack import Mark, MoneyRule, Pack
from dunning.law.question import Claim, Question
from dunning.law.rates import Rate
from dunning.ledger import Money

_RULE_KIND = {"interest": "interest", "fixed_sum": "fixed", "collection_cost": "tiered"}


def granting(packs: Sequence[Pack], question: Question, claim: Claim) -> list[tuple[Pack, MoneyRule]]:
    """The rules that grant such a claim to a debtor of that kind."""
    return [
        (pack, rule)
        for pack in packs
        for rule in pack.money
        if rule.kind == _RULE_KIND[claim.kind] and ("*" in rule.for_kind or question.kind in rule.for_kind)
    ]


def why_not_yet(rule: MoneyRule, question: Question, claim: Claim) -> str | None:
    """What the claim still lacks, as a short code; `None` when nothing."""
    if rule.needs_default and claim.in_default is False:
        return "not_in_default"
    if rule.after is not None and rule.after not in question.events:
        return f"no_{rule.after}"
    return None


def sum_of(rule: MoneyRule, claim: Claim, rates: Sequence[Rate], trusted: Collection[Mark]) -> Money | None:
    """The sum that may be claimed; `None` where too little is said to tell it. Raises `NoRate`."""
    if rule.kind == "fixed" and claim.principal is None and len(rule.tiers) == 1 and rule.currency:
        return rounded(rule.tiers[0][1], rule.currency)
    if claim.principal is None:
        return None
    if rule.kind == "interest":
        if claim.since is None or claim.until is None:
            return None
        return interest(rule, claim.principal, claim.since, claim.until, rates, trusted, claim.rate).amount
    return (fixed_sum if rule.kind == "fixed" else of_slices)(rule, claim.principal)
