"""The mutants of one module: where each is, what it was and became, and how it is made.

A mutant is named by what a reader sees, not by its line, so that the name outlives changes elsewhere.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.mutants.operators import expressions, is_decimal, statements

_AROUND = 60  # characters shown on each side of what changed
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_NOT_RUN = frozenset({"annotation", "returns", "ctx", "op", "ops", "type_comment", "kind"})


Name = tuple[str, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the tree: a field of a node, or a place in a list of nodes."""

    holder: Any
    key: str | int

    def put(self, node: ast.AST) -> ast.AST:
        """Exchange what is there; what was there."""
        if isinstance(self.key, int):
            was, self.holder[self.key] = self.holder[self.key], node
        else:
            was = getattr(self.holder, self.key)
            setattr(self.holder, self.key, node)
        assert isinstance(was, ast.AST)
        return was


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. `within`: the function or class it is in; `nth`: which of several that read the same.

    `lines`: (first, last) of the statement.
    """

    module: str
    within: str
    was: str
    became: str
    nth: int
    lines: tuple[int, int]
    slot: Slot
    node: ast.AST

    @property
    def name(self) -> Name:
        """By which the list of equivalents knows it."""
        return self.module, self.within, self.was, self.became, self.nth

    def __str__(self) -> str:
        nth = f" (no. {self.nth})" if self.nth > 1 else ""
        return f"{self.module}:{self.lines[0]} {self.within}{nth}\n    - {self.was}\n    + {self.became}"


@dataclass(frozen=True, slots=True)
class Mutated:
    """A module with its mutants, which change its `tree`. `name`: its path from the root."""

    name: str
    path: Path
    tree: ast.Module
    mutants: list[Mutant]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where the walk is. `returns`: the type of the function's results; `bound`: names with a value by now;
    `statement`: where the statement is, whose first and last line are `lines`."""

    within: str
    returns: str
    bound: frozenset[str]
    statement: Slot
    lines: tuple[int, int]


_Change = tuple[_Scope, Slot, ast.AST]


def mutated(root: Path, path: Path) -> Mutated:
    """All mutants of the module at that path, in order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = path.relative_to(root).as_posix()
    seen: Counter[tuple[str, str, str]] = Counter()
    mutants = []
    for scope, slot, node in list(
        _of_body(tree.body, _Scope("module", "", frozenset(), Slot(tree, ""), (0, 0)))
    ):
        was, became = _shown(scope.statement, slot, node)
        if was == became:
            continue
        shown = (scope.within, was, became)
        seen[shown] += 1
        mutants.append(Mutant(module, *shown, seen[shown], scope.lines, slot, node))
    return Mutated(module, path, tree, mutants)


def _shown(statement: Slot, slot: Slot, node: ast.AST) -> tuple[str, str]:
    """The statement before and after, cut to what surrounds the change."""
    before = _text(statement)
    kept = slot.put(node)
    after = _text(statement)
    slot.put(kept)
    same = _alike(before, after)
    ends = _alike(before[same:][::-1], after[same:][::-1])
    first = max(same - _AROUND, 0)
    return _cut(before, first, len(before) - ends + _AROUND), _cut(after, first, len(after) - ends + _AROUND)


def _text(statement: Slot) -> str:
    node = copy.copy(statement.holder[statement.key])
    if isinstance(getattr(node, "body", None), list):
        node.body = [ast.Pass()]
    if isinstance(getattr(node, "orelse", None), list):
        node.orelse = []
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).removesuffix("pass").split())


def _alike(one: str, other: str) -> int:
    """How many characters they begin with in common."""
    pairs = zip(one, other, strict=False)
    return next(
        (place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other))
    )


def _cut(text: str, first: int, last: int) -> str:
    return f"{'...' if first else ''}{text[first:last]}{'...' if last < len(text) else ''}"


def _of_body(body: list[ast.stmt], scope: _Scope) -> Iterator[_Change]:
    bound = scope.bound
    for place, node in enumerate(body):
        if not _is_left_alone(node):
            here = replace(scope, bound=bound, statement=Slot(body, place), lines=_lines(node))
            yield from _of_statement(node, here)
        stored = (each for each in ast.walk(node) if isinstance(each, ast.Name))
        bound |= {each.id for each in stored if isinstance(each.ctx, ast.Store)}


def _is_left_alone(node: ast.stmt) -> bool:
    """Imports, what only mypy reads, docstrings and lists of exported names."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case _:
            return False


def _lines(node: ast.stmt) -> tuple[int, int]:
    """Of the statement; of a compound one its head alone."""
    inner = [each for name in ("body", "cases") for each in getattr(node, name, ())]
    if not inner:
        return node.lineno, node.end_lineno or node.lineno
    first = inner[0].pattern if isinstance(inner[0], ast.match_case) else inner[0]
    return node.lineno, max(node.lineno, first.lineno - 1)


def _of_statement(node: ast.stmt, scope: _Scope) -> Iterator[_Change]:
    if isinstance(node, _DEFINITION):
        yield from _of_definition(node, scope)
        return
    for became in statements(node, scope.returns, scope.bound):
        yield scope, scope.statement, became
    for name, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield from _of_body(value, scope)
        elif isinstance(value, list) and value and isinstance(value[0], ast.match_case | ast.ExceptHandler):
            for each in value:
                if isinstance(each, ast.match_case):
                    line = each.pattern.lineno
                    yield from _below(each, ("pattern", "guard"), replace(scope, lines=(line, line)))
                yield from _of_body(each.body, scope)
        elif name != "annotation":
            yield from _below(node, (name,), scope)


def _of_definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, scope: _Scope
) -> Iterator[_Change]:
    within = node.name if scope.within == "module" else f"{scope.within}.{node.name}"
    if isinstance(node, ast.ClassDef):
        yield from _below(node, ("keywords",), replace(scope, within=within))
        yield from _of_body(node.body, replace(scope, within=within))
        return
    returns = "" if node.returns is None else ast.unparse(node.returns)
    yield from _below(node, ("args",), replace(scope, within=within))
    given = frozenset(each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg))
    yield from _of_body(node.body, replace(scope, within=within, returns=returns, bound=given))


def _below(parent: ast.AST, names: tuple[str, ...], scope: _Scope) -> Iterator[_Change]:
    """The changes of the expressions in those fields, and below them."""
    for name in names:
        value = getattr(parent, name)
        slots = (
            [Slot(value, place) for place in range(len(value))]
            if isinstance(value, list)
            else [Slot(parent, name)]
        )
        for slot in slots:
            child = value[slot.key] if isinstance(slot.key, int) else value
            if not isinstance(child, ast.AST) or _is_type(child):
                continue
            if isinstance(child, ast.expr):
                for became in expressions(child, ordered=scope.within == "module"):
                    yield scope, slot, became
            if is_decimal(child):
                continue  # its words are a number
            yield from _below(child, tuple(each for each in child._fields if each not in _NOT_RUN), scope)


def _is_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
