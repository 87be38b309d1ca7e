"""What the worker does once a day besides its runs: retention, and the audit chains' heads are kept."""

from __future__ import annotations

from sync.evidence import heads
from sync.office import Office
from sync.privacy.retention import enforce


def keep_house(office: Office) -> list[str]:
    """Do it; returns, in words, what a person should know of."""
    told: list[str] = []
    enforce(office)
    file = office.config.keeping.heads
    if file is not None:
        try:
            heads.keep(office, file)
        except (OSError, heads.NoHeads) as error:
            told.append(f"the heads of the audit chains could not be kept: {error}")
    return told
