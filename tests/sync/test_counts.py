"""Counts as people say them."""

from __future__ import annotations

from sync.cli.session import count


def test_what_stands_after_the_noun_is_not_in_the_plural() -> None:
    assert [count(1, "message", "done"), count(2, "message", "done"), count(0, "hold")] == [
        "1 message done", "2 messages done", "0 holds",
    ]  # fmt: skip
