"""Amounts as people write them: "€500", "1.234,50 EUR", "1 200 €", "half", "the rest".

The law: a figure is an amount where a currency stands beside it, where it has two decimals, or where it
follows a word of paying; an invoice's number and a day are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from dunning.intents.clauses import Part
from dunning.intents.meaning import Known, Sum, Sure
from dunning.intents.phrases import pattern

_WORDS = {
    "EUR": "\u20ac eur euro euros",
    "GBP": "\u00a3 gbp quid pound pounds pfund livres libras pond",
    "USD": "$ usd dollar dollars dolares",
    "CHF": "chf sfr franken",
}
_CURRENCIES = {word: currency for currency, words in _WORDS.items() for word in words.split()}
_FIGURE = r"\d{1,3}(?:[ .,'\u202f\u00a0]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?"
_TAIL = r"(?:,-|,--|\.-|,\u2014)?"
_NAMES = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_BESIDE = re.compile(
    rf"(?<![\w.,])(?:(?P<front>{_NAMES})\s?(?P<one>{_FIGURE}){_TAIL}(?![\d])"
    rf"|(?P<two>{_FIGURE}){_TAIL}\s?(?P<back>{_NAMES})(?!\w))"
)
_THOUSANDS = re.compile(r"(?<![\w.,])(?:(?P<front>[\u20ac$\u00a3])\s?)?(?P<figure>\d{1,3}(?:[.,]\d)?)k(?!\w)")
_DECIMALS = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[., ]\d{3})+|\d+)[.,]\d{2}(?![\w]|[.,/-]\d|%)")
_BARE = re.compile(r"[\W_]+(?P<figure>\d{1,3}(?:[ .,]\d{3})+|\d{2,6})(?![\w%]|[.,/:-]\d|\s*(?:%|-\s?\d))")
_HALF = Decimal("0.5")
_CENT = Decimal("0.01")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in the text from `start` to `end`."""

    start: int
    end: int
    part: str
    amount: Decimal | None
    currency: str | None
    likely: bool

    def sum(self, known: Known, invoices: Sequence[str]) -> Sum:
        """What it comes to, of those invoices, or of all where none is named."""
        currency = self.currency or known.currency
        sure: Sure = "likely" if self.likely else "certain"
        if self.part == "stated":
            return Sum(amount=self.amount, currency=currency, part="stated", sure=sure)
        owed = [each.balance for each in known.owed if not invoices or each.number in invoices]
        total = sum(owed, Decimal(0))
        if self.part == "rest" or not owed:
            return Sum(amount=None, currency=currency, part=self.part, sure="likely")  # type: ignore[arg-type]  # a key of the words
        amount = total if self.part == "all" else (total * _HALF).quantize(_CENT)
        return Sum(amount=amount, currency=currency, part=self.part, sure="likely")  # type: ignore[arg-type]  # a key of the words


def told_in(text: str, languages: Sequence[str], at: int, taken: Collection[Part]) -> list[Told]:
    """The amounts in a folded sentence that begins at `at`; `taken`: where days and numbers stand."""
    found: list[Told] = []
    for each in (*_figures(text, at), *_bare(text, languages, at), *_parts(text, languages, at)):
        over = [*taken, *(Part(other.start, other.end) for other in found)]
        if not any(each.start < other.end and other.start < each.end for other in over):
            found.append(each)
    return sorted(found, key=lambda one: one.start)


def _figures(text: str, at: int) -> Iterator[Told]:
    for each in _THOUSANDS.finditer(text):
        amount = Decimal(each["figure"].replace(",", ".")) * 1000
        yield _stated(each, at, amount, _CURRENCIES.get(each["front"] or ""), likely=True)
    for each in _BESIDE.finditer(text):
        currency = _CURRENCIES[each["front"] or each["back"]]
        yield _stated(each, at, amount_of(each["one"] or each["two"]), currency, likely=False)
    for each in _DECIMALS.finditer(text):
        yield _stated(each, at, amount_of(each[0]), None, likely=True)


def _bare(text: str, languages: Sequence[str], at: int) -> Iterator[Told]:
    """A figure that follows a word of paying: "I can do 600 this Friday"."""
    for language in languages:
        before = pattern(language, "sum.before")
        for word in before.finditer(text) if before is not None else ():
            each = _BARE.match(text, word.end())
            after = pattern(language, "sum.not_after")
            if each is not None and not (
                after is not None and after.match(text, _next_word(text, each.end()))
            ):
                start = each.start("figure")
                yield Told(
                    start=at + start, end=at + each.end(), part="stated", currency=None, likely=True,
                    amount=amount_of(each["figure"]),
                )  # fmt: skip


def _next_word(text: str, place: int) -> int:
    found = re.compile(r"\w").search(text, place)
    return len(text) if found is None else found.start()


def _parts(text: str, languages: Sequence[str], at: int) -> Iterator[Told]:
    for language in languages:
        for part in ("half", "rest", "all"):
            form = pattern(language, f"sum.{part}")
            for each in form.finditer(text) if form is not None else ():
                yield Told(
                    start=at + each.start(), end=at + each.end(), part=part, amount=None, currency=None,
                    likely=True,
                )  # fmt: skip


def _stated(found: re.Match[str], at: int, amount: Decimal, currency: str | None, *, likely: bool) -> Told:
    return Told(
        start=at + found.start(), end=at + found.end(), part="stated", amount=amount, currency=currency,
        likely=likely,
    )  # fmt: skip


@lru_cache(maxsize=512)
def amount_of(written: str) -> Decimal:
    """The figure, whichever sign stands before its decimals: the last one, if one or two figures follow."""
    bare = re.sub(r"[ '\u202f\u00a0]", "", written)
    found = re.search(r"[.,](\d{1,2})$", bare)
    whole = re.sub(r"\D", "", bare[: found.start()] if found else bare)
    return Decimal(f"{whole}.{found[1] if found else '0'}").quantize(_CENT)
