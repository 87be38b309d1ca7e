"""Our one line in a bookkeeper's memo is known again, whatever an editor did to its end."""

from __future__ import annotations

import pytest

from connectors.quickbooks.marks import memo_with, sequence_in

OURS = "[Duesync] Reminder 1 e-mailed 12 May 2026 #1 [ABCDEFGHIJ2345672345]"
NEXT = "[Duesync] Reminder 2 e-mailed 20 May 2026 #2 [BCDEFGHIJK2345672345]"


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " ", " \r\nCall Jane first", "\r\n\r\n"])
def test_our_line_is_replaced_and_never_doubled_whatever_ends_it(end: str) -> None:
    memo = f"Ask for a PO\r\n{OURS}{end}"
    assert sequence_in(memo) == 1
    after = memo_with(memo, NEXT)
    assert after.count("[Duesync]") == 1
    assert sequence_in(after) == 2
    assert after.startswith("Ask for a PO")
    assert ("Call Jane first" in after) == ("Call Jane first" in memo)
