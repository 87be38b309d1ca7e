"""What a command costs before it does anything, against the imports that no such program can spare."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.result import Result, medians

_TIMES = 9
_CONFIG = """\
[store]
url = "sqlite:///duesync.db"
[secrets]
key = "file:duesync.key"
[mail]
host = "127.0.0.1"
security = "none"
[ledgers.bench]
provider = "xero"
client_id = "bench"
client_secret = "env:BENCH"
[ledgers.bench.sender]
name = "Bench"
email = "bench@sender.example"
"""
_DUESYNC = Path(sys.executable).with_name("duesync")


def measured() -> Iterator[Result]:
    """`--help` and `status`."""
    with tempfile.TemporaryDirectory() as folder:
        config = str(Path(folder) / "config.toml")
        Path(config).write_text(_CONFIG, encoding="utf-8")
        compiled = str(Path(folder) / "compiled")
        status = _seconds([str(_DUESYNC), "--config", config, "status"], compiled)
        plain = _python("import typer, rich.console", compiled)
        tables = _python("import sqlalchemy, typer, rich.console", compiled)
        contenders = {
            "help": _seconds([str(_DUESYNC), "--help"], compiled),
            "plain": plain,
            "status": status,
            "sql": tables,
        }
        for run in contenders.values():
            run()  # the first makes the store, and every module's compiled form
        took = medians(contenders, _TIMES)
    about = "to the imports of typer and rich.console"
    yield Result("help_to_bare_imports", took["help"] / took["plain"], "at most", 1.3, about)
    about = "on an empty store, to the imports of sqlalchemy, typer and rich.console"
    yield Result("status_to_bare_imports", took["status"] / took["sql"], "at most", 1.3, about)


def _python(code: str, compiled: str) -> Callable[[], float]:
    return _seconds([sys.executable, "-c", code], compiled)


def _seconds(command: Sequence[str], compiled: str) -> Callable[[], float]:
    """`compiled`: where Python keeps compiled modules, as it does for anybody who is not told otherwise."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled

    def run() -> float:
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603  # our own command
        took = time.perf_counter() - began
        if done.returncode not in (0, 1):
            raise AssertionError(done.stderr.decode())
        return took

    return run
