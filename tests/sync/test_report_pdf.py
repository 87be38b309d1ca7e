"""Reports on paper: nothing is cut off, a table's head stands on each page, no mark is lost in silence."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from sync.documents.faces import UNKNOWN, faces_for, is_joined
from sync.documents.report import Block, Column, Heading, Pairs, Points, Report, Row, Table, Text, texts_of
from sync.documents.report_pdf import report_pdf
from tests.sync.books import NOW

COLUMNS = (Column("Document", 3), Column("Amount", 1, figures=True))


def pages(*blocks: Block, running: str = "a file") -> list[str]:
    """The words on each page, with single spaces."""
    report = Report(
        title="Statement", subtitle="of somebody", running=running, foot="part 05", page_word="Page",
        language="en-GB", blocks=blocks,
    )  # fmt: skip
    with faces_for("".join(texts_of(report))) as faces:
        made = report_pdf(report, faces, NOW)
        assert made == report_pdf(report, faces, NOW)
    return [" ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(made)).pages]


def test_a_table_goes_on_over_pages_with_its_head_and_every_cell_whole() -> None:
    rows = tuple(
        Row((f"Invoice-{number} " + "of a long name " * (number % 5), f"{number}.00")) for number in range(90)
    )
    made = pages(Heading("GBP"), Table(COLUMNS, (*rows, Row(("Together", "1.00"), strong=True))))
    assert len(made) > 2
    assert all("Document Amount" in page for page in made)
    assert [f"Page {number} / {len(made)}" in page for number, page in enumerate(made, 1)] == [True] * len(
        made
    )
    whole = " ".join(made)
    assert all(f"Invoice-{number} " in whole for number in range(90))
    assert whole.count("of a long name") == sum(number % 5 for number in range(90))


def test_a_row_higher_than_a_page_is_written_to_its_end() -> None:
    note = " ".join(f"word{number}" for number in range(3000))
    made = pages(Table(COLUMNS, (Row((note, "1.00")), Row(("after", "2.00")))), Pairs((("Name", note),)))
    whole = " ".join(made)
    assert whole.count("word2999") == 2
    assert "after 2.00" in whole


def test_paragraphs_and_points_are_there_and_a_long_line_at_the_head_is_cut_to_fit() -> None:
    [made] = pages(Text("One\n\nTwo", "quoted"), Points(("first", "second")), running="x" * 500)
    assert "One Two - first - second" in made
    assert "x…" in made


def test_a_mark_that_no_font_has_is_shown_as_such_and_marks_of_no_width_are_nothing() -> None:
    with faces_for("Acme 😀\u200b Ltd") as faces:
        assert faces.printable("Acme 😀\u200b Ltd") == f"Acme {UNKNOWN} Ltd"
        assert not faces.joined
        assert faces.others == ()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Müller Łódź Ромашка Ωμέγα € “x” →", False),
        ("株式会社 주식", False),
        ("شركة", True),
        ("नमस्ते", True),
        ("สวัสดี", True),
        ("e\u0301", True),
    ],
)
def test_scripts_whose_letters_join_are_known(text: str, joined: bool) -> None:
    assert any(map(is_joined, text)) is joined
