"""Letters on paper: what is on the page is what the mail says, and nothing is printed with gaps."""

from __future__ import annotations

import io

import pytest
import segno
from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from dunning.letters.letter import Rendered
from sync.documents.fonts import PACKAGES, CannotPrint, needed_for
from sync.documents.letter_pdf import letter_pdf
from tests.dunning.desk import SENDER, at

NOW = at("2026-05-22")
TEXT = "Guten Tag Müller,\n\nbitte zahlen Sie 1.234,50 €.\n\nÜberfällig\n\n  Rechnung RE-7: 1.234,50 €\n"
LETTER = Rendered(subject="Ihr Kundenkonto", text=TEXT, html="", language="de-DE")
TO = ("Müller GmbH", "Hauptstraße 5", "10115 Berlin")


def read(made: bytes) -> tuple[int, str]:
    """(pages, words on them with single spaces)."""
    pages = PdfReader(io.BytesIO(made)).pages
    return len(pages), " ".join(" ".join(page.extract_text().replace("\0", "") for page in pages).split())


def drawn(made: bytes) -> bytes:
    """What is drawn on the first page."""
    contents = PdfReader(io.BytesIO(made)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data()


def test_the_page_says_what_the_mail_says_to_whom_and_when() -> None:
    pages, words = read(letter_pdf(LETTER, SENDER, TO, NOW))
    assert pages == 1
    for said in (
        *TO,
        "Acme Ltd",
        "1 High Street",
        "22. Mai 2026",
        "Ihr Kundenkonto",
        "Guten Tag Müller,",
        "bitte zahlen Sie 1.234,50 €.",
        "Überfällig",
        "Rechnung RE-7: 1.234,50 €",
    ):
        assert said in words, said


def test_the_readers_own_page_stands_there_as_text_and_as_a_code() -> None:
    page = f"https://pay.acme.example/p/{'K' * 20}.{'s' * 24}"
    text = f"Guten Tag,\n\nSehen Sie, was offen ist:\n\n  {page}\n\n  Von: Acme Ltd\n"
    linked = replace(LETTER, text=text)
    made = letter_pdf(linked, SENDER, TO, NOW, page)
    assert page in read(made)[1]
    assert b"re f" not in drawn(letter_pdf(linked, SENDER, TO, NOW))
    dark = sum(map(sum, segno.make(page, error="m", micro=False).matrix))
    assert drawn(made).count(b" re f") == dark, "each dark square of the code, and nothing else"


@pytest.mark.parametrize("seal", ["W-" * 12, "-" * 24, "m_" * 12])
def test_an_address_that_is_typed_off_is_broken_nowhere(seal: str) -> None:
    page = f"https://accounts.a-long-name.example/p/{'M' * 20}.{seal}"
    linked = replace(LETTER, text=f"Guten Tag,\n\n  {page}\n\n  Von: Acme Ltd\n")
    assert page in read(letter_pdf(linked, SENDER, TO, NOW, page))[1]


def test_the_same_letter_on_the_same_day_is_the_same_file() -> None:
    assert letter_pdf(LETTER, SENDER, TO, NOW) == letter_pdf(LETTER, SENDER, TO, NOW)
    assert letter_pdf(LETTER, SENDER, TO, NOW) != letter_pdf(LETTER, SENDER, TO, at("2026-05-23"))


def test_a_long_letter_goes_on_to_further_pages_which_are_numbered() -> None:
    rows = "".join(f"  Rechnung {number}: 1,00 €\n" for number in range(90))
    long = Rendered(subject="x", text=f"Guten Tag,\n\n{rows}\nEnde.\n", html="", language="de-DE")
    pages, words = read(letter_pdf(long, SENDER, TO, NOW))
    assert pages == 3
    assert "1/3" in words
    assert "3/3" in words
    assert all(f"Rechnung {number}:" in words for number in range(90))


@pytest.mark.parametrize("name", ["Ωμέγα", "Ромашка", "株式会社さくら", "주식회사"])
def test_names_in_other_scripts_are_printed_and_what_follows_them_too(name: str) -> None:
    words = read(letter_pdf(LETTER, SENDER, (name, "Hauptstraße 5"), NOW))[1]
    assert name in words
    assert "Hauptstraße 5" in words


@pytest.mark.parametrize("name", ["شركة النور", "สวัสดี"])
def test_scripts_whose_letters_are_joined_have_a_font_of_their_own(name: str) -> None:
    made = PdfReader(io.BytesIO(letter_pdf(LETTER, SENDER, (name, "Hauptstraße 5"), NOW)))
    plain = PdfReader(io.BytesIO(letter_pdf(LETTER, SENDER, ("Nobody",), NOW)))
    assert len(_fonts(made)) == len(_fonts(plain)) + 1
    assert "Hauptstraße 5" in made.pages[0].extract_text()


def _fonts(made: PdfReader) -> set[str]:
    """The names of the fonts in the file."""
    objects = map(made.get_object, range(1, len(made.xref[0]) + 1))
    return {
        str(each["/FontName"])
        for each in objects
        if isinstance(each, DictionaryObject) and "/FontName" in each
    }


def test_only_the_fonts_that_a_text_needs_are_taken() -> None:
    def families(text: str) -> list[str]:
        return [path.name.split("[")[0].split("-")[0] for path in needed_for(text)]

    assert families("Müller, Ωμέγα, Ромашка, नमस्ते 1\u202f234,50 €") == ["NotoSans"]
    assert families("شركة") == ["NotoSans", "NotoSansArabic"]
    assert families("株 สวัสดี") == ["NotoSans", "NotoSansThai", "NotoSansCJKtc"]


def test_what_no_font_can_write_is_named() -> None:
    with pytest.raises(CannotPrint, match="no font that is installed can write 😀"):
        letter_pdf(LETTER, SENDER, ("😀 Ltd",), NOW)
    with pytest.raises(CannotPrint, match=r"write 式 株: pip install 'duesync\[letters-cjk\]'"):
        needed_for("株式", PACKAGES[:-1])
    with pytest.raises(CannotPrint, match=r"pip install 'duesync\[letters\]'"):
        needed_for("x", ("no_such_package", *PACKAGES[1:]))


@pytest.mark.parametrize("to", [(), ("", " "), tuple("abcdefgh")])
def test_an_address_has_one_to_seven_lines(to: tuple[str, ...]) -> None:
    with pytest.raises(CannotPrint, match="one to 7 lines"):
        letter_pdf(LETTER, SENDER, to, NOW)
