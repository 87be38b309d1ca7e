"""The registry of ledgers: packages of others add to it, and none takes a built-in's place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import connectors

_ENTRIES = """\
[duesync.ledgers]
shop = connectors.files:PROVIDER
xero = connectors.files:PROVIDER
"""


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package of somebody else's, with a ledger of its own and one by the name of ours."""
    told = tmp_path / "somebodys-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: somebodys\nVersion: 1.0\n", encoding="utf-8")
    (told / "entry_points.txt").write_text(_ENTRIES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    connectors._registry.cache_clear()
    yield
    connectors._registry.cache_clear()


@pytest.mark.usefixtures("_installed")
def test_a_ledger_of_another_package_is_found() -> None:
    assert connectors.is_provider("shop")
    assert "shop" in connectors.provider_names()
    assert connectors.provider("shop").title == "CSV files"


@pytest.mark.usefixtures("_installed")
def test_no_other_package_takes_a_built_in_ledgers_name() -> None:
    assert connectors.provider("xero").title == "Xero"
    assert connectors.provider_names().count("xero") == 1


def test_what_nobody_installed_is_no_ledger() -> None:
    assert not connectors.is_provider("shop")
    with pytest.raises(LookupError, match="'shop'; installed: files, quickbooks, xero"):
        connectors.provider("shop")
