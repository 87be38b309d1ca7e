"""Status: every ledger in one object: freshness, balances, what waits for whom, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

import connectors
from dunning.dates import counted
from dunning.ledger import Money
from sync.config import LedgerSettings
from sync.office import Office
from sync.policies import PolicyRefused
from sync.store import (
    acts,
    allowance,
    bank,
    checkouts,
    credentials,
    decided,
    departures,
    differences,
    figures,
    incoming,
    journals,
    ledgers,
    places,
    runs,
    signals,
    texts,
    webhooks,
)
from sync.store.ledgers import LinkedLedger
from sync.store.signals import Signal

if TYPE_CHECKING:
    from dunning.write_offs import WriteOff

_PULLED_BY_NOW = timedelta(hours=1)
_COMPARED_BY_NOW = timedelta(days=4)
_RESTORED_LATELY = timedelta(days=60)
_TEXTED_LATELY = timedelta(days=30)
KNOWN_OVERLAP = "acknowledged, so customers may hear twice"
UNKNOWN_OVERLAP = (
    'nothing is sent until they are turned off there, or own_reminders = "acknowledged" is set for it'
)


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """One ledger as it stands. `waiting`: overdue accounts by the reason they wait for. `agreements`: each
    in a line. `charges`: of interest, those that wait for a person. `write_offs`: how much is suggested to
    be written off, "" where nothing is. `texts`: what text messages came to in the last 30 days, "" for none.

    `in_no_document`: what customers owe by journal entries and the like, below 0 where it is credit.
    `heard_at`: when a webhook first told of changes that were not pulled since. `leaves_on`: when it is
    deleted, once it was unlinked.
    """

    name: str
    provider: str
    organisation: str
    linked_on: date
    released: bool
    pulled_at: datetime | None
    complete: bool
    heard_at: datetime | None
    leaves_on: date | None
    booked_through: date | None
    invoices: int
    open_balance: dict[str, Decimal]
    in_no_document: dict[str, Decimal]
    overdue_accounts: int
    waiting: dict[str, int]
    effects: dict[str, int]
    holds: int
    agreements: tuple[str, ...]
    charges: tuple[str, ...]
    write_offs: str
    texts: str
    calls: int
    metered_calls: int
    last_run: str | None
    troubled: tuple[str, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def statuses(office: Office) -> list[Status]:
    """Every linked ledger, by name."""
    with office.store.read() as connection:
        return [_status(office, connection, ledger) for ledger in ledgers.every(connection)]


def status_of(office: Office, ledger: LinkedLedger) -> Status:
    """That one."""
    with office.store.read() as connection:
        return _status(office, connection, ledger)


def _status(office: Office, connection: Connection, ledger: LinkedLedger) -> Status:
    from sync.commands.agreed import standing_agreements  # loads the engine
    from sync.commands.charging import waiting_charges
    from sync.commands.writing_off import write_offs

    standing = decided.standing(connection, ledger.id, overdue=True)
    waiting: dict[str, int] = {}
    for one in standing:
        name = one.decision.reason.value
        waiting[name] = waiting.get(name, 0) + 1
    today = office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    run = runs.last(connection, ledger.id, office.clock.now())
    settings = office.config.ledgers.get(ledger.name)
    misfit = _misfit(office, settings)
    counts = settings is not None and not misfit
    followed = ledger.leaves_on is None and counts
    calls, metered = allowance.made(connection, ledger.id)
    signal = signals.find(connection, ledger.id)
    return Status(
        name=ledger.name,
        provider=ledger.provider,
        organisation=ledger.organisation,
        linked_on=ledger.linked_on,
        released=ledger.released_at is not None,
        pulled_at=ledger.pulled_at,
        complete=ledger.complete,
        heard_at=None if signal is None else signal.first_at,
        leaves_on=ledger.leaves_on,
        booked_through=ledgers.booked_through(connection, ledger, today),
        invoices=figures.invoice_count(connection, ledger.id),
        open_balance=figures.open_balances(connection, ledger.id),
        in_no_document=journals.in_no_document(connection, ledger.id),
        overdue_accounts=len(standing),
        waiting=dict(sorted(waiting.items(), key=lambda pair: -pair[1])),
        effects=figures.effect_counts(connection, ledger.id),
        holds=len(acts.active_holds(connection, ledger.id)),
        agreements=tuple(standing_agreements(office, connection, ledger)) if counts else (),
        charges=tuple(waiting_charges(connection, ledger)),
        write_offs=_suggested(write_offs(office, connection, ledger), ledger) if followed else "",
        texts=_texted(connection, ledger, office.clock.now()),
        calls=calls,
        metered_calls=metered,
        last_run=None if run is None else _run_in_words(run),
        troubled=told_of(connection, ledger),
        problems=tuple(
            f"{row.kind} {row.number or row.id}: {row.problem}"
            for row in figures.problem_rows(connection, ledger.id)
        ),
        warnings=(*misfit, *_warnings(office, connection, ledger, signal)),
    )


def _misfit(office: Office, settings: LedgerSettings | None) -> tuple[str, ...]:
    """That what is kept of the policy does not fit the file any more: nothing is decided until it does."""
    try:
        if settings is not None:
            office.in_force(settings.name)
    except PolicyRefused as refused:
        return (str(refused),)
    return ()


def _suggested(found: Sequence[WriteOff], ledger: LinkedLedger) -> str:
    if not found:
        return ""
    totals: dict[str, Decimal] = {}
    for one in found:
        totals[one.currency] = totals.get(one.currency, Decimal(0)) + one.amount
    told = ", ".join(str(Money(amount, currency)) for currency, amount in sorted(totals.items()))
    return f"{counted(len(found), 'debt')} might be written off, {told}: duesync write-offs {ledger.name}"


def _texted(connection: Connection, ledger: LinkedLedger, now: datetime) -> str:
    costs = texts.costs(connection, ledger.id, now - _TEXTED_LATELY)
    if not costs:
        return ""
    sent, segments = sum(each.texts for each in costs), sum(each.segments for each in costs)
    told = [f"{each.currency} {each.price.normalize():f}" for each in costs if each.currency is not None]
    unpriced = sum(each.texts + each.calls for each in costs if each.currency is None)
    told += [f"{unpriced} of which the price is not known"] if unpriced else []
    texted = f"{counted(sent, 'text message')} ({counted(segments, 'segment')})" if sent else ""
    called = sum(each.calls for each in costs)
    what = " and ".join(filter(None, (texted, counted(called, "automated call") if called else "")))
    return f"{what} in the last {_TEXTED_LATELY.days} days: {', '.join(told)}"


def _run_in_words(run: Any) -> str:
    return f"{run.outcome or 'running, or cut off'}, begun {run.started_at:%Y-%m-%d %H:%M} UTC"


def told_of(
    connection: Connection, ledger: LinkedLedger, keys: Sequence[str] | None = None
) -> tuple[str, ...]:
    """What was refused, is uncertain or was put off, each in one line with what follows from it."""
    return tuple(
        _trouble_in_words(row, ledger) for row in figures.troubled_effects(connection, ledger.id, keys)
    )


def _trouble_in_words(row: Any, ledger: LinkedLedger) -> str:
    about = f"{row.kind.replace('_', '-')} {row.key} for {row.customer or row.customer_id}"
    about += f" (invoice {row.number})" if row.number else ""
    reason = (row.reason or "no reason given").removeprefix(f"{row.kind} {row.key}: ")
    if row.state == "ready":
        return f"{about} waits for the next run: {reason}"
    if row.state == "refused":
        return f"{about} was refused: {reason}"
    if row.kind == "message":
        follows = f"it is never sent again by itself; say what became of it: duesync uncertain {ledger.name}"
    else:
        follows = "a later run looks it up, and writes it only if it is not there"
    return f"{about} is uncertain: {reason}; {follows}"


def unsorted_in_words(connection: Connection, ledger: LinkedLedger) -> str:
    """That old debt waits to be sorted, and by which command; "" where none does."""
    number = decided.waiting_for(connection, ledger.id, "OLD_DEBT")
    if not number:
        return ""
    whose = "1 account hears" if number == 1 else f"{number} accounts hear"
    return (
        f"{whose} nothing until the old debt there, long overdue at linking, is sorted: "
        f"duesync sort {ledger.name}"
    )


def _leaving(connection: Connection, ledger: LinkedLedger) -> list[str]:
    if departures.pending(connection, ledger) is None:
        return [f"its unlinking was cut off, so it stays; run again: duesync unlink {ledger.name}"]
    if credentials.is_kept(connection, ledger.id):
        return [f"its sign-in was not ended at the provider; run again: duesync unlink {ledger.name}"]
    return []


def _differing(office: Office, connection: Connection, ledger: LinkedLedger) -> list[str]:
    """What a comparison with the ledger's own figures left, and that none was possible for days."""
    found = differences.kept(connection, ledger.id)
    told = [f"as a whole, {words}" for key, words in found.items() if key == differences.WHOLE]
    if whose := len({customer for customer, _ in found.keys() - {differences.WHOLE}}):
        what = "1 customer owes" if whose == 1 else f"{whose} customers owe"
        told.append(
            f"{what} something else than the ledger says, and is asked for nothing until that agrees: "
            f"duesync reconcile {ledger.name}"
        )
    if ledger.compared_at is not None and office.clock.now() - ledger.compared_at > _COMPARED_BY_NOW:
        told.append(
            f"what is owed was last compared with the ledger on {ledger.compared_at:%Y-%m-%d}: "
            f"duesync reconcile {ledger.name} says why"
        )
    return told


