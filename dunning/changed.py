"""What changed in a step since a person said yes to it, in words, for whoever is asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dunning.decisions import Notify
from dunning.ledger import Money
from dunning.reaching import CHANNEL_WORDS


def changes(before: Notify, now: Notify, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Each difference that an approval binds to. `numbers`: of invoices, by id."""
    return tuple(_changes(before, now, numbers))


def _changes(before: Notify, now: Notify, numbers: Mapping[str, str]) -> Iterator[str]:
    def named(invoice_id: str) -> str:
        return f"invoice {numbers.get(invoice_id, invoice_id)}"

    if before.channel != now.channel:
        yield f"it goes by {CHANNEL_WORDS[now.channel]} now, not by {CHANNEL_WORDS[before.channel]}"
    if {each.casefold() for each in before.recipients} != {each.casefold() for each in now.recipients}:
        yield f"it goes to {_listed(now.recipients)} now, not to {_listed(before.recipients)}"
    if before.amount != now.amount:
        then, asked = Money(before.amount, before.currency), Money(now.amount, now.currency)
        yield f"{asked} is asked for, not {then}"
    yield from (f"{named(each)} is asked for, too" for each in now.overdue if each not in before.overdue)
    yield from (f"{named(each)} is asked for no more" for each in before.overdue if each not in now.overdue)
    was, stands = dict(before.balances), dict(now.balances)
    for each in now.overdue:
        if each in was and was[each] != stands[each]:
            left, whole = Money(stands[each], now.currency), Money(was[each], now.currency)
            yield f"of {named(each)} {left} is open, not {whole}"
    beside = (set(was) ^ set(stands)) - set(before.overdue) - set(now.overdue)
    if beside or any(was[each] != stands[each] for each in set(was) & set(stands) - set(now.overdue)):
        yield "other open invoices changed, which it lists beside"
    if _terms(before) != _terms(now):
        yield "interest is counted otherwise"


def _listed(recipients: tuple[str, ...]) -> str:
    return ", ".join(recipients) or "nobody"


def _terms(act: Notify) -> tuple[str, ...]:
    return () if act.charges is None else tuple(sorted(each.terms for each in act.charges.lines))
