"""Situations that a bookkeeper meets, and the day each is looked at: what every guard says is kept of them.

The first is the plain one: a reminder goes. Of the others only what differs from it is worth reading.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from dunning.account import Account, Refusal
from dunning.law import Rules
from dunning.ledger import Invoice
from dunning.policy import Policy, read_policy
from tests.dunning.agreements_desk import (
    came,
    claim,
    contact,
    dispute,
    ended,
    handed_over,
    plan,
    promise,
    settlement,
)
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    approved,
    at,
    books,
    credit,
    customer,
    hold,
    invoice,
    notice,
    payment,
    sorting,
)
from tests.dunning.test_courtesy_cases import cleared

TUESDAY = at("2026-05-05")
EPISODE = "i1001@2026-05-02"
COURTESIES = {"thanks": True, "terms_note": True, "statement_day": 31}
UNNUMBERED = invoice(number="7", due="2026-05-01")
Situation = tuple[Account, Policy, Rules, datetime]


def on(asked: Account, day: str = "2026-05-05", clock: str = "10:00", **settings: Any) -> Situation:
    return asked, read_policy(settings) if settings else POLICY, RULES, at(day, clock)


def levels(*channels: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"name": f"by {each}", "days": place, "channel": each} | more
        for place, each in enumerate(channels, 1)
    ]


def agreeing(*agreements: Any, **more: Any) -> Account:
    """Northern Bakers owe invoice 1001, due 1 May, under these agreements."""
    return account(invoice(), agreements=agreements, episode=EPISODE, **more)


def going(level: str, day: str, coming: Invoice | None = None, **more: Any) -> Account:
    """That level went on that day; `coming`: another invoice of theirs."""
    invoices = (invoice(),) if coming is None else (invoice(), coming)
    return account(*invoices, episode=EPISODE, notices=(notice(level, day, episode=EPISODE),), **more)


def first_of_all() -> Account:
    """Their very first invoice, of yesterday."""
    yesterday = invoice(due="2026-07-01", issued_on=date(2026, 5, 4))
    return account(yesterday, notices=(), first_invoice="i1001")


def of_old(count: int, **more: Any) -> Account:
    """So many invoices of autumn, and one of May."""
    old = [invoice(str(each), due=f"2025-09-{each:02}") for each in range(1, count + 1)]
    return account(*old, invoice("50"), **more)


PLAIN = on(account(invoice()))
SITUATIONS: dict[str, Situation] = {
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
    # the ledger's own messages
    "the ledger reminds": on(account(invoice(), books=books(own_reminders=True))),
    "the ledger sent two of them, one two days ago": on(
        account(invoice("1", sent_at=at("2026-05-03")), invoice("2", sent_at=at("2026-05-01")), invoice("3"))
    ),
    "the ledger sent two on one day": on(
        account(invoice("1", sent_at=at("2026-05-03")), invoice("2", sent_at=at("2026-05-03", "09:00")))
    ),
    "the ledger sent one three days ago": on(account(invoice(sent_at=at("2026-05-02")))),
    "the ledger sent one, and a day must lie between": on(
        account(invoice(sent_at=at("2026-05-05", "08:00"))), ledger_sent_days=1
    ),
    # small rests
    "one small rest": on(account(invoice(balance="20", total=Decimal(1000)))),
    "three small rests": on(
        account(*(invoice(str(each), balance="20", total=Decimal(1000)) for each in range(3)))
    ),
    "two small rests": on(
        account(*(invoice(str(each), balance="20", total=Decimal(1000)) for each in range(2)))
    ),
    "a note before the due date of a small rest": on(
        account(invoice(due="2026-05-08", balance="20", total=Decimal(1000)))
    ),
    "a small rest beside a whole invoice": on(
        account(invoice("1", balance="20", total=Decimal(1000)), invoice("2"))
    ),
    "a small rest that a person said yes to": (
        approved(account(invoice(balance="20", total=Decimal(1000))), TUESDAY),
        POLICY,
        RULES,
        TUESDAY,
    ),
    # time
    "written to five days ago": on(account(invoice(), notices=(notice(on="2026-04-30", episode="x"),))),
    "three letters within thirty days": on(
        account(
            invoice(),
            notices=tuple(
                notice(on=each, episode="x") for each in ("2026-04-08", "2026-04-15", "2026-04-22")
            ),
        )
    ),
    "three letters within thirty days, the last lately": on(
        account(
            invoice(),
            notices=tuple(
                notice(on=each, episode="x") for each in ("2026-04-08", "2026-04-15", "2026-05-01")
            ),
        )
    ),
    "three letters, both rules end on one day": on(
        account(
            invoice(),
            notices=tuple(
                notice(on=each, episode="x") for each in ("2026-04-08", "2026-04-15", "2026-05-01")
            ),
        ),
        "2026-05-07",
    ),
    "a call was made five days ago": on(
        account(invoice(), notices=(), contacts=(contact("call", "2026-04-30"),))
    ),
    "a call five days ago reached nobody": on(
        account(invoice(), notices=(), contacts=(contact("call", "2026-04-30", reached=False),))
    ),
    "three calls within thirty days": on(
        account(
            invoice(),
            contacts=tuple(contact("call", each) for each in ("2026-04-08", "2026-04-15", "2026-04-22")),
        )
    ),
    "the distance ends after the window": on(
        account(invoice(), notices=(notice(on="2026-04-10", episode="x"),)),
        contact={"days_between": 40, "most": 1, "window_days": 30},
    ),
    "a call was made ten days ago": on(account(invoice(), contacts=(contact("call", "2026-04-25"),))),
    "a note before the due date went ten days ago": on(
        account(
            invoice(), notices=(notice("pre_due", "2026-04-25", kind="pre_due", episode="pre:2026-05-01"),)
        )
    ),
    "the level and the gap end on one day": on(going("reminder", "2026-05-05"), "2026-05-10"),
    "a call was made before the last letter": on(
        account(
            invoice(),
            notices=(notice(on="2026-04-30", episode="x"),),
            contacts=(contact("call", "2026-04-10"),),
        )
    ),
    "a day before its level": on(account(invoice(due="2026-05-02"))),
    "a level that comes one day past due": on(
        account(invoice(due="2026-05-05")), "2026-05-05", levels=levels("email")
    ),
    "six days after the first of three levels": on(
        going("by email", "2026-05-05"), "2026-05-11", levels=levels("email", "sms"), booked_after_days=0
    ),
    "the second level has a gap of its own": on(
        going("by email", "2026-05-05"),
        "2026-05-11",
        levels=[*levels("email"), {"name": "next", "days": 2, "channel": "sms", "gap_days": 9}],
    ),
    "the same level comes again": on(
        going("again", "2026-05-05"),
        "2026-05-11",
        levels=[{"name": "again", "days": 1, "channel": "email", "every_days": 8, "times": 3}],
    ),
    "a part was paid three days after the first level": on(
        going("by email", "2026-05-05", part_paid_on=date(2026, 5, 8)),
        "2026-05-12",
        levels=levels("email", "sms"),
    ),
    "a part was paid two days before the last level": on(
        going("by email", "2026-05-05", part_paid_on=date(2026, 5, 3)),
        "2026-05-08",
        levels=levels("email", "sms"),
    ),
    "a part was paid before any level": on(account(invoice(), part_paid_on=date(2026, 5, 4))),
    "Friday evening": on(account(invoice()), "2026-05-08", "17:30"),
    "a public holiday": on(account(invoice()), "2026-05-25"),
    "somewhere in America": on(account(invoice(), customer=customer(country="US")), "2026-05-05", "14:00"),
    "somewhere in Russia": on(account(invoice(), customer=customer(country="RU"))),
    "somewhere in America, and New York has closed": on(
        account(invoice(), customer=customer(country="US")), "2026-05-05", "22:30"
    ),
    "a public holiday that is worked on": on(
        account(invoice()),
        "2026-05-25",
        contact={
            "hours": {"email": {"from": "08:00", "until": "18:00", "days": ["mon"], "on_holidays": True}}
        },
    ),
    "in America in the afternoon": on(
        account(invoice(), customer=customer(country="US")), "2026-05-05", "19:00"
    ),
    # a person's yes
    "an unknown message": on(account(invoice(), uncertain=("KEY1",))),
    "two unknown messages": on(account(invoice(), uncertain=("KEY1", "KEY2"))),
    "a demo company": on(account(invoice(), books=books(pretend=True))),
    "a demo company, a note before the due date": on(
        account(invoice(due="2026-05-08"), books=books(pretend=True))
    ),
    "a new ledger": on(account(invoice(), books=books(released=False))),
    "a flood": on(account(invoice(), books=books(flooded=True))),
    "refused at this address": on(
        account(invoice(), refused=(Refusal(recipients=("ana@bakers.example",), reason="no such mailbox"),))
    ),
    "refused at another address": on(
        account(invoice(), refused=(Refusal(recipients=("x@bakers.example",), reason="no such mailbox"),))
    ),
    "the first message to them, of a debt from before": on(
        account(invoice(), notices=(), books=books(linked_on=date(2026, 5, 2)))
    ),
    "due on the day of linking": on(account(invoice(), books=books(linked_on=date(2026, 5, 1)))),
    "every message is approved": on(account(invoice()), approval_required="every"),
    "the third level": on(
        account(
            invoice(),
            episode=EPISODE,
            notices=tuple(notice(each, "2026-04-20", episode=EPISODE) for each in ("by email", "by sms")),
        ),
        levels=levels("email", "sms", "letter"),
    ),
    "approved by a person, for two reasons": (
        approved(account(invoice(), notices=(), books=books(linked_on=date(2026, 5, 2))), TUESDAY),
        POLICY,
        RULES,
        TUESDAY,
    ),
    "every message is approved, to two addresses": on(
        account(invoice(), customer=customer(emails=("a@x.example", "b@x.example"))),
        approval_required="every",
    ),
    "every message is approved, and notes go before two due dates": on(
        account(invoice("1", due="2026-05-07"), invoice("2", due="2026-05-08")), approval_required="every"
    ),
    "nothing is next, in a new, pretend and flooded ledger that refused the last message": on(
        going(
            "by email",
            "2026-04-20",
            books=books(released=False, pretend=True, flooded=True),
            refused=(Refusal(recipients=("ana@bakers.example",), reason="no such mailbox"),),
        ),
        levels=levels("email"),
    ),
    "refused at this address, and a call is next": on(
        account(invoice(), refused=(Refusal(recipients=("ana@bakers.example",), reason="no such mailbox"),)),
        levels=levels("call"),
    ),
    "approved by a person": (approved(account(invoice(), notices=()), TUESDAY), POLICY, RULES, TUESDAY),
    **{
        f"by {each}": on(account(invoice()), levels=levels(each), approval_required="none")
        for each in ("sms", "call", "letter", "hand_over")
    },
    # courtesies
    **{
        f"a courtesy, {words}": on(asked, day, courtesies=COURTESIES)
        for words, asked, day in (
            ("all of the debt was paid", cleared(), "2026-05-08"),
            ("their very first invoice", first_of_all(), "2026-05-05"),
            (
                "a statement of what is open",
                account(invoice(due="2026-07-01"), invoice("2", due="2026-08-01")),
                "2026-05-31",
            ),
            (
                "a statement of what is overdue",
                going("reminder", "2026-05-20", coming=invoice("2", due="2026-07-01")),
                "2026-06-01",
            ),
            (
                "a statement where the books never reached anything",
                going("reminder", "2026-05-20", books=books(booked_through=None)),
                "2026-06-01",
            ),
            (
                "a statement of what may be paid by now",
                going(
                    "reminder",
                    "2026-05-20",
                    coming=invoice("2", due="2026-05-28"),
                    books=books(booked_through=date(2026, 5, 29)),
                ),
                "2026-06-01",
            ),
            (
                "a statement of old debt",
                of_old(1, notices=(notice(on="2026-05-20", episode=EPISODE),), episode=EPISODE),
                "2026-06-01",
            ),
        )
    },
    # what was agreed
    "a promise": on(agreeing(promise())),
    "a promise whose day is past": on(agreeing(promise()), "2026-05-13"),
    "a promise whose day is past, the books never booked": on(
        agreeing(promise(), books=books(booked_through=None)), "2026-05-14"
    ),
    "a promise whose day is past, the books behind": on(
        agreeing(promise(), books=books(booked_through=date(2026, 5, 12))), "2026-05-14"
    ),
    "a promise of one of two invoices": on(
        account(invoice(), invoice("2"), agreements=(promise(),), episode=EPISODE)
    ),
    "two promises of two invoices": on(
        account(
            invoice(),
            invoice("2"),
            agreements=(promise(), promise("100", "2026-05-20", "2", number=2)),
            episode=EPISODE,
        )
    ),
    "a promise of two invoices": on(
        account(
            invoice(), invoice("2"), agreements=(promise("200", "2026-05-12", "1001", "2"),), episode=EPISODE
        )
    ),
    "a promise kept in part": on(
        agreeing(promise(), payments=(payment("40"),), received=(came("40"),)), "2026-05-15"
    ),
    "a promise about an invoice that is not due": on(
        account(invoice(due="2026-07-01"), agreements=(promise(),))
    ),
    "a promise that was withdrawn": on(agreeing(promise(ending=ended()))),
    "two promises that were withdrawn": on(
        account(
            invoice(),
            agreements=(promise(ending=ended()), promise("60", number=2, ending=ended())),
            episode=EPISODE,
        )
    ),
    "a promise that was broken, and a new one": on(
        agreeing(promise("100", "2026-04-27", on="2026-04-20"), promise(number=2))
    ),
    "a promise about an invoice that is not due, and one about what is overdue": on(
        account(
            invoice(),
            invoice("2", due="2026-07-01"),
            agreements=(promise("100", "2026-05-12", "2"), promise(number=2)),
            episode=EPISODE,
        )
    ),
    "a promise that was kept": on(agreeing(promise(), received=(came("100", "2026-05-06"),)), "2026-05-06"),
    "a promise that was broken, and every message is approved": on(
        agreeing(promise()), "2026-05-15", approval_required="every"
    ),
    "two promises that were broken, and one about another invoice": on(
        account(
            invoice(),
            invoice("2", due="2026-07-01"),
            agreements=(
                promise("10", "2026-05-11"),
                promise("20", "2026-05-12", number=2),
                promise("30", "2026-05-12", "2", number=3),
            ),
            episode=EPISODE,
        ),
        "2026-05-15",
        approval_required="every",
    ),
    "a promise kept in part, and a plan that is behind, and every message is approved": on(
        agreeing(
            promise(), plan(("2026-05-12", "40"), ("2026-06-12", "60")), received=(came("30", "2026-05-06"),)
        ),
        "2026-05-15",
        approval_required="every",
    ),
    "a promise that was broken about two invoices, one of them not due": on(
        account(
            invoice(),
            invoice("2", due="2026-07-01"),
            agreements=(promise("200", "2026-05-12", "1001", "2"),),
            episode=EPISODE,
        ),
        "2026-05-15",
        approval_required="every",
    ),
    "a promise about an invoice that was made void": on(
        account(invoice(), invoice("2", status="void"), agreements=(promise("100", "2026-05-12", "2"),)),
        "2026-05-15",
    ),
    "a promise that was moved to another day": on(agreeing(promise(ending=ended("moved")))),
    "a promise that nobody is named of": on(agreeing(replace(promise(), who="", where=""))),
    "a promise by somebody, who knows where": on(agreeing(replace(promise(), where=""))),
    "promises told in the order in which they were made": on(
        agreeing(
            promise("30", number=3, ending=ended()),
            promise("20", number=2, ending=ended()),
            promise("10", number=4, on="2026-05-04", ending=ended()),
        )
    ),
    "a promise where no day need pass for the books": on(
        agreeing(promise()), "2026-05-12", booked_after_days=0
    ),
    "a promise where no day need pass for the books, a day later": on(
        agreeing(promise(), books=books(booked_through=date(2026, 5, 12))), "2026-05-13", booked_after_days=0
    ),
    "money in another currency keeps no promise": on(
        agreeing(promise(), received=(came("100", "2026-05-11", currency="EUR"),)), "2026-05-15"
    ),
    "a plan paid to its end": on(
        agreeing(plan(("2026-05-12", "100")), received=(came("100", "2026-05-06"),)), "2026-05-15"
    ),
    "a plan": on(agreeing(plan(("2026-05-12", "40"), ("2026-06-12", "60")))),
    "a plan that is behind": on(agreeing(plan(("2026-05-12", "40"), ("2026-06-12", "60"))), "2026-05-15"),
    "a dispute of the whole": on(agreeing(dispute())),
    "a dispute of a part": on(agreeing(dispute("40"))),
    "two disputes of parts that are not all": on(agreeing(dispute("40"), dispute("30", number=2))),
    "two disputes of parts that are all": on(agreeing(dispute("40"), dispute("60", number=2))),
    "two disputes of parts that are all but a penny": on(agreeing(dispute("40"), dispute("59.99", number=2))),
    "a dispute about an invoice that is paid": on(
        account(invoice(), invoice("2", status="paid", balance="0"), agreements=(dispute(None, "2"),))
    ),
    "a dispute by nobody who is named": on(agreeing(replace(dispute("40"), who="", where=""))),
    "a dispute that should be answered by now": on(agreeing(dispute()), "2026-05-20"),
    "a dispute that was answered": on(agreeing(dispute(ending=ended("answered", "price is right")))),
    "a dispute that was answered, and a promise": on(
        agreeing(dispute(ending=ended("answered")), promise(number=2))
    ),
    "a dispute about two invoices": on(
        account(
            invoice(),
            invoice("2"),
            agreements=(replace(dispute(), invoice_ids=("i1001", "i2")),),
            episode=EPISODE,
        )
    ),
    "a dispute about two invoices without a number": on(
        account(
            replace(invoice(), number=None),
            replace(invoice("2"), number=None),
            agreements=(replace(dispute(), invoice_ids=("i1001", "i2")),),
            episode=EPISODE,
        )
    ),
    "a claim": on(agreeing(claim())),
    "a claim without a reference": on(agreeing(replace(claim(), reference=""))),
    "a claim that was found": on(
        account(invoice(balance="60"), agreements=(claim("40"),), episode=EPISODE), "2026-05-11"
    ),
    "a claim about two invoices that the books do not bear out": on(
        account(
            invoice(),
            invoice("2"),
            agreements=(replace(claim("200", owed="200"), invoice_ids=("i1001", "i2")),),
            episode=EPISODE,
        ),
        "2026-05-11",
    ),
    "a claim that the books do not bear out": on(agreeing(claim()), "2026-05-11"),
    "a claim not borne out, about an invoice without a number": on(
        account(replace(invoice(), number=None), agreements=(claim(),), episode=EPISODE), "2026-05-11"
    ),
    "a settlement": on(agreeing(settlement())),
    "a settlement that was paid": on(
        account(invoice(balance="40"), agreements=(settlement(),), received=(came("60"),), episode=EPISODE),
        "2026-05-15",
    ),
    "a settlement that lapsed": on(agreeing(settlement()), "2026-05-15"),
    **{
        f"a settlement that lapsed, {words}": on(agreeing(settlement(), notices=sent), "2026-05-27")
        for words, sent in (
            ("and nothing was ever sent", ()),
            ("and a level went before", (notice(on="2026-05-06", episode=EPISODE),)),
            ("and a level went on that day", (notice(on="2026-05-14", episode=EPISODE),)),
            ("and a level went the day before", (notice(on="2026-05-13", episode=EPISODE),)),
            (
                "and levels went before and after",
                (
                    notice(on="2026-05-06", episode=EPISODE),
                    notice("second_reminder", "2026-05-16", episode=EPISODE),
                ),
            ),
            (
                "and a note before another due date went after",
                (
                    notice(on="2026-05-06", episode=EPISODE),
                    notice("pre_due", "2026-05-16", kind="pre_due", episode="pre:2026-05-18"),
                ),
            ),
        )
    },
    "a settlement that lapsed, and they were told": on(
        agreeing(settlement(), notices=(notice(on="2026-05-16", episode=EPISODE),)), "2026-05-25"
    ),
    "handed over": on(agreeing(handed_over())),
    "handed over, and money came": on(agreeing(handed_over(), received=(came("60"),))),
    "handed over, and fifty pence came": on(agreeing(handed_over(), received=(came("0.50"),))),
    "handed over until yesterday": on(agreeing(handed_over(ending=ended("ended")))),
}
