"""Mail as it really travels: our channel against an aiosmtpd server on a loopback port."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest

from connectors.errors import Refused
from tests.connectors.mail_desk import KEY, NOW, channel_to, letter, post_office


def test_a_letter_arrives_with_every_header_a_reader_and_a_machine_needs() -> None:
    with post_office() as post, channel_to(post) as channel:
        receipt = channel.send(
            letter(
                reply_to="Ann <ann@muster.test>",
                in_reply_to="<FIRST@muster.test>",
                references=("<ZEROTH@muster.test>", "<FIRST@muster.test>"),
            )
        )
        [got] = post.letters
        [envelope] = post.postmaster.kept
    assert receipt.provider_id == "250 2.0.0 Ok: queued as 4Q7"
    assert receipt.version == ""
    assert receipt.at == NOW
    assert envelope.mail_from == "accounts@muster.test"
    assert envelope.rcpt_tos == ["payables@customer.test"]
    assert got["From"] == "Muster Ltd <accounts@muster.test>"
    assert got["Reply-To"] == "Ann <ann@muster.test>"
    assert got["To"] == "payables@customer.test"
    assert got["Date"].datetime == NOW
    assert got["Message-ID"] == f"<{KEY}@muster.test>"
    assert got["In-Reply-To"] == "<FIRST@muster.test>"
    assert got["References"] == "<ZEROTH@muster.test> <FIRST@muster.test>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Content-Language"] == "en-GB"
    assert got.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]


def test_both_parts_say_what_was_written_to_the_letter_dots_and_long_lines_too() -> None:
    text = "Grüße\n.\n..two\n" + "€" * 3000 + "\nLabai ačiū\n"
    html = "<p>" + "x" * 3000 + "</p>\n"
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(text=text, html=html))
        plain, rich = post.letters[0].iter_parts()
        raw = post.postmaster.kept[0].original_content or b""
    assert plain.get_content().replace("\r\n", "\n") == text
    assert rich.get_content().replace("\r\n", "\n") == html
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert raw.isascii()


def test_a_letter_without_html_is_plain_text() -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(html=""))
        assert post.letters[0].get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ('"Smith, Bob & Co" <b@x.test>', "Smith, Bob & Co", "b@x.test"),
        ("Smith, Bob & Co <b@x.test>", "Smith, Bob & Co", "b@x.test"),
        ("Zoë O'Brien, Künstlerin <b@x.test>", "Zoë O'Brien, Künstlerin", "b@x.test"),
        ("株式会社 山田商店 <b@x.test>", "株式会社 山田商店", "b@x.test"),
        ("شركة النور <b@x.test>", "شركة النور", "b@x.test"),
        ('The "Best" Bakery <b@x.test>', 'The "Best" Bakery', "b@x.test"),
        ("=?utf-8?q?looks_encoded?= <b@x.test>", "=?utf-8?q?looks_encoded?=", "b@x.test"),
        ("Very " * 40 + "Long <b@x.test>", "Very " * 40 + "Long", "b@x.test"),
        ("Straße <b@straße.test>", "Straße", "b@xn--strae-oqa.test"),
        ("b@例子.测试", "", "b@xn--fsqu00a.xn--0zwm56d"),
        ("b_c+d@under_score.test", "", "b_c+d@under_score.test"),
    ],
)
def test_names_and_domains_of_any_script_reach_the_reader(written: str, name: str, address: str) -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(recipients=(written,), sender=written))
        assert post.postmaster.kept[0].rcpt_tos == [address]
        raw = message_from_bytes(post.postmaster.kept[0].original_content or b"")
    for header in ("To", "From"):
        # Read in two steps as mail programs do: policy.default (3.11) puts spaces between encoded words.
        shown, box = parseaddr(raw[header].replace("\r\n", ""))
        assert (str(make_header(decode_header(shown))), box) == (name, address)


@pytest.mark.parametrize(
    "subject",
    [
        "Invoice INV-95 is overdue",
        "Rechnung 95 ist überfällig: bitte zahlen Sie " * 12,
        "請求書 95 の支払期限が過ぎています " * 12,
        "INV-" + "9" * 400,
        "Plain words that go on and on, " * 12,
        "=?utf-8?q?not_encoded?=",
        "Sum 1,200.00 €; 50 % «bezahlt»",
    ],
)
def test_a_subject_of_any_length_and_script_is_read_as_it_was_written(subject: str) -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(subject=subject))
        raw = post.postmaster.kept[0].original_content or b""
        assert post.letters[0]["Subject"] == subject.strip()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": "Overdue\r\nBcc: everyone@x.test"},
        {"subject": "Overdue\nBcc: everyone@x.test"},
        {"subject": "Overdue\u2028Bcc: everyone@x.test"},
        {"sender": "Muster\r\nBcc: x@x.test <a@muster.test>"},
        {"reply_to": "a@muster.test\r\nBcc: x@x.test"},
        {"recipients": ("a@x.test\r\nRCPT TO:<b@x.test>",)},
        {"recipients": ("a@x.test>\0",)},
        {"message_id": "<a@x.test>\r\nX: y"},
        {"in_reply_to": "<a@x.test>\r\nX: y"},
        {"references": ("<a@x.test>", "<a@x.test>\nX: y")},
        {"language": "en\r\nX: y"},
        {"text": "half a letter \ud800"},
    ],
)
def test_a_line_break_in_a_header_is_refused_before_anything_is_sent(changed: dict[str, Any]) -> None:
    with post_office() as post, channel_to(post) as channel:
        with pytest.raises(Refused, match=f"message {KEY}"):
            channel.send(letter(**changed))
        assert post.postmaster.connections == set()


@pytest.mark.parametrize(
    "address",
    [
        *("", "nobody", "@x.test", "a@", "a b@x.test", "a@x..test", "a@-x.test", ".a@x.test", "a@b@x.test"),
        *("a,b@x.test", "x" * 65 + "@x.test", "a@" + "x" * 64 + ".test", "a@[127.0.0.1]"),
        *("a@☃\u200d.test", ("x" * 60 + "@" + ("y" * 60 + ".") * 3 + "y" * 60)),
    ],
)
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    with post_office() as post, channel_to(post) as channel:
        with pytest.raises(Refused, match="address"):
            channel.send(letter(recipients=(address,)))
        assert post.postmaster.kept == []


def test_a_letter_to_nobody_is_refused() -> None:
    with post_office() as post, channel_to(post) as channel, pytest.raises(Refused, match="no recipient"):
        channel.send(letter(recipients=()))


def test_one_address_given_twice_gets_one_letter() -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(recipients=("First <a@x.test>", "b@x.test", "A@x.test")))
        assert post.postmaster.kept[0].rcpt_tos == ["a@x.test", "b@x.test"]
        assert post.letters[0]["To"] == "First <a@x.test>, b@x.test"


def test_a_local_part_in_another_script_goes_through_a_server_that_can() -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter(recipients=("Jürgen <jürgen@müller.test>", "b@x.test")))
        [envelope] = post.postmaster.kept
        assert envelope.rcpt_tos == ["jürgen@xn--mller-kva.test", "b@x.test"]
        assert "SMTPUTF8" in envelope.mail_options
        assert "jürgen@xn--mller-kva.test" in (envelope.original_content or b"").decode()


def test_a_local_part_in_another_script_is_refused_where_the_server_can_not() -> None:
    with post_office(enable_SMTPUTF8=False) as post, channel_to(post) as channel:
        with pytest.raises(Refused, match="outside ASCII"):
            channel.send(letter(recipients=("jürgen@x.test",)))
        channel.send(letter())
        assert len(post.postmaster.kept) == 1
