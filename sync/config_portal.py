"""What config.toml says of the pages that customers have of their own."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from connectors.model import ModelSettings
from sync.config_replies import read_model
from sync.config_table import Table

_MOST_DAYS = 730


class PortalSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`enabled`: messages carry a link to it, once `public_url` is proved. `days`: how long one lasts.

    `model`: that may phrase answers, its key as written; `None` where none is configured.
    """

    enabled: bool
    days: int
    model: ModelSettings | None

    @property
    def lasts(self) -> timedelta:
        """How long a link lasts."""
        return timedelta(days=self.days)


def read_portal(top: Table) -> PortalSettings:
    """`[portal]`, its mistakes noted in the table's problems."""
    table = top.table("portal")
    settings = PortalSettings(
        enabled=table.flag("enabled", default=True),
        days=table.whole("days", 60, least=1, most=_MOST_DAYS),
        model=read_model(table.table("model")),
    )
    table.close()
    return settings
