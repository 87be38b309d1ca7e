"""A property that is worked out when it is first asked for, and kept with the value it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Owner = TypeVar("_Owner")
_Answer = TypeVar("_Answer")


class made_once(Generic[_Owner, _Answer]):  # noqa: N801  # stands where `cached_property` would
    """As `functools.cached_property`, without the lock that it takes: a value that is made twice is the same.

    For a struct with `dict=True`.
    """

    def __init__(self, work_out: Callable[[_Owner], _Answer]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Any, _kind: type[_Owner]) -> _Answer:
        found: _Answer = self._work_out(owner)
        owner.__dict__[self._work_out.__name__] = found
        return found
