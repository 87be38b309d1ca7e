"""Situations before a debt is handed over, under waits made up for them: what was given, how and when."""

from __future__ import annotations

from typing import Any

from dunning.account import Account, Contact
from tests.dunning.agreements_desk import contact
from tests.dunning.desk import account, at, customer, invoice, notice
from tests.dunning.law_desk import pack
from tests.dunning.law_situations import BOSTON, EPISODE, IN_BOSTON, SOMEWHERE, Situation, under

OUT: list[dict[str, Any]] = [{"name": "out", "days": 1, "channel": "hand_over"}]
CLAIM: dict[str, Any] = {
    "after_event": "letter_of_claim_sent",
    "days": 30,
    "blocks_action": "issue_claim",
    "cite": "Claims Act",
}
COST: dict[str, Any] = {
    "after_event": "fourteen_day_letter_received",
    "days": 14,
    "from": "day_after_receipt",
    "blocks_action": "charge_collection_cost",
    "cite": "Costs Act",
}
FIRST: dict[str, Any] = {
    "after_event": "first_reminder_sent",
    "days": 10,
    "blocks_action": "issue_claim",
    "cite": "Reminders Act",
}
BOTH, REMINDED, CLAIMED = pack(wait=[CLAIM, COST]), pack(wait=[FIRST]), pack(wait=[CLAIM])
LATER = [{"name": "reminder", "days": 1}, {"name": "out", "days": 2, "channel": "hand_over"}]


def given(name: str, day: str, channel: str = "email", *, reached: bool = True) -> Contact:
    return Contact(channel=channel, at=at(day), reached=reached, notice=name)


def told(*contacts: Contact, **more: Any) -> Account:
    return account(invoice(), contacts=contacts, **more)


def out(asked: Account, *packs: Any, **more: Any) -> Situation:
    return under(asked, *packs, levels=OUT, **more)


def reminded(day: str, episode: str = EPISODE, **more: Any) -> Situation:
    """A level of this debt, or of another, went on that day; a hand-over is next."""
    went = notice("reminder", day, episode=episode, **more)
    asked = account(invoice(), notices=(went,), episode=EPISODE)
    known = episode == EPISODE and went.kind == "level"
    return under(asked, REMINDED, levels=LATER if known else OUT)


IN_BOSTON_ONLY = pack(scope=IN_BOSTON, wait=[CLAIM])
SAME = CLAIM | {"id": "same"}


SITUATIONS: dict[str, Situation] = {
    "to be handed over, and nothing was given": out(told(), BOTH),
    "to be handed over, both given in time": out(
        told(given("letter_of_claim", "2026-04-12"), given("fourteen_day_letter", "2026-04-27")), BOTH
    ),
    "to be handed over, each a day late": out(
        told(given("letter_of_claim", "2026-04-13"), given("fourteen_day_letter", "2026-04-28")), BOTH
    ),
    "to be handed over, one a day late": out(
        told(given("letter_of_claim", "2026-04-12"), given("fourteen_day_letter", "2026-05-05")), BOTH
    ),
    "to be handed over, one given and one not": out(told(given("letter_of_claim", "2026-04-20")), BOTH),
    "to be handed over, the post counts for the letter that must be received": out(
        told(
            given("letter_of_claim", "2026-04-12", "letter"),
            given("fourteen_day_letter", "2026-04-23", "letter"),
        ),
        BOTH,
    ),
    "to be handed over, tried in vain": out(
        told(given("letter_of_claim", "2026-04-01", reached=False)), CLAIMED
    ),
    "to be handed over, a call that was no notice": out(told(contact("call", "2026-04-01")), CLAIMED),
    "to be handed over, given twice": out(
        told(given("letter_of_claim", "2026-04-01"), given("letter_of_claim", "2026-05-01")),
        pack(wait=[CLAIM]),
    ),
    "to be handed over, the first reminder counts": out(
        told(given("first_reminder", "2026-05-10"), given("first_reminder", "2026-05-02")), REMINDED
    ),
    "to be handed over, the first reminder by post": out(
        told(given("first_reminder", "2026-04-28", "letter")), REMINDED
    ),
    "to be handed over, reminded by us": reminded("2026-05-02"),
    "to be handed over, reminded by us too late": reminded("2026-05-03"),
    "to be handed over, reminded by us on paper": reminded("2026-05-01", channel="letter"),
    "to be handed over, called by us": reminded("2026-04-01", channel="call"),
    "to be handed over, reminded of another debt": reminded("2026-04-01", "other"),
    "to be handed over, a statement went": reminded("2026-04-01", kind="statement"),
    **{
        f"to be handed over, {name} was given": out(
            told(given(name, "2026-05-12")),
            pack(wait=[{"after_event": event, "days": 1, "blocks_action": "issue_claim"}]),
        )
        for name, event in (
            ("intention_to_issue", "intention_to_issue_notice"),
            ("reply_form", "reply_form_received"),
        )
    },
    "to be handed over, by a rule from memory": out(told(), pack(wait=[CLAIM | {"mark": "M"}])),
    "to be handed over, by a rule of collections": out(
        told(), pack(scope={"stage": ["collections"]}, wait=[CLAIM])
    ),
    "to be handed over, by a rule that nearly binds": out(
        told(), pack(scope={"collector_role": ["third_party_agency"]}, wait=[CLAIM], outside=[{"of": "role"}])
    ),
    "to be handed over, two packs with one rule of a name": out(
        told(),
        pack("xx", wait=[CLAIM | {"id": "same"}]),
        pack("yy", wait=[CLAIM | {"id": "same", "cite": "Other Act"}]),
    ),
    "to be handed over in Boston": out(told(customer=BOSTON), IN_BOSTON_ONLY),
    "to be handed over in New York": out(told(customer=customer(country="US", region="NY")), IN_BOSTON_ONLY),
    "to be handed over somewhere in America": out(
        told(customer=SOMEWHERE),
        IN_BOSTON_ONLY,
        pack("fr", scope={"debtor_place": ["FR-X"]}, wait=[CLAIM]),
    ),
    "to be handed over, and no law is known": out(told(customer=customer(country="FR")), BOTH),
}
