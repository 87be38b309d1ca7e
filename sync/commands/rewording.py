"""A person's words for one message, in place of its template's.

The laws it keeps: only sentences are a person's; invoices, sums, bank details and how to disagree stay where
they are; a text message is all words, but begins with who writes and says how to stop. The same reading as of
any letter refuses what the law forbids. The words are for exactly this message: with another set of invoices
or balances the template's are back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from dunning.account import Account
from dunning.letters.letter import Rendered, Words
from dunning.letters.lint.finding import Finding, errors
from dunning.letters.wording import one_line, written_lines
from sync.commands.contents import letter_read, text_of_template, text_read
from sync.commands.proposed import Proposal
from sync.commands.targets import ActError
from sync.commands.wording import in_words
from sync.office import Office
from sync.store import decided, ledgers, review, said
from sync.store.ledgers import LinkedLedger
from sync.store.said import Reworded

PARTS = ("subject", "opening", "ask", "closing")
LETTERS = ("email", "letter")
REWORDABLE = (*LETTERS, "sms")
STOP = "STOP"
_LONGEST = 4000  # letters of one part


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would go. `own`: with a person's words; `template`: those it has otherwise."""

    letter: Rendered
    found: tuple[Finding, ...]
    template: Words
    own: Reworded | None

    @property
    def words(self) -> Words:
        """Those it goes with."""
        return self.template if self.own is None else self.own.own


def in_place_of(words: Words, written: Mapping[str, str]) -> Words:
    """The words with some parts as a person typed them: plain text, line by line. Raises `ActError`."""
    if longest := [name for name, text in written.items() if len(text) > _LONGEST]:
        msg = f"the {longest[0]} is longer than {_LONGEST} characters: write less"
        raise ActError(msg)
    typed = {name: tuple(written_lines(text)) for name, text in written.items() if name != "subject"}
    subject = one_line(written["subject"]) if "subject" in written else words.subject
    return replace(words, subject=subject, **typed)


def draft(office: Office, ledger: LinkedLedger, proposal: Proposal, own: Words | None = None) -> Draft:
    """The letter or text of that step; `own`: with these words, were they kept.

    Raises `ActError` for a person's task.
    """
    if proposal.notify.channel not in REWORDABLE:
        msg = f"a {proposal.notify.channel} has no words that could be changed"
        raise ActError(msg)
    letter, found = _read(office, ledger, proposal, own)
    mark = proposal.notify.fingerprint
    with office.store.read() as connection:
        kept = said.reworded(connection, ledger.id, [mark]).get(mark)
    assert letter.template is not None  # noqa: S101 - every letter is made of a template
    return Draft(letter, found, letter.template, kept)


def _read(
    office: Office, ledger: LinkedLedger, proposal: Proposal, own: Words | None
) -> tuple[Rendered, tuple[Finding, ...]]:
    act, account = proposal.notify, _account(office, ledger, proposal)
    if act.channel in LETTERS:
        return letter_read(office, ledger, act, account, own)
    text, found = text_read(office, ledger, act, account, own)
    usual = Words(subject="", opening=(text_of_template(office, ledger, act, account),), ask=(), closing=())
    return Rendered(subject="", text=text, html="", language="", template=usual), found


def reword(office: Office, ledger: LinkedLedger, proposal: Proposal, own: Words, by: str) -> Draft:
    """Send it with these words. Raises `ActError` where its reading refuses them."""
    made = draft(office, ledger, proposal, own)
    for name in PARTS:
        if bool(getattr(own, name)) != bool(getattr(made.template, name)):
            what = "may not be empty" if getattr(made.template, name) else "is none that this letter has"
            msg = f"the {name} {what}"
            raise ActError(msg)
    if proposal.notify.channel == "sms":
        _check_text(made.letter.text, one_line(office.config.ledger(ledger.name).sender.name))
    if refused := errors(made.found):
        told = "; ".join(dict.fromkeys(map(in_words, refused)))  # found in the text and in the HTML, once
        msg = f"it may not be sent in these words: {told}"
        raise ActError(msg)
    act = proposal.notify
    words = Reworded(own=own, template=made.template, at=office.clock.now(), by=by)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        said.reword(connection, ledger.id, (proposal.customer_id, act.currency), act.fingerprint, words)
        review.review_customers(connection, ledger.id, [proposal.customer_id])
    return made


def _check_text(text: str, sender: str) -> None:
    if not text.startswith(sender):
        msg = f"a text message begins with who writes: {sender}"
        raise ActError(msg)
    if STOP not in text:
        msg = f"a text message says how to stop: to answer {STOP}"
        raise ActError(msg)


def end_rewording(office: Office, ledger: LinkedLedger, proposal: Proposal, by: str) -> None:
    """The template's words again. Raises `ActError` where it has no others."""
    act, now = proposal.notify, office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        account = (proposal.customer_id, act.currency)
        if not said.end_rewording(connection, ledger.id, account, act.fingerprint, by, now):
            msg = f"the message to {proposal.customer} has its template's words"
            raise ActError(msg)
        review.review_customers(connection, ledger.id, [proposal.customer_id])


def _account(office: Office, ledger: LinkedLedger, proposal: Proposal) -> Account:
    with office.store.read() as connection:
        [standing] = decided.standing(
            connection, ledger.id, customer_id=proposal.customer_id, currency=proposal.notify.currency
        )
        return decided.snapshot(connection, standing.account_digest)
