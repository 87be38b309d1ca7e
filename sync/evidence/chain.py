"""The chain's arithmetic: what an event's hash is made of, and how what it tells is sealed.

The laws: an event's hash is the SHA-256 of its header as canonical JSON (RFC 8785), and the header
holds the hash of the event before it and the SHA-256 of what it tells, never that itself. What is told
of a customer is salted before it is hashed and sealed under that customer's own key, so that once the
key is destroyed nothing of it can be read or guessed, and the chain verifies as it did.

A decision is told by its leaf alone, a salted hash; the event of a batch holds its decisions' leaves.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

FIRST = "0" * 64  # what the first event of a chain gives as the hash before it
SALT_BYTES = 16
LEAF_BYTES = 32
_IV_BYTES = 12
_KEY_BYTES = 32


def instant(at: datetime) -> str:
    """As it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an event's hash is made of. `person`: the token of the customer it is about.

    `content`: SHA-256 of what it tells, in hexadecimal. `previous`: the hash of the event before.
    """

    number: int
    at: datetime
    kind: str
    by: str
    person: str | None
    content: str
    previous: str

    def plain(self) -> dict[str, Any]:
        """As it is hashed."""
        return {
            "number": self.number,
            "at": instant(self.at),
            "kind": self.kind,
            "by": self.by,
            "person": self.person,
            "content": self.content,
            "previous": self.previous,
        }

    def hash(self) -> str:
        """In hexadecimal."""
        import rfc8785  # seldom needed

        return hashlib.sha256(rfc8785.dumps(self.plain())).hexdigest()


def canonical(body: object) -> bytes:
    """What an event tells, as canonical JSON. Amounts and times become text."""
    import rfc8785  # as above

    return rfc8785.dumps(msgspec.to_builtins(body, str_keys=True))


def digest(content: bytes) -> str:
    """The SHA-256 that a header holds of its content."""
    return hashlib.sha256(content).hexdigest()


def new_token() -> str:
    """A name for a customer that says nothing of them."""
    return secrets.token_hex(16)


def new_key() -> bytes:
    """A customer's own key."""
    return secrets.token_bytes(_KEY_BYTES)


def salted(body: bytes) -> bytes:
    """What is hashed and sealed of a customer: the body behind a salt of its own."""
    return secrets.token_bytes(SALT_BYTES) + body


def seal(key: bytes, content: bytes) -> bytes:
    """AES-256-GCM, its nonce in front."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow to load, seldom needed

    nonce = secrets.token_bytes(_IV_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, None)


def unseal(key: bytes, sealed: bytes) -> bytes | None:
    """The content; `None` where it is not what was sealed under that key."""
    from cryptography.exceptions import InvalidTag  # as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # as above

    try:
        return AESGCM(key).decrypt(sealed[:_IV_BYTES], sealed[_IV_BYTES:], None)
    except (InvalidTag, ValueError):
        return None


def leaf_content(salt: bytes, *parts: str | bytes | None) -> bytes:
    """What a decision's leaf is the SHA-256 of: the salt, then each part's length in bytes, ":" and text.

    Of a part that is absent, "-" alone.
    """
    told = [salt]
    for part in parts:
        text = part.encode() if isinstance(part, str) else part
        told.append(b"-" if text is None else b"%d:%b" % (len(text), text))
    return b"".join(told)


def leaf(salt: bytes, *parts: str | bytes | None) -> bytes:
    """The salted hash of a decision."""
    return hashlib.sha256(leaf_content(salt, *parts)).digest()


def leaves_of(batch: bytes) -> Sequence[bytes]:
    """The leaves of a batch, in order."""
    return [batch[start : start + LEAF_BYTES] for start in range(0, len(batch), LEAF_BYTES)]
