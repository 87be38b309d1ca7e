"""A folder of CSV exports as a ledger, for books that have no API: `PROVIDER`.

The folder holds `invoices.csv` and, where there are such, `customers.csv`, `payments.csv` and
`credit_notes.csv`; what is to be done in the books is appended to `actions.csv` beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from connectors.base import Provider
from connectors.files.settings import SETTINGS

if TYPE_CHECKING:
    from connectors.base import Allowance, Connection, Credentials, Ledger


def _connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    from connectors.files.client import FilesLedger  # keeps listing the providers quick

    del credentials, allowance  # files ask for neither
    return FilesLedger(connection)


PROVIDER: Final = Provider(
    name="files",
    title="CSV files",
    hosts={},
    scopes=(),
    writes_note_in_place=False,
    settings=SETTINGS,
    sign_in=None,
    connect=_connect,
    pays_several=True,
    books_fees=True,
)
