"""What a customer says on their page: a fact that the engine honours on its next look, once, and told of."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from dunning.agreements import Dispute, PaidClaim, PaymentPlan, PromiseToPay
from dunning.intents import Known
from dunning.intents.reading import meanings
from sync import commands
from sync.cli import app
from sync.commands.agreed import accounts_of
from sync.commands.replies import messages
from sync.portal import BY
from sync.signed import PAGE, token_of
from sync.store import acts, agreements, preferences
from sync.tables import effects
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import NAME, desk
from tests.web.portal_desk import Pages, opened, pages

Form = dict[str, Any]
# Path, form, what the page says then, and why nothing is asked for.
ACTS: dict[str, tuple[str, Form, str, str]] = {
    "promise": ("/promise", {"by": "2026-11-25"}, "We have noted the day", "PROMISED"),
    "part": ("/promise", {"by": "2026-11-25", "amount": "499,00 £"}, "We have noted the day", "PROMISED"),
    "plan": ("/plan", {"parts": 3, "every": "month", "first": "2026-11-25"}, "is agreed", "INSTALMENTS"),
    "long plan": ("/plan", {"parts": 6, "every": "week", "first": "2026-11-20"}, "your plan", "REPLY_WAITS"),
    "paid": ("/paid", {"on": "2026-11-16", "reference": "ACME 7"}, "look for your payment", "CLAIMED_PAID"),
    "question": ("/ask", {"words": "Who ordered this on our side?"}, "read your message", "REPLY_WAITS"),
}


@pytest.fixture
def acme(tmp_path: Path) -> Iterator[Pages]:
    """Acme's page; a reminder is ready to leave."""
    with pages(tmp_path) as made:
        assert made.bench.reasons()["C1"] == "LEVEL_DUE"
        yield made


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("name", ACTS)
def test_it_is_recorded_once_honoured_and_told_of(acme: Pages, name: str) -> None:
    path, form, told, reason = ACTS[name]
    for _ in range(3):  # buttons are pressed more than once
        answer = acme.post(path, form)
        assert answer.status_code == 200
        assert told in said(answer.text), said(answer.text)
    assert len(acme.agreed()) + len(acme.wrote()) == 1
    assert acme.acts_of(BY) == len(acme.agreed())
    acme.bench.decide()
    assert acme.bench.reasons()["C1"] == reason
    assert not [each for each in acme.bench.effects() if each.customer_id == "C1"], "the reminder was dropped"
    assert acme.bench.reasons()["C2"] == "LEVEL_DUE", "nobody else's stands still"


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("/dispute", {"why": "price"}, "You told us that something is wrong"),
        ("/paid", {"on": "2026-11-16"}, "What is open is agreed on already"),
    ],
)
def test_what_can_no_longer_be_agreed_on_says_kindly_why(
    acme: Pages, path: str, form: Form, told: str
) -> None:
    for number in ("N-I1", "N-I2", "N-I3"):
        acme.post(path, form | {"invoice": number, "reference": number})
    for page in ("/plan", "/promise"):
        came = said(acme.get(page).text)
        assert told in came
        assert "Nothing is open" not in came
        assert "did not work" not in came
    assert told in said(acme.post("/plan", {"parts": 3, "every": "month", "first": "2026-11-25"}).text)


def test_what_each_says_stands_in_the_facts(acme: Pages) -> None:
    acme.post("/promise", {"by": "2026-11-25", "amount": "1.00"})
    [promise] = acme.agreed()
    assert isinstance(promise, PromiseToPay)
    assert (promise.amount, promise.who, promise.where) == (
        Decimal("1.00"),
        "Acme <b>Ltd</b>",
        "on their page",
    )
    acme.post(
        "/dispute", {"invoice": "N-I3", "why": "not_received", "words": "The van\nnever came", "amount": "50"}
    )
    [dispute] = [each for each in acme.agreed() if isinstance(each, Dispute)]
    assert (dispute.invoice_ids, dispute.amount) == (("I3",), Decimal("50.00"))
    assert (dispute.reason, dispute.owner) == ("not received: The van never came", "Summit")
    assert dispute.quote == "The van\nnever came"
    acme.post("/paid", {"on": "2026-11-16", "reference": "ACME 7", "amount": "20"})
    [claim] = [each for each in acme.agreed() if isinstance(each, PaidClaim)]
    assert (claim.amount, claim.reference, str(claim.paid_on)) == (Decimal("20.00"), "ACME 7", "2026-11-16")
    page = said(acme.get().text)
    for told in (
        "to expect £1.00 by 25 November 2026",
        "disagree with invoice N-I3",
        "paid £20.00 on 16 November",
    ):
        assert told in page, page


