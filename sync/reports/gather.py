"""Gathering a report from the store: a few scans of the ledger, then pure arithmetic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.account import COURTESIES, Notice
from dunning.agreements import PromiseToPay
from dunning.figures.aged import Aged, aged
from dunning.figures.beyond_terms import before_and_after
from dunning.figures.collecting import billed_by_month, collecting, countback
from dunning.figures.debts import NOTHING, Debt, Period, month_ends, months_on
from dunning.figures.followed import Told, followed
from dunning.figures.promised import Outcome, Promised, outcomes, promises
from dunning.policy import CONFIRMATION, PRE_DUE, Policy
from sync.errors import DuesyncError
from sync.office import Office
from sync.reports.report import AgedDay, Block, ByMonth, Effort, Report
from sync.store import agreements, debts, efforts, ledgers
from sync.store.debts import Book, Voided
from sync.store.ledgers import LinkedLedger
from sync.store.review import billed_customers

_YEAR = 12  # months
_LONGEST = 120  # months
_DAY = timedelta(days=1)


class NoPeriod(DuesyncError):
    """The period cannot be reported on; the text says why."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts that several figures rest on. `through`: how far payments are known, at most to today."""

    ledger: LinkedLedger
    period: Period
    book: Book
    known: Period
    through: date | None
    notices: Sequence[Notice]
    promised: Mapping[str, Sequence[Promised]]
    gone: Sequence[Voided]
    unapplied: Mapping[str, Decimal]
    levels: Sequence[str]


def today_of(office: Office, ledger: LinkedLedger) -> date:
    """The date in the ledger's own time zone."""
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()


def period_of(office: Office, ledger: LinkedLedger, first: date | None, last: date | None) -> Period:
    """The days asked for; without them the last twelve months up to yesterday. Raises `NoPeriod`."""
    today = today_of(office, ledger)
    end = today - _DAY if last is None else last
    begin = months_on(end + _DAY, -_YEAR) if first is None else first
    if end > today:
        msg = f"{end} is not over yet: a report is about days up to {today}"
        raise NoPeriod(msg)
    if begin > end:
        msg = f"the first day, {begin}, comes after the last, {end}"
        raise NoPeriod(msg)
    if begin < months_on(end, -_LONGEST):
        msg = f"{begin} to {end} is more than {_LONGEST // 12} years; ask for less at once"
        raise NoPeriod(msg)
    return Period(begin, end)


def gather(office: Office, ledger: LinkedLedger, asked: Period) -> Report:
    """The report on these days, or on those of them from which on settled invoices are known."""
    today = today_of(office, ledger)
    zone = ZoneInfo(ledger.timezone)
    policy = office.config.policy_for(ledger.name)
    with office.store.read() as connection:
        book = debts.book(connection, ledger)
        period = asked
        if book.known_from is not None and book.known_from in asked:
            period = Period(book.known_from, asked.last)
        since = datetime.combine(period.first, time(), zone)
        until = datetime.combine(period.last + _DAY, time(), zone)
        through = ledgers.booked_through(connection, ledger, today)
        delivered = efforts.delivered(connection, ledger.id, since, until)
        stands = [notice for notice, taken_back in delivered if not taken_back]
        facts = Gathered(
            ledger=ledger,
            period=period,
            book=book,
            known=Period(book.known_from or period.first, min(today, through or today)),
            through=None if through is None else min(through, today),
            notices=stands,
            promised=_promised(connection, ledger, through),
            gone=debts.voided(connection, ledger),
            unapplied=debts.unapplied(connection, ledger.id, period.last),
            levels=_level_names(policy),
        )
        effort = _effort(connection, ledger, (since, until), period, delivered)
    return Report(
        ledger=ledger.name,
        organisation=ledger.organisation,
        home_currency=ledger.home_currency,
        asked=asked,
        period=period,
        made_on=today,
        linked_on=ledger.linked_on,
        known_from=book.known_from,
        booked_through=through,
        undated=book.undated,
        blocks=tuple(_block(facts, currency) for currency in _home_first(ledger, book)),
        effort=effort,
    )


def _home_first(ledger: LinkedLedger, book: Book) -> list[str]:
    return sorted(book.debts, key=lambda code: (code != ledger.home_currency, code))


def _level_names(policy: Policy) -> list[str]:
    levels = [PRE_DUE, CONFIRMATION, *(level.name for each in policy.each() for level in each.levels)]
    return list(dict.fromkeys(levels))


def _block(facts: Gathered, currency: str) -> Block:
    owed, period = facts.book.debts[currency], facts.period
    zone = ZoneInfo(facts.ledger.timezone)
    told = [
        Told(level=each.level, on=each.delivered_at.astimezone(zone).date(), invoice_ids=each.invoice_ids)
        for each in facts.notices
        if each.currency == currency and each.kind not in COURTESIES
    ]
    asked = {one for each in told for one in each.invoice_ids}
    by_id = {each.id: each for each in owed if each.id in asked}
    return Block(
        currency=currency,
        collecting=collecting(owed, period, facts.known.first),
        aging=tuple(_aging(facts, currency, owed)),
        unapplied=facts.unapplied.get(currency, NOTHING),
        before_after=before_and_after(owed, facts.ledger.linked_on, facts.known),
        promises=promises(facts.promised.get(currency, ()), period),
        levels=followed(told, by_id, period, facts.through, facts.levels),
    )


