"""The inbox read: each message taken in, and the place in the mailbox moved with it in one transaction.

The law: nothing goes out while what came in could not be read, for the answer may be there. What was taken
in before a fault stays, and the next time goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from connectors.errors import ConnectorError
from connectors.mail.inbox import Arrived, Inbox
from connectors.mail.reading import read
from dunning.incoming import Incoming
from sync.intake.heard import Heard
from sync.intake.replies import Desk, match_again, own_addresses, take_in
from sync.secrets import SecretsError
from sync.store import places
from sync.work import Work

_AT_ONCE = 20  # messages taken in by one transaction
_CUT = "it is very large, and only the beginning of it was read"


def hear(work: Work) -> Heard:
    """Take in what is new. `problem` of what is returned says why not all could be read.

    Not before the books are here whole: nobody is written to until then, and whose it is could not be known.
    """
    heard = Heard()
    if not work.ledger.complete:
        return heard
    try:
        with work.inboxes() as opened:
            for inbox in opened:
                _read_on(work, inbox, heard)
    except (ConnectorError, SecretsError) as error:
        heard.problem = str(error)
    if heard.problem is not None:
        work.progress(f"{work.ledger.name}: the inbox cannot be read: {heard.problem}")
    return heard


def _read_on(work: Work, inbox: Inbox, heard: Heard) -> None:
    """Raises `ConnectorError`, noted beside the place."""
    with work.store.read() as connection:
        place = places.find(connection, work.ledger.id, inbox.folder)
    coming = iter(inbox.new(place))
    try:
        while some := list(islice(coming, _AT_ONCE)):
            heard.add(_take_in(work, inbox.folder, some))
    except ConnectorError as error:
        with work.store.write(work.lease()) as connection:
            places.trouble(connection, work.ledger.id, inbox.folder, str(error))
        raise
    with work.store.write(work.lease()) as connection:
        places.reached(connection, work.ledger.id, inbox.folder, work.now())


def _take_in(work: Work, folder: str, some: Sequence[Arrived]) -> Heard:
    def moved(connection: Connection) -> None:
        places.move(connection, work.ledger.id, folder, some[-1].place)

    return take_in(_desk(work), list(_messages(some, work.now())), moved)


def match_replies_again(work: Work) -> None:
    """After a pull: what was of nobody known may be a customer's by now."""
    match_again(_desk(work))


def _desk(work: Work) -> Desk:
    return Desk(
        store=work.store,
        ledger=work.ledger,
        policy=work.policy,
        ours=own_addresses(work.sender),
        now=work.now(),
        writing=lambda: work.store.write(work.lease()),
        shared=work.shares_inbox,
    )


def _messages(some: Sequence[Arrived], now: datetime) -> Iterator[Incoming]:
    for each in some:
        message = read(each.content, min(each.received_at, now))
        yield replace(message, problems=(*message.problems, _CUT)) if each.cut else message
