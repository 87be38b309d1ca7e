"""What a note leaves on the invoice itself, where that is configured: one line of its memo, a field. Pure.

The law: the line is ours alone, begins with "[Duesync]", and is replaced in place; every other
character of the memo stays as the bookkeeper wrote it. What has no room is refused, never cut off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from connectors.errors import Refused
from connectors.quickbooks.bodies import Body
from connectors.quickbooks.fields import is_void, text
from connectors.quickbooks.places_of_notes import FIELD, MEMO
from connectors.quickbooks.wire import CustomField, MarkedRow
from dunning.effects import WriteNote

NO_PLACE: Final = "no place"
"""`Refused.code`: the invoice cannot take a mark, whatever else it is."""
_LINE: Final = re.compile(r"^\[Duesync\][^\r\n]*? #(\d+) \[[A-Z2-7]+\][ \t]*(?=\r?$)", re.MULTILINE)
_LONGEST_MEMO: Final = 4000
_LONGEST_FIELD: Final = 31
_VERBS: Final = (" e-mailed", " given to a person", " given")


def line_of(write: WriteNote) -> str:
    """Our line in the memo."""
    words = " ".join(write.text.replace(f"[{write.key}]", "").split())
    return f"[Duesync] {words} #{write.sequence} [{write.key}]"


def sequence_in(memo: str | None) -> int | None:
    """The sequence of our line; `None` where there is none."""
    found = _LINE.search(memo or "")
    return int(found.group(1)) if found else None


def memo_with(memo: str | None, line: str) -> str:
    """The memo with our line in place of our last one, else below what stands there.

    `Refused` when it has no room.
    """
    own = memo or ""
    if _LINE.search(own):
        marked = _LINE.sub(lambda _found: line, own, count=1)
    else:
        marked = f"{own}\n{line}" if own else line
    if len(marked) > _LONGEST_MEMO:
        msg = f"the memo of the invoice has no room for a line of {len(line)} characters"
        raise Refused(msg, code=NO_PLACE)
    return marked


def field_text(write: WriteNote) -> str:
    """The note in 31 characters: "Reminder 2 e-mailed 12 May 2026"."""
    words = " ".join(write.text.replace(f"[{write.key}]", "").partition(":")[0].split())
    for verb in _VERBS:
        if len(words) > _LONGEST_FIELD:
            words = words.replace(verb, "")
    return words[:_LONGEST_FIELD].rstrip()


def marked(invoice: MarkedRow, write: WriteNote, places: Sequence[str]) -> Body | None:
    """A sparse update that puts the note on the invoice; `None` where it, or a later one, stands there.

    `Refused` with `NO_PLACE` when the invoice was voided, has no such field, or no room.
    """
    if is_void(invoice.total_amt, invoice.private_note):
        msg = "the invoice was voided"
        raise Refused(msg, code=NO_PLACE)
    changed: Body = {}
    stands = MEMO in places and (sequence_in(invoice.private_note) or 0) >= write.sequence
    if stands:
        return None
    if MEMO in places:
        changed["PrivateNote"] = memo_with(invoice.private_note, line_of(write))
    for place in places:
        if place.startswith(FIELD) and (fields := _fields(invoice, place[len(FIELD) :], field_text(write))):
            changed["CustomField"] = fields
    if not changed:
        return None
    return {"Id": text(invoice.id), "SyncToken": text(invoice.sync_token), "sparse": True} | changed


def _fields(invoice: MarkedRow, wanted: str, words: str) -> list[Body]:
    """All the invoice's fields, as a list is replaced as a whole; empty when nothing changes."""
    fields = [one for one in invoice.custom_field or () if one.type in (None, "StringType")]
    ours = next((one for one in fields if _is(one, wanted)), None)
    if ours is None:
        msg = f"the invoice has no custom field {wanted!r}"
        raise Refused(msg, code=NO_PLACE)
    if ours.string_value == words:
        return []
    return [
        {
            "DefinitionId": text(one.definition_id),
            "Name": one.name,
            "Type": "StringType",
            "StringValue": words if one is ours else one.string_value or "",
        }
        for one in fields
    ]


def _is(field: CustomField, wanted: str) -> bool:
    return text(field.definition_id) == wanted or (field.name or "").casefold() == wanted.casefold()
