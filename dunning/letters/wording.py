"""Amounts, dates and names as a reader of that language expects them.

The law it keeps: what comes from a ledger is text on one line and nothing more: no control characters,
no marks that turn the direction of writing, no address that is not http.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_percent

from dunning.ledger import minor_digits

_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)))

ALIKE = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2026": "...",
    }
    | {"\u2013": "-", "\u2011": "-"}
)
"""Marks of print by those of the GSM alphabet that look alike."""


def money(amount: Decimal, currency: str, locale: str) -> str:
    """The amount with the digits its currency has: "£1,000.00", "JP¥1,000", "1.000,00 €"."""
    pattern = _pattern(locale, minor_digits(currency))
    return format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)


@lru_cache(maxsize=64)
def _pattern(locale: str, digits: int) -> str:
    """Where the locale puts the sign; CLDR's own digits drop cents that ledgers keep, so they are set."""
    usual = Locale.parse(locale).currency_formats["standard"].pattern
    return re.sub(r"\.0+", "." + "0" * digits if digits else "", usual)


@lru_cache(maxsize=1024)
def day(when: date, locale: str) -> str:
    """The date in words: "12 May 2026", "May 12, 2026", "12. Mai 2026"."""
    told = format_date(when, format="long", locale=locale)
    # CLDR writes "1 mai", a French letter "1er mai"
    return f"1er{told[1:]}" if locale.startswith("fr") and when.day == 1 else told


def percent(rate: Decimal, locale: str) -> str:
    """The per cent as they are written there: "11.75%", "11,75 %"."""
    usual = Locale.parse(locale).percent_formats[None].pattern
    return format_percent(rate / 100, format=usual.replace("0", "0.####"), locale=locale)


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


def written_lines(text: str) -> list[str]:
    """What a person wrote, line by line, each as `one_line`; paragraphs parted by one empty line."""
    kept: list[str] = []
    for line in map(one_line, text.strip().splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept


def web_address(url: str | None) -> str:
    """The address when it is one of the web, else nothing."""
    trimmed = one_line(url or "")
    return trimmed if trimmed.lower().startswith(("https://", "http://")) and " " not in trimmed else ""


def shortened(text: str, longest: int) -> str:
    """The text, cut with an ellipsis where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
