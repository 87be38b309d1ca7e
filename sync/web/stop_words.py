"""What the page for stopping says, in the customer's language; English to everybody else.

The law: it names the firm that wrote, and nothing of whoever reads it, for messages are passed on.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

_DEFAULT = "en"


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`{firm}` and `{contact}` stand for the firm and its e-mail address."""

    title: str
    asked: str
    what: str
    button: str
    done: str
    then: str


@cache
def every() -> dict[str, Words]:
    """By language."""
    written = resources.files("sync.web").joinpath("stop_words.toml").read_bytes()
    return msgspec.toml.decode(written, type=dict[str, Words])


def words_in(language: str) -> tuple[str, Words]:
    """The language of the page, and its words; `language`: BCP 47."""
    short = language.partition("-")[0].lower()
    return (short, every()[short]) if short in every() else (_DEFAULT, every()[_DEFAULT])
