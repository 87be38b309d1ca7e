"""Whether a pack is about this debtor, this creditor, this debt and this day, and if not, why not.

The law kept here: a place is within every wider one ("US-NY-NYC" within "US"), never within a narrower
one; whoever is of unknown kind counts as a consumer for contact and as nobody for money.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from dunning.law.pack import Pack, Scope
from dunning.law.question import Question

UNKNOWN: Final = "unknown"


def is_within(place: str, wider: str) -> bool:
    """Whether `place` is `wider` or a part of it; "*" is wider than any."""
    return wider in {"*", place} or place.startswith(f"{wider}-")


def lacking(pack: Pack, question: Question, today: date) -> tuple[str, ...]:
    """The parts of the scope that do not fit: "place", "kind", "role", "stage", "date", "total", "entered".

    `today`: at the debtor's. A pack that is pending holds on no day.
    """
    scope = pack.scope
    fits = {
        "place": any(is_within(question.place, place) for place in scope.debtor_place),
        "kind": _fits_kind(scope, question),
        "role": _among(question.role, scope.collector_role),
        "stage": _among(question.stage, scope.stage),
        "date": _holds_on(pack, today),
        "total": _is_small(scope, question),
        "entered": _is_young(scope, question),
    }
    return tuple(name for name, does in fits.items() if not does)


def nearness(pack: Pack, place: str) -> int:
    """How near to a place within it a pack is: of the places around one the longest name is the nearest."""
    return max(len(each) for each in pack.scope.debtor_place if is_within(place, each))


def _among(word: str, listed: tuple[str, ...]) -> bool:
    return "*" in listed or word in listed


def _fits_kind(scope: Scope, question: Question) -> bool:
    if question.kind == UNKNOWN and question.action != "money":
        return _among("consumer", scope.debtor_kind)
    return _among(question.kind, scope.debtor_kind)


def _holds_on(pack: Pack, today: date) -> bool:
    head = pack.pack
    begun = head.effective_from is None or head.effective_from <= today
    over = head.effective_until is not None and head.effective_until <= today
    return begun and not over and head.status != "pending"


def _is_small(scope: Scope, question: Question) -> bool:
    return scope.max_total is None or question.total is None or question.total <= scope.max_total


def _is_young(scope: Scope, question: Question) -> bool:
    since = scope.debt_entered_on_or_after
    return since is None or question.entered_on is None or question.entered_on >= since
