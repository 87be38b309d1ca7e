"""Whatever comes in by mail, it is read, in time, and nothing in it reaches a terminal as a command."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.mail.reading import read
from dunning.incoming import Incoming
from tests.sync.mail_desk import letter, report

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
KEPT = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
KEY = "ABCDEFGHIJKLMNOPQRST"
SEEDS = (letter(to_key=KEY), report(KEY, "ap@acme.example"))
HEADERS = st.sampled_from(
    "From To Cc Subject Date Message-ID In-Reply-To References Content-Type Content-Transfer-Encoding "
    "Content-Disposition Auto-Submitted Precedence Return-Path List-Id X-Failed-Recipients".split()
)
VALUES = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(
        (
            b'multipart/mixed; boundary="B"',
            b"multipart/report; report-type=delivery-status; boundary=B",
            b"multipart/report; report-type=feedback-report; boundary=B",
            b"message/rfc822",
            b"message/delivery-status",
            b"text/html; charset=utf-7",
            b"text/plain; charset=zip",
            b"text/plain; charset*=utf-8''%00",
            b"=?utf-8?q?=0D=0ABcc:_evil@x.example?= <a@b.example>",
            b"=?idna?b?AAAA?=",
            b"base64",
            b"quoted-printable",
            b"<" + b"a@" * 200 + b">",
            b"((((" * 300,
            b"auto-replied",
            b"<>",
        )
    ),
)
LINES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        (
            b"--B",
            b"--B--",
            b"",
            b"On 3 May 2026, Robin <robin@x.example> wrote:",
            b"> you owe",
            b"\x1b]0;evil\x07\x1b[2J",
            b"Content-Type: text/html",
            b"<blockquote><div style='display:none'>",
            b"</div></blockquote>&#x1b;[31m&#8238;",
            b"Final-Recipient: rfc822; a@b.example",
            b"Action: failed",
            b"Status: 5.1.1",
            b"-- ",
        )
    ),
)


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """Headers and lines of every kind, in any order; or a true message with bytes put into it."""
    if draw(st.booleans()):
        head = [name.encode() + b": " + draw(VALUES) for name in draw(st.lists(HEADERS, max_size=8))]
        end = draw(st.sampled_from((b"\r\n", b"\n", b"\r")))
        return end.join([*head, b"", *draw(st.lists(LINES, max_size=25))])
    seed = draw(st.sampled_from(SEEDS))
    place = draw(st.integers(0, len(seed)))
    return (
        seed[:place]
        + draw(st.one_of(st.binary(max_size=30), LINES))
        + seed[place + draw(st.integers(0, 30)) :]
    )


def shown(message: Incoming) -> list[str]:
    """Every text that a person or a program is shown."""
    return [
        message.sender,
        message.sender_name,
        *message.recipients,
        message.subject,
        message.message_id,
        *message.about,
        message.words,
        message.quoted,
        *message.problems,
        *(text for each in message.attachments for text in (each.name, each.type)),
        *(text for each in message.failures for text in (each.recipient, each.action, each.status, each.why)),
    ]


@KEPT
@given(messages())
def test_any_bytes_are_read_and_show_no_control_character(content: bytes) -> None:
    message = read(content, NOW)
    assert not any(problem.startswith("it could not be read (") for problem in message.problems), message
    for text in shown(message):
        assert not any(
            unicodedata.category(one) in ("Cc", "Cf", "Cs") for one in text if one not in "\n\t\u200c\u200d"
        )
    for text in (message.sender, message.subject, *message.recipients):
        assert "\n" not in text
    assert read(content, NOW).key == message.key


def nested(depth: int) -> bytes:
    return b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (one, one) for one in range(depth)
    )


MADE_TO_HURT = {
    "parts in parts": b"From: a@b.example\r\n" + nested(1900),
    "messages in messages": b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
    "many parts": b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n'
    + b"--B\r\n\r\n" * 300_000,
    "many lines": b"From: a@b.example\r\n\r\n" + b"\n" * 5_000_000,
    "large": b"From: a@b.example\r\n\r\n" + b"a" * 51_000_000,
    "one long header": b"From: " + b"(" * 1_000_000 + b"\r\nReferences: " + b"<" * 1_000_000 + b"\r\n\r\nx",
    "deep HTML": b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
    + b"<div hidden><b>" * 25_000
    + b"</i>" * 9000,
    "odd HTML": b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
    + b"<!--" * 90_000
    + b"<![" * 9000
    + b"<a b='" * 9000,
    "open HTML": b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<" * 390_000 + b">",
    "wrote": b"From: a@b.example\r\n\r\n" + (b"On " + b"wrote " * 160 + b"\r\n") * 300,
    "heads": b"From: a@b.example\r\n\r\n" + b"From: x\r\n" * 30_000,
}


@pytest.mark.parametrize("name", MADE_TO_HURT)
def test_no_message_takes_long(name: str) -> None:
    began = process_time()
    message = read(MADE_TO_HURT[name], NOW)
    assert process_time() - began < 4, name
    assert message.sender in ("a@b.example", "")
    assert len(message.words) <= 20_000
