"""A bank's file as lines: what every format is read to, and which format it is.

The law: a file is read whole or refused whole, with the place of each fault; nothing in it is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from connectors.sheets.cells import DateOrder, DecimalMark
from sync.errors import DuesyncError

Source = Literal["csv", "camt.053", "ofx"]
COLUMN_NAMES = (
    "date", "amount", "credit", "debit", "sign", "payer", "payer_account", "text", "reference", "more", "id",
    "currency", "status",
)  # fmt: skip
_LARGEST = 50_000_000
_TOLD = 8
_BEGINNING = 4096


class StatementError(DuesyncError):
    """The file cannot be read; the text names it, the place, and what to do. Nothing of it was kept."""

    exit_code = 1


class BankSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a ledger's bank files are read, where they leave a doubt: `[ledgers.NAME.bank]`.

    `columns`: of a CSV file, ours -> the header that it bears. `confirm_certain`: whether what is certain is
    entered without a person's word.
    """

    columns: dict[str, str]
    dates: DateOrder | None
    decimal: DecimalMark | None
    currency: str | None
    encoding: str | None
    confirm_certain: bool


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One movement. `amount`: below zero where money went out. `text`: all that is said of it.

    `reference`: the bank's own id of it, "" for none. `payer_account`: of the other side, as written.
    `account`: ours, as written. `back`: the bank marks it as money that went back.
    """

    on: date
    amount: Decimal
    currency: str
    text: str
    payer: str
    payer_account: str
    reference: str
    account: str
    back: bool


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read. `pending`: movements that are not booked yet, and so left out."""

    source: Source
    lines: tuple[StatementLine, ...]
    pending: int


def refused(name: str, faults: Sequence[str]) -> StatementError:
    """All that is wrong with a file, in one line."""
    more = f"; and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
    return StatementError(f"{name}: {'; '.join(faults[:_TOLD])}{more}; nothing was read")


def read_statement(body: bytes, name: str, settings: BankSettings, home_currency: str) -> Statement:
    """The file's lines, in its order. Raises `StatementError`."""
    if len(body) > _LARGEST:
        raise refused(name, [f"is larger than {_LARGEST // 1_000_000} MB; export fewer days at once"])
    source = _source_of(body, name)
    if source == "camt.053":
        from sync.intake.camt import read_camt

        return read_camt(body, name)
    if source == "ofx":
        from sync.intake.ofx import read_ofx

        return read_ofx(body, name)
    from sync.intake.csv_file import read_csv

    return read_csv(body, name, settings, home_currency)


def _source_of(body: bytes, name: str) -> Source:
    """By what stands in it, whatever its name."""
    start = body[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise refused(name, ["is a zip or a spreadsheet; unpack it, or save it as CSV"])
    if start.startswith(b"%PDF"):
        raise refused(name, ["is a PDF; export the statement as camt.053, OFX or CSV"])
    if start.startswith((b":20:", b"{1:")):
        raise refused(name, ["is an MT940 file; export the statement as camt.053, OFX or CSV"])
    if b"OFXHEADER" in start.upper() or b"<OFX>" in start.upper():
        return "ofx"
    if start.startswith(b"<"):
        return "camt.053"
    return "csv"
