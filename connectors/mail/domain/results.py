"""What a receiver found of a message of ours: its Authentication-Results (RFC 8601) and DKIM-Signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from connectors.mail.domain.told import Told, ok, tags, warn

_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_METHODS = ("spf", "dkim", "dmarc")
_MOST = 1 << 20  # bytes: the headers are at the beginning


def results_in(content: bytes) -> list[Told]:
    """Of a message as it arrived. Whatever the bytes are, nothing is raised."""
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(content[:_MOST])
    sender = parseaddr(_line(message, "From"))[1].rpartition("@")[2].lower()
    return [*_signature(message, sender), *_results(message)]


def _signature(message: Message, sender: str) -> Iterator[Told]:
    signatures = [tags(str(each)) for each in message.get_all("DKIM-Signature") or ()]
    about = "DKIM-Signature"
    ours = [each for each in signatures if _same(each.get("d", "").lower(), sender)]
    if ours:
        selector, domain = ours[0].get("s", "?"), ours[0]["d"]
        yield ok(about, f'signed by {domain}, which fits the From; dkim_selector = "{selector}" in [mail]')
    elif signatures:
        domains = ", ".join(sorted({each.get("d", "?") for each in signatures}))
        text = f"signed by {domains}, and not by {sender}: turn DKIM on for {sender} where you send by"
        yield warn(about, text)
    else:
        yield warn(about, f"it is not signed at all: turn DKIM on for {sender} where you send by")


def _same(signed: str, sender: str) -> bool:
    return bool(signed) and (
        sender == signed or sender.endswith(f".{signed}") or signed.endswith(f".{sender}")
    )


def _results(message: Message) -> Iterator[Told]:
    """The topmost is the receiver's own; those below may be of anybody."""
    about, written = "Authentication-Results", _line(message, "Authentication-Results")
    if not written:
        yield warn(
            about, "there are none: the message did not arrive from elsewhere, or its receiver looks at none"
        )
        return
    found: dict[str, str] = {}
    for method, result in _RESULT.findall(written):
        if found.get(method.lower()) != "pass":  # of several signatures one is enough
            found[method.lower()] = result.lower()
    told = ", ".join(f"{method}={found.get(method, 'not looked at')}" for method in _METHODS)
    if found.get("dmarc") == "pass" or all(found.get(each) == "pass" for each in ("spf", "dkim")):
        yield ok(about, told)
    else:
        yield warn(about, f"{told}: see what `duesync doctor` says of SPF, DKIM and DMARC")


def _line(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
