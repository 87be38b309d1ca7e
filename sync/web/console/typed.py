"""What people type into forms, read: amounts, days, times. What cannot be read is named as it stands.

Refusals that commands give are told without the command line's words, which nobody reading a page can use.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from sync.commands import ActError

_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_DIGITS: Final = 7
_CONFIRM: Final = re.compile(r"state it with confirm-books")
_CONFIRMED: Final = "state that all is booked"
_IN_BRACKETS: Final = re.compile(r"\s*\((?:duesync |--)[^()]*(?:\([^()]*\)[^()]*)*\)")
_HINTS: Final = (  # what the command line adds to a refusal or a reason, and what is said of it here
    (_CONFIRM, _CONFIRMED),
    (re.compile(r"\s*\(confirm-books\)"), ""),
    (re.compile(r"; add --excess to leave .* as credit"), ", unless the rest is to stay with them as credit"),
    (_IN_BRACKETS, ""),
    (re.compile(r"[:;,]? (?:see |run:? |with )?duesync [^;]*(?=;|$)"), ""),
    (re.compile(r",? ?(?:or )?raise \w+ in \[policy\.\w+\]"), ""),
    (re.compile(r"\s*\(\w+ in \[policy\.\w+\]\)"), ""),
    (re.compile(r":? ?(?:with )?--\w[\w-]*(?: [A-Z]+\b)*(?:,? and --?\w[\w-]*)*"), ""),
)
_IN_ONE_WORD: Final = re.compile(r'"[a-z]+(?:_[a-z]+)+"')  # a level, as policies name them
_TODAY: Final = "look under Today"
_PLACES: Final = {  # where the console has what a command does
    "approve": _TODAY,
    "letter": _TODAY,
    "online": _TODAY,
    "replies": _TODAY,
    "reply": _TODAY,
    "uncertain": _TODAY,
    "sort": "look under Old debt",
    "sync": "press Run it now",
    "connect": "press Link it anew",
    "unlink": "press Unlink it",
}
_COMMAND: Final = re.compile(
    r"(?: with)?(?P<before>[:;]) (?:(?:run again|run|then):? )?duesync (?P<command>"
    + "|".join(_PLACES)
    + r")\b[^;,.()]*"
)


def an_amount(text: str) -> Decimal | None:
    """An amount as people write it; `None` for nothing. "12,50" could mean two things, so it is refused.

    Raises `ActError`.
    """
    written = text.strip().lstrip("£$€").strip()
    if not written:
        return None
    if not _AMOUNT.fullmatch(written):
        msg = f"{text!r} is not an amount such as 120.50 or 1,250.00"
        raise ActError(msg)
    return Decimal(written.replace(",", ""))


def the_amount(text: str) -> Decimal:
    """As above, where there must be one."""
    found = an_amount(text)
    if found is None:
        msg = "give the amount"
        raise ActError(msg)
    return found


def a_day(text: str) -> date | None:
    """A calendar date, `None` for nothing. Raises `ActError`."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a date: write it as 2026-11-30"
        raise ActError(msg) from None


def the_day(text: str) -> date:
    """As above, where there must be one."""
    found = a_day(text)
    if found is None:
        msg = "give the day"
        raise ActError(msg)
    return found


def a_moment(text: str) -> datetime | None:
    """A date with its time, as the ledger's clocks show it, and so without a zone. Raises `ActError`."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a moment: write it as 2026-11-30T14:30"
        raise ActError(msg) from None


def some_hours(opens: str, until: str) -> tuple[time, time] | None:
    """Both, or none. Raises `ActError`."""
    if not opens and not until:
        return None
    try:
        return time.fromisoformat(opens), time.fromisoformat(until)
    except ValueError:
        msg = "give both hours, as 09:00 and 12:00"
        raise ActError(msg) from None


def a_page(text: str) -> int:
    """The number of a page, 1 for what is none."""
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


def in_console(text: str) -> str:
    """What `duesync status` tells, with the console's own words where it has what a command does.

    A command that has no place here stays: who runs the machine types it.
    """
    text = _CONFIRM.sub(_CONFIRMED, _in_words(text))
    return _COMMAND.sub(lambda found: f"{found['before']} {_PLACES[found['command']]}", text)


def done_here(text: str) -> str:
    """What was done, as a page tells it: without the command that goes on from there."""
    return _IN_BRACKETS.sub("", _in_words(text))


def without_commands(text: str) -> str:
    """A refusal or reason as a page tells it: what is wrong, and nothing to be typed."""
    text = _in_words(text)
    for hint, instead in _HINTS:
        text = hint.sub(instead, text)
    told = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split())).rstrip(" ,;:")
    begins = told[:1] if told.startswith("http") else told[:1].upper()  # an address stays as it was typed
    return f"{begins}{told[1:]}{'' if told.endswith(('.', '?', '!')) else '.'}"


def _in_words(text: str) -> str:
    """Levels are told as on all pages: "second reminder"."""
    return _IN_ONE_WORD.sub(lambda found: found.group().replace("_", " "), text)
