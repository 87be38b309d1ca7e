"""Hold what is staged against what the ledger itself says is owed, obtained another way.

The law: any difference is named; a few are healed by reading all documents of those customers anew;
and whoever's figures differ still is not asked for money. What moved while it was compared is no
difference: only one that is there again after another pull is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.engine import Connection

from connectors.errors import Refused, TryLater
from connectors.spare import sparing
from connectors.standing import Comparable, Key, Standing
from dunning.ledger import Money
from sync.errors import DuesyncError
from sync.pull import pull
from sync.store import differences, journals, ledgers
from sync.store.stage import stage
from sync.store.vanished import absent
from sync.work import Work

_EVERY = timedelta(hours=20)  # daily, whatever minute a run begins
_HEALED_AT_ONCE = 10  # customers; a day's calls are for more than this
_NOTHING = Decimal(0)


class NotCompared(DuesyncError):
    """What was restored is held until it was compared; the text says why it could not be."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One that stayed. `customer_id`: "" where it is nobody's in particular."""

    customer_id: str
    currency: str
    words: str


@dataclass(slots=True)
class Compared:
    """What a comparison showed. `source`: with what. `differences`: those that stayed.

    `healed`: customers whose figures agree since their documents were read anew. `why_not`: why there
    was no comparison; then all else is empty.
    """

    source: str = ""
    customers: int = 0
    invoices: int = 0
    healed: int = 0
    differences: list[Difference] = field(default_factory=list)
    why_not: str | None = None


def compare_daily(work: Work) -> Compared | None:
    """As `compare`, unless that was done lately; a ledger that cannot now is compared by a later run."""
    at = work.ledger.compared_at
    if not isinstance(work.source, Comparable) or not work.ledger.complete:
        return None
    if at is not None and work.now() - at < _EVERY:
        return None
    compared = compare(work)
    if compared.why_not is not None and at is None and work.ledger.restored_at is not None:
        msg = f"{work.ledger.name} was restored from a backup, and is compared first: {compared.why_not}"
        raise NotCompared(msg)
    if compared.why_not is not None:
        work.progress(f"{work.ledger.name}: what is owed was not compared: {compared.why_not}")
    return compared


def compare(work: Work) -> Compared:
    """Compare, heal and compare again. What is staged must just have been pulled."""
    if not isinstance(work.source, Comparable):
        return Compared(why_not="this kind of ledger has no second way to tell what is owed")
    try:
        with sparing():
            told = work.source.standing()
            found = _found(work, told)
            first = set(found)
            if found:
                _heal(work, work.source, sorted({customer for customer, _ in found}))
                told = work.source.standing()
                found = {key: words for key, words in _found(work, told).items() if key in first}
    except (TryLater, Refused) as error:
        return Compared(why_not=str(error))
    with work.store.write(work.lease()) as connection:
        differences.keep(connection, work.ledger.id, found, work.now())
        ledgers.update(connection, work.ledger.id, compared_at=work.now())
    work.reload()
    return Compared(
        source=told.source,
        customers=len({customer for customer, _ in told.owed}),
        invoices=told.invoices_in_all,
        healed=len({customer for customer, _ in first - found.keys()}),
        differences=[Difference(*key, words) for key, words in sorted(found.items())],
    )


def _found(work: Work, told: Standing) -> dict[Key, str]:
    with work.store.read() as connection:
        found = dict(_of_customers(connection, work.ledger.id, told))
        count = sum(differences.open_counts(connection, work.ledger.id).values())
    if not found and count != told.invoices_in_all:
        found[differences.WHOLE] = _counted(count, told.invoices_in_all, told)
    return found


def _of_customers(connection: Connection, ledger_id: int, told: Standing) -> Iterator[tuple[Key, str]]:
    """Who owes something else than they are said to, each with that in words."""
    owed, counts = journals.owed(connection, ledger_id), differences.open_counts(connection, ledger_id)
    own = differences.currencies(connection, ledger_id)
    home = told.converted_to
    said = _in_own_currency(told, own)
    for key in sorted(owed.keys() | said.keys() | counts.keys()):
        ours, theirs = owed.get(key, _NOTHING), said.get(key, _NOTHING)
        is_converted = home not in (None, key[1])  # at a rate that nobody tells
        if bool(ours) != bool(theirs) if is_converted else ours != theirs:
            shown = Money(theirs, key[1] if home is None else home)
            yield key, f"{Money(ours, key[1])} is owed as pulled, {shown} by {told.source}"
        elif told.invoices is not None and counts.get(key, 0) != told.invoices.get(key, 0):
            yield key, _counted(counts.get(key, 0), told.invoices.get(key, 0), told)


def _counted(ours: int, theirs: int, told: Standing) -> str:
    return f"{ours} open {'invoice' if ours == 1 else 'invoices'} as pulled, {theirs} by {told.source}"


def _in_own_currency(told: Standing, own: Mapping[str, str]) -> dict[Key, Decimal]:
    """By customer and the currency they are billed in, though the figure may have been converted."""
    if told.converted_to is None:
        return dict(told.owed)
    return {
        (customer, own.get(customer, currency)): amount for (customer, currency), amount in told.owed.items()
    }


def _heal(work: Work, source: Comparable, customers: list[str]) -> None:
    """Read the documents of a few of them anew, and all that changed meanwhile.

    Where nobody in particular is wrong, the list of what is open is read, and then the whole ledger.
    """
    if customers == [differences.WHOLE[0]]:
        lists = source.still_open()
        with work.store.write(work.lease()) as connection:
            stage(connection, work.ledger.id, lists, work.now())
            ledgers.update(connection, work.ledger.id, cursor=None)
    else:
        some = customers[:_HEALED_AT_ONCE]
        rows = source.documents_of(some)
        with work.store.write(work.lease()) as connection:
            gone = absent(connection, work.ledger.id, some, rows)
            stage(connection, work.ledger.id, (*rows, *gone), work.now())
    pull(work)
