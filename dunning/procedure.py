"""The case of one account: where it stands in the procedure, and what the next step would be.

The laws it keeps: one clock per account, set by its oldest uncovered overdue invoice; the next level
is the one after the furthest that was delivered in this episode, by name, so that none is skipped or
repeated when days were missed or the policy changed; pre-due notes are no levels. An episode ends
when nothing past due is left; what is held, flawed or set aside by an agreement counts as left, so that
neither a hold nor a promise starts anything over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from dunning.account import COURTESIES, Account, NoticeKind
from dunning.addresses import recipients
from dunning.aging import Standing, balance_of, days_past_due, due_of, past_due, standing
from dunning.agreed import Agreements, agreed_on, ends_ahead
from dunning.answering import copies_of
from dunning.booked import proven, to_ask
from dunning.charged import Charges
from dunning.charges import charges_on, uncovered
from dunning.choosing import policy_for
from dunning.decisions import Answer, Notify
from dunning.effects import key_of
from dunning.law import Rules
from dunning.ledger import Invoice, in_full
from dunning.limits import start_of, zone_named
from dunning.once import made_once
from dunning.places import Place, place_of
from dunning.policy import CONFIRMATION, PRE_DUE, Level, Policy
from dunning.pre_due import coming_due, pre_due_episode, wants_note
from dunning.reaching import way_of
from dunning.sorting import CONFIRMATION_STEP, Sorting, beginning

CaseKind = NoticeKind | Literal["none"]
Answers = dict[tuple[object, ...], Any]  # by what makes two cases alike: see `Case.once`
_Answer = TypeVar("_Answer")

_LEVEL: CaseKind = "level"
_NOTE: CaseKind = "pre_due"
_NONE: CaseKind = "none"
BY_NUMBER = ("sms", "call", "voice")  # what comes to a telephone
_SERIOUS_FROM = 2  # third level and beyond, counted from 0
_id = attrgetter("id")
_id_and_balance = attrgetter("id", "balance")


class Case(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the guards are asked about.

    `today`: the ledger's date. `kind`: "level" when something collectable is overdue, else "pre_due" when a
    note before the due date would be due, else "none"; or a courtesy, whose case is made of such a one.
    `occasion`: of a note or a courtesy, what its key bears in place of the debt. `index`: the next level's
    place in the procedure from 0, -1 where that is not known; `level` is `None` when the procedure has
    ended, when its place is not known or the kind is not "level", and a balance confirmation where one comes
    before the level at `index`. `channel`: of the next step, "" without
    one. `asked`: the invoices it is about; `amount`: net, or what came in. `unbooked`: overdue invoices whose
    payment may not be booked yet: alongside, or, where the rest is not worth asking for, the reason to wait.
    `agreements`: as they stand today; `silenced`: the invoices that would be asked for, were they not set
    aside by one. `answers`: what was worked out for like cases under the same rules at the same instant.
    """

    account: Account
    policy: Policy
    rules: Rules
    now: datetime
    zone: ZoneInfo
    today: date
    standing: Standing
    agreements: Agreements
    silenced: tuple[Invoice, ...]
    kind: CaseKind
    index: int
    level: Level | None
    channel: str
    episode: str | None
    occasion: str | None
    asked: tuple[Invoice, ...]
    unbooked: tuple[Invoice, ...]
    alongside: tuple[Invoice, ...]
    amount: Decimal
    answers: Answers

    def once(self, alike: tuple[object, ...], work_out: Callable[[], _Answer]) -> _Answer:
        """The answer to a question that every case to which `alike` applies answers alike."""
        if alike not in self.answers:
            self.answers[alike] = work_out()
        found: _Answer = self.answers[alike]
        return found

    def own(self, name: str, work_out: Callable[[Case], _Answer]) -> _Answer:
        """What is worked out about this case alone, for several guards that ask for it: made once."""
        made = self.__dict__
        if name not in made:
            made[name] = work_out(self)
        found: _Answer = made[name]
        return found

    @made_once
    def step(self) -> Notify:
        """The next step, whole: made once, for several guards ask for it. `ValueError` when there is none."""
        return _step_of(self)

    @made_once
    def is_sent(self) -> bool:
        """Whether the next step is a message that we send, and no person's task."""
        return self.channel in ("email", "voice") or (self.channel == "sms" and self.account.books.texts)

    @made_once
    def recipients(self) -> tuple[tuple[str, ...], bool]:
        """Where a message about what is asked would go, and whether the invoices disagree about it.

        An answer goes to whoever asked, and to nobody else; by mail to one who texted, where their mail goes.
        """
        if self.kind == "answer" and (self.channel == "sms" or not self._texted):
            sender = self.account.replies[0].sender
            barred = {each.address.strip().casefold() for each in self.account.barred("email")}
            return () if sender.casefold() in barred else (sender,), False
        if self.channel in ("sms", "voice"):
            number = self.account.text_number
            return () if number is None or not self.is_sent else (number,), False
        return self.recipients_but(*(each.address for each in self.account.barred("email")))

    @property
    def _texted(self) -> bool:
        """Whether the question that is answered came by text."""
        question = self.account.replies[0].question
        return question is not None and question.by_text

    def recipients_but(self, *barred: str) -> tuple[tuple[str, ...], bool]:
        """The same, were just these not to be written to, as the books spell them."""
        return recipients(self.asked, self.account.customer, barred)

    @made_once
    def place(self) -> Place:
        """Where the customer may be; for what comes to a telephone, by its number too."""
        books, customer = self.account.books, self.account.customer
        place = place_of(customer.country, customer.region, books.country, books.timezone)
        if self.channel not in BY_NUMBER:
            return place
        more = tuple(each for each in self.account.number_zones if each not in place.zones)
        return msgspec.structs.replace(place, zones=place.zones + more) if more else place

    def past_due(self) -> int:
        """Days past due of the invoice that sets the clock; 0 without one."""
        oldest = self.standing.oldest
        return 0 if oldest is None else days_past_due(due_of(oldest), self.today)

    def waits_for_books(self) -> bool:
        """Whether what is asked for may have been paid without being booked yet."""
        if self.kind == "statement":
            return bool(self.unbooked)
        return bool(self.unbooked) and self.asked[-1].id == self.unbooked[-1].id


