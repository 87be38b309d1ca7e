"""Access: all that is held of a customer, for them to have (Art. 15 GDPR): to read, and as JSON.

Every row of every table that is about them, and what the audit chain tells of them; nothing of others.
No key is in it, sealed or not.
"""

from __future__ import annotations

import base64
import html
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.commands.targets import ActError, the_customer
from sync.evidence import chain
from sync.evidence.told import events_of
from sync.office import Office
from sync.privacy.grounds import duty
from sync.store import figures, forgotten, personal
from sync.store.ledgers import LinkedLedger
from sync.store.personal import Person
from sync.tables import suppressions

_LEFT_OUT = {"persons"}  # the keys of what the chain tells, which is told here in the clear
_TITLES = {
    "accounts": "What is looked at again, and when",
    "agreements": "Promises, plans, disputes and other agreements",
    "allocations": "What payments were used for",
    "api_requests": "What other tools of the firm did about you",
    "approvals": "Messages that a person approved",
    "charged_days": "Days that interest was charged for",
    "charges": "Interest that was proposed or charged",
    "consents": "Your consents to text messages",
    "contacts": "Contacts made by hand",
    "credit_notes": "Credit notes",
    "customers": "Who you are, as the books have it",
    "decisions": "What was decided, and why",
    "deferrals": "Steps that a person put off or refused",
    "differences": "Where what was read and the books did not agree",
    "documents": "Documents that were kept beside you",
    "effects": "Messages, notes and payments, and what became of them",
    "history": "Earlier versions of all this",
    "holds": "Holds",
    "incoming": "Messages that you sent, or that came about you",
    "invoices": "Invoices",
    "notes": "What was noted about you",
    "notices": "Messages that were delivered",
    "opt_outs": "What you asked not to be contacted by",
    "own_addresses": "Postal addresses that were written down",
    "papers": "Links and PDFs of invoices",
    "payments": "Payments",
    "preferences": "How and when you want to hear from them",
    "printed_letters": "Letters to you that were printed, as copies",
    "prints": "When letters were printed together",
    "problems": "Rows that could not be read",
    "rewordings": "Words that a person wrote for a message to you",
    "sent_papers": "PDFs that went along with messages",
    "snapshots": "What the decisions rested on",
    "sortings": "What was said of old debt",
    "suppressions": "Addresses and numbers of yours that nothing is sent to",
    "texts": "Text messages that went, and what became of them",
    "webhook_messages": "What other tools of the firm were told about you",
}


def find(connection: Connection, ledger: LinkedLedger, wanted: str) -> tuple[str, str]:
    """(id, name) of that customer; of one who was erased in part, by id, with the id as the name."""
    if not figures.find_customers(connection, ledger.id, wanted):
        who = personal.person(connection, ledger.id, wanted)
        if personal.held(connection, who):
            return wanted, wanted
    row = the_customer(connection, ledger, wanted)
    return row.id, row.name


def to_file(office: Office, ledger: LinkedLedger, customer: str, path: Path) -> dict[str, int]:
    """Write it as a zip, for its owner's eyes alone; returns how many rows of each. Raises `ActError`."""
    with office.store.read() as connection:
        id_, name = find(connection, ledger, customer)
        who = personal.person(connection, ledger.id, id_)
        rows = {
            table: [_plain(row) for row in found]
            for table, found in personal.held(connection, who).items()
            if table not in _LEFT_OUT
        }
        suppressed = _suppressed(connection, ledger, who)
        if suppressed:
            rows["suppressions"] = suppressed
        told = [
            {"number": one.number, "at": one.at, "kind": one.kind, "by": one.by, "told": one.body}
            for one in events_of(connection, ledger.id, who.ids)
        ]
        about = _about(office, connection, ledger, who, name)
    everything = {"about": about, "rows": rows, "audit_chain": told}
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        msg = f"{path} is there already; name another file"
        raise ActError(msg) from None
    with os.fdopen(file, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("held.json", msgspec.json.format(msgspec.json.encode(everything)))
        archive.writestr("held.html", "".join(_page(about, rows, told)))
    return {table: len(found) for table, found in rows.items()} | {"audit_chain": len(told)}


def _suppressed(connection: Connection, ledger: LinkedLedger, who: Person) -> list[dict[str, Any]]:
    """What stands, or stood, against their addresses, in whatever ledger."""
    found: list[dict[str, Any]] = []
    for kind, form in forgotten.suppressed_of(connection, ledger, who.ids):
        mine = sa.and_(
            suppressions.c.firm_id == ledger.firm_id,
            suppressions.c.kind == kind,
            suppressions.c.address == form,
        )
        query = sa.select(suppressions).where(mine).order_by(suppressions.c.since)
        found += [_plain(dict(row)) for row in connection.execute(query).mappings()]
    return found


def _about(
    office: Office, connection: Connection, ledger: LinkedLedger, who: Person, name: str
) -> dict[str, str]:
    """What Art. 15(1) GDPR asks to be told besides the data themselves."""
    settings = office.config.keeping.retention
    ground = duty(office, connection, ledger, who)
    kept = f"Until {ground.until}: {ground.text}." if ground else "While something is owed."
    return {
        "of": name,
        "held_by": ledger.organisation,
        "made_at": chain.instant(office.clock.now()),
        "what_for": "To follow up invoices: to remind, to agree, to record payments, and to prove it.",
        "legal_basis": "Art. 6(1)(b) and (f) GDPR: the contract, and collecting what is owed under it.",
        "where_from": f"The books of {ledger.organisation} at {ledger.provider}, and what you told it.",
        "who_receives": f"{ledger.provider}, with the books; the mail server and Twilio, with messages.",
        "how_long": f"{kept} Decisions by which nothing went: {settings.decisions_months} months.",
        "your_rights": (
            "To have it corrected, erased or restricted, to object, to take it elsewhere, and to complain "
            "to a supervisory authority (Art. 16 to 21 and 77 GDPR)."
        ),
        "decided_by_machine": (
            "When reminders go is decided by the rules shown with each decision; nothing of legal effect "
            "is decided without a person (Art. 22 GDPR)."
        ),
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    match value:
        case bytes() | str() if value[:1] in (b"{", b"[", "{", "["):
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                return msgspec.json.decode(value)
        case datetime():
            return chain.instant(value)
        case date():
            return value.isoformat()
    return {"base64": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _page(
    about: Mapping[str, str], rows: Mapping[str, list[dict[str, Any]]], told: list[dict[str, Any]]
) -> Iterator[str]:
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>What is held of you</title>'
        "<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;border-top:1px solid #999}"
        "dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}</style></head><body>\n"
        f"<h1>What is held of {html.escape(about['of'])}</h1>\n"
    )
    yield _entry({name.replace("_", " "): text for name, text in about.items()})
    sorted_rows = sorted(rows.items(), key=lambda part: (part[0] != "customers", part[0] == "snapshots"))
    parts = {_TITLES.get(name, name.replace("_", " ").capitalize()): found for name, found in sorted_rows}
    for title, found in {**parts, "What was done, in order": told}.items():
        yield f"<h2>{html.escape(title)} ({len(found)})</h2>\n"
        for row in found:
            yield _entry(row)
    yield "</body></html>\n"


def _entry(row: Mapping[str, Any]) -> str:
    lines = (
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(_text(value))}</dd>"
        for name, value in row.items()
        if value not in (None, "", [], {})
    )
    return f"<dl>{''.join(lines)}</dl>\n"


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        return msgspec.json.format(msgspec.json.encode(value)).decode()
    return str(value)
