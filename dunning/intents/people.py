"""Names and addresses that a reply gives: the right person, who administers an insolvency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dunning.intents.phrases import pattern

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TITLE = (
    r"(?:Mrs?|Ms|Dr|Prof|RA|RAin|Rechtsanw\w+|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|M|Ma\u00eetre|Me|D|D\u00f1a|Don|"
    r"Do\u00f1a|Sra?|mr|mevr|dhr|mevrouw|meneer|de heer|la|el|le)\.?"
)
_WORD = r"(?:[A-Z\u00c0-\u00de]\.(?=\s?[A-Z])|[A-Z\u00c0-\u00de][\w'\u2019-]+)"
_BETWEEN = r"(?:\s+(?:de la|de|van der|van den|van de|van|der|von|den|la|del|di|da|y|and|und|et|en|&))?"
_SINCE = "now|jetzt|nun|inzwischen|d\u00e9sormais|maintenant|ahora|nu|inmiddels|voortaan"
_NAME = re.compile(
    rf"[:,\s]*(?:(?:{_SINCE})\s+)?(?P<name>(?:{_TITLE}\s+){{0,3}}{_WORD}(?:{_BETWEEN}\s?{_WORD}){{0,3}})"
)


def address_in(text: str) -> str | None:
    """The first e-mail address in the text."""
    found = _ADDRESS.search(text)
    return None if found is None else found[0].rstrip(".")


def name_after(key: str, text: str, original: str, languages: Sequence[str]) -> str | None:
    """The name that follows the words of `key` in a folded text; `original`: the same, as it was written."""
    for language in languages:
        form = pattern(language, key)
        for word in form.finditer(text) if form is not None else ():
            found = _NAME.match(original, word.end())
            if found is not None and "@" not in original[found.end() : found.end() + 1]:
                return " ".join(found["name"].split())
    return None
