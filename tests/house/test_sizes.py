"""Small by measure: as DESIGN.md has it after fava, whose modules and functions were counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tests.house.sources import PACKAGES, Source, sources

MODULE_MEDIAN, MODULE_MOST = 130, 500
FUNCTION_P95, FUNCTION_MOST = 37, 60


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lines, largest last, each with whose they are."""

    modules: list[tuple[int, str]]
    functions: list[tuple[int, str]]

    def complaints(self) -> Iterator[str]:
        """What is too large."""
        middle = median(lines for lines, _ in self.modules)
        if middle > MODULE_MEDIAN:
            yield f"the median module has {middle} lines, more than {MODULE_MEDIAN}"
        long, name = self.functions[(len(self.functions) - 1) * 95 // 100]
        if long > FUNCTION_P95:
            yield f"one function in twenty has more than {FUNCTION_P95} lines: {name} has {long}"
        yield from (f"{name} has {lines} lines" for lines, name in self.modules if lines > MODULE_MOST)
        yield from (f"{name}() has {lines} lines" for lines, name in self.functions if lines > FUNCTION_MOST)


def measured(read: list[Source]) -> Sizes:
    """Migrations apart: they are written once and never again."""
    kept = [one for one in read if "migrations" not in one.package]
    return Sizes(
        modules=sorted((len(one.text.splitlines()), one.path) for one in kept),
        functions=sorted(
            ((node.end_lineno or node.lineno) - node.lineno + 1, f"{one.path}:{node.lineno} {node.name}")
            for one in kept
            for node in ast.walk(one.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ),
    )


def test_modules_and_functions_are_small() -> None:
    sizes = measured(sources(*PACKAGES))
    assert len(sizes.modules) > 100
    assert len(sizes.functions) > 500
    assert list(sizes.complaints()) == []


def _module(name: str, *, functions: int, lines: int) -> Source:
    body = "\n".join("    x = 1" for _ in range(lines - 1))
    return Source(f"sync/{name}.py", "\n".join(f"def f{number}():\n{body}" for number in range(functions)))


def test_one_module_that_is_too_long_is_noticed() -> None:
    small = [_module(f"small{number}", functions=3, lines=5) for number in range(40)]
    assert not list(measured(small).complaints())
    (complaint,) = measured([*small, _module("long", functions=101, lines=5)]).complaints()
    assert complaint == "sync/long.py has 505 lines"


def test_one_function_that_is_too_long_is_noticed() -> None:
    small = [_module(f"small{number}", functions=3, lines=5) for number in range(40)]
    (complaint,) = measured([*small, _module("long", functions=1, lines=61)]).complaints()
    assert complaint == "sync/long.py:1 f0() has 61 lines"


def test_growth_all_over_is_noticed() -> None:
    complaints = list(
        measured([_module(str(number), functions=4, lines=38) for number in range(9)]).complaints()
    )
    assert "the median module has 152 lines, more than 130" in complaints
    assert any("one function in twenty" in complaint for complaint in complaints)


def test_a_migration_may_be_as_long_as_it_must() -> None:
    path, text = "sync/migrations/versions/0001_x.py", "x = 1\n" * 600
    small = _module("small", functions=1, lines=2)
    assert not list(measured([small, Source(path, text)]).complaints())
