"""Old debt sorted by a person: what waits, and what each of it becomes, all of a list or none of it.

Plans, disputes, claims to have paid and exclusions are those of their own commands; what is only said here
(confirm, begin at a level, write off, time-barred) is kept as a sorting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.engine import Connection

from dunning.aging import balance_of
from dunning.guards.old import unsorted
from dunning.ledger import Invoice, Money
from dunning.old_debt import OldDebt, old_debt_of
from dunning.procedure import Case
from dunning.sorting import SortedAs, Sorting, last_word, old_ones
from sync.commands import agreements as agreed
from sync.commands.agreed import Desk, Said, case_at, cases_of
from sync.commands.choices import Choice, Kind, read_choice, the_level, the_parts, the_payment
from sync.commands.targets import ActError, Id, review_target, the_customer, today_of
from sync.office import Office
from sync.store import acts, ledgers, review, sortings
from sync.store.ledgers import LinkedLedger

_KEPT: dict[Kind, SortedAs] = {
    "confirm": "confirm",
    "level": "level",
    "write-off": "write_off",
    "time-barred": "time_barred",
}
Key = tuple[str, str]  # billed customer id, currency


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row of the table with a choice. `place`: where it stands, for the errors: "row 3: ".

    `invoices`: numbers, none for all that waits. `customer_id`: "" or one that no account bears where a
    spreadsheet spoilt it: then the name decides.
    """

    place: str
    customer_id: str
    customer: str
    currency: str
    invoices: tuple[str, ...]
    choice: str
    note: str


class RowsRefused(ActError):
    """Rows that cannot be done, so none of the list was. `faults`: one line each, with its row.

    `at`: the fault alone, by the place of its row.
    """

    def __init__(self, faults: Sequence[str], at: Mapping[str, str]) -> None:
        self.faults = tuple(faults)
        self.at = dict(at)
        super().__init__(f"{'; '.join(self.faults)}; nothing was sorted")


@dataclass(frozen=True, slots=True)
class SortedDebt:
    """What was said of an account's old debt, and what is still open of it."""

    customer_id: str
    customer: str
    currency: str
    invoices: tuple[Invoice, ...]
    amount: Decimal
    word: Sorting


def waiting(office: Office, ledger: LinkedLedger) -> list[OldDebt]:
    """The accounts whose old debt waits to be sorted, the largest first."""
    with office.store.read() as connection:
        cases = _cases(office, connection, ledger)
        found = [old for case in cases if (old := old_debt_of(case)) is not None]
    return sorted(found, key=lambda one: (-one.amount, one.customer, one.currency))


def sorted_already(office: Office, ledger: LinkedLedger) -> list[SortedDebt]:
    """What was said of old debt that is still open, by account, the last word on each invoice."""
    found = []
    with office.store.read() as connection:
        for case in _cases(office, connection, ledger):
            account = case.account
            said = last_word(account.sortings)
            for word in account.sortings:
                about = tuple(
                    each for each in account.invoices if each.status == "open" and said.get(each.id) is word
                )
                if about:
                    owed = balance_of(about)
                    who = account.customer
                    found.append(SortedDebt(who.id, who.name, account.currency, about, owed, word))
    return found


def _cases(office: Office, connection: Connection, ledger: LinkedLedger) -> Iterator[Case]:
    """Every account with open old debt, as it stands now."""
    policy = office.policy(ledger.name)
    days = min(each.old_debt_days for each in policy.each())
    before = ledger.linked_on - timedelta(days=days)
    yield from cases_of(office, connection, ledger, sortings.with_old_invoices(connection, ledger.id, before))


def sort_rows(office: Office, ledger: LinkedLedger, rows: Sequence[Wanted], by: str) -> list[tuple[Key, str]]:
    """Do what all these rows say; returns the account of each, and what became of it in words.

    Raises `RowsRefused`, with every fault; then none is done.
    """
    rules, today = office.rules(ledger), today_of(office, ledger)
    faults: list[str] = []
    at: dict[str, str] = {}
    words: list[tuple[Key, str]] = []
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)  # no run decides until all of it is written
        cases = {_key(case): case for case in _cases(office, connection, ledger)}
        of_list, changed = _List(cases, {}), set[Key]()
        for row in rows:
            try:
                choice = read_choice(row.choice)
                key = of_list.account_of(row, ledger)
                if key in changed:
                    cases[key] = case_at(office, connection, ledger, rules, key)
                about = of_list.about(row, key)
                desk = Desk(connection, office, ledger, rules, today, key[0], cases[key])
                words.append((key, _become(desk, about, choice, row.note, by)))
                changed.add(key)
            except ActError as error:
                faults.append(f"{row.place}{row.customer or row.customer_id}: {error}")
                at[row.place] = str(error)
        if faults:
            raise RowsRefused(faults, at)
    return words


def _key(case: Case) -> Key:
    return case.account.customer.id, case.account.currency


