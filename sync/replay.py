"""Replay: every stored account decided again, and what comes out otherwise.

The law it keeps: a decision is a function of its account, the policy, the rules and the instant, all of
which were kept or named with it; so under the same versions it comes out the same to the last letter,
and where it does not the program is at fault. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache, partial
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa

from dunning.account import Account
from dunning.decisions import Decision, Wait
from dunning.engine import decide
from sync.evidence import chain
from sync.evidence.verify import ERASED
from sync.office import Office, versions
from sync.store import events
from sync.store.ledgers import LinkedLedger
from sync.tables import decisions, snapshots

_AT_ONCE = 500


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One decision that would be another now. `under`: the versions that differ since, by name.

    `was`, `is_now`: action, reason and text. With nothing in `under` it should have been the same.
    """

    customer: str
    currency: str
    decided_at: datetime
    under: dict[str, tuple[str, str]]
    was: tuple[str, str, str]
    is_now: tuple[str, str, str]


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What a replay of one ledger came to. `same_versions`: decided under today's very versions.

    `by_version`: of the others, by the versions that differ ("policy", "engine, rules"): how many there
    are, and how many of them come out otherwise. `faults`: under the same versions, and yet otherwise.
    `erased`: decisions that cannot be taken again, of customers who were erased or past their time.
    """

    ledger: str
    since: date
    decisions: int
    same_versions: int
    erased: int
    by_version: dict[str, tuple[int, int]]
    changed: tuple[Changed, ...]

    @property
    def faults(self) -> tuple[Changed, ...]:
        """Those that nothing explains."""
        return tuple(each for each in self.changed if not each.under)


def replay(office: Office, ledger: LinkedLedger, since: date) -> Replayed:
    """Decide everything since that date (inclusive, the ledger's own) again, as of then."""
    changed: list[Changed] = []
    count, same = 0, 0
    others: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    begin = datetime.combine(since, time(), ZoneInfo(ledger.timezone))
    for again, is_same in _again(office, ledger, decisions.c.decided_at >= begin):
        count += 1
        same += not again.under
        if again.under:
            others[", ".join(again.under)] += 1
        if not is_same:
            otherwise[", ".join(again.under)] += 1
            changed.append(again)
    return Replayed(
        ledger=ledger.name,
        since=since,
        decisions=count,
        same_versions=same,
        erased=_erased(office, ledger, since),
        by_version={names: (number, otherwise[names]) for names, number in sorted(others.items())},
        changed=tuple(changed),
    )


def replay_one(office: Office, ledger: LinkedLedger, decision_id: int) -> tuple[Changed, bool] | None:
    """That decision taken again, and whether it is the same to the last letter; `None`: not kept."""
    found = [
        *_again(office, ledger, decisions.c.id == decision_id)
    ]  # to the end, which closes what it reads from
    return found[0] if found else None


def _again(
    office: Office, ledger: LinkedLedger, which: sa.ColumnElement[bool]
) -> Iterator[tuple[Changed, bool]]:
    """Each decision then and now, oldest first, and whether both are the same to the last letter."""
    policy = office.policy(ledger.name)
    rules_of = cache(partial(office.rules, ledger))  # by year: holidays are known around the year decided in
    for at, was, under, account in _stored(office, ledger, which):
        rules = rules_of(at.year)
        now_under = versions(policy.version, rules.version)
        is_now = decide(account, policy, rules, at)
        differ = {
            name: (under.get(name, ""), now_under.get(name, ""))
            for name in sorted(under.keys() | now_under.keys())
            if under.get(name) != now_under.get(name)
        }
        yield (
            Changed(
                customer=account.customer.name,
                currency=account.currency,
                decided_at=at,
                under=differ,
                was=_in_short(was),
                is_now=_in_short(is_now),
            ),
            is_now == was,
        )


def _erased(office: Office, ledger: LinkedLedger, since: date) -> int:
    """How many decisions since then the audit chain tells of whose erasure it tells of too."""
    begin = datetime.combine(since, time(), ZoneInfo(ledger.timezone))
    with office.store.read() as connection:
        gone = {
            leaf
            for event in events.of_ledger(connection, ledger.id, ERASED)
            for leaf in chain.leaves_of(event.leaves or b"")
        }
        batches = events.batches_from(connection, ledger.id, begin) if gone else ()
        return sum(leaf in gone for event in batches for leaf in chain.leaves_of(event.leaves or b""))


def _stored(
    office: Office, ledger: LinkedLedger, which: sa.ColumnElement[bool]
) -> Iterator[tuple[datetime, Decision, dict[str, str], Account]]:
    """When it was decided, what, under which versions, and the account, oldest first."""
    query = (
        sa.select(decisions.c.decided_at, decisions.c.body, decisions.c.versions, snapshots.c.body)
        .select_from(decisions.join(snapshots, decisions.c.account_digest == snapshots.c.digest))
        .where(decisions.c.ledger_id == ledger.id, which)
        .order_by(decisions.c.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    with office.store.read() as connection:
        for at, decision, under, body in connection.execute(query):
            yield (
                at,
                msgspec.json.decode(decision, type=Decision),
                msgspec.json.decode(under, type=dict[str, str]),
                msgspec.json.decode(body, type=Account),
            )


def _in_short(decision: Decision) -> tuple[str, str, str]:
    action = "wait" if isinstance(decision.action, Wait) else decision.action.channel
    return action, decision.reason.name, decision.text
