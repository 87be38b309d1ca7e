"""The daily backup: once a day, the newest are kept, and one that can't be made is told and tried again."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from sync import config, daily_backup
from sync.backup import about, restore
from sync.clock import fixed
from sync.config import ConfigError
from sync.config_keeping import BackupSettings
from sync.daily_backup import NoBackup
from sync.doctor import examine
from sync.office import Office
from sync.store import Store, backed_up, open_store
from sync.web import totals
from sync.worker import Worker
from tests.sync.books import linked, opened
from tests.sync.test_leaving import NAME, office_on
from tests.world import WORKING_DAY, World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(store: Store, folder: Path, now: datetime, keep: int = 2) -> Office:
    """With a daily backup at three, at that instant."""
    office = office_on(store, folder, now)
    daily = BackupSettings(folder=folder / "kept", hour=3, keep=keep)
    keeping = msgspec.structs.replace(office.config.keeping, backup=daily)
    worker = msgspec.structs.replace(office.config.worker, timezone="UTC")
    return Office(msgspec.structs.replace(office.config, keeping=keeping, worker=worker), store, fixed(now))


def age(office: Office) -> float | None:
    """As the metric tells it."""
    with office.store.read() as connection:
        found = {name: value for name, value, _ in totals.totals(office, connection, [])}
    return found.get("backup_age_seconds")


def told(office: Office) -> tuple[str, str]:
    """What the doctor finds."""
    (found,) = [one for one in examine(office) if one.about == "daily backup"]
    return found.level, found.text


def test_it_is_made_once_a_day_and_the_newest_are_kept(tmp_path: Path, store_url: str) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "duesync-00000000-2020-01-01T0300Z.backup").write_text("another store's")
    with opened(store_url) as store:
        linked(store, name=NAME)
        first = at(store, tmp_path, NOON)
        (tmp_path / "kept" / f"duesync-{store.instance_id()[:8]}-x.backup.part").write_text("of one cut off")
        assert age(first) == math.inf
        for day in range(4):
            office = at(store, tmp_path, NOON + timedelta(days=day))
            assert daily_backup.claim(office)
            path, _ = daily_backup.make(office)
            assert about(path).ledgers == (NAME,)
            assert not daily_backup.claim(at(store, tmp_path, NOON + timedelta(days=day) + 14 * HOUR))
        assert sorted(each.name.split("-", 2)[2] for each in (tmp_path / "kept").iterdir()) == [
            "2020-01-01T0300Z.backup",
            "2026-11-20T1200Z.backup",
            "2026-11-21T1200Z.backup",
        ]
        assert age(at(store, tmp_path, NOON + timedelta(days=3) + HOUR)) == HOUR.total_seconds()
        assert told(office)[0] == "ok"
        assert told(at(store, tmp_path, NOON + timedelta(days=3) + 31 * HOUR))[0] == "warn"
    restore(path, f"sqlite:///{tmp_path / 'again.db'}", fixed(NOON))
    again = open_store(f"sqlite:///{tmp_path / 'again.db'}", fixed(NOON))
    with again.read() as connection:
        assert backed_up.find(connection) == backed_up.BackedUp()  # it is another store, and has none yet
    again.close()


def test_one_that_cannot_be_made_is_told_and_tried_again(tmp_path: Path, store_url: str) -> None:
    with opened(store_url) as store:
        linked(store, name=NAME)
        office = at(store, tmp_path, NOON)
        assert daily_backup.claim(office)
        with pytest.raises(NoBackup, match=r"the daily backup in .*kept went wrong: .*No such file"):
            daily_backup.make(office)
        level, text = told(office)
        assert (level, "No such file" in text, "none was made yet" in text) == ("warn", True, True)
        assert not daily_backup.claim(at(store, tmp_path, NOON + HOUR / 2))
        later = at(store, tmp_path, NOON + HOUR)
        assert daily_backup.claim(later)
        (tmp_path / "kept").mkdir()
        daily_backup.make(later)
        assert told(later)[0] == "ok"
        assert not daily_backup.claim(at(store, tmp_path, NOON + 2 * HOUR))


def test_a_worker_on_one_machine_begins_it_beside_its_runs(small_world: World) -> None:
    folder = small_world.folder / "kept"
    folder.mkdir()
    text = small_world.config.read_text(encoding="utf-8")
    small_world.config.write_text(f'{text}\n[backup]\nfolder = "kept"\nkeep = 1\n', encoding="utf-8")
    worker = Worker(small_world.config, fixed(WORKING_DAY), WORKING_DAY.isoformat())
    try:
        worker.tick()
        made = worker.copying
        assert made is not None
        assert made.wait(60) == 0
        worker.tick()
        assert worker.copying is made
        (path,) = folder.iterdir()
        assert about(path).made_at == WORKING_DAY
    finally:
        worker.stop()


def test_none_is_made_where_no_folder_is_set(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'duesync.db'}") as store:
        office = office_on(store, tmp_path)
        assert (daily_backup.claim(office), age(office)) == (False, None)
        with pytest.raises(NoBackup, match="say into which file"):
            daily_backup.make(office)


def test_the_settings_are_read_and_mistakes_named(tmp_path: Path) -> None:
    found = config.read({"backup": {"folder": "kept", "hour": 0, "keep": 30}}, tmp_path).keeping.backup
    assert found == BackupSettings(folder=tmp_path / "kept", hour=0, keep=30)
    with pytest.raises(ConfigError) as refused:
        config.read({"backup": {"hour": 24, "keep": 0, "days": 3}}, tmp_path)
    for key in ("backup.hour", "backup.keep", "backup.days"):
        assert key in str(refused.value)
