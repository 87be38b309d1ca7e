"""The words of a dossier in German: none is wanting, and each takes up the same facts."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

from dunning.reaching import CHANNEL_WORDS
from sync.evidence.dossier.parts import acts, agreed, came_in, communications, papers, parties, statement
from sync.evidence.dossier.words import LANGUAGES, Words, table
from tests.house.sources import sources

LISTS: tuple[dict[str, str], ...] = (
    parties.KINDS, papers.KINDS, papers.STATUS, acts.NOTICES, acts.SORTED, agreed.STATES, statement.KINDS,
    came_in.KINDS, came_in.HOW,
    communications.OUTCOMES, communications.WAYS, communications.COURTESIES, CHANNEL_WORDS,
)  # fmt: skip


def asked_for() -> Iterator[str]:
    """Each text that the parts put into words: as it is written there, and those chosen from a list."""
    for one in sources("sync/evidence/dossier"):
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "words":
                yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))
            elif (
                isinstance(node, ast.Constant)
                and one.path.endswith("agreed.py")
                and "{day}" in str(node.value)
            ):
                yield str(node.value)
    for texts in LISTS:
        yield from texts.values()


def facts_in(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_text_is_there_in_every_language_with_the_same_facts() -> None:
    wanted = set(asked_for())
    assert len(wanted) > 200
    for language in LANGUAGES.keys() - {"en"}:
        known = table(language)
        assert sorted(wanted - known.keys()) == []
        assert sorted(known.keys() - wanted) == [], "no text is kept that nothing says any more"
        assert [text for text, other in known.items() if facts_in(text) != facts_in(other)] == []


def test_a_text_of_nobodys_stays_as_it_is() -> None:
    assert Words("de")("reason {what}", what="7") == "reason 7"
    assert Words("de")("invoice {number}", number="7") == "Rechnung 7"
