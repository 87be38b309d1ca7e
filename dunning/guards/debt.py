"""Guards about the debt: whether it is owed, due, readable, surely unpaid, and worth a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from dunning.aging import balance_of, due_of, past_due
from dunning.booked import booked_needed
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Invoice, Money
from dunning.limits import next_morning
from dunning.procedure import Case, is_courtesy, next_change

_LOOK_AGAIN = timedelta(days=7)  # facts void a decision at once; this is for those that never come
_SHOWN = 3


def named(invoice: Invoice) -> str:
    """The invoice as a person knows it: its number, or its id where it has none."""
    return f"invoice {invoice.number or invoice.id}"


def titled(invoice: Invoice) -> str:
    """As `named`, at the start of a sentence."""
    return f"Invoice {invoice.number or invoice.id}"


def past_due_but_held(case: Case) -> tuple[Invoice, ...]:
    """The invoices past due that a hold keeps from being collected."""
    return past_due(case.standing.held, case.today)


def _is_paid(case: Case) -> Block | None:
    state = case.standing
    if case.kind == "thanks":
        return None
    if not (state.overdue or state.upcoming or state.held or state.flawed or state.agreed):
        return Block(reason=Reason.PAID, text="Nothing is owed: no open invoice.", review_at=None)
    if not case.asked or case.amount > 0:
        return None
    owed = Money(balance_of(case.asked), case.account.currency)
    credit = Money(state.credit, case.account.currency)
    text = f"{counted(len(case.asked), 'invoice')}, {owed}, covered by {credit} of credit and payments."
    return Block(reason=Reason.PAID, text=text, review_at=_by_the_calendar(case))


def _not_paid(case: Case) -> str:
    if not case.asked:
        return "Open invoices, none of them asked for now."
    if case.kind == "thanks":
        return f"{Money(case.amount, case.account.currency)} came in, and nothing past due is left."
    owed = case.standing.net if case.kind == "level" else case.amount
    return f"{Money(owed, case.account.currency)} is owed, net of credit."


def _is_nothing_due(case: Case) -> Block | None:
    state = case.standing
    if case.kind != "none" or state.flawed or case.silenced or past_due_but_held(case):
        return None
    text = "Nothing is overdue."
    if state.upcoming:
        text = f"Nothing is overdue: {named(state.upcoming[0])} is due {in_words(due_of(state.upcoming[0]))}."
    return Block(reason=Reason.NOTHING_DUE, text=text, review_at=_by_the_calendar(case))


def _something_due(case: Case) -> str:
    if case.kind == "pre_due":
        return f"{titled(case.asked[0])} is due {in_words(due_of(case.asked[0]))}."
    if is_courtesy(case):
        return "A courtesy needs nothing to be due."
    if case.kind == "none":
        return "Something is past due, and none of it is asked for now."
    overdue = counted(len(case.standing.overdue), "invoice")
    return f"{overdue} overdue, the clock at {case.past_due()} days past due."


def _is_unreadable(case: Case) -> Block | None:
    problems = list(case.account.unreadable)
    if not problems and case.kind == "none":
        problems = [
            f"{named(each)}: {each.problem or 'it has no due date in this currency'}"
            for each in case.standing.flawed
        ]
    if not problems:
        return None
    text = f"{counted(len(problems), 'document')} could not be read: {some(problems, '; ')}."
    return until_a_person(case, Reason.UNREADABLE, text)


def some(names: Sequence[str], between: str = ", ") -> str:
    """The first few, and how many more."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{between.join(names[:_SHOWN])}{more}"


def _readable(case: Case) -> str:
    flawed = case.standing.flawed
    return (
        f"Left out as unreadable: {', '.join(map(named, flawed))}." if flawed else "Every document was read."
    )


def _is_different(case: Case) -> Block | None:
    found = case.account.differences
    if not found:
        return None
    text = f"The figures differ: {some(found, '; ')}. Nobody is asked for money until they agree."
    return until_a_person(case, Reason.DIFFERENT, text)


def _is_payment_refused(case: Case) -> Block | None:
    refused = case.account.payments_refused
    if not refused:
        return None
    was, who = "was" if len(refused) == 1 else "were", case.account.customer.name
    text = (
        f"{counted(len(refused), 'payment')} recorded here {was} refused by the ledger "
        f"({some(refused, '; ')}): a person must see to it before {who} is asked again."
    )
    return until_a_person(case, Reason.PAYMENT_REFUSED, text)


