"""The figures of a letter: which amounts it names, and whether its interest and fees are the decision's.

The law it keeps: a fee stands in a letter only with the rule that grants it, in the very amount that was
decided; a line with such a rule on it names no other amount, and no sentence of ours another rate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from babel.numbers import get_currency_symbol

from dunning.charged import ChargeLine
from dunning.decisions import Notify
from dunning.ledger import is_currency
from dunning.letters.letter import Rendered
from dunning.letters.lint.finding import Finding
from dunning.letters.wording import money, one_line, percent

_FIGURE = r"\d[\d.,\u202f\u00a0\u2019]*"
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_RATE = re.compile(rf"{_FIGURE}\s*%")


def names(text: str, amount: str) -> bool:
    """Whether the amount is in the text. A person types a plain space where ours does not break a line."""
    return amount.translate(_SPACES) in text.translate(_SPACES)


def amounts_beside(text: str, allowed: Collection[str], currency: str, locale: str) -> Iterator[str]:
    """The amounts of money in the text that are none of the allowed ones."""
    rest = text
    for said in sorted(allowed, key=len, reverse=True):
        rest = re.sub(rf"{_before(said)}{_spaced(said)}(?!\d)", " ", rest)
    own = re.escape(get_currency_symbol(currency, locale=locale))
    money_mark = rf"(?:{own}|[€$£¥]|\b[A-Z]{{3}}\b)"
    for named in re.findall(rf"{money_mark}\s*{_FIGURE}|{_FIGURE}\s*{money_mark}", rest):
        code = re.search(r"[A-Z]{3}", named)
        if code is None or own in named or is_currency(code.group()):
            yield named.strip()


def _before(said: str) -> str:
    """That it is no end of a greater amount, whose thousands a space may part: "1 234,00" for "234,00"."""
    return r"(?<![\d.,\u202f])" + (r"(?<!\d[ \u00a0])" if said[0].isdigit() else "")


def _spaced(said: str) -> str:
    return "[ \u00a0\u202f]".join(map(re.escape, said.translate(_SPACES).split(" ")))


def claimed_lines(notify: Notify) -> tuple[ChargeLine, ...]:
    """What is claimed beside the debt."""
    return () if notify.charges is None else notify.charges.lines


def wrong_claims(rendered: Rendered, notify: Notify) -> Iterator[Finding]:
    """E110 for every figure of interest and fees that is missing, without its rule, or another."""
    locale = rendered.language.replace("-", "_")
    lines = claimed_lines(notify)
    figures = {
        (money(amount, notify.currency, locale), one_line(cite))
        for line in lines
        for amount, cite in (
            *((part.amount, line.cite) for part in line.stretches),
            *([(line.fixed, line.fixed_cite)] if line.fixed else []),
        )
    }
    if lines and notify.charges is not None:
        figures.add((money(notify.charges.total.amount, notify.currency, locale), ""))
    html = unescape(rendered.html)
    for amount, cite in sorted(figures):
        for place, text in (("text", rendered.text), ("html", html)):
            if amount not in text or cite not in text:
                yield _wrong(place, f"the claim of {amount}{f' by {cite}' if cite else ''} is not in it")
    yield from _others(rendered, notify, {amount for amount, _ in figures}, locale)


def _others(rendered: Rendered, notify: Notify, allowed: Collection[str], locale: str) -> Iterator[Finding]:
    """Figures on lines of a claim that are not its own."""
    lines = claimed_lines(notify)
    cites = {one_line(cite) for each in lines for cite in (each.cite, each.fixed_cite) if cite}
    rates = {percent(part.rate, locale) for each in lines for part in each.stretches}
    for line in rendered.text.splitlines()[1:]:  # the greeting may name "100% Bakers"
        is_claim = any(cite in line for cite in cites)
        said = _RATE.findall(line) if is_claim or not line.startswith("  ") else []
        for rate in said:
            if rate not in rates:
                yield _wrong("text", f"{rate} is no rate of this decision")
        for amount in amounts_beside(line, allowed, notify.currency, locale) if is_claim else ():
            yield _wrong("text", f"{amount} is no part of the claim that was decided")


def _wrong(place: str, text: str) -> Finding:
    return Finding(code="E110", place=place, line=0, text=text)
