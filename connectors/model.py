"""How to reach a language model that may propose, or phrase. Its key is never shown by `repr`."""

from __future__ import annotations

import msgspec


class ModelSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`url`: of the API, before "/chat/completions". `key`: `None` where none is asked for.

    `timeout`: seconds that a whole answer may take.
    """

    url: str
    model: str
    key: str | None
    timeout: float

    def __repr__(self) -> str:
        return f"ModelSettings(url={self.url!r}, model={self.model!r})"
