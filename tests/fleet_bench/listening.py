"""`duesync serve` as a process, as a user starts it: what providers tell of comes in by it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120.0


@contextmanager
def listening(config: Path) -> Iterator[str]:
    """Its address, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with (config.parent / "serve.txt").open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "sync", "--config", str(config), "serve", "--port", str(port)],
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    try:
        _await(url, process, config.parent / "serve.txt")
        yield url
    finally:
        process.terminate()
        process.wait(60)


def _await(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    give_up = time.monotonic() + _PATIENCE
    with requests.Session() as session:
        session.trust_env = False
        while True:
            try:
                if session.get(f"{url}/healthz", timeout=5).ok:
                    return
            except requests.ConnectionError:
                assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() < give_up, "the web server does not come up"
            time.sleep(0.1)
