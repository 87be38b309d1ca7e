"""Dates in words, the same on every machine: no locale of the process has a say in them."""

from __future__ import annotations

from datetime import date

_MONTHS = """January February March April May June July August September October November
    December""".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def in_words(day: date) -> str:
    """The date as a bookkeeper reads it: "12 May 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """The date with its weekday: "Tuesday 12 May 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {in_words(day)}"


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 invoice", "3 invoices"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
