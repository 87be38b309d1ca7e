"""Letters that demand nothing: the terms note with a first invoice, the monthly statement, thanks, answers.

The law they keep: every figure comes from the account as the books show it, credit taken off; thanks
are said for money that came in, and say nothing of what is still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from dunning.account import Account
from dunning.decisions import Notify
from dunning.ledger import Invoice
from dunning.letters.facts import locale_of, of_parties, paid_in_words, row_of, today_of
from dunning.letters.letter import (
    ANSWER,
    NO_PAPERS,
    NO_PARTICULARS,
    STATEMENT,
    TERMS_NOTE,
    THANKS,
    LetterError,
    Papers,
    Particulars,
    Rendered,
    Sender,
)
from dunning.letters.rendering import laid_out
from dunning.letters.wording import day, money
from dunning.sorting import set_aside_by


def render_terms_note(
    invoice_id: str,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> Rendered:
    """The note that goes with a customer's first invoice. Raises `LetterError` where it is not there."""
    found = [each for each in account.invoices if each.id == invoice_id]
    if not found or found[0].due_on is None:
        msg = f"invoice {invoice_id} is not in the account, or has no due date"
        raise LetterError(msg)
    locale = locale_of(account, sender, particulars.language)
    row = row_of(found[0], found[0].balance, today_of(account, now), locale, papers, asked=False)
    facts = of_parties(account, sender, locale) | {
        "invoices": [row],
        "can_pay_online": bool(row.pay_url),
        "terms_days": account.customer.terms_days or 0,
    }
    return laid_out(TERMS_NOTE, TERMS_NOTE, facts, templates, particulars.own)


def render_statement(
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> Rendered:
    """All that is open on the account today, oldest due first, net of what the customer has in hand."""
    locale = locale_of(account, sender, particulars.language)
    today = today_of(account, now)
    aside = set_aside_by(account.sortings)  # to be written off or time-barred: never written about
    named = (each for each in account.invoices if each.due_on is not None and each.id not in aside)
    dated = sorted(named, key=_age)
    facts = of_parties(account, sender, locale) | _balance(account, dated, today, locale, papers)
    return laid_out(STATEMENT, STATEMENT, facts, templates, particulars.own)


def render_answer(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> Rendered:
    """The answer to what a customer asked. Raises `LetterError` where it has none to give."""
    if act.answer is None:
        msg = "there is no question to answer"
        raise LetterError(msg)
    asks = act.answer.question.asks
    locale = locale_of(account, sender, particulars.language)
    dated = sorted((each for each in account.invoices if each.due_on is not None), key=_age)
    told = _balance(account, dated, today_of(account, now), locale, papers)
    facts = of_parties(account, sender, locale) | told | {"asks": list(asks)}
    return laid_out(ANSWER, ANSWER, facts, templates, particulars.own)


def _balance(
    account: Account, dated: Sequence[Invoice], today: date, locale: str, papers: Papers
) -> dict[str, object]:
    """What is open, and what that comes to, net of what the customer has in hand."""
    rows = [row_of(each, each.balance, today, locale, papers, asked=True) for each in dated]
    gross = sum((each.balance for each in dated), Decimal(0))
    credit = in_hand(account)

    def told(amount: Decimal) -> str:
        return money(amount, account.currency, locale)

    return {
        "invoices": rows,
        "can_pay_online": any(row.pay_url for row in rows),
        "as_of": day(today, locale),
        "gross": told(gross),
        "credit": told(credit) if credit else "",
        "amount": told(abs(gross - credit)),
        "in_favour": credit > gross,
    }


def render_thanks(
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    particulars: Particulars,
) -> Rendered:
    """Thanks for what was received. Raises `LetterError` where nothing was."""
    if not particulars.received:
        msg = "there is no payment to say thanks for"
        raise LetterError(msg)
    locale = locale_of(account, sender, particulars.language)
    received = paid_in_words(particulars.received, account.currency, locale)
    facts = of_parties(account, sender, locale) | {"received": received}
    return laid_out(THANKS, THANKS, facts, templates, particulars.own)


def in_hand(account: Account) -> Decimal:
    """Credit and money in flight that no invoice has taken up."""
    credits_left = sum((each.unapplied for each in account.credits if each.status == "active"), Decimal(0))
    paid_ahead = sum((each.unapplied for each in account.payments if each.status == "active"), Decimal(0))
    return credits_left + paid_ahead + account.in_flight


def _age(invoice: Invoice) -> tuple[str, str]:
    return (str(invoice.due_on), invoice.id)
