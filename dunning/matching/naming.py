"""Which invoices and customers a text names, however people and banks write them.

The laws it keeps: zeros in front, blanks, points, dashes and slashes do not matter; a number that is like a
year, a day or an amount counts only where a word says that it is an invoice's; a number that was read off
its digits alone, without its letters, is named less surely.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import msgspec

from dunning.matching.checks import creditor_references
from dunning.matching.money import Owed

_RUN = re.compile(r"[A-Z]+|[0-9]+")
_SAYS_INVOICE = frozenset(
    """INVOICE INVOICES INV RECHNUNG RECHNUNGEN RECHNUNGSNR RECHNUNGSNUMMER RENR RENO REF RG RE NR NO NUM
    NUMBER FACTURE FACTURES FACT FAC FA FACTURA FACTURAS FRA FACTUUR FACTUREN FACTUURNR FN BILL
    KENMERK REFERENZ""".split()
)
_MOST_RUNS = 5  # of digits that may make one number together
_FEWEST = 4  # digits that are a number by themselves
_DISTINCT = 6  # digits that nobody writes by chance
_YEARS = range(1900, 2101)
_RANGE = re.compile(r"\s*(?:-|\N{EN DASH}|TO|THROUGH|UNTIL|BIS|AU|A|HASTA|AL|TOT|T/M|T\.M\.)\s*")
_WIDEST_RANGE = 100
_AND = re.compile(r"\s*[/,+&;]\s*")
_LEGAL = frozenset(
    """ltd limited plc llp llc inc incorporated corp corporation co company gmbh mbh ag kg ohg ug ek se gbr
    sarl sas sa eurl sci bv nv vof cv bvba sprl srl sl slu spa pty pte oy ab as
    the and und et y en of""".split()
)
_LIKE, _CUT = 0.87, 10  # how like two names are the same; letters after which a bank may cut a name off


class Named(msgspec.Struct, frozen=True):
    """An invoice that a text names. `surely`: by a number that nothing else would be written as.

    `between`: it stands between two that are written as a range, or as a list with a dash.
    """

    invoice: Owed
    surely: bool
    between: bool = False


class Numbers:
    """The numbers of a book's invoices, to be looked for in texts."""

    def __init__(self, owed: Iterable[Owed]) -> None:
        self._by_digits: dict[str, list[tuple[Owed, tuple[str, ...]]]] = defaultdict(list)
        self._by_reference: dict[str, list[Owed]] = defaultdict(list)
        for each in owed:
            runs = tuple(_RUN.findall(plain(each.number)))
            for key in _keys([run for run in runs if run.isdigit()]):
                self._by_digits[key].append((each, runs))
            for reference in creditor_references(each.reference):
                self._by_reference[reference].append(each)

    def named_in(self, text: str) -> tuple[Named, ...]:
        """The invoices that the text names, each once; those between two of a range among them."""
        upper = plain(text)
        found: dict[str, Named] = {}
        places: list[tuple[int, int, Owed]] = []
        for reference in creditor_references(upper):
            own = self._by_reference.get(reference) or self._of_reference(reference)
            _keep(found, [Named(each, surely=True) for each in own])
        runs = list(_RUN.finditer(upper))
        taken = 0
        for first in range(len(runs)):
            if first < taken or not runs[first][0].isdigit():
                continue
            for last in range(min(len(runs), first + _MOST_RUNS), first, -1):
                here = self._at(upper, runs, first, last)
                if here:
                    more, taken = self._tails(upper, runs, last, here)
                    _keep(found, (*here, *more))
                    places += [(runs[first].start(), runs[taken - 1].end(), each.invoice) for each in here]
                    break
        for each in self._between(upper, places):
            found.setdefault(each.id, Named(each, surely=True, between=True))
        return tuple(found.values())

    def _tails(
        self, text: str, runs: Sequence[re.Match[str]], at: int, here: Sequence[Named]
    ) -> tuple[list[Named], int]:
        """The invoices whose last figures alone follow on another's number, "1263/64", and where they end."""
        more: list[Named] = []
        while at < len(runs) and _AND.fullmatch(text[runs[at - 1].end() : runs[at].start()]):
            tail = runs[at][0]
            own = [
                Named(each, surely=one.surely)
                for one in here
                if len(tail) < len(digits := "".join(_digits(one.invoice.number)))
                for each, _ in self._by_digits.get(_bare(digits[: -len(tail)] + tail), ())
                if _letters(each.number) == _letters(one.invoice.number) and tail.isdigit()
            ]
            if not own:
                break
            more += own
            at += 1
        return more, at

    def _of_reference(self, reference: str) -> list[Owed]:
        body = reference[4:].lstrip("0")
        known = self._by_digits.get(_bare("".join(_digits(body))), ())
        return [each for each, runs in known if body in {"".join(runs).lstrip("0"), _bare(_joined(runs))}]

    def _at(self, text: str, runs: Sequence[re.Match[str]], first: int, last: int) -> list[Named]:
        """The invoices whose number those runs are, the letters in between among them."""
        parts = [run[0] for run in runs[first:last]]
        if not parts[-1].isdigit() or any(
            not _hang_together(text[one.end() : other.start()])
            for one, other in zip(runs[first:last], runs[first + 1 : last], strict=False)
        ):
            return []
        before = runs[first - 1] if first and not runs[first - 1][0].isdigit() else None
        near = before is not None and len(text[before.end() : runs[first].start()].strip(" .:#-/")) == 0
        word = before[0] if before is not None and near else ""
        hash_sign = text[: runs[first].start()].rstrip().endswith("#")
        digits, inner = _joined(parts), [part for part in parts if not part.isdigit()]
        keys = _keys([part for part in parts if part.isdigit()])
        known = {each.id: (each, own) for key in keys for each, own in self._by_digits.get(key, ())}
        same = [(each, own) for each, own in known.values() if _fits(parts, inner, own)]
        lettered = [each for each, own in same if not own[0].isdigit() and word.endswith(own[0])]
        if lettered:
            return [Named(each, surely=True) for each in lettered]
        told = hash_sign or word in _SAYS_INVOICE
        if not told and (_is_chance(digits, parts) or _is_money(text, runs[first], runs[last - 1])):
            return []
        sure = told or len(_bare(digits)) >= _DISTINCT
        return [Named(each, surely=sure and (own[0].isdigit() or len(same) == 1)) for each, own in same]

    def _between(self, text: str, places: Sequence[tuple[int, int, Owed]]) -> Iterable[Owed]:
        """The invoices between two that are written as a range, "1263-1266", and stand in the books."""
        for (_, end, one), (start, _, other) in pairwise(places):
            front = _letters(other.number)
            middle = re.sub(rf"(?<![A-Z]){front}\W*$", "", text[end:start]) if front else text[end:start]
            low, high = _last_number(one.number), _last_number(other.number)
            if (
                front != _letters(one.number)
                or not _RANGE.fullmatch(middle)
                or not 1 < high - low < _WIDEST_RANGE
            ):
                continue
            digits = "".join(_digits(one.number))
            ahead = digits[: len(digits) - len(_digits(one.number)[-1])]
            width = len(_digits(one.number)[-1])
            for number in range(low + 1, high):
                own = self._by_digits.get(_bare(f"{ahead}{number:0{width}}"), ())
                yield from (each for each, _ in own if _letters(each.number) == front)


