"""The mails to the firm's own people: which there are, whether each is due, and what sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sync import account_mails, mornings
from sync.office import Office
from sync.reports import weekly
from sync.store import ledgers, user_mails
from sync.store.ledgers import LinkedLedger

AGAIN = timedelta(minutes=10)  # one that did not go is tried so much later


@dataclass(frozen=True, slots=True)
class OwnMail:
    """One kind. `command`: what sends it, typed after `duesync`, the ledger's name behind its first word."""

    command: tuple[str, ...]
    began: str
    is_due: Callable[[Office, LinkedLedger], bool]
    do: Callable[[Office, LinkedLedger], object]


def addressed(office: Office) -> list[LinkedLedger]:
    """The linked and configured ledgers whose own people may get any: of a fleet's others nothing is read."""
    with office.store.read() as connection:
        linked, said = ledgers.every(connection), user_mails.who_said(connection)
    tell = {one.ledger.id for one in account_mails.waiting(office)}
    return [
        one
        for one in linked
        if one.leaves_on is None
        and (settings := office.config.ledgers.get(one.name)) is not None
        and (settings.owner_email is not None or settings.reports.weekly_to or one.id in said | tell)
    ]


OWN_MAILS = (
    OwnMail(("account-mail",), "telling users", account_mails.is_due, account_mails.mail_users),
    OwnMail(("morning-mail",), "mailing its owner", mornings.is_due, mornings.mail_owner),
    OwnMail(("report", "--mail"), "mailing the week's figures", weekly.is_due, weekly.mail_week),
)
