"""How many calls the provider counts: idle pulls, last looks, first pulls, and calls in flight."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from connectors.sandbox.book import Book, BookInvoice
from connectors.sandbox.generate import book as seeded
from sync.decide import decide_due
from sync.deliver import deliver
from sync.pull import pull
from tests.benchmarks.result import Result
from tests.connectors.quickbooks_linked import TODAY, linked
from tests.world import QUICKBOOKS, XERO, World, world

OPEN = 1000
_PAPERS = re.compile(r"OnlineInvoice|invoiceLink")


def measured() -> Iterator[Result]:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder, world(Path(folder)) as made:
        made.ready_to_send()
        for name, api, bar in (
            (QUICKBOOKS, made.sandbox.quickbooks, 1),
            (XERO, made.sandbox.xero, 5),
        ):
            title = "quickbooks" if name == QUICKBOOKS else "xero"
            sent, looks = _sent(made, name, api)
            yield Result(
                f"{title}_calls_of_a_last_look", looks, "at most", bar, f"{sent} messages within 120 seconds"
            )
            _pulled(made, name)  # brings back what was just written
            api.calls.clear()
            _pulled(made, name)
            idle = len(api.calls) if title == "xero" else api.metered_calls()
            yield Result(f"{title}_calls_of_an_idle_pull", idle, "at most", bar, "nothing changed")
    with linked(_a_thousand_open()) as on:
        on.ledger.organisation()
        pages = on.pull()
        kinds = sum(len(page.rows) for page in pages)
        yield Result(
            "quickbooks_reads_of_a_first_pull",
            on.api.metered_calls(),
            "at most",
            8,
            f"{OPEN} open invoices, {kinds} rows, company and preferences",
        )


def _sent(made: World, name: str, api: Any) -> tuple[int, int]:
    """Messages, and the reads that looking again before them took; pay links are fetched before the look."""
    with made.office.work(name) as work:
        decide_due(work)
        api.calls.clear()
        sent = deliver(work).messages
    looked = [call for call in api.calls if call.metered and not _PAPERS.search(f"{call.path}?{call.query}")]
    writes = ("PUT", "POST") if name == XERO else ()  # QuickBooks takes queries by POST, and meters no write
    return sent, sum(call.method not in writes for call in looked)


def _pulled(made: World, name: str) -> None:
    with made.office.work(name) as work:
        pull(work)


def _a_thousand_open() -> Book:
    """A seeded book with its open invoices made up to exactly a thousand."""
    plain = seeded(seed=7, today=TODAY, flavour="quickbooks")
    customer = next(each for each in plain.customers if each.parent is None and each.active)
    issued = TODAY - timedelta(days=40)
    paid = {ref for payment in plain.payments for ref, _ in payment.applied}
    still = [each for each in plain.invoices if each.ref not in paid and not each.void and not each.draft]
    more = tuple(
        BookInvoice(
            ref=f"more{number}",
            number=f"M{number:05}",
            customer=customer.ref,
            issued_on=issued,
            due_on=issued + timedelta(days=14),
            currency=customer.currency,
            total=Decimal(100 + number),
            billed_to=None,
            reference=None,
            void=False,
            draft=False,
        )
        for number in range(OPEN - len(still))
    )
    return replace(plain, invoices=plain.invoices + more)
