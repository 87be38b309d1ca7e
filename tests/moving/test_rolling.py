"""An older program and this one at work on one store, between the two halves of its migrations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from sync import migrations
from sync.clock import fixed
from sync.office import open_office
from sync.store import altered
from sync.tables import meta
from tests.crash.sweep import check, prepare
from tests.house.sources import ROOT
from tests.moving.removal import CLOCK
from tests.world import WORKING_DAY, XERO, world

_OLDER = "81df85bbe33b7df0bf1cbd2c6ddd05d43d50a670"  # the last commit before there were two halves
_LAST_OF_OLDER = "0031"
_FLEET = '[worker]\nmode = "fleet"\n'


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That program's own files."""
    git = shutil.which("git") or pytest.skip("there is no git")
    told = subprocess.run(  # noqa: S603 - our own command
        [git, "archive", _OLDER, "sync", "dunning", "connectors"], cwd=ROOT, capture_output=True, check=False
    )
    if told.returncode:
        pytest.skip(f"the history here does not reach back to {_OLDER}: {told.stderr.decode().strip()}")
    folder = tmp_path_factory.mktemp("older")
    with tarfile.open(fileobj=BytesIO(told.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _begin(program: Path, config: Path, *asked: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "sync",
        "--config",
        str(config),
        "--now",
        WORKING_DAY.isoformat(),
        *asked,
    ]
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=program,
        env=os.environ | {"PYTHONPATH": str(program), "PYTHONSAFEPATH": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _ended(begun: subprocess.Popen[str]) -> tuple[int, str]:
    told = begun.communicate(timeout=120)[0]
    return begun.returncode, told


def test_older_and_newer_workers_do_the_work_of_one_store_side_by_side(
    tmp_path: Path, older: Path, postgres_url: str
) -> None:
    with world(tmp_path, customers=4, store=postgres_url) as made:
        prepare(made, XERO)
        made.office.close()
        _expanded_only(postgres_url)
        fleet = tmp_path / "fleet.toml"
        fleet.write_text(made.config.read_text(encoding="utf-8") + _FLEET, encoding="utf-8")
        both = [_begin(older, made.config, "run", XERO), _begin(ROOT, fleet, "run", XERO)]
        ended = [_ended(one) for one in both]
        assert sorted(code for code, _ in ended) in ([0, 4], [0, 0]), ended  # 4: the other has it in hand
        code, told = _ended(_begin(older, made.config, "run", XERO))
        assert code == 0, told
        made.office = open_office(fleet, fixed(WORKING_DAY))
        check(made, XERO)
        with altered(postgres_url, CLOCK) as connection:
            assert migrations.stand(connection) == (migrations.head(), _LAST_OF_OLDER)
            migrations.run(connection, before=False)
        code, told = _ended(_begin(older, made.config, "status"))
        assert (code, "made by a newer Duesync" in told) == (2, True)


def test_between_the_halves_older_and_newer_workers_take_a_stop_word_alike(
    tmp_path: Path, older: Path, empty_postgres_url: str
) -> None:
    config, fleet = tmp_path / "older.toml", tmp_path / "fleet.toml"
    config.write_text(f'[store]\nurl = "{empty_postgres_url}"\n', encoding="utf-8")
    fleet.write_text(config.read_text(encoding="utf-8") + _FLEET, encoding="utf-8")

    def done(program: Path, with_: Path, *asked: str) -> str:
        code, told = _ended(_begin(program, with_, *asked))
        assert code == 0, told
        return told

    done(older, config, "suppress", "first@example.com")  # it makes the tables, as they were then
    done(ROOT, fleet, "migrate", "--before")
    for program, with_, address in ((older, config, "second"), (ROOT, fleet, "third")):
        done(program, with_, "suppress", f"{address}@example.com")
        done(program, with_, "suppress", f"{address}@example.com")  # told again
    assert "third@example.com" in done(older, config, "suppressed")
    done(ROOT, fleet, "migrate", "--after")
    done(ROOT, fleet, "suppress", "fourth@example.com")
    told = done(ROOT, fleet, "suppressed")
    assert [told.count(f"{name}@example.com") for name in ("first", "second", "third", "fourth")] == [1] * 4


def _expanded_only(url: str) -> None:
    """As after `migrate --before`: of what was run, the halves before a deploy only add."""
    key = "kind, address, why, since"
    with altered(url, CLOCK) as connection:
        for statement in (  # what a half after the deploy took away is there still
            "ALTER TABLE suppressions DROP CONSTRAINT pk_suppressions",
            f"ALTER TABLE suppressions ADD CONSTRAINT pk_suppressions PRIMARY KEY ({key})",
            f"CREATE UNIQUE INDEX uq_suppressions_firm ON suppressions ({key}, firm_id)",
        ):
            connection.exec_driver_sql(statement)
        by_month = ScriptDirectory.from_config(migrations.config()).get_revision("0041").module
        with Operations.context(MigrationContext.configure(connection)):
            by_month.downgrade()
            by_month.upgrade()
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :name"), {"name": _LAST_OF_OLDER}
        )
        connection.execute(sa.insert(meta).values(name=migrations.AHEAD, value=migrations.head()))
