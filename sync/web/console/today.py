"""Today: what waits for people, grouped by client; yes, not now and no to many messages at once.

The law kept here: what is sent names each message by its fingerprint, so an act is about what was on the
page and nothing else; what changed meanwhile is left alone and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import Route

from sync import commands
from sync.commands import ActError
from sync.commands.proposed import chosen_of
from sync.commands.targets import Id
from sync.store.ledgers import LinkedLedger
from sync.today import clients, put_off, step_in_words, why_in_brief
from sync.web.console import today_calls, today_messages, today_replies
from sync.web.console.desk import Visit, at, url
from sync.web.console.typed import in_console, without_commands

_MOST = 5  # of each list of a client's, while more than one client is on the page
_OPEN = 3  # so many clients are shown whole; of more each is a line, which opens


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at("/today", show),
        at("/today", act, methods=["POST"]),
        at("/ledgers/{ledger}/today/put-off", take_up, methods=["POST"]),
        *today_messages.routes(),
        *today_calls.routes(),
        *today_replies.routes(),
    ]


def show(visit: Visit) -> Response:
    """All clients of this user, or the one that is asked for."""
    name = visit.asked("ledger")
    found = clients(visit.office, [visit.ledger(name)] if name else visit.ledgers())
    busy = [one for one in found if one.waits or one.going]
    sums = {
        "exceptions": sum(one.exceptions for one in found),
        "messages": sum(len(one.messages) for one in found),
        "calls": sum(len(one.calls) for one in found),
        "replies": sum(len(one.replies) for one in found),
        "letters": sum(len(one.letters) for one in found),
    }
    return visit.page(
        "console/today.html",
        clients=busy,
        idle=[one for one in found if one not in busy],
        most=None if name else _MOST,
        folded=not name and len(busy) > _OPEN,
        put_off=put_off(visit.office, visit.ledger(name)) if name else (),
        only=name,
        sums=sums,
        step=step_in_words,
        why=why_in_brief,
        here=in_console,
        tomorrow=visit.office.clock.now().date() + timedelta(days=1),
    )


def act(visit: Visit) -> Response:
    """Yes, not before a day, or no, to all that was chosen; each refusal is told with its reason."""
    back = visit.see(f"{url('today')}?ledger={name}" if (name := visit.sent("ledger")) else url("today"))
    chosen: dict[str, set[str]] = defaultdict(set)
    for each in visit.all_sent("chosen"):
        ledger, _, fingerprint = each.partition(" ")
        chosen[ledger].add(fingerprint)
    if not chosen:
        visit.say("Nothing was chosen: tick the messages that it is about.")
        return back
    for ledger, fingerprints in sorted(chosen.items()):
        linked = visit.ledger(ledger)
        try:
            for told in _done(visit, linked, fingerprints):
                visit.say(f"{linked.organisation}: {told}")
        except ActError as error:
            visit.say(f"{linked.organisation}: {without_commands(str(error))}")
    return back


def take_up(visit: Visit) -> Response:
    """Nothing of a customer's is put off or refused any more."""
    ledger = visit.ledger()
    name = commands.take_up_again(visit.office, ledger, customer=Id(visit.sent("customer")), by=visit.by)
    visit.say(f"{name}: nothing is put off any more; it waits again after the next run.")
    return visit.see(f"{url('today')}?ledger={ledger.name}")


def _done(visit: Visit, ledger: LinkedLedger, fingerprints: set[str]) -> Iterator[str]:
    waiting = commands.proposals(visit.office, ledger)
    found, gone = chosen_of(visit.office, ledger, fingerprints)
    if gone:
        yield f"{gone} changed, or went, since you looked; look at them again."
    if not found:
        return
    what = f"{len(found)} {'message or task' if len(found) == 1 else 'messages and tasks'}"
    match visit.sent("act"):
        case "approve":
            commands.approve(visit.office, ledger, found, visit.by, whole=len(found) == len(waiting))
            yield f"{what} approved. They go with the next run."
        case "postpone":
            until = _day(visit.sent("until"))
            words = visit.sent("words")
            commands.postpone(visit.office, ledger, found, until=until, words=words, by=visit.by)
            yield f"{what} put off to {until}."
        case "refuse":
            commands.refuse(visit.office, ledger, found, words=visit.sent("reason"), by=visit.by)
            yield f"{what} refused: not sent while nothing changes in what they owe."
        case other:
            msg = f"{other or 'nothing'} is no act: approve, postpone or refuse"
            raise ActError(msg)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        msg = "say to which day it is put off"
        raise ActError(msg) from None
