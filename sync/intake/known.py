"""Which lines of a file are there already, out of the same file, an overlapping one, or another format.

A line's key is made of the bank's own id of it, or, where there is none, of what it says; with day, amount
and a number among its equals, so that two like payments of one day stay two and a second export of that day
doubles neither. Two formats say different things of one movement: then day and amount must be the same, and
something in what they say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from dunning.effects import key_of
from dunning.matching.naming import alike, plain, words_of
from sync.intake.statement import StatementLine
from sync.store.bank import Line

_TELLING = 4  # letters or digits of a word that is no chance in both


def keys_of(ledger: str, lines: Sequence[StatementLine]) -> list[str]:
    """The key of each, in their order."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for each in lines:
        said = each.reference or " ".join(_words(f"{each.payer} {each.text}"))
        kind = "id" if each.reference else "text"
        parts = (kind, "".join(each.account.split()), said, str(each.on), f"{each.currency} {each.amount:f}")
        seen[parts] += 1
        found.append(key_of(ledger, "bank line", *parts, str(seen[parts])))
    return found


def there_already(
    source: str, lines: Sequence[StatementLine], keys: Sequence[str], staged: Iterable[Line]
) -> set[int]:
    """The places of those that are staged: under their key, or out of a file of another kind."""
    by_key = {each.key for each in staged}
    others: dict[tuple[date, str, Decimal], list[Line]] = defaultdict(list)
    for each in staged:
        if each.source != source:
            others[each.booked_on, each.currency, each.amount].append(each)
    found = {place for place, key in enumerate(keys) if key in by_key}
    for place, line in enumerate(lines):
        if place in found:
            continue
        like = others[line.on, line.currency, line.amount]
        same = next((each for each in like if _says_the_same(line, each)), None)
        if same is not None:
            like.remove(same)
            found.add(place)
    return found


def _says_the_same(line: StatementLine, other: Line) -> bool:
    if line.reference and line.reference in (other.said.reference, *other.said.text.split()):
        return True
    if line.payer and other.said.payer and alike(words_of(line.payer), words_of(other.said.payer)):
        return True
    one, two = _words(f"{line.payer} {line.text}"), _words(f"{other.said.payer} {other.said.text}")
    return bool(
        {each for each in one if len(each) >= _TELLING} & {each for each in two if len(each) >= _TELLING}
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Z0-9]+", plain(text))