def _at_the_mail_server(office: Office, connection: Connection, ledger: LinkedLedger) -> list[str]:
    """That messages wait for the mail account's limits."""
    from sync.pacing import over_limit

    if ledger.name not in office.config.ledgers:
        return []
    ready = figures.effect_counts(connection, ledger.id).get("message ready", 0)
    full = office.quota(ledger.name).look() if ready else None
    return [] if full is None else [over_limit(full, ready)]


def _at_the_bank(connection: Connection, ledger: LinkedLedger) -> list[str]:
    lines, held = bank.how_many_wait(connection, ledger.id)
    if not lines:
        return []
    what = "1 line of the bank's waits" if lines == 1 else f"{lines} lines of the bank's wait"
    whose = "1 customer is" if held == 1 else f"{held} customers are"
    for_whom = f", and {whose} not reminded meanwhile" if held else ""
    return [f"{what} to be settled{for_whom}: duesync bank {ledger.name}"]


def _online(connection: Connection, ledger: LinkedLedger) -> list[str]:
    """Payments online that a person is to see to."""
    return [
        f"payment online {one.key}: {one.trouble}; then: duesync online {ledger.name} --seen {one.key}"
        for one in checkouts.troubled(connection, ledger.id)
    ]


def _by_mail(office: Office, connection: Connection, ledger: LinkedLedger) -> list[str]:
    """What customers wrote and nobody has seen to; first what waits for too long."""
    told = [
        f"its inbox ({folder}) cannot be read, so no message is sent: {problem}"
        + (f" (last read {read_at:%Y-%m-%d %H:%M} UTC)" if read_at else "")
        for folder, problem, read_at in places.problems(connection, ledger.id)
    ]
    number, held = incoming.how_many_wait(connection, ledger.id)
    if not number:
        return told
    from sync.commands.replies import late_in_words  # reads the law's calendars

    what = "1 message waits" if number == 1 else f"{number} messages wait"
    whose = "1 customer is" if held == 1 else f"{held} customers are"
    for_whom = f", and {whose} not written to meanwhile" if held else ""
    told += [f"{what} to be seen to{for_whom}: duesync replies {ledger.name}"]
    told[:0] = late_in_words(office, ledger)
    return told


