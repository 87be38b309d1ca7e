"""Small fonts for many pages: cut down, once, to the marks of a text, in regular and bold.

The law it keeps: nothing is left out in silence: a mark that no font has is printed as �. The same text
gives the same fonts, byte for byte.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.documents.fonts import PACKAGES, CannotPrint, file_of, writable

UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # one that the first font has
_ALWAYS = "0123456789/-…" + UNKNOWN
_BOLD, _REGULAR = 700, 400
_CYRILLIC_ENDS, _EAST = "\u052f", "\u2e80"
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Faces:
    """Font files: `others` are asked for what `regular` lacks. `known`: every mark that can be printed.

    `joined`: some marks are of a script whose letters change with their neighbours, or stand on others.
    """

    regular: Path
    bold: Path
    others: tuple[Path, ...]
    known: frozenset[str]
    joined: bool

    def printable(self, text: str) -> str:
        """The text, with `UNKNOWN` for each mark that cannot be printed."""
        return "".join(
            mark if mark in self.known or mark == "\n" else "" if _is_unseen(mark) else UNKNOWN
            for mark in text
        )


def is_joined(mark: str) -> bool:
    """Arabic, Hebrew, the scripts of India, Thai; not Latin, Greek, Cyrillic, nor those of East Asia."""
    east = mark >= _EAST or "\u2000" <= mark < "\u2c00"
    return unicodedata.category(mark).startswith("M") or (mark > _CYRILLIC_ENDS and not east)


def _is_unseen(mark: str) -> bool:
    return unicodedata.category(mark) in _UNSEEN


@contextmanager
def faces_for(text: str) -> Iterator[Faces]:
    """The fonts for that text, as files that are gone afterwards. Raises `CannotPrint` without any."""
    first = file_of(PACKAGES[0])
    if first is None:
        msg = "there are no fonts to print with: pip install 'duesync[letters]'"
        raise CannotPrint(msg)
    marks = {mark for mark in text + _ALWAYS if not _is_unseen(mark)}
    with tempfile.TemporaryDirectory(prefix="duesync-fonts-") as folder:
        here = Path(folder)
        mine, joined = marks & writable(first), any(map(is_joined, marks))
        whole = _cut(first, mine, here / "whole.ttf", joined=joined)
        regular = _at(whole, _REGULAR, here / "regular.ttf")
        bold = _at(whole, _BOLD, here / "bold.ttf")
        missing, others = marks - mine, []
        for number, package in enumerate(PACKAGES[1:]):
            path = file_of(package)
            if path is not None and (some := missing & writable(path)):
                part = _cut(path, some | {" "}, here / f"part{number}{path.suffix}", joined=joined)
                others.append(_at(part, _REGULAR, here / f"other{number}{path.suffix}"))
                missing -= some
        yield Faces(regular, bold, tuple(others), frozenset(marks - missing), joined)


def _cut(path: Path, marks: set[str], to: Path, *, joined: bool) -> Path:
    """The font with these marks alone; with the rules for joining them where that is needed."""
    from fontTools import subset

    options = subset.Options()
    options.layout_features = ["*"] if joined else []
    options.notdef_outline, options.recalc_timestamp = True, False
    with subset.load_font(str(path), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(marks)))
        cutter.subset(font)
        font.save(to)
    return to


def _at(path: Path, weight: int, to: Path) -> Path:
    """The font at that weight, where it has several."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with TTFont(path, recalcTimestamp=False) as font:
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
            instancer.instantiateVariableFont(font, axes, inplace=True)
        font.save(to)
    return to
