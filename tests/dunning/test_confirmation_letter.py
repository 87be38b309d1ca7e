"""The balance confirmation in each language: it asks whether the books agree, and demands nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.acting import note_text
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Papers, Rendered
from dunning.letters.lint.message import check
from dunning.letters.lint.words import found
from dunning.letters.rendering import render
from dunning.letters.wording import money
from sync.templates import read
from tests.dunning.desk import RULES, SENDER, UNASKED, account, at, credit, customer, invoice, notify, sorting
from tests.dunning.golden_files import same_as_golden

TEMPLATES = read()
NOW = at("2026-05-22")
HOME = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "nl": "NL"}


def asked_of(language: str, *, single: bool = False) -> Account:
    """Two old invoices, one of them paid in part, one that fell due since, and one that is not due yet."""
    made = [
        invoice(
            number, due=due, balance=balance, currency="EUR", total=Decimal(2500), issued_on=date(2025, 8, 1)
        )
        for number, due, balance in (
            ("RE-1", "2025-09-01", "1000"),
            ("RE-2", "2025-09-15", "2500"),
            ("RE-7", "2026-05-01", "20.5"),
            ("RE-9", "2026-06-30", "80"),
        )[: 1 if single else None]
    ]
    return account(
        *made,
        currency="EUR",
        customer=customer(country=HOME[language]),
        credits=() if single else (credit("100.25", currency="EUR"),),
        sortings=(sorting("confirm", "RE-1", "RE-2"),),
    )


def letter(asked: Account, papers: Papers | None = None) -> tuple[Rendered, Notify]:
    act = notify(decide(asked, UNASKED, RULES, NOW))
    return render(act, asked, SENDER, TEMPLATES, NOW, papers or Papers()), act


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_as_it_was_approved(language: str) -> None:
    asked = asked_of(language)
    rendered, act = letter(asked)
    assert rendered.language.startswith(language)
    assert check(rendered, act, asked, SENDER) == ()
    name = f"{language}/balance_confirmation"
    same_as_golden(f"{name}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    same_as_golden(f"{name}.html", rendered.html)
    first = asked_of(language, single=True)
    rendered, act = letter(first)
    assert check(rendered, act, first, SENDER) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_the_balance_and_blames_nobody_for_being_late(language: str) -> None:
    rendered, act = letter(asked_of(language))
    balance = money(act.amount, "EUR", rendered.language.replace("-", "_"))
    for form in (rendered.text, rendered.html):
        assert balance in form
        # the words that a subject may not hold: debt, overdue, unpaid and the like
        assert [each.group() for each in found(language, "W205", form)] == []
    late = {"en": "late", "de": "überfällig", "fr": "retard", "es": "retraso", "nl": "te laat"}[language]
    listed = rendered.text.partition("RE-9")[0]
    assert late not in listed.lower()


def test_links_and_copies_go_along_as_with_any_letter() -> None:
    asked = asked_of("en")
    papers = Papers({"iRE-1": "https://pay.example/1"}, frozenset({"iRE-1"}))
    rendered, act = letter(asked, papers)
    assert "https://pay.example/1" in rendered.text
    assert "a copy is attached" in rendered.html
    assert check(rendered, act, asked, SENDER) == ()


def test_the_note_in_the_ledger_calls_it_what_it_is() -> None:
    asked = asked_of("en")
    _, act = letter(asked)
    told = note_text(act, asked, date(2026, 5, 22), "KEY", 0)
    assert told == "Balance confirmation asked for by e-mail 22 May 2026: 3 invoices, EUR 3,420.25 [KEY]"
    later = replace(act, level="reminder", template="friendly")
    assert note_text(later, asked, date(2026, 5, 22), "KEY", 1).startswith("Reminder 1 e-mailed")
