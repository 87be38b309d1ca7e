"""Pay links and PDFs: who gets them, what they cost, and that no reminder waits for them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from connectors.http import ATTEMPTS
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import Call
from dunning.decisions import Notify
from dunning.effects import Message
from sync import commands, tables
from sync.decide import decide_due
from sync.deliver import deliver
from sync.papers import MOST_BYTES
from sync.pull import pull
from sync.store import documents, outbox
from sync.store.papers import Paper
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

# in the languages of the pretend customers' letters
TOLD_OF_A_COPY = (
    "a copy is attached",
    "eine Kopie liegt bei",
    "copie jointe",
    "se adjunta copia",
    "kopie bijgevoegd",
)
LINK_CALLS = re.compile(r"/OnlineInvoice\?|include=invoiceLink")
PDF_CALLS = re.compile(r"/invoice/\d+/pdf|/Invoices/[0-9a-f-]{36}\?*$")
ATTACH = 'attach_invoices = "overdue"'
AWAY = 302  # from Xero it is not tried again at once


@dataclass
class Books:
    """The world, the instant at its ledgers, and what was asked of one of them."""

    made: World
    now: datetime

    def api(self, name: str) -> list[Call]:
        return (self.made.sandbox.xero if name == XERO else self.made.sandbox.quickbooks).calls

    def asked(self, name: str, what: re.Pattern[str]) -> list[Call]:
        return [call for call in self.api(name) if what.search(f"{call.path}?{call.query}")]

    def fail(self, name: str, fault: Fault) -> None:
        api = self.made.sandbox.xero if name == XERO else self.made.sandbox.quickbooks
        api.faults.add(fault)

    def later(self, name: str, days: int) -> int:
        """So many days on all is approved and sent; only its calls are kept. How many messages."""
        self.now += timedelta(days=days)
        self.made.at(self.now)
        with self.made.office.store.write() as connection:
            connection.execute(sa.delete(tables.allowances))  # the minute of the budget is over too
        commands.confirm_books(self.made.office, self.made.office.linked(name), self.now.date())
        self.api(name).clear()
        first = self.made.run(name).delivered.messages
        self.made.approve(name)
        return first + self.made.run(name).delivered.messages

    def papers(self, name: str, kind: str) -> dict[str, Paper]:
        ledger = self.made.office.linked(name)
        columns = [tables.papers.c[one] for one in Paper.__dataclass_fields__]
        query = sa.select(*columns).where(
            tables.papers.c.ledger_id == ledger.id, tables.papers.c.kind == kind
        )
        with self.made.office.store.read() as connection:
            return {row["invoice_id"]: Paper(**row) for row in connection.execute(query).mappings()}

    def sent(self) -> list[tuple[Notify, Message]]:
        """Each message that went, as it was decided on and as it is kept."""
        columns = tables.effects.c
        query = sa.select(columns.payload, columns.rendered).where(
            columns.kind == "message", columns.state == "done"
        )
        with self.made.office.store.read() as connection:
            return [
                (msgspec.json.decode(row[0], type=Notify), msgspec.json.decode(row[1], type=Message))
                for row in connection.execute(query)
            ]


@contextmanager
def books(
    folder: Path, *names: str, attach: bool = False, more: str = "", store: str = "", customers: int = 12
) -> Iterator[Books]:
    """All is approved, nothing sent yet, and no call counted."""
    with world(folder, customers=customers, store=store or None, source_clock=lambda: on.now) as made:
        on = Books(made, WORKING_DAY)
        text = made.config.read_text(encoding="utf-8")
        keys = "\n".join(("settle_after_seconds = 0", ATTACH if attach else "", more))
        made.config.write_text(text.replace("settle_after_seconds = 0", keys), encoding="utf-8")
        company = made.sandbox.quickbooks.company
        for row in company.rows["Invoice"].values():  # as QuickBooks fills in by itself for a customer
            address = company.find("Customer", row["CustomerRef"]["value"]).get("PrimaryEmailAddr")
            row.update({"BillEmail": address} if address else {})
        made.at(WORKING_DAY).ready_to_send(*names)
        for name in names:
            on.api(name).clear()
        yield on


@pytest.mark.parametrize("name", BOTH)
def test_links_are_asked_for_once_and_only_for_invoices_about_to_be_chased(
    tmp_path: Path, store_url: str, name: str
) -> None:
    with books(tmp_path, name, store=store_url) as on:
        done = on.made.run(name).delivered
        assert done.messages == len(on.made.mail()) > 5
        assert done.left_out == []
        chased = {id_ for act, _ in on.sent() for id_ in act.overdue}
        links = on.papers(name, "link")
        assert links.keys() == chased
        calls = on.asked(name, LINK_CALLS)
        assert len(calls) == (len(chased) if name == XERO else 1)
        assert on.asked(name, PDF_CALLS) == []
        for act, message in on.sent():
            told = {paper.url for id_ in act.overdue if (paper := links[id_]).url}
            assert {one for one in told if one not in message.text} == set()
            assert all(one in message.html for one in told)
        assert any(paper.url for paper in links.values())
        on.later(name, 8)
        again = " ".join(f"{call.path} {call.body!r}" for call in on.asked(name, LINK_CALLS))
        assert not [id_ for id_ in chased if f"'{id_}'" in again or f"/{id_}/" in again]
        assert len(on.sent()) > done.messages


@pytest.mark.parametrize("name", BOTH)
def test_copies_of_the_invoices_go_along_where_that_is_asked_for(tmp_path: Path, name: str) -> None:
    with books(tmp_path, name, attach=True, customers=7) as on:
        done = on.made.run(name).delivered
        assert done.left_out == []
        kept = on.papers(name, "pdf")
        sent = on.sent()
        assert len(sent) == done.messages
        mails = {str(mail["Message-ID"]): mail for mail in on.made.mail()}
        assert len(mails) == len(sent)
        for act, message in sent:
            mail = mails[message.message_id]
            attached = list(mail.iter_attachments())
            bodies = [one.get_content() for one in attached]
            assert [kept[id_].body for id_ in act.overdue[:5]] == bodies
            assert [hashlib.sha256(body).hexdigest() for body in bodies] == [
                one.digest for one in message.attachments
            ]
            assert [one.get_filename() for one in attached] == [one.name for one in message.attachments]
            assert [one.content for one in message.attachments] == [b""] * len(attached)
            assert sum(map(message.text.count, TOLD_OF_A_COPY)) == len(attached) > 0
        assert len(on.asked(name, PDF_CALLS)) == len(kept)
        assert len({paper.digest for paper in kept.values()}) == len(kept)
        on.api(name).clear()
        on.later(name, 8)
        assert not [call for call in on.asked(name, PDF_CALLS) if any(id_ in call.path for id_ in kept)]


@pytest.mark.parametrize("again", [True, False])
def test_no_copy_of_an_invoice_as_it_was_goes_along_once_it_has_changed(tmp_path: Path, again: bool) -> None:
    with books(tmp_path, QUICKBOOKS, attach=True) as on:
        company = on.made.sandbox.quickbooks.company
        with on.made.office.work(QUICKBOOKS) as work:
            pull(work)
            decide_due(work)
            with work.store.read() as connection:
                ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
            acts = [msgspec.json.decode(one.payload, type=Notify) for one in ready]
            chased = {id_ for act in acts for id_ in act.overdue[:5]}
            with on.made.sandbox.quickbooks.lock:
                for row in company.rows["Invoice"].values():
                    company.touch(row, on.now)
            if not again:
                away = Fault(match=r"/pdf\?", action="status", times=None, status=AWAY, skip=len(chased))
                on.fail(QUICKBOOKS, away)
            done = deliver(work)
        assert done.messages == len(acts) > 5
        assert bool(done.left_out) is not again
        kept = on.papers(QUICKBOOKS, "pdf")
        assert kept.keys() == chased
        now = {id_ for id_, one in kept.items() if one.version == company.rows["Invoice"][id_]["SyncToken"]}
        assert now == (chased if again else set())
        assert len(on.asked(QUICKBOOKS, PDF_CALLS)) == len(chased) + (len(chased) if again else ATTEMPTS)
        attached = [len(message.attachments) for _, message in on.sent()]
        assert sum(attached) == (sum(len(act.overdue[:5]) for act in acts) if again else 0)


def test_a_link_that_is_about_to_expire_is_asked_for_again_and_one_that_has_is_not_used(
    tmp_path: Path,
) -> None:
    with books(tmp_path, QUICKBOOKS) as on:
        on.made.run(QUICKBOOKS)
        first = on.papers(QUICKBOOKS, "link")
        payable = {id_ for id_, paper in first.items() if paper.url}
        before = len(on.sent())
        on.later(QUICKBOOKS, 34)
        second = on.papers(QUICKBOOKS, "link")
        latest = on.sent()[before:]
        again = {id_ for act, _ in latest for id_ in act.overdue} & payable
        assert again
        for id_ in again:
            expires = second[id_].expires_at
            assert expires is not None
            assert expires > on.now
            assert second[id_].url != first[id_].url
            assert any(str(second[id_].url) in message.text for _, message in latest)
            assert not any(str(first[id_].url) in message.text for _, message in latest)


@pytest.mark.parametrize(("status", "calls"), [(404, "each"), (AWAY, "one")])
def test_a_paper_that_cannot_be_had_stops_no_reminder_and_is_told(
    tmp_path: Path, status: int, calls: str
) -> None:
    with books(tmp_path, XERO, attach=True) as on:
        on.fail(XERO, Fault(match=r"OnlineInvoice", action="status", times=None, status=status))
        done = on.made.run(XERO).delivered
        assert done.messages == len(on.made.mail()) > 5
        assert (done.refused, done.later, done.troubled) == (0, 0, [])
        assert done.left_out
        assert all(one.startswith("pay links and PDFs: pay link of invoice ") for one in done.left_out)
        chased = {id_ for act, _ in on.sent() for id_ in act.overdue}
        assert len(on.asked(XERO, LINK_CALLS)) == (len(chased) if calls == "each" else 1)
        attached = sum(len(message.attachments) for _, message in on.sent())
        assert attached == (len(chased) if calls == "each" else 0)
        assert not any("pay online" in message.text for _, message in on.sent())


def test_when_the_days_calls_are_nearly_used_up_reminders_go_without(tmp_path: Path) -> None:
    with books(tmp_path, QUICKBOOKS, attach=True) as on:
        with on.made.office.store.read() as connection:
            used = connection.scalar(sa.select(sa.func.sum(tables.calls.c.metered))) or 0
        text = on.made.config.read_text(encoding="utf-8")
        keys = f"settle_after_seconds = 0\ncalls_per_day = {used + 20}"
        on.made.config.write_text(text.replace("settle_after_seconds = 0", keys), encoding="utf-8")
        done = on.made.at(WORKING_DAY).run(QUICKBOOKS).delivered
        assert done.messages == len(on.made.mail()) > 5
        assert done.left_out == ["pay links and PDFs: left out to save the day's last calls"]
        assert on.asked(QUICKBOOKS, LINK_CALLS) + on.asked(QUICKBOOKS, PDF_CALLS) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("%PDF-1.4\n" + "x" * MOST_BYTES + "%%EOF", "is too large to go along"),
        ("<html>come in</html>", "could not be had"),
    ],
)
def test_what_is_too_large_or_no_pdf_is_not_attached_and_told(tmp_path: Path, body: str, why: str) -> None:
    with books(tmp_path, QUICKBOOKS, attach=True) as on:
        kind = {"Content-Type": "application/pdf"} if body.startswith("%PDF") else {}
        status = 200 if kind else 404
        on.fail(
            QUICKBOOKS,
            Fault(match=r"/pdf\?", action="status", times=1, status=status, body=body, headers=kind),
        )
        done = on.made.run(QUICKBOOKS).delivered
        assert done.messages > 5
        assert len(done.left_out) == 1
        assert why in done.left_out[0] or "the PDF of invoice" in done.left_out[0]
        missing = sum(len(act.overdue[:5]) - len(message.attachments) for act, message in on.sent())
        assert missing == 1


def test_a_link_to_anything_but_a_safe_web_address_is_left_out(tmp_path: Path) -> None:
    with books(tmp_path, XERO) as on:
        body = '{"OnlineInvoices":[{"OnlineInvoiceUrl":"http://in.xero.example/a"}]}'
        on.fail(XERO, Fault(match=r"OnlineInvoice", action="status", times=None, status=200, body=body))
        done = on.made.run(XERO).delivered
        assert done.messages > 5
        assert "is no https address" in done.left_out[0]
        assert not any("pay online" in message.text for _, message in on.sent())


def test_no_link_is_asked_for_where_they_are_turned_off(tmp_path: Path) -> None:
    with books(tmp_path, QUICKBOOKS, more="pay_links = false") as on:
        assert on.made.run(QUICKBOOKS).delivered.messages > 5
        assert on.asked(QUICKBOOKS, LINK_CALLS) == []
        assert on.papers(QUICKBOOKS, "link") == {}


def test_a_pdf_is_kept_while_its_invoice_is_open_and_its_digest_for_good(tmp_path: Path) -> None:
    with books(tmp_path, XERO, attach=True, customers=7) as on:
        on.made.run(XERO)
        id_ = next(act.overdue[0] for act, _ in on.sent())
        before = on.papers(XERO, "pdf")[id_]
        xero = on.made.sandbox.xero
        number = xero.books.invoices[id_].number
        xero.pay(number, xero.balance_of(number))
        on.later(XERO, 8)
        after = on.papers(XERO, "pdf")[id_]
        assert before.body
        assert (after.body, after.digest) == (None, before.digest)


def test_a_pdf_stays_as_it_first_went_whatever_the_invoice_becomes(tmp_path: Path) -> None:
    with books(tmp_path, QUICKBOOKS, attach=True, customers=7) as on:
        on.made.run(QUICKBOOKS)
        first = on.papers(QUICKBOOKS, "pdf")
        company = on.made.sandbox.quickbooks.company
        with on.made.sandbox.quickbooks.lock:
            for row in company.rows["Invoice"].values():
                row["CustomerRef"]["name"] += " (renamed)"
                company.touch(row, on.now)
        on.later(QUICKBOOKS, 8)
        second = on.papers(QUICKBOOKS, "pdf")
        ledger = on.made.office.linked(QUICKBOOKS)
        again = {id_ for id_, one in second.items() if id_ in first and one.digest != first[id_].digest}
        assert again, "a newer version was fetched and took the place of the first"
        with on.made.office.store.read() as connection:
            kept = documents.sent(
                connection, ledger.id, [str(one.digest) for one in (*first.values(), *second.values())]
            )
        for id_ in again:
            for one in (first[id_], second[id_]):
                assert kept[str(one.digest)] == (id_, one.body)
