"""Interest and fixed sums in few words, for the tests: whose debt, due when, claimed on which day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from dunning.account import Account
from dunning.aging import standing
from dunning.charged import Charged, Charges
from dunning.charges import charges_on, uncovered
from dunning.law import Rules
from dunning.policy import Policy, read_policy
from sync.law import by_country, rates
from tests.dunning.desk import at

LAW = Rules(holidays={}, version="law", packs=by_country(), rates=rates())
BY_LAW = {"basis": "statutory", "from_level": "reminder", "fixed_sums": True}
# Bank Rate of 31 December 2025, which the table holds from memory only
STATED = {
    "series": "boe_bank_rate_30jun_31dec",
    "from": "2026-01-01",
    "until": "2026-07-01",
    "percent": "3.75",
    "source": "Bank of England",
}


def policy(kind: str = "company", **interest: Any) -> Policy:
    """A policy that claims what the law grants, unless it says otherwise."""
    return read_policy(
        {
            "approval_required": "none",
            "law": {"debtor_kind": kind},
            "interest": BY_LAW | interest,
        }
    )


def claim(asked: Account, on: str, by: Policy | None = None) -> Charges:
    """What may be claimed on that day, on all that is overdue."""
    now = at(on)
    owed = standing(asked, now.date())
    found = charges_on(asked, by or policy(), LAW, now, uncovered(owed.overdue, owed.credit), now.date())
    assert found is not None
    return found


def charged(asked: Account, made: Charges) -> Account:
    """The account once that claim was charged."""
    done = tuple(
        Charged(
            invoice_id=line.invoice_id,
            since=line.stretches[0].since if line.stretches else made.until,
            until=made.until,
            fixed=line.fixed > 0,
        )
        for line in made.lines
    )
    return replace(asked, charged=(*asked.charged, *done))


def sums(made: Charges) -> tuple[Decimal, Decimal]:
    """(interest, fixed sums)."""
    return made.interest.amount, made.fixed.amount
