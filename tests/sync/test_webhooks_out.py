"""Webhooks out: what is told when, signed how, and what becomes of it where the receiver fails."""

from __future__ import annotations

import base64
import dataclasses
import hmac
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from standardwebhooks import Webhook, WebhookVerificationError

from dunning.incoming import Incoming
from sync import commands, doctor
from sync.commands import webhooks
from sync.commands.targets import ActError
from sync.status import statuses
from sync.store import acts, incoming
from sync.store.webhooks import GIVEN_UP, SCHEDULE
from sync.tables import events, webhook_messages
from sync.telling import ToldAll, tell_all
from sync.worker import Worker
from tests.sync.books import NOW, TODAY, customer, invoice, payment
from tests.sync.desk import Desk, desk
from tests.web.receiver import HANG, HANG_UP, Receiver, receiver

HERE = "[worker]\ntells_this_machine = true\n"


@dataclasses.dataclass(slots=True)
class Told:
    """A desk whose books a receiver is told of. `secret`: what it checks signatures with."""

    desk: Desk
    to: Receiver
    secret: str

    def tell(self) -> ToldAll:
        """Deliver what is due."""
        return tell_all(self.desk.office)

    def later(self, by: timedelta) -> Told:
        """The machine's clock goes on."""
        clock, wall = self.desk.office.clock, self.desk.office.clock.wall() + by
        moved = dataclasses.replace(clock, wall=lambda: wall)
        store = dataclasses.replace(self.desk.office.store, clock=moved)
        self.desk.office = dataclasses.replace(self.desk.office, clock=moved, store=store)
        return self

    def examined(self) -> list[tuple[str, str]]:
        """What `doctor` finds of it."""
        found = doctor._told_others(self.desk.office, self.desk.ledger)
        return [(each.level, each.text) for each in found]

    def types(self) -> list[str]:
        """What came, in order."""
        return [each["type"] for each in self.to.events]

    def waiting(self) -> int:
        """How many messages are still to be told."""
        [one] = webhooks.every_webhook(self.desk.office, None)
        return one.waiting


@contextmanager
def told_desk(folder: Path, *, policy: str = 'approval_required = "none"') -> Iterator[Told]:
    with desk(folder, policy=policy) as one, receiver() as to:
        path = folder / "config.toml"
        path.write_text(
            path.read_text(encoding="utf-8").replace("[mail]\n", f"{HERE}[mail]\n"), encoding="utf-8"
        )
        one.at(NOW)
        secret = webhooks.add_webhook(one.office, one.ledger, to.url, ())
        yield Told(one, to, secret)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """One customer who owes, decided upon and not written to yet."""
    with told_desk(tmp_path) as made:
        made.desk.stage(customer("C1", name="Acme Ltd"), invoice("I1"))
        made.desk.decide()
        yield made


def always(status: int) -> Callable[[dict[str, Any]], int]:
    return lambda _event: status


def said(**more: Any) -> commands.Said:
    return commands.Said(by="a test", customer="C1", **more)


def test_a_notice_is_told_once_it_went_with_ids_and_numbers_and_nobodys_name(told: Told) -> None:
    assert told.tell() == ToldAll(0, 0, ())
    told.desk.send()
    assert told.tell() == ToldAll(1, 0, ())
    assert told.to.events == [
        {
            "type": "notice.sent",
            "timestamp": "2026-11-18T15:00:00Z",
            "data": {
                "ledger": "summit",
                "customer": "C1",
                "currency": "GBP",
                "invoices": [{"id": "I1", "number": "N-I1"}],
                "kind": "level",
                "state": "done",
                "level": "reminder",
                "channel": "email",
                "amount": "120.00",
            },
        }
    ]
    assert b"Acme" not in told.to.got[0][1]
    assert told.tell() == ToldAll(0, 0, ()), "once it came it is told no more"


