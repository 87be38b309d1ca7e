"""What must never be otherwise, each law a function: it gives the breaches it finds, none when all is well.

They judge by the ledger's own books and the mailboxes. `EACH_STEP` holds after every pass, whatever went
wrong in it; `QUIET` only once nothing goes wrong any more and what was in doubt could be looked up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import sqlalchemy as sa

from dunning.ledger import of_minor
from dunning.policy import Policy
from sync.evidence.verify import verify
from sync.rehearsal.simulation.witness import FRESH, Letter, Witness
from sync.replay import replay
from sync.store import figures
from sync.tables import decisions, effects

_OPENS, _CLOSES = time(8), time(18)
_SATURDAY = 5
_APART, _MOST, _WINDOW = 7, 3, 30  # days between two letters; letters in so many days
_OURS = re.compile("[A-Z2-7]{20}")
_DEMANDS = ("level", "pre_due")
_ZONES = {
    ("US", "IL"): "America/Chicago",
    ("US", None): "America/New_York",
    ("CA", None): "America/Toronto",
    ("GB", None): "Europe/London",
    ("IE", None): "Europe/Dublin",
    ("DE", None): "Europe/Berlin",
    ("FR", None): "Europe/Paris",
    ("NL", None): "Europe/Amsterdam",
    ("ES", None): "Europe/Madrid",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A law that was broken. `about`: by what its history is found."""

    law: str
    ledger: str
    at: datetime
    text: str
    about: frozenset[str]


@dataclass(frozen=True)
class Case:
    """What is judged: `letters` came since the last time; `witness` has all of them."""

    witness: Witness
    letters: Sequence[Letter]
    policy: Policy

    @cached_property
    def effects(self) -> list[Any]:
        """All of the ledger, oldest first."""
        office = self.witness.town.office
        query = sa.select(effects).where(effects.c.ledger_id == office.linked(self.witness.source.name).id)
        with office.store.read() as connection:
            return list(connection.execute(query.order_by(effects.c.id)))

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.witness.town.time.now

    def day(self, moment: datetime) -> date:
        """The organisation's date."""
        return self.witness.source.today(moment)

    def breach(self, law: Law, text: str, *about: str, at: datetime | None = None) -> Breach:
        """That law was broken."""
        return Breach(law.__name__, self.witness.source.name, at or self.now, text, frozenset(about))


Law = Callable[[Case], list[Breach]]


def no_message_to_who_owes_nothing(case: Case) -> list[Breach]:
    """A demand goes only to an account that owed something, past due and net of credit, at the last look."""
    found = []
    for letter in case.letters:
        on_its_way = sum(
            one.amount
            for one in case.witness.paid
            if one.account == letter.account and one.key not in case.witness.source.payment_keys()
        )
        owed = max(look.owes.get(letter.account, 0) - on_its_way for look in letter.looks)
        if letter.notify.kind == "level" and owed <= 0:
            text = f"a reminder to {letter.recipients} who owes nothing past due ({owed})"
            found.append(case.breach(no_message_to_who_owes_nothing, text, *letter.about, at=letter.at))
    return found


def no_message_rests_on_an_old_look(case: Case) -> list[Breach]:
    """The books were read at most two minutes before a message left."""
    law = no_message_rests_on_an_old_look
    return [
        case.breach(law, f"a message at {letter.at}, the books were read {letter.read_at}", *letter.about)
        for letter in case.letters
        if letter.read_at is None or letter.at - letter.read_at > FRESH
    ]


def no_paid_invoice_is_named(case: Case) -> list[Breach]:
    """No demand names an invoice on which nothing was owed at the last look."""
    found = []
    for letter in case.letters:
        for number in letter.numbers if letter.notify.kind in _DEMANDS else ():
            if not any(look.balances.get(number, 0) > 0 for look in letter.looks):
                text = f"a message to {letter.recipients} names {number}, on which nothing is owed"
                found.append(case.breach(no_paid_invoice_is_named, text, *letter.about, at=letter.at))
    return found


def no_message_while_something_was_said(case: Case) -> list[Breach]:
    """No demand about an invoice that is disputed, promised, or said to be paid."""
    found = []
    for letter in case.letters:
        asked = set(letter.notify.overdue) if letter.notify.kind in _DEMANDS else set()
        for told in case.witness.told:
            if told.invoice_id in asked and told.at <= letter.at and case.day(letter.at) <= told.ends:
                text = f"a message to {letter.recipients} in spite of a {told.what} that holds to {told.ends}"
                found.append(
                    case.breach(no_message_while_something_was_said, text, *letter.about, at=letter.at)
                )
    return found


def no_message_to_who_stopped(case: Case) -> list[Breach]:
    """Whoever said stop to one ledger hears from none any more, however their address is spelled."""
    found = []
    for letter in case.letters:
        for address in letter.recipients:
            since = case.witness.stopped.get(address.casefold())
            if since is not None and since <= letter.at:
                text = f"a message to {address}, who stopped them on {since:%Y-%m-%d %H:%M}"
                found.append(case.breach(no_message_to_who_stopped, text, *letter.about, at=letter.at))
    return found


