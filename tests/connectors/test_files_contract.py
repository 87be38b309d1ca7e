"""A folder of exports passes the contract that is shipped, however its program writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.contract import LedgerContract, Stand
from tests.connectors.files_contract import exported
from tests.connectors.files_program import CONTINENTAL, PLAIN


class TestFiles(LedgerContract):
    @pytest.fixture
    def stand(self, tmp_path: Path) -> Iterator[Stand]:
        with exported(tmp_path, PLAIN) as source, Stand(source) as stand:
            yield stand


class TestContinentalFiles(LedgerContract):
    """Semicolons, decimal commas, days first, UTF-16."""

    @pytest.fixture
    def stand(self, tmp_path: Path) -> Iterator[Stand]:
        with exported(tmp_path, CONTINENTAL) as source, Stand(source) as stand:
            yield stand
