"""Invoices and references that a reply names.

The laws it keeps: only the customer's own open invoices are known by their last figures alone, and only where
no other of them ends so; a year, a day and an amount name no invoice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import msgspec

from dunning.intents.clauses import Part
from dunning.intents.meaning import Owed
from dunning.intents.phrases import folded, pattern

_RUN = re.compile(r"[a-z]+|\d+")
_FEWEST = 3  # figures by which an invoice may be called
_REFERENCE = re.compile(
    r"[\W_]{0,4}(?P<number>(?=[\w./-]*\d)[\w][\w./-]{2,34}(?:(?: |/)[\w./]*\d[\w./-]*){0,3})"
)
_CASE = re.compile(
    r"[\W_]{0,4}(?P<number>(?:[\w.]{1,6} ){0,2}[\w.-]*\d[\w.-]*(?:/[\w.-]+)*(?: [a-z]{1,4} \d+/\d+)?)"
)


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice's number in the text from `start` to `end`."""

    start: int
    end: int
    number: str


class Invoices:
    """A customer's open invoices, to be looked for in sentences."""

    def __init__(self, owed: Sequence[Owed], year: int) -> None:
        self._years = range(year - 9, year + 3)
        runs = {each.number: _RUN.findall(folded(each.number)) for each in owed}
        last = [_last(own) for own in runs.values()]
        self._forms: list[tuple[str, re.Pattern[str]]] = []
        for number, own in runs.items():
            tail = _last(own)
            alone = tail if len(tail) >= _FEWEST and last.count(tail) == 1 else ""
            self._forms.append((number, _form(tuple(own), alone)))

    def named_in(self, text: str, languages: Sequence[str], at: int, taken: Collection[Part]) -> list[Named]:
        """The invoices named in a folded sentence that begins at `at`; `taken`: amounts, days."""
        found = []
        for number, form in self._forms:
            for each in form.finditer(text):
                start, end = at + each.start(), at + each.end()
                clash = [one for one in taken if start < one.end and one.start < end]
                told = _says_invoice(text[: each.start()], languages)
                if (told or not clash) and not self._is_year(each[0], told=told):
                    found.append(Named(start=start, end=end, number=number))
        return sorted(found, key=lambda one: one.start)

    def _is_year(self, written: str, *, told: bool) -> bool:
        return not told and written.isdigit() and int(written) in self._years


@lru_cache(maxsize=256)
def _form(runs: tuple[str, ...], alone: str) -> re.Pattern[str]:
    letters = rf"(?:{runs[0]}[ ./#-]{{0,2}})?" if runs and not runs[0].isdigit() else ""
    behind = runs[1:] if letters else runs
    whole = r"[ ./_-]{0,3}".join(rf"0*{run.lstrip('0') or '0'}" if run.isdigit() else run for run in behind)
    front = f"{letters}" if behind else "".join(runs)
    choices = [f"{front}{whole}"] + (
        [rf"(?:inv|re|rg|fa|fra|fac|fact|f|r|no|nr)?[.#-]?0*{alone}"] if alone else []
    )
    return re.compile(rf"(?<![\w.,/\u20ac$\u00a3-])#?(?:{'|'.join(choices)})(?![\w]|[.,/]\d)")


def _last(runs: Sequence[str]) -> str:
    figures = [run for run in runs if run.isdigit()]
    return figures[-1].lstrip("0") if figures else ""


def _says_invoice(before: str, languages: Sequence[str]) -> bool:
    near = before[-24:]
    return near.rstrip().endswith("#") or any(
        form is not None and any(re.fullmatch(r"[\W_]*", near[each.end() :]) for each in form.finditer(near))
        for form in (pattern(language, "invoice") for language in languages)
    )


def reference_in(text: str, languages: Sequence[str], key: str) -> Iterator[Part]:
    """Where references stand in a folded sentence: after the words of `key`, "reference" or "case"."""
    form_of = _CASE if key == "case" else _REFERENCE
    for language in languages:
        form = pattern(language, key)
        for word in form.finditer(text) if form is not None else ():
            each = form_of.match(text, word.end())
            if each is not None:
                yield Part(each.start("number"), each.end("number"))
