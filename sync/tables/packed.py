"""Accounts as SQLite keeps them: packed, for there are many, and most of what they say is the same.

The law kept here: what was packed once can be read for ever. So a dictionary that something was packed with
never changes; a better one is a file of its own, with a first byte of its own. PostgreSQL packs what is large
by itself, and an older program may be at work on it beside this one: there it goes as it is. Either is read
wherever it lies.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

FIRST = b"\x01"  # what was packed with the first dictionary begins with it; JSON begins otherwise
_WINDOW = -13  # 8 KB, raw: the dictionary and an account of a few invoices
_LEVEL, _MEMORY = 2, 5  # more of either costs more than it saves, on values this small


@cache
def dictionary() -> bytes:
    """What accounts have in common; the nearer to its end, the oftener."""
    text = resources.files(__package__).joinpath("account_1.txt").read_bytes()
    return b"".join(text.splitlines())


@cache
def _packer() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zdict=dictionary())


def packed(body: bytes) -> bytes:
    """A body of JSON in a tenth of its room."""
    packer = _packer().copy()
    return FIRST + packer.compress(body) + packer.flush()


def unpacked(kept: bytes) -> bytes:
    """The body, whether it was packed or not. `zlib.error`: it is no longer what was packed."""
    if not kept.startswith(FIRST):
        return kept
    reader = zlib.decompressobj(_WINDOW, zdict=dictionary())
    body = reader.decompress(memoryview(kept)[len(FIRST) :])
    if not reader.eof:
        msg = "what was packed is cut off"
        raise zlib.error(msg)
    return body


class Packed(TypeDecorator[bytes]):
    """An account's JSON, packed on SQLite."""

    impl = sa.LargeBinary
    cache_ok = True

    @property
    def python_type(self) -> type[bytes]:
        """As `sa.LargeBinary` has it, which whoever asks what a column holds may take it for."""
        return bytes

    def process_bind_param(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        """As that database keeps it."""
        return packed(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        """The JSON again."""
        del dialect
        return None if value is None else unpacked(value)
