"""What the worker does once a day, and when it starts, besides its runs.

Who was erased stays so, what is past its time goes, and the heads of the audit chains are kept.
"""

from __future__ import annotations

from sync.evidence import heads
from sync.firms import bounded_nobody
from sync.office import Office
from sync.privacy.again import erase_again
from sync.privacy.marks import NoMarks
from sync.privacy.retention import enforce, whole_months
from sync.secrets import SecretsError
from sync.store.partitions import NotLookedAfter


def keep_house(office: Office) -> list[str]:
    """Do it; returns, in words, what a person should know of."""
    told = bounded_nobody(office)
    try:
        told += erase_again(office)
    except (OSError, NoMarks, SecretsError) as error:
        told.append(f"who was erased could not be looked after: {error}")
    try:
        whole_months(office)
    except NotLookedAfter as error:
        told.append(str(error))
    enforce(office)
    file = office.config.keeping.heads
    if file is not None:
        try:
            heads.keep(office, file)
        except (OSError, heads.NoHeads) as error:
            told.append(f"the heads of the audit chains could not be kept: {error}")
    return told
