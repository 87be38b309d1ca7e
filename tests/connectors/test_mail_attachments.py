"""A message with invoices attached, as the bytes that travel."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import msgspec

from connectors.mail.compose import compose
from connectors.papers import is_pdf
from connectors.sandbox.pdf import page
from dunning.effects import Attachment
from tests.connectors.mail_desk import LETTER

NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
PDFS = tuple(
    Attachment(name=f"Invoice-{number}.pdf", digest=hashlib.sha256(body).hexdigest(), content=body)
    for number, body in (("INV-1", page(["Invoice INV-1"])), ("INV-2", page(["Größe (ünï)", "€ 5"]) + b"\n"))
)
WITH_PDFS = msgspec.structs.replace(LETTER, attachments=PDFS)


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    assert not message.defects
    return message


def test_the_invoices_arrive_byte_for_byte_beside_both_forms_of_the_letter() -> None:
    content = compose(WITH_PDFS, NOW).content
    message = parsed(content)
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in message.walk()][1:4] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().split() == LETTER.text.split()
    assert html.get_content().split() == LETTER.html.split()
    attached = list(message.iter_attachments())
    assert [one.get_filename() for one in attached] == ["Invoice-INV-1.pdf", "Invoice-INV-2.pdf"]
    assert {one.get_content_type() for one in attached} == {"application/pdf"}
    assert [one.get_content() for one in attached] == [one.content for one in PDFS]
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_same_message_is_the_same_bytes_and_without_invoices_as_before() -> None:
    assert compose(WITH_PDFS, NOW) == compose(WITH_PDFS, NOW)
    assert parsed(compose(LETTER, NOW).content).get_content_type() == "multipart/alternative"


def test_evidence_names_what_was_attached_and_holds_no_bytes_of_it() -> None:
    kept = msgspec.json.encode(WITH_PDFS.as_kept())
    assert PDFS[0].digest.encode() in kept
    assert len(kept) < len(msgspec.json.encode(LETTER)) + 300
    read = msgspec.json.decode(kept, type=type(LETTER))
    assert [(one.name, one.content) for one in read.attachments] == [(one.name, b"") for one in PDFS]


def test_a_message_kept_before_there_were_attachments_is_still_read() -> None:
    old = msgspec.json.decode(msgspec.json.encode(LETTER))
    del old["attachments"]
    assert msgspec.json.decode(msgspec.json.encode(old), type=type(LETTER)) == LETTER


def test_the_pretend_invoice_is_a_pdf_whose_parts_are_where_its_table_says() -> None:
    body = PDFS[1].content
    assert is_pdf(body)
    table = int(body.rpartition(b"startxref\n")[2].split()[0])
    assert body[table:].startswith(b"xref\n0 6\n")
    rows = body[table:].split(b"\n")[3:8]
    assert [body[int(row[:10]) :][:7] for row in rows] == [b"%d 0 obj" % number for number in range(1, 6)]
    assert b"(Gr\xf6\xdfe \\(\xfcn\xef\\)) Tj" in body
