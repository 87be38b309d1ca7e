"""Whatever lies in a file that a person gives, it is read, or refused in one of our own errors."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tenacity import wait_none

from connectors.errors import ConnectorError
from connectors.files.reading import Reader
from connectors.files.settings import Shape
from dunning.law.pack import PackError, read_pack
from sync.cli.trouble import explained
from sync.commands.sort_table import COLUMNS, wanted_of
from sync.config import ConfigError, load, policy_in
from sync.errors import DuesyncError
from sync.evidence import heads
from sync.law import check_file
from tests.fuzz.mutations import texts
from tests.house.sources import ROOT

OURS = (DuesyncError, ConfigError, ConnectorError)
KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
EXAMPLE = (ROOT / "config.example.toml").read_bytes()
_HALF = EXAMPLE.index(b"\n[", len(EXAMPLE) // 2)  # Hypothesis shows nothing longer than 30,000 letters
EXAMPLES = (EXAMPLE[:_HALF], EXAMPLE[_HALF:])
FILLED = b"""
redirect_to = "me@example.com"
[store]
url = "sqlite:///duesync.db"
[mail]
host = "mail.example.com"
port = 587
security = "starttls"
username = "me"
password = "env:MAIL"
[policy]
approval_required = "none"
[[policy.levels]]
name = "reminder"
days = 7
[policy.interest]
basis = "contractual"
from_level = "reminder"
rate = "8.5"
source = "our terms"
[ledgers.acme]
provider = "xero"
client_id = "x"
client_secret = "env:S"
deposit_to = "880"
[ledgers.acme.sender]
name = "Acme"
email = "a@acme.example"
"""
INVOICES = (
    b"Invoice no,Customer,Date,Due date,Total,Balance,Currency\r\n"
    b'1001,"Larkspur, Ltd",2026-10-01,2026-10-31,"1,200.00",1200.00,GBP\r\n'
    b"1002,Fox,01/02/2026,03/02/2026,10,10,GBP\r\n"
)
CUSTOMERS = b"Customer;E-mail;Phone;Country\nLarkspur, Ltd;a@x.example;+44 20 7946 0000;GB\n"
SORTED = (",".join(COLUMNS) + "\r\nFox,GBP,10,2026-01-01,99,,level 1,why,confirm,,#1002,7\r\n").encode()
LAW = (ROOT / "tests/dunning/law_vectors.csv").read_bytes()[:1500]
PACK = (ROOT / "dunning/law/packs/us-tcpa.toml").read_bytes()
HEADS = b"2026-11-18T15:00:00Z acme 7 0123456789abcdef\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given"


def one_line(error: Exception) -> None:
    text, code = explained(error)
    assert text
    assert code != 70, "a fault of the program"


@KEPT
@given(body=texts(FILLED, *EXAMPLES))
def test_a_configuration(file: Path, body: bytes) -> None:
    file.write_bytes(body)
    for read in (load, policy_in):
        try:
            read(file)
        except OURS as error:
            one_line(error)


@KEPT
@given(invoices=texts(INVOICES), customers=st.none() | texts(CUSTOMERS))
def test_books_in_files(tmp_path: Path, invoices: bytes, customers: bytes | None) -> None:
    (tmp_path / "invoices.csv").write_bytes(invoices)
    (tmp_path / "customers.csv").unlink(missing_ok=True)
    if customers is not None:
        (tmp_path / "customers.csv").write_bytes(customers)
    reader = Reader(tmp_path, Shape(currency="GBP", dates=None, decimal=None), wait_none(), 0)
    with suppress(ConnectorError):
        reader.read(frozenset())


@given(body=texts(SORTED))
def test_a_table_of_old_debt(body: bytes) -> None:
    with suppress(DuesyncError):
        wanted_of(body, "old.csv")


@KEPT
@given(body=texts(LAW))
def test_cases_of_law(file: Path, body: bytes) -> None:
    file.write_bytes(body)
    with suppress(DuesyncError):
        check_file(file)


@KEPT
@given(body=texts(PACK))
def test_a_rule_pack(body: bytes) -> None:
    import tomllib

    with suppress(PackError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        read_pack(tomllib.loads(body.decode(), parse_float=Decimal), "x.toml")


@KEPT
@given(body=texts(HEADS))
def test_heads_of_audit_chains(file: Path, body: bytes) -> None:
    file.write_bytes(body)
    with suppress(DuesyncError):
        heads.read(file)
