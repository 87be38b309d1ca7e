"""Bad days at the ledgers and the mail server: told in one line, the others served, nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tenacity.nap

from sync.store import figures
from sync.tables import effects
from tests.stories.terminal import Terminal, Told, terminal
from tests.world import BOTH, QUICKBOOKS, XERO, World, world

READS = {XERO: "GET .*/Invoices", QUICKBOOKS: "/query|/cdc"}
LAST_LOOK = {XERO: r"GET .*/Invoices\?", QUICKBOOKS: "/cdc"}
NOTES = {XERO: "PUT .*History", QUICKBOOKS: "POST .*(attachable|batch)"}
PAYMENTS = {XERO: "PUT .*Payments", QUICKBOOKS: "POST .*(payment|batch)"}
LOST_GRANT = '{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}'
MAIL_PASSWORD = "canary-mail-password"

Fault = dict[str, Any]
BAD_ANSWERS: dict[str, tuple[Fault, int, str]] = {
    "401 for ever": ({"action": "status", "status": 401}, 3, "sign-in"),
    "403 in JSON": ({"action": "status", "status": 403, "body": LOST_GRANT}, 3, "AuthenticationUnsuccessful"),
    "403 in HTML": ({"action": "html", "status": 403}, 4, "Service Unavailable"),
    "429": ({"action": "status", "status": 429}, 4, "calls"),
    "429 for two hours": (
        {"action": "status", "status": 429, "headers": {"Retry-After": "7200"}},
        4,
        "Try again in 2 hours",
    ),
    "500": ({"action": "status", "status": 500, "body": '{"Message":"oops"}'}, 4, "500"),
    "503 in HTML": ({"action": "html", "status": 503}, 4, "503"),
    "HTML with 200": ({"action": "html", "status": 200}, 4, "Service Unavailable"),
    "a redirect elsewhere": (
        {"action": "status", "status": 302, "headers": {"Location": "http://127.0.0.1:9/"}},
        4,
        "302",
    ),
    "404": ({"action": "status", "status": 404}, 1, "404"),
    "garbage": ({"action": "garbage"}, 4, "read"),
    "an empty body": ({"action": "empty"}, 4, "answer"),
    "a cut line": ({"action": "cut"}, 4, "connection broke"),
    "a lost answer": ({"action": "lost"}, 4, "connection broke"),
    "nothing at all": ({"action": "slow", "seconds": 1.2}, 4, "no answer in time"),
}


def hasty(made: World) -> World:
    """The same world with timeouts that a test can wait for."""
    text = made.config.read_text(encoding="utf-8")
    text = text.replace("settle_after_seconds = 0", "settle_after_seconds = 0\nread_timeout = 0.6")
    made.config.write_text(
        text.replace('security = "none"', 'security = "none"\ntimeout = 2'), encoding="utf-8"
    )
    return made


@pytest.fixture(autouse=True)
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between tries have tests of their own; the library's sleep is cut short here."""
    monkeypatch.setattr(tenacity.nap, "time", SimpleNamespace(sleep=lambda _seconds: None))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Both ledgers linked and pulled, mended after every test: for tests that change nothing."""
    with world(tmp_path_factory.mktemp("shared"), customers=8) as made, terminal(hasty(made)) as typed:
        made.link()
        typed.type("run")
        yield typed


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Both ledgers linked, pulled and approved; the messages wait to be sent."""
    with world(tmp_path, customers=8) as made, terminal(hasty(made)) as typed:
        made.at(made.office.clock.now()).ready_to_send()
        yield typed


def other(name: str) -> str:
    return QUICKBOOKS if name == XERO else XERO


def the_error(told: Told, name: str) -> str:
    """The only line of its error output, which names the ledger."""
    assert len(told.errors) == 1, told.err
    assert told.errors[0].startswith(f"error: {name}: "), told.err
    return told.errors[0]


