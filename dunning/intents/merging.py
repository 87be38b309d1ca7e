"""Meanings said twice become one, and those that another makes void are left out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dunning.intents.meaning import Meaning

_OUR_OWN = ("owe", "pay", "statement", "resend")  # what only one who is to pay asks
_SAYS_MORE = ("paid", "promise", "dispute", "asks_time", "remittance", "legal_threat", "insolvency")


def merged(found: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Each meaning once, in order of place."""
    kept: list[Meaning] = []
    for each in _compatible(found):
        for index, other in enumerate(kept):
            if (both := _both(other, each)) is not None:
                kept[index] = both
                break
        else:
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.start))


def _compatible(found: Sequence[Meaning]) -> list[Meaning]:
    kinds = {each.kind for each in found}
    void: set[str] = set()
    if "out_of_office" in kinds:
        if kinds & set(_SAYS_MORE):
            void |= {"out_of_office"}
        else:
            void |= {"question", "wrong_person", "agrees"}
    if kinds & {"promise", "paid"}:
        void |= {"soft"}
    pays = bool(kinds & {"promise", "paid"}) or any(each.asked in _OUR_OWN for each in found)
    if kinds - {"agrees", "question"}:
        void |= {"agrees"}
    if "insolvency" in kinds:
        void |= {"wrong_person", "asks_time", "legal_threat"}
    if "legal_threat" in kinds:
        void |= {"asks_time", "question"}
    return [
        each
        for each in found
        if each.kind not in void
        and not (each.asked == "who" and "wrong_person" in kinds)
        and not (each.kind == "wrong_person" and pays and not (each.person or each.address))
        and not (each.why == "not_ordered" and "wrong_person" in kinds)
        and not (each.asked == "owe" and any(one.asked == "statement" for one in found))
        and not (
            each.kind == "asks_time" and each.sure == "likely" and ("soft" in void or "dispute" in kinds)
        )
    ]


def _both(one: Meaning, other: Meaning) -> Meaning | None:
    """The two as one, where neither names anything that the other contradicts."""
    if one.kind != other.kind or (one.kind == "question" and one.asked != other.asked):
        return None
    named = ("day", "amount", "reference", "person", "address")
    for each in (*named, "invoices"):
        if each == "amount" and one.kind == "dispute":
            continue  # of "380 agreed, 455 charged" the first is kept, for the person to read
        first, second = getattr(one, each), getattr(other, each)
        if first and second and first != second:
            return None
    rich, poor = (one, other) if _weight(one) >= _weight(other) else (other, one)
    filled = {each: getattr(rich, each) or getattr(poor, each) for each in (*named, "invoices")}
    filled["scope"] = "all" if "all" in (one.scope, other.scope) else rich.scope
    if rich.why == "wrong" and poor.why is not None:
        filled["why"] = poor.why
    if "certain" in (one.sure, other.sure):
        filled["sure"] = "certain"
    return replace(rich, **filled)


def _weight(one: Meaning) -> int:
    return sum(
        bool(each) for each in (one.day, one.amount, one.invoices, one.reference, one.person, one.address)
    )
