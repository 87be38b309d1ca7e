"""What a customer sees on their page: what is open and why, in each currency, and what was agreed.

The law: it is the account that decisions rest on, without what a person sorted as written off or
time-barred, which nobody is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.aging import balance_of, credit_of, past_due
from dunning.agreements import Dispute, Judged, PaidClaim, PaymentPlan, PromiseToPay, disputed_part
from dunning.law import Rules
from dunning.ledger import Invoice
from dunning.letters.facts import locale_of
from dunning.letters.letter import Sender
from dunning.letters.wording import one_line
from dunning.policy import AgreementBounds
from dunning.procedure import Case, case_of
from dunning.sorting import set_aside_by
from sync.commands.agreed import accounts_of
from sync.office import Office
from sync.portal.visitor import Visitor
from sync.store import figures, incoming
from sync.store.accounts import Ledgerwide

_STANDING = ("open", "on_track", "off_track", "unanswered", "waiting", "not_found", "handed_over")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One account: a customer in one currency. `invoices`: those shown, oldest due first."""

    case: Case
    invoices: tuple[Invoice, ...]

    @property
    def account(self) -> Account:
        """As decisions rest on it."""
        return self.case.account

    @property
    def currency(self) -> str:
        """The account's."""
        return self.case.account.currency

    @property
    def today(self) -> date:
        """The ledger's date."""
        return self.case.today

    @property
    def bounds(self) -> AgreementBounds:
        """What may be agreed."""
        return self.case.policy.agreements

    @property
    def credit(self) -> Decimal:
        """What they have in hand, and what is on its way into the books."""
        return credit_of(self.account)

    @property
    def gross(self) -> Decimal:
        """The balances of all that is shown."""
        return balance_of(self.invoices)

    @property
    def open(self) -> Decimal:
        """What is open, net; below zero it is in their favour."""
        return self.gross - self.credit

    @property
    def overdue(self) -> Decimal:
        """What is past its due date, net, and not disputed; never below zero."""
        late = balance_of(past_due(self.invoices, self.today))
        disputed = sum(self.disputed(each) for each in past_due(self.invoices, self.today))
        return max(late - disputed - self.credit, Decimal(0))

    def disputed(self, invoice: Invoice) -> Decimal:
        """How much of the invoice is under a dispute."""
        parts = (
            disputed_part(each.agreement, invoice.balance)
            for each in self.case.agreements.judged
            if isinstance(each.agreement, Dispute)
            and each.agreement.ending is None
            and invoice.id in each.agreement.invoice_ids
        )
        return min(sum(parts, Decimal(0)), invoice.balance)

    @property
    def agreed(self) -> tuple[Judged, ...]:
        """What was agreed and stands, or waits for an answer."""
        return tuple(each for each in self.case.agreements.judged if each.state in _STANDING)

    @property
    def about(self) -> tuple[Invoice, ...]:
        """What can be agreed about: what is overdue, else what is open, under no agreement but a promise."""
        promised = {
            one
            for each in self.agreed
            if isinstance(each.agreement, PromiseToPay)
            for one in each.agreement.invoice_ids
        }
        state = self.case.standing
        again = tuple(each for each in state.agreed if each.id in promised)
        late = past_due((*state.overdue, *again), self.today)
        return late or (*state.upcoming, *again)

    @property
    def to_agree(self) -> Decimal:
        """What that comes to, net where it is overdue."""
        credit = self.credit if past_due(self.about, self.today) else Decimal(0)
        return max(balance_of(self.about) - credit, Decimal(0))

    def has(self, *kinds: type[PaidClaim | PaymentPlan | PromiseToPay]) -> bool:
        """Whether something of that kind stands."""
        return any(isinstance(each.agreement, kinds) for each in self.agreed)


@dataclass(frozen=True, slots=True)
class Seen:
    """All of one customer. `names`: by id, theirs and of who is billed with them. `waits`: how many
    messages from their page nobody has seen to.
    """

    visitor: Visitor
    name: str
    sender: Sender
    locale: str
    sheets: tuple[Sheet, ...]
    names: dict[str, str]
    waits: int

    @property
    def language(self) -> str:
        """Of their page: "de"."""
        return self.locale.partition("_")[0]

    @property
    def owing(self) -> tuple[Sheet, ...]:
        """Those in which something is open."""
        return tuple(each for each in self.sheets if each.invoices)

    def sheet(self, currency: str) -> Sheet | None:
        """That account, or the only one with something open where none is named."""
        if not currency and len(self.owing) == 1:
            return self.owing[0]
        return next((each for each in self.sheets if each.currency == currency), None)

    def invoice(self, number: str) -> tuple[Sheet, Invoice] | None:
        """The open invoice of theirs that they know by that number, as a page shows it."""
        every = [(sheet, each) for sheet in self.sheets for each in sheet.invoices]
        found = [one for one in every if one_line(one[1].number or one[1].id) == one_line(number)]
        return found[0] if found else None


def look(office: Office, visitor: Visitor, rules: Rules) -> Seen:
    """What they see now."""
    with office.store.read() as connection:
        return seen_in(office, connection, visitor, rules)


def seen_in(office: Office, connection: Connection, visitor: Visitor, rules: Rules) -> Seen:
    """As `look`, in this transaction."""
    ledger, customer = visitor.ledger, str(visitor.customer)
    wide = Ledgerwide.read(connection, ledger.id)
    owed = figures.currencies_owed(connection, ledger.id, customer, wide.billed) or [ledger.home_currency]
    keys = [(customer, each) for each in owed]
    accounts = accounts_of(office, connection, ledger, keys, wide)
    policy, now = office.policy(ledger.name, connection), office.clock.now()
    cases = [case_of(accounts[key], policy, rules, now) for key in keys]
    members = cases[0].account.members
    group = (customer, *members)
    named = figures.customers_by_id(connection, ledger.id, members) if members else ()
    sender = office.config.ledger(ledger.name).sender
    waiting = incoming.of_customers(connection, ledger.id, group)
    return Seen(
        visitor=visitor,
        name=cases[0].account.customer.name,
        sender=sender,
        locale=locale_of(cases[0].account, sender, None),
        sheets=tuple(Sheet(each, tuple(_shown(each))) for each in cases),
        names={customer: cases[0].account.customer.name} | {str(row.id): str(row.name) for row in named},
        waits=sum(each.is_waiting and each.how == "page" for each in waiting),
    )


def _shown(case: Case) -> Iterator[Invoice]:
    aside = set_aside_by(case.account.sortings)
    owing = [each for each in case.account.invoices if each.status == "open" and each.balance > 0]
    yield from sorted(
        (each for each in owing if each.id not in aside and each.currency == case.account.currency),
        key=lambda one: (one.due_on or date.max, one.id),
    )
