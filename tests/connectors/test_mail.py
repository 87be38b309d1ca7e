"""Mail as it really travels: our channel against an aiosmtpd server on a loopback port."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from connectors.mail.channel import SmtpChannel
from connectors.mail.settings import MailSettings, Security
from dunning.effects import Message

NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
KEY = "ABCDEFGHIJKLMNOPQRST"
LETTER = Message(
    key=KEY,
    message_id=f"<{KEY}@muster.test>",
    sender="Muster Ltd <accounts@muster.test>",
    reply_to=None,
    recipients=("payables@customer.test",),
    subject="Invoice INV-95 is overdue",
    text="Dear customer,\n\nplease pay.\n",
    html="<p>Dear customer,</p><p>please pay.</p>",
    in_reply_to=None,
    references=(),
    language="en-GB",
)


class Postmaster:
    """A mail server's decisions. `rcpt` and `data`: its answers, by address or in order."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []
        self.mail: list[str] = []
        self.rcpt: dict[str, str] = {}
        self.data: list[str] = []
        self.connections: set[int] = set()
        self.cut_after: str | None = None
        self.silent = False

    async def handle_MAIL(  # noqa: N802  # aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.connections.add(id(session))
        if self.mail:
            return self.mail.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        if self.cut_after == "mail":
            self._cut(server)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        del session
        answer = self.data.pop(0) if self.data else "250 2.0.0 Ok: queued as 4Q7"
        if answer.startswith("250"):
            self.kept.append(envelope)
        if self.cut_after == "data":
            self._cut(server)
        if self.silent:
            await asyncio.sleep(2)
        return answer

    def _cut(self, server: SMTP) -> None:
        self.cut_after = None
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()


class Post(msgspec.Struct, frozen=True):
    """A running server and how to reach it."""

    postmaster: Postmaster
    settings: MailSettings
    controller: Controller

    @property
    def letters(self) -> list[EmailMessage]:
        return [
            message_from_bytes(kept.original_content or b"", policy=policy.default)
            for kept in self.postmaster.kept
        ]


@contextmanager
def post_office(security: Security = "none", **of_server: Any) -> Iterator[Post]:
    postmaster = Postmaster()
    of_server.setdefault("enable_SMTPUTF8", True)
    controller = Controller(postmaster, hostname="127.0.0.1", port=_free_port(), **of_server)
    controller.start()
    settings = MailSettings(
        host="127.0.0.1", port=controller.port, security=security, username=None, password=None, timeout=5.0
    )
    try:
        yield Post(postmaster, settings, controller)
    finally:
        controller.stop(no_assert=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def channel_to(post: Post, tls: ssl.SSLContext | None = None, **changed: Any) -> Iterator[SmtpChannel]:
    channel = SmtpChannel(msgspec.structs.replace(post.settings, **changed), lambda: NOW, tls)
    try:
        yield channel
    finally:
        channel.close()


def letter(**changed: Any) -> Message:
    return msgspec.structs.replace(LETTER, **changed)


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


def test_a_batch_goes_over_one_connection() -> None:
    with post_office() as post, channel_to(post) as channel:
        for number in range(5):
            channel.send(letter(subject=f"Letter {number}"))
        assert len(post.postmaster.kept) == 5
        assert len(post.postmaster.connections) == 1


def test_a_connection_that_the_server_dropped_while_idle_is_opened_again() -> None:
    with post_office(timeout=0.2) as post, channel_to(post) as channel:
        channel.send(letter())
        time.sleep(0.6)
        channel.send(letter())
        assert len(post.postmaster.kept) == 2
        assert len(post.postmaster.connections) == 2


def test_a_server_that_ends_the_batch_with_421_gets_the_rest_over_a_new_connection() -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter())
        post.postmaster.mail = ["421 4.7.0 too many messages in this connection"]
        channel.send(letter())
        assert len(post.postmaster.kept) == 2


def test_a_server_that_says_421_at_once_is_tried_later() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.mail = ["421 4.3.2 shutting down"] * 2
        with pytest.raises(TryLater, match=r"421 4\.3\.2 shutting down"):
            channel.send(letter())
        assert len(post.postmaster.mail) == 1


def test_a_connection_cut_before_the_content_is_tried_later() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.cut_after = "mail"
        with pytest.raises(TryLater, match="closed the connection"):
            channel.send(letter())
        assert post.postmaster.kept == []
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_letter_that_may_not_leave_any_more_when_all_is_said_is_not_handed_over() -> None:
    with post_office() as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="too late"):
            channel.send(letter(), lambda: False)
        assert post.postmaster.kept == []
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_reply_lost_after_the_server_took_the_letter_leaves_it_uncertain() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.cut_after = "data"
        with pytest.raises(Uncertain, match="may have gone") as lost:
            channel.send(letter())
        assert lost.value.about == f"message {KEY}"
        assert len(post.postmaster.kept) == 1
        channel.send(letter(subject="another"))
        assert len(post.postmaster.kept) == 2


