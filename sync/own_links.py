"""The ledger's own pay links of open invoices, as fetched for reminders or fetched now, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import Connection

from connectors.errors import ConnectorError
from connectors.hurry import hurrying
from connectors.papers import Papers, PayLink
from connectors.spare import sparing
from dunning.ledger import Invoice
from dunning.letters.wording import web_address
from sync.errors import DuesyncError
from sync.store import papers
from sync.store.ledgers import LinkedLedger
from sync.store.papers import Paper

if TYPE_CHECKING:
    from sync.office import Office

_MOST: Final = 10  # fetched while somebody waits for a page
_PATIENCE: Final = 3.0  # seconds that they wait for the ledger
_REST: Final = timedelta(minutes=10)  # after it gave nothing, pages do without


def fetched_links(
    office: Office, connection: Connection, ledger: LinkedLedger, invoices: Sequence[Invoice]
) -> dict[str, Paper]:
    """Those that were fetched before, by invoice id; none where the settings say so."""
    asked = [one.id for one in invoices if not _is_told(one)]
    if not asked or not office.config.ledger(ledger.name).pay_links:
        return {}
    return papers.find(connection, ledger.id, "link", asked)


def own_links(
    office: Office, ledger: LinkedLedger, invoices: Sequence[Invoice], found: Mapping[str, Paper]
) -> dict[str, str]:
    """By invoice id; none where the settings say so. Of what cannot be had now there is none either.

    `found`: what `fetched_links` found.
    """
    if not office.config.ledger(ledger.name).pay_links:
        return {}
    now = office.clock.now()
    told = {one.id: one.pay_url for one in invoices if one.pay_url and _is_told(one)}
    asked = [one for one in invoices if one.id not in told]
    current = {
        one.id: paper
        for one in asked
        if (paper := found.get(one.id)) is not None
        and paper.version == one.version
        and (paper.expires_at is None or paper.expires_at > now)
    }
    current |= _fetched(office, ledger, [one for one in asked if one.id not in current][:_MOST])
    return told | {id_: paper.url for id_, paper in current.items() if paper.url}


def _fetched(office: Office, ledger: LinkedLedger, lacking: Sequence[Invoice]) -> dict[str, Paper]:
    """Asked for once, and soon given up: a page is shown without them, and does not ask again for a while."""
    if not lacking:
        return {}
    now = office.clock.now()
    links = _asked(office, ledger, [one.id for one in lacking])
    made = {one.id: _paper(one, None, now, now + _REST) for one in lacking}
    if links is not None:
        sound = {id_: link for id_, link in links.items() if _is_sound(link.url)}
        made = {one.id: _paper(one, sound.get(one.id), now) for one in lacking}
    with office.store.write() as connection:
        papers.keep(connection, ledger.id, list(made.values()))
    return made


def _asked(office: Office, ledger: LinkedLedger, invoice_ids: Sequence[str]) -> Mapping[str, PayLink] | None:
    """What the ledger says; `None` where it says nothing now."""
    links: dict[str, PayLink] = {}
    try:
        with office.source(ledger) as (_, source), sparing(), hurrying(_PATIENCE):
            if isinstance(source, Papers):
                for start in range(0, len(invoice_ids), source.links_at_once):
                    links |= source.pay_links(invoice_ids[start : start + source.links_at_once])
    except (ConnectorError, DuesyncError):
        return None
    return links


def _paper(invoice: Invoice, link: PayLink | None, now: datetime, again: datetime | None = None) -> Paper:
    """The invoice's link, or that it has none; `again`: when that is asked once more."""
    return Paper(
        invoice_id=invoice.id,
        kind="link",
        version=invoice.version,
        fetched_at=now,
        expires_at=again if link is None else link.expires_at,
        url=None if link is None else link.url,
    )


def _is_told(invoice: Invoice) -> bool:
    """Whether the books told it with the invoice."""
    return bool(invoice.pay_url) and _is_sound(invoice.pay_url or "")


def _is_sound(url: str) -> bool:
    """Whether a customer may be asked to follow it."""
    return web_address(url) == url and url.startswith("https://")
