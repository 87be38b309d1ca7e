"""Letters tell what was agreed: promises, instalments, settlements, answers, and the part in dispute."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Mention, Particulars, Rendered, Sender
from dunning.letters.lint.finding import errors
from dunning.letters.lint.message import check
from dunning.letters.particulars import particulars_of
from dunning.letters.rendering import render
from dunning.policy import Policy, read_policy
from sync.law import by_country
from tests.dunning.agreements_desk import came, dispute, ended, plan, promise, settlement
from tests.dunning.desk import RULES, SENDER, account, at, customer, invoice, notice, notify, templates
from tests.dunning.golden_files import same_as_golden

TEMPLATES = templates()
NOW = at("2026-05-22")  # a Friday; the promise was for Tuesday 12 May, known to be broken on the 14th
HOME = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "nl": "NL"}
LAW = replace(RULES, packs=by_country())
LEVELS = [{"name": "reminder", "days": 1}, {"name": "next", "days": 2, "tone": "firm"}]
AGREED: dict[str, dict[str, Any]] = {
    "a broken promise": {"agreements": (promise(),)},
    "a promise kept in part": {"agreements": (promise(),), "received": (came("40", "2026-05-11"),)},
    "a missing instalment": {"agreements": (plan(("2026-05-12", "50"), ("2026-06-12", "50")),)},
    "a lapsed settlement": {"agreements": (settlement(),)},
    "an answered dispute": {"agreements": (dispute("40", ending=ended("answered", "the price is right")),)},
    "a part that is disputed": {"agreements": (dispute("40", answer_by="2026-06-30"),)},
}


def policy_of(**more: Any) -> Policy:
    return read_policy({"approval_required": "none", "levels": LEVELS, "contact": {"days_between": 0}} | more)


def owing(what: str, language: str = "en", reminded: str = "2026-05-05") -> Account:
    """GBP 100.00, due on 1 May, reminded of on that day, and what was agreed that day."""
    return account(
        invoice(),
        customer=customer(country=HOME[language]),
        episode="e",
        notices=(notice("reminder", reminded, episode="e"),),
        **AGREED[what],
    )


def letter(
    asked: Account, policy: Policy | None = None, rules: Rules = LAW, sender: Sender = SENDER
) -> tuple[Rendered, Notify, Particulars]:
    policy = policy or policy_of()
    action = decide(asked, policy, rules, NOW).action  # after a lapsed settlement it waits for a yes
    act = action.proposed if isinstance(action, Wait) else action
    assert act is not None
    told = particulars_of(act, asked, policy, rules, NOW, ())
    return render(act, asked, sender, TEMPLATES, NOW, particulars=told), act, told


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language_the_letter_says_what_was_agreed(language: str) -> None:
    parts = []
    for what in AGREED:
        asked = owing(what, language)
        rendered, act, told = letter(asked)
        assert rendered.language.startswith(language)
        assert check(rendered, act, asked, SENDER, told.consequences, told.mentions) == ()
        body = rendered.text.partition("\n\n")[2]
        told_first = body[: body.index(SENDER.bank_details.splitlines()[0])]  # up to how to pay
        told_first = told_first.rsplit("\n\n", 2)[0]
        parts.append(f"== {what}\n{told_first}\n")
        assert "wrong price" not in rendered.text + rendered.html, "what they said stays with us"
        assert "price is right" not in rendered.text + rendered.html, "so do our own notes"
    same_as_golden(f"{language}/agreed.txt", "\n".join(parts))


def test_the_amount_and_the_day_are_those_that_were_promised() -> None:
    rendered, _, told = letter(owing("a broken promise"))
    said = "You told us to expect £100.00 by 12 May 2026. It has not reached us yet."
    assert said in rendered.text
    assert said in rendered.html
    assert told.mentions == (
        Mention(kind="promise", on=date(2026, 5, 12), amount=Decimal(100), came=Decimal(0)),
    )


@pytest.mark.parametrize("what", [each for each in AGREED if each != "a part that is disputed"])
def test_it_is_said_once_and_not_again_in_the_letter_after(what: str) -> None:
    asked = owing(what)
    assert letter(asked)[2].mentions
    levels = [*LEVELS, {"name": "later", "days": 3, "tone": "firm"}]
    again = replace(asked, notices=(*asked.notices, notice("next", "2026-05-15", episode="e")))
    assert letter(again, policy_of(levels=levels, minimum_gap_days=0))[2].mentions == ()


def test_a_partly_disputed_invoice_shows_what_is_asked_for_its_total_and_the_part() -> None:
    rendered, act, _ = letter(owing("a part that is disputed"))
    assert act.amount == Decimal(60)
    for words in (
        "Invoice 1001: £60.00 to pay",
        "original total £100.00",
        "£40.00 that you disagree with is not asked for here",
        "To pay: £60.00",
    ):
        assert words in rendered.text, words
    assert "£40.00 that you disagree with" in rendered.html
    prose = "\n".join(line for line in rendered.text.splitlines() if not line.startswith("  "))
    assert "£100.00" not in prose


def test_once_it_is_answered_the_row_is_whole_again() -> None:
    text = letter(owing("an answered dispute"))[0].text
    assert "Invoice 1001: £100.00 to pay" in text
    assert "not asked for here" not in text


def test_an_agreement_about_other_invoices_is_not_mentioned() -> None:
    other = replace(owing("a broken promise"), agreements=(promise("100", "2026-05-12", "9"),))
    assert letter(other)[2].mentions == ()


def test_an_amount_that_nobody_agreed_on_does_not_leave() -> None:
    asked = owing("a broken promise")
    rendered, act, told = letter(asked)
    wrong = replace(told.mentions[0], amount=Decimal(90))
    false = render(act, asked, SENDER, TEMPLATES, NOW, particulars=replace(told, mentions=(wrong,)))
    found = errors(check(false, act, asked, SENDER, told.consequences, told.mentions))
    assert "E110 £90.00 is no amount of this decision" in [f"{each.code} {each.text}" for each in found]
    assert errors(check(rendered, act, asked, SENDER, told.consequences, told.mentions)) == ()


@pytest.mark.parametrize(
    ("kind", "tone", "country", "advised", "opts_out"),
    [
        ("consumer", "firm", "GB", True, True),
        ("sole_trader", "final", "GB", True, True),
        ("consumer", "polite", "GB", False, True),
        ("company", "final", "GB", False, False),
        ("unknown", "final", "GB", False, False),
        ("consumer", "firm", "FR", False, True),
    ],
)
def test_people_and_never_companies_are_told_of_free_advice_and_how_to_refuse_e_mails(
    kind: str, tone: str, country: str, advised: bool, opts_out: bool
) -> None:
    levels = [LEVELS[0], {"name": "next", "days": 2, "tone": tone}]
    asked = replace(owing("a broken promise"), customer=customer(country=country), agreements=())
    rendered, act, told = letter(asked, policy_of(levels=levels, law={"debtor_kind": kind}))
    assert check(rendered, act, asked, SENDER, told.consequences, told.mentions) == ()
    for form in (rendered.text, rendered.html):
        assert ("MoneyHelper (moneyhelper.org.uk), StepChange" in form) is advised
        assert told.opt_out is opts_out
        if country == "GB":
            assert ("rather not get reminders by e-mail" in form) is opts_out


def test_a_law_that_wants_the_way_out_in_every_e_mail_gets_it() -> None:
    asked = replace(owing("a broken promise"), customer=customer(country="US", region="TX"), agreements=())
    act = notify(decide(asked, policy_of(), RULES, at("2026-05-22", "19:00")))
    for role, wanted in (("third_party_agency", True), ("first_party", False)):
        policy = policy_of(law={"collector_role": role, "debtor_kind": "unknown"})
        told = particulars_of(act, asked, policy, LAW, at("2026-05-22", "19:00"), ())
        assert told.opt_out is wanted, role


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_are_told_reads_well_in_each_language(language: str) -> None:
    asked = replace(owing("a broken promise", language), agreements=())
    act = notify(decide(asked, policy_of(), RULES, NOW))
    told = Particulars(advice=("MoneyHelper (moneyhelper.org.uk)",), opt_out=True)
    sender = replace(SENDER, data_notice="https://acme.example/privacy")
    rendered = render(act, asked, sender, TEMPLATES, NOW, particulars=told)
    assert check(rendered, act, asked, sender) == ()
    same_as_golden(f"{language}/for_people.txt", rendered.text)
    same_as_golden(f"{language}/for_people.html", rendered.html)


def test_the_page_about_peoples_data_is_linked_where_the_sender_has_one() -> None:
    asked = owing("a broken promise")
    sender = replace(SENDER, data_notice="https://acme.example/privacy")
    assert "How we use your data: https://acme.example/privacy" in letter(asked, sender=sender)[0].text
    bad = replace(SENDER, data_notice="javascript:alert(1)")
    assert "your data" not in letter(asked, sender=bad)[0].text
