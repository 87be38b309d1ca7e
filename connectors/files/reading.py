"""The folder read as a ledger: exports and our own notes together, as they stand at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_base

from connectors.errors import TryLater
from connectors.files import actions, appending, books
from connectors.files.actions import Action
from connectors.files.books import Books
from connectors.files.folder import ACTIONS, Found, look
from connectors.files.ours import Standing, laid_over
from connectors.files.settings import Shape
from connectors.sheets import sheet
from connectors.sheets.columns import FORMS, INVOICES, Form
from connectors.sheets.sheet import Sheet

T = TypeVar("T")
_TRIES = 4
_UNENDED = 60.0  # seconds


class Reading(msgspec.Struct, frozen=True):
    """`exported`: as in the exports alone. `digest`: of all that facts rest on.

    `at`: when the newest file was written; `exported_at`: when `invoices.csv` was.
    """

    exported: Books
    standing: Standing
    actions: tuple[Action, ...]
    digest: str
    at: datetime
    exported_at: datetime


class _Look(msgspec.Struct, frozen=True):
    """What lies there, unread but for our own notes. `keys`: of those that are about money."""

    files: Mapping[str, Found]
    actions: tuple[Action, ...]
    keys: frozenset[str]
    digest: str
    at: datetime


class Reader:
    """Reads one folder. `wait`: between tries. `settle`: seconds that a file must have been left alone."""

    def __init__(self, folder: Path, shape: Shape, wait: wait_base, settle: float) -> None:
        self._folder, self._shape, self._wait, self._settle = folder, shape, wait, settle
        self._last: tuple[str, Books] | None = None

    def exported_at(self, digest: str) -> datetime | None:
        """When `invoices.csv` was written, where all is as it was at that digest; else `None`."""
        seen = self._again(self._look)
        return seen.files[INVOICES.name].modified_at if seen.digest == digest else None

    def read(self, entered: frozenset[str]) -> Reading:
        """The folder now; `entered` as in `ours`. `TryLater` where it could not be read in several tries."""
        return self._again(lambda: self._once(entered))

    def _again(self, read: Callable[[], T]) -> T:
        again = Retrying(
            stop=stop_after_attempt(_TRIES),
            wait=self._wait,
            retry=retry_if_exception_type(TryLater),
            reraise=True,
        )
        return again(read)

    def _look(self) -> _Look:
        files = dict(look(self._folder, self._settle))
        newest = max(found.modified_at for found in files.values())
        noted = files.pop(ACTIONS, None)
        if noted is None and appending.missing(self._folder):
            msg = f"is gone; put it back (or, to begin anew, take {appending.LOCK} away too)"
            raise TryLater(msg, about=ACTIONS)
        done = () if noted is None else actions.read(noted.body, self._shape)
        money = [action for action in done if action.what != "note"]
        return _Look(
            files, done, frozenset(one.key for one in money), _digest(files, money, self._shape), newest
        )

    def _once(self, entered: frozenset[str]) -> Reading:
        seen = self._look()
        if self._last is None or self._last[0] != seen.digest:
            here = [form for form in FORMS if form.name in seen.files]
            sheets = {form.name: _sheet(form, seen.files[form.name]) for form in here}
            self._last = seen.digest, books.read(sheets, self._shape, seen.keys)
        exported = self._last[1]
        standing = laid_over(exported, seen.actions, entered)
        exported_at = seen.files[INVOICES.name].modified_at
        return Reading(exported, standing, seen.actions, seen.digest, seen.at, exported_at)


def _sheet(form: Form, found: Found) -> Sheet:
    """`TryLater` also where the last cell may be cut: nobody takes a minute over one."""
    read = sheet.read(form, found.body)
    if not read.ends and 0 <= found.age < _UNENDED:
        msg = "was just written, and its last line has no end; is it being written?"
        raise TryLater(msg, about=form.name)
    return read


def _digest(files: Mapping[str, Found], money: Sequence[Action], shape: Shape) -> str:
    """Notes are left out: they change nothing that is owed."""
    total = hashlib.blake2b(msgspec.json.encode((money, shape)), digest_size=16)
    for name, found in sorted(files.items()):
        total.update(name.encode() + hashlib.blake2b(found.body, digest_size=16).digest())
    return total.hexdigest()
