"""A bookkeeper's desk: the accounts that the tests are about, made in few words.

Everything not named is the plainest there is: Acme Ltd in London, linked on 1 January 2026, books
booked to the end of the year, a released ledger, and a customer in Leeds who was written to before.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib import resources
from typing import Any

from msgspec.structs import replace

from dunning.account import Account, Books, Hold, Notice, Preference, Suppressed, SuppressedFor
from dunning.behaviour import PayerBehaviour, Segment
from dunning.decisions import Decision, Notify, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.ledger import CreditNote, Customer, Invoice, Payment
from dunning.letters.letter import Sender
from dunning.policy import read_policy
from dunning.sorting import SortedAs, Sorting

POLICY = read_policy({})
UNASKED = read_policy({"approval_required": "none"})
RULES = Rules(
    holidays={
        "GB": (date(2026, 5, 4), date(2026, 5, 25)),
        "US": (date(2026, 5, 25),),
        "US-MA": (date(2026, 4, 20),),
    },
    version="test",
)
LONG_AGO = datetime(2025, 1, 10, 9, 0, tzinfo=UTC)
SENDER = Sender(
    name="Acme Ltd",
    email="accounts@acme.example",
    reply_to=None,
    signature="Jo Brown\nAccounts, Acme Ltd",
    bank_details="Sort code 00-00-00\nAccount 12345678",
    phone="+44 20 7946 0000",
    address="1 High Street\nLondon",
    website="https://acme.example",
)


def templates() -> dict[str, str]:
    return {
        f"{folder.name}/{each.name}": each.read_text(encoding="utf-8")
        for folder in resources.files("dunning.letters").iterdir()
        if folder.is_dir()
        for each in folder.iterdir()
        if each.name.endswith(".j2")
    }


def at(day: str, clock: str = "10:00") -> datetime:
    """That day and time in UTC."""
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


def invoice(
    number: str = "1001", due: str | None = "2026-05-01", balance: str = "100", **more: Any
) -> Invoice:
    facts: dict[str, Any] = {
        "id": f"i{number}",
        "version": "1",
        "modified_at": LONG_AGO,
        "number": number,
        "customer_id": "c1",
        "issued_on": date(2026, 4, 1),
        "due_on": None if due is None else date.fromisoformat(due),
        "currency": "GBP",
        "total": Decimal(balance),
        "balance": Decimal(balance),
        "status": "open",
        "emails": (),
        "reference": None,
        "pay_url": None,
        "sent_at": None,
        "problem": None,
    }
    return Invoice(**(facts | more))


def credit(amount: str, **more: Any) -> CreditNote:
    facts: dict[str, Any] = {
        "id": "cn1",
        "version": "1",
        "modified_at": LONG_AGO,
        "number": "CN-1",
        "customer_id": "c1",
        "kind": "credit_note",
        "issued_on": date(2026, 4, 2),
        "currency": "GBP",
        "total": Decimal(amount),
        "unapplied": Decimal(amount),
        "status": "active",
    }
    return CreditNote(**(facts | more))


def payment(amount: str, **more: Any) -> Payment:
    facts: dict[str, Any] = {
        "id": "p1",
        "version": "1",
        "modified_at": LONG_AGO,
        "customer_id": "c1",
        "paid_on": date(2026, 4, 2),
        "currency": "GBP",
        "amount": Decimal(amount),
        "unapplied": Decimal(amount),
        "reference": None,
        "status": "active",
        "allocations": (),
    }
    return Payment(**(facts | more))


def customer(**more: Any) -> Customer:
    facts: dict[str, Any] = {
        "id": "c1",
        "version": "1",
        "modified_at": LONG_AGO,
        "name": "Northern Bakers",
        "first_name": "Ana",
        "emails": ("ana@bakers.example",),
        "people": (),
        "phone": None,
        "country": "GB",
        "region": None,
        "currency": "GBP",
        "balance": None,
        "terms_days": 30,
        "bills_with": None,
        "merged_into": None,
        "active": True,
        "contactable": True,
        "address": ("1 Mill Lane", "LEEDS", "LS1 1AA"),
    }
    return Customer(**(facts | more))


def barred(address: str, why: SuppressedFor = "bounced") -> Suppressed:
    """An address, or a number, that nothing is sent to since 3 May 2026."""
    since = datetime(2026, 5, 3, 9, tzinfo=UTC)
    return Suppressed(kind="email" if "@" in address else "number", address=address, why=why, since=since)


def wish(
    channel: str | None = None, opens: int | None = None, until: int | None = None, *days: int
) -> Preference:
    """What Ann wrote down on 1 April 2026. Hours in full."""
    return Preference(
        channel=channel,
        opens=None if opens is None else time(opens),
        until=None if until is None else time(until),
        days=days,
        words="as they said",
        on=date(2026, 4, 1),
        by="ann",
    )


def books(**more: Any) -> Books:
    facts: dict[str, Any] = {
        "name": "acme",
        "organisation": "Acme Ltd",
        "timezone": "Europe/London",
        "home_currency": "GBP",
        "country": "GB",
        "linked_on": date(2026, 1, 1),
        "booked_through": date(2026, 12, 31),
        "released": True,
        "planned_per_day": 10,
        "flooded": False,
        "pretend": False,
        "own_reminders": False,
    }
    return Books(**(facts | more))


def notice(
    level: str = "reminder", on: str = "2026-05-05", episode: str = "i1001@2026-05-02", **more: Any
) -> Notice:
    facts: dict[str, Any] = {
        "key": "K",
        "kind": "level",
        "level": level,
        "ordinal": 0,
        "episode": episode,
        "channel": "email",
        "currency": "GBP",
        "delivered_at": at(on),
        "invoice_ids": ("i1001",),
        "message_id": None,
    }
    return Notice(**(facts | more))


EARLIER = notice(on="2025-06-02", episode="i7@2025-05-29", invoice_ids=("i7",))


def hold(scope: str = "customer", until: str | None = None, invoice_id: str | None = None) -> Hold:
    day = None if until is None else date.fromisoformat(until)
    facts: dict[str, Any] = {"scope": scope, "invoice_id": invoice_id, "until": day, "note": "in talks"}
    return Hold(**facts)


def sorting(choice: SortedAs, *numbers: str, level: str | None = None, note: str = "") -> Sorting:
    """Ann's word of 1 May 2026 on these invoices, by number."""
    ids = tuple(f"i{number}" for number in numbers)
    return Sorting(choice=choice, level=level, invoice_ids=ids, on=date(2026, 5, 1), by="ann", note=note)


