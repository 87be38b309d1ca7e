"""What `[ledgers.NAME]` says of a folder of exports: whose books they are, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from connectors.base import Connection, Setting
from connectors.sheets.cells import DateOrder, DecimalMark
from dunning.ledger import Organisation, is_currency

_EXPORT_DAYS: Final = 7
_MOST_DAYS: Final = 366


def _one_of(*values: str) -> Callable[[str], str | None]:
    words = " or ".join(f'"{value}"' for value in values)
    return lambda value: None if value in values else f'must be {words}, not "{value}"'


def _no_currency(value: str) -> str | None:
    return None if is_currency(value) else f'must be the code of a currency such as "GBP", not "{value}"'


def _no_country(value: str) -> str | None:
    is_code = len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()  # noqa: PLR2004  # alpha-2
    return None if is_code else f'must be the code of a country such as "GB", not "{value}"'


def _no_zone(value: str) -> str | None:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "Europe" is a folder, "../x" refused
        return f'must be a time zone such as "Europe/London", not "{value}"'
    return None


def _no_days(value: str) -> str | None:
    is_days = value.isascii() and value.isdigit() and 0 < int(value) <= _MOST_DAYS
    return None if is_days else f'must be a number of days from "1" to "{_MOST_DAYS}", in quotes'


SETTINGS: Final = (
    Setting(name="folder", needed=True, is_path=True),
    Setting(name="company", needed=True),
    Setting(name="currency", needed=True, fault=_no_currency),
    Setting(name="timezone", needed=True, fault=_no_zone),
    Setting(name="country", fault=_no_country),
    Setting(name="dates", fault=_one_of("dmy", "mdy")),
    Setting(name="decimal", fault=_one_of(".", ",")),
    Setting(name="export_days", fault=_no_days),
)


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """How the files are to be read. `dates`, `decimal`: `None` where each cell must say by itself."""

    currency: str
    dates: DateOrder | None
    decimal: DecimalMark | None


def folder_of(connection: Connection) -> Path:
    """Where the exports are."""
    return Path(connection.options["folder"])


def shape_of(connection: Connection) -> Shape:
    """How they are written."""
    return msgspec.convert(
        {name: connection.options.get(name) for name in Shape.__struct_fields__}, type=Shape
    )


def oldest_of(connection: Connection) -> timedelta:
    """How old an export may be that somebody is written to by."""
    return timedelta(days=int(connection.options.get("export_days", _EXPORT_DAYS)))


def organisation_of(connection: Connection) -> Organisation:
    """Whose they are. The company's name, however it is written, is its identity."""
    told = connection.options
    return Organisation(
        provider=connection.provider,
        environment=connection.environment,
        id=" ".join(told["company"].casefold().split()),
        name=told["company"],
        home_currency=told["currency"],
        country=told.get("country"),
        timezone=told["timezone"],
        demo=False,
        own_reminders=None,
    )
