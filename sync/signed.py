"""Signed addresses: what one ends with proves that it was we who gave it away, for one purpose alone.

The law: a token holds the key of what it belongs to and a seal over it that nobody makes without our own
key, so that none can be guessed, and one made for a purpose serves no other. Whether what it belongs to is
still there, and was not revoked, is for `sync.store.links` to say.
"""

from __future__ import annotations

import hmac
import re
from typing import Final

from dunning.effects import KEY_LENGTH
from sync.secrets import Vault

STOP: Final = "links to stop"
PAGE: Final = "links to a customer's own page"
MORNING: Final = "the owner's morning"
PROOF: Final = "the address of the web"
_TOKEN = re.compile(rf"[A-Z2-7]{{{KEY_LENGTH}}}\.[A-Za-z0-9_-]{{24}}")


def token_of(vault: Vault, purpose: str, key: str) -> str:
    """What the address for that purpose ends with."""
    return f"{key}.{vault.seals(purpose, key)[0]}"


def key_in(vault: Vault, purpose: str, token: str) -> str | None:
    """The key, where it is we who made the token, for that purpose."""
    if not _TOKEN.fullmatch(token):
        return None
    key, _, seal = token.partition(".")
    good = [hmac.compare_digest(seal.encode(), ours.encode()) for ours in vault.seals(purpose, key)]
    return key if any(good) else None
