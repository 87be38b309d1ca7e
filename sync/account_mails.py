"""What changed of a user's own sign-in, told to them by mail: that it did, when, by whom, and what to do.

The law: each change is told once at most, whichever ledger's mail account it goes by; no secret stands in
it and no link, so that nobody learns to sign in by a mail's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from dunning.dates import in_words
from dunning.letters.letter import Rendered
from sync.mail_to_users import once
from sync.office import Office
from sync.store import figures, ledgers, users
from sync.store.ledgers import LinkedLedger
from sync.store.users import Untold, User

KIND: Final = "change of a sign-in"
TOLD_WITHIN: Final = timedelta(days=14)  # a worker may have been off; later it is no news any more
_INVITED: Final = "set another password"
_WHAT: Final = {
    "changed the password": "your password was changed",
    _INVITED: "your password was set anew by an invitation",
    "set up codes": "your sign-in asks for codes now",
    "ended codes": "your sign-in asks for no code any more",
}
_DO: Final = (
    "An owner ends your access, or invites you anew, under Users in the console. If you can still sign in, "
    "set another password under Account and sign out everywhere else there. Where you use the same password "
    "elsewhere, change it there too."
)
_KEPT: Final = (
    "No link stands in this mail, so that nobody can pretend one: open the console as you always do. "
    "Duesync never asks for a password or a code by mail."
)


@dataclass(frozen=True, slots=True)
class Due:
    """A change that is to be told by that ledger's mail account."""

    change: Untold
    ledger: LinkedLedger


def waiting(office: Office) -> list[Due]:
    """Each change that no mail told of, with the ledger whose mail account tells it, where there is one."""
    with office.store.read() as connection:
        since = office.store.clock.wall() - TOLD_WITHIN
        found = users.untold(connection, _WHAT.keys(), since, KIND)
        if not found:
            return []
        linked = ledgers.every(connection)
        ways = [(each, _way(office, connection, linked, each.user)) for each in found]
    return [Due(each, ledger) for each, ledger in ways if ledger is not None]


def _way(
    office: Office, connection: Connection, linked: Sequence[LinkedLedger], user: User
) -> LinkedLedger | None:
    """Of their firm's, one that they see and that has the house's own mail account, if there is such."""
    settings = office.config.ledgers

    def rank(one: LinkedLedger) -> tuple[bool, bool, str]:
        return not user.sees(one.name), settings[one.name].mail is not office.config.mail, one.name

    able = (
        one
        for one in linked
        if one.firm_id == user.firm_id
        and one.leaves_on is None
        and one.name in settings
        and settings[one.name].mail is not None
    )
    able_by_rank = sorted(able, key=rank)
    return next(
        (one for one in able_by_rank if not figures.is_customers_address(connection, one.id, user.email)),
        None,
    )


def is_due(office: Office, ledger: LinkedLedger) -> bool:
    """Whether a change is to be told by that ledger's mail account."""
    return any(one.ledger.id == ledger.id for one in waiting(office))


def mail_users(office: Office, ledger: LinkedLedger) -> list[str]:
    """Tell what is to be told by that ledger's mail account; to whom it went now.

    Raises `ActError`, and what a channel raises; those before were told then.
    """
    told = []
    for one in waiting(office):
        user = one.change.user
        if one.ledger.id == ledger.id and once(
            office, ledger, KIND, str(one.change.event_id), user.email, letter(office, ledger, one.change)
        ):
            told.append(user.email)
    return told


def letter(office: Office, ledger: LinkedLedger, change: Untold) -> Rendered:
    """What they read."""
    user, what = change.user, _WHAT[change.kind]
    at = change.at.astimezone(ZoneInfo(ledger.timezone))
    with office.store.read() as connection:
        others = [
            one.email
            for one in users.every(connection)
            if one.role == "owner" and one.firm_id == user.firm_id and one.id != user.id
        ]
    whom = " or ".join(others) or "whoever runs Duesync for you"
    when = f"on {in_words(at.date())} at {at:%H:%M} ({ledger.timezone})"
    parts = [
        f"Good day {user.name},",
        f"{what[0].upper()}{what[1:]}: of {user.email} at Duesync, {when}, {_by(change)}.",
        "If that was you, or you asked for it, there is nothing to do.",
        f"If it was not: tell {whom} at once. {_DO}",
        _KEPT,
    ]
    html = "".join(f"<p>{escape(part)}</p>" for part in parts)
    return Rendered(f"Duesync: {what}", "\n\n".join(parts) + "\n", html, "en")


def _by(change: Untold) -> str:
    if change.by == change.user.email:
        return "by who had your invitation" if change.kind == _INVITED else "by who was signed in as you"
    if "@" in change.by:
        return f"by {change.by}"
    return f"by {change.by}, on the machine that Duesync runs on"
