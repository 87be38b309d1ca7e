"""Rendering: the facts of one step laid into the templates, once as text and once as HTML.

The laws it keeps: a template sees strings and plain rows only, in a sandbox, and an unknown name in it
is an error, not a gap; figures are those of the decision, days late those of `now` at the ledger's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from dunning.account import Account
from dunning.aging import days_past_due, due_of
from dunning.dates import counted
from dunning.decisions import Notify
from dunning.ledger import Invoice
from dunning.letters.letter import (
    HTML_FRAME,
    SUBJECT,
    SUBJECT_LENGTH,
    TEXT_FRAME,
    LetterError,
    Papers,
    Rendered,
    Sender,
)
from dunning.letters.wording import day, lines, locale_of, money, one_line, shortened, web_address


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice in the letter, in words. `late`: "11 days late", "" before its due date or alongside."""

    number: str
    issued: str
    due: str
    late: str
    total: str
    balance: str
    pay_url: str
    attached: bool


_NO_PAPERS = Papers()


def render(
    notify: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = _NO_PAPERS,
) -> Rendered:
    """The letter for this step. `templates`: sources by the names in `TEMPLATE_NAMES`.

    A link among the `papers` stands in place of the one in the ledger's own row.
    Raises `LetterError` where a template is missing or wrong, or an invoice is not in the account.
    """
    locale = locale_of(account.customer.country or account.books.country)
    facts = _facts(notify, account, sender, now, locale, papers)
    text, html = _environments(tuple(sorted(templates.items())))
    letter = f"{notify.template}.j2"
    language = locale.replace("_", "-")
    try:
        subject = text.get_template(SUBJECT).render(facts)
        plain = text.get_template(letter).render(facts, frame=TEXT_FRAME, language=language)
        marked_up = html.get_template(letter).render(facts, frame=HTML_FRAME, language=language)
    except TemplateError as bad:
        msg = f"the letter {letter} cannot be rendered: {bad.message or type(bad).__name__}"
        raise LetterError(msg) from bad
    return Rendered(
        subject=shortened(one_line(subject), SUBJECT_LENGTH),
        text=plain,
        html=marked_up,
        language=language,
    )


@lru_cache(maxsize=4)
def _environments(
    templates: tuple[tuple[str, str], ...],
) -> tuple[SandboxedEnvironment, SandboxedEnvironment]:
    """For text and for HTML; kept, since compiling costs more than a letter."""
    plain, marked_up = (
        SandboxedEnvironment(
            loader=DictLoader(dict(templates)),
            undefined=StrictUndefined,
            autoescape=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for escape in (False, True)
    )
    return plain, marked_up


def _facts(
    notify: Notify, account: Account, sender: Sender, now: datetime, locale: str, papers: Papers
) -> dict[str, object]:
    """All that a template may name."""
    today = now.astimezone(ZoneInfo(account.books.timezone)).date()
    known = {invoice.id: invoice for invoice in account.invoices}
    balances = dict(notify.balances)

    def rows(ids: tuple[str, ...], *, asked: bool) -> list[Row]:
        return [_row(_known(known, each), balances[each], today, locale, papers, asked=asked) for each in ids]

    asked = [_known(known, each) for each in notify.overdue]
    gross = sum((balances[each] for each in notify.overdue), Decimal(0))
    customer = account.customer
    return {
        "greeting": one_line(customer.first_name or customer.name),
        "customer": one_line(customer.name),
        "invoices": rows(notify.overdue, asked=True),
        "alongside": rows(notify.alongside, asked=False),
        # one that is due may have been paid unseen, so it is called neither late nor not due yet
        "alongside_due": any(due_of(_known(known, each)) <= today for each in notify.alongside),
        "single": len(asked) == 1,
        "days_late": counted(max(days_past_due(due_of(asked[0]), today), 0), "day"),
        "last_due": day(max(due_of(each) for each in asked), locale),
        "gross": money(gross, notify.currency, locale),
        "credit": money(notify.credit, notify.currency, locale) if notify.credit > 0 else "",
        "amount": money(notify.amount, notify.currency, locale),
        "coming_due": notify.kind == "pre_due",
        "written_before": any(
            each.kind == "level" and each.episode == notify.episode for each in account.notices
        ),
        "sender": one_line(sender.name),
        "reply_to": one_line(sender.reply_to or sender.email),
        "signature": lines(sender.signature),
        "signed": one_line(sender.name) in one_line(sender.signature),
        "bank_details": lines(sender.bank_details),
        "phone": one_line(sender.phone or ""),
        "address": lines(sender.address or ""),
        "website": web_address(sender.website),
    }


def _known(known: Mapping[str, Invoice], invoice_id: str) -> Invoice:
    if invoice_id not in known:
        msg = f"invoice {invoice_id} is in the decision but not in the account"
        raise LetterError(msg)
    return known[invoice_id]


def _row(invoice: Invoice, balance: Decimal, today: date, locale: str, papers: Papers, *, asked: bool) -> Row:
    due = due_of(invoice)
    late = days_past_due(due, today)
    return Row(
        number=one_line(invoice.number or invoice.id),
        issued=day(invoice.issued_on, locale) if invoice.issued_on else "",
        due=day(due, locale),
        late=f"{counted(late, 'day')} late" if asked and late > 0 else "",
        total=money(invoice.total, invoice.currency, locale),
        balance=money(balance, invoice.currency, locale),
        pay_url=web_address(papers.links.get(invoice.id, invoice.pay_url)),
        attached=invoice.id in papers.attached,
    )
