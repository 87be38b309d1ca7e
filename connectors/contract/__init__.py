"""The contract that every ledger connector must pass, shipped so that a plug-in's author can run it.

Provide the source of truth behind the connector, `Source`, and a fixture of the name `stand`:

    import pytest
    from connectors.contract import LedgerContract, Stand

    class TestOurLedger(LedgerContract):
        @pytest.fixture
        def stand(self):
            with our_source() as source, Stand(source) as stand:
                yield stand

Each test gets books of its own. What a kind of ledger does not have is said in its `Abilities`;
tests of that are skipped with the reason. Nothing here needs pytest to be installed, knows any
particular connector, or calls anyone by itself.
"""

from __future__ import annotations

from connectors.contract.budget import Budget
from connectors.contract.comparing import Comparing
from connectors.contract.doubts import Doubts
from connectors.contract.fees import Fees
from connectors.contract.first_pull import FirstPull
from connectors.contract.grants import Grants
from connectors.contract.later_pulls import LaterPulls
from connectors.contract.papers import Papers
from connectors.contract.source import IMPATIENT, PATIENT, SLOW, Abilities, Calls, Source, Trouble
from connectors.contract.staged import Staged
from connectors.contract.stand import Stand
from connectors.contract.together import Together
from connectors.contract.troubles import Troubles
from connectors.contract.writes import Writes

__all__ = [
    "IMPATIENT",
    "PATIENT",
    "SLOW",
    "Abilities",
    "Calls",
    "LedgerContract",
    "Source",
    "Staged",
    "Stand",
    "Trouble",
]


class LedgerContract(
    FirstPull, LaterPulls, Writes, Together, Doubts, Troubles, Grants, Budget, Papers, Comparing, Fees
):
    """All of it. Subclass, and give the fixture `stand`."""