def _warnings(
    office: Office, connection: Connection, ledger: LinkedLedger, signal: Signal | None
) -> list[str]:
    from sync import apps_told
    from sync.mailing import untested

    if ledger.leaves_on is not None:
        return _leaving(connection, ledger)
    if (absent := office.why_absent(ledger)) is not None:
        return [absent]
    found = [] if ledger.problem is None else [f"the last run failed: {ledger.problem}"]
    if ledger.pulled_at is not None and not ledger.complete:
        found.append(
            f"the first pull is not finished, so nothing is decided; run: duesync sync {ledger.name}"
        )
    if unsorted := unsorted_in_words(connection, ledger):
        found.append(unsorted)
    found = [*_by_mail(office, connection, ledger), *found, *_differing(office, connection, ledger)]
    if ledger.restored_at is not None and office.clock.now() - ledger.restored_at < _RESTORED_LATELY:
        found.append(
            f"restored from the backup of {ledger.restored_at:%Y-%m-%d %H:%M} UTC: no customer is written to "
            f"before you approved the next message to them: duesync approve {ledger.name}"
        )
    found += filter(None, [untested(office, ledger) if ledger.released_at is None else ""])
    found += _at_the_bank(connection, ledger)
    found += _online(connection, ledger)
    found += _at_the_mail_server(office, connection, ledger)
    found += apps_told.warnings(office, ledger.name)
    if signal is not None and office.clock.wall() - signal.first_at > _PULLED_BY_NOW:
        found.append("webhooks told of changes that nobody pulled since: is `duesync worker` running?")
    if ledger.own_reminders:
        known = office.config.ledger(ledger.name).own_reminders == "acknowledged"
        found.append(f"the ledger sends reminders of its own: {KNOWN_OVERLAP if known else UNKNOWN_OVERLAP}")
    if letters := figures.effect_counts(connection, ledger.id).get("letter ready"):
        what = "1 letter is" if letters == 1 else f"{letters} letters are"
        found.append(f"{what} to be printed and posted: duesync letter {ledger.name}")
    return [*found, *untold(connection, ledger), *_ending(office, connection, ledger)]


def untold(connection: Connection, ledger: LinkedLedger) -> Iterator[str]:
    """Other tools that webhooks do not reach."""
    for one in webhooks.troubles(connection, ledger.id):
        if one.off_at is not None:
            yield (
                f"{one.place} is told nothing any more, switched off on {one.off_at:%Y-%m-%d} "
                f"({one.problem}); once it works: duesync webhook test {ledger.name} URL"
            )
        elif one.failing_since is not None and one.waiting:
            yield (
                f"nothing got through to {one.place} since {one.failing_since:%Y-%m-%d %H:%M} UTC "
                f"({one.problem}); {counted(one.waiting, 'message')} wait and are tried again"
            )


def _ending(office: Office, connection: Connection, ledger: LinkedLedger) -> list[str]:
    """The sign-ins to the ledger and to its mailbox that end soon, or are not there."""
    wall, mail = office.clock.wall(), office.config.ledger(ledger.name).mail
    found = []
    if connectors.provider(ledger.provider).sign_in is not None:
        found.append(credentials.ending(connection, ledger.id, ledger.name, wall))
    if mail is not None and mail.grant is not None:
        name = credentials.of_mailbox(ledger.name)
        ends = credentials.ending(connection, ledger.id, name, wall, credentials.MAILBOX)
        found.append(None if ends is None else f"its mailbox: {ends}")
    return [each for each in found if each is not None]
