"""Reading what a dossier is made of: one look at the store, of one customer and those billed with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import metadata

from sqlalchemy.engine import Connection

from dunning.accrual import accrual_on, bases
from dunning.charges import charges_on
from dunning.guards.handing import waits
from dunning.law import Rules
from dunning.limited import limitation_of
from dunning.procedure import case_of
from sync.commands.agreed import accounts_of
from sync.commands.targets import ActError, the_customer
from sync.evidence.dossier.facts import AccountFacts, Facts, Options, SentPdf
from sync.evidence.dossier.linked import chain_facts
from sync.evidence.dossier.owed import owed_on
from sync.judging import agreed_ever
from sync.office import Office
from sync.spoken import Communication, communication
from sync.store import charges, documents, facts, figures, incoming, ledgers, notes, passed, review
from sync.store.ledgers import LinkedLedger
from sync.store.passed import Came, Row


def gather(office: Office, ledger: LinkedLedger, wanted: str, options: Options) -> Facts:
    """All of that customer. Raises `ActError` where there is none, or where a parent is billed instead."""
    rules = office.rules(ledger)
    with office.store.read() as connection:
        row = the_customer(connection, ledger, wanted)
        billed = review.billed_customers(connection, ledger.id)
        owner = billed.get(row.id, row.id)
        if owner != row.id:
            names = figures.customer_names(connection, ledger.id)
            msg = (
                f"{row.name} is billed with {names.get(owner, owner)}, who owes their invoices: make that "
                f'dossier: duesync dossier {ledger.name} "{names.get(owner, owner)}"'
            )
            raise ActError(msg)
        group = (owner, *sorted(child for child, of in billed.items() if of == owner))
        return _of_group(office, connection, ledger, rules, group, options)


def _of_group(
    office: Office,
    connection: Connection,
    ledger: LinkedLedger,
    rules: Rules,
    group: Sequence[str],
    options: Options,
) -> Facts:
    known = {one.id: one for one in facts.customers(connection, ledger.id, group)}
    invoices = facts.every_invoice(connection, ledger.id, group)
    ids = [one.id for one in invoices]
    credit = facts.every_credit(connection, ledger.id, group)
    came = passed.came(connection, ledger.id, group, ids)
    found = {one.currency for one in invoices} | {one.currency for one in credit}
    found |= {one.payment.currency for one in came}
    currencies = sorted(found or {ledger.home_currency}, key=lambda one: (one != ledger.home_currency, one))
    agreed = passed.agreed(connection, ledger.id, group)
    said = [communication(one) for one in passed.sent(connection, ledger.id, group)]
    attached = documents.of_customers(connection, ledger.id, group)
    settings = office.config.ledger(ledger.name)
    return Facts(
        now=office.clock.now(),
        made_by=f"duesync {metadata.version('duesync')}",
        options=options,
        ledger=ledger,
        booked_through=ledgers.booked_through(connection, ledger, office.clock.now().date()),
        sender=settings.sender,
        debtor_kind=office.policy(ledger.name).law.debtor_kind,
        customer=known[group[0]],
        members=tuple(known[one] for one in group[1:] if one in known),
        accounts=tuple(
            _account(office, connection, ledger, rules, (group[0], each), agreed, came) for each in currencies
        ),
        invoices=tuple(invoices),
        credits=tuple(credit),
        payments=tuple(came),
        communications=tuple(said),
        pdfs=_pdfs(connection, ledger, said),
        came_in=tuple(
            each
            for each in incoming.of_customers(connection, ledger.id, group)
            if set(each.whose) <= set(group)
        ),
        logged=tuple(passed.logged(connection, ledger.id, group)),
        holds=tuple(passed.held(connection, ledger.id, group, ids)),
        refused_channels=tuple(passed.refused_channels(connection, ledger.id, group)),
        notes=tuple(
            one for one in notes.of_customers(connection, ledger.id, group) if one.withdrawn_at is None
        ),
        sortings=tuple(passed.sorted_old(connection, ledger.id, group)),
        charges=tuple(one for one in charges.of_ledger(connection, ledger.id) if one.customer_id in group),
        documents=tuple(
            (one, documents.body_of(connection, one)) for one in attached if one.withdrawn_at is None
        ),
        unread=tuple(passed.unread(connection, ledger.id, group)),
        chain=chain_facts(connection, ledger.id, group),
    )


def _account(
    office: Office,
    connection: Connection,
    ledger: LinkedLedger,
    rules: Rules,
    key: tuple[str, str],
    agreed: Sequence[Row],
    came: Sequence[Came],
) -> AccountFacts:
    account = accounts_of(office, connection, ledger, [key])[key]
    case = case_of(account, office.policy(ledger.name), rules, office.clock.now())
    owed = owed_on(case)
    pairs = [(each.invoice, each.claimed) for each in owed if each.claimed > 0]
    asked = (case.account, case.policy, rules, case.now)
    mine = [row for row in agreed if row["currency"] in {None, key[1]}]
    return AccountFacts(
        currency=key[1],
        case=case,
        owed=owed,
        charges=charges_on(*asked, pairs, case.today),
        accruals=accrual_on(*asked, pairs, case.today),
        bases=bases(*asked),
        limitation=limitation_of(case),
        agreed=agreed_ever(case, mine, [one for one in came if one.payment.currency == key[1]]),
        waits=tuple(waits(case, "lawyer")),
    )


def _pdfs(connection: Connection, ledger: LinkedLedger, said: Sequence[Communication]) -> tuple[SentPdf, ...]:
    """The PDFs that went with these very messages, in the order in which they first did."""
    named: dict[str, tuple[str, datetime | None]] = {}
    for one in said:
        for pdf in one.message.attachments if one.message is not None else ():
            named.setdefault(pdf.digest, (pdf.name, one.sent.settled_at or one.sent.claimed_at))
    kept = documents.sent(connection, ledger.id, named)
    return tuple(
        SentPdf(digest=digest, name=name, invoice_id=kept[digest][0], body=kept[digest][1], first=first)
        for digest, (name, first) in named.items()
        if digest in kept
    )
