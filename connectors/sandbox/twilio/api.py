"""The API itself, version 2010-04-01: Accounts, Messages, Calls, IncomingPhoneNumbers; messaging services."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from werkzeug import Request, Response

from connectors.sandbox.clock import Clock
from connectors.sandbox.server import Api
from connectors.sandbox.twilio import callbacks, shapes
from connectors.sandbox.twilio.exchange import E164, Exchange, Text
from connectors.sandbox.twilio.telephone import Call, Telephones, There

_PATH = re.compile(r"/2010-04-01/Accounts/(?P<account>AC\w+)(?P<rest>/.*)?\.json")
_SERVICE = re.compile(r"/v1/Services/(?P<service>MG\w+)")
_LONGEST = 1600
_PAGE = 50


class _Refused(Exception):
    """Twilio says no, by this code."""

    def __init__(self, code: int) -> None:
        self.code = code


class TwilioApi(Api):
    """One account. `url`: the public address that webhooks are signed for; `to`: where they go in truth.

    Both are ends of the same path, without a slash: "https://books.example" and "http://127.0.0.1:8500", say.
    `hears`: where inbound texts are told of, `None` for nowhere. `loses`: telephones of whose texts no
    receipt is told; who asks learns of them.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        account: str,
        token: str,
        numbers: tuple[str, ...],
        services: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(clock)
        self.account, self.token = account, token
        self.exchange = Exchange(clock, numbers, services or {})
        self.telephones = Telephones(clock, self.exchange, account)
        self.hears: str | None = None
        self.public, self.to = "", ""
        self.loses: set[str] = set()

    def respond(self, request: Request) -> Response:
        """One call."""
        try:
            shape, status = self._answer(request)
        except _Refused as refused:
            shape, status = shapes.error(refused.code), shapes.ERRORS[refused.code][0]
        return Response(json.dumps(shape), status, content_type="application/json")

    def _answer(self, request: Request) -> tuple[Any, int]:
        self._authenticate(request)
        service = _SERVICE.fullmatch(request.path)
        if service is not None:
            return self._service(service["service"]), 200
        path = _PATH.fullmatch(request.path)
        if path is None or path["account"] != self.account:
            raise _Refused(20404)
        rest = (path["rest"] or "").strip("/").split("/")
        return self._of_calls(request, rest) if rest[0] == "Calls" else self._of_texts(request, rest)

    def _of_texts(self, request: Request, rest: Sequence[str]) -> tuple[Any, int]:
        match request.method, rest:
            case "GET", [""]:
                return shapes.account(self.account), 200
            case "POST", ["Messages"]:
                return shapes.message(self._create(request.form), self.account), 201
            case "GET", ["Messages"]:
                return self._list(request.args), 200
            case "GET", ["Messages", sid]:
                return shapes.message(self._text(sid), self.account), 200
            case "GET", ["IncomingPhoneNumbers"]:
                asked = request.args.get("PhoneNumber")
                found = [each for each in self.exchange.numbers if asked in (None, each)]
                return shapes.numbers(found, self.account), 200
        raise _Refused(20404)

    def _authenticate(self, request: Request) -> None:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic" or b64decode(given).decode() != f"{self.account}:{self.token}":
            raise _Refused(20003)

    def _service(self, sid: str) -> dict[str, Any]:
        if sid not in self.exchange.services:
            raise _Refused(20404)
        return {"sid": sid, "account_sid": self.account, "friendly_name": "Reminders"}

    def _create(self, form: Mapping[str, str]) -> Text:
        """The checks in the order in which they were seen to be made: from memory."""
        state, to, body = self.exchange, form.get("To", ""), form.get("Body", "")
        service = form.get("MessagingServiceSid")
        if service is not None and service not in state.services:
            raise _Refused(21705)
        ours = form.get("From", "") if service is None else state.services[service][0]
        if ours not in state.numbers:
            raise _Refused(21606)
        if not E164.fullmatch(to):
            raise _Refused(21211)
        if not body:
            raise _Refused(21602)
        if len(body) > _LONGEST:
            raise _Refused(21617)
        if state.regions and not to.startswith(state.regions):
            raise _Refused(21408)
        if (to, ours) in state.stopped:
            raise _Refused(21610)
        return state.send(ours, to, body, service, form.get("StatusCallback"))

    def _text(self, sid: str) -> Text:
        found = next((each for each in self.exchange.texts if each.sid == sid), None)
        if found is None:
            raise _Refused(20404)
        return found

    def _list(self, asked: Mapping[str, str]) -> Any:
        """Newest first. A text that has not gone yet has no date, and so no filter by date finds it."""
        found = [each for each in reversed(self.exchange.texts) if self._is_asked(each, asked)]
        filters = {name: value for name, value in asked.items() if not name.startswith("Page")}
        page, size = int(asked.get("Page", 0)), int(asked.get("PageSize", _PAGE))
        path = f"/{shapes.VERSION}/Accounts/{self.account}/Messages.json"
        shown = [shapes.message(each, self.account) for each in found]
        return shapes.listed("messages", shown, path, filters, page, size)

    def _is_asked(self, text: Text, asked: Mapping[str, str]) -> bool:
        shown = shapes.message(text, self.account)
        if any(name in asked and asked[name] != shown[name.lower()] for name in ("To", "From")):
            return False
        after, before = asked.get("DateSent>"), asked.get("DateSent<")
        if (after or before) and text.sent is None:
            return False
        return (after is None or _instant(after) <= text.sent) and (  # type: ignore[operator]  # not None by now
            before is None or text.sent <= _instant(before)  # type: ignore[operator]  # as above
        )

    def _of_calls(self, request: Request, rest: Sequence[str]) -> tuple[Any, int]:
        match request.method, rest:
            case "POST", ["Calls"]:
                return self.telephones.shape(self._dial(request.form)), 201
            case "GET", ["Calls"]:
                return self._calls(request.args), 200
            case "GET", ["Calls", sid]:
                return self.telephones.shape(self._call(sid)), 200
            case "GET", ["Calls", sid, "Events"]:
                events = self.telephones.events(self._call(sid))
                return shapes.listed("events", events, request.path, {}, 0, _PAGE), 200
        raise _Refused(20404)

    def _dial(self, form: Mapping[str, str]) -> Call:
        """The checks are those of texts, as far as they are about calls: their order is from memory."""
        to = form.get("To", "")
        if form.get("From", "") not in self.exchange.numbers:
            raise _Refused(21210)
        if not E164.fullmatch(to):
            raise _Refused(21211)
        if not form.get("Url", "").startswith("http"):
            raise _Refused(21205)
        if self.telephones.barred and to.startswith(self.telephones.barred):
            raise _Refused(21215)
        return self.telephones.dial(form)

    def _call(self, sid: str) -> Call:
        found = next((each for each in self.telephones.calls if each.sid == sid), None)
        if found is None:
            raise _Refused(20404)
        return found

    def _calls(self, asked: Mapping[str, str]) -> Any:
        """Newest first, by whom it went to and from."""
        wanted = {name.lower(): asked[name] for name in ("To", "From", "Status") if name in asked}
        shown = [self.telephones.shape(each) for each in reversed(self.telephones.calls)]
        found = [each for each in shown if wanted.items() <= each.items()]
        filters = {name: value for name, value in asked.items() if not name.startswith("Page")}
        path = f"/{shapes.VERSION}/Accounts/{self.account}/Calls.json"
        page, size = int(asked.get("Page", 0)), int(asked.get("PageSize", _PAGE))
        return shapes.listed("calls", found, path, filters, page, size)

    # --- what happens at the telephones

    def ring(self, there: There = "human", keys: str = "", number: str | None = None) -> list[Call]:
        """What becomes of every call that waits, or of those to that number.

        `keys`: what whoever is there presses, one after the other.
        """
        with self.lock:
            waiting = [
                each
                for each in self.telephones.calls
                if each.status == "queued" and number in (None, each.theirs)
            ]
        for each in waiting:
            self.telephones.ring(each, there, keys, self._tell)
        return waiting

    def carry(self) -> int:
        """Texts on their way get there, or not; receipts are told. How many moved on."""
        with self.lock:
            passed = self.exchange.carry()
        for text, status in passed:
            if text.callback is not None and text.theirs not in self.loses:
                self._tell(text.callback, self._receipt(text, status))
        return len(passed) // 2

    def meets(self, number: str, code: int | None) -> None:
        """From now on a carrier says that of texts to the number; `None`: they arrive."""
        with self.lock:
            if code is None:
                self.exchange.handsets.pop(number, None)
            elif code in shapes.CARRIERS:
                self.exchange.handsets[number] = code
            else:
                msg = f"{code} is none of {', '.join(map(str, shapes.CARRIERS))}"
                raise ValueError(msg)

    def told(self) -> list[dict[str, Any]]:
        """Every text, oldest first, as the API shows it."""
        with self.lock:
            return [shapes.message(each, self.account) for each in self.exchange.texts]

    def text(self, theirs: str, body: str, ours: str | None = None) -> Text:
        """A telephone sends a text to our number, which is told of at `hears`; what that answers is sent."""
        with self.lock:
            came, _ = self.exchange.receive(theirs, ours or self.exchange.numbers[0], body)
        if self.hears is not None:
            answered = self._tell(self.hears, self.inbound(came))
            with self.lock:
                for said in _messages_in(answered):
                    if (came.theirs, came.ours) not in self.exchange.stopped:
                        self.exchange.answer(came, said)
        return came

    def inbound(self, text: Text) -> dict[str, str]:
        """What a webhook tells of a text that came in."""
        return {
            "MessageSid": text.sid,
            "SmsSid": text.sid,
            "AccountSid": self.account,
            "From": text.theirs,
            "To": text.ours,
            "Body": text.body,
            "NumMedia": "0",
            "NumSegments": str(text.segments),
            "SmsStatus": "received",
            "ApiVersion": shapes.VERSION,
        }

    def _receipt(self, text: Text, status: str) -> dict[str, str]:
        told = {
            "MessageSid": text.sid,
            "SmsSid": text.sid,
            "AccountSid": self.account,
            "From": text.ours,
            "To": text.theirs,
            "MessageStatus": status,
            "SmsStatus": status,
            "ApiVersion": shapes.VERSION,
        }
        failed = status == "undelivered" and text.error is not None
        return told | ({"ErrorCode": str(text.error)} if failed else {})

    def _tell(self, url: str, form: Mapping[str, str]) -> str:
        known = bool(self.public) and url.startswith(self.public)
        to = self.to + url.removeprefix(self.public) if known else None
        return callbacks.tell(url, form, self.token, to)


def _instant(written: str) -> datetime:
    """A day, or an instant of one."""
    found = datetime.fromisoformat(written)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _messages_in(twiml: str) -> list[str]:
    """The texts that a webhook's answer asks for."""
    if not twiml.strip():
        return []
    root = ET.fromstring(twiml)  # noqa: S314 - our own program's answer
    return [each.text or "" for each in root.iter("Message")]
