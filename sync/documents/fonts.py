"""The fonts that a letter is printed in: found in installed packages, and chosen by what they can write.

The law it keeps: nothing is printed with gaps; what no font can write is named instead. Only the fonts
that a text needs are opened, for each costs a moment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sync.errors import DuesyncError

# In the order in which they are asked: Latin, Greek, Cyrillic and Devanagari first, then one script each;
# the last is an extra of its own, for it is large.
PACKAGES = (
    "fontpkg_noto_sans",
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_thai",
    "cvttf_NotoSansCJK_Regular",
)
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})  # marks that put nothing on paper


class CannotPrint(DuesyncError):
    """The letter cannot be printed; the text says why, and what to install."""


def needed_for(text: str, packages: Sequence[str] = PACKAGES) -> tuple[Path, ...]:
    """The font files that write this text, the ordinary one first. Raises `CannotPrint`."""
    found = [path for package in packages if (path := file_of(package)) is not None]
    if not found or found[0] != file_of(packages[0]):
        msg = "there are no fonts to print with: pip install 'duesync[letters]'"
        raise CannotPrint(msg)
    missing = {mark for mark in text if unicodedata.category(mark) not in _UNSEEN}
    needed = [found[0]]
    missing -= writable(found[0])
    for path in found[1:]:
        if missing & writable(path):
            needed.append(path)
            missing -= writable(path)
    if missing:
        msg = f"no font that is installed can write {_named(missing)}"
        raise CannotPrint(msg)
    return tuple(needed)


def _named(marks: Iterable[str]) -> str:
    """The first few of the marks; those of China, Japan and Korea have their own extra."""
    ordered = sorted(marks)
    told = " ".join(ordered[:10])
    names = " ".join(unicodedata.name(mark, "") for mark in ordered)
    asian = any(script in names for script in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
    return f"{told}: pip install 'duesync[letters-cjk]'" if asian else told


@cache
def file_of(package: str) -> Path | None:
    """The upright font of an installed package, without importing it; `None` where it is not there."""
    spec = find_spec(package)
    folders = () if spec is None else spec.submodule_search_locations or ()
    files = [path for folder in folders for path in sorted(Path(folder).rglob("*.[ot]tf"))]
    return next((path for path in files if "Italic" not in path.name), None)


@cache
def writable(path: Path) -> frozenset[str]:
    """Every mark that the font can write."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font["cmap"].getBestCmap()))
