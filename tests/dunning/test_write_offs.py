"""What is suggested to be written off, and why: a list for people, and each invoice in it once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning.account import Account, Contact, Hold
from dunning.agreements import Ending, HandedOver, Settlement
from dunning.law import Rules
from dunning.policy import Policy, read_policy
from dunning.procedure import case_of
from dunning.write_offs import WriteOff, write_offs_of
from sync import law
from tests.dunning.desk import account, at, books, credit, hold, invoice, notice, payment, sorting

LAW = Rules(holidays={}, version="test", limitations=law.limitations())
POLICY = read_policy({})
NOW = at("2026-09-01")  # invoice 1001, due 1 May, is 123 days past due
EPISODE = "i1001@2026-05-02"
SENT = (
    notice("reminder", "2026-05-05"), notice("second_reminder", "2026-05-12"), notice("firm", "2026-05-22"),
    notice("call", "2026-05-29", channel="call"),
    notice("hand_over", "2026-06-02", channel="hand_over"),
)  # fmt: skip
EXCLUDED = Hold(scope="customer", invoice_id=None, until=None, note="insolvent", excluded=True)


def found(asked: Account, policy: Policy = POLICY, on: str = "2026-09-01") -> tuple[WriteOff, ...]:
    return write_offs_of(case_of(asked, policy, LAW, at(on)))


def handed(ending: Ending | None) -> HandedOver:
    return HandedOver(
        id=1, invoice_ids=(), made_on=date(2026, 6, 2), known=(), who="", where="", quote="", ending=ending,
        to="Collect Ltd", whom="agency",
    )  # fmt: skip


SILENCE = (
    "5 levels went, the last of the procedure among them, and in the 91 days since 2 June 2026 nothing was "
    "paid or heard."
)
BACK = Ending(how="ended", on=date(2026, 8, 20), by="jo", words="no assets")
SETTLED = Settlement(
    id=2, invoice_ids=("i1001",), made_on=date(2026, 5, 3), known=(), who="", where="", quote="", ending=None,
    amount=Decimal(60), owed=Decimal(100), pay_by=date(2026, 6, 1), approved_by="jo",
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "reason", "why", "amount"),
    [
        (
            account(invoice(), sortings=(sorting("write_off", "1001", note="gone"),)),
            "set_aside",
            "ann said on 1 May 2026 that it is to be written off (gone); it is still open in the ledger.",
            "100",
        ),
        (
            account(invoice(), sortings=(sorting("time_barred", "1001"),)),
            "set_aside",
            "ann said on 1 May 2026 that it may be enforced no more; it is still open in the ledger.",
            "100",
        ),
        (
            account(
                invoice(balance="40", total=Decimal(100)),
                agreements=(SETTLED,),
                received=(payment("60", paid_on=date(2026, 5, 20), unapplied=Decimal(60)),),
            ),
            "settled",
            "A settlement of GBP 60.00 was paid, so the rest is forgiven.",
            "40",
        ),
        (
            account(invoice(), holds=(EXCLUDED,)),
            "excluded",
            "It is excluded from being followed up (insolvent), so nobody asks for it any more.",
            "100",
        ),
        (
            account(invoice(due="2020-05-01")),
            "time_barred",
            "It may be enforceable no more since 2 May 2026 (Limitation Act 1980 s.5).",
            "100",
        ),
        (
            account(invoice(), agreements=(handed(BACK),)),
            "returned",
            "It was with Collect Ltd (agency) from 2 June 2026 to 20 August 2026, and came back: no assets.",
            "100",
        ),
        (
            account(invoice(balance="15", total=Decimal(1000))),
            "small_rest",
            "All but a small rest of GBP 1,000.00 was paid (1.5 % to the cent, so maybe a discount taken).",
            "15",
        ),
        (
            account(invoice(balance="9.99")),
            "below_minimum",
            "It is below the minimum of GBP 10.00, so asking for it costs more than it brings.",
            "9.99",
        ),
        (
            account(invoice(), episode=EPISODE, notices=SENT),
            "no_answer",
            SILENCE,
            "100",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_each_reason_is_told_with_what_it_rests_on(
    asked: Account, reason: str, why: str, amount: str
) -> None:
    (one,) = found(asked)
    assert (one.reason, one.why, one.amount) == (reason, why, Decimal(amount))
    assert (one.citation is not None) == (reason == "time_barred")


def test_what_is_followed_up_still_is_no_candidate() -> None:
    for asked in (
        account(invoice()),  # no level went yet
        account(invoice(balance="21", total=Decimal(1000))),
        account(invoice(balance="10")),
        account(invoice(), agreements=(handed(None),), notices=SENT, episode=EPISODE),
        account(invoice(due="2020-05-01"), holds=(hold(),)),
        account(invoice(due="2020-05-01"), holds=(hold(), EXCLUDED)),
        account(invoice(due="2020-05-01"), unreadable=("invoice 9",)),
        account(invoice(due="2020-05-01"), payments_refused=("K, 10 GBP",)),
        account(invoice(balance="9"), credits=(credit("9"),)),
    ):
        assert found(asked) == ()


def test_all_but_a_person_s_word_and_a_settlement_wait_for_the_days_that_the_policy_names() -> None:
    for asked in (
        account(invoice(balance="9.99")),
        account(invoice(balance="15", total=Decimal(1000))),
        account(invoice(), holds=(EXCLUDED,)),
        account(invoice(), agreements=(handed(BACK),)),
    ):
        assert found(asked, on="2026-07-29") == ()  # 89 days past due
        assert len(found(asked, on="2026-07-30")) == 1
        assert found(asked, read_policy({"write_off_after_days": 200})) == ()
    said = account(invoice(), sortings=(sorting("write_off", "1001"),))
    assert found(said, on="2026-05-02")[0].reason == "set_aside"


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ({}, 1),
        ({"contacts": (Contact(channel="call", at=at("2026-06-04"), reached=True),)}, 0),
        ({"contacts": (Contact(channel="call", at=at("2026-06-04"), reached=False),)}, 1),
        ({"part_paid_on": date(2026, 6, 4)}, 0),
        ({"books": books(booked_through=date(2026, 8, 30))}, 0),
        ({"books": books(booked_through=date(2026, 8, 31))}, 1),
        ({"books": books(booked_through=None)}, 0),
        ({"notices": SENT[:-1]}, 0),
    ],
    ids=[
        "silence",
        "spoke",
        "rang in vain",
        "paid a part",
        "books behind",
        "books just so",
        "no books",
        "goes on",
    ],
)
def test_silence_is_counted_from_the_last_word_to_where_the_books_go(
    heard: dict[str, object], expected: int
) -> None:
    facts: dict[str, object] = {"episode": EPISODE, "notices": SENT}
    assert len(found(account(invoice(), **(facts | heard)), on="2026-08-31")) == expected


def test_an_invoice_is_named_once_and_credit_is_taken_off_the_oldest() -> None:
    asked = account(
        invoice("17", due="2020-05-01"),
        invoice("18", due="2026-04-20", balance="5", total=Decimal(500)),
        invoice("19", due="2026-08-20"),
        credits=(credit("30"),),
        holds=(Hold(scope="invoice", invoice_id="i19", until=None, note="", excluded=True),),
    )
    barred, rest = found(asked)
    assert ([each.number for each in barred.invoices], barred.amount) == (["17"], Decimal(70))
    assert ([each.number for each in rest.invoices], rest.reason, rest.days) == (["18"], "small_rest", 134)
    later = found(asked, on="2026-12-01")
    assert (later[0].reason, [each.number for each in later[0].invoices]) == ("excluded", ["19"])


def test_a_returned_debt_is_what_was_due_before_it_went() -> None:
    newer = invoice("1002", due="2026-06-03", balance="50")
    (one,) = found(account(invoice(), newer, agreements=(handed(BACK),)))
    assert [each.number for each in one.invoices] == ["1001"]
