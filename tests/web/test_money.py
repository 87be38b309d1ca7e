"""What Stripe tells us by real HTTP: signed or not, once or often, in order or not, sound or not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from connectors.sandbox.stripe import webhooks
from tests.sync.books import invoice
from tests.sync.desk import NAME
from tests.sync.paying_desk import KEY, SECRET, PayingDesk, paying_desk
from tests.web.served import Served, served

PATH = f"/webhooks/stripe/{NAME}"


@contextmanager
def listen(folder: Path, store: str = "sqlite:///duesync.db") -> Iterator[tuple[PayingDesk, Served]]:
    """C1 owes 120; the pretend Stripe tells nobody by itself."""
    with paying_desk(folder, store) as made:
        made.desk.stage(invoice())
        with served(made.desk.office) as ours:
            yield made, ours


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[tuple[PayingDesk, Served]]:
    with listen(tmp_path) as found:
        yield found


def post(ours: Served, body: bytes, header: str | None = None, path: str = PATH) -> int:
    return webhooks.post(f"{ours.url}{path}", body, SECRET, header).status_code


def events(made: PayingDesk) -> list[bytes]:
    return [json.dumps(one).encode() for one in made.twin.told(KEY)]


def test_each_telling_counts_once_in_whatever_order(tmp_path: Path, store_url: str) -> None:
    with listen(tmp_path, store_url) as (made, ours):
        payment = made.twin.pay(made.begin(I1="120"), "debit")
        made.twin.settle(payment, comes=True)
        made.twin.refund(payment, 2000)
        assert [post(ours, body) for body in (*reversed(events(made)), *events(made))] == [200] * 6
        [one] = made.all()
        assert (one.state, one.paid, one.refunded, one.kept) == ("paid", 12000, 2000, 10000)
        made.enter()
        made.enter()
        assert made.all()[0].entered == 10000


def test_what_is_not_signed_by_this_ledgers_secret_changes_nothing(
    listening: tuple[PayingDesk, Served],
) -> None:
    made, ours = listening
    made.twin.pay(made.begin(I1="120"))
    [body] = events(made)
    old = webhooks.signature(body, SECRET, int(time.time()) - 301)
    for header in ("", "t=1,v1=abc", webhooks.signature(body, "whsec_other"), old):
        assert post(ours, body, header) == 401
    assert post(ours, body + b" ", webhooks.signature(body, SECRET)) == 401
    assert post(ours, body, path="/webhooks/stripe/other") == 404
    assert ours.ask("GET", PATH).status_code == 405
    assert [one.state for one in made.all()] == ["open"]
    assert len([line for line in ours.told if "stripe" in line]) == 1, "told now and then"


def test_what_is_signed_and_none_of_ours_is_taken_and_forgotten(
    listening: tuple[PayingDesk, Served],
) -> None:
    made, ours = listening
    made.begin(I1="120")
    strange = {"type": "charge.dispute.closed", "created": 1, "data": {"object": {}}}
    others = {"id": "cs_x", "client_reference_id": "X" * 20, "currency": "gbp", "status": "expired"}
    foreign = {"type": "checkout.session.expired", "created": 1, "data": {"object": others | {"created": 1}}}
    other = {"type": "customer.created", "created": 1, "data": {"object": {}}}
    shapes: list[object] = [other, strange, foreign, []]
    for shape in shapes:
        assert post(ours, json.dumps(shape).encode()) == 200
    assert [one.state for one in made.all()] == ["open"]


def test_what_cannot_be_kept_is_told_again(listening: tuple[PayingDesk, Served]) -> None:
    made, ours = listening
    made.twin.pay(made.begin(I1="120"))
    [body] = events(made)

    with ours.office.store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE checkouts RENAME TO elsewhere")
    assert post(ours, body) == 503
    with ours.office.store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO checkouts")
    assert [one.state for one in made.all()] == ["open"]
    assert post(ours, body) == 200
    assert [one.state for one in made.all()] == ["paid"]


def test_who_paid_by_a_link_of_a_persons_is_thanked(listening: tuple[PayingDesk, Served]) -> None:
    _, ours = listening
    answer = ours.ask("GET", "/paid?paid=1")
    assert "Thank you for your payment" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    german = ours.ask("GET", "/paid", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.8"}).text
    assert '<html lang="de">' in german
    assert "Es wurde nichts bezahlt" in german
