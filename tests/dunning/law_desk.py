"""A made-up rule pack and a question to it, in few words: Tuesday 24 November 2026, four in the afternoon."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dunning.law.pack import Pack, read_pack
from dunning.law.question import Claim, Question, Touch
from dunning.law.rates import Rate
from dunning.ledger import Money

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
Case = tuple[tuple[Pack, ...], Question]
CITED = {"cite": "An Act s.1", "mark": "V"}
ALWAYS = {"channels": ["phone", "sms", "email"], "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
CONSENT = {"channels": ["sms"], "need": "express", "revoke_words": ["stop", "Arret"]}
SPEAKS = {"on": "dispute", "blocks": ["contact"]}
RATE = Rate(
    series="base",
    since=date(2026, 1, 1),
    until=date(2026, 7, 1),
    percent=Decimal(4),
    mark="V",
    source="a page",
)


def pack(
    name: str = "xx", head: dict[str, Any] | None = None, scope: dict[str, Any] | None = None, **tables: Any
) -> Pack:
    """A pack for Britain with these rules, each told without its id and source."""
    rules = {
        kind: [{"id": f"{name}-{kind}{place or ''}", **CITED, **rule} for place, rule in enumerate(rows)]
        for kind, rows in tables.items()
    }
    about = {
        "id": name,
        "version": "1",
        "title": f"Pack {name}",
        "status": "in_force",
        "reviewed_on": date(2026, 11, 1),
        "review_due": date(2027, 11, 1),
    }
    return read_pack(
        {"pack": about | (head or {}), "scope": {"debtor_place": ["GB"]} | (scope or {})} | rules, name
    )


def asking(**more: Any) -> Question:
    facts: dict[str, Any] = {
        "now": NOW,
        "action": "contact",
        "channel": "phone",
        "place": "GB-ENG",
        "kind": "consumer",
        "role": "first_party",
        "stage": "overdue",
        "zones": ("Europe/London",),
    }
    return Question(**(facts | more))


def case(*packs: Pack, **more: Any) -> Case:
    return packs, asking(**more)


def touched(
    *days: int, channel: str = "phone", reached: bool = True, at_place: str | None = None
) -> tuple[Touch, ...]:
    """Contacts on these days of November."""
    return tuple(
        Touch(channel=channel, at=datetime(2026, 11, day, 10, tzinfo=UTC), reached=reached, at_place=at_place)
        for day in days
    )


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


def claim(kind: Any, principal: str | None = "1000", currency: str = "GBP", **more: Any) -> Claim:
    facts: dict[str, Any] = {
        "kind": kind,
        "principal": None if principal is None else Money(Decimal(principal), currency),
        "since": date(2026, 2, 1),
        "until": date(2026, 3, 1),
        "rate": None,
        "in_default": None,
    }
    return Claim(**(facts | more))
