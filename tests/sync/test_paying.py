"""What may be paid online, and what is kept of what Stripe tells: amounts, pages, tellings in any order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.checkout import Told
from connectors.errors import Uncertain
from connectors.sandbox.faults import Fault
from sync import commands, doctor_paying, paying
from sync.commands import online
from sync.commands.agreed import Said
from sync.commands.targets import ActError
from sync.intake import paid_online
from sync.leaving.unlink import still_open
from sync.status import statuses
from sync.store import checkouts, ledgers
from tests.sync.books import NOW, TODAY, credit, customer, invoice, organisation
from tests.sync.paying_desk import BACK, KEY, PayingDesk, paying_desk


@pytest.fixture
def made(tmp_path: Path) -> Iterator[PayingDesk]:
    with paying_desk(tmp_path) as opened:
        opened.desk.stage(invoice(), invoice("I2", owes="30.00", overdue=-5), credit(left="5.00"))
        yield opened


def test_what_is_open_may_be_paid_and_what_is_paid_already_may_not(made: PayingDesk) -> None:
    offer = made.offer()
    assert (offer.online, offer.total, offer.credit) == (True, Decimal(150), Decimal(5))
    made.twin.pay(made.begin(I1="100.00"), "debit")
    made.hear()
    offer = made.offer()
    assert [one.amount for one in offer.payable] == [Decimal(20), Decimal(30)]
    assert offer.on_its_way == Decimal(100)
    commands.pay(made.desk.office, made.desk.ledger, "N-I2", Decimal(30), paid_on=None, reference="B1")
    [first, second] = made.offer().payable
    assert (first.amount, second.amount) == (Decimal(20), Decimal(0))
    assert second.why_not == "its payment is on its way"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({}, "nothing was named"),
        ({"I1": "120.01"}, "GBP 120.01 cannot be paid on invoice N-I1: GBP 120.00 is open"),
        ({"I1": "0"}, "cannot be paid"),
        ({"I1": "-5"}, "cannot be paid"),
        ({"I1": "0.001"}, "0.001"),
        ({"I9": "5"}, "invoice I9 of summit is not open for that customer in GBP"),
        ({"I3": "5"}, "is not open"),
        ({"I4": "5"}, "is not open"),
        ({"I5": "5"}, "is not open"),
    ],
)
def test_what_cannot_be_paid_is_refused(made: PayingDesk, parts: dict[str, str], why: str) -> None:
    made.desk.stage(
        customer("C2"),
        invoice("I3", of="C2"),
        invoice("I4", status="void"),
        invoice("I5", currency="EUR"),
    )
    with pytest.raises(ActError, match=why):
        made.begin(**parts)
    assert made.twin.calls == []


def test_a_disputed_invoice_is_not_paid_before_that_is_answered(made: PayingDesk) -> None:
    said = Said(by="a test", invoices=("N-I1",))
    commands.dispute(
        made.desk.office, made.desk.ledger, said, amount=None, reason="broken", owner="", answer_by=None
    )
    assert made.offer().payable[0].why_not == "it is disputed: that is answered first"
    with pytest.raises(ActError, match="disputed"):
        made.begin(I1="5")


def test_a_page_is_given_again_while_it_lasts(made: PayingDesk) -> None:
    page = made.begin(I1="50")
    assert made.begin(I1="50.00") == page
    assert made.begin(back=f"{BACK}2", I1="50") != page, "it would lead back to another place"
    assert made.twin.shops[KEY].session(page).status == "expired"
    other = made.begin(I2="30")
    assert made.twin.shops[KEY].session(other).status == "open"
    made.desk.at(NOW + timedelta(minutes=58)).update(pulled_at=NOW + timedelta(minutes=58))
    assert made.begin(I2="30") != other, "it ends in two minutes"


def test_a_customer_billed_by_another_pays_into_the_same_account(made: PayingDesk) -> None:
    made.desk.stage(customer("C3", bills_with="C1"), invoice("I6", of="C3", owes="10.00"))
    assert made.offer("C3").total == Decimal(160)
    made.twin.pay(made.begin(of="C3", I6="10", I1="120"))
    made.hear()
    assert made.all()[0].customer_id == "C1"


def test_who_paid_on_the_older_page_meanwhile_gets_no_second(made: PayingDesk) -> None:
    made.twin.pay(made.begin(I1="120"))
    for parts in ({"I1": "120"}, {"I1": "1"}):
        with pytest.raises(ActError, match="its payment is on its way"):
            made.begin(**parts)
    assert [one.state for one in made.all()] == ["paid"], "seen when the older page was to be closed"


def test_a_lost_answer_makes_no_second_page(made: PayingDesk) -> None:
    made.twin.faults.add(Fault(match="POST /v1/checkout/sessions", action="lost"))
    with pytest.raises(Uncertain):
        made.begin(I1="120")
    made.begin(I1="120")
    assert len(made.twin.shops[KEY].sessions) == 1


def test_what_was_refunded_before_it_was_written_never_is(made: PayingDesk) -> None:
    payment = made.twin.pay(made.begin(I1="120"))
    made.hear()
    made.enter()
    made.twin.refund(payment)
    made.hear()
    made.enter()
    made.enter()
    [one] = made.all()
    with made.desk.office.store.read() as connection:
        [effect] = checkouts.effects_of(connection, one)
    assert (effect.state, one.kept, one.entered) == ("dropped", 0, 0)
    made.desk.decide()
    assert made.desk.reasons() == {"C1": "HOLD"}


TELLINGS = {
    "pending": Told(page="P", payment="pi_1", state="pending", at=NOW),
    "paid": Told(page="P", payment="pi_1", state="paid", amount=Decimal(120), currency="GBP", at=NOW),
    "refunded": Told(key="K", payment="pi_1", refunded=Decimal(20), currency="GBP", at=NOW),
    "disputed": Told(key="K", payment="pi_1", dispute="open", disputed=Decimal(120), currency="GBP", at=NOW),
    "lost": Told(key="K", payment="pi_1", dispute="lost", disputed=Decimal(120), currency="GBP", at=NOW),
    "fee": Told(page="P", fee=Decimal("1.40"), fee_currency="GBP", at=NOW),
}


def test_what_one_ledgers_stripe_tells_changes_no_other_ledgers_payment(made: PayingDesk) -> None:
    """An account of Stripe's may name whatever it likes; its secret signs for its own ledger alone."""
    page = made.begin(I1="120")
    made.twin.pay(page)
    [before] = made.all()
    with made.desk.office.store.write() as connection:
        other = ledgers.link(connection, "other", organisation("B-2"), TODAY)
    for told in (
        Told(key=before.key, state="paid", amount=Decimal(120), currency="GBP", at=NOW),
        Told(page=page, state="expired", at=NOW),
        Told(key=before.key, refunded=Decimal(120), currency="GBP", at=NOW),
    ):
        assert not paid_online.take(made.desk.office, other, told)
    assert made.all() == [before]


