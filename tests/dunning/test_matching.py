"""Money received matched with invoices, in a bookkeeper's words: how sure it is, what it pays, and why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning.matching import Arrived, Entered, Owed, match
from tests.dunning.matching_desk import books, entered, line, owed, pays, taken

ONE = (owed("INV-1263"),)
TWO = (owed("INV-1263", "100.00"), owed("INV-1266", "60.00", due=5))
THREE = (owed("INV-1263", "1.00"), owed("INV-1264", "2.00"), owed("INV-1265", "3.00"))
BOOKS = (*TWO, owed("RG 2026-0012", "80.00", "bolt"), owed("1252", "40.00", "cord"))

CERTAIN = {
    "the number as it stands": (line("INV-1263"), ONE, {"INV-1263": "120.00"}),
    "among other words": (line("payment for inv1263 thank you"), ONE, {"INV-1263": "120.00"}),
    "with blanks and zeros": (line("Invoice: INV - 001263"), ONE, {"INV-1263": "120.00"}),
    "broken by the bank's line": (line("INV-12 63"), ONE, {"INV-1263": "120.00"}),
    "its figures, after a word that says what they are": (line("invoice 1263"), ONE, {"INV-1263": "120.00"}),
    "a German number without its zeros": (line("RG 2026-12", "80.00"), BOOKS, {"RG 2026-0012": "80.00"}),
    "a German number in one": (line("RG20260012", "80.00"), BOOKS, {"RG 2026-0012": "80.00"}),
    "a German number by its figures": (line("Rechnung 2026/0012", "80.00"), BOOKS, {"RG 2026-0012": "80.00"}),
    "two numbers": (line("INV-1263, INV-1266", "160.00"), TWO, {"INV-1263": "100.00", "INV-1266": "60.00"}),
    "two numbers, one prefix": (
        line("INV-1263 + 1266 Acme Tools", "160.00"), TWO, {"INV-1263": "100.00", "INV-1266": "60.00"},
    ),
    "a short number, and the payer is theirs": (
        line("1252", "40.00", payer="CORD WEAVERS LTD"), BOOKS, {"1252": "40.00"},
    ),
    "two numbers, the second by its last figures": (
        line("INV-1263/66", "160.00"),
        TWO,
        {"INV-1263": "100.00", "INV-1266": "60.00"},
    ),
    "three numbers, cut short": (line("INV-1263,64,5", "6.00"), THREE, {
        "INV-1263": "1.00", "INV-1264": "2.00", "INV-1265": "3.00",
    }),
    "once by its figures, once as it stands": (line("1263 (INV-1263)"), ONE, {"INV-1263": "120.00"}),
    "a range": (
        line("INV-1263 to INV-1265", "6.00"), THREE, {"INV-1263": "1.00", "INV-1264": "2.00",
        "INV-1265": "3.00"},
    ),
    "a range by its figures": (
        line("invoices 1263-1265 Acme Tools", "6.00"), THREE,
        {"INV-1263": "1.00", "INV-1264": "2.00", "INV-1265": "3.00"},
    ),
    "two with a dash between them": (
        line("INV-1263 - INV-1265", "4.00"), THREE, {"INV-1263": "1.00", "INV-1265": "3.00"},
    ),
    "a structured reference": (
        line("RF712348231", "50.00"), (owed("X9", "50.00", reference="RF71 2348 231"),), {"X9": "50.00"},
    ),
    "a structured reference that is made of the number": (
        line("RF71 2348 231", "50.00"), (owed("2348231", "50.00"),), {"2348231": "50.00"},
    ),
}  # fmt: skip

LIKELY = {
    "a short number alone": (line("1252", "40.00"), BOOKS, {"1252": "40.00"}, "it names 1252"),
    "somebody else pays": (
        line("1252 for Cord", "40.00", payer="J Miller"), BOOKS, {"1252": "40.00"}, 'called "J Miller"',
    ),
    "the payer, and one invoice of just that": (
        line("", "60.00", payer="ACME TOOLS"), TWO, {"INV-1266": "60.00"}, 'the payer is called "ACME TOOLS"',
    ),
    "the payer, and all they owe": (
        line("", "160.00", payer="Acme Tools Ltd"), TWO, {"INV-1263": "100.00", "INV-1266": "60.00"}, "penny",
    ),
    "the payer's name cut off by the bank": (
        line("", "60.00", payer="ACME TOOLS LI"), TWO, {"INV-1266": "60.00"}, "called",
    ),
    "an umlaut written out of it": (
        line("", "80.00", payer="BOLT SOHNE"), BOOKS, {"RG 2026-0012": "80.00"}, "called",
    ),
    "the payer in the text, as British banks write it": (
        line("FASTER PAYMENT MOSS GARDEN CENTRE", "9.00"), (owed("7", "9.00", "moss"),),
        {"7": "9.00"}, "name",
    ),
    "the account that they paid from before": (
        line("", "60.00", payer="J Miller", known=("acme",)), TWO, {"INV-1266": "60.00"}, "account before",
    ),
    "a bank's charge is missing": (
        line("INV-1263", "87.70"), (owed("INV-1263", "100.00"),), {"INV-1263": "87.70"}, "a bank's charge",
    ),
    "a discount was taken": (
        line("INV-1263", "98.00"), (owed("INV-1263", "100.00"),), {"INV-1263": "98.00"}, "2 % to the cent",
    ),
    "a part": (line("INV-1263", "30.00"), ONE, {"INV-1263": "30.00"}, "GBP 90.00 less than is owed"),
    "one named, and another of theirs makes it up": (
        line("INV-1263", "160.00"), TWO, {"INV-1263": "100.00", "INV-1266": "60.00"}, "with INV-1266",
    ),
}  # fmt: skip

OPEN = {
    "nothing fits": (line("HMRC refund", "7.00"), BOOKS, "nothing owed fits it", ()),
    "only the amount fits": (line("deposit", "80.00"), BOOKS, "only its amount fits: Bolt", ("bolt",)),
    "two customers owe just that": (
        line("deposit", "5.00"), (owed("1", "5.00"), owed("2", "5.00", "cord")), "amount fits", ("acme",
        "cord"),
    ),
    "many customers owe just that": (
        line("deposit", "5.00"), tuple(owed(str(n), "5.00", f"c{n}") for n in range(6)), "6 customers owe",
        (),
    ),
    "it fits in two ways": (
        line("", "60.00", payer="Acme Tools"), (owed("1", "60.00"), owed("2", "60.00")), "several ways",
        ("acme",),
    ),
    "no invoices of theirs make it up": (
        line("", "7.00", payer="Acme Tools"), TWO, "make up that sum", ("acme",),
    ),
    "invoices of two customers": (
        line("INV-1263 and RG 2026-0012", "180.00"), BOOKS, "several customers", ("acme", "bolt"),
    ),
    "it is paid already": (
        line("INV-1263"), (owed("INV-1263", "0.00"),), "nothing is left to pay", ("acme",),
    ),
    "another currency": (line("INV-1263", currency="EUR"), ONE, "nothing owed fits", ()),
    "a wrong structured reference": (
        line("RF722348231", "50.00"), (owed("2348231", "51.00"),), "nothing", (),
    ),
    "a number that is a year": (line("fees 2026", "9.00"), (owed("2026", "10.00"),), "nothing owed fits", ()),
    "a number that is a date": (line("18.11.2026", "9.00"), (owed("18112026", "10.00"),), "nothing owed", ()),
    "a number that is an amount": (line("GBP 1252.00", "9.00"), (owed("1252", "1.00"),), "nothing owed", ()),
    "it was entered, and that is gone": (line("INV-1263", again=True), ONE, "reversed or removed", ("acme",)),
    "maybe it is in the books": (
        line("INV-1263"), (*ONE, entered("P1", "120.00", "acme", 9)), "maybe", ("acme",),
    ),
    "maybe it is in the books, for all we know": (
        line("deposit"), (*ONE, entered("P1", "120.00", "bolt", 1)), "maybe in the books", ("acme", "bolt"),
    ),
}  # fmt: skip

IN_THE_BOOKS = {
    "the bookkeeper entered it for that invoice": (
        line("INV-1263"), (entered("P1", "120.00", "acme", 20, "INV-1263"),),
    ),
    "the bank's feed entered it, by who paid": (
        line("", payer="Acme Tools"), (entered("P1", "120.00", "acme", 3),),
    ),
    "with a reference that the bank has too": (
        line("X 998877 Z"), (entered("P1", of="moss", days=3, reference="998877"),),
    ),
    "one for each invoice, as Xero has them": (
        line("", "160.00", payer="Acme Tools"), (entered("P1", "100.00", "acme", 1), entered("P2", "60.00",
        "acme", 1)),
    ),
    "recorded with duesync pay, and on its way": (
        line("INV-1263"), (entered("KEY1", "120.00", "acme", 0, "INV-1263", ours="KEY1"),),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arrived", "what", "paid"), CERTAIN.values(), ids=CERTAIN.keys())
def test_what_is_certain(arrived: Arrived, what: tuple[Owed, ...], paid: dict[str, str]) -> None:
    found = taken(arrived, *what)
    assert (found.outcome, pays(found), found.excess) == ("certain", paid, Decimal(0)), found.reasons


@pytest.mark.parametrize(("arrived", "what", "paid", "why"), LIKELY.values(), ids=LIKELY.keys())
def test_what_is_likely(arrived: Arrived, what: tuple[Owed, ...], paid: dict[str, str], why: str) -> None:
    found = taken(arrived, *what)
    assert (found.outcome, pays(found)) == ("likely", paid), found.reasons
    assert why in "; ".join(found.reasons)
    assert len(found.candidates) == 1


@pytest.mark.parametrize(("arrived", "what", "why", "held"), OPEN.values(), ids=OPEN.keys())
def test_what_only_a_person_can_say(
    arrived: Arrived, what: tuple[Owed | Entered, ...], why: str, held: tuple[str, ...]
) -> None:
    found = taken(arrived, *what)
    assert (found.outcome, found.shares) == ("open", ()), found.reasons
    assert why in "; ".join(found.reasons)
    assert tuple(sorted(found.candidates)) == held


@pytest.mark.parametrize(("arrived", "there"), IN_THE_BOOKS.values(), ids=IN_THE_BOOKS.keys())
def test_what_is_in_the_books_already(arrived: Arrived, there: tuple[Entered, ...]) -> None:
    closed = (owed("INV-1263", "0.00"), owed("INV-1266", "60.00"))
    found = taken(arrived, *closed, *there)
    assert (found.outcome, found.payments) == ("entered", tuple(each.id for each in there)), found.reasons
    assert taken(arrived, *closed).outcome != "entered"


@pytest.mark.parametrize(
    ("arrived", "paid"),
    [
        (line("INV-1263", "105.00"), {"INV-1263": "105.00"}),
        (line("", "145.00", payer="Acme Tools"), {"INV-1263": "120.00", "INV-1266": "25.00"}),
    ],
)
def test_what_is_missing_may_be_the_credit_that_they_have(arrived: Arrived, paid: dict[str, str]) -> None:
    """A customer who takes off a credit note that nobody has applied yet."""
    what = books(owed("INV-1263"), owed("INV-1266", "40.00", due=5), credit="15.00")
    found = match([arrived], what)["L1"]
    assert (found.outcome, pays(found)) == ("likely", paid), found.reasons
    assert "credit" in found.reasons[-1]


@pytest.mark.parametrize(
    ("days", "applied", "outcome"),
    [(20, (), "open"), (34, (), "open"), (36, (), "certain"), (20, ("INV-1001",), "certain")],
)
def test_money_of_theirs_that_no_invoice_has_may_be_that_line_for_longer(
    days: int, applied: tuple[str, ...], outcome: str
) -> None:
    """The bookkeeper entered it on account, under another day."""
    there = entered("P1", "120.00", "acme", days, *applied)
    assert taken(line("INV-1263"), *ONE, owed("INV-1001", "0.00"), there).outcome == outcome


def test_more_than_is_owed_stays_as_credit() -> None:
    found = taken(line("INV-1263", "130.00"), *ONE)
    assert (found.outcome, pays(found), found.excess) == ("likely", {"INV-1263": "120.00"}, Decimal(10))


def test_one_payment_in_the_books_is_one_line_and_the_other_waits() -> None:
    """A customer who pays the same sum each week, of which the bookkeeper entered the first."""
    first, second = line("", payer="Acme Tools", key="L1"), line("", payer="Acme Tools", key="L2")
    found = match([first, second], books(entered("P1"), owed("INV-1270")))
    assert [found[key].outcome for key in ("L1", "L2")] == ["entered", "likely"]


def test_a_payment_that_another_line_was_entered_as_is_no_proof() -> None:
    found = taken(
        line("INV-1263"), *ONE, entered("P1", "120.00", "acme", 0, "INV-1263", line="L0", ours="P1")
    )
    assert found.outcome == "certain"


def test_two_lines_for_one_invoice_are_both_left_to_a_person() -> None:
    lines = [line("INV-1263", key="L1"), line("INV-1263", key="L2")]
    for found in match(lines, books(*ONE)).values():
        assert (found.outcome, found.shares) == ("open", ())
        assert "another line of the bank pays INV-1263 too" in found.reasons


def test_two_parts_of_one_invoice_are_both_taken() -> None:
    lines = [line("INV-1263", "50.00", key="L1"), line("INV-1263", "70.00", key="L2")]
    assert [pays(each) for each in match(lines, books(*ONE)).values()] == [
        {"INV-1263": "50.00"},
        {"INV-1263": "70.00"},
    ]


def test_like_lines_out_of_files_of_two_kinds_may_be_one() -> None:
    lines = [
        line("INV-1263", "60.00", key="L1", source="csv"),
        line("INV-1266", "60.00", key="L2", source="camt.053"),
    ]
    what = books(owed("INV-1263", "60.00"), owed("INV-1266", "60.00"))
    assert {each.outcome for each in match(lines, what).values()} == {"open"}
    same_file = [lines[0], line("INV-1266", "60.00", key="L2", source="csv")]
    assert {each.outcome for each in match(same_file, what).values()} == {"certain"}


OURS = entered("KEY1", "120.00", "acme", 5, "INV-1263", line="L0", ours="KEY1")
BACK = {
    "a returned debit that names the invoice": (
        line("RETURNED INV-1263", "-120.00"), (OURS,), "certain", ("KEY1",),
    ),
    "a return that the bank marks, by who it is": (
        line("Rücklastschrift", "-120.00", payer="Acme Tools"), (OURS,), "likely", ("KEY1",),
    ),
    "a refund to a customer": (line("thanks", "-120.00", payer="Acme Tools"), (OURS,), "likely", ("KEY1",)),
    "a return of nobody known": (line("UNPAID DIRECT DEBIT", "-120.00"), (OURS,), "open", ("KEY1",)),
    "several payments of that sum": (
        line("CHARGEBACK", "-120.00"), (OURS, entered("KEY2", "120.00", "bolt", 3, ours="KEY2")), "open", (),
    ),
    "wages": (line("SALARY", "-120.00"), (OURS,), "none", ()),
    "another sum": (line("RETURN INV-1263", "-119.00"), (OURS,), "none", ()),
    "before the money came": (
        line("RETURN INV-1263", "-120.00"), (entered("KEY1", days=-1, ours="KEY1"),), "none", (),
    ),
    "three invoices paid as one": (
        line("RETURN INV-1263", "-160.00"),
        (entered("K1", "100.00", "acme", 2, "INV-1263", line="L0", ours="K1"),
         entered("K2", "60.00", "acme", 2, "INV-1266", line="L0", ours="K2")),
        "certain", ("K1", "K2"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arrived", "there", "outcome", "what"), BACK.values(), ids=BACK.keys())
def test_money_that_went_back(
    arrived: Arrived, there: tuple[Entered, ...], outcome: str, what: tuple[str, ...]
) -> None:
    found = taken(arrived, owed("INV-1263", "0.00"), *there)
    assert (found.outcome, found.payments) == (outcome, what), found.reasons
    assert found.shares == ()


def test_money_that_came_and_went_before_anybody_looked() -> None:
    lines = [line("INV-1263", key="L1"), line("RETURN INV-1263", "-120.00", key="L2")]
    found = match(lines, books(*ONE))
    assert (found["L2"].outcome, found["L2"].payments) == ("certain", ("L1",))
