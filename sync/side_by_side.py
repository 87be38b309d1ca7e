"""A round of deciding: asked a chunk at a time, and a large one in two processes.

The interpreter does one thing at a time, so a second one is begun beside, which answers what this one would;
whoever takes the answers writes them all. `python -m sync.side_by_side` is that other one. It ends with its
input; when it is lost, what it was given is asked here.
"""

from __future__ import annotations

import os
import pickle  # nosec B403 - between a program and itself
import subprocess  # nosec B404 - this very program
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import IO

from sync import logs
from sync.__main__ import settle
from sync.asking import Answer, Asker, Round
from sync.clock import real
from sync.store import Store, connected
from sync.store.accounts import Key

CHUNK = 1000  # accounts: what is read, decided and written in one go
LARGE = 20_000  # accounts: with fewer another process takes longer to begin than it saves
_AHEAD = 2  # chunks that it is given before it has answered, so that it need not wait


def ask(store: Store, under: Round, keys: Sequence[Key]) -> Iterator[list[Answer]]:
    """About all of those accounts, a chunk at a time, in any order."""
    here = Asker(store, under)
    chunks = [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
    return map(here.ask, chunks) if len(keys) < LARGE or _cores() == 1 else _in_two(here, chunks)


def _in_two(here: Asker, chunks: Iterable[Sequence[Key]]) -> Iterator[list[Answer]]:
    """Whoever takes the answers asks, too, while the other one has none ready."""
    left, given = deque(chunks), deque[tuple[Sequence[Key], Future[list[Answer]]]]()
    with ThreadPoolExecutor(1) as waiting, _other(here) as other:
        is_there = True
        while left or given:
            while is_there and left and len(given) < _AHEAD:
                given.append((left[0], waiting.submit(other.ask, left.popleft())))
            if given and (given[0][1].done() or not left):
                some, answered = given.popleft()
                try:
                    answers = answered.result()
                except (EOFError, OSError) as error:  # killed, most likely for its memory
                    if is_there:
                        logs.trouble("the process beside is lost", error, ledger_row=here.under.ledger_id)
                    is_there, answers = False, here.ask(some)
                yield answers
            else:
                yield here.ask(left.popleft())


@dataclass(slots=True)
class _Other:
    """The process beside: asked and answered in turn. `first`: what it is told before it is asked."""

    to: IO[bytes]
    back: IO[bytes]
    first: tuple[object, ...]

    def ask(self, keys: Sequence[Key]) -> list[Answer]:
        """As `Asker.ask`. Raises `EOFError` or `OSError` when it is lost."""
        for what in (*self.first, keys):
            pickle.dump(what, self.to, pickle.HIGHEST_PROTOCOL)
        self.first = ()
        self.to.flush()
        answers: list[Answer] = pickle.load(self.back)  # noqa: S301 - our own process
        return answers


@contextmanager
def _other(here: Asker) -> Iterator[_Other]:
    """It is begun anew, for a fork of a program of threads may hang; what it reads it opens itself."""
    store = here.store
    url = store.engine.url.render_as_string(hide_password=False)
    told = (url, {"firm": store.firm, "ledger": store.ledger, "role": store.role}, here.under)
    command = [sys.executable, "-P", "-m", "sync.side_by_side"]  # -P: nothing of the folder we are in
    pipe = subprocess.PIPE
    # a session of its own: Ctrl-C is for us, who then end it
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True) as process:  # noqa: S603 - ours
        to, back = process.stdin, process.stdout
        assert to is not None and back is not None  # noqa: S101, PT018 - they are pipes
        try:
            yield _Other(to, back, (told,))
        finally:
            process.kill()
            with suppress(OSError):  # it may be lost with something yet to be read
                to.close()


def answer(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Be the process beside, as long as there is somebody who asks."""
    with suppress(EOFError, BrokenPipeError):
        url, whose, under = pickle.load(asked)  # noqa: S301 - from whoever began us
        asker = Asker(replace(connected(url, real()), **whose), under)
        while True:
            found = asker.ask(pickle.load(asked))  # noqa: S301 - from whoever began us
            pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _cores() -> int:
    """Those that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    settle()
    answer(sys.stdin.buffer, sys.stdout.buffer)
