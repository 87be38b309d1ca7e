"""Calls that somebody waits for are made once, and end in time."""

from __future__ import annotations

import time
from threading import Thread

import pytest
from tenacity import wait_none

from connectors.errors import TryLater
from connectors.http import ATTEMPTS, SOON, reading
from connectors.hurry import hurrying, is_hurried, within


def _tries() -> int:
    tried = []

    def call() -> None:
        tried.append(1)
        msg = "away"
        raise TryLater(msg, about="a test", after=SOON)

    with pytest.raises(TryLater):
        reading(call, wait=wait_none())
    return len(tried)


def test_a_read_that_fails_is_tried_again_only_where_nobody_waits() -> None:
    with hurrying(5):
        assert _tries() == 1
    assert _tries() == ATTEMPTS


def test_what_is_left_is_never_more_than_was_given_nor_nothing() -> None:
    assert within(60) == 60
    with hurrying(5):
        assert 4 < within(60) <= 5
        assert within(1) == 1
        with hurrying(0):
            time.sleep(0.01)
            assert 0 < within(60) <= 0.1
        assert within(60) > 4


def test_a_thread_of_its_own_is_not_hurried() -> None:
    said = []
    with hurrying(5):
        thread = Thread(target=lambda: said.append(is_hurried()))
        thread.start()
        thread.join()
    assert said == [False]
