"""The log: what the program did, one JSON object a line, each line with the run that it belongs to.

The law: it is for whoever runs the machine, so it names ledgers, keys and numbers, and never a person, an
address, a letter or a secret. What was done is told once it is committed. Without `[log] file` nothing is
kept, and nothing is loaded for it.
"""

from __future__ import annotations

import atexit
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger


class _Log:
    """The open one of this process."""

    def __init__(self) -> None:
        self.out: FilteringBoundLogger | None = None
        self.path: Path | None = None
        self.file: TextIO | None = None


_LOG = _Log()
_NOTHING: Mapping[str, object] = MappingProxyType({})
_BOUND: ContextVar[Mapping[str, object]] = ContextVar("duesync_log", default=_NOTHING)
"""What every line says. Passes beside one another in one process have each their own; a pool's threads are
handed it with what they are to do (`copy_context().run`)."""


def begin(path: Path) -> None:
    """Add to that file from here on, which its owner alone may read. Raises `OSError`."""
    if _LOG.path == path:
        return
    import structlog

    end()
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    file = os.fdopen(descriptor, "a", encoding="utf-8", buffering=1)  # a line at a time, whoever else writes
    _LOG.path, _LOG.file = path, file
    _LOG.out = structlog.wrap_logger(
        structlog.WriteLogger(file),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
        process=os.getpid(),
    )


@atexit.register
def end() -> None:
    """Keep no more."""
    if _LOG.file is not None:
        _LOG.file.close()
    _LOG.out, _LOG.path, _LOG.file = None, None, None


@contextmanager
def about(**bound: object) -> Iterator[None]:
    """All that is told inside belongs to this; a new `run` is named where none is given."""
    before = _BOUND.set({**_BOUND.get(), "run": uuid.uuid4().hex[:12], **bound})
    try:
        yield
    finally:
        _BOUND.reset(before)


def note(event: str, **facts: Any) -> None:
    """Something happened."""
    if _LOG.out is not None:
        _LOG.out.info(event, **{**_BOUND.get(), **facts})


def trouble(event: str, error: BaseException, **facts: Any) -> None:
    """Something went wrong. Of its text nothing is kept: that may name a customer or an address."""
    if _LOG.out is not None:
        known = {name: getattr(error, name, None) for name in ("status", "code")}
        told = {"error": type(error).__name__} | {name: it for name, it in known.items() if it is not None}
        _LOG.out.error(event, **{**_BOUND.get(), **told, **facts})
