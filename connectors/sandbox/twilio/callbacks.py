"""Twilio's webhooks: form-encoded, signed with the account's token over the address and all parameters.

Written from Twilio's description of the signature, and not with its library, so that one mistake would not
fool both sides.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress

import requests

_TIMEOUT = 15.0  # seconds, as Twilio waits for an answer
HEADER = "X-Twilio-Signature"


def signature(url: str, form: Mapping[str, str], token: str) -> str:
    """Base64 of HMAC-SHA1 over the whole address and each parameter with its value, sorted by name."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return b64encode(hmac.new(token.encode(), signed.encode(), "sha1").digest()).decode()


def post(
    url: str, form: Mapping[str, str], token: str, *, signed: str | None = None, to: str | None = None
) -> requests.Response:
    """One webhook. `signed`: another signature than the right one; `to`: where it goes in truth.

    `to` stands for the web server that takes what is sent to the public address. `OSError`: nobody listens.
    """
    headers = {HEADER: signature(url, form, token) if signed is None else signed}
    with requests.Session() as session:
        session.trust_env = False  # a proxy would not find this machine's own addresses
        return session.post(to or url, dict(form), headers=headers, timeout=_TIMEOUT)


def tell(url: str, form: Mapping[str, str], token: str, to: str | None = None) -> str:
    """As `post`; the answer's text where it was taken, else nothing: Twilio tells a receipt once."""
    with suppress(OSError):
        answer = post(url, form, token, to=to)
        return answer.text if answer.ok else ""
    return ""
