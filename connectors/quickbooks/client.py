"""One QuickBooks Online company as a `Ledger`. For one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from typing import Final
from weakref import WeakSet

import msgspec
from babel.numbers import get_territory_currencies
from tenacity.wait import wait_base

from connectors.base import Allowance, Connection, Credentials, Cursor, DepositAccount, Page
from connectors.batches import Found, Outcome
from connectors.countries import country_code
from connectors.errors import Refused, SignInAgain, TryLater
from connectors.http import BACKOFF
from connectors.papers import PayLink
from connectors.quickbooks import aged, papers, query
from connectors.quickbooks.asking import Asker
from connectors.quickbooks.fields import referred, text
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.parties import DOCUMENTS
from connectors.quickbooks.places import timezone
from connectors.quickbooks.pulling import Pull
from connectors.quickbooks.remaining import still_open
from connectors.quickbooks.sign_in import QuickBooksSignIn
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.walking import Walk
from connectors.quickbooks.wire import NAMES, Address, Company, CompanyAnswer, FoundAnswer, Zone
from connectors.quickbooks.writing import Writer
from connectors.standing import Standing
from dunning.effects import LedgerWrite, Receipt
from dunning.ledger import Kind, Organisation, Row, StillOpen, is_currency

_COMPANY: Final = msgspec.json.Decoder(CompanyAnswer)
_FOUND: Final = msgspec.json.Decoder(FoundAnswer)
_REPORT: Final = msgspec.json.Decoder(aged.Report)


class QuickBooksLedger:
    """See `connectors.base.Ledger`. `wait` is the backoff between tries of a read.

    `SignInAgain` when the connection has no company yet.
    """

    links_at_once = papers.AT_ONCE

    def __init__(
        self,
        connection: Connection,
        credentials: Credentials,
        allowance: Allowance,
        *,
        wait: wait_base = BACKOFF,
    ) -> None:
        if not connection.company_id:
            msg = "no QuickBooks company is linked yet"
            raise SignInAgain(msg, about="quickbooks")
        self._connection = connection
        self._company_id = connection.company_id
        self._sign_in = QuickBooksSignIn(connection, wait=wait)
        self._another = partial(
            Transport, connection, credentials, allowance, self._sign_in.refresh, wait=wait
        )
        self._transport = self._another()
        self._askers: WeakSet[Asker] = WeakSet()
        self._writer = Writer(
            self._transport, connection.company_id, connection.deposit_to, connection.note_in
        )
        self._home: str | None = None

    def organisation(self) -> Organisation:
        """The company. Its time zone is guessed from its address: see `places`. Two metered calls."""
        ask = partial(self._transport.get_single_object, "CompanyInfo", self._company_id)
        company = self._transport.read(f"company {self._company_id}", ask, _COMPANY.decode).company_info
        country, region = _place(company)
        zone = company.default_time_zone
        return Organisation(
            provider="quickbooks",
            environment=self._connection.environment,
            id=self._company_id,
            name=text(company.company_name) or text(company.legal_name) or self._company_id,
            home_currency=self._home_or_countrys(country),
            country=country,
            timezone=timezone(country, region, zone.name if isinstance(zone, Zone) else zone),
            demo=False,  # QuickBooks' demo companies are its sandbox, which the environment tells
            own_reminders=None,  # the API does not say
        )

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        """See `Ledger.changes`. A pull that finds nothing new costs one metered call."""
        asker = Asker(self._transport, self._another)
        self._askers.add(asker)
        return Pull(asker, self._home_currency, history_from).pages(cursor)

    def customers_now(self, ids: Sequence[str]) -> tuple[Row, ...]:
        """See `Balances.customers_now`. One metered call for 500.

        An id that is none of QuickBooks' is left out: it would refuse the whole question.
        """
        asker, found = Asker(self._transport, self._another), list[Row]()
        rest = filter(str.isdecimal, ids)
        while some := tuple(islice(rest, query.NAMED_AT_ONCE)):
            sheet = asker.now("customers who gave documents away", query.customers(some))
            found += facts(sheet, self._home_if_told() if lacks_currency(sheet) else None)
        return tuple(found)

    def standing(self) -> Standing:
        """See `Comparable.standing`. Two metered calls."""
        ask = partial(self._transport.get_report, aged.REPORT, aged.asked(datetime.now(UTC).date()))
        currency, owed = aged.owed_in(self._transport.read(aged.ABOUT, ask, _REPORT.decode))
        count = Asker(self._transport, self._another).now("the number of open invoices", query.OPEN_COUNT)
        if count.total is None:
            msg = "QuickBooks does not tell how many invoices are open"
            raise TryLater(msg, about="the number of open invoices")
        return Standing(
            source="QuickBooks' report of aged receivables",
            owed={(customer, currency): amount for customer, amount in owed.items()},
            converted_to=currency,
            invoices=None,
            invoices_in_all=count.total,
        )

    def still_open(self) -> tuple[StillOpen, ...]:
        """See `Comparable.still_open`. One metered call for a thousand, and one more."""
        return still_open((Kind.INVOICE,), Asker(self._transport, self._another).now)

    def documents_of(self, customer_ids: Sequence[str]) -> tuple[Row, ...]:
        """See `Comparable.documents_of`. Four metered calls, more where they have many documents."""
        asker, found = Asker(self._transport, self._another), list(self.customers_now(customer_ids))
        self._askers.add(asker)
        rest = filter(str.isdecimal, customer_ids)
        while some := tuple(islice(rest, query.NAMED_AT_ONCE)):
            for kind in DOCUMENTS:
                walk = Walk(asker, f"{NAMES[kind]}s of customers", partial(query.documents_of, kind, some))
                for sheet, _ in walk.pages():
                    found += facts(sheet, self._home_if_told() if lacks_currency(sheet) else None)
        asker.close()
        return tuple(found)

    def _home_if_told(self) -> str | None:
        try:
            return self._home_currency()
        except Refused:
            return None  # such rows are shown as having no currency, and the pull goes on

    def perform(self, write: LedgerWrite) -> Receipt:
        """See `Ledger.perform`. Raises `Changed` when others keep changing the object."""
        return self._writer.perform(write)

    def find(self, write: LedgerWrite) -> Receipt | None:
        """See `Ledger.find`."""
        return self._writer.find(write)

    def at_once(self, write: LedgerWrite) -> int:
        """See `Batches.at_once`."""
        return self._writer.at_once(write)

    def perform_all(self, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
        """See `Batches.perform_all`. Not metered, but for notes that someone changed meanwhile."""
        return self._writer.perform_all(writes)

    def find_all(self, writes: Sequence[LedgerWrite], since: datetime) -> tuple[Found, ...]:
        """See `Batches.find_all`."""
        return self._writer.find_all(writes, since)

    def pay_links(self, invoice_ids: Sequence[str]) -> Mapping[str, PayLink]:
        """See `Papers.pay_links`."""
        return papers.pay_links(self._transport, invoice_ids)

    def invoice_pdf(self, invoice_id: str) -> bytes:
        """See `Papers.invoice_pdf`."""
        return papers.invoice_pdf(self._transport, invoice_id)

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        """Bank accounts and other current assets (undeposited funds), by name."""
        ask = partial(self._transport.query, query.DEPOSIT_ACCOUNTS)
        answer = self._transport.read("the list of accounts", ask, _FOUND.decode)
        return tuple(
            DepositAccount(
                id=account.id,
                code=text(account.acct_num),
                name=account.name,
                currency=referred(account.currency_ref),
            )
            for account in answer.query_response.account
        )

    def fee_problem(self, paid_from: str, account: str) -> str | None:
        """See `BooksFees.fee_problem`. Accounts are named by their id. One metered call."""
        ask = partial(self._transport.query, query.FEE_ACCOUNTS)
        answer = self._transport.read("the list of accounts", ask, _FOUND.decode)
        kinds = {one.id: one.account_type for one in answer.query_response.account}
        if kinds.get(paid_from) not in query.MONEY:
            return f"{paid_from} is no bank account and no other current asset of QuickBooks'"
        if kinds.get(account) in query.COSTS:
            return None
        costs = ", ".join(
            f"{one.id} {one.name}" for one in answer.query_response.account if one.account_type in query.COSTS
        )
        return f"{account} is no expense account of QuickBooks'; there are: {costs or 'none'}"

    def close(self) -> None:
        """Give back connections; a pull that is still under way ends."""
        for asker in self._askers:
            asker.close()
        self._transport.close()
        self._sign_in.close()

    def _home_or_countrys(self, country: str | None) -> str:
        """To name the company by. Where it does not tell, its country's; rows are never read by that one."""
        try:
            return self._home_currency()
        except Refused:
            code = next(iter(get_territory_currencies(country) if country else ()), "")
            if not is_currency(code):
                raise
            return code

    def _home_currency(self) -> str:
        """Asked for once. One metered call."""
        if self._home is None:
            about, ask = "preferences", partial(self._transport.query, query.PREFERENCES)
            found = self._transport.read(about, ask, _FOUND.decode).query_response.preferences
            prefs = found[0].currency_prefs if found else None
            code = (referred(prefs.home_currency) if prefs else None) or ""
            if not is_currency(code):
                msg = f"QuickBooks does not tell the company's home currency ({code[:20]!r})"
                raise Refused(msg, about=about)
            self._home = code
        return self._home


def _place(company: Company) -> tuple[str | None, str | None]:
    """Country and region: of the company, of its address, of its legal address, whichever tells first."""
    homes = [address for address in (company.company_addr, company.legal_addr) if address]
    names = [company.country, *(address.country for address in homes)]
    country = next((code for code in map(country_code, names) if code), None)
    return country, next((region for region in map(_region, homes) if region), None)


def _region(address: Address) -> str | None:
    return text(address.country_sub_division_code)
