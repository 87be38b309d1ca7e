"""The letters in each language: golden files show them whole; these tests say what must hold in all."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.ledger import Allocation
from dunning.letters.languages import LANGUAGES, locale_for
from dunning.letters.letter import (
    COURTESIES,
    NO_PARTICULARS,
    WORDS,
    LetterError,
    Papers,
    Particulars,
    Received,
    Rendered,
    Sender,
)
from dunning.letters.lint.message import check
from dunning.letters.received import since_last_notice
from dunning.letters.rendering import environments, render
from dunning.letters.wording import day, money
from dunning.policy import CONSEQUENCES, LETTERS, PRE_DUE, PolicyError, read_policy
from tests.dunning.desk import RULES, SENDER, account, at, credit, customer, invoice, notice, notify, payment
from tests.dunning.desk import templates as read
from tests.dunning.golden_files import same_as_golden

TEMPLATES = read()
NOW = at("2026-05-22")
HOME = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "nl": "NL"}
WORDS_OF_THE_LINK = {
    "en": "See what is open, pay, or tell us:",
    "de": "Offenes ansehen, bezahlen oder uns etwas mitteilen:",
    "fr": "Voir ce qui reste à payer, payer ou nous écrire\u00a0:",
    "es": "Vea lo pendiente, pague o díganos algo:",
    "nl": "Bekijk wat open staat, betaal of laat ons iets weten:",
}
HOURS = replace(SENDER, hours="9-17")


def asked_of(country: str, template: str = "firm", *, single: bool = False) -> Account:
    """An account in euros in that country, written to before; or with a single invoice, never yet."""
    if template == PRE_DUE:
        invoices = [("RE-8", "2026-05-25", "120"), ("RE-9", "2026-06-30", "80")]
    else:
        invoices = [
            ("RE-7", "2026-05-01", "1000"),
            ("RE-8", "2026-05-15", "0.5"),
            ("RE-9", "2026-06-30", "80"),
        ]
    made = [
        invoice(number, due=due, balance=balance, currency="EUR", total=Decimal(2500))
        for number, due, balance in invoices[: 1 if single else None]
    ]
    if single:
        return account(*made, currency="EUR", customer=customer(country=country))
    return account(
        *made,
        currency="EUR",
        customer=customer(country=country),
        credits=() if template == PRE_DUE else (credit("100.25", currency="EUR"),),
        episode="e",
        notices=(
            notice("before", "2026-05-01", episode="e", currency="EUR", invoice_ids=("iRE-7", "i1001")),
        ),
    )


def step(asked: Account, template: str) -> Notify:
    tone = template if template != PRE_DUE else "friendly"
    levels: list[object] = [
        {"name": each.level, "days": 1} for each in asked.notices if each.episode == asked.episode
    ]
    levels.append({"name": "one", "days": 2, "tone": tone, "template": template})
    table = {"approval_required": "none", "levels": levels, "contact": {"days_between": 0}}
    return notify(decide(asked, read_policy(table), RULES, NOW))


def letter(
    asked: Account, template: str, particulars: Particulars = NO_PARTICULARS, sender: Sender = HOURS
) -> tuple[Rendered, Notify]:
    act = step(asked, template)
    return render(act, asked, sender, TEMPLATES, NOW, particulars=particulars), act


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", LETTERS)
def test_each_letter_in_each_language_reads_as_it_was_approved(language: str, template: str) -> None:
    asked = asked_of(HOME[language], template)
    rendered, act = letter(asked, template)
    assert rendered.language.startswith(language)
    assert check(rendered, act, asked, HOURS) == ()
    same_as_golden(f"{language}/{template}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    if template == "firm":
        same_as_golden(f"{language}/{template}.html", rendered.html)
    first = asked_of(HOME[language], template, single=True)
    rendered, act = letter(first, template)
    assert check(rendered, act, first, HOURS) == ()
    same_as_golden(f"{language}/{template}_first.txt", rendered.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_leads_to_the_customers_own_page_and_still_reads_well(language: str) -> None:
    page = "https://pay.example/p/ABCDEFGHIJKLMNOPQRST.abcdefghijklmnopqrstuvwx"
    for template in LETTERS:
        asked = asked_of(HOME[language], template)
        act, papers = step(asked, template), Papers(page=page)
        rendered = render(act, asked, SENDER, TEMPLATES, NOW, papers)
        assert check(rendered, act, asked, SENDER) == check(
            render(act, asked, SENDER, TEMPLATES, NOW), act, asked, SENDER
        ), "the link adds no fault"
        assert rendered.text.count(f"\n\n  {page}\n\n") == 1
        assert rendered.html.count(f'<a href="{page}"') == 1
    words = rendered.text.partition(page)[0].rstrip().rpartition("\n")[2]
    assert words == WORDS_OF_THE_LINK[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_payment_is_thanked_for_by_date_and_amount(language: str) -> None:
    asked = asked_of(HOME[language])
    received = (Received(date(2026, 5, 12), Decimal("1500.5")),)
    rendered, act = letter(asked, "firm", Particulars(received=received))
    locale = rendered.language.replace("-", "_")
    for fact in (day(date(2026, 5, 12), locale), money(Decimal("1500.5"), "EUR", locale)):
        assert fact in rendered.text
        assert fact in rendered.html
    assert check(rendered, act, asked, HOURS) == ()


def test_payments_since_the_last_notice_are_those_on_what_is_open_or_was_chased() -> None:
    asked = asked_of("GB")
    part = (Allocation(invoice_id="iRE-7", amount=Decimal(40)),)

    def paid(**more: object) -> object:
        facts = {"currency": "EUR", "allocations": part, "paid_on": date(2026, 5, 1)} | more
        return since_last_notice(asked, [payment("50", **facts)])

    assert paid() == (Received(date(2026, 5, 1), Decimal(50)),)
    assert paid(paid_on=date(2026, 4, 30)) == ()
    assert paid(paid_on=None) == ()
    assert paid(status="void") == ()
    assert paid(currency="GBP") == ()
    assert paid(allocations=(Allocation(invoice_id="other", amount=Decimal(40)),)) == ()
    assert paid(allocations=(Allocation(invoice_id="i1001", amount=Decimal(40)),)), "paid in full, but chased"
    assert since_last_notice(replace(asked, notices=()), [payment("50")]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_consequences_of_the_policy_are_named_and_by_the_last_two_tones_only(language: str) -> None:
    asked = asked_of(HOME[language])
    every = Particulars(consequences=CONSEQUENCES)
    for template in LETTERS:
        if template == PRE_DUE:
            continue
        rendered, act = letter(asked, template, every)
        named = {each.code for each in check(rendered, act, asked, HOURS, ("talk",))}
        assert named - {"W211"} == ({"E112"} if template in {"serious", "final"} else set()), template
        allowed = {each.code for each in check(rendered, act, asked, HOURS, CONSEQUENCES)}
        assert allowed <= {"W211"}, "only that a letter with all six is long"
    for one in CONSEQUENCES:
        rendered, act = letter(asked, "final", Particulars(consequences=(one,)))
        assert check(rendered, act, asked, HOURS, (one,)) == ()
        others = {each for each in CONSEQUENCES if each != one}
        unlisted = tuple(others - {"talk"})
        wrong = {each.code for each in check(rendered, act, asked, HOURS, unlisted)}
        assert wrong == ({"E112"} if one in {"court", "agency", "interest", "pause"} else set()), one


def test_consequences_come_from_the_policy_and_a_wrong_one_is_told() -> None:
    assert read_policy({}).consequences == ("talk",)
    assert read_policy({"consequences": ["court", "talk"]}).consequences == ("talk", "court")
    with pytest.raises(PolicyError, match=r"consequences must hold only .*\"court\""):
        read_policy({"consequences": ["prison"]})


@pytest.mark.parametrize(
    ("known", "country", "region", "house", "books", "expected"),
    [
        (None, "DE", None, None, "GB", "de_DE"),
        (None, "AT", None, None, "GB", "de_AT"),
        (None, "CH", None, None, "GB", "de_CH"),
        (None, "CH", "GE", None, "GB", "fr_CH"),
        (None, "CH", "Genève", None, "GB", "fr_CH"),
        (None, "CH", "ZH", None, "GB", "de_CH"),
        (None, "BE", None, None, "GB", "fr_BE"),
        (None, "BE", "Oost-Vlaanderen", None, "GB", "nl_BE"),
        (None, "BE", "BE-VLG", None, "GB", "nl_BE"),
        (None, "BE", "VAN", None, "GB", "nl_BE"),
        (None, "BE", "Brussels", "nl", "GB", "fr_BE"),
        (None, "BE", None, "nl", "BE", "nl_BE"),
        (None, "BE", None, "es", "BE", "fr_BE"),
        (None, "CA", None, None, "CA", "en_US"),
        (None, "CA", "Québec", None, "CA", "fr_CA"),
        (None, "CA", "QC", None, "CA", "fr_CA"),
        (None, "US", None, "de", "GB", "en_US"),
        (None, "JP", None, None, "DE", "en_GB"),
        (None, "MX", None, None, "US", "es_MX"),
        (None, "SR", None, None, "NL", "nl_SR"),
        (None, None, None, None, "NL", "nl_NL"),
        (None, None, "QC", None, "FR", "fr_FR"),
        (None, None, None, "nl", "BE", "nl_BE"),
        (None, None, None, None, None, "en_GB"),
        (None, None, None, "es", None, "es_ES"),
        ("de", "US", None, None, "GB", "de_DE"),
        ("de-CH", "CH", "GE", None, "GB", "de_CH"),
        ("NL", "BE", "WAL", None, "GB", "nl_BE"),
        ("ja", "FR", None, None, "GB", "fr_FR"),
    ],
)
def test_the_language_of_a_letter(
    known: str | None,
    country: str | None,
    region: str | None,
    house: str | None,
    books: str | None,
    expected: str,
) -> None:
    assert locale_for(known, (country, region), house, books) == expected


@pytest.mark.parametrize(
    ("locale", "currency", "amount", "told"),
    [
        ("de_DE", "EUR", "1234.5", "1.234,50\xa0€"),
        ("de_CH", "CHF", "1234.5", "CHF\xa01\u2019234.50"),
        ("fr_FR", "EUR", "1234.5", "1\u202f234,50\xa0€"),
        ("nl_NL", "EUR", "1234.5", "€\xa01.234,50"),
        ("es_ES", "EUR", "1234.5", "1.234,50\xa0€"),
        ("de_DE", "ISK", "900", "900\xa0ISK"),
        ("fr_FR", "JPY", "1500", "1\u202f500\xa0JPY"),
        ("de_DE", "KWD", "12.345", "12,345\xa0KWD"),
        ("de_DE", "HUF", "900.5", "900,50\xa0HUF"),
    ],
)
def test_an_amount_has_its_currencys_digits_and_the_readers_marks(
    locale: str, currency: str, amount: str, told: str
) -> None:
    assert money(Decimal(amount), currency, locale) == told


def test_dates_are_written_as_the_language_writes_them() -> None:
    first = date(2026, 5, 1)
    assert [day(first, each) for each in ("de_DE", "fr_FR", "es_ES", "nl_NL", "fr_CA")] == [
        "1. Mai 2026",
        "1er mai 2026",
        "1 de mayo de 2026",
        "1 mei 2026",
        "1er mai 2026",
    ]
    assert day(date(2026, 5, 11), "fr_FR") == "11 mai 2026"


def test_one_day_late_is_said_in_the_singular() -> None:
    for language, one, several in (
        ("en", "1 day late", "2 days late"),
        ("de", "seit 1 Tag überfällig", "seit 2 Tagen überfällig"),
        ("fr", "1 jour de retard", "2 jours de retard"),
        ("es", "1 día de retraso", "2 días de retraso"),
        ("nl", "1 dag te laat", "2 dagen te laat"),
    ):
        words = environments(tuple(sorted(TEMPLATES.items())))[0].get_template(f"{language}/{WORDS}").module
        late = vars(words)["late"]
        assert (late(1), late(2)) == (one, several)


def test_every_language_has_the_same_words_and_letters() -> None:
    names = {
        language: set(re.findall(r"{% (?:set|macro) (\w+)", TEMPLATES[f"{language}/{WORDS}"]))
        for language in LANGUAGES
    }
    assert len(names["en"]) > 30
    assert all(each == names["en"] for each in names.values())
    for language in LANGUAGES:
        assert {f"{language}/{letter}.j2" for letter in (*LETTERS, *COURTESIES)} <= set(TEMPLATES)


def test_no_template_holds_a_dash_that_nobody_types() -> None:
    assert [name for name, source in TEMPLATES.items() if "\u2014" in source or "\u2013" in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_can_be_read_by_everybody(language: str) -> None:
    html = letter(asked_of(HOME[language]), "firm")[0].html
    assert f'<html lang="{language}' in html
    assert html.count("<th scope=") == len(re.findall(r"<th\b", html)) >= 6
    assert "<img" not in html
    assert "<style" not in html
    assert "<script" not in html
    preheader = re.search(r'<div style="display:none[^>]*>(.*?)</div>', html)
    assert preheader is not None
    assert not re.search(r"\d", preheader[1])


_NAMES = st.text(min_size=1, max_size=60)


@given(
    country=st.sampled_from(["GB", "DE", "CH", "FR", "ES", "NL", "BE"]),
    template=st.sampled_from([each for each in LETTERS if each != PRE_DUE]),
    cents=st.integers(min_value=1000, max_value=10**12),
    name=_NAMES,
    number=_NAMES,
)
def test_whatever_the_books_hold_the_amount_is_there_and_nothing_breaks_out(
    country: str, template: str, cents: int, name: str, number: str
) -> None:
    balance = Decimal(cents).scaleb(-2)
    owed = replace(invoice("x", balance=str(balance), currency="EUR"), number=number)
    asked = account(owed, currency="EUR", customer=customer(country=country, name=name, first_name=None))
    rendered, act = letter(asked, template)
    told = money(balance, "EUR", rendered.language.replace("-", "_"))
    assert told in rendered.text
    assert told in rendered.html
    assert not [each for each in check(rendered, act, asked, HOURS) if each.level == "error"]
    greeting, blank = rendered.text.split("\n")[:2]
    assert greeting.isprintable() or all(ord(each) > 0x7F for each in greeting if not each.isprintable())
    assert blank == ""
    plain = letter(
        account(
            invoice("x", balance=str(balance), currency="EUR"),
            currency="EUR",
            customer=customer(country=country, first_name=None),
        ),
        template,
    )[0]
    assert rendered.html.count("<") == plain.html.count("<")


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__ }}",
        "{{ words.__dict__ }}",
        "{{ words.hello.__globals__ }}",
        "{{ invoices[0].__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% include '/etc/passwd' %}",
        "{{ self.__class__ }}",
    ],
)
def test_a_template_cannot_reach_outside(escape: str) -> None:

    asked = asked_of("DE")
    wrong = TEMPLATES | {
        "de/firm.j2": TEMPLATES["de/firm.j2"].replace("{% block closing %}", f"{{% block closing %}}{escape}")
    }
    with pytest.raises(LetterError, match=r"de/firm\.j2"):
        render(step(asked, "firm"), asked, SENDER, wrong, NOW)
