"""QuickBooks Online: `PROVIDER`. The two SDKs are imported only once a ledger is opened.

`PROVIDER.hosts` holds the production addresses; an environment "sandbox" has its own defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from connectors.base import Limits, Provider
from connectors.quickbooks.hosts import PRODUCTION, SCOPE
from connectors.quickbooks.places_of_notes import problem_of
from connectors.quickbooks.plans import APP
from connectors.quickbooks.webhook import WEBHOOK

if TYPE_CHECKING:
    from connectors.base import Allowance, Connection, Credentials, Ledger, SignIn


def _sign_in(connection: Connection) -> SignIn:
    from connectors.quickbooks.sign_in import QuickBooksSignIn  # the SDK takes 0.3 s

    return QuickBooksSignIn(connection)


def _connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    from connectors.quickbooks.client import QuickBooksLedger  # the SDK takes 0.3 s

    return QuickBooksLedger(connection, credentials, allowance)


def _invoice_page(environment: str, id_: str) -> str:
    host = "sandbox.qbo.intuit.com" if environment == "sandbox" else "qbo.intuit.com"
    return f"https://{host}/app/invoice?txnId={quote(id_)}"


PROVIDER: Final = Provider(
    name="quickbooks",
    title="QuickBooks Online",
    hosts=PRODUCTION,
    scopes=(SCOPE,),
    writes_note_in_place=True,
    limits=Limits(at_once=10, per_second=10, per_minute=500, batches_per_minute=40),
    app=APP,
    sign_in=_sign_in,
    connect=_connect,
    webhook=WEBHOOK,
    pays_several=True,
    gives_papers=True,
    books_fees=True,
    note_problem=problem_of,
    invoice_page=_invoice_page,
)
