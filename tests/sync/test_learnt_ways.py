"""By which way customers answer: heard over half a year, suggested or kept to, accepted, and lapsed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from connectors.base import Came
from dunning.account import Account, Contact, Response, Responses
from sync import commands, texts
from sync.calls import keep_press
from sync.cli import app
from sync.commands import ActError
from sync.commands.agreed import accounts_of
from sync.commands.briefings import brief
from sync.replay import replay
from sync.why import why
from tests.sync.answering_desk import NUMBER, SMS, half_a_year, later, learning, seen_to
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import NAME, Desk, a_year_ago
from tests.sync.mail_desk import hear, letter, report

SAYS_SO = "They answer text messages (2 of 3), not e-mails (0 of 3)"


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    with half_a_year(tmp_path, store_url) as made:
        yield made


def account(made: Desk, customer_id: str = "C1") -> Account:
    key = customer_id, "GBP"
    with made.office.store.read() as connection:
        return accounts_of(made.office, connection, made.ledger, [key])[key]


def typed(made: Desk, *arguments: str) -> str:
    head = ["--config", str(made.folder / "config.toml"), "--now", made.office.clock.now().isoformat()]
    result = CliRunner().invoke(app, [*head, *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def preferred(made: Desk, *arguments: str) -> str:
    return typed(made, "prefer", NAME, "Acme", *arguments)


def told_by_why(made: Desk) -> str:
    """What `why` and a caller are told of how they are reached, which is the same."""
    with_reason = str(why(made.office, made.ledger, "N-I1").facts["preference"])
    [called] = brief(made.office, made.ledger, "Acme")
    assert called.briefing.wish == with_reason
    return with_reason


def test_it_is_suggested_with_its_reason_and_a_person_accepts_it(bench: Desk) -> None:
    assert [each.channel for each in bench.ready()] == ["email"]
    found = commands.wish_of(bench.office, bench.ledger, "Acme")
    assert found.told == told_by_why(bench)
    assert found.told.startswith(
        f"{SAYS_SO}: it is not preferred until somebody says so (contact.learn = suggest, "
    )
    assert found.learnt is not None
    assert (found.preference, found.learnt.way) == (None, "sms")
    assert f"nothing was said of how or when they want to hear from you\n  {found.told}\n" in preferred(bench)
    assert found.told in typed(bench, "why", NAME, "N-I1")
    assert "Acme: by text message (" in preferred(bench, "--accept")
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["sms"]
    assert told_by_why(bench) == (
        "They hear from us by text message "
        f"({bench.office.by}, 24 February 2027, for they {SAYS_SO.removeprefix('They ')})."
    )
    with pytest.raises(ActError, match="nothing is learnt of Acme that could be accepted"):
        commands.accept_learnt(bench.office, bench.ledger, "Acme", "robin")
    wished: dict[str, Any] = {"channel": "email", "hours": None, "days": (), "words": "", "by": "robin"}
    commands.prefer(bench.office, bench.ledger, customer="Acme", **wished)
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["email"]


def test_what_is_accepted_leaves_hours_and_words_that_were_said(bench: Desk) -> None:
    said: dict[str, Any] = {"channel": None, "hours": (time(9), time(17)), "days": ("wed",), "by": "robin"}
    said |= {"words": "not late", "language": "de"}
    commands.prefer(bench.office, bench.ledger, customer="Acme", **said)
    kept = commands.accept_learnt(bench.office, bench.ledger, "Acme", "robin").preference
    assert kept is not None
    assert (kept.channel, kept.opens, kept.until, kept.days) == ("sms", time(9), time(17), (2,))
    assert (kept.words, kept.language) == ("not late", "de")


def test_where_the_policy_lets_it_texts_go_by_themselves_until_a_mail_is_answered(bench: Desk) -> None:
    bench.under(learning("on")).decide()
    assert [each.channel for each in bench.ready()] == ["sms"]
    assert f"{SAYS_SO}: text message comes before e-mail" in told_by_why(bench)
    done = replay(bench.office, bench.ledger, a_year_ago())
    assert (done.faults, done.same_versions > 0) == ((), True)
    hear(bench, letter(sender="c1@customer.example", to_key=mailed(bench)))
    seen_to(bench)
    assert [each.channel for each in bench.ready()] == ["email"]
    assert "They answer" not in told_by_why(bench)


def test_their_own_word_and_a_withdrawn_consent_come_first(bench: Desk) -> None:
    bench.under(learning("on"))
    wished: dict[str, Any] = {
        "channel": "email",
        "hours": None,
        "days": (),
        "words": "mail me",
        "by": "robin",
    }
    commands.prefer(bench.office, bench.ledger, customer="Acme", **wished)
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["email"]
    commands.end_preference(bench.office, bench.ledger, "Acme", "robin")
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["sms"]
    commands.withdraw_consent(bench.office, bench.ledger, customer="Acme", number=None, by="robin")
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["email"]


def test_a_year_after_the_answers_nothing_is_learnt_any_more(bench: Desk) -> None:
    bench.under(learning("on")).decide()
    later(bench, 2 + 365 // 14)
    assert account(bench).responses is not None
    later(bench, 5 + 365 // 14)
    assert account(bench).responses is None
    assert [each.channel for each in bench.ready()] == ["email"]


def mailed(made: Desk) -> str:
    """The key of the last mail to Acme."""
    mails = [each for each in account(made).notices if each.channel == "email"]
    return mails[-1].key


MACHINES: dict[str, dict[str, str]] = {
    "an automatic answer": {"Auto_Submitted": "auto-replied"},
    "an absence": {"Auto_Submitted": "auto-replied", "subject": "Out of office"},
}


@pytest.mark.parametrize("situation", MACHINES)
def test_no_machine_answers(bench: Desk, situation: str) -> None:
    before = account(bench).responses
    hear(
        bench, letter("I am away.", sender="c1@customer.example", to_key=mailed(bench), **MACHINES[situation])
    )
    assert account(bench).responses == before


def test_neither_does_a_bounce_nor_a_stop(bench: Desk) -> None:
    before = account(bench).responses
    hear(bench, report(mailed(bench), "c1@customer.example", status="4.2.2"))
    assert account(bench).responses == before
    hear(bench, letter("Please stop sending me emails.", sender="c1@customer.example", to_key=mailed(bench)))
    assert account(bench).responses == before
    line = texts.line_of(bench.office, NAME)
    assert line is not None
    texts.hear(bench.office, line, Came(sid="SMx", number=NUMBER, body="STOP", at=bench.office.clock.now()))
    assert account(bench).responses == before


def test_what_they_did_is_told_by_its_way_and_by_what_it_answers(bench: Desk) -> None:
    known = account(bench)
    assert known.responses is not None
    assert [(each.by, each.to) for each in known.responses.those] == [("sms", ""), ("sms", "")]
    assert known.responses.mail_read_from == NOW, "when Bolt answered"
    hear(bench, letter("About I1.", sender="c1@customer.example", message_id="<2@acme.example>"))
    hear(bench, letter("Yes.", sender="x@y.example", to_key=mailed(bench), message_id="<3@acme.example>"))
    [done] = [each for each in bench.effects("done") if each.key == known.notices[-1].key]
    with bench.office.store.write() as connection:
        keep_press(connection, bench.ledger, done, "CA1", "2", "call me", bench.office.clock.now())
    found = account(bench).responses
    assert found is not None
    new = set(found.those) - set(known.responses.those)
    now = bench.office.clock.now()
    assert new == {
        Response(by="email", to="", at=now),
        Response(by="email", to=mailed(bench), at=now),
        Response(by="voice", to=done.key, at=now),
    }


def test_of_whom_somebody_rang_it_is_known_that_they_answered_nothing_else(bench: Desk) -> None:
    bench.stage(customer("C3", name="Cobb"), invoice("I3", of="C3"))
    assert account(bench, "C3").responses is None
    rung = Contact(channel="call", at=NOW, reached=True)
    commands.log(bench.office, bench.ledger, customer="Cobb", contact=rung, by="robin")
    assert account(bench, "C3").responses == Responses(those=(), mail_read_from=NOW)


def test_the_facts_of_a_batch_are_read_by_as_many_questions_as_of_one(bench: Desk) -> None:
    seen_to(bench, "Bolt")
    asked: list[str] = []
    with bench.office.store.read() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        accounts_of(bench.office, connection, bench.ledger, [("C1", "GBP")])
        one = len(asked)
        accounts_of(bench.office, connection, bench.ledger, [("C1", "GBP"), ("C2", "GBP")])
    assert len(asked) == 2 * one


def test_who_looks_at_an_account_is_told_of_texts_as_the_run_sends_them(bench: Desk) -> None:
    assert account(bench).books.texts
    config = bench.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(SMS, "[mail]"), encoding="utf-8")
    bench.at(bench.office.clock.now())
    assert not account(bench).books.texts
