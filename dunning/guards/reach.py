"""Guards about the way: whether the customer refused it, and whether it leads to anybody."""

from __future__ import annotations

from dunning.account import Suppressed, SuppressedFor
from dunning.dates import in_words
from dunning.decisions import Reason
from dunning.guards.debt import named
from dunning.guards.question import Block, Guard, until_a_person
from dunning.procedure import BY_NUMBER, Case
from dunning.reaching import (
    CHANNEL_WORDS,
    VOICE,
    learnt_way_in_words,
    preferred_way,
    why_no_machine,
    wish_in_words,
)

_USELESS: dict[SuppressedFor, str] = {
    "stopped": "wants no more messages",
    "bounced": "takes no messages",
    "complained": "called a message spam",
    "wrong": "is somebody else's",
}


def _is_opted_out(case: Case) -> Block | None:
    name = case.account.customer.name
    if case.channel in case.account.opted_out:
        text = f"{name} does not want to be contacted by {CHANNEL_WORDS[case.channel]}."
        return until_a_person(case, Reason.OPTED_OUT, text)
    stopped = stopped_by(case)
    if not stopped:
        return None
    told = ", ".join(f"{each.address} ({_since(case, each)})" for each in stopped)
    text = f"{name} wants no more messages, whoever they come from: stopped by {told}."
    return until_a_person(case, Reason.OPTED_OUT, text)


def stopped_by(case: Case) -> tuple[Suppressed, ...]:
    """The addresses that the next step would go to, or the number, from which messages were stopped."""
    if case.channel in BY_NUMBER:
        return case.account.barred("number", "stopped")
    stopped = case.account.barred("email", "stopped") if case.channel == "email" else ()
    if not stopped:
        return ()
    useless = (each.address for each in case.account.barred("email", "bounced", "complained", "wrong"))
    would_be = case.recipients_but(*useless)[0]
    return tuple(each for each in stopped if each.address.strip() in would_be)


def _since(case: Case, fact: Suppressed) -> str:
    return f"since {in_words(fact.since.astimezone(case.zone).date())}"


def _not_opted_out(case: Case) -> str:
    return f"Refused channels: {', '.join(case.account.opted_out) or 'none'}."


def _has_no_address(case: Case) -> Block | None:
    check = {
        "letter": _has_no_door,
        "sms": _has_no_number,
        "call": _is_wrong_number,
        "voice": _is_wrong_number,
        "email": _has_no_mailbox,
    }.get(case.channel)
    return None if check is None else check(case)


def _has_no_door(case: Case) -> Block | None:
    customer = case.account.customer
    if customer.address:
        return None
    text = (
        f"{customer.name} has no usable postal address. Write it in the ledger, or here: "
        f"duesync address {case.account.books.name} {customer.id} --line ... --line ..."
    )
    return until_a_person(case, Reason.NO_ADDRESS, text)


def _is_wrong_number(case: Case) -> Block | None:
    """A number that takes no texts may well be rung; one that is somebody else's may not."""
    wrong = case.account.barred("number", "wrong")
    return _ask_for_another(case, wrong) if wrong else None


def _ask_for_another(case: Case, useless: tuple[Suppressed, ...]) -> Block:
    text = f"{_why_not(case, useless)}. Ask {case.account.customer.name} for another number."
    return until_a_person(case, Reason.NO_ADDRESS, text)


def _has_no_number(case: Case) -> Block | None:
    customer = case.account.customer
    useless = case.account.barred("number", "bounced", "complained", "wrong")
    if case.is_sent and not case.recipients[0]:
        known = "" if customer.phone is None else f"; not a telephone number: {customer.phone}"
        text = f"{customer.name} has no usable telephone number{known}."
        return until_a_person(case, Reason.NO_ADDRESS, text)
    return _ask_for_another(case, useless) if useless else None


def _has_no_mailbox(case: Case) -> Block | None:
    customer = case.account.customer
    found, differ = case.recipients
    if differ:
        places = ", ".join(f"{named(each)}: {' '.join(each.emails)}" for each in case.asked if each.emails)
        last = next(each for each in reversed(case.asked) if each.emails)
        text = (
            f"The invoices name different billing addresses ({places}), so none of them is asked for. Make "
            f"the addresses equal in the ledger, or hold an invoice so that the others go their way "
            f"(duesync hold {case.account.books.name} --invoice {last.number or last.id})."
        )
        return until_a_person(case, Reason.ADDRESSES_DIFFER, text)
    if found or stopped_by(case):  # what they stopped is asked about before
        return None
    if barred := case.account.barred("email"):
        text = (
            f"{customer.name} has no e-mail address left that may be used: {_why_not(case, barred)}. "
            "Ask them for another."
        )
        return until_a_person(case, Reason.NO_ADDRESS, text)
    known = [*(each for invoice in case.asked for each in invoice.emails), *customer.emails]
    dropped = f"; not an address: {', '.join(known)}" if known else ""
    return until_a_person(case, Reason.NO_ADDRESS, f"{customer.name} has no usable e-mail address{dropped}.")


def _why_not(case: Case, barred: tuple[Suppressed, ...]) -> str:
    return ", ".join(f"{each.address} {_USELESS[each.why]} ({_since(case, each)})" for each in barred)


def _has_address(case: Case) -> str:
    if case.channel == "letter":
        return f"To {', '.join(case.account.customer.address)}.{_otherwise(case)}"
    if not case.is_sent:
        return f"No address is needed for a person's task.{_otherwise(case)}"
    found = case.recipients[0]
    return f"To {', '.join(found)}.{_otherwise(case)}" if found else "Messages to all they have were stopped."


def _otherwise(case: Case) -> str:
    """Why it goes by another way than the policy's."""
    own, account = case.level, case.account
    if own is None or own.channel == case.channel:
        return ""
    is_preferred = preferred_way(account, case.policy.contact, case.now) == case.channel
    if own.channel == "email" and is_preferred:
        learnt = learnt_way_in_words(account, case.policy, case.now)
        return f" {learnt or wish_in_words(account)}"
    if own.channel == VOICE:
        return f" By {CHANNEL_WORDS[case.channel]}, for {why_no_machine(case.account)}."
    return f" By {CHANNEL_WORDS[case.channel]}, since {CHANNEL_WORDS[own.channel]} leads to nobody."


OPTED_OUT = Guard(
    name="opted out",
    asks="Did the customer refuse this channel?",
    check=_is_opted_out,
    clear=_not_opted_out,
)
ADDRESS = Guard(
    name="address", asks="Is there no one address to write to?", check=_has_no_address, clear=_has_address
)
