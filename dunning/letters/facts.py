"""The facts that templates may name: strings, whole numbers and plain rows, and nothing else.

The laws they keep: figures are those of the decision, days late those of `now` at the ledger's; what
came from a ledger is on one line and free of control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from dunning.account import Account
from dunning.aging import days_past_due, due_of
from dunning.agreements import Dispute
from dunning.decisions import Notify
from dunning.ledger import Invoice
from dunning.letters.claimed import claim_in_words
from dunning.letters.languages import locale_for
from dunning.letters.letter import LetterError, Mention, Papers, Particulars, Received, Sender
from dunning.letters.received import since_last_notice
from dunning.letters.wording import day, lines, money, one_line, web_address
from dunning.policy import CONFIRMATION

Facts = dict[str, object]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice in the letter, in words. `days_late`: 0 before its due date or alongside.

    `disputed`: what of it is not asked for until a dispute is answered; "" where nothing is.
    """

    number: str
    issued: str
    due: str
    days_late: int
    total: str
    balance: str
    disputed: str
    pay_url: str
    attached: bool


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A `Mention` in words; "" for what it has not."""

    kind: str
    on: str
    amount: str
    came: str
    owed: str
    number: str


class Paid(msgspec.Struct, frozen=True):
    """One payment in words."""

    on: str
    amount: str


def locale_of(account: Account, sender: Sender, known: str | None) -> str:
    """The locale that this account is written to in; `known`: their language, told elsewhere."""
    customer, wish = account.customer, account.preference
    own = known or (None if wish is None else wish.language)
    return locale_for(own, (customer.country, customer.region), sender.language, account.books.country)


def today_of(account: Account, now: datetime) -> date:
    """The ledger's own date."""
    return now.astimezone(ZoneInfo(account.books.timezone)).date()


def of_parties(account: Account, sender: Sender, locale: str) -> Facts:
    """Who writes and who is written to."""
    customer = account.customer
    return {
        "language": locale.replace("_", "-"),
        "greeting": one_line(customer.first_name or customer.name),
        "customer": one_line(customer.name),
        "sender": one_line(sender.name),
        "reply_to": one_line(sender.reply_to or sender.email),
        "signature": lines(sender.signature),
        "signed": one_line(sender.name) in one_line(sender.signature),
        "bank_details": lines(sender.bank_details),
        "phone": one_line(sender.phone or ""),
        "hours": one_line(sender.hours or ""),
        "address": lines(sender.address or ""),
        "website": web_address(sender.website),
        "data_notice": web_address(sender.data_notice),
    }


def of_step(
    notify: Notify, account: Account, now: datetime, locale: str, papers: Papers, particulars: Particulars
) -> Facts:
    """What this step asks for."""
    today = today_of(account, now)
    known = {invoice.id: invoice for invoice in account.invoices}
    balances = dict(notify.balances)
    disputed = _disputed(account)

    def rows(ids: tuple[str, ...], *, asked: bool) -> list[Row]:
        return [
            row_of(
                _known(known, each), balances[each], today, locale, papers,
                asked=asked, in_part=each in disputed,
            )
            for each in ids
        ]  # fmt: skip

    asked = [_known(known, each) for each in notify.overdue]
    gross = sum((balances[each] for each in notify.overdue), Decimal(0))
    received = particulars.received
    listed = rows(notify.overdue, asked=notify.template != CONFIRMATION)  # which blames nobody for being late
    return {
        "invoices": listed,
        "alongside": rows(notify.alongside, asked=False),
        # one that is due may have been paid unseen, so it is called neither late nor not due yet
        "alongside_due": any(due_of(_known(known, each)) <= today for each in notify.alongside),
        "can_pay_online": any(row.pay_url for row in listed),
        "page_url": web_address(papers.page),
        "single": len(asked) == 1,
        "as_of": day(today, locale),
        "days_late": max(days_past_due(due_of(asked[0]), today), 0),
        "last_due": day(max(due_of(each) for each in asked), locale),
        "gross": money(gross, notify.currency, locale),
        "credit": money(notify.credit, notify.currency, locale) if notify.credit > 0 else "",
        "amount": money(notify.amount, notify.currency, locale),
        "coming_due": notify.kind == "pre_due",
        "written_before": any(
            each.kind == "level"
            and each.episode == notify.episode
            and not set(notify.overdue).isdisjoint(each.invoice_ids)
            for each in account.notices
        ),
        "consequences": list(particulars.consequences),
        "claim": claim_in_words(
            notify.charges, {one: row.number for one, row in zip(notify.overdue, listed, strict=True)}, locale
        ),
        "mentions": [_told(each, notify.currency, locale) for each in particulars.mentions],
        "advice": ", ".join(particulars.advice),
        "opt_out": particulars.opt_out,
        "received": paid_in_words(
            since_last_notice(account, account.payments) if received is None else received,
            notify.currency,
            locale,
        ),
    }


def _disputed(account: Account) -> frozenset[str]:
    """Ids of the invoices that are under a dispute."""
    open_ones = (each for each in account.agreements if isinstance(each, Dispute) and each.ending is None)
    return frozenset(one for each in open_ones for one in each.invoice_ids)


def _told(mention: Mention, currency: str, locale: str) -> Told:
    def amount(sum_: Decimal | None) -> str:
        return money(sum_, currency, locale) if sum_ else ""

    return Told(
        kind=mention.kind,
        on=day(mention.on, locale),
        amount=amount(mention.amount),
        came=amount(mention.came),
        owed=amount(mention.owed),
        number=one_line(mention.number),
    )


def paid_in_words(received: Iterable[Received], currency: str, locale: str) -> list[Paid]:
    """Each payment with its date."""
    return [Paid(day(each.on, locale), money(each.amount, currency, locale)) for each in received]


def row_of(
    invoice: Invoice,
    balance: Decimal,
    today: date,
    locale: str,
    papers: Papers,
    *,
    asked: bool,
    in_part: bool = False,
) -> Row:
    """The invoice in words. `asked`: its days late are told; `in_part`: the rest is disputed."""
    due = due_of(invoice)
    rest = invoice.balance - balance
    return Row(
        number=one_line(invoice.number or invoice.id),
        issued=day(invoice.issued_on, locale) if invoice.issued_on else "",
        due=day(due, locale),
        days_late=max(days_past_due(due, today), 0) if asked else 0,
        total=money(invoice.total, invoice.currency, locale),
        balance=money(balance, invoice.currency, locale),
        disputed=money(rest, invoice.currency, locale) if in_part and rest > 0 else "",
        pay_url=web_address(papers.links.get(invoice.id, invoice.pay_url)),
        attached=invoice.id in papers.attached,
    )


def _known(known: Mapping[str, Invoice], invoice_id: str) -> Invoice:
    if invoice_id not in known:
        msg = f"invoice {invoice_id} is in the decision but not in the account"
        raise LetterError(msg)
    return known[invoice_id]
