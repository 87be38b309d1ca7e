"""SPF (RFC 7208): which servers may send for the domain; one record, at most ten look-ups, and an end.

Whether the mail server of the settings is among them is only plausible or not: where a provider's
messages leave from is not where they are handed over.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field

from connectors.mail.domain.names import Names
from connectors.mail.domain.providers import provider_of
from connectors.mail.domain.told import Told, ok, warn

MOST_LOOKUPS = 10
_ENOUGH = 30  # look-ups after which we count no more
_ASKING = ("include", "a", "mx", "ptr", "exists", "redirect")


@dataclass(slots=True)
class _Seen:
    """`lookups`: terms that ask the DNS. `domains`: whose records are taken in. `networks`: allowed."""

    lookups: int = 0
    domains: set[str] = field(default_factory=set)
    networks: list[str] = field(default_factory=list)
    end: str = ""


def check(names: Names, domain: str, mail_host: str) -> Iterator[Told]:
    """What of the record is wrong, and what to write instead. Raises `TryLater`."""
    about = f"{domain} SPF"
    records = _records(names, domain)
    provider = provider_of(mail_host)
    allowed = f"include:{provider.include}" if provider else "(what your mail provider names)"
    if not records:
        text = (
            "there is no record, so receivers cannot tell that your mail server may send for it. Add a TXT "
            f'record at {domain}: "v=spf1 {allowed} ~all"'
        )
        yield warn(about, text)
        return
    if len(records) > 1:
        text = (
            f"there are {len(records)} records, which counts as none: "
            f"join them into one TXT record at {domain}"
        )
        yield warn(about, text)
        return
    seen = _Seen()
    _walk(names, domain, records[0], seen)
    faults = [*_faults(seen, domain), *_covered(names, seen, domain, mail_host)]
    yield from (warn(about, fault) for fault in faults)
    if not faults:
        yield ok(about, f"one record, {seen.lookups} of {MOST_LOOKUPS} look-ups, ends with {seen.end}")


def _faults(seen: _Seen, domain: str) -> Iterator[str]:
    if seen.lookups > MOST_LOOKUPS:
        many = f"{seen.lookups} look-ups" + (" or more" if seen.lookups >= _ENOUGH else "")
        yield (
            f"it takes {many}, and receivers stop at {MOST_LOOKUPS}, which counts as none: take out of the "
            f"record at {domain} what no longer sends for you"
        )
    if seen.end == "+all":
        yield f"it ends with +all, so anybody may send in your name: write ~all or -all at {domain}"
    elif seen.end not in ("~all", "-all"):
        ending = f"with {seen.end}" if seen.end else "without all"
        yield f"it ends {ending}, so it says nothing of other senders: end the record at {domain} with ~all"


def _covered(names: Names, seen: _Seen, domain: str, mail_host: str) -> Iterator[str]:
    """What speaks against that the mail server is among those allowed; nothing where it seems to be."""
    provider = provider_of(mail_host)
    if provider is not None:
        if provider.include not in seen.domains:
            told = f"whose server {mail_host} you send by"
            yield f"it does not name {provider.title}, {told}: add include:{provider.include} at {domain}"
        return
    family = _family(mail_host)
    if any(_family(each) == family for each in seen.domains - {domain}):
        return
    networks = [ipaddress.ip_network(each, strict=False) for each in seen.networks if _is_network(each)]
    for each in (mail_host,) if _is_network(mail_host) else names.addresses(mail_host):
        if any(ipaddress.ip_address(each) in network for network in networks):
            return
    yield (
        f"we cannot see that it allows {mail_host}, which you send by: ask your mail provider what belongs "
        f"into the record at {domain}"
    )


def _walk(names: Names, domain: str, record: str, seen: _Seen) -> None:
    seen.domains.add(domain)
    redirect = ""
    for term in record.split()[1:]:
        if seen.lookups >= _ENOUGH:
            return
        mechanism, value = _parts(term)
        seen.lookups += mechanism in _ASKING
        if mechanism == "all":
            seen.end = f"{term[0] if term[0] in '+-~?' else '+'}all"
            return
        if mechanism == "redirect":
            redirect = value
        else:
            _allow(names, domain, mechanism, value, seen)
    if redirect:
        _into(names, redirect, seen, through=True)


def _allow(names: Names, domain: str, mechanism: str, value: str, seen: _Seen) -> None:
    """Whom one term allows; those of macros and `exists` nobody can list."""
    if mechanism in ("ip4", "ip6"):
        seen.networks.append(value)
    elif mechanism == "include":
        _into(names, value, seen)
    elif mechanism == "a":
        seen.networks += names.addresses(value.partition("/")[0] or domain)
    elif mechanism == "mx":
        for host in filter(None, names.exchangers(value.partition("/")[0] or domain)):
            seen.domains.add(host)
            seen.networks += names.addresses(host)


def _into(names: Names, domain: str, seen: _Seen, *, through: bool = False) -> None:
    """What another domain's record says; its end is ours only where ours leads `through` to it."""
    domain = domain.lower().rstrip(".")
    if not domain or "%" in domain or domain in seen.domains:
        return
    end = seen.end
    seen.domains.add(domain)
    for record in _records(names, domain)[:1]:
        _walk(names, domain, record, seen)
    if not through:
        seen.end = end


def _records(names: Names, domain: str) -> list[str]:
    return [each for each in names.texts(domain) if each.lower().split(" ", 1)[0] == "v=spf1"]


def _parts(term: str) -> tuple[str, str]:
    bare = term.lstrip("+-~?").lower()
    for mark in (":", "="):
        name, found, value = bare.partition(mark)
        if found and name.isalnum():
            return name, value
    return bare.partition("/")[0], ""


def _family(host: str) -> str:
    """The last two parts of a name: as good as a provider, where nothing better is known."""
    return ".".join(host.lower().rstrip(".").split(".")[-2:])


def _is_network(written: str) -> bool:
    try:
        ipaddress.ip_network(written, strict=False)
    except ValueError:
        return False
    return True
