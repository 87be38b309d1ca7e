"""Xero's dates: `/Date(ms+zone)/`, ISO text, and the clock Xero answers by.

The law: a calendar date comes as midnight UTC, and its UTC date is taken, never a local one (Xero's
own library once lost a day that way); where it comes as midnight of a written zone, it is that
zone's date. An instant is aware and in UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN = 14  # digits of milliseconds that cannot leave the calendar
_MICROSOFT = re.compile(r"^\\?/Date\((?P<ms>-?\d{1,18})(?P<zone>[+-]\d{4})?\)\\?/$")
_ISO = re.compile(
    r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?P<part>[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$"
)


def instant(text: str) -> datetime:
    """The instant in `text`, aware and in UTC; no zone means UTC. `ValueError` when it is no time."""
    written = text[6:-7]
    if (
        text.startswith("/Date(")
        and text.endswith("+0000)/")
        and written.isdecimal()
        and len(written) <= _PLAIN
    ):
        seconds, rest = divmod(int(written), 1000)
        return _EPOCH + timedelta(0, seconds, rest * 1000)
    text = text.strip()
    try:
        if match := _MICROSOFT.match(text):
            # The zone only says where it was written; the milliseconds count from 1970 UTC already.
            return _EPOCH + timedelta(milliseconds=int(match["ms"]))
        if match := _ISO.match(text):
            part = match["part"]  # .NET writes seven digits; Python reads six
            found = datetime.fromisoformat(text.replace(part, f".{part[1:7]:0<6}") if part else text)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        msg = f"{text!r} is not a date"
        raise ValueError(msg) from error
    msg = f"{text!r} is not a date"
    raise ValueError(msg)


def day(readable: str | None, microsoft: str | None) -> date | None:
    """The calendar date, from `DateString` where there is one, else from `Date`; `None` when neither.

    `ValueError` when what there is cannot be read.
    """
    if readable and _ISO.match(readable.strip()):
        return date.fromisoformat(readable.strip()[:10])
    for text in (microsoft, readable):
        if text and text.strip():
            return _at_midnight(text)
    return None


def _at_midnight(text: str) -> date:
    try:
        return (instant(text) + _zone_of_midnight(text)).date()
    except OverflowError as error:
        msg = f"{text!r} is not a date"
        raise ValueError(msg) from error


def _zone_of_midnight(text: str) -> timedelta:
    """The zone in which `text` is a midnight, when it is none in UTC: `/Date(1426849200000+1300)/`."""
    match = _MICROSOFT.match(text.strip())
    if not match or not match["zone"] or int(match["ms"]) % 86_400_000 == 0:
        return timedelta(0)
    zone = match["zone"]
    return timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
