"""What is printed commands no terminal, and JSON means what it meant."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
import typer

from sync.cli.plain import console, escaped, plain, plainly
from sync.cli.session import print_json

NAME = "Eve\x1b[8m\x9b2J\r\u202e00.5 GBP\u2066\x7f\x07"


class Screen(io.StringIO):
    """A terminal that shows colours."""

    def isatty(self) -> bool:
        return True


def printed(screen: io.StringIO) -> str:
    with redirect_stdout(screen), redirect_stderr(screen), plainly():
        typer.echo(NAME)
        sys.stdout.writelines([NAME, "\n"])
        typer.echo(NAME, err=True)
        console().print(NAME, style="bold")
    return screen.getvalue()


def commands(text: str) -> list[str]:
    """The characters that are none to be seen; some of our libraries take out a few themselves."""
    return [each for each in text if plain(each) != each]


def test_every_way_to_print_goes_through_one_door() -> None:
    lines = printed(io.StringIO()).splitlines()
    assert len(lines) == 4
    for line in lines:
        assert line.startswith("Eve\ufffd")
        assert "\ufffd00.5 GBP\ufffd" in line
        assert commands(line) == []


def test_our_own_colours_stay_and_a_names_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    *plainly_said, bold = printed(Screen()).splitlines()
    assert [commands(line) for line in plainly_said] == [[], [], []]
    assert bold.startswith("\x1b[1mEve\ufffd[8m")
    assert bold.endswith("\x1b[0m")
    assert commands(bold) == ["\x1b", "\x1b"]


def test_json_holds_the_name_itself() -> None:
    out = io.StringIO()
    with redirect_stdout(out), plainly():
        print_json({"name": NAME, "rows": ["\u0142\u00f3d\u017a", "\\u001b"]})
    assert json.loads(out.getvalue()) == {"name": NAME, "rows": ["\u0142\u00f3d\u017a", "\\u001b"]}
    assert plain(out.getvalue()) == out.getvalue()


def test_letters_of_every_script_are_shown_as_they_are() -> None:
    for text in (
        "Ελλάς",
        "株式会社さくら商事",
        "شركة النور",
        "ש\u200fa",
        "\U0001f469\u200d\U0001f469",
        "a\tb\n",
    ):
        assert plain(text) == text
        assert escaped(text) == text