def test_money_of_another_currency_is_a_persons_to_enter(made: PayingDesk) -> None:
    made.begin(I1="120")
    [before] = made.all()
    told = Told(key=before.key, state="paid", amount=Decimal(120), currency="EUR", at=NOW)
    assert paid_online.take(made.desk.office, made.desk.ledger, told)
    back = Told(key=before.key, refunded=Decimal(20), currency="EUR", at=NOW)
    assert paid_online.take(made.desk.office, made.desk.ledger, back)
    [after] = made.all()
    assert (after.paid, after.refunded, after.kept) == (0, 0, 0)
    assert "was paid in EUR" in " ".join(statuses(made.desk.office)[0].warnings)
    made.enter()
    assert made.all()[0].entered == 0


def test_what_was_paid_first_is_what_was_paid(made: PayingDesk) -> None:
    """Told once more by an event of a later hour, with another sum, it is the same payment still."""
    made.begin(I1="120")
    [one] = made.all()
    first = checkouts.after(one, TELLINGS["paid"])
    later = Told(page="P", state="paid", amount=Decimal(999), currency="GBP", at=NOW + timedelta(hours=1))
    assert checkouts.after(first, later) == first
    assert (first.paid, first.paid_at) == (12000, NOW)


def test_in_whatever_order_it_is_told_and_however_often_it_comes_to_the_same(made: PayingDesk) -> None:
    made.begin(I1="120")
    [before] = made.all()
    ends = set()
    for order in itertools.permutations(TELLINGS.values()):
        now = before
        for told in (*order, *order[:3]):
            now = checkouts.after(now, told)
        ends.add((now.state, now.paid, now.refunded, now.lost, now.dispute, now.fee, now.kept))
    assert ends == {("paid", 12000, 2000, 10000, "lost", 140, 0)}


