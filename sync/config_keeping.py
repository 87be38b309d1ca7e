"""What config.toml says of keeping: audit heads, the daily backup, and how long what is kept."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sync.config_table import Table

DEFAULT_HEADS = "audit-heads.txt"
DEFAULT_ERASED = "erased.jsonl"
_MOST_YEARS, _MOST_MONTHS, _MOST_DAYS = 100, 1200, 36500
_MOST_KEPT = 1000


class RetentionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How long what is kept that nothing needs any more.

    `evidence_years`: after the last that was done about a customer who owes nothing: what was sent,
    said and agreed. `decisions_months`: decisions by which nothing went, and the accounts they rested
    on. `versions_months`: earlier versions of what was pulled. `unreadable_days`: the text of rows that
    could not be read, the words of the bank's lines for which nothing was entered, and settled messages
    that came in and were nobody's.
    `runs_months`: what each run came to.
    """

    evidence_years: int
    decisions_months: int
    versions_months: int
    unreadable_days: int
    runs_months: int


class BackupSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`hour`: of the day in the worker's time zone. `keep`: how many are kept, the newest."""

    folder: Path
    hour: int
    keep: int


class KeepingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`heads`: the file that the worker adds each day's heads to. `erased`: marks of who was erased.

    `None`: no such file; of `backup`: none is made daily.
    """

    heads: Path | None
    erased: Path | None
    backup: BackupSettings | None
    retention: RetentionSettings


def read_keeping(top: Table, folder: Path) -> KeepingSettings:
    """`[audit]`, `[backup]` and `[retention]`, their mistakes noted in the table's problems."""
    audit, times = top.table("audit"), top.table("retention")
    heads = audit.maybe("heads", longest=1000) if audit.has("heads") else DEFAULT_HEADS
    erased = times.maybe("erased", longest=1000) if times.has("erased") else DEFAULT_ERASED
    retention = RetentionSettings(
        evidence_years=times.whole("evidence_years", 6, least=1, most=_MOST_YEARS),
        decisions_months=times.whole("decisions_months", 24, least=1, most=_MOST_MONTHS),
        versions_months=times.whole("versions_months", 72, least=1, most=_MOST_MONTHS),
        unreadable_days=times.whole("unreadable_days", 90, least=1, most=_MOST_DAYS),
        runs_months=times.whole("runs_months", 24, least=1, most=_MOST_MONTHS),
    )
    audit.close()
    times.close()
    return KeepingSettings(
        heads=folder / Path(heads).expanduser() if heads else None,
        erased=folder / Path(erased).expanduser() if erased else None,
        backup=_backup(top.table("backup"), folder),
        retention=retention,
    )


def _backup(table: Table, folder: Path) -> BackupSettings | None:
    named = table.maybe("folder", longest=1000)
    hour, keep = table.whole("hour", 3, least=0, most=23), table.whole("keep", 7, least=1, most=_MOST_KEPT)
    table.close()
    if named is None:
        return None
    return BackupSettings(folder=folder / Path(named).expanduser(), hour=hour, keep=keep)
