"""The change feed (`cdc`): whole objects changed since an instant, and stubs of the deleted ones.

At most 1000 objects an answer and no second page: the newest come, the rest is not told of.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.refusals import Refusal, missing
from connectors.sandbox.quickbooks.wire import Wire, instant, stamp

MOST_OBJECTS = 1000
LOOK_BACK = timedelta(days=30)


def _since(text: str, now: datetime) -> datetime:
    try:
        since = instant(text.replace(" ", "+"))  # an offset's plus that was not percent-encoded
    except ValueError as error:
        raise Refusal(
            code="2010",
            message="Invalid date",
            detail=f"changedSince {text} is not a date",
            element="changedSince",
        ) from error
    if now - since > LOOK_BACK:
        raise Refusal(
            code="4001",
            message="Invalid query",
            detail="QueryValidationError: changedSince cannot be more than 30 days ago",
            element="changedSince",
        )
    return since.replace(microsecond=0)


def _changed(company: Company, entity: str, since: datetime) -> list[tuple[datetime, Wire]]:
    rows = [(instant(row["MetaData"]["LastUpdatedTime"]), row) for row in company.rows[entity].values()]
    stubs = [
        (
            gone.at,
            {
                "domain": "QBO",
                "status": "Deleted",
                "Id": gone.id,
                "MetaData": {"LastUpdatedTime": stamp(gone.at)},
            },
        )
        for gone in company.deleted
        if gone.entity == entity
    ]
    return [change for change in [*rows, *stubs] if change[0] >= since]


def change_feed(company: Company, entities: str, changed_since: str, now: datetime) -> Wire:
    """The answer without its time; an entity without changes has an empty object. Raises `Refusal`."""
    if not changed_since:
        raise missing(name="changedSince")
    if not entities:
        raise missing(name="entities")
    since = _since(changed_since, now)
    named = {name.lower(): name for name in company.rows}
    asked = []
    for name in entities.split(","):
        if name.strip().lower() not in named:
            msg = f"QueryValidationError: Entity {name.strip()} is not supported by change data capture"
            raise Refusal(code="4001", message="Invalid query", detail=msg, element="entities")
        asked.append(named[name.strip().lower()])
    changes = [(at, entity, row) for entity in asked for at, row in _changed(company, entity, since)]
    newest = sorted(changes, key=lambda change: change[0], reverse=True)[:MOST_OBJECTS]
    answers = []
    for entity in asked:
        rows = [row for _, of, row in newest if of == entity]
        count = {"startPosition": 1, "maxResults": len(rows), "totalCount": len(rows)}
        answers.append({entity: rows} | count if rows else {})
    return {"CDCResponse": [{"QueryResponse": answers}]}
