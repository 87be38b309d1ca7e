"""README.md says only what is there: its commands, options, make targets, files, links, and the promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperGroup

from sync.cli import app
from tests.house.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROMISE = (
    "decided once; written to a ledger exactly once; sent to a person at most once; and never to a"
    " customer whose books, read again a moment before, say they owe nothing"
)
_BLOCK = re.compile(r"^ {4,}(.*)$", re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`", re.DOTALL)
_FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|toml|lock|md)|(?:[\w-]+/)+")
_OTHERS = {"config.toml", "sandbox.toml"}  # a user's own


def commands(text: str) -> list[str]:
    """Everything set as code, one line each, without what is said about it after a `#`."""
    spans = [" ".join(found.split()) for found in _SPAN.findall(text)]
    return [line.split("  #")[0].split(" # ")[0].strip() for line in _BLOCK.findall(text)] + spans


def every_command() -> dict[str, set[str]]:
    """The options of each command, by its name."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return {
        name: {
            option
            for one in (command, *getattr(command, "commands", {}).values())
            for each in one.params
            for option in (*each.opts, *each.secondary_opts)
        }
        for name, command in group.commands.items()
    }


def complaints(text: str) -> Iterator[str]:
    """What that text tells people to do and they could not."""
    known = every_command()
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in commands(text):
        for name, rest in re.findall(r"(?:^|&& |\s|/)duesync ([a-z][\w-]*)([^&|]*)", line):
            if name not in known:
                yield f"no command {name}: {line}"
            yield from (
                f"{name} has no option {option}: {line}"
                for option in re.findall(r"(?<!\S)--[\w-]+", rest)
                if option not in known.get(name, set())
            )
        for target in re.findall(r"^make ([a-z][\w-]*)", line):
            if target not in targets:
                yield f"no target {target}: {line}"
        if _FILE.fullmatch(line) and line not in _OTHERS and not (ROOT / line).exists():
            yield f"no file {line}"


def anchors(text: str) -> set[str]:
    """The link targets that its headings make."""
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }


def test_the_promise_stands_in_its_exact_words_on_the_first_screen() -> None:
    first_screen = " ".join("\n".join(README.splitlines()[:24]).split())
    assert PROMISE in first_screen.replace("*", "")
    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_everything_it_tells_people_to_type_is_there() -> None:
    assert list(complaints(README)) == []


def test_every_command_is_told_of() -> None:
    told = " ".join(commands(README))
    assert [
        name for name in every_command() if f"duesync {name}" not in told and f"`{name}`" not in README
    ] == []


def test_every_link_within_it_leads_somewhere() -> None:
    assert set(re.findall(r"\]\(#([\w-]+)\)", README)) <= anchors(README)


def test_each_of_its_sections_stands_in_its_contents_once() -> None:
    before, *_ = README.split("\n## ", 1)
    listed = re.findall(r"\]\(#([\w-]+)\)", before[before.index("* **Begin**") :])
    sections = re.findall(r"^## .*$", README, re.MULTILINE)
    assert sorted(listed) == sorted(anchors("\n".join(sections)))


@pytest.mark.parametrize(
    "text",
    ["    duesync remind harbour", "`duesync hold NAME --for-ever`", "    make it-so", "`connectors/sage/`"],
)
def test_what_is_not_there_is_noticed(text: str) -> None:
    assert len(list(complaints(text))) == 1
