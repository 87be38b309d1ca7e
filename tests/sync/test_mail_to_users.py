"""Mail to the firm's own people: one of a kind and a period goes once at most, and never to a customer."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from connectors.errors import Refused, TryLater, Uncertain
from dunning.letters.letter import Rendered
from sync.commands import ActError
from sync.evidence.shown import in_words, shown
from sync.mail_to_users import missing, once
from sync.tables import user_mails
from tests.sync.test_pacing import limited
from tests.world import XERO, World, world

OWNER = "owner@house.example"
LETTER = Rendered("The week at harbour", "Little happened.\n", "<p>Little happened.</p>", "en")
WEEK = "2026-W47"


def sent(made: World, period: str = WEEK, to: str = OWNER) -> bool:
    return once(made.office, made.office.linked(XERO), "week", period, to, LETTER)


def states(made: World) -> list[str]:
    with made.office.store.read() as connection:
        return list(connection.scalars(sa.select(user_mails.c.state)))


def test_it_goes_once_for_each_period_and_reader(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(XERO)
        both = (OWNER, "other@house.example")
        assert missing(made.office, made.office.linked(XERO), "week", WEEK, both) == [*both]
        assert [sent(made), sent(made), sent(made, to="Owner@House.Example")] == [True, False, False]
        assert missing(made.office, made.office.linked(XERO), "week", WEEK, both) == [both[1]]
        assert [sent(made, "2026-W48"), sent(made, to="other@house.example")] == [True, True]
        told = [in_words(line) for line in shown(made.office, made.office.linked(XERO), None)]
        [line, *_] = [each for each in told if "mail to a user" in each]
        assert OWNER in line
        assert WEEK in line
        first = made.sandbox.mail.messages[0]
        assert first.recipients == (OWNER,)
        assert first.message["Subject"] == LETTER.subject
        assert len(made.mail()) == 3


def test_of_many_that_send_it_at_once_one_does(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(XERO)
        told: list[bool] = []
        threads = [Thread(target=lambda: told.append(sent(made))) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert sorted(told) == [False, False, False, True]
        assert len(made.mail()) == 1


def test_not_now_is_tried_again_and_what_may_have_gone_is_not(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(XERO)
        made.sandbox.mail.fail("defer")
        with pytest.raises(TryLater):
            sent(made)
        assert states(made) == []
        made.sandbox.mail.fail("lost")
        with pytest.raises(Uncertain):
            sent(made)
        assert (states(made), sent(made)) == (["uncertain"], False)
        made.sandbox.mail.fail("refuse")
        with pytest.raises(Refused):
            sent(made, "2026-W48")
        assert (states(made), sent(made, "2026-W48")) == (["uncertain", "refused"], False)


def test_a_worker_that_died_meanwhile_leaves_it_for_ever(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(XERO)
        sent(made)
        with made.office.store.write() as connection:
            connection.execute(sa.update(user_mails).values(state="claimed", settled_at=None))
        assert not sent(made)


def test_the_limits_of_the_mail_account_hold_for_it_too_and_it_waits(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(XERO)
        limited(made, "per_day = 1")
        assert sent(made)
        with pytest.raises(ActError, match="takes 1 a day"):
            sent(made, "2026-W48")
        assert states(made) == ["sent"]


def test_a_customer_gets_none_and_who_tries_gets_all(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.ready_to_send(XERO)
        ledger = made.office.linked(XERO)
        with made.office.store.read() as connection:
            theirs = next(
                address
                for written in connection.scalars(sa.text("SELECT emails FROM customers"))
                for address in written.strip('[]"').split('","')
                if "@" in address
            )
        with pytest.raises(ActError, match="is the address of a customer of harbour"):
            sent(made, to=theirs)
        assert states(made) == []
        text = made.config.read_text(encoding="utf-8")
        made.config.write_text(f'redirect_to = "me@house.example"\n{text}', encoding="utf-8")
        made.at(made.office.clock.now())
        assert once(made.office, ledger, "week", WEEK, OWNER, LETTER)
        assert made.sandbox.mail.messages[-1].recipients == ("me@house.example",)