def test_a_dispute_is_recorded_once_and_its_part_is_not_asked_for(acme: Pages) -> None:
    for _ in range(2):
        answer = acme.post("/dispute", {"invoice": "N-I3", "why": "price", "amount": "50"})
        assert "look at it and answer you" in said(answer.text)
    assert len(acme.agreed()) == 1
    page = said(acme.get().text)
    assert "Due now £450.00" in page
    assert "£50.00 of it is in dispute" in page


def test_a_plan_is_shown_before_anything_is_agreed(acme: Pages) -> None:
    page = said(acme.get("/plan?parts=3&every=fortnight&first=2026-11-20").text)
    assert "20 November 2026 £166.66 4 December 2026 £166.66 18 December 2026 £166.68" in page
    assert acme.agreed() == []
    acme.post("/plan", {"parts": "3", "every": "fortnight", "first": "2026-11-20"})
    [plan] = acme.agreed()
    assert isinstance(plan, PaymentPlan)
    assert plan.total == Decimal("500.00")


def test_who_broke_a_promise_asks_a_person_for_a_plan(acme: Pages) -> None:
    bench = acme.bench
    token, asked = acme.link("Globex"), "/plan?parts=2&every=week&first=2026-11-20"
    assert "agree to this plan as soon as you do" in said(acme.get(asked, token=token).text)
    with bench.office.store.write() as connection:
        agreements.record(
            connection, bench.ledger.id, ("C2", "GBP"), broken(), "robin", bench.office.clock.now()
        )
    assert "A person here will look at this plan" in said(acme.get(asked, token=token).text)
    acme.post("/plan", {"parts": 2, "every": "week", "first": "2026-11-20"}, token=token)
    [message] = messages(bench.office, bench.ledger)
    assert message.words == (
        "They ask to pay in 2 instalments: GBP 38.50 on 20 November 2026, GBP 38.50 on 27 November 2026."
    )


def broken() -> PromiseToPay:
    """Given a month ago, and not kept."""
    return PromiseToPay(
        id=0,
        invoice_ids=("I4",),
        made_on=TODAY - timedelta(days=18),
        known=(),
        who="",
        where="",
        quote="",
        ending=None,
        amount=Decimal(77),
        due_on=TODAY - timedelta(days=15),
        episode=None,
    )


REFUSED: dict[str, tuple[str, Form, str]] = {
    "a day that is past": ("/promise", {"by": "2026-11-17"}, "a day from today on"),
    "a day too far ahead": ("/promise", {"by": "2026-12-31"}, "not too far ahead"),
    "no day": ("/promise", {"by": "soon"}, "a day from today on"),
    "more than is owed": ("/promise", {"by": "2026-11-25", "amount": "500.01"}, "no more than is open"),
    "nothing": ("/promise", {"by": "2026-11-25", "amount": "0"}, "above zero"),
    "less than nothing": ("/promise", {"by": "2026-11-25", "amount": "-5"}, "above zero"),
    "no amount": ("/promise", {"by": "2026-11-25", "amount": "a lot"}, "above zero"),
    "a currency of nobody's": ("/promise", {"by": "2026-11-25", "currency": "USD"}, "Nothing is open"),
    "paid tomorrow": ("/paid", {"on": "2026-11-19"}, "still to come"),
    "one part": ("/plan", {"parts": "1", "every": "week", "first": "2026-11-20"}, "not possible here"),
    "too many parts": ("/plan", {"parts": "13", "every": "week", "first": "2026-11-20"}, "not possible here"),
    "another's invoice": ("/dispute", {"invoice": "N-I4", "why": "price"}, "one of your invoices"),
    "no reason": ("/dispute", {"invoice": "N-I1", "why": "because"}, "what is wrong"),
    "no words": ("/ask", {"words": "  "}, "write something"),
}


