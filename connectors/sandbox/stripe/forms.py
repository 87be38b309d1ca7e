"""Stripe's way to write objects as a form: `line_items[0][price_data][currency]=gbp`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_PARTS = re.compile(r"[^\[\]]+")


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The object that the form says; numbered parts become lists, in order."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        parts, at = _PARTS.findall(name), tree
        if name.endswith("[]"):
            parts.append(str(len(at.get(parts[0], ()))))
        for part in parts[:-1]:
            at = at.setdefault(part, {})
        at[parts[-1]] = value
    return {name: _listed(value) for name, value in tree.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdecimal() for name in value):
        return [_listed(value[name]) for name in sorted(value, key=int)]
    return {name: _listed(inner) for name, inner in value.items()}
