"""Recording what was agreed: what is refused, what follows, and that nothing of it is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dunning.account import Account, Contact
from dunning.agreements import Agreement, Dispute, PromiseToPay
from sync import commands, tables
from sync.commands import ActError, Outcome, Said
from sync.status import statuses
from sync.store import agreements, decided
from sync.why import why
from tests.sync.books import NOW, TODAY, booked, customer, invoice, payment, rows_of, up_for_review
from tests.sync.desk import NAME, Desk, desk

BY_ROBIN = Said(by="robin", customer="C1", who="Ann", where="call", quote="next week, honestly")
IN_A_WEEK = TODAY + timedelta(days=7)  # a Wednesday: the books show on Friday what came
IN_TWO_PARTS = [(IN_A_WEEK, Decimal(60)), (IN_A_WEEK + timedelta(days=14), Decimal(60))]


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer with an invoice of GBP 120, 12 days past due."""
    with desk(tmp_path, store_url) as made:
        yield made.stage(customer("C1", name="Acme"), invoice("I1"))


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Desk]:
    """The same on SQLite alone."""
    with desk(tmp_path) as made:
        yield made.stage(customer("C1", name="Acme"), invoice("I1"))


def said(**more: Any) -> Said:
    return Said(**({"by": "robin", "customer": "C1"} | more))


def promise(bench: Desk, amount: str | None = None, by: date = IN_A_WEEK, about: Said = BY_ROBIN) -> Outcome:
    return commands.promise(
        bench.office, bench.ledger, about, amount=None if amount is None else Decimal(amount), by=by
    )


def dispute(bench: Desk, amount: str | None = None, **more: Any) -> Outcome:
    facts: dict[str, Any] = {"reason": "wrong price", "owner": None, "answer_by": None} | more
    about = said(customer=None, invoices=("N-I1",))
    part = None if amount is None else Decimal(amount)
    return commands.dispute(bench.office, bench.ledger, about, amount=part, **facts)


def claim(bench: Desk, amount: str | None = None, paid_on: date | None = None) -> Outcome:
    claimed = commands.Claimed(None if amount is None else Decimal(amount), paid_on, "TX-9")
    return commands.claim(bench.office, bench.ledger, said(), claimed)


def end(bench: Desk, kind: str, **more: Any) -> Outcome:
    options: dict[str, Any] = {"number": None, "how": "withdrawn", "words": "", "about": said()} | more
    return commands.end(bench.office, bench.ledger, kind, options.pop("about"), **options)


def recorded(bench: Desk, number: int) -> Agreement:
    with bench.office.store.read() as connection:
        found = agreements.find(connection, bench.ledger.id, number, commands_zone(bench))
    assert found is not None
    return found.agreement


def commands_zone(bench: Desk) -> Any:
    from sync.commands.agreed import zone_of

    return zone_of(bench.ledger)


def standing_account(bench: Desk) -> Account:
    """The account that its last decision rested on."""
    bench.decide()
    with bench.office.store.read() as connection:
        [one] = decided.standing(connection, bench.ledger.id, customer_id="C1")
        return decided.snapshot(connection, one.account_digest)


