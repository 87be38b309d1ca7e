"""Firms' own files: `[firms] folder` names where they lie, `NAME.toml` holds the ledgers of the firm NAME.

What a firm may have stands in the operator's file, `[firms.limits.NAME]`, for nobody bounds themselves.

The law: a file with a mistake is not used at all, and stops nobody else: that firm's ledgers stand still, and
why is told with the file's name. A firm takes no policy, mail server or sender of texts from the house.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

import msgspec

from connectors.mail.settings import MailSettings
from connectors.sms.settings import SmsSettings
from dunning.policy import Policy
from dunning.reading import Problem
from sync.config_files import ConfigError, toml_in
from sync.config_reports import Branding, read_branding
from sync.config_sections import House, LedgerSettings, read_ledger
from sync.config_table import Table

HOUSE: Final = "house"  # whose ledgers stand in config.toml itself
_MOST: Final = 1_000_000_000
_NAME: Final = re.compile(r"[a-z0-9-]{1,40}")


LIMITS: Final = {
    "ledgers": "most_ledgers",
    "users": "most_users",
    "messages_per_day": "messages_per_day",
    "calls_per_day": "calls_per_day",
}
"""What can be bounded, and its column of `firms`."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator lets a firm have and do: 0 for no bound, `None` as `duesync firm limit` says."""

    ledgers: int | None = None
    users: int | None = None
    messages_per_day: int | None = None
    calls_per_day: int | None = None


class FirmSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One firm's file. `named`: its ledgers as far as they can be told; `problem`: why none is used."""

    name: str
    path: Path
    named: frozenset[str]
    policy: Policy
    mail: MailSettings | None
    sms: SmsSettings | None
    branding: Branding
    ledgers: dict[str, LedgerSettings]
    problem: ConfigError | None

    def __repr__(self) -> str:
        return f"FirmSettings(name={self.name!r}, ledgers={sorted(self.ledgers)})"


def read_operators(table: Table, folder: Path) -> tuple[Path | None, dict[str, Limits]]:
    """`[firms]`: where the firms' files lie, `None` where there are none; and limits by the firm's name."""
    written = table.maybe("folder", longest=1000)
    limits = table.table("limits")
    of = {name: _limits(limits.table(name)) for name in limits.tables()}
    table.close()
    found = None if written is None else folder / Path(written).expanduser()
    if found is not None and not found.is_dir():
        table.refuse("folder", f"must be a folder that is there: `mkdir {found}`")
        return None, of
    return found, of


def _limits(table: Table) -> Limits:
    said = {key: table.whole(key, 0, most=_MOST) for key in LIMITS if table.has(key)}
    table.close()
    return Limits(**said)


def limits_in(said: Mapping[str, Limits]) -> dict[str, dict[str, int | None]]:
    """What they say, by the firm's name, as the columns of `firms` have it: `None` for no bound."""
    return {
        name: {
            column: getattr(limits, key) or None
            for key, column in LIMITS.items()
            if getattr(limits, key) is not None
        }
        for name, limits in said.items()
    }


def read_firms(folder: Path | None, house: House, taken: Collection[str]) -> dict[str, FirmSettings]:
    """Every firm's settings by its name. `taken`: names of ledgers that are the house's."""
    found: dict[str, FirmSettings] = {}
    known = dict.fromkeys(taken, "config.toml")
    for path in [] if folder is None else sorted(folder.glob("*.toml")):
        firm = _read(path, house, known)
        found[firm.name] = firm
        known |= dict.fromkeys(firm.named, path.name)
    return found


def _read(path: Path, house: House, known: Mapping[str, str]) -> FirmSettings:
    problems: list[Problem] = []
    try:
        written = toml_in(path)
    except ConfigError as bad:
        return _standing_still(path, house, frozenset(), bad)
    top = Table(written, "", problems)
    if path.stem == HOUSE or not _NAME.fullmatch(path.stem):
        says = "small letters, digits and hyphens, 40 at most, and not house"
        problems.append(("", f"is named so that no firm is: {says}"))
    own = House(top, house.folder, house)
    companies = top.table("ledgers")
    ledgers = {name: read_ledger(companies, name, own) for name in companies.tables()}
    problems += [
        (f"ledgers.{name}", f"stands in {known[name]} already: ledgers of two firms have two names")
        for name in sorted(ledgers.keys() & known.keys())
    ]
    branding = read_branding(top.table("branding"), house.folder)
    top.close()
    if problems:
        wrong = ConfigError(tuple(dict.fromkeys(problems)), file=str(path))
        return _standing_still(path, house, frozenset(ledgers.keys() - known.keys()), wrong)
    return FirmSettings(
        name=path.stem,
        path=path,
        named=frozenset(ledgers),
        policy=own.policy,
        mail=own.mail,
        sms=own.sms,
        branding=branding,
        ledgers=ledgers,
        problem=None,
    )


def _standing_still(path: Path, house: House, named: frozenset[str], problem: ConfigError) -> FirmSettings:
    return FirmSettings(
        name=path.stem,
        path=path,
        named=named,
        policy=house.policy,
        mail=None,
        sms=None,
        branding=Branding(name=None, logo=None),
        ledgers={},
        problem=problem,
    )
