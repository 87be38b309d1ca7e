"""Messages that may or may not have gone: a person says which."""

from __future__ import annotations

from dunning.effects import Message, Receipt
from sync.commands.targets import ActError
from sync.delivered import delivered_or_elsewhere, message_of
from sync.office import Office
from sync.store import leases, outbox, review
from sync.store.ledgers import LinkedLedger
from sync.work import take


def uncertain_messages(office: Office, ledger: LinkedLedger) -> list[tuple[str, Message]]:
    """(key, the message as it left) of every message that may or may not have gone."""
    with office.store.read() as connection:
        waiting = outbox.work(connection, ledger.id, ("message",), "uncertain")
        found = [(effect.key, message_of(connection, effect)) for effect in waiting]
    return [(key, message) for key, message in found if message is not None]


def why_uncertain(office: Office, ledger: LinkedLedger) -> dict[str, str]:
    """Why nobody knows it of each such message, by key, and whether and when it was looked for."""
    with office.store.read() as connection:
        waiting = outbox.work(connection, ledger.id, ("message",), "uncertain")
    return {one.key: (one.reason or "").removeprefix(f"message {one.key}: ") for one in waiting}


def resolve(office: Office, ledger: LinkedLedger, key: str, *, sent: bool) -> None:
    """A person says whether that message went: then it counts, or it may be decided and sent anew."""
    held = take(office.store, ledger.name, ledger.id)
    now = office.clock.now()
    try:
        with office.store.write(held.lease) as connection:
            waiting = outbox.work(connection, ledger.id, ("message",), "uncertain")
            effect = next((one for one in waiting if one.key == key), None)
            if effect is None:
                msg = f"{ledger.name} has no uncertain message {key!r}"
                raise ActError(msg)
            if sent:
                receipt = Receipt(provider_id="a person's word", version="", at=effect.claimed_at or now)
                policy = office.policy(ledger.name)
                delivered_or_elsewhere(connection, ledger, policy, effect, receipt, by=office.by)
            else:
                why = "a person says that it did not go"
                outbox.settle(connection, effect, "refused", now, reason=why, by=office.by)
                account = (effect.customer_id, effect.currency)
                outbox.see_to_refused(connection, ledger.id, account, office.by)
            review.review_customers(connection, ledger.id, [effect.customer_id])
    finally:
        with office.store.write() as connection:
            leases.release(connection, held.lease, office.store.clock.wall())
