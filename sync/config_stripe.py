"""`[ledgers.NAME.stripe]` of config.toml, read: where that ledger's customers may pay online."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from connectors.stripe.settings import API, Brand, StripeSettings
from sync.config_mail import LOOPBACK
from sync.config_table import Table

DEFAULT_TIMEOUT: Final = 20.0
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_METHOD: Final = re.compile(r"[a-z][a-z0-9_]{1,40}")


def read_stripe(table: Table) -> StripeSettings:
    """The settings, the keys as written; their mistakes go to the table's problems."""
    prefer = table.choice("prefer", ("ledger", "stripe"), "ledger")
    settings = StripeSettings(
        secret_key=table.secret("secret_key", needed=True) or "",
        webhook_secret=table.secret("webhook_secret", needed=False),
        clearing=table.needed("clearing_account"),
        fees_to=table.maybe("fee_account", longest=60),
        prefer="stripe" if prefer == "stripe" else "ledger",
        methods=table.words("methods"),
        brand=_brand(table.table("branding")),
        host=table.web_address("host", API).rstrip("/"),
        timeout=table.seconds("timeout", DEFAULT_TIMEOUT, most=300),
    )
    for method in settings.methods:
        if not _METHOD.fullmatch(method):
            table.refuse("methods", 'must be ways to pay by Stripe\'s names, such as ["card", "bacs_debit"]')
    if settings.host.startswith("http:") and urlsplit(settings.host).hostname not in LOOPBACK:
        table.refuse("host", "must begin with https: else the key travels in the clear")
    table.close()
    return settings


def _brand(table: Table) -> Brand:
    brand = Brand(
        name=table.maybe("name"),
        button_color=table.maybe("button_color"),
        background_color=table.maybe("background_color"),
        logo=table.web_address("logo", "") if table.has("logo") else None,
    )
    for key, color in (("button_color", brand.button_color), ("background_color", brand.background_color)):
        if color is not None and not _COLOR.fullmatch(color):
            table.refuse(key, 'must be a colour such as "#0a7d5c"')
    table.close()
    return brand
