"""Whatever a step's kind, it is written and read over in one place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.engine import decide
from dunning.letters.letter import LetterError, Particulars
from dunning.letters.lint.finding import errors
from dunning.letters.lint.message import check_courtesy
from dunning.letters.sms import segments
from dunning.letters.written import texted, written
from tests.dunning.desk import RULES, SENDER, account, at, customer, invoice, notify, templates
from tests.dunning.test_courtesy_cases import KIND, NEWCOMER, OPEN, cleared, pays

TEMPLATES = templates()


def test_thanks_name_each_payment_and_nothing_that_is_open() -> None:
    two = cleared(
        invoices=(OPEN,),
        paid=(pays("i1001"), pays("i1001", id="p2", amount=Decimal(20), paid_on=date(2026, 5, 8))),
    )
    act = notify(decide(two, KIND, RULES, at("2026-05-08")))
    letter, found = written(act, two, SENDER, TEMPLATES, at("2026-05-08"))
    assert found == ()
    assert "£100.00 on 7 May 2026" in letter.text
    assert "£20.00 on 8 May 2026" in letter.text
    assert act.amount == Decimal(120)
    assert "80" not in letter.text


def test_a_payment_of_other_invoices_alone_is_not_among_the_thanks() -> None:
    asked = cleared(paid=(pays("i1001"), pays("i7", id="p2")))
    act = notify(decide(asked, KIND, RULES, at("2026-05-08")))
    letter, _ = written(act, asked, SENDER, TEMPLATES, at("2026-05-08"))
    assert letter.text.count("£100.00") == 1


def test_a_statement_says_the_balance_that_was_decided() -> None:
    asked = account(OPEN, replace(OPEN, id="i2", number="2", balance=Decimal("0.5")))
    act = notify(decide(asked, KIND, RULES, at("2026-06-01")))
    letter, found = written(act, asked, SENDER, TEMPLATES, at("2026-06-01"))
    assert found == ()
    assert "Balance: £80.50" in letter.text
    [text, html] = check_courtesy(letter, replace(act, amount=Decimal(81)), SENDER)
    assert (text.code, text.place, html.place) == ("E110", "text", "html")


def test_a_note_on_terms_is_about_the_first_invoice() -> None:
    act = notify(decide(NEWCOMER, KIND, RULES, at("2026-05-07")))
    letter, found = written(act, NEWCOMER, SENDER, TEMPLATES, at("2026-05-07"))
    assert found == ()
    assert "Invoice 1: £100.00 to pay" in letter.text


def test_a_courtesy_that_threatens_may_not_leave() -> None:
    rude = TEMPLATES | {
        "en/thanks.j2": TEMPLATES["en/thanks.j2"].replace("Thank you.", "We call the police.")
    }
    act = notify(decide(cleared(), KIND, RULES, at("2026-05-08")))
    _, found = written(act, cleared(), SENDER, rude, at("2026-05-08"))
    assert "E101" in {each.code for each in errors(found)}


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("company", True), ("public", True), ("consumer", False), ("sole_trader", False), ("unknown", False)],
)
def test_only_the_telephone_of_a_firm_or_an_authority_is_shown_the_amount(kind: str, *, shown: bool) -> None:
    asked = account(invoice(balance="1200"), customer=customer(phone="+44 20 7946 0999"))
    act = replace(notify(decide(asked, KIND, RULES, at("2026-05-05"))), channel="sms")
    text, found = texted(act, asked, SENDER, TEMPLATES, at("2026-05-05"), kind)
    assert found == ()
    assert ("£1,200.00" in text) is shown
    assert segments(text).count == 1


def test_a_text_that_names_the_amount_to_anybody_is_refused() -> None:
    asked = account(invoice(balance="1200"))
    act = replace(notify(decide(asked, KIND, RULES, at("2026-05-05"))), channel="sms")
    loud = TEMPLATES | {
        "en/sms.txt.j2": "{{ sender }}: pay {{ amount }}, or we call the police. STOP ends texts."
    }
    _, found = texted(act, asked, SENDER, loud, at("2026-05-05"), "consumer")
    assert {each.code for each in errors(found)} == {"E101", "E110"}
    mute = TEMPLATES | {"en/sms.txt.j2": "{{ sender }}: please call. STOP ends texts."}
    _, found = texted(act, asked, SENDER, mute, at("2026-05-05"), "company")
    assert [each.code for each in found] == ["E110"]
    debt = TEMPLATES | {"en/sms.txt.j2": "{{ sender }}: your overdue debt. STOP ends texts."}
    _, found = texted(act, asked, SENDER, debt, at("2026-05-05"), "unknown", Particulars())
    assert "W205" in {each.code for each in found}


@pytest.mark.parametrize("wrong", ["{{ nothing.number }}", "{{ organisation + 1 }}", "{{ 1 // 0 }}"])
def test_whatever_a_template_asks_for_that_cannot_be_done_names_the_letter(wrong: str) -> None:
    two = cleared(paid=(pays("i1001"),))
    act = notify(decide(two, KIND, RULES, at("2026-05-08")))
    bad = TEMPLATES["en/thanks.j2"].replace("{% block closing %}", f"{{% block closing %}}{wrong}")
    assert wrong in bad
    with pytest.raises(LetterError, match=r"the letter en/thanks\.j2 cannot be rendered: \S"):
        written(act, two, SENDER, {**TEMPLATES, "en/thanks.j2": bad}, at("2026-05-08"))
