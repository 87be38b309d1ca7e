"""Users of the console: invited, signing in by password and, where they set it up, a code; and out.

The law kept here: no password is kept but its argon2 hash, and none is ever printed; none that is easy to
guess is taken; a refused sign-in
says the same whatever was wrong, and takes as long; ten wrong tries in a quarter of an hour lock an
account until they are past; a code is taken once; whoever's password or rights change is signed out
everywhere else; the last owner stays.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.emails import in_one_form
from sync.errors import DuesyncError
from sync.office import Office
from sync.passwords import weakness
from sync.store import firms, users
from sync.store.users import ROLES, Role, User
from sync.tables import HOUSE

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 128  # characters of a password
INVITED_FOR = timedelta(hours=72)
_WRONG_WITHIN, _MOST_WRONG = timedelta(minutes=15), 10
_NAME = 4  # letters of an address that say enough to be left out of a password
_STEP = 30  # seconds that a code is good for, and the one before and after it
_REFUSED = "this address and password do not fit"


class UserError(DuesyncError):
    """What was asked of a user cannot be; the text says why."""

    exit_code = 2


class SignInRefused(UserError):
    """They may not come in; the text says nothing of which part was wrong."""


class CodeNeeded(UserError):
    """The password was right, and a code is asked for."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """`word`: what the address to set a password by ends with; it is good once, `until` then."""

    user: User
    word: str
    until: datetime

    def __repr__(self) -> str:
        return f"Invitation({self.user.email!r})"


def mark(word: str) -> str:
    """By which a long random word is known again; the word itself is kept nowhere."""
    return hashlib.sha256(word.encode()).hexdigest()


def codes_of(email: str) -> str:
    """What the secret of a user's codes is sealed for."""
    return f"codes of {email}"


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # RFC 9106's second choice: 64 MiB, three passes


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe())


def _form(email: str) -> str:
    found = in_one_form(email)
    if found is None:
        msg = f"{email!r} is no e-mail address"
        raise UserError(msg)
    return found


def _the(connection: Connection, email: str) -> User:
    found = users.find(connection, email=_form(email))
    if found is None or found.ended_at is not None:
        msg = f"there is no user {email}; see: duesync user list"
        raise UserError(msg)
    return found


def every(office: Office) -> list[User]:
    """All users that are not ended."""
    with office.store.read() as connection:
        return users.every(connection)


def add(office: Office, email: str, name: str, role: Role, ledgers: Collection[str] | None) -> Invitation:
    """Invite a new user, or one that was ended before. `ledgers`: by name; `None` for all.

    Raises `UserError`.
    """
    if not name.strip():
        msg = "a user needs a name"
        raise UserError(msg)
    office = office.of_firm(office.store.firm or HOUSE)
    _check(office, role, ledgers)
    address, now = _form(email), office.clock.wall()
    with _unique(address), office.store.write() as connection:
        found = users.find(connection, email=address)
        if found is not None and found.ended_at is None:
            msg = f"there is a user {address} already"
            raise UserError(msg)
        firms.refuse_more_users(connection)
        if found is None:
            user_id = users.add(connection, address, name.strip(), role, now)
        else:
            user_id = found.id
            users.change(
                connection, user_id, name=name.strip(), role=role, ended_at=None, password=None, totp=None
            )
        users.give(connection, user_id, ledgers)
        users.tell(connection, now, address, "added", office.by, _rights(role, ledgers))
    return invite(office, address)


@contextmanager
def _unique(address: str) -> Iterator[None]:
    """An address is one user's in the whole store, also where it is another firm's and so not to be seen."""
    try:
        yield
    except sa.exc.IntegrityError as error:
        msg = f"{address} cannot be a user here: take another address of theirs"
        raise UserError(msg) from error


def invite(office: Office, email: str) -> Invitation:
    """A new address to set a password by; the one before it ends. The present password stays until then."""
    word, now = secrets.token_urlsafe(24), office.clock.wall()
    with office.store.write() as connection:
        user = _the(connection, email)
        until = now + INVITED_FOR
        users.change(connection, user.id, invitation=mark(word), invited_until=until)
        users.tell(connection, now, user.email, "invited", office.by)
    return Invitation(user, word, until)


