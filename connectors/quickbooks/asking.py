"""Questions to a company: one by one, or several under way at once.

The law: a transport serves one thread at a time, so each thread has one of its own, the caller's is
never lent, and all end with the pull. A page is made into facts where it was read, while the one
before it is being stored. What goes wrong is raised where the answer is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from contextvars import copy_context
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final

from connectors.errors import Refused
from connectors.http import Answer
from connectors.quickbooks.faults import fault_alone, refusal
from connectors.quickbooks.fields import instant
from connectors.quickbooks.mapping import make_ready
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.transport import Transport
from connectors.spare import sparing

_AT_ONCE: Final = 4  # of the ten that QuickBooks takes: the lists of a first pull behind the open invoices


class Asker:
    """`transport` is for the caller's own thread; `another` makes one for each further thread.

    `fullest`: the most rows that a page of this pull had.
    """

    def __init__(self, transport: Transport, another: Callable[[], Transport]) -> None:
        self._transport = transport
        self._another = another
        self._pool: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[Transport] = SimpleQueue()
        self.fullest = 0

    def now(self, about: str, statement: str) -> Sheet:
        """The answer to a query, waited for."""
        return _queried(self._transport, about, statement)

    def ask(self, about: str, statement: str, *, spare: bool = False) -> Future[Sheet]:
        """The answer to a query, to be waited for later. `spare`: it can wait for another day."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="quickbooks")
        return self._pool.submit(copy_context().run, partial(self._in_thread, about, statement, spare=spare))

    def changes(self, names: tuple[str, ...], since: datetime) -> Sheet:
        """The change feed. A fault inside it that is more than a refusal is raised."""
        transport, moment = self._transport, since.isoformat(timespec="seconds")
        about = f"changes since {moment}"
        ask = partial(transport.change_data_capture, ",".join(names), moment)
        sheet = transport.read_answer(about, ask, _sheet)
        with suppress(Refused):
            _check(sheet, about)
        return sheet

    def close(self) -> None:
        """Ends the threads: what is under way is waited for, what is not begins no more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _in_thread(self, about: str, statement: str, *, spare: bool) -> Sheet:
        try:
            transport = self._idle.get_nowait()
        except Empty:
            transport = self._another()
        try:
            with sparing() if spare else nullcontext():
                sheet = _queried(transport, about, statement)
            make_ready(sheet)
            return sheet
        finally:
            self._idle.put(transport)


def _queried(transport: Transport, about: str, statement: str) -> Sheet:
    sheet = transport.read_answer(about, partial(transport.query, statement), _sheet)
    _check(sheet, about)
    return sheet


def _sheet(answer: Answer) -> Sheet:
    """The page, with the time of the answer's headers where it tells none itself."""
    sheet = Sheet(answer.body)
    if instant(sheet.time) is None:
        with suppress(KeyError, TypeError, ValueError):  # no Date, or none that can be read
            sheet.time = parsedate_to_datetime(answer.headers["Date"]).isoformat()
    return sheet


def _check(sheet: Sheet, about: str) -> None:
    """A fault may sit inside one part of an answer that looks good."""
    for raw in sheet.faults:
        raise refusal(fault_alone(raw), about=about)
