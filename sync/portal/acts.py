"""What a customer may say on their page, each done by the command that a person of ours would use.

The law: one act of a customer's at a time, and what stands already is not recorded again, however often a
button is pressed. What is refused is told by a code, for the commands' own words are for people of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

from dunning.account import Account, Preference
from dunning.agreements import Dispute, PaidClaim, PaymentPlan, PromiseToPay
from dunning.briefing import promises_given
from dunning.contact_policy import DAYS
from dunning.effects import key_of
from dunning.law import Rules
from dunning.ledger import Invoice
from sync import commands, one_click
from sync.commands.agreed import Said
from sync.commands.targets import ActError, Id
from sync.config_fleet import LEASE_SECONDS
from sync.office import Office
from sync.phones import e164
from sync.portal import BY, WHERE
from sync.portal.asking import keep
from sync.portal.planning import Wanted, alone, parts_of, proposal
from sync.portal.refusing import NotThat, Why
from sync.portal.seen import Seen, Sheet, look
from sync.portal.visitor import Visitor
from sync.store import leases

Done = Literal["promise", "plan", "proposal", "dispute", "paid", "asked", "wish", "stopped"]
_CONSENTED = f"chosen {WHERE}, below a sentence that says so"
_PATIENCE = 50  # tenths of a second that a second click waits for the first
_MOST_WAITING = 10  # messages of theirs that nobody has seen to: more say nothing more
LONGEST = 1000  # letters of what somebody says


@dataclass(frozen=True, slots=True)
class Room:
    """Where one customer acts: nobody else acts for them meanwhile."""

    office: Office
    visitor: Visitor
    rules: Rules

    def seen(self) -> Seen:
        """What stands now."""
        return look(self.office, self.visitor, self.rules)

    def sheet(self, currency: str) -> Sheet:
        """That account. Raises `NotThat`."""
        found = self.seen().sheet(currency)
        if found is None:
            raise NotThat(Why.NOTHING_OPEN)
        return found

    def said(self, sheet: Sheet, about: Sequence[Invoice], quote: str = "") -> Said:
        """Who said what about these invoices; about none: all that is overdue."""
        return Said(
            by=BY,
            customer=self.visitor.customer,
            invoices=tuple(Id(each.id) for each in about),
            currency=sheet.currency,
            who=sheet.account.customer.name,
            where=WHERE,
            quote=quote,
            message="" if self.visitor.linked.payload is None else self.visitor.linked.key,
        )


@contextmanager
def room(office: Office, visitor: Visitor, rules: Rules) -> Iterator[Room]:
    """One act at a time. Raises `NotThat` where another takes too long."""
    store = office.store
    of = visitor.ledger.id
    name = f"page:{of}:{key_of(str(of), visitor.linked.customer_id)}"  # the table names no customer
    for _ in range(_PATIENCE):
        with store.write() as connection:
            lease = leases.acquire(connection, name, leases.holder(), store.clock.wall(), LEASE_SECONDS / 10)
        if lease is not None:
            break
        office.clock.sleep(0.1)  # the other request of the same customer is through in a moment
    else:
        raise NotThat(Why.BUSY)
    try:
        yield Room(office, visitor, rules)
    finally:
        with store.write() as connection:
            leases.release(connection, lease, store.clock.wall())


def _tried(act: Callable[[], object], why: Why = Why.NOT_NOW) -> None:
    """Do it; a refusal of the command's is told so."""
    try:
        act()
    except ActError as refused:
        raise NotThat(why) from refused


def promise(at: Room, currency: str, amount: Decimal | None, by: date) -> Done:
    """They will pay all, or so much of it, by that day. Raises `NotThat`."""
    sheet = at.sheet(currency)
    whole = sheet.to_agree
    if whole <= 0:
        raise NotThat(Why.NOTHING_OPEN)
    if amount is not None and not 0 < amount <= whole:
        raise NotThat(Why.AMOUNT)
    days = (by - sheet.today).days
    if not 0 <= days <= sheet.bounds.promise_days_most:
        raise NotThat(Why.DAY)
    stands = (each.agreement for each in sheet.agreed)
    if any(
        isinstance(each, PromiseToPay) and (each.due_on, each.amount) == (by, amount or whole)
        for each in stands
    ):
        return "promise"
    if len(promises_given(sheet.case, sheet.about)) >= sheet.bounds.promises_most:
        raise NotThat(Why.PROMISES)
    said = at.said(sheet, _named(sheet))
    _tried(lambda: commands.promise(at.office, at.visitor.ledger, said, amount=amount, by=by))
    return "promise"


def _named(sheet: Sheet) -> tuple[Invoice, ...]:
    """What must be named: what is not overdue; else all that is overdue is meant."""
    late = any(each.due_on is not None and each.due_on < sheet.today for each in sheet.about)
    return () if late else sheet.about


