"""Services that print and post: the port, and a folder that such a service watches.

The law: a letter is handed over once, under its key. The folder's service takes a letter when its `KEY.json`
appears, and may take both files away at once; so the key is written into `handed-over.txt` first, which
stays, and a letter whose key stands there is finished, never begun again.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

from connectors.errors import Refused, TryLater, Uncertain
from dunning.effects import Receipt

_JOURNAL = "handed-over.txt"
_KEY = re.compile("[A-Za-z0-9_-]{1,64}")


class PostalLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to be printed and posted. `to`: name and address, a line each; `country`: ISO, where known."""

    key: str
    pdf: bytes
    pages: int
    to: tuple[str, ...]
    country: str | None
    sender: str
    language: str


class PostService(Protocol):
    """Prints letters and posts them."""

    def hand_over(self, letter: PostalLetter) -> Receipt:
        """Once. `Refused`: not taken. `TryLater`: not handed over at all. `Uncertain`: it may have been."""

    def find(self, key: str) -> Receipt | None:
        """Look it up; `None` where it certainly was never handed over."""


class _Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the PDF, as JSON, for the service to read."""

    key: str
    file: str
    pages: int
    to: tuple[str, ...]
    country: str | None
    sender: str
    language: str


class WatchFolder:
    """A folder that a service watches: `KEY.pdf`, and then `KEY.json`, which says that it is whole."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder, self.now = folder, now

    def hand_over(self, letter: PostalLetter) -> Receipt:
        """Put it there, or finish what was begun; what is there by its key is left as it is."""
        known = self.find(letter.key)
        if known is not None:
            return known
        slip = _Slip(
            key=letter.key,
            file=f"{letter.key}.pdf",
            pages=letter.pages,
            to=letter.to,
            country=letter.country,
            sender=letter.sender,
            language=letter.language,
        )
        try:
            _write(self.folder / slip.file, letter.pdf)
            _write(self._begun(letter.key), msgspec.json.format(msgspec.json.encode(slip)))
        except OSError as error:
            msg = f"the folder for letters cannot be written to: {error.strerror or error}"
            raise TryLater(msg, about=f"letter {letter.key}") from error
        try:
            return self._finish(letter.key)
        except OSError as error:
            msg = f"the folder for letters was lost half-way: {error.strerror or error}"
            raise Uncertain(msg, about=f"letter {letter.key}") from error

    def find(self, key: str) -> Receipt | None:
        """By its line in the journal; one that was begun and is not yet to be seen is finished."""
        if not _KEY.fullmatch(key):
            msg = "a letter's key is letters, digits, - and _"
            raise Refused(msg, about=f"letter {key}")
        try:
            journal = (self.folder / _JOURNAL).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        line = next((each for each in journal.splitlines() if each.partition(" ")[0] == key), None)
        if line is None:
            return None
        self._show(key)
        return Receipt(provider_id=key, version="", at=datetime.fromisoformat(line.partition(" ")[2]))

    def _begun(self, key: str) -> Path:
        return self.folder / f".{key}.json.part"

    def _finish(self, key: str) -> Receipt:
        """From the line in the journal on it counts as handed over."""
        now = self.now()
        flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
        with os.fdopen(os.open(self.folder / _JOURNAL, flags, 0o600), "a", encoding="utf-8") as journal:
            journal.write(f"{key} {now.isoformat()}\n")
            journal.flush()
            os.fsync(journal.fileno())
        self._show(key)
        return Receipt(provider_id=key, version="", at=now)

    def _show(self, key: str) -> None:
        with contextlib.suppress(FileNotFoundError):  # it is to be seen already, or was taken
            self._begun(key).rename(self.folder / f"{key}.json")


def _write(path: Path, content: bytes) -> None:
    """The whole file, for its owner alone, or none of it under that name."""
    part = path.with_name(f".{path.name.lstrip('.')}.tmp")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.rename(path)
