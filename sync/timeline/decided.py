"""What was decided, and by whom it was approved. A wait that was decided again and again is told once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dunning.dates import counted, in_words
from dunning.reaching import CHANNEL_WORDS
from sync.store import passed
from sync.timeline.entries import Asked, Entry


def decided(asked: Asked) -> Iterator[Entry]:
    """All of it, in no order."""
    rows = passed.decided(asked.connection, asked.ledger.id, asked.group)
    for run in _runs(rows):
        yield _decision(asked, run)
    for row in passed.approved(asked.connection, asked.ledger.id, asked.group):
        at = row["approved_at"]
        yield Entry(
            on=asked.day(at), at=at, kind="approval", title="The next step was approved",
            by=row["approved_by"], currency=row["currency"],
        )  # fmt: skip


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
