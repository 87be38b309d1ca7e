"""What goes along with reminders: pay links and PDFs, fetched for the invoices about to be chased only.

The law: once for each version of an invoice, a link again when it is about to expire; before the last
look at the books, so that fetching takes nothing of its time. A reminder never waits for its papers: it
goes without what could not be had, which the run tells. Nothing here touches a decision.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.engine import Connection

from connectors.errors import ConnectorError, Refused, TryLater
from connectors.papers import Papers, PayLink
from connectors.spare import RESERVE, sparing
from dunning.account import COURTESIES, Account
from dunning.decisions import Notify
from dunning.effects import Attachment
from dunning.ledger import Invoice
from dunning.letters.wording import web_address
from sync.delivered import notify_of
from sync.store import papers as kept
from sync.store.outbox import Effect
from sync.store.papers import Paper, PaperKind
from sync.work import Work

MOST_ATTACHED: Final = 5
MOST_BYTES: Final = 7_000_000  # of all PDFs of one message: 10 MB once the mail has encoded them
RENEW_BEFORE: Final = timedelta(days=3)
"""A link that expires sooner than this is asked for again: who reads a reminder may not act at once."""
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
_MOST_TOLD = 20  # of one delivery: who reads more of the same learns nothing more


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes along with one message. `links`: by invoice id; `pdfs` likewise, in the letter's order."""

    links: Mapping[str, str]
    pdfs: Mapping[str, Attachment]


