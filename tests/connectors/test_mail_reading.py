"""Messages read: own words apart from quotes in five languages, charsets, HTML, kinds, files."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from connectors.mail.html_text import text_of
from connectors.mail.own_words import apart
from connectors.mail.reading import read
from tests.sync.mail_desk import letter, report

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
KEY = "ABCDEFGHIJKLMNOPQRST"
OUTLOOK = {
    "en": "From: Summit <a@b.example>\nSent: Monday, 3 May 2026 10:12\nTo: Jo\nSubject: Reminder\n",
    "de": "Von: Summit <a@b.example>\nGesendet: Montag, 3. Mai 2026\nAn: Jo\nBetreff: Mahnung\n",
    "fr": "De : Summit <a@b.example>\nEnvoyé : lundi 3 mai 2026\nÀ : Jo\nObjet : Rappel\n",
    "es": "De: Summit <a@b.example>\nEnviado: lunes, 3 de mayo\nPara: Jo\nAsunto: Recordatorio\n",
    "nl": "Van: Summit <a@b.example>\nVerzonden: maandag 3 mei 2026\nAan: Jo\nOnderwerp: Herinnering\n",
}
WROTE = {
    "en": "On Mon, 3 May 2026 at 10:12, Robin Field\n<accounts@summit.example> wrote:",
    "de": "Am Mo., 3. Mai 2026 um 10:12 Uhr schrieb Robin <a@b.example>:",
    "fr": "Le lun. 3 mai 2026 à 10:12, Robin <a@b.example> a écrit :",
    "es": "El lun, 3 may 2026 a las 10:12, Robin (<a@b.example>) escribió:",
    "nl": "Op ma 3 mei 2026 om 10:12 schreef Robin <a@b.example>:",
}


@pytest.mark.parametrize("language", OUTLOOK)
def test_what_outlook_repeats_is_quoted(language: str) -> None:
    own, rest = apart(f"Paid.\n\n{'_' * 32}\n{OUTLOOK[language]}\nYou owe us 100.")
    assert (own, rest.startswith("____"), "You owe us" in rest) == ("Paid.", True, True)
    assert apart(f"Paid.\n\n{OUTLOOK[language]}\nYou owe us 100.")[0] == "Paid."


@pytest.mark.parametrize("language", WROTE)
def test_what_others_repeat_is_quoted_and_answers_between_are_own(language: str) -> None:
    assert apart(f"Paid.\n\n{WROTE[language]}\nYou owe us 100.")[0] == "Paid."
    between = f"{WROTE[language]}\n> You owe us 100.\nNo, 80.\n> By Friday.\nOn Monday.\n"
    assert apart(between) == ("No, 80.\nOn Monday.", f"{WROTE[language]}\n> You owe us 100.\n> By Friday.")


@pytest.mark.parametrize(
    "text",
    [
        "From: us, to: you, this is no head.\nAll of it is mine.",
        "On Monday I wrote:\nnothing",
        "We paid on 3 May.\nFrom our new account.\nTo be clear: all of it.",
    ],
)
def test_a_letter_that_looks_a_little_like_a_quote_is_own(text: str) -> None:
    assert apart(text)[0].startswith(text.split("\n", 1)[0])


def test_a_signature_and_a_phones_line_are_none_of_the_words() -> None:
    assert apart("Paid.\nSent from my iPhone")[0] == "Paid."
    assert apart("Paid.\n-- \nJo\nAcme Ltd") == ("Paid.", "--\nJo\nAcme Ltd")


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "utf-8"), ("iso-8859-1", "latin-1"), ("utf-8", "cp1252"), ("zip", "utf-8"), ("", "cp1252")],
)
def test_a_charset_that_is_wrong_or_unknown_is_read_all_the_same(declared: str, written: str) -> None:
    head = f'From: a@b.example\r\nContent-Type: text/plain; charset="{declared}"\r\n\r\n'.encode()
    assert (
        read(head + "Zahlung für März überwiesen".encode(written), NOW).words == "Zahlung für März überwiesen"
    )


def test_of_html_alone_the_visible_text_is_read_and_the_quote_known() -> None:
    html = (
        "<head><style>p{color:red}</style><title>t</title></head><body><p>We&nbsp;paid &amp; sent it.</p>"
        "<p style='display:none'>stop</p><script>alert(1)</script>"
        "<div class='gmail_quote'>On Monday we wrote:<blockquote>You owe</blockquote></div></body>"
    )
    made = EmailMessage()
    made["From"] = "a@b.example"
    made.set_content(html, subtype="html")
    found = read(made.as_bytes(), NOW)
    assert (found.words, found.quoted) == ("We paid & sent it.", "> On Monday we wrote:\n> You owe")
    assert text_of("1 < 2 <b>and</b> 3 > 2") == "1 < 2 and 3 > 2"


def test_files_are_named_and_known_and_a_name_is_no_path() -> None:
    made = EmailMessage()
    made["From"] = "a@b.example"
    made.set_content("See the remittance.")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../../etc/r\x1b[2J.pdf")
    [one] = read(made.as_bytes(), NOW).attachments
    assert (one.name, one.type, one.size) == ("r.pdf", "application/pdf", 4)


def test_a_header_cannot_bring_another_and_a_name_is_no_address() -> None:
    raw = (
        b"From: =?utf-8?q?boss=40firm.example=2C_=3Cx=40y.example=3E?= <a@b.example>\r\n"
        b"Subject: =?utf-8?q?Hi=0D=0ABcc=3A_all=40firm.example?=\r\n\r\nx"
    )
    found = read(raw, NOW)
    assert (found.sender, "\n" in found.subject) == ("a@b.example", False)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({}, "reply"),
        ({"Auto-Submitted": "no"}, "reply"),
        ({"Auto-Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"X-Auto-Response-Suppress": "DR, OOF, AutoReply"}, "automatic"),
        ({"X-Auto-Response-Suppress": "DR"}, "reply"),
        ({"List-Id": "<a.example>"}, "automatic"),
        ({"Return-Path": "<>"}, "automatic"),
        ({"Return-Path": "<ap@acme.example>"}, "reply"),
        ({"Auto-Submitted": "auto-replied", "Subject": "Automatische Antwort: Mahnung"}, "out_of_office"),
    ],
)
def test_its_kind_is_known_by_its_headers(headers: dict[str, str], kind: str) -> None:
    subject = headers.get("Subject", "Re: Reminder")
    others = {name: text for name, text in headers.items() if name != "Subject"}
    assert read(letter("Thank you.", subject=subject, **others), NOW).kind == kind


def test_a_person_who_writes_of_an_absence_wrote_a_reply() -> None:
    assert read(letter("I am out of office until Monday, and pay then."), NOW).kind == "reply"


def test_a_delivery_report_tells_of_each_recipient_and_the_message() -> None:
    found = read(report(KEY, "one@acme.example", "two@acme.example"), NOW)
    assert (found.kind, found.about) == ("bounce", (f"{KEY}@summit.example",))
    assert [(one.recipient, one.is_final, one.is_dead) for one in found.failures] == [
        ("one@acme.example", True, True),
        ("two@acme.example", True, True),
    ]


@pytest.mark.parametrize(
    "kind", [b"\x00 text/plain", b"text/plain; charset=\x1b[2J", b"nothing", b"text/\x07"]
)
def test_a_type_that_is_none_is_text(kind: bytes) -> None:
    found = read(b"From: a@b.example\r\nContent-Type: " + kind + b"\r\n\r\nPaid.", NOW)
    assert (found.words, found.attachments) == ("Paid.", ())