def served(told: Told, name: str) -> bool:
    return any(line.startswith(f"{name}: ") and "pulled" in line for line in told.out.splitlines())


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("what", BAD_ANSWERS)
def test_a_bad_answer_to_a_pull_is_one_line_that_names_ledger_and_object(
    shared: Terminal, name: str, what: str
) -> None:
    fault, code, words = BAD_ANSWERS[what]
    before = shared.balances(name)
    try:
        shared.break_(name, READS[name], times=None, **fault)
        told = shared.type("run")
    finally:
        shared.mend()
    line = the_error(told, name)
    assert told.code == code
    assert words in line
    assert re.search(r"Invoices|changes since|list of", line), line
    assert len(line) < 400
    assert ("duesync connect " + name in line) == (code == 3)
    assert served(told, other(name))
    assert "the last run failed" in "".join(shared.status(name)["warnings"])
    healed = shared.type("run")
    assert (healed.code, healed.err) == (0, "")
    [left] = shared.status(name)["warnings"]
    assert left.startswith("no test mail was sent yet")
    assert shared.balances(name) == before


@pytest.mark.parametrize("name", BOTH)
def test_an_access_token_that_runs_out_in_the_middle_of_a_pull_is_renewed(
    shared: Terminal, name: str
) -> None:
    before = shared.tokens(name)
    shared.break_(name, READS[name], "status", status=401)
    told = shared.type("run", name)
    shared.mend()
    assert (told.code, told.err) == (0, "")
    assert shared.tokens(name) != before


def test_a_first_pull_that_breaks_off_goes_on_where_it_stopped_and_decides_nothing_before(
    tmp_path: Path,
) -> None:
    with world(tmp_path, customers=8) as made, terminal(hasty(made)) as typed:
        made.link()
        typed.break_(XERO, r"GET .*/CreditNotes\?", "status", status=500, times=None)
        typed.break_(QUICKBOOKS, "/query", "cut", skip=3, times=None)  # the list of payments
        told = typed.type("sync")
        assert told.code == 4
        assert len(told.errors) == 2
        for name in BOTH:
            status = typed.status(name)
            assert status["invoices"] > 0
            assert (status["complete"], status["overdue_accounts"]) == (False, 0)
            assert any("first pull is not finished" in line for line in status["warnings"])
            assert "first pull is not finished" in typed.type("plan", name).out
            assert typed.type("plan", "--json", name).json["planned"] == []
        typed.mend()
        assert typed.type("run").code == 0
        for name in BOTH:
            status = typed.status(name)
            assert status["complete"]
            assert status["overdue_accounts"] > 0
            assert typed.balances(name) == typed.api(name).open_balances()


@pytest.mark.parametrize("name", BOTH)
def test_no_message_leaves_when_the_last_look_fails_and_each_leaves_once_afterwards(
    desk: Terminal, name: str
) -> None:
    for fault in ("status", "garbage", "cut", "html"):
        desk.break_(name, LAST_LOOK[name], fault, status=500, skip=1, times=None)
        told = desk.type("run", name)
        desk.mend()
        assert told.code == 4
        the_error(told, name)
        assert desk.world.mail() == []
    waiting = desk.status(name)["effects"]["message ready"]
    assert desk.type("run", name).code == 0
    assert len(desk.world.mail()) == waiting > 3
    assert desk.type("run", name).code == 0
    assert_nothing_went_twice(desk)
    assert len(desk.world.mail()) == waiting


def ready(desk: Terminal, name: str) -> int:
    """How many messages would go out now."""
    desk.type("sync", name)
    return int(desk.status(name)["effects"]["message ready"])


def assert_nothing_went_twice(desk: Terminal) -> None:
    ids = Counter(str(message["Message-ID"]) for message in desk.world.mail())
    assert not [one for one, times in ids.items() if times > 1]


# What may become of a write: whether it is known, and where it is not, it is looked up.
UNKNOWN: tuple[Fault, ...] = (
    {"action": "cut"},
    {"action": "lost"},
    {"action": "slow", "seconds": 1.0},
    {"action": "status", "status": 500},
    {"action": "html", "status": 503},
    {"action": "html", "status": 200},
    {"action": "garbage"},
    {"action": "empty"},
)
TURNED_AWAY: tuple[tuple[Fault, int], ...] = (
    ({"action": "status", "status": 429}, 4),
    ({"action": "html", "status": 403}, 4),
    ({"action": "status", "status": 403, "body": LOST_GRANT}, 3),
)


def outcomes(desk: Terminal, name: str, kind: str) -> Counter[str]:
    ledger = desk.world.office.linked(name)
    query = effects.select().where(effects.c.ledger_id == ledger.id, effects.c.kind == kind)
    with desk.world.office.store.read() as connection:
        return Counter(row.state for row in connection.execute(query))


