"""Texts through Twilio's library, against the pretend one over real HTTP: what goes, and each failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.sandbox.clock import running_from
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import serve
from connectors.sandbox.twilio import TwilioApi, callbacks
from connectors.sms import webhook
from connectors.sms.channel import TwilioChannel
from connectors.sms.settings import SmsSettings
from dunning.effects import Message

START = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
ACCOUNT, SERVICE = "AC" + "1" * 32, "MG" + "2" * 32
OURS, THEIRS = "+447700900000", "+447700900101"


class Desk:
    """The twin, and channels to it."""

    def __init__(self, url: str, twin: TwilioApi) -> None:
        self.twin = twin
        self.settings = SmsSettings(
            account_sid=ACCOUNT,
            auth_token="token",
            sender=OURS,
            host=url,
            public_url=None,
            answers_words=True,
            timeout=5.0,
        )

    def channel(self, **changed: object) -> TwilioChannel:
        return TwilioChannel(replace(self.settings, **changed), lambda: START)


@pytest.fixture(scope="module")
def running() -> Iterator[Desk]:
    twin = TwilioApi(
        running_from(START), account=ACCOUNT, token="token", numbers=(OURS,), services={SERVICE: (OURS,)}
    )
    with serve(twin) as served:
        yield Desk(served.url, twin)


@pytest.fixture
def desk(running: Desk) -> Iterator[Desk]:
    yield running
    running.twin.exchange.texts.clear()
    running.twin.exchange.stopped.clear()
    running.twin.exchange.regions = ()
    running.twin.faults.clear()


def message(text: str = "Quay: hello. Reply STOP to end texts.", to: str = THEIRS) -> Message:
    return Message(
        key="K" * 20,
        message_id="",
        sender="Quay",
        reply_to=None,
        recipients=(to,),
        subject="",
        text=text,
        html="",
        in_reply_to=None,
        references=(),
        language="en-GB",
    )


def failure(call: Callable[[], object]) -> ConnectorError:
    with pytest.raises(ConnectorError) as caught:
        call()
    return caught.value


def test_a_text_goes_as_it_is_and_its_receipt_is_told_by_key(desk: Desk) -> None:
    receipt = desk.channel(public_url="https://books.example").send(message("£5, é and 語"))
    [text] = desk.twin.exchange.texts
    assert (text.sid, text.theirs, text.ours, text.body) == (
        receipt.provider_id,
        THEIRS,
        OURS,
        "£5, é and 語",
    )
    assert text.callback == f"https://books.example/texts/receipts?key={'K' * 20}"
    desk.channel(sender=SERVICE).send(message())
    assert desk.twin.exchange.texts[1].service == SERVICE


@pytest.mark.parametrize(
    ("to", "kind", "code"),
    [("+1", Refused, "21211"), ("+4915112345678", Refused, "21408"), (THEIRS, Refused, "21610")],
)
def test_a_number_that_may_not_be_texted_is_refused(
    desk: Desk, to: str, kind: type[ConnectorError], code: str
) -> None:
    desk.twin.exchange.regions = ("+44",)
    desk.twin.exchange.stopped.add((THEIRS, OURS))
    error = failure(lambda: desk.channel().send(message(to=to)))
    assert type(error) is kind
    assert error.code == code
    assert f"({code})" in error.text
    assert desk.twin.exchange.texts == []


def test_what_would_fail_for_every_text_stops_them_and_blames_no_customer(desk: Desk) -> None:
    foreign = failure(lambda: desk.channel(sender="+447700900999").send(message()))
    assert isinstance(foreign, TryLater)
    assert "correct from in [sms]" in foreign.text
    assert foreign.about != f"message {'K' * 20}"
    wrong = failure(lambda: desk.channel(auth_token="another").send(message()))
    assert isinstance(wrong, SignInAgain)
    assert not wrong.relink
    assert "another" not in str(wrong)


@pytest.mark.parametrize(
    ("fault", "kind", "went"),
    [
        (Fault(match="POST", action="lost"), Uncertain, 1),
        (Fault(match="POST", action="cut"), Uncertain, 0),
        (Fault(match="POST", action="status", status=500), Uncertain, 0),
        (Fault(match="POST", action="status", status=503), Uncertain, 0),
        (Fault(match="POST", action="html", status=502), Uncertain, 0),
        (Fault(match="POST", action="garbage"), Uncertain, 0),
        (Fault(match="POST", action="empty"), Uncertain, 0),
        (Fault(match="POST", action="status", status=429, headers={"Retry-After": "7"}), TryLater, 0),
    ],
)
def test_a_create_leaves_once_whatever_is_answered(
    desk: Desk, fault: Fault, kind: type[ConnectorError], went: int
) -> None:
    before = len(desk.twin.calls)
    desk.twin.faults.add(fault)
    error = failure(lambda: desk.channel().send(message()))
    assert type(error) is kind
    assert len(desk.twin.exchange.texts) == went
    assert [call.method for call in desk.twin.calls[before:]] == ["POST"]
    if isinstance(error, TryLater):
        assert error.after == 7


def test_nothing_leaves_too_late_or_to_nobody_who_listens(desk: Desk) -> None:
    late = failure(lambda: desk.channel().send(message(), lambda: False))
    assert isinstance(late, TryLater)
    away = failure(lambda: desk.channel(host="http://127.0.0.1:9").send(message()))
    assert isinstance(away, TryLater)
    assert desk.twin.exchange.texts == []


def test_a_text_is_found_by_its_words_its_number_and_its_time_alone(desk: Desk) -> None:
    channel = desk.channel()
    sent = channel.send(message())
    for other in (message("other words"), message(to="+447700900102")):
        channel.send(other)
    desk.twin.exchange.receive(THEIRS, OURS, message().text)  # somebody quotes us
    found = channel.find(message(), START, ())
    assert found is not None
    assert found.provider_id == sent.provider_id
    assert channel.find(message(), START + timedelta(hours=1), ()) is None
    assert channel.find(message(), START, {sent.provider_id}) is None
    channel.send(message())
    assert channel.find(message(), START, ()) is None


def test_a_long_list_is_read_to_its_end_and_reads_are_tried_again(desk: Desk) -> None:
    for number in range(450):
        desk.twin.exchange.receive(THEIRS, OURS, f"text {number}")
    desk.twin.faults.add(Fault(match="GET .*/Messages", action="status", status=503, times=2))
    came = desk.channel().came_since(START)
    assert [each.body for each in came] == [f"text {number}" for number in range(450)]


def test_the_account_and_its_sender_are_checked(desk: Desk) -> None:
    assert desk.channel().check() == desk.channel(sender=SERVICE).check() == "Sandbox"
    for sender in ("+447700900999", "MG" + "9" * 32):
        assert "is no sender of texts" in str(failure(desk.channel(sender=sender).check))


def test_a_signature_is_for_one_address_and_all_that_came() -> None:
    url, form = "https://books.example/texts/heard?key=1", {"Body": "STOP & go", "From": THEIRS, "A": ""}
    body = b"Body=STOP+%26+go&From=%2B447700900101&A="
    good = {webhook.HEADER: callbacks.signature(url, form, "token")}
    read = webhook.form_of(body)
    assert read is not None
    assert webhook.is_signed(url, read, good, "token")
    for other in (body + b"&B=", body + b"&Body=again", body.replace(b"A=", b"A=1")):
        changed = webhook.form_of(other)
        assert changed is not None
        assert not webhook.is_signed(url, changed, good, "token")
    assert not webhook.is_signed(f"{url}2", read, good, "token")
    assert not webhook.is_signed(url, read, good, "other")
    assert not webhook.is_signed(url, read, {}, "token")
