"""How the contract says no: `AssertionError` in words, with and without pytest, `-O` or not."""

from __future__ import annotations

from typing import NoReturn, TypeVar

T = TypeVar("T")


def fail(sentence: str) -> NoReturn:
    """The contract is broken, and this is how."""
    raise AssertionError(sentence)


def hold(true: bool, sentence: str) -> None:
    """`sentence` says what is wrong when this is not `true`."""
    if not true:
        fail(sentence)


def agree(told: object, truth: object, about: str) -> None:
    """What the connector told and what is true must be the same."""
    if told != truth:
        fail(f"{about}: the connector tells {told!r}, true is {truth!r}")


def there(value: T | None, sentence: str) -> T:
    """The value, which must not be absent."""
    return fail(sentence) if value is None else value


def skip_unless(can: bool, why: str) -> None:
    """Leave a test out, with its reason, where this kind of ledger has no such thing."""
    if not can:
        from unittest import SkipTest  # what pytest takes for a skip, so that pytest need not be installed

        raise SkipTest(why)
