"""Passes beside one another in one process: what is decoded first by several threads must not end it."""

from __future__ import annotations

import subprocess
import sys

from tests.fleet.crew import ROOT

RACE = """
import sys, threading
from sync.fleet.warm import warm
from sync import law
assert warm() > 500
sys.setswitchinterval(1e-6)
together = threading.Barrier(6)
def read():
    together.wait()
    law.packs.__wrapped__()
threads = [threading.Thread(target=read) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def test_six_threads_that_read_the_law_at_the_same_moment_all_get_it() -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", RACE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
