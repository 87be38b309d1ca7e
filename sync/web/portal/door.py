"""The way to a customer's own page: who may come in, how often, with how much, and what they bring.

The law kept here: only a link of ours opens anything, and what is none of ours gets 404 and is told nothing
more; only a POST changes anything, for scanners open every address; no cookie is set, and the address is all
that proves who comes, so a form needs no more than that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dunning.law import Rules
from dunning.letters.wording import day, lines, money, one_line, web_address
from sync.office import Office
from sync.portal.acts import Room, room
from sync.portal.refusing import NotThat
from sync.portal.seen import Seen, look
from sync.portal.visitor import Visitor, visitor_of
from sync.secrets import SecretsError
from sync.signed import PAGE, key_in
from sync.web.often import Often
from sync.web.pages import headers, page
from sync.web.portal.words import Words, words_in

_MOST_BYTES, _MOST_FIELDS = 16_384, 200
_WITHIN = 30.0  # seconds, for the body, the database, and a ledger that is asked for a PDF
_MOST_LOOKS, _MOST_ACTS, _MOST_WRONG = 60, 20, 120  # a minute: of one link, and of all that are none of ours
Form = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody whom a link let in. `form`: what they sent, else what the address asks."""

    office: Office
    request: Request
    visitor: Visitor
    rules: Rules
    form: Form
    often: Often

    def look(self) -> Seen:
        """What they see now."""
        return look(self.office, self.visitor, self.rules)

    def room(self) -> AbstractContextManager[Room]:
        """Where they act; no one else does for them meanwhile."""
        return room(self.office, self.visitor, self.rules)

    def field(self, name: str) -> str:
        """What stands in that field, on one line; "" where nothing does."""
        return one_line(self.form.get(name, [""])[-1])

    def text(self, name: str) -> str:
        """What stands in that field, with its lines."""
        return "\n".join(lines(self.form.get(name, [""])[-1]))

    def every(self, name: str) -> list[str]:
        """All that was chosen."""
        return [one_line(each) for each in self.form.get(name, [])]

    def home(self, said: str = "") -> Response:
        """Back to the first page, which says what was done."""
        address = f"/p/{self.visitor.token}"
        return RedirectResponse(f"{address}?said={said}" if said else address, 303, headers())

    def page(
        self, template: str, seen: Seen, *, status: int = 200, forms_to: Sequence[str] = (), **values: object
    ) -> Response:
        """A page in the customer's language."""
        words = words_in(seen.language)
        known = {"w": words, "seen": seen, "home": f"/p/{self.visitor.token}", "language": seen.language}
        known |= speech(seen, words) | sender_of(seen) | {"no": "", "form": self.form} | values
        return page(self.request, f"portal/{template}.html", status=status, forms_to=forms_to, **known)


def speech(seen: Seen, words: Words) -> dict[str, object]:
    """How amounts and days are written to them."""

    def late(days: int) -> str:
        return words["late_one"] if days == 1 else words["late_many"].format(days=days)

    return {
        "amount": lambda sum_, currency: money(sum_, currency, seen.locale),
        "day": lambda when: day(when, seen.locale),
        "late": late,
    }


def sender_of(seen: Seen) -> dict[str, object]:
    """Who writes to them, and for whom."""
    sender = seen.sender
    return {
        "firm": one_line(sender.name),
        "customer": one_line(seen.name),
        "contact": one_line(sender.reply_to or sender.email),
        "phone": one_line(sender.phone or ""),
        "hours": one_line(sender.hours or ""),
        "address": lines(sender.address or ""),
        "website": web_address(sender.website),
        "data_notice": web_address(sender.data_notice),
        "bank_details": lines(sender.bank_details),
    }


Handler = Callable[[Visit], Response]


@dataclass(slots=True)
class Door:
    """Where all come in. `often`: how often each came. `_rules`: the law of each ledger, on that day."""

    office: Office
    often: Often
    _rules: dict[int, tuple[date, Rules]] = field(default_factory=dict)

    def at(self, path: str, look: Handler, act: Handler | None = None) -> Route:
        """A page: what looking at it shows, and what a POST to it does, if anything."""

        async def answer(request: Request) -> Response:
            try:
                async with asyncio.timeout(_WITHIN):
                    return await self._answer(request, look, act)
            except ClientDisconnect:
                return PlainTextResponse("", 400)  # nobody is there to read it
            except (TimeoutError, SQLAlchemyError):
                return PlainTextResponse("not now; try again\n", 503, {**headers(), "Retry-After": "60"})

        methods = ["GET", "HEAD"] if act is None else ["GET", "HEAD", "POST"]
        return Route(f"/p/{{token}}{path}", answer, methods=methods)

    async def _answer(self, request: Request, look: Handler, act: Handler | None) -> Response:
        token = request.path_params["token"]
        key = self._key_of(token)
        if self._is_too_often(token, key, acts=request.method == "POST"):
            return PlainTextResponse("too many requests\n", 429, {**headers(), "Retry-After": "60"})
        handler, form = look, _asked(request)
        if act is not None and request.method == "POST":
            sent = await _sent(request)
            if sent is None:
                return PlainTextResponse("this is too large\n", 413, headers())
            handler, form = act, sent
        if key is None:
            return nowhere()
        return await asyncio.to_thread(self._let_in, request, token, key, form, handler)

    def _key_of(self, token: str) -> str | None:
        """Of the link of ours that it is; without our key none is."""
        try:
            return key_in(self.office.vault(), PAGE, token)
        except SecretsError:
            return None

    def _is_too_often(self, token: str, key: str | None, *, acts: bool) -> bool:
        if key is None:
            return self.often.is_too_often("", _MOST_WRONG)
        if acts:
            return self.often.is_too_often(f"act {token}", _MOST_ACTS)
        return self.often.is_too_often(token, _MOST_LOOKS)

    def _let_in(self, request: Request, token: str, key: str, form: Form, handler: Handler) -> Response:
        visitor = visitor_of(self.office, token, key)
        if visitor is None:
            return nowhere()
        office = self.office.of_ledger(visitor.ledger)
        visit = Visit(office, request, visitor, self._law(visitor), form, self.often)
        try:
            return handler(visit)
        except NotThat as refused:
            return visit.page("refused", visit.look(), status=400, no=refused.why.value)

    def _law(self, visitor: Visitor) -> Rules:
        today = self.office.clock.now().date()
        on, rules = self._rules.get(visitor.ledger.id, (None, None))
        if rules is None or on != today:
            rules = self.office.rules(visitor.ledger)
            self._rules[visitor.ledger.id] = (today, rules)
        return rules


def nowhere() -> Response:
    """There is nothing here; what there might be is nobody's business."""
    return PlainTextResponse("not found\n", 404, headers())


def _asked(request: Request) -> Form:
    try:
        return parse_qs(request.url.query, max_num_fields=_MOST_FIELDS)
    except ValueError:  # nobody asks for so much
        return {}


async def _sent(request: Request) -> Form | None:
    """The form; `None` where it is too large, or none."""
    body = b""
    async for chunk in request.stream():
        if len(body) + len(chunk) > _MOST_BYTES:
            return None
        body += chunk
    try:
        return parse_qs(body.decode(), max_num_fields=_MOST_FIELDS)
    except ValueError:  # too many fields, or no text at all
        return None
