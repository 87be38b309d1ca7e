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
    asked = f"{line}\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    answer = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return answer.stdout.split()


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    assert _loaded_by("import sync.cli") == []


def test_a_look_at_the_status_loads_neither_engine_nor_law() -> None:
    asked = "import sync.status, sys; print(*sys.modules)"
    answer = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(answer.stdout.split())
    assert "dunning.policy" in loaded
    assert loaded.isdisjoint(
        {"dunning.engine", "dunning.guards", "dunning.law.pack", "dunning.letters.rendering"}
        | {"dunning.intents.reading", "imapclient", "twilio"}
    )


@pytest.mark.parametrize("package", HEAVY)
def test_each_heavy_package_would_be_noticed(package: str) -> None:
    assert package in _loaded_by(f"import sync.cli, {package}")