def no_message_in_a_forbidden_hour(case: Case) -> list[Breach]:
    """Monday to Friday, 8 to 18, no national holiday, where the customer lives."""
    found = []
    for letter in case.letters:
        country, region = case.witness.source.place_of(letter.account[0])
        zone = ZoneInfo(_ZONES.get((country, region)) or _ZONES[country, None])
        local = letter.at.astimezone(zone)
        closed = local.weekday() >= _SATURDAY or not _OPENS <= local.time() < _CLOSES
        if closed or local.date() in _holidays(country):
            text = f"a message to {letter.recipients} at {local:%A %Y-%m-%d %H:%M} in {zone}"
            found.append(case.breach(no_message_in_a_forbidden_hour, text, *letter.about, at=letter.at))
    return found


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def no_cap_exceeded(case: Case) -> list[Breach]:
    """A customer gets no two reminders within seven days, and no four within thirty.

    Notes before the due date and thanks are not counted, as the policy says.
    """
    found = []
    for customer in {letter.account[0] for letter in case.letters}:
        mine = [
            letter
            for letter in case.witness.letters
            if letter.account[0] == customer
            and not letter.bounced
            and letter.notify.kind in {"level", "statement"}
        ]
        days = [case.day(letter.at) for letter in mine]
        for number, day in enumerate(days):
            before = days[:number]
            lately = [one for one in before if (day - one).days < _WINDOW]
            close = bool(before) and (day - before[-1]).days < _APART
            if mine[number] in case.letters and (close or len(lately) >= _MOST):
                text = f"a letter on {day}, after others on {', '.join(map(str, lately or before[-1:]))}"
                found.append(case.breach(no_cap_exceeded, text, *mine[number].about, at=mine[number].at))
    return found


def each_message_comes_once(case: Case) -> list[Breach]:
    """No message is in the mailboxes twice."""
    times = Counter(letter.key for letter in case.witness.letters)
    return [
        case.breach(
            each_message_comes_once, f"message {letter.key} came {times[letter.key]} times", *letter.about
        )
        for letter in case.letters
        if times[letter.key] > 1
    ]


def no_level_skipped_or_repeated(case: Case) -> list[Breach]:
    """In each episode the letters that came are the first of the policy's, in order, each once.

    A debt that was ended at the source may have begun anew, and then so do the levels.
    """
    found = []
    wanted = [
        level.name for level in case.policy.levels if level.channel == "email" for _ in range(level.times)
    ]
    for account in {letter.account for letter in case.letters}:
        if account[0] in case.witness.merged:
            continue  # other customers' papers, and what was sent about them, became theirs
        mine = [
            letter
            for letter in case.witness.letters
            if letter.account == account and letter.notify.kind == "level" and not letter.bounced
        ]
        places, period = {0}, None  # of the next letter among those wanted: more where the debt may be new
        for letter in mine:
            places |= {0} if letter.period != period else set()
            period = letter.period
            expected = sorted({wanted[place] for place in places if place < len(wanted)})
            places = {place + 1 for place in places if wanted[place : place + 1] == [letter.notify.level]}
            if not places and letter in case.letters:
                text = f'a letter of level "{letter.notify.level}" where {expected or "none"} was next'
                found.append(case.breach(no_level_skipped_or_repeated, text, *letter.about, at=letter.at))
    return found


def each_write_once_at_the_source(case: Case) -> list[Breach]:
    """No payment and no note of ours stands in the ledger twice."""
    source = case.witness.source
    twice = [
        *(
            (key, "payment")
            for key, times in source.payment_keys().items()
            if times > 1 and _OURS.fullmatch(key)
        ),
        *((key, "note") for key, times in source.note_keys().items() if times > 1),
    ]
    return [
        case.breach(each_write_once_at_the_source, f"{kind} {key} stands in the ledger twice", key)
        for key, kind in twice
    ]


def no_payment_lost(case: Case) -> list[Breach]:
    """What was recorded is in the ledger, or a person is told why it is not."""
    keys, found = case.witness.source.payment_keys(), []
    states = {row.key: row.state for row in case.effects}
    for paid in case.witness.paid:
        state = states.get(paid.key, "gone")
        if state in _UNDONE or (state == "done" and not keys[paid.key]):
            text = f"payment {paid.key} of {paid.amount} on {paid.number} is {state}, and not in the ledger"
            found.append(case.breach(no_payment_lost, text, paid.key, paid.invoice_id, paid.account[0]))
    return found


def no_note_lost(case: Case) -> list[Breach]:
    """Every note is on its invoice, while that is there; a later one may have taken its place."""
    source, found = case.witness.source, []
    keys = source.note_keys()
    newest = {row.invoice_id: row.key for row in case.effects if row.kind == "note" and row.state == "done"}
    for row in case.effects:
        if row.kind != "note" or not source.exists(row.invoice_id):
            continue
        if row.state in _UNDONE or (newest.get(row.invoice_id) == row.key and not keys[row.key]):
            text = f"note {row.key} is {row.state} ({row.reason}), and not in the ledger"
            found.append(case.breach(no_note_lost, text, row.key, row.invoice_id, row.customer_id))
    return found


