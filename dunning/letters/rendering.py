"""Rendering: the facts of one step laid into the templates, once as text and once as HTML.

The laws it keeps: a template sees strings and plain rows only, in a sandbox, and an unknown name in it
is an error, not a gap. A letter is `<language>/<name>.j2` in one of the `frames/`; the language's fixed
words stand in its `words.j2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from dunning.account import Account
from dunning.decisions import Notify
from dunning.letters.facts import Facts, locale_of, of_parties, of_step
from dunning.letters.letter import (
    NO_PAPERS,
    NO_PARTICULARS,
    SUBJECT,
    SUBJECT_LENGTH,
    WORDS,
    LetterError,
    Papers,
    Particulars,
    Rendered,
    Sender,
    Words,
)
from dunning.letters.wording import one_line, shortened, written_lines
from dunning.policy import CONFIRMATION

_PARTS = ("opening", "ask", "closing")
_OWN = "own.j2"
_BLANKS = re.compile(r"\n{3,}")  # what a part of a frame leaves behind that has nothing to say


def render(
    notify: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    papers: Papers = NO_PAPERS,
    particulars: Particulars = NO_PARTICULARS,
) -> Rendered:
    """The letter for this step. `templates`: sources by the names in `TEMPLATE_NAMES`.

    A link among the `papers` stands in place of the one in the ledger's own row.
    Raises `LetterError` where a template is missing or wrong, or an invoice is not in the account.
    """
    locale = locale_of(account, sender, particulars.language)
    facts = of_parties(account, sender, locale)
    facts |= of_step(notify, account, now, locale, papers, particulars)
    frame = CONFIRMATION if notify.template == CONFIRMATION else "demand"
    return laid_out(notify.template, frame, facts, templates, particulars.own)


@contextmanager
def rendering_of(what: str) -> Iterator[None]:
    """Raises a `LetterError` that names it instead of whatever one of its expressions raises."""
    try:
        yield
    except TemplateError as bad:
        msg = f"{what} cannot be rendered: {bad.message or type(bad).__name__}"
        raise LetterError(msg) from bad
    except Exception as bad:  # a text that is added to a number, a division by nothing: there is no end to it
        msg = f"{what} cannot be rendered: {bad or type(bad).__name__}"
        raise LetterError(msg) from bad


def laid_out(
    letter: str, frame: str, facts: Facts, templates: Mapping[str, str], own: Words | None = None
) -> Rendered:
    """The letter of that name in that frame, with these facts. Raises `LetterError`.

    `own`: said in place of the template's words.
    """
    language = str(facts["language"])
    folder = language.split("-", maxsplit=1)[0]
    name = f"{folder}/{letter}.j2"
    text, html = environments(tuple(sorted(templates.items())))
    with rendering_of(f"the letter {name}"):
        words = text.get_template(f"{folder}/{WORDS}").module
        subject = one_line(text.get_template(f"{folder}/{SUBJECT}").render(facts, words=words))
        plain_facts = {**facts, "words": words, "frame": f"frames/{frame}.txt.j2"}
        template = _words_of(text.get_template(name), plain_facts, shortened(subject, SUBJECT_LENGTH))
        if own is not None:
            subject, name = one_line(own.subject), _OWN
        plain = text.get_template(name).render(plain_facts, own=own)
        marked_up = html.get_template(name).render(
            facts,
            subject=subject,
            words=html.get_template(f"{folder}/{WORDS}").module,
            frame=f"frames/{frame}.html.j2",
            own=own,
        )
    return Rendered(
        subject=shortened(subject, SUBJECT_LENGTH),
        text=_BLANKS.sub("\n\n", plain),
        html=marked_up,
        language=language,
        template=template,
    )


def _own(parted: str) -> str:
    """The template of a letter whose words are a person's, each line of them plain text."""
    lines = "{{% for line in own.{0} %}}{{{{ line }}}}{{% if not loop.last %}}{1}{{% endif %}}{{% endfor %}}"
    blocks = (f"{{% block {name} %}}{lines.format(name, parted)}{{% endblock %}}" for name in _PARTS)
    return "{% extends frame %}" + "".join(blocks)


def _words_of(template: Template, facts: Facts, subject: str) -> Words:
    context = template.new_context(dict(facts))
    said = {
        name: tuple(written_lines("".join(template.blocks[name](context)))) if name in template.blocks else ()
        for name in _PARTS
    }
    return Words(subject=subject, **said)


@lru_cache(maxsize=4)
def environments(
    templates: tuple[tuple[str, str], ...],
) -> tuple[SandboxedEnvironment, SandboxedEnvironment]:
    """For text and for HTML; kept, since compiling costs more than a letter."""
    plain, marked_up = (
        SandboxedEnvironment(
            loader=DictLoader({**dict(templates), _OWN: _own("<br>\n" if escape else "{{ '\\n' }}")}),
            undefined=StrictUndefined,
            autoescape=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for escape in (False, True)
    )
    return plain, marked_up