def on(bench: Desk, day: date) -> Desk:
    """The desk on that day, its books complete up to then, with everything due decided."""
    bench.at(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    bench.stage(booked(day))
    bench.decide()
    return bench


def test_a_promise_is_kept_whole_and_tells_what_follows(bench: Desk) -> None:
    outcome = promise(bench)
    assert outcome.words == (
        "the promise of GBP 120.00 by 25 November 2026 (Ann, call) with Acme is recorded"
    )
    assert outcome.follows == (
        "The promise of GBP 120.00 by 25 November 2026 (Ann, call) is open: nothing is asked for invoice "
        'N-I1 before 27 November 2026, when the books can show what came. If nothing comes: "reminder" on '
        "27 November 2026."
    )
    kept = recorded(bench, outcome.number)
    assert kept == PromiseToPay(
        id=outcome.number,
        invoice_ids=("I1",),
        made_on=TODAY,
        known=(),
        who="Ann",
        where="call",
        quote="next week, honestly",
        ending=None,
        amount=Decimal("120.00"),
        due_on=IN_A_WEEK,
        episode=f"I1@{TODAY}",
    )
    [row] = rows_of(bench.office.store, tables.agreements, bench.ledger.id)
    assert (row["made_by"], row["made_at"], row["kind"]) == ("robin", NOW, "promise")


def test_a_promise_drops_the_message_that_was_ready_and_resumes_when_it_is_broken(bench: Desk) -> None:
    bench.decide()
    assert [each.level for each in bench.ready()] == ["reminder"]
    promise(bench)
    assert up_for_review(bench.office.store, bench.ledger.id) >= {("C1", "GBP")}
    bench.decide()
    assert (bench.ready(), bench.reasons()) == ([], {"C1": "PROMISED"})
    for days in (1, 7, 8):
        assert on(bench, TODAY + timedelta(days=days)).reasons() == {"C1": "PROMISED"}
    assert on(bench, TODAY + timedelta(days=9)).reasons() == {"C1": "LEVEL_DUE"}
    assert bench.standing().text.endswith("by 25 November 2026 (Ann, call) was broken.")
    assert [each.level for each in bench.ready()] == ["reminder"]


def test_a_promise_that_is_due_waits_for_the_books_and_is_judged_by_them(bench: Desk) -> None:
    promise(bench)
    bench.at(NOW + timedelta(days=12)).decide()  # nobody booked anything since
    assert bench.reasons() == {"C1": "BOOKS_NOT_BOOKED"}
    commands.confirm_books(bench.office, bench.ledger, TODAY + timedelta(days=12))
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}


def test_a_kept_promise_is_told_by_why(bench: Desk) -> None:
    promise(bench, "50")
    bench.stage(
        invoice("I1", edit=2, owes="120.00", balance=Decimal(70)),
        payment("P9", on=TODAY + timedelta(days=2), applied={"I1": "50.00"}),
    )
    on(bench, TODAY + timedelta(days=3))
    told = {each.guard: each for each in why(bench.office, bench.ledger, "N-I1").guards}["promise"]
    assert told.blocks
    assert "was kept: nothing is asked for invoice N-I1 before 27 November 2026" in told.text
    on(bench, TODAY + timedelta(days=9))
    assert bench.reasons() == {"C1": "LEVEL_DUE"}
    assert "broken" not in bench.standing().text
    assert why(bench.office, bench.ledger, "N-I1").facts["agreements"] == [
        "the promise of GBP 50.00 by 25 November 2026 (Ann, call) was kept"
    ]


def test_a_promise_that_is_moved_counts_as_one_and_the_third_is_refused(bench: Desk) -> None:
    first = promise(bench)
    second = promise(bench, by=IN_A_WEEK + timedelta(days=2))
    moved = recorded(bench, first.number)
    assert moved.ending is not None
    assert (moved.ending.how, moved.ending.by, moved.ending.on) == ("moved", "robin", TODAY)
    with pytest.raises(ActError, match=r"Acme gave 2 promises about this debt .*duesync instalments summit"):
        promise(bench, by=IN_A_WEEK + timedelta(days=3))
    end(bench, "promise", number=second.number, words="typed wrongly")
    assert promise(bench).number > second.number