def test_told_again_nothing_follows_again(made: PayingDesk) -> None:
    made.twin.pay(made.begin(I1="120"))
    for _ in range(3):
        assert made.hear() == []
        assert made.enter() == []
    [one] = made.all()
    assert (one.state, one.entered) == ("paid", 12000)
    with made.desk.office.store.read() as connection:
        assert len(checkouts.effects_of(connection, one)) == 1


def test_money_for_what_is_void_by_now_is_credit_and_a_task(made: PayingDesk) -> None:
    made.twin.pay(made.begin(I1="120"))
    made.desk.stage(invoice(edit=2, status="void"))
    made.hear()
    made.enter()
    [status] = statuses(made.desk.office)
    [told] = [each for each in status.warnings if "online" in each]
    assert "GBP 120.00" in told
    key = made.all()[0].key
    assert f"duesync online summit --seen {key}" in told
    online.see_to_online(made.desk.office, made.desk.ledger, key)
    assert not [each for each in statuses(made.desk.office)[0].warnings if "online" in each]
    with pytest.raises(ActError, match="waits for you"):
        online.see_to_online(made.desk.office, made.desk.ledger, key)


def test_a_refund_that_failed_is_a_persons_task_once(made: PayingDesk) -> None:
    payment = made.twin.pay(made.begin(I1="120"))
    made.hear()
    told = Told(payment=payment, unrefunded=Decimal(20), currency="GBP", at=NOW)
    for _ in range(2):
        assert paid_online.take(made.desk.office, made.desk.ledger, told)
    [status] = statuses(made.desk.office)
    assert "did not take a refund of GBP 20 (pi_" in " ".join(status.warnings)
    online.see_to_online(made.desk.office, made.desk.ledger, made.all()[0].key)
    paid_online.take(made.desk.office, made.desk.ledger, told)
    assert "refund" not in " ".join(statuses(made.desk.office)[0].warnings)


def test_two_taps_at_once_open_one_page(made: PayingDesk) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: made.begin(I1="120"), range(4)))
    assert len(found) == len(made.twin.shops[KEY].sessions) == 1


def test_while_stripe_is_down_the_pass_goes_on_and_tells(made: PayingDesk) -> None:
    made.begin(I1="120")
    made.twin.shops.clear()
    [trouble] = made.hear()
    assert trouble.startswith("payments online: ")


def test_pages_of_an_account_that_was_left_keep_nothing_back(made: PayingDesk) -> None:
    first = made.begin(I1="120")
    made.twin.shops[KEY].sessions.clear()
    assert made.begin(I1="120") == first, "the first of another account"
    made.twin.shops[KEY].sessions.clear()
    assert made.begin(I1="60")
    made.twin.shops[KEY].sessions.clear()
    assert made.hear() == []
    assert made.all() == []


def test_a_page_that_was_never_given_out_is_asked_for_anew(made: PayingDesk) -> None:
    made.twin.faults.add(Fault(match="POST .*", action="cut"))
    with pytest.raises(Uncertain):
        made.begin(I1="120")
    later = NOW + timedelta(minutes=40)
    made.twin.clock = made.twin.shops[KEY].clock = lambda: later
    made.desk.at(later).update(pulled_at=later)
    page = made.begin(I1="120")
    assert made.twin.shops[KEY].session(page).expires == later + timedelta(hours=1)


def test_leaving_tells_of_what_is_under_way(made: PayingDesk) -> None:
    made.twin.pay(made.begin(I1="120"), "debit")
    made.hear()
    [line] = still_open(made.desk.office, made.desk.ledger)["payments online"]
    assert line.startswith("Customer C1, GBP 120.00 (pi_")


