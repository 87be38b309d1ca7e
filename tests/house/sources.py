"""The project's own files, read as text and as syntax trees, for the tests of the house's rules.

A rule is a plain function from one `Source` to its complaints, so that a test can also hand it a
few lines of wrong code, under a path that need not exist, and see it complain.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("connectors", "dunning", "sync")
_NOT_OURS = frozenset({"__pycache__", "build", "dist"})


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file. `path`: from the project's root, with forward slashes."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Read when it is first asked for: most files are only looked through."""
        return _tree(self.text)

    @property
    def package(self) -> list[str]:
        """The dotted name of the package that the file is in, as a list."""
        return self.path.split("/")[:-1]


@lru_cache(maxsize=4)  # one file is asked several things; all at once would fill the memory
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def sources(*folders: str) -> list[Source]:
    """Every Python file below those folders of the project, in order."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if not _NOT_OURS & set(path.relative_to(ROOT).parts)
    ]


def imported(one: Source) -> Iterator[tuple[int, str]]:
    """(line, dotted module) of each import; `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = one.package[: len(one.package) - node.level + 1]
                base = ".".join([*above, *filter(None, [base])])
            yield node.lineno, base
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def called(one: Source) -> Iterator[tuple[int, str]]:
    """(line, last name) of each call: `now` for `datetime.now()`, `open` for `open(...)`."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr


def within(module: str, names: frozenset[str]) -> bool:
    """Whether the dotted module is one of those, or inside one."""
    parts = module.split(".")
    return any(".".join(parts[:count]) in names for count in range(1, len(parts) + 1))


def tracked() -> list[Path]:
    """Every file that git keeps or would keep; without git, every file that is not a tool's own."""
    asked = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        answer = subprocess.run(asked, capture_output=True, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        return [path for path in sorted(ROOT.rglob("*")) if path.is_file() and _kept(path)]
    names = answer.stdout.decode().split("\0")
    return [path for name in sorted(filter(None, names)) if (path := ROOT / name).is_file()]


def _kept(path: Path) -> bool:
    folders = path.relative_to(ROOT).parts[:-1]
    return not any(
        part in _NOT_OURS or part.endswith(".egg-info") or (part.startswith(".") and part != ".ci")
        for part in folders
    )
