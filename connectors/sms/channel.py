"""`TwilioChannel`: each text at most once, by Twilio's Message resource; calls are in `calling`.

Twilio takes no key of ours, so a create is never repeated. A create without an answer is `Uncertain`, and
looked for in Twilio's list of texts to that number: by its words, since it was decided. What is found there
alone, and is no other text of ours, went; that it is not found proves nothing. With a public address the
receipt tells: it comes to an address that bears the key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from twilio.base import values
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from connectors.base import Came, TextStatus
from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from connectors.http import redact
from connectors.sms.calling import create, found, is_call, status_of
from connectors.sms.settings import RECEIPTS, SmsSettings
from connectors.sms.transport import Calls
from dunning.effects import Message, Receipt

if TYPE_CHECKING:
    from twilio.rest.api.v2010.account.message import MessageInstance

_PAGE: Final = 200
_SKEW: Final = timedelta(minutes=5)  # between our clock and Twilio's
_OURS: Final = ("outbound-api", "outbound-reply")
# What is wrong with our own number or service: every text, and every call, would fail alike.
_SENDER_WRONG: Final = frozenset({21210, 21212, 21603, 21606, 21659, 21660, 21661, 21703, 21704, 21705})
STOPPED: Final = 21610
_ENABLE: Final = {
    21408: "; allow texts to that country in Twilio's console, under Geo permissions",
    21215: "; allow calls to that country in Twilio's console, under Voice geographic permissions",
}
_CALLER: Final = {21210: "calls_from"}
_TOO_MANY_CALLS: Final = 10004  # under way at once: from memory


class TwilioChannel:
    """A channel to that account; it connects at the first call. For one thread at a time."""

    def __init__(self, settings: SmsSettings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._calls = Calls(settings)
        self._client = Client(
            settings.account_sid, settings.auth_token, http_client=self._calls, environment={"": ""}
        )

    def __repr__(self) -> str:
        return f"TwilioChannel({self._settings!r})"

    def send(self, message: Message, may_leave: Callable[[], bool] = lambda: True) -> Receipt:
        """Hand it over once; the receipt's `provider_id` is Twilio's id of the text."""
        [number] = message.recipients
        if message.spoken is not None:
            return self._taken(
                f"message {message.key}", lambda: create(self._client, self._settings, message), may_leave
            )
        return self._handed_over(number, message.text, message.key, may_leave)

    def answer(self, came: Came, words: str) -> None:
        """Say that to whoever texted; once, for nobody tries again."""
        self._handed_over(came.number, words, came.sid, lambda: True)

    def _handed_over(self, number: str, words: str, key: str, may_leave: Callable[[], bool]) -> Receipt:
        about, told = f"message {key}", dict[str, Any]()
        if (address := self._settings.address(RECEIPTS)) is not None:
            told["status_callback"] = f"{address}?key={quote(key)}"
        told["messaging_service_sid" if self._settings.is_service else "from_"] = self._settings.sender
        return self._taken(
            about, lambda: self._client.messages.create(to=number, body=words, **told).sid, may_leave
        )

    def _taken(self, about: str, make: Callable[[], str | None], may_leave: Callable[[], bool]) -> Receipt:
        """One create, whose answer is Twilio's id of what it made."""
        if not may_leave():
            text = "by the time it could be handed over it was too late to do so"
            raise TryLater(text, about=about)
        try:
            sid = make()
        except Uncertain as error:
            raise Uncertain(error.text, about=about, status=error.status) from error
        except TwilioRestException as error:
            raise _no(error, about) from error
        except (TwilioException, ValueError, TypeError, AttributeError) as error:
            text = f"Twilio's answer makes no sense ({type(error).__name__}): it may have gone"
            raise Uncertain(text, about=about) from error
        if not sid:
            text = "Twilio's answer names nothing that it made: it may have gone"
            raise Uncertain(text, about=about)
        return Receipt(provider_id=sid, version="", at=self._clock())

    def find(self, message: Message, since: datetime, others: Collection[str]) -> Receipt | None:
        """The text as Twilio lists it, made since then, with just these words and none of the ids `others`.

        `None` where there is none, or more than one: that proves nothing either way. A call: see `calling`.
        """
        if message.spoken is not None:
            call = found(self._client, self._asked, _utc, message, since, _SKEW, others)
            return call and Receipt(provider_id=str(call.sid), version="", at=_utc(call.date_created))
        [number] = message.recipients
        alike = [
            each
            for each in self._listed(since - _SKEW, to=number)
            if each.direction in _OURS and each.body == message.text and each.sid not in others
        ]
        if len(alike) != 1:
            return None
        return Receipt(provider_id=str(alike[0].sid), version="", at=_utc(alike[0].date_created))

    def came_since(self, since: datetime) -> list[Came]:
        """What came in to our number since then, oldest first."""
        listed = self._listed(since - _SKEW, to=self._settings.number)
        return [
            Came(
                sid=str(each.sid),
                number=str(each.from_),
                body=words_of(each.body, each.num_media),
                at=_utc(each.date_created),
            )
            for each in reversed(list(listed))
            if each.direction == "inbound" and each.sid
        ]

    def status(self, sid: str) -> TextStatus:
        """How that text, or call, stands now."""
        if is_call(sid):
            return status_of(self._asked(lambda: self._client.calls(sid).fetch(), f"call {sid}"), _price)
        return _status(self._asked(lambda: self._client.messages(sid).fetch(), f"text {sid}"))

    def check(self) -> str:
        """What the account is called, having seen that its sender may send. Raises as `send` does."""
        account = self._asked(lambda: self._client.api.accounts(self._settings.account_sid).fetch(), "Twilio")
        if account.status != "active":
            text = f"the account is {account.status} at Twilio"
            raise Refused(text, about="Twilio")
        if not self._has_sender():
            text = f"{self._settings.sender} is no sender of texts of that account: correct from in [sms]"
            raise Refused(text, about="Twilio")
        calls_from = self._settings.calls_from
        if calls_from is not None and not self._can(calls_from, "voice"):
            text = f"{calls_from} is no number of that account that may call: correct calls_from in [sms]"
            raise Refused(text, about="Twilio")
        return str(account.friendly_name)

    def _has_sender(self) -> bool:
        sender = self._settings.sender
        if not self._settings.is_service:
            return self._can(sender, "sms")
        try:
            self._asked(lambda: self._client.messaging.v1.services(sender).fetch(), "Twilio")
        except Refused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            return False
        return True

    def _can(self, number: str, what: str) -> bool:
        """Whether it is a number of the account's, and may be used for that."""
        numbers = self._client.incoming_phone_numbers
        listed = self._asked(lambda: numbers.list(phone_number=number, limit=1), "Twilio")
        return any((each.capabilities or {}).get(what, True) for each in listed)

    def close(self) -> None:
        """Give back connections."""
        self._calls.close()

    def _listed(self, since: datetime, *, to: str | None) -> Iterator[MessageInstance]:
        """Newest first, back to `since`. Not asked for by date: what waits to be sent has none there."""
        about, wanted = "Twilio's list of texts", values.unset if to is None else to
        stream = self._asked(lambda: self._client.messages.stream(to=wanted, page_size=_PAGE), about)
        while True:
            each = self._asked(lambda: next(stream, None), about)
            if each is None or _utc(each.date_created) < since:
                return
            yield each

    def _asked(self, call: Callable[[], Any], about: str) -> Any:
        try:
            return call()
        except TwilioRestException as error:
            raise _no(error, about) from error
        except (TwilioException, ValueError, TypeError, AttributeError) as error:
            text = f"Twilio's answer makes no sense: {redact(str(error), 120)}"
            raise TryLater(text, about=about) from error


