"""Users of the console and their sessions: every query."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.firms import mine, whose
from sync.tables import sessions, user_events, user_ledgers, user_mails, users

Role = Literal["viewer", "bookkeeper", "owner"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may


class User(msgspec.Struct, frozen=True, kw_only=True):
    """One row of `users`, without its secrets. `ledgers`: names of those they may see; `None` for all."""

    id: int
    email: str
    name: str
    role: Role
    ledgers: frozenset[str] | None
    is_ready: bool  # has set a password
    has_totp: bool
    made_at: datetime
    ended_at: datetime | None
    firm_id: int

    def may(self, role: Role) -> bool:
        """Whether they may do what that role may."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def sees(self, ledger: str) -> bool:
        """Whether that ledger is theirs to see."""
        return self.ledgers is None or ledger in self.ledgers


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """What a user signs in by, as kept."""

    password: str | None
    totp: bytes | None
    totp_step: int | None

    def __repr__(self) -> str:
        return "Secrets()"


def find(connection: Connection, *, email: str | None = None, user_id: int | None = None) -> User | None:
    """By address (in its one form) or number, also when ended."""
    which = users.c.email == email if user_id is None else users.c.id == user_id
    row = connection.execute(sa.select(users).where(which, mine(connection, users.c.firm_id))).one_or_none()
    return None if row is None else _user(connection, row)


def every(connection: Connection) -> list[User]:
    """All that are not ended, by address."""
    standing = sa.and_(users.c.ended_at.is_(None), mine(connection, users.c.firm_id))
    rows = connection.execute(sa.select(users).where(standing).order_by(users.c.email)).all()
    return [_user(connection, row) for row in rows]


def invited(connection: Connection, mark: str, now: datetime) -> User | None:
    """Whose invitation that is, while it stands."""
    found = sa.select(users).where(
        users.c.invitation == mark, users.c.invited_until > now, users.c.ended_at.is_(None)
    )
    row = connection.execute(found).one_or_none()
    return None if row is None else _user(connection, row)


def _user(connection: Connection, row: Any) -> User:
    mine = sa.select(user_ledgers.c.ledger).where(user_ledgers.c.user_id == row.id)
    return User(
        id=row.id,
        email=row.email,
        name=row.name,
        role=row.role,
        ledgers=None if row.every_ledger else frozenset(connection.scalars(mine)),
        is_ready=row.password is not None,
        has_totp=row.totp is not None,
        made_at=row.made_at,
        ended_at=row.ended_at,
        firm_id=row.firm_id,
    )


def secrets_of(connection: Connection, user_id: int, *, for_update: bool = False) -> Secrets:
    """What they sign in by."""
    query = sa.select(users.c.password, users.c.totp, users.c.totp_step).where(users.c.id == user_id)
    row = connection.execute(query.with_for_update() if for_update else query).one()
    return Secrets(password=row.password, totp=row.totp, totp_step=row.totp_step)


def add(connection: Connection, email: str, name: str, role: Role, now: datetime) -> int:
    """A new user of the firm that asks, of every ledger of it until it is said otherwise."""
    made = sa.insert(users).values(email=email, name=name, role=role, every_ledger=True, made_at=now)
    return int(connection.execute(made.returning(users.c.id)).scalar_one())


def change(connection: Connection, user_id: int, **values: object) -> None:
    """Columns of `users`."""
    connection.execute(sa.update(users).where(users.c.id == user_id).values(**values))


def give(connection: Connection, user_id: int, ledgers: Collection[str] | None) -> None:
    """These ledgers and no others are theirs to see; `None`: all."""
    change(connection, user_id, every_ledger=ledgers is None)
    connection.execute(sa.delete(user_ledgers).where(user_ledgers.c.user_id == user_id))
    if ledgers:
        rows = [{"user_id": user_id, "ledger": each} for each in sorted(ledgers)]
        connection.execute(sa.insert(user_ledgers), rows)


def owners(connection: Connection, firm_id: int) -> int:
    """How many may manage the users of that firm."""
    standing = sa.and_(
        users.c.role == "owner",
        users.c.ended_at.is_(None),
        users.c.every_ledger,
        users.c.firm_id == firm_id,
    )
    return int(connection.scalar(sa.select(sa.func.count()).where(standing)) or 0)


def tell(connection: Connection, now: datetime, account: str, kind: str, by: str, words: str = "") -> None:
    """Note what was done with a user, or tried, in their firm's book; of who is nobody's in the house's."""
    found: int | None = connection.scalar(sa.select(users.c.firm_id).where(users.c.email == account))
    row = {"at": now, "account": account, "kind": kind, "words": words, "by": by}
    connection.execute(sa.insert(user_events).values(**row, firm_id=found or whose(connection)))