def test_a_withdrawn_promise_holds_nothing_and_stays_on_record(bench: Desk) -> None:
    number = promise(bench).number
    outcome = end(bench, "promise", words="they called again")
    assert outcome.number == number
    assert "is withdrawn, and stays on record" in outcome.words
    kept = recorded(bench, number).ending
    assert kept is not None
    assert (kept.how, kept.words) == ("withdrawn", "they called again")
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}
    with pytest.raises(ActError, match="Acme has no promise that stands"):
        end(bench, "promise")
    with pytest.raises(ActError, match=f"no promise number {number} that stands"):
        end(bench, "promise", number=number)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a day that is past": ({"by": TODAY - timedelta(days=1)}, "2026-11-17 is past for summit, where it is"),
    "too far ahead": (
        {"by": TODAY + timedelta(days=31)},
        r"31 days ahead, and the policy allows 30: .*duesync instalments summit.*promise_days_most",
    ),
    "more than is owed": ({"amount": "120.01"}, "Acme owes GBP 120.00 of that, less than GBP 120.01"),
    "nothing": ({"amount": "0"}, "0 is not an amount that can be agreed on"),
    "less than nothing": ({"amount": "-5"}, "-5 is not an amount"),
    "half a penny": ({"amount": "10.005"}, "more decimals than GBP has"),
    "an unknown customer": ({"about": said(customer="Nobody")}, "no customer 'Nobody'"),
    "an unknown invoice": ({"about": said(invoices=("N-9",))}, "no invoice 'N-9'"),
    "nobody's debt": ({"about": said(customer=None)}, "say whose debt it is: --customer NAME or --inv"),
    "another currency": ({"about": said(currency="EUR")}, "Acme owes nothing overdue in EUR"),
    "said tomorrow": ({"about": said(on=TODAY + timedelta(days=1))}, "nobody has said it yet"),
}  # fmt: skip


@pytest.mark.parametrize("why_not", REFUSED)
def test_a_promise_that_cannot_be_right_is_refused(quick: Desk, why_not: str) -> None:
    options, told = REFUSED[why_not]
    with pytest.raises(ActError, match=told):
        promise(quick, **options)
    assert rows_of(quick.office.store, tables.agreements, quick.ledger.id) == []


def test_with_debts_in_two_currencies_a_person_says_which(quick: Desk) -> None:
    quick.stage(invoice("I2", currency="EUR"))
    with pytest.raises(ActError, match="they owe in EUR, GBP: say which with --currency"):
        promise(quick)
    promise(quick, about=said(currency="EUR"))
    quick.decide()
    assert quick.standing(currency="EUR").reason.name == "PROMISED"
    assert quick.standing().reason.name == "LEVEL_DUE"


def test_an_invoice_of_somebody_else_cannot_be_promised(quick: Desk) -> None:
    quick.stage(customer("C2"), invoice("I2", of="C2"))
    with pytest.raises(ActError, match="invoice N-I2 is no open invoice of Acme in GBP"):
        promise(quick, about=said(invoices=("N-I2",)))


def test_instalments_hold_while_they_are_paid_and_end_a_promise(bench: Desk) -> None:
    first = promise(bench)
    outcome = commands.instalments(bench.office, bench.ledger, said(), IN_TWO_PARTS)
    assert "the plan of 2 instalments, GBP 120.00 until 9 December 2026 with Acme" in outcome.words
    moved = recorded(bench, first.number).ending
    assert moved is not None
    assert moved.how == "moved"
    bench.stage(
        invoice("I1", edit=2, balance=Decimal(60)),
        payment("P9", on=IN_A_WEEK, amount="60.00", applied={"I1": "60.00"}),
    )
    assert on(bench, TODAY + timedelta(days=12)).reasons() == {"C1": "INSTALMENTS"}
    assert on(bench, TODAY + timedelta(days=23)).reasons() == {"C1": "LEVEL_DUE"}
    assert "is behind: GBP 60.00 of 9 December 2026 is missing" in bench.standing().text


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([(IN_A_WEEK, "60"), (IN_A_WEEK + timedelta(days=7), "50")], "come to GBP 110.00, and Acme owes GBP"),
        ([(IN_A_WEEK, "60"), (IN_A_WEEK, "60")], "due on the same day"),
        ([(IN_A_WEEK, "10"), (IN_A_WEEK + timedelta(days=7), "110")], "below the least part of GBP 20"),
        ([(TODAY - timedelta(days=1), "120")], "is past for summit"),
        ([(TODAY + timedelta(days=366), "120")], "366 days ahead, and the policy allows 365"),
        ([(TODAY + timedelta(days=n), "9") for n in range(13)], "has 1 to 12 parts, not 13"),
        ([], "has 1 to 12 parts, not 0"),
    ],
)  # fmt: skip
def test_a_plan_out_of_bounds_is_refused(quick: Desk, parts: list[tuple[date, str]], told: str) -> None:
    with pytest.raises(ActError, match=told):
        commands.instalments(
            quick.office, quick.ledger, said(), [(day, Decimal(amount)) for day, amount in parts]
        )


