"""What a customer looks at: all that is open, one invoice, and that invoice as the ledger prints it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from starlette.responses import Response

from connectors.papers import PDF
from dunning.aging import days_past_due
from dunning.agreements import Dispute, HandedOver, Judged, PaidClaim, PaymentPlan, PromiseToPay, Settlement
from dunning.ledger import Invoice
from dunning.letters.wording import day, money, one_line, web_address
from sync.paying import Offer
from sync.portal.paper import fetched, has_papers, kept
from sync.portal.seen import Seen, Sheet
from sync.portal.transfer import reference_of
from sync.web.pages import headers
from sync.web.portal.door import Visit, nowhere
from sync.web.portal.paying import due_of, total, ways
from sync.web.portal.words import Words, words_in

SAID: Final = ("promise", "plan", "proposal", "dispute", "paid", "asked", "wish", "stopped")
_MOST_FETCHED = 6  # a minute, of one link: a ledger's calls are not for the asking


def home(visit: Visit) -> Response:
    """All that is open, and what can be done about it."""
    seen = visit.look()
    said = visit.field("said")
    name = f"said_{said}" if said in SAID else ""
    online = ways(visit, seen)
    return visit.page(
        "home",
        seen,
        said=name,
        online=online,
        due={sheet.currency: total(due_of(sheet, online[sheet.currency])) for sheet in seen.owing},
        rows={sheet.currency: rows_of(visit, seen, sheet, online[sheet.currency]) for sheet in seen.owing},
        agreed=[line for sheet in seen.sheets for line in agreements(seen, sheet)],
        reference=reference_of(seen),
        until=visit.visitor.ends(visit.office.config.portal.lasts),
    )


def rows_of(
    visit: Visit, seen: Seen, sheet: Sheet, offer: Offer, numbers: Sequence[str] = ()
) -> list[dict[str, object]]:
    """All that is open there, or only these of it."""
    every = (row(visit, seen, sheet, offer, each) for each in sheet.invoices)
    return [each for each in every if not numbers or each["number"] in numbers]


def row(visit: Visit, seen: Seen, sheet: Sheet, offer: Offer, invoice: Invoice) -> dict[str, object]:
    """One invoice, as the pages list it."""
    late = 0 if invoice.due_on is None else max(days_past_due(invoice.due_on, sheet.today), 0)
    other = invoice.customer_id not in (None, str(seen.visitor.customer))
    payable = next((one for one in offer.payable if one.invoice_id == invoice.id), None)
    return {
        "number": one_line(invoice.number or invoice.id),
        "invoice": invoice,
        "late": late,
        "disputed": sheet.disputed(invoice),
        "whose": one_line(seen.names.get(invoice.customer_id or "", "")) if other else "",
        "pay_url": "" if payable is None else web_address(payable.url),
        "payable": Decimal(0) if payable is None else payable.amount,
        "has_pdf": has_papers(visit.visitor.ledger),
    }


def invoice_page(visit: Visit) -> Response:
    """One invoice of theirs; another's is not there."""
    seen = visit.look()
    found = seen.invoice(visit.request.path_params["number"])
    if found is None:
        return nowhere()
    sheet, invoice = found
    return _invoice(visit, seen, sheet, invoice)


def _invoice(visit: Visit, seen: Seen, sheet: Sheet, invoice: Invoice, *, trouble: bool = False) -> Response:
    offer = ways(visit, seen)[sheet.currency]
    known, status = row(visit, seen, sheet, offer, invoice), 503 if trouble else 200
    return visit.page("invoice", seen, status=status, sheet=sheet, row=known, offer=offer, trouble=trouble)


def pdf(visit: Visit) -> Response:
    """The invoice as the ledger prints it."""
    seen, office, ledger = visit.look(), visit.office, visit.visitor.ledger
    found = seen.invoice(visit.request.path_params["number"])
    if found is None or not has_papers(ledger):
        return nowhere()
    sheet, invoice = found
    body = kept(office, ledger, invoice)
    if body is None and not visit.often.is_too_often(f"pdf {visit.visitor.linked.key}", _MOST_FETCHED):
        body = fetched(office, ledger, invoice)
    if body is None:
        return _invoice(visit, seen, sheet, invoice, trouble=True)
    return Response(body, media_type=PDF, headers={**headers(), "Content-Disposition": "inline"})


def agreements(seen: Seen, sheet: Sheet) -> list[str]:
    """What was agreed and stands, in the customer's words."""
    words = words_in(seen.language)
    return [line for each in sheet.agreed for line in _agreed(seen, sheet, each, words)]


def _agreed(seen: Seen, sheet: Sheet, judged: Judged, words: Words) -> list[str]:
    def sum_(amount: object) -> str:
        return money(amount, sheet.currency, seen.locale)  # type: ignore[arg-type]  # each agreement's own amount

    match judged.agreement:
        case PromiseToPay() as one:
            return [words["agreed_promise"].format(amount=sum_(one.amount), day=day(one.due_on, seen.locale))]
        case PaymentPlan() as one:
            last = day(one.instalments[-1].due_on, seen.locale)
            told = [words["agreed_plan"].format(parts=len(one.instalments), day=last)]
            if judged.missing is not None:
                due = day(judged.missing.due_on, seen.locale)
                told.append(words["agreed_missing"].format(amount=sum_(judged.missing.amount), day=due))
            return told
        case Dispute() as one:
            numbers = {each.id: one_line(each.number or each.id) for each in sheet.account.invoices}
            named = ", ".join(numbers.get(each, "") for each in one.invoice_ids)
            return [words["agreed_dispute"].format(number=named, day=day(one.answer_by, seen.locale))]
        case PaidClaim() as one:
            name = "agreed_not_found" if judged.state == "not_found" else "agreed_paid"
            return [words[name].format(amount=sum_(one.amount), day=day(one.paid_on, seen.locale))]
        case Settlement() as one:
            return [
                words["agreed_settlement"].format(amount=sum_(one.amount), day=day(one.pay_by, seen.locale))
            ]
        case HandedOver() as one:
            return [words["agreed_handed_over"].format(to=one_line(one.to))]
