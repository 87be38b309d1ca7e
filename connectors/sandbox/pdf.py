"""A small PDF of one page of text, as bytes: what an emulated ledger prints an invoice to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_HEAD: Final = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"  # the bytes above ASCII say that it is no text
_FIXED: Final = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    ),
)
_FONT: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def page(lines: Sequence[str]) -> bytes:
    """One page with these lines; what Western European letters do not hold becomes "?"."""
    words = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    drawn = b"BT /F1 12 Tf 18 TL 72 770 Td\n%sET" % words
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    body, places = _HEAD, []
    for number, content in enumerate((*_FIXED, stream, _FONT), 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table) + trailer


def _escaped(line: str) -> bytes:
    text = line.encode("cp1252", "replace")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
