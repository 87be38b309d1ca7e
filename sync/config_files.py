"""Files of settings: read as TOML, and every mistake in one told at once with its dotted key."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from dunning.reading import Problem


class ConfigError(Exception):
    """The settings can't be used. `problems`: every mistake, as (dotted key, what to do)."""

    def __init__(self, problems: tuple[Problem, ...], *, file: str = "config.toml") -> None:
        self.problems = problems
        lines = [f"{key} {text}" if key else text for key, text in problems]
        head = f"{file}: " if len(lines) == 1 else f"{file} has {len(lines)} mistakes:\n  "
        super().__init__(head + "\n  ".join(lines))


def toml_in(path: Path) -> dict[str, object]:
    """What that file says. Raises `ConfigError`, which names it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Windows' Notepad puts a byte order mark first
        written = tomllib.loads(text, parse_float=Decimal)
    except FileNotFoundError:
        raise ConfigError((("", "is not there; `duesync init` makes one"),), file=str(path)) from None
    except OSError as failed:
        raise ConfigError((("", f"can't be read: {failed.strerror}"),), file=str(path)) from failed
    except UnicodeDecodeError as bad:
        raise ConfigError((("", "is not UTF-8 text; save it as UTF-8"),), file=str(path)) from bad
    except tomllib.TOMLDecodeError as bad:
        raise ConfigError((("", f"is not TOML: {bad}"),), file=str(path)) from bad
    except ValueError as bad:  # Python's own, of numbers of thousands of digits
        raise ConfigError((("", "is not TOML: a number in it is too long"),), file=str(path)) from bad
    except RecursionError:  # its cause is a thousand lines of the same
        raise ConfigError(
            (("", "is not TOML: brackets within brackets without end"),), file=str(path)
        ) from None
    return written
