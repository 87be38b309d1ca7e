"""Situations of courtesies, and of what was agreed with the customer."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.dunning.agreements_desk import (
    came,
    claim,
    dispute,
    ended,
    handed_over,
    plan,
    promise,
    settlement,
)
from tests.dunning.desk import (
    account,
    books,
    invoice,
    notice,
    payment,
)
from tests.dunning.situations_desk import (
    COURTESIES,
    EPISODE,
    Situation,
    agreeing,
    first_of_all,
    going,
    of_old,
    on,
)
from tests.dunning.test_courtesy_cases import cleared

AGREED: dict[str, Situation] = {
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
