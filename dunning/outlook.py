"""The outlook of one account: its next step, what stands in the way of it, and what comes if nothing changes.

The laws it keeps: the engine itself is asked, on the account as it is, at each date on which it would look
again; the next step is the one that comes once people did their part, and what is their part is listed
first. Nothing is assumed of the customer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from dunning.account import Account
from dunning.agreements import Dispute
from dunning.choosing import policy_for
from dunning.dates import weekday_in_words
from dunning.decisions import Notify, Reason
from dunning.engine import decide
from dunning.guards import GUARDS, Block, Guard
from dunning.guards.law import LAW_HOURS
from dunning.guards.person import step_in_words
from dunning.law import Rules
from dunning.lifting import commands_that_lift, fact_that_lifts
from dunning.policy import Policy
from dunning.procedure import Case, case_of, has_step, notify_of
from dunning.settings import Setting, origin_of, settings_behind

DAYS = 60
_MOST_STEPS = 400  # more looks than any account has in so many days
_HOURS = (Reason.OUT_OF_HOURS,)  # a yes may be given at any hour
_NEVER_BY_ITSELF = (Reason.DISPUTED, Reason.DISPUTE_UNANSWERED)  # only what is not disputed goes on


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """What would be done next. `on`: the ledger's date, at the earliest.

    `once_lifted`: only when people have lifted what stands in the way, which no time does; `on` is then the
    day if they did so at once.
    `position`: the level's number in the procedure from 1, 0 for a note before the due date; `origin`: who
    wrote the levels. `invoices`: their numbers, oldest due first; `amount`: as of that day. `recipients`:
    none for a person's task, or without an address.
    """

    on: date
    once_lifted: bool
    level: str
    position: int
    channel: str
    tone: str
    recipients: tuple[str, ...]
    invoices: tuple[str, ...]
    amount: Decimal
    currency: str
    origin: str


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that stands in the way, now or from `since` on.

    `ends_by_itself`: when time alone puts it out of the way, `None` if it does not in 60 days. `ends_when`:
    the fact that ends it; `commands`: any one of them ends it, typed as it stands; `settings`: what it
    follows from.
    """

    guard: str
    reason: Reason
    text: str
    citation: str | None
    since: datetime | None
    ends_by_itself: datetime | None
    ends_when: str
    commands: tuple[str, ...]
    settings: tuple[Setting, ...]


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided from that instant on, if nothing changes. `step`: `None` where it is to wait."""

    at: datetime
    reason: Reason
    step: Notify | None


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """`next_step`: `None` where none can be seen in 60 days. `until`: how far was looked (exclusive).

    `timezone`: the ledger organisation's, in which dates are told.
    """

    next_step: NextStep | None
    conditions: tuple[Condition, ...]
    unchanged: tuple[Coming, ...]
    until: datetime
    timezone: str

    @property
    def when(self) -> str:
        """When the next step comes, to stand behind it; "" where none is in sight."""
        step = self.next_step
        if step is None:
            return ""
        earliest = f"on {weekday_in_words(step.on)} at the earliest"
        if not step.once_lifted:
            return earliest
        now, *looks = (each.at.astimezone(ZoneInfo(self.timezone)).date() for each in self.unchanged)
        told = "once what stands in the way is settled"
        if step.on > now:
            return f"{told}, {earliest}"
        return f"{told}; it is looked at again on {weekday_in_words(looks[0])}" if looks else told


def outlook(account: Account, policy: Policy, rules: Rules, now: datetime) -> Outlook:
    """How it goes on with the account, seen from `now` (aware)."""
    asked = _Asked(policy=policy_for(policy, account), rules=rules, until=now + timedelta(days=DAYS))
    unchanged = tuple(_unchanged(account, asked, now))
    asked = replace(asked, moments=tuple(each.at for each in unchanged))
    found, last = _next_step(account, asked, now), unchanged[-1]
    if last.step is not None and (found is None or last.at < found[2]):  # a note before a due date, say
        found = account, asked.case(account, last.at), last.at, False
    return Outlook(
        next_step=None if found is None else _seen(found[1], once_lifted=found[3]),
        conditions=tuple(_conditions(account, asked, found)),
        unchanged=unchanged,
        until=asked.until,
        timezone=account.books.timezone,
    )


_Found = tuple[Account, Case, datetime, bool]
"""An account that is kept up, its case, the moment of its next step, and whether it lacks more than a yes."""


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the account is asked about under."""

    policy: Policy
    rules: Rules
    until: datetime
    moments: tuple[datetime, ...] = ()  # at which something else is decided, if nothing changes

    def case(self, account: Account, moment: datetime) -> Case:
        return case_of(account, self.policy, self.rules, moment)


def _unchanged(account: Account, asked: _Asked, now: datetime) -> Iterator[Coming]:
    """Decision after decision, until something is done; the same wait is told once."""
    moment, last = now, None
    for _step in range(_MOST_STEPS):
        decision = decide(account, asked.policy, asked.rules, moment)
        action, reason = decision.action, decision.reason
        if isinstance(action, Notify):
            yield Coming(at=moment, reason=reason, step=action)
            return
        if reason in _HOURS and action.proposed is not None:
            reason = Reason.APPROVAL
        if reason is not last:
            yield Coming(at=moment, reason=reason, step=None)
            last = reason
        account = replace(account, episode=decision.episode)
        if decision.review_at is None or not moment < decision.review_at < asked.until:
            return
        moment = decision.review_at