def invited(office: Office, word: str) -> User | None:
    """Whose invitation that is, while it stands."""
    with office.store.read() as connection:
        return users.invited(connection, mark(word), office.clock.wall())


def accept(office: Office, word: str, password: str) -> User:
    """Set a password by an invitation, once. Raises `UserError`."""
    now = office.clock.wall()
    with office.store.read() as connection:
        user = users.invited(connection, mark(word), now)
    hashed = None if user is None else _hashed(user, password)  # slow: in no transaction
    with office.store.write() as connection:
        user = users.invited(connection, mark(word), now)
        if user is None or hashed is None:
            msg = "this invitation was used or is past; ask for another"
            raise UserError(msg)
        users.change(connection, user.id, password=hashed, invitation=None, invited_until=None)
        users.end_sessions(connection, user.id)
        done = "set another password" if user.is_ready else "set a password"
        users.tell(connection, now, user.email, done, user.email)
    return user


def sign_in(office: Office, email: str, password: str, code: str | None) -> User:
    """Who that is. Raises `CodeNeeded`, `SignInRefused`."""
    now, address = office.clock.wall(), in_one_form(email) or email[:MOST]
    with office.store.write() as connection:
        wrong = users.count(connection, address, "refused", now - _WRONG_WITHIN)
        if wrong >= _MOST_WRONG:
            msg = "too many wrong tries; wait a quarter of an hour"
            raise SignInRefused(msg)
        users.tell(connection, now, address, "refused", address)  # taken back below; many at once count all
        user = users.find(connection, email=address)
        kept = None if user is None or user.ended_at else users.secrets_of(connection, user.id)
    hashed = None if kept is None else kept.password
    if not _fits(hashed or _nobodys(), password) or user is None or hashed is None:
        raise SignInRefused(_REFUSED)
    with office.store.write() as connection:
        if user.has_totp:
            if not code:
                users.take_back(connection, address, "refused", now)
                msg = "enter the code that your app shows"
                raise CodeNeeded(msg)
            _take_code(office, connection, user, code)
        users.take_back(connection, address, "refused", now)
        if _hasher().check_needs_rehash(hashed):
            users.change(connection, user.id, password=_hasher().hash(password))
        users.tell(connection, now, address, "signed in", address)
    return user


