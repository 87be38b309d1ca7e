"""The kinds of value that config.toml holds beyond a policy's: secrets, addresses, hours, places.

The law is that of `dunning.reading`: reading goes on to the end and every mistake is kept with its
dotted key and what to do. And one more: what stands where a secret belongs is never repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from difflib import get_close_matches
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from connectors.errors import Refused
from connectors.mail.mailbox import mailbox
from dunning.reading import Section


class Table(Section):
    """One table of config.toml. A method whose default is `None` gives `None` for what is absent."""

    def table(self, key: str) -> Table:
        """A table within this one; empty where it is absent."""
        return Table(self.raw(key), self._dotted(key), self.problems)

    def raw(self, key: str) -> dict[str, object]:
        """The table as written, for a reader of its own; empty where it is absent or is none."""
        value = self._value(key, {})
        if isinstance(value, Mapping):
            return dict(value)
        self.refuse(key, f"must be a table: [{self._dotted(key)}]")
        return {}

    def tables(self) -> tuple[str, ...]:
        """The names of the tables within this one, where the person names them freely."""
        found = []
        for name in self.names():
            if isinstance(self._value(name, None), Mapping):
                found.append(name)
            else:
                self.refuse(name, f"must be a table: [{self._dotted(name)}]")
        return tuple(found)

    def needed(self, key: str, *, longest: int = 200) -> str:
        """One line of text that must be there."""
        return self.text(key, None, longest=longest)

    def word(self, key: str) -> str:
        """The text as it is written, nothing refused; "" where there is none."""
        value = self._value(key, "")
        return value if isinstance(value, str) else ""

    def maybe(self, key: str, *, longest: int = 200) -> str | None:
        """One line of text, or `None` where it is absent or left empty."""
        return self.text(key, None, longest=longest) if self._filled(key) else None

    def lines(self, key: str, default: str, *, longest: int = 2000) -> str:
        """Text of any number of lines, without blanks around it."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.refuse(key, 'must be text in quotes; several lines stand between """ and """')
        elif len(value) > longest:
            self.refuse(key, f"must be {longest} characters or fewer, not {len(value)}")
        elif not all(line.isprintable() for line in value.replace("\t", " ").splitlines()):
            self.refuse(key, "must hold no control characters")
        else:
            return value.strip()
        return default

    def secret(self, key: str, *, needed: bool) -> str | None:
        """A secret or the reference to one, as written; never shown in a problem."""
        if not needed and not self._filled(key):
            return None
        value = self._value(key, None)
        if value is None:
            self.refuse(key, 'is missing; write "env:NAME", "file:PATH" or "keyring:NAME"')
        elif not isinstance(value, str) or not value.strip() or not value.isprintable():
            self.refuse(key, 'must be text in quotes: "env:NAME", "file:PATH", "keyring:NAME" or the secret')
        else:
            return value.strip()
        return "" if needed else None

    def seconds(self, key: str, default: float, *, most: int) -> float:
        """A length of time in seconds, more than 0."""
        value = self._value(key, default)
        if (
            isinstance(value, int | float | Decimal)
            and not isinstance(value, bool)
            and 0 < float(value) <= most
        ):
            return float(value)
        self.refuse(key, f"must be a number of seconds, more than 0 and at most {most}")
        return default

    def email(self, key: str, *, needed: bool = False) -> str | None:
        """A bare mail address."""
        if not needed and not self._filled(key):
            return None
        written = self.needed(key, longest=254)
        if not written:
            return "" if needed else None
        try:
            if mailbox(written, key).name or "<" in written:
                self.refuse(key, 'must be the bare address, "accounts@example.com", without a name')
        except Refused:
            self.refuse(key, f'must be a mail address such as "accounts@example.com", not "{written[:60]}"')
        return written

    def emails(self, key: str) -> tuple[str, ...]:
        """Bare mail addresses; none where it is absent."""
        numbered = {str(number): each for number, each in enumerate(self.words(key, longest=254), 1)}
        rows = Table(numbered, self._dotted(key), self.problems)
        return tuple(rows.email(number, needed=True) or "" for number in numbered)

    def web_address(self, key: str, default: str) -> str:
        """An http or https address."""
        written = self.text(key, default, longest=500)
        try:
            parts = urlsplit(written)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound:
            self.refuse(key, f'must be a web address such as "https://example.com/", not "{written[:80]}"')
        return written

    def times(self, key: str, default: tuple[time, ...]) -> tuple[time, ...]:
        """Times of day, in order, each once; `default` where it is absent."""
        if not self.has(key):
            return default  # the same, and not a copy for each of thousands of ledgers
        value = self._value(key, [])
        if not isinstance(value, list) or not value:
            self.refuse(key, 'must be a list of times such as ["08:30", "13:00"]')
            return default
        numbered = {str(number): each for number, each in enumerate(value, 1)}
        rows = Table(numbered, self._dotted(key), self.problems)
        return tuple(sorted({rows.clock(number, time(8, 30)) for number in numbered}))

    def timezone(self, key: str, default: str) -> str:
        """An IANA time zone by its name."""
        name = self.text(key, default, longest=64)
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # "Europe" is a folder, "../x" refused
            near = get_close_matches(name, available_timezones(), n=1, cutoff=0.5)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            self.refuse(key, f'must be a time zone such as "Europe/London", not "{name}"{hint}')
            return default
        return name

    def _filled(self, key: str) -> bool:
        return self._value(key, "") != ""

    def _dotted(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key
