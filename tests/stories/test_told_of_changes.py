"""A ledger tells of a change by itself: `serve` hears it, the worker pulls and decides; nothing is sent."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.errors import ConnectorError
from connectors.sandbox.quickbooks.webhooks import QuickBooksWebhook
from connectors.sandbox.webhooks import Webhook
from connectors.sandbox.xero.webhooks import XeroWebhook
from sync.clock import Clock, fixed
from sync.doctor import examine
from sync.due import is_heard_out
from sync.pull import pull
from sync.status import statuses
from sync.store import figures, signals
from sync.store.signals import Signal, Told
from sync.tables import decisions
from sync.worker import Worker
from tests.stories.terminal import Terminal, terminal
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

MORNING = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Both ledgers linked and run today, their messages approved; no run is due before tomorrow."""
    with world(tmp_path, customers=8) as made, terminal(made) as typed:
        made.ready_to_send()
        yield typed


def heard(made: World) -> dict[str, int]:
    with made.office.store.read() as connection:
        return {name: one.heard for name, one in signals.waiting(connection).items()}


def hear(made: World, *names: str, ago: float = 60) -> None:
    """A delivery told of them so many seconds ago."""
    told = Counter(
        Told(linked.provider, linked.company_id, frozenset({linked.name}))
        for linked in map(made.office.linked, names)
    )
    with made.office.store.write() as connection:
        signals.hear(connection, told, datetime.now(UTC) - timedelta(seconds=ago))


def an_open_invoice(made: World, name: str) -> tuple[str, str]:
    """Number and customer of one that is owed on, and of whom a decision stands."""
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        row = figures.open_invoices(connection, ledger.id)[0]
    return str(row.number), str(row.customer_id)


def decided(made: World, name: str, customer: str) -> list[int]:
    """Every decision ever taken on that customer."""
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        query = decisions.select().where(
            decisions.c.ledger_id == ledger.id, decisions.c.customer_id == customer
        )
        return [row.id for row in connection.execute(query)]


@contextmanager
def serving(desk: Terminal) -> Iterator[str]:
    """`duesync serve` in a process of its own; the address of its webhooks."""
    process = desk.start("serve", "--port", "0")
    assert process.stderr is not None
    found = re.search(r"listening on (http\S+);", process.stderr.readline())
    assert found is not None
    yield f"{found[1]}/webhooks"
    process.terminate()
    told = desk.end(process)
    assert (told.code, told.errors[-1]) == (0, "serve: stopped")


@contextmanager
def working(desk: Terminal, clock: Clock | None = None) -> Iterator[Worker]:
    one = Worker(desk.world.config, clock or fixed(WORKING_DAY), WORKING_DAY.isoformat())
    try:
        yield one
    finally:
        one.stop()


