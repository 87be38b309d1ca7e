"""The letters: what a customer reads. Golden files show them whole; these tests say what must hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.letters.letter import TEMPLATE_NAMES, LetterError, Papers, Rendered, Sender
from dunning.letters.lint.message import check
from dunning.letters.rendering import render
from dunning.policy import LETTERS, PRE_DUE, read_policy
from tests.dunning.desk import (
    EARLIER,
    RULES,
    SENDER,
    account,
    at,
    books,
    credit,
    customer,
    invoice,
    notice,
    notify,
    templates,
)
from tests.dunning.golden_files import same_as_golden

TEMPLATES = templates()
NOW = at("2026-05-22")
PAYABLE = invoice("INV-7", balance="1000", total=Decimal(2500), pay_url="https://pay.example/7?a=1&b=2")
SEVERAL = (PAYABLE, invoice("INV-8", due="2026-05-15", balance="0.5"), invoice("INV-9", due="2026-06-30"))


def step(asked: Account, template: str) -> Notify:
    """The step that a policy with just this letter takes, after the levels that were sent."""
    tone = template if template != PRE_DUE else "friendly"
    levels: list[object] = [
        {"name": each.level, "days": 1} for each in asked.notices if each.episode == asked.episode
    ]
    levels.append({"name": "one", "days": 2, "tone": tone, "template": template})
    policy = read_policy({"approval_required": "none", "levels": levels})
    return notify(decide(asked, policy, RULES, NOW))


def letter(asked: Account, template: str = "friendly", sender: Sender = SENDER) -> tuple[Rendered, Notify]:
    act = step(asked, template)
    return render(act, asked, sender, TEMPLATES, NOW), act


def faults(rendered: Rendered, act: Notify, asked: Account, sender: Sender = SENDER) -> list[str]:
    """What is wrong with the letter, as code and words."""
    return [f"{each.code} {each.text}" for each in check(rendered, act, asked, sender)]


@pytest.mark.parametrize("template", LETTERS)
def test_each_letter_reads_as_it_was_approved(template: str) -> None:
    if template == PRE_DUE:
        asked = account(invoice("INV-8", due="2026-05-25", balance="120"), invoice("INV-9", due="2026-06-30"))
    else:
        before = notice("before", "2026-05-01", episode="e", invoice_ids=("iINV-7",))
        asked = account(*SEVERAL, credits=(credit("100.25"),), episode="e", notices=(before,))
    rendered, act = letter(asked, template)
    assert faults(rendered, act, asked) == []
    same_as_golden(f"{template}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    same_as_golden(f"{template}.html", rendered.html)


@pytest.mark.parametrize("template", [each for each in LETTERS if each != PRE_DUE])
def test_a_letter_about_one_invoice_to_someone_never_written_to(template: str) -> None:
    asked = account(invoice("INV-7"))
    rendered, act = letter(asked, template)
    assert faults(rendered, act, asked) == []
    assert "before" not in rendered.text.split("From:")[0]
    assert "Our earlier" not in rendered.text
    same_as_golden(f"{template}_first.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")


def test_a_letter_with_fetched_links_and_copies_of_invoices_tells_of_both() -> None:
    asked = account(*SEVERAL)
    act = step(asked, "friendly")
    first, second, _ = SEVERAL
    links = {first.id: "https://new.example/7?a=1&b=2", second.id: "https://pay.example/8"}
    papers = Papers(links, frozenset({second.id}))
    rendered = render(act, asked, SENDER, TEMPLATES, NOW, papers)
    assert faults(rendered, act, asked) == []
    assert "pay.example/7" not in rendered.text + rendered.html, "the fetched link stands in its place"
    assert (rendered.text.count("attached"), rendered.html.count("attached")) == (1, 1)
    same_as_golden("friendly_papers.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    same_as_golden("friendly_papers.html", rendered.html)


def test_a_letter_says_all_that_it_must() -> None:
    rendered, _act = letter(account(*SEVERAL, credits=(credit("100.25"),)))
    for words in (
        "Acme Ltd",
        "Northern Bakers",
        "INV-7",
        "1 April 2026",  # dated
        "1 May 2026",  # due
        "21 days late",
        "£2,500.00",  # original total
        "£1,000.00",  # balance
        "£100.25",  # credit
        "£900.25",  # net
        "https://pay.example/7",
        "Account 12345678",
        "If you disagree",
        "more time",
        "already paid",
        "Jo Brown",
        "accounts@acme.example",
        "+44 20 7946 0000",
        "1 High Street",
    ):
        assert words in rendered.text, words
        assert words.replace("&", "&amp;") in rendered.html, words


def test_the_subject_is_the_same_for_a_whole_thread_and_at_most_60_characters() -> None:
    subjects = {letter(account(*SEVERAL), template)[0].subject for template in LETTERS if template != PRE_DUE}
    assert subjects == {"Your invoices from Acme Ltd"}
    long = replace(SENDER, name="The Very Long and Old Established Company of Sundry Grocers Limited")
    subject = letter(account(*SEVERAL), sender=long)[0].subject
    assert len(subject) <= 60
    assert subject.endswith("…")


def test_an_american_customer_reads_american_dates_and_every_currency_its_own_digits() -> None:
    bills = {
        "USD": ("1234.5", "$1,234.50"),
        "JPY": ("1500", "¥1,500"),
        "KWD": ("12.345", "KWD"),
        "ISK": ("900", "ISK"),
    }
    for currency, (amount, told) in bills.items():
        asked = account(
            invoice(balance=amount, currency=currency), currency=currency, customer=customer(country="US")
        )
        act = notify(
            decide(asked, read_policy({"approval_required": "none"}), RULES, at("2026-05-22", "19:00"))
        )
        rendered = render(act, asked, SENDER, TEMPLATES, NOW)
        assert told in rendered.text
        assert "May 1, 2026" in rendered.text
        assert rendered.language == "en-US"
        assert faults(rendered, act, asked) == []


def test_a_part_paid_invoice_shows_what_is_left_and_what_it_was() -> None:
    text = letter(account(PAYABLE))[0].text
    assert "Invoice INV-7: £1,000.00 to pay" in text
    assert "original total £2,500.00" in text


def test_days_late_are_counted_when_the_letter_is_rendered_and_amounts_as_decided() -> None:
    asked = account(PAYABLE)
    act = step(asked, "firm")
    later = render(act, asked, SENDER, TEMPLATES, at("2026-05-23"))
    assert "22 days late" in later.text
    assert "£1,000.00" in later.text


def test_an_invoice_just_past_due_is_also_open_and_neither_late_nor_asked_for() -> None:
    unpaid_for_a_day = invoice("INV-8", due="2026-05-21", balance="300")
    asked = account(PAYABLE, unpaid_for_a_day, books=books(booked_through=date(2026, 5, 21)))
    for template in LETTERS:
        if template == PRE_DUE:
            continue
        rendered, act = letter(asked, template)
        assert faults(rendered, act, asked) == []
        assert (act.overdue, act.alongside) == (("iINV-7",), ("iINV-8",))
        told, beside = rendered.text.split("\nAlso open\n")
        assert "To pay: £1,000.00" in told
        assert "INV-8" not in told
        assert "Invoice INV-8: £300.00 open\n    dated 1 April 2026, due 21 May 2026\n" in beside
        assert "late" not in beside.split("How to pay")[0]
        for words in ("not due yet", "1 day late", "£1,300.00", "£300.00 to pay"):
            assert words not in rendered.text, words
            assert words not in rendered.html, words
        assert ">Also open</h2>" in rendered.html


def test_an_invoice_due_later_is_called_not_due_yet() -> None:
    for beside, heading in (("2026-05-22", "Also open\n"), ("2026-05-23", "Also open, not due yet\n")):
        rendered, _act = letter(account(PAYABLE, invoice("INV-8", due=beside)))
        assert f"\n{heading}" in rendered.text, beside


def test_without_bank_details_the_letter_still_says_how_to_pay() -> None:
    bare = replace(SENDER, bank_details="", phone=None, address=None, website=None)
    assert "use the links above" in letter(account(PAYABLE), sender=bare)[0].text
    assert "ask us for our bank details" in letter(account(invoice()), sender=bare)[0].text


def test_what_a_ledger_holds_cannot_break_out_of_its_place() -> None:
    nasty = invoice(
        '"><script>alert(1)</script>', pay_url="javascript:alert(1)", balance="50", reference="{{ 7*7 }}"
    )
    theirs = customer(name="Evil\r\nBcc: x@y.example\u202e {{ 7*7 }} <b>", first_name=None)
    ours = replace(SENDER, name="Acme\nLtd & Sons")
    asked = account(nasty, customer=theirs)
    rendered, act = letter(asked, sender=ours)
    assert "<script>" not in rendered.html
    assert "<b>" not in rendered.html
    assert "javascript:" not in rendered.html + rendered.text
    assert "\u202e" not in rendered.html + rendered.text
    assert rendered.text.startswith("Dear Evil Bcc: x@y.example {{ 7*7 }} <b>,\n")
    assert rendered.subject == "Your invoices from Acme Ltd & Sons"
    assert faults(rendered, act, asked, ours) == []


def test_names_in_any_script_are_written_as_they_are() -> None:
    for name in ("Zoë Müller GmbH", "株式会社さくら", "شركة النور", "Ω & Σ"):
        asked = account(invoice(), customer=customer(name=name, first_name=None))
        rendered, act = letter(asked)
        assert f"Dear {name}," in rendered.text
        assert faults(rendered, act, asked) == []


def test_a_customer_or_sender_whose_name_holds_a_forbidden_word_is_still_written_to() -> None:
    theirs = customer(name="POLICE Sports Club", first_name=None)
    ours = replace(SENDER, name="Prison Debt & Theft Alarms Ltd", signature="The LIEN desk, £5 Ltd")
    asked = account(invoice("FRAUD-1"), customer=theirs)
    rendered, act = letter(asked, sender=ours)
    assert faults(rendered, act, asked, ours) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("We will call the police.", 'E101 "police"'),
        ("Pay £99.99 instead.", "E110 £99.99 is no amount of this decision"),
        ("Pay 99.99 EUR instead.", "E110 99.99 EUR is no amount of this decision"),
        ("Pay NOWW.", 'W207 "NOWW"'),
        ("ÜBERFÄLLIG.", 'W207 "ÜBERFÄLLIG"'),
        ("Pay!!", 'W207 "!!"'),
    ],
)
def test_words_that_do_not_belong_are_found_in_a_letter(words: str, fault: str) -> None:
    asked = account(PAYABLE)
    rendered, act = letter(asked)
    assert fault in faults(replace(rendered, text=f"{rendered.text}\n{words}\n"), act, asked)


def test_a_letter_that_asks_for_another_amount_than_was_decided_does_not_leave() -> None:
    asked = account(PAYABLE)
    rendered, act = letter(asked)
    found = faults(rendered, replace(act, amount=Decimal(900)), asked)
    assert "E110 the amount asked for, £900.00, is not in the text" in found
    assert "E110 the amount asked for, £900.00, is not in it" in found
    other = replace(act, balances=(("iINV-7", Decimal(901)),))
    assert "E110 the balance £901.00 is not listed" in faults(rendered, other, asked)


def test_a_subject_of_two_lines_does_not_leave_and_a_long_one_is_remarked_upon() -> None:
    asked = account(PAYABLE)
    rendered, act = letter(asked)
    assert faults(replace(rendered, subject="a\nBcc: x@y.example"), act, asked) == [
        "E113 it must be one line that says something"
    ]
    assert faults(replace(rendered, subject="x" * 61), act, asked) == ["W208 more than 60 characters"]


def test_a_letter_that_leaves_out_a_fact_or_a_way_out_is_remarked_upon() -> None:
    asked = account(PAYABLE)
    rendered, act = letter(asked)
    for missing, told in (
        ("1 High Street", 'W201 "1 High Street"'),
        ("INV-7", 'W201 "INV-7"'),
        ("1 May 2026", 'W201 "1 May 2026"'),
        ("disagree", "W201 how to disagree"),
        ("more time", "W201 how to ask for time"),
        ("already paid", "W201 that it can be ignored if already paid"),
    ):
        text = rendered.text.replace(missing, "...").replace("instalments", "...")
        assert told in faults(replace(rendered, text=text), act, asked), missing


def test_a_missing_or_broken_template_is_named() -> None:
    asked = account(PAYABLE)
    act = step(asked, "firm")
    without = {name: source for name, source in TEMPLATES.items() if name != "en/firm.j2"}
    broken = TEMPLATES | {"en/firm.j2": "{% extends frame %}{% block opening %}{{ nonsense }}{% endblock %}"}
    escaping = TEMPLATES | {"en/firm.j2": "{{ ''.__class__.__mro__ }}"}
    for wrong in (without, broken, escaping, TEMPLATES | {"en/firm.j2": "{% if %}"}):
        with pytest.raises(LetterError, match=r"firm\.j2"):
            render(act, asked, SENDER, wrong, NOW)


def test_an_invoice_that_left_the_account_is_no_letter() -> None:
    with pytest.raises(LetterError, match="iINV-7"):
        render(step(account(PAYABLE), "firm"), account(), SENDER, TEMPLATES, NOW)


def test_the_templates_that_are_named_are_the_templates_that_there_are() -> None:
    assert set(TEMPLATE_NAMES) == set(TEMPLATES)


def test_the_country_of_the_ledger_sets_the_language_where_the_customers_is_not_known() -> None:
    asked = account(invoice(), customer=customer(country=None), books=books(country="US"), notices=(EARLIER,))
    act = notify(decide(asked, read_policy({"approval_required": "none"}), RULES, at("2026-05-22", "19:00")))
    assert render(act, asked, SENDER, TEMPLATES, NOW).language == "en-US"
