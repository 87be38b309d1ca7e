"""What may become of old debt, as a person types it, on the command line or in a cell of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from dunning.policy import Policy
from sync.commands.targets import ActError

Kind = Literal["confirm", "level", "plan", "dispute", "paid", "exclude", "write-off", "time-barred"]
KINDS: dict[Kind, str] = {
    "confirm": "the balance is confirmed first, then the procedure follows",
    "level": 'the procedure begins there: "level 2" or "level firm"',
    "plan": 'instalments were agreed: "plan 2026-12-08=100.00 2027-01-08=100.00"',
    "dispute": 'they do not owe it: "dispute wrong price"',
    "paid": 'they say it is paid: "paid 2026-11-20 TX-9", day and reference where known',
    "exclude": "the customer is never followed up",
    "write-off": "it is to be written off in the ledger; nothing is asked",
    "time-barred": "it may be enforced no more; nothing is asked, or written",
}
_MEANT: dict[str, Kind] = {
    "balance confirmation": "confirm",
    "confirmation": "confirm",
    "already paid": "paid",
    "instalments": "plan",
    "disputed": "dispute",
    "excluded": "exclude",
    "write off": "write-off",
    "time barred": "time-barred",
}
_BARE: tuple[Kind, ...] = ("confirm", "exclude", "write-off", "time-barred")


@dataclass(frozen=True, slots=True)
class Choice:
    """`rest`: what is said behind the word: a level, instalments, a reason, a day."""

    kind: Kind
    rest: str


def read_choice(text: str) -> Choice:
    """The choice that a text says. Raises `ActError`, which says what there is."""
    words = " ".join(text.replace("_", "-").split()) if "=" not in text else " ".join(text.split())
    lowered = words.casefold()
    known: dict[str, Kind] = {**dict(zip(KINDS, KINDS, strict=True)), **_MEANT}
    for called in sorted(known, key=len, reverse=True):
        if lowered == called or lowered.startswith((f"{called} ", f"{called}:")):
            kind = known[called]
            rest = " ".join(text.split())[len(called) :].lstrip(": ").strip()
            if rest and kind in _BARE:
                msg = f'"{kind}" stands alone; what else you have to say is its note, not "{rest}"'
                raise ActError(msg)
            return Choice(kind, rest)
    msg = f'"{words[:40]}" is no choice; there are: {", ".join(KINDS)}'
    raise ActError(msg)


def the_level(rest: str, policy: Policy) -> str:
    """The name of the level that was meant, by its number or its name. Raises `ActError`."""
    names = [level.name for level in policy.levels]
    if rest in names:
        return rest
    if rest.isascii() and rest.isdigit() and 1 <= int(rest) <= len(names):
        return names[int(rest) - 1]
    there = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
    msg = f'say at which level it begins, by number or name, not "{rest}"; there are: {there}'
    raise ActError(msg)


def the_parts(rest: str) -> list[tuple[date, Decimal]]:
    """The instalments. Raises `ActError`."""
    parts: list[tuple[date, Decimal]] = []
    for part in re.split(r"[\s;]+", rest):
        day, _, amount = part.partition("=")
        try:
            parts.append((date.fromisoformat(day), Decimal(amount)))
        except (ValueError, InvalidOperation):
            msg = f'"{part}" is no instalment such as 2026-12-08=100.00'
            raise ActError(msg) from None
    return parts


def the_payment(rest: str) -> tuple[date | None, str]:
    """The day on which they say they paid, where it is said, and the reference. Raises `ActError`."""
    first, _, reference = rest.partition(" ")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", first):
        return None, rest
    try:
        return date.fromisoformat(first), reference.strip()
    except ValueError:
        msg = f'"{first}" is no date'
        raise ActError(msg) from None
