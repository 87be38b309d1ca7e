"""What was decided, and by whom it was approved. A wait that was decided again and again is told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dunning.dates import counted, in_words
from dunning.reaching import CHANNEL_WORDS
from dunning.said import Deferral
from sync.store import passed
from sync.timeline.entries import Asked, Entry
from sync.timeline.said import step_in_words


def decided(asked: Asked) -> Iterator[Entry]:
    """All of it, in no order."""
    rows = passed.decided(asked.connection, asked.ledger.id, asked.group)
    for run in _runs(rows):
        yield _decision(asked, run)
    for row in passed.approved(asked.connection, asked.ledger.id, asked.group):
        at = row["approved_at"]
        yield Entry(
            on=asked.day(at), at=at, kind="approval", title="The next step was approved",
            by=row["approved_by"], currency=row["currency"], state=_ended(asked, row, "taken back"),
        )  # fmt: skip
    for row in passed.deferred(asked.connection, asked.ledger.id, asked.group):
        yield _deferral(asked, row)
    for row in passed.reworded(asked.connection, asked.ledger.id, asked.group):
        yield Entry(
            on=asked.day(row["made_at"]), at=row["made_at"], kind="approval", title="A message was reworded",
            by=row["made_by"], currency=row["currency"], state=_ended(asked, row, "taken back"),
        )  # fmt: skip


def _deferral(asked: Asked, row: dict[str, Any]) -> Entry:
    word = msgspec.json.decode(row["body"], type=Deferral)
    what = "is not to be sent" if word.until is None else f"postponed until {in_words(word.until)}"
    return Entry(
        on=asked.day(row["made_at"]),
        at=row["made_at"],
        kind="approval",
        title=f"{step_in_words(word.kind, word.level)} {what}",
        words=word.words,
        state=_ended(asked, row, "taken back"),
        by=row["made_by"],
        currency=row["currency"],
    )


def _ended(asked: Asked, row: dict[str, Any], how: str) -> str:
    if row["ended_at"] is None:
        return ""
    return f"{how} on {in_words(asked.day(row['ended_at']))} by {row['ended_by']}"


def _runs(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Decisions that follow each other on one account and come to the same, in one list."""
    by_account: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        key = row["customer_id"], row["currency"]
        last = by_account.get(key)
        if last and (last[-1]["action"], last[-1]["reason"]) == (row["action"], row["reason"]):
            last.append(row)
            continue
        if last:
            yield last
        by_account[key] = [row]
    yield from by_account.values()


def _decision(asked: Asked, run: list[dict[str, Any]]) -> Entry:
    first, last = run[0], run[-1]
    again = ""
    if len(run) > 1:
        day = in_words(asked.day(last["decided_at"]))
        again = f"looked at again {counted(len(run) - 1, 'time')}, the last time on {day}"
    what = "Wait" if first["action"] == "wait" else f"Act by {CHANNEL_WORDS[first['action']]}"
    return Entry(
        on=asked.day(first["decided_at"]),
        at=first["decided_at"],
        kind="decision",
        title=f"{what}: {last['text']}",
        words=f"By {last['citation']}." if last["citation"] else "",
        state="; ".join(each for each in ("stands now" if last["standing"] else "", again) if each),
        currency=first["currency"],
        number=last["id"],
    )
