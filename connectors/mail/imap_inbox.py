"""What came into a mailbox, read over IMAP and left as it is.

The law kept here: nothing in the mailbox changes. Folders are opened by EXAMINE and messages read by
BODY.PEEK, so none is ever marked as seen, and none is deleted. A large message is read only as far as
is needed (`connectors.mail.cutting`) and says that it was cut.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from connectors.errors import Refused, TryLater
from connectors.mail.cutting import WHOLE, Read, beginning, section, shortened
from connectors.mail.imap import SENT, Line
from connectors.mail.session import with_token
from connectors.mail.settings import InboxSettings

if TYPE_CHECKING:
    from connectors.mail.grant import Bearer


from connectors.mail.inbox import Arrived, Place

T = TypeVar("T")
_AT_ONCE = 200  # messages whose sizes are asked for at once
_FACTS = ("INTERNALDATE", "RFC822.SIZE")
_DAY = timedelta(days=1)


class ImapInbox:
    """A folder over a connection of its own, opened at the first question. For one thread at a time.

    `since`: aware; what the server got before is not read. `encryption` replaces the system's list of
    trusted certificate authorities. `bearer`: whose access token signs in, where it is not a password.
    """

    def __init__(
        self,
        settings: InboxSettings,
        folder: str,
        since: datetime,
        encryption: ssl.SSLContext | None = None,
        bearer: Bearer | None = None,
    ) -> None:
        self.folder = folder
        self._settings = settings
        self._since = since
        self._encryption = encryption
        self._bearer = bearer
        self._line: Line | None = None
        self._examined: tuple[str, int] | None = None
        self._kept_in = settings.sent

    def __repr__(self) -> str:
        return f"ImapInbox({self._settings!r}, {self.folder!r})"

    def new(self, after: Place | None) -> Iterator[Arrived]:
        """As `Inbox` says. `TryLater` where the server numbers the folder anew while it is read."""
        validity = self._afresh(self.folder)
        first = after.uid + 1 if after is not None and after.validity == validity else 1
        # SINCE goes by the server's own calendar, so a day more is asked for; `n:*` always names the last.
        criteria = ["UID", f"{first}:*", "SINCE", (self._since.astimezone(UTC) - _DAY).date()]
        uids = sorted(uid for uid in self._ask("search", criteria) if uid >= first)
        for start in range(0, len(uids), _AT_ONCE):
            some = uids[start : start + _AT_ONCE]
            facts = self._fetch(validity, some, _FACTS)
            for uid in some:
                if uid in facts and (one := self._arrived(Place(validity, uid), facts[uid])) is not None:
                    yield one

    def _arrived(self, place: Place, facts: Any) -> Arrived | None:
        """`None`: it came before `since`, or was removed meanwhile."""
        at = self._told(facts, b"INTERNALDATE", datetime).astimezone(UTC)
        if at < self._since:
            return None

        def read(*sections: str) -> Any:
            return self._fetch(place.validity, [place.uid], sections).get(place.uid)

        cut = self._told(facts, b"RFC822.SIZE", int) > WHOLE
        content = _shortened(read) if cut else beginning(read)
        return None if content is None else Arrived(place, at, content, cut)

    def _fetch(self, validity: int, uids: Sequence[int], what: Sequence[str]) -> dict[int, Any]:
        """Those facts of these messages of our folder, by UID; without those that are gone."""
        if self._examine(self.folder) != validity:
            text = "its messages were numbered anew while they were read"
            raise TryLater(text, about=f"folder {self.folder}")
        found: dict[int, Any] = self._ask("fetch", uids, what)
        return found

    def sent(self, message_id: str) -> bool:
        """As `Inbox` says."""
        self._afresh(self._sent_folder())
        uids = self._ask("search", ["HEADER", "Message-ID", message_id])
        asked = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
        found = self._ask("fetch", uids, [asked]) if uids else {}
        # A search finds also what only contains it.
        return any(_message_id(section(each, asked)) == message_id for each in found.values())

    def _sent_folder(self) -> str:
        if self._kept_in is None:
            self._kept_in = self._ask("find_special_folder", SENT)
        if self._kept_in is None:
            text = "no folder of this mailbox is marked as that of sent messages; name it: mail.inbox.sent"
            raise Refused(text, about=self._opened().server)
        return self._kept_in

    def check(self) -> None:
        """As `Inbox` says."""
        self._afresh(self.folder)

    def close(self) -> None:
        """Say goodbye where the server still listens."""
        if self._line is not None:
            self._line.close()
            self._line = self._examined = None

    def _opened(self) -> Line:
        if self._line is None:
            made = partial(Line, self._settings, self._encryption)
            self._line = with_token(self._bearer, made)
        return self._line

    def _afresh(self, folder: str) -> int:
        """Open that folder as it is now; a connection that was dropped meanwhile gets one more try."""
        self._examined, before = None, self._line
        try:
            return self._examine(folder)
        except TryLater:
            if before is None:
                raise
            return self._examine(folder)

    def _examine(self, folder: str) -> int:
        """Open that folder to be read alone, where it is not open already; its UIDVALIDITY."""
        if self._examined is None or self._examined[0] != folder:
            self._examined = None
            try:
                answer = self._ask("select_folder", folder, readonly=True)
            except Refused as no:
                known = ", ".join(sorted(name for _, _, name in self._ask("list_folders")))
                text = f"it does not open the folder {folder!r} ({no.text}); it has: {known}"
                raise Refused(text, about=no.about, code=no.code) from no
            self._examined = folder, self._told(answer, b"UIDVALIDITY", int)
        return self._examined[1]

    def _told(self, answer: Any, name: bytes, kind: type[T]) -> T:
        """What an answer says of that; a server that leaves it out is none to rely on."""
        found = answer.get(name)
        if not isinstance(found, kind):
            text = f"its answer lacks {name.decode()}"
            raise TryLater(text, about=self._opened().server)
        return found

    def _ask(self, command: str, *args: Any, **more: Any) -> Any:
        """That command of IMAPClient; a connection that does not answer is not used again."""
        line = self._opened()
        try:
            return line.ask(getattr(line.client, command), *args, **more)
        except TryLater:
            line.hang_up()
            self._line = self._examined = None
            raise


def _shortened(read: Read) -> bytes | None:
    try:
        return shortened(read)
    except (Refused, TryLater):  # a structure that nobody can read keeps no words from being read
        return beginning(read)


def _message_id(headers: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(headers).get("Message-ID", "")).strip()
