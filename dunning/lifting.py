"""What lifts a block: a fact in the books, or a person's command, written out exactly.

The law it keeps: each reason to wait says what ends it; a command holds ids, not names, so that it can be
copied as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from dunning.account import Suppressed
from dunning.aging import holds_on
from dunning.agreements import Agreed, Dispute, HandedOver, PaidClaim, PaymentPlan, PromiseToPay, Settlement
from dunning.dates import in_words
from dunning.decisions import Reason
from dunning.guards.agreement import stopping
from dunning.guards.debt import next_needed
from dunning.guards.handing import binding, missing_notices, waits
from dunning.guards.law import lacks_consent
from dunning.guards.reach import stopped_by
from dunning.ledger import Invoice
from dunning.procedure import BY_NUMBER, Case
from dunning.reaching import CHANNEL_WORDS

_PLAIN = re.compile(r"[A-Za-z0-9@%+=:,./_-]+\Z")


def fact_that_lifts(case: Case, reason: Reason) -> str:
    """What ends the wait, as the end of "It ends when ..."; empty where only time or a command does."""
    if reason is Reason.BOOKS_NOT_BOOKED and (needed := books_needed(case)) is not None:
        told = f"payments up to {in_words(needed)} are in the ledger"
        return told if needed <= case.today else f"{told}, or are said to be on that day (confirm-books)"
    if reason in _UNTIL_THE_BOOKS_SHOW and (shown := _shown_on(case, _UNTIL_THE_BOOKS_SHOW[reason])):
        return shown
    if reason is Reason.NO_ADDRESS and case.channel == "letter":
        return "the ledger has a postal address for them"
    if reason is Reason.NO_ADDRESS and case.account.suppressed:
        what = "number" if case.channel in BY_NUMBER else "e-mail address"
        return f"the ledger has another {what} for them"
    if reason is Reason.OPTED_OUT and case.channel:
        return f"the procedure's next step is by another way than {CHANNEL_WORDS[case.channel]}"
    return _FACTS.get(reason, "")


def commands_that_lift(case: Case, reason: Reason) -> tuple[str, ...]:
    """What a person types to end the wait, any one of them; none where no command does."""
    make = _COMMANDS.get(reason)
    return () if make is None else tuple(make(case))


def _shown_on(case: Case, kind: type[Agreed]) -> str:
    """When an agreement that stops is over, where the books do not go so far yet."""
    found = stopping(case, kind)
    through = case.account.books.booked_through
    if found is None or found[0].end is None or (through is not None and through >= found[0].end):
        return ""
    return f"payments up to {in_words(found[0].end)} are in the ledger, on that day"


_UNTIL_THE_BOOKS_SHOW: dict[Reason, type[Agreed]] = {
    Reason.PROMISED: PromiseToPay,
    Reason.INSTALMENTS: PaymentPlan,
    Reason.SETTLEMENT: Settlement,
}
_FACTS: dict[Reason, str] = {
    Reason.DISPUTED: "it is answered (what is not disputed goes on meanwhile)",
    Reason.DISPUTE_UNANSWERED: "it is answered (what is not disputed goes on meanwhile)",
    Reason.PAID: "something new is owed",
    Reason.UNREADABLE: "the document is corrected in the ledger",
    Reason.DIFFERENT: "a comparison with the ledger finds that they agree",
    Reason.PAYMENT_REFUSED: "the payment is recorded anew with duesync pay",
    Reason.MONEY_ARRIVED: "the payment is booked in the ledger",
    Reason.PAYING: "the payment stands in the ledger, or comes to nothing",
    Reason.PRETEND: "redirect_to is set in the settings",
    Reason.FORBIDDEN: "the ledger allows contact with them",
    Reason.LEDGER_REMINDS: 'reminders are turned off there, or own_reminders = "acknowledged" is set here',
    Reason.CLAIMED_PAID: "the payment is booked",
    Reason.CLAIM_NOT_FOUND: "the payment is booked",
    Reason.SETTLED: "the credit note stands in the ledger",
    Reason.SHORT_PAYMENT: "the rest is written off in the ledger",
    Reason.BELOW_MINIMUM: "more falls due",
    Reason.NO_ADDRESS: "the ledger has an e-mail address for them",
    Reason.ADDRESSES_DIFFER: "their invoices have the same billing address in the ledger",
    Reason.REFUSED: "the address is corrected in the ledger",
    Reason.POLICY_CHANGED: "the policy names the last level that was sent again",
    Reason.PROCEDURE_ENDED: "a person settles it, hands it over or writes it off",
    Reason.OLD_DEBT: "the old invoice is written off in the ledger",
    Reason.WRITE_OFF: "it is written off in the ledger",
    Reason.DECLINED: "a payment, another invoice or another address changes what would be sent",
}


def _argument(text: str) -> str:
    """The text as a shell takes it for one word."""
    return text if _PLAIN.match(text) else "'" + text.replace("'", "'\"'\"'") + "'"


def _duesync(case: Case, command: str, rest: str = "") -> str:
    return f"duesync {command} {_argument(case.account.books.name)}{f' {rest}' if rest else ''}"


def _customer(case: Case) -> str:
    return f"--customer {_argument(case.account.customer.id)}"


def _invoice(invoice: Invoice) -> str:
    return f"--invoice {_argument(invoice.number or invoice.id)}"


def _approve(case: Case) -> Iterator[str]:
    yield _duesync(case, "approve", _customer(case) if case.account.books.released else "")


def _approve_all(case: Case) -> Iterator[str]:
    yield _duesync(case, "approve")


def _release(case: Case) -> Iterator[str]:
    numbers = {each.id: each for each in case.account.invoices}
    for hold in case.account.holds:
        if not holds_on(hold, case.today):
            continue
        whose = hold.customer_id or case.account.customer.id
        what = f"--customer {_argument(whose)}" if hold.scope == "customer" else ""
        if hold.invoice_id is not None:
            held = numbers.get(hold.invoice_id)
            what = f"--invoice {_argument(hold.invoice_id)}" if held is None else _invoice(held)
        command, ends = ("exclude", "--end") if hold.excluded else ("hold", "--release")
        yield _duesync(case, command, f"{what} {ends}".strip())


def _say_what_went(case: Case) -> Iterator[str]:
    for key in case.account.uncertain:
        yield _duesync(case, "uncertain", f"--sent {key}")
        yield _duesync(case, "uncertain", f"--not-sent {key}")


def _compare(case: Case) -> Iterator[str]:
    yield _duesync(case, "reconcile")


def _set_payment_aside(case: Case) -> Iterator[str]:
    for told in case.account.payments_refused:
        yield _duesync(case, "void-payment", told.partition(",")[0])


def _settle_line(case: Case) -> Iterator[str]:
    for told in case.account.arrived:
        line = told.partition(",")[0]
        yield _duesync(case, "bank", f"--confirm {line}")
        yield _duesync(case, "bank", f"--refuse {line}")


def _confirm_books(case: Case) -> Iterator[str]:
    needed = books_needed(case)
    if needed is not None and needed <= case.today:
        yield _duesync(case, "confirm-books", f"--as-of {needed}")


def _sort(case: Case) -> Iterator[str]:
    for choice in ("confirm", "level 1", "write-off"):
        yield _duesync(case, "sort", f"{_argument(case.account.customer.id)} {choice}")


def _sort_anew(case: Case) -> Iterator[str]:
    yield _duesync(case, "sort", f"{_argument(case.account.customer.id)} --undo")


def _write_address(case: Case) -> Iterator[str]:
    if case.channel == "letter":
        yield _duesync(case, "address", f'{_argument(case.account.customer.id)} --line "..." --line "..."')
        return
    for each in case.account.barred("number" if case.channel in BY_NUMBER else "email"):
        yield _lift(each)


def _by_law(case: Case) -> Iterator[str]:
    """What a person may have done already, and has to record: a notice that was given, a consent."""
    customer = _argument(case.account.customer.id)
    if case.channel == "hand_over":
        for name in missing_notices(binding(waits(case, "lawyer"))):
            yield _duesync(case, "log", f"--customer {customer} --channel letter --notice {name} --at DAY")
    elif lacks_consent(case):
        number = _argument(case.account.text_number or case.account.customer.phone or "NUMBER")
        calls = " --to calls" if case.channel == "voice" else ""
        yield _duesync(case, "consent", f'{customer} {number}{calls} --kind express --on DAY --how "..."')


def _see_to_messages(case: Case) -> Iterator[str]:
    for each in case.account.replies:
        yield _duesync(case, "reply", f'{each.number} --resolve "..."')


def _set_one_aside(case: Case) -> Iterator[str]:
    for each in case.asked:
        if each.emails:
            yield _duesync(case, "hold", _invoice(each))


def _hear_again(case: Case) -> Iterator[str]:
    for each in stopped_by(case):
        yield _lift(each)
    if case.channel not in case.account.opted_out:
        return
    yield _duesync(case, "opt-out", f"{_customer(case)} --channel {case.channel} --end")


def _lift(fact: Suppressed) -> str:
    return f'duesync suppress {_argument(fact.address)} --end --words "..."'


def _take_back(case: Case) -> Iterator[str]:
    for judged in case.agreements.judged:
        if isinstance(judged.agreement, HandedOver) and judged.state == "handed_over":
            yield _duesync(case, "hand-over", f"--number {judged.agreement.id} --end")


def books_needed(case: Case) -> date | None:
    """How far the books must go before more is known; `None` where that is not what is waited for."""
    if case.kind == "level" and case.waits_for_books():
        return next_needed(case)[0]
    for kind in (PaidClaim, PromiseToPay, PaymentPlan, Settlement):
        found = stopping(case, kind)
        if found is not None and found[0].waits_for_books(case.today):
            return found[0].end
    return None


def _end(kind: type[Agreed], command: str, how: str = "--withdraw") -> Callable[[Case], Iterator[str]]:
    def make(case: Case) -> Iterator[str]:
        found = stopping(case, kind)
        if found is not None:
            yield _duesync(case, command, f"--number {found[0].agreement.id} {how}")

    return make


def _take_up_again(command: str) -> Callable[[Case], Iterator[str]]:
    def make(case: Case) -> Iterator[str]:
        yield _duesync(case, command, f"{_customer(case)} --end")

    return make


_answer = _end(Dispute, "dispute", '--answer "..."')
_withdraw_claim = _end(PaidClaim, "claim")
_COMMANDS: dict[Reason, Callable[[Case], Iterator[str]]] = {
    Reason.DIFFERENT: _compare,
    Reason.PAYMENT_REFUSED: _set_payment_aside,
    Reason.MONEY_ARRIVED: _settle_line,
    Reason.REPLY_WAITS: _see_to_messages,
    Reason.UNCERTAIN: _say_what_went,
    Reason.HOLD: _release,
    Reason.DISPUTED: _answer,
    Reason.DISPUTE_UNANSWERED: _answer,
    Reason.CLAIMED_PAID: _withdraw_claim,
    Reason.CLAIM_NOT_FOUND: _withdraw_claim,
    Reason.PROMISED: _end(PromiseToPay, "promise"),
    Reason.INSTALMENTS: _end(PaymentPlan, "instalments"),
    Reason.SETTLEMENT: _end(Settlement, "settle"),
    Reason.HANDED_OVER: _take_back,
    Reason.OPTED_OUT: _hear_again,
    Reason.OLD_DEBT: _sort,
    Reason.WRITE_OFF: _sort_anew,
    Reason.TIME_BARRED: _sort_anew,
    Reason.BOOKS_NOT_BOOKED: _confirm_books,
    Reason.SHORT_PAYMENT: _approve,
    Reason.NO_ADDRESS: _write_address,
    Reason.LAW: _by_law,
    Reason.ADDRESSES_DIFFER: _set_one_aside,
    Reason.NOT_RELEASED: _approve_all,
    Reason.REFUSED: _approve,
    Reason.APPROVAL: _approve,
    Reason.POSTPONED: _take_up_again("postpone"),
    Reason.DECLINED: _take_up_again("refuse"),
    Reason.FLOOD: _approve_all,
}
