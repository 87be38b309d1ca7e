"""The fields of the policy's form: what people change, in their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dunning.contact_policy import CHANNELS, DAYS, LEARN, TIMED_CHANNELS
from dunning.policy import APPROVALS, CONSEQUENCES, KINDS, ROLES, SEGMENTS, TONES
from dunning.reaching import CHANNEL_WORDS

Form = Literal["whole", "amount", "choice", "flag", "clock", "several"]
_LEARN = ("is not looked at", "is shown, for a person to prefer", "comes before e-mail by itself")
_APPROVALS = ("every message", "a customer's first, and serious ones", "none")
WAYS: dict[str, str] = {way: CHANNEL_WORDS.get(way, way) for way in CHANNELS}


@dataclass(frozen=True, slots=True)
class Field:
    """One value. `key`: its dotted key in the policy; `at`: where the policy has it, if elsewhere."""

    key: str
    label: str
    form: Form = "whole"
    words: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """The key as an HTML id."""
        return id_of(self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together. `owners`: the owner's alone to change."""

    title: str
    lead: str
    fields: tuple[Field, ...]
    owners: bool = False


def id_of(key: str) -> str:
    """A dotted key as an HTML id."""
    return key.replace(".", "-")


def _plain(names: Sequence[str]) -> dict[str, str]:
    return {name: name.replace("_", " ") for name in names}


def _hours(channel: str) -> tuple[Field, ...]:
    key, way = f"contact.hours.{channel}", WAYS[channel]
    return (
        Field(f"{key}.from", f"From, by {way}", "clock", at=f"{key}.opens"),
        Field(f"{key}.until", f"Until, by {way}", "clock"),
        Field(f"{key}.days", f"On these days, by {way}", "several", _plain(DAYS)),
        Field(f"{key}.on_holidays", f"On public holidays too, by {way}", "flag"),
    )


GROUPS = (
    Group(
        "Approval and pace",
        "Whose yes a message needs, and how often a customer hears from you, whatever the level.",
        (
            Field(
                "approval_required",
                "Messages that wait for a yes",
                "choice",
                dict(zip(APPROVALS, _APPROVALS, strict=True)),
            ),
            Field("minimum_gap_days", "Days between two levels"),
            Field("contact.days_between", "Days between any two messages"),
            Field("contact.most", "At most so many messages"),
            Field("contact.window_days", "… within so many days"),
            Field("contact.several_channels_a_day", "By more than one channel on a day", "flag"),
            Field(
                "contact.learn",
                "The way they answer, where they said none",
                "choice",
                dict(zip(LEARN, _LEARN, strict=True)),
            ),
            Field("minimum_balance.default", "Nothing below this balance", "amount"),
            Field("short_payment_percent", "Ask a person when only so many % are left open", "amount"),
        ),
    ),
    Group(
        "Grace",
        "How long it waits for money that may be on its way.",
        (
            Field("booked_after_days", "Banking days of payments that must be entered first"),
            Field("ledger_sent_days", "Days of silence after the ledger itself sent an invoice"),
            Field("agreements.claim_days", "Banking days for “I have paid” to show"),
        ),
    ),
    Group(
        "Before the due date",
        "A friendly note; it is no level.",
        (
            Field("pre_due.enabled", "Send it", "flag"),
            Field("pre_due.days", "Days before the due date"),
            Field("pre_due.terms_over", "Only where terms are longer than so many days"),
            Field("pre_due.segments", "To those who pay like this", "several", _plain(SEGMENTS)),
            Field("pre_due.tone", "Tone", "choice", _plain(TONES)),
        ),
    ),
    *(
        Group(f"Hours, by {WAYS[channel]}", "On the clocks where the customer is.", _hours(channel))
        for channel in TIMED_CHANNELS
    ),
    Group(
        "Promises, instalments, disputes",
        "What may be agreed without another word, here and by customers themselves.",
        (
            Field("agreements.promises_most", "Promises about one debt"),
            Field("agreements.promise_days_most", "A promise may lie so many days ahead"),
            Field("agreements.instalments_most", "Instalments of one plan"),
            Field("agreements.plan_days_most", "A plan may last so many days"),
            Field("agreements.instalment_least", "No instalment below", "amount"),
            Field("agreements.dispute_days", "Days until a dispute must be answered"),
        ),
    ),
    Group(
        "Old and bad debt",
        "",
        (
            Field("old_debt_days", "Wait for a person when overdue for longer, at linking"),
            Field("write_off_after_days", "Suggest to write off after so many days"),
        ),
    ),
    Group(
        "What letters may say will follow",
        "A letter names nothing else; list only what you would do.",
        (Field("consequences", "It may name", "several", _plain(CONSEQUENCES)),),
    ),
    Group(
        "Law",
        "Who collects, and whom from: it decides which rules of law hold, so only the owner changes it.",
        (
            Field("law.debtor_kind", "Most customers are", "choice", _plain(KINDS)),
            Field("law.collector_role", "You collect as", "choice", _plain(ROLES)),
        ),
        owners=True,
    ),
)
FIELDS = {one.key: one for group in GROUPS for one in group.fields}
OWNERS = frozenset(one.key for group in GROUPS if group.owners for one in group.fields)