def test_whatever_becomes_of_a_notes_answer_it_stands_in_the_ledger_once(desk: Terminal) -> None:
    name = XERO  # which takes them one by one
    for fault in UNKNOWN:
        desk.break_(name, NOTES[name], **fault)
    told = desk.type("run", name)
    assert told.code == 4
    named = [line for line in told.errors if line.startswith(f"warning: {name}: note ")]
    assert len(named) == len(told.errors) == len(UNKNOWN)
    assert all("(invoice " in line and "looks it up" in line for line in named)
    assert outcomes(desk, name, "note")["uncertain"] == len(UNKNOWN)
    assert len(desk.status(name)["troubled"]) == len(UNKNOWN)
    desk.mend()
    assert (settled := desk.type("run", name)).code == 0, settled.err
    assert set(outcomes(desk, name, "note")) == {"done"}
    assert desk.type("run", name).code == 0
    assert_each_note_stands_once(desk, name)
    assert_nothing_went_twice(desk)


def test_whatever_becomes_of_the_answer_to_many_notes_each_stands_in_the_ledger_once(desk: Terminal) -> None:
    name, notes = QUICKBOOKS, set[int]()
    for fault in sorted(UNKNOWN, key=lambda one: one["action"] == "lost"):  # the last one, for it is done
        if fault["action"] == "slow":
            continue
        desk.break_(name, NOTES[name], **fault)
        told = desk.type("run", name)
        assert told.code == 4
        assert set(outcomes(desk, name, "note")) == {"uncertain"}
        notes.add(len(told.errors))
    assert notes == {outcomes(desk, name, "note")["uncertain"]}
    assert min(notes) > 1
    desk.mend()
    assert desk.type("run", name).code == 0
    assert set(outcomes(desk, name, "note")) == {"done"}
    assert_each_note_stands_once(desk, name)
    assert_nothing_went_twice(desk)


def assert_each_note_stands_once(desk: Terminal, name: str) -> None:
    ledger = desk.world.office.linked(name)
    with desk.world.office.store.read() as connection:
        written = connection.execute(
            effects.select().where(effects.c.ledger_id == ledger.id, effects.c.kind == "note")
        ).all()
        numbers = {row.id: row.number for row in figures.every_invoice(connection, ledger.id)}
    assert written
    for row in written:
        notes = "".join(desk.api(name).notes_on(numbers[row.invoice_id]))
        assert notes.count(f"[{row.key}]") == 1, (numbers[row.invoice_id], notes)


@pytest.mark.parametrize("name", BOTH)
def test_a_note_that_is_turned_away_waits_and_is_written_once(desk: Terminal, name: str) -> None:
    for fault, code in TURNED_AWAY:
        desk.break_(name, NOTES[name], **fault)
        told = desk.type("run", name)
        desk.mend()
        assert told.code == code, told.err
        assert len(told.errors) == 1
        assert outcomes(desk, name, "note")["ready"] > 0
    assert desk.type("run", name).code == 0
    assert set(outcomes(desk, name, "note")) == {"done"}
    assert_each_note_stands_once(desk, name)
    assert_nothing_went_twice(desk)


def record_payments(desk: Terminal, name: str, count: int, bank: str = "BANK") -> str:
    """Tell of so many payments of 1.00, 2.00, ... on one invoice; its number."""
    ledger = desk.world.office.linked(name)
    with desk.world.office.store.read() as connection:
        row = next(
            row
            for row in figures.open_invoices(connection, ledger.id)
            if row.currency == ledger.home_currency and row.balance > 10_000
        )
    for each in range(1, count + 1):
        told = desk.type("pay", name, row.number, f"{each}.00", "--reference", f"{bank}-{each}")
        assert told.code == 0, told.err
    return str(row.number)


def assert_each_payment_stands_once(desk: Terminal, name: str, number: str, count: int) -> None:
    ours = [
        amount
        for amount, reference, _ in desk.api(name).payments_on(number)
        if reference is not None and re.fullmatch("[A-Z2-7]{20}", reference)
    ]
    assert sorted(ours) == [Decimal(each) for each in range(1, count + 1)]