def case_of(
    account: Account, policy: Policy, rules: Rules, now: datetime, answers: Answers | None = None
) -> Case:
    """The case at `now`. `ValueError` when `now` is not aware."""
    if now.tzinfo is None:
        msg = "now must be an aware instant"
        raise ValueError(msg)
    policy = policy_for(policy, account)
    now = now.astimezone(UTC)
    zone = zone_named(account.books.timezone)
    today = now.astimezone(zone).date()
    agreements = agreed_on(account, policy, rules, today)
    state = standing(account, today, agreements)
    episode = _episode_of(account, state, today)
    asked, kind, index = state.overdue, _LEVEL, -1
    unbooked: tuple[Invoice, ...] = ()
    word = beginning(account.sortings, asked) if account.sortings else None
    if asked:
        index = next_index(account, policy, episode, None if word is None else word.level)
        sure = proven(account, policy, rules, zone, state.overdue)
        asked, unbooked = to_ask(account, policy, state, sure), state.overdue[len(sure) :]
    else:
        asked = coming_due(account, policy, state.upcoming, today)
        kind = _NOTE if asked else _NONE
    level = policy.levels[index] if 0 <= index < len(policy.levels) else None
    if _is_to_be_confirmed(account, word, episode):
        level = CONFIRMATION_STEP
    channel = "" if level is None else way_of(level, account, policy.contact, asked, now)
    return Case(
        account=account,
        policy=policy,
        rules=rules,
        now=now,
        zone=zone,
        today=today,
        standing=state,
        agreements=agreements,
        silenced=_silenced(account, policy, state, today) if state.agreed else (),
        kind=kind,
        index=index,
        level=level,
        channel="email" if kind == _NOTE else channel,
        episode=episode,
        occasion=pre_due_episode(due_of(asked[0])) if kind == _NOTE else None,
        asked=asked,
        unbooked=unbooked,
        alongside=set_aside((*unbooked, *state.upcoming), asked),
        amount=balance_of(asked) - state.credit,
        answers={} if answers is None else answers,
    )


