"""A folder's settings, told wrong at once with their keys; and that nobody else knows this connector."""

from __future__ import annotations

from pathlib import Path

import pytest

import connectors
from sync import linking
from sync.clock import fixed
from sync.config import Config, ConfigError, load
from sync.office import open_office
from sync.secrets import make_key_file
from sync.store.ledgers import OtherCompany
from tests.connectors.files_desk import ACME, HEADER, NOON
from tests.house.sources import imported, sources

QUAY = """
[ledgers.quay]
provider = "files"
folder = "exports"
company = "Quay Joinery"
currency = "GBP"
timezone = "Europe/London"
[ledgers.quay.sender]
name = "Quay Joinery"
email = "accounts@quay.example"
"""


def settings(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_folder_needs_neither_keys_nor_a_redirect_address(tmp_path: Path) -> None:
    config = settings(tmp_path, QUAY)
    connection = config.connection("quay", None)
    assert (connection.client_id, connection.client_secret, connection.redirect_uri) == ("", "", "")
    assert connection.options == {
        "folder": str(tmp_path / "exports"),
        "company": "Quay Joinery",
        "currency": "GBP",
        "timezone": "Europe/London",
    }
    assert config.plain_secrets == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('folder = "exports"\n', "", "folder", "is missing"),
        ('company = "Quay Joinery"\n', "", "company", "is missing"),
        ('"GBP"', '"POUND"', "currency", 'must be the code of a currency such as "GBP", not "POUND"'),
        ('"Europe/London"', '"Quay"', "timezone", 'must be a time zone such as "Europe/London", not "Quay"'),
        ('"GBP"', '"GBP"\ncountry = "England"', "country", 'must be the code of a country such as "GB"'),
        ('"GBP"', '"GBP"\ndates = "ymd"', "dates", 'must be "dmy" or "mdy", not "ymd"'),
        ('"GBP"', '"GBP"\ndecimal = ";"', "decimal", 'must be "." or ","'),
        ('"GBP"', '"GBP"\nexport_days = "0"', "export_days", "must be a number of days"),
        ('"GBP"', '"GBP"\nclient_id = "x"', "client_id", "is not known"),
    ],
)
def test_a_mistake_is_named_with_its_key(tmp_path: Path, old: str, new: str, key: str, told: str) -> None:
    assert old in QUAY
    with pytest.raises(ConfigError) as wrong:
        settings(tmp_path, QUAY.replace(old, new))
    ((found, words),) = wrong.value.problems
    assert (found, told in words) == (f"ledgers.quay.{key}", True), words


def test_a_folder_is_linked_without_a_sign_in_and_once_only(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "invoices.csv").write_text(HEADER + ACME, encoding="utf-8")
    make_key_file(tmp_path / "duesync.key")
    settings(tmp_path, QUAY + QUAY.replace("quay", "copy"))
    office = open_office(tmp_path / "config.toml", fixed(NOON))
    try:
        assert not linking.signs_in(office, "quay")
        with pytest.raises(LookupError, match="there is no sign-in to files"):
            linking.begin(office, "quay")
        linked = linking.link(office, "quay")
        assert (linked.provider, linked.company_id, linked.country) == ("files", "quay joinery", None)
        assert linking.link(office, "quay").id == linked.id
        with pytest.raises(OtherCompany, match="already linked as quay"):
            linking.link(office, "copy")
    finally:
        office.close()


def test_this_ledger_was_added_by_its_folder_and_an_entry_point_alone() -> None:
    assert "files" in connectors.provider_names()
    outside = [one for one in sources("connectors", "sync", "dunning") if "connectors/files/" not in one.path]
    assert len(outside) > 100
    known = [
        one.path for one in outside for _, module in imported(one) if module.startswith("connectors.files")
    ]
    assert known == []
    named = [line for one in outside for line in one.text.splitlines() if '"files"' in line]
    assert [line for line in named if "provider" in line or "kind" in line] == []
