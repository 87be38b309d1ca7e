"""Situations of time: what was sent, small rests, days and hours, and a person's yes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dunning.account import Refusal
from tests.dunning.agreements_desk import (
    contact,
)
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    approved,
    at,
    books,
    customer,
    invoice,
    notice,
)
from tests.dunning.situations_desk import (
    EPISODE,
    TUESDAY,
    Situation,
    going,
    levels,
    on,
)

TIMES: dict[str, Situation] = {
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
}
