"""What pymap serves: for each address an INBOX and a folder Sent, and who may open them.

pymap's in-memory mailboxes hold the messages; here is what it leaves to its user, and the mark of
RFC 6154 by which a client knows which folder is that of sent messages.
"""

from __future__ import annotations

from argparse import Namespace
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from threading import Lock
from typing import Any

from pymap.backend.dict import Config, Session
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.config import BackendCapability
from pymap.exceptions import AuthorizationFailure, InvalidAuth, TemporaryFailure
from pymap.interfaces.login import IdentityInterface, LoginInterface
from pymap.interfaces.token import TokensInterface
from pymap.mailbox import MailboxSnapshot
from pymap.parsing.message import AppendMessage
from pymap.selected import SelectedMailbox
from pymap.user import UserMetadata
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials, ExternalVerificationRequired
from pysasl.creds.plain import PlainCredentials
from pysasl.creds.server import ServerCredentials
from pysasl.identity import ClearIdentity

SENT = "Sent"

MayEnter = Callable[[str, str], bool]
"""Whether that address may sign in with that password or access token."""


class Settings(Config):
    """pymap's settings, without a look at this machine's name, which may ask the network."""

    def __init__(self, **settings: Any) -> None:
        args = Namespace(passlib_cfg=None, proxy_protocol=None)
        super().__init__(args, host=None, port=0, demo_data=False, demo_user="", demo_password="", **settings)

    @property
    def backend_capability(self) -> BackendCapability:
        """What the folders can do."""
        return BackendCapability(idle=True, object_id=True, multi_append=True, custom=[b"SPECIAL-USE"])

    @property
    def tls_auth(self) -> SASLAuth:
        """How one may sign in."""
        return SASLAuth.named([b"PLAIN", b"LOGIN", b"XOAUTH2"])

    @property
    def greeting(self) -> bytes:
        """What it says first."""
        return b"mail.sandbox ready"


class Mailbox(Session):
    """A person's mailbox, open."""

    async def _take_in(self) -> None:
        for folder, message in self.waiting():
            await (await self.mailbox_set.get_mailbox(folder)).append(message, recent=True)

    waiting: Callable[[], Iterable[tuple[str, AppendMessage]]]

    async def select_mailbox(
        self,
        name: str,
        readonly: bool = False,  # noqa: FBT002  # pymap's own
    ) -> tuple[MailboxSnapshot, SelectedMailbox]:
        """With what came meanwhile."""
        await self._take_in()
        return await super().select_mailbox(name, readonly)

    async def list_mailboxes(
        self,
        ref_name: str,
        filter_: str,
        subscribed: bool = False,  # noqa: FBT002  # pymap's own
        selected: SelectedMailbox | None = None,
    ) -> tuple[Iterable[tuple[str, str | None, Sequence[bytes]]], SelectedMailbox | None]:
        """With the mark of the sent ones."""
        found, updates = await super().list_mailboxes(ref_name, filter_, subscribed, selected)
        marked = [
            (name, delimiter, [*marks, b"Sent"] if name == SENT else marks)
            for name, delimiter, marks in found
        ]
        return marked, updates


class _Person(IdentityInterface):
    """Who signed in. What pymap asks of it besides a session is an administrator's, who never comes here."""

    def __init__(self, doors: Doors, name: str) -> None:
        self._doors, self._name = doors, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def roles(self) -> frozenset[str]:
        return frozenset()

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Mailbox]:
        yield await self._doors.opened(self._name)

    async def new_token(self, *, expiration: datetime | None = None) -> None:
        raise NotImplementedError

    async def get(self) -> UserMetadata:
        raise NotImplementedError

    async def set(self, metadata: UserMetadata) -> None:
        raise NotImplementedError

    async def delete(self) -> None:
        raise NotImplementedError


class Doors(LoginInterface):
    """Who may come in, and what waits there. `refusing`: sign-ins yet to be refused, by how."""

    def __init__(self, settings: Settings, has_password: MayEnter, has_token: MayEnter) -> None:
        self.settings = settings
        self.has_token = has_token
        self.refusing: list[str] = []
        self._has_password = has_password
        self._folders: dict[str, MailboxSet] = {}
        self._waiting: defaultdict[str, list[tuple[str, AppendMessage]]] = defaultdict(list)
        self._lock = Lock()

    def deliver(self, address: str, folder: str, raw: bytes, at: datetime) -> None:
        """Lay it there for the next look. From any thread."""
        with self._lock:
            self._waiting[address.casefold()].append((folder, AppendMessage(raw, at)))

    async def opened(self, address: str) -> Mailbox:
        """That person's mailbox, made where there is none."""
        name = address.casefold()
        folders = self._folders.get(name)
        if folders is None:
            folders = self._folders[name] = MailboxSet()
            await folders.add_mailbox(SENT)
        mailbox = Mailbox(name, self.settings, folders, FilterSet())

        def waiting() -> list[tuple[str, AppendMessage]]:
            with self._lock:
                return self._waiting.pop(name, [])

        mailbox.waiting = waiting
        return mailbox

    @property
    def tokens(self) -> TokensInterface:
        """None: pymap's own kind of token is not served."""
        raise NotImplementedError

    async def authenticate(self, credentials: ServerCredentials) -> _Person:
        """The person, by password or access token."""
        if self.refusing:
            refusal = self.refusing.pop(0)
            raise TemporaryFailure("busy") if refusal == "busy" else InvalidAuth
        if isinstance(credentials, ExternalCredentials):
            if not self.has_token(credentials.authzid, token_of(credentials)):
                raise InvalidAuth
            return _Person(self, credentials.authzid)
        name = credentials.authcid
        if not isinstance(credentials, PlainCredentials) or not self._knows(credentials):
            raise InvalidAuth
        return _Person(self, name)

    def _knows(self, credentials: PlainCredentials) -> bool:
        return self._has_password(credentials.authcid, credentials._secret)  # noqa: SLF001  # it has no other face

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> IdentityInterface:
        """Each for themselves."""
        if authenticated.name != authzid:
            raise AuthorizationFailure
        return authenticated


def token_of(credentials: ExternalCredentials) -> str:
    """The access token that they show."""
    try:
        credentials.verify(ClearIdentity(credentials.authzid, ""))
    except ExternalVerificationRequired as shown:
        return shown.token or ""
