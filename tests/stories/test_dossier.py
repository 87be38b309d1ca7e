"""A debt goes to a lawyer: the evidence file, made by the command line, checked where Duesync is not."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning.ledger import Invoice
from sync.evidence.dossier.facts import Options
from sync.evidence.dossier.fetching import lacking
from sync.evidence.dossier.gather import gather
from tests.stories.terminal import Terminal, terminal
from tests.world import WORKING_DAY, XERO, world

DEBTOR = "Müller GmbH"
SETTINGS = """
[policy.law]
debtor_kind = "company"
[policy.interest]
basis = "contractual"
from_level = "reminder"
rate = "8"
source = "our terms, clause 7"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    with world(tmp_path, customers=7) as made, terminal(made) as typed:
        text = made.config.read_text(encoding="utf-8")
        keys = 'settle_after_seconds = 0\nattach_invoices = "overdue"'
        made.config.write_text(text.replace("settle_after_seconds = 0", keys) + SETTINGS, encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        yield typed


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """The script in the unpacked dossier, in a Python that sees nothing but its standard library."""
    command = [sys.executable, "-I", str(folder / "verify.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - ours


def test_a_debt_is_reminded_of_and_goes_to_a_lawyer_as_a_file_that_proves_itself(
    desk: Terminal, tmp_path: Path
) -> None:
    assert desk.type("run", XERO).code == 0
    contract = tmp_path / "Vertrag.pdf"
    contract.write_bytes(b"%PDF-1.4 signed")
    told = desk.type("attach", XERO, DEBTOR, str(contract), "--kind", "contract", "--note", "signed by both")
    assert told.out == "1  contract, Vertrag.pdf, 15 bytes: signed by both\n"
    file = tmp_path / "file.zip"
    words = (
        "dossier",
        XERO,
        DEBTOR,
        "--out",
        str(file),
        "--address",
        "Hauptstr. 5",
        "--address",
        "10115 Berlin",
    )
    made = desk.type(*words, "--json").json
    assert made["debtor"] == DEBTOR
    assert {each["code"] for each in made["missing"]} >= {"terms", "delivery"}
    assert "contract" not in {each["code"] for each in made["missing"]}
    [account] = made["accounts"]
    assert account["interest_per_day"] is not None
    assert account["limitation"]["barred_from"] > "2028"
    folder = tmp_path / "at the lawyer's"
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    assert (folder / "02-contract" / "001-Vertrag.pdf").read_bytes() == contract.read_bytes()
    passed = verified(folder)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert f"seal    {made['seal']}" in passed.stdout
    _holds_the_mail_as_it_went(desk, folder)
    statement = folder / "05-statement.json"
    changed = bytearray(statement.read_bytes())
    changed[-9] ^= 1
    statement.write_bytes(bytes(changed))
    assert "FAILED  05-statement.json: changed" in verified(folder).stdout


def _holds_the_mail_as_it_went(desk: Terminal, folder: Path) -> None:
    [went] = [one for one in desk.world.sandbox.mail.messages if "ller" in str(one.message["To"])]
    [kept] = (folder / "07-communications").glob("*.eml")
    assert kept.read_bytes() == went.raw, "byte for byte what the mail server took"
    pdfs = {one.get_content() for one in went.message.iter_attachments()}
    assert pdfs
    assert {one.read_bytes() for one in (folder / "03-invoices").glob("*.pdf")} == pdfs
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    assert all(hashlib.sha256(body).hexdigest() in manifest for body in pdfs)


def test_the_pdfs_of_invoices_that_were_never_sent_are_read_from_the_ledger(
    desk: Terminal, tmp_path: Path
) -> None:
    words = ("dossier", XERO, DEBTOR, "--out", str(tmp_path / "x.zip"), "--json")
    assert len(_lacking(desk)) == 1
    told = desk.type(*words, "--fetch-invoices").json
    assert "invoice_pdf" not in {each["code"] for each in told["missing"]}
    [kept] = desk.type("attach", XERO, DEBTOR, "--json").json["documents"]
    assert (kept["kind"], kept["note"]) == ("invoice", f"as the ledger gave it on {WORKING_DAY.date()}")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        [name] = [each for each in archive.namelist() if each.startswith("03-invoices/")]
        assert hashlib.sha256(archive.read(name)).hexdigest() == kept["sha256"]
    assert _lacking(desk) == [], "what is kept is not asked for again"


def _lacking(desk: Terminal) -> list[Invoice]:
    office = desk.world.office
    options = Options(language="en", address=(), number=None)
    return lacking(gather(office, office.linked(XERO), DEBTOR, options))


def test_what_is_asked_for_wrongly_is_told_in_a_line(desk: Terminal, tmp_path: Path) -> None:
    out = str(tmp_path / "x.zip")
    told = desk.type("dossier", XERO, "Nobody Ltd", "--out", out)
    assert (told.code, told.err) == (1, f"error: {XERO} has no customer 'Nobody Ltd' among those pulled\n")
    assert not (tmp_path / "x.zip").exists()
    assert "give en or de" in desk.type("dossier", XERO, DEBTOR, "--out", out, "--language", "fr").err
    assert desk.type("attach", XERO, DEBTOR).out == f"Nothing is attached to {DEBTOR}.\n"
    told = desk.type("attach", XERO, DEBTOR, str(tmp_path / "none.pdf"))
    assert (told.code, "none.pdf" in told.err) == (1, True)
