"""How and when a customer wants to hear from us: written down as they said it, or accepted as they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy.engine import Connection

from dunning.account import Account, Preference
from dunning.choosing import policy_for
from dunning.contact_policy import CONTACT_CHANNELS, DAYS
from dunning.letters.languages import LANGUAGES
from dunning.listening import LEAST_ANSWERED, LEAST_SENT, Learnt, learnt_in_words, shown
from dunning.policy import Policy
from dunning.reaching import VOICE, learnt_way_in_words
from sync.commands.agreed import accounts_of
from sync.commands.targets import ActError, Id, review_target, the_customer, today_of
from sync.office import Office
from sync.store import ledgers, preferences, review
from sync.store.ledgers import LinkedLedger

_EARLIEST, _LATEST = time(8), time(20)  # hours in which every law that is known here allows a message
WISHED = tuple(each for each in CONTACT_CHANNELS if each != VOICE)  # nobody wants a machine to call
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Wish:
    """A customer and what they want, `None` where they said nothing.

    `learnt`: by which way they answer, where nobody said one and the policy has it told; `told`: the same as
    a sentence, "" for `None`.
    """

    customer: str
    preference: Preference | None
    learnt: Learnt | None = None
    told: str = ""


def wish_of(office: Office, ledger: LinkedLedger, customer: str) -> Wish:
    """What they want now. Raises `ActError` where there is no such customer."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        account, policy = _account(connection, office, ledger, row.id)
        now = office.clock.now()
        return Wish(
            row.name,
            preferences.told(connection, ledger.id, [row.id]).get(row.id),
            shown(account, policy.contact, now),
            learnt_way_in_words(account, policy, now),
        )


def _account(
    connection: Connection, office: Office, ledger: LinkedLedger, customer_id: str
) -> tuple[Account, Policy]:
    """The account of who is billed for them, in whatever currency, for all that went to them is in each."""
    owner = review.billed_customers(connection, ledger.id).get(customer_id, customer_id)
    key = owner, ledger.home_currency
    account = accounts_of(office, connection, ledger, [key])[key]
    return account, policy_for(office.policy(ledger.name, connection), account)


def prefer(  # noqa: PLR0913 - what may be wished, by name
    office: Office,
    ledger: LinkedLedger,
    *,
    customer: str,
    channel: str | None,
    hours: tuple[time, time] | None,
    days: Sequence[str],
    words: str,
    by: str,
    language: str | None = None,
    learnt: str = "",
) -> Wish:
    """They want it so from now on; what was written before counts no more. Raises `ActError`.

    `learnt`: how they answer, where that is why the channel is chosen.
    """
    if channel is not None and channel not in WISHED:
        msg = f"{channel!r} is no way of ours to reach somebody: give {', '.join(WISHED)}"
        raise ActError(msg)
    if language is not None and language not in LANGUAGES:
        msg = f"{language!r} is no language that letters are written in: give {', '.join(LANGUAGES)}"
        raise ActError(msg)
    _refuse_hours(hours, days)
    if channel is None and hours is None and not days and language is None:
        msg = (
            "say what they want: --channel sms, --from 09:00 --until 12:00, --days mon,tue, or --language de"
        )
        raise ActError(msg)
    opens, until = hours or (None, None)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        wish = Preference(
            channel=channel,
            opens=opens,
            until=until,
            days=tuple(sorted({DAYS.index(each) for each in days})),
            words=words.strip(),
            on=today_of(office, ledger),
            by=by,
            language=language,
            learnt=learnt,
        )
        preferences.record(connection, ledger.id, row.id, wish, by, office.clock.now())
        review_target(connection, ledger.id, row.id)
    return Wish(row.name, wish)


def accept_learnt(office: Office, ledger: LinkedLedger, customer: str, by: str) -> Wish:
    """The way by which they answer is preferred from now on; of hours and language what was said stays.

    Raises `ActError` where nothing is learnt of them.
    """
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        account, policy = _account(connection, office, ledger, row.id)
    found, said = shown(account, policy.contact, office.clock.now()), account.preference
    if found is None:
        msg = (
            f"nothing is learnt of {row.name} that could be accepted: that takes {LEAST_ANSWERED} answers by "
            f"one way, none by another, and {LEAST_SENT} messages by each in a year"
        )
        raise ActError(msg)
    return prefer(
        office,
        ledger,
        customer=Id(account.customer.id),
        channel=found.way,
        hours=None if said is None or said.opens is None or said.until is None else (said.opens, said.until),
        days=() if said is None else [DAYS[each] for each in said.days],
        words="" if said is None else said.words,
        by=by,
        language=None if said is None else said.language,
        learnt=learnt_in_words(found),
    )


def end_preference(office: Office, ledger: LinkedLedger, customer: str, by: str) -> Wish:
    """The policy alone counts again. Raises `ActError` where they had no wish."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        if not preferences.end(connection, ledger.id, row.id, by, office.clock.now()):
            msg = f"{row.name} has no wish on record that could be ended"
            raise ActError(msg)
        review_target(connection, ledger.id, row.id)
    return Wish(row.name, None)


def _refuse_hours(hours: tuple[time, time] | None, days: Sequence[str]) -> None:
    """Raises `ActError` for hours in which a law may forbid what they ask for."""
    unknown = [each for each in days if each not in DAYS[:_SUNDAY]]
    if unknown:
        msg = f"{unknown[0]!r} is no day for messages: give {', '.join(DAYS[:_SUNDAY])}"
        raise ActError(msg)
    if hours is not None and not _EARLIEST <= hours[0] < hours[1] <= _LATEST:
        msg = (
            f"{hours[0]:%H:%M} to {hours[1]:%H:%M} cannot be kept: give hours between {_EARLIEST:%H:%M} and "
            f"{_LATEST:%H:%M}, for outside them laws forbid messages, also those that were asked for"
        )
        raise ActError(msg)
