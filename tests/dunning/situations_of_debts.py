"""Situations of the debt and of the customer who owes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from tests.dunning.desk import (
    account,
    barred,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    sorting,
    wish,
)
from tests.dunning.situations_desk import (
    EPISODE,
    Situation,
    going,
    levels,
    of_old,
    on,
)

DEBTS: dict[str, Situation] = {
    # the debt
    "no open invoice": on(account()),
    "two invoices covered by credit and money on its way": on(
        account(invoice(), invoice("2"), credits=(credit("150"),), in_flight=Decimal(50))
    ),
    "all but a penny is covered": on(account(invoice(balance="20"), credits=(credit("9.99"),))),
    "a note before the due date that credit covers": on(
        account(invoice(due="2026-05-08"), credits=(credit("100"),))
    ),
    "a note before the due date": on(account(invoice(due="2026-05-08"))),
    "due in two months": on(account(invoice(due="2026-07-01"))),
    "due in two months, and one in eleven days": on(
        account(invoice(due="2026-07-01"), invoice("2", due="2026-05-16"))
    ),
    "only an invoice that is not due, and it is on hold": on(
        account(invoice(due="2026-07-01"), holds=(hold("invoice", invoice_id="i1001"),))
    ),
    "five documents could not be read": on(account(invoice(), unreadable=("a", "b", "c", "d", "e"))),
    "three documents could not be read": on(account(invoice(), unreadable=("a", "b", "c"))),
    "an invoice in another currency": on(account(invoice(currency="EUR"))),
    "an invoice in another currency beside a sound one": on(
        account(invoice(currency="EUR"), invoice("2", currency="USD"), invoice("3"))
    ),
    "money at the bank": on(
        account(
            invoice(),
            arrived=("K7QX2MZP, GBP 60.00 of 2026-05-04", "NB3TQ7YA, GBP 20.00 of 2026-05-05"),
        )
    ),
    "two payments refused": on(account(invoice(), payments_refused=("payment A: locked", "payment B: gone"))),
    "one old invoice": on(of_old(1)),
    "five old invoices": on(of_old(5)),
    "an old invoice, and four others that are silent with it": on(
        account(
            invoice("1", due="2025-09-01"),
            *(invoice(str(each)) for each in range(2, 6)),
            invoice("9", due="2026-06-01"),
        )
    ),
    **{
        f"old debt, {words}": on(of_old(3, sortings=words_said))
        for words, words_said in (
            ("to be confirmed", (sorting("confirm", "1", "2", "3", note="new books"),)),
            ("two of three to be confirmed", (sorting("confirm", "1", "2"),)),
            ("which begins at the third level", (sorting("level", "1", "2", "3", level="firm"),)),
            ("which begins at the second level", (sorting("level", "1", "2", "3", level="second_reminder"),)),
            ("which begins at the first level", (sorting("level", "1", "2", "3", level="reminder"),)),
            ("which begins at a level that is gone", (sorting("level", "1", "2", "3", level="gone"),)),
            ("one of it to be written off", (sorting("write_off", "1"),)),
            ("one of it time-barred", (sorting("time_barred", "2"), sorting("confirm", "1", "3"))),
            (
                "confirmed, then to be written off",
                (sorting("confirm", "1"), sorting("write_off", "1", "2", "3")),
            ),
        )
    },
    **{
        f"all of it old debt, {words}": on(
            account(invoice("1", due="2025-09-01"), invoice("2", due="2025-09-02"), sortings=said)
        )
        for words, said in (
            ("to be written off", (sorting("write_off", "1", "2", note="closed down"),)),
            ("time-barred", (sorting("time_barred", "1", "2"),)),
            (
                "one time-barred and one to be written off",
                (sorting("time_barred", "1"), sorting("write_off", "2")),
            ),
            ("one to be written off and one confirmed", (sorting("write_off", "1"), sorting("confirm", "2"))),
        )
    },
    "due just within the days before linking": on(account(invoice("1", due="2025-10-03"))),
    "due just before the days before linking": on(account(invoice("1", due="2025-10-02"))),
    "an old invoice without a number": on(account(replace(invoice("1", due="2025-09-01"), number=None))),
    "the books do not reach the due date's banking days": on(
        account(invoice(), books=books(booked_through=date(2026, 5, 5)))
    ),
    "the books reach one of two invoices": on(
        account(invoice("1", due="2026-04-20"), invoice("2"), books=books(booked_through=date(2026, 4, 28)))
    ),
    "the books reach one that credit covers": on(
        account(
            invoice("1", due="2026-04-20"),
            invoice("2"),
            credits=(credit("100"),),
            books=books(booked_through=date(2026, 4, 28)),
        )
    ),
    "credit covers the older of two that are booked": on(
        account(invoice("1", due="2026-04-20"), invoice("2", due="2026-04-27"), credits=(credit("100"),))
    ),
    **{
        f"of {proven} that are proven {words}": on(
            account(
                invoice("1", due="2026-04-20", balance=proven),
                invoice("2", due="2026-05-01", balance=other),
                credits=(credit("100"),),
                books=books(booked_through=date(2026, 4, 28)),
            )
        )
        for proven, other, words in (
            ("100", "5", "nothing is left, and the rest is a trifle"),
            ("100", "50", "nothing is left, and the rest is not"),
            ("100.50", "5", "half a pound is left, and the rest is a trifle"),
            ("99.50", "5", "less than nothing is left, and the rest is a trifle"),
            ("110", "50", "just the minimum is left"),
            ("109.99", "50", "just less than the minimum is left"),
            ("105", "5", "a trifle is left, and all of it is just the minimum"),
            ("105", "4.99", "a trifle is left, and all of it is just less than the minimum"),
        )
    },
    "the books do not reach an invoice without a number": on(
        account(replace(invoice(), number=None), books=books(booked_through=date(2026, 5, 5)))
    ),
    "the last notice went on the due date, and the books are behind": on(
        account(
            invoice(),
            notices=(notice(on="2026-05-01", episode="x"),),
            books=books(booked_through=date(2026, 5, 5)),
        ),
        "2026-05-11",
    ),
    "a level with a minimum of its own above the house's": on(
        account(invoice(balance="30")), levels=levels("email", minimum_balance="30.01")
    ),
    "a level with a minimum of its own that is met": on(
        account(invoice(balance="30")), levels=levels("email", minimum_balance="30")
    ),
    "a level with the house's minimum": on(
        account(invoice(balance="9")), levels=levels("email", minimum_balance="10")
    ),
    "a note before the due date below the minimum": on(account(invoice(due="2026-05-08", balance="9"))),
    "fifty pence are not covered": on(account(invoice(balance="20"), credits=(credit("19.50"),))),
    "notes before two due dates": on(account(invoice("1", due="2026-05-07"), invoice("2", due="2026-05-08"))),
    "a document could not be read, and the only invoice has no due date": on(
        account(invoice(due=None, problem="no due date"), unreadable=("payment 9: no amount",))
    ),
    "old debt at the end of its procedure": on(
        account(
            invoice("1", due="2025-09-01"),
            episode=EPISODE,
            notices=(notice("by email", "2026-04-20", episode=EPISODE),),
            approvals=("a yes to something else",),
        ),
        levels=levels("email"),
    ),
    "credit covers one of two of the same day, and the books are behind": on(
        account(
            invoice("1"), invoice("2"), credits=(credit("100"),), books=books(booked_through=date(2026, 5, 5))
        )
    ),
    # the customer
    "forbidden, merged and inactive": on(
        account(invoice(), customer=customer(contactable=False, merged_into="c2", active=False))
    ),
    "merged and inactive": on(account(invoice(), customer=customer(merged_into="c2", active=False))),
    "inactive": on(account(invoice(), customer=customer(active=False))),
    "the ledger held to one day and the customer to another": on(
        account(invoice(), holds=(hold(until="2026-05-20"), hold("ledger", "2026-05-12")))
    ),
    "the ledger held to a day and the customer until released": on(
        account(invoice(), holds=(hold(), hold("ledger", "2026-05-12")))
    ),
    "both of two invoices held, to different days": on(
        account(
            invoice("1"),
            invoice("2"),
            holds=(
                hold("invoice", until="2026-05-20", invoice_id="i1"),
                hold("invoice", until="2026-05-12", invoice_id="i2"),
                hold("invoice", until="2026-05-08", invoice_id="i9"),
            ),
        )
    ),
    "both of two invoices held, one until released": on(
        account(
            invoice("1"),
            invoice("2"),
            holds=(hold("invoice", until="2026-05-20", invoice_id="i1"), hold("invoice", invoice_id="i2")),
        )
    ),
    "one of three invoices held, another too": on(
        account(
            invoice("1"),
            invoice("2"),
            invoice("3"),
            holds=(hold("invoice", invoice_id="i1"), hold("invoice", until="2026-05-20", invoice_id="i2")),
        )
    ),
    "held without a word why": on(account(invoice(), holds=(replace(hold(), note=""), hold("ledger")))),
    "old debt to begin at a level that is gone, as are those sent": on(
        account(
            invoice("1", due="2025-09-01"),
            notices=(notice("gone too", "2026-04-20", episode=EPISODE),),
            episode=EPISODE,
            sortings=(sorting("level", "1", level="gone"),),
        )
    ),
    "excluded": on(account(invoice(), holds=(replace(hold(), excluded=True),))),
    "excluded and on hold": on(account(invoice(), holds=(replace(hold(), excluded=True), hold("ledger")))),
    "handed over as a level": on(
        account(
            invoice(),
            episode=EPISODE,
            notices=(
                notice("reminder", "2026-04-20", episode=EPISODE),
                notice("out", "2026-05-03", episode=EPISODE, channel="hand_over"),
            ),
        )
    ),
    "the last of two levels was reached": on(
        account(
            invoice(),
            episode=EPISODE,
            notices=tuple(notice(each, "2026-04-20", episode=EPISODE) for each in ("by email", "by sms")),
        ),
        levels=levels("email", "sms"),
    ),
    "another debt was handed over": on(
        account(
            invoice(),
            episode=EPISODE,
            notices=(notice("out", "2026-05-03", episode="x", channel="hand_over"),),
        )
    ),
    "the last level was reached": on(going("by email", "2026-04-20"), levels=levels("email")),
    "the policy knows none of the levels sent": on(
        account(
            invoice(),
            episode=EPISODE,
            notices=tuple(notice(each, "2026-04-20", episode=EPISODE) for each in ("one", "two", "one")),
        )
    ),
    "two channels refused": on(account(invoice(), opted_out=("email", "sms"))),
    "telephone and text messages refused": on(account(invoice(), opted_out=("call", "sms"))),
    "the only address bounced": on(account(invoice(), suppressed=(barred("ana@bakers.example"),))),
    "one of two addresses stopped": on(
        account(
            invoice(),
            customer=customer(emails=("a@x.example", "b@x.example")),
            suppressed=(barred("b@x.example", "stopped"),),
        )
    ),
    "one bounced, and the next way in order is a letter": on(
        account(
            invoice(),
            customer=customer(emails=("a@x.example",), address=("1 Mill Lane", "Leeds")),
            suppressed=(barred("a@x.example"),),
        ),
        contact={"fallback": ["sms", "letter"]},
    ),
    "a letter by wish": on(
        account(
            invoice(),
            customer=customer(address=("1 Mill Lane", "Leeds")),
            preference=wish("letter"),
        )
    ),
    "they want to hear in the afternoon": on(account(invoice(), preference=wish(None, 13, 17, 0, 1))),
    "three addresses, none usable": on(
        account(invoice("1", emails=("x",)), invoice("2", emails=("y",)), customer=customer(emails=("z",)))
    ),
    "no address": on(account(invoice(), customer=customer(emails=()))),
    "two addresses on one invoice, another on a second, none on a third": on(
        account(
            invoice("1", emails=("a@x.example", "b@x.example")),
            invoice("2", emails=("c@x.example",)),
            invoice("3"),
        )
    ),
    "two addresses, one on an invoice without a number": on(
        account(
            invoice("1", emails=("a@x.example",)), replace(invoice("2", emails=("b@x.example",)), number=None)
        )
    ),
    "two addresses": on(account(invoice(), customer=customer(emails=("a@x.example", "b@x.example")))),
}
