"""Where somebody is signed in: their own sessions, which they end one by one, or all but this one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from sync.store import users as kept
from sync.users import mark
from sync.web.console.desk import ACCOUNT, Visit, at
from sync.web.console.sessions import BROWSER, LIFETIME

_WITHOUT_NAME = "a browser"


@dataclass(frozen=True, slots=True)
class Place:
    """One session. `mark`: by which it is ended; `is_this`: the page is looked at in it."""

    mark: str
    browser: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def routes() -> list[Route]:
    """For the console's router."""
    return [at("/account/sessions", end, methods=["POST"], own=True)]


def places(visit: Visit) -> list[Place]:
    """All of this user, this one first."""
    with visit.office.store.read() as connection:
        wall = visit.office.store.clock.wall()
        found = kept.sessions_of(connection, visit.user.id, wall, LIFETIME)
    this = this_session(visit)
    every = [
        Place(
            mark=one.mark,
            browser=str(json.loads(one.content).get(BROWSER, _WITHOUT_NAME)),
            began_at=one.began_at,
            seen_at=one.seen_at,
            is_this=one.mark == this,
        )
        for one in found
    ]
    return sorted(every, key=lambda one: not one.is_this)


def this_session(visit: Visit) -> str | None:
    """The mark of the session that this is."""
    word = visit.request.scope["session_handler"].session_id
    return None if word is None else mark(word)


def end(visit: Visit) -> Response:
    """One of theirs, or all of them but this one."""
    office, now, which = visit.office, visit.office.clock.wall(), visit.sent("session")
    mine = {one.mark for one in places(visit) if not one.is_this}
    ended = mine if visit.sent("act") == "others" else mine & {which}
    with office.store.write() as connection:
        for each in ended:
            kept.end_session(connection, each)
        if ended:
            kept.tell(connection, now, visit.user.email, "signed out elsewhere", visit.by, f"{len(ended)}")
    visit.say(f"You are signed out in {len(ended)} other place{'' if len(ended) == 1 else 's'}.")
    return visit.see(ACCOUNT)