def _aging(facts: Gathered, currency: str, owed: Sequence[Debt]) -> Iterator[AgedDay]:
    days = sorted({*month_ends(facts.period), facts.period.last})
    by_month = billed_by_month(owed, Period(facts.known.first, facts.period.last))
    gone = [each for each in facts.gone if each.currency == currency]
    for book in aged(owed, days):
        yield AgedDay(aged=book, voided=_stood(gone, book.on), countback=_dso(facts, book, by_month))


def _dso(facts: Gathered, book: Aged, by_month: Mapping[date, Decimal]) -> Decimal | None:
    if book.on < facts.known.first:
        return None
    figure, _ = countback(book.receivables, Period(facts.known.first, book.on), by_month)
    return figure.value


def _stood(gone: Sequence[Voided], day: date) -> Decimal:
    return sum((each.balance for each in gone if each.issued_on <= day < each.ended_on), NOTHING)


def _promised(
    connection: Connection, ledger: LinkedLedger, through: date | None
) -> dict[str, list[Promised]]:
    """By currency; those that a person ended first, then the rest, with what became of them."""
    found: dict[str, list[Promised]] = defaultdict(list)
    standing: list[tuple[tuple[str, str], PromiseToPay]] = []
    billed = billed_customers(connection, ledger.id)
    zone = ZoneInfo(ledger.timezone)
    for each in agreements.every_promise(connection, ledger.id, zone):
        promise, currency = each.agreement, each.currency
        if not isinstance(promise, PromiseToPay) or currency is None:
            continue
        if promise.ending is not None:
            how: Outcome = "moved" if promise.ending.how == "moved" else "withdrawn"
            found[currency].append(Promised(made_on=promise.made_on, amount=promise.amount, outcome=how))
        else:
            standing.append(((billed.get(each.customer_id, each.customer_id), currency), promise))
    if not standing:
        return found
    owners = {owner for (owner, _), _ in standing}
    groups = {owner: owner for owner in owners} | {
        child: owner for child, owner in billed.items() if owner in owners
    }
    first = min(promise.made_on for _, promise in standing)
    came = agreements.received(connection, ledger.id, groups, first)
    ids = (one for _, promise in standing for one in promise.invoice_ids)
    owed = agreements.still_open(connection, ledger.id, ids)
    for (_, currency), promise, kept in outcomes(standing, came, through, owed):
        became: Outcome = "open" if kept is None else "kept" if kept else "broken"
        found[currency].append(Promised(made_on=promise.made_on, amount=promise.amount, outcome=became))
    return found


def _effort(
    connection: Connection,
    ledger: LinkedLedger,
    times: tuple[datetime, datetime],
    period: Period,
    delivered: Sequence[tuple[Notice, bool]],
) -> Effort:
    since, until = times
    hand = efforts.by_hand(connection, ledger.id, since, until)
    came = efforts.came_in(connection, ledger.id, since, until)
    cost, unpriced = efforts.texted(connection, ledger.id, since, until)
    calls, metered = efforts.called(connection, ledger.id, period)
    timed = [minutes for _, _, minutes in hand if minutes is not None]
    stands = [notice for notice, taken_back in delivered if not taken_back]
    return Effort(
        messages=_sorted(Counter(each.channel for each in stands)),
        by_month=tuple(_by_month(stands, period, ZoneInfo(ledger.timezone))),
        came_back=len(delivered) - len(stands),
        contacts=_sorted(Counter(channel for channel, _, _ in hand)),
        reached=sum(reached for _, reached, _ in hand),
        minutes=sum(timed),
        timed=len(timed),
        written=_sorted(efforts.written(connection, ledger.id, since, until)),
        replies=came["reply"],
        complaints=came["complaint"],
        bounces=came["bounce"],
        automatic=came["out_of_office"] + came["automatic"],
        opt_outs=_sorted(efforts.opted_out(connection, ledger.id, since, until)),
        texts_cost=cost,
        texts_unpriced=unpriced,
        calls=calls,
        metered_calls=metered,
    )


def _by_month(stands: Sequence[Notice], period: Period, zone: ZoneInfo) -> Iterator[ByMonth]:
    by_end: dict[date, Counter[str]] = defaultdict(Counter)
    ends = sorted({*month_ends(period), period.last})
    for each in stands:
        day = each.delivered_at.astimezone(zone).date()
        by_end[next(end for end in ends if day <= end)][each.channel] += 1
    first = period.first
    for end in ends:
        yield ByMonth(month=Period(first, end), channels=_sorted(by_end[end]))
        first = end + _DAY


def _sorted(numbers: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(numbers.items()))
