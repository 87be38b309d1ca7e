"""Whom a message goes to, of the addresses that the ledger knows.

The laws it keeps: the invoice's own billing address comes first, and where invoices name different ones
nobody is chosen; what is no address by its syntax is dropped, never mended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from dunning.ledger import Customer, Invoice

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+\Z")


def is_address(text: str) -> bool:
    """Whether it is an e-mail address by its syntax (dot-atom @ two or more labels, ASCII)."""
    return _ADDRESS.match(text) is not None


def recipients(
    asked: Iterable[Invoice], customer: Customer, barred: Collection[str] = ()
) -> tuple[tuple[str, ...], bool]:
    """Where a message would go, and whether the invoices disagree about it (then nowhere).

    First the invoices' own billing addresses, then the people marked for invoices, then the
    customer's; what is no address is dropped, and so is what is `barred`, as the books spell it. The same
    address twice, in any case, is one.
    """
    named = dict.fromkeys([each.emails for each in asked])  # mostly one, and the same on each invoice
    usable = [found for each in named if (found := _usable(each))]
    if len(usable) > 1 and len({tuple(sorted(map(str.lower, found))) for found in usable}) > 1:
        return (), True
    own = usable[-1:]
    if own and not barred:
        return own[0], False
    people = tuple(person.email for person in customer.people if person.for_invoices)
    for known in (*own, people, customer.emails):
        found = _usable(tuple(each for each in known if each not in barred) if barred else known)
        if found:
            return found, False
    return (), False


@lru_cache(maxsize=1024)  # the guards ask one after the other
def _usable(addresses: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for address in addresses:
        trimmed = address.strip()
        if is_address(trimmed):
            found.setdefault(trimmed.lower(), trimmed)
    return tuple(found.values())
