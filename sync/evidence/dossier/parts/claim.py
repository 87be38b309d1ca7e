"""06: interest and fixed sums, line by line, each with the rule that grants it, and what each day adds."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from dunning.charged import Charges
from dunning.interest import rounded
from sync.documents.report import Block, Column, Heading, Pairs, Points, Row, Table, Text
from sync.evidence.dossier.facts import AccountFacts, Facts
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.words import Words

_DAY = timedelta(days=1)


def per_day(account: AccountFacts) -> Decimal | None:
    """What each further day adds, rounded; `None` where nothing is claimed, or a rate is not known."""
    parts = [each.per_day for each in account.accruals]
    if not parts or any(each is None for each in parts):
        return None
    return rounded(sum((each or Decimal(0) for each in parts), Decimal(0)), account.currency).amount


def claim(facts: Facts, words: Words) -> Part:
    """For each currency: the sums, the lines, and what is left out and why."""
    blocks: list[Block] = []
    for account in facts.accounts:
        blocks += [Heading(account.currency), *_account(facts, words, account)]
    told = {"accounts": [_told(facts, account) for account in facts.accounts]}
    return Part(name="06-interest", title=words("Interest calculation"), blocks=tuple(blocks), told=told)


def _account(facts: Facts, words: Words, account: AccountFacts) -> list[Block]:
    charges, currency = account.charges, account.currency
    if charges is None:
        return [Text(words("No interest is claimed: it is switched off in the settings."), "strong")]
    daily = per_day(account)
    unknown = words("not known") if account.accruals else words("nothing")
    basis = words("by contract") if charges.by_contract else words("by law")
    last = words.day(charges.until - _DAY)
    blocks: list[Block] = [
        Pairs(
            (
                (words("Principal claimed"), words.money(account.principal, currency)),
                (words("Interest, {basis}", basis=basis), words.money(charges.interest.amount, currency)),
                (words("Fixed sums"), words.money(charges.fixed.amount, currency)),
                (words("Up to and with"), last),
                (words("Each further day"), unknown if daily is None else words.money(daily, currency)),
            )
        )
    ]
    if charges.lines:
        blocks += [_lines(facts, words, charges), _formula(words)]
    blocks += _accruals(facts, words, account)
    blocks += _sources(words, account, charges)
    if charges.left_out:
        blocks += [
            Heading(words("Not claimed, and why")),
            Points(tuple(f"{facts.number_of(one)}: {why}" if one else why for one, why in charges.left_out)),
        ]
    if account.case.account.charged:
        blocks += [
            Heading(words("Charged before, by an invoice of its own")),
            Points(
                tuple(
                    words(
                        "{invoice}: {since} to {until}",
                        invoice=facts.number_of(each.invoice_id),
                        since=words.short(each.since),
                        until=words.short(each.until - _DAY),
                    )
                    for each in account.case.account.charged
                )
            ),
        ]
    return blocks


def _lines(facts: Facts, words: Words, charges: Charges) -> Table:
    columns = (
        Column(words("Invoice"), 2.2),
        Column(words("Principal"), 2.1, figures=True),
        Column(words("From"), 1.8),
        Column(words("Up to and with"), 1.9),
        Column(words("Days"), 0.9, figures=True),
        Column(words("Rate a year"), 1.4, figures=True),
        Column(words("Amount"), 1.9, figures=True),
    )
    rows = []
    for line in charges.lines:
        number, principal = facts.number_of(line.invoice_id), words.money(line.principal, charges.currency)
        rows += [
            Row(
                (
                    number,
                    principal,
                    words.short(one.since),
                    words.short(one.until - _DAY),
                    str(one.days),
                    words.percent(one.rate),
                    words.money(one.amount, charges.currency),
                )
            )
            for one in line.stretches
        ]
        if line.fixed:
            amount = words.money(line.fixed, charges.currency)
            rows.append(Row((number, principal, words("fixed sum"), "", "", "", amount)))
    whole = words.money(charges.total.amount, charges.currency)
    rows.append(Row((words("Together"), "", "", "", "", "", whole), strong=True))
    return Table(columns, tuple(rows))


def _formula(words: Words) -> Text:
    said = words(
        "Interest is principal x rate x days / 365, without interest on interest unless the rule says so; "
        "both days named count. The principal is what is open now, less credit, which covers the oldest "
        "invoice first."
    )
    return Text(said, "small")


def _accruals(facts: Facts, words: Words, account: AccountFacts) -> list[Block]:
    """What each invoice bears a day from now on."""
    if not account.accruals:
        return []
    columns = (
        Column(words("Invoice"), 3),
        Column(words("Bears interest"), 2, figures=True),
        Column(words("Rate a year"), 2, figures=True),
        Column(words("A day"), 2, figures=True),
    )
    rows = [
        Row(
            (
                facts.number_of(each.invoice_id),
                words.money(each.principal, account.currency),
                words("not known") if each.rate is None else words.percent(each.rate),
                "" if each.per_day is None else f"{each.per_day:.4f}",
            )
        )
        for each in account.accruals
    ]
    daily = per_day(account)
    if daily is not None:
        whole = words.money(daily, account.currency)
        rows.append(Row((words("Together, rounded"), "", "", whole), strong=True))
    today = words.day(account.case.today)
    return [Heading(words("From {day} on, each day", day=today)), Table(columns, tuple(rows))]


def _sources(words: Words, account: AccountFacts, charges: Charges) -> list[Block]:
    """Where each rate and each rule comes from."""
    rates = [f"{words.percent(one.rate)}: {one.source}" for line in charges.lines for one in line.stretches]
    sums = [f"{words('fixed sum')}: {line.fixed_cite}" for line in charges.lines if line.fixed]
    texts = [*dict.fromkeys((*rates, *sums))]
    for basis in account.bases:
        of = f" ({basis.pack}, {basis.version})" if basis.pack else ""
        texts.append(words("rule {rule}{of}: {cite}", rule=basis.rule, of=of, cite=basis.cite))
    return [Heading(words("Sources")), Points(tuple(texts))] if texts else []


def _told(facts: Facts, account: AccountFacts) -> dict[str, Any]:
    charges = account.charges
    daily = per_day(account)
    numbers = {each.invoice.id: each.invoice.number or each.invoice.id for each in account.owed}
    return {
        "currency": account.currency,
        "principal": account.principal,
        "claimed": charges is not None,
        "until_exclusive": None if charges is None else charges.until,
        "interest": None if charges is None else charges.interest.amount,
        "fixed_sums": None if charges is None else charges.fixed.amount,
        "total": None if charges is None else charges.total.amount,
        "per_day": daily,
        "per_day_from": account.case.today,
        "basis": None if charges is None else "contractual" if charges.by_contract else "statutory",
        "rules": account.bases,
        "lines": []
        if charges is None
        else [{"invoice": numbers[line.invoice_id], "line": line} for line in charges.lines],
        "accruals": [{"invoice": numbers[each.invoice_id], "accrual": each} for each in account.accruals],
        "left_out": []
        if charges is None
        else [{"invoice": facts.number_of(one) or None, "why": why} for one, why in charges.left_out],
        "charged_before": account.case.account.charged,
        "charge_invoices": [
            {"number": one.id, "state": one.effect_state, "total": one.claim.total.amount,
             "proposed_at": one.proposed_at, "approved_by": one.approved_by, "ended_at": one.ended_at}
            for one in facts.charges
            if one.currency == account.currency
        ],
    }  # fmt: skip
