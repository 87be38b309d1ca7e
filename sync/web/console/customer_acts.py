"""What a bookkeeper may do on a customer's page: each form's fields, given to the command of that name.

The law: a form does what the command does, and no more; its refusal is the form's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.datastructures import UploadFile

from dunning.account import Contact
from dunning.agreements import EndedHow
from dunning.reaching import preference_in_words
from sync import commands
from sync.commands import ActError, Claimed, Outcome, Received, Said, agreements, documents, notes
from sync.commands.contacts import at_instant
from sync.commands.targets import Id
from sync.store.ledgers import LinkedLedger
from sync.web.console.desk import Visit
from sync.web.console.typed import a_day, a_moment, an_amount, some_hours, the_amount, the_day

_ENDS: Final[dict[str, tuple[EndedHow, ...]]] = {
    "dispute": ("answered", "withdrawn"),
    "hand_over": ("ended",),
}
Act = Callable[[Visit, LinkedLedger, Id], str]  # the customer's id; returns what was done, in words


def _ids(visit: Visit, name: str) -> tuple[Id, ...]:
    """The invoices that were chosen there: by their ids, for one's id may be another's number."""
    return tuple(Id(each) for each in visit.all_sent(name))


def _about(visit: Visit) -> Id | None:
    return next((each for each in _ids(visit, "about") if each), None)


def _said(visit: Visit, customer: str) -> Said:
    return Said(
        by=visit.by,
        customer=customer,
        invoices=_ids(visit, "invoice"),
        currency=visit.sent("currency") or None,
        who=visit.sent("who"),
        where=visit.sent("where"),
        quote=visit.sent("quote"),
        on=a_day(visit.sent("on")),
    )


def _told(done: Outcome) -> str:
    return f"{done.words[:1].upper()}{done.words[1:]}. {done.follows}"


def _promise(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    amount, by = an_amount(visit.sent("amount")), the_day(visit.sent("by"))
    return _told(commands.promise(visit.office, ledger, _said(visit, customer), amount=amount, by=by))


def _instalments(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    pairs = zip(visit.all_sent("part_on"), visit.all_sent("part_amount"), strict=False)
    parts = [(the_day(on), the_amount(amount)) for on, amount in pairs if on.strip() or amount.strip()]
    return _told(commands.instalments(visit.office, ledger, _said(visit, customer), parts))


def _settle(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    amount, by = the_amount(visit.sent("amount")), the_day(visit.sent("by"))
    return _told(commands.settle(visit.office, ledger, _said(visit, customer), amount=amount, by=by))


def _dispute(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    return _told(
        commands.dispute(
            visit.office,
            ledger,
            _said(visit, customer),
            amount=an_amount(visit.sent("amount")),
            reason=visit.sent("reason"),
            owner=visit.sent("owner") or None,
            answer_by=a_day(visit.sent("answer_by")),
        )
    )


def _claim(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    amount, paid_on = an_amount(visit.sent("amount")), a_day(visit.sent("paid_on"))
    claimed = Claimed(amount=amount, paid_on=paid_on, reference=visit.sent("reference"))
    return _told(commands.claim(visit.office, ledger, _said(visit, customer), claimed))


def _hand_over(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    said, whom = _said(visit, customer), visit.sent("whom")
    to = visit.sent("to")
    done = commands.hand_over(
        visit.office, ledger, said, to=to, whom="lawyer" if whom == "lawyer" else "agency"
    )
    return _told(done)


def _end(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    kind, words = visit.sent("kind"), visit.sent("words")
    if kind not in agreements.KINDS:
        msg = "that is no agreement that could be ended"
        raise ActError(msg)
    how = visit.sent("how", "withdrawn")
    if how == "answered" and not words:
        msg = "write the answer that they were given"
        raise ActError(msg)
    ends: tuple[EndedHow, ...] = _ENDS.get(kind, ("withdrawn",))
    chosen = next((each for each in ends if each == how), ends[0])
    said = _said(visit, customer)
    done = commands.end(
        visit.office, ledger, kind, said, number=_number(visit, "number"), how=chosen, words=words
    )
    return _told(done)


def _hold(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    excluded, until = visit.sent("sort") == "exclude", a_day(visit.sent("until"))
    if excluded and until is not None:
        msg = "who is never followed up has no day on which that ends: leave the day out, or put on hold"
        raise ActError(msg)
    invoice = _about(visit)
    words = commands.hold(
        visit.office, ledger, customer=customer, invoice=invoice, until=until, note=visit.sent("note"),
        excluded=excluded,
    )  # fmt: skip
    return f"{words} is {'never followed up' if excluded else 'on hold'} from now on."


def _release(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    invoice, excluded = _about(visit), visit.sent("sort") == "exclude"
    whom = Id(visit.sent("whom") or customer)
    words = commands.release(visit.office, ledger, customer=whom, invoice=invoice, excluded=excluded)
    return f"{words} is followed up again."


def _log(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    at = a_moment(visit.sent("at"))
    contact = Contact(
        channel=visit.sent("channel"),
        at=visit.office.clock.now() if at is None else at_instant(at, ledger),
        reached=visit.sent("reached", "yes") == "yes",
        notice=visit.sent("notice") or None,
        note=visit.sent("note"),
    )
    _, name = commands.log(visit.office, ledger, customer=customer, contact=contact, by=visit.by)
    return f"Logged with {name}."


def _unlog(visit: Visit, ledger: LinkedLedger, _customer: Id) -> str:
    commands.withdraw_contact(visit.office, ledger, _number(visit, "number") or 0, visit.by)
    return "That contact counts no more; it stays on record."


def _prefer(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    if visit.sent("over"):
        commands.end_preference(visit.office, ledger, customer, visit.by)
        return "The policy alone says how and when they are written to."
    if visit.sent("accept"):
        done = commands.accept_learnt(visit.office, ledger, customer, visit.by)
        assert done.preference is not None  # noqa: S101 - just recorded
        return f"{done.customer} is written to as they answer: {preference_in_words(done.preference)}."
    commands.prefer(
        visit.office,
        ledger,
        customer=customer,
        channel=visit.sent("channel") or None,
        hours=some_hours(visit.sent("opens"), visit.sent("until")),
        days=visit.all_sent("day"),
        words=visit.sent("words"),
        by=visit.by,
    )
    return "Their wish is recorded."


def _opt_out(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    channel, over, source = visit.sent("channel"), bool(visit.sent("over")), visit.sent("source")
    if visit.sent("everywhere") and not over:
        commands.stop_everywhere(
            visit.office, ledger, customer=customer, channel=channel, source=source or f"told {visit.by}"
        )
        return "Nothing goes to their addresses any more, from any ledger."
    name = commands.opt_out(
        visit.office,
        ledger,
        customer=customer,
        channel=channel,
        source=source or f"told {visit.by}",
        over=over,
    )
    return f"{name} {'hears by that way again' if over else 'hears nothing by that way any more'}."


def _consent(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    if visit.sent("over"):
        number = visit.sent("number") or None
        commands.withdraw_consent(visit.office, ledger, customer=customer, number=number, by=visit.by)
        return "That consent counts no more."
    commands.record_consent(
        visit.office,
        ledger,
        customer=customer,
        number=visit.sent("number"),
        kind=visit.sent("kind", "express"),
        on=a_day(visit.sent("on")),
        how=visit.sent("how"),
        by=visit.by,
    )
    return "Their consent to text messages is recorded."


def _address(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    if visit.sent("over"):
        commands.end_address(visit.office, ledger, customer, visit.by)
        return "Letters go to the ledger's own address again."
    commands.write_address(visit.office, ledger, customer, visit.sent("lines").splitlines(), visit.by)
    return "Letters go to that address from now on."


def _attach(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    file = visit.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        msg = "choose the file that is to be attached"
        raise ActError(msg)
    given = documents.Given(
        name=file.filename,
        body=file.file.read(documents.MOST_BYTES + 1),
        kind=visit.sent("kind", "other"),
        invoice=_about(visit),
        note=visit.sent("note"),
    )
    return f"{documents.attach(visit.office, ledger, customer, given, visit.by).name} is attached."


def _detach(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    number = _number(visit, "number") or 0
    gone = documents.withdraw(visit.office, ledger, customer, number, visit.by)
    return f"{gone.name} is withdrawn, and its content deleted."


def _pay(visit: Visit, ledger: LinkedLedger, _customer: Id) -> str:
    numbers = _ids(visit, "invoice")
    if not numbers:
        msg = "choose the invoices that were paid"
        raise ActError(msg)
    came = Received(
        numbers=numbers,
        amount=the_amount(visit.sent("amount")),
        paid_on=a_day(visit.sent("paid_on")),
        reference=visit.sent("reference") or None,
        excess=bool(visit.sent("excess")),
    )
    [first, *_] = commands.receive(visit.office, ledger, came)
    return f"The payment is recorded; the next run writes it to the ledger, as {first.key}."


def _note(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    about = _about(visit)
    notes.write_note(visit.office, ledger, customer, visit.sent("words"), about, visit.by)
    return "Noted."


def _unnote(visit: Visit, ledger: LinkedLedger, customer: Id) -> str:
    notes.withdraw_note(visit.office, ledger, customer, _number(visit, "number") or 0, visit.by)
    return "The note is withdrawn."


def _number(visit: Visit, name: str) -> int | None:
    text = visit.sent(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(2**63)) else None


ACTS: Final[dict[str, Act]] = {
    "promise": _promise,
    "instalments": _instalments,
    "settle": _settle,
    "dispute": _dispute,
    "claim": _claim,
    "hand_over": _hand_over,
    "end": _end,
    "hold": _hold,
    "release": _release,
    "log": _log,
    "unlog": _unlog,
    "prefer": _prefer,
    "opt_out": _opt_out,
    "consent": _consent,
    "address": _address,
    "attach": _attach,
    "detach": _detach,
    "pay": _pay,
    "note": _note,
    "unnote": _unnote,
}
