"""Calls by Twilio's Call resource: dialled by the API, and taken up, or not, by whoever a test has there.

A call stays queued until `ring` says what happens at the other end. Then Twilio does as it does: it asks the
call's address for its words, says them, tells which key was pressed, and tells once how the call ended.
Written from Twilio's description of the Call resource, its events and its verbs; prices are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from xml.etree import ElementTree as ET

from connectors.sandbox.clock import Clock
from connectors.sandbox.twilio.exchange import Exchange
from connectors.sandbox.twilio.shapes import VERSION, dated

PRICE = Decimal("0.0140")  # of a minute begun, in dollars
# What may be at the other end: somebody, a machine, nobody, or no telephone at all.
There = Literal["human", "machine_start", "fax", "unknown", "busy", "no-answer", "failed", "canceled"]
_TAKEN_UP = ("human", "machine_start", "fax", "unknown")
_SECONDS = 20
Tell = Callable[[str, Mapping[str, str]], str]


@dataclass(slots=True)
class Call:
    """One call. `heard`: the words that were said; `asked`: (address, parameters, answer) of each request."""

    sid: str
    ours: str
    theirs: str
    url: str
    callback: str | None
    detects: bool
    created: datetime
    status: str = "queued"
    answered_by: str | None = None
    started: datetime | None = None
    ended: datetime | None = None
    price: Decimal | None = None
    heard: list[str] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)


@dataclass(slots=True)
class Telephones:
    """Every call of one account. `barred`: numbers' prefixes that may not be called."""

    clock: Clock
    exchange: Exchange
    account: str
    calls: list[Call] = field(default_factory=list)
    barred: tuple[str, ...] = ()

    def dial(self, form: Mapping[str, str]) -> Call:
        """Take it from the API."""
        made = Call(
            sid=f"CA{len(self.calls) + 1:032x}",
            ours=form["From"],
            theirs=form["To"],
            url=form["Url"],
            callback=form.get("StatusCallback"),
            detects=form.get("MachineDetection") in ("Enable", "DetectMessageEnd"),
            created=self.clock(),
        )
        self.calls.append(made)
        return made

    def ring(self, call: Call, there: There, keys: str, tell: Tell) -> None:
        """What comes of the call. `keys`: pressed one after the other, each when its words were said."""
        call.started = self.clock()
        if there in _TAKEN_UP:
            call.status = "in-progress"
            call.answered_by = there if call.detects else None
            self._follow(call, call.url, {}, list(keys), tell)
            call.status, call.price = "completed", -PRICE
            call.ended = call.started + timedelta(seconds=_SECONDS)
        else:
            call.status, call.ended = there, call.started
        if call.callback is not None:
            tell(call.callback, self.told(call))

    def told(self, call: Call) -> dict[str, str]:
        """The parameters of every request about it."""
        form = {
            "CallSid": call.sid,
            "AccountSid": self.account,
            "From": call.ours,
            "To": call.theirs,
            "CallStatus": call.status,
            "Direction": "outbound-api",
            "ApiVersion": VERSION,
        }
        return form | ({} if call.answered_by is None else {"AnsweredBy": call.answered_by})

    def _follow(self, call: Call, url: str, more: dict[str, str], keys: list[str], tell: Tell) -> None:
        """Do as the answer says, verb by verb; a key goes on elsewhere."""
        form = self.told(call) | more
        answer = tell(url, form)
        call.asked.append((url, form, answer))
        if not answer.strip():
            return
        for verb in ET.fromstring(answer):  # noqa: S314 - our own program's answer
            if verb.tag == "Say":
                call.heard.append(verb.text or "")
            elif verb.tag == "Hangup":
                return
            elif verb.tag == "Gather":
                call.heard += [each.text or "" for each in verb.iter("Say")]
                if keys:
                    self._follow(call, verb.attrib["action"], {"Digits": keys.pop(0)}, keys, tell)
                    return

    def shape(self, call: Call) -> dict[str, Any]:
        """The Call resource."""
        uri = f"/{VERSION}/Accounts/{self.account}/Calls/{call.sid}"
        taken = call.started is not None and call.ended is not None
        return {
            "sid": call.sid,
            "account_sid": self.account,
            "from": call.ours,
            "to": call.theirs,
            "status": call.status,
            "direction": "outbound-api",
            "answered_by": call.answered_by,
            "date_created": dated(call.created),
            "date_updated": dated(call.ended or call.created),
            "start_time": dated(call.started),
            "end_time": dated(call.ended),
            "duration": str(_SECONDS if call.status == "completed" else 0) if taken else None,
            "price": None if call.price is None else f"{call.price:.5f}",
            "price_unit": "USD",
            "subresource_uris": {"events": f"{uri}/Events.json"},
            "uri": f"{uri}.json",
        }

    def events(self, call: Call) -> list[dict[str, Any]]:
        """What was asked during it, as the Events subresource has it."""
        return [
            {
                "request": {"method": "POST", "url": url, "parameters": form},
                "response": {"response_code": 200 if answer else 502, "response_body": answer},
            }
            for url, form, answer in call.asked
        ]
