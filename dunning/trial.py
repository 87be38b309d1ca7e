"""A trial: one level goes some days later for a few debts, so that a firm learns what it does.

The laws it keeps: who waits is drawn by a hash of the seed, the ledger, the customer, the currency and the
episode, before anything of the outcome is known, and comes out the same each time; nothing ever goes earlier
than the policy has it; only an e-mail or a text message in a tone up to firm is held back, never the last
level, and nothing that a law times. What is asked of the outcome is said beforehand: is all that was overdue
paid within so many days? Too few debts say nothing, and then it says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist
from typing import Literal

import msgspec

from dunning.reading import Section

ENOUGH = 30  # debts whose days are over, of each kind: below that a share says next to nothing
_TONES = ("friendly", "polite", "firm")
_CHANNELS = ("email", "sms")
_Z = NormalDist().inv_cdf(0.975)
_WHOLE = 2**64


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """`level` goes `days` later for `percent` of the debts; `outcome_days`: in which they may be paid."""

    level: str
    days: int
    percent: int
    outcome_days: int
    seed: str


class Assigned(msgspec.Struct, frozen=True, kw_only=True):
    """What was drawn for one debt whose level was due. `delayed`: it goes `days` later."""

    level: str
    days: int
    delayed: bool


def read_trial(section: Section, levels: Sequence[tuple[str, str, str]], *, inherited: bool) -> Trial | None:
    """The table `[policy.trial]`; `None` where it is off. `levels`: name, tone and channel of each.

    `inherited`: by a procedure for some customers; where its levels are others, the trial is not for them.
    """
    percent = section.whole("percent", 0, most=50)
    trial = Trial(
        level=section.text("level", "", longest=40) if section.has("level") else "",
        days=section.whole("days", 5, least=1, most=14),
        percent=percent,
        outcome_days=section.whole("outcome_days", 30, least=7, most=90),
        seed=section.text("seed", "duesync", longest=60),
    )
    section.close()
    if not percent:
        return None
    may = [name for name, tone, channel in levels[:-1] if tone in _TONES and channel in _CHANNELS]
    if trial.level in may:
        return trial
    if not inherited:
        known = ", ".join(f'"{each}"' for each in may) or "none here"
        section.refuse(
            "level",
            f"must name an e-mail or text message that is neither the last level nor serious: {known}",
        )
    return None


def is_drawn(trial: Trial, ledger: str, customer: str, currency: str, episode: str) -> bool:
    """Whether this debt is one of the few that wait."""
    told = msgspec.json.encode((trial.seed, ledger, customer, currency, episode, trial.level))
    number = int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
    return number * 100 < trial.percent * _WHOLE


class Arm(msgspec.Struct, frozen=True, kw_only=True):
    """Debts treated alike. `debts`: drawn; `over`: whose days are over; `paid`: of those, in time."""

    debts: int
    over: int
    paid: int

    @property
    def share(self) -> float | None:
        """The part that was paid in time, of 1."""
        return self.paid / self.over if self.over else None


Verdict = Literal["too few", "no difference shown", "fewer paid", "more paid"]


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """A trial so far. `difference`: of the delayed from the others, in the share that was paid, with the
    ends of its 95 % interval; `None` until there are enough.
    """

    level: str
    days: int
    outcome_days: int
    as_usual: Arm
    delayed: Arm
    difference: tuple[float, float, float] | None
    verdict: Verdict


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One debt. `paid`: all of it within the days; `None` while they, or the books, are not over."""

    assigned: Assigned
    paid: bool | None


def learned(trial: Trial, outcomes: Iterable[Outcome]) -> Learned:
    """What the trial has shown: of debts drawn for just that level and delay."""
    arms: dict[bool, list[bool | None]] = {False: [], True: []}
    for each in outcomes:
        if (each.assigned.level, each.assigned.days) == (trial.level, trial.days):
            arms[each.assigned.delayed].append(each.paid)
    usual, late = (_arm(arms[delayed]) for delayed in (False, True))
    found: tuple[float, float, float] | None = None
    verdict: Verdict = "too few"
    if min(usual.over, late.over) >= ENOUGH:
        found = difference(late, usual)
        _, low, high = found
        verdict = "fewer paid" if high < 0 else "more paid" if low > 0 else "no difference shown"
    return Learned(
        level=trial.level,
        days=trial.days,
        outcome_days=trial.outcome_days,
        as_usual=usual,
        delayed=late,
        difference=found,
        verdict=verdict,
    )


def _arm(paid: Sequence[bool | None]) -> Arm:
    over = [each for each in paid if each is not None]
    return Arm(debts=len(paid), over=len(over), paid=sum(over))


def difference(one: Arm, other: Arm) -> tuple[float, float, float]:
    """The share of `one` less that of `other`, with Newcombe's 95 % interval (his method 10, 1998)."""
    first, second = one.paid / one.over, other.paid / other.over
    (low, high), (other_low, other_high) = _wilson(one), _wilson(other)
    apart = first - second
    return (
        apart,
        apart - sqrt((first - low) ** 2 + (other_high - second) ** 2),
        apart + sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )


def _wilson(arm: Arm) -> tuple[float, float]:
    share, number, square = arm.paid / arm.over, arm.over, _Z * _Z
    middle = share + square / (2 * number)
    half = _Z * sqrt(share * (1 - share) / number + square / (4 * number * number))
    return (middle - half) / (1 + square / number), (middle + half) / (1 + square / number)
