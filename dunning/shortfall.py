"""Why a little less may have come than was owed: a guess, for a person who looks at it."""

from __future__ import annotations

from decimal import Decimal

_PERCENT = Decimal(100)
_HALF = Decimal("0.5")
_USUAL_FEE = Decimal(50)  # banks seldom take more for one transfer


def guess_why(missing: Decimal, whole: Decimal) -> str:
    """In words, by how much is missing of how much; `whole` is above zero."""
    percent = missing * _PERCENT / whole
    if percent % _HALF == 0:
        kind = "a discount taken" if percent <= 3 else "a retention, or tax withheld"  # noqa: PLR2004  # per cent
        return f"{percent.normalize():f} % to the cent, so maybe {kind}"
    if missing <= _USUAL_FEE:
        return "maybe a bank's charge that was taken off on the way"
    return "maybe a discount, tax withheld, or a slip"
