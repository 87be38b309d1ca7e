"""A rule pack: what one law or guideline says, as data with its source.

One TOML file each, in `packs/`; `sync` reads the files and hands them in. The law kept here: no rule
without its citation and its mark, and a rule of mark "M" (from memory, not yet verified) only ever
warns, whatever its effect says. Places are ISO codes, narrower ones after a hyphen ("US-NY-NYC");
"*" stands for any. `until` and `effective_until` are exclusive.

Beyond the schema of the reference there is `[[outside]]`: what to say where nothing but the role, the
stage or the like keeps a pack from applying, and one of its rules would have spoken.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

Mark = Literal["V", "S", "M", "D"]
"""Verified in the source, seen in a secondary one, from memory, or our own design."""
Effect = Literal["stop", "hold", "block", "require", "warn", "allow_warn", "allow"]
EFFECTS: tuple[Effect, ...] = ("stop", "hold", "block", "require", "warn", "allow_warn", "allow")
"""The most restrictive first."""
BINDING: frozenset[Effect] = frozenset({"stop", "hold", "block", "require"})
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RateMode = Literal["fixed_at_start", "floating", "at_payment"]
CountedFrom = Literal["sent", "received", "day_after_receipt"]
ANY = ("*",)


class PackError(ValueError):
    """A file is no rule pack; says which, and what is wrong with it."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a pack's file, in which every key is known."""


class Rule(_Table, frozen=True, kw_only=True):
    """What every rule has. `cite`: where it stands; `reason`: a short code of its own, where it has one."""

    id: Annotated[str, msgspec.Meta(min_length=1)]
    cite: Annotated[str, msgspec.Meta(min_length=1)]
    mark: Mark
    effect: Effect = "block"
    reason: str | None = None

    @property
    def delivered(self) -> Effect:
        """Its effect as it may be used: what is from memory warns, and forbids nothing."""
        return "warn" if self.mark == "M" and self.effect in BINDING else self.effect


class Hours(Rule, frozen=True, kw_only=True):
    """When the channels may be used, in the debtor's own time. All hours of a pack for a channel add up."""

    channels: tuple[str, ...]
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: Clock = msgspec.field(name="from")
    until: Clock
    holidays: Literal["deny", "allow"] = "allow"
    waivable_by: str | None = None

    def covers(self, weekday: int, clock: time) -> bool:
        """Whether that time of day on that weekday (Monday is 0) is within."""
        return DAYS[weekday] in self.days and time.fromisoformat(self.opens) <= clock < self.closes

    @property
    def closes(self) -> time:
        """The first moment that is outside."""
        return time.fromisoformat(self.until)


class Cooldown(_Table, frozen=True, kw_only=True):
    """So many days of silence, the day of the event counted as the first."""

    event: str
    days: int


class Cap(Rule, frozen=True, kw_only=True):
    """At most so many contacts or attempts in any `window_days`, all the channels added together."""

    channels: tuple[str, ...]
    max: int
    window_days: int
    window: Literal["rolling", "calendar"] = "rolling"
    per: Literal["account", "debtor"] = "account"
    counts: Literal["contact", "attempt"]
    at: str | None = None  # counted only where contacts went there ("work"); `None`: everywhere else
    cooldown_after: Cooldown | None = None


class Consent(Rule, frozen=True, kw_only=True):
    """What the debtor must have agreed to before a channel is used, and how they take it back.

    `revoke_all_waived_until`: up to that day a STOP ends only the kind of message it answered.
    """

    channels: tuple[str, ...]
    need: Literal["none", "express", "written"]
    revoke_words: tuple[str, ...] = ()
    revoke_deadline: str | None = None
    revoke_all_waived_until: date | None = None


class Only(Rule, frozen=True, kw_only=True):
    """The channels are used in these places alone."""

    channels: tuple[str, ...]
    places: tuple[str, ...]


class Wish(Rule, frozen=True, kw_only=True):
    """The debtor's own wishes as to time, place and medium are kept."""

    channels: tuple[str, ...] = ANY


class Disclose(Rule, frozen=True, kw_only=True):
    """What a message or an act must hold or enclose."""

    when: Literal["first", "every", "before_claim", "before_fee"]
    channels: tuple[str, ...] = ANY
    elements: tuple[str, ...]
    effect: Effect = "require"


class Wait(Rule, frozen=True, kw_only=True):
    """Days between an event and an act (`blocks_action`), or within which something is sent (`send`).

    `when`: only where that happened too.
    """

    after_event: str
    days: int = 0
    count: Literal["calendar", "business"] = "calendar"
    counted_from: Literal["sent", "received", "day_after_receipt"] = msgspec.field(
        name="from", default="sent"
    )
    blocks_action: str | None = None
    within_days: int | None = None
    send: str | None = None
    when: str | None = None


class Hold(Rule, frozen=True, kw_only=True):
    """A state of the debt or the debtor that stops what is in `blocks`.

    `blocks`: "contact", "collect", "interest", "fees", "statutory_interest", or the name of an act.
    `days`: how long it lasts from its beginning; `until`: the event that ends it. `route`: whom to
    turn to instead; `use`: what holds in place of what it blocks.
    """

    on: str
    blocks: tuple[str, ...]
    days: int | None = None
    until: str | None = None
    route: str | None = None
    use: str | None = None
    freeze_interest: bool = False
    effect: Effect = "hold"


