"""DKIM (RFC 6376, 8301): the key by which receivers know that a message is ours and was not changed."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from connectors.mail.domain.names import Names
from connectors.mail.domain.providers import provider_of
from connectors.mail.domain.told import Told, ok, tags, warn

_LEAST_BITS, _GOOD_BITS = 1024, 2048
_WHERE = (
    "open a message of yours that arrived somewhere, take the s= of its DKIM-Signature and write it as "
    "dkim_selector into [mail]"
)


def check(names: Names, domain: str, mail_host: str, selector: str | None) -> Iterator[Told]:
    """What of the key is wrong. Raises `TryLater`."""
    provider = provider_of(mail_host)
    likely = (selector,) if selector else (() if provider is None else provider.selectors)
    found = [(one, record) for one in likely for record in names.texts(f"{one}._domainkey.{domain}")]
    about = f"{domain} DKIM"
    if found:
        told = [_judged(about, one, record, domain) for one, record in found]
        good = [each for each in told if each.level == "ok"]
        yield from good[:1] or told  # of several selectors one is enough
    elif selector:
        text = (
            f"there is no key at {selector}._domainkey.{domain}: your mail provider shows the record to "
            "write there; or correct dkim_selector in [mail]"
        )
        yield warn(about, text)
    elif provider is not None and provider.selectors:
        tried = " and ".join(provider.selectors)
        text = (
            f"there is no key at the usual places of {provider.title} ({tried}): turn DKIM on there and "
            f"write the record that it shows; if it is on, {_WHERE}"
        )
        yield warn(about, text)
    else:
        yield warn(about, f"it is not known where the key is: {_WHERE}")


def _judged(about: str, selector: str, record: str, domain: str) -> Told:
    where = f"{selector}._domainkey.{domain}"
    parts = tags(record)
    if "p" not in parts:
        return warn(about, f"the record at {where} holds no key (p=): write the one your provider shows")
    if not parts["p"]:
        return warn(about, f"the key at {where} is revoked (p= is empty): let your provider make a new one")
    if parts.get("k", "rsa") == "ed25519":
        return ok(about, f"a key (ed25519) is at {where}; some receivers know RSA only")
    bits = _bits(parts["p"])
    fault = "cannot be read: write it anew, in one piece" if bits is None else _fault(bits, parts)
    if fault is not None:
        return warn(about, f"the key at {where} {fault}")
    short = f"; {_GOOD_BITS} would be better" if bits is not None and bits < _GOOD_BITS else ""
    return ok(about, f"a key of {bits} bits is at {where}{short}")


def _fault(bits: int, parts: dict[str, str]) -> str | None:
    if bits < _LEAST_BITS:
        return f"has {bits} bits, and counts as none: make one of {_GOOD_BITS}"
    if "y" in parts.get("t", "").split(":"):
        return "is on trial (t=y): take t=y out of the record"
    return None


def _bits(key: str) -> int | None:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        read = load_der_public_key(base64.b64decode(key, validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None
    return read.key_size if isinstance(read, RSAPublicKey) else None
