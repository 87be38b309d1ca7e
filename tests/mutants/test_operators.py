"""What counts as a mutant, by example, and that the list of equivalents can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.mutants import mutated
from tests.mutants.report import read_equivalent

_HEAD = "from x import y\n\n\n"


def changes(folder: Path, text: str) -> set[tuple[str, str]]:
    path = folder / "module.py"
    path.write_text(text, encoding="utf-8")
    return {(each.was, each.became) for each in mutated(folder, path).mutants}


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("A = b < 3", {"A = b <= 3", "A = b >= 3", "A = b < 4", "A = b < 2"}),
        ("A = b is None", {"A = b is not None"}),
        ("A = b and not c", {"A = b or not c", "A = b", "A = not c", "A = b and c"}),
        ("A = b + c * d", {"A = b - c * d", "A = b + c / d"}),
        ("A = True", {"A = False"}),
        (
            "A = ('x', 'y')",
            {"A = ('XXxXX', 'y')", "A = ('x', 'XXyXX')", "A = ('x',)", "A = ('y',)", "A = ('y', 'x')"},
        ),
        ("A = f'{b} days'", {"A = f'{b}XX daysXX'"}),
        ("A = max(b, key=c)", {"A = min(b, key=c)", "A = max(b)"}),
        ("A = min(b, c)", {"A = max(b, c)", "A = min(b)"}),
        ("A = f(b, c)", {"A = f(c, b)", "A = f(b)"}),
        ("A = Decimal('0.5')", {"A = Decimal('1.5')"}),
        ("A = [b for b in c if d]", {"A = [b for b in c]"}),
        ("A = lambda: b", {"A = lambda: None"}),
        ("A = b if c else d", {"A = b", "A = d"}),
        ("def f() -> bool:\n    return b", {"return True", "return False"}),
        ("def f() -> str:\n    return b", {"return ''"}),
        ("def f() -> int | None:\n    return b", {"return None"}),
        ("def f():\n    yield b", {""}),
        ("def f(a):\n    a = b", {""}),
        ("def f():\n    if a:\n        g()", {"if True:", "if False:", ""}),
        ("def f():\n    for a in b:\n        continue", {"for a in ():", "break"}),
        ("class A(B, frozen=True):\n    c: int", {"class A(B, frozen=False):"}),
    ],
)
def test_each_small_change_is_a_mutant(tmp_path: Path, text: str, became: set[str]) -> None:
    assert {after for _, after in changes(tmp_path, text)} == became


@pytest.mark.parametrize(
    "text",
    [
        '"""A docstring."""',
        "def f():\n    '''A docstring.'''",
        "__all__ = ['a', 'b']",
        "Mark = Literal['V', 'S']",
        "def f(a: Literal['V'] = b) -> c[1]:\n    pass",
        "if TYPE_CHECKING:\n    import x",
    ],
)
def test_what_only_people_and_mypy_read_is_left_alone(tmp_path: Path, text: str) -> None:
    assert changes(tmp_path, _HEAD + text) == set()


def test_of_two_that_read_the_same_each_has_a_number(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("A = 1\nA = 1\n", encoding="utf-8")
    found = [each.nth for each in mutated(tmp_path, path).mutants if each.became == "A = 2"]
    assert found == [1, 2]


def test_what_is_listed_as_equivalent_says_why() -> None:
    assert all(reason.strip() for reason in read_equivalent().values())
