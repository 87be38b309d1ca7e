"""Guards asked about an account, for the tests."""

from __future__ import annotations

from dunning.account import Account
from dunning.decisions import Decision
from dunning.engine import decide, explain
from tests.dunning.desk import (
    POLICY,
    RULES,
    at,
)

TUESDAY = at("2026-05-05")  # the invoice of 1 May is 4 days past due; Monday 4 May is a bank holiday


NEXT_MORNING = at("2026-05-06", "05:00")  # 06:00 in London, which is on summer time


def decided(asked: Account, now: str = "2026-05-05", clock: str = "10:00") -> Decision:
    return decide(asked, POLICY, RULES, at(now, clock))


def answers(asked: Account) -> dict[str, bool]:
    return {each.guard: each.blocks for each in explain(asked, POLICY, RULES, TUESDAY)}
