"""The law's files: rule packs and rates read from the package, and cases of law judged by them.

Nothing here judges. A pack that cannot be read stops the program: to go on without a law is no choice
of ours.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from pathlib import Path

from dunning.law.limitation import Limitation, read_limitations
from dunning.law.pack import Pack, PackError, read_pack
from dunning.law.rates import Rate, read_rates
from dunning.law.vectors import COLUMNS, HOUSE, Judged, check
from sync.errors import DuesyncError


class LawError(DuesyncError):
    """A file of law, or of cases of law, cannot be used; says which line or rule, and why."""

    exit_code = 2


@lru_cache(maxsize=1)
def packs() -> tuple[Pack, ...]:
    """Every rule pack that is shipped. Raises `LawError`."""
    folder = resources.files("dunning.law") / "packs"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda one: one.name
    )
    try:
        return tuple(
            read_pack(tomllib.loads(each.read_text("utf-8"), parse_float=Decimal), each.name)
            for each in files
        )
    except (PackError, tomllib.TOMLDecodeError) as error:
        msg = f"a rule pack cannot be used: {error}"
        raise LawError(msg) from error


@lru_cache(maxsize=1)
def rates() -> tuple[Rate, ...]:
    """The reference rates that are shipped. Raises `LawError`."""
    text = (resources.files("dunning.law") / "rates.toml").read_text("utf-8")
    try:
        return read_rates(tomllib.loads(text, parse_float=Decimal), "rates.toml")
    except (PackError, tomllib.TOMLDecodeError) as error:
        msg = f"the rates cannot be used: {error}"
        raise LawError(msg) from error


@lru_cache(maxsize=1)
def limitations() -> tuple[Limitation, ...]:
    """The limitation periods that are shipped. Raises `LawError`."""
    text = (resources.files("dunning.law") / "limitations.toml").read_text("utf-8")
    try:
        return read_limitations(tomllib.loads(text), "limitations.toml")
    except (PackError, tomllib.TOMLDecodeError) as error:
        msg = f"the limitation periods cannot be used: {error}"
        raise LawError(msg) from error


@lru_cache(maxsize=1)
def by_country() -> dict[str, tuple[Pack, ...]]:
    """The packs in force by country code, without our own limits, which are the policy's."""
    found: defaultdict[str, list[Pack]] = defaultdict(list)
    for pack in packs():
        for country in dict.fromkeys(place.split("-")[0] for place in pack.scope.debtor_place):
            if pack.pack.id != HOUSE and pack.pack.status != "pending":
                found[country].append(pack)
    return {country: tuple(each) for country, each in sorted(found.items())}


@lru_cache(maxsize=1)
def version() -> str:
    """Names the content of packs, rates and limitation periods: another content, another version."""
    return hashlib.blake2b(repr((packs(), rates(), limitations())).encode(), digest_size=6).hexdigest()


def check_file(path: Path) -> tuple[Judged, ...]:
    """Every row of a CSV file of cases, judged. Raises `LawError` where it is no such file."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                msg = f"{path} lacks the columns {', '.join(missing)}"
                raise LawError(msg)
            rows = [{name: value or "" for name, value in row.items() if name} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: {error}"
        raise LawError(msg) from error
    return tuple(_judged(row) for row in rows)


def _judged(row: dict[str, str]) -> Judged:
    """A row that cannot be read is not as expected, and keeps no other from being judged."""
    try:
        return check(row, packs(), rates())
    except (ValueError, ArithmeticError) as error:  # the latter: a date or a sum beyond all reckoning
        return Judged(id=row["id"], ok=False, expected=row["expected_outcome"], got=f"not readable: {error}")
