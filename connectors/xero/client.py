"""A Xero organisation as a ledger: its facts read page by page, notes and payments written back.

The law: `xero-python` builds the requests and the bodies of writes, `Transport` carries them, and
our own typed rows read the answers; the SDK's decoders never see a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from tenacity.wait import wait_base
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration

from connectors.base import Allowance, Connection, Credentials, Cursor, DepositAccount, Page
from connectors.batches import Found, Outcome
from connectors.errors import Refused, SignInAgain
from connectors.http import BACKOFF, Answer
from connectors.papers import PayLink
from connectors.spare import sparing
from connectors.standing import Standing
from connectors.xero import fees
from connectors.xero.ahead import Ahead, Taken
from connectors.xero.contacts import contact_facts
from connectors.xero.fit import Facts, facts_of
from connectors.xero.hosts import host, user_agent
from connectors.xero.mapping import credit_facts, invoice_facts, payment_facts
from connectors.xero.organisation import deposit_accounts_of, organisation_of, reminds_itself
from connectors.xero.papers import link_of
from connectors.xero.phases import Phase
from connectors.xero.pull import Position, position
from connectors.xero.reading import listed, pages, taken
from connectors.xero.sheets import Sheet
from connectors.xero.sign_in import XeroSignIn
from connectors.xero.standing import documents, swept
from connectors.xero.transport import Transport
from connectors.xero.wire import (
    AccountRow,
    OnlineInvoiceRow,
    OrganisationRow,
    PaymentRow,
    ReminderRow,
    Wire,
)
from connectors.xero.writer import Writer
from dunning.effects import LedgerWrite, Receipt
from dunning.ledger import Kind, Organisation, Row, StillOpen

R = TypeVar("R", bound=Wire)


class _TokensElsewhere:
    """Stands where the SDK keeps tokens: `Transport` sets the header, from `Credentials`."""

    def get_auth_settings(self) -> None:
        """No setting of the SDK's."""


