"""What stands in a form of a customer's page: amounts, days and choices, as somebody typed them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from dunning.intents.sums import amount_of
from sync.portal.refusing import NotThat, Why

# A figure, with a currency's sign or letters before or behind it.
_FIGURE = re.compile(r"[^\d-]{0,5}([0-9](?:[., '\u202f\u00a0\u2019]?[0-9]){0,14})[^\d-]{0,5}")


def amount_in(written: str) -> Decimal | None:
    """The amount, whichever sign stands before its decimals; `None`: all. Raises `NotThat`."""
    if not written:
        return None
    found = _FIGURE.fullmatch(written)
    if found is None:
        raise NotThat(Why.AMOUNT)
    return amount_of(found[1].replace("\u2019", ""))


def day_in(written: str) -> date:
    """The day, as a date field sends it. Raises `NotThat`."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotThat(Why.DAY) from None


def number_in(written: str) -> int:
    """A small whole number. Raises `NotThat`."""
    if not re.fullmatch(r"\d{1,3}", written):
        raise NotThat(Why.PARTS)
    return int(written)