def _has_arrived(case: Case) -> Block | None:
    arrived = case.account.arrived
    if not arrived:
        return None
    text = (
        f"Money that may be theirs came in at the bank (line {some(arrived, '; line ')}): a person must say "
        f"what it pays before {case.account.customer.name} is asked again."
    )
    return until_a_person(case, Reason.MONEY_ARRIVED, text)


def _is_paying(case: Case) -> Block | None:
    paying = case.account.paying
    if not paying:
        return None
    text = (
        f"{case.account.customer.name} paid online, and the ledger does not show it yet: "
        f"{some(paying, '; ')}. Nothing is asked for meanwhile."
    )
    return until_a_person(case, Reason.PAYING, text)


def next_needed(case: Case) -> tuple[date, str]:
    """The date that the books must be booked through for the next invoice to ask for, and what it follows."""
    oldest, first = case.standing.oldest, case.asked[0]
    if case.waits_for_books():
        first = case.unbooked[0]
    if oldest is not None and due_of(oldest) > due_of(first):  # what credit covers need not be proven
        first = oldest
    return booked_needed(case.account, case.policy, case.rules, case.zone, first)


def _is_not_booked(case: Case) -> Block | None:
    if case.kind not in ("level", "statement") or not case.waits_for_books():
        return None
    needed, event = next_needed(case)
    through = case.account.books.booked_through
    known = f"are booked through {in_words(through)}" if through else "were never booked"
    text = (
        f"Payments {known}; a notice needs {in_words(needed)}, {case.policy.booked_after_days} banking days "
        f"after {event}. Book what came in, or state it with confirm-books."
    )
    return until_a_person(case, Reason.BOOKS_NOT_BOOKED, text)


def _booked(case: Case) -> str:
    through = case.account.books.booked_through
    if through is None or not case.standing.overdue:
        return "Asked of overdue notices only."
    told = f"Payments are booked through {in_words(through)}; {in_words(next_needed(case)[0])} was needed."
    if not case.unbooked:
        return told
    return f"{told} Not asked for yet, as a payment may not be booked: {some([*map(named, case.unbooked)])}."


def _minimum(case: Case) -> tuple[Decimal, str]:
    """The smallest amount that is asked for, and what asks for no less."""
    house = case.policy.minimum_in(case.account.currency)
    own = None if case.level is None else case.level.minimum_balance
    if case.level is not None and own is not None and own > house:
        return own, f' of "{case.level.name}"'
    return house, ""


def _is_small(case: Case) -> Block | None:
    minimum, whose = _minimum(case)
    if case.amount <= 0 or case.amount >= minimum or case.kind == "thanks":
        return None
    currency = case.account.currency
    text = f"{Money(case.amount, currency)} is below the minimum{whose} of {Money(minimum, currency)}."
    return Block(reason=Reason.BELOW_MINIMUM, text=text, review_at=_by_the_calendar(case))


def _not_small(case: Case) -> str:
    minimum, whose = _minimum(case)
    return f"The minimum{whose} is {Money(minimum, case.account.currency)}."


def _by_the_calendar(case: Case) -> datetime:
    """When a due date passes, or in a week."""
    change = next_change(case)
    fallback = next_morning(case.now + _LOOK_AGAIN - timedelta(days=1), case.zone)
    return fallback if change is None else min(change, fallback)


PAID = Guard(name="paid", asks="Is it paid, or covered by credit?", check=_is_paid, clear=_not_paid)
NOTHING_DUE = Guard(
    name="nothing due", asks="Is anything overdue or soon due?", check=_is_nothing_due, clear=_something_due
)
UNREADABLE = Guard(
    name="unreadable", asks="Could a document of theirs not be read?", check=_is_unreadable, clear=_readable
)
DIFFERENT = Guard(
    name="different",
    asks="Does the ledger say that they owe something else?",
    check=_is_different,
    clear=lambda _case: "The figures agree with what the ledger says, as far as they were compared.",
)
PAYMENT_REFUSED = Guard(
    name="payment refused",
    asks="Did the ledger refuse a payment recorded here?",
    check=_is_payment_refused,
    clear=lambda _case: "The ledger refused no payment recorded here.",
)
BOOKS = Guard(name="books", asks="Might a payment not be booked yet?", check=_is_not_booked, clear=_booked)
MINIMUM = Guard(name="minimum", asks="Is it too little to ask for?", check=_is_small, clear=_not_small)
ARRIVED = Guard(
    name="money arrived",
    asks="May money at the bank be theirs?",
    check=_has_arrived,
    clear=lambda _case: "No money at the bank waits that may be theirs.",
)
PAYING = Guard(
    name="paying online",
    asks="Did they pay online, and the ledger does not show it yet?",
    check=_is_paying,
    clear=lambda _case: "No payment online is under way.",
)
