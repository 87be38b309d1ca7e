"""A dossier's words in its reader's language. The English text is its own key; another language has a table.

What comes from the engine (reasons, rules, citations) stays as it was recorded.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel.dates import format_date

from dunning.letters import wording

LANGUAGES = {"en": "en_GB", "de": "de_DE"}
_OWN = "en"


@cache
def table(language: str) -> dict[str, str]:
    """English text -> the same in that language; none for English itself."""
    if language == _OWN:
        return {}
    return tomllib.loads((resources.files(__name__) / f"{language}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """`language`: one of `LANGUAGES`."""

    language: str

    def __call__(self, text: str, /, **facts: object) -> str:
        """The text with its facts; in English where the table has no other."""
        return table(self.language).get(text, text).format(**facts)

    @property
    def locale(self) -> str:
        """As Babel names it."""
        return LANGUAGES[self.language]

    def money(self, amount: Decimal, currency: str) -> str:
        """With the currency's sign."""
        return wording.money(amount, currency, self.locale)

    def percent(self, rate: Decimal) -> str:
        """A rate."""
        return wording.percent(rate, self.locale)

    def day(self, when: date | None) -> str:
        """The date in words."""
        return self("not known") if when is None else wording.day(when, self.locale)

    def short(self, when: date | None) -> str:
        """The date as a table has it."""
        return "" if when is None else format_date(when, format="medium", locale=self.locale)

    def moment(self, when: datetime | None, zone: ZoneInfo) -> str:
        """Date and time there."""
        if when is None:
            return ""
        local = when.astimezone(zone)
        return f"{self.short(local.date())} {local:%H:%M}"

    def instant(self, when: datetime | None, zone: ZoneInfo) -> str:
        """To the second, in UTC and there."""
        if when is None:
            return self("not known")
        return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC ({self.moment(when, zone)} {zone.key})"
