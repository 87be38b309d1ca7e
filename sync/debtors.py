"""The customers of a ledger as a bookkeeper goes through them: chosen, sorted, and one page of them in full.

The law: what everybody owes is read off an index; only the accounts of the page are put together and asked
what comes next. So a page costs the same queries whether the ledger has twenty customers or twenty thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.aging import bucket
from dunning.decisions import Notify, Reason
from dunning.engine import decide
from dunning.law import Rules
from dunning.ledger import of_minor
from dunning.plan import Planned, ahead
from dunning.procedure import case_of
from sync.badges import Badge, badges
from sync.commands.agreed import accounts_of
from sync.commands.targets import today_of
from sync.office import Office
from sync.store import acts, agreements, figures, owed, review
from sync.store.ledgers import LinkedLedger
from sync.store.owed import NOTHING, Key, Owed, folded

BUCKETS: Final = tuple(bucket(days) for days in (0, 1, 31, 61, 91))
SHOWN: Final = {
    "owing": "Who owes",
    "overdue": "Overdue",
    "approve": "Waits for a yes",
    "held": "On hold",
    "agreed": "Promised or agreed",
    "disputed": "Disputed",
    "all": "Everybody",
}
ORDERS: Final = ("name", "open", "overdue", "oldest", "next")
PER_PAGE: Final = 50
_LOOK_AHEAD: Final = 35  # days in which a next step is looked for
_AGREED: Final = {"agreed": ("promise", "plan", "settlement"), "disputed": ("dispute", "claim")}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `show`: of `SHOWN`; `order`: of `ORDERS`; `down`: largest first. `page`: from 1."""

    show: str = "owing"
    name: str = ""
    order: str = "overdue"
    down: bool = True
    page: int = 1


class Debtor(msgspec.Struct, frozen=True, kw_only=True):
    """One account. `aged`: by `BUCKETS`. `oldest`: days past due of its oldest invoice, 0 where none is.

    `step`: what goes next if nothing is paid and people say yes, in the next 35 days; `waits`: why not at
    once, "" where it goes with the next run.
    """

    customer_id: str
    name: str
    currency: str
    total: Decimal
    overdue: Decimal
    aged: tuple[Decimal, ...]
    oldest: int
    invoices: int
    step: Planned | None
    waits: str
    badges: tuple[Badge, ...]


class Sum(msgspec.Struct, frozen=True):
    """What all that was chosen comes to, in one currency."""

    currency: str
    total: Decimal
    overdue: Decimal


class Debtors(msgspec.Struct, frozen=True, kw_only=True):
    """One page of them. `number`: how many were chosen on all pages."""

    rows: tuple[Debtor, ...]
    number: int
    page: int
    pages: int
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    """What is read of everybody."""

    ledger: LinkedLedger
    today: date
    billed: dict[str, str]
    owed: dict[Key, Owed]
    names: dict[str, str]

    def name(self, key: Key) -> str:
        return self.names.get(key[0], key[0])

    def of(self, key: Key) -> Owed:
        return self.owed.get(key, NOTHING)


