"""The reading of templates when they are loaded, each finding with its line.

The law it keeps: only what the template itself says is judged, its text and the words in quotes, not
what will be laid into it; a template that cannot be read, or names a fact that no letter has, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from dunning.letters.languages import LANGUAGES
from dunning.letters.lint.finding import Finding
from dunning.letters.lint.message import DISCOURAGED, FORBIDDEN
from dunning.letters.lint.words import found

NAMES = frozenset(
    """address advice alongside alongside_due amount as_of asks attached bank_details can_pay_online claim
    coming_due consequences contact credit customer data_notice days_late due frame greeting gross hours
    in_favour invoices language last_due linked mentions number opt_out others page_url pay_url phone private
    received reply_to sender signature signed single subject terms_days tone website words
    written_before""".split()
)
"""The facts that a template may name."""
_TAG = re.compile(r"<[^>]*>")
_SHOUTING = re.compile(r"!!")


def check_templates(templates: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is wrong with the templates, by their names such as "de/firm.j2"."""
    environment = SandboxedEnvironment()
    return tuple(
        finding for name, source in sorted(templates.items()) for finding in _read(environment, name, source)
    )


def _read(environment: SandboxedEnvironment, name: str, source: str) -> Iterator[Finding]:
    try:
        tree = environment.parse(source)
        said = list(_said(environment, source))
    except TemplateSyntaxError as bad:
        yield Finding(code="E100", place=name, line=bad.lineno, text=bad.message or "it is no template")
        return
    for unknown in sorted(meta.find_undeclared_variables(tree) - NAMES - _imported(tree)):
        line = next((at for at, row in enumerate(source.splitlines(), 1) if unknown in row), 1)
        yield Finding(code="E100", place=name, line=line, text=f'no letter has a fact called "{unknown}"')
    language = name.partition("/")[0]
    for line, text in said:
        if language in LANGUAGES:
            for code in (*FORBIDDEN, *DISCOURAGED):
                for each in found(language, code, text):
                    at = line + text.count("\n", 0, each.start())
                    yield Finding(code=code, place=name, line=at, text=f'"{each.group()}"')
        for each in _SHOUTING.finditer(text):
            at = line + text.count("\n", 0, each.start())
            yield Finding(code="W207", place=name, line=at, text=f'"{each.group()}"')


def _imported(tree: nodes.Template) -> set[str]:
    """What the template takes from a frame's parts: Jinja does not count it as known inside blocks."""
    names = [name for each in tree.find_all(nodes.FromImport) for name in each.names]
    return {name[1] if isinstance(name, tuple) else name for name in names}


def _said(environment: SandboxedEnvironment, source: str) -> Iterator[tuple[int, str]]:
    """(first line, text) of each piece that a reader will see: text between tags, and words in quotes."""
    for line, token, value in environment.lex(source):
        if token in {"data", "string"}:
            yield line, _TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), value)
