"""One customer: what they owe, what comes next, all that happened, and every act on them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData
from starlette.responses import Response
from starlette.routing import Route

from dunning.contact_policy import CONTACT_CHANNELS, DAYS
from dunning.reaching import CHANNEL_WORDS
from sync.commands import ActError
from sync.commands.documents import KINDS
from sync.commands.targets import Id
from sync.debtors import BUCKETS
from sync.scoring.bills import ScoreError
from sync.scoring.live import of_ledger
from sync.store import documents, facts, review
from sync.timeline import GROUPS
from sync.timeline.said import step_in_words
from sync.web.console.customer_acts import ACTS
from sync.web.console.customer_view import INVOICES_SHOWN, view
from sync.web.console.desk import Nowhere, Visit, at, url
from sync.web.console.typed import a_page, done_here, in_console, without_commands

_ENTRIES_SHOWN: Final = 30
_DAYS_AHEAD: Final = 30  # for which the likelihood of being paid is told
_SEEN_BELOW: Final = ("note", "unnote", "unlog", "detach")  # what they do is seen in what happened
_WEEK: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def routes() -> list[Route]:
    """For the console's router."""
    path = "/ledgers/{ledger}/customers/{customer:path}"
    return [
        at(f"{path}/likelihood", likelihood),
        at(f"{path}/documents/{{number}}", document),
        at(path, show),
        at(path, act, "bookkeeper", ["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused, with what was typed into it."""

    act: str
    why: str
    form: FormData

    def typed(self, act: str, name: str, default: str = "") -> str:
        """What stood in that field, if it was this form."""
        value = self.form.get(name, default) if act == self.act else default
        return value if isinstance(value, str) else default

    def chosen(self, act: str, name: str) -> list[str]:
        """Every value of a field that may come several times."""
        return [each for each in self.form.getlist(name) if isinstance(each, str)] if act == self.act else []


_NOTHING_REFUSED: Final = Refused("", "", FormData())


def show(visit: Visit, refused: Refused = _NOTHING_REFUSED) -> Response:
    """The page; of a sub-customer, that of who is billed for them."""
    ledger = visit.ledger()
    customer_id = visit.path("customer")
    owner = _billed(visit)
    if owner != customer_id:
        return visit.see(url("ledgers", ledger.name, "customers", owner))
    page = a_page(visit.asked("invoices", "1"))
    found = view(visit.office, ledger, customer_id, page)
    only = visit.asked("only") if visit.asked("only") in GROUPS else ""
    entries = [each for each in found.entries if not only or each.kind in GROUPS[only][1]]
    pages = max(1, -(-len(entries) // _ENTRIES_SHOWN))
    shown = min(a_page(visit.asked("page", "1")), pages)
    return visit.page(
        "console/customer.html",
        status=400 if refused.act else 200,
        ledger=ledger,
        here=url("ledgers", ledger.name, "customers", customer_id),
        one=found,
        buckets=BUCKETS,
        refused=refused,
        entries=entries[(shown - 1) * _ENTRIES_SHOWN : shown * _ENTRIES_SHOWN],
        number=len(entries),
        page=shown,
        pages=pages,
        only=only,
        groups=GROUPS,
        invoice_page=page,
        invoice_pages=max(1, -(-found.count // INVOICES_SHOWN)),
        zone=ZoneInfo(ledger.timezone),
        channels={each: CHANNEL_WORDS[each] for each in CONTACT_CHANNELS},
        days_of_week=dict(zip(DAYS, _WEEK, strict=False)),
        document_kinds=KINDS,
        step_in_words=step_in_words,
        plain=without_commands,
        in_console=in_console,
    )


def act(visit: Visit) -> Response:
    """Do what a form says; refused, it is shown again with what was typed and why not."""
    ledger, customer_id = visit.ledger(), visit.path("customer")
    _billed(visit)
    done: Callable[..., str] | None = ACTS.get(visit.sent("act"))
    if done is None:
        raise Nowhere
    try:
        visit.say(done_here(done(visit, ledger, Id(customer_id))))
    except ActError as error:
        refused = Refused(visit.sent("act"), without_commands(str(error)), visit.form)
        return show(dataclasses.replace(visit, form=FormData()), refused)
    where = "timeline" if visit.sent("act") in _SEEN_BELOW else "main"  # else a browser keeps the form's own
    return visit.see(f"{url('ledgers', ledger.name, 'customers', customer_id)}#{where}")


def likelihood(visit: Visit) -> Response:
    """How likely their overdue invoices are paid: apart, for it reads the whole ledger's history."""
    ledger, customer_id = visit.ledger(), _billed(visit)
    with visit.office.store.read() as connection:
        [customer] = facts.customers(connection, ledger.id, [customer_id])
    try:
        live = of_ledger(visit.office, ledger, days=_DAYS_AHEAD, late_over=0)
    except ScoreError as error:
        return visit.page(
            "console/likelihood.html", ledger=ledger, customer=customer, live=None, why=str(error)
        )
    return visit.page(
        "console/likelihood.html",
        ledger=ledger,
        customer=customer,
        live=live,
        overdue=[each for each in live.overdue if each.customer_id == customer_id],
        terms=[each for each in live.terms if each.customer_id == customer_id],
        why="",
    )


def document(visit: Visit) -> Response:
    """A document that was attached, to be saved: never shown here, for anybody may have made it."""
    ledger, customer_id = visit.ledger(), _billed(visit)
    with visit.office.store.read() as connection:
        billed = review.billed_customers(connection, ledger.id)
        group = [customer_id, *(child for child, owner in billed.items() if owner == customer_id)]
        found = [
            each
            for each in documents.of_customers(connection, ledger.id, group)
            if str(each.id) == visit.path("number") and each.withdrawn_at is None
        ]
        if not found:
            raise Nowhere
        body = documents.body_of(connection, found[0])
    named = f"attachment; filename*=UTF-8''{quote(found[0].name, safe='')}"
    guarded = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(body, media_type="application/octet-stream", headers=guarded)


def _billed(visit: Visit) -> str:
    """Who is billed for the path's customer. Raises `Nowhere`."""
    ledger, customer_id = visit.ledger(), visit.path("customer")
    with visit.office.store.read() as connection:
        if not facts.customers(connection, ledger.id, [customer_id]):
            raise Nowhere
        return review.billed_customers(connection, ledger.id).get(customer_id, customer_id)
