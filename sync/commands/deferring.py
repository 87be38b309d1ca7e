"""Not now, or not at all: a person puts a step off to a day, or refuses it as things stand.

The laws they keep: what is put off comes back by itself on its day; what is refused comes back once
something changes in what they owe, or who is asked, or a person takes it up again; nothing else of the
customer's waits for either.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from dunning.said import Deferral
from sync.commands.proposed import Proposal
from sync.commands.targets import ActError, the_customer, today_of
from sync.office import Office
from sync.store import ledgers, review, said
from sync.store.ledgers import LinkedLedger

_FURTHEST = timedelta(days=365)


def postpone(
    office: Office, ledger: LinkedLedger, chosen: Sequence[Proposal], *, until: date, words: str, by: str
) -> None:
    """None of these is taken before that day. Raises `ActError` for a day that is not ahead."""
    today = today_of(office, ledger)
    if not today < until <= today + _FURTHEST:
        msg = f"{until} is not within the year ahead of {today}, today at {ledger.name}: name such a day"
        raise ActError(msg)
    _defer(office, ledger, chosen, until, words, by)


def refuse(office: Office, ledger: LinkedLedger, chosen: Sequence[Proposal], *, words: str, by: str) -> None:
    """None of these is sent as it is now. Raises `ActError` without a reason."""
    if not words.strip():
        msg = "say why it is not to be sent: whoever looks at it next reads that"
        raise ActError(msg)
    _defer(office, ledger, chosen, None, words, by)


def _defer(
    office: Office, ledger: LinkedLedger, chosen: Sequence[Proposal], until: date | None, words: str, by: str
) -> None:
    now, today = office.clock.now(), today_of(office, ledger)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        for proposal in chosen:
            act = proposal.notify
            word = Deferral(
                choice="declined" if until is None else "postponed",
                kind=act.kind,
                level=act.level,
                ordinal=act.ordinal,
                episode=act.episode,
                fingerprint=act.fingerprint,
                until=until,
                words=" ".join(words.split()),
                on=today,
                by=by,
            )
            said.defer(connection, ledger.id, (proposal.customer_id, act.currency), word, now)
        review.review_customers(connection, ledger.id, {one.customer_id for one in chosen})


def take_up_again(office: Office, ledger: LinkedLedger, *, customer: str, by: str) -> str:
    """Nothing of theirs is put off or refused any more; their name. Raises `ActError` where nothing was."""
    now = office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        keys = [key for key in said.deferrals_of(connection, ledger.id) if key[0] == row.id]
        if not keys:
            msg = f"nothing of {row.name} is put off or refused"
            raise ActError(msg)
        for key in keys:
            said.end_deferral(connection, ledger.id, key, by, now)
        review.review_customers(connection, ledger.id, [row.id])
    return str(row.name)


def withdraw_approval(
    office: Office, ledger: LinkedLedger, account: tuple[str, str], fingerprint: str, by: str
) -> None:
    """The yes is taken back, while nothing went by it. Raises `ActError` where it is too late."""
    now: datetime = office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        if said.is_under_way(connection, ledger.id, fingerprint):
            msg = "too late: it went already, or is going just now"
            raise ActError(msg)
        if not said.withdraw(connection, ledger.id, account, fingerprint, by, now):
            msg = "there is no yes to take back: it was taken back before, or changed since"
            raise ActError(msg)
        review.review_customers(connection, ledger.id, [account[0]])
