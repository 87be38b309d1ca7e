"""Reading a mapping that a person wrote: every mistake is found, named by its dotted key, and kept.

The law it keeps: reading never stops at the first mistake and never guesses; a value that is wrong
is replaced by its default only so that reading can go on, and the mistake is among `problems`.
Rows of a list are numbered from 1, as a person counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

Problem = tuple[str, str]  # dotted key, text


class Section:
    """One table of the mapping; `problems` is shared with the whole, so that all are told at once."""

    def __init__(self, table: Mapping[str, object], path: str, problems: list[Problem]) -> None:
        self._table = table
        self._path = path
        self.problems = problems
        self._asked: set[str] = set()

    def refuse(self, key: str, text: str) -> None:
        """Note what is wrong with a key; an empty key stands for the table itself."""
        self.problems.append((".".join(part for part in (self._path, key) if part), text))

    @property
    def written(self) -> Mapping[str, object]:
        """The table as the person wrote it."""
        return self._table

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self._asked.add(key)
        return key in self._table

    def names(self) -> tuple[str, ...]:
        """The keys as written, where the person names them freely."""
        self._asked.update(self._table)
        return tuple(self._table)

    def whole(self, key: str, default: int | None, *, least: int = 0, most: int = 3650) -> int:
        """A whole number from `least` to `most`, both included; required where there is no default."""
        value = self._value(key, default)
        if value is None:
            self.refuse(key, "is missing")
        elif isinstance(value, bool) or not isinstance(value, int):
            self.refuse(key, f"must be a whole number, not {_shown(value)}")
        elif value < least:
            self.refuse(key, f"must be {least} or more, not {value}")
        elif value > most:
            self.refuse(key, f"must be {most} or less, not {value}")
        else:
            return value
        return default or least

    def flag(self, key: str, *, default: bool) -> bool:
        """Either true or false."""
        value = self._value(key, default)
        if isinstance(value, bool):
            return value
        self.refuse(key, f"must be true or false, not {_shown(value)}")
        return default

    def text(self, key: str, default: str | None, *, longest: int = 60) -> str:
        """One line of text; required where there is no default."""
        value = self._value(key, default)
        if value is None:
            self.refuse(key, "is missing")
        elif not isinstance(value, str):
            self.refuse(key, f"must be text in quotes, not {_shown(value)}")
        elif not value.strip() or not value.isprintable():
            self.refuse(key, "must not be empty, and stand on one line")
        elif len(value) > longest:
            self.refuse(key, f"must be {longest} characters or fewer, not {len(value)}")
        else:
            return value.strip()
        return default or ""

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        value = self._value(key, default)
        if isinstance(value, str) and value in allowed:
            return value
        self.refuse(key, f"must be {_or(allowed)}, not {_shown(value)}{_meant(value, allowed)}")
        return default

    def choices(self, key: str, allowed: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
        """Some of the allowed words, at least one, in the order in which they are allowed."""
        value = self._value(key, list(default))
        if not isinstance(value, list) or not value:
            self.refuse(key, f"must be a list of {_or(allowed)}, not {_shown(value)}")
            return tuple(default)
        for each in value:
            if each not in allowed:
                self.refuse(key, f"must hold only {_or(allowed)}, not {_shown(each)}{_meant(each, allowed)}")
        return tuple(each for each in allowed if each in value)

    def amount(self, key: str, default: Decimal) -> Decimal:
        """An amount of money, zero or more, as text or a whole number; never a float."""
        value = self._value(key, default)
        amount = _decimal(value)
        if amount is None:
            self.refuse(key, f'must be an amount in quotes such as "10.00", not {_shown(value)}')
            return default
        if amount < 0:
            self.refuse(key, f"must not be negative, not {_shown(value)}")
            return default
        return amount

    def clock(self, key: str, default: time) -> time:
        """A time of day, "HH:MM" or TOML's own."""
        value = self._value(key, default)
        if isinstance(value, str):
            try:
                value = time.fromisoformat(value)
            except ValueError:
                self.refuse(key, f'must be a time such as "08:00", not {_shown(value)}')
                return default
        if isinstance(value, time) and value.tzinfo is None:
            return value
        self.refuse(key, f'must be a time such as "08:00", not {_shown(value)}')
        return default

    def day(self, key: str) -> date:
        """A date, required: TOML's own or "2026-01-31"; `date.min` where it is wrong."""
        value = self._value(key, None)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.refuse(key, "must be a date such as 2026-01-31" if key in self._table else "is missing")
        return date.min

    def words(self, key: str, *, longest: int = 100) -> tuple[str, ...]:
        """A list of single lines of text; empty where it is absent."""
        value = self._value(key, [])
        if isinstance(value, list) and all(
            isinstance(one, str) and one.strip() and one.isprintable() and len(one) <= longest
            for one in value
        ):
            return tuple(one.strip() for one in value)
        self.refuse(key, 'must be a list of words in quotes, such as ["one", "two"]')
        return ()

    def section(self, key: str) -> Section:
        """A table within this one; empty where it is absent."""
        return self._below(self._value(key, {}), key)

    def rows(self, key: str) -> tuple[Section, ...]:
        """A list of tables."""
        value = self._value(key, [])
        if not isinstance(value, list):
            self.refuse(key, f"must be a list of tables, not {_shown(value)}")
            return ()
        rows = []
        for number, row in enumerate(value, 1):
            if isinstance(row, Mapping):
                rows.append(self._below(row, f"{key}.{number}"))
            else:
                self.refuse(f"{key}.{number}", f"must be a table, not {_shown(row)}")
        return tuple(rows)

    def close(self) -> None:
        """Refuse every key that was not asked for."""
        for key in self._table:
            if key not in self._asked:
                self.refuse(str(key), f"is not known{_meant(key, sorted(self._asked))}")

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self._table.get(key, default)

    def _below(self, value: object, key: str) -> Section:
        path = f"{self._path}.{key}" if self._path else key
        if not isinstance(value, Mapping):
            self.refuse(key, f"must be a table, not {_shown(value)}")
            value = {}
        return Section(value, path, self.problems)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:40]}"'
    return str(value)[:40] if isinstance(value, int | float | Decimal | time) else f"a {type(value).__name__}"


def _or(words: Iterable[str]) -> str:
    *first, last = [f'"{word}"' for word in words]
    return f"{', '.join(first)} or {last}" if first else last


def _meant(value: object, known: Sequence[str]) -> str:
    close = get_close_matches(value, known, n=1) if isinstance(value, str) else []
    return f'; did you mean "{close[0]}"?' if close else ""


def merged(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """`under` with `over` laid upon it, table by table; lists are replaced as a whole."""
    both = dict(under)
    for key, value in over.items():
        below = both.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            both[key] = merged(below, value)
        else:
            both[key] = value
    return both


def dotted(mapping: Mapping[str, object], before: str = "") -> Iterator[str]:
    """The dotted keys of everything in it that is no table."""
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            yield from dotted(value, f"{before}{key}.")
        else:
            yield f"{before}{key}"
