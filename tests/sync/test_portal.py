"""What stands behind a customer's page: plans that divide what is owed, transfers, and the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sync.cli import app
from sync.portal.planning import STEPS, Wanted, most_parts, parts_of
from sync.portal.refusing import NotThat
from sync.portal.transfer import code, iban_in, reference_for
from sync.web.often import Often
from sync.web.portal.reading import amount_in, day_in
from tests.sync.books import customer, invoice
from tests.sync.desk import NAME, Desk, desk

TODAY = date(2026, 1, 31)


def sheet(owed: str, currency: str = "GBP", **bounds: Any) -> Any:
    """As much of an account as a plan rests on."""
    known = {
        "instalments_most": 12,
        "instalment_least": Decimal(20),
        "promise_days_most": 30,
        "plan_days_most": 365,
    }
    return SimpleNamespace(
        to_agree=Decimal(owed), currency=currency, today=TODAY, bounds=SimpleNamespace(**(known | bounds))
    )


@given(
    pence=st.integers(1, 10_000_000),
    parts=st.integers(0, 15),
    every=st.sampled_from(STEPS),
    ahead=st.integers(-2, 40),
)
def test_a_plan_comes_to_just_what_is_owed_within_the_bounds_or_is_none(
    pence: int, parts: int, every: Any, ahead: int
) -> None:
    owed = Decimal(pence) / 100
    one = sheet(str(owed))
    try:
        found = parts_of(one, Wanted(parts, every, TODAY + timedelta(days=ahead)))
    except NotThat:
        assert parts < 2 or parts > most_parts(one) or not 0 <= ahead <= 30 or parts * 31 > 300
        return
    assert sum((amount for _, amount in found), Decimal(0)) == owed
    days = [day for day, _ in found]
    assert days == sorted(set(days))
    assert days[0] == TODAY + timedelta(days=ahead)
    assert days[-1] <= TODAY + timedelta(days=365)
    assert min(amount for _, amount in found) >= 20
    assert max(amount for _, amount in found) - min(amount for _, amount in found) < Decimal("0.15")


def test_a_month_from_the_31st_is_the_last_of_the_next_and_yen_have_no_parts() -> None:
    found = parts_of(sheet("100", "JPY"), Wanted(3, "month", TODAY))
    assert [(str(day), str(amount)) for day, amount in found] == [
        ("2026-01-31", "33"), ("2026-02-28", "33"), ("2026-03-31", "34"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("details", "iban"),
    [
        ("IBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX", "DE89370400440532013000"),
        ("IBAN: NL91ABNA0417164300 Summit", "NL91ABNA0417164300"),
        ("IBAN DE89 3704 0044 0532 0130 01", None),  # its check digits are wrong
        ("DE89370400440532013000 or NL91ABNA0417164300", None),  # which one is not for us to say
        ("Account 12345678, sort code 00-00-00", None),
    ],
)
def test_one_sound_iban_is_found_among_bank_details(details: str, iban: str | None) -> None:
    assert iban_in(details) == iban


def test_banking_apps_get_a_code_only_where_they_can_read_it() -> None:
    def drawn(currency: str, open_: str, details: str) -> bytes | None:
        known = SimpleNamespace(customer=SimpleNamespace(name="Acme"))
        one: Any = SimpleNamespace(
            currency=currency, open=Decimal(open_), invoices=(invoice(),), account=known
        )
        return code(one, "Summit", details)

    iban = "IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX"
    found = drawn("EUR", "120.00", iban)
    assert found is not None
    assert b"<svg" in found
    assert found != drawn("EUR", "121.00", iban)
    for currency, open_, details in (
        ("GBP", "120", iban),
        ("EUR", "0", iban),
        ("EUR", "-5", iban),
        ("EUR", "5", "-"),
    ):
        assert drawn(currency, open_, details) is None


def test_a_reference_names_as_many_invoices_as_fit_a_transfer() -> None:
    assert reference_for([invoice("I1"), invoice("I2")], "Acme") == "N-I1 N-I2"
    long = reference_for([invoice(f"I{number}") for number in range(200)], "Acme")
    assert len(long) <= 140
    assert long.startswith("N-I0 N-I1 ")
    assert reference_for([], "Acme") == "Acme"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1 234,5 €", "1234.50"), ("£20", "20.00"),
        ("600", "600.00"),
        ("1.234", "1234.00"), ("0,99", "0.99"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed: str, amount: str) -> None:
    assert str(amount_in(typed)) == amount


def test_no_amount_is_all_of_it_and_nonsense_is_refused() -> None:
    assert amount_in("") is None
    for typed in ("-5", "x", "1e5", "½", "9" * 40, "٣"):
        with pytest.raises(NotThat):
            amount_in(typed)
    for typed in ("", "tomorrow", "2026-13-01", "18.11.2026"):
        with pytest.raises(NotThat):
            day_in(typed)


def test_who_asks_too_often_waits_a_minute_and_nobody_else_does() -> None:
    now = [0.0]
    often = Often(lambda: now[0])
    assert [often.is_too_often("a", 3) for _ in range(5)] == [False] * 3 + [True] * 2
    assert not often.is_too_often("b", 3)
    now[0] = 61.0
    assert not often.is_too_often("a", 3)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.stage(customer("C1", name="Acme"), invoice("I1"))
        yield made


def typed(bench: Desk, *arguments: str, code: int = 0) -> str:
    config = str(bench.folder / "config.toml")
    result = CliRunner().invoke(app, ["--config", config, *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else str(result.exception or result.output)


def test_a_link_is_printed_for_a_person_to_hand_over_and_revoked(bench: Desk) -> None:
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[mail]", '[serve]\npublic_url = "https://pay.example"\n[mail]', 1), encoding="utf-8"
    )
    assert "duesync doctor" in typed(bench, "portal-link", NAME, "Acme", code=1)
    bench.office.store.prove_url("https://pay.example")
    printed = typed(bench, "portal-link", NAME, "Acme").splitlines()
    assert printed[0].startswith("https://pay.example/p/")
    told = json.loads(typed(bench, "portal-link", NAME, "Acme", "--days", "3", "--json"))
    assert (told["ledger"], told["link"]["customer"]) == (NAME, "Acme")
    assert typed(bench, "portal-link", NAME, "Acme", "--revoke") == "2 links of Acme work no more\n"
    assert typed(bench, "portal-link", NAME, "Acme", "--revoke", "--json").count('"revoked": 0') == 1
    typed(bench, "portal-link", NAME, "Acme", "--revoke", "--days", "3", code=2)


def test_a_language_is_a_wish_of_its_own(bench: Desk) -> None:
    assert "in German" in typed(bench, "prefer", NAME, "Acme", "--language", "de")
    told = typed(bench, "prefer", NAME, "Acme", "--language", "xx", code=1)
    assert "no language that letters are written in" in told
    bench.decide()
    [effect] = bench.effects()
    assert effect.customer_id == "C1"
