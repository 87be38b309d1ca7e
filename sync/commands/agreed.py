"""What a new agreement is about, and what follows from one: the account as it stands, asked of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from dunning.account import Account
from dunning.aging import balance_of, past_due
from dunning.agreed import named_agreement, told
from dunning.agreements import Agreement, Dispute, EndedHow, Judged, PromiseToPay
from dunning.dates import in_words
from dunning.engine import decide
from dunning.law import Rules
from dunning.ledger import Invoice, Money, of_minor, to_minor
from dunning.plan import ahead
from dunning.policy import PRE_DUE, Policy
from dunning.procedure import Case, case_of
from dunning.sorting import SET_ASIDE, last_word
from sync.commands.targets import ActError, review_target, the_customer, the_invoice, today_of
from sync.office import Office
from sync.store import agreements, figures, ledgers, review
from sync.store.accounts import Ledgerwide, assemble
from sync.store.ledgers import LinkedLedger

_CHUNK = 400  # accounts read at a time
_LOOK_AHEAD = 90  # days in which a next step is looked for
COMMANDS = {
    "promise": "promise",
    "plan": "instalments",
    "dispute": "dispute",
    "claim": "claim",
    "settlement": "settle",
    "hand_over": "hand-over",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what about which debts. `invoices`: by number; none: all that is overdue.

    `on`: the day it was said, today if `None`; `by`: the person of ours who records it. `message`: key of the
    message of ours whose link they followed to say it.
    """

    by: str
    customer: str | None = None
    invoices: tuple[str, ...] = ()
    currency: str | None = None
    who: str = ""
    where: str = ""
    quote: str = ""
    on: date | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was recorded, or ended, in words; and what follows from it. `terms`: the agreement whole."""

    number: int
    customer: str
    words: str
    follows: str
    terms: Agreement


@dataclass(frozen=True, slots=True)
class Desk:
    """One account on a person's desk, locked until the act is written."""

    connection: Connection
    office: Office
    ledger: LinkedLedger
    rules: Rules
    today: date
    customer_id: str
    case: Case

    @property
    def policy(self) -> Policy:
        """The one this account is followed up under."""
        return self.case.policy

    @property
    def currency(self) -> str:
        """The account's."""
        return self.case.account.currency

    @property
    def name(self) -> str:
        """The customer's."""
        return self.case.account.customer.name

    def money(self, amount: Decimal) -> Money:
        """An amount in the account's currency."""
        return Money(amount, self.currency)

    def amount(self, amount: Decimal) -> Decimal:
        """The amount as the currency writes it. Raises `ActError` where it can be none."""
        try:
            minor = to_minor(amount, self.currency)
        except ValueError as error:
            raise ActError(str(error)) from error
        if minor <= 0:
            msg = f"{amount} is not an amount that can be agreed on"
            raise ActError(msg)
        return of_minor(minor, self.currency)

    def paid_since(self, day: date) -> tuple[str, ...]:
        """Ids of the payments dated since that day that stand in the books already."""
        account = self.case.account
        group = dict.fromkeys((account.customer.id, *account.members), account.customer.id)
        came = agreements.received(self.connection, self.ledger.id, group, day)
        return tuple(each.id for each in came.get(self.key, ()))

    def record(self, agreement: Agreement, said: Said) -> Outcome:
        """Write it down, and say what follows."""
        now = self.office.clock.now()
        account = (self.customer_id, None if agreement.invoice_ids == () else self.currency)
        number = agreements.record(self.connection, self.ledger.id, account, agreement, said.by, now)
        review_target(self.connection, self.ledger.id, self.customer_id)
        words = f"{named_agreement(agreement, self.currency)} with {self.name} is recorded"
        return Outcome(number, self.name, words, self.follows(), replace(agreement, id=number))

    def end(self, agreement: Agreement, how: EndedHow, words: str, by: str) -> None:
        """End an agreement of this account."""
        now = self.office.clock.now()
        agreements.end(self.connection, self.ledger.id, agreement.id, how, words, by, now)
        review_target(self.connection, self.ledger.id, self.customer_id)

    def follows(self) -> str:
        """What the engine decides now, and the next step after it if nothing is paid."""
        account = case_at(self.office, self.connection, self.ledger, self.rules, self.key).account
        now, policy = self.office.clock.now(), self.office.policy(self.ledger.name)
        decision = decide(account, policy, self.rules, now)
        first = next(ahead(account, policy, self.rules, now, _LOOK_AHEAD), None)
        if first is None:
            return f"{decision.text} Nothing else goes by itself."
        step = "a note before the due date" if first.kind == PRE_DUE else f'"{first.level}"'
        return f"{decision.text} If nothing comes: {step} on {in_words(first.on)}."

    @property
    def key(self) -> tuple[str, str]:
        """Billed customer and currency."""
        return self.case.account.customer.id, self.currency


