"""Whole pulls over loopback HTTP: ours, the floor, and dlt; and the memory of a pull of a million."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.result import REPEATS, Result
from tests.benchmarks.server import serving

ROOT = Path(__file__).resolve().parents[2]
INVOICES = 50_000
MILLION = 1_000_000
PEERS = ROOT / ".bench" / "peers"
_DLT = "dlt[duckdb,parquet,sqlalchemy]==1.31.0"
_Figures = dict[str, dict[str, float]]


def measured() -> Iterator[Result]:
    """Both providers' pages, then the memory of a million."""
    dlt = peers(PEERS, _DLT)
    for provider in ("xero", "quickbooks"):
        took = _race(provider, dlt)
        for peer in ("sqlite", "duckdb"):
            faster = took[peer]["seconds"] / took["ours"]["seconds"]
            yield Result(f"{provider}_pull_dlt_{peer}_to_ours", faster, "at least", 5, _about(took, peer))
            share = took["ours"]["peak_mb"] / took[peer]["peak_mb"]
            memory = f"{took['ours']['peak_mb']:.0f} MB to {took[peer]['peak_mb']:.0f} MB"
            yield Result(f"{provider}_memory_ours_to_dlt_{peer}", share, "at most", 0.34, memory)
        ratio = took["floor"]["seconds"] / took["ours"]["seconds"]
        yield Result(f"{provider}_pull_floor_to_ours", ratio, "at least", 1.0, _about(took, "floor"))
    yield from _flat()
    yield from _flight()


def _about(took: _Figures, peer: str) -> str:
    return f"{INVOICES} invoices, ours {took['ours']['seconds']:.2f} s, {peer} {took[peer]['seconds']:.2f} s"


def peers(folder: Path, *packages: str) -> Path:
    """The Python of an environment there with these packages in it and nothing of ours."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
        subprocess.run(command, check=True)  # noqa: S603  # our own command
    return python


def _race(provider: str, python: Path) -> _Figures:
    ours = [sys.executable, "-m", "tests.benchmarks.contenders"]
    dlt = [str(python), str(ROOT / "tests" / "benchmarks" / "peers" / "dlt_pull.py")]
    commands = {"ours": [*ours, "ours"], "floor": [*ours, "floor"]}
    commands |= {kind: [*dlt, kind] for kind in ("sqlite", "duckdb")}
    figures: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in commands}
    with serving(provider, INVOICES) as address:
        for _ in range(REPEATS):
            for name, command in commands.items():
                for key, value in _run([*command, provider, address], INVOICES).items():
                    figures[name][key].append(value)
    return {
        name: {key: statistics.median(values) for key, values in found.items()}
        for name, found in figures.items()
    }


def _run(command: Sequence[str], rows: int) -> dict[str, float]:
    """One contender's figures. It must have brought every row, or it is not measured at all."""
    folder = tempfile.mkdtemp()
    try:
        quiet = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        quiet |= {"RUNTIME__DLTHUB_TELEMETRY": "false"}
        quiet["PYTHONPYCACHEPREFIX"] = str(
            ROOT / ".bench" / "compiled"
        )  # as it is for anybody: modules are kept
        done = subprocess.run(  # noqa: S603  # our own commands
            [*command, folder], capture_output=True, text=True, check=False, cwd=ROOT, env=quiet
        )
    finally:
        shutil.rmtree(folder)
    if done.returncode:
        raise AssertionError(done.stderr)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if told["rows"] != rows:
        msg = f"{command[-3:]} brought {told['rows']} of {rows} rows"
        raise AssertionError(msg)
    return told


def _flat() -> Iterator[Result]:
    """A pull of a million takes no more memory than one of fifty thousand."""
    for provider in ("xero", "quickbooks"):
        peak: dict[int, float] = {}
        for count in (INVOICES, MILLION):
            command = [sys.executable, "-m", "tests.benchmarks.contenders", "ours", provider]
            with serving(provider, count) as address:
                peak[count] = _run([*command, address], count)["peak_mb"]
        grown = peak[MILLION] / peak[INVOICES]
        yield Result(f"{provider}_memory_of_a_million", grown, "at most", 1.3, "to that of fifty thousand")
        yield Result(f"{provider}_peak_mb_of_a_million", peak[MILLION], "at most", 150, "whole process")


def _flight() -> Iterator[Result]:
    """Calls at once, where each answer takes 0.2 seconds."""
    for provider, most in (("xero", 5), ("quickbooks", 10)):
        with serving(provider, 20_000, 0.2) as address:
            _run([sys.executable, "-m", "tests.benchmarks.contenders", "ours", provider, address], 20_000)
            with urlopen(f"{address}/stats", timeout=5) as answer:  # noqa: S310  # loopback
                told = json.loads(answer.read())
        yield Result(
            f"{provider}_calls_at_once", told["most_at_once"], "at most", most, f"of {told['calls']} calls"
        )
