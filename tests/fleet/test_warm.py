"""Passes beside one another in one process: what is decoded first by several threads must not end it."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from sync import heap
from sync.fleet.kept import Kept
from tests.fleet.crew import ROOT
from tests.world import World

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


HELD = """
import sys
from pathlib import Path
from sync.config import load
from sync.fleet.warm import warm
warm(load(Path(sys.argv[1])))
heavy = ("connectors.sandbox", "connectors.sms.client", "sync.web", "sync.cli", "xero_python", "quickbooks")
print(*(name for name in heavy if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("providers", "held"), [("xero", "xero_python"), ("quickbooks", "quickbooks"), ("", "")]
)
def test_a_worker_holds_no_faces_and_no_connector_that_none_of_its_ledgers_uses(
    tmp_path: Path, providers: str, held: str
) -> None:
    config = tmp_path / "config.toml"
    ledger = f'[ledgers.one]\nprovider = "{providers}"\nclient_id = "a"\nclient_secret = "b"\n'
    ledger += '[ledgers.one.sender]\nname = "One"\nemail = "one@example.com"\naddress = "1 Quay Street"\n'
    config.write_text(ledger if providers else "", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", HELD, str(config)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", held)


def test_what_is_freed_goes_back_to_the_system() -> None:
    assert heap.spare() == (sys.platform == "linux")


class Knot:
    """What holds only itself."""

    def __init__(self) -> None:
        self.mine = self


def test_after_some_turns_what_holds_only_itself_is_freed(small_world: World) -> None:
    kept = Kept(small_world.config, small_world.office.clock)
    gc.disable()
    try:
        left = weakref.ref(Knot())
        for _ in range(10):
            assert left() is not None
            with kept.at_turn():
                pass
        assert left() is None
    finally:
        gc.enable()
        kept.close()
