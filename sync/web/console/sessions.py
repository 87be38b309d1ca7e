"""Sessions of the console, kept in the store: the cookie holds a long random word, the store its hash.

Twelve hours after signing in a session ends. A page that only looks writes nothing but once in some minutes.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from starsessions import SessionStore

from sync.store import Store, users
from sync.users import mark

LIFETIME = timedelta(hours=12)
USER = "user"  # what a session holds: the user's number, and what is to be said on the next page
SAID = "said"
BROWSER = "browser"  # the kind that signed in, so that who sees a list of them knows which is which
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)
_WRITTEN_ANEW = timedelta(minutes=10)
_READ: ContextVar[tuple[str, Any]] = ContextVar("read", default=("", None))
"""The word and the row of the session that this request began with."""


def browser_in(agent: str) -> str:
    """What its User-Agent says in two words: "Firefox on Windows"; all else of it is kept nowhere."""
    name = next((told for sign, told in _BROWSERS if f"{sign}/" in agent), "a browser")
    system = next((told for sign, told in _SYSTEMS if sign in agent), "")
    return f"{name} on {system}" if system else name


class StoredSessions(SessionStore):
    """The port of the session library over our store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, session_id: str, lifetime: int) -> bytes:
        """What it holds; nothing when it is unknown or past."""
        del lifetime
        found = await asyncio.to_thread(self._read, session_id)
        _READ.set((session_id, found))
        return b"" if found is None else bytes(found.content)

    async def write(self, session_id: str, data: bytes, lifetime: int, ttl: int) -> str:
        """Keep it, where it says anything new; a word that we did not give gets another in its place."""
        del lifetime
        word, found = _READ.get()
        if word == session_id and found is not None and self._says_nothing_new(found, data):
            return session_id
        return await asyncio.to_thread(self._write, session_id, data, ttl)

    async def remove(self, session_id: str) -> None:
        """It is signed out."""
        await asyncio.to_thread(self._remove, session_id)

    def _read(self, session_id: str) -> Any:
        with self._store.read() as connection:
            return users.read_session(connection, mark(session_id), self._store.clock.wall())

    def _says_nothing_new(self, found: Any, data: bytes) -> bool:
        lately = self._store.clock.wall() - found.written_at < _WRITTEN_ANEW
        return lately and _said(data) == _said(bytes(found.content))

    def _write(self, session_id: str, data: bytes, ttl: int) -> str:
        found, now = self._read(session_id), self._store.clock.wall()
        word = session_id if found is not None else secrets.token_urlsafe(32)
        with self._store.write() as connection:
            until = now + timedelta(seconds=ttl)
            users.write_session(connection, mark(word), _said(data).get(USER), data, now, until)
        return word

    def _remove(self, session_id: str) -> None:
        with self._store.write() as connection:
            users.end_session(connection, mark(session_id))


def _said(data: bytes) -> dict[str, Any]:
    """What the program put in, without the library's own notes."""
    return {key: value for key, value in json.loads(data).items() if not key.startswith("__")}
