"""Cases of law with their expected outcome, as rows of a CSV file: `duesync law check FILE`.

Columns: id, place, debtor_kind, collector_role, stage, channel, local_time, timezone, facts (see
`facts`), expected_outcome, expected_amount, rule, mark. An expectation is an outcome and, after ";",
what follows from it. A rule of mark M warns where the row says that it forbids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec

from dunning.law.facts import facts_of, question_of
from dunning.law.judge import judge
from dunning.law.pack import BINDING, Mark, Pack
from dunning.law.question import Verdict
from dunning.law.rates import TRUSTED, Rate

COLUMNS: Final = (
    "id place debtor_kind collector_role stage channel local_time timezone facts "
    "expected_outcome expected_amount rule mark"
).split()
HOUSE: Final = "house"
_STRICT: Final = frozenset({"next", "until", "cooldown_until", "interest", "kind"})
"""What must agree besides outcome and amount."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One row with its answer. `ok`: outcome, amount and every date and state that the row names agree."""

    id: str
    ok: bool
    expected: str
    got: str


def check(
    row: Mapping[str, str],
    packs: Sequence[Pack],
    rates: Sequence[Rate],
    trusted: Collection[Mark] = TRUSTED,
) -> Judged:
    """The row judged by the packs. Raises `FactError`."""
    facts = facts_of(row)
    asked = [pack for pack in packs if pack.pack.id != HOUSE or facts.get("house_pack") == "on"]
    verdict = judge(question_of(row, facts), asked, rates, trusted=trusted)
    outcome, _, tail = row["expected_outcome"].strip().partition(";")
    wanted = dict(part.split("=", 1) for part in tail.split(";") if "=" in part)
    amount = row["expected_amount"].strip()
    got = ";".join(
        [verdict.outcome, *(f"{key}={verdict.told[key]}" for key in wanted if key in verdict.told)]
    )
    sums = f" {verdict.amount.currency} {verdict.amount.amount:f}" if amount and verdict.amount else ""
    return Judged(
        id=row["id"],
        ok=_agrees(verdict, outcome, wanted, row) and sums.strip() == amount,
        expected=f"{row['expected_outcome'].strip()}{' ' if amount else ''}{amount}",
        got=f"{got}{sums}",
    )


def _agrees(verdict: Verdict, outcome: str, wanted: Mapping[str, str], row: Mapping[str, str]) -> bool:
    """A rule from memory warns where the row says that it forbids."""
    if verdict.outcome != outcome:
        return row["mark"].strip() == "M" and outcome in BINDING and verdict.outcome == "warn"
    return all(verdict.told.get(key, value) == value for key, value in wanted.items() if key in _STRICT)
