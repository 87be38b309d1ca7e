"""What the law is asked in each case and all that it answers, word by word, in one file, as a list."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from dunning.law.facts import facts_of, question_of
from dunning.law.judge import judge
from dunning.law.question import Hit, Question, Verdict
from dunning.law.vectors import HOUSE
from sync.law import packs, rates
from tests.dunning.golden_files import same_as_golden

HERE = Path(__file__).parent
FILES = ("law_vectors.csv", "law_more.csv", "law_spellings.csv")


def told(record: Question | Verdict | Hit, *left_out: str) -> str:
    """What it says, without what it leaves unsaid."""
    fields = {name: getattr(record, name) for name in record.__struct_fields__ if name not in left_out}
    return "; ".join(
        f"{name} {words(value)}" for name, value in fields.items() if value not in (None, (), {}, False)
    )


def words(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, dict):
        return ", ".join(f"{name}={words(value[name])}" for name in sorted(value))
    if isinstance(value, tuple):
        return " | ".join(map(words, value))
    if isinstance(value, msgspec.Struct) and not hasattr(value, "amount"):
        return f"({', '.join(f'{name} {words(getattr(value, name))}' for name in value.__struct_fields__)})"
    return str(value)


def test_each_case_is_understood_and_answered_as_it_was_approved() -> None:
    lines = []
    for name in FILES:
        with (HERE / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                facts = facts_of(row)
                asked = [pack for pack in packs() if pack.pack.id != HOUSE or facts.get("house_pack") == "on"]
                question = question_of(row, facts)
                verdict = judge(question, asked, rates())
                lines += [f"{row['id']}: {row['facts']}", f"    asked: {told(question)}"]
                lines += [
                    f"    answer: {told(verdict, 'hits')}",
                    *(f"    hit: {told(hit)}" for hit in verdict.hits),
                    "",
                ]
    same_as_golden("law_answers.txt", "\n".join(lines))
