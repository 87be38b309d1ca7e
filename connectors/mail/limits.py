"""A mail server's "too many", told apart from its other answers: it is about us, not about a recipient.

Facts of their answers from memory of the providers' pages, to be verified: Google's 421 4.7.0 and 4.7.28
(too fast) and 550 5.4.5 (the day's limit); Microsoft's 432 4.3.2 (too many at once), 550 5.1.90 and
554 5.2.0 SubmissionQuotaExceeded (the day's recipients), 550 5.7.705 and 5.7.708 (the tenant's). Hosters
write it in words: "Domain x.example has exceeded the max emails per hour (200/200)".
"""

from __future__ import annotations

import re
from typing import Final

TOO_MANY: Final = "too-many"
"""The `code` of a `TryLater` that says that this account sends too much."""

SOON: Final = 900.0  # seconds of rest after "too fast"
LATER: Final = 3600.0  # after "no more today": when its day ends it does not say, so one asks now and then

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_OF_THE_DAY = {"5.4.5", "5.1.90", "5.7.705", "5.7.708"}
_TOO_FAST = {"4.7.28", "4.3.2"}
_THEIR_MAILBOX = {"4.2.1", "4.2.2", "5.2.1", "5.2.2", "4.5.3", "5.5.3"}  # of the recipient, or of one message
_SAID = re.compile(
    r"""too\ many\ (?:messages|mails|e-?mails|connections|recipients)|SubmissionQuota|throttled|
    \b(?:submission|sending|send|sender|message|hourly|daily|rate)[ ](?:rate|quota|limit)\w*\ ?
    (?:has\ been\ |was\ |is\ )?(?:exceed|reach)|
    exceeded\ (?:the\ |your\ |its\ )?(?:max|maximum|daily|hourly|sending|submission|rate|message)|
    \brate[ -]?limit|(?:messages?|mails?|e-?mails?)\ per\ (?:hour|day|minute)""",
    re.IGNORECASE | re.VERBOSE,
)


def rest_after(code: int, text: str) -> float | None:
    """Seconds for which the account should send nothing after that answer; `None`: it says no such thing."""
    found = _STATUS.search(text)
    status = found[1] if found is not None else ""
    if code < 400 or status in _THEIR_MAILBOX:  # noqa: PLR2004  # what is no refusal
        return None
    if status in _OF_THE_DAY or (code >= 500 and _SAID.search(text)):  # noqa: PLR2004  # for good, it says
        return LATER
    if status in _TOO_FAST or _SAID.search(text):
        return SOON
    return SOON if code == 421 and status == "4.7.0" else None  # noqa: PLR2004  # Google's word for it
