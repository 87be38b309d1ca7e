"""Why something is not done on a customer's page: codes, for the page to put in the customer's words."""

from __future__ import annotations

from enum import Enum

from sync.errors import DuesyncError


class Why(Enum):
    """The value names the words."""

    NOTHING_OPEN = "no_nothing_open"
    DISPUTED = "no_disputed"
    AGREED = "no_agreed"
    AMOUNT = "no_amount"
    DAY = "no_day"
    DAY_AHEAD = "no_day_ahead"
    PROMISES = "no_promises"
    PARTS = "no_parts"
    TOO_LONG = "no_too_long"
    INVOICE = "no_invoice"
    REASON = "no_reason"
    WORDS = "no_words"
    HOURS = "no_hours"
    MANY = "no_many"
    BUSY = "no_busy"
    NOT_NOW = "no_not_now"


class NotThat(DuesyncError):
    """It is not done: `why`."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)
