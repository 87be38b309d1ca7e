"""How to reach Twilio. The token is never shown by `repr`."""

from __future__ import annotations

import re
from typing import Final

import msgspec

API: Final = "https://api.twilio.com"
RECEIPTS, HEARD = "/texts/receipts", "/texts/heard"
"""Where under our public address Twilio tells of a text of ours, and of one that came in."""

SPEAK, PRESSED, ENDED = "/calls/speak", "/calls/pressed", "/calls/ended"
"""Where Twilio asks what a call of ours says, tells which key was pressed, and how the call ended."""

TWILIOS_WORDS: Final = frozenset(
    "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT OPTOUT REVOKE START UNSTOP YES HELP INFO".split()
)
"""What Twilio answers by itself, unless that is turned off. OPTOUT and REVOKE came in 2025: from memory."""

NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")
SERVICE: Final = re.compile(r"MG[0-9a-fA-F]{32}")
ACCOUNT: Final = re.compile(r"AC[0-9a-fA-F]{32}")


class SmsSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One sender of texts, and of calls by a machine where it makes any.

    `sender`: a number of the account's in E.164, or the id of a messaging service. `host`: Twilio's address,
    or that of what stands in for it. `public_url`: where we are told of receipts and answers, without a slash
    at its end; `None` where we ask instead. `answers_words`: Twilio itself answers STOP, START and HELP, as
    it does unless that was turned off there. `calls_from`: the number of the account's that calls by a
    machine show, `None` where none are made. `timeout`: seconds that any one answer may take.
    """

    account_sid: str
    auth_token: str
    sender: str
    host: str
    public_url: str | None
    answers_words: bool
    timeout: float
    calls_from: str | None = None

    def __repr__(self) -> str:
        return f"SmsSettings({self.account_sid!r}, {self.sender!r})"

    @property
    def is_service(self) -> bool:
        """Whether a messaging service chooses the number."""
        return SERVICE.fullmatch(self.sender) is not None

    @property
    def number(self) -> str | None:
        """The one that answers come to, in E.164; `None` where a service has several."""
        return None if self.is_service else self.sender

    def address(self, path: str) -> str | None:
        """That place under the public address, as Twilio is told it and signs it."""
        return None if self.public_url is None else f"{self.public_url}{path}"