def debtors(office: Office, ledger: LinkedLedger, wanted: Wanted) -> Debtors:
    """The page that is asked for; the last one where there are not so many."""
    today = today_of(office, ledger)
    with office.store.read() as connection:
        billed = review.billed_customers(connection, ledger.id)
        book = _Book(
            ledger,
            today,
            billed,
            owed.owed(connection, ledger.id, today, billed),
            figures.customer_names(connection, ledger.id),
        )
        chosen = _sorted(connection, book, _chosen(connection, book, wanted), wanted)
        pages = max(1, -(-len(chosen) // PER_PAGE))
        page = min(max(wanted.page, 1), pages)
        shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
        rules = office.rules(ledger)
        accounts = accounts_of(office, connection, ledger, shown) if shown else {}
    rows = tuple(_debtor(office, book, rules, key, accounts[key]) for key in shown)
    return Debtors(rows=rows, number=len(chosen), page=page, pages=pages, sums=_sums(book, chosen))


def _chosen(connection: Connection, book: _Book, wanted: Wanted) -> list[Key]:
    if wanted.show == "all":
        owing = {customer for customer, _ in book.owed}
        rest = book.names.keys() - owing - book.billed.keys()
        keys: Iterable[Key] = [*book.owed, *((one, book.ledger.home_currency) for one in rest)]
    elif wanted.show == "overdue":
        keys = [key for key, one in book.owed.items() if one.overdue > 0]
    elif wanted.show == "approve":
        reasons = (Reason.APPROVAL.name, Reason.NOT_RELEASED.name)
        keys = [key for key, one in owed.decided(connection, book.ledger.id).items() if one[0] in reasons]
    elif wanted.show == "held":
        holds: Sequence[Any] = acts.active_holds(connection, book.ledger.id)
        held = {book.billed.get(row.customer_id, row.customer_id) for row in holds if row.customer_id}
        keys = [key for key in book.owed if key[0] in held]
    elif wanted.show in _AGREED:
        keys = _agreed(connection, book, _AGREED[wanted.show])
    else:
        keys = [*book.owed]
    asked = folded(wanted.name)
    return [key for key in keys if asked in folded(book.name(key))] if asked else [*keys]


def _agreed(connection: Connection, book: _Book, kinds: Sequence[str]) -> list[Key]:
    """Accounts with such an agreement about what is owed that nobody ended, kept or not."""
    zone = ZoneInfo(book.ledger.timezone)
    found = {
        (book.billed.get(each.customer_id, each.customer_id), each.currency)
        for each in agreements.about_what_is_owed(connection, book.ledger.id, zone)
        if each.agreement.__struct_config__.tag in kinds
    }
    return [key for key in book.owed if key in found or (key[0], None) in found]


def _sorted(connection: Connection, book: _Book, keys: list[Key], wanted: Wanted) -> list[Key]:
    """Amounts are compared within a currency, the home one first; equal ones go by name."""
    home = book.ledger.home_currency
    keys.sort(key=lambda key: (folded(book.name(key)), key))
    if wanted.order == "name":
        return keys[::-1] if wanted.down else keys
    if wanted.order == "next":
        reviews = {key: at for key, (_, at) in owed.decided(connection, book.ledger.id).items()}
        dated = sorted((key for key in keys if reviews.get(key)), key=lambda key: reviews[key])
        undated = [key for key in keys if not reviews.get(key)]
        return [*(dated[::-1] if wanted.down else dated), *undated]
    sign = -1 if wanted.down else 1
    if wanted.order == "oldest":
        late = -sign  # the first due date is the largest age
        return sorted(keys, key=lambda key: late * (book.of(key).oldest or book.today).toordinal())
    figure = attrgetter("total" if wanted.order == "open" else "overdue")
    return sorted(keys, key=lambda key: (key[1] != home, key[1], sign * figure(book.of(key))))


def _sums(book: _Book, chosen: Iterable[Key]) -> tuple[Sum, ...]:
    sums: dict[str, tuple[int, int]] = {}
    for key in chosen:
        total, overdue = sums.get(key[1], (0, 0))
        sums[key[1]] = total + book.of(key).total, overdue + book.of(key).overdue
    home = book.ledger.home_currency
    return tuple(
        Sum(currency, of_minor(total, currency), of_minor(overdue, currency))
        for currency, (total, overdue) in sorted(sums.items(), key=lambda one: (one[0] != home, one[0]))
        if total
    )


def _debtor(office: Office, book: _Book, rules: Rules, key: Key, account: Account) -> Debtor:
    policy, now = office.config.policy_for(book.ledger.name), office.clock.now()
    case, decision, one = (
        case_of(account, policy, rules, now),
        decide(account, policy, rules, now),
        book.of(key),
    )
    return Debtor(
        customer_id=key[0],
        name=book.name(key),
        currency=key[1],
        total=of_minor(one.total, key[1]),
        overdue=of_minor(one.overdue, key[1]),
        aged=tuple(of_minor(each, key[1]) for each in one.aged),
        oldest=0 if one.oldest is None else max((book.today - one.oldest).days, 0),
        invoices=one.invoices,
        step=next(ahead(account, policy, rules, now, _LOOK_AHEAD), None),
        waits="" if isinstance(decision.action, Notify) else decision.reason.value,
        badges=tuple(badges(case)),
    )
