"""The cursor of a folder: what was told of it last, so that the next pull tells only what differs."""

from __future__ import annotations

import base64
from collections.abc import Collection
from datetime import date, datetime

import msgspec

from connectors.base import Cursor
from connectors.files.rows import UNDATED
from dunning.ledger import Kind

_SIZE = 6  # bytes of one row's digest
_UNFINISHED = "unfinished"  # no digest, so it never equals one; and not empty, which is a first pull


class State(msgspec.Struct, frozen=True, kw_only=True):
    """`digest`: of all that was read; empty while the first pull is under way, none while a later one is.

    `at`: no row was later. `seen`: the digest of each row. `lists`: names of the files. `owed`: how many
    invoices were open. `bad`: rows that could not be read. `pending`, `entered`: see `ours`.
    `on_account`: payments with something unapplied, and their dates.
    """

    digest: str = ""
    at: datetime = UNDATED
    seen: str = ""
    lists: tuple[str, ...] = ()
    owed: int = 0
    bad: tuple[tuple[Kind, str], ...] = ()
    pending: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    on_account: dict[str, date | None] = {}

    @classmethod
    def of(cls, cursor: Cursor | None) -> State:
        """As it was; nothing known where there is none."""
        return cls() if cursor is None else msgspec.json.decode(cursor.text, type=cls)

    def cursor(self) -> Cursor:
        """To be kept."""
        return Cursor(msgspec.json.encode(self).decode())

    def cut(self, at: datetime) -> State:
        """While an export is being told: whichever is found next is told whole."""
        return msgspec.structs.replace(self, digest=_UNFINISHED, seen="", at=at)

    def rows(self) -> frozenset[bytes]:
        """The digests of the rows as they were."""
        packed = base64.b64decode(self.seen)
        return frozenset(packed[at : at + _SIZE] for at in range(0, len(packed), _SIZE))


def packed(digests: Collection[bytes]) -> str:
    """`State.seen` of these."""
    return base64.b64encode(b"".join(sorted(digests))).decode("ascii")
