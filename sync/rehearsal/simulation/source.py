"""The ledgers' own books, read and changed directly: what the people there do, and what is judged by.

Nothing here passes through the program. Accounts are (id of the customer who is billed, currency).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Owed:
    """An open invoice. `customer`: the one it was made out to, who may not be the one who is billed."""

    id: str
    number: str
    customer: str
    account: Account
    balance: Decimal
    due_on: date | None


class Source(ABC):
    """One ledger. Acts raise `ValueError` or `LookupError` where the ledger itself would refuse them."""

    api: Any  # `XeroApi` or `QuickBooksApi`: their acts have the same names

    def __init__(self, name: str, zone: str) -> None:
        self.name = name
        self.zone = ZoneInfo(zone)
        self.made = 0

    @abstractmethod
    def invoices(self) -> list[Owed]:
        """All that are open."""

    @abstractmethod
    def numbers(self) -> set[str]:
        """Of all invoices, whatever became of them."""

    @abstractmethod
    def net(self) -> dict[Account, Decimal]:
        """What each account owes by all papers, net of what it has in hand."""

    @abstractmethod
    def payment_keys(self) -> Counter[str]:
        """References of every payment that stands or ever stood."""

    @abstractmethod
    def note_keys(self) -> Counter[str]:
        """Keys in all notes."""

    @abstractmethod
    def customers(self) -> list[str]:
        """Refs of those who may be billed, in order."""

    @abstractmethod
    def id_of(self, ref: str) -> str:
        """The id of the customer of that ref."""

    @abstractmethod
    def place_of(self, customer_id: str) -> tuple[str, str | None]:
        """Country and region."""

    @abstractmethod
    def name_of(self, customer_id: str) -> str:
        """As the books have it."""

    @abstractmethod
    def exists(self, invoice_id: str) -> bool:
        """Whether that invoice is there, and no void one."""

    @abstractmethod
    def bill(self, ref: str, total: Decimal, issued_on: date, due_on: date) -> str:
        """A new invoice; its number."""

    @abstractmethod
    def receive_extra(self, number: str, amount: Decimal) -> None:
        """Money that pays no invoice stays with the customer of that one as credit."""

    def today(self, now: datetime) -> date:
        """The organisation's date."""
        return now.astimezone(self.zone).date()

    def past_due(self, today: date) -> dict[Account, list[Owed]]:
        """Invoices past due, by account."""
        found: defaultdict[Account, list[Owed]] = defaultdict(list)
        for one in self.invoices():
            if one.due_on is not None and one.due_on < today:
                found[one.account].append(one)
        return found

    def owes(self, today: date) -> dict[Account, Decimal]:
        """What is past due in each account less all it has in hand; only those above nothing."""
        late: defaultdict[Account, Decimal] = defaultdict(Decimal)
        whole: defaultdict[Account, Decimal] = defaultdict(Decimal)
        for one in self.invoices():
            whole[one.account] += one.balance
            if one.due_on is not None and one.due_on < today:
                late[one.account] += one.balance
        net = self.net()
        owed = {account: late[account] - (whole[account] - net.get(account, Decimal(0))) for account in late}
        return {account: amount for account, amount in owed.items() if amount > 0}

    def number(self) -> str:
        """A number that no invoice had before."""
        self.made += 1
        return f"D{self.made:06d}"
