"""`[ledgers.NAME.stripe]`, read: what must be there, and what is told of it otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.config import Config, ConfigError, read

SOUND = {"secret_key": "env:KEY", "clearing_account": "885"}


def config(**stripe: object) -> Config:
    sender = {"name": "Harbour", "email": "accounts@harbour.example"}
    ledger: dict[str, Any] = {
        "provider": "xero",
        "client_id": "id",
        "client_secret": "env:SECRET",
        "sender": sender,
        "stripe": stripe,
    }
    return read({"ledgers": {"harbour": ledger}}, Path("settings"))


def test_what_is_left_out_is_as_it_is_said() -> None:
    found = config(**SOUND).ledger("harbour").stripe
    assert found is not None
    assert (found.prefer, found.methods, found.webhook_secret, found.fees_to) == ("ledger", (), None, None)
    assert found.host == "https://api.stripe.com"
    assert "env:KEY" not in repr(found)


@pytest.mark.parametrize(
    ("changed", "key", "text"),
    [
        ({"secret_key": ""}, "secret_key", "must be text"),
        ({"clearing_account": ""}, "clearing_account", "must"),
        ({"prefer": "both"}, "prefer", "ledger"),
        ({"methods": ["Card!"]}, "methods", "bacs_debit"),
        ({"host": "http://stripe.example"}, "host", "https"),
        ({"branding": {"button_color": "green"}}, "branding.button_color", "colour"),
        ({"branding": {"logo": "logo.png"}}, "branding.logo", "web address"),
        ({"clearing": "885"}, "clearing", "clearing_account"),
    ],
)
def test_a_mistake_is_told_by_its_key(changed: dict[str, object], key: str, text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(**SOUND | changed)
    [(where, told)] = [one for one in caught.value.problems if one[0] == f"ledgers.harbour.stripe.{key}"]
    assert text in told, where


def test_keys_that_stand_in_the_file_are_told_of() -> None:
    found = config(secret_key="sk_plain", webhook_secret="whsec_plain", clearing_account="885")
    assert {"ledgers.harbour.stripe.secret_key", "ledgers.harbour.stripe.webhook_secret"} <= set(
        found.plain_secrets
    )
