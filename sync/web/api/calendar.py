"""A calendar that a person's own program subscribes to: `/calendar/{token}.ics`, RFC 5545.

The law: it says no more than the day needs: which ledger and whom to call, or to expect money from; names
only where the token says so, and never an amount.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from icalendar import Calendar, Event
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from sync.agenda import Entry, agenda
from sync.office import Office
from sync.store import ledgers
from sync.store.tokens import Token
from sync.web.api.problems import SAFE, ProblemError
from sync.web.api.showing import Doorkeeper

_SAYS: Final = {
    "call": "Call {who} ({ledger})",
    "promise": "Promised payment of {who} ({ledger})",
    "instalment": "Instalment of {who} ({ledger})",
}


@dataclass(frozen=True, slots=True)
class Calendars:
    """`door`: who lets in."""

    office: Office
    door: Doorkeeper

    async def answer(self, request: Request) -> Response:
        """The calendar of that token; 404 for every other."""
        try:
            body = await asyncio.to_thread(self._body, request.path_params["token"])
        except ProblemError as problem:
            return problem.response()
        except SQLAlchemyError:
            return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "not now", Retry_After="600").response()
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = SAFE | {"Cache-Control": "private, max-age=600", "ETag": mark}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(body, headers=headers, media_type="text/calendar")

    def _body(self, shown: str) -> bytes:
        token = self.door.find(shown, "calendar")
        if token is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such calendar")
        instance, public = self.office.store.instance_id(), self.office.config.serve.public_url
        made = Calendar()
        made.add("prodid", "-//Duesync//Duesync//EN")
        made.add("version", "2.0")
        made.add("name", f"Duesync: {', '.join(token.ledgers)}")
        made.add("x-wr-calname", f"Duesync: {', '.join(token.ledgers)}")
        made.add("refresh-interval", timedelta(hours=1))
        office = self.office.of_firm(token.firm_id)
        with office.store.read() as connection:
            seen = [one for one in ledgers.every(connection) if one.name in token.ledgers]
        for one in seen:
            if one.name in office.config.ledgers:
                for entry in agenda(office, one):
                    made.add_component(_event(entry, one.name, token, instance, public))
        body: bytes = made.to_ical()
        return body


def _event(entry: Entry, ledger: str, token: Token, instance: str, public: str | None) -> Event:
    who = entry.name if token.names else f"customer {entry.customer}"
    made = Event()
    made.add("uid", f"{entry.id}.{ledger}@{instance}.duesync")
    made.add("dtstamp", entry.made_at.astimezone(UTC))
    made.add("dtstart", entry.on)
    made.add("dtend", entry.on + timedelta(days=1))
    made.add("summary", _SAYS[entry.kind].format(who=who, ledger=ledger))
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    if public is not None:
        made.add(
            "url", f"{public}/console/ledgers/{quote(ledger)}/customers/{quote(entry.customer, safe='')}"
        )
    return made