@dataclass(slots=True)
class Enclosures:
    """The papers of one ledger's messages in one delivery.

    `troubles`: what could not be had, in words, each once.
    """

    work: Work
    troubles: list[str]
    _given_up: bool = False
    _asked: set[tuple[PaperKind, str, str]] = field(default_factory=set)  # once, whatever came of it

    def gather(self, effects: Iterable[Effect]) -> None:
        """Fetch what these messages lack. No call is made for what is there already, nor for courtesies."""
        source = self.work.source
        every = map(notify_of, effects)
        acts = [act for act in every if act.kind not in COURTESIES or act.answer is not None]
        if not acts or not isinstance(source, Papers):
            return
        with self.work.store.write(self.work.lease()) as connection:
            kept.forget_settled(connection, self.work.ledger.id)
        if self.work.pay_links:
            lacking = self._lacking("link", [each for act in acts for each in act.overdue])
            for start in range(0, len(lacking), source.links_at_once):
                some = dict(lacking[start : start + source.links_at_once])
                self._fetch("link", some, partial(self._links, source))
        wanted = [each for act in acts for each in self._to_attach(act)]
        if wanted:
            for id_, version in self._lacking("pdf", wanted):
                self._fetch("pdf", {id_: version}, partial(self._pdfs, source))

    def of(self, connection: Connection, act: Notify, account: Account) -> Enclosed:
        """What is there for one message, of just those versions of its invoices that it was decided on."""
        known = {one.id: one for one in account.invoices}
        asked = [known[each] for each in act.overdue if each in known]
        now = self.work.now()
        links = {
            id_: paper.url
            for id_, paper in self._there(connection, "link", asked if self.work.pay_links else []).items()
            if paper.url and (paper.expires_at is None or paper.expires_at > now)
        }
        wanted = self._to_attach(act)
        return Enclosed(links, self._attached(connection, [one for one in asked if one.id in wanted]))

    def _to_attach(self, act: Notify) -> tuple[str, ...]:
        """Whose PDFs go along: those that they asked for; of others as many as one message carries."""
        if act.answer is not None:
            return act.answer.copies
        goes_along = self.work.attach_invoices and act.kind not in COURTESIES
        return act.overdue[:MOST_ATTACHED] if goes_along else ()

    def _attached(self, connection: Connection, asked: Sequence[Invoice]) -> dict[str, Attachment]:
        found, names, size = self._there(connection, "pdf", asked), set[str](), 0
        attached: dict[str, Attachment] = {}
        for invoice in asked:
            paper = found.get(invoice.id)
            if paper is None or paper.digest is None:
                continue
            if paper.body is None or size + len(paper.body) > MOST_BYTES:
                self._tell(f"the PDF of invoice {invoice.number or invoice.id} is too large to go along")
                continue
            name = _file_name(invoice)
            name = f"{name}-{len(names) + 1}" if name in names else name
            names.add(name)
            size += len(paper.body)
            attached[invoice.id] = Attachment(name=f"{name}.pdf", digest=paper.digest, content=paper.body)
        return attached

    def _there(self, connection: Connection, kind: PaperKind, asked: Sequence[Invoice]) -> dict[str, Paper]:
        if not asked:
            return {}
        found = kept.find(connection, self.work.ledger.id, kind, [one.id for one in asked])
        versions = {one.id: one.version for one in asked}
        return {id_: paper for id_, paper in found.items() if paper.version == versions[id_]}

    def _lacking(self, kind: PaperKind, invoice_ids: Sequence[str]) -> list[tuple[str, str]]:
        """Of these invoices those whose paper is to be fetched, with their versions, in the same order."""
        soon = self.work.now() + RENEW_BEFORE
        with self.work.store.read() as connection:
            versions = kept.versions(connection, self.work.ledger.id, invoice_ids)
            found = kept.find(connection, self.work.ledger.id, kind, invoice_ids)
        fresh = {
            id_
            for id_, paper in found.items()
            if paper.version == versions.get(id_) and (paper.expires_at is None or paper.expires_at > soon)
        }
        wanted = [(each, versions[each]) for each in dict.fromkeys(invoice_ids) if each in versions]
        return [pair for pair in wanted if pair[0] not in fresh and (kind, *pair) not in self._asked]

    def _fetch(
        self, kind: PaperKind, some: Mapping[str, str], call: Callable[[Mapping[str, str]], list[Paper]]
    ) -> None:
        """Ask the ledger once for these versions by invoice, and keep what it gave.

        After a failure that is not this invoice's own, nothing more is asked for.
        """
        self.work.rest()
        if self._given_up:
            return
        self.work.lease()
        self._asked.update((kind, *pair) for pair in some.items())
        try:
            with sparing():
                fetched = call(some)
        except ConnectorError as error:
            self._given_up = not isinstance(error, Refused)
            spared = isinstance(error, TryLater) and error.code == RESERVE
            self._tell("left out to save the day's last calls" if spared else str(error))
            return
        with self.work.store.write(self.work.lease()) as connection:
            kept.keep(connection, self.work.ledger.id, fetched)
        self.work.progress(f"{self.work.ledger.name}: fetched pay links and PDFs")

    def _links(self, source: Papers, some: Mapping[str, str]) -> list[Paper]:
        found, now = source.pay_links([*some]), self.work.now()
        links = {id_: self._sound(link, id_) for id_, link in found.items() if id_ in some}
        return [
            Paper(
                invoice_id=id_,
                kind="link",
                version=version,
                fetched_at=now,
                expires_at=link.expires_at if (link := links.get(id_)) else None,
                url=link.url if link else None,
            )
            for id_, version in some.items()
        ]

    def _sound(self, link: PayLink, invoice_id: str) -> PayLink | None:
        """The link, when it is one that a customer may be asked to follow."""
        address = web_address(link.url)
        if address == link.url and urlsplit(address).scheme == "https":
            return link
        self._tell(f"the pay link of invoice {invoice_id} is no https address")
        return None

    def _pdfs(self, source: Papers, some: Mapping[str, str]) -> list[Paper]:
        return [
            Paper(
                invoice_id=id_,
                kind="pdf",
                version=version,
                fetched_at=self.work.now(),
                digest=hashlib.sha256(body := source.invoice_pdf(id_)).hexdigest(),
                body=body if len(body) <= MOST_BYTES else None,  # it would only fill the store
            )
            for id_, version in some.items()
        ]

    def _tell(self, trouble: str) -> None:
        words = f"pay links and PDFs: {trouble}"
        if words not in self.troubles and len(self.troubles) <= _MOST_TOLD:
            full = len(self.troubles) == _MOST_TOLD
            self.troubles.append("pay links and PDFs: and more like these" if full else words)


def _file_name(invoice: Invoice) -> str:
    """The invoice's number as a file may be called anywhere."""
    plain = unicodedata.normalize("NFKD", invoice.number or "").encode("ascii", "ignore").decode()
    name = _UNFIT.sub("-", plain).strip("-.")[:_LONGEST_NAME]
    return f"Invoice-{name or _UNFIT.sub('-', invoice.id)}"