@pytest.mark.parametrize("name", BOTH)
def test_whatever_becomes_of_a_payments_answer_it_stands_in_the_ledger_once(
    desk: Terminal, name: str
) -> None:
    number = record_payments(desk, name, len(UNKNOWN))
    before = desk.api(name).balance_of(number)
    for fault in sorted(UNKNOWN, key=lambda one: one["action"] == "lost"):  # the last one, for it is done
        if fault["action"] == "slow":
            continue
        desk.break_(name, PAYMENTS[name], **fault)
        told = desk.type("run", name)
        assert told.code == 4
        named = [line for line in told.errors if f"(invoice {number}) is uncertain" in line]
        assert len(named) == len(told.errors) == len(UNKNOWN)
        assert len(desk.status(name)["troubled"]) == len(UNKNOWN)
    desk.mend()
    assert desk.type("run", name).code == 0
    assert desk.type("run", name).code == 0
    assert set(outcomes(desk, name, "payment")) == {"done"}
    assert_each_payment_stands_once(desk, name, number, len(UNKNOWN))
    assert desk.api(name).balance_of(number) == before - sum(range(1, len(UNKNOWN) + 1))
    assert desk.balances(name) == desk.api(name).open_balances()
    assert desk.status(name)["troubled"] == []


@pytest.mark.parametrize("name", BOTH)
def test_a_payment_that_is_turned_away_is_written_once_by_a_later_run(shared: Terminal, name: str) -> None:
    number = record_payments(shared, name, 1)
    for fault, code in TURNED_AWAY:
        if fault["status"] == 429:
            continue  # the rest of that run waits a minute, which the notes' test need not
        shared.break_(name, PAYMENTS[name], **fault)
        told = shared.type("run", name)
        shared.mend()
        assert told.code == code, told.err
    assert shared.type("run", name).code == 0
    assert shared.type("run", name).code == 0
    assert_each_payment_stands_once(shared, name, number, 1)


@pytest.mark.parametrize("name", BOTH)
def test_a_payment_that_the_ledger_refuses_is_shown_and_not_tried_for_ever(
    shared: Terminal, name: str
) -> None:
    number = record_payments(shared, name, 1, "GIRO")
    shared.break_(name, PAYMENTS[name], "status", status=400, body='{"Message":"the period is closed"}')
    told = shared.type("run", name)
    shared.mend()
    assert told.code == 1
    assert "was refused: " in told.errors[0]
    assert f"(invoice {number})" in told.errors[0]
    assert "the period is closed" in told.errors[0]
    assert outcomes(shared, name, "payment")["refused"] == 1
    assert shared.type("run", name).code == 0
    assert any("the period is closed" in line for line in shared.status(name)["troubled"])


def test_a_revoked_grant_is_told_with_the_command_that_mends_it_and_linking_again_goes_on(
    tmp_path: Path,
) -> None:
    with world(tmp_path, customers=8) as made, terminal(hasty(made)) as typed:
        made.link()
        typed.type("run")
        before = typed.balances(XERO)
        typed.api(XERO).revoke_grants()
        told = typed.type("run")
        assert told.code == 3
        assert the_error(told, XERO).endswith(f"duesync connect {XERO}")
        assert served(told, QUICKBOOKS)
        assert any("link the ledger again" in line for line in typed.status(XERO)["warnings"])
        doctor = typed.type("doctor")
        assert doctor.code == 1
        assert f"FAILED   {XERO}: " in doctor.out
        assert f"ok       {QUICKBOOKS}: signed in" in doctor.out
        assert typed.link(XERO).code == 0
        assert typed.type("run").code == 0
        assert typed.balances(XERO) == before


def test_an_address_that_is_refused_is_not_tried_again_until_a_person_says_so(desk: Terminal) -> None:
    desk.world.sandbox.mail.fail("refuse", times=1)
    told = desk.type("run", XERO)
    assert told.code == 1
    assert "550 5.1.1 No such mailbox here" in told.errors[0]
    assert f"warning: {XERO}: message " in told.errors[0]
    sent = len(desk.world.mail())
    for _ in range(3):
        assert desk.type("run", XERO).code == 0
    assert len(desk.world.mail()) == sent
    status = desk.status(XERO)
    assert status["effects"]["message refused"] == 1
    assert status["waiting"]["The last message was refused: a person must see to it."] == 1
    assert any("550" in line for line in status["troubled"])
    asked = desk.type("approve", XERO, "--json", "--yes").json
    assert len(asked["proposals"]) == 1
    assert desk.type("run", XERO).code == 0
    assert len(desk.world.mail()) == sent + 1
    assert desk.status(XERO)["troubled"] == []


