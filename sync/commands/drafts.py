"""What a message may mean, as drafts that a person confirms: a promise, a dispute, a claim, a stop, a wish.

The law: a draft is recorded by the same command that a person would type, within the same bounds, with the
customer's own words as its quote; nothing is recorded that nobody confirmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.engine import Connection

from dunning.answering import IN_WORDS, QUESTIONS
from dunning.contact_policy import DAYS
from dunning.dates import in_words
from dunning.incoming import Incoming
from dunning.intents import Known, Meaning, Owed
from dunning.intents.reading import meanings
from dunning.intents.wishes import Wished, wished_in
from dunning.ledger import Money
from dunning.reaching import CHANNEL_WORDS
from sync.commands import agreements, contacts, holds, preferring, suppressing
from sync.commands.agreed import Said
from sync.commands.agreements import Claimed
from sync.commands.replies import kept_message, resolve_reply
from sync.commands.targets import ActError, Id, today_of
from sync.emails import in_one_form
from sync.intake.meaning import way_of, ways_stopped
from sync.intake.replies import own_addresses
from sync.office import Office
from sync.phones import e164
from sync.store import facts, figures
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger

_NAMES = {
    "paid": "they say that it is paid",
    "promise": "they promise to pay",
    "dispute": "they dispute it",
    "question": "they ask",
    "wrong_person": "they are the wrong person",
    "out_of_office": "they are out of office",
    "stop": "they want no more messages",
    "legal_threat": "they name a lawyer or a court",
    "insolvency": "they are insolvent",
    "remittance": "they send a remittance advice",
    "asks_time": "they ask for more time",
    "agrees": "they agree, or say thanks",
    "unclear": "not understood: read it",
    "wish": "they want to hear from us",
}
_DETAILS = {
    "channel": "by this way",
    "all": "by any way",
    "owe": "what they owe",
    "pay": "how to pay",
    "resend": "to be sent a document again",
    "who": "who we are",
    "statement": "for a statement",
    "other": "something that a person must read",
}
CONFIRMABLE = ("paid", "promise", "dispute", "stop", "legal_threat", "insolvency", "out_of_office", "wish")
_LONGEST = 300


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One meaning. `says`: in words, with what was found; `quote`: the customer's, `whole`: all they wrote.

    `confirmable`: by a command of ours. `proposed`: by a model, after those that the rules found.
    """

    number: int
    kind: str
    says: str
    quote: str
    whole: str
    sure: str
    confirmable: bool
    proposed: bool
    meaning: Meaning | Wished


def drafts(office: Office, ledger: LinkedLedger, number: int) -> list[Draft]:
    """What the message's own words may mean. Raises `ActError` where there is no such message."""
    with office.store.read() as connection:
        kept = kept_message(connection, ledger, number)
        known = known_of(connection, ledger, kept)
    words = kept.message.words
    if not words.strip() or kept.kind in ("bounce", "complaint"):
        return []
    return [
        Draft(
            number=place,
            kind="wish" if isinstance(each, Wished) else each.kind,
            says=_wish_in_words(each) if isinstance(each, Wished) else _in_words(each, known),
            quote=" ".join(words[each.start : each.end].split())[:_LONGEST],
            whole=" ".join(words.split())[:_LONGEST],
            sure=each.sure,
            confirmable=(isinstance(each, Wished) or each.kind in CONFIRMABLE) and len(kept.whose) == 1,
            proposed=isinstance(each, Meaning) and each.proposed,
            meaning=each,
        )
        for place, each in enumerate(_said_in(kept, known), 1)
    ]


def _said_in(kept: Kept, known: Known) -> tuple[Meaning | Wished, ...]:
    """What our rules find, a wish last; then what a model proposed. A key pressed in a call is no wish."""
    words = kept.message.words
    found, wished = meanings(words, known), None if kept.message.is_pressed else wished_in(words, None)
    proposed = kept.message.proposed or ()
    if wished is None:
        return (*found, *proposed)
    return (*(each for each in found if each.kind != "unclear"), wished, *proposed)


def known_of(connection: Connection, ledger: LinkedLedger, kept: Kept) -> Known:
    """What is known of whoever wrote it: their open invoices in the currency that they write about."""
    owed = facts.open_invoices(connection, ledger.id, kept.whose) if len(kept.whose) == 1 else []
    written = f"{kept.message.subject}\n{kept.message.words}\n{kept.message.quoted}"
    currencies = sorted({each.currency for each in owed}, key=lambda one: one != ledger.home_currency)
    named = Counter(each.currency for each in owed if each.number and each.number in written)
    currency = max(currencies, key=lambda one: named[one], default=ledger.home_currency)
    return Known(
        today=kept.received_at.astimezone(ZoneInfo(ledger.timezone)).date(),
        language=None,
        currency=currency,
        owed=tuple(
            Owed(number=each.number or each.id, balance=each.balance, due_on=each.due_on)
            for each in owed
            if each.currency == currency
        ),
    )


def _in_words(one: Meaning, known: Known) -> str:
    parts = [_NAMES[one.kind]]
    if one.asked in QUESTIONS:
        parts.append(IN_WORDS[QUESTIONS[one.asked]])
    elif one.detail:
        parts.append(_DETAILS.get(one.detail, one.detail.replace("_", " ")))
    if one.amount is not None and one.amount.amount is not None:
        parts.append(str(Money(one.amount.amount, one.amount.currency or known.currency)))
    if one.day is not None:
        first, last = in_words(one.day.first), in_words(one.day.last)
        parts.append(first if first == last else f"{first} to {last}")
    parts += [f"invoice {each}" for each in one.invoices]
    parts += [each for each in (one.reference, one.person, one.address) if each]
    return ", ".join(parts)