def _fits(hashed: str, password: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return _hasher().verify(hashed, password[:MOST])
    except VerifyMismatchError:
        return False


def _hashed(user: User, password: str) -> str:
    if not LEAST <= len(password) <= MOST:
        msg = f"a password has {LEAST} to {MOST} characters"
        raise UserError(msg)
    name = user.email.partition("@")[0]
    if len(name) >= _NAME and name in password.casefold():
        msg = "this password is too easy to guess: use several words that have nothing to do with you"
        raise UserError(msg)
    weak = weakness(password, (user.email, user.name))
    if weak is not None:
        raise UserError(weak)
    return _hasher().hash(password)


def change_password(office: Office, user: User, old: str, new: str, session: str | None) -> None:
    """By who knows the old one; ends every session but that of the mark `session`. Raises `UserError`."""
    check_password(office, user, old)
    hashed = _hashed(user, new)
    with office.store.write() as connection:
        users.change(connection, user.id, password=hashed)
        users.end_sessions(connection, user.id, but=session)
        users.tell(connection, office.clock.wall(), user.email, "changed the password", user.email)


def check_password(office: Office, user: User, password: str) -> None:
    """Raises `UserError` where that is not theirs."""
    with office.store.read() as connection:
        kept = users.secrets_of(connection, user.id)
    if kept.password is None or not _fits(kept.password, password):
        msg = "the present password is not that one"
        raise UserError(msg)


def new_totp() -> str:
    """A secret for an app that shows codes."""
    import pyotp

    return pyotp.random_base32()


def totp_address(user: User, secret: str) -> str:
    """What the picture holds by which the app takes the secret over."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Duesync")


def set_totp(office: Office, user: User, secret: str, code: str, session: str | None) -> None:
    """Ask for codes from now on, once one was right. Raises `UserError`."""
    step = _step_of(secret, code, office.clock.wall())
    if step is None:
        msg = "that is not the code that your app shows now"
        raise UserError(msg)
    sealed = office.of_firm(user.firm_id).vault().encrypt(secret.encode(), codes_of(user.email))
    with office.store.write() as connection:
        users.change(connection, user.id, totp=sealed, totp_step=step)
        users.end_sessions(connection, user.id, but=session)
        users.tell(connection, office.clock.wall(), user.email, "set up codes", user.email)


def end_totp(office: Office, email: str) -> User:
    """Ask a user for no code any more."""
    with office.store.write() as connection:
        user = _the(connection, email)
        users.change(connection, user.id, totp=None, totp_step=None)
        users.tell(connection, office.clock.wall(), user.email, "ended codes", office.by)
    return user


def _take_code(office: Office, connection: Connection, user: User, code: str) -> None:
    kept = users.secrets_of(connection, user.id, for_update=True)
    secret = office.of_firm(user.firm_id).vault().decrypt(kept.totp or b"", codes_of(user.email)).decode()
    step = _step_of(secret, code, office.clock.wall())
    if step is None or step <= (kept.totp_step or 0):
        raise SignInRefused(_REFUSED)
    users.change(connection, user.id, totp_step=step)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Which step that code is of, if it is good now."""
    import pyotp

    said, step = code.replace(" ", ""), int(now.timestamp()) // _STEP
    good = (
        each
        for each in (step - 1, step, step + 1)
        if hmac.compare_digest(pyotp.TOTP(secret).at(each * _STEP).encode(), said.encode())
    )
    return next(good, None)


def change(office: Office, email: str, role: Role, ledgers: Collection[str] | None) -> User:
    """What a user may do and see from now on; they are signed out. Raises `UserError`."""
    with office.store.read() as connection:
        firm_id = _the(connection, email).firm_id
    _check(office.of_firm(firm_id), role, ledgers)
    with office.store.write() as connection:
        user = _the(connection, email)
        users.change(connection, user.id, role=role)
        users.give(connection, user.id, ledgers)
        _keep_an_owner(connection, user)
        users.end_sessions(connection, user.id)
        users.tell(connection, office.clock.wall(), user.email, "changed", office.by, _rights(role, ledgers))
        return _the(connection, email)


def end(office: Office, email: str) -> User:
    """They may not come in any more. Raises `UserError`."""
    with office.store.write() as connection:
        user, now = _the(connection, email), office.clock.wall()
        users.change(connection, user.id, ended_at=now, password=None, totp=None, invitation=None)
        _keep_an_owner(connection, user)
        users.end_sessions(connection, user.id)
        users.tell(connection, now, user.email, "ended", office.by)
    return user


def role_named(said: str) -> Role:
    """Raises `UserError`."""
    found: Role | None = next((role for role in ROLES if role == said), None)
    if found is None:
        msg = f"{said!r} is no role; there are {', '.join(ROLES)}"
        raise UserError(msg)
    return found


def _check(office: Office, role: str, ledgers: Collection[str] | None) -> None:
    unknown = sorted({*(ledgers or ())} - office.config.ledgers.keys())
    if unknown:
        msg = f"no ledger is named {unknown[0]!r} in the configuration"
        raise UserError(msg)
    if role == "owner" and ledgers is not None:
        msg = "an owner sees every ledger"
        raise UserError(msg)


def _keep_an_owner(connection: Connection, user: User) -> None:
    if users.owners(connection, user.firm_id) == 0:
        msg = "that would leave no owner; make somebody else one first"
        raise UserError(msg)


def _rights(role: str, ledgers: Collection[str] | None) -> str:
    return f"{role} of {'every ledger' if ledgers is None else ', '.join(sorted(ledgers)) or 'no ledger'}"
