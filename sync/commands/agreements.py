"""Promises, instalments, disputes, claims to have paid, settlements and hand-overs: recorded and ended.

Each is checked against what is owed now and the bounds of the policy, and tells what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from dunning.agreed import named_agreement
from dunning.agreements import (
    Dispute,
    EndedHow,
    HandedOver,
    Instalment,
    PaidClaim,
    PaymentPlan,
    PromiseToPay,
    Settlement,
    disputed_part,
)
from dunning.briefing import promises_given
from dunning.dates import in_words
from dunning.guards.handing import again_on, binding, told_of, waits
from dunning.ledger import Invoice
from sync.commands.agreed import COMMANDS, Desk, Outcome, Said, chosen, desk_for, open_promises, zone_of
from sync.commands.targets import ActError, Id
from sync.office import Office
from sync.store import agreements, ledgers, review
from sync.store.agreements import Recorded
from sync.store.ledgers import LinkedLedger

MOVED = "another agreement took its place"
KINDS = {
    "promise": PromiseToPay,
    "plan": PaymentPlan,
    "dispute": Dispute,
    "claim": PaidClaim,
    "settlement": Settlement,
    "hand_over": HandedOver,
}


@contextmanager
def _desk(office: Office, ledger: LinkedLedger, said: Said) -> Iterator[tuple[Desk, tuple[Invoice, ...]]]:
    rules = office.rules(ledger)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)  # no run decides, and nobody else agrees, until this is written
        yield desk_for(office, connection, ledger, rules, said)


def _facts(desk: Desk, said: Said, about: Sequence[Invoice]) -> dict[str, Any]:
    """What every agreement holds."""
    return {
        "id": 0,
        "invoice_ids": tuple(each.id for each in about),
        "made_on": said.on or desk.today,
        "known": desk.paid_since(said.on or desk.today),
        "who": said.who,
        "where": said.where,
        "quote": said.quote,
        "ending": None,
        "message": said.message,
    }


def _ahead(desk: Desk, day: date, most: int, setting: str) -> None:
    """Raises `ActError` unless that day is to come, and not too far away."""
    if day < desk.today:
        msg = f"{day} is past for {desk.ledger.name}, where it is {desk.today}: give a day to come"
        raise ActError(msg)
    days = (day - desk.today).days
    if days > most:
        msg = (
            f"{day} is {days} days ahead, and the policy allows {most}: agree on an earlier day or on "
            f"instalments (duesync instalments {desk.ledger.name}), or raise {setting} in [policy.agreements]"
        )
        raise ActError(msg)


def _no_more_than(desk: Desk, amount: Decimal | None, owed: Decimal) -> Decimal:
    if amount is None:
        return owed
    amount = desk.amount(amount)
    if amount > owed:
        msg = f"{desk.name} owes {desk.money(owed)} of that, less than {desk.money(amount)}"
        raise ActError(msg)
    return amount


def _take_the_place(desk: Desk, about: Sequence[Invoice], by: str) -> None:
    """What is agreed anew about the same invoices takes the place of a promise that is open."""
    ids = {each.id for each in about}
    for judged in open_promises(desk.case):
        if not ids.isdisjoint(judged.agreement.invoice_ids):
            desk.end(judged.agreement, "moved", MOVED, by)


def promise(office: Office, ledger: LinkedLedger, said: Said, *, amount: Decimal | None, by: date) -> Outcome:
    """They will pay so much by that day, all that is overdue where no amount is given. Raises `ActError`."""
    with _desk(office, ledger, said) as (desk, named):
        bounds = desk.policy.agreements
        about, owed = chosen(desk, named)
        _ahead(desk, by, bounds.promise_days_most, "promise_days_most")
        promised = _no_more_than(desk, amount, owed)
        given = promises_given(desk.case, about)
        if len(given) >= bounds.promises_most:
            told = "; ".join(named_agreement(each, desk.currency) for each in given)
            msg = (
                f"{desk.name} gave {len(given)} promises about this debt that were not kept ({told}), and "
                f"the policy allows {bounds.promises_most}: call them and agree on instalments (duesync "
                f"instalments {ledger.name}), withdraw one that was recorded by mistake, or raise "
                "promises_most in [policy.agreements]"
            )
            raise ActError(msg)
        _take_the_place(desk, about, said.by)
        return desk.record(
            PromiseToPay(
                **_facts(desk, said, about),
                amount=promised,
                due_on=by,
                episode=desk.case.episode,
            ),
            said,
        )


def instalments(
    office: Office, ledger: LinkedLedger, said: Said, parts: Sequence[tuple[date, Decimal]]
) -> Outcome:
    """They pay in these parts, which come to just what is owed. Raises `ActError`."""
    with _desk(office, ledger, said) as (desk, named):
        return instalments_at(desk, named, said, parts)


def instalments_at(
    desk: Desk, named: Sequence[Invoice], said: Said, parts: Sequence[tuple[date, Decimal]]
) -> Outcome:
    """As `instalments`, at a desk that is open."""
    about, owed = chosen(desk, named)
    plan = tuple(Instalment(due_on=day, amount=desk.amount(amount)) for day, amount in sorted(parts))
    _check_parts(desk, plan, owed)
    _take_the_place(desk, about, said.by)
    return desk.record(PaymentPlan(**_facts(desk, said, about), instalments=plan), said)


def _check_parts(desk: Desk, plan: Sequence[Instalment], owed: Decimal) -> None:
    """Raises `ActError` where the plan is out of bounds, or not about what is owed."""
    bounds = desk.policy.agreements
    if not 1 <= len(plan) <= bounds.instalments_most:
        msg = (
            f"a plan has 1 to {bounds.instalments_most} parts, not {len(plan)} (--part DATE=AMOUNT for each)"
        )
        raise ActError(msg)
    if len({each.due_on for each in plan}) < len(plan):
        msg = "two parts of the plan are due on the same day: make them one"
        raise ActError(msg)
    _ahead(desk, plan[0].due_on, bounds.plan_days_most, "plan_days_most")
    _ahead(desk, plan[-1].due_on, bounds.plan_days_most, "plan_days_most")
    for each in plan[:-1]:
        if each.amount < bounds.instalment_least:
            msg = (
                f"{desk.money(each.amount)} on {each.due_on} is below the least part of "
                f"{desk.money(bounds.instalment_least)} (instalment_least in [policy.agreements])"
            )
            raise ActError(msg)
    total = sum((each.amount for each in plan), Decimal(0))
    if total != owed:
        msg = (
            f"the parts come to {desk.money(total)}, and {desk.name} owes {desk.money(owed)} of that: "
            "make them equal"
        )
        raise ActError(msg)


def dispute(
    office: Office,
    ledger: LinkedLedger,
    said: Said,
    *,
    amount: Decimal | None,
    reason: str,
    owner: str | None,
    answer_by: date | None,
) -> Outcome:
    """They say that they do not owe an invoice, or a part of it. Raises `ActError`."""
    if not reason.strip():
        msg = "say what the customer disputes: --reason"
        raise ActError(msg)
    with _desk(office, ledger, said) as (desk, named):
        if len(named) != 1:
            msg = "a dispute is about one invoice: --invoice NUMBER, and another dispute for another"
            raise ActError(msg)
        return dispute_at(
            desk, named[0], said, amount=amount, reason=reason, owner=owner, answer_by=answer_by
        )


def dispute_at(
    desk: Desk,
    invoice: Invoice,
    said: Said,
    *,
    reason: str,
    amount: Decimal | None = None,
    owner: str | None = None,
    answer_by: date | None = None,
) -> Outcome:
    """As `dispute`, at a desk that is open."""
    left = _undisputed(desk, invoice)
    part = None if amount is None else _no_more_than(desk, amount, left)
    deadline = answer_by or desk.today + timedelta(days=desk.policy.agreements.dispute_days)
    _ahead(desk, deadline, 3650, "dispute_days")
    return desk.record(
        Dispute(
            **_facts(desk, said, [invoice]),
            amount=part,
            reason=reason,
            owner=owner or said.by,
            answer_by=deadline,
        ),
        said,
    )


def _undisputed(desk: Desk, invoice: Invoice) -> Decimal:
    """What of the invoice is not disputed yet. Raises `ActError` where nothing is left of it."""
    left, last = invoice.balance, ""
    for judged in desk.case.agreements.judged:
        other = judged.agreement
        if isinstance(other, Dispute) and other.ending is None and invoice.id in other.invoice_ids:
            left -= disputed_part(other, invoice.balance)
            last = named_agreement(other, desk.currency)
    if left <= 0:
        msg = f"invoice {invoice.number or invoice.id} is under {last} already: answer that first"
        raise ActError(msg)
    return left


@dataclass(frozen=True, slots=True)
class Claimed:
    """What they say they paid. `amount`: all that is overdue if `None`."""

    amount: Decimal | None
    paid_on: date | None
    reference: str


def claim(office: Office, ledger: LinkedLedger, said: Said, claimed: Claimed) -> Outcome:
    """They say that they paid. Raises `ActError`."""
    with _desk(office, ledger, said) as (desk, named):
        return claim_at(desk, named, said, claimed)


def claim_at(desk: Desk, named: Sequence[Invoice], said: Said, claimed: Claimed) -> Outcome:
    """As `claim`, at a desk that is open."""
    about, owed = chosen(desk, named)
    paid_on = claimed.paid_on or desk.today
    if paid_on > desk.today:
        msg = (
            f"{paid_on} is in the future for {desk.ledger.name}, where it is {desk.today}: that is a promise "
            f"(duesync promise {desk.ledger.name} --by {paid_on})"
        )
        raise ActError(msg)
    amount = _no_more_than(desk, claimed.amount, owed)
    balances = {each.id: each.balance for each in desk.case.account.invoices}
    return desk.record(
        PaidClaim(
            **_facts(desk, said, about),
            amount=amount,
            paid_on=paid_on,
            reference=claimed.reference,
            owed=sum((balances[each.id] for each in about), Decimal(0)),
        ),
        said,
    )


def settle(office: Office, ledger: LinkedLedger, said: Said, *, amount: Decimal, by: date) -> Outcome:
    """A person grants that less is enough, if paid by that day. Raises `ActError`."""
    with _desk(office, ledger, said) as (desk, named):
        about, owed = chosen(desk, named)
        _ahead(desk, by, desk.policy.agreements.plan_days_most, "plan_days_most")
        enough = _no_more_than(desk, amount, owed)
        if enough == owed:
            msg = (
                f"{desk.money(enough)} is all that is owed, so nothing is forgiven: record a promise instead"
            )
            raise ActError(msg)
        _take_the_place(desk, about, said.by)
        return desk.record(
            Settlement(
                **_facts(desk, said, about),
                amount=enough,
                owed=owed,
                pay_by=by,
                approved_by=said.by,
            ),
            said,
        )


def hand_over(
    office: Office, ledger: LinkedLedger, said: Said, *, to: str, whom: Literal["agency", "lawyer"]
) -> Outcome:
    """The customer's debts are with an agency or a lawyer from that day on. Raises `ActError`."""
    if said.customer is None or not to.strip():
        msg = "say who is handed over, and to whom: --customer NAME --to NAME"
        raise ActError(msg)
    with _desk(office, ledger, said) as (desk, _):
        for judged in desk.case.agreements.judged:
            if judged.state == "handed_over":
                told = named_agreement(judged.agreement, desk.currency)
                msg = f"{desk.name} is under {told} already: end that first (--end)"
                raise ActError(msg)
        if stopping := binding(waits(desk.case, whom)):
            again = again_on(stopping, desk.case)
            day = f" {desk.name} may be handed over from {in_words(again)} on." if again else ""
            msg = f"the law does not allow it yet: {told_of(stopping, desk.case)}{day}"
            raise ActError(msg)
        done = desk.record(HandedOver(**_facts(desk, said, ()), to=to, whom=whom), said)
        warned = told_of(waits(desk.case, whom), desk.case)
        return replace(done, follows=f"{done.follows} Mind: {warned}") if warned else done


