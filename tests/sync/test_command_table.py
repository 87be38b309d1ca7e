"""The table of commands: each is there, is found by its name, and costs the others nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from sync.cli import app
from sync.cli.commands import COMMANDS
from tests.house.sources import ROOT

_HELP_WIDTH = 80


def _modules_loaded(*words: str) -> set[str]:
    asked = (
        "import sys; from sync.cli import main; sys.argv[1:] = sys.argv[1:]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('loaded', *(name for name in sys.modules if name.startswith('sync.cli.')), file=sys.stderr)"
    )
    answer = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", asked, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {name.removeprefix("sync.cli.") for name in answer.stderr.rpartition("loaded ")[2].split()}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_tells_of_itself(name: str) -> None:
    told = CliRunner().invoke(app, [name, "--help"])
    assert told.exit_code == 0
    assert f" {name} " in told.output.splitlines()[0]
    assert len(told.output.splitlines()) > 2


def test_what_is_said_of_each_fits_on_a_line() -> None:
    told = CliRunner().invoke(app, ["--help"], terminal_width=_HELP_WIDTH).output
    for name, entry in COMMANDS.items():
        assert f"  {name:<14} {entry.says}" in told


def test_the_help_loads_no_command_and_a_command_only_its_own_module() -> None:
    modules = {entry.module for entry in COMMANDS.values()}
    assert _modules_loaded("--help") & modules == set()
    assert _modules_loaded("--config", "run", "sandbox", "--help") & modules == {"rehearse"}
    assert _modules_loaded("--now", "2026-11-18", "law", "--help") & modules == {"law"}


def test_what_is_no_command_is_told_with_the_one_that_may_be_meant() -> None:
    told = CliRunner().invoke(app, ["sttus"])
    assert told.exit_code == 2
    assert "No such command 'sttus'. Did you mean 'status'?" in told.output


def test_all_commands_are_made_for_whoever_looks_through_them() -> None:
    group = typer.main.get_group(app)
    assert [each.name for each in group.commands.values()] == [*COMMANDS]
