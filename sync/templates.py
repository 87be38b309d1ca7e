"""The letters' templates: read from the package, and looked over before anything is made of them.

The law it keeps: templates that a letter may not be made of are refused as they are loaded, with the
line to blame; what is only unfortunate is told by `duesync doctor`. Those that were shipped were looked over
by the tests, and `dunning/letters/fit.txt` says which: as long as not a letter of them was changed they are
not looked over again by every process, which would take it a third of a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from sync.errors import DuesyncError


class TemplatesRefused(DuesyncError):
    """Some template is wrong; the text says which, where and why."""

    exit_code = 2


def read() -> dict[str, str]:
    """The sources by their names, such as "de/firm.j2", as they lie in the package."""
    return {
        f"{folder.name}/{entry.name}": entry.read_text(encoding="utf-8")
        for folder in resources.files("dunning.letters").iterdir()
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.name.endswith(".j2")
    }


@cache
def templates() -> Mapping[str, str]:
    """The sources by name, looked over once where nobody did. Raises `TemplatesRefused`."""
    sources = read()
    return MappingProxyType(sources) if are_as_shipped(sources) else looked_over(sources)


def are_as_shipped(sources: Mapping[str, str]) -> bool:
    """Whether they are, to the letter, those that were found fit before they were shipped."""
    fit = resources.files("dunning.letters").joinpath("fit.txt")
    return fit.is_file() and fit.read_text(encoding="utf-8").strip() == digest(sources)


def digest(sources: Mapping[str, str]) -> str:
    """Of names and words; another one when any of them is."""
    return hashlib.sha256(repr(sorted(sources.items())).encode()).hexdigest()


def looked_over(sources: Mapping[str, str]) -> Mapping[str, str]:
    """These sources, when letters may be made of them. Raises `TemplatesRefused`."""
    from dunning.letters.lint.finding import errors
    from dunning.letters.lint.templates import check_templates

    wrong = errors(check_templates(sources))
    if wrong:
        raise TemplatesRefused("no letter is made of these templates: " + "; ".join(map(str, wrong)))
    return MappingProxyType(dict(sources))
