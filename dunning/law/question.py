"""What the law is asked, and what it answers: one vocabulary for packs, vectors and the engine.

The law kept here: what is not known is said to be not known (`None`), never assumed either way; the
rules say which way doubt falls.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.law.pack import Effect, Mark
from dunning.ledger import Money

Outcome = (
    Effect | Literal["fail_closed", "opt_out_sms", "opt_out_email", "opt_out_phone", "clock_not_started"]
)
ClaimKind = Literal["interest", "fixed_sum", "collection_cost"]


_CONTACTS = {
    "*": "contacts",
    "phone": "calls",
    "voice": "automated calls",
    "sms": "text messages",
    "email": "e-mails",
    "letter": "letters",
    "visit": "visits",
}


def contacts_by(way: str) -> str:
    """What such contacts are called, for a bookkeeper: "sms" -> "text messages"."""
    return _CONTACTS.get(way, f"contacts by {way}")


class Touch(msgspec.Struct, frozen=True, kw_only=True):
    """One contact or attempt. `reached`: the debtor was; `at_place`: "work", say, where not at home."""

    channel: str
    at: datetime
    reached: bool
    at_place: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Money asked for on top of the debt.

    `since`: inclusive, the first day that counts; `until`: exclusive. `rate`: percent a year that a
    person stated, used where no table knows the rate. `in_default`: `None` where it is not known.
    """

    kind: ClaimKind
    principal: Money | None
    since: date | None
    until: date | None
    rate: Decimal | None
    in_default: bool | None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Whether this may be done now.

    `automated`: a machine makes the call, and speaks.
    `action`: "contact", "money", or the name of an act ("issue_claim", "charge_collection_cost").
    `channel`: "phone", "sms", "email", "letter", "visit"; "*" for any contact. `kind`: "consumer",
    "sole_trader", "company", "public", "guarantor" or "unknown". `zones`: every time zone the debtor
    may be in. `at_place`: where the contact goes, if not home ("work"). `holiday`: whether today is
    one there; `None` to look it up. `consents`: by channel, how far the debtor agreed ("none",
    "express", "written"); `None` where nobody asked. `waived`: rules that the debtor waived
    ("prior_consent"). `stopped`: kinds of message that a STOP answered; `message`: this one's.
    `states`: what is the case ("dispute", "attorney", ...) with the day it began, where known.
    `events`: what happened ("letter_of_claim_sent") and when; `unsent`: notices known not to be sent.
    `elements`: what the message holds, or is known to lack. `heard`: words that the debtor sent.
    """

    now: datetime
    action: str
    channel: str
    place: str
    kind: str
    role: str
    stage: str
    zones: tuple[str, ...]
    automated: bool = False
    at_place: str | None = None
    holiday: bool | None = None
    touches: tuple[Touch, ...] = ()
    consents: Mapping[str, str] | None = None
    waived: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    message: str | None = None
    revoke_all_waived: bool | None = None
    wishes: tuple[str, ...] = ()
    states: Mapping[str, date | None] = {}
    events: Mapping[str, date] = {}
    unsent: tuple[str, ...] = ()
    elements: Mapping[str, bool] = {}
    entered_on: date | None = None
    total: Decimal | None = None
    claim: Claim | None = None
    heard: str | None = None
    bounced: bool = False

    @property
    def way(self) -> str:
        """The channel, by the name under which it is allowed: a call by a machine is "voice"."""
        return "voice" if self.automated else self.channel


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that spoke. `effect`: as it may be used, so never more than "warn" from memory.

    `text`: in words, for a bookkeeper. `told`: what follows, by short names ("until", "route", ...).
    `again_at`: when it speaks differently, where that is known. `of_hours`: it is the hour alone.
    """

    pack: str
    rule: str
    effect: Effect
    cite: str
    mark: Mark
    text: str
    told: Mapping[str, str] = {}
    again_at: datetime | None = None
    of_hours: bool = False


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: the most restrictive effect, every hit, what follows, and when to ask again.

    `amount`: what may be claimed, for money; zero where nothing may.
    """

    outcome: Outcome
    hits: tuple[Hit, ...]
    told: Mapping[str, str]
    next_allowed_at: datetime | None = None
    amount: Money | None = None
