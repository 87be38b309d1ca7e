"""A fleet on PostgreSQL: ledgers are shared out, each pass is made once, no worker's end is the fleet's."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.fleet.crew import crew, eventually, in_fleet, whole_runs
from tests.world import BOTH, WORKING_DAY, world

YESTERDAY = WORKING_DAY - timedelta(days=1)


def test_two_workers_run_each_ledger_once_at_its_time(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=8, now=YESTERDAY, store=postgres_url) as made:
        made.ready_to_send()
        in_fleet(made)
        with crew(made) as hired:
            both = [hired.hire(WORKING_DAY.isoformat()) for _ in range(2)]
            eventually(lambda: all(whole_runs(made)[name][1:] == ["done"] for name in BOTH), "both are run")
            assert [hand.stop() for hand in both] == [0, 0]
            assert all(hand.words().endswith("worker: stopped\n") for hand in both)
        assert {name: len(ended) for name, ended in whole_runs(made).items()} == dict.fromkeys(BOTH, 2)
        sent = Counter(str(message["Message-ID"]) for message in made.mail())
        assert sent
        assert set(sent.values()) == {1}