def _is_to_be_confirmed(account: Account, word: Sorting | None, episode: str | None) -> bool:
    """Whether the balance is to be confirmed before the levels: once in an episode."""
    return (
        word is not None
        and word.choice == "confirm"
        and not any(
            each.level == CONFIRMATION and each.episode == episode and each.currency == account.currency
            for each in account.notices
        )
    )


def _silenced(account: Account, policy: Policy, state: Standing, today: date) -> tuple[Invoice, ...]:
    """Those set aside by an agreement that a level or a note before the due date would be about."""
    return (*past_due(state.agreed, today), *coming_due(account, policy, state.agreed, today))


def _episode_of(account: Account, state: Standing, today: date) -> str | None:
    """The episode that today belongs to: the one it was, while anything past due is left, held or not."""
    if state.overdue:
        return account.episode or f"{state.overdue[0].id}@{today.isoformat()}"
    return account.episode if past_due((*state.held, *state.flawed, *state.agreed), today) else None


def set_aside(others: Sequence[Invoice], asked: Sequence[Invoice]) -> tuple[Invoice, ...]:
    """The other invoices that are not asked about, in their order."""
    about = set(map(_id, asked))
    return tuple([invoice for invoice in others if invoice.id not in about]) if others else ()


def levels_sent(account: Account, episode: str | None) -> tuple[str, ...]:
    """The names of the levels delivered in the episode, oldest first; a balance confirmation is none."""
    return tuple(
        each.level
        for each in account.notices
        if each.episode == episode and each.kind == "level" and each.level != CONFIRMATION
    )


def next_index(account: Account, policy: Policy, episode: str | None, start: str | None = None) -> int:
    """The place of the level after the furthest one delivered in the episode; past the end when over.

    A level that is taken several times comes again until it was. `start`: the level that a person had
    old debt begin at; those before it are skipped.

    -1 when levels were delivered, or one was named, and the policy knows none of them any more.
    """
    delivered = levels_sent(account, episode)
    if start is not None:
        first = next((place for place, level in enumerate(policy.levels) if level.name == start), -1)
        return first if not delivered else max(first, next_index(account, policy, episode))
    if not delivered:
        return 0
    known = [place for place, level in enumerate(policy.levels) if level.name in delivered]
    if not known:
        return -1
    furthest = policy.levels[known[-1]]
    return known[-1] + (delivered.count(furthest.name) >= furthest.times)


def next_change(case: Case) -> datetime | None:
    """The next instant at which the calendar alone changes what is asked: a due date, a note, a promise."""
    note = case.policy.pre_due
    days: list[date] = []
    for invoice in (*case.standing.upcoming, *case.standing.agreed):
        due = due_of(invoice)
        days.append(due + timedelta(days=1))
        if note is not None and wants_note(case.account, case.policy, invoice):
            days.append(due - timedelta(days=note.days))
    days.extend(hold.until for hold in case.account.holds if hold.until is not None)
    days.extend(ends_ahead(case.agreements, case.today))
    ahead = [day for day in days if day > case.today]
    return start_of(min(ahead), case.zone) if ahead else None


def notify_of(case: Case) -> Notify:
    """The next step, whole. `ValueError` when the case has none."""
    return case.step


