"""Calls made by a machine, each at most once, by Twilio's Call resource.

Twilio takes no key of ours here either, so a create is never repeated. But whatever it asks of us during a
call it lists as an event of that call, with the address asked, which bears the key: by that a call without an
answer is found for sure. One that nobody took up has no such event, and is found where it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, quote, urlsplit

from twilio.rest import Client

from connectors.base import TextStatus
from connectors.errors import Refused
from connectors.sms.settings import ENDED, SPEAK, SmsSettings
from dunning.effects import Message

if TYPE_CHECKING:
    from twilio.rest.api.v2010.account.call import CallInstance

CALL: Final = "CA"
"""What Twilio's ids of calls begin with."""

_PAGE: Final = 200
_RINGS: Final = 25  # seconds: then it is let be
_LONGEST: Final = 180  # seconds, both tries at the keys included
_MACHINES: Final = ("machine", "fax")

Asked = Callable[[Callable[[], Any], str], Any]


def is_call(sid: str) -> bool:
    """Whether Twilio's id is that of a call, and not of a text."""
    return sid.startswith(CALL)


def create(client: Client, settings: SmsSettings, message: Message) -> str | None:
    """Have Twilio dial; its id of the call. What it says, and how it ends, we are asked and told."""
    speak, ended = settings.address(SPEAK), settings.address(ENDED)
    if settings.calls_from is None or speak is None or ended is None:
        text = "no number calls for us: set calls_from in [sms], and public_url in [serve]"
        raise Refused(text, about=f"message {message.key}")
    [number] = message.recipients
    made = client.calls.create(
        to=number,
        from_=settings.calls_from,
        url=f"{speak}?key={quote(message.key)}",
        status_callback=f"{ended}?key={quote(message.key)}",
        status_callback_event=["completed"],
        machine_detection="Enable",
        timeout=_RINGS,
        time_limit=_LONGEST,
    )
    return None if made.sid is None else str(made.sid)


def found(
    client: Client,
    asked: Asked,
    utc: Callable[[datetime | None], datetime],
    message: Message,
    since: datetime,
    skew: timedelta,
    others: Collection[str],
) -> CallInstance | None:
    """The call of that message, made since then and none of the ids `others`; `None` proves nothing."""
    alone: list[CallInstance] = []
    for each in _listed(client, asked, utc, message, since - skew):
        if each.direction != "outbound-api" or str(each.sid) in others:
            continue
        keys = _keys_of(client, asked, str(each.sid))
        if message.key in keys:
            return each
        if not keys:
            alone.append(each)
    return alone[0] if len(alone) == 1 else None


def _listed(
    client: Client,
    asked: Asked,
    utc: Callable[[datetime | None], datetime],
    message: Message,
    since: datetime,
) -> Iterator[CallInstance]:
    """Newest first, back to `since`. Not asked for by date: one that waits to be dialled has none there."""
    about = "Twilio's list of calls"
    [number] = message.recipients
    stream = asked(lambda: client.calls.stream(to=number, page_size=_PAGE), about)
    while (each := asked(lambda: next(stream, None), about)) is not None:
        if utc(each.date_created) < since:
            return
        yield each


def _keys_of(client: Client, asked: Asked, sid: str) -> set[str]:
    """The keys in the addresses that Twilio asked during that call."""
    events = asked(client.calls(sid).events.list, f"call {sid}")
    urls = (str((each.request or {}).get("url", "")) for each in events)
    return {key for url in urls for key in parse_qs(urlsplit(url).query).get("key", ())}


def status_of(shown: CallInstance, price: Callable[[str | None], Any]) -> TextStatus:
    """How it stands: in Twilio's own word, or "machine" where one took it up."""
    machine = (shown.answered_by or "").startswith(_MACHINES)
    return TextStatus(
        sid=str(shown.sid),
        state="machine" if machine and shown.status == "completed" else str(shown.status),
        error=None,
        segments=None,
        price=price(shown.price),
        currency=(shown.price_unit or "").upper() or None,
    )