def payer(segment: Segment) -> PayerBehaviour:
    return PayerBehaviour(segment=segment, settled=5, on_time_share=0.4, mean_days_late=8.0)


def account(*invoices: Invoice, **more: Any) -> Account:
    facts: dict[str, Any] = {
        "books": books(),
        "customer": customer(),
        "members": (),
        "currency": "GBP",
        "invoices": invoices,
        "credits": (),
        "payments": (),
        "in_flight": Decimal(0),
        "notices": (EARLIER,),
        "holds": (),
        "opted_out": (),
        "approvals": (),
        "behaviour": payer("slipping"),
        "episode": None,
        "unreadable": (),
        "payments_refused": (),
        "uncertain": (),
        "refused": (),
    }
    return Account(**(facts | more))


def notify(decision: Decision) -> Notify:
    """The step that was decided; fails the test when the decision is to wait."""
    assert isinstance(decision.action, Notify), decision.text
    return decision.action


def wait(decision: Decision) -> Wait:
    """The wait that was decided; fails the test when something was to be done."""
    assert isinstance(decision.action, Wait), decision.text
    return decision.action


def approved(asked: Account, now: datetime) -> Account:
    """The same account with a person's yes to what is proposed now."""
    proposed = wait(decide(asked, POLICY, RULES, now)).proposed
    assert proposed is not None
    return replace(asked, approvals=(*asked.approvals, proposed.fingerprint))