def test_a_key_that_is_not_there_is_told_of_in_words(made: PayingDesk) -> None:
    config = made.desk.folder / "config.toml"
    text = config.read_text(encoding="utf-8").replace(KEY, "env:DUESYNC_NO_SUCH_KEY")
    config.write_text(text, encoding="utf-8")
    settings, why_not = paying.usable(made.desk.at(NOW).office, made.desk.ledger)
    assert settings is None
    assert "DUESYNC_NO_SUCH_KEY" in why_not


def test_a_link_pays_what_is_open_or_what_is_named(made: PayingDesk) -> None:
    office, ledger = made.desk.office, made.desk.ledger
    link = online.pay_link(office, ledger, "Customer C1", amount=Decimal(130), back=BACK)
    assert (str(link.amount), link.invoices) == ("GBP 130.00", ("N-I1", "N-I2"))
    link = online.pay_link(office, ledger, "C1", numbers=("N-I2",), back=BACK)
    assert (str(link.amount), link.invoices) == ("GBP 30.00", ("N-I2",))
    for wrong, why in (
        ({"amount": Decimal(151)}, "more than the GBP 150.00"),
        ({"instalment": True}, "no instalments"),
        ({"instalment": True, "amount": Decimal(1)}, "as it was agreed"),
        ({"back": None}, "say where"),
    ):
        with pytest.raises(ActError, match=why):
            online.pay_link(office, ledger, "C1", **{"back": BACK} | wrong)


def test_an_instalment_has_a_link_of_its_own(made: PayingDesk) -> None:
    office, ledger = made.desk.office, made.desk.ledger
    said = Said(by="a test", invoices=("N-I1",))
    parts = [(NOW.date() + timedelta(days=days), Decimal(40)) for days in (7, 37, 67)]
    commands.instalments(office, ledger, said, parts)
    [first, *_] = made.offer().instalments
    assert (first.amount, first.parts) == (Decimal(40), {"I1": Decimal(40)})
    assert len(made.offer().instalments) == 3
    link = online.pay_link(office, ledger, "C1", instalment=True, back=BACK)
    assert str(link.amount) == "GBP 40.00"
    made.twin.pay(link.url.rsplit("/", 1)[-1])
    made.hear()
    assert made.offer().payable[0].amount == Decimal(80)


def findings(made: PayingDesk) -> dict[str, tuple[str, str]]:
    return {each.about: (each.level, each.text) for each in doctor_paying.examined(made.desk.office)}


def test_doctor_says_what_is_fit_to_take_money(made: PayingDesk) -> None:
    found = findings(made)
    assert found["summit stripe"][0] == "ok"
    assert "acct_" in found["summit stripe"][1]
    assert "/webhooks/stripe/summit" in found["summit stripe.webhook_secret"][1]


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("sk_sandbox_desk", "sk_test_desk", "test mode, and its books are real"),
        ("sk_sandbox_desk", "sk_other", "does not accept the key"),
    ],
)
def test_a_key_that_is_not_right_takes_no_money(made: PayingDesk, was: str, now: str, why: str) -> None:
    config = made.desk.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    made.desk.at(NOW)
    level, text = findings(made)["summit stripe"]
    assert level == "fail"
    assert why in text
    with pytest.raises(Exception, match=why):
        made.begin(I1="5")


def test_two_ledgers_never_share_a_key(made: PayingDesk) -> None:
    config = made.desk.folder / "config.toml"
    text = config.read_text(encoding="utf-8")
    start = text.index("[ledgers.summit]")
    again = text[start : text.index("[policy]")].replace("summit", "other")
    config.write_text(text.replace("[policy]", f"{again}\n[policy]"), encoding="utf-8")
    made.desk.at(NOW)
    assert findings(made)["summit stripe"] == (
        "fail",
        "summit has the same Stripe key as other: each ledger needs an account of its own",
    )
    assert paying.usable(made.desk.office, made.desk.ledger)[0] is None
    with pytest.raises(ActError, match="same Stripe key"):
        made.begin(I1="5")
