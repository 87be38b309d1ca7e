"""Each mutant in a process of its own, with the tests that run its lines, until one of them fails.

The process is forked from one that has read every library, but nothing of ours: so a mutated module is
imported like any other, and what is done on import is tested too. A mutant that loops is stopped by its time.
Properties that draw their cases are left out: they would only find more, not twice the same, and take long.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import json
import math
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Literal

import coverage
import pytest

from tests.mutants.mutants import Mutant, Mutated

Fate = Literal["killed", "alive", "stillborn", "looped"]
_MEMORY = 3 << 30
_APART = "dunning.intents"  # reads words alone: what it keeps took no line of a mutant's, and seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant. `by`: the test that failed."""

    mutant: Mutant
    fate: Fate
    by: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tests run which lines. `on_import`: the lines that every test has run.

    `lines`: by module and line; `seconds`: by test; `breadth`: how many lines of a module a test runs.
    """

    on_import: dict[str, set[int]]
    lines: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]
    breadth: dict[str, Counter[str]]

    def tests_of(self, mutant: Mutant, kills: Counter[str]) -> list[str]:
        """Those that can notice it: first who has found most, then who sees most of the module."""
        first, last = mutant.lines
        lines = range(first, last + 1)
        sees = self.breadth[mutant.module]
        if self.on_import[mutant.module].isdisjoint(lines):
            found = {test for line in lines for test in self.lines[mutant.module].get(line, ())}
        else:
            found = set(self.seconds)
        return sorted(found, key=lambda test: (-kills[test], -sees[test], self.seconds[test], test))


class _Changed(SourceFileLoader):
    """Hands out the mutated module in place of the file."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the importer's own signature
        return self._code