@dataclass(slots=True)
class _List:
    """What the rows are about. `cases`: accounts with open old debt; `seen`: by invoice id, in which row."""

    cases: dict[Key, Case]
    seen: dict[str, str]

    def account_of(self, row: Wanted, ledger: LinkedLedger) -> Key:
        """Raises `ActError` where it is none of them, or several."""
        mine = [key for key in self.cases if row.currency in {"", key[1]}]
        found = [key for key in mine if row.customer_id and key[0] == row.customer_id] or [
            key for key in mine if row.customer and self._is_called(key, row.customer)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(f"{customer} in {currency}" for customer, currency in found)
            msg = f"which is meant: {told}? Say the currency, or the id in place of the name"
            raise ActError(msg)
        where = f"{ledger.name} in {row.currency}" if row.currency else ledger.name
        msg = f"nobody of that name or id owes old debt in {where}"
        raise ActError(msg)

    def _is_called(self, key: Key, name: str) -> bool:
        return name.casefold() in {key[0].casefold(), self.cases[key].account.customer.name.casefold()}

    def about(self, row: Wanted, key: Key) -> list[Invoice]:
        """The invoices of the row. Raises `ActError` where one of them is not to be sorted."""
        case = self.cases[key]
        open_to_it = _sortable(case)
        by_number = {each.number or each.id: each for each in open_to_it}
        for number in row.invoices:
            if number not in by_number:
                there = ", ".join(by_number) or "none"
                msg = (
                    f"invoice {number} is no old debt that is asked for (paid, held or agreed about "
                    f"meanwhile?); leave it out. There are: {there}"
                )
                raise ActError(msg)
        about = [by_number[number] for number in row.invoices] or unsorted(case) or open_to_it
        if not about:
            msg = "none of their old debt is asked for: it is held, agreed about or disputed"
            raise ActError(msg)
        for each in about:
            if each.id in self.seen:
                msg = f"invoice {each.number or each.id} is in {self.seen[each.id]} too: leave one"
                raise ActError(msg)
            self.seen[each.id] = row.place.removesuffix(": ")
        return about


def _sortable(case: Case) -> list[Invoice]:
    """Old debt that is asked for, or that a person's word set aside."""
    said = last_word(case.account.sortings)
    aside = [each for each in case.standing.agreed if each.id in said]
    asked = case.asked if case.kind == "level" else ()
    return old_ones((*asked, *aside), case.account.books.linked_on, case.policy.old_debt_days)


def _become(desk: Desk, about: list[Invoice], choice: Choice, note: str, by: str) -> str:
    """Let the old debt become what was chosen; returns that in words. Raises `ActError`."""
    said = Said(by=by, customer=Id(desk.key[0]), quote=note)
    match choice.kind:
        case "plan":
            words = agreed.instalments_at(desk, about, said, the_parts(choice.rest)).words
        case "dispute":
            words = _disputed(desk, about, said, choice.rest or note)
        case "paid":
            paid_on, reference = the_payment(choice.rest)
            words = agreed.claim_at(desk, about, said, agreed.Claimed(None, paid_on, reference)).words
        case "exclude":
            words = _excluded(desk, about, note, by)
        case kind:
            words = _keep(desk, about, kind, choice.rest, note, by)
    return words[0].upper() + words[1:]


def _disputed(desk: Desk, about: list[Invoice], said: Said, reason: str) -> str:
    if not reason.strip():
        msg = 'say what they dispute: "dispute wrong price"'
        raise ActError(msg)
    told = [agreed.dispute_at(desk, each, said, reason=reason).words for each in about]
    return "; ".join(told)


def _excluded(desk: Desk, about: list[Invoice], note: str, by: str) -> str:
    """The customer, where all that waits is meant; else just these invoices."""
    now, ledger_id = desk.office.clock.now(), desk.ledger.id
    whole = {each.id for each in about} >= {each.id for each in unsorted(desk.case)}
    for invoice_id in (None,) if whole else [each.id for each in about]:
        acts.hold(
            desk.connection, ledger_id, customer_id=desk.key[0], invoice_id=invoice_id, until=None,
            note=note, now=now, excluded=True, by=by,
        )  # fmt: skip
    review_target(desk.connection, ledger_id, desk.key[0])
    return f"{desk.name if whole else f'{_numbers(about)} of {desk.name}'} is not followed up any more"


def _keep(desk: Desk, about: list[Invoice], kind: Kind, rest: str, note: str, by: str) -> str:
    level = the_level(rest, desk.policy) if kind == "level" else None
    ids = tuple(each.id for each in about)
    word = Sorting(choice=_KEPT[kind], level=level, invoice_ids=ids, on=desk.today, by=by, note=note)
    sortings.record(desk.connection, desk.ledger.id, desk.key, word, desk.office.clock.now())
    review_target(desk.connection, desk.ledger.id, desk.key[0])
    told = {
        "confirm": "the balance is to be confirmed first",
        "level": f'the procedure begins at "{level}"',
        "write-off": "to be written off in the ledger, and not asked for",
        "time-barred": "time-barred, and not asked for or written about",
    }
    return f"{desk.name}, {_numbers(about)}, {Money(balance_of(about), desk.currency)}: {told[kind]}"


def _numbers(about: Sequence[Invoice]) -> str:
    noun = "invoice" if len(about) == 1 else "invoices"
    return f"{noun} {', '.join(each.number or each.id for each in about)}"


def undo_sorting(office: Office, ledger: LinkedLedger, customer: str, currency: str, by: str) -> str:
    """Take back what was said of a customer's old debt. `currency`: "" for all. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        found = the_customer(connection, ledger, customer)
        billed = review.billed_customers(connection, ledger.id)
        owner = billed.get(found.id, found.id)
        group = {owner, *(child for child, parent in billed.items() if parent == owner)}
        now = office.clock.now()
        taken = sortings.take_back(connection, ledger.id, group, currency, by, now)
        if not taken:
            msg = (
                f"{found.name} has no old debt sorted as confirm, level, write-off or time-barred; what was "
                "agreed ends by its own command: duesync instalments, dispute or claim with --withdraw, "
                "duesync exclude with --end"
            )
            raise ActError(msg)
        review_target(connection, ledger.id, owner)
    return f"{found.name}: taken back; what is old debt still waits to be sorted again"


def follows(office: Office, ledger: LinkedLedger, key: Key) -> str:
    """What the engine decides of that account now, and the next step after it."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        case = case_at(office, connection, ledger, rules, key)
        return Desk(connection, office, ledger, rules, today_of(office, ledger), key[0], case).follows()
