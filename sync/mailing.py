"""Mail to users, by the way that customers' messages take: a test, which is one of a ledger's letters.

The law: it never goes to an address of a customer's, it counts as no message to anybody, and it carries
no link that stops the mail of the customer whose letter it shows.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from connectors.mail.domain.told import Told
from dunning.decisions import Notify, Wait
from dunning.effects import Message, Receipt, key_of
from dunning.letters.letter import Rendered
from sync.commands.contents import letter_read
from sync.commands.targets import ActError
from sync.office import Office
from sync.pacing import over_limit
from sync.store import decided, figures, ledgers
from sync.store.ledgers import LinkedLedger

_LATELY = timedelta(minutes=5)  # servers' clocks differ
_PATIENCE, _BETWEEN = 60.0, 5.0  # seconds that it may take to come, and until one looks again
_MARK = "[Test] "
_SUBJECT = "[Test] Mail from Duesync"
_TEXT = (
    "This is a test of the way by which {name} sends its reminders. "
    "No letter of a customer was there to show."
)


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """What went. `shows`: whose letter, "" where no letter was there to show."""

    ledger: str
    to: str
    subject: str
    message_id: str
    shows: str


def way_of(office: Office, name: str) -> str:
    """By which server, as whom, and from which address that ledger's messages go; a name of no meaning."""
    settings = office.config.ledger(name)
    mail = settings.mail
    route = ("", "") if mail is None else (mail.host.casefold(), (mail.username or "").casefold())
    return key_of("way of the mail", *route, settings.sender.email.casefold())


def untested(office: Office, ledger: LinkedLedger) -> str:
    """That nobody saw yet how its messages arrive, and how to; "" where somebody did, or it is too late."""
    settings = office.config.ledgers.get(ledger.name)
    if settings is None or settings.mail is None or ledger.mail_tested == way_of(office, ledger.name):
        return ""
    how = f"duesync doctor --ledger {ledger.name} --mail-to YOU@YOUR-ADDRESS"
    if ledger.mail_tested is not None:
        return f"the mail server or the sender changed since the last test mail: {how}"
    if ledger.released_at is None:
        return f"no test mail was sent yet; see one arrive before customers get any: {how}"
    return ""


def to_user(office: Office, ledger: LinkedLedger, key: str, to: str, letter: Rendered) -> Receipt:
    """Send that letter to somebody of the firm. Raises `ActError`, and what a channel raises."""
    with office.store.read() as connection:
        if figures.is_customers_address(connection, ledger.id, to):
            msg = f"{to} is the address of a customer of {ledger.name}: what is for you goes to yourself"
            raise ActError(msg)
    sender = office.config.ledger(ledger.name).sender
    message = Message(
        key=key,
        message_id=_message_id(office, ledger, key),
        sender=f"{sender.name} <{sender.email}>",
        reply_to=sender.reply_to,
        recipients=(to,),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        in_reply_to=None,
        references=(),
        language=letter.language,
    )
    full = office.quota(ledger.name).take(1)
    if full is not None:
        raise ActError(over_limit(full, 1))
    channel = office.channel(ledger)
    try:
        return channel.send(message)
    finally:
        channel.close()


def _message_id(office: Office, ledger: LinkedLedger, key: str) -> str:
    return f"<{key}@{office.config.ledger(ledger.name).sender.email.rpartition('@')[2]}>"


def send_test(office: Office, ledger: LinkedLedger, to: str) -> Tested:
    """Send one of its letters to that address. Raises `ActError`, and what a channel raises."""
    whose, letter = _letter(office, ledger)
    key = key_of("test mail", ledger.name, to, office.store.clock.wall().isoformat())
    to_user(office, ledger, key, to, letter)
    with office.store.write() as connection:
        ledgers.update(connection, ledger.id, mail_tested=way_of(office, ledger.name))
    return Tested(
        ledger=ledger.name,
        to=to,
        subject=letter.subject,
        message_id=_message_id(office, ledger, key),
        shows=whose,
    )


def read_back(office: Office, ledger: LinkedLedger, sent: Tested) -> list[Told] | None:
    """What its receiver found, where it went to the ledger's own inbox; nothing where it came too late.

    `None`: it went elsewhere, or no inbox is read. Raises what an inbox raises.
    """
    from connectors.mail.domain.results import results_in
    from connectors.mail.imap_inbox import ImapInbox

    settings, sender = office.config.inbox_for(ledger.name), office.config.ledger(ledger.name).sender
    if settings is None or sent.to.casefold() not in {
        sender.email.casefold(),
        (sender.reply_to or "").casefold(),
    }:
        return None
    bearer = office.bearer(ledger, settings.grant)
    since, give_up = office.clock.now() - _LATELY, office.clock.elapsed() + _PATIENCE
    while True:
        for folder in settings.folders:
            inbox = ImapInbox(settings, folder, since, bearer=bearer)
            try:
                for each in inbox.new(None):
                    if sent.message_id.encode() in each.content.partition(b"\r\n\r\n")[0]:
                        return results_in(each.content)
            finally:
                inbox.close()
        if office.clock.elapsed() >= give_up:
            return []
        office.clock.sleep(_BETWEEN)


def _letter(office: Office, ledger: LinkedLedger) -> tuple[str, Rendered]:
    """Whose, and the letter: the first that goes, or waits for a yes; else a line that says what this is."""
    with office.store.read() as connection:
        for standing in decided.standing(connection, ledger.id):
            action = standing.decision.action
            act = action.proposed if isinstance(action, Wait) else action
            if not isinstance(act, Notify) or act.channel != "email":
                continue
            account = decided.snapshot(connection, standing.account_digest)
            try:
                letter, _ = letter_read(office, ledger, act, account)
            except ActError:  # another's may be whole
                continue
            return account.customer.name, msgspec.structs.replace(letter, subject=_MARK + letter.subject)
    text = _TEXT.format(name=office.config.ledger(ledger.name).sender.name)
    return "", Rendered(_SUBJECT, f"{text}\n", f"<p>{text}</p>", "en")
