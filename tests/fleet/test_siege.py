"""The siege of `make fleet-bench` in small: one worker is killed, one sleeps past its lease."""

from __future__ import annotations

from pathlib import Path

from tests.fleet_bench.holds import check
from tests.fleet_bench.life import Crew, Life
from tests.fleet_bench.siege import let_it_end, settle
from tests.fleet_bench.town import Rules, town

_LEDGERS, _ACTS, _SEED = 3, 12, 5


def test_ledgers_of_two_firms_at_both_providers_outlive_a_kill_and_a_sleep(
    tmp_path: Path, postgres_url: str
) -> None:
    with town(tmp_path, postgres_url, _LEDGERS, Rules(every=60, poll=30, lease=6)) as made:
        crew, life = Crew(made), Life(made, _SEED)
        try:
            crew.hire(0)
            settle(made, crew)
            crew.hire(1)
            since = made.clock.now()
            for act in range(_ACTS):
                life.happen()
                if act == _ACTS // 3:
                    crew.kill(0)
                if act == 2 * _ACTS // 3:
                    crew.await_(1)
                    crew.sleep_past_its_lease(1)
            made.heal()
            let_it_end(made, crew, since)
            crew.await_(0)
            assert set(crew.end().values()) == {0}
        finally:
            for process in crew.alive.values():
                process.kill()
                process.wait()
        held = check(made, since, since, life.crossed)
    assert held.bad == {name: [] for name in held.bad}, held.bad
    assert crew.harm == {"killed": 1, "slept past its lease": 1}
    assert min(held.writes, held.messages, held.webhooks) > 0
