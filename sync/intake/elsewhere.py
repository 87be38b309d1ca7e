"""Stops that lie unread with another ledger of the firm, where the same person is behind both.

The law: right before messages leave, the inboxes and the lines of other ledgers whose customers have the same
address, or number, are looked through for who wants no more, and for who is not there any more. Nothing else
is taken in of an inbox, and its place stays: the rest is for that ledger's own pass. What could not be looked
through keeps back what goes to those whom they share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from itertools import islice

from connectors.base import Texts
from connectors.errors import ConnectorError
from connectors.mail.reading import read
from sync import logs, texts
from sync.errors import DuesyncError
from sync.intake.meaning import dated
from sync.intake.replies import Desk, own_addresses, silence
from sync.office import Office
from sync.store import holders, ledgers, places
from sync.store.ledgers import LinkedLedger

_MOST = 500  # messages of one folder; where more lie unread, that ledger has to read them first


def hear_elsewhere(
    office: Office, ledger: LinkedLedger, emails: Collection[str], numbers: Collection[str]
) -> Mapping[str, str]:
    """Look for stops of these, which are about to be written to; those that must wait, and why.

    `office`: in the name of the ledger's firm.
    """
    with office.store.read() as connection:
        others = {one.id: one for one in ledgers.every(connection) if _hears(office, ledger, one)}
        both = holders.elsewhere(connection, ledger.id, emails, numbers) if others else {}
    waits: dict[str, str] = {}
    heard: set[str] = set()
    for ledger_id in sorted(both.keys() & others.keys()):
        other, theirs = others[ledger_id], both[ledger_id]
        try:
            if not theirs.isdisjoint(emails):
                _look_through(office, other)
            if not theirs.isdisjoint(numbers):
                heard.update(_hear_line(office, ledger, other, heard))
        except (ConnectorError, DuesyncError) as error:
            logs.trouble("another ledger's inbox not looked through", error)
            waits |= dict.fromkeys(theirs, f"a stop may lie unread with {other.name}: {error}")
    return waits


def _hears(office: Office, ledger: LinkedLedger, other: LinkedLedger) -> bool:
    """Whether something may lie unread with it."""
    settings = office.config.ledgers.get(other.name)
    if settings is None or other.id == ledger.id or other.leaves_on is not None:
        return False
    return settings.sms is not None or (settings.mail is not None and settings.mail.inbox is not None)


def _look_through(office: Office, other: LinkedLedger) -> None:
    """Raises what an inbox raises, `DuesyncError`."""
    desk: Desk | None = None
    with office.inboxes(other) as opened:
        for inbox in opened:
            desk = desk or _desk(office, other)
            with office.store.read() as connection:
                place = places.find(connection, other.id, inbox.folder)
            for number, each in enumerate(islice(inbox.new(place), _MOST + 1)):
                if number == _MOST:
                    msg = f"more than {_MOST} messages in {inbox.folder}; run that ledger first"
                    raise DuesyncError(msg)
                silence(desk, dated(read(each.content, min(each.received_at, desk.now))))


def _desk(office: Office, other: LinkedLedger) -> Desk:
    return Desk(
        store=office.store,
        ledger=other,
        policy=office.policy(other.name),
        ours=own_addresses(office.config.ledger(other.name).sender),
        now=office.clock.now(),
        writing=office.store.write,
    )


def _hear_line(
    office: Office, ledger: LinkedLedger, other: LinkedLedger, heard: Collection[str]
) -> Iterable[str]:
    """Hear what came in at that ledger's line, where it is none that was heard; its number.

    A line is the firm's, so all of it is acted upon, as by any pass. Raises `ConnectorError`, `SecretsError`.
    """
    line, ours = texts.line_of(office, other.name), texts.line_of(office, ledger.name)
    if line is None or line == ours or line.settings.sender in heard:
        return ()
    opened = office.texts(other.name)
    assert opened is not None  # noqa: S101 - who has a line sends texts
    channel: Texts
    with closing(opened()) as channel:
        texts.hear_new(office, line, channel)
    return (line.settings.sender,)