def case_at(
    office: Office, connection: Connection, ledger: LinkedLedger, rules: Rules, key: tuple[str, str]
) -> Case:
    """The account's case as it stands in this transaction."""
    account = accounts_of(office, connection, ledger, [key])[key]
    return case_of(account, office.policy(ledger.name, connection), rules, office.clock.now())


def cases_of(
    office: Office, connection: Connection, ledger: LinkedLedger, owing: Iterable[tuple[str, str]]
) -> Iterator[Case]:
    """The cases of those who owe, (customer id, currency), as they stand in this transaction."""
    owed = set(owing)
    if not owed:
        return
    policy, rules, now = office.policy(ledger.name, connection), office.rules(ledger), office.clock.now()
    billed = review.billed_customers(connection, ledger.id)
    keys = sorted({(billed.get(customer, customer), currency) for customer, currency in owed})
    for start in range(0, len(keys), _CHUNK):
        for account in accounts_of(office, connection, ledger, keys[start : start + _CHUNK]).values():
            yield case_of(account, policy, rules, now)


def accounts_of(
    office: Office,
    connection: Connection,
    ledger: LinkedLedger,
    keys: Sequence[tuple[str, str]],
    ledgerwide: Ledgerwide | None = None,
) -> dict[tuple[str, str], Account]:
    """The accounts as they stand in this transaction. `ledgerwide`: where it was read in it already."""
    today = today_of(office, ledger)
    through = ledgers.booked_through(connection, ledger, today)
    sms = office.config.ledger(ledger.name).sms
    voice = sms is not None and sms.calls_from is not None
    books = ledgers.books(
        ledger, through, pretend=False, overlap_known=True, texts=sms is not None, voice=voice
    )
    return assemble(connection, ledger.id, books, keys, today, ledgerwide)


def desk_for(
    office: Office, connection: Connection, ledger: LinkedLedger, rules: Rules, said: Said
) -> tuple[Desk, tuple[Invoice, ...]]:
    """The account that something was said about, and the invoices named. Raises `ActError`."""
    rows = [the_invoice(connection, ledger, number) for number in said.invoices]
    today = today_of(office, ledger)
    if said.on is not None and said.on > today:
        msg = f"{said.on} is in the future for {ledger.name}, where it is {today}: nobody has said it yet"
        raise ActError(msg)
    billed = review.billed_customers(connection, ledger.id)
    if said.customer is not None:
        customer_id = the_customer(connection, ledger, said.customer).id
    elif rows:
        customer_id = rows[0].customer_id
    else:
        msg = "say whose debt it is: --customer NAME or --invoice NUMBER"
        raise ActError(msg)
    owner = billed.get(customer_id, customer_id)
    currency = said.currency or (rows[0].currency if rows else _only_currency(connection, ledger, owner))
    case = case_at(office, connection, ledger, rules, (owner, currency))
    desk = Desk(connection, office, ledger, rules, today, customer_id, case)
    known = {each.id: each for each in case.account.invoices}
    for row in rows:
        if row.id not in known:
            msg = f"invoice {row.number or row.id} is no open invoice of {desk.name} in {currency}"
            raise ActError(msg)
    return desk, tuple(known[row.id] for row in rows)


