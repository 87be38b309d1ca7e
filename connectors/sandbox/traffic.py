"""How many calls came at once and in any stretch of time: what a provider's limits are held against.

Strict: every call that arrived counts, whatever was answered, and every stretch is looked at, not
only those that begin with the minute. A stretch's end is open: of calls exactly a minute apart one counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from connectors.sandbox.server import Call


def most_within(calls: Iterable[Call], seconds: float) -> int:
    """The most calls that arrived in any stretch of so many seconds."""
    arrived = sorted(call.arrived for call in calls)
    most = first = 0
    for last, at in enumerate(arrived):
        while at - arrived[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def most_at_once(calls: Iterable[Call]) -> int:
    """The most calls that were being handled at one moment."""
    moments = sorted(moment for call in calls for moment in ((call.arrived, 1), (call.ended, -1)))
    most = under_way = 0
    for _, step in moments:
        under_way += step
        most = max(most, under_way)
    return most