def test_what_is_under_a_plan_is_not_promised_beside_it(quick: Desk) -> None:
    commands.instalments(quick.office, quick.ledger, said(), IN_TWO_PARTS)
    with pytest.raises(ActError, match="Acme owes nothing overdue in GBP that could be agreed about"):
        promise(quick)
    with pytest.raises(
        ActError, match=r"under the plan .* duesync instalments summit --invoice N-I1 --withdraw"
    ):
        promise(quick, about=said(invoices=("N-I1",)))


def test_a_disputed_part_is_left_out_until_it_is_answered(bench: Desk) -> None:
    number = dispute(bench, "20").number
    kept = recorded(bench, number)
    assert isinstance(kept, Dispute)
    assert (kept.owner, kept.answer_by) == ("robin", TODAY + timedelta(days=14))
    bench.decide()
    [act] = bench.ready()
    assert (act.amount, act.balances) == (Decimal(100), (("I1", Decimal(100)),))
    about = said(customer=None, invoices=("N-I1",))
    outcome = end(bench, "dispute", about=about, how="answered", words="the price is the list price")
    assert "is answered" in outcome.words
    bench.decide()
    assert [each.amount for each in bench.ready()] == [Decimal(120)]
    answered = recorded(bench, number).ending
    assert answered is not None
    assert (answered.how, answered.words) == ("answered", "the price is the list price")


def test_a_whole_dispute_past_its_deadline_is_put_before_a_person(bench: Desk) -> None:
    dispute(bench, answer_by=TODAY + timedelta(days=2))
    bench.decide()
    assert bench.reasons() == {"C1": "DISPUTED"}
    assert on(bench, TODAY + timedelta(days=3)).reasons() == {"C1": "DISPUTE_UNANSWERED"}


def test_a_dispute_must_be_about_something(quick: Desk) -> None:
    with pytest.raises(ActError, match="say what the customer disputes: --reason"):
        dispute(quick, reason=" ")
    with pytest.raises(ActError, match="a dispute is about one invoice"):
        commands.dispute(
            quick.office, quick.ledger, said(), amount=None, reason="x", owner=None, answer_by=None
        )
    dispute(quick, "100")
    with pytest.raises(ActError, match=r"Acme owes GBP 20\.00 of that, less than GBP 20\.01"):
        dispute(quick, "20.01")
    dispute(quick, "20")
    with pytest.raises(ActError, match=r"is under the dispute about GBP 20.00 .* already: answer that first"):
        dispute(quick)
    with pytest.raises(ActError, match="Acme has several; give the one with --number: "):
        end(quick, "dispute")


def test_a_claim_waits_for_the_books_and_then_for_a_person(bench: Desk) -> None:
    outcome = claim(bench, paid_on=TODAY - timedelta(days=1))
    assert outcome.follows.endswith("Nothing else goes by itself.")
    bench.decide()
    assert bench.reasons() == {"C1": "CLAIMED_PAID"}
    assert on(bench, TODAY + timedelta(days=2)).reasons() == {"C1": "CLAIM_NOT_FOUND"}
    assert on(bench, TODAY + timedelta(days=61)).reasons() == {"C1": "CLAIM_NOT_FOUND"}
    end(bench, "claim")
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}


def test_a_claim_that_the_books_bear_out_holds_no_more(bench: Desk) -> None:
    claim(bench, "50", TODAY - timedelta(days=1))
    bench.stage(
        invoice("I1", edit=2, balance=Decimal(70)),
        payment("P9", on=TODAY, applied={"I1": "50.00"}),
    )
    assert on(bench, TODAY + timedelta(days=2)).reasons() == {"C1": "LEVEL_DUE"}
    assert [each.amount for each in bench.ready()] == [Decimal(70)]


