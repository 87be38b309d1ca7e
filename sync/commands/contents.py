"""What a message or task would say: letters and texts as they would go now, read over before they are shown.

The law it keeps: the words of a task that its reading refuses are never shown, for a person would use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec
from msgspec.structs import replace

from dunning.account import Account
from dunning.choosing import policy_for
from dunning.decisions import Notify
from dunning.letters.letter import LetterError, Papers, Particulars, Rendered, Words
from dunning.letters.lint.finding import Finding, errors
from dunning.letters.particulars import particulars_of
from dunning.letters.sms import Segments, segments
from dunning.letters.written import texted, written
from dunning.policy import Policy
from sync.commands.proposed import Proposal
from sync.commands.targets import ActError
from sync.commands.wording import in_words
from sync.office import Office
from sync.store import decided, said
from sync.store.ledgers import LinkedLedger
from sync.store.received import received_since
from sync.ways import BY_TELEPHONE


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one step. `text`: "" where there are none (a call), or where they were refused.

    `to`: e-mail addresses, the telephone number, or the name that a letter is addressed to; nothing where
    the books have none. `segments`: of a text message. `refused`: why it may not be used; `remarks`: what
    is only unfortunate in it.
    """

    channel: str
    to: tuple[str, ...]
    subject: str
    text: str
    segments: Segments | None
    refused: tuple[str, ...]
    remarks: tuple[str, ...]


def content(office: Office, ledger: LinkedLedger, proposal: Proposal) -> Content:
    """What the proposed step would say, as things stand."""
    with office.store.read() as connection:
        standing = decided.standing(
            connection, ledger.id, customer_id=proposal.customer_id, currency=proposal.notify.currency
        )
        account = decided.snapshot(connection, standing[0].account_digest)
    return content_of(office, ledger, proposal.notify, account)


def content_of(office: Office, ledger: LinkedLedger, act: Notify, account: Account) -> Content:
    """What this step on that account would say."""
    try:
        return _content_of(office, ledger, act, account)
    except ActError as bad:
        return _read(act, act.recipients, "", "", None, (), (str(bad),))


def _content_of(office: Office, ledger: LinkedLedger, act: Notify, account: Account) -> Content:
    if act.channel in BY_TELEPHONE:
        text, found = text_read(office, ledger, act, account)
        number = account.customer.phone
        to = act.recipients or (() if number is None else (number,))
        counted = segments(text) if act.channel == "sms" else None
        return _read(act, to, "", text, counted, found)
    if act.channel in ("email", "letter"):
        letter, found = letter_read(office, ledger, act, account)
        to = act.recipients if act.channel == "email" else (account.customer.name,)
        return _read(act, to, letter.subject, letter.text, None, found)
    return _read(act, (), "", "", None, ())


def _particulars(
    office: Office, ledger: LinkedLedger, act: Notify, account: Account, own: Words | None = None
) -> tuple[Policy, Particulars]:
    policy, rules = policy_for(office.policy(ledger.name), account), office.rules(ledger)
    with office.store.read() as connection:
        came = received_since(connection, ledger.id, account)
        own = own or said.own_words(connection, ledger.id, act.fingerprint)
    found = particulars_of(act, account, policy, rules, office.clock.now(), came)
    return policy, replace(found, own=own)


@contextmanager
def _usable() -> Iterator[None]:
    """Raises an `ActError` where a template cannot be made into a letter."""
    try:
        yield
    except LetterError as bad:
        msg = f"the letter may not be used: {bad}"
        raise ActError(msg) from bad


def text_read(
    office: Office, ledger: LinkedLedger, act: Notify, account: Account, own: Words | None = None
) -> tuple[str, tuple[Finding, ...]]:
    """The text of this step, or what a machine says, and what was found. As `letter_read`."""
    sender, now = office.config.ledger(ledger.name).sender, office.clock.now()
    policy, particulars = _particulars(office, ledger, act, account, own)
    kind = policy.law.debtor_kind
    with _usable():
        return texted(act, account, sender, office.letters(ledger.name), now, kind, particulars)


def text_of_template(office: Office, ledger: LinkedLedger, act: Notify, account: Account) -> str:
    """The same in the template's words, whatever a person wrote."""
    sender, now = office.config.ledger(ledger.name).sender, office.clock.now()
    policy, particulars = _particulars(office, ledger, act, account)
    bare, kind = replace(particulars, own=None), policy.law.debtor_kind
    with _usable():
        return texted(act, account, sender, office.letters(ledger.name), now, kind, bare)[0]


def letter_read(
    office: Office,
    ledger: LinkedLedger,
    act: Notify,
    account: Account,
    own: Words | None = None,
    page: str = "",
) -> tuple[Rendered, tuple[Finding, ...]]:
    """The letter of this step, and what its reading found. `own`: with these words, were they kept.

    `page`: the customer's own, whose address it bears; "" for none. Raises `ActError` where a template cannot
    be made into it.
    """
    sender, now = office.config.ledger(ledger.name).sender, office.clock.now()
    _, particulars = _particulars(office, ledger, act, account, own)
    papers = Papers(page=page)
    with _usable():
        return written(act, account, sender, office.letters(ledger.name), now, papers, particulars)


def letter_of(office: Office, ledger: LinkedLedger, act: Notify, account: Account, page: str) -> Rendered:
    """The letter of this step, to be printed. Raises `ActError` where its reading refuses it."""
    letter, found = letter_read(office, ledger, act, account, page=page)
    if refused := errors(found):
        msg = f"the letter may not be used: {'; '.join(_once(refused))}"
        raise ActError(msg)
    return letter


def _read(
    act: Notify,
    to: tuple[str, ...],
    subject: str,
    text: str,
    counted: Segments | None,
    found: tuple[Finding, ...],
    unwritten: tuple[str, ...] = (),
) -> Content:
    refused = errors(found)
    hidden = bool(refused) and act.channel != "email"  # a mail is refused again when it would leave
    return Content(
        channel=act.channel,
        to=to,
        subject=subject,
        text="" if hidden else text,
        segments=None if hidden else counted,
        refused=(*unwritten, *_once(refused)),
        remarks=_once(each for each in found if each not in refused),
    )


def _once(found: Iterable[Finding]) -> tuple[str, ...]:
    """Each in words, once, though it be in the text and in the HTML."""
    return tuple(dict.fromkeys(map(in_words, found)))