def _step_of(case: Case) -> Notify:
    name, tone, template = _words_of(case)
    episode = case.episode if case.occasion is None else case.occasion
    if episode is None or case.kind == "none" or not has_step(case):
        msg = f"nothing is to be done about {case.account.customer.name}"
        raise ValueError(msg)
    to = case.recipients[0] if case.is_sent else ()
    balances = tuple(map(_id_and_balance, (*case.asked, *case.alongside)))
    amount = max(case.amount, Decimal(0))
    ordinal = sum(
        each.kind == case.kind and each.level == name and each.episode == episode
        for each in case.account.notices
        if each.currency == case.account.currency
    )
    step = (episode, name, str(ordinal), case.channel)
    charges = stated_charges(case)
    return Notify(
        kind=case.kind,
        level=name,
        ordinal=ordinal,
        episode=episode,
        channel=case.channel,
        tone=tone,
        template=template,
        recipients=to,
        overdue=tuple(map(_id, case.asked)),
        alongside=tuple(map(_id, case.alongside)),
        balances=balances,
        credit=case.standing.credit,
        amount=amount,
        currency=case.account.currency,
        serious=is_serious(case),
        fingerprint=_fingerprint(case.account, step, to, balances, amount, charges),
        charges=charges,
        answer=_answer_of(case) if case.kind == "answer" else None,
    )


def _answer_of(case: Case) -> Answer | None:
    reply = case.account.replies[0]
    if reply.question is None:
        return None
    question, account = reply.question, case.account
    wanted = "invoice_copy" in question.asks and not question.mailed
    may_text = account.books.texts and "sms" not in account.opted_out and not account.barred("number")
    return Answer(
        number=reply.number,
        question=question,
        copies=copies_of(account, question) if wanted else (),
        texted=question.by_text and case.channel == "email" and may_text,
    )


def _words_of(case: Case) -> tuple[str, str, str]:
    """Name, tone and template of the next step; a courtesy has its own, whatever the policy."""
    own, note = case.level, case.policy.pre_due
    if own is not None:
        return own.name, own.tone, own.template
    if note is not None and case.kind == _NOTE:
        return PRE_DUE, note.tone, note.template
    return case.kind, "friendly", case.kind


def has_step(case: Case) -> bool:
    """Whether there is a next step at all that a person could say yes to."""
    return case.level is not None or case.kind == _NOTE or is_courtesy(case)


def is_courtesy(case: Case) -> bool:
    """Whether the next step is a letter that demands nothing."""
    return case.kind in COURTESIES


def stated_charges(case: Case) -> Charges | None:
    """What the next level states beside the debt; `None` where it states nothing of the kind."""
    settings = case.policy.interest
    if settings.basis == "none" or case.level is None:
        return None
    first = case.policy.position_of(settings.from_level) - 1
    return charges_to(case, case.today) if case.index >= first >= 0 else None


def charges_to(case: Case, until: date) -> Charges | None:
    """Interest and fixed sums on what is asked for, whichever level is next; `None` where they are off."""
    about = {each.id for each in case.asked} if case.kind == _LEVEL else set()
    owed = [pair for pair in uncovered(case.standing.overdue, case.standing.credit) if pair[0].id in about]
    return charges_on(case.account, case.policy, case.rules, case.now, owed, until)


def is_serious(case: Case) -> bool:
    """Third overdue level or beyond; to have a balance confirmed never is."""
    return case.kind == "level" and case.level is not CONFIRMATION_STEP and is_far(case)


def is_far(case: Case) -> bool:
    """Whether the debt has got to the third level or beyond, whatever the step is."""
    return case.index >= _SERIOUS_FROM


def _fingerprint(
    account: Account,
    step: tuple[str, str, str, str],
    recipients: tuple[str, ...],
    balances: tuple[tuple[str, Decimal], ...],
    amount: Decimal,
    charges: Charges | None,
) -> str:
    """What an approval binds to: the same content whatever the order, or the zeros of an amount.

    `step`: episode, level, ordinal and channel, so that a yes lets one letter go and never another. Of
    `charges` the terms: with each day the sum grows, and the yes still holds.
    """
    invoices = [f"{invoice_id}={in_full(balance)}" for invoice_id, balance in sorted(balances)]
    return key_of(
        account.books.name,
        account.customer.id,
        account.currency,
        *step,
        " ".join(sorted(map(str.lower, recipients))),
        in_full(amount),
        *invoices,
        *(() if charges is None else sorted(each.terms for each in charges.lines)),
    )