class _Finder:
    """Finds the mutated module before the file is found."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        if name != self._name:
            return None
        inside = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        loader = _Changed(name, str(self._path), self._code)
        return spec_from_file_location(name, self._path, loader=loader, submodule_search_locations=inside)


@dataclass
class Hunt:
    """Runs as a plugin in the place of the tests. `told`: hears of each outcome.

    `seconds`: of processor time that each test may take, after which the mutant is stopped.
    """

    root: Path
    modules: Sequence[Mutated]
    processes: int
    seconds: int
    told: Callable[[Outcome], None]
    reach: Reach = field(init=False)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """In the place of collecting."""
        self._read_the_libraries()
        self.reach = self._reached(session)
        kills: dict[str, Counter[str]] = {}
        running: dict[int, tuple[Mutant, int]] = {}
        for module in self.modules:
            for mutant in module.mutants:
                if len(running) == self.processes:
                    self._settle(running, kills)
                found = kills.setdefault(mutant.module, Counter())
                child, answer = self._started(session, module, mutant, self.reach.tests_of(mutant, found))
                running[child] = mutant, answer
        while running:
            self._settle(running, kills)
        session.items = []
        return True

    def pytest_runtestloop(self) -> bool:
        """Nothing is left to run."""
        return True

    def _read_the_libraries(self) -> None:
        """So that no child has to: ours are forgotten again, but what reads words and nothing of a mutant."""
        before = set(sys.modules)
        for module in self.modules:
            __import__(_dotted(self.root, module.path))
        if find_spec(_APART) is not None:
            _read_the_words()
        for name in set(sys.modules) - before:
            ours = name.partition(".")[0] in {"dunning", "connectors", "sync"}
            if ours and not f"{name}.".startswith(f"{_APART}."):
                del sys.modules[name]
        gc.collect()
        gc.freeze()

    def _reached(self, session: pytest.Session) -> Reach:
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            with os.fdopen(send, "w") as out:
                json.dump(_measured(self.root, self.modules, session), out)
            os._exit(0)
        os.close(send)
        with os.fdopen(receive) as answer:
            told = json.load(answer)
        os.waitpid(child, 0)
        if told["failed"]:
            pytest.exit(f"these tests fail without any mutant: {', '.join(told['failed'])}", 2)
        return Reach(
            {name: set(lines) for name, lines in told["on_import"].items()},
            {
                name: {int(line): tests for line, tests in rows.items()}
                for name, rows in told["lines"].items()
            },
            told["seconds"],
            {
                name: Counter(test for tests in rows.values() for test in tests if test)
                for name, rows in told["lines"].items()
            },
        )

    def _started(
        self, session: pytest.Session, module: Mutated, mutant: Mutant, tests: list[str]
    ) -> tuple[int, int]:
        receive, send = os.pipe()
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            code = 1
            with contextlib.suppress(BaseException):
                resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                os.write(send, _fate(self.root, session, module, mutant, tests, self.seconds).encode())
                code = 0
            os._exit(code)
        os.close(send)
        return child, receive

    def _settle(self, running: dict[int, tuple[Mutant, int]], kills: dict[str, Counter[str]]) -> None:
        child, status, used = os.wait4(-1, 0)
        mutant, receive = running.pop(child)
        with os.fdopen(receive) as answer:
            told = answer.read()
        fate: Fate
        if os.waitstatus_to_exitcode(status) != 0 or not told:
            fate, by = "looped", ""
        elif told in {"alive", "stillborn"}:
            fate, by = ("alive" if told == "alive" else "stillborn"), ""
        else:
            fate, by = "killed", told
            kills[mutant.module][by] += 1
        self.told(Outcome(mutant, fate, by, used.ru_utime + used.ru_stime))


def _dotted(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _fate(
    root: Path, session: pytest.Session, module: Mutated, mutant: Mutant, tests: list[str], seconds: int
) -> str:
    """In the child: the test that fails, "alive", or "stillborn" where the module cannot even be read."""
    _take_at_most(seconds)
    mutant.slot.put(mutant.node)
    name = _dotted(root, module.path)
    code = compile(ast.fix_missing_locations(module.tree), str(module.path), "exec")
    sys.meta_path.insert(0, _Finder(name, module.path, code))  # type: ignore[arg-type]  # asked for the one method
    try:
        __import__(name)
    except Exception:  # noqa: BLE001 - whatever it is that keeps it from being read
        return "stillborn"
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    place = {test: number for number, test in enumerate(tests)}
    if not tests:
        return "alive"
    for batch in _batches(tests, files):
        try:
            items = session.perform_collect([str(root / each) for each in batch], genitems=True)
        except BaseException:  # noqa: BLE001 - a table of cases that is made from the module can fail too
            return f"{batch[0]} (not even collected)"
        chosen = sorted((each for each in items if each.nodeid in place), key=lambda each: place[each.nodeid])
        gone = {test for test in tests if test.partition("::")[0] in batch} - {each.nodeid for each in chosen}
        if gone:  # what a file does with the module when it is read can fail, too
            return f"{min(gone)} (not even collected)"
        for item in chosen:
            _take_at_most(seconds)
            if not _passes(item):
                return item.nodeid
    return "alive"


def _read_the_words() -> None:
    """So that no test has to: the patterns of all languages take longer to make than most tests to run."""
    from dunning.intents.phrases import keys, pattern  # not before they are asked for
    from dunning.intents.words import PHRASES

    for language in PHRASES:
        for key in keys(language):
            pattern(language, key)


def _take_at_most(seconds: int) -> None:
    """Of processor time from here on; many tests may take long together, and no mutant looped."""
    so_far = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (so_far + seconds, resource.RLIM_INFINITY))


def _batches(tests: Sequence[str], files: dict[str, None]) -> list[list[str]]:
    """The file of the most promising test first, so that no other is read in vain."""
    first = [tests[0].partition("::")[0]]
    rest = [each for each in files if each not in first]
    return [first, rest] if rest else [first]


def _draws(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def _passes(item: pytest.Item) -> bool:
    """Runs it, without the report on how it failed that costs more than the test."""
    try:
        item.ihook.pytest_runtest_setup(item=item)
        item.ihook.pytest_runtest_call(item=item)
        item.ihook.pytest_runtest_teardown(item=item, nextitem=None)
    except pytest.skip.Exception:
        return True
    except BaseException:  # noqa: BLE001 - any failure at all
        return False
    return True


def _measured(root: Path, modules: Sequence[Mutated], session: pytest.Session) -> dict[str, object]:
    """In a child: every test once, alone with its lines and its time."""
    paths = {str(each.path): each.path.relative_to(root).as_posix() for each in modules}
    cover = coverage.Coverage(data_file=None, include=list(paths), config_file=False)
    cover.start()
    items = [each for each in session.perform_collect() if not _draws(each)]
    kept = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    ours = [each for each in kept if str(each.__module__).startswith("dunning")]
    caches = [each for each in ours if not str(each.__module__).startswith(_APART)]
    seconds, failed = {}, []
    for item in items:
        for cache in caches:  # else the first test alone would seem to run what they keep
            cache.cache_clear()
        cover.switch_context(item.nodeid)
        begun = time.process_time()
        if not _passes(item):
            failed.append(item.nodeid)
        seconds[item.nodeid] = time.process_time() - begun
    cover.stop()
    found = cover.get_data()
    by_line = {name: found.contexts_by_lineno(path) for path, name in paths.items()}
    return {
        "on_import": {
            name: [line for line, tests in rows.items() if "" in tests] for name, rows in by_line.items()
        },
        "lines": by_line,
        "seconds": seconds,
        "failed": failed,
    }
