"""One part of a dossier: a report for people, the same as JSON for programs, and files that go with it."""

from __future__ import annotations

from typing import Any

import msgspec

from sync.documents.report import Block


class File(msgspec.Struct, frozen=True):
    """`path`: within the dossier, in ASCII, with forward slashes."""

    path: str
    body: bytes


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """`name`: of its files, as "05-statement". `told`: what the JSON holds."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    told: Any
    files: tuple[File, ...] = ()

    @property
    def number(self) -> str:
        """Two digits."""
        return self.name[:2]


def safe(text: str, otherwise: str = "file") -> str:
    """The text as a file may be called anywhere."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:80] or otherwise
