"""A bank's file read in: what is new in it is staged, once, and matched with the books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec
from sqlalchemy.engine import Connection

from dunning.matching.checks import account_in, without_accounts
from sync.commands.targets import ActError, today_of
from sync.intake.known import keys_of, there_already
from sync.intake.settling import match_again, matched
from sync.intake.statement import Statement, StatementLine, read_statement, refused
from sync.office import Office
from sync.store import bank, ledgers
from sync.store.bank import Line, Said
from sync.store.chain import tell
from sync.store.ledgers import LinkedLedger

_BACK = "RETURN"  # what is added to the words of a line that the bank marks as money gone back


class ReadIn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file's lines. `known`: there already. `out`: went out, and concern nobody here.

    `booked`: the books had them already. `certain`, `likely`, `open`: wait, by how sure it is.
    """

    source: str
    lines: int
    known: int
    out: int
    pending: int
    booked: int
    certain: int
    likely: int
    open: int


def read_in(office: Office, ledger: LinkedLedger, body: bytes, name: str) -> ReadIn:
    """Stage what is new in a bank's file, and match it. Raises `StatementError`, `ActError`."""
    settings = office.config.ledger(ledger.name).bank
    statement = read_statement(body, name, settings, ledger.home_currency)
    today = today_of(office, ledger)
    ahead = [str(each.on) for each in statement.lines if each.on > today]
    if ahead:
        raise refused(
            name, [f"has lines of days to come, {', '.join(sorted(set(ahead))[:3])}: is it {today} there?"]
        )
    if not ledger.complete:
        msg = f"the first pull of {ledger.name} is not finished; run: duesync sync {ledger.name}"
        raise ActError(msg)
    now = office.clock.now()
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        new = _new_lines(office, connection, ledger, statement)
        kept = _concerning(connection, ledger, new)
        bank.stage(connection, ledger.id, kept, now)
        told = {"act": "read bank file", "lines": len(statement.lines), "kept": [each.key for each in kept]}
        tell(connection, ledger.id, "act", told, by=office.by)
        found = match_again(connection, ledger.id, now)
        left = Counter(found[each.key].outcome for each in kept if each.key in found)
    return ReadIn(
        source=statement.source,
        lines=len(statement.lines),
        known=len(statement.lines) - len(new),
        out=len(new) - len(kept),
        pending=statement.pending,
        booked=len(kept) - left.total(),
        certain=left["certain"],
        likely=left["likely"],
        open=left["open"],
    )


def _new_lines(
    office: Office, connection: Connection, ledger: LinkedLedger, statement: Statement
) -> list[Line]:
    """Those of a file that are not there yet, as they will be kept."""
    if not statement.lines:
        return []
    days = [each.on for each in statement.lines]
    keys = keys_of(ledger.name, statement.lines)
    staged = bank.between(connection, ledger.id, min(days), max(days))
    there = there_already(statement.source, statement.lines, keys, staged)
    payers = bank.payers(connection, ledger.id)
    return [
        _kept(office, ledger, statement.source, line, key, payers)
        for place, (line, key) in enumerate(zip(statement.lines, keys, strict=True))
        if place not in there
    ]


def _kept(
    office: Office,
    ledger: LinkedLedger,
    source: str,
    line: StatementLine,
    key: str,
    payers: Mapping[str, object],
) -> Line:
    """Without any account that could be read in it."""
    account = account_in(line.payer_account) or "".join(line.payer_account.split()).upper()
    said = f"bank account, {ledger.name}: {account}"
    marks = tuple(office.vault().marks(said).values()) if account else ()
    text = f"{line.text} {_BACK}" if line.back else line.text
    return Line(
        id=0,
        key=key,
        source=source,
        booked_on=line.on,
        currency=line.currency,
        amount=line.amount,
        payer_account=next((each for each in marks if each in payers), next(iter(marks), None)),
        said=Said(
            text=without_accounts(text)[:1000],
            payer=without_accounts(line.payer)[:200],
            reference=line.reference[:200],
        ),
        state="waiting",
        again=False,
        other_money=False,
        payments=(),
        settled_at=None,
        settled_by=None,
        note=None,
    )


def _concerning(connection: Connection, ledger: LinkedLedger, new: list[Line]) -> list[Line]:
    """What came in, and of what went out that which takes back a payment: wages are no business of ours."""
    if all(each.amount > 0 for each in new):
        return new
    waiting = bank.waiting(connection, ledger.id)
    found = matched(connection, ledger.id, [*waiting, *new])
    return [each for each in new if each.amount > 0 or found[each.key].outcome != "none"]