def plan(at: Room, currency: str, wanted: Wanted) -> Done:
    """They ask to pay in parts: agreed at once as far as the policy lets them, else a person decides."""
    sheet = at.sheet(currency)
    stands = (each.agreement for each in sheet.agreed)
    if any(
        isinstance(each, PaymentPlan)
        and (each.made_on, len(each.instalments)) == (sheet.today, wanted.parts)
        and each.instalments[0].due_on == wanted.first
        for each in stands
    ):
        return "plan"  # said just now; what is open beside it would make another plan
    parts = parts_of(sheet, wanted)
    if not alone(sheet, parts):
        ask(at, proposal(sheet, parts))
        return "proposal"
    said = at.said(sheet, _named(sheet))
    _tried(lambda: commands.instalments(at.office, at.visitor.ledger, said, parts))
    return "plan"


def dispute(at: Room, number: str, amount: Decimal | None, reason: str, quote: str) -> Done:
    """They say that they do not owe an invoice, or a part of it. Raises `NotThat`."""
    found = at.seen().invoice(number)
    if found is None:
        raise NotThat(Why.INVOICE)
    sheet, invoice = found
    if not reason.strip():
        raise NotThat(Why.REASON)
    if any(
        isinstance(each.agreement, Dispute) and invoice.id in each.agreement.invoice_ids
        for each in sheet.agreed
    ):
        return "dispute"
    if amount is not None and not 0 < amount <= invoice.balance:
        raise NotThat(Why.AMOUNT)
    said, owner = (
        at.said(sheet, [invoice], quote),
        at.office.config.ledger(at.visitor.ledger.name).sender.name,
    )

    def act() -> object:
        return commands.dispute(
            at.office, at.visitor.ledger, said, amount=amount, reason=reason, owner=owner, answer_by=None
        )

    _tried(act)
    return "dispute"


def paid(at: Room, currency: str, amount: Decimal | None, on: date, reference: str) -> Done:
    """They say that they paid all, or so much of it. Raises `NotThat`."""
    sheet = at.sheet(currency)
    stands = (each.agreement for each in sheet.agreed)
    if any(
        isinstance(each, PaidClaim) and (each.paid_on, each.reference) == (on, reference) for each in stands
    ):
        return "paid"
    whole = sheet.to_agree
    if whole <= 0:
        raise NotThat(Why.NOTHING_OPEN)
    if amount is not None and not 0 < amount <= whole:
        raise NotThat(Why.AMOUNT)
    if on > sheet.today:
        raise NotThat(Why.DAY_AHEAD)
    claimed, who = (
        commands.Claimed(amount=amount, paid_on=on, reference=reference),
        at.said(sheet, _named(sheet)),
    )
    _tried(lambda: commands.claim(at.office, at.visitor.ledger, who, claimed))
    return "paid"


def prefer(
    at: Room, channel: str | None, hours: tuple[time, time] | None, days: Sequence[str], language: str | None
) -> Done:
    """How, when and in which language they want to hear from us. Raises `NotThat`."""
    [account, *_] = [each.account for each in at.seen().sheets]
    stands = account.preference
    if stands is not None and _same(stands, channel, hours, days, language):
        return "wish"

    def act() -> object:
        ledger, customer = at.visitor.ledger, at.visitor.customer
        number = texts_to(at.office, at.visitor, account) if channel == "sms" else ""
        if channel == "sms" and not number:
            raise NotThat(Why.NOT_NOW)
        if number:
            commands.record_consent(
                at.office, ledger,
                customer=customer, number=number, kind="express", on=None, how=_CONSENTED, by=BY,
            )  # fmt: skip
        if channel is None and hours is None and not days and language is None:
            return None if stands is None else commands.end_preference(at.office, ledger, customer, BY)
        return commands.prefer(
            at.office, ledger,
            customer=customer, channel=channel, hours=hours, days=days, words="", by=BY, language=language,
        )  # fmt: skip

    _tried(act, Why.HOURS)
    return "wish"


def texts_to(office: Office, visitor: Visitor, account: Account) -> str:
    """The number that texts would go to, in E.164; "" where none is sent, or it is not known."""
    if office.config.ledger(visitor.ledger.name).sms is None:
        return ""
    return e164(account.customer.phone, account.customer.country or visitor.ledger.country) or ""


def _same(
    wish: Preference,
    channel: str | None,
    hours: tuple[time, time] | None,
    days: Sequence[str],
    language: str | None,
) -> bool:
    own = None if wish.opens is None or wish.until is None else (wish.opens, wish.until)
    at = tuple(sorted({DAYS.index(each) for each in days if each in DAYS}))
    return (wish.channel, own, wish.days, wish.language) == (channel, hours, at, language)


def ask(at: Room, words: str) -> Done:
    """A person of ours reads it. Raises `NotThat`."""
    if not words.strip():
        raise NotThat(Why.WORDS)
    seen = at.seen()
    if seen.waits >= _MOST_WAITING:
        raise NotThat(Why.MANY)
    keep(at.office, at.visitor, seen, words.strip()[:LONGEST])
    return "asked"


def stop(at: Room) -> Done:
    """They want no more e-mails about invoices, from whatever ledger."""
    one_click.stop(at.office, at.visitor.linked, WHERE, BY)
    return "stopped"
