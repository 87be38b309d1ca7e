"""What threads read at once was learnt before: else msgspec reads past its end, and the process is gone."""

from __future__ import annotations

import subprocess
import sys

from tests.house.sources import ROOT

_READ = """
import msgspec._utils
from sync.known_values import learn
{learnt}
from dunning.account import Account
from dunning.decisions import Decision
from dunning.effects import Message
import msgspec
msgspec._utils._eval_type = None  # what it learns by
for each in (Account, Decision, Message):
    msgspec.json.Decoder(each)
print("known")
"""


def read(learnt: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _READ.format(learnt=learnt)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_what_is_kept_is_known_once_it_was_learnt() -> None:
    assert read("learn()") == "known"
    assert "TypeError" in read("")
