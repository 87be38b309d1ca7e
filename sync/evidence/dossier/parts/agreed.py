"""08, 09: what was promised and granted, and what came of it; what was disputed or said to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dunning.agreements import (
    Agreement,
    Dispute,
    HandedOver,
    PaidClaim,
    PaymentPlan,
    PromiseToPay,
    Settlement,
)
from sync.documents.report import Block, Heading, Pairs, Text
from sync.evidence.dossier.facts import AccountFacts, Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.words import Words
from sync.judging import Agreed

STATES = {
    "open": "open",
    "kept": "kept",
    "part_kept": "kept in part",
    "broken": "broken",
    "on_track": "on track",
    "off_track": "behind",
    "completed": "kept to its end",
    "unanswered": "not answered in time",
    "waiting": "waits for the books",
    "found": "the money was found",
    "not_found": "not borne out by the books",
    "settled": "paid as agreed",
    "lapsed": "lapsed",
    "handed_over": "in force",
    "withdrawn": "withdrawn",
    "moved": "moved to another day",
    "answered": "answered",
    "ended": "ended",
}
_PROMISED = (PromiseToPay, PaymentPlan, Settlement, HandedOver)
_DENIED = (Dispute, PaidClaim)


def promises(facts: Facts, words: Words) -> Part:
    """Promises to pay, instalments, settlements, hand-overs."""
    return _part(facts, words, "08-promises", words("Promises, plans and settlements"), _PROMISED)


def disputes(facts: Facts, words: Words) -> Part:
    """Disputes with their answers, and claims to have paid."""
    return _part(facts, words, "09-disputes", words("Disputes and claims to have paid"), _DENIED)


def of_kind(facts: Facts, kinds: tuple[type, ...]) -> list[tuple[AccountFacts, Agreed]]:
    """Each once, in the order in which they were made, with the account it was judged on."""
    found = {
        one.judged.agreement.id: (account, one)
        for account in reversed(facts.accounts)
        for one in account.agreed
        if isinstance(one.judged.agreement, kinds)
    }
    return [found[number] for number in sorted(found)]


def title_of(agreement: Agreement, words: Words, currency: str) -> str:
    """What it is, with its sum and day."""
    told: dict[str, Decimal]
    match agreement:
        case PromiseToPay(amount=amount, due_on=on):
            text, told = "Promise of {amount} by {day}", {"amount": amount}
        case PaymentPlan():
            text, told = "Instalments, {amount} until {day}", {"amount": agreement.total}
            on = agreement.instalments[-1].due_on
        case Settlement(amount=amount, owed=owed, pay_by=on):
            text, told = "Settlement of {owed} at {amount}, by {day}", {"amount": amount, "owed": owed}
        case HandedOver(made_on=on):
            text, told = "Hand-over to {to} on {day}", {}
        case Dispute(amount=None, made_on=on):
            text, told = "Dispute of the whole, {day}", {}
        case Dispute(amount=amount, made_on=on):
            text, told = "Dispute of {amount}, {day}", {"amount": amount or Decimal(0)}
        case PaidClaim(amount=amount, paid_on=on):
            text, told = "Said to have paid {amount} on {day}", {"amount": amount}
    sums = {name: words.money(amount, currency) for name, amount in told.items()}
    return words(text, day=words.day(on), to=getattr(agreement, "to", ""), **sums)


def _part(facts: Facts, words: Words, name: str, title: str, kinds: tuple[type, ...]) -> Part:
    found = of_kind(facts, kinds)
    blocks = [block for account, one in found for block in _blocks(facts, words, account.currency, one)]
    told = [_told(facts, account.currency, one) for account, one in found]
    nothing = (Text(words("Nothing of the kind is recorded."), "strong"),)
    return Part(name=name, title=title, blocks=tuple(blocks) or nothing, told={"agreements": told})


def _blocks(facts: Facts, words: Words, currency: str, one: Agreed) -> Sequence[Block]:
    agreement, came = one.judged.agreement, one.judged.came
    said = ", ".join(word for word in (agreement.who, agreement.where) if word)
    ending, missing = agreement.ending, one.judged.missing
    state = words(STATES[one.judged.state])
    if missing is not None:
        amount, day = words.money(missing.amount, currency), words.short(missing.due_on)
        state = f"{state}: {words('{amount} of {day} is missing', amount=amount, day=day)}"
    rows = [
        (
            words("About"),
            ", ".join(map(facts.number_of, agreement.invoice_ids)) or words("the whole account"),
        ),
        (words("Said on"), words.day(agreement.made_on)),
        (words("By"), said),
        (words("In their words"), agreement.quote),
        *_terms(agreement, words, currency),
        (words("State"), state),
        (words("Came in"), words.money(came, currency) if came else ""),
        (words("Recorded"), f"{words.moment(one.made_at, facts.zone)}, {one.made_by}"),
    ]
    if ending is not None:
        rows.append((words("Ended"), f"{words.day(ending.on)}, {ending.by}"))
        rows.append((words("Answer") if ending.how == "answered" else words("Why"), ending.words))
    return (
        Heading(title_of(agreement, words, currency)),
        Pairs(tuple((name, what) for name, what in rows if what)),
    )


def _terms(agreement: Agreement, words: Words, currency: str) -> list[tuple[str, str]]:
    match agreement:
        case PaymentPlan():
            parts = (
                f"{words.day(one.due_on)}: {words.money(one.amount, currency)}"
                for one in agreement.instalments
            )
            return [(words("Instalments"), "\n".join(parts))]
        case Dispute():
            answer = f"{words.day(agreement.answer_by)}, {agreement.owner}"
            return [(words("Reason"), agreement.reason), (words("To be answered by"), answer)]
        case PaidClaim():
            return [(words("Reference"), agreement.reference)]
        case Settlement():
            return [(words("Granted by"), agreement.approved_by)]
    return []


def _told(facts: Facts, currency: str, one: Agreed) -> dict[str, Any]:
    return {
        "kind": one.judged.agreement.__struct_config__.tag,
        "currency": currency,
        "state": one.judged.state,
        "came": one.judged.came or Decimal(0),
        "missing": one.judged.missing,
        "invoices": [facts.number_of(each) for each in one.judged.agreement.invoice_ids],
        "agreement": one.judged.agreement,
        "recorded_at": one.made_at,
        "recorded_by": one.made_by,
    }