def test_a_server_silent_after_the_letter_leaves_it_uncertain_within_the_timeout() -> None:
    with post_office() as post, channel_to(post, timeout=0.3) as channel:
        post.postmaster.silent = True
        began = time.monotonic()
        with pytest.raises(Uncertain):
            channel.send(letter())
        assert time.monotonic() - began < 1.5
        assert len(post.postmaster.kept) == 1


def test_an_answer_that_is_neither_yes_nor_no_leaves_it_uncertain() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.data = ["354 go on"]
        with pytest.raises(Uncertain, match="go on"):
            channel.send(letter())


def test_a_connection_cut_within_the_content_is_tried_later_for_no_server_can_have_taken_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        cutter = threading.Thread(target=_take_a_little_of_one_letter, args=(listening,))
        cutter.start()
        settings = MailSettings(
            host="127.0.0.1",
            port=listening.getsockname()[1],
            security="none",
            username=None,
            password=None,
            timeout=5.0,
        )
        with pytest.raises(TryLater, match="cut the connection"):
            SmtpChannel(settings, lambda: NOW).send(letter(html="<p>" + "x" * 30_000_000))
        cutter.join()


def _take_a_little_of_one_letter(listening: socket.socket) -> None:
    """A mail server that goes away in the middle: aiosmtpd has no place to do so."""
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 ready\r\n")
        for line in lines:
            if line.upper().startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                lines.read(1000)
                return
            connection.sendall(b"250 ok\r\n")


def test_a_letter_larger_than_the_server_takes_is_refused_before_its_content() -> None:
    with post_office(data_size_limit=5000) as post, channel_to(post) as channel:
        with pytest.raises(Refused, match="552"):
            channel.send(letter(html="x" * 10_000))
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 4.7.1 greylisted, come back", TryLater),
        ("452 4.3.1 disk full", TryLater),
        ("421 4.3.0 going down", TryLater),
        ("554 5.7.1 looks like spam", Refused),
        ("552 5.3.4 too big", Refused),
    ],
)
def test_a_no_to_the_content_says_whether_to_try_again(answer: str, error: type[Exception]) -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.data = [answer]
        with pytest.raises(error, match=answer):
            channel.send(letter())
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 5.1.1 no such user", Refused),
        ("450 4.2.1 mailbox busy", TryLater),
        ("530 5.7.0 authentication required", SignInAgain),
    ],
)
def test_a_no_to_the_only_recipient_says_whether_to_try_again(answer: str, error: type[Exception]) -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"payables@customer.test": answer}
        with pytest.raises(error, match=answer):
            channel.send(letter())
        assert post.postmaster.kept == []
        channel.send(letter(recipients=("other@customer.test",)))
        assert len(post.postmaster.kept) == 1


def test_a_sender_the_server_does_not_allow_is_refused() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.mail = ["553 5.7.1 not your address"]
        with pytest.raises(Refused, match=r"the sender accounts@muster\.test"):
            channel.send(letter())


def test_one_refused_recipient_does_not_keep_the_letter_from_the_other() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"gone@x.test": "550 5.1.1 no such user"}
        receipt = channel.send(letter(recipients=("gone@x.test", "here@x.test")))
        assert post.postmaster.kept[0].rcpt_tos == ["here@x.test"]
    assert receipt.provider_id == ("250 2.0.0 Ok: queued as 4Q7; not to gone@x.test: 550 5.1.1 no such user")


def test_when_all_recipients_are_turned_away_one_not_now_is_worth_another_try() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"gone@x.test": "550 5.1.1 none", "busy@x.test": "450 4.2.1 busy"}
        with pytest.raises(TryLater, match=r"busy@x\.test"):
            channel.send(letter(recipients=("gone@x.test", "busy@x.test")))


