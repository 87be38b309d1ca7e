"""The PDFs of overdue invoices, read from the ledger for a dossier and kept as documents of the customer.

The law: only what is missing is asked for, in calls that spare the day's last ones; each is kept as the
ledger gave it on that day, which need not be as the customer was sent it.
"""

from __future__ import annotations

from connectors.papers import Papers
from connectors.spare import sparing
from dunning.ledger import Invoice
from sync.commands.documents import Given, keep
from sync.commands.targets import ActError
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.part import safe
from sync.office import Office
from sync.store import ledgers
from sync.store.ledgers import LinkedLedger


def lacking(facts: Facts) -> list[Invoice]:
    """Overdue invoices of which no PDF is kept."""
    kept = {pdf.invoice_id for pdf in facts.pdfs}
    kept |= {one.invoice_id or "" for one, _ in facts.documents if one.kind == "invoice"}
    owed = (each for account in facts.accounts for each in account.owed)
    return [each.invoice for each in owed if each.state == "overdue" and each.invoice.id not in kept]


def fetch(office: Office, ledger: LinkedLedger, facts: Facts, by: str) -> int:
    """Read and keep what is lacking; how many. Raises `ActError`, `ConnectorError`; what was kept stays."""
    wanted = lacking(facts)
    if not wanted:
        return 0
    with office.source(ledger) as (provider, source):
        if not isinstance(source, Papers):
            msg = f"{provider.title} gives no PDFs of invoices: attach copies of them (--kind invoice)"
            raise ActError(msg)
        for each in wanted:
            with sparing():
                body = source.invoice_pdf(each.id)
            number = each.number or each.id
            given = Given(
                name=f"Invoice-{safe(number)}.pdf",
                body=body,
                kind="invoice",
                invoice=number,
                note=f"as the ledger gave it on {facts.today}",
            )
            with office.store.write() as connection:
                ledgers.lock(connection, ledger.id)
                keep(connection, ledger, facts.customer, each, given, by, facts.now)
    return len(wanted)
