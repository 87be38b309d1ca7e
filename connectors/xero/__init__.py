"""Xero: sign-in, pull, status notes, payments and drafts. The SDK is loaded when a ledger is first opened."""

from __future__ import annotations

from urllib.parse import quote

from connectors.base import Allowance, Connection, Credentials, Ledger, Limits, Provider, SignIn
from connectors.xero.hosts import HOSTS, SCOPES
from connectors.xero.plans import APP
from connectors.xero.webhook import WEBHOOK


def _sign_in(connection: Connection) -> SignIn:
    from connectors.xero.sign_in import XeroSignIn  # keeps listing the providers quick

    return XeroSignIn(connection)


def _connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    from connectors.xero.client import XeroLedger  # loads the SDK: 0.6 s

    return XeroLedger(connection, credentials, allowance)


def _invoice_page(_environment: str, id_: str) -> str:
    return f"https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID={quote(id_)}"


PROVIDER = Provider(
    name="xero",
    title="Xero",
    hosts=HOSTS,
    scopes=SCOPES,
    writes_note_in_place=False,
    limits=Limits(at_once=5, per_minute=60, per_day=5000),  # 1,000 a day on the Starter plan
    app=APP,
    sign_in=_sign_in,
    connect=_connect,
    webhook=WEBHOOK,
    holds_drafts=True,
    gives_papers=True,
    books_fees=True,
    invoice_page=_invoice_page,
)
