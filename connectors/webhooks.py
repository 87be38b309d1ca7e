"""What the webhooks of QuickBooks and Xero have in common: the signature, and being read without belief.

The law kept here: the signature is checked over the bytes that came, never over a text made of them;
the comparison takes as long for a near miss as for nonsense; and nothing that a stranger sends, in
header or body, can raise.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence

import msgspec

from connectors.base import Heard


def is_signed(header: str, headers: Mapping[str, str], body: bytes, key: str) -> bool:
    """Whether `header` is base64 of HMAC-SHA256 of the raw `body`. An empty key signs nothing.

    `header`: its name in small letters; in `headers` it may be cased in any way.
    """
    given = next((value for name, value in headers.items() if name.lower() == header), "")
    right = b64encode(hmac.digest(key.encode(), body, "sha256"))
    # as bytes: compared as text, a character that is not ASCII would raise
    return bool(key) and hmac.compare_digest(given.strip().encode("utf-8", "surrogatepass"), right)


def decoded(body: bytes) -> object:
    """What the JSON says; `None` when it is not JSON."""
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError):  # DecodeError and bad UTF-8 are ValueErrors
        return None


def heard(company_ids: Sequence[object]) -> Heard:
    """Each company told of, once; with a word about the events that name none."""
    sound = [one for one in company_ids if isinstance(one, str) and one]
    odd = len(company_ids) - len(sound)
    return Heard(
        companies=tuple(dict.fromkeys(sound)),
        trouble=f"{odd} of {len(company_ids)} events name no company" if odd else None,
    )


def field(event: object, name: str) -> object:
    """That field of an event; `None` where there is none, or the event is no object."""
    return event.get(name) if isinstance(event, dict) else None