def test_a_delivery_is_signed_as_the_library_of_the_standard_checks_it(told: Told) -> None:
    told.desk.send()
    told.tell()
    headers, body = told.to.got[0]
    assert Webhook(told.secret).verify(body, headers)["type"] == "notice.sent"
    with pytest.raises(WebhookVerificationError):
        Webhook(told.secret).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").verify(body, headers)
    key = base64.b64decode(told.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    by_hand = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{by_hand}"
    assert headers["content-type"] == "application/json"
    for file in told.desk.folder.glob("duesync.db*"):
        assert told.secret.removeprefix("whsec_").encode() not in file.read_bytes()


def test_what_is_agreed_held_disputed_and_paid_is_told(told: Told) -> None:
    office, ledger = told.desk.office, told.desk.ledger
    by = TODAY + timedelta(days=5)
    commands.promise(office, ledger, said(), amount=Decimal(50), by=by)
    commands.dispute(
        office, ledger, said(invoices=("N-I1",)), amount=None, reason="price", owner="", answer_by=None
    )
    commands.hold(office, ledger, customer=None, invoice="N-I1", until=by, note="they called")
    commands.release(office, ledger, customer=None, invoice="N-I1")
    told.desk.stage(invoice("I1", edit=2, owes="0.00", status="paid"))
    told.desk.stage(invoice("I1", edit=3, owes="0.00", status="paid", reference="again"))
    told.tell()
    assert told.types() == [
        "promise.made",
        "dispute.opened",
        "hold.placed",
        "hold.released",
        "invoice.paid",
    ]
    promise, dispute, held = (each["data"] for each in told.to.events[:3])
    assert promise == promise | {"kind": "promise", "number": 1, "amount": "50.00", "day": by.isoformat()}
    assert dispute["kind"] == "dispute"
    assert held == held | {"kind": "hold", "day": by.isoformat()}
    assert {each["data"]["invoices"][0]["number"] for each in told.to.events} == {"N-I1"}
    assert b"they called" not in b"".join(body for _, body in told.to.got)


def test_a_reply_is_told_without_its_words(told: Told) -> None:
    with told.desk.office.store.write() as connection:
        incoming.keep(
            connection,
            told.desk.ledger.id,
            message("We paid last week", "one@mail.example"),
            NOW,
            how="sender",
            whose=["C1"],
            effect_key=None,
        )
    told.tell()
    [event] = told.to.events
    assert event["type"] == "reply.received"
    assert event["data"] == {"ledger": "summit", "customer": "C1", "kind": "reply"}


def test_a_promise_that_was_not_kept_is_told_once_however_often_it_is_looked_at(told: Told) -> None:
    by = TODAY + timedelta(days=2)
    commands.promise(told.desk.office, told.desk.ledger, said(), amount=None, by=by)
    told.desk.decide()
    later = NOW + timedelta(days=9)
    told.desk.at(later).stage(payment("P9", of=None, on=later.date(), amount="1.00"))
    for _ in range(2):
        told.desk.decide()
        told.desk.stage(customer("C1", name="Acme Ltd", edit=5 + _))
    told.tell()
    broken = [each["data"] for each in told.to.events if each["type"] == "promise.broken"]
    assert broken == [broken[0] | {"kind": "promise", "state": "broken", "number": 1, "day": by.isoformat()}]


def test_what_was_broken_before_anybody_was_told_is_not_told_as_news(tmp_path: Path) -> None:
    with told_desk(tmp_path) as made:
        made.desk.stage(customer("C1"), invoice("I1"))
        webhooks.remove_webhook(made.desk.office, made.desk.ledger, made.to.url)
        commands.promise(
            made.desk.office, made.desk.ledger, said(), amount=None, by=TODAY + timedelta(days=2)
        )
        later = NOW + timedelta(days=20)
        made.desk.at(later).stage(payment("P9", of=None, on=later.date(), amount="1.00"))
        webhooks.add_webhook(made.desk.office, made.desk.ledger, made.to.url, ())
        made.desk.decide()
        made.tell()
        assert "promise.broken" not in made.types()


def test_only_the_events_that_were_chosen_are_told(told: Told) -> None:
    office, ledger = told.desk.office, told.desk.ledger
    webhooks.remove_webhook(office, ledger, told.to.url)
    webhooks.add_webhook(office, ledger, told.to.url, ["hold.placed"])
    commands.hold(office, ledger, customer="C1", invoice=None, until=None, note="")
    commands.release(office, ledger, customer="C1", invoice=None)
    told.tell()
    assert told.types() == ["hold.placed"]
    with pytest.raises(ActError, match=r"no event hold\.place; there are notice\.sent"):
        webhooks.add_webhook(office, ledger, f"{told.to.url}/2", ["hold.place"])


def test_what_is_undone_is_not_told(told: Told) -> None:
    def refused() -> None:
        with told.desk.office.store.write() as connection:
            acts.hold(
                connection,
                told.desk.ledger.id,
                customer_id="C1",
                invoice_id=None,
                until=None,
                note="",
                now=NOW,
            )
            msg = "the disk is full"
            raise OSError(msg)

    with pytest.raises(OSError, match="disk"):
        refused()
    assert told.tell() == ToldAll(0, 0, ())


def test_a_receiver_that_fails_gets_it_again_under_the_same_id(told: Told) -> None:
    told.desk.send()
    for status in (500, HANG_UP, 404, 302):
        told.to.answers = always(status)
        assert told.tell() == ToldAll(0, 1, ())
        assert told.tell() == ToldAll(0, 0, ()), "not at once"
        told.later(timedelta(hours=3))
    told.to.answers = lambda _: 200
    assert told.tell() == ToldAll(1, 0, ())
    assert len(told.to.got) == 5
    assert len(set(told.to.ids)) == 1
    assert len({body for _, body in told.to.got}) == 1
    [one] = webhooks.every_webhook(told.desk.office, None)
    assert (one.failing_since, one.problem, one.waiting) == (None, None, 0)


def test_each_try_waits_longer_than_the_one_before_and_as_long_as_it_is_asked(told: Told) -> None:
    told.desk.send()
    told.to.answers = lambda _: 503
    for wait in SCHEDULE[:4]:
        assert told.tell().failed == 1
        told.later(wait - timedelta(seconds=1))
        assert told.tell().failed == 0
        told.later(timedelta(seconds=1))
    told.to.extra["Retry-After"] = "90000"
    assert told.tell().failed == 1
    told.later(timedelta(hours=9))
    assert told.tell().failed == 0
    told.later(timedelta(hours=2))
    assert told.tell().failed == 1, "however long it asks for, within half a day"


def test_one_message_that_it_never_takes_keeps_no_other_back(told: Told) -> None:
    told.desk.stage(*(row for n in range(2, 5) for row in (customer(f"C{n}"), invoice(f"I{n}", of=f"C{n}"))))
    told.desk.decide()
    told.desk.send()
    told.to.answers = lambda event: 500 if event["data"]["customer"] == "C1" else 200
    for _ in range(6):
        told.tell()
        told.later(timedelta(minutes=1))
    came = {each["data"]["customer"] for each in told.to.events}
    assert came == {"C1", "C2", "C3", "C4"}
    assert told.waiting() == 1
    told.later(GIVEN_UP)
    told.tell()
    assert told.waiting() == 0, "given up after three days"
    [one] = webhooks.every_webhook(told.desk.office, None)
    assert one.off_at is None or one.failing_since is not None


def test_a_receiver_that_fails_for_days_is_switched_off_and_status_and_doctor_say_so(told: Told) -> None:
    assert told.examined() == [("ok", "the one address that summit tells took what came last")]
    told.desk.send()
    told.to.answers = lambda _: 500
    told.tell()
    [state] = statuses(told.desk.office)
    [told_of] = [each for each in state.warnings if "nothing got through to" in each]
    assert told.examined() == [("warn", told_of)]
    told.later(GIVEN_UP - timedelta(hours=1))
    assert told.tell() == ToldAll(0, 1, ())
    commands.hold(told.desk.office, told.desk.ledger, customer="C1", invoice=None, until=None, note="")
    told.later(timedelta(hours=12))
    assert told.tell() == ToldAll(0, 1, (told.to.url,))
    [state] = statuses(told.desk.office)
    [line] = [each for each in state.warnings if "is told nothing any more" in each]
    assert told.examined() == [("warn", line)]
    assert line.startswith(told.to.url)
    assert line.endswith("once it works: duesync webhook test summit URL")
    commands.release(told.desk.office, told.desk.ledger, customer="C1", invoice=None)
    assert told.waiting() == 0, "nothing is kept for who is switched off"
    assert webhooks.try_webhook(told.desk.office, told.desk.ledger, told.to.url).trouble == "it answers 500"
    told.to.answers = lambda _: 200
    assert webhooks.try_webhook(told.desk.office, told.desk.ledger, told.to.url).trouble is None
    assert told.to.events[-1] == {
        "type": "test",
        "timestamp": "2026-11-18T15:00:00Z",
        "data": {"ledger": "summit"},
    }
    commands.hold(told.desk.office, told.desk.ledger, customer="C1", invoice=None, until=None, note="")
    assert told.tell() == ToldAll(1, 0, ())


def test_who_says_410_is_told_nothing_more_at_once(told: Told) -> None:
    told.desk.send()
    told.to.answers = lambda _: 410
    assert told.tell() == ToldAll(0, 1, (told.to.url,))
    told.later(timedelta(days=1))
    assert told.tell() == ToldAll(0, 0, ())


def test_no_redirect_is_followed(told: Told) -> None:
    with receiver() as elsewhere:
        told.to.answers, told.to.extra["Location"] = (lambda _: 307), elsewhere.url
        told.desk.send()
        assert told.tell().failed == 1
        assert elsewhere.got == []


def test_two_who_deliver_at_once_tell_it_once(told: Told) -> None:
    from sync.store import webhooks as kept

    told.desk.send()
    office = told.desk.office
    with office.store.read() as connection:
        [one] = kept.due(connection, office.clock.wall(), 10)
    with office.store.write() as connection:
        assert kept.claim(connection, one, office.clock.wall()) is not None
    with office.store.write() as connection:
        assert kept.claim(connection, one, office.clock.wall()) is None


def test_a_worker_killed_in_the_midst_tells_it_again_under_the_same_id(told: Told) -> None:
    told.desk.send()
    told.to.answers = always(HANG)
    command = [
        sys.executable,
        "-m",
        "sync",
        "--config",
        str(told.desk.folder / "config.toml"),
        "webhook",
        "deliver",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        give_up = datetime.now(tz=NOW.tzinfo) + timedelta(seconds=30)
        while not told.to.got:
            assert datetime.now(tz=NOW.tzinfo) < give_up
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    told.to.answers = lambda _: 200
    told.to.go_on.set()
    assert told.tell() == ToldAll(0, 0, ()), "it may still come"
    told.later(SCHEDULE[0] + timedelta(seconds=1))
    assert told.tell() == ToldAll(1, 0, ())
    assert len(told.to.ids) == 2
    assert len(set(told.to.ids)) == 1


def deliveries(worker: Worker, told: Told) -> subprocess.Popen[bytes] | None:
    """What a tick does for webhooks, without the runs that it begins: those would call a ledger."""
    worker._tell_others(told.desk.office)
    return worker.telling


def test_the_worker_delivers_beside_its_runs_and_is_stopped_with_it(told: Told) -> None:
    worker = Worker(told.desk.folder / "config.toml", told.desk.office.clock)
    assert deliveries(worker, told) is None, "nothing is due"
    told.desk.send()
    begun = deliveries(worker, told)
    assert begun is not None
    assert begun.wait(60) == 0
    assert told.types() == ["notice.sent"]
    commands.hold(told.desk.office, told.desk.ledger, customer="C1", invoice=None, until=None, note="")
    told.to.answers = always(HANG)
    hanging = deliveries(worker, told)
    assert hanging is not None
    assert hanging is not begun
    assert deliveries(worker, told) is hanging, "one at a time"
    worker.stop()
    assert hanging.returncode is not None


def test_what_is_to_be_told_of_a_customer_goes_with_them(told: Told) -> None:
    from sync.store import personal

    told.desk.send()
    with told.desk.office.store.write() as connection:
        who = personal.person(connection, told.desk.ledger.id, "C1")
        assert "webhook_messages" in personal.held(connection, who)
        personal.delete(connection, who, personal.FACTS)
        assert not connection.scalar(sa.select(sa.func.count()).select_from(webhook_messages))


def test_the_same_address_is_told_once_of_a_ledger(told: Told) -> None:
    office, ledger = told.desk.office, told.desk.ledger
    with pytest.raises(ActError, match="is told of summit already"):
        webhooks.add_webhook(office, ledger, told.to.url, ())
    webhooks.add_webhook(office, ledger, "https://books.example.com/hook?key=s3cret", ())
    with office.store.read() as connection:
        chain = told_chain(connection, ledger.id)
    assert "https://books.example.com/hook?..." in chain
    assert "s3cret" not in chain
    with pytest.raises(ActError, match="must begin with https"):
        webhooks.add_webhook(office, ledger, "http://books.example.com/hook", ())
    with pytest.raises(ActError, match="is not told of summit"):
        webhooks.remove_webhook(office, ledger, "https://books.example.com/hook")


def told_chain(connection: Connection, ledger_id: int) -> str:
    contents = sa.select(events.c.content).where(events.c.ledger_id == ledger_id, events.c.person.is_(None))
    return b" ".join(connection.scalars(contents)).decode()


def message(words: str, key: str) -> Incoming:
    from connectors.mail.reading import read

    raw = f"From: c1@customer.example\r\nMessage-ID: <{key}>\r\nSubject: Re\r\n\r\n{words}\r\n"
    return read(raw.encode(), NOW)
