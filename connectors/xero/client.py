"""A Xero organisation as a ledger: its facts read page by page, notes and payments written back.

The law: `xero-python` builds the requests and the bodies of writes, `Transport` carries them, and
our own typed rows read the answers; the SDK's decoders never see a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from typing import Any, TypeVar

from tenacity.wait import wait_base
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration

from connectors.base import Allowance, Connection, Credentials, Cursor, DepositAccount, Page
from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from connectors.http import BACKOFF, BROKEN, Answer
from connectors.oauth import answered_at
from connectors.xero import writing
from connectors.xero.contacts import contact_facts
from connectors.xero.fit import Facts, facts_of
from connectors.xero.hosts import USER_AGENT, host
from connectors.xero.mapping import credit_facts, invoice_facts, payment_facts
from connectors.xero.organisation import deposit_accounts_of, organisation_of, reminds_itself
from connectors.xero.pull import (
    PAGE_SIZE,
    Phase,
    Position,
    answered,
    begun,
    first_of,
    following,
    next_pull,
    position,
    since_text,
)
from connectors.xero.sheets import Sheet, sheet
from connectors.xero.sign_in import XeroSignIn
from connectors.xero.transport import Transport
from connectors.xero.wire import (
    AccountRow,
    HistoryRow,
    OrganisationRow,
    PaymentRow,
    ReminderRow,
    Wire,
)
from dunning.effects import LedgerWrite, Receipt, RecordPayment, VoidPayment, WriteNote
from dunning.ledger import Kind, Organisation, Row

R = TypeVar("R", bound=Wire)


class _TokensElsewhere:
    """Stands where the SDK keeps tokens: `Transport` sets the header, from `Credentials`."""

    def get_auth_settings(self) -> None:
        """No setting of the SDK's."""


