"""Mail addresses: read from `Name <local@domain>` or bare, and brought to the form the wire takes.

A domain in any script goes out in its IDNA form (UTS 46, non-transitional: the older IDNA 2003
turns `straße.de` into another firm's `strasse.de`). A local part outside ASCII has no such form; it
needs a server that speaks SMTPUTF8.
"""

from __future__ import annotations

import re
from email.header import Header

import idna
import msgspec

from connectors.errors import Refused

_NAMED = re.compile(r"(?P<name>.*?)\s*<(?P<address>[^<>]*)>", re.DOTALL)
_LOCAL = re.compile(r"[^\s\x00-\x20\x7f\"(),:;<>@\[\\\]]{1,64}")
_LINE_BREAKING = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_ASCII_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_LONGEST_PLAIN = 60  # what is longer and can't be folded is encoded, in pieces that can
_ADDRESS_LENGTH = 254  # RFC 5321, 4.5.3.1.3 with its erratum


class Mailbox(msgspec.Struct, frozen=True, kw_only=True):
    """One address: `name` as people read it or empty; `local` and `domain`, the latter in ASCII."""

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """`local@domain`, for the envelope."""
        return f"{self.local}@{self.domain}"

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server that speaks SMTPUTF8 can take it."""
        return not self.local.isascii()


def one_line(value: str, about: str) -> str:
    """`value`, proven to stay within its header. `Refused` when it holds a line break or the like."""
    if _LINE_BREAKING.search(value):
        text = "a line break or control character in an address, subject or other header of a message"
        raise Refused(text, about=about)
    return value.replace("\t", " ").strip()


def mailbox(written: str, about: str) -> Mailbox:
    """The mailbox in `written`: `Name <local@domain>`, the name quoted or not, or the bare address."""
    whole = one_line(written, about)
    named = _NAMED.fullmatch(whole)
    name, address = (named["name"], named["address"].strip()) if named else ("", whole)
    local, _, domain = address.rpartition("@")
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        msg = f"{address!r} is not a mail address"
        raise Refused(msg, about=about)
    ascii_domain = _in_ascii(domain)
    if not _ASCII_DOMAIN.fullmatch(ascii_domain):
        msg = f"{address!r} is not a mail address: its domain is not one"
        raise Refused(msg, about=about)
    if len(local.encode()) + 1 + len(ascii_domain) > _ADDRESS_LENGTH:
        msg = f"{address!r} is too long to be a mail address"
        raise Refused(msg, about=about)
    return Mailbox(name=_unquoted(name), local=local, domain=ascii_domain)


def _in_ascii(domain: str) -> str:
    if domain.isascii():
        return domain  # IDNA's own checks are for registering names; mail also goes to older ones
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _unquoted(name: str) -> str:
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        return re.sub(r"\\(.)", r"\1", name[1:-1])
    return name


def words(value: str, *, header: str) -> str:
    """`value` as the text of `header`, folded, in encoded words where plain ASCII would not do."""
    plain = value.isascii() and "=?" not in value
    plain = plain and all(len(word) <= _LONGEST_PLAIN for word in value.split())
    charset = "us-ascii" if plain else "utf-8"
    return Header(value, charset, header_name=header, maxlinelen=76).encode(linesep="\r\n")


def shown(box: Mailbox, *, header: str) -> str:
    """The mailbox as `header` has it: the name as atoms, quoted, or in encoded words."""
    if not box.name:
        return box.address
    if not box.name.isascii() or "=?" in box.name or len(box.name) > _LONGEST_PLAIN:
        encoded = Header(box.name, "utf-8", header_name=header, maxlinelen=76).encode(linesep="\r\n")
        return f"{encoded}\r\n <{box.address}>"
    name = box.name
    if not _ATOMS.fullmatch(name):
        name = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{name}\r\n <{box.address}>" if len(box.address) > _LONGEST_PLAIN else f"{name} <{box.address}>"
