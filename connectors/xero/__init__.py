"""Xero: sign-in, pull, status notes and payments. The SDK is loaded when a ledger is first opened."""

from __future__ import annotations

from connectors.base import Allowance, Connection, Credentials, Ledger, Provider, SignIn
from connectors.xero.hosts import HOSTS, SCOPES


def _sign_in(connection: Connection) -> SignIn:
    from connectors.xero.sign_in import XeroSignIn  # keeps listing the providers quick

    return XeroSignIn(connection)


def _connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    from connectors.xero.client import XeroLedger  # loads the SDK: 0.6 s

    return XeroLedger(connection, credentials, allowance)


PROVIDER = Provider(
    name="xero",
    title="Xero",
    hosts=HOSTS,
    scopes=SCOPES,
    writes_note_in_place=False,
    calls_per_minute=60,
    calls_per_day=5000,  # 1,000 on the free tier, where Xero itself says so with a 429
    sign_in=_sign_in,
    connect=_connect,
)
