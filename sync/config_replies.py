"""What config.toml says of a model that may propose what replies mean: `[replies.model]`."""

from __future__ import annotations

from urllib.parse import urlsplit

from connectors.model import ModelSettings
from sync.config_table import Table

DEFAULT_TIMEOUT = 20.0
_MOST_SECONDS = 120
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def read_model(table: Table) -> ModelSettings | None:
    """The model's settings, their key as written; `None` where none is configured."""
    if not table.written:
        return None
    url = table.web_address("url", "")
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        table.refuse(
            "url", "must begin with https://, for customers' words go there; http:// is for this machine"
        )
    model = ModelSettings(
        url=url,
        model=table.needed("model"),
        key=table.secret("key", needed=False),
        timeout=table.seconds("timeout", DEFAULT_TIMEOUT, most=_MOST_SECONDS),
    )
    table.close()
    return model
