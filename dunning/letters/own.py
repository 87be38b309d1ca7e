"""Words of the house's own: what a letter, a text or a call says in place of the words that come with us.

The laws it keeps: only the words change, never the frame that lists invoices, sums and how to disagree; and
a word may name a fact and depend on one, but compute nothing: no loop but over what may follow, no macro.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import (
    CALL,
    MENU,
    SMS,
    SMS_ANSWER,
    STATEMENT,
    SUBJECT,
    TERMS_NOTE,
    THANKS,
    VOICE,
)
from dunning.policy import LETTERS
from dunning.reading import Problem, Section

PARTS = ("opening", "ask", "closing")  # of a letter, in the order in which they stand
COURTEOUS = (THANKS, STATEMENT, TERMS_NOTE)  # letters that ask for nothing
SINGLE = {
    "subject": SUBJECT,
    "sms": SMS,
    "call": CALL,
    "voice": VOICE,
    "menu": MENU,
    "sms_answer": SMS_ANSWER,
}
"""Words that are one piece, for all levels."""
LONGEST = 2000  # characters of one piece
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Call,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Concat,
)  # fmt: skip
_FILTERS = ("lower", "upper", "capitalize", "length")

Words = dict[str, dict[str, str | dict[str, str]]]  # by language: those of `SINGLE`; a letter's parts


def read_own(table: Mapping[str, object], problems: list[Problem]) -> Words:
    """The table `[letters]`: by language, and in it by letter. Mistakes go to `problems`."""
    top = Section(table, "letters", problems)
    words: Words = {}
    for language in LANGUAGES:
        if not top.has(language):
            continue
        section = top.section(language)
        found: dict[str, str | dict[str, str]] = {
            name: _piece(section, name) for name in SINGLE if section.has(name)
        }
        for letter in (*LETTERS, *COURTEOUS):
            if section.has(letter):
                parts = section.section(letter)
                found[letter] = {name: _piece(parts, name) for name in parts_in(letter) if parts.has(name)}
                parts.close()
        section.close()
        words[language] = found
    top.close()
    return words


def parts_in(letter: str) -> tuple[str, ...]:
    """The parts that this letter has."""
    return tuple(part for part in PARTS if part != "ask" or letter not in COURTEOUS)


def _piece(section: Section, key: str) -> str:
    text = section.written[key]
    if not isinstance(text, str) or not text.strip():
        section.refuse(key, "must be text in quotes, and not empty")
        return ""
    if len(text) > LONGEST:
        section.refuse(key, f"must be {LONGEST:,} characters or fewer, not {len(text):,}")
        return ""
    for fault in _faults(text):
        section.refuse(key, fault)
    return text


def _faults(text: str) -> Iterator[str]:
    """What it may not hold; what it names is seen to when it is laid into its frame."""
    try:
        tree = SandboxedEnvironment().parse(text)
    except (TemplateSyntaxError, RecursionError) as bad:
        yield f"cannot be read: {getattr(bad, 'message', None) or 'brackets without end'}"
        return
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.For) and not (
            isinstance(node.iter, nodes.Name) and node.iter.name == "consequences"
        ):
            yield 'may go through nothing but "consequences"'
        elif isinstance(node, nodes.Call) and not (
            isinstance(node.node, nodes.Getattr)
            and isinstance(node.node.node, nodes.Name)
            and node.node.node.name == "words"
        ):
            yield "may call nothing but what words have, such as words.days(days_late)"
        elif isinstance(node, nodes.TemplateData) and set("<>") & set(node.data):
            yield "must hold no < and no >: it stands in a letter of plain words"
        elif isinstance(node, nodes.Filter) and _is_harmless(node):
            continue
        elif not isinstance(node, _ALLOWED):
            yield f"may name facts and depend on them, no more: no {type(node).__name__.lower()}"


def _is_harmless(filtered: nodes.Filter) -> bool:
    """It leaves the text about as long as it was."""
    marks = [one.value for one in filtered.args if isinstance(one, nodes.Const)]
    replaced = filtered.name == "replace" and [len(str(mark)) for mark in marks] == [1, 1]
    joined = filtered.name == "join" and len(marks) == len(filtered.args) == 1  # lines, put into one
    return replaced or joined or (filtered.name in _FILTERS and not filtered.args)


def sources_of(words: Words, ours: Mapping[str, str]) -> dict[str, str]:
    """The templates that these words change, by name. `ours`: those that come with us."""
    changed = {}
    for language, found in words.items():
        for name, piece in found.items():
            if isinstance(piece, str):
                changed[f"{language}/{SINGLE[name]}"] = f"{piece.strip()}\n"
            else:
                whole = f"{language}/{name}.j2"
                changed[whole] = _letter({**parts_of(ours[whole]), **piece}, parts_in(name))
    return changed


def _letter(parts: Mapping[str, str], names: tuple[str, ...]) -> str:
    blocks = (f"{{% block {name} %}}\n{parts[name].strip()}\n{{%- endblock %}}\n" for name in names)
    return "{% extends frame %}\n" + "".join(blocks)


def parts_of(source: str) -> dict[str, str]:
    """The words of a letter as it is written in its template, by part."""
    parts = {}
    for name in PARTS:
        _, _, rest = source.partition(f"{{% block {name} %}}")
        parts[name] = rest.partition("{%- endblock %}")[0].strip()
    return parts