def end(
    office: Office,
    ledger: LinkedLedger,
    kind: str,
    said: Said,
    *,
    number: int | None,
    how: EndedHow,
    words: str = "",
) -> Outcome:
    """End an agreement of that kind: found by its number, or as the one about that invoice or customer.

    It stays on record with who ended it, when and how. Raises `ActError` where there is none, or several.
    """
    rules = office.rules(ledger)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        standing = [
            each
            for each in agreements.standing(connection, ledger.id, zone_of(ledger))
            if isinstance(each.agreement, KINDS[kind])
        ]
        if number is not None:
            found = [each for each in standing if each.agreement.id == number]
            if not found:
                msg = f"{ledger.name} has no {COMMANDS[kind]} number {number} that stands"
                raise ActError(msg)
            recorded = found[0]
            desk, _ = desk_for(office, connection, ledger, rules, _about(recorded, said))
        else:
            desk, named = desk_for(office, connection, ledger, rules, said)
            recorded = _the_one(desk, standing, named, kind)
        desk.end(recorded.agreement, how, words, said.by)
        told = named_agreement(recorded.agreement, desk.currency)
        ended = agreements.find(desk.connection, ledger.id, recorded.agreement.id, zone_of(ledger))
        return Outcome(
            recorded.agreement.id,
            desk.name,
            f"{told} with {desk.name} is {how}, and stays on record",
            desk.follows(),
            recorded.agreement if ended is None else ended.agreement,
        )