class XeroLedger:
    """One linked organisation. `SignInAgain` when the connection names none.

    `wait` is the backoff between tries of a read.
    """

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
        self._tenant = connection.company_id
        self._transport = Transport(connection, credentials, allowance, XeroSignIn(connection), wait)
        configuration = Configuration()
        configuration.oauth2_token = _TokensElsewhere()
        client = ApiClient(configuration)
        client.rest_client = self._transport
        client.user_agent = USER_AGENT
        self._api = AccountingApi(client, base_url=host(connection, "api"))

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

    def deposit_accounts(self) -> tuple[DepositAccount, ...]:
        """Bank accounts, and those Xero takes payments to."""
        return deposit_accounts_of(self._read("get_accounts", "Accounts", AccountRow).rows)

    def changes(self, cursor: Cursor | None, *, history_from: date) -> Iterator[Page]:
        """Page by page, as `pull` orders them; one `Page` for each answer, empty ones too.

        A list that is refused keeps none of the others back, but the next pull goes on with it.
        """
        here: Position | None = position(cursor)
        first_of_last: bytes | None = None
        refused: tuple[Position, Refused] | None = None
        while here is not None:
            phase = next(each for each in here.phases if each.name == here.phase)
            try:
                answer = self._ask(phase, here, history_from)
            except Refused as error:
                if phase is here.phases[0]:
                    raise
                refused, here = refused or (here, error), following(here, None)
                continue
            found = None if not answer.body else _sheet(answer, phase.resource, phase.row)
            here = begun(here, answered(found.at, _header_time(answer)) if found else None)
            after = following(here, found, first_of_last)
            first_of_last = first_of(found)
            ahead = refused[0] if refused else after or next_pull(here)
            yield Page(
                rows=tuple(self._facts(phase, found, answer)) if found else (),
                cursor=ahead.cursor(),
                complete=ahead.complete,
            )
            here = after
        if refused:
            raise refused[1]

    def _ask(self, phase: Phase, here: Position, history_from: date) -> Answer:
        since = {"if_modified_since": since_text(here.since)} if here.since else {}
        asked = phase.asked(history_from) | since | {"page": here.page, "page_size": PAGE_SIZE}
        return self._call(phase.call, **asked)

    def _facts(self, phase: Phase, found: Sheet[Any], answer: Answer) -> Iterable[Row]:
        read_at = answered(found.at, None) or answered_at(answer.headers)
        facts: dict[Kind, Facts[Any]] = {
            Kind.INVOICE: invoice_facts,
            Kind.CUSTOMER: contact_facts,
            Kind.CREDIT: credit_facts,
        }
        if phase.kind is Kind.PAYMENT:
            unnamed = any(isinstance(row, PaymentRow) and _names_no_currency(row) for row in found.rows)
            facts[Kind.PAYMENT] = partial(
                payment_facts, home_currency=self._home_currency if unnamed else None
            )
        return facts_of(found.rows, phase.kind, facts[phase.kind], read_at)

    @cached_property
    def _home_currency(self) -> str | None:
        """Asked for only where a payment does not name its currency."""
        try:
            rows = self._read("get_organisations", "Organisations", OrganisationRow).rows
        except Refused:
            return None  # such payments are then shown as having no currency
        return next((row.base_currency for row in rows if isinstance(row, OrganisationRow)), None)

    def perform(self, write: LedgerWrite) -> Receipt:
        """Carry it out once."""
        key = writing.idempotency_key(self._tenant, write.key)
        match write:
            case WriteNote():
                about, body = f"note on invoice {write.invoice_id}", writing.note_body(write)
                answer = self._call("create_invoice_history", write.invoice_id, body, idempotency_key=key)
                notes = writing.rows(answer, "HistoryRecords", HistoryRow, about=about)
                receipt = writing.note_receipt(write, notes, answer)
                if receipt is None:
                    msg = "Xero's answer does not show the note; whether it was written is not known"
                    raise Uncertain(msg, about=about, status=answer.status)
                return receipt
            case RecordPayment():
                about, payments = (
                    f"payment {write.key}",
                    writing.payment_body(write, self._connection.deposit_to),
                )
                answer = self._call("create_payments", payments, summarize_errors=False, idempotency_key=key)
                return writing.payment_written(
                    write, writing.rows(answer, "Payments", PaymentRow, about=about), answer
                )
            case VoidPayment():
                about = f"payment {write.payment_id}"
                answer = self._call(
                    "delete_payment", write.payment_id, writing.void_body(), idempotency_key=key
                )
                return writing.payment_voided(
                    write, writing.rows(answer, "Payments", PaymentRow, about=about), answer
                )

    def find(self, write: LedgerWrite) -> Receipt | None:
        """Look it up by its key. A note may stand anywhere in the invoice's history."""
        match write:
            case WriteNote():
                answer = self._call("get_invoice_history", write.invoice_id)
                notes = _sheet(answer, "HistoryRecords", HistoryRow).rows
                return writing.note_receipt(write, list(notes), answer)
            case RecordPayment():
                answer = self._call("get_payments", **writing.payment_query(write))
                return writing.payment_found(write, list(_sheet(answer, "Payments", PaymentRow).rows), answer)
            case VoidPayment():
                answer = self._call("get_payment", write.payment_id)
                return writing.void_receipt(list(_sheet(answer, "Payments", PaymentRow).rows), write, answer)

    def close(self) -> None:
        """Give back connections."""
        self._transport.session.close()

    def _call(self, name: str, *arguments: Any, **asked: Any) -> Answer:
        """A call of the SDK by its name, its answer undecoded."""
        answer: Answer = getattr(self._api, name)(self._tenant, *arguments, _preload_content=False, **asked)
        return answer

    def _read(self, name: str, resource: str, row: type[R]) -> Sheet[R]:
        return _sheet(self._call(name), resource, row)


def _sheet(answer: Answer, resource: str, row: type[R]) -> Sheet[R]:
    """The rows of a read. `TryLater` when the answer is no list of them."""
    try:
        return sheet(answer.body, resource, row)
    except (*BROKEN, ValueError) as error:
        msg = f"Xero's list of {resource} could not be read ({error})"
        raise TryLater(msg, about=resource, status=answer.status) from error


def _header_time(answer: Answer) -> datetime | None:
    try:
        when = parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, TypeError, ValueError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _names_no_currency(row: PaymentRow) -> bool:
    return not (row.currency_code or (row.invoice and row.invoice.currency_code))