def test_to_have_paid_tomorrow_is_a_promise(quick: Desk) -> None:
    with pytest.raises(ActError, match=r"that is a promise \(duesync promise summit --by 2026-11-19\)"):
        claim(quick, paid_on=TODAY + timedelta(days=1))


def test_a_settlement_that_is_paid_holds_the_rest_for_good(bench: Desk) -> None:
    commands.settle(bench.office, bench.ledger, said(), amount=Decimal(80), by=IN_A_WEEK)
    bench.decide()
    assert bench.reasons() == {"C1": "SETTLEMENT"}
    bench.stage(
        invoice("I1", edit=2, balance=Decimal(40)),
        payment("P9", on=IN_A_WEEK, amount="80.00", applied={"I1": "80.00"}),
    )
    assert on(bench, TODAY + timedelta(days=60)).reasons() == {"C1": "SETTLED"}
    assert "approved by robin" in bench.standing().text
    bench.stage(invoice("I1", edit=3, balance=Decimal(0), status="paid"))  # credited
    bench.decide()
    assert bench.reasons() == {"C1": "PAID"}


def test_a_settlement_that_is_not_paid_lapses_and_a_person_looks(bench: Desk) -> None:
    commands.settle(bench.office, bench.ledger, said(), amount=Decimal(80), by=IN_A_WEEK)
    assert on(bench, TODAY + timedelta(days=9)).reasons() == {"C1": "APPROVAL"}
    with pytest.raises(ActError, match=r"GBP 120\.00 is all that is owed, so nothing is forgiven"):
        commands.settle(
            bench.office, bench.ledger, said(), amount=Decimal(120), by=TODAY + timedelta(days=20)
        )


def test_a_customer_handed_over_is_left_to_others_and_payments_are_told(bench: Desk) -> None:
    about = said(on=TODAY - timedelta(days=1))
    commands.hand_over(bench.office, bench.ledger, about, to="Collect Ltd", whom="agency")
    bench.stage(invoice("I1", edit=2, balance=Decimal(70)), payment("P9", on=TODAY, applied={"I1": "50.00"}))
    bench.decide()
    assert bench.reasons() == {"C1": "HANDED_OVER"}
    assert "GBP 50.00 came in since: report it to Collect Ltd." in bench.standing().text
    with pytest.raises(ActError, match="already: end that first"):
        commands.hand_over(bench.office, bench.ledger, said(), to="Law LLP", whom="lawyer")
    end(bench, "hand_over", how="ended")
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}


def test_a_hand_over_names_both(quick: Desk) -> None:
    with pytest.raises(ActError, match="say who is handed over, and to whom"):
        commands.hand_over(quick.office, quick.ledger, said(), to=" ", whom="agency")


def test_what_is_agreed_for_a_subcustomer_holds_for_who_is_billed(bench: Desk) -> None:
    bench.stage(customer("C9", name="Acme North", bills_with="C1"), invoice("I9", of="C9"))
    promise(bench, about=said(customer="C9"))
    bench.decide()
    assert bench.reasons() == {"C1": "PROMISED"}


def test_an_exclusion_outlives_the_holds_beside_it(bench: Desk) -> None:
    def hold(**more: Any) -> None:
        facts: dict[str, Any] = {"customer": "C1", "invoice": None, "until": None, "note": "a friend"}
        commands.hold(bench.office, bench.ledger, **(facts | more))

    hold(excluded=True)
    hold(until=TODAY + timedelta(days=1), note="away")
    commands.release(bench.office, bench.ledger, customer="C1", invoice=None)
    bench.decide()
    assert bench.standing().text == "Excluded from being followed up until released (customer: a friend)."
    with pytest.raises(ActError, match="Acme is not on hold"):
        commands.release(bench.office, bench.ledger, customer="C1", invoice=None)
    commands.release(bench.office, bench.ledger, customer="C1", invoice=None, excluded=True)
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}
    with pytest.raises(ActError, match="Acme is not excluded"):
        commands.release(bench.office, bench.ledger, customer="C1", invoice=None, excluded=True)