def _conditions(account: Account, asked: _Asked, found: _Found | None) -> Iterator[Condition]:
    """What stands in the way now; then what will, up to the next step, and does not go by itself."""
    named: set[str] = set()
    looks = [(account, moment) for moment in asked.moments]
    if found is not None:
        looks.append((found[0], found[2]))
    for number, (then, moment) in enumerate(looks):
        for each in _blocks(then, asked, moment, since=moment if number else None):
            if each.guard not in named and (number == 0 or each.ends_by_itself is None):
                named.add(each.guard)
                yield each
                if each.reason is Reason.PAID:
                    return


def _blocks(account: Account, asked: _Asked, moment: datetime, since: datetime | None) -> Iterator[Condition]:
    case = asked.case(account, moment)
    step = f" {step_in_words(case)}." if has_step(case) else ""  # told once, as the next step
    for guard in GUARDS:
        block = guard.check(case)
        if block is not None:
            yield Condition(
                guard=guard.name,
                reason=block.reason,
                text=block.text.removesuffix(step),
                citation=block.citation,
                since=since,
                ends_by_itself=None
                if block.reason in _NEVER_BY_ITSELF
                else _ends(account, asked, guard, block),
                ends_when=fact_that_lifts(case, block.reason),
                commands=commands_that_lift(case, block.reason),
                settings=() if guard is LAW_HOURS else settings_behind(case, block.reason),
            )


def _ends(account: Account, asked: _Asked, guard: Guard, block: Block) -> datetime | None:
    """When this guard passes for good though nothing else changes; `None` where it does not in 60 days.

    What only makes way for another step meanwhile, such as a note before a due date, does not pass for good.
    """
    found: Block | None = block
    moment = None
    for _step in range(_MOST_STEPS):
        if found is None:
            again = _blocks_again(account, asked, guard, moment)
            if again is None:
                return moment
            moment, found = again
        if found.review_at is None or (moment is not None and found.review_at <= moment):
            return None
        moment = found.review_at
        if moment >= asked.until:
            return None
        found = guard.check(asked.case(account, moment))
    return None


def _blocks_again(
    account: Account, asked: _Asked, guard: Guard, passed: datetime | None
) -> tuple[datetime, Block] | None:
    """When and how this guard blocks after it has passed once."""
    for moment in asked.moments:
        if passed is not None and moment > passed:
            block = guard.check(asked.case(account, moment))
            if block is not None:
                return moment, block
    return None


def _next_step(account: Account, asked: _Asked, now: datetime) -> _Found | None:
    """The step that comes once the books are kept up and people say yes; else once all is lifted.

    One that needs no payments entered is told as it would go today, without what may be paid unseen.
    """
    asked = replace(asked, moments=())
    released = replace(account, books=replace(account.books, released=True, flooded=False))
    kept_up = _kept_up(released, asked)
    found = _first_step(kept_up, asked, now)
    at_once = _first_step(released, asked, now)
    if found and at_once and at_once[2] == found[2] and not at_once[1].waits_for_books():
        return at_once
    if found:
        return found
    freed = _first_step(_freed(kept_up, asked, now), asked, now)
    return None if freed is None else (*freed[:3], True)


def _kept_up(account: Account, asked: _Asked) -> Account:
    """What people do every day is done: payments are entered."""
    through = (asked.until + timedelta(days=DAYS)).date()
    return replace(account, books=replace(account.books, booked_through=through))


def _freed(account: Account, asked: _Asked, now: datetime) -> Account:
    """Holds released, agreements ended, what is unreadable seen to; a part disputed stays so."""
    disputed = asked.case(account, now).agreements.disputed
    kept = tuple(
        each
        for each in account.agreements
        if isinstance(each, Dispute) and not disputed.keys().isdisjoint(each.invoice_ids)
    )
    return replace(
        account,
        books=replace(account.books, pretend=False, own_reminders=False),
        customer=replace(account.customer, contactable=True, active=True, merged_into=None),
        holds=(),
        agreements=kept,
        sortings=(),
        unreadable=(),
        payments_refused=(),
        uncertain=(),
    )


def _first_step(account: Account, asked: _Asked, now: datetime) -> _Found | None:
    """The first step that nothing but a person's part stands in the way of any more."""
    moment = now
    for _step in range(_MOST_STEPS):
        case = asked.case(account, moment)
        blocks = [(guard, block) for guard in GUARDS if (block := guard.check(case)) is not None]
        ends = [end for guard, block in blocks if (end := _ends(account, asked, guard, block)) is not None]
        if not ends:
            lifted = any(block.reason is not Reason.APPROVAL for _, block in blocks)
            return (account, case, moment, lifted) if has_step(case) and _is_worth(blocks) else None
        moment = min(ends)
        account = replace(account, episode=case.episode)
    return None


def _is_worth(blocks: list[tuple[Guard, Block]]) -> bool:
    """Whether there is something to ask for."""
    nothing = (Reason.PAID, Reason.BELOW_MINIMUM, Reason.PROCEDURE_ENDED, Reason.HANDED_OVER)
    return all(block.reason not in nothing for _, block in blocks)


def _seen(case: Case, *, once_lifted: bool) -> NextStep:
    step = notify_of(case)
    return NextStep(
        on=case.today,
        once_lifted=once_lifted,
        level=step.level,
        position=case.policy.position_of(step.level),
        channel=step.channel,
        tone=step.tone,
        recipients=step.recipients,
        invoices=tuple(each.number or each.id for each in case.asked),
        amount=step.amount,
        currency=step.currency,
        origin=origin_of(case, "levels" if step.kind == "level" else step.kind),
    )
