"""More of what people do in QuickBooks itself: all that moves what a customer owes.

Customers are named by the book's refs, invoices and credit memos by their numbers, all else by id.
What QuickBooks would not take raises `Refusal`, and then nothing has been changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from connectors.sandbox.quickbooks.acts import Acts
from connectors.sandbox.quickbooks.company import linked
from connectors.sandbox.quickbooks.forms import sales_form, service_lines
from connectors.sandbox.quickbooks.papers import (
    check_form,
    deposit_form,
    journal_form,
    journal_lines,
    refund_receipt_form,
)
from connectors.sandbox.quickbooks.postings import owed_by_all_papers
from connectors.sandbox.quickbooks.receipts import payment_asked
from connectors.sandbox.quickbooks.refusals import business_rule
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, currency_of, figure, reference, stamp
from connectors.sandbox.quickbooks.writes import added, deleted, owners, rebalance, void, write

Share = tuple[str, str, Decimal]
"""What a payment applies: (kind, id, amount); kinds as its lines name them: "Invoice", "Check"."""
Bounce = Literal["Bounced Email", "Undeliverable", "Delivery Server Down", "Missing Info"]


class Bookkeeping(Acts):
    """Acts on documents, payments and customers. `merges_restamp`: a merge touches the papers it moves."""

    merges_restamp = True

    def _customer(self, ref: str) -> Wire:
        return self.company.find("Customer", self.customer_ids[ref])

    def _today(self) -> date:
        return self._now().astimezone(PACIFIC).date()

    def _credit(self, number: str) -> Wire:
        for row in self.company.rows["CreditMemo"].values():
            if row["DocNumber"] == number:
                return row
        msg = f"QuickBooks has no credit memo {number!r}"
        raise LookupError(msg)

    def owed(self) -> dict[tuple[str, str], Decimal]:
        """What each customer (id) owes in their currency, by all papers; see `owed_by_all_papers`."""
        with self.lock:
            rows = self.company.rows
            return {
                (customer, currency_of(rows["Customer"][customer])): amount
                for customer, amount in owed_by_all_papers(rows).items()
                if amount
            }

    def act(self, name: str, sent: Mapping[str, Any]) -> None:
        """What the sandbox's control asks by name: "journal" or "send". `LookupError` for any other."""
        number = str(sent.get("number", ""))
        match name:
            case "journal":
                owner = self._invoice(number)["CustomerRef"]["value"]
                ref = next(one for one, identifier in self.customer_ids.items() if identifier == owner)
                self.journal(ref, Decimal(str(sent.get("amount"))))
            case "send":
                self.send(number)
            case _:
                msg = f"QuickBooks knows no act {name!r}"
                raise LookupError(msg)

    # ---- journal entries, credit memos, refunds ----

    def journal(self, customer_ref: str, amount: Decimal) -> str:
        """A journal entry: the customer owes `amount` more, or less where it is below 0. Gives its id."""
        with self.lock:
            row = journal_form(self.company, self._customer(customer_ref), amount=amount, on=self._today())
            return str(added(self.company, "JournalEntry", row, self._now())["Id"])

    def edit_journal(self, journal_id: str, amount: Decimal) -> None:
        """Change what a journal entry posts, once nothing is linked to it."""
        with self.lock:
            row = self.company.find("JournalEntry", journal_id)
            if self.company.applied_to(journal_id):
                raise business_rule(text="The transaction is linked to others.")
            (customer,) = owners(self.company, "JournalEntry", row)
            row["Line"] = journal_lines(self.company, customer, amount)
            self._posted(row)

    def delete_journal(self, journal_id: str) -> None:
        """Delete a journal entry; what it was applied to is owed again."""
        with self.lock:
            deleted(self.company, "JournalEntry", self.company.find("JournalEntry", journal_id), self._now())

    def add_credit(self, customer_ref: str, number: str, total: Decimal) -> str:
        """A credit memo. Gives its id."""
        with self.lock:
            row = sales_form(
                self.company, self._customer(customer_ref), total=total, on=self._today(), number=number
            )
            return str(added(self.company, "CreditMemo", row, self._now())["Id"])

    def void_credit(self, number: str) -> None:
        """Void a credit memo; what it was applied to is owed again."""
        with self.lock:
            void(self.company, "CreditMemo", self._credit(number), self._now())

    def delete_credit(self, number: str) -> None:
        """Delete a credit memo; what it was applied to is owed again."""
        with self.lock:
            deleted(self.company, "CreditMemo", self._credit(number), self._now())

    def check(self, customer_ref: str, amount: Decimal) -> str:
        """A check to the customer, on receivables; what it pays back is linked by a payment. Gives its id."""
        with self.lock:
            row = check_form(self.company, self._customer(customer_ref), amount=amount, on=self._today())
            return str(added(self.company, "Purchase", row, self._now())["Id"])

    def delete_check(self, check_id: str) -> None:
        """Delete a check."""
        with self.lock:
            deleted(self.company, "Purchase", self.company.find("Purchase", check_id), self._now())

    def deposited(self, customer_ref: str, amount: Decimal) -> str:
        """The customer's money deposited at the bank, on receivables. Gives its id."""
        with self.lock:
            row = deposit_form(self.company, self._customer(customer_ref), amount=amount, on=self._today())
            return str(added(self.company, "Deposit", row, self._now())["Id"])

    def refund_receipt(self, customer_ref: str, amount: Decimal, number: str) -> str:
        """Money given back for goods: nothing that is owed moves. Gives its id."""
        with self.lock:
            customer = self._customer(customer_ref)
            row = refund_receipt_form(self.company, customer, amount=amount, on=self._today(), number=number)
            return str(self.company.add("RefundReceipt", row, self._now())["Id"])

    # ---- payments ----

    def receive(self, customer_ref: str, amount: Decimal, shares: Iterable[Share] = ()) -> str:
        """Money received, or none where credit is applied; what no share takes is unapplied. Gives its id."""
        with self.lock:
            body = {
                "CustomerRef": reference(self.customer_ids[customer_ref]),
                "TotalAmt": amount,
                "Line": _lines(shares),
            }
            row = payment_asked(self.company, body, self._now())
            return str(added(self.company, "Payment", row, self._now())["Id"])

    def apply(self, payment_id: str, shares: Iterable[Share]) -> None:
        """Apply more of a payment, or what is linked to it, to other documents."""
        with self.lock:
            row = self.company.find("Payment", payment_id)
            body = {
                "Id": payment_id,
                "SyncToken": row["SyncToken"],
                "sparse": True,
                "Line": _lines([*linked(row), *shares]),
            }
            write(self.company, "Payment", body, "save", self._now())

    # ---- invoices ----

    def edit_total(self, number: str, total: Decimal) -> None:
        """Change what an invoice is for; never to less than was paid on it."""
        with self.lock:
            row, currency = self._invoice(number), currency_of(self._invoice(number))
            if total < row["TotalAmt"] - row["Balance"]:
                raise business_rule(text="The transaction is worth less than what was already applied to it.")
            row |= {"TotalAmt": figure(total, currency), "Line": service_lines(total, currency)}
            self.company.settle("Invoice", row)
            self._posted(row)

    def move(self, number: str, customer_ref: str) -> None:
        """Another customer of the same currency, once nothing was paid on it."""
        with self.lock:
            row, to = self._invoice(number), self._customer(customer_ref)
            if self.company.applied_to(row["Id"]) or currency_of(to) != currency_of(row):
                raise business_rule(text="The customer of this transaction cannot be changed.")
            before = owners(self.company, "Invoice", row)
            row["CustomerRef"] = self.company.customer_reference(to["Id"])
            self.company.touch(row, self._now())
            rebalance(self.company, [*before, to], self._now())

    def send(self, number: str) -> None:
        """QuickBooks itself e-mails an invoice."""
        with self.lock:
            row, now = self._invoice(number), self._now()
            row |= {
                "EmailStatus": "EmailSent",
                "DeliveryInfo": {"DeliveryType": "Email", "DeliveryTime": stamp(now)},
            }
            self.company.touch(row, now)

    def bounce(self, number: str, why: Bounce = "Bounced Email") -> None:
        """The e-mail that QuickBooks sent last did not arrive."""
        with self.lock:
            row = self._invoice(number)
            row["DeliveryInfo"] = row["DeliveryInfo"] | {"DeliveryErrorType": why}
            self.company.touch(row, self._now())

    # ---- customers ----

    def set_active(self, customer_ref: str, *, active: bool) -> None:
        """Make a customer inactive, or active again."""
        with self.lock:
            row = self._customer(customer_ref)
            name = row["DisplayName"].removesuffix(" (deleted)")
            row |= {"Active": active, "DisplayName": name if active else f"{name} (deleted)"}
            self.company.touch(row, self._now())

    def bill_with(self, customer_ref: str, parent_ref: str | None) -> None:
        """Bill a sub-customer with its parent from now on, or (`None`) by itself below the same parent."""
        with self.lock:
            row = self._customer(customer_ref)
            if parent_ref is None:
                row["BillWithParent"] = False
            else:
                above = self._customer(parent_ref)
                if row["Id"] in self._line_above(above) or currency_of(row) != currency_of(above):
                    raise business_rule(text="This customer cannot be its parent.")
                row |= {"ParentRef": reference(above["Id"]), "Job": True, "BillWithParent": True}
                row["Level"] = int(above.get("Level", 0)) + 1
            self.company.touch(row, self._now())
            rebalance(self.company, [row], self._now())

    def merge(self, loser_ref: str, winner_ref: str) -> None:
        """All papers of one customer become another's, of the same currency; it is left inactive."""
        with self.lock:
            loser, winner = self._customer(loser_ref), self._customer(winner_ref)
            differ = loser is winner or currency_of(loser) != currency_of(winner)
            if differ or not (loser["Active"] and winner["Active"]):
                raise business_rule(text="These customers cannot be merged.")
            if any(row.get("ParentRef", {}).get("value") == loser["Id"] for row in self._customers()):
                raise business_rule(text="A customer with sub-customers cannot be merged.")
            for papers in self.company.rows.values():
                for row in papers.values():
                    if _renamed(row, loser["Id"], self.company.customer_reference(winner["Id"])):
                        self._restamped(row)
            self.set_active(loser_ref, active=False)
            rebalance(self.company, [loser, winner], self._now())

    def _line_above(self, row: Wire) -> list[str]:
        """The customer and its parents, by id."""
        line = [row["Id"]]
        while "ParentRef" in row:
            row = self.company.find("Customer", row["ParentRef"]["value"])
            line.append(row["Id"])
        return line

    def _customers(self) -> list[Wire]:
        return list(self.company.rows["Customer"].values())

    def _restamped(self, row: Wire) -> None:
        if self.merges_restamp:
            self.company.touch(row, self._now())

    def _posted(self, row: Wire) -> None:
        """A document was changed: a new version, and its customers' balances."""
        entity = next(name for name, rows in self.company.rows.items() if rows.get(row["Id"]) is row)
        self.company.touch(row, self._now())
        rebalance(self.company, owners(self.company, entity, row), self._now())


def _renamed(row: Wire, loser: str, winner: Wire) -> bool:
    """Put the winner wherever the loser is named; whether it was."""
    places = [row] + [
        line["JournalEntryLineDetail"]["Entity"]
        for line in row.get("Line", [])
        if "Entity" in line.get("JournalEntryLineDetail", {})
    ]
    parties = (line.get("DepositLineDetail", {}).get("Entity") for line in row.get("Line", []))
    found = False
    for place in places:
        for name in ("CustomerRef", "EntityRef"):
            if place.get(name, {}).get("value") == loser:
                place[name], found = place[name] | winner, True
    for party in parties:
        if party and party["value"] == loser:
            party.update(winner)
            found = True
    return found


def _lines(shares: Iterable[Share]) -> list[Wire]:
    return [
        {"Amount": amount, "LinkedTxn": [{"TxnId": document, "TxnType": kind}]}
        for kind, document, amount in shares
    ]
