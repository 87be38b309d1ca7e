"""All that the DNS says of a domain that mail is sent from; where nobody answers, that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import idna

from connectors.errors import TryLater
from connectors.mail.domain import dkim, dmarc, spf
from connectors.mail.domain.names import Names, is_reserved
from connectors.mail.domain.told import Told, ok, warn
from connectors.mail.settings import MailSettings


def check(settings: MailSettings, sender: str, reply_to: str | None) -> list[Told]:
    """`sender`, `reply_to`: mail addresses. Whom to ask is in the settings."""
    domain = _domain(sender)
    if settings.nameserver is None and is_reserved(domain):
        return [ok(f"{domain} DNS", "the name is one of those reserved for examples: nothing was looked up")]
    names = Names(settings.nameserver)
    signing = _collected(f"{domain} DKIM", dkim.check(names, domain, settings.host, settings.dkim_selector))
    signs = any(each.level == "ok" for each in signing)
    found = [
        *_collected(f"{domain} SPF", spf.check(names, domain, settings.host)),
        *signing,
        *_collected(f"{domain} DMARC", dmarc.check(names, domain, sender, signs=signs)),
        *_signs_in_elsewhere(settings, domain),
    ]
    for each in dict.fromkeys((domain, _domain(reply_to or sender))):
        found += _collected(f"{each} MX", _answers(names, each))
    return found


def _collected(about: str, told: Iterable[Told]) -> list[Told]:
    try:
        return list(told)
    except TryLater as error:
        return [warn(about, f"not looked at: {error}")]


def _signs_in_elsewhere(settings: MailSettings, domain: str) -> Iterator[Told]:
    """A sign-in at another domain: the provider may sign as that one, or write its own From."""
    username = settings.username or ""
    theirs = _domain(username) if "@" in username else domain
    if theirs != domain and not theirs.endswith(f".{domain}") and not domain.endswith(f".{theirs}"):
        text = (
            f"you sign in to the mail server as one of {theirs}, so it may sign as {theirs} or write another "
            f"From, and then DMARC fails: let it send for {domain}, or send from an address at {theirs}"
        )
        yield warn(f"{domain} DMARC", text)


def _answers(names: Names, domain: str) -> Iterator[Told]:
    about = f"{domain} MX"
    hosts = names.exchangers(domain)
    if hosts == ("",):
        yield warn(about, "it says that it takes no mail: answers of customers come back to them as failed")
    elif hosts:
        yield ok(about, f"answers go to {hosts[0]}")
    elif names.addresses(domain):
        yield warn(about, f"there is none, so answers are tried at {domain} itself: write an MX record there")
    else:
        yield warn(about, "there is no mail server and no host of that name: no answer arrives")


def _domain(address: str) -> str:
    written = address.rpartition("@")[2].lower().rstrip(".")
    try:
        return written if written.isascii() else idna.encode(written, uts46=True).decode("ascii")
    except idna.IDNAError:
        return written
