"""What a lawyer would ask for and the dossier does not have: each with the part that it belongs to.

The law it keeps: nothing is passed over in silence; what can be done about it is said in a command to copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sync.evidence.dossier.facts import AccountFacts, Facts
from sync.evidence.dossier.fetching import lacking
from sync.evidence.dossier.parts.agreed import of_kind
from sync.evidence.dossier.parts.claim import per_day
from sync.evidence.dossier.parts.statement import entries_of
from sync.evidence.dossier.words import Words
from sync.spoken import outcome

_NAMED = 8  # numbers in one line


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """`code`: the same in every language. `remedy`: a command, or "" where there is none."""

    part: str
    code: str
    text: str
    remedy: str = ""


def missing(facts: Facts, words: Words) -> tuple[Missing, ...]:
    """In the order of the parts."""
    found = [
        *_parties(facts, words),
        *_papers(facts, words),
        *_figures(facts, words),
        *_spoken(facts, words),
    ]
    return tuple(sorted(found, key=lambda one: one.part))


def _parties(facts: Facts, words: Words) -> Iterator[Missing]:
    again = f'duesync dossier {facts.ledger.name} "{facts.customer.name}"'
    if not facts.options.address:
        text = words("The debtor's postal address: no ledger gives it here.")
        yield Missing(part="01", code="address", text=text, remedy=f"{again} --address LINE")
    if facts.debtor_kind == "unknown":
        text = words("Whether the debtor is a consumer or in business: no interest is claimed without it.")
        yield Missing(part="01", code="debtor_kind", text=text, remedy="[policy.law] debtor_kind")
    if facts.debtor_kind == "company" and not facts.options.number:
        text = words("The debtor's company number.")
        yield Missing(part="01", code="company_number", text=text, remedy=f"{again} --company-number NUMBER")
    if not facts.sender.address:
        text = words("The creditor's postal address.")
        remedy = f"[ledgers.{facts.ledger.name}.sender] address"
        yield Missing(part="01", code="own_address", text=text, remedy=remedy)


def _papers(facts: Facts, words: Words) -> Iterator[Missing]:
    attach = f'duesync attach {facts.ledger.name} "{facts.customer.name}" FILE --kind'
    kinds = {one.kind for one, _ in facts.documents}
    if not kinds & {"contract", "order"}:
        text = words("A contract or an order: nothing shows what was agreed on.")
        yield Missing(part="02", code="contract", text=text, remedy=f"{attach} contract")
    if "terms" not in kinds:
        text = words("Terms of business, and that the debtor accepted them.")
        yield Missing(part="02", code="terms", text=text, remedy=f"{attach} terms")
    claimed = [each.invoice for account in facts.accounts for each in account.owed if each.state == "overdue"]
    bare = [each.number or each.id for each in lacking(facts)]
    if bare:
        text = words("The PDF of {invoices}: it was not sent from here.", invoices=_listed(bare))
        remedy = f'duesync dossier {facts.ledger.name} "{facts.customer.name}" --fetch-invoices'
        yield Missing(part="03", code="invoice_pdf", text=text, remedy=remedy)
    proven = {one.invoice_id for one, _ in facts.documents if one.kind == "delivery"}
    open_ = [] if None in proven else [each.number or each.id for each in claimed if each.id not in proven]
    if open_:
        text = words("Proof of delivery for {invoices}.", invoices=_listed(open_))
        yield Missing(part="04", code="delivery", text=text, remedy=f"{attach} delivery --invoice NUMBER")
    if facts.unread:
        text = words(
            "{number} documents of theirs could not be read from the books.", number=len(facts.unread)
        )
        yield Missing(part="03", code="unreadable", text=text, remedy="duesync status")


def _listed(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:_NAMED])
    return shown if len(numbers) <= _NAMED else f"{shown}, … ({len(numbers)})"


def _figures(facts: Facts, words: Words) -> Iterator[Missing]:
    for account in facts.accounts:
        yield from _of_account(facts, words, account)
    if facts.booked_through is None:
        text = words("Up to which day payments are entered in the books.")
        remedy = f"duesync confirm-books {facts.ledger.name} --as-of DAY"
        yield Missing(part="05", code="booked_through", text=text, remedy=remedy)


def _of_account(facts: Facts, words: Words, account: AccountFacts) -> Iterator[Missing]:
    currency, owed = account.currency, [each for each in account.owed if each.state == "overdue"]
    if any(one.kind == "unshown" for one in entries_of(facts, account)):
        text = words("What a part of the balance in {currency} consists of.", currency=currency)
        yield Missing(part="05", code="unshown_balance", text=text)
    flawed = [each.invoice.number or each.invoice.id for each in account.owed if each.state == "flawed"]
    if flawed:
        text = words("A due date, or sound figures, of {invoices}.", invoices=_listed(flawed))
        yield Missing(part="03", code="flawed_invoice", text=text, remedy="duesync status")
    if not owed:
        return
    if account.charges is None:
        text = words("Interest in {currency}: it is switched off in the settings.", currency=currency)
        yield Missing(part="06", code="interest_off", text=text, remedy="[policy.interest] basis")
    elif not account.charges.lines or (account.accruals and per_day(account) is None):
        why = "; ".join(dict.fromkeys(why.rstrip(".") for _, why in account.charges.left_out)) or "-"
        text = words("Interest in {currency}, wholly or in part: {why}.", currency=currency, why=why)
        yield Missing(part="06", code="interest", text=text)
    if account.limitation is None:
        text = words(
            "When the debt in {currency} becomes time-barred: no period is known.", currency=currency
        )
        yield Missing(part="00", code="limitation", text=text)


def _spoken(facts: Facts, words: Words) -> Iterator[Missing]:
    ledger = facts.ledger.name
    outcomes = [(outcome(one), one) for one in facts.communications]
    if not any(of == "delivered" and one.act.kind == "level" for of, one in outcomes):
        text = words("A reminder that was delivered.")
        yield Missing(part="07", code="reminder", text=text)
    if any(of == "uncertain" for of, _ in outcomes):
        text = words("Whether a message went: a person must say.")
        yield Missing(part="07", code="uncertain", text=text, remedy=f"duesync uncertain {ledger}")
    unanswered = [one for _, one in of_kind(facts, (object,)) if one.judged.state in ("unanswered", "open")
                  and one.judged.agreement.__struct_config__.tag == "dispute"]  # fmt: skip
    if unanswered:
        text = words("The answer to a dispute.")
        remedy = f'duesync dispute {ledger} --customer "{facts.customer.name}" --answer WORDS'
        yield Missing(part="09", code="dispute", text=text, remedy=remedy)
    for hit in {
        (hit.pack, hit.rule): hit for each in facts.accounts for hit in each.waits if each.principal > 0
    }.values():
        text = words("By law: {text} ({cite}).", text=hit.text.rstrip("."), cite=hit.cite)
        yield Missing(part="12", code=f"law:{hit.rule}", text=text)