def test_what_is_out_of_bounds_is_said_so_and_nothing_is_recorded(acme: Pages) -> None:
    for name, (path, form, told) in REFUSED.items():
        answer = acme.post(path, form)
        assert answer.status_code == 400, name
        assert told in said(answer.text), (name, said(answer.text))
        assert "duesync" not in said(answer.text).lower(), "no command is named to a customer"
    assert acme.agreed() == []
    assert acme.wrote() == []


def test_a_third_date_is_not_noted_and_instalments_are_offered(acme: Pages) -> None:
    for by in ("2026-11-20", "2026-11-21"):
        acme.post("/promise", {"by": by})
    assert acme.post("/promise", {"by": "2026-11-22"}).status_code == 400
    page = said(acme.get("/promise").text)
    assert "ask for instalments" in page
    assert "pay in parts" in page
    assert len(acme.agreed()) == 1


def test_a_person_sees_that_it_came_from_the_page(acme: Pages) -> None:
    acme.post("/ask", {"words": "Who ordered this on our side?"})
    [message] = messages(acme.bench.office, acme.bench.ledger)
    assert message.how == "they wrote it on their own page"
    assert message.whose == ("Acme <b>Ltd</b>",)
    assert message.words == "Who ordered this on our side?"
    assert (message.sender, message.sender_name) == ("", "on their page")
    config = str(acme.bench.folder / "config.toml")
    for command in (("replies", NAME), ("reply", NAME, "1")):
        told = CliRunner().invoke(app, ["--config", config, *command]).output
        assert "on their page" in told
        assert "<>" not in told
    assert "We have your message" in said(acme.get().text)


ASKED: dict[str, tuple[str, ...]] = {
    "How much do I owe you?": ("what is open on your account", "£620.00"),
    "Could you please send me the invoice N-I1 again?": ("Here are your invoices", "N-I1", "Invoice as PDF"),
    "Where do I pay?": ("How to pay", "Account 12345678", "N-I3 N-I1 N-I2"),
    "Who are you?": ("We are Summit", "1 Quay Street"),
    "I paid invoice N-I1 on 10 November.": ("not sent yet", "When did you pay?", "2026-11-10"),
    "I need more time.": ("not sent yet", "By which day?"),
    "This invoice is wrong, we never received the goods.": ("not sent yet", "What is wrong?"),
}


def test_questions_that_the_books_answer_are_answered_at_once(acme: Pages) -> None:
    meanings(
        "", Known(today=TODAY, language=None, currency="GBP", owed=())
    )  # the rules take a moment to load
    for words, told in ASKED.items():
        answer = acme.post("/ask", {"words": words})
        assert answer.status_code == 200, words
        page = said(answer.text) + answer.text
        for each in told:
            assert each in page, (words, each, said(answer.text))
    assert acme.wrote() == []
    assert acme.agreed() == []
    answered = messages(acme.bench.office, acme.bench.ledger, settled=True)
    assert {each.became for each in answered} >= {"answered at once on their page: what they owe"}
    acme.bench.decide()
    assert acme.bench.reasons()["C1"] == "LEVEL_DUE", "what was answered holds nothing"
    assert acme.post("/ask", {"words": "Is that all?", "person": "1"}).status_code == 200
    assert len(acme.wrote()) == 1


def test_how_when_and_in_which_language_they_hear_from_us(acme: Pages) -> None:
    form = {"channel": "letter", "hours": "morning", "day": ["mon", "wed"], "language": "de"}
    for _ in range(2):
        assert "Wir halten uns daran" in said(acme.post("/choices", form).text)
    with acme.bench.office.store.read() as connection:
        wish = preferences.told(connection, acme.bench.ledger.id, ["C1"])["C1"]
    assert (wish.channel, wish.opens, wish.until, wish.days) == ("letter", time(9), time(12), (0, 2))
    assert (wish.language, wish.by) == ("de", BY)
    assert acme.acts_of(BY) == 1


def test_hours_that_they_named_to_a_person_stay_unless_they_choose_others(acme: Pages) -> None:
    facts: dict[str, Any] = {"channel": None, "days": (), "words": "early, please", "by": "robin"}
    office, ledger = acme.bench.office, acme.bench.ledger
    commands.prefer(office, ledger, customer="Acme <b>Ltd</b>", hours=(time(8, 30), time(10)), **facts)
    assert "08:30-10:00" in acme.get("/choices").text
    for chosen, expected in (("keep", time(8, 30)), ("afternoon", time(13)), ("", None)):
        acme.post("/choices", {"hours": chosen, "channel": "letter"})
        with office.store.read() as connection:
            assert preferences.told(connection, ledger.id, ["C1"])["C1"].opens == expected


