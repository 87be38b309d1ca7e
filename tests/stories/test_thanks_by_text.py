"""Thanks by text, from the payment in the books to the telephone, over the pretend Twilio's real HTTP."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from sync import commands
from tests.texting import MINE, NUMBERS, POLICY, Texting, texting
from tests.world import WORKING_DAY

THANKING = POLICY.replace(
    'approval_required = "none"\n',
    'approval_required = "none"\ncourtesies.thanks = true\nbooked_after_days = 0\n'
    'contact.fallback = ["sms"]\ncontact.days_between = 1\n',
)
NEXT = WORKING_DAY + timedelta(days=1)


def allow(made: Texting, customer: str, number: str) -> None:
    commands.record_consent(
        made.office,
        made.office.linked(MINE),
        customer=customer,
        number=number,
        kind="express",
        on=None,
        how="order form",
        by="Robin",
    )


def pays(folder: Path, *places: int) -> None:
    """The invoices of these customers are paid today."""
    owed, money = folder / "invoices.csv", folder / "payments.csv"
    text, came = owed.read_text(), money.read_text()
    for place in places:
        line = f"N-{place},Customer {place},2026-10-05,2026-11-04,120.00,"
        assert f"{line}120.00" in text
        text = text.replace(f"{line}120.00", f"{line}0.00")
        came += f"{NEXT.date()},120.00,N-{place},Customer {place}\n"
    owed.write_text(text)
    money.write_text(came)
    for file in folder.iterdir():
        os.utime(file, (time.time() - 60,) * 2)


def test_who_allowed_texts_is_thanked_by_text_once(tmp_path: Path, store_url: str) -> None:
    with texting(tmp_path, store_url, policy=THANKING) as made:
        made.run()
        made.twin.carry()
        allow(made, "Customer 1", NUMBERS[0])
        allow(made, "Customer 2", NUMBERS[1])
        made.twin.text(NUMBERS[1], "STOP")
        before = [len(made.to(number)) for number in NUMBERS]
        pays(tmp_path / "exports", 1, 2, 3)
        made.at(NEXT).run()
        made.run()
        [thanks] = made.to(NUMBERS[0])[before[0] :]
        assert thanks.startswith("Quay: thank you, we have received £120.00. Questions?")
        assert thanks.endswith("Reply STOP to end texts.")
        assert not any("thank you" in each for each in made.to(NUMBERS[1])), "they wanted no more"
        assert not any("thank you" in each for each in made.to(NUMBERS[2])), "they allowed none"
