"""The mail account's limits while a pass sends: what is over waits, and a "not now" is no no for 72 hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import sqlalchemy as sa

from dunning.decisions import Notify
from sync.clock import Clock, fixed
from sync.commands import confirm_books
from sync.decide import decide_due
from sync.office import open_office
from sync.pull import pull
from sync.status import statuses
from sync.store import figures, outbox
from sync.store.outbox import Effect
from sync.tables import effects
from sync.why import why
from tests.world import WORKING_DAY, XERO, World, world


@dataclass
class Hand:
    """A clock that goes on only while somebody sleeps. `on_sleep`: what happens meanwhile."""

    wall: datetime = field(default_factory=lambda: datetime.now(UTC) + timedelta(hours=1))
    seconds: float = 0.0
    on_sleep: Callable[[], object] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.on_sleep()
        self.on(seconds)

    def on(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)

    def clock(self) -> Clock:
        return Clock(lambda: WORKING_DAY, lambda: self.wall, lambda: self.seconds, self.sleep)


def limited(made: World, limit: str, clock: Clock | None = None) -> World:
    """The same world, its mail account under that limit."""
    text = made.config.read_text(encoding="utf-8")
    made.config.write_text(text.replace("[mail]\n", f"[mail]\n{limit}\n"), encoding="utf-8")
    made.office.close()
    made.office = open_office(made.config, clock or fixed(WORKING_DAY))
    return made


def messages(made: World, state: str = "ready") -> list[Effect]:
    with made.office.store.read() as connection:
        return outbox.work(connection, made.office.linked(XERO).id, ("message",), state)


def decided(made: World) -> World:
    """With its messages ready to leave."""
    made.ready_to_send(XERO)
    with made.office.work(XERO) as work:
        pull(work)
        decide_due(work)
    return made


def a_day_later(made: World) -> None:
    made.at(made.office.clock.now() + timedelta(days=1))
    confirm_books(made.office, made.office.linked(XERO), made.office.clock.now().date())
    made.run(XERO)


def is_level(effect: Effect) -> bool:
    """And no note before the due date, which lapses."""
    return msgspec.json.decode(effect.payload, type=Notify).kind == "level"


def oldest_due(made: World, effect: Effect) -> str:
    act = msgspec.json.decode(effect.payload, type=Notify)
    with made.office.store.read() as connection:
        rows = figures.invoices_by_id(connection, made.office.linked(XERO).id, act.overdue)
    return min(str(row.due_on) for row in rows.values())


def number_of(made: World, effect: Effect) -> str:
    act = msgspec.json.decode(effect.payload, type=Notify)
    with made.office.store.read() as connection:
        rows = figures.invoices_by_id(connection, made.office.linked(XERO).id, act.overdue[:1])
    return str(rows[act.overdue[0]].number)


def test_what_is_over_the_days_limit_waits_and_the_longest_overdue_go_first(tmp_path: Path) -> None:
    hand = Hand()
    with world(tmp_path) as made:
        limited(decided(made), "per_day = 3", hand.clock())
        done = made.run(XERO).delivered
        left = messages(made)
        assert (done.messages, len(left)) == (3, done.later)
        until = f"{hand.wall + timedelta(days=1, minutes=1):%Y-%m-%d %H:%M}"[:13]
        assert done.limited.startswith(
            f"the mail server takes 3 a day: {len(left)} messages wait until {until}"
        )
        assert all(one.reason is None for one in left)
        latest = max(oldest_due(made, one) for one in messages(made, "done"))
        assert latest <= min(oldest_due(made, one) for one in left)
        again = made.run(XERO).delivered
        assert (again.messages, again.later, again.limited) == (0, len(left), done.limited)
        [status] = [one for one in statuses(made.office) if one.name == XERO]
        assert done.limited in status.warnings
        told = why(made.office, made.office.linked(XERO), number_of(made, left[0]))
        assert told.held_up.startswith("It waits: the mail server takes 3 a day: 1 message waits until ")
        hand.on(25 * 3600)
        assert made.run(XERO).delivered.messages == 3


def test_a_minutes_limit_is_waited_out_with_another_look_at_the_books(tmp_path: Path) -> None:
    hand = Hand()
    with world(tmp_path) as made:
        limited(decided(made), "per_minute = 2", hand.clock())
        ready = sorted(messages(made), key=lambda one: oldest_due(made, one))
        assert len(ready) >= 6
        paid = number_of(made, ready[-1])

        def pay_meanwhile() -> None:
            if made.sandbox.xero.balance_of(paid):
                made.sandbox.xero.pay(paid, made.sandbox.xero.balance_of(paid))

        hand.on_sleep = pay_meanwhile
        done = made.run(XERO).delivered
        assert (done.later, done.limited) == (0, "")
        assert done.messages == len(made.mail()) >= len(ready) - 1
        assert hand.seconds >= 60 * ((done.messages - 1) // 2)
        assert not made.sandbox.xero.balance_of(paid)
        went = {str(message["Message-ID"])[1:21] for message in made.mail()}
        assert ready[-1].key not in went  # paid while we waited, and seen in the look after it


def test_a_server_that_says_too_much_is_left_alone_by_all(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        decided(made)
        before = len(messages(made))
        made.office.quota(XERO).rest(3600, "550 5.4.5 Daily user sending limit exceeded")
        done = made.run(XERO).delivered
        assert (done.messages, done.refused, len(messages(made))) == (0, 0, before)
        assert "550 5.4.5 Daily user sending limit exceeded" in done.limited


def test_not_now_is_tried_again_for_72_hours_and_then_refused_for_a_person(tmp_path: Path) -> None:
    tuesday = WORKING_DAY - timedelta(days=1)
    with world(tmp_path, now=tuesday) as made:
        with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
            config.write("\n[policy]\napproval_lapses_days = 10\n")
        made.at(tuesday)
        decided(made)
        shy = next(filter(is_level, messages(made)))
        act = msgspec.json.decode(shy.payload, type=Notify)
        made.sandbox.mail.fail("defer", recipient=act.recipients[0], times=None)
        assert made.run(XERO).delivered.later == 1
        [one] = messages(made)
        assert (one.key, one.put_off_at) == (shy.key, tuesday)
        told = why(made.office, made.office.linked(XERO), number_of(made, one))
        assert "451 4.7.1 Try again later" in told.held_up
        a_day_later(made)
        a_day_later(made)
        [one] = [each for each in messages(made) if each.key == shy.key]
        assert one.put_off_at == tuesday
        a_day_later(made)
        [refused] = messages(made, "refused")
        assert refused.key == shy.key
        assert refused.reason is not None
        assert "for 72 hours the mail server said that it would take it later" in refused.reason
        [status] = [one for one in statuses(made.office) if one.name == XERO]
        assert any(shy.key in line and "was refused" in line for line in status.troubled)
        waits = why(made.office, made.office.linked(XERO), number_of(made, refused))
        assert waits.reason == "REFUSED"


def test_what_is_decided_anew_to_the_same_address_has_no_new_72_hours(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        decided(made)
        shy = messages(made)[0]
        act = msgspec.json.decode(shy.payload, type=Notify)
        made.sandbox.mail.fail("defer", recipient=act.recipients[0], times=None)
        made.run(XERO)
        ledger, long_ago = made.office.linked(XERO), WORKING_DAY - timedelta(hours=80)
        with made.office.store.write() as connection:
            [one] = outbox.work(connection, ledger.id, ("message",), "ready")
            connection.execute(sa.update(effects).values(put_off_at=long_ago))
            outbox.drop(connection, one, "decided anew", WORKING_DAY)
            new = outbox.New(
                account=(one.customer_id, one.currency), kind="message", slot=one.slot, payload=act
            )
            outbox.add_all(connection, ledger.id, [new], WORKING_DAY)
            second = outbox.live(connection, one.slot)
            assert second is not None
            assert second.put_off_at is None
            assert outbox.first_put_off(connection, second) == long_ago
            elsewhere = msgspec.structs.replace(act, recipients=("new@customer.example",))
            outbox.refer(connection, [(second, None, elsewhere)])
            moved = outbox.live(connection, one.slot)
            assert moved is not None
            assert outbox.first_put_off(connection, moved) is None