def _about(recorded: Recorded, said: Said) -> Said:
    return Said(by=said.by, customer=Id(recorded.customer_id), currency=recorded.currency)


def _the_one(desk: Desk, standing: Sequence[Recorded], named: Sequence[Invoice], kind: str) -> Recorded:
    billed = review.billed_customers(desk.connection, desk.ledger.id)
    owner = desk.case.account.customer.id
    ids = {each.id for each in named}
    mine = [
        each
        for each in standing
        if billed.get(each.customer_id, each.customer_id) == owner
        and each.currency in {None, desk.currency}
        and (not ids or not ids.isdisjoint(each.agreement.invoice_ids))
    ]
    if not mine:
        msg = f"{desk.name} has no {COMMANDS[kind]} that stands"
        raise ActError(msg)
    about = (one for each in mine for one in each.agreement.invoice_ids)
    live = agreements.still_open(desk.connection, desk.ledger.id, about)
    bearing = [each for each in mine if not live.isdisjoint(each.agreement.invoice_ids)] or mine
    if len(bearing) > 1:
        told = "; ".join(
            f"{each.agreement.id}: {named_agreement(each.agreement, desk.currency)}" for each in bearing
        )
        msg = f"{desk.name} has several; give the one with --number: {told}"
        raise ActError(msg)
    return bearing[0]
