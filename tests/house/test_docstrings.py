"""Each module says what it holds; nothing is left for later; each allowance says why."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.house.sources import PACKAGES, ROOT, Source, sources

_LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
_ALLOWANCE = re.compile(
    r"# *(?:noqa\b(?P<codes>: *[A-Z0-9, ]*)?|type: *ignore(?P<kinds>\[[\w, -]+\])?)(?P<rest>.*)"
)
_REASON = re.compile(r"\s*(?:#|-|:)\s*(?!noqa|type:)\w.{2,}")


def is_introduced(one: Source) -> Iterator[str]:
    """A complaint when the module does not open with a docstring, unless it is empty."""
    if one.text.strip() and not (ast.get_docstring(one.tree) or "").strip():
        yield f"{one.path}: the module has no docstring"


def leaves_nothing_for_later(one: Source) -> Iterator[str]:
    """Complaints about notes that say the work is not done."""
    for line, comment in _comments(one, _LATER):
        if _LATER.search(comment):
            yield f"{one.path}:{line} {comment}"


def gives_reasons(one: Source) -> Iterator[str]:
    """Complaints about a `noqa` or `type: ignore` that names no rule or no reason."""
    for line, comment in _comments(one, _ALLOWANCE):
        for found in _ALLOWANCE.finditer(comment):
            if not (found["codes"] or found["kinds"]):
                yield f"{one.path}:{line} allows everything: {comment}"
            elif not _REASON.match(found["rest"]):
                yield f"{one.path}:{line} gives no reason: {comment}"


def _comments(one: Source, about: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """(line, comment) of each; none of a file that nowhere says what is looked for."""
    if not about.search(one.text):
        return
    for token in tokenize.generate_tokens(io.StringIO(one.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_every_module_opens_by_saying_what_it_holds() -> None:
    assert [complaint for one in sources(*PACKAGES) for complaint in is_introduced(one)] == []


def test_nothing_is_left_for_later() -> None:
    assert [text for one in sources(*PACKAGES, "tests") for text in leaves_nothing_for_later(one)] == []


def test_every_allowance_says_why() -> None:
    assert [text for one in sources(*PACKAGES, "tests") for text in gives_reasons(one)] == []


def test_every_rule_that_is_switched_off_for_good_says_why() -> None:
    switched = re.compile(r'^    "(?:[A-Z]+[0-9]*)",(?P<rest>.*)$', re.MULTILINE)
    found = list(switched.finditer((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    assert len(found) > 10, "pyproject.toml is written otherwise than this test reads it"
    assert [each[0] for each in found if not re.match(r"\s+# \w.{5,}", each["rest"])] == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1  # noqa",
        "x = 1  # noqa: E501",
        "x = 1  # noqa: E501, S603",
        "x = 1  # noqa: E501 -",
        "x: int = ''  # type: ignore",
        "x: int = ''  # type: ignore[assignment]",
        "x: int = ''  # type: ignore[assignment]  # noqa: E501 - too long",
    ],
)
def test_an_allowance_without_a_reason_is_noticed(text: str) -> None:
    assert list(gives_reasons(Source("sync/x.py", text)))


@pytest.mark.parametrize(
    "text",
    [
        "x = 1  # noqa: S603 - our own command",
        "x = 1  # noqa: S603  # our own command",
        "x: int = ''  # type: ignore[misc]  # the library has no types",
        "x = '# noqa'",
    ],
)
def test_an_allowance_with_its_reason_is_let_pass(text: str) -> None:
    assert not list(gives_reasons(Source("sync/x.py", text)))


def test_a_missing_docstring_and_a_note_for_later_are_noticed() -> None:
    assert list(is_introduced(Source("sync/x.py", "x = 1\n")))
    assert list(leaves_nothing_for_later(Source("sync/x.py", "x = 1  # TODO: two")))
    assert not list(leaves_nothing_for_later(Source("sync/x.py", "TODO = 'a word of the business'")))
