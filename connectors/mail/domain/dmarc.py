"""DMARC (RFC 7489): what receivers do with messages in the domain's name that neither SPF nor DKIM proves."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.mail.domain.names import Names
from connectors.mail.domain.told import Told, ok, tags, warn

_POLICIES = ("none", "quarantine", "reject")
_WRITE = '"v=DMARC1; p=none; rua=mailto:{}"'


def check(names: Names, domain: str, sender: str, *, signs: bool) -> Iterator[Told]:
    """What of the record is wrong. `signs`: whether a DKIM key stands there. Raises `TryLater`."""
    about = f"{domain} DMARC"
    place, records = _found(names, domain)
    written = f"TXT record at _dmarc.{domain}: {_WRITE.format(sender)}"
    if not records:
        text = f"there is no record, and large receivers want one of who sends much. Add a {written}"
        yield warn(about, text)
        return
    if len(records) > 1:
        yield warn(about, f"there are {len(records)} records at {place}, which counts as none: keep one")
        return
    parts = tags(records[0])
    policy = parts.get("p", "").lower()
    if policy not in _POLICIES:
        yield warn(
            about, f"the record at {place} has no policy (p=none, quarantine or reject): write a {written}"
        )
        return
    if place != f"_dmarc.{domain}":
        policy = parts.get("sp", policy).lower()
    yield from _aligned(about, domain, policy, parts, signs=signs)


def _aligned(about: str, domain: str, policy: str, parts: dict[str, str], *, signs: bool) -> Iterator[Told]:
    """What must agree with the From address for a message to pass."""
    same = (
        "the very domain"
        if parts.get("adkim", "r").lower() == "s"
        else "the domain, or one above or below it"
    )
    needs = (
        f"a message passes when it is signed (d=) by {same} of its From, {domain}, or its envelope, which is "
        "your sender's address, passes SPF"
    )
    if policy != "none" and not signs:
        text = (
            f"the policy is {policy}, and no DKIM key was found for {domain}: whatever is forwarded is "
            f"{'refused' if policy == 'reject' else 'put away as junk'}. {needs[0].upper()}{needs[1:]}"
        )
        yield warn(about, text)
    else:
        yield ok(about, f"the policy is {policy}; {needs}. `duesync doctor --mail-to` shows whether yours do")


def _found(names: Names, domain: str) -> tuple[str, list[str]]:
    """Where the record is, the domain's own or that of one above it, and what is there."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        place = f"_dmarc.{'.'.join(labels[start:])}"
        records = [
            each for each in names.texts(place) if each.replace(" ", "").lower().startswith("v=dmarc1")
        ]
        if records:
            return place, records
    return f"_dmarc.{domain}", []
