"""Interest and fixed sums that may be claimed on top of an account's overdue invoices, to a date.

The laws it keeps: nothing is claimed unless a person chose it, the debtor is in business, and a rule that is
not merely from memory grants it, at a rate that is known; what cannot be claimed is named with its reason.
Interest runs on what is open now, less credit, so a payment never raises it; on no day twice, and never
on interest that was charged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from dunning.account import Account
from dunning.aging import due_of
from dunning.charged import Charged, ChargeLine, Charges, Stretch
from dunning.dates import in_words
from dunning.interest import NoRate, Part, fixed_sum, interest, rounded
from dunning.interest_policy import InterestPolicy
from dunning.law import Rules
from dunning.law.judge import judge
from dunning.law.pack import MoneyRule, Pack
from dunning.law.question import Claim, ClaimKind, Question
from dunning.law.rates import TRUSTED, Rate
from dunning.ledger import Invoice, Money
from dunning.places import place_of
from dunning.policy import Policy

IN_BUSINESS = ("sole_trader", "company", "public")
_DAY = timedelta(days=1)
_DEFAULT_AFTER = timedelta(days=31)  # after the due date, where no reminder went (BGB 286(3), Directive 3(3))
_NOTHING = Decimal(0)
_WHOLE = ""  # an invoice id that stands for all of them


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """What may be claimed from this debtor: the rules, or why there is none."""

    interest: MoneyRule | None
    fixed: MoneyRule | None
    why_not: tuple[str, ...]


def charges_on(
    account: Account,
    policy: Policy,
    rules: Rules,
    now: datetime,
    invoices: Sequence[tuple[Invoice, Decimal]],
    until: date,
) -> Charges | None:
    """The claim, `None` where interest is off. `policy`: the one that the account follows.

    `invoices`: each with what is open of it, less credit. `until`: the first day that does not count.
    """
    settings = policy.interest
    if settings.basis == "none":
        return None
    granted = granted_to(account, policy, rules, now)
    lines: list[ChargeLine] = []
    left_out = [(_WHOLE, each) for each in granted.why_not]
    for invoice, principal in invoices:
        if principal <= 0 or granted.interest is None or invoice.id in account.charge_invoices:
            continue
        try:
            line = _line(account, settings, rules, granted, invoice, principal, until)
        except NoRate as unknown:
            left_out.append((invoice.id, f"{unknown}: state it in [[policy.interest.rates]]"))
            continue
        if line.amount > 0:
            lines.append(line)
        elif invoice.id not in {each.invoice_id for each in account.charged}:
            left_out.append((invoice.id, _not_yet(account, settings, granted.interest, invoice)))
    return Charges(
        until=until,
        currency=account.currency,
        by_contract=settings.basis == "contractual",
        lines=tuple(lines),
        left_out=tuple(left_out),
    )


def uncovered(invoices: Sequence[Invoice], credit: Decimal) -> list[tuple[Invoice, Decimal]]:
    """What is open of each when credit covers the oldest first. `invoices`: oldest first."""
    found = []
    for each in invoices:
        covered = min(each.balance, max(credit, _NOTHING))
        credit -= covered
        found.append((each, each.balance - covered))
    return found


def granted_to(account: Account, policy: Policy, rules: Rules, now: datetime) -> Granted:
    """What may be claimed from this debtor at all, before any invoice is looked at."""
    kind, settings = policy.law.debtor_kind, policy.interest
    if kind not in IN_BUSINESS:
        who = "It is not known whether the customer is" if kind == "unknown" else "The customer is not"
        return Granted(interest=None, fixed=None, why_not=(f"{who} in business: nothing is claimed on top.",))
    if settings.basis == "contractual":
        agreed = MoneyRule(
            id="contract", cite=settings.source, mark="D", kind="interest", margin=settings.rate
        )
        return Granted(interest=agreed, fixed=None, why_not=())
    ours, why_not = _rule(account, policy, rules, now, "interest")
    if not settings.fixed_sums:
        return Granted(interest=ours, fixed=None, why_not=tuple(filter(None, [why_not])))
    fixed, no_sum = _rule(account, policy, rules, now, "fixed_sum")
    if fixed is not None and fixed.currency not in {None, account.currency}:
        no_sum = f"The fixed sum is in {fixed.currency}, the debt in {account.currency}."
        fixed = None
    return Granted(interest=ours, fixed=fixed, why_not=tuple(filter(None, [why_not, no_sum])))


def _rule(
    account: Account, policy: Policy, rules: Rules, now: datetime, kind: ClaimKind
) -> tuple[MoneyRule | None, str | None]:
    """The rule that grants it, or why none does."""
    what = "interest" if kind == "interest" else "a fixed sum"
    books, customer = account.books, account.customer
    place = place_of(customer.country, customer.region, books.country, books.timezone)
    packs = rules.packs.get(place.country or "", ())
    question = Question(
        now=now,
        action="money",
        channel="*",
        place=f"{place.country}-{place.region}" if place.region else place.country or "",
        kind=policy.law.debtor_kind,
        role=policy.law.collector_role,
        stage="overdue",
        zones=place.zones,
        claim=Claim(kind=kind, principal=None, since=None, until=None, rate=None, in_default=True),
    )
    verdict = judge(question, packs, nearly=False)
    if verdict.outcome != "allow":
        said = " ".join(f"{each.text} ({each.cite})" for each in verdict.hits)
        return None, said or f"No rule of law that is known here grants {what} in {place.country}."
    found = next(rule for rule in _money(packs) if rule.id == verdict.hits[-1].rule)
    if found.mark not in TRUSTED:
        return None, f"The rule on {what} is known from memory only, not verified ({found.cite})."
    return found, None


def _money(packs: Sequence[Pack]) -> Iterator[MoneyRule]:
    return (rule for pack in packs for rule in pack.money)


def _line(
    account: Account,
    settings: InterestPolicy,
    rules: Rules,
    granted: Granted,
    invoice: Invoice,
    principal: Decimal,
    until: date,
) -> ChargeLine:
    """What one invoice bears. Raises `NoRate`."""
    rule, owed = granted.interest, Money(principal, account.currency)
    assert rule is not None  # noqa: S101 - asked before
    begin = begins(account, settings, rule, invoice)
    before = [each for each in account.charged if each.invoice_id == invoice.id]
    since = max([begin, *(each.until for each in before)])
    stretches: tuple[Stretch, ...] = ()
    if since < until:
        whole = interest(rule, owed, begin, until, rates_of(settings, rules))
        stretches = _rounded(
            [_from(part, since) for part in whole.parts if part.until > since], account.currency
        )
    fixed = _fixed(granted.fixed, owed, begin, until, before)
    return ChargeLine(
        invoice_id=invoice.id,
        principal=principal,
        stretches=stretches,
        interest=sum((each.amount for each in stretches), _NOTHING),
        cite=rule.cite,
        fixed=fixed,
        fixed_cite=granted.fixed.cite if granted.fixed is not None and fixed > 0 else "",
    )


def rates_of(settings: InterestPolicy, rules: Rules) -> tuple[Rate, ...]:
    """Those that a person stated stand before the table's own."""
    stated = (
        Rate(
            series=each.series,
            since=each.since,
            until=each.until,
            percent=each.percent,
            mark="V",
            source=f"{each.source}, as stated by a person",
        )
        for each in settings.stated
    )
    return (*stated, *rules.rates)


