"""`[ledgers.NAME.bank]`: what it says is heard, and each mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.config import Config, ConfigError, load
from sync.intake.statement import COLUMN_NAMES, BankSettings
from tests.sync.statements import PLAIN
from tests.sync.test_config import ONE_LEDGER
from tests.sync.test_config_example import EXAMPLE


def settings(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(f"{ONE_LEDGER}[ledgers.main-street.bank]\n{text}", encoding="utf-8")
    return load(path)


def test_what_it_says_is_heard_and_without_it_nothing_is_guessed(tmp_path: Path) -> None:
    assert settings(tmp_path, "").ledger("main-street").bank == PLAIN
    told = """
        dates = "mdy"
        decimal = ","
        currency = "EUR"
        encoding = "latin-1"
        confirm_certain = true
        [ledgers.main-street.bank.columns]
        date = "When"
        payer_account = "IBAN of the other"
    """
    assert settings(tmp_path, told).ledger("main-street").bank == BankSettings(
        columns={"date": "When", "payer_account": "IBAN of the other"},
        dates="mdy",
        decimal=",",
        currency="EUR",
        encoding="latin-1",
        confirm_certain=True,
    )


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ('dates = "ymd"\n', "dates", 'must be "dmy"'),
        ('decimal = ";"\n', "decimal", 'must be "." or ","'),
        ('currency = "euro"\n', "currency", 'such as "EUR"'),
        ('encoding = "cp9999"\n', "encoding", "is not known"),
        ('encoding = "base64"\n', "encoding", "is not known"),
        ("confirm_certain = 1\n", "confirm_certain", "must be true or false"),
        ("confirm_all = true\n", "confirm_all", "is not known"),
        (
            '[ledgers.main-street.bank.columns]\nday = "When"\n',
            "columns.day",
            "is no column; there are: date",
        ),
        ("[ledgers.main-street.bank.columns]\ndate = 3\n", "columns.date", "must be text"),
    ],
)
def test_a_mistake_in_it_is_named(tmp_path: Path, text: str, key: str, told: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        settings(tmp_path, text)
    assert told in dict(wrong.value.problems)[f"ledgers.main-street.bank.{key}"]


def test_the_example_names_every_column() -> None:
    text = " ".join(EXAMPLE.read_text(encoding="utf-8").replace("#", "").split())
    listed = text.partition("Ours are: ")[2].partition(". [ledgers")[0]
    assert [name for name in COLUMN_NAMES if name not in listed] == []
