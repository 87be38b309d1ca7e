"""Guards about old debt, what was overdue for long when the ledger was linked, and what a person said of it.

The law they keep: what no person sorted is not asked for, nor is anything else of that customer's; what is
to be written off or is time-barred is left out, and the rest goes its way.
"""

from __future__ import annotations

from msgspec.structs import replace

from dunning.aging import balance_of, due_of
from dunning.dates import in_words
from dunning.decisions import Reason
from dunning.guards.debt import named, some, titled
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Invoice, Money
from dunning.limited import told_of_limitation
from dunning.procedure import Case
from dunning.sorting import SET_ASIDE, Sorting, beginning, last_word, old_ones

_ASKS = frozenset({"level", "statement"})  # a statement lists what is open, so it speaks of old debt too
_REASONS = {"write_off": Reason.WRITE_OFF, "time_barred": Reason.TIME_BARRED}


def unsorted(case: Case) -> list[Invoice]:
    """The invoices asked for that are old debt, and of which no person has said what is to become."""
    asked = case.asked if case.kind in _ASKS else ()
    said = last_word(case.account.sortings)
    old = old_ones(asked, case.account.books.linked_on, case.policy.old_debt_days)
    return [each for each in old if each.id not in said]


def _is_old_debt(case: Case) -> Block | None:
    old = unsorted(case)
    if not old:
        return None
    books, oldest, name = case.account.books, old[0], case.account.customer.name
    others = [named(each) for each in (*case.asked, *case.alongside) if each not in old]
    silent = f", so not about {some(others)} either" if others else ""
    more = f" (and {some([named(each) for each in old[1:]])})" if len(old) > 1 else ""
    barred, cite = told_of_limitation(case, old)
    text = (
        f"{titled(oldest)}{more} was {(books.linked_on - due_of(oldest)).days} days past due when the ledger "
        f"was linked on {in_words(books.linked_on)}, beyond {case.policy.old_debt_days} days{barred}. Until "
        f"it is sorted nothing is sent to {name}{silent}: duesync sort {books.name}"
    )
    return replace(until_a_person(case, Reason.OLD_DEBT, text), citation=cite)


def _no_old_debt(case: Case) -> str:
    word, most = beginning(case.account.sortings, case.asked), case.policy.old_debt_days
    if word is not None:
        return f"Sorted by {_in_words(case, word)}."
    what = f"was more than {most} days past due when the ledger was linked"
    if old_ones(_aside_of(case), case.account.books.linked_on, most):
        return f"A person left out all that {what}."
    return f"Nothing {what}."


def _in_words(case: Case, word: Sorting) -> str:
    """Who said what: `ann on 3 May 2026: it begins at "firm", so "reminder" is skipped`."""
    what = "the balance is confirmed first"
    if word.level is not None:
        names = [level.name for level in case.policy.levels]
        skipped = [f'"{each}"' for each in names[: names.index(word.level) if word.level in names else 0]]
        left_out = f", so {', '.join(skipped)} {'is' if len(skipped) == 1 else 'are'} skipped"
        what = f'it begins at "{word.level}"{left_out if skipped else ""}'
    note = f" ({word.note})" if word.note else ""
    return f"{word.by} on {in_words(word.on)}: {what}{note}"


def _is_set_aside(case: Case) -> Block | None:
    """Where nothing else is left to ask for, that a person set the old debt aside is the reason."""
    if case.kind != "none":
        return None
    said = last_word(case.account.sortings)
    for word in reversed(case.account.sortings):
        about = [each for each in case.silenced if said.get(each.id) == word]
        if word.choice in SET_ASIDE and about:
            return _aside(case, word, about)
    return None


def _aside(case: Case, word: Sorting, about: list[Invoice]) -> Block:
    account = case.account
    total = Money(balance_of(about), account.currency)
    listed, said = some([named(each) for each in about]), f"{word.by} said so on {in_words(word.on)}"
    said += f" ({word.note})" if word.note else ""
    again = f'sort it anew (duesync sort {account.books.name} "{account.customer.name}" CHOICE)'
    cite = None
    if word.choice == "write_off":
        text = f"{total} is to be written off: {listed}; {said}. Write it off in the ledger, or {again}."
    else:
        _, cite = told_of_limitation(case, about)
        text = (
            f"{total} may be enforced no more: {listed}; {said}. No letter is written about it, for one may "
            f"mislead, or begin the time anew; only you may. If it is not so, {again}."
        )
    return replace(until_a_person(case, _REASONS[word.choice], text), citation=cite)


def _aside_of(case: Case) -> list[Invoice]:
    said = last_word(case.account.sortings)
    return [each for each in case.standing.agreed if each.id in said and said[each.id].choice in SET_ASIDE]


def _none_aside(case: Case) -> str:
    aside = _aside_of(case)
    return f"Left out: {some([named(each) for each in aside])}." if aside else "No old debt is set aside."


SORTED = Guard(
    name="sorted",
    asks="Is all of it old debt that is to be written off, or time-barred?",
    check=_is_set_aside,
    clear=_none_aside,
)
OLD_DEBT = Guard(
    name="old debt",
    asks="Was it long overdue before the ledger was linked, and has nobody sorted it?",
    check=_is_old_debt,
    clear=_no_old_debt,
)
