"""What a customer's own page says, in the five languages of the letters; English to everybody else."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

Words = dict[str, str]


@cache
def words_in(language: str) -> Words:
    """By name, in that language."""
    written = resources.files("sync.web.portal").joinpath("words", f"{language}.toml").read_bytes()
    return msgspec.toml.decode(written, type=dict[str, str])
