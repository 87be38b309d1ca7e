"""The letters' templates: read from the package, and looked over before anything is made of them.

The law it keeps: templates that a letter may not be made of are refused as they are loaded, with the
line to blame; what is only unfortunate is told by `duesync doctor`.
"""

from __future__ import annotations

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
    """The sources by name, looked over once. Raises `TemplatesRefused`."""
    return looked_over(read())


def looked_over(sources: Mapping[str, str]) -> Mapping[str, str]:
    """These sources, when letters may be made of them. Raises `TemplatesRefused`."""
    from dunning.letters.lint.finding import errors
    from dunning.letters.lint.templates import check_templates

    wrong = errors(check_templates(sources))
    if wrong:
        raise TemplatesRefused("no letter is made of these templates: " + "; ".join(map(str, wrong)))
    return MappingProxyType(dict(sources))
