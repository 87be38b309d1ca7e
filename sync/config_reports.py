"""`[ledgers.NAME.reports]` and `[branding]`, read: who gets a week's figures; whose name is on reports."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import msgspec

from sync.config_table import Table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DEFAULT_AT = time(8)


class ReportSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`weekly_to`: addresses that get the week's figures, none for no mail.

    On that weekday (Monday is 0), from that time on, in the ledger's own time zone.
    """

    weekly_to: tuple[str, ...]
    weekly_day: int
    weekly_at: time


class Branding(msgspec.Struct, frozen=True, kw_only=True):
    """The bookkeeper's: `name` and `logo`, a PNG or JPEG file, stand on reports; `None`: nothing does."""

    name: str | None
    logo: Path | None


def read_reports(table: Table) -> ReportSettings:
    """Its mistakes are noted in the table's problems."""
    settings = ReportSettings(
        weekly_to=table.emails("weekly_to"),
        weekly_day=WEEKDAYS.index(table.choice("weekly_day", WEEKDAYS, WEEKDAYS[0])),
        weekly_at=table.clock("weekly_at", DEFAULT_AT),
    )
    table.close()
    return settings


def read_branding(table: Table, folder: Path) -> Branding:
    """Its mistakes are noted in the table's problems; a logo that is not there is told when it is needed."""
    logo = table.maybe("logo", longest=1000)
    if logo is not None and Path(logo).suffix.lower() not in (".png", ".jpg", ".jpeg"):
        table.refuse("logo", "must be a PNG or JPEG file: logo.png")
    settings = Branding(
        name=table.maybe("name"), logo=None if logo is None else folder / Path(logo).expanduser()
    )
    table.close()
    return settings
