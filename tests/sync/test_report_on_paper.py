"""A client's report as a PDF: all its figures, the bookkeeper's name and logo, and a chart that fits."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from dunning.figures.debts import Period
from sync import doctor
from sync.config_reports import Branding
from sync.documents.bars import _step
from sync.documents.fonts import CannotPrint
from sync.reports.gather import gather
from sync.reports.pdf import pdf_of, year_to
from tests.sync.books import NOW, customer
from tests.sync.desk import Desk, desk
from tests.sync.test_reports import small_book

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NOBODY = Branding(name=None, logo=None)


def paper(one: Desk, branding: Branding = NOBODY) -> bytes:
    small_book(one.stage(customer("C1"), customer("C2", bills_with="C1"), customer("C3")))
    report = gather(one.office, one.ledger, OCTOBER)
    year = gather(one.office, one.ledger, year_to(OCTOBER))
    return pdf_of(report, year, branding, NOW)


def test_it_holds_the_month_beside_the_year_under_the_bookkeepers_name(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (300, 80), (20, 90, 120)).save(tmp_path / "logo.png")
    with desk(tmp_path) as one:
        made = paper(one, Branding(name="Anna & Co", logo=tmp_path / "logo.png"))
        read = PdfReader(io.BytesIO(made))
        text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
        for words in (
            "1 October 2026 to 31 October 2026",
            "In GBP",
            "700.00",
            "Prepared by Anna & Co",
            "over 90 days",
            "not proof: much else may have changed",
            "How these are reckoned",
        ):
            assert words in text, words
        assert [len(page.images) for page in read.pages][:2] == [1, 0]


def test_a_logo_that_is_none_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no image", encoding="utf-8")
    with desk(tmp_path) as one:
        with pytest.raises(CannotPrint, match="logo cannot be read as a PNG or JPEG"):
            paper(one, Branding(name=None, logo=tmp_path / "logo.png"))
        with pytest.raises(CannotPrint, match=r"logo in \[branding\] cannot be read: No such file"):
            paper(one, Branding(name=None, logo=tmp_path / "gone.png"))


def test_a_logo_that_is_not_there_is_found_by_the_doctor(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        config = tmp_path / "config.toml"
        config.write_text(f'{config.read_text()}\n[branding]\nlogo = "logo.png"\n', encoding="utf-8")

        def about() -> list[str]:
            return [each.text for each in doctor._house(one.office) if each.about == "branding.logo"]

        one.at(NOW)
        assert about() == [f"{tmp_path / 'logo.png'} is not there: without it no report is made as a PDF"]
        (tmp_path / "logo.png").write_bytes(b"")
        assert about() == []


@pytest.mark.parametrize("most", [0.0, 0.3, 1, 4, 4.1, 99, 100, 101, 999, 12_345, 40_000, 40_001, 9e9])
def test_the_steps_of_a_chart_are_round_and_reach_above_all(most: float) -> None:
    step = _step(most)
    assert step * 4 >= most
    assert step * 4 <= max(most * 2.6, 4)


def test_the_year_is_never_shorter_than_what_was_asked_for() -> None:
    assert year_to(OCTOBER) == Period(date(2025, 11, 1), date(2026, 10, 31))
    long = Period(date(2020, 1, 1), date(2026, 10, 31))
    assert year_to(long) == long
