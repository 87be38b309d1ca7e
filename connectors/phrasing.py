"""A language model that may phrase an answer, where one is configured; it decides nothing and learns nothing.

The law: what leaves is what was asked, by name, and the names of the facts that an answer may hold: no
figure, no word of the customer's, nobody's name. What comes back is for `dunning.phrasing` to judge.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from connectors.chat import answer_to
from connectors.model import ModelSettings

_ABOUT: Final = "the model that phrases answers"
_TASK: Final = (
    "You phrase the answer that a firm gives a customer who asked about their invoices. Write one to three"
    " short, plain, polite sentences in the language that is named. Answer with JSON only:"
    ' {"text": "..."}. Where a fact belongs, write its place, such as {open}; only places that are listed,'
    " each that is needed at least once. Below your sentences the customer sees the figures themselves. Write"
    " no number, day, amount, name, address or link of your own. Promise nothing, ask for nothing, threaten"
    " nothing."
)


class _Text(msgspec.Struct):
    text: str


def phrased(
    asks: Collection[str],
    places: Mapping[str, str],
    needed: Collection[str],
    language: str,
    settings: ModelSettings,
) -> str:
    """The sentences as the model wrote them, with places such as `{open}`; "" where it wrote none.

    `asks`: what was asked; `places`: what each means; `needed`: those that must be among them; `language`: in
    English words. Raises `ConnectorError` when it cannot be asked.
    """
    shown = {"language": language, "asked": sorted(asks), "places": dict(places), "needed": sorted(needed)}
    content = answer_to(_TASK, msgspec.json.encode(shown).decode(), settings, _ABOUT)
    try:
        return msgspec.json.decode(content, type=_Text).text
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
