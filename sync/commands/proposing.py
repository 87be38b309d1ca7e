"""Asking a model, where one is configured, what a message may mean that the rules do not understand.

The law: once for each message, at a person's word; what comes back is kept with the message as proposed, and
counts for nothing until a person confirms it, as with any draft.
"""

from __future__ import annotations

from connectors.proposing import proposed
from dunning.intents.reading import meanings
from sync.commands.drafts import known_of
from sync.commands.replies import kept_message
from sync.commands.targets import ActError
from sync.office import Office
from sync.store import facts, incoming
from sync.store.ledgers import LinkedLedger


def propose(office: Office, ledger: LinkedLedger, number: int, by: str) -> int:
    """Ask once, and keep what is proposed; how many meanings. Raises `ActError`, `ConnectorError`."""
    model = office.config.proposing()
    if model is None:
        msg = "no model is configured: name one in [replies.model]"
        raise ActError(msg)
    with office.store.read() as connection:
        kept = kept_message(connection, ledger, number)
        known = known_of(connection, ledger, kept)
        theirs = facts.customers(connection, ledger.id, kept.whose) if kept.whose else []
    message = kept.message
    if message.proposed is not None:
        msg = f"a model was asked about message {number} already: what it proposed is shown with it"
        raise ActError(msg)
    if not kept.is_waiting or message.kind != "reply" or not message.words.strip():
        msg = f"message {number} is no reply that waits for somebody to understand it"
        raise ActError(msg)
    if any(each.kind != "unclear" for each in meanings(message.words, known)):
        msg = f"message {number} is understood by the rules: duesync reply {ledger.name} {number}"
        raise ActError(msg)
    sender = office.config.ledger(ledger.name).sender
    names = [sender.name, *sender.signature.splitlines(), message.sender_name]
    names += [one.name for one in theirs]
    names += [each.name for one in theirs for each in one.people if each.name]
    found = proposed(message.words, known, model, [each for each in names if each.strip()])
    with office.store.write() as connection:
        incoming.keep_proposals(connection, ledger.id, kept, found, by)
    return len(found)