def told(connection: Connection, most: int) -> list[Any]:
    """The newest events, newest first: `at`, `account`, `kind`, `words`, `by`."""
    newest = sa.select(user_events).where(mine(connection, user_events.c.firm_id))
    newest = newest.order_by(user_events.c.at.desc(), user_events.c.id.desc()).limit(most)
    return list(connection.execute(newest))


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a user's sign-in that no mail told them of. `kind`, `by`: as in `user_events`."""

    event_id: int
    at: datetime
    kind: str
    by: str
    user: User


def untold(connection: Connection, kinds: Collection[str], since: datetime, mails: str) -> list[Untold]:
    """Events of these kinds since then, inclusive, of which no mail of the kind `mails` was begun."""
    begun = sa.select(user_mails.c.address).where(
        user_mails.c.kind == mails, user_mails.c.period_key == sa.cast(user_events.c.id, sa.Text)
    )
    query = (
        sa.select(user_events.c.id.label("event_id"), user_events.c.at, user_events.c.kind,
                  user_events.c.by, users.c.id.label("user_id"))
        .join(users, users.c.email == user_events.c.account)
        .where(
            user_events.c.kind.in_(kinds),
            user_events.c.at >= since,
            ~begun.exists(),
            mine(connection, user_events.c.firm_id),
        )
        .order_by(user_events.c.id)
    )  # fmt: skip
    found = []
    for row in connection.execute(query).all():
        user = find(connection, user_id=row.user_id)
        if user is not None:
            found.append(Untold(event_id=row.event_id, at=row.at, kind=row.kind, by=row.by, user=user))
    return found


def count(connection: Connection, account: str, kind: str, since: datetime) -> int:
    """How many such events of that account there were since then, inclusive."""
    such = sa.and_(user_events.c.account == account, user_events.c.kind == kind, user_events.c.at >= since)
    return int(connection.scalar(sa.select(sa.func.count()).where(such)) or 0)


def take_back(connection: Connection, account: str, kind: str, at: datetime) -> None:
    """An event that turned out otherwise."""
    such = sa.and_(user_events.c.account == account, user_events.c.kind == kind, user_events.c.at == at)
    newest = sa.select(sa.func.max(user_events.c.id)).where(such).scalar_subquery()
    connection.execute(sa.delete(user_events).where(user_events.c.id == newest))


_SESSION = sa.select(sessions).where(
    sessions.c.mark == sa.bindparam("mark"), sessions.c.until > sa.bindparam("now")
)


def read_session(connection: Connection, mark: str, now: datetime) -> Any:
    """The row of a session that has not ended: `content`, `written_at`."""
    return connection.execute(_SESSION, {"mark": mark, "now": now}).one_or_none()


def write_session(
    connection: Connection, mark: str, user_id: int | None, content: bytes, now: datetime, until: datetime
) -> None:
    """Keep a session anew; those that ended are swept away with it."""
    connection.execute(sa.delete(sessions).where(sa.or_(sessions.c.mark == mark, sessions.c.until <= now)))
    row = {"mark": mark, "user_id": user_id, "content": content, "written_at": now, "until": until}
    connection.execute(sa.insert(sessions).values(row))


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody is signed in. `mark`: by which it is known; `seen_at`: when it was last written."""

    mark: str
    began_at: datetime
    seen_at: datetime
    until: datetime
    content: bytes


def sessions_of(connection: Connection, user_id: int, now: datetime, lasts: timedelta) -> list[Session]:
    """Where that user is signed in, the newest first. `lasts`: how long a session does."""
    standing = sa.and_(sessions.c.user_id == user_id, sessions.c.until > now)
    rows = connection.execute(sa.select(sessions).where(standing).order_by(sessions.c.until.desc()))
    return [
        Session(
            mark=row.mark,
            began_at=row.until - lasts,
            seen_at=row.written_at,
            until=row.until,
            content=bytes(row.content),
        )
        for row in rows
    ]


def end_session(connection: Connection, mark: str) -> None:
    """Sign that one out."""
    connection.execute(sa.delete(sessions).where(sessions.c.mark == mark))


def end_sessions(connection: Connection, user_id: int, but: str | None = None) -> None:
    """Sign a user out everywhere, but in the session of that mark."""
    mine = sessions.c.user_id == user_id
    connection.execute(sa.delete(sessions).where(mine if but is None else mine & (sessions.c.mark != but)))
