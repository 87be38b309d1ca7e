"""Which command is asked for is seen before Typer makes any of them ready."""

from __future__ import annotations

import pytest

from sync.cli import _name, _with, app, asked


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("status", "status"),
        ("hold run", "hold"),  # a ledger may be named like a command
        ("--config run status --json", "status"),
        ("-c plan --now 2026-11-18T15:00:00Z why harbour INV-1", "why"),
        ("--config=run status", "status"),
        ("--help", None),
        ("--config run", None),
        ("--config", None),
        ("", None),
    ],
)
def test_the_command_is_the_first_word_that_is_no_setting_nor_its_value(
    words: str, command: str | None
) -> None:
    assert asked(words.split()) == command


def test_one_command_made_ready_leaves_the_others_to_whoever_asks_next() -> None:
    every = [*app.registered_commands]
    assert [_name(each) for each in _with("status").registered_commands] == ["status"]
    assert _with("sttus") is _with(None) is app
    assert app.registered_commands == every
