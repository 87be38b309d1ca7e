"""What was found of a sending domain, as a person reads it: what it is, what to write, and where."""

from __future__ import annotations

from typing import Literal

import msgspec


class Told(msgspec.Struct, frozen=True):
    """One thing looked at. `about`: the domain and what of it."""

    level: Literal["ok", "warn"]
    about: str
    text: str


def ok(about: str, text: str) -> Told:
    """It is as it should be."""
    return Told("ok", about, text)


def warn(about: str, text: str) -> Told:
    """Messages may be refused, or end among what nobody reads."""
    return Told("warn", about, text)


def tags(record: str) -> dict[str, str]:
    """A record of `name=value` parts, as DKIM and DMARC have them; names in small letters."""
    found: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            found.setdefault(name.strip().lower(), "".join(value.split()))
    return found
