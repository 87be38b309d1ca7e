"""One call of the API, as its handler sees it, and what an operation of the API is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import msgspec

from sync.office import Office
from sync.store.ledgers import LinkedLedger
from sync.store.tokens import Token

Asked = TypeVar("Asked", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Call(Generic[Asked]):
    """`office`: in the token's name. `asked`: a query or a body. `path`: what the address names."""

    office: Office
    token: Token
    asked: Asked
    path: Mapping[str, str]
    linked: LinkedLedger | None

    @property
    def ledger(self) -> LinkedLedger:
        """The one that the address names: this token may see it."""
        assert self.linked is not None  # noqa: S101 - every operation that asks has `{ledger}` in its address
        return self.linked


@dataclass(frozen=True, slots=True)
class Operation:
    """`path`: below `/api/v1`. `asked`, `answers`: its types. `act`: what answers it, in a thread."""

    method: Literal["GET", "POST"]
    path: str
    name: str
    says: str
    asked: type[msgspec.Struct]
    answers: type[msgspec.Struct]
    act: Callable[[Call[Any]], msgspec.Struct]

    @property
    def acts(self) -> bool:
        """Whether it does something."""
        return self.method == "POST"
