"""A change of a user's sign-in is told to them: each once, in plain words, with no secret in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import sqlalchemy as sa

from connectors.errors import TryLater
from sync import account_mails, own_mails, users
from sync.clock import fixed
from sync.store.users import Role, User
from sync.tables import user_events
from sync.worker import Worker
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

PASSWORD, OTHER = "four green herons wade", "seven calm herons wait"
KIM, ROBIN = "kim@house.example", "robin@house.example"


def joined(made: World, email: str = KIM, *, ledgers: list[str] | None = None) -> User:
    """A user who set a password by the first invitation."""
    role: Role = "owner" if ledgers is None else "viewer"
    word = users.add(made.office, email, email.partition("@")[0].title(), role, ledgers).word
    return users.accept(made.office, word, PASSWORD)


def told(made: World) -> list[str]:
    """To whom mails go now, whatever ledger sends them."""
    return [
        email for name in BOTH for email in account_mails.mail_users(made.office, made.office.linked(name))
    ]


def test_each_change_is_told_once_with_when_by_whom_and_what_to_do(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(*BOTH)
        kim, _ = joined(made), joined(made, ROBIN)
        assert (told(made), made.mail()) == ([], []), "a first password changes nothing"
        users.change_password(made.office, kim, PASSWORD, OTHER, None)
        assert [told(made), told(made)] == [[KIM], []]
        secret, wall = users.new_totp(), made.office.clock.wall()
        users.set_totp(made.office, kim, secret, pyotp.TOTP(secret).at(wall), None)
        users.end_totp(made.office, KIM)
        word = users.invite(made.office, KIM).word
        users.accept(made.office, word, PASSWORD)
        assert [told(made), told(made)] == [[KIM, KIM, KIM], []]
        mails = made.mail()
        assert [mail["Subject"] for mail in mails] == [
            "Duesync: your password was changed",
            "Duesync: your sign-in asks for codes now",
            "Duesync: your sign-in asks for no code any more",
            "Duesync: your password was set anew by an invitation",
        ]
        bodies = [mail.get_body(("plain",)) for mail in mails]
        texts = [" ".join(body.get_content().split()) for body in bodies if body is not None]
        assert "Your password was changed: of kim@house.example at Duesync, on " in texts[0]
        assert "(Europe/London), by who was signed in as you." in texts[0]
        assert "on the machine that Duesync runs on." in texts[2]
        assert "by who had your invitation." in texts[3]
        for text in texts:
            assert "If it was not: tell robin@house.example at once." in text
            for shown in (PASSWORD, OTHER, secret, word, "http"):
                assert shown not in text


def test_a_ledger_tells_that_they_see_and_no_second_one_when_that_is_gone(
    tmp_path: Path, store_url: str
) -> None:
    with world(tmp_path, customers=2, store=store_url) as made:
        made.link(*BOTH)
        kim = joined(made, ledgers=[XERO])
        joined(made, ROBIN)
        users.change_password(made.office, kim, PASSWORD, OTHER, None)
        assert [one.name for one in own_mails.addressed(made.office)] == [XERO]
        due = {name: account_mails.is_due(made.office, made.office.linked(name)) for name in BOTH}
        assert due == {XERO: True, QUICKBOOKS: False}
        assert account_mails.mail_users(made.office, made.office.linked(QUICKBOOKS)) == []
        assert told(made) == [KIM]
        with made.office.store.write() as connection:
            connection.execute(sa.text("UPDATE ledgers SET leaves_on = '2026-12-31' WHERE name = 'harbour'"))
        assert account_mails.waiting(made.office) == []


def test_one_that_did_not_go_is_tried_again_by_the_worker_and_old_news_is_none(tmp_path: Path) -> None:
    with world(tmp_path, customers=2) as made:
        made.link(*BOTH)
        kim = joined(made)
        users.change_password(made.office, kim, PASSWORD, OTHER, None)
        [one] = account_mails.waiting(made.office)
        worker = Worker(made.config, fixed(WORKING_DAY))
        due = worker._due_mail
        assert [due(made.office, one.ledger.name), due(made.office, one.ledger.name)] == [
            ("account-mail",),
            None,
        ]
        made.sandbox.mail.fail("defer")
        with pytest.raises(TryLater):
            account_mails.mail_users(made.office, one.ledger)
        assert account_mails.is_due(made.office, one.ledger)
        with made.office.store.write() as connection:
            long_ago = one.change.at - account_mails.TOLD_WITHIN - timedelta(minutes=1)
            connection.execute(sa.update(user_events).values(at=long_ago))
        assert not account_mails.is_due(made.office, one.ledger)
