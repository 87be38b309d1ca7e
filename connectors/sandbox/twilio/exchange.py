"""What Twilio keeps of one account: its numbers, every text, who sent STOP, and what carriers do with a text.

A text moves on only when `carry` is called, as a carrier's answer comes later than Twilio's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from connectors.sandbox.clock import Clock

# The words that Twilio itself answers and acts upon, unless that is turned off. OPTOUT and REVOKE were added
# in 2025: from memory.
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})
_STOPPED = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
_STARTED = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
_HELPED = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."

E164 = re.compile(r"\+[1-9]\d{6,14}")
PRICE = Decimal("0.0079")  # of a segment, in dollars
_GSM_ONE, _GSM_EACH, _UCS_ONE, _UCS_EACH = 160, 153, 70, 67
_GSM = frozenset(map(chr, range(0x20, 0x7F))) - {"`"} | set("£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€\n\r")
ON_ITS_WAY = ("accepted", "queued", "sending", "sent")


@dataclass(slots=True)
class Text:
    """One text. `ours`: the account's number; `theirs`: the telephone's. `callback`: where receipts go."""

    sid: str
    direction: str
    ours: str
    theirs: str
    body: str
    status: str
    created: datetime
    service: str | None = None
    callback: str | None = None
    sent: datetime | None = None
    error: int | None = None
    price: Decimal | None = None

    @property
    def segments(self) -> int:
        """How many are billed; marks of two units are counted as one."""
        one, each = (_GSM_ONE, _GSM_EACH) if _GSM.issuperset(self.body) else (_UCS_ONE, _UCS_EACH)
        return 1 if len(self.body) <= one else -(-len(self.body) // each)


@dataclass(slots=True)
class Exchange:
    """The state. `numbers`: the account's own. `services`: messaging service -> its numbers.

    `handsets`: what a carrier says of a number in the end, by Twilio's code; one that is not there gets the
    text. `regions`: prefixes that may be written to; none for all. `answers_words`: whether Twilio itself
    answers STOP, START and HELP.
    """

    clock: Clock
    numbers: tuple[str, ...]
    services: Mapping[str, tuple[str, ...]]
    texts: list[Text] = field(default_factory=list)
    stopped: set[tuple[str, str]] = field(default_factory=set)
    handsets: dict[str, int] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    answers_words: bool = True

    def _sid(self) -> str:
        return f"SM{len(self.texts) + 1:032x}"

    def send(self, ours: str, theirs: str, body: str, service: str | None, callback: str | None) -> Text:
        """Take it from the API; it is queued."""
        made = Text(
            sid=self._sid(),
            direction="outbound-api",
            ours=ours,
            theirs=theirs,
            body=body,
            status="queued" if service is None else "accepted",
            created=self.clock(),
            service=service,
            callback=callback,
        )
        self.texts.append(made)
        return made

    def carry(self) -> list[tuple[Text, str]]:
        """Every text on its way gets where it goes; each with every status that it passed, in order."""
        passed = []
        for text in self.texts:
            if text.direction == "inbound" or text.status not in ON_ITS_WAY:
                continue
            text.sent = text.sent or self.clock()
            text.price = -PRICE * text.segments
            text.error = self.handsets.get(text.theirs)
            text.status = "delivered" if text.error is None else "undelivered"
            passed += [(text, "sent"), (text, text.status)]
        return passed

    def receive(self, theirs: str, ours: str, body: str) -> tuple[Text, Text | None]:
        """A telephone texts one of our numbers; what came, and what Twilio itself answered."""
        came = Text(
            sid=self._sid(),
            direction="inbound",
            ours=ours,
            theirs=theirs,
            body=body,
            status="received",
            created=self.clock(),
            sent=self.clock(),
            price=-PRICE,
        )
        self.texts.append(came)
        word, pair = body.strip().upper(), (theirs, ours)
        if not self.answers_words:
            return came, None
        if word in STOP_WORDS:
            said = None if pair in self.stopped else _STOPPED
            self.stopped.add(pair)
        elif word in START_WORDS and (pair in self.stopped or word != "YES"):
            self.stopped.discard(pair)
            said = _STARTED
        else:
            said = _HELPED if word in HELP_WORDS else None
        return came, None if said is None else self.answer(came, said)

    def answer(self, to: Text, body: str) -> Text:
        """A text in answer to one that came in, by Twilio itself or by what a webhook answered."""
        made = self.send(to.ours, to.theirs, body, None, None)
        made.direction = "outbound-reply"
        return made