def _wish_in_words(wished: Wished) -> str:
    parts = [_NAMES["wish"]]
    if wished.channel is not None:
        parts.append(f"by {CHANNEL_WORDS[wished.channel]}")
    if wished.opens is not None and wished.until is not None:
        parts.append(f"from {wished.opens:%H:%M} to {wished.until:%H:%M}")
    return " ".join(parts)


def confirm(office: Office, ledger: LinkedLedger, number: int, chosen: Sequence[int], by: str) -> list[str]:
    """Record these drafts of a message, and settle it; what followed from each. Raises `ActError`."""
    found = {each.number: each for each in drafts(office, ledger, number)}
    with office.store.read() as connection:
        kept = kept_message(connection, ledger, number)
        known = known_of(connection, ledger, kept)
        names = figures.customer_names(connection, ledger.id)
    if not kept.is_waiting:
        msg = f"message {number} was settled already: {kept.note} (by {kept.settled_by})"
        raise ActError(msg)
    if len(kept.whose) != 1:
        msg = f"say first whose it is: duesync reply {ledger.name} {number} --assign CUSTOMER"
        raise ActError(msg)
    for wanted in chosen:
        if wanted not in found or not found[wanted].confirmable:
            msg = f"message {number} has no draft {wanted} that can be confirmed: see to it, then --resolve"
            raise ActError(msg)
    said = Said(
        by=by,
        customer=Id(kept.whose[0]),
        currency=known.currency,
        who=kept.message.sender_name or kept.message.sender,
        where=f"a {_by(kept.message)} of {in_words(known.today)}",
        on=min(known.today, today_of(office, ledger)),
    )
    name = names.get(kept.whose[0], "")
    told = [
        _prefer(office, ledger, said, one, found[each].quote)
        if isinstance(one := found[each].meaning, Wished)
        else _record(office, ledger, (found[each], one), said, name, kept.message)
        for each in chosen
    ]
    resolve_reply(office, ledger, number, "; ".join(told), by)
    return told


def _by(message: Incoming) -> str:
    """By what it came, as in "a mail of 3 May"."""
    return "key in a call" if message.is_pressed else "text message" if message.is_text else "mail"


def _record(
    office: Office,
    ledger: LinkedLedger,
    meant: tuple[Draft, Meaning],
    said: Said,
    name: str,
    message: Incoming,
) -> str:
    """By the command of that kind; what is recorded, in words."""
    draft, one = meant
    said = Said(
        by=said.by,
        customer=said.customer,
        invoices=one.invoices,
        currency=said.currency,
        who=said.who,
        where=said.where,
        quote=draft.quote,
        on=said.on,
    )
    amount = None if one.amount is None else one.amount.amount
    match draft.kind:
        case "promise":
            if one.day is None:
                msg = f"they name no day to pay on: duesync promise {ledger.name} --by YYYY-MM-DD"
                raise ActError(msg)
            return agreements.promise(office, ledger, said, amount=amount, by=one.day.last).words
        case "dispute":
            done = agreements.dispute(
                office, ledger, said, amount=amount, reason=draft.whole, owner=None, answer_by=None
            )
            return done.words
        case "paid":
            paid_on = None if one.day is None else one.day.last
            claimed = Claimed(amount=amount, paid_on=paid_on, reference=one.reference or "")
            return agreements.claim(office, ledger, said, claimed).words
        case "stop":
            return _stop(office, ledger, said, name, (message, one))
        case "legal_threat" | "insolvency":
            note = f"{_NAMES[draft.kind]} ({said.where}): {draft.quote}"
            held = holds.hold(office, ledger, customer=said.customer, invoice=None, until=None, note=note)
            return f"{held} is on hold"
    return "out of office"


def _prefer(office: Office, ledger: LinkedLedger, said: Said, one: Wished, quote: str) -> str:
    """Their wish, in place of what they wished before of the same; of what this says nothing, that stays."""
    customer = said.customer or ""
    before = preferring.wish_of(office, ledger, customer).preference
    hours = None if one.opens is None or one.until is None else (one.opens, one.until)
    if hours is None and before is not None and before.opens is not None and before.until is not None:
        hours = (before.opens, before.until)
    done = preferring.prefer(
        office,
        ledger,
        customer=customer,
        channel=one.channel or (None if before is None else before.channel),
        hours=hours,
        days=() if before is None else [DAYS[each] for each in before.days],
        words=quote,
        by=said.by,
        language=None if before is None else before.language,
        learnt="" if before is None or one.channel is not None else before.learnt,
    )
    return f"{done.customer} wants to hear from us{_wish_in_words(one).removeprefix(_NAMES['wish'])}"


def _stop(
    office: Office, ledger: LinkedLedger, said: Said, name: str, meant: tuple[Incoming, Meaning]
) -> str:
    """Nothing goes to them by the way in which they wrote, or by any; nor to whence, from any ledger."""
    message, one = meant
    ways = ways_stopped(message, [one])
    for way in ways:
        contacts.opt_out(
            office, ledger, customer=said.customer or "", channel=way, source=said.where, over=False
        )
    ours = own_addresses(office.config.ledger(ledger.name).sender)
    form = e164(message.sender, None) if message.is_text else in_one_form(message.sender)
    if form is not None and form not in ours and way_of(message) in ways:
        suppressing.suppress(office, message.sender, why="stopped", source=said.where)
    return f"{name} wants no contact by {' or '.join(CHANNEL_WORDS[way] for way in ways)}"