class XeroLedger:
    """One linked organisation. `SignInAgain` when the connection names none.

    `wait` is the backoff between tries of a read.
    """

    links_at_once = 1

    def __init__(
        self,
        connection: Connection,
        credentials: Credentials,
        allowance: Allowance,
        *,
        wait: wait_base = BACKOFF,
    ) -> None:
        if not connection.company_id:
            msg = "no Xero organisation is linked yet"
            raise SignInAgain(msg, about="sign-in")
        self._connection = connection
        self._tenant, self._credentials = connection.company_id, credentials
        self._transport = Transport(connection, credentials, allowance, XeroSignIn(connection), wait)
        configuration = Configuration()
        configuration.oauth2_token = _TokensElsewhere()
        client = ApiClient(configuration)
        client.rest_client = self._transport
        client.user_agent = user_agent()
        self._pulls: list[Ahead] = []
        self._home_turn, self._home = Lock(), tuple[str | None, ...]()
        self._api = AccountingApi(client, base_url=host(connection, "api"))
        self._writer = Writer(
            self._call, self._tenant, connection.deposit_to, lambda: credentials.tokens().scope
        )

    def organisation(self) -> Organisation:
        """Who this is, and whether Xero sends reminders of its own."""
        return organisation_of(
            self._read("get_organisations", "Organisations", OrganisationRow).rows,
            tenant=self._tenant,
            environment=self._connection.environment,
            own_reminders=self._own_reminders(),
        )

    def _own_reminders(self) -> bool | None:
        try:
            return reminds_itself(self._read("get_invoice_reminders", "InvoiceReminders", ReminderRow).rows)
        except Refused:
            return None  # not every organisation has the setting; then Xero does not say

    def pay_links(self, invoice_ids: Sequence[str]) -> Mapping[str, PayLink]:
        """See `Papers.pay_links`. One call for each."""
        links = {}
        for invoice_id in invoice_ids:
            answer = self._call("get_online_invoice", invoice_id)
            link = link_of(listed(answer, "OnlineInvoices", OnlineInvoiceRow))
            links.update({invoice_id: link} if link else {})
        return links

    def invoice_pdf(self, invoice_id: str) -> bytes:
        """See `Papers.invoice_pdf`."""
        return self._call("get_invoice_as_pdf", invoice_id).body

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        """Bank accounts, and those Xero takes payments to."""
        return deposit_accounts_of(self._read("get_accounts", "Accounts", AccountRow).rows)

    def fee_problem(self, paid_from: str, account: str) -> str | None:
        """See `BooksFees.fee_problem`."""
        return fees.problem(self._credentials.tokens().scope, self._writer.accounts, paid_from, account)

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        """Page by page, open invoices first; one `Page` for each answer, empty ones too.

        A list that is refused keeps none of the others back, but the next pull goes on with it.
        """
        here = position(cursor)
        ahead = Ahead(partial(self._ask, history_from))
        self._pulls = [pull for pull in self._pulls if not pull.closed] + [ahead]
        yield from pages(ahead, here, history_from)

    def _ask(self, history_from: date, here: Position) -> Taken:
        with sparing() if here.settled else nullcontext():
            answer = self._call(here.list.call, **here.asked(history_from))
            return taken(here.list, answer, self._facts)

    def _facts(self, phase: Phase, found: Sheet[Any], read_at: datetime) -> Iterable[Row]:
        facts: dict[Kind, Facts[Any]] = {
            Kind.INVOICE: invoice_facts,
            Kind.CUSTOMER: contact_facts,
            Kind.CREDIT: credit_facts,
        }
        if phase.kind is Kind.PAYMENT:
            unnamed = any(isinstance(row, PaymentRow) and _names_no_currency(row) for row in found.rows)
            facts[Kind.PAYMENT] = partial(
                payment_facts, home_currency=self._home_currency() if unnamed else None
            )
        return facts_of(found.rows, phase.kind, facts[phase.kind], read_at)

    def standing(self) -> Standing:
        """See `Comparable.standing`."""
        return swept(self._call)

    def still_open(self) -> tuple[StillOpen, ...]:
        """See `Comparable.still_open`: the sweep tells each customer's."""
        return ()

    def documents_of(self, customer_ids: Sequence[str]) -> tuple[Row, ...]:
        """See `Comparable.documents_of`."""
        return tuple(documents(self._call, self._facts, customer_ids))

    def _home_currency(self) -> str | None:
        """Asked for where a payment does not name its currency, once: by whichever thread is first."""
        with self._home_turn:
            if not self._home:
                self._home = (self._ask_home(),)
            return self._home[0]

    def _ask_home(self) -> str | None:
        try:
            rows = self._read("get_organisations", "Organisations", OrganisationRow).rows
        except Refused:
            return None  # such payments are then shown as having no currency
        return next((row.base_currency for row in rows if isinstance(row, OrganisationRow)), None)

    def perform(self, write: LedgerWrite) -> Receipt:
        """Carry it out once."""
        return self._writer.perform(write)

    def find(self, write: LedgerWrite) -> Receipt | None:
        """Look it up by its key. A note may stand anywhere in the invoice's history."""
        return self._writer.find(write)

    def at_once(self, write: LedgerWrite) -> int:
        """See `Batches.at_once`."""
        return self._writer.at_once(write)

    def perform_all(self, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
        """See `Batches.perform_all`."""
        return self._writer.perform_all(writes)

    def find_all(self, writes: Sequence[LedgerWrite], since: datetime) -> tuple[Found, ...]:  # noqa: ARG002  # Xero keeps what was deleted
        """See `Batches.find_all`."""
        return self._writer.find_all(writes)

    def close(self) -> None:
        """End the pulls under way, and give back connections."""
        for pull in self._pulls:
            pull.close()
        self._transport.sessions.close()

    def _call(self, name: str, *arguments: Any, **asked: Any) -> Answer:
        """A call of the SDK by its name, its answer undecoded."""
        answer: Answer = getattr(self._api, name)(self._tenant, *arguments, _preload_content=False, **asked)
        return answer

    def _read(self, name: str, resource: str, row: type[R]) -> Sheet[R]:
        return listed(self._call(name), resource, row)


def _names_no_currency(row: PaymentRow) -> bool:
    return not (row.currency_code or (row.invoice and row.invoice.currency_code))
