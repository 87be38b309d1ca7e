"""How to reach one account at Stripe. The keys are never shown by `repr`."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

API: Final = "https://api.stripe.com"
PAGES: Final = "https://checkout.stripe.com"
_PRETEND: Final = ("sk_test_", "rk_test_")


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """How Stripe's page looks for this ledger's customers; `None`: as it is set at Stripe."""

    name: str | None
    button_color: str | None
    background_color: str | None
    logo: str | None


class StripeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One ledger's account.

    `webhook_secret`: what its webhooks are signed with; `None` where none come, and we only ask. `clearing`:
    the ledger's account that payments are written to until Stripe pays them out. `fees_to`: the account that
    fees are booked to; `None`: they are not. `prefer`: whose link is offered where the ledger has one of its
    own. `methods`: the ways to pay, by Stripe's names; none: as set at Stripe. `host`: Stripe's address, or
    that of what stands in for it. `timeout`: seconds that any one answer may take.
    """

    secret_key: str
    webhook_secret: str | None
    clearing: str
    fees_to: str | None
    prefer: Literal["ledger", "stripe"]
    methods: tuple[str, ...]
    brand: Brand
    host: str
    timeout: float

    def __repr__(self) -> str:
        return f"StripeSettings({self.clearing!r})"

    @property
    def is_pretend(self) -> bool:
        """Whether its key is one of Stripe's own test mode, where no money moves. Of a resolved key."""
        return self.secret_key.startswith(_PRETEND)
