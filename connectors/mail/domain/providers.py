"""Mail providers by the name of their servers: what they ask to be written into the DNS.

From memory of the providers' own pages, to be verified there; where it is wrong a check only says less.
"""

from __future__ import annotations

import msgspec


class MailProvider(msgspec.Struct, frozen=True):
    """`hosts`: what their servers' names end with. `include`: for SPF. `selectors`: where their keys are."""

    title: str
    hosts: tuple[str, ...]
    include: str
    selectors: tuple[str, ...] = ()


_KNOWN = (
    MailProvider("Google", ("gmail.com", "google.com", "googlemail.com"), "_spf.google.com", ("google",)),
    MailProvider(
        "Microsoft 365",
        ("office365.com", "outlook.com", "protection.outlook.com"),
        "spf.protection.outlook.com",
        ("selector1", "selector2"),
    ),
    MailProvider(
        "Fastmail",
        ("fastmail.com", "messagingengine.com"),
        "spf.messagingengine.com",
        ("fm1", "fm2", "fm3"),
    ),
    MailProvider("Zoho", ("zoho.com",), "zoho.com", ("zoho", "zmail")),
    MailProvider("Zoho", ("zoho.eu",), "zoho.eu", ("zoho", "zmail")),
    MailProvider("OVHcloud", ("ovh.net", "ovh.com"), "mx.ovh.com"),
    MailProvider("Infomaniak", ("infomaniak.com", "infomaniak.ch"), "spf.infomaniak.ch"),
    MailProvider("Gandi", ("gandi.net",), "_mailcust.gandi.net", ("gm1", "gm2", "gm3")),
    MailProvider("GoDaddy", ("secureserver.net",), "secureserver.net"),
    MailProvider("Namecheap", ("privateemail.com",), "spf.privateemail.com", ("default",)),
    MailProvider("Amazon SES", ("amazonaws.com",), "amazonses.com"),
    MailProvider("SendGrid", ("sendgrid.net",), "sendgrid.net", ("s1", "s2")),
    MailProvider("Mailgun", ("mailgun.org",), "mailgun.org", ("k1", "mailo")),
    MailProvider("Postmark", ("postmarkapp.com",), "spf.mtasv.net", ("pm",)),
)


def provider_of(host: str) -> MailProvider | None:
    """Whose server that is, as far as its name tells."""
    name = host.lower().rstrip(".")
    return next(
        (one for one in _KNOWN if any(name == each or name.endswith(f".{each}") for each in one.hosts)), None
    )
