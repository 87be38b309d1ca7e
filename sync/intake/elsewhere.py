"""Stops that lie unread with other ledgers of the firm: whoever wants no more may have said so there.

The law: right before messages leave, the inboxes and lines of the firm's other ledgers are looked through
for who wants no more, and for who is not there any more: of those whose books know the address always; of
all others too, but of many mailboxes ten at a look, those first that nobody looked through for longest, for
each costs a sign-in. Nothing else is taken in of an inbox, and its own place stays: the rest is for that
ledger's own pass. What could not be looked through keeps back what goes to those whom that ledger's books
know too, and nothing else: one client's broken mailbox does not silence all others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice

from connectors.errors import ConnectorError
from connectors.mail.inbox import Inbox
from connectors.mail.reading import read
from sync import logs, texts
from sync.errors import DuesyncError
from sync.intake.meaning import dated
from sync.intake.replies import Desk, own_addresses, silence
from sync.office import Office
from sync.store import holders, ledgers, places
from sync.store.ledgers import LinkedLedger

_AT_ONCE = 20  # messages whose place is kept together
_MOST_MAILBOXES = 10  # of ledgers that know nobody of these: those not looked through for longest
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 500  # messages of one folder at one look; where more are new, the next look goes on


def hear_elsewhere(
    office: Office, ledger: LinkedLedger, emails: Collection[str], numbers: Collection[str]
) -> Mapping[str, str]:
    """Look for stops, before these are written to; those that must wait, and why.

    `office`: in the name of the ledger's firm.
    """
    with office.store.read() as connection:
        others = [one for one in ledgers.every(connection) if _hears(office, ledger, one)]
        both = holders.elsewhere(connection, ledger.id, emails, numbers) if others else {}
    known = {id_ for id_, theirs in both.items() if not theirs.isdisjoint(emails)}
    troubles: dict[int, str] = {}
    for other in mailboxes(office, ledger, others, known) if emails else ():
        if office.store.fence is not None:
            office.store.fence()  # many mailboxes take long, and the ledger has to stay ours
        try:
            _look_through(office, other[0])
        except (ConnectorError, DuesyncError) as error:
            logs.trouble("another ledger's inbox not looked through", error)
            troubles |= {one.id: f"a stop may lie unread with {one.name}: {error}" for one in other}
    waits = {each: why for id_, why in troubles.items() for each in {*emails} & both.get(id_, set())}
    return waits | (_hear_lines(office, ledger, others, numbers, both) if numbers else {})


def _hears(office: Office, ledger: LinkedLedger, other: LinkedLedger) -> bool:
    """Whether something may lie unread with it."""
    settings = office.config.ledgers.get(other.name)
    return settings is not None and other.id != ledger.id and other.leaves_on is None


def mailboxes(
    office: Office, ledger: LinkedLedger, others: Collection[LinkedLedger], known: Collection[int]
) -> list[list[LinkedLedger]]:
    """The ledgers of each mailbox to be looked through now; where their policies differ, apart.

    `known`: ids of ledgers whose books know somebody who is about to be written to.
    """
    every: dict[tuple[str, str], list[LinkedLedger]] = {}
    for one in (ledger, *others):
        mail = office.config.ledger(one.name).mail
        if mail is not None and mail.inbox is not None:
            every.setdefault((mail.inbox.host, mail.inbox.username), []).append(one)
    theirs = [those for those in every.values() if ledger not in those]
    shared = [those for those in theirs if any(one.id in known for one in those)]
    rest = [those for those in theirs if those not in shared]
    if len(rest) > _MOST_MAILBOXES:
        with office.store.read() as connection:
            at = places.looked_at(connection, [one.id for those in rest for one in those])
        rest.sort(key=lambda those: max((at[one.id] for one in those if one.id in at), default=_NEVER))
    found: dict[tuple[int, bool], list[LinkedLedger]] = {}
    for those in (*shared, *rest[:_MOST_MAILBOXES]):
        for one in those:
            found.setdefault((those[0].id, office.policy(one.name).replies.stop), []).append(one)
    return list(found.values())


def _look_through(office: Office, other: LinkedLedger) -> None:
    """Raises what an inbox raises, `DuesyncError`."""
    desk = _desk(office, other)
    with office.inboxes(other) as opened:
        for inbox in opened:
            _look_on(desk, inbox)
            with desk.writing() as connection:
                places.looked_through(connection, other.id, inbox.folder, desk.now)


def _look_on(desk: Desk, inbox: Inbox) -> None:
    with desk.store.read() as connection:
        place = places.looked_until(connection, desk.ledger.id, inbox.folder)
    coming, looked = iter(inbox.new(place)), 0
    while some := list(islice(coming, _AT_ONCE)):
        silence(desk, [dated(read(each.content, min(each.received_at, desk.now))) for each in some])
        with desk.writing() as connection:
            places.looked(connection, desk.ledger.id, inbox.folder, some[-1].place)
        looked += len(some)
        if looked >= _MOST:
            msg = f"more than {_MOST} new messages in {inbox.folder}: the next look goes on"
            raise DuesyncError(msg)


def _desk(office: Office, other: LinkedLedger) -> Desk:
    return Desk(
        store=office.store,
        ledger=other,
        policy=office.policy(other.name),
        ours=own_addresses(office.config.ledger(other.name).sender),
        now=office.clock.now(),
        writing=office.store.write,
    )


def _hear_lines(
    office: Office,
    ledger: LinkedLedger,
    others: Collection[LinkedLedger],
    numbers: Collection[str],
    both: Mapping[int, set[str]],
) -> dict[str, str]:
    """Act upon what came in at the firm's other lines, as any pass does; as `hear_elsewhere` returns."""
    waits: dict[str, str] = {}
    names = {one.name for one in others}
    for line in texts.lines(office):
        if ledger in line.ledgers or names.isdisjoint(one.name for one in line.ledgers):
            continue
        try:
            opened = office.texts(line.ledgers[0].name)
            assert opened is not None  # noqa: S101 - who has a line sends texts
            with closing(opened()) as channel:
                texts.hear_new(office, line, channel)
        except (ConnectorError, DuesyncError) as error:
            logs.trouble("another ledger's line not heard", error)
            for one in line.ledgers:
                why = f"a stop may lie unread with {one.name}: {error}"
                waits |= dict.fromkeys({*numbers}.intersection(both.get(one.id, ())), why)
    return waits
