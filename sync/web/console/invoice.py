"""Why: of any invoice, chased or not, what was decided about it, on what, and what would change that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import Route

import connectors
from dunning.ledger import of_minor
from dunning.reaching import CHANNEL_WORDS
from sync.badges import Weight
from sync.commands import ActError, the_invoice
from sync.commands.targets import today_of
from sync.office import Office
from sync.replay import Changed, replay_one
from sync.store import decided, facts, review
from sync.store.ledgers import LinkedLedger
from sync.timeline import decisions_of
from sync.timeline.said import step_in_words
from sync.web.console.desk import Nowhere, Visit, at
from sync.web.console.typed import in_console, without_commands
from sync.why import Why, why

_SHOWN = 20  # decisions


def routes() -> list[Route]:
    """For the console's router."""
    return [at("/ledgers/{ledger}/invoices/{number:path}", show)]


@dataclass(frozen=True, slots=True)
class Paper:
    """The invoice as staged. `days`: past due while it is open; `page`: in the ledger itself, "" unknown."""

    number: str
    customer_id: str
    customer: str
    currency: str
    issued_on: date | None
    due_on: date | None
    total: Decimal
    balance: Decimal
    status: str
    days: int
    page: str


def show(visit: Visit) -> Response:
    """The page. Of several invoices with one number the words say which ids to ask for."""
    ledger, office = visit.ledger(), visit.office
    with office.store.read() as connection:
        try:
            row = the_invoice(connection, ledger, visit.path("number"))
        except ActError as error:
            if "has no invoice" in str(error):
                raise Nowhere from None
            raise
        owner = review.billed_customers(connection, ledger.id).get(row.customer_id, row.customer_id)
        paper = _paper(visit, ledger, row, {one.id: one.name for one in facts.customers(
            connection, ledger.id, [row.customer_id])})  # fmt: skip
        history = decisions_of(office, connection, ledger, owner, row.currency)
        standing = decided.numbers(connection, ledger.id, [(owner, row.currency)]).get((owner, row.currency))
    found = why(office, ledger, row.id if row.number is None else row.number)
    again = None if standing is None else replay_one(office, ledger, standing)
    return visit.page(
        "console/invoice.html",
        ledger=ledger,
        owner=owner,
        paper=paper,
        why=found,
        verdict=_verdict(paper, found),
        history=history[:_SHOWN],
        older=max(len(history) - _SHOWN, 0),
        replayed=None if again is None else _replayed(*again),
        step_in_words=step_in_words,
        plain=without_commands,
        in_console=in_console,
        channels=CHANNEL_WORDS,
        zone=ZoneInfo(ledger.timezone),
    )


def _paper(visit: Visit, ledger: LinkedLedger, row: Any, names: dict[str, str]) -> Paper:
    late = row.status == "open" and row.balance and row.due_on is not None
    return Paper(
        number=row.number or row.id,
        customer_id=row.customer_id,
        customer=names.get(row.customer_id, row.customer_id),
        currency=row.currency,
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=of_minor(row.total, row.currency),
        balance=of_minor(row.balance, row.currency),
        status=row.status,
        days=max((today_of(visit.office, ledger) - row.due_on).days, 0) if late else 0,
        page=_page_of(visit.office, ledger, row.id),
    )


def _page_of(office: Office, ledger: LinkedLedger, invoice_id: str) -> str:
    """Where the ledger itself shows it; "" where that is not known, or something stands in its place."""
    provider = connectors.provider(ledger.provider)
    settings = office.config.ledgers.get(ledger.name)
    if provider.invoice_page is None or settings is None or settings.hosts:
        return ""
    return provider.invoice_page(ledger.environment, invoice_id)


def _verdict(paper: Paper, found: Why) -> tuple[str, Weight]:
    """What one wants to know first."""
    if paper.status != "open" or not paper.balance:
        state = "paid" if paper.status in ("paid", "open") else paper.status
        return f"It is {state}: nothing is asked for it.", "good"
    if found.action == "none":
        return "Nothing was decided yet.", "warn"
    if found.action != "wait":
        named = (
            step_in_words(found.proposed.kind, found.proposed.level) if found.proposed else "The next step"
        )
        return f"{named} goes by {CHANNEL_WORDS[found.action]} with the next run.", "good"
    if found.part:
        return "It is not asked for now.", "warn"
    return "Nothing is sent now.", "warn"


def _replayed(again: Changed, is_same: bool) -> tuple[str, Weight]:
    """What came of taking the standing decision again."""
    if is_same:
        under = f" (though {', '.join(again.under)} changed since)" if again.under else ""
        return f"Decided again on the same facts, it comes out the same to the letter{under}.", "good"
    if again.under:
        told = f"{', '.join(again.under)} changed since"
        return f"Decided again today it comes out otherwise, for {told}: {again.is_now[2]}", "warn"
    return "Decided again under the same versions it comes out otherwise: that is a fault; tell us.", "bad"
