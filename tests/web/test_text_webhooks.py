"""What Twilio tells us over real HTTP: signed or not, once or often, sound or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from connectors.sandbox.faults import Fault
from connectors.sandbox.twilio import callbacks
from sync.store import suppressions
from sync.store.suppressions import Suppression
from tests.texting import NUMBERS, OTHER, OURS, Texting, texting
from tests.web.served import Served, served
from tests.world import WORKING_DAY

PUBLIC = "https://books.example.com"
MORE = f'keywords = "duesync"\n[serve]\npublic_url = "{PUBLIC}"\n'


@contextmanager
def listening(folder: Path, store: str = "sqlite:///duesync.db") -> Iterator[tuple[Texting, Served]]:
    """The pretend Twilio tells our server, which is reached by its public address."""
    with texting(folder, store, MORE) as made, served(made.office) as ours:
        made.twin.exchange.answers_words = False
        made.twin.hears = f"{PUBLIC}/texts/heard"
        made.twin.public, made.twin.to = PUBLIC, ours.url
        yield made, ours


def standing(made: Texting, number: str) -> list[Suppression]:
    with made.office.store.read() as connection:
        return suppressions.suppressed(connection, "number", [number]).get(number, [])


def post(ours: Served, form: dict[str, str], token: str, path: str = "/texts/heard", **more: str) -> int:
    answer = callbacks.post(PUBLIC + path, form, token, to=ours.url + path, signed=more.get("signed"))
    return answer.status_code


def test_a_receipt_takes_a_reminder_back_once_however_often_it_is_told(
    tmp_path: Path, store_url: str
) -> None:
    with listening(tmp_path, store_url) as (made, ours):
        made.run()
        lost = made.out()[0]
        made.twin.meets(lost.theirs, 30006)
        made.twin.carry()
        [effect] = made.messages("refused")
        assert "30006" in (effect.reason or "")
        assert [one.why for one in standing(made, lost.theirs)] == ["bounced"]
        told = {"MessageSid": lost.sid, "MessageStatus": "undelivered", "ErrorCode": "30006"}
        path = f"/texts/receipts?key={effect.key}"
        assert post(ours, told, made.twin.token, path) == 200
        late = {"MessageSid": lost.sid, "MessageStatus": "sent"}
        assert post(ours, late, made.twin.token, path) == 200
        assert len(made.messages("refused")) == 1
        assert len(made.messages("done")) == len(made.out()) - 1


def test_a_receipt_that_another_account_signed_is_none(tmp_path: Path, store_url: str) -> None:
    other, token = "AC" + "6" * 32, "another token"
    with texting(tmp_path, store_url, MORE) as made:
        config = tmp_path / "config.toml"
        own = f'[ledgers.{OTHER}.sms]\naccount_sid = "{other}"\nauth_token = "{token}"\n'
        config.write_text(config.read_text("utf-8").replace("\n[policy]", f"\n{own}\n[policy]", 1), "utf-8")
        made.at(WORKING_DAY).run()
        with served(made.office) as ours:
            first, second = made.messages("done")[:2]
            told = {"MessageSid": made.out()[0].sid, "MessageStatus": "undelivered", "ErrorCode": "30006"}
            for path in (f"/texts/receipts?key={first.key}", "/texts/receipts"):
                assert post(ours, told, token, path) == 200, "signed, and about nothing of that account's"
            assert made.messages("refused") == []
            assert standing(made, made.out()[0].theirs) == []
            assert post(ours, told, made.twin.token, f"/texts/receipts?key={second.key}") == 200
            assert [each.key for each in made.messages("refused")] == [second.key]


def test_a_receipt_proves_that_a_text_went_whose_answer_was_lost(tmp_path: Path, store_url: str) -> None:
    with listening(tmp_path, store_url) as (made, _):
        made.twin.faults.add(Fault(match="POST .*/Messages", action="lost"))
        made.run()
        [effect] = made.messages("uncertain")
        twice = made.out()[0]
        made.twin.exchange.send(twice.ours, twice.theirs, twice.body, None, None)  # the list proves nothing
        made.twin.carry()
        made.run()
        assert made.messages("uncertain") == []
        assert effect.key in {one.key for one in made.messages("done")}


def test_stop_holds_at_once_and_is_confirmed_once(tmp_path: Path, store_url: str) -> None:
    with listening(tmp_path, store_url) as (made, ours):
        number = made.numbers()[0]
        came = made.twin.text(number, "Opt out")
        assert [one.why for one in standing(made, number)] == ["stopped"]
        assert [one.body.split(":")[0] for one in made.out()] == ["Quay"]
        assert post(ours, made.twin.inbound(came), made.twin.token) == 200
        assert len(standing(made, number)) == 1
        made.run()
        assert [one.theirs for one in made.out()].count(number) == 1
        made.twin.text(number, "START")
        assert standing(made, number) == []
        made.twin.text(number, "help")
        assert "+44 20 7946 0000" in made.out()[-1].body


@pytest.mark.parametrize("changed", ["signature", "token", "field", "address"])
def test_what_is_not_signed_for_just_this_changes_nothing(tmp_path: Path, changed: str) -> None:
    with listening(tmp_path) as (made, ours):
        number = made.numbers()[0]
        form = {
            "MessageSid": "SM1",
            "AccountSid": made.twin.account,
            "From": number,
            "To": "x",
            "Body": "STOP",
        }
        good = callbacks.signature(f"{PUBLIC}/texts/heard", form, made.twin.token)
        wrong = {
            "signature": "AAAA",
            "token": callbacks.signature(f"{PUBLIC}/texts/heard", form, "another"),
            "field": good,
            "address": callbacks.signature(f"{ours.url}/texts/heard", form, made.twin.token),
        }[changed]
        sent = form | ({"Extra": "1"} if changed == "field" else {})
        assert post(ours, sent, made.twin.token, signed=wrong) == 401
        assert standing(made, number) == []
        assert post(ours, form, made.twin.token, signed=good) == 200
        assert len(standing(made, number)) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 401),
        (b"\xff\xfe=%zz", 401),
        (b"a=1&" * 1000, 401),
        (b"x" * (1 << 20), 401),
        (b"x" * (2 << 20), 413),
    ],
)
def test_what_is_no_delivery_is_refused(tmp_path: Path, body: bytes, status: int) -> None:
    with listening(tmp_path) as (_, ours):
        for path in ("/texts/heard", "/texts/receipts"):
            headers = {"X-Twilio-Signature": "x"}
            assert ours.ask("POST", path, body, headers).status_code == status


@pytest.mark.parametrize("path", ["/texts/heard", "/texts/receipts"])
def test_what_is_signed_and_makes_no_sense_is_taken(tmp_path: Path, path: str) -> None:
    with listening(tmp_path) as (made, ours):
        assert post(ours, {"AccountSid": made.twin.account}, made.twin.token, path) == 200
        odd = {"MessageSid": "SM9", "MessageStatus": "sent", "From": "whatsapp:+1", "Body": "hi"}
        assert post(ours, odd, made.twin.token, path) == 200


def test_a_picture_without_a_word_is_an_answer_too(tmp_path: Path) -> None:
    with listening(tmp_path) as (made, ours):
        form = {"MessageSid": "MM1", "From": NUMBERS[0], "To": OURS, "Body": "", "NumMedia": "1"}
        assert post(ours, form, made.twin.token) == 200
        made.run()
        assert "a picture or file" in made.standing("name:customer 1").text
