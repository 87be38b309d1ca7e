"""A made customer with made invoices, and a step about any customer, for words to be tried on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from dunning.account import Account, Books, Notice, NoticeKind
from dunning.behaviour import PayerBehaviour
from dunning.decisions import Notify
from dunning.ledger import Customer, Invoice
from dunning.letters.courtesy import in_hand, render_statement, render_terms_note, render_thanks
from dunning.letters.facts import today_of
from dunning.letters.letter import LetterError, Particulars, Received, Rendered, Sender
from dunning.letters.lint.finding import Finding
from dunning.letters.lint.message import check_courtesy
from dunning.policy import PRE_DUE, TONES, Level

EPISODE = "example"
_AMOUNTS = (Decimal(1200), Decimal(310), Decimal(85))
_ISSUED = 30  # days before it is due
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def example(
    level: Level, home: tuple[str, str | None], now: datetime, *, count: int, before: bool
) -> Account:
    """One who owes `count` invoices and reached that level. `home`: of the ledger, currency and country.

    `before`: whether they were written to about it.
    """
    currency, country = home
    oldest = now.date() + timedelta(days=5) if level.name == PRE_DUE else now.date() - timedelta(level.days)
    invoices = tuple(
        _invoice(1001 + number, oldest + timedelta(days=number), currency, now) for number in range(count)
    )
    books = Books(
        name=EPISODE, organisation=EPISODE, timezone="UTC", home_currency=currency, country=country,
        linked_on=_LONG_AGO.date(), booked_through=now.date(), released=True, planned_per_day=10,
        flooded=False, pretend=False, own_reminders=False,
    )  # fmt: skip
    return Account(
        books=books, customer=_customer(currency, country), members=(), currency=currency,
        invoices=invoices, credits=(), payments=(), in_flight=Decimal(0),
        notices=(_notice(invoices, currency, now),) if before else (),
        holds=(), opted_out=(), approvals=(),
        behaviour=PayerBehaviour(segment="new", settled=0, on_time_share=None, mean_days_late=None),
        episode=EPISODE, unreadable=(), payments_refused=(), uncertain=(), refused=(),
    )  # fmt: skip


def step_at(level: Level, account: Account, now: datetime, channel: str | None = None) -> Notify | None:
    """That level's step about what the account owes, as if it were reached; `None` where nothing is open.

    About what is past due, or where nothing is, about all. `channel`: another than the level's own.
    """
    today = today_of(account, now)
    owed = sorted(
        ((one.due_on, one) for one in account.invoices if one.due_on is not None and one.balance > 0),
        key=lambda pair: pair[0],
    )
    note = level.name == PRE_DUE
    asked = [one for due, one in owed if (due >= today) is note] or [one for _, one in owed]
    if not asked:
        return None
    return Notify(
        kind="pre_due" if note else "level",
        level=level.name,
        ordinal=1,
        episode=account.episode or EPISODE,
        channel=channel or level.channel,
        tone=level.tone,
        template=level.template,
        recipients=account.customer.emails[:1],
        overdue=tuple(one.id for one in asked),
        alongside=(),
        balances=tuple((one.id, one.balance) for one in asked),
        credit=Decimal(0),
        amount=sum((one.balance for one in asked), Decimal(0)),
        currency=account.currency,
        serious=False,
        fingerprint="",
    )


def courtesy_at(
    kind: NoticeKind,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    told: Particulars,
) -> tuple[Rendered, tuple[Finding, ...]]:
    """That courtesy as it would be written to this account, and what its reading finds.

    Thanks are for the oldest invoice that is open, as if it were paid today. Raises `LetterError`.
    """
    owed = sorted((each for each in account.invoices if each.due_on and each.balance > 0), key=_due)
    if not owed:
        msg = f"{account.customer.name} owes nothing that a letter could be about"
        raise LetterError(msg)
    came = replace(told, received=(Received(today_of(account, now), owed[0].balance),))
    match kind:
        case "thanks":
            letter = render_thanks(account, sender, templates, came)
        case "terms_note":
            letter = render_terms_note(owed[0].id, account, sender, templates, now, particulars=told)
        case _:
            letter = render_statement(account, sender, templates, now, particulars=told)
    level = Level(name=kind, days=0, tone=TONES[0], channel="email", template=kind)
    act = step_at(level, account, now)
    assert act is not None  # noqa: S101 - something is owed
    open_ = sum((each.balance for each in account.invoices if each.due_on), Decimal(0)) - in_hand(account)
    return letter, check_courtesy(letter, replace(act, kind=kind, amount=open_), sender)


def _due(invoice: Invoice) -> tuple[str, str]:
    return str(invoice.due_on), invoice.id


def _invoice(number: int, due: date, currency: str, now: datetime) -> Invoice:
    amount = _AMOUNTS[(number - 1001) % len(_AMOUNTS)]
    return Invoice(
        id=str(number), version="1", modified_at=now, number=f"INV-{number}", customer_id=EPISODE,
        issued_on=due - timedelta(days=_ISSUED), due_on=due, currency=currency, total=amount, balance=amount,
        status="open", emails=(), reference=None, pay_url=None, sent_at=None, problem=None,
    )  # fmt: skip


def _customer(currency: str, country: str | None) -> Customer:
    return Customer(
        id=EPISODE, version="1", modified_at=_LONG_AGO, name="Example Ltd", first_name="Alex",
        emails=("alex@example.com",), people=(), phone="+44 20 7946 0000", country=country, region=None,
        currency=currency, balance=None, terms_days=_ISSUED, bills_with=None, merged_into=None, active=True,
        contactable=True, address=("1 Example Street", "Exampleton"),
    )  # fmt: skip


def _notice(invoices: tuple[Invoice, ...], currency: str, now: datetime) -> Notice:
    return Notice(
        key="", kind="level", level="before", ordinal=1, episode=EPISODE, channel="email", currency=currency,
        delivered_at=now - timedelta(days=10), invoice_ids=tuple(one.id for one in invoices), message_id=None,
    )  # fmt: skip
