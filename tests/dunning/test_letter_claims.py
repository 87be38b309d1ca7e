"""Interest and fixed sums in the letters: golden files show them whole; these tests say what must hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Particulars, Rendered
from dunning.letters.lint.message import check, prose_of
from dunning.letters.rendering import render
from dunning.letters.wording import money
from dunning.policy import TONES, read_policy
from tests.dunning.charges_desk import BY_LAW, LAW, charged, claim
from tests.dunning.desk import SENDER, account, at, credit, invoice, notify
from tests.dunning.desk import templates as read
from tests.dunning.golden_files import same_as_golden

TEMPLATES = read()
NOW = at("2026-11-23", "11:00")
AGREED_RATE: dict[str, Any] = {
    "basis": "contractual",
    "rate": "8.5",
    "source": "terms, clause 7",
    "fixed_sums": False,
}
ASKED = account(
    invoice("INV-7", due="2026-07-31", balance="5000", total=Decimal(6000)),
    invoice("INV-8", due="2026-09-15", balance="1000.49"),
    credits=(credit("0.5"),),
    episode="e",
)


def step(asked: Account = ASKED, template: str = "firm", **interest: Any) -> Notify:
    table = {
        "approval_required": "none",
        "law": {"debtor_kind": "company"},
        "levels": [{"name": "one", "days": 2, "tone": template, "template": template}],
        "interest": BY_LAW | {"from_level": "one"} | interest,
    }
    return notify(decide(asked, read_policy(table), LAW, NOW))


def letter(act: Notify, asked: Account = ASKED, language: str = "en") -> Rendered:
    return render(act, asked, SENDER, TEMPLATES, NOW, particulars=Particulars(language=language))


def faults(rendered: Rendered, act: Notify, asked: Account = ASKED) -> list[str]:
    return [str(each) for each in check(rendered, act, asked, SENDER)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_in_each_language_reads_as_it_was_approved(language: str) -> None:
    act = step()
    rendered = letter(act, language=language)
    assert rendered.language.startswith(language)
    assert faults(rendered, act) == []
    same_as_golden(f"{language}/claim.txt", rendered.text)
    same_as_golden(f"{language}/claim.html", rendered.html)
    act = step(**AGREED_RATE)
    rendered = letter(act, language=language)
    assert faults(rendered, act) == []
    same_as_golden(f"{language}/claim_by_contract.txt", rendered.text)


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_may_state_a_claim(tone: str) -> None:
    act = step(template=tone)
    assert faults(letter(act), act) == []


def test_a_letter_shows_each_figure_with_its_days_its_rate_and_its_rule() -> None:
    rendered = letter(step())
    for fact in (
        "interest for 114 days from 1 August 2026 at 11.75% a year",
        "Late Payment of Commercial Debts (Interest) Act 1998, ss. 1, 4, 6; SI 2002/1675, art. 4",
        "£183.47",  # 4,999.50 x 11.75 % x 114/365
        "£70.00",
        "Late Payment of Commercial Debts (Interest) Act 1998, s. 5A(2)",
        "22 November 2026",
    ):
        assert fact in rendered.text, fact
        assert fact in rendered.html, fact
    assert "To pay: £5,999.99" in rendered.text, "the claim is no part of what is asked for"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_of_a_fixed_sum_alone_or_of_interest_alone_says_so(language: str) -> None:
    interest, both = step(fixed_sums=False), step()
    assert interest.charges is not None
    assert both.charges is not None
    lines = tuple(replace(each, stretches=(), interest=Decimal(0)) for each in both.charges.lines)
    fixed = replace(both, charges=replace(both.charges, lines=lines))
    said = set()
    for act in (interest, fixed, both):
        assert act.charges is not None
        rendered = letter(act, language=language)
        assert faults(rendered, act) == []
        total = money(act.charges.total.amount, "GBP", rendered.language.replace("-", "_"))
        paragraph = next(each for each in prose_of(rendered.text).split("\n\n") if total in each)
        said.add(paragraph.replace(total, ""))
    assert len(said) == len((interest, fixed, both))


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("£183.47", "£184.47", "the claim of £183.47 by Late Payment of Commercial Debts"),
        ("£183.47", "£184.47", "£184.47 is no part of the claim that was decided"),
        ("11.75%", "12.75%", "12.75% is no rate of this decision"),
        ("(Late Payment of Commercial Debts (Interest) Act 1998, s. 5A(2))", "", "s. 5A(2) is not in it"),
        ("that comes to £", "that comes to £1", "is no amount of this decision"),
        ("If you disagree", "A charge of £25.00 is added. If you disagree", "£25.00 is no amount of this"),
        (
            "If you disagree",
            "Interest runs at 15% a year. If you disagree",
            "15% is no rate of this decision",
        ),
    ],
)
def test_another_figure_than_was_decided_does_not_leave(said: str, instead: str, told: str) -> None:
    act = step()
    rendered = letter(act)
    assert said in rendered.text
    altered = replace(rendered, text=rendered.text.replace(said, instead))
    assert any(each.startswith("E110") and told in each for each in faults(altered, act)), faults(
        altered, act
    )


def test_a_claim_that_was_not_decided_does_not_leave() -> None:
    act, without = step(), step(basis="none")
    found = faults(letter(act), without)
    assert any(each.startswith("E110") for each in found)
    assert any(each.startswith("E112") for each in found), "interest is no consequence that the policy lists"
    assert faults(letter(without), without) == []


def test_a_letter_after_all_was_charged_states_nothing() -> None:
    asked = charged(ASKED, claim(ASKED, "2026-11-23"))
    act = step(asked)
    assert act.charges is not None
    assert act.charges.lines == ()
    rendered = letter(act, asked)
    assert "Interest" not in rendered.text
    assert faults(rendered, act, asked) == []


def test_names_with_a_per_cent_sign_are_no_rates() -> None:
    named = replace(ASKED, customer=replace(ASKED.customer, name="100% Bakers", first_name=None))
    act = step(named)
    assert faults(letter(act, named), act, named) == []
