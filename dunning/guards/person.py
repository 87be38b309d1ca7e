"""Guards about us: what only a person's yes can settle. A wait for it proposes what would be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dunning.aging import due_of
from dunning.agreed import failed, told
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.approved import is_said_yes_to, lapsed
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Money
from dunning.procedure import Case, has_step, is_serious
from dunning.reaching import CHANNEL_WORDS
from dunning.sorting import CONFIRMATION_STEP

_PERSONS = {
    "sms": "a text message is a person's to send",
    "call": "a call is a person's",
    "letter": "a person prints and posts a letter",
    "hand_over": "only a person hands a debt over",
}
_NAMED: dict[str, Callable[[Case], str]] = {
    "pre_due": lambda case: f"A note before {in_words(due_of(case.asked[0]))}",
    "thanks": lambda _case: "Thanks for a payment",
    "terms_note": lambda _case: "A note on how payment works",
    "statement": lambda _case: "The monthly statement",
    "answer": lambda _case: "An answer to their question",
}


def _is_not_released(case: Case) -> Block | None:
    if case.account.books.released or not has_step(case):
        return None
    text = (
        f"{case.account.books.name} is new: a person must see and approve what would be sent first. "
        f"{step_in_words(case)}."
    )
    return until_a_person(case, Reason.NOT_RELEASED, text)


def _is_pretend(case: Case) -> Block | None:
    if not case.account.books.pretend or not has_step(case):
        return None
    text = (
        f"{case.account.books.organisation} is a demo or sandbox company: nothing is sent unless "
        f"redirect_to is set. {step_in_words(case)}."
    )
    return until_a_person(case, Reason.PRETEND, text)


def step_in_words(case: Case) -> str:
    """What would be done: level, days past due, invoices, net amount, channel, customer, recipients."""
    money = Money(case.amount, case.account.currency)
    about = f"{counted(len(case.asked), 'invoice')}, {money}"
    addresses = ", ".join(case.recipients[0]) or "no address"
    way = addresses if case.is_sent else "a person's task"
    by = f"by {CHANNEL_WORDS[case.channel]} for {case.account.customer.name}: {way}{_not_kept(case)}"
    if case.level is CONFIRMATION_STEP:
        return f"A balance confirmation at {case.past_due()} days past due: {about}, {by}"
    if case.level is None:
        return f"{_NAMED[case.kind](case)}: {about}, {by}"
    return f'"{case.level.name}" at {case.past_due()} days past due (from {case.level.days}): {about}, {by}'


def _not_kept(case: Case) -> str:
    """What was agreed about these invoices and not kept, for whoever speaks to them next."""
    broken = failed(case.agreements, {each.id for each in case.asked}) if case.agreements.judged else []
    return "".join(f"; {told(each, case.account.currency)}" for each in broken)


def _has_lapsed(case: Case) -> bool:
    """Whether a settlement lapsed and no level told them so yet: the whole is due again."""
    sent = [
        each.delivered_at.astimezone(case.zone).date()
        for each in case.account.notices
        if each.kind == "level"
    ]
    last = max(sent, default=None)
    return any(
        each.state == "lapsed" and each.end is not None and (last is None or last < each.end)
        for each in failed(case.agreements, {one.id for one in case.asked})
    )


def _heard_since(case: Case, moment: datetime) -> bool:
    return any(each.delivered_at > moment for each in case.account.notices)


def why_a_person(case: Case) -> list[str]:
    """What makes this step one for a person; none when it may go by itself."""
    books, rule = case.account.books, case.policy.approval_required
    causes = []
    if not case.is_sent:
        causes.append(_PERSONS[case.channel])
    if books.restored_at is not None and not _heard_since(case, books.restored_at):
        day = in_words(books.restored_at.astimezone(case.zone).date())
        causes.append(f"restored from the backup of {day}: what went since is not known")
    if case.agreements.judged and _has_lapsed(case):
        causes.append("a settlement lapsed: they are told that the whole is due again")
    if rule == "every":
        causes.append("every message is approved here")
    elif rule == "new_and_serious":
        if not case.account.notices:
            causes.append("the first message to this customer")
        if is_serious(case):
            causes.append(f"level {case.index + 1} of the procedure")
        if case.kind == "level" and due_of(case.asked[0]) < books.linked_on:
            causes.append(f"overdue since before the ledger was linked on {in_words(books.linked_on)}")
    return causes


def _needs_approval(case: Case) -> Block | None:
    if not has_step(case):
        return None
    causes = why_a_person(case)
    if not causes or is_said_yes_to(case):
        return None
    before = lapsed(case)
    again = f"{before} " if before else ""
    return until_a_person(
        case,
        Reason.APPROVAL,
        f"A person must approve this first ({'; '.join(causes)}). {again}{step_in_words(case)}.",
    )


def _is_approved(case: Case) -> str:
    causes = why_a_person(case) if has_step(case) else []
    return f"Approved by a person ({'; '.join(causes)})." if causes else "No approval is needed."


def _is_flooded(case: Case) -> Block | None:
    books = case.account.books
    if not books.flooded or not has_step(case) or case.kind == "statement":
        return None  # statements go to many on their day, as the policy says
    text = (
        f"Today's run would write to far more customers than the {books.planned_per_day} a day "
        f"that the approved plan has: a person must look. {step_in_words(case)}."
    )
    return until_a_person(case, Reason.FLOOD, text)


def _is_uncertain(case: Case) -> Block | None:
    keys = case.account.uncertain
    if not keys:
        return None
    text = (
        f"{counted(len(keys), 'earlier message')} may or may not have gone ({', '.join(keys)}): "
        "a person must say before another is sent."
    )
    return until_a_person(case, Reason.UNCERTAIN, text)


def _is_refused(case: Case) -> Block | None:
    """The same recipients are not tried again by machine; others, once the ledger names them, are."""
    if not case.is_sent:
        return None
    now = set(case.recipients[0])
    for refusal in case.account.refused:
        if set(refusal.recipients) == now:
            where = "address" if case.channel == "email" else "number"
            what = "the letter, or what it is made of" if refusal.by_us else f"the {where} in the ledger"
            text = (
                f"The last message was refused ({refusal.reason}): correct {what}, or approve it to be tried "
                f"again. {step_in_words(case)}."
            )
            return until_a_person(case, Reason.REFUSED, text)
    return None


UNCERTAIN = Guard(
    name="uncertain",
    asks="Is it unknown whether an earlier message went?",
    check=_is_uncertain,
    clear=lambda _case: "It is known of every message whether it went.",
)
PRETEND = Guard(
    name="pretend",
    asks="Is it a demo or sandbox company, with no redirect_to to read its messages at?",
    check=_is_pretend,
    clear=lambda _case: "It is a real company, or its messages are redirected.",
)
RELEASED = Guard(
    name="released",
    asks="Is the ledger new, and what it would send not seen yet?",
    check=_is_not_released,
    clear=lambda _case: "A person has seen what this ledger would send.",
)
REFUSED = Guard(
    name="refused",
    asks="Was the last message to these recipients refused?",
    check=_is_refused,
    clear=lambda _case: "No message to these recipients was refused.",
)
APPROVAL = Guard(
    name="approval", asks="Must a person approve it first?", check=_needs_approval, clear=_is_approved
)
FLOOD = Guard(
    name="flood",
    asks="Would today's run write to far more customers than was planned?",
    check=_is_flooded,
    clear=lambda _case: "The run is within the approved plan.",
)
