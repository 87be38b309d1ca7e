"""The ledger's own pay links of open invoices, as fetched for reminders or fetched now, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from connectors.errors import ConnectorError
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


def own_links(office: Office, ledger: LinkedLedger, invoices: Sequence[Invoice]) -> dict[str, str]:
    """By invoice id; none where the settings say so. Of what cannot be had now there is none either."""
    if not office.config.ledger(ledger.name).pay_links:
        return {}
    now = office.clock.now()
    told = {one.id: one.pay_url for one in invoices if one.pay_url and _is_sound(one.pay_url)}
    asked = [one for one in invoices if one.id not in told]
    with office.store.read() as connection:
        found = papers.find(connection, ledger.id, "link", [one.id for one in asked])
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
    if not lacking:
        return {}
    links: dict[str, PayLink] = {}
    try:
        with office.source(ledger) as (_, source), sparing():
            if not isinstance(source, Papers):
                return {}
            for start in range(0, len(lacking), source.links_at_once):
                links |= source.pay_links([one.id for one in lacking[start : start + source.links_at_once]])
    except (ConnectorError, DuesyncError):
        return {}
    made = {}
    for one in lacking:
        link = links.get(one.id)
        sound = link if link is not None and _is_sound(link.url) else None
        made[one.id] = Paper(
            invoice_id=one.id,
            kind="link",
            version=one.version,
            fetched_at=office.clock.now(),
            expires_at=None if sound is None else sound.expires_at,
            url=None if sound is None else sound.url,
        )
    with office.store.write() as connection:
        papers.keep(connection, ledger.id, list(made.values()))
    return made


def _is_sound(url: str) -> bool:
    """Whether a customer may be asked to follow it."""
    return web_address(url) == url and url.startswith("https://")
