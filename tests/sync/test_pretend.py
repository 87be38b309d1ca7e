"""A provider's demo or test company: its customers are never written to, and nobody is asked for a yes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sync.books import customer, invoice
from tests.sync.desk import Desk, desk


def redirected(bench: Desk) -> Desk:
    """The same desk with a `redirect_to` in its configuration."""
    path = bench.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'redirect_to = "jo@summit.example"\n{text}', encoding="utf-8")
    return bench.at(bench.office.clock.now())


@pytest.mark.parametrize("company", [{"demo": True}, {"environment": "sandbox"}], ids=["demo", "sandbox"])
@pytest.mark.parametrize("policy", ['approval_required = "none"', 'approval_required = "every"'])
def test_a_pretend_company_sends_nothing_until_its_messages_are_redirected(
    tmp_path: Path, company: dict[str, Any], policy: str
) -> None:
    with desk(tmp_path, policy=policy) as bench:
        bench.update(**company).stage(customer("C1"), invoice(of="C1")).decide()
        assert bench.reasons() == {"C1": "PRETEND"}
        assert bench.effects() == []
        redirected(bench).decide()  # at once, not only when the review date comes
        assert bench.reasons() == {"C1": "APPROVAL" if "every" in policy else "LEVEL_DUE"}


def test_without_a_redirect_what_was_ready_in_a_pretend_company_is_called_off(tmp_path: Path) -> None:
    with desk(tmp_path) as bench:
        bench.stage(customer("C1"), invoice(of="C1")).decide()
        assert len(bench.effects()) == 1
        bench.update(demo=True).decide()
        assert bench.effects() == []
        [dropped] = bench.effects("dropped")
        assert "demo or sandbox company" in (dropped.reason or "")