def test_a_refused_address_that_is_corrected_in_the_ledger_is_written_to(desk: Terminal) -> None:
    contacts = desk.world.sandbox.xero.books.contacts.values()
    wrong = next(contact for contact in contacts if contact.email and contact.email.startswith("odz."))
    desk.world.sandbox.mail.fail("refuse", recipient=wrong.email or "", times=None)
    assert desk.type("run", XERO).code == 1
    assert desk.type("run", XERO).code == 0
    desk.world.sandbox.xero.set_email(wrong.customer.ref, "paying@lodz.example.org")
    desk.type("sync", XERO)
    desk.type("approve", XERO, "--yes")  # another address than the one that was approved
    assert desk.type("run", XERO).code == 0
    assert "paying@lodz.example.org" in str([message["To"] for message in desk.world.mail()])


def test_a_recipient_who_is_put_off_does_not_keep_the_others_waiting(desk: Terminal) -> None:
    desk.world.sandbox.mail.fail("defer", times=1)
    waiting = ready(desk, XERO)
    told = desk.type("run", XERO)
    assert told.code == 4
    assert len(desk.world.mail()) == waiting - 1
    assert "451 4.7.1 Try again later" in told.errors[0]
    assert "waits for the next run" in told.errors[0]
    assert desk.type("run", XERO).code == 0
    assert len(desk.world.mail()) == waiting
    assert_nothing_went_twice(desk)


def test_a_mail_server_that_is_away_is_told_and_every_message_goes_once_when_it_is_back(
    desk: Terminal,
) -> None:
    desk.world.sandbox.mail.refuse_connections()
    waiting = sum(ready(desk, name) for name in BOTH)
    told = desk.type("run")
    assert told.code == 4
    assert [line.split(": ")[1] for line in told.errors] == [XERO, QUICKBOOKS]
    assert all("mail server 127.0.0.1" in line and "Connection refused" in line for line in told.errors)
    assert desk.type("doctor").code == 1
    desk.mend()
    assert desk.type("run").code == 0
    assert desk.type("run").code == 0
    assert len(desk.world.mail()) == waiting
    assert_nothing_went_twice(desk)


def test_a_message_whose_reply_was_lost_is_never_sent_again_until_a_person_says_what_became_of_it(
    desk: Terminal,
) -> None:
    desk.world.sandbox.mail.fail("lost", times=1)
    waiting = ready(desk, XERO)
    told = desk.type("run", XERO)
    assert told.code == 4
    assert f"duesync uncertain {XERO}" in told.errors[0]
    assert len(desk.world.mail()) == waiting
    for _ in range(2):
        desk.mend()
        assert desk.type("run", XERO).code == 0
    desk.type("approve", XERO, "--yes")
    assert desk.type("run", XERO).code == 0
    assert len(desk.world.mail()) == waiting
    assert_nothing_went_twice(desk)
    status = desk.status(XERO)
    assert status["waiting"]["An earlier message may or may not have gone: a person must say."] == 1
    assert len(status["troubled"]) == 1
    key = desk.type("uncertain", XERO, "--json").json["uncertain"][0]["key"]
    assert key in status["troubled"][0]
    assert desk.type("uncertain", XERO, "--sent", key).code == 0
    assert desk.type("run", XERO).code == 0
    assert desk.status(XERO)["troubled"] == []
    assert len(desk.world.mail()) == waiting


def test_a_wrong_mail_password_names_the_mail_server_and_not_the_password(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made, terminal(hasty(made), secrets=(MAIL_PASSWORD,)) as typed:
        made.ready_to_send(XERO)
        text = made.config.read_text(encoding="utf-8")
        signed = f'username = "me"\npassword = "{MAIL_PASSWORD}"\nsecurity = "none"'
        made.config.write_text(text.replace('security = "none"', signed), encoding="utf-8")
        told = typed.type("run", XERO)
        assert told.code == 4
        assert f"warning: {XERO}: message " in told.errors[0]
        assert "mail server 127.0.0.1" in told.errors[0]
        assert typed.type("doctor").code == 1
        assert made.mail() == []