def test_who_chooses_texts_consents_to_them_by_the_sentence_below_the_choice(tmp_path: Path) -> None:
    with desk(tmp_path) as bench:
        path = bench.folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        sms = f'[sms]\naccount_sid = "AC{"1" * 32}"\nauth_token = "x"\nfrom = "+442079460000"\n[mail]'
        path.write_text(text.replace("[mail]", sms, 1), encoding="utf-8")
        bench.at(NOW).stage(customer("C1", name="Acme", phone="+44 7700 900123"), invoice("I1"))
        with opened(bench, "Acme") as acme:
            assert "at the number ending in 23" in said(acme.get("/choices").text)
            assert "no e-mails" not in said(acme.post("/choices", {"channel": "sms"}).text)
            [consent] = commands.consents_of(bench.office, bench.ledger, "Acme").given
        assert (consent.number, consent.kind) == ("+447700900123", "express")
        assert "on their page" in consent.how


@pytest.mark.parametrize("name", ["promise", "plan", "paid", "question"])
def test_what_they_say_by_the_link_of_a_message_answers_that_message(acme: Pages, name: str) -> None:
    path, form, _, _ = ACTS[name]
    bench = acme.bench
    [effect] = [each for each in bench.effects() if each.customer_id == "C2"]
    bench.send("C2")
    sent = {"one_click": True, "rendered": b"{}", "claimed_at": bench.office.store.clock.wall()}
    with bench.office.store.write() as connection:
        connection.execute(sa.update(effects).where(effects.c.key == effect.key).values(sent))
    token = token_of(bench.office.vault(), PAGE, effect.key)
    acme.post(path, form, token)
    acme.post(path, form, acme.link("Acme <b>Ltd</b>"))
    with bench.office.store.read() as connection:
        keys = [("C1", "GBP"), ("C2", "GBP")]
        found = accounts_of(bench.office, connection, bench.ledger, keys)
    handed_over, sent_to = (found[key].responses for key in keys)
    assert handed_over is None or {each.to for each in handed_over.those} == {""}
    assert sent_to is not None
    assert [(each.by, each.to) for each in sent_to.those] == [("page", effect.key)]


def test_texts_cannot_be_chosen_where_none_is_sent(acme: Pages) -> None:
    assert "text message" not in acme.get("/choices").text
    assert acme.post("/choices", {"channel": "sms"}).status_code == 400


def test_stopping_e_mails_is_a_post_and_recorded_once(acme: Pages) -> None:
    def is_stopped() -> bool:
        with acme.bench.office.store.read() as connection:
            return acts.is_opted_out(connection, acme.bench.ledger.id, "C1", "email")

    assert acme.get("/stop").status_code == 200
    assert not is_stopped()
    for _ in range(2):
        assert "no more e-mails" in said(acme.post("/stop", {}).text)
        assert is_stopped()
    assert acme.acts_of(BY) == 1
    assert acme.get().status_code == 200, "they may still see and pay what they owe"


def test_two_clicks_at_once_record_one_promise(acme: Pages) -> None:
    codes: list[int] = []

    def click() -> None:
        codes.append(acme.post("/promise", {"by": "2026-11-25"}).status_code)

    threads = [threading.Thread(target=click) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert codes == [200] * 4
    assert acme.acts_of(BY) == 1


def test_what_is_only_coming_due_can_be_promised_too(acme: Pages) -> None:
    acme.bench.stage(customer("C9", name="Later"), invoice("I9", of="C9", overdue=-8, owes="90.00"))
    token = acme.link("Later")
    assert "Open, not due yet £90.00" in said(acme.get(token=token).text)
    assert acme.post("/promise", {"by": "2026-12-05"}, token=token).status_code == 200
    [promise] = acme.agreed()
    assert promise.invoice_ids == ("I9",)


def test_nobody_can_fill_a_persons_desk(acme: Pages) -> None:
    for number in range(12):
        acme.post("/ask", {"words": f"Another thing, the {number}th, about our order"})
    assert len(acme.wrote()) == 10
