"""The strict counter of calls: what a provider's limits are held against."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from connectors.sandbox.server import Call
from connectors.sandbox.traffic import most_at_once, most_within


def call(arrived: float, ended: float) -> Call:
    return Call(
        method="GET",
        path="/",
        query="",
        status=200,
        metered=True,
        body=b"",
        headers=MappingProxyType({}),
        answer=b"",
        content_type="",
        arrived=arrived,
        ended=ended,
    )


@pytest.mark.parametrize(
    ("arrived", "seconds", "most"),
    [
        ((), 60, 0),
        ((5.0,), 60, 1),
        ((0.0, 60.0), 60, 1),
        ((0.0, 59.99), 60, 2),
        ((0.9, 1.0, 1.1, 1.95), 1, 3),
        ((3.0, 1.0, 2.0, 2.5), 1, 2),
    ],
)
def test_any_stretch_counts_wherever_it_begins(arrived: tuple[float, ...], seconds: float, most: int) -> None:
    assert most_within([call(at, at + 1) for at in arrived], seconds) == most


def test_calls_are_at_once_while_they_are_handled() -> None:
    assert most_at_once([]) == 0
    assert most_at_once([call(0, 1), call(1, 2), call(2, 3)]) == 1
    assert most_at_once([call(0, 5), call(1, 2), call(1.5, 3), call(4, 5)]) == 3
