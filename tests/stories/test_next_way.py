"""Where one way fails, the same level goes by the next that the policy names, and by that way once."""

from __future__ import annotations

from pathlib import Path

from sync import commands
from sync.delivered import notify_of
from sync.store import outbox
from tests.world import WORKING_DAY, XERO, world


def test_where_the_mail_server_refuses_a_reminder_it_becomes_a_letter(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        ways = '\n[policy.contact]\nfallback = ["letter"]\n'
        made.config.write_text(made.config.read_text(encoding="utf-8") + ways, encoding="utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        made.sandbox.mail.fail("refuse", times=1)
        assert made.run(XERO).delivered.refused == 1
        made.run(XERO)
        ledger = made.office.linked(XERO)
        with made.office.store.read() as connection:
            [refused] = outbox.work(connection, ledger.id, ("message",), "refused")
        waiting = commands.proposals(made.office, ledger)
        [letter] = [one for one in waiting if one.notify.channel == "letter"]
        assert letter.customer_id == refused.customer_id
        assert letter.notify.level == notify_of(refused).level
        commands.approve(made.office, ledger, [letter], "a test")
        assert made.run(XERO).delivered.refused == 0
        assert [one.customer for one in commands.to_post(made.office, ledger)] == [letter.customer]
        told = {address for mail in made.mail() for address in (mail["To"] or "").split(", ")}
        assert told.isdisjoint(notify_of(refused).recipients), "nothing goes there by mail again"
