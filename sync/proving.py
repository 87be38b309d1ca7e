"""Whether `[serve] public_url` leads to us: it is asked for what only the holder of our key can answer."""

from __future__ import annotations

import hmac
import secrets

from connectors.asking import asked
from connectors.errors import ConnectorError
from sync.office import Office
from sync.signed import PROOF


def prove(office: Office, url: str) -> str | None:
    """Ask it, and keep the outcome: why it does not lead here, `None` where it does.

    Raises `SecretsError`.
    """
    nonce = secrets.token_hex(16)
    try:
        answer = asked(f"{url}/proof/{nonce}", url)
    except ConnectorError as error:
        office.store.prove_url(None)
        return str(error)
    ours = office.vault().seals(PROOF, nonce)
    if not any(hmac.compare_digest(answer.strip().encode(), each.encode()) for each in ours):
        office.store.prove_url(None)
        return "something else answers there than the `duesync serve` of these settings"
    office.store.prove_url(url)
    return None
