"""The folder that a print-and-post service watches: each letter once, wherever it was cut off."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.errors import Refused, TryLater
from connectors.print_and_post import PostalLetter, WatchFolder

NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
LETTER = PostalLetter(
    key="ABCDEFGHIJKLMNOPQRST", pdf=b"%PDF-1.4 a letter", pages=2, to=("Acme", "1 Mill Lane", "LEEDS"),
    country="GB", sender="Summit", language="en-GB",
)  # fmt: skip


@pytest.fixture
def service(tmp_path: Path) -> WatchFolder:
    return WatchFolder(tmp_path, lambda: NOW)


def shown(service: WatchFolder) -> set[str]:
    """What a service that looks for new letters sees."""
    return {path.name for path in service.folder.iterdir() if not path.name.startswith(".")}


def test_a_letter_is_there_whole_with_its_slip(service: WatchFolder) -> None:
    assert service.find(LETTER.key) is None
    receipt = service.hand_over(LETTER)
    assert (receipt.provider_id, receipt.at, receipt.stands) == (LETTER.key, NOW, True)
    assert shown(service) == {f"{LETTER.key}.pdf", f"{LETTER.key}.json", "handed-over.txt"}
    slip = json.loads((service.folder / f"{LETTER.key}.json").read_bytes())
    assert (slip["to"], slip["pages"], slip["country"]) == (["Acme", "1 Mill Lane", "LEEDS"], 2, "GB")
    assert (service.folder / slip["file"]).read_bytes() == LETTER.pdf


def test_it_is_not_handed_over_again_also_when_the_service_took_it_away(service: WatchFolder) -> None:
    first = service.hand_over(LETTER)
    for name in shown(service) - {"handed-over.txt"}:
        (service.folder / name).unlink()
    assert service.find(LETTER.key) == first
    assert service.hand_over(LETTER) == first
    assert shown(service) == {"handed-over.txt"}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_cut_off_anywhere_it_comes_once(service: WatchFolder, steps: int) -> None:
    """After the PDF, after the slip that nobody sees yet, and after the line in the journal."""
    whole = WatchFolder(service.folder / "whole", lambda: NOW)
    whole.folder.mkdir()
    whole.hand_over(LETTER)
    left = [(f"{LETTER.key}.pdf", f"{LETTER.key}.pdf"), (f"{LETTER.key}.json", f".{LETTER.key}.json.part")]
    left.append(("handed-over.txt", "handed-over.txt"))
    for name, under in left[:steps]:
        (service.folder / under).write_bytes((whole.folder / name).read_bytes())
    found = service.find(LETTER.key)
    assert (found is None) == (steps < 3)
    assert service.hand_over(LETTER).provider_id == LETTER.key
    assert shown(service) - {"whole"} == {f"{LETTER.key}.pdf", f"{LETTER.key}.json", "handed-over.txt"}
    lines = (service.folder / "handed-over.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1


def test_a_folder_that_is_gone_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(TryLater, match="cannot be written to"):
        WatchFolder(tmp_path / "gone", lambda: NOW).hand_over(LETTER)


def test_a_key_is_no_path(service: WatchFolder) -> None:
    with pytest.raises(Refused, match="key is letters"):
        service.find("../outside")
