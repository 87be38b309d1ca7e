"""With `redirect_to` set nobody outside hears anything, and no level counts."""

from __future__ import annotations

import sqlalchemy as sa

from sync import commands
from sync.store import outbox
from sync.tables import notices
from tests.world import WORKING_DAY, XERO, World

OFFICE = "me@office.example"
A_CALL = '\n[policy]\n[[policy.levels]]\nname = "ring"\ndays = 4\nchannel = "call"\n'


def redirected(made: World, policy: str = "") -> World:
    text = made.config.read_text(encoding="utf-8")
    made.config.write_text(f'redirect_to = "{OFFICE}"\n{text}{policy}', encoding="utf-8")
    return made.at(WORKING_DAY)


def counted(made: World) -> int:
    with made.office.store.read() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(notices)) or 0)


def test_messages_go_to_the_office_and_neither_count_nor_leave_a_note(small_world: World) -> None:
    done = redirected(small_world).ready_to_send(XERO).run(XERO).delivered
    assert done.messages > 10
    assert {str(message["To"]) for message in small_world.mail()} == {OFFICE}
    assert (done.notes, counted(small_world)) == (0, 0)


def test_a_persons_tasks_neither_count_nor_leave_a_note(small_world: World) -> None:
    done = redirected(small_world, A_CALL).ready_to_send(XERO).run(XERO).delivered
    assert done.tasks > 0
    assert (done.notes, counted(small_world)) == (0, 0)


def test_a_message_in_doubt_that_went_to_the_office_does_not_count_when_a_person_says_it_went(
    small_world: World,
) -> None:
    redirected(small_world).ready_to_send(XERO)
    small_world.sandbox.mail.fail("lost", times=1)
    small_world.run(XERO)
    ledger = small_world.office.linked(XERO)
    ((key, message),) = commands.uncertain_messages(small_world.office, ledger)
    assert message.recipients == (OFFICE,)
    commands.resolve(small_world.office, ledger, key, sent=True)
    assert counted(small_world) == 0
    with small_world.office.store.read() as connection:
        assert outbox.work(connection, ledger.id, ("note",), "ready") == []
