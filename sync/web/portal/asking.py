"""A customer's question, answered at once where our books can; else a person reads it."""

from __future__ import annotations

from starlette.responses import Response

from sync.portal import acts
from sync.portal.asking import Answer, Told, answered, understood
from sync.portal.phrasing import said
from sync.portal.refusing import NotThat
from sync.portal.seen import Seen
from sync.portal.transfer import reference_of
from sync.web.portal.acting import WHYS, latest_of
from sync.web.portal.door import Visit
from sync.web.portal.paying import ways
from sync.web.portal.showing import rows_of


def ask_form(visit: Visit, no: str = "") -> Response:
    """Where they write."""
    return visit.page("ask", visit.look(), status=400 if no else 200, no=no, longest=acts.LONGEST)


def ask(visit: Visit) -> Response:
    """Answer it, show the form for it, or have a person read it."""
    words = visit.text("words")[: acts.LONGEST]
    try:
        with visit.room() as at:
            seen = at.seen()
            found = understood(seen, words, visit.office) if words and not visit.field("person") else None
            if found is None:
                return visit.home(acts.ask(at, words))
            if isinstance(found, Answer):
                answered(visit.office, visit.visitor, seen, words, found)
    except NotThat as refused:
        return ask_form(visit, refused.why.value)
    return _answer(visit, seen, words, found)


def _answer(visit: Visit, seen: Seen, words: str, found: Answer | Told) -> Response:
    if isinstance(found, Told):
        return told_form(visit, seen, words, found)
    phrased = said(visit.office, visit.visitor, seen, found)
    online = ways(visit, seen)
    rows = {
        sheet.currency: rows_of(visit, seen, sheet, online[sheet.currency], found.invoices)
        for sheet in seen.owing
    }
    return visit.page(
        "answer",
        seen,
        words=words,
        asks=found.asks,
        phrased=phrased,
        rows=rows,
        reference=reference_of(seen),
    )


def told_form(visit: Visit, seen: Seen, words: str, found: Told) -> Response:
    """The form by which it can be noted at once, with what their words hold already."""
    meaning, sheet = found.meaning, seen.owing[0]
    day, sum_ = meaning.day, meaning.amount
    filled = {
        "on": "" if day is None else day.first.isoformat(),
        "by": "" if day is None else day.last.isoformat(),
        "reference": meaning.reference or "",
        "invoice": next(iter(meaning.invoices), ""),
        "why": meaning.why or "wrong",
        "amount": str(sum_.amount) if sum_ is not None and sum_.part == "stated" else "",
    }
    return visit.page(
        "told",
        seen,
        form={},
        words=words,
        told=found.form,
        filled=filled,
        sheet=sheet,
        latest=latest_of(sheet),
        whys=WHYS,
    )
