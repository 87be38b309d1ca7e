"""Tokens for other tools: made, listed, revoked.

The law: a token is shown once, and kept as a digest alone.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from sync.commands.targets import ActError
from sync.office import Office
from sync.store import ledgers, tokens
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger
from sync.store.tokens import Token
from sync.tables import HOUSE

Kind = Literal["api", "calendar", "card"]
PREFIXES: dict[Kind, str] = {"api": "dsa_", "calendar": "dsc_", "card": "dss_"}
MOST_DAYS = 3650
_LENGTH = 32  # bytes of chance: no table of digests can be searched for them
_LONGEST_NAME = 60
_FORM = re.compile(r"ds[acs]_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A token to be. `days`: how long it works, `None` until it is revoked. The rest as in `Token`."""

    kind: Kind
    name: str
    ledgers: tuple[str, ...]
    acts: bool = False
    names: bool = False
    origins: tuple[str, ...] = ()
    days: int | None = None


def digest_of(shown: str) -> str | None:
    """What such a token is kept as; `None` where none of ours looks so."""
    return hashlib.sha256(shown.encode()).hexdigest() if _FORM.fullmatch(shown) else None


def new_token(office: Office, wanted: Wanted) -> tuple[int, str]:
    """(number, token) of a new one; it is never shown again. Raises `ActError`, `NotLinked`."""
    _check(wanted)
    origins = tuple(origin_of(each) for each in wanted.origins)
    office, linked = _seen(office, wanted.ledgers)
    shown = PREFIXES[wanted.kind] + secrets.token_urlsafe(_LENGTH)
    wall = office.clock.wall()
    with office.store.write() as connection:
        number = tokens.add(
            connection,
            [each.id for each in linked],
            kind=wanted.kind,
            name=wanted.name,
            digest=digest_of(shown),
            acts=wanted.acts,
            names=wanted.names,
            origins=origins,
            made_at=wall,
            made_by=office.by,
            expires_at=None if wanted.days is None else wall + timedelta(days=wanted.days),
        )
        told = {"act": "new token", "token": number, "kind": wanted.kind, "name": wanted.name}
        for each in linked:
            tell(connection, each.id, "act", told | {"acts": wanted.acts}, by=office.by)
    return number, shown


def _check(wanted: Wanted) -> None:
    if not 0 < len(wanted.name.strip()) <= _LONGEST_NAME:
        msg = f"a token needs a name of 1 to {_LONGEST_NAME} letters, to know it again by"
        raise ActError(msg)
    if wanted.days is not None and not 0 < wanted.days <= MOST_DAYS:
        msg = f"a token works for 1 to {MOST_DAYS} days, not {wanted.days}; revoke it when it is over"
        raise ActError(msg)
    if wanted.acts and wanted.kind != "api":
        msg = f"a token of the {wanted.kind} shows something and does nothing: leave out --act"
        raise ActError(msg)
    if wanted.origins and wanted.kind != "card":
        msg = "only a card is shown within other pages: leave out --origin"
        raise ActError(msg)


def origin_of(text: str) -> str:
    """The origin of a page, as a browser writes it. Raises `ActError`."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    host = parts.hostname or ""
    is_plain = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in ("localhost", "127.0.0.1"))
    if not (is_plain and is_safe and re.fullmatch(r"[a-z0-9.-]+", host)):
        msg = f"{text!r} is not where a page lies, such as https://intranet.example.com"
        raise ActError(msg)
    return f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")


def _seen(office: Office, names: Sequence[str]) -> tuple[Office, list[LinkedLedger]]:
    """The ledgers that it sees, all of one firm, and the office in that firm's name. Raises `ActError`."""
    linked = [office.linked(name) for name in dict.fromkeys(names)]
    firms = {one.firm_id for one in linked} or {office.store.firm or HOUSE}
    if len(firms) > 1:
        msg = "a token is one firm's, and these ledgers are of several: make one for each"
        raise ActError(msg)
    mine = office.of_firm(firms.pop())
    return mine, linked or _every(mine)


def _every(office: Office) -> list[LinkedLedger]:
    with office.store.read() as connection:
        found = [one for one in ledgers.every(connection) if one.leaves_on is None]
    if not found:
        msg = "no ledger is linked yet, so a token would show nothing; run: duesync connect NAME"
        raise ActError(msg)
    return found


def every_token(office: Office) -> Sequence[Token]:
    """All that were ever made, the first first."""
    with office.store.read() as connection:
        return tokens.every(connection)


def stands(one: Token, wall: datetime, show: Callable[[date], str] = str) -> str:
    """How long it works, or worked, in words; `show`: how a day is written."""
    if one.revoked_at is not None:
        return f"revoked {show(one.revoked_at.date())}"
    if one.expires_at is None:
        return "until revoked"
    return f"{'until' if one.stands(wall) else 'ended'} {show(one.expires_at.date())}"


def may(one: Token) -> str:
    """What it may do, in words."""
    return "act" if one.acts else "look, with names" if one.names else "look"


def opens(kind: Kind, shown: str) -> str:
    """What a new one is for: the path below our address at which it is used."""
    paths = {"api": "/api", "calendar": f"/calendar/{shown}.ics", "card": f"/card/{shown}"}
    return paths[kind]


def revoke_token(office: Office, number: int) -> str:
    """End one at once; its name. Raises `ActError`."""
    with office.store.write() as connection:
        known = {one.id: one for one in tokens.every(connection)}
        name = tokens.revoke(connection, number, office.by, office.clock.wall())
        if name is None:
            why = "was revoked before" if number in known else "was never made"
            msg = f"token {number} {why}; duesync token list shows them"
            raise ActError(msg)
        told = {"act": "revoke token", "token": number, "name": name}
        for ledger_id in known[number].ledgers.values():
            tell(connection, ledger_id, "act", told, by=office.by)
    return name
