"""The morning mail: what waits at a client, to its owner, and the page where they say yes to it.

The law: it goes to the owner whom the settings name and never to a customer; at most once a day for each
ledger, and never again where nobody knows whether it went. Its address holds the mail's key and a seal over
it that nobody makes without our own key; it works for two days, until it is revoked, and while that owner
stands in the settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from connectors.errors import ConnectorError, Refused, Uncertain
from dunning.dates import counted, in_words
from dunning.effects import key_of
from dunning.ledger import Money
from dunning.letters.letter import Rendered
from sync.commands import ActError, Proposal
from sync.mailing import to_user
from sync.office import Office
from sync.signed import MORNING, key_in, token_of
from sync.store import figures, mornings
from sync.store.ledgers import LinkedLedger
from sync.store.mornings import Listed, Morning, State
from sync.today import Client, client, step_in_words

GOOD_FOR = timedelta(days=2)
TOO_LATE = timedelta(hours=4)  # after its time, it is no morning mail any more
_SHOWN = 40
_KEEP = "Keep this address to yourself: whoever has it can say yes in your name."
_TWICE = {
    "sent": "today's went already",
    "claimed": "it is being sent, or that was cut off",
    "": "nobody knows whether today's went, or it was refused: it is not sent twice",
}
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of the day's mail. `waiting`: messages that it names; `why`: it did not go, or "" ."""

    ledger: str
    to: str
    state: str
    waiting: int
    why: str


def is_due(office: Office, ledger: LinkedLedger) -> bool:
    """Whether the worker is to send it now: on working days, from its time on, for some hours."""
    settings = office.config.ledgers.get(ledger.name)
    if settings is None or settings.owner_email is None or not _is_followed(ledger):
        return False
    local = office.clock.now().astimezone(ZoneInfo(ledger.timezone))
    at = datetime.combine(local.date(), settings.owner_mail_at, local.tzinfo)
    if local.weekday() >= _SATURDAY or not at <= local < at + TOO_LATE:
        return False
    with office.store.read() as connection:
        return mornings.state_of(connection, ledger.id, local.date()) in (None, "late")


def _is_followed(ledger: LinkedLedger) -> bool:
    return ledger.leaves_on is None and ledger.complete and ledger.released_at is not None


def mail_owner(office: Office, ledger: LinkedLedger) -> Mailed:
    """Send the day's mail, where anything waits and none went yet. Raises `ActError`."""
    office = office.of_ledger(ledger)
    to = _owner_of(office, ledger)
    now, today = office.clock.now(), office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
    found = client(office, ledger)
    waiting = (*found.messages, *found.calls)
    key = key_of("morning mail", ledger.name, today.isoformat(), office.store.instance_id())
    listed = tuple(
        Listed(customer_id=one.customer_id, currency=one.notify.currency, fingerprint=one.notify.fingerprint)
        for one in waiting
    )
    with office.store.write() as connection:
        begun = mornings.begin(
            connection,
            ledger.id,
            today,
            key=key,
            owner=to,
            listed=listed,
            now=now,
            expires_at=now + GOOD_FOR,
        )
        state = mornings.state_of(connection, ledger.id, today) or ""
    if not begun:
        return Mailed(ledger.name, to, state, len(listed), _TWICE.get(state, _TWICE[""]))
    if not listed:
        return Mailed(ledger.name, to, "nothing", 0, "nothing waits for a yes")
    there = office.config.redirect_to or to
    state, why = _handed_over(office, ledger, key, there, _rendered(office, ledger, found, waiting, key))
    with office.store.write() as connection:
        mornings.settle(connection, ledger.id, today, state, why or None)
    return Mailed(ledger.name, there, state, len(listed), why)


def _handed_over(
    office: Office, ledger: LinkedLedger, key: str, to: str, letter: Rendered
) -> tuple[State, str]:
    """What became of it, and why: "late" where it certainly did not leave."""
    try:
        to_user(office, ledger, key, to, letter)
    except Refused as error:
        return "refused", str(error)
    except Uncertain as error:
        return "uncertain", str(error)
    except (ConnectorError, ActError) as error:
        return "late", str(error)
    return "sent", ""


