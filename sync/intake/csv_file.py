"""A bank's CSV file, read as lines: its columns known by their names in five languages, or as set.

The amount may stand in one column with its sign, in one beside a column that says which way it went, or in
two, one for what came and one for what went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from connectors.errors import Refused, TryLater
from connectors.sheets.cells import DateOrder, DecimalMark, amount, day, decimal_mark, word
from connectors.sheets.columns import Form
from connectors.sheets.sheet import Line, Sheet, read
from dunning.ledger import Kind, is_currency, of_minor, to_minor
from sync.intake.statement import BankSettings, Statement, StatementLine, refused

COLUMNS: Final = {
    "paid_on": """booking_date posted_date date booked_date booked_on booked date_booked buchungstag
        buchungsdatum buchung posting_date post_date date_posted posted transaction_date completed_date
        date_completed datum boekdatum boekingsdatum transactiedatum dateoperation datedopération
        datedoperation dateopération datecomptable datedecomptabilisation fechaoperación fechaoperacion
        fechacontable fechadeoperación fecha value_date wertstellung valutadatum datevaleur datedevaleur
        fechavalor rentedatum""",
    "amount": """amount betrag umsatz umsatzbetrag montant montanteneuros importe monto cantidad bedrag
        transactiebedrag transactionamount netamount value betrageur amounteur amountgbp amountusd""",
    "credit": """credit credit_amount paid_in money_in in deposits deposit receipts haben gutschrift zugang
        crédit crediteuros recette recettes abono abonos ingreso ingresos haber bijgeschreven bij""",
    "debit": """debit debit_amount paid_out money_out out withdrawals withdrawal payments soll lastschrift
        belastung abgang débit debiteuros dépense dépenses cargo cargos gasto debe afgeschreven""",
    "sign": """creditdebit debitcredit creditdebitindicator crdr drcr cdtdbtind sollhaben sollhabenkennzeichen
        sh afbij debetcredit sens débitcrédit signo""",
    "payer": """payer payer_name counterparty_name counterparty counter_party name from sender other_party
        auftraggeberbegünstigter begünstigterzahlungspflichtiger beguenstigterzahlungspflichtiger
        zahlungspflichtiger zahlungspflichtige namezahlungsbeteiligter auftraggeber zahler absender
        empfänger partnername partner contrepartie nomcontrepartie tiers émetteur donneurdordre ordenante
        contraparte remitente beneficiario naamtegenpartij tegenpartij naamomschrijving naam""",
    "payer_account": """counterparty_account counterparty_iban payer_account payer_iban partner_iban
        kontonummeriban ibanzahlungsbeteiligter ibanauftraggeber gegenkonto iban comptecontrepartie
        ibancontrepartie cuentacontraparte ibancontraparte tegenrekening tegenrekeningibanbban
        tegenrekeningiban""",
    "text": """verwendungszweck purpose remittance_information remittance payment_reference description
        narrative details transaction_description memo particulars libellé libelle motif communication
        concepto descripción descripcion mededelingen omschrijving omschrijving1 text""",
    "reference": """reference bank_reference customer_reference kundenreferenz referenz kundenreferenzendtoend
        endtoendid référence reference_client referencia kenmerk betalingskenmerk your_reference""",
    "more": """transaction_type type buchungstext vorgang notes note additional_information
        informationscomplémentaires observaciones code""",
    "id": """transaction_id id fitid unique_id transaction_reference transaktionsid transaktionsnummer
        volgnr idtransaction idtransaccion""",
    "currency": "currency currency_code ccy währung waehrung devise moneda divisa munt muntsoort",
    "status": "status state statut estado",
}
_CAME: Final = frozenset("c cr crdt credit h haben bij crédit haber abono in".split())
_WENT: Final = frozenset("d dr dbit debit s soll af débit debe cargo out debet".split())
_BOOKED: Final = frozenset("completed booked posted settled cleared gebucht success executed".split())
_OURS: Final = {"date": "paid_on"}  # by which a line of totals is told from one of money
_MOVES: Final = ("paid_on", "amount", "credit", "debit")
_TEXTS: Final = ("text", "reference", "more")


def read_csv(body: bytes, name: str, settings: BankSettings, home_currency: str) -> Statement:
    """The booked rows. Raises `StatementError`."""
    if settings.encoding is not None:
        try:
            body = body.decode(settings.encoding).encode()
        except UnicodeDecodeError as error:
            raise refused(name, [f"is not written in {settings.encoding}, as the settings say"]) from error
    try:
        sheet = read(_form(name, settings), body)
    except (Refused, TryLater) as error:
        raise refused(name, [error.text]) from error
    reader = _Reader(sheet, settings, home_currency)
    lines: list[StatementLine] = []
    faults: list[str] = []
    pending = 0
    for row in sheet.lines:
        status = word(row.cells.get("status"))
        if status and status not in _BOOKED:
            pending += 1
            continue
        try:
            lines += reader.line(row)
        except ValueError as error:
            faults.append(f"line {row.number}: {error}")
    if faults:
        raise refused(name, faults)
    return Statement(source="csv", lines=tuple(lines), pending=pending)


def _form(name: str, settings: BankSettings) -> Form:
    given = {_OURS.get(column, column): (header,) for column, header in settings.columns.items()}
    return Form(
        name=name,
        kind=Kind.PAYMENT,
        columns={column: tuple(names.split()) for column, names in COLUMNS.items()} | given,
        needed=(("paid_on",), ("amount", "credit")),
        amounts=("amount", "credit", "debit"),
    )


class _Reader:
    """What decides how the cells of a file are to be read."""

    def __init__(self, sheet: Sheet, settings: BankSettings, home_currency: str) -> None:
        self.settings = settings
        self.currency = sheet.currency or settings.currency or home_currency
        self.dates = settings.dates or _order_of(line.cells.get("paid_on", "") for line in sheet.lines)
        cells = (line.cells.get(column, "") for line in sheet.lines for column in sheet.form.amounts)
        self.mark: DecimalMark | None = settings.decimal or decimal_mark(cells)
        accounts = [found for line in sheet.lines if (found := line.cells.get("payer_account"))]
        self.own = accounts[0] if len(accounts) > 1 and len(set(accounts)) == 1 else ""

    def line(self, row: Line) -> list[StatementLine]:
        """The row; none where nothing moved. Raises `ValueError`."""
        if row.fault is not None:
            raise ValueError(row.fault)
        if not any(
            row.cells.get(column) for column in _MOVES
        ):  # a bank's own words between or below the rows
            return []
        value, currency = self._money(row)
        if not value:
            return []
        account = row.cells.get("payer_account", "")
        texts = dict.fromkeys(cell for column in _TEXTS if (cell := row.cells.get(column)))
        return [
            StatementLine(
                on=self._day(row),
                amount=value,
                currency=currency,
                text=" ".join(" ".join(texts).split()),
                payer=" ".join(row.cells.get("payer", "").split()),
                payer_account="" if account == self.own else account,
                reference=row.cells.get("id", ""),
                account="",
                back=False,
            )
        ]

    def _day(self, row: Line) -> date:
        cell = row.cells.get("paid_on", "")
        if not cell:
            msg = "has no date"
            raise ValueError(msg)
        return day(cell, self.dates)

    def _money(self, row: Line) -> tuple[Decimal, str]:
        value, beside = self._signed(row)
        told = row.cells.get("currency", "").upper()
        alone = next(iter(beside)) if beside is not None and len(beside) == 1 else ""
        currency = told or alone or self.currency
        if not is_currency(currency):
            msg = f'"{currency[:20]}" is no currency'
            raise ValueError(msg)
        if beside is not None and currency not in beside:
            msg = f"the sign beside the amount is not that of {currency}"
            raise ValueError(msg)
        return of_minor(to_minor(value, currency), currency), currency

    def _signed(self, row: Line) -> tuple[Decimal, frozenset[str] | None]:
        """The amount, below zero where it went out, and the currencies that its sign allows."""
        if row.cells.get("amount"):
            value, beside = amount(row.cells["amount"], self.mark)
            side = word(row.cells.get("sign"))
            if not side:
                return value, beside
            if side not in _CAME | _WENT:
                msg = f'"{row.cells["sign"][:20]}" does not say whether money came or went'
                raise ValueError(msg)
            return (abs(value) if side in _CAME else -abs(value)), beside
        came, first = self._one(row, "credit")
        went, second = self._one(row, "debit")
        if came and went:
            msg = "has an amount in both columns, for what came and for what went"
            raise ValueError(msg)
        if came is None and went is None:
            msg = "has no amount"
            raise ValueError(msg)
        return (-abs(went), second) if went else (came or Decimal(0), first)

    def _one(self, row: Line, column: str) -> tuple[Decimal | None, frozenset[str] | None]:
        cell = row.cells.get(column)
        return amount(cell, self.mark) if cell else (None, None)


def _order_of(cells: Iterable[str]) -> DateOrder | None:
    """What a file's dates say together: one of them may show what all of them mean."""
    found: set[DateOrder] = set()
    for cell in cells:
        numbers = re.match(r"(\d{1,2})[/. -](\d{1,2})[/. -]\d{2,4}", cell.strip())
        if numbers and int(numbers[1]) > 12:  # noqa: PLR2004  # months
            found.add("dmy")
        if numbers and int(numbers[2]) > 12:  # noqa: PLR2004  # months
            found.add("mdy")
    return found.pop() if len(found) == 1 else None