def _only_currency(connection: Connection, ledger: LinkedLedger, owner: str) -> str:
    """The currency that customer owes in. Raises `ActError` where there are several or none."""
    owed = figures.currencies_owed(connection, ledger.id, owner)
    if len(owed) > 1:
        msg = f"they owe in {', '.join(owed)}: say which with --currency"
        raise ActError(msg)
    return owed[0] if owed else ledger.home_currency


def chosen(desk: Desk, named: Sequence[Invoice]) -> tuple[tuple[Invoice, ...], Decimal]:
    """The invoices that are agreed about, and what is owed for them; a disputed part is not.

    Those `named`, or all overdue ones that nothing else but a promise sets aside. Raises `ActError`.
    """
    promised = {one for each in open_promises(desk.case) for one in each.agreement.invoice_ids}
    state = desk.case.standing
    free = (*state.overdue, *state.upcoming, *(each for each in state.agreed if each.id in promised))
    if not named:
        about = past_due(free, desk.today)
        owed = balance_of(about) - state.credit
        if owed <= 0:
            msg = f"{desk.name} owes nothing overdue in {desk.currency} that could be agreed about"
            raise ActError(msg)
        return about, owed
    by_id = {each.id: each for each in free}
    for each in named:
        if each.id not in by_id:
            raise ActError(_why_not_free(desk, each))
    about = tuple(by_id[each.id] for each in named)
    return about, balance_of(about)


def _why_not_free(desk: Desk, invoice: Invoice) -> str:
    number = invoice.number or invoice.id
    for judged in desk.case.agreements.judged:
        agreement = judged.agreement
        held = judged.aside or (isinstance(agreement, Dispute) and agreement.ending is None)
        if held and invoice.id in agreement.invoice_ids:
            command = COMMANDS[str(agreement.__struct_config__.tag)]
            return (
                f"invoice {number} is under {named_agreement(agreement, desk.currency)}; end that first: "
                f"duesync {command} {desk.ledger.name} --invoice {number} --withdraw"
            )
    word = last_word(desk.case.account.sortings).get(invoice.id)
    if word is not None and word.choice in SET_ASIDE:
        what = "to be written off" if word.choice == "write_off" else "time-barred"
        return (
            f"invoice {number} was sorted as {what}: take that back first (duesync sort {desk.ledger.name} "
            f'"{desk.name}" --undo)'
        )
    return f"invoice {number} is on hold, or wrong in the ledger: nothing can be agreed about it"


def open_promises(case: Case) -> list[Judged]:
    """Promises whose day is not over."""
    return [
        each for each in case.agreements.judged if each.aside and isinstance(each.agreement, PromiseToPay)
    ]


def standing_agreements(office: Office, connection: Connection, ledger: LinkedLedger) -> list[str]:
    """What is agreed with whom and bears on what they owe, and how it stands today, each in a line."""
    recorded = agreements.about_what_is_owed(connection, ledger.id, zone_of(ledger))
    if not recorded:
        return []
    billed = review.billed_customers(connection, ledger.id)
    owners = [(billed.get(each.customer_id, each.customer_id), each.currency) for each in recorded]
    keys = {
        (owner, one): None
        for owner, currency in owners
        for one in ([currency] if currency else _owed_in(connection, ledger, owner))
    }
    policy, rules, now = office.policy(ledger.name, connection), office.rules(ledger), office.clock.now()
    lines = {}
    for (_, currency), account in accounts_of(office, connection, ledger, list(keys)).items():
        for judged in case_of(account, policy, rules, now).agreements.judged:
            if judged.agreement.ending is None:
                lines[judged.agreement.id, currency] = f"{account.customer.name}: {told(judged, currency)}"
    return [lines[number] for number in sorted(lines)]


def _owed_in(connection: Connection, ledger: LinkedLedger, owner: str) -> list[str]:
    return figures.currencies_owed(connection, ledger.id, owner) or [ledger.home_currency]


def zone_of(ledger: LinkedLedger) -> ZoneInfo:
    """The ledger organisation's time zone."""
    return ZoneInfo(ledger.timezone)
