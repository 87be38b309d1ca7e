"""What people type into forms, and refusals told to them without the command line's words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sync.commands import ActError
from sync.web.console.typed import (
    a_day,
    a_moment,
    a_page,
    an_amount,
    done_here,
    in_console,
    some_hours,
    without_commands,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("", None), ("120.5", "120.5"), (" 1,250.00 ", "1250.00"), ("\u00a399", "99"), ("\u20ac 1,000", "1000")],
)
def test_an_amount_is_read_as_it_is_written(text: str, amount: str | None) -> None:
    assert an_amount(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["12,50", "1.250,00", "-5", "1e9", "ten", "NaN", "\u0663"])
def test_what_may_mean_two_things_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(ActError, match="is not an amount such as"):
        an_amount(text)


def test_days_moments_and_hours_are_named_where_they_cannot_be_read() -> None:
    for read, text in ((a_day, "30/11/2026"), (a_moment, "noon")):
        with pytest.raises(ActError, match=text):
            read(text)
    with pytest.raises(ActError, match="both hours"):
        some_hours("09:00", "")
    assert (a_day(""), a_moment(""), some_hours("", "")) == (None, None, None)
    assert [a_page(text) for text in ("3", "0", "-1", "x", "99999999999", "\u0663")] == [3, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("they owe in EUR, GBP: say which with --currency", "They owe in EUR, GBP: say which."),
        (
            "agree on an earlier day (duesync settle x), or raise promise_days_most in [policy.agreements]",
            "Agree on an earlier day.",
        ),
        ("it is disputed; end that first: duesync dispute x --withdraw", "It is disputed; end that first."),
        ("a plan has 1 to 12 parts, not 0 (--part DATE=AMOUNT for each)", "A plan has 1 to 12 parts, not 0."),
        ("it is below the least (instalment_least in [policy.agreements])", "It is below the least."),
        ("say what the customer disputes: --reason", "Say what the customer disputes."),
        (
            "a dispute is about one invoice: --invoice NUMBER, and another dispute for another",
            "A dispute is about one invoice, and another dispute for another.",
        ),
        ("Acme is not on hold", "Acme is not on hold."),
        ("Until it is sorted nothing is sent: duesync sort summit", "Until it is sorted nothing is sent."),
        (
            "Book what came in, or state it with confirm-books.",
            "Book what came in, or state that all is booked.",
        ),
        (
            "N-1 owes GBP 5, less than 9; add --excess to leave the GBP 4 above it with them as credit",
            "N-1 owes GBP 5, less than 9, unless the rest is to stay with them as credit.",
        ),
    ],
)
def test_a_refusal_is_told_without_commands(told: str, shown: str) -> None:
    assert without_commands(told) == shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "2 banking days after the last notice. Book what came in, or state it with confirm-books.",
            "2 banking days after the last notice. Book what came in, or state that all is booked.",
        ),
        (
            "1 letter is to be printed and posted: duesync letter summit",
            "1 letter is to be printed and posted: look under Today",
        ),
        ("nothing is decided; run: duesync sync summit", "nothing is decided; press Run it now"),
        ("CHK was not paid; then: duesync online summit --seen CHK", "CHK was not paid; look under Today"),
        ("waits for two days: duesync reply summit 4", "waits for two days: look under Today"),
        (
            "the old debt there is sorted: duesync sort summit",
            "the old debt there is sorted: look under Old debt",
        ),
        (
            "it has ended. Link it again with: duesync connect summit",
            "it has ended. Link it again: press Link it anew",
        ),
        (
            "2 customers owe something else: duesync reconcile summit",
            "2 customers owe something else: duesync reconcile summit",
        ),
    ],
)
def test_a_ledgers_page_says_where_the_console_has_it(told: str, shown: str) -> None:
    assert in_console(told) == shown


def test_what_was_done_is_told_without_a_command_and_files_keep_their_names() -> None:
    assert done_here("order -- 2.pdf is attached.") == "order -- 2.pdf is attached."
    told = 'nothing is asked for until it is answered (duesync dispute x --invoice 1 --answer "...").'
    assert done_here(told) == "nothing is asked for until it is answered."


def test_a_level_is_told_in_words_wherever_a_page_tells_what_was_decided() -> None:
    told = '"balance_confirmation" went on 18 November 2026: "second_reminder" follows.'
    shown = '"balance confirmation" went on 18 November 2026: "second reminder" follows.'
    assert {without_commands(told), in_console(told), done_here(told)} == {shown}