def test_a_check_reaches_the_server_and_sends_nothing_though_it_was_asleep_in_between() -> None:
    with post_office(timeout=0.2) as post, channel_to(post) as channel:
        channel.check()
        channel.check()
        time.sleep(0.6)
        channel.check()
        assert post.postmaster.connections == set()
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_server_that_is_not_there_is_tried_later_and_named() -> None:
    settings = MailSettings(
        host="127.0.0.1", port=_free_port(), security="none", username=None, password=None, timeout=2.0
    )
    channel = SmtpChannel(settings, lambda: NOW)
    with pytest.raises(TryLater):
        channel.check()
    with pytest.raises(TryLater, match=rf"mail server 127\.0\.0\.1:{settings.port}: it can't be reached"):
        channel.send(letter())
    channel.close()


def test_a_server_that_accepts_and_says_nothing_is_tried_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings = MailSettings(
            host="127.0.0.1",
            port=mute.getsockname()[1],
            security="none",
            username=None,
            password=None,
            timeout=0.2,
        )
        with pytest.raises(TryLater):
            SmtpChannel(settings, lambda: NOW).send(letter())


def _password_of_ann(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    del server, session, envelope, mechanism
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ann", b"right-pass")
    return AuthResult(success=right, handled=False)


def test_a_server_that_offers_no_sign_in_is_tried_later() -> None:
    with (
        post_office() as post,
        channel_to(post, username="ann", password="right-pass") as channel,
        pytest.raises(TryLater, match="does not offer"),
    ):
        channel.send(letter())


def test_no_password_appears_when_settings_are_printed() -> None:
    with post_office() as post:
        settings = msgspec.structs.replace(post.settings, username="ann", password="right-pass")
    assert "right-pass" not in repr(settings)
    assert "right-pass" not in f"{SmtpChannel(settings, lambda: NOW)!r}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody but this test trusts, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    ours = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(ours, critical=False)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "server.pem", folder / "server.key"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private


def _server_side(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@contextmanager
def office_with_sign_in(
    certificate: tuple[Path, Path], password: str | None
) -> Iterator[tuple[Post, SmtpChannel]]:
    """Ann's mail server, and a channel that tries that password."""
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    server_side = _server_side(certificate)
    with (
        post_office(
            "starttls", tls_context=server_side, auth_required=True, authenticator=_password_of_ann
        ) as post,
        channel_to(post, trusted, username="ann", password=password) as channel,
    ):
        yield post, channel


def test_the_right_password_signs_in(certificate: tuple[Path, Path]) -> None:
    with office_with_sign_in(certificate, "right-pass") as (post, channel):
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize("password", ["wrong-pass", "wröng-pass", None])
def test_a_wrong_password_asks_to_sign_in_again_and_is_not_shown(
    certificate: tuple[Path, Path], password: str | None
) -> None:
    with office_with_sign_in(certificate, password) as (post, channel):
        with pytest.raises(SignInAgain, match="mail server") as refused:
            channel.send(letter())
        assert post.postmaster.kept == []
    if password is not None:
        assert password not in f"{refused.value} {refused.value.__cause__!r} {channel!r}"


Office = Callable[[ssl.SSLContext], Any]
OFFICES: dict[Security, Office] = {
    "starttls": lambda context: post_office("starttls", tls_context=context, require_starttls=True),
    "tls": lambda context: post_office("tls", ssl_context=context),
}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_server_that_is_trusted_gets_the_letter(
    security: Security, certificate: tuple[Path, Path]
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate[0]))
    with OFFICES[security](_server_side(certificate)) as post, channel_to(post, trusted) as channel:
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_is_not_trusted_gets_nothing(
    security: Security, certificate: tuple[Path, Path]
) -> None:
    with OFFICES[security](_server_side(certificate)) as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="certificate is not to be trusted"):
            channel.send(letter())
        assert post.postmaster.kept == []


def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    with post_office("starttls") as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="does not offer"):
            channel.send(letter())
        assert post.postmaster.kept == []


def test_a_plain_server_where_tls_was_expected_is_told_apart() -> None:
    with (
        post_office() as post,
        channel_to(post, security="tls", timeout=1.0) as channel,
        pytest.raises(TryLater),
    ):
        channel.send(letter())