def tick_until(worker: Worker, true: Callable[[], bool], seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"not within {seconds} seconds"
        worker.tick()
        time.sleep(0.05)


def idle_after(worker: Worker) -> None:
    """Every run that was begun has ended."""
    tick_until(worker, lambda: not worker.running)


def test_a_payment_booked_at_the_source_is_heard_of_pulled_and_decided_upon_and_nothing_is_sent(
    desk: Terminal,
) -> None:
    made, sandbox = desk.world, desk.world.sandbox
    paid = {name: an_open_invoice(made, name) for name in BOTH}
    before = {name: decided(made, name, customer) for name, (_, customer) in paid.items()}
    with serving(desk) as url, working(desk) as worker:
        hooks: dict[str, Webhook] = {
            XERO: XeroWebhook(sandbox.xero, f"{url}/xero", sandbox.webhook_key),
            QUICKBOOKS: QuickBooksWebhook([sandbox.quickbooks], f"{url}/quickbooks", sandbox.webhook_key),
        }
        assert [hook.send() for hook in hooks.values()] == [None, None], "nothing changed yet"
        for name, (number, _) in paid.items():
            desk.api(name).pay(number, desk.api(name).balance_of(number))
            answer = hooks[name].send()
            assert answer is not None
            assert (answer.status, answer.body) == (200, b"")
            assert answer.seconds < 3, "QuickBooks waits 3 seconds, Xero 5"
        assert heard(made) == {XERO: 1, QUICKBOOKS: 1}
        assert desk.status(XERO)["heard_at"] is not None
        tick_until(worker, lambda: not heard(made) and not worker.running)
    for name, (number, customer) in paid.items():
        assert desk.balances(name) == {
            currency: total for currency, total in desk.api(name).open_balances().items() if total
        }
        assert desk.api(name).balance_of(number) == 0
        assert decided(made, name, customer) > before[name], "the account was looked at again"
        assert desk.status(name)["heard_at"] is None
    with made.office.store.read() as connection:
        counts = figures.effect_counts(connection, made.office.linked(XERO).id)
    assert counts["message ready"] > 0
    assert made.mail() == [], "what may go waits for a run"


def test_the_older_shape_and_xeros_test_of_the_address_are_taken_and_a_wrong_key_is_not(
    desk: Terminal,
) -> None:
    sandbox = desk.world.sandbox
    with serving(desk) as url:
        hook = XeroWebhook(sandbox.xero, f"{url}/xero", sandbox.webhook_key)
        assert [answer.status for answer in hook.intend_to_receive()] == [200, 401, 401, 401]
        assert hook.intended
        old = QuickBooksWebhook(
            [sandbox.quickbooks], f"{url}/quickbooks", sandbox.webhook_key, "event_notifications"
        )
        wrong = QuickBooksWebhook([sandbox.quickbooks], f"{url}/quickbooks", "another")
        stranger = XeroWebhook(sandbox.xero, f"{url}/xero", "another")
        for name in BOTH:
            desk.api(name).void(an_open_invoice_without_payments(desk, name))
        refused = wrong.send()
        assert refused is not None
        assert refused.status == 401
        assert stranger.send() is None, "Xero tells nothing to an address that failed its test"
        assert heard(desk.world) == {}
        taken = old.send()
        assert taken is not None
        assert taken.status == 200
        assert old.send() is None
        assert heard(desk.world) == {QUICKBOOKS: 1}
        told = desk.start("serve", "--port", url.split(":")[2].split("/")[0])
        said = desk.end(told)
        assert (said.code, len(said.errors)) == (2, 1)
        assert "cannot be listened on" in said.err


def an_open_invoice_without_payments(desk: Terminal, name: str) -> str:
    ledger = desk.world.office.linked(name)
    with desk.world.office.store.read() as connection:
        rows = figures.open_invoices(connection, ledger.id)
    return next(str(row.number) for row in rows if row.total == row.balance)


def test_a_burst_is_one_pull_and_a_ledger_that_never_rests_is_pulled_now_and_then(desk: Terminal) -> None:
    made, elapsed = desk.world, [1000.0]
    calls = made.sandbox.quickbooks.calls
    with working(desk, Clock(now=lambda: WORKING_DAY, elapsed=lambda: elapsed[0])) as worker:
        for _ in range(40):
            hear(made, QUICKBOOKS)
        before = len(calls)
        worker.tick()
        assert {name: run.command for name, run in worker.running.items()} == {QUICKBOOKS: "sync"}
        idle_after(worker)
        reads = [call.path for call in calls[before:] if call.metered]
        assert len(reads) == 1, reads
        assert heard(made) == {}
        hear(made, QUICKBOOKS)
        for elapsed[0] in (1001.0, 1200.0, 1299.0):
            worker.tick()
            assert not worker.running
        assert heard(made) == {QUICKBOOKS: 1}
        elapsed[0] = 1301.0
        worker.tick()
        assert set(worker.running) == {QUICKBOOKS}
        idle_after(worker)
    assert heard(made) == {}


def test_a_ledger_with_only_the_days_reserve_left_is_not_pulled_for_what_was_heard(desk: Terminal) -> None:
    made = desk.world
    text = made.config.read_text(encoding="utf-8")
    scarce = f"[ledgers.{QUICKBOOKS}]\ncalls_per_day = 1"  # 25 calls are kept at least
    made.config.write_text(text.replace(f"[ledgers.{QUICKBOOKS}]", scarce, 1), encoding="utf-8")
    made.at(WORKING_DAY)
    assert [made.office.is_short(name) for name in (QUICKBOOKS, XERO)] == [True, False]
    with working(desk) as worker:
        hear(made, QUICKBOOKS, XERO)
        worker.tick()
        assert set(worker.running) == {XERO}
        idle_after(worker)
        assert heard(made) == {QUICKBOOKS: 1}, "it is pulled once there are calls again"


def test_a_ledger_that_fails_keeps_its_signal_and_is_tried_ever_later(desk: Terminal) -> None:
    made, elapsed = desk.world, [0.0]
    (made.folder / "duesync.key").rename(made.folder / "elsewhere")
    hear(made, XERO)
    tried: list[float] = []
    with working(desk, Clock(now=lambda: WORKING_DAY, elapsed=lambda: elapsed[0])) as worker:
        while len(tried) < 4:
            worker.tick()
            if worker.running:
                tried.append(elapsed[0])
                assert worker.running[XERO].process.wait(60) == 2
                worker.running[XERO].process.poll()
            elapsed[0] += 100
    (made.folder / "elsewhere").rename(made.folder / "duesync.key")
    assert tried == [0, 300, 900, 2100]
    assert heard(made) == {XERO: 1}


def test_whoever_pulls_the_ledger_settles_what_was_heard(desk: Terminal) -> None:
    hear(desk.world, *BOTH)
    assert desk.type("sync", XERO).code == 0
    assert heard(desk.world) == {QUICKBOOKS: 1}
    assert desk.type("run", QUICKBOOKS).code == 0
    assert heard(desk.world) == {}


def test_what_is_heard_during_the_pull_and_what_was_not_pulled_whole_stays(desk: Terminal) -> None:
    made = desk.world
    hear(made, QUICKBOOKS)
    with made.office.work(QUICKBOOKS, lambda _text: hear(made, QUICKBOOKS, ago=0)) as work:
        pages = pull(work).pages
    assert pages >= 1
    assert heard(made) == {QUICKBOOKS: 1 + pages}
    desk.break_(QUICKBOOKS, "/cdc|/query", "status", status=401, times=None)
    with made.office.work(QUICKBOOKS) as work, pytest.raises(ConnectorError):
        pull(work)
    assert heard(made) == {QUICKBOOKS: 1 + pages}


def test_a_scheduled_run_comes_before_a_pull_for_webhooks(desk: Terminal) -> None:
    tomorrow = WORKING_DAY + timedelta(days=1)
    hear(desk.world, XERO)
    with working(desk, fixed(tomorrow)) as worker:
        worker.tick()
        assert {run.command for run in worker.running.values()} == {"run"}
        for run in worker.running.values():
            run.process.kill()


@pytest.mark.parametrize(
    ("first", "last", "out"),
    [(1, 1, False), (2, 2, True), (10, 1, False), (10, 3, True), (25, 0, True), (19, 0, False)],
)
def test_a_burst_is_let_pass_but_not_for_ever(first: float, last: float, out: bool) -> None:
    signal = Signal(1, 3, MORNING - timedelta(seconds=first), MORNING - timedelta(seconds=last))
    assert is_heard_out(signal, MORNING) is out


def test_status_tells_when_nobody_pulls_what_was_heard(desk: Terminal) -> None:
    hear(desk.world, XERO, ago=120)
    found = {one.name: one for one in statuses(desk.world.office)}
    assert found[XERO].heard_at is not None
    assert (found[XERO].warnings, found[QUICKBOOKS].heard_at) == ((), None)
    assert "heard of changes at" in desk.type("status").out
    with desk.world.office.store.write() as connection:
        signals.settle(connection, signals.waiting(connection)[XERO])
    hear(desk.world, XERO, ago=7200)
    (warning,) = next(one for one in statuses(desk.world.office) if one.name == XERO).warnings
    assert "is `duesync worker` running?" in warning


def test_doctor_says_whether_webhooks_can_be_taken(desk: Terminal) -> None:
    made = desk.world
    text = made.config.read_text(encoding="utf-8")
    line = f'webhook_key = "{made.sandbox.webhook_key}"\n'
    assert text.count(line) == 2
    without, unset = text.replace(line, "", 1), 'webhook_key = "env:NO_SUCH_VARIABLE_HERE"\n'
    made.config.write_text(without.replace(line, unset), encoding="utf-8")
    found = {one.about: one for one in examine(made.at(WORKING_DAY).office)}
    levels = {found[f"{name} webhook_key"].level: found[f"{name} webhook_key"].text for name in BOTH}
    assert set(levels) == {"ok", "fail"}
    assert "is not set: changes are seen" in levels["ok"]
    assert levels["fail"] == "the environment variable NO_SUCH_VARIABLE_HERE is not set"
