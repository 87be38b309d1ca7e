"""Doctor's look at where answers are read: it is reached, and signed in to, and has each folder."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.errors import ConnectorError, Refused
from sync.doctor import Finding
from sync.office import Office
from sync.secrets import SecretsError
from sync.store.ledgers import LinkedLedger

_NONE_OF_OURS = "<doctor@duesync.invalid>"


def examined(office: Office, ledger: LinkedLedger) -> Iterator[Finding]:
    """What was found; nothing is read of any message, and nothing changed."""
    about = f"{ledger.name} inbox"
    if office.config.ledger(ledger.name).mail is None:
        return
    try:
        with office.inboxes(ledger) as inboxes:
            if not inboxes:
                text = "no inbox is configured ([mail.inbox]): Duesync does not see what customers answer"
                yield Finding(level="ok", about=about, text=text)
                return
            for inbox in inboxes:
                inbox.check()
            folders = ", ".join(inbox.folder for inbox in inboxes)
            yield Finding(level="ok", about=about, text=f"signed in; answers are read in {folders}")
            try:
                inboxes[0].sent(_NONE_OF_OURS)
                text = "found: a message of which nobody knows whether it went is looked for there"
                yield Finding(level="ok", about=f"{ledger.name} sent messages", text=text)
            except Refused as error:
                yield Finding(level="warn", about=f"{ledger.name} sent messages", text=str(error))
    except (ConnectorError, SecretsError) as error:
        yield Finding(level="fail", about=about, text=str(error))
