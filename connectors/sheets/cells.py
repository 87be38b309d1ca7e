"""One cell as an amount or a date, however a program or a person wrote it. Pure; no guess is made.

`ValueError` says in words what is wrong, ready to stand behind the column's name. What may mean two
things ("1,234", "03/04/2026") is refused until a setting says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from dunning.ledger import is_currency

DateOrder = Literal["dmy", "mdy"]
DecimalMark = Literal[".", ","]
YES: Final = frozenset("yes y true 1 x".split())
_DOLLARS: Final = frozenset("USD AUD CAD NZD SGD HKD TWD BBD BSD BZD FJD GYD JMD LRD NAD TTD XCD".split())
_SIGNS: Final = {
    "£": frozenset({"GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SYP"}),
    "€": frozenset({"EUR"}),
    "¥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "$": _DOLLARS,
    "US$": frozenset({"USD"}),
    "A$": frozenset({"AUD"}),
    "AU$": frozenset({"AUD"}),
    "C$": frozenset({"CAD"}),
    "CA$": frozenset({"CAD"}),
    "NZ$": frozenset({"NZD"}),
    "S$": frozenset({"SGD"}),
    "HK$": frozenset({"HKD"}),
}
_AMOUNT: Final = re.compile(
    r"(?P<first>[-+]?)(?P<before>[^\d.,()+-]*)(?P<then>[-+]?)"
    r"(?P<digits>\d[\d.,'\u2019]*|[.,]\d+)(?P<after>[^\d.,()+-]*)(?P<last>[-+]?)",
    re.ASCII,
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:\d*|(?:[,.'\u2019]\d{2,3})*[,.'\u2019]\d{3})")
_FORMULA: Final = ("=", "+", "-", "@")
_THREE: Final = 3  # digits behind a mark that may be thousands or decimals
_MONTHS: Final = """january february march april may june july august september october november
    december""".split()
_YEARS: Final = range(1970, 2101)


def harmless(cell: str) -> str:
    """A cell to be written: without line breaks, and no formula to a spreadsheet."""
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def unharmed(cell: str) -> str:
    """Such a cell as it was."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def amount(text: str, mark: DecimalMark | None) -> tuple[Decimal, frozenset[str] | None]:
    """The amount, and the currencies that a sign or code beside it allows (`None`: it has none)."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if bare in ("-", "\N{EN DASH}", "\N{EM DASH}"):  # an accountant's nothing
        return Decimal(0), None
    in_brackets = bare.startswith("(") and bare.endswith(")")
    found = _AMOUNT.fullmatch(bare[1:-1] if in_brackets else bare)
    signs = "" if found is None else found["first"] + found["then"] + found["last"]
    if found is None or len(signs) + in_brackets > 1:
        msg = f'"{text[:40]}" is no amount'
        raise ValueError(msg)
    negative = in_brackets or signs == "-"
    side = (found["before"] + found["after"]).strip()
    if side.upper().endswith(("CR", "DR")):
        negative ^= side.upper().endswith("CR")
        side = side[:-2]
    value = _number(found["digits"], mark, text)
    return -value if negative else value, _currencies(side, text)


def _currencies(side: str, text: str) -> frozenset[str] | None:
    if not side:
        return None
    if side.upper() in _SIGNS:
        return _SIGNS[side.upper()]
    if is_currency(side.upper()):
        return frozenset({side.upper()})
    msg = f'"{text[:40]}" is no amount'
    raise ValueError(msg)


def _number(digits: str, mark: DecimalMark | None, text: str) -> Decimal:
    used = mark or decimal_mark([digits])
    if used is None:
        lone = next((sign for sign in ",." if digits.count(sign) == 1), None)
        if lone is not None and len(digits.partition(lone)[2]) == _THREE:
            whole = digits.replace(lone, "")
            msg = (
                f'"{text[:40]}" may be {whole} or {digits.replace(",", ".")}; '
                'set decimal = "." or decimal = "," for this ledger'
            )
            raise ValueError(msg)
        used = "."
        if digits.count(".") > 1:
            used = ","
    whole, _, rest = digits.partition(used)
    if not _GROUPED.fullmatch(whole or "0") or used in rest or not (rest.isdigit() or not rest):
        msg = f'"{text[:40]}" is no amount with "{used}" before the decimals'
        raise ValueError(msg)
    return Decimal(f"{re.sub('[^0-9]', '', whole) or '0'}.{rest or '0'}")


def decimal_mark(cells: Iterable[str]) -> DecimalMark | None:
    """What stands before the decimals, by those cells that leave no doubt; `None` when they differ."""
    found: set[DecimalMark] = set()
    for cell in cells:
        digits = re.sub(r"[^\d.,]", "", cell)
        marks = [sign for sign in digits if sign in ",."]
        if len(set(marks)) > 1:
            found.add("," if marks[-1] == "," else ".")
        elif len(marks) == 1:
            whole, _, rest = digits.partition(marks[0])
            if len(rest) != _THREE or whole in ("", "0"):
                found.add("," if marks[0] == "," else ".")
    return found.pop() if len(found) == 1 else None


def day(text: str, order: DateOrder | None) -> date:
    """The date. A time of day behind it is left out."""
    bare = re.sub(r"(?<=\d)[T ]+\d{1,2}:\d{2}.*$", "", text.strip())
    if found := re.fullmatch(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})", bare):
        if not found[2] and len(bare) != len("20260304"):
            raise _no_date(text)
        return _checked(text, int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(r"(\d{1,2})[ .-]*([^\W\d]{3,9})\.?[ ,-]*(\d{4}|\d{2})", bare):
        return _checked(text, _year(found[3]), _month(found[2], text), int(found[1]))
    if found := re.fullmatch(r"([^\W\d]{3,9})\.? *(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", bare):
        return _checked(text, int(found[3]), _month(found[1], text), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d{2})", bare):
        first, second = int(found[1]), int(found[3])
        used = order or _order(first, second, dotted=found[2] == ".", short=len(found[4]) == 2)  # noqa: PLR2004  # years
        if used is None:
            msg = f'"{text[:40]}" may be two dates; set dates = "dmy" or dates = "mdy" for this ledger'
            raise ValueError(msg)
        month, number = (second, first) if used == "dmy" else (first, second)
        return _checked(text, _year(found[4]), month, number)
    raise _no_date(text)


def _order(first: int, second: int, *, dotted: bool, short: bool) -> DateOrder | None:
    """What the numbers themselves say. With dots nobody writes the month first."""
    if dotted:
        return "dmy"
    if short:  # 25/03/26 may begin with its year
        return None
    if first == second or first > 12:  # noqa: PLR2004  # months
        return "dmy"
    return "mdy" if second > 12 else None  # noqa: PLR2004  # months


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)  # noqa: PLR2004  # a whole year


def _month(name: str, text: str) -> int:
    short = name.casefold() if name.casefold() != "sept" else "sep"
    number = next((each for each, month in enumerate(_MONTHS, 1) if month.startswith(short)), None)
    if number is None:
        raise _no_date(text)
    return number


def _checked(text: str, year: int, month: int, number: int) -> date:
    try:
        found = date(year, month, number)
    except ValueError:
        raise _no_date(text) from None
    if year not in _YEARS:
        raise _no_date(text)
    return found


def _no_date(text: str) -> ValueError:
    return ValueError(f'"{text[:40]}" is no date')


def word(text: str | None) -> str:
    """A status or type by its letters and figures alone."""
    return "".join(sign for sign in (text or "").casefold() if sign.isalnum())
