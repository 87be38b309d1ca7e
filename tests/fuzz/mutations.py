"""Bytes from outside, as a stranger or a bad disk would make them of good ones."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b"'", b"[", b"]", b"{", b"}", b",", b";",
    b"\t", b"=",
    b"[" * 3000, b'{"a":' * 3000, b"9" * 5000, b"-1e999999", b"NaN", b"inf", b"1e-999999",
    b"\\ud800",
    b"\xed\xa0\x80", "\u202e\u2028\uff11".encode(), b"9999-12-31T23:59:59+14:00", b"0001-01-01", b"null",
    b"%s%n",
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, good: Sequence[bytes], most: int = 4) -> bytes:
    """One of the good texts, with some pieces of it cut out, put twice, or replaced by odd ones."""
    body = draw(st.sampled_from(good))
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.sampled_from([0, 0, 1, 2, 7, 40])))
        piece = draw(st.one_of(st.sampled_from(ODD), st.binary(max_size=8), st.just(body[start:end] * 2)))
        body = body[:start] + piece + body[end:]
    return body if draw(st.integers(0, 5)) else body[: draw(st.integers(0, len(body)))]


def texts(*good: bytes) -> st.SearchStrategy[bytes]:
    """Anything at all, and what is nearly right."""
    return st.one_of(st.binary(max_size=200), spoiled(good))