class MoneyRule(Rule, frozen=True, kw_only=True):
    """What may be claimed on top: interest, a fixed sum, or a scale of slices.

    `tiers`: for "fixed" pairs of (from amount, sum); for "tiered" of (width of the slice, percent).
    `slices`: such slices on top of a fixed sum.
    `margin`: points over `base`, a series of rates. `needs_default`: only once the debtor is in default.
    `after`: an event without which it may not be claimed.
    """

    kind: Literal["interest", "fixed", "tiered"]
    margin: Decimal | None = None
    base: str | None = None
    rate_mode: RateMode = "fixed_at_start"
    day_count: Literal["act/365", "act/act"] = "act/365"
    compounding: Literal["none", "yearly"] = "none"
    per: Literal["invoice", "debt"] = "invoice"
    currency: str | None = None
    tiers: tuple[tuple[Decimal, Decimal], ...] = ()
    slices: tuple[tuple[Decimal, Decimal], ...] = ()
    min: Decimal | None = None
    max: Decimal | None = None
    for_kind: tuple[str, ...] = ANY
    needs_default: bool = False
    after: str | None = None
    effect: Effect = "allow"


class Text(Rule, frozen=True, kw_only=True):
    """A code of the letters' lint that this law makes an error."""

    lint: str


class Advice(Rule, frozen=True, kw_only=True):
    """What is said to everyone in the pack's scope, where these roles or kinds are theirs."""

    collector_role: tuple[str, ...] = ANY
    debtor_kind: tuple[str, ...] = ANY
    effect: Effect = "warn"


class Signpost(Rule, frozen=True, kw_only=True):
    """Where the debtor finds free help; `names`: as they stand in a letter."""

    names: tuple[str, ...]
    effect: Effect = "require"


class Outside(Rule, frozen=True, kw_only=True):
    """What is said where only that part of the scope keeps these rules of the pack from applying."""

    of: Literal["role", "kind", "stage", "date", "total", "entered"]
    rules: tuple[str, ...] = ANY
    effect: Effect = "allow_warn"


class Scope(_Table, frozen=True, kw_only=True):
    """Whom and what a pack is about. `max_total`: inclusive; `debt_entered_on_or_after`: as it says."""

    debtor_place: tuple[str, ...]
    debtor_kind: tuple[str, ...] = ANY
    collector_role: tuple[str, ...] = ANY
    debt_kind: tuple[str, ...] = ANY
    stage: tuple[str, ...] = ANY
    debt_entered_on_or_after: date | None = None
    max_total: Decimal | None = None


class Head(_Table, frozen=True, kw_only=True):
    """Which pack it is, since when it holds, and when a person must look at it again."""

    id: str
    version: str
    title: str
    status: Literal["in_force", "pending", "guidance"]
    reviewed_on: date
    review_due: date
    jurisdiction: str | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    precedence: int = 0
    notes: str | None = None


class Retention(_Table, frozen=True, kw_only=True):
    """How long evidence is kept."""

    years: int
    since: str = msgspec.field(name="from")
    cite: str
    mark: Mark


class Source(_Table, frozen=True, kw_only=True):
    """Where something was read."""

    id: str
    cite: str
    mark: Mark
    url: str | None = None
    seen_on: date | None = None


class Pack(_Table, frozen=True, kw_only=True):
    """One file."""

    pack: Head
    scope: Scope
    hours: tuple[Hours, ...] = ()
    cap: tuple[Cap, ...] = ()
    consent: tuple[Consent, ...] = ()
    only: tuple[Only, ...] = ()
    wish: tuple[Wish, ...] = ()
    disclose: tuple[Disclose, ...] = ()
    wait: tuple[Wait, ...] = ()
    hold: tuple[Hold, ...] = ()
    money: tuple[MoneyRule, ...] = ()
    text: tuple[Text, ...] = ()
    advice: tuple[Advice, ...] = ()
    signpost: tuple[Signpost, ...] = ()
    outside: tuple[Outside, ...] = ()
    retention: Retention | None = None
    source: tuple[Source, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them."""
        return (
            *self.hours, *self.cap, *self.consent, *self.only, *self.wish, *self.disclose, *self.wait,
            *self.hold, *self.money, *self.text, *self.advice, *self.signpost, *self.outside,
        )  # fmt: skip


def read_pack(mapping: Mapping[str, Any], name: str) -> Pack:
    """The pack that a file holds. `PackError`, with the file's name, when it is none."""
    try:
        pack = msgspec.convert(mapping, Pack)
    except msgspec.ValidationError as error:
        msg = f"the rule pack {name}: {error}"
        raise PackError(msg) from error
    ids = [rule.id for rule in pack.rules]
    twice = [one for one in ids if ids.count(one) > 1]
    if twice:
        msg = f"the rule pack {name} has the rule {twice[0]} twice"
        raise PackError(msg)
    return pack
