"""What mail servers report at a desk: a notice is taken back, a dead address gets nothing, the rest waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.commands import replies as commands
from sync.store import outbox, review, suppressions
from sync.store.outbox import Effect
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import (
    ACME,
    BOLT,
    STRANGER,
    hand_over,
    hear,
    kept,
    key_to,
    letter,
    report,
    send,
    stock,
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """A reminder went to Acme and to Bolt."""
    with desk(tmp_path) as made:
        yield stock(made)


def effect(bench: Desk, key: str) -> Effect:
    with bench.office.store.read() as connection:
        found = outbox.by_key(connection, bench.ledger.id, key)
    assert found is not None
    return found


def silenced(bench: Desk, *addresses: str) -> dict[str, list[str]]:
    with bench.office.store.read() as connection:
        found = suppressions.suppressed(connection, "email", addresses)
    return {address: [one.why for one in each] for address, each in found.items()}


def test_a_hard_bounce_takes_the_notice_back_and_asks_for_another_address(bench: Desk) -> None:
    key = key_to(bench)
    heard = hear(bench, report(key, ACME.upper()))
    assert (len(heard.new), heard.waiting) == (1, 0)
    assert (effect(bench, key).taken_back, effect(bench, key).reason) == (True, "bounced")
    assert silenced(bench, ACME, BOLT) == {ACME: ["bounced"]}
    assert bench.standing().reason.name == "NO_ADDRESS"
    assert kept(bench)[0].note == f"{ACME}: smtp; 550 5.1.1 no such user; the message counts as not delivered"
    bench.stage(customer("C1", name="Acme Tools Ltd", emails=("new@acme.example",), edit=2))
    bench.decide()
    assert [one.recipients for one in bench.ready() if one.currency == "GBP"] == [("new@acme.example",)]


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("relayed", "")]
)
def test_a_delay_is_noted_and_nothing_follows(bench: Desk, action: str, status: str) -> None:
    key = key_to(bench)
    assert hear(bench, report(key, ACME, action=action, status=status)).waiting == 0
    assert (effect(bench, key).taken_back, silenced(bench, ACME)) == (False, {})
    assert bench.standing().reason.name != "REPLY_WAITS"


@pytest.mark.parametrize("status", ["5.2.2", "4.4.7", "5.7.1"])
def test_what_passes_by_takes_the_notice_back_and_waits_for_a_person(bench: Desk, status: str) -> None:
    """Sent again by itself it would come back again, day after day."""
    key = key_to(bench)
    assert hear(bench, report(key, ACME, status=status)).waiting == 1
    assert (effect(bench, key).taken_back, silenced(bench, ACME)) == (True, {})
    assert bench.standing().reason.name == "REPLY_WAITS"
    assert "may not have arrived" in bench.standing().text


def test_one_dead_address_of_two_takes_nothing_back_until_the_other_bounces_too(bench: Desk) -> None:
    both = (ACME, "two@acme.example")
    bench.stage(customer("C1", name="Acme Tools Ltd", emails=both, edit=2))
    key = key_to(bench)
    with bench.office.store.write() as connection:
        outbox.take_back(connection, effect(bench, key).id, "for the test", NOW)
        review.review_customers(connection, bench.ledger.id, ["C1"])
    bench.decide()
    send(bench)
    key = next(one.key for one in bench.effects("done") if one.customer_id == "C1" and not one.taken_back)
    hear(bench, report(key, both[0]))
    assert (effect(bench, key).taken_back, silenced(bench, *both)) == (False, {both[0]: ["bounced"]})
    hear(bench, report(key, both[1]))
    assert (effect(bench, key).taken_back, set(silenced(bench, *both))) == (True, set(both))


def test_a_report_about_an_address_that_we_did_not_write_to_silences_nobody(bench: Desk) -> None:
    key = key_to(bench)
    assert hear(bench, report(key, BOLT, STRANGER)).waiting == 1
    assert (effect(bench, key).taken_back, silenced(bench, BOLT, STRANGER)) == (False, {})
    assert bench.reasons()["C1"] == "REPLY_WAITS"


@pytest.mark.parametrize("original", ["ap+2Bpay@acme.example", "ap+pay@acme.example", ""])
def test_a_report_names_the_address_as_it_is_passed_on_between_servers(bench: Desk, original: str) -> None:
    """With its "+" as RFC 3461 has it in ORCPT, which some servers repeat so; or with none at all."""
    mine = "ap+pay@acme.example"
    bench.stage(customer("C9", emails=(mine,)), invoice("I9", number="INV-9", of="C9")).decide()
    send(bench)
    key, final = key_to(bench, "C9"), "boss@forward.example" if original else mine
    told = f"Original-Recipient: rfc822; {original}\r\nFinal-Recipient: rfc822; {final}"
    hear(bench, report(key, mine).replace(f"Final-Recipient: rfc822; {mine}".encode(), told.encode()))
    assert effect(bench, key).taken_back
    assert silenced(bench, mine) == {mine: ["bounced"]}


def test_a_forged_report_without_a_key_of_ours_does_nothing(bench: Desk) -> None:
    assert hear(bench, report("A" * 20, ACME)).unmatched == 1
    assert (silenced(bench, ACME), "REPLY_WAITS" in bench.reasons().values()) == ({}, False)


def test_a_message_in_doubt_that_comes_back_was_sent_and_bounced(bench: Desk) -> None:
    bench.stage(
        customer("C9", name="Doubtful", emails=("d@doubt.example",)), invoice("I9", number="INV-9", of="C9")
    )
    bench.decide()
    [one] = [each for each in bench.effects() if each.customer_id == "C9"]
    hand_over(bench, one, certain=False)
    bench.decide()
    assert bench.reasons()["C9"] == "UNCERTAIN"
    hear(bench, report(one.key, "d@doubt.example"))
    assert (effect(bench, one.key).state, effect(bench, one.key).taken_back) == ("done", True)
    assert bench.reasons()["C9"] == "NO_ADDRESS"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Hi. This is the qmail-send program at mx.example.\n\n<ap@acme.example>:\nno mailbox here.\n\n"
            "--- Below this line is a copy of the message.\n\nMessage-ID: <{key}@summit.example>\n"
        ),
        (
            "Your message to ap@acme.example couldn't be delivered. 550 5.1.10 not found.\n\n"
            "Message-ID: <{key}@summit.example>\n"
        ),
    ],
)
def test_a_bounce_in_plain_words_is_perhaps_one(bench: Desk, text: str) -> None:
    key = key_to(bench)
    plain = letter(
        text.format(key=key), sender="MAILER-DAEMON@mx.example", subject="failure notice", message_id=None
    )
    assert hear(bench, plain).waiting == 1
    assert (effect(bench, key).taken_back, silenced(bench, ACME)) == (False, {})
    assert bench.reasons()["C1"] == "REPLY_WAITS"
    [one] = commands.messages(bench.office, bench.ledger)
    assert (one.kind, one.whose) == ("bounce", ("Acme Tools Ltd",))


def complaint(key: str, about: str) -> bytes:
    return (
        "From: <fbl@mailbox.example>\r\nTo: accounts@summit.example\r\nSubject: complaint\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nAn abuse report.\r\n"
        "--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n"
        f"{about}\r\n"
        f"--B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{key}@summit.example>\r\n\r\nx\r\n--B--\r\n"
    ).encode()


@pytest.mark.parametrize("about", [f"Original-Rcpt-To: <{ACME}>\r\n", "", f"Original-Rcpt-To: <{BOLT}>\r\n"])
def test_a_complaint_ends_e_mail_at_once_to_whom_the_message_went(bench: Desk, about: str) -> None:
    """A report often names nobody; and one that names another's address was sent on, or is forged."""
    assert hear(bench, complaint(key_to(bench), about)).waiting == 0
    assert bench.standing().reason.name == "OPTED_OUT"
    assert silenced(bench, ACME, BOLT) == {ACME: ["complained"]}


def test_a_report_that_comes_again_undoes_nothing_that_a_person_said_since(bench: Desk) -> None:
    """A mailbox that is numbered anew is read from its beginning."""
    came = report(key_to(bench), ACME)
    hear(bench, came)
    with bench.office.store.write() as connection:
        suppressions.lift(connection, "email", ACME, "they made room", "robin", NOW)
    assert hear(bench, came).known == 1
    assert silenced(bench, ACME) == {}
