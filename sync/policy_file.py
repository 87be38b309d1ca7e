"""A ledger's policy as config.toml has it, layer by layer, and what is laid over that from the store.

The law kept here: the house's, the ledger's own, a page's, and last a customer's own; each says only what it
says otherwise, tables are laid over each other key by key, and who wrote a value is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dunning.policy import Policy, read_policy
from dunning.reading import dotted, merged

HOUSE, LEDGER, PAGE = "house", "ledger", "page"  # who wrote a value; customers go by their name
NOTHING: Mapping[str, object] = {}


class PolicyFile(msgspec.Struct, frozen=True, kw_only=True):
    """The tables as written: `[policy]`, `[ledgers.X.policy]`, and `[ledgers.X.customers]` by name."""

    house: dict[str, object]
    ledger: dict[str, object]
    customers: dict[str, object]

    def below(self) -> dict[str, object]:
        """What the file says for all of the ledger's customers."""
        return merged(self.house, self.ledger)

    def origins(self, page: Mapping[str, object] = NOTHING) -> dict[str, str]:
        """Who wrote each value, by its dotted key."""
        layers = ((HOUSE, self.house), (LEDGER, self.ledger), (PAGE, page))
        return {key: who for who, table in layers for key in dotted(table)}

    def whole(self, page: Mapping[str, object] = NOTHING) -> dict[str, object]:
        """One table that says all of it: `page` laid over the file, and customers' own as procedures."""
        raw = merged(self.below(), page)
        if self.customers:
            others = raw.get("procedures")
            raw["procedures"] = [
                *(_of_customer(name, table) for name, table in self.customers.items()),
                *(others if isinstance(others, list) else ()),
            ]
        return raw

    def policy(self, page: Mapping[str, object] = NOTHING) -> Policy:
        """The policy with `page` laid over the file. Raises `PolicyError`, its keys as `as_written`."""
        return read_policy(self.whole(page), self.origins(page))

    def as_written(self, key: str) -> str:
        """Where a mistake of the policy stands in the file; the customers' tables came before the list."""
        first, _, rest = key.partition(".")
        number, _, inner = rest.partition(".")
        if first != "procedures" or not number.isdigit():
            return f"policy.{key}".rstrip(".")
        names = list(self.customers)
        place = int(number) - len(names)
        if place > 0:
            return f"policy.procedures.{place}.{inner}"
        return f'customers."{names[int(number) - 1]}".{inner}'


def _of_customer(name: str, table: object) -> dict[str, object]:
    """A customer's own table as the procedure that it is."""
    own = dict(table) if isinstance(table, Mapping) else {"": table}
    return {"name": f"customer {name}", "for": {"customers": [name]}, **own}
