"""E-mail addresses in one form, by which two spellings of one are known to be the same.

The law: rather too alike than not. Case tells no two mailboxes apart here, though a server might; a domain
is its ASCII form (IDNA). What follows a "+" stays, for it may be somebody else's.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=16384)  # the same ones come again with each look at an account
def in_one_form(written: str) -> str | None:
    """The address in that form; `None` where it can be none."""
    local, _, domain = normalize("NFKC", written.strip()).rpartition("@")
    domain = domain.rstrip(".")
    if not local or not domain:
        return None
    if not domain.isascii():
        import idna  # its tables are seldom needed

        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    return f"{local.casefold()}@{domain.casefold()}"
