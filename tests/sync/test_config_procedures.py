"""Procedures as they stand in config.toml: the worked examples, and whose setting lies over whose."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dunning.account import Account
from dunning.choosing import policy_for
from dunning.policy import Policy
from sync.config import ConfigError
from tests.dunning.desk import account, customer, invoice, payer
from tests.sync.test_config import settings
from tests.sync.test_config_example import uncommented


def test_the_examples_of_procedures_are_followed_by_whom_they_say(tmp_path: Path) -> None:
    """Each of the example's own, by a customer that it is about."""
    (tmp_path / "firms").mkdir()
    policy = settings(tmp_path, uncommented()).policy

    def followed(asked: Account) -> Policy:
        return policy_for(policy, asked)

    open_ones = (invoice(balance="400"),)
    assert followed(account(*open_ones)).procedure == "standard"
    important = followed(account(*open_ones, customer=customer(name="Blue Stone Ltd")))
    assert (important.procedure, important.approval_required) == ("important customers", "every")
    small = followed(account(invoice(balance="99.99")))
    assert [(level.times, level.every_days) for level in small.levels] == [(3, 21)]
    assert (small.courtesies.statement_day, policy.courtesies.statement_day) == (31, 0)
    late = followed(account(*open_ones, behaviour=payer("chronic")))
    assert [level.channel for level in late.levels] == ["email", "email", "letter", "call"]
    dollars = followed(account(invoice(balance="1000", currency="USD"), currency="USD"))
    assert (dollars.procedure, dollars.contact.days_between) == ("in dollars", 10)
    consumers = msgspec.structs.replace(
        policy, law=msgspec.structs.replace(policy.law, debtor_kind="consumer")
    )
    german = account(*open_ones, customer=customer(country="DE"))
    assert policy_for(consumers, german).procedure == "consumers in Germany"


MAIN = """
[ledgers.main]
provider = "files"
folder = "x"
company = "Main"
currency = "GBP"
timezone = "Europe/London"
[ledgers.main.sender]
name = "Main"
email = "a@main.example"
"""


def test_a_customers_own_settings_lie_over_the_ledgers_and_those_over_the_houses(tmp_path: Path) -> None:
    config = settings(
        tmp_path,
        """
[policy]
minimum_gap_days = 8
old_debt_days = 60
[[policy.procedures]]
name = "pounds"
old_debt_days = 50
[policy.procedures.for]
currencies = ["GBP"]
[ledgers.main.policy]
minimum_gap_days = 9
booked_after_days = 3
[ledgers.main.customers."Blue Stone Ltd"]
booked_after_days = 5
"""
        + MAIN,
    )
    policy = config.ledger("main").policy
    blue = policy_for(policy, account(customer=customer(name="Blue Stone Ltd")))
    assert (blue.minimum_gap_days, blue.old_debt_days, blue.booked_after_days) == (9, 60, 5)
    assert blue.origins == {
        "minimum_gap_days": "ledger",
        "old_debt_days": "house",
        "booked_after_days": "customer Blue Stone Ltd",
    }
    other = policy_for(policy, account())
    assert (other.procedure, other.old_debt_days, other.booked_after_days) == ("pounds", 50, 3)


def test_a_mistake_in_a_customers_settings_names_the_customer(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        settings(
            tmp_path,
            """
[ledgers.main.customers."Blue Stone Ltd"]
minimum_gap_day = 5
"""
            + MAIN,
        )
    assert 'ledgers.main.customers."Blue Stone Ltd".minimum_gap_day is not known' in str(caught.value)
