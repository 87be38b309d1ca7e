"""Where a note may stand in QuickBooks: attached to its invoice, in the invoice's memo, in a field of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

ATTACHMENT: Final = "attachment"
MEMO: Final = "memo"
FIELD: Final = "field:"
"""Before a custom field's name, or its DefinitionId."""


def problem_of(places: Sequence[str]) -> str | None:
    """What is wrong with a ledger's `note_in`, in words; `None` when it can be used."""
    for place in places:
        if place not in (ATTACHMENT, MEMO) and not (place.startswith(FIELD) and place != FIELD):
            return (
                f'cannot be {place!r}: write "attachment", "memo" or "field:" and the name of a custom field'
            )
    if places and ATTACHMENT not in places and MEMO not in places:
        return 'needs "attachment" or "memo" too: a custom field has no room for the key'
    return None