def every_message_has_its_notes(case: Case) -> list[Breach]:
    """One on each invoice that a delivered demand was about."""
    found, noted = [], defaultdict(set)
    rows = {row.key: row for row in case.effects}
    for row in case.effects:
        if row.kind == "note":
            noted[row.cause_id].add(row.invoice_id)
    for letter in case.witness.letters:
        row = rows[letter.key]
        missing = set(letter.notify.overdue) - noted[row.id] if letter.notify.kind in _DEMANDS else set()
        if row.state == "done" and missing:
            text = f"message {letter.key} has no note on {', '.join(sorted(missing))}"
            found.append(case.breach(every_message_has_its_notes, text, *letter.about))
    return found


_UNDONE = ("ready", "claimed", "uncertain", "gone")


def no_message_counts_that_did_not_come(case: Case) -> list[Breach]:
    """A message that counts as delivered is in a mailbox."""
    law, come = no_message_counts_that_did_not_come, {letter.key for letter in case.witness.letters}
    return [
        case.breach(law, f"message {row.key} counts as sent, and never came", row.key, row.customer_id)
        for row in case.effects
        if row.kind == "message" and row.state == "done" and row.key not in come
    ]


def every_overdue_account_has_one_decision(case: Case) -> list[Breach]:
    """One that stands, with a date ahead on which it is looked at again."""
    source, found = case.witness.source, []
    with case.witness.town.office.store.read() as connection:
        ledger_id = case.witness.town.office.linked(source.name).id
        rows = connection.execute(
            sa.select(decisions).where(decisions.c.ledger_id == ledger_id, decisions.c.standing)
        ).all()
    standing = defaultdict(list)
    for row in rows:
        standing[row.customer_id, row.currency].append(row)
    for account in source.past_due(case.day(case.now)):
        mine = standing[account]
        if len(mine) != 1:
            text = f"{source.name_of(account[0])} ({account[1]}) is overdue and has {len(mine)} decisions"
            found.append(case.breach(every_overdue_account_has_one_decision, text, account[0]))
        elif mine[0].review_at is None or mine[0].review_at <= case.now:
            text = f"{source.name_of(account[0])} ({account[1]}) is looked at again on {mine[0].review_at}"
            found.append(case.breach(every_overdue_account_has_one_decision, text, account[0]))
    return found


def staged_balances_are_the_sources(case: Case) -> list[Breach]:
    """Every open invoice, with its account and balance, and no other."""
    source = case.witness.source
    with case.witness.town.office.store.read() as connection:
        ledger_id = case.witness.town.office.linked(source.name).id
        rows = figures.open_invoices(connection, ledger_id)
    staged = {row.number: of_minor(row.balance, row.currency) for row in rows}
    true = {one.number: one.balance for one in source.invoices()}
    return [
        case.breach(
            staged_balances_are_the_sources,
            f"{number}: {staged.get(number, 0)} is staged, {true.get(number, 0)} is owed",
            number,
        )
        for number in sorted(staged.keys() | true.keys())
        if staged.get(number, 0) != true.get(number, 0)
    ]


def the_audit_chain_verifies(case: Case) -> list[Breach]:
    """Every event is as it was written, in its place, and every head that was noted is still the one."""
    office, name = case.witness.town.office, case.witness.source.name
    with office.store.read() as connection:
        found = verify(connection, office.linked(name).id, name, case.witness.heads)
    case.witness.heads[found.number] = found.hash
    return [
        case.breach(the_audit_chain_verifies, f"event {each.number} {each.what}") for each in found.broken
    ]


def replay_reproduces(case: Case) -> list[Breach]:
    """Every decision taken again from what was kept comes out the same."""
    office = case.witness.town.office
    ledger = office.linked(case.witness.source.name)
    again = replay(office, ledger, date(1970, 1, 1))
    return [
        case.breach(
            replay_reproduces,
            f"{each.customer} on {each.decided_at:%Y-%m-%d %H:%M}: {each.was} was decided, now {each.is_now}",
        )
        for each in again.changed
    ]


EACH_STEP: tuple[Law, ...] = (
    no_message_to_who_owes_nothing,
    no_message_rests_on_an_old_look,
    no_paid_invoice_is_named,
    no_message_while_something_was_said,
    no_message_to_who_stopped,
    no_message_in_a_forbidden_hour,
    no_cap_exceeded,
    each_message_comes_once,
    no_level_skipped_or_repeated,
)
QUIET: tuple[Law, ...] = (
    each_write_once_at_the_source,
    no_payment_lost,
    no_note_lost,
    every_message_has_its_notes,
    no_message_counts_that_did_not_come,
    every_overdue_account_has_one_decision,
    staged_balances_are_the_sources,
    the_audit_chain_verifies,
)
AT_THE_END: tuple[Law, ...] = (replay_reproduces,)


def broken(laws: Sequence[Law], case: Case) -> list[Breach]:
    """All breaches of these laws."""
    return [breach for law in laws for breach in law(case)]
