"""One message that waits for a yes: why, about what, in which words; and those words, written anew."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from sync import commands
from sync.commands import ActError, Proposal
from sync.commands.contents import Content, content
from sync.commands.proposed import the_proposal
from sync.commands.rewording import PARTS, REWORDABLE, Draft, draft, in_place_of
from sync.store import figures
from sync.store.ledgers import LinkedLedger
from sync.today import step_in_words
from sync.web import pages
from sync.web.console.desk import Visit, at, url

_PATH = "/ledgers/{ledger}/today/messages/{fingerprint}"


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at(_PATH, show),
        at(_PATH, reword, methods=["POST"]),
        at(f"{_PATH}/mail", mail),
        at("/ledgers/{ledger}/today/approved/{fingerprint}", take_back, methods=["POST"]),
    ]


def _found(visit: Visit) -> tuple[LinkedLedger, Proposal]:
    ledger = visit.ledger()
    return ledger, the_proposal(visit.office, ledger, visit.path("fingerprint"))


def show(visit: Visit) -> Response:
    """As a page of its own, or as a part of the list's."""
    ledger, one = _found(visit)
    return _page(visit, ledger, one)


def _page(
    visit: Visit,
    ledger: LinkedLedger,
    one: Proposal,
    *,
    written: dict[str, str] | None = None,
    wrong: str = "",
) -> Response:
    said: Content = content(visit.office, ledger, one)
    made: Draft | None = draft(visit.office, ledger, one) if one.notify.channel in REWORDABLE else None
    is_part = visit.request.headers.get("HX-Request") == "true"
    return visit.page(
        "console/today_message_part.html" if is_part else "console/today_message.html",
        status=400 if wrong else 200,
        ledger=ledger,
        one=one,
        step=step_in_words,
        content=said,
        draft=made,
        written=written or (None if made is None else _as_typed(made)),
        wrong=wrong,
        invoices=_invoices(visit, ledger, one),
        here=url("ledgers", ledger.name, "today", "messages", one.notify.fingerprint),
    )


def _as_typed(made: Draft) -> dict[str, str]:
    typed = {name: "\n".join(getattr(made.words, name)) for name in PARTS if name != "subject"}
    return {"subject": made.words.subject, **typed}


def _invoices(visit: Visit, ledger: LinkedLedger, one: Proposal) -> list[dict[str, Any]]:
    act = one.notify
    with visit.office.store.read() as connection:
        rows = figures.invoices_by_id(connection, ledger.id, [each for each, _ in act.balances])
    return [
        {
            "number": (row.number if row else None) or invoice,
            "due_on": row.due_on if row else None,
            "balance": balance,
            "asked": invoice in act.overdue,
        }
        for invoice, balance in act.balances
        for row in (rows.get(invoice),)
    ]


def mail(visit: Visit) -> Response:
    """The letter as a mail program shows it, for a frame."""
    ledger, one = _found(visit)
    return pages.letter(draft(visit.office, ledger, one).letter.html)


def reword(visit: Visit) -> Response:
    """Keep a person's words for this letter, or the template's again."""
    ledger, one = _found(visit)
    here = url("ledgers", ledger.name, "today", "messages", one.notify.fingerprint)
    if visit.sent("act") == "template":
        commands.end_rewording(visit.office, ledger, one, visit.by)
        visit.say("It goes in the template's words again.")
        return visit.see(here)
    written = {name: str(visit.form.get(name, "")) for name in PARTS if name in visit.form}
    try:
        own = in_place_of(draft(visit.office, ledger, one).words, written)
        commands.reword(visit.office, ledger, one, own, visit.by)
    except ActError as error:
        typed = _as_typed(draft(visit.office, ledger, one)) | written
        return _page(visit, ledger, one, written=typed, wrong=str(error))
    visit.say("Kept: this message goes in your words, once it is approved.")
    return visit.see(here)


def take_back(visit: Visit) -> Response:
    """The yes to it counts no more, while nothing went by it."""
    ledger, account = visit.ledger(), (visit.sent("customer"), visit.sent("currency"))
    commands.withdraw_approval(visit.office, ledger, account, visit.path("fingerprint"), visit.by)
    visit.say("The yes is taken back: nothing goes by it.")
    return visit.see(f"{url('today')}#{ledger.name}")
