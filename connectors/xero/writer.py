"""What is written to Xero, call by call: notes, payments (many at once) and their like, reversals, drafts.

The law: one call for what Xero takes in one; each element has an outcome of its own. A call that is
refused as a whole did nothing, so its elements are then written one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from connectors.batches import Apart, Found, Outcome, of_each
from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from connectors.http import Answer
from connectors.xero import drafts, fees, overpayments, payments, writing
from connectors.xero.reading import listed
from connectors.xero.sheets import BadRow
from connectors.xero.wire import AccountRow, BankedRow, DraftRow, HistoryRow, PaymentRow
from dunning.effects import (
    DraftInvoice,
    LedgerWrite,
    Receipt,
    RecordFee,
    RecordPayment,
    VoidPayment,
    WriteNote,
)

Call = Callable[..., Answer]
"""A call of the SDK by its name and arguments, its answer undecoded."""
InPage = Callable[[Sequence[BankedRow | BadRow], Answer], Receipt | None]
"""What is looked for, in one page of bank transactions."""


class Writer:
    """Performs and finds writes of one organisation.

    `deposit_to`: where payments go by default. `scope`: tells the rights that were granted.
    """

    def __init__(self, call: Call, tenant: str, deposit_to: str | None, scope: Callable[[], str]) -> None:
        self._call, self._tenant, self._deposit_to, self._scope = call, tenant, deposit_to, scope
        self._accounts: list[AccountRow | BadRow] = []

    def perform(self, write: LedgerWrite) -> Receipt:
        """Carry it out once."""
        try:
            match write:
                case WriteNote():
                    return self._note(write)
                case RecordPayment() if not write.allocations:
                    return self._overpay(write)
                case RecordPayment():
                    (outcome,) = self._pay([write])
                    if isinstance(outcome, ConnectorError):
                        raise outcome
                    return outcome
                case VoidPayment():
                    return self._void(write)
                case DraftInvoice():
                    return self._draft(write)
                case RecordFee():
                    return self._fee(write)
        except Refused as error:
            error.text = writing.advised(error.text)
            error.args = (f"{error.about}: {error.text}" if error.about else error.text,)
            raise

    @staticmethod
    def at_once(write: LedgerWrite) -> int:
        """See `Batches.at_once`. Several notes go into one call only for one document, so not here."""
        return payments.MOST if isinstance(write, RecordPayment) and write.allocations else 1

    def perform_all(self, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
        """See `Batches.perform_all`."""
        paid = [write for write in writes if isinstance(write, RecordPayment) and write.allocations]
        if len(paid) != len(writes):
            return tuple(self._performed(write) for write in writes)
        try:
            return tuple(self._pay(paid))
        except Refused as error:
            if error.status == HTTPStatus.BAD_REQUEST and len(paid) > 1:
                about = [f"payment {write.key}" for write in paid]
                return tuple(Apart(error.text, about=one, status=error.status) for one in about)
            return tuple(of_each(error, [f"payment {write.key}" for write in paid]))
        except ConnectorError as error:
            return tuple(of_each(error, [f"payment {write.key}" for write in paid]))

    def _performed(self, write: LedgerWrite) -> Outcome:
        try:
            return self.perform(write)
        except ConnectorError as error:
            return error

    def find(self, write: LedgerWrite) -> Receipt | None:
        """Look it up by its key. A note may stand anywhere in the invoice's history."""
        match write:
            case WriteNote():
                answer = self._call("get_invoice_history", write.invoice_id)
                notes = list(listed(answer, "HistoryRecords", HistoryRow).rows)
                return _if_read(writing.note_receipt(write, notes, answer), notes, write)
            case RecordPayment() if not write.allocations:
                return self._found_in_bank(
                    write, partial(overpayments.query_of, write), partial(overpayments.found_of, write)
                )
            case RecordPayment():
                return self._found_payments([write])[write.key]
            case VoidPayment():
                answer = self._call("get_payment", write.payment_id)
                rows = list(listed(answer, "Payments", PaymentRow).rows)
                return _if_read(writing.void_receipt(rows, write, answer), rows, write)
            case DraftInvoice():
                answer = self._call("get_invoices", **drafts.query_of(write))
                invoices = list(listed(answer, "Invoices", DraftRow).rows)
                return _if_read(drafts.found_of(write, invoices, answer), invoices, write)
            case RecordFee():
                return self._found_in_bank(
                    write, partial(fees.query_of, write), partial(fees.found_of, write)
                )

    def find_all(self, writes: Sequence[LedgerWrite]) -> tuple[Found, ...]:
        """See `Batches.find_all`. Payments in one call, unless their days hold very many."""
        paid = [write for write in writes if isinstance(write, RecordPayment) and write.allocations]
        together: dict[str, Receipt | None] = {}
        if len(paid) > 1:
            try:
                together = self._found_payments(paid)
            except ConnectorError as error:
                return (error,) * len(writes)
        return tuple(
            together[write.key] if write.key in together else self._looked_up(write) for write in writes
        )

    def _looked_up(self, write: LedgerWrite) -> Found:
        try:
            return self.find(write)
        except ConnectorError as error:
            return error

    def _key(self, *keys: str) -> str:
        return writing.idempotency_key(self._tenant, *keys)

    def _note(self, write: WriteNote) -> Receipt:
        about, body = f"note on invoice {write.invoice_id}", writing.note_body(write)
        answer = self._call(
            "create_invoice_history", write.invoice_id, body, idempotency_key=self._key(write.key)
        )
        notes = writing.rows(answer, "HistoryRecords", HistoryRow, about=about)
        receipt = writing.note_receipt(write, notes, answer)
        if receipt is None:
            msg = "Xero's answer does not show the note; whether it was written is not known"
            raise Uncertain(msg, about=about, status=answer.status)
        return receipt

    def _pay(self, writes: Sequence[RecordPayment]) -> list[Outcome]:
        """Those that Xero can hold, in one call; each with its outcome."""
        made: dict[str, Outcome] = {}
        ready: list[tuple[RecordPayment, Any]] = []
        for write in writes:
            try:
                ready.append((write, payments.payment_of(write, self._deposit_to)))
            except Refused as error:
                made[write.key] = error
        if ready:
            sent = [write for write, _ in ready]
            body = payments.payments_body([payment for _, payment in ready])
            key = self._key(*(write.key for write in sent))
            answer = self._call("create_payments", body, summarize_errors=False, idempotency_key=key)
            about = f"payment {sent[0].key}" if len(sent) == 1 else f"{len(sent)} payments"
            rows = writing.rows(answer, "Payments", PaymentRow, about=about)
            told = payments.outcomes(sent, rows, answer)
            made |= {write.key: outcome for write, outcome in zip(sent, told, strict=True)}
        return [made[write.key] for write in writes]

    def _overpay(self, write: RecordPayment) -> Receipt:
        overpayments.check_right(write, self._scope())
        body = overpayments.body_of(write, self._deposit_to)
        answer = self._call(
            "create_bank_transactions", body, summarize_errors=False, idempotency_key=self._key(write.key)
        )
        about = f"payment {write.key}"
        rows = writing.rows(answer, "BankTransactions", BankedRow, about=about)
        return overpayments.written(about, rows, answer)

    def _fee(self, write: RecordFee) -> Receipt:
        fees.check(write, self._scope(), self.accounts)
        body, key = fees.body_of(write), self._key(write.key)
        answer = self._call("create_bank_transactions", body, summarize_errors=False, idempotency_key=key)
        about = f"fee {write.key}"
        rows = writing.rows(answer, "BankTransactions", BankedRow, about=about)
        return overpayments.written(about, rows, answer)

    def accounts(self) -> list[AccountRow | BadRow]:
        """The chart of accounts, asked for once."""
        if not self._accounts:
            self._accounts = list(listed(self._call("get_accounts"), "Accounts", AccountRow).rows)
        return self._accounts

    def _void(self, write: VoidPayment) -> Receipt:
        about = f"payment {write.payment_id}"
        answer = self._call(
            "delete_payment", write.payment_id, writing.void_body(), idempotency_key=self._key(write.key)
        )
        found = writing.rows(answer, "Payments", PaymentRow, about=about)
        return writing.payment_voided(write, found, answer)

    def _draft(self, write: DraftInvoice) -> Receipt:
        body = drafts.body_of(write)
        answer = self._call(
            "create_invoices", body, summarize_errors=False, idempotency_key=self._key(write.key)
        )
        rows = writing.rows(answer, "Invoices", DraftRow, about=drafts.about(write))
        return drafts.written(write, rows, answer)

    def _found_payments(self, writes: Sequence[RecordPayment]) -> dict[str, Receipt | None]:
        """By key. Where their days hold more pages than there are keys, each is asked for alone."""
        found: dict[str, Receipt | None] = {write.key: None for write in writes}
        page, pages, unread = 1, 1, False
        while page <= pages:
            answer = self._call("get_payments", **payments.query_of(writes, page))
            here = listed(answer, "Payments", PaymentRow)
            unread = unread or any(isinstance(row, BadRow) for row in here.rows)
            for write in writes:
                before = found[write.key]
                if before is None or not before.stands:
                    found[write.key] = payments.found_of(write, here.rows, answer) or before
            pages, page = here.page_count or 1, page + 1
            if len(writes) > 1 and pages > len(writes):
                return {write.key: self._found_payments([write])[write.key] for write in writes}
        for write in writes:
            if unread and found[write.key] is None:
                raise _unread(write)
        return found

    def _found_in_bank(
        self, write: LedgerWrite, query: Callable[[int], dict[str, Any]], in_page: InPage
    ) -> Receipt | None:
        """An overpayment, or a fee, among the bank transactions of its day."""
        if not overpayments.has_right(self._scope()):
            msg = "it cannot be looked up without the right to bank transactions"
            raise TryLater(msg, about=f"{_what(write)} {write.key}")
        page, pages, removed, unread = 1, 1, None, False
        while page <= pages:
            answer = self._call("get_bank_transactions", **query(page))
            here = listed(answer, "BankTransactions", BankedRow)
            found = in_page(here.rows, answer)
            unread = unread or any(isinstance(row, BadRow) for row in here.rows)
            if found is not None and found.stands:
                return found
            pages, page, removed = here.page_count or 1, page + 1, found or removed
        if removed is None and unread:
            raise _unread(write)
        return removed


def _if_read(found: Receipt | None, rows: Sequence[object], write: LedgerWrite) -> Receipt | None:
    """What was found; `None` only where every row could be read."""
    if found is None and any(isinstance(row, BadRow) for row in rows):
        raise _unread(write)
    return found


def _unread(write: LedgerWrite) -> TryLater:
    """What is not among the rows that can be read may be the one that cannot."""
    msg = "one of Xero's rows could not be read, and it may be this one"
    return TryLater(msg, about=f"{_what(write)} {write.key}")


def _what(write: LedgerWrite) -> str:
    return {WriteNote: "note", DraftInvoice: "charge", RecordFee: "fee"}.get(type(write), "payment")
