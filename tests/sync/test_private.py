"""What is written is its owner's alone, whatever the umask and whatever was there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import private
from sync.clock import fixed
from sync.doctor import examine
from sync.office import open_office
from tests.world import WORKING_DAY

CONFIG = """
[ledgers.acme]
provider = "files"
folder = "."
company = "Acme"
currency = "GBP"
country = "GB"
timezone = "Europe/London"
[ledgers.acme.sender]
name = "Acme"
email = "a@acme.example"
"""


@pytest.fixture(autouse=True)
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("before", [None, 0o644, 0o600])
def test_a_file_is_private_before_anything_stands_in_it(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / "letter.pdf"
    if before is not None:
        path.write_bytes(b"an older and longer one")
        path.chmod(before)
    private.write(path, "£ 12\r\n")
    assert mode(path) == 0o600
    assert path.read_bytes() == "£ 12\r\n".encode()


def test_what_is_no_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o666)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    private.write(pipe, b"a page")
    assert os.read(reader, 99) == b"a page"
    os.close(reader)
    assert mode(pipe) == 0o666


def test_doctor_names_files_that_others_can_read(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    office = open_office(config, fixed(WORKING_DAY))
    try:
        assert not [each for each in examine(office) if "chmod" in each.text]
        files = [tmp_path / name for name in ("duesync.db", "duesync.db-wal", "duesync.db-shm")]
        assert [mode(each) for each in files] == [0o600] * 3
        files[1].chmod(0o640)
        [told] = [each for each in examine(office) if "chmod" in each.text]
        assert (told.level, told.about) == ("warn", "store")
        assert told.text.endswith(f"`chmod 600 {files[1]}`")
    finally:
        office.close()
