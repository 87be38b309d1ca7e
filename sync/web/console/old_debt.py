"""Old debt: what was long overdue when the ledger was linked, and what a person lets become of it.

The law kept here: all rows of one sending are sorted or none is; what is wrong stands beside its row, with
all that was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import UploadFile
from starlette.responses import Response
from starlette.routing import Route

from dunning.old_debt import OldDebt
from sync.commands import sorting
from sync.commands.choices import KINDS
from sync.commands.sort_table import csv_of, suggested, wanted_of
from sync.commands.sorting import RowsRefused, Wanted
from sync.commands.targets import ActError
from sync.store.ledgers import LinkedLedger
from sync.web.console.desk import Visit, at, url

_MOST_TOLD = 12
_MOST_BYTES = 8_000_000
_TYPED = ("plan", "dispute", "paid")  # choices that say more behind the word
_EVERY = "all"  # the choice for all that are ticked


def routes() -> list[Route]:
    """For the console's router."""
    page = "/ledgers/{ledger}/old-debt"
    return [
        at(page, show),
        at(page, sort, methods=["POST"]),
        at(f"{page}/undo", undo, methods=["POST"]),
        at(f"{page}/table.csv", table),
        at(f"{page}/table", take_table, methods=["POST"]),
    ]


def show(visit: Visit) -> Response:
    """The table."""
    return _page(visit, visit.ledger())


def sort(visit: Visit) -> Response:
    """Sort the rows that have a choice, or the ticked ones all alike, or all as is suggested."""
    ledger = visit.ledger()
    waiting = sorting.waiting(visit.office, ledger)
    rows = _wanted(visit, waiting)
    if not rows:
        return _page(visit, ledger, told="Nothing was chosen, so nothing was sorted.", status=400)
    try:
        return _done(visit, ledger, sorting.sort_rows(visit.office, ledger, rows, visit.by))
    except RowsRefused as refused:
        told = "Nothing was sorted: see to what stands beside the rows, and send them again."
        return _page(visit, ledger, told=told, faults=refused.at, status=400)


def _wanted(visit: Visit, waiting: Sequence[OldDebt]) -> list[Wanted]:
    """The rows that were meant, by the button that was pressed."""
    act = visit.sent("act", "rows")
    found = []
    for one in waiting:
        row = _row(one)
        ticked = bool(visit.sent(f"{row}.ticked"))
        if act == "suggested":
            choice, note = suggested(one), ""
        elif act == "ticked":
            choice, note = (_choice(visit, _EVERY), visit.sent(f"{_EVERY}.note")) if ticked else ("", "")
        else:
            choice, note = _choice(visit, row), visit.sent(f"{row}.note")
        if choice:
            found.append(_one(visit, one, row, choice, note))
    return found


def _choice(visit: Visit, row: str) -> str:
    kind = visit.sent(f"{row}.choice")
    return f"{kind} {visit.sent(f'{row}.rest')}".strip() if kind in _TYPED else kind


def _one(visit: Visit, one: OldDebt, row: str, choice: str, note: str) -> Wanted:
    numbers = [each.number or each.id for each in one.invoices]
    asked = [number for number in visit.all_sent(f"{row}.invoice") if number in numbers]
    return Wanted(
        place=row,
        customer_id=one.customer_id,
        customer=one.customer,
        currency=one.currency,
        invoices=() if len(asked) in (0, len(numbers)) else tuple(asked),
        choice=choice,
        note=note,
    )


def _row(one: OldDebt) -> str:
    """What the fields of its row begin with: the same however the table has changed meanwhile."""
    return f"{one.currency}-{one.customer_id}"


def _done(visit: Visit, ledger: LinkedLedger, words: Sequence[tuple[sorting.Key, str]]) -> Response:
    for _, text in words[:_MOST_TOLD]:
        visit.say(f"{text}.")
    if len(words) > _MOST_TOLD:
        visit.say(f"And {len(words) - _MOST_TOLD} more.")
    if len(words) == 1:
        visit.say(sorting.follows(visit.office, ledger, words[0][0]))
    return visit.see(url("ledgers", ledger.name, "old-debt"))


def undo(visit: Visit) -> Response:
    """Take back what was said of a customer's."""
    ledger = visit.ledger()
    customer, currency = visit.sent("customer"), visit.sent("currency")
    visit.say(f"{sorting.undo_sorting(visit.office, ledger, customer, currency, visit.by)}.")
    return visit.see(url("ledgers", ledger.name, "old-debt"))


def table(visit: Visit) -> Response:
    """The table as a file, to be filled in in a spreadsheet."""
    ledger = visit.ledger()
    body = csv_of(sorting.waiting(visit.office, ledger))
    name = f"old-debt-{ledger.name}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, media_type="text/csv", headers=headers)


def take_table(visit: Visit) -> Response:
    """Sort as such a file says, which was filled in; all of it, or nothing."""
    ledger = visit.ledger()
    sent = visit.form.get("file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return _page(visit, ledger, told="Choose the file that you filled in.", status=400)
    body = sent.file.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        return _page(visit, ledger, told=f"{sent.filename} is too large to be such a table.", status=400)
    try:
        rows, without = wanted_of(body, sent.filename)
        if not rows:
            told = (
                f'{sent.filename} has no choice in its column "choice": nothing was sorted ({without} rows).'
            )
            return _page(visit, ledger, told=told, status=400)
        return _done(visit, ledger, sorting.sort_rows(visit.office, ledger, rows, visit.by))
    except ActError as refused:
        return _page(visit, ledger, told=f"{sent.filename}: {refused}", status=400)


def _page(
    visit: Visit,
    ledger: LinkedLedger,
    *,
    told: str = "",
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    waiting = sorting.waiting(visit.office, ledger)
    policy = visit.office.policy(ledger.name)
    levels = [(f"level {level.name}", level.name.replace("_", " ")) for level in policy.levels]
    kept = {name: visit.sent(name) for name in visit.form if isinstance(visit.form.get(name), str)}
    return visit.page(
        "console/old_debt.html",
        status=status,
        ledger=ledger,
        waiting=[(_row(one), one, suggested(one)) for one in waiting],
        sorted_already=sorting.sorted_already(visit.office, ledger),
        days=policy.old_debt_days,
        levels=levels,
        kinds=KINDS,
        typed=_TYPED,
        kept=kept,
        invoices={_row(one): visit.all_sent(f"{_row(one)}.invoice") for one in waiting},
        told=told,
        faults=faults or {},
    )