def _keep(found: dict[str, Named], named: Iterable[Named]) -> None:
    """Each once; named surely where it is so anywhere."""
    for each in named:
        if each.invoice.id not in found or each.surely:
            found[each.invoice.id] = each


def _fits(parts: Sequence[str], inner: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the runs of a text are those of a number, its letters in front apart."""
    behind = own[1:] if own and not own[0].isdigit() else own
    if inner != [run for run in behind if not run.isdigit()]:
        return False
    if not inner:
        return True
    return [_bare(part) for part in parts] == [_bare(run) for run in behind]


def _hang_together(between: str) -> bool:
    return len(between) <= 3 and not between.strip(" -./_\N{EN DASH}")  # noqa: PLR2004  # signs


def _bare(digits: str) -> str:
    return digits.lstrip("0") or digits[-1:]


def _keys(runs: Sequence[str]) -> set[str]:
    """By what a number is looked up: its digits as one, and each run of them without zeros in front."""
    return {_bare("".join(runs)), "-".join(_bare(run) for run in runs)} if runs else set()


def _digits(number: str) -> list[str]:
    return re.findall(r"[0-9]+", number)


def _letters(number: str) -> str:
    found = re.match(r"[A-Z]+", plain(number))
    return found[0] if found else ""


def _joined(runs: Sequence[str]) -> str:
    return "".join(run for run in runs if run.isdigit())


def _last_number(number: str) -> int:
    found = _digits(number)
    return int(found[-1][-9:]) if found else 0


def _is_chance(digits: str, parts: Sequence[str]) -> bool:
    """Whether such a number stands in many texts that name no invoice: short, a year, a day."""
    if len(_bare(digits)) < _FEWEST:
        return True
    if len(parts) == 1 and int(digits[:9]) in _YEARS:
        return True
    return len(parts) == len(("day", "month", "year")) and len(digits) <= len("20261118")


def _is_money(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether it is an amount: two decimals behind a point or comma, or a currency beside it."""
    behind, front = text[last.end() : last.end() + 4], text[max(0, first.start() - 4) : first.start()]
    if re.match(r"[.,]\d{2}(?!\d)", behind) or re.search(r"(?:EUR|GBP|USD|CHF|[\u20ac\u00a3$]) ?$", front):
        return True
    decimals = re.fullmatch(r"\d{2}", last[0]) and re.search(r"[.,]$", text[: last.start()])
    return first is not last and bool(decimals)


def plain(text: str) -> str:
    """In capitals, without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).upper()


def words_of(name: str) -> tuple[str, ...]:
    """A name's words in order, without accents, titles and legal forms."""
    bare = re.sub(r"[.'\u2019]", "", plain(name).lower())
    found = re.findall(r"[a-z0-9]+", bare)
    return tuple(sorted(word for word in found if word not in _LEGAL)) or tuple(sorted(found))


class Names:
    """The customers' names, to be compared with a payer's."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._words = {customer: words_of(name) for customer, name in names.items()}
        self._having: dict[str, set[str]] = defaultdict(set)
        for customer, words in self._words.items():
            for word in words:
                self._having[word[:3]].add(customer)

    def like(self, payer: str) -> tuple[str, ...]:
        """The customers who may be called so; those called just so before all others."""
        words = words_of(payer)
        near = sorted(set().union(*(self._having.get(word[:3], set()) for word in words)))
        same = [each for each in near if self._words[each] == words]
        return tuple(same or [each for each in near if alike(words, self._words[each])])

    def named_in(self, text: str) -> tuple[str, ...]:
        """The customers whose whole name stands in the text; one whose name holds another's alone."""
        words = set(words_of(text))
        near = set().union(*(self._having.get(word[:3], set()) for word in words))
        whole = {each: set(self._words[each]) for each in near if words.issuperset(self._words[each])}
        telling = {each: own for each, own in whole.items() if len("".join(own)) >= _DISTINCT}
        return tuple(
            sorted(
                each for each, own in telling.items() if not any(own < other for other in telling.values())
            )
        )


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether names of these words may be one: the same, one within the other, cut off, or nearly so."""
    if not one or not other:
        return False
    few, many = sorted((set(one), set(other)), key=len)
    if few <= many and (len(few) > 1 or len(few) == len(many) or len(next(iter(few))) > _FEWEST):
        return True
    first, second = " ".join(one), " ".join(other)
    short, long = sorted((first, second), key=len)
    if len(short) >= _CUT and long.startswith(short):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _LIKE
