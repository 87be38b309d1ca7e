"""`duesync --help` and `import sync.cli` load nothing heavy: a command pays for what it needs alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

HEAVY = (
    "sqlalchemy alembic requests babel jinja2 xero_python quickbooks intuitlib.client holidays cryptography"
    " keyring imapclient pymap aiosmtpd"
    " werkzeug starlette uvicorn pydantic structlog prometheus_client sklearn numpy fpdf"
    " fontTools msgspec dunning connectors"
).split()


def _loaded_by(line: str) -> list[str]:
    """Which of the heavy packages a fresh interpreter has loaded after that line."""
    loaded = _all_loaded_by(line)
    return [name for name in HEAVY if name in loaded]


def _all_loaded_by(line: str) -> set[str]:
    """Every module of a fresh interpreter after that line."""
    answer = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", f"{line}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(answer.stdout.split())


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert _loaded_by("import sync.cli") == []


def test_a_look_at_the_status_loads_neither_engine_nor_law() -> None:
    loaded = _all_loaded_by("import sync.status")
    assert "dunning.policy" in loaded
    assert loaded.isdisjoint(
        {"dunning.engine", "dunning.guards", "dunning.law.pack", "dunning.letters.rendering"}
        | {"dunning.intents.reading", "imapclient", "twilio"}
    )


def test_the_holidays_of_one_country_load_no_other_country() -> None:
    loaded = _all_loaded_by("from sync.calendar import rules; rules([('GB', 'SCT'), ('DE', None)], [2026])")
    countries = {name for name in loaded if name.startswith("holidays.countries.")}
    assert countries == {f"holidays.countries.{name}" for name in ("united_kingdom", "germany")}


def test_country_names_in_a_dozen_languages_load_no_locale() -> None:
    asked = "from connectors.countries import country_code; country_code('Deutschland')"
    asked += "; import babel.localedata; assert not babel.localedata._cache, [*babel.localedata._cache]"
    assert "babel.core" in _all_loaded_by(asked)


@pytest.mark.parametrize("package", HEAVY)
def test_each_heavy_package_would_be_noticed(package: str) -> None:
    assert package in _loaded_by(f"import sync.cli, {package}")