def words_of(body: str | None, media: str | None) -> str:
    """What somebody texted; pictures and files stay at Twilio, and are told of."""
    files = "" if media in (None, "", "0") else "[with a picture or file, to be seen at Twilio]"
    return " ".join(part for part in (body or "", files) if part)


def _no(error: TwilioRestException, about: str) -> ConnectorError:
    """What Twilio said no to, by what to do next."""
    code = error.code or error.status
    said = redact(error.msg.partition(": ")[2] or error.msg, 200)  # the library says first what it tried
    text = f"Twilio did not take it: {said} ({code}){_ENABLE.get(code, '')}"
    if code in _SENDER_WRONG:
        return TryLater(
            f"{text}; correct {_CALLER.get(code, 'from')} in [sms]",
            about="the sender of texts",
            status=error.status,
        )
    if code == _TOO_MANY_CALLS:
        return TryLater(text, about=about, status=error.status)
    return Refused(text, about=about, status=error.status, code=str(code))


def _status(shown: MessageInstance) -> TextStatus:
    segments = str(shown.num_segments or "")
    return TextStatus(
        sid=str(shown.sid),
        state=str(shown.status),
        error=shown.error_code,
        segments=int(segments) if segments.isdecimal() and int(segments) else None,
        price=_price(shown.price),
        currency=(shown.price_unit or "").upper() or None,
    )


def _price(written: str | None) -> Decimal | None:
    try:
        return None if written is None else abs(Decimal(written))
    except InvalidOperation:
        return None


def _utc(at: datetime | None) -> datetime:
    if at is None:
        text = "Twilio's list has a text without a date"
        raise TryLater(text, about="Twilio's list of texts")
    return at.astimezone(UTC) if at.tzinfo is not None else at.replace(tzinfo=UTC)
