"""The policy as a form: what people change has a field, the rest stands in TOML below it.

The law kept here: only what differs from config.toml is kept; a field that says the same, or nothing, leaves
the file's value in force. What is typed wrong is refused by the policy's own reader, beside its field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

import tomli_w

from dunning.contact_policy import DAYS
from dunning.policy import Level, Policy, read_policy
from dunning.reading import dotted, merged
from sync.config_sections import LedgerSettings
from sync.policies import LETTERS as OWN_LETTERS
from sync.policies import PolicyRefused, table_of
from sync.policy_file import PAGE
from sync.web.console.policy_fields import FIELDS, Field, Form

DEFAULT = "default"
REST = "rest"  # the field that holds all others as TOML
MOST_LEVELS = 30
_NOTE = read_policy({}).pre_due
_ROW = (
    "name", "days", "way", "else", "tone", "template", "times", "every_days", "gap_days", "minimum_balance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed. `values`: by the field's name, rows as "levels.1.days"; `text`: the version it makes.

    `numbers`: where a row of the policy stands on the page; `problems`: by the field's name.
    """

    values: dict[str, str]
    text: str
    numbers: dict[int, int]
    problems: dict[str, str]

    def refused(self, refused: PolicyRefused) -> Draft:
        """With what the reader refused beside its fields."""
        told = dict(self.problems)
        for key, text in refused.problems:
            name, words = self._place(key, text)
            told[name] = f"{told[name]}; {words}" if name in told else words
        return Draft(self.values, self.text, self.numbers, told)

    def _place(self, key: str, text: str) -> tuple[str, str]:
        if key in FIELDS:
            return key, text
        first, _, inner = key.partition(".")
        number, _, name = inner.partition(".")
        if first == "levels" and number.isdigit() and int(number) in self.numbers:
            shown = {"channel": "way"}.get(name, name)
            whole = f"levels.{self.numbers[int(number)]}.{shown}"
            return (whole, text) if shown in _ROW else ("levels", f"{whole} {text}")
        return ("levels", text) if first == "levels" else (REST, f"{key} {text}".strip())


def values_of(policy: Policy, page: Mapping[str, object]) -> dict[str, str]:
    """What the form shows of a policy; `page`: the version's own table, whose rest stands in TOML."""
    values = {key: _shown(_found(policy, one)) for key, one in FIELDS.items()}
    for number, level in enumerate(policy.levels, 1):
        values |= {f"levels.{number}.{name}": text for name, text in _row(level).items()}
    rest = {key: value for key, value in _without(page).items() if key not in {"levels", OWN_LETTERS}}
    return values | {REST: tomli_w.dumps(rest)}


def read_form(
    sent: Callable[[str], list[str]], settings: LedgerSettings, kept: Mapping[str, str], letters: object
) -> Draft:
    """What was typed. `sent`: every value of a field; `kept`: what holds for fields that were not sent.

    `letters`: the words that the version has of its own, which this form leaves alone.
    """
    values = {key: _typed(sent(key), kept[key]) for key in (*FIELDS, REST)}
    rows = {}
    for number in range(1, MOST_LEVELS + 1):
        row = {name: _typed(sent(f"levels.{number}.{name}"), "") for name in _ROW}
        if (row["name"] or row["days"]) and not sent(f"levels.{number}.remove"):
            rows[number] = row
            values |= {f"levels.{number}.{name}": text for name, text in row.items()}
    in_order = sorted(rows, key=lambda number: (_whole(rows[number]["days"]), number))
    numbers = dict(enumerate(in_order, 1))
    below = values_of(settings.policy, {})
    said: dict[str, object] = {}
    for key, one in FIELDS.items():
        if _differs(one, values[key], below[key]):
            said = merged(said, _nested(key, _toml(one.form, values[key])))
    told = [rows[number] for number in in_order]
    if told != [_row(level) for level in settings.policy.levels]:
        said["levels"] = [_level(row) for row in told]
    problems: dict[str, str] = {}
    rest = _rest(values[REST], problems)
    whole = merged(rest, said)
    if letters:
        whole[OWN_LETTERS] = letters
    return Draft(values, tomli_w.dumps(whole, multiline_strings=True), numbers, problems)