def _owner_of(office: Office, ledger: LinkedLedger) -> str:
    owner = office.config.ledger(ledger.name).owner_email
    if owner is None:
        msg = f"nobody is named to be mailed: set owner_email in [ledgers.{ledger.name}]"
        raise ActError(msg)
    if not _is_followed(ledger):
        msg = f"{ledger.name} is new: look at its whole list first (duesync approve {ledger.name})"
        raise ActError(msg)
    with office.store.read() as connection:
        if figures.is_customers_address(connection, ledger.id, owner):
            msg = f"{owner} is the address of a customer of {ledger.name}: owner_email is yours"
            raise ActError(msg)
    return owner


def _rendered(
    office: Office, ledger: LinkedLedger, found: Client, waiting: Sequence[Proposal], key: str
) -> Rendered:
    what = f"{counted(len(waiting), 'message')} {'waits' if len(waiting) == 1 else 'wait'} for your yes"
    lines = [
        f"{one.customer}: {step_in_words(one.notify)}, {Money(one.notify.amount, one.notify.currency)}"
        for one in waiting[:_SHOWN]
    ]
    if len(waiting) > _SHOWN:
        lines.append(f"and {len(waiting) - _SHOWN} more")
    letter = _Letter(
        first=f"Good morning. At {ledger.organisation} {what}:",
        lines=lines,
        replies=len(found.replies),
        until=in_words((office.clock.now() + GOOD_FOR).astimezone(ZoneInfo(ledger.timezone)).date()),
        address=page_address(office, key),
        command=f"duesync approve {ledger.name}",
    )
    return Rendered(f"{ledger.organisation}: {what}", letter.text(), letter.html(), "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """What the mail says. `address`: of the page; `command`: what does the same where there is none."""

    first: str
    lines: Sequence[str]
    replies: int
    until: str
    address: str | None
    command: str

    def _rest(self) -> list[str]:
        wrote = "1 reply waits" if self.replies == 1 else f"{self.replies} replies wait"
        told = [f"Besides, {wrote} for somebody to see to."] if self.replies else []
        if self.address is None:
            return [*told, f"Your bookkeeper sees them in the console, or with: {self.command}"]
        return [*told, f"Look at them and say yes, or leave customers out, until {self.until}:"]

    def text(self) -> str:
        """As plain text."""
        parts = [self.first, "\n".join(f"  {each}" for each in self.lines), *self._rest()]
        parts += [] if self.address is None else [f"  {self.address}", _KEEP]
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """As HTML."""
        rows = "".join(f"<li>{escape(each)}</li>" for each in self.lines)
        rest = "".join(f"<p>{escape(each)}</p>" for each in self._rest())
        link = ""
        if self.address is not None:
            link = f'<p><a href="{escape(self.address)}">Look at them</a></p><p>{escape(_KEEP)}</p>'
        return f"<p>{escape(self.first)}</p><ul>{rows}</ul>{rest}{link}"


def page_address(office: Office, key: str) -> str | None:
    """Where the owner says yes; `None` without an address of the web that was seen to lead here."""
    url = office.config.serve.public_url
    if url is None or office.store.proved_url() != url:
        return None
    return f"{url}/approve/{token_of(office.vault(), MORNING, key)}"


def opened(office: Office, token: str) -> Morning | None:
    """The mail whose page that is, also one that is past; `None` where it is none of ours."""
    key = key_in(office.vault(), MORNING, token)
    if key is None:
        return None
    with office.store.read() as connection:
        return mornings.find(connection, key)


def why_closed(office: Office, morning: Morning) -> str:
    """Why its page works no more; "" where it does."""
    settings = office.config.ledgers.get(morning.ledger_name)
    if morning.revoked_at is not None:
        return "This page was revoked."
    if settings is None or settings.owner_email is None or settings.owner_email != morning.owner:
        return "This page was for somebody who is asked no more."
    if office.clock.now() >= morning.expires_at:
        return "This page is past its time: the next morning's mail has a new one."
    return ""


def revoke(office: Office, ledger: LinkedLedger, by: str) -> int:
    """The pages of all its mails work no more; how many did."""
    with office.store.write() as connection:
        return mornings.revoke(connection, ledger.id, office.clock.now(), by)
