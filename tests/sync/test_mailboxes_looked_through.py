"""Which mailboxes of a firm's other ledgers are looked through before a message leaves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sync.intake.elsewhere import mailboxes
from sync.store import places
from tests.sync.books import NOW, linked
from tests.sync.desk import desk

_MANY = 14
_OTHER = """
[ledgers.other{number}]
provider = "files"
folder = "."
company = "Other {number}"
currency = "GBP"
timezone = "Europe/London"
[ledgers.other{number}.sender]
name = "Other"
email = "o{number}@other.example"
[ledgers.other{number}.mail.inbox]
host = "127.0.0.1"
port = 9
security = "none"
username = "o{number}"
password = "env:NO"
"""


@pytest.mark.parametrize("only_some", [True, False])
def test_of_many_those_come_first_that_nobody_looked_through_for_longest(
    tmp_path: Path, store_url: str, *, only_some: bool
) -> None:
    number = _MANY if only_some else 10
    others = "".join(_OTHER.format(number=each) for each in range(number))
    with desk(tmp_path, store_url, policy=f'approval_required = "none"\n{others}') as made:
        store = made.office.store
        ids = [linked(store, f"A-{each + 2}", f"other{each}") for each in range(number)]
        with store.write() as connection:  # the first was looked at last, the fourth never
            for each, ledger_id in enumerate(ids):
                if each != 3:
                    places.reached(connection, ledger_id, "INBOX", NOW - timedelta(hours=each))
            places.looked_through(connection, ids[-1], "INBOX", NOW)
            places.looked_through(connection, ids[5], "INBOX", NOW - timedelta(days=9))  # read since
        others_linked = [made.office.linked(f"other{each}") for each in range(number)]
        found = mailboxes(made.office, made.ledger, others_linked, {ids[0]})
    names = [[one.name for one in those] for those in found]
    assert names[0] == ["other0"], "its books know who is written to"
    if only_some:
        assert names[1:] == [["other3"], *([f"other{each}"] for each in range(12, 3, -1))]
    else:
        assert sorted(names) == sorted([f"other{each}"] for each in range(number))
