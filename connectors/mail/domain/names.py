"""The DNS, asked: texts, mail exchangers and addresses of a name; nothing where there are none."""

from __future__ import annotations

import dns.exception
import dns.resolver
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT

from connectors.errors import TryLater

_SECONDS = 6.0  # for one question in all
_PORT = 53
_RESERVED = ("test", "example", "invalid", "localhost", "local", "example.com", "example.net", "example.org")


def is_reserved(domain: str) -> bool:
    """Whether no such name can be in the DNS (RFC 2606, 6761, 6762): then nobody is asked for it."""
    return "." not in domain or any(domain == each or domain.endswith(f".{each}") for each in _RESERVED)


class Names:
    """Answers are kept as long as it is. `nameserver`: "IP" or "IP:PORT"; `None`: the system's own.

    Raises `TryLater` where nobody answers, or the answer is that of a broken server.
    """

    def __init__(self, nameserver: str | None) -> None:
        self._nameserver = nameserver
        self._resolver: dns.resolver.Resolver | None = None

    def texts(self, name: str) -> tuple[str, ...]:
        """TXT records, each in one piece."""
        return tuple(
            b"".join(each.strings).decode("utf-8", "replace")
            for each in self._asked(name, "TXT")
            if isinstance(each, TXT)
        )

    def exchangers(self, name: str) -> tuple[str, ...]:
        """Mail exchangers, the first choice first; "" for the one that says: no mail here (RFC 7505)."""
        found = sorted(
            (each.preference, each.exchange.to_text(omit_final_dot=True))
            for each in self._asked(name, "MX")
            if isinstance(each, MX)
        )
        return tuple("" if host == "." else host.lower() for _, host in found)

    def addresses(self, name: str) -> tuple[str, ...]:
        """IPv4 and IPv6 addresses."""
        return tuple(each.to_text() for kind in ("A", "AAAA") for each in self._asked(name, kind))

    def _asked(self, name: str, kind: str) -> list[dns.rdata.Rdata]:
        try:
            answer = self._open().resolve(name, kind, search=False, lifetime=_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.name.LabelTooLong:
            return []  # no such name can be
        except (dns.exception.DNSException, OSError) as failed:
            text = f"the DNS gave no answer ({type(failed).__name__})"
            raise TryLater(text, about=f"{kind} of {name}") from failed
        return list(answer.rrset or ())

    def _open(self) -> dns.resolver.Resolver:
        if self._resolver is None:
            self._resolver = dns.resolver.Resolver(configure=self._nameserver is None)
            self._resolver.cache = dns.resolver.LRUCache()
            if self._nameserver is not None:
                address, port = split(self._nameserver)
                self._resolver.nameservers, self._resolver.port = [address], port
        return self._resolver


def split(nameserver: str) -> tuple[str, int]:
    """Address and port; `[...]` around an IPv6 address that has a port."""
    address, colon, port = nameserver.rpartition(":")
    if not colon or (":" in address and not address.startswith("[")):
        return nameserver, _PORT
    return address.strip("[]"), int(port)
