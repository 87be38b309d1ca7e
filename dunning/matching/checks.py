"""Numbers that prove themselves: creditor references (ISO 11649) and IBANs (ISO 13616), both modulo 97."""

from __future__ import annotations

import re
from collections.abc import Callable

_BASE, _RIGHT = 97, 1
_REFERENCE = re.compile(r"(?<![A-Z0-9])RF\d{2}(?: ?[A-Z0-9]){1,21}(?![A-Z0-9])")
_ACCOUNT = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])")
_FEWEST = 5  # letters of a creditor reference: "RF", its check and one more
_SHORTEST_ACCOUNT = 15  # Norway's
_SHOWN = 4


def is_whole(text: str) -> bool:
    """Whether its check digits, at the third and fourth place, are right. Blanks do not count."""
    bare = "".join(text.split()).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]+", bare, re.ASCII):
        return False
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % _BASE == _RIGHT


def creditor_references(text: str) -> tuple[str, ...]:
    """Every right one in the text, without blanks; what follows one after a blank may be part of it."""
    found = (right for each in _REFERENCE.finditer(text.upper()) for right in _right(each[0], _FEWEST))
    return tuple(dict.fromkeys(found))


def account_in(text: str) -> str | None:
    """The IBAN that the text is, or begins with; `None` where it is none."""
    found = _ACCOUNT.match(text.strip().upper())
    return next(iter(_right(found[0], _SHORTEST_ACCOUNT)), None) if found else None


def without_accounts(text: str) -> str:
    """The text with each IBAN cut down to its last four."""
    return _replaced(text, lambda account: f"...{account[-_SHOWN:]}")


def _replaced(text: str, by: Callable[[str], str]) -> str:
    def change(found: re.Match[str]) -> str:
        right = _right(found[0].upper(), _SHORTEST_ACCOUNT)
        if not right:
            return found[0]
        whole = right[0]
        rest, left = found[0], len(whole)
        while left:
            left -= not rest[0].isspace()
            rest = rest[1:]
        return by(whole) + rest

    return re.sub(_ACCOUNT.pattern, change, text, flags=re.IGNORECASE)


def _right(written: str, fewest: int) -> list[str]:
    """Its beginnings, in whole groups, whose check is right; the longest first."""
    groups = written.split(" ")
    bare = ("".join(groups[:number]) for number in range(len(groups), 0, -1))
    return [each for each in bare if len(each) >= fewest and is_whole(each)]
