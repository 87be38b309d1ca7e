"""Papers: where an invoice is paid, and the invoice as PDF, where a ledger has them."""

from __future__ import annotations

from decimal import Decimal

from connectors.base import Ledger
from connectors.contract.checks import agree, fail, hold, skip_unless
from connectors.contract.source import IMPATIENT, Calls, Trouble
from connectors.contract.stand import Stand
from connectors.errors import Refused, TryLater
from connectors.papers import Papers as PapersPort
from connectors.papers import is_pdf
from connectors.spare import sparing

_MOST_ASKED = 20


def _ledger(stand: Stand, another: Ledger | None = None) -> PapersPort:
    ledger, can = another or stand.ledger, stand.source.abilities.has_papers
    if isinstance(ledger, PapersPort):
        hold(can, "it has pay links and PDFs, which its abilities do not say")
        return ledger
    skip_unless(can, "this ledger has no pay links and no PDFs")
    return fail("its abilities speak of pay links and PDFs, but it has none")


class Papers:
    """As `connectors.papers.Papers` has them."""

    def test_links_are_told_of_many_invoices_in_few_calls(self, stand: Stand) -> None:
        """Https addresses, none twice, of nobody else's invoices, each call counted."""
        ledger = _ledger(stand)
        staged, _ = stand.first()
        ids = [row.id for row in staged.open()][:_MOST_ASKED]
        taken, spare = stand.allowance.taken, stand.allowance.spare
        with sparing():
            links = ledger.pay_links(ids)
        hold(len(links) > 0 and links.keys() <= {*ids}, "links of none of the invoices, or of others")
        urls = [link.url for link in links.values()]
        hold(all(url.startswith("https://") for url in urls), "a link that is no https address")
        agree(len({*urls}), len(urls), "links that differ")
        calls = -(-len(ids) // ledger.links_at_once)
        agree(stand.allowance.taken - taken, calls, "calls for links")
        agree(stand.allowance.spare - spare, calls, "calls for links that could have waited")
        hold(
            all(
                link.expires_at is None or link.expires_at.utcoffset() is not None for link in links.values()
            ),
            "a link expires at a time without its zone",
        )
        agree({*ledger.pay_links(ids).items()}, {*links.items()}, "the same links asked for again")

    def test_an_invoice_is_had_as_pdf_by_one_call(self, stand: Stand) -> None:
        """Its bytes as they are; and another's differ."""
        ledger = _ledger(stand)
        row, staged, _ = stand.billed()
        before = stand.allowance.taken
        body = ledger.invoice_pdf(row.id)
        hold(is_pdf(body), "what came is no PDF")
        agree(stand.allowance.taken - before, 1, "calls for a PDF")
        other = next(one for one in staged.open() if one.id != row.id)
        hold(ledger.invoice_pdf(other.id) != body, "two invoices have the same PDF")
        stand.source.pay(row.number or "", Decimal(1))
        hold(ledger.invoice_pdf(row.id) != body, "the PDF is not of the invoice as it stands")

    def test_the_pdf_of_what_is_no_invoice_is_refused(self, stand: Stand) -> None:
        """And the next call works."""
        ledger = _ledger(stand)
        row, _, _ = stand.billed()
        stand.caught(lambda: ledger.invoice_pdf(f"{row.id[:-1]}~"), Refused)
        hold(is_pdf(ledger.invoice_pdf(row.id)), "what came is no PDF")

    def test_papers_that_cannot_be_had_now_are_tried_later(self, stand: Stand) -> None:
        """Nothing but a whole PDF is one, and no trouble means "no link"."""
        ledger = _ledger(stand)
        row, _, _ = stand.billed()
        for trouble in sorted(stand.source.abilities.troubles - {Trouble.SLOW, Trouble.TRICKLES}):
            self._not_now(stand, ledger, row.id, trouble)

    def test_papers_that_come_too_slowly_are_tried_later(self, stand: Stand) -> None:
        """No call for one waits longer than its timeout."""
        ledger = _ledger(stand, stand.another(read_timeout=IMPATIENT))
        row, _, _ = stand.billed()
        for trouble in sorted(stand.source.abilities.troubles & {Trouble.SLOW, Trouble.TRICKLES}):
            self._not_now(stand, ledger, row.id, trouble)

    def _not_now(self, stand: Stand, ledger: PapersPort, invoice_id: str, trouble: Trouble) -> None:
        stand.source.trouble(trouble, Calls.READS)
        stand.caught(lambda: ledger.invoice_pdf(invoice_id), TryLater)
        stand.caught(lambda: ledger.pay_links([invoice_id]), TryLater)
        stand.source.heal()

    def test_one_failed_try_for_papers_is_repeated_inside(self, stand: Stand) -> None:
        """Nobody hears of it."""
        ledger = _ledger(stand)
        row, _, _ = stand.billed()
        for trouble in sorted({Trouble.CUT, Trouble.DOWN, Trouble.EMPTY} & stand.source.abilities.troubles):
            stand.source.trouble(trouble, Calls.READS, times=1)
            hold(is_pdf(ledger.invoice_pdf(row.id)), "what came is no PDF")
            stand.source.heal()