def _rest(text: str, problems: dict[str, str]) -> dict[str, object]:
    try:
        rest = table_of(text)
    except PolicyRefused as refused:
        problems[REST] = "; ".join(f"{key} {words}".strip() for key, words in refused.problems)
        return {}
    above = [key for key in dotted(rest) if key in FIELDS or key in ("levels", OWN_LETTERS)]
    if OWN_LETTERS in rest:
        above.append(OWN_LETTERS)
    if above:
        problems[REST] = f"{', '.join(above)} has a field or a page of its own: change it there"
    return {key: value for key, value in rest.items() if key not in ("levels", OWN_LETTERS)}


def origins_of(settings: LedgerSettings, values: Mapping[str, str]) -> dict[str, str]:
    """Who wrote each value that the form shows."""
    below, wrote = values_of(settings.policy, {}), settings.policy_file.origins()
    found = {
        key: PAGE if _differs(one, values.get(key, ""), below[key]) else wrote.get(key, DEFAULT)
        for key, one in FIELDS.items()
    }
    rows = [key for key in {*values, *below} if key.startswith("levels.")]
    changed = any(values.get(key, "") != below.get(key, "") for key in rows)
    return found | {"levels": PAGE if changed else wrote.get("levels", DEFAULT)}


def rows_of(values: Mapping[str, str]) -> list[int]:
    """The numbers of the rows of levels that are filled in, and of one that is empty."""
    filled = sorted({int(key.split(".")[1]) for key in values if key.startswith("levels.")})
    return [*filled, max(filled, default=0) + 1]


def _differs(one: Field, typed: str, below: str) -> bool:
    """Whether it says otherwise than the file: an empty field does not, unless nothing ticked is a word."""
    return typed != below and bool(typed or one.form in ("flag", "several"))


def _found(policy: Policy, one: Field) -> object:
    if one.key == "pre_due.enabled":
        return policy.pre_due is not None
    found: Any = policy
    for name in (one.at or one.key).split("."):
        found = found[name] if isinstance(found, dict) else getattr(found, name)
        found = _NOTE if found is None else found
    return found


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return " ".join(DAYS[each] if isinstance(each, int) else str(each) for each in value)
    return str(value)


def _row(level: Level) -> dict[str, str]:
    own = level.template if level.template != level.tone else ""
    return {
        "name": level.name,
        "days": str(level.days),
        "way": level.channel,
        "else": " ".join(level.fallback),
        "tone": level.tone,
        "template": own,
        "times": str(level.times),
        "every_days": str(level.every_days),
        "gap_days": "" if level.gap_days is None else str(level.gap_days),
        "minimum_balance": "" if level.minimum_balance is None else str(level.minimum_balance),
    }


def _level(row: Mapping[str, str]) -> dict[str, object]:
    """The row as the policy's table; what is as usual is left out."""
    told: dict[str, object] = {"name": row["name"], "days": _number(row["days"]), "tone": row["tone"]}
    told["channel"] = [row["way"], *row["else"].split()] if row["else"] else row["way"]
    usual = {"times": ("", "1"), "every_days": ("", "7"), "gap_days": ("",)}
    told |= {name: _number(row[name]) for name, plain in usual.items() if row[name] not in plain}
    return told | {name: row[name] for name in ("template", "minimum_balance") if row[name]}


def _typed(sent: Sequence[str], otherwise: str) -> str:
    """The field's text: a box that can be unticked sends an empty value first."""
    return " ".join(one.strip() for one in sent if one.strip()) if sent else otherwise


def _toml(form: Form, text: str) -> object:
    match form:
        case "whole":
            return _number(text)
        case "flag":
            return text == "on"
        case "several":
            return text.split()
    return text


def _number(text: str) -> int | str:
    """The number; what is none stays as it was typed, for the policy's reader to refuse."""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else text  # noqa: PLR2004 - digits


def _whole(text: str) -> int:
    number = _number(text)
    return number if isinstance(number, int) else 0


def _nested(key: str, value: object) -> dict[str, object]:
    first, _, rest = key.partition(".")
    return {first: _nested(rest, value) if rest else value}


def _without(page: Mapping[str, object], before: str = "") -> dict[str, object]:
    """The table without what has a field, and without tables that are empty then."""
    return dict(_others(page, before))


def _others(page: Mapping[str, object], before: str) -> Iterator[tuple[str, object]]:
    for key, value in page.items():
        if f"{before}{key}" in FIELDS:
            continue
        if not isinstance(value, Mapping):
            yield key, value
        elif left := _without(value, f"{before}{key}."):
            yield key, left