def _fixed(
    rule: MoneyRule | None, owed: Money, begin: date, until: date, before: Sequence[Charged]
) -> Decimal:
    """Once for each invoice, from the day on which interest begins."""
    if rule is None or until <= begin or any(each.fixed for each in before):
        return _NOTHING
    return fixed_sum(rule, owed).amount


def _from(part: Part, since: date) -> Stretch:
    """The days of the part from that one on."""
    first = max(part.since, since)
    days = (part.until - first).days
    return Stretch(
        since=first,
        until=part.until,
        rate=part.rate,
        amount=part.amount * days / part.days,
        source=part.source,
    )


def _rounded(exact: Sequence[Stretch], currency: str) -> tuple[Stretch, ...]:
    """Each with what the sum, rounded, grows by: so the sum is rounded once, and they add up to it."""
    found, whole, said = [], _NOTHING, _NOTHING
    for each in exact:
        whole += each.amount
        now = rounded(whole, currency).amount
        found.append(msgspec.structs.replace(each, amount=now - said))
        said = now
    return tuple(found)


def _not_yet(account: Account, settings: InterestPolicy, rule: MoneyRule, invoice: Invoice) -> str:
    begin = in_words(begins(account, settings, rule, invoice))
    if rule.needs_default and not settings.due_dates_agreed:
        return f"they are in default from {begin} on, or from the day after a reminder of it ({rule.cite})"
    return f"no day of interest is over yet; the first is {begin}"


def begins(account: Account, settings: InterestPolicy, rule: MoneyRule, invoice: Invoice) -> date:
    """The day after the due date; where the law wants default, that after a reminder, or 31 days after it."""
    due = due_of(invoice)
    if not rule.needs_default or settings.due_dates_agreed:
        return due + _DAY
    zone = ZoneInfo(account.books.timezone)
    reminded = [
        each.delivered_at.astimezone(zone).date() + _DAY
        for each in account.notices
        if each.kind == "level" and invoice.id in each.invoice_ids and each.channel in ("email", "letter")
    ]
    return max(due + _DAY, min([due + _DEFAULT_AFTER, *reminded]))
