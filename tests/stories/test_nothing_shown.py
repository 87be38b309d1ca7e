"""A house whose every secret is a canary, with books in which every text is an attack, over the whole job."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

import pytest

import connectors
from connectors.http import Answer
from connectors.sandbox.sandbox import CLIENT_ID
from sync.store.credentials import StoredCredentials
from tests.stories.hostile import NAMES, forms, unpacked
from tests.stories.terminal import Terminal, Told, terminal
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

MAIL_PASSWORD = "canary-mail-password-41"
WEBHOOK_KEY = "canary-webhook-key-17"
METRICS_TOKEN = "canary-metrics-token-29"
DATABASE_PASSWORD = "canary-database-password-63"
FILED = (6,)  # the customers, by their places in NAMES, of whom there is an evidence file
LATER = WORKING_DAY + timedelta(days=8)
KEPT_BY_THE_PERSON = ("config.toml", "duesync.key")
MORE = f"""
[log]
file = "duesync.log"
[serve]
metrics_token = "{METRICS_TOKEN}"
[policy.law]
debtor_kind = "company"
[policy.interest]
basis = "contractual"
from_level = "mail"
rate = "8"
source = "our terms, clause 7"
[[policy.levels]]
name = "mail"
days = 4
[[policy.levels]]
name = "by post"
days = 11
tone = "firm"
channel = "letter"
"""


@dataclass(slots=True)
class House:
    """The terminal, and what came of the story. `debug`: tracebacks that a person asked to see."""

    typed: Terminal
    made: World
    secrets: set[str]
    debug: list[str] = field(default_factory=list)

    def type(self, *words: str, code: int | None = 0, now: object = WORKING_DAY) -> Told:
        told = self.typed.type(*words, now=now)  # type: ignore[arg-type]  # an instant
        assert code is None or told.code == code, (words, told.out, told.err)
        return told

    def fails(self, *words: str) -> None:
        """The command fails, once as everyone sees it and once with DUESYNC_DEBUG."""
        assert self.type(*words, code=None).code != 0, words
        os.environ["DUESYNC_DEBUG"] = "1"
        try:
            self.typed.type(*words)
        except Exception as error:  # noqa: BLE001  # what a person would see of any
            self.debug.append("".join(traceback.format_exception(error)))
        finally:
            del os.environ["DUESYNC_DEBUG"]

    def files(self) -> list[Path]:
        return [one for one in sorted(self.made.folder.rglob("*")) if one.is_file()]


def attack(made: World) -> None:
    """Every customer's name, and some of the invoices' numbers, in both ledgers."""
    xero, quickbooks = made.sandbox.xero, made.sandbox.quickbooks
    contacts = list(xero.books.contacts.values())
    for contact, name in zip(contacts, NAMES, strict=False):
        contact.customer = replace(contact.customer, name=name, first_name=name, last_name=name)
    rows = list(quickbooks.company.rows["Customer"].values())
    for row, name in zip(rows, NAMES, strict=False):
        row.update(DisplayName=name, CompanyName=name, GivenName=name, FullyQualifiedName=name)
    for invoice, name in zip(list(xero.books.invoices.values()), NAMES * 9, strict=False):
        invoice.number = f"{name}{invoice.number}"
    for row, name in zip(quickbooks.company.rows["Invoice"].values(), NAMES * 9, strict=False):
        row["DocNumber"] = f"{row['DocNumber']}{name}"[:21]


def configured(made: World) -> None:
    text = made.config.read_text(encoding="utf-8").replace(made.sandbox.webhook_key, WEBHOOK_KEY)
    text = text.replace("settle_after_seconds = 0", 'settle_after_seconds = 0\nattach_invoices = "overdue"')
    made.config.write_text(text + MORE, encoding="utf-8")


def the_whole_job(house: House) -> None:
    made, folder = house.made, house.made.folder
    for name in BOTH:
        house.typed.link(name)
        house.type("sync", name)
        house.type("sort", name, "--csv", str(folder / f"{name}-old.csv"), code=None)
        house.type("approve", name, "--letters", "--yes")
        house.type("run", name)
        house.type("sync", name, "--json")
    for words in (
        ("plan", XERO),
        ("status",),
        ("doctor",),
        ("uncertain", XERO),
        ("letter", XERO),
        ("learned", XERO),
    ):
        house.type(*words, code=None)
        house.type(*words, "--json", code=None)
    for name in BOTH:
        house.type("confirm-books", name, "--as-of", LATER.date().isoformat(), now=LATER)
        house.type("run", name, now=LATER)
        house.type("approve", name, "--letters", "--yes", now=LATER)
        house.type("run", name, now=LATER)
        [*waiting] = house.type("letter", name, "--json", now=LATER).json["to_post"]
        for one in waiting[:1]:
            house.type("letter", name, one["key"], "--out", str(folder / f"{name}.pdf"), now=LATER)
    paper = folder / "contract.pdf"
    paper.write_bytes(b"%PDF-1.4 signed %%EOF")
    paper.chmod(0o600)
    for place, customer in enumerate([*made.sandbox.xero.books.contacts][5:8], 5):
        house.type("attach", XERO, customer, str(paper), "--note", NAMES[place % len(NAMES)], code=None)
        house.type("briefing", XERO, customer, code=None)
        house.type("interest", XERO, customer, code=None)
        if place in FILED:
            house.type("dossier", XERO, customer, "--out", str(folder / f"{place}.zip"), code=None)
    house.type("why", XERO, _number(made), "--all", code=None)
    house.type("why", XERO, _number(made), "--json", code=None)
    for words in (
        ("audit", "verify"),
        ("audit", "show"),
        ("audit", "head"),
        ("write-offs", XERO),
        ("reconcile", XERO),
    ):
        house.type(*words, code=None)
        house.type(*words, "--json", code=None)
    house.type("backup", str(folder / "kept.backup"))


def _number(made: World) -> str:
    return next(iter(made.sandbox.xero.books.invoices.values())).number or ""


def bad_days(house: House) -> None:
    """Each service fails in turn and says back what it was sent; then the settings are wrong."""
    made = house.made
    before = made.config.read_text(encoding="utf-8")
    for name, token_at in ((XERO, "connect/token"), (QUICKBOOKS, "tokens/bearer")):
        access, refresh = house.typed.tokens(name)
        app = f"client_id={CLIENT_ID}&client_secret={made.sandbox.client_secret}"
        said = json.dumps(
            {"error": "odd", "error_description": refresh, "Message": f"Bearer {access} of {app}"}
        )
        api = house.typed.api(name)
        api.expire_access()
        house.typed.break_(name, token_at, "status", status=400, body=said, times=None)
        house.fails("sync", name)
        house.type("doctor", code=None)
        house.typed.mend()
        for status in (400, 403, 500):
            house.typed.break_(name, "GET", "status", status=status, body=said, times=None)
            house.typed.break_(name, "POST", "status", status=status, body=said, times=None)
            house.fails("sync", name)
            house.typed.mend()
        house.type("sync", name)
    signed = f'username = "me"\npassword = "{MAIL_PASSWORD}"\nsecurity = "none"'
    made.config.write_text(before.replace('security = "none"', signed, 1), encoding="utf-8")
    house.type("doctor", code=None)
    house.type("doctor", "--json", code=None)
    for url in (
        f"postgresql+psycopg://clerk:{DATABASE_PASSWORD}@127.0.0.1:1/books",
        f"postgresql+psycopg://clerk:{DATABASE_PASSWORD}@nowhere.invalid/books?sslmode={DATABASE_PASSWORD}",
        f"postgresql+psycopg://clerk:{DATABASE_PASSWORD}@127.0.0.1:port/books",
        f"postgresql+psycopg://clerk:{DATABASE_PASSWORD}@[::1/books",
        f"mysql://clerk:{DATABASE_PASSWORD}@127.0.0.1/books",
    ):
        made.config.write_text(before.replace("sqlite:///duesync.db", url), encoding="utf-8")
        house.fails("status")
    for wrong in (
        before.replace("[mail]", f'[mail]\npassword = ["{MAIL_PASSWORD}"]'),
        before.replace("[mail]", f'[mail]\npassword = "{MAIL_PASSWORD}'),
        before.replace(f'webhook_key = "{WEBHOOK_KEY}"', f'webhook_key = ["{WEBHOOK_KEY}"]'),
        before.replace(
            'key = "file:duesync.key"', f'key = "{(made.folder / "duesync.key").read_text().strip()}"'
        ),
    ):
        made.config.write_text(wrong, encoding="utf-8")
        house.fails("status")
    made.config.write_text(before, encoding="utf-8")
    house.type("unlink", QUICKBOOKS, "--export", str(made.folder / "left.zip"), "--yes")
    house.type("departures", "--json", code=None)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    before = os.umask(0)
    try:
        with world(tmp_path_factory.mktemp("house"), customers=9) as made:
            made.config.chmod(0o600)
            configured(made)
            attack(made)
            key = (made.folder / "duesync.key").read_text(encoding="ascii").strip()
            planted = (MAIL_PASSWORD, WEBHOOK_KEY, METRICS_TOKEN, DATABASE_PASSWORD, key)
            with terminal(made, secrets=planted) as typed:
                told = House(typed, made, typed.secrets)
                the_whole_job(told)
                bad_days(told)
                yield told
    finally:
        os.umask(before)


def test_no_output_no_file_and_no_traceback_shows_a_secret(house: House) -> None:
    house.made.office.close()
    places = {
        f"{number} {' '.join(told.words)}": (told.out + told.err).encode()
        for number, told in enumerate(house.typed.printed)
    }
    places |= {f"traceback {number}": text.encode() for number, text in enumerate(house.debug)}
    for file in house.files():
        if file.name not in KEPT_BY_THE_PERSON:
            places |= dict(unpacked(file))
    assert len(house.debug) == 9
    assert {"duesync.db", "duesync.log", "left.zip", "kept.backup"} <= places.keys()
    assert len(house.secrets) > 8
    shown = {
        place
        for place, body in places.items()
        for secret in house.secrets
        for form in forms(secret)
        if form in body
    }
    assert shown == set()


def test_every_file_is_its_owners_alone_though_the_umask_is_none(house: House) -> None:
    found = {one.name: one.stat().st_mode & 0o777 for one in house.files()}
    assert {
        "duesync.db",
        "kept.backup",
        "left.zip",
        f"{XERO}.pdf",
        f"{XERO}-old.csv",
    } <= found.keys()
    assert {name for name, mode in found.items() if mode != 0o600} == set()


def test_no_name_commands_the_terminal(house: House) -> None:
    control = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for told in house.typed.printed:
        assert not control.search(told.out + told.err), (told.words, control.search(told.out + told.err))


def part(message: EmailMessage, kind: Literal["plain", "html"]) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_no_name_is_a_header_a_recipient_or_a_tag(house: House) -> None:
    messages = house.made.sandbox.mail.messages
    assert len(messages) > 4
    texts = [str(one.message["To"]) for one in messages]
    for one in messages:
        assert "victim" not in str(one.recipients), one
        assert {"Bcc", "Cc"}.isdisjoint(one.message.keys())
        html, text = part(one.message, "html"), part(one.message, "plain")
        assert not re.search(r"<script|<img|onerror=[^&]*>", html)
        assert "1337" not in text + html, "a name was calculated as a template"
        texts.append(text)
    assert "{{ 7*191 }}" in "".join(texts)
    assert "<script>" in "".join(texts), "in plain text it is harmless, and shown as it is"


def test_no_cell_of_a_spreadsheet_is_a_formula(house: House) -> None:
    for name in BOTH:
        file = house.made.folder / f"{name}-old.csv"
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r\n"}]


def test_no_name_leads_out_of_an_archive_or_into_a_page(house: House) -> None:
    archives = [one for one in house.files() if zipfile.is_zipfile(one)]
    assert len(archives) == 1 + len(FILED)
    for file in archives:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                assert not re.search(r"(^|/)\.\.?(/|$)|^/|[\x00-\x1f\\:*?\"<>|]", name), name
            pages = [archive.read(name) for name in archive.namelist() if name.endswith((".html", ".svg"))]
            assert not [page for page in pages if b"<script>alert" in page]


def test_nothing_that_holds_a_secret_shows_it_when_it_is_printed(house: House) -> None:
    office = house.made.at(LATER).office
    linked = office.linked(XERO)
    connection = office.connection(XERO, linked.company_id)
    held = StoredCredentials(office.store, office.vault(), linked.id, XERO)
    provider = connectors.provider("xero")
    assert provider.sign_in is not None
    source = provider.connect(connection, held, office.allowance(linked, provider))
    mail = office.config.mail_for(XERO)
    shown: list[object] = [
        office,
        office.config,
        office.config.ledger(XERO),
        connection,
        mail,
        office.vault(),
        held,
    ]
    shown += [held.tokens(), provider.sign_in(connection), source, office.store, office.store.engine]
    shown += [Answer(200, {}, f'{{"refresh_token":"{held.tokens().refresh_token}"}}'.encode()).text]
    source.close()
    for one in shown:
        for secret in house.secrets | {*house.typed.tokens(XERO)}:
            assert secret not in f"{one!r} {one}", type(one)