def log(bench: Desk, *, at: datetime = NOW, channel: str = "call", reached: bool = True) -> int:
    contact = Contact(channel=channel, at=at, reached=reached, note="will look")
    return commands.log(bench.office, bench.ledger, customer="C1", contact=contact, by="robin")[0]


def test_a_call_of_ones_own_counts_and_one_logged_by_mistake_does_not(bench: Desk) -> None:
    log(bench, reached=False)
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}
    number = log(bench, at=NOW - timedelta(days=2))
    bench.decide()
    assert bench.reasons() == {"C1": "HOUSE_LIMIT"}
    assert "The last contact was on 16 November 2026" in bench.standing().text
    account = standing_account(bench)
    assert [(each.at, each.reached) for each in account.contacts] == [
        (NOW - timedelta(days=2), True),
        (NOW, False),
    ]
    commands.withdraw_contact(bench.office, bench.ledger, number, "robin")
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}
    with pytest.raises(ActError, match=f"no logged contact number {number} that stands"):
        commands.withdraw_contact(bench.office, bench.ledger, number, "robin")
    assert len(rows_of(bench.office.store, tables.contacts, bench.ledger.id)) == 2


def test_a_contact_is_logged_as_it_was(quick: Desk) -> None:
    with pytest.raises(ActError, match="is in the future: log it when it was made"):
        log(quick, at=NOW + timedelta(minutes=1))
    with pytest.raises(ActError, match="'pigeon' is no way to reach somebody: give call, email"):
        log(quick, channel="pigeon")
    written = commands.at_instant(datetime(2026, 7, 1, 10, 30), quick.ledger)  # noqa: DTZ001 - as a person writes it
    assert written.astimezone(UTC) == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def test_status_tells_what_is_agreed_and_how_it_stands(bench: Desk) -> None:
    promise(bench)
    dispute(bench, "20", answer_by=TODAY + timedelta(days=1))
    on(bench, TODAY + timedelta(days=9))
    [status] = statuses(bench.office)
    assert status.name == NAME
    assert status.agreements == (
        "Acme: the promise of GBP 120.00 by 25 November 2026 (Ann, call) was broken",
        (
            'Acme: the dispute about GBP 20.00 ("wrong price") that robin is to answer by 19 November 2026 '
            "is past that day without an answer"
        ),
    )


def test_money_that_had_come_already_keeps_nothing_that_is_agreed_after_it(bench: Desk) -> None:
    bench.stage(
        invoice("I1", edit=2, owes="220.00", balance=Decimal(120)),
        payment("P9", on=TODAY, amount="100.00", applied={"I1": "100.00"}),
    )
    commands.settle(bench.office, bench.ledger, said(), amount=Decimal(80), by=IN_A_WEEK)
    bench.decide()
    assert bench.reasons() == {"C1": "SETTLEMENT"}
    end(bench, "settlement")
    parts = [(TODAY, Decimal(60)), (IN_A_WEEK, Decimal(60))]
    commands.instalments(bench.office, bench.ledger, said(), parts)
    assert on(bench, TODAY + timedelta(days=2)).reasons() == {"C1": "LEVEL_DUE"}
    assert "is behind: GBP 60.00 of 18 November 2026 is missing" in bench.standing().text


def test_promises_kept_and_broken_are_remembered_when_the_debt_is_long_paid(bench: Desk) -> None:
    bench.stage(invoice("I2", overdue=3, owes="200.00"))
    promise(bench, about=said(invoices=("N-I1",)))
    promise(bench, by=IN_A_WEEK + timedelta(days=7), about=said(invoices=("N-I2",)))
    assert standing_account(bench).behaviour.promises_kept is None, "no day is over"
    bench.stage(
        payment("P1", on=IN_A_WEEK, amount="120.00", applied={"I1": "120.00"}),
        invoice("I1", status="paid", balance=Decimal(0), edit=2),
    )
    on(bench, IN_A_WEEK + timedelta(days=20))
    told = standing_account(bench).behaviour
    assert told.promises_kept == (1, 2)
    assert told.reasons[-1] == "1 of 2 promises to pay kept"
