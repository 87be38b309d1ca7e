"""Amounts, dates and names as a reader of that language expects them.

The law it keeps: what comes from a ledger is text on one line and nothing more: no control characters,
no marks that turn the direction of writing, no address that is not http.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency

from dunning.ledger import minor_digits

_MONTH_FIRST = frozenset({"US", "CA", "PH"})
_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)))


def locale_of(country: str | None) -> str:
    """The English of that country: en_US where the month comes first, else en_GB."""
    return "en_US" if country in _MONTH_FIRST else "en_GB"


def money(amount: Decimal, currency: str, locale: str) -> str:
    """The amount with the digits its currency has: "£1,000.00", "JP¥1,000"."""
    digits = minor_digits(currency)
    # CLDR's own digits are for display and drop cents that ledgers keep, so they are given here
    pattern = "¤#,##0" + ("." + "0" * digits if digits else "")
    return format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)


def day(when: date, locale: str) -> str:
    """The date in words: "12 May 2026", "May 12, 2026"."""
    return format_date(when, format="long", locale=locale)


def one_line(text: str) -> str:
    """The text on one line, without control characters or marks that turn the writing."""
    kept = (
        " " if unicodedata.category(mark) in {"Cc", "Zl", "Zp"} else mark
        for mark in text
        if mark not in _TURNS
    )
    return " ".join("".join(kept).split())


def lines(text: str) -> list[str]:
    """The lines of the text that say something, each as `one_line`."""
    return [line for line in map(one_line, text.splitlines()) if line]


def web_address(url: str | None) -> str:
    """The address when it is one of the web, else nothing."""
    trimmed = one_line(url or "")
    return trimmed if trimmed.lower().startswith(("https://", "http://")) and " " not in trimmed else ""


def shortened(text: str, longest: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
