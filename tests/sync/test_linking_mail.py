"""A ledger's mailbox is signed in to once, and then sent from and read with tokens that renew themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain
from sync import doctor, linking_mail, mailing, status
from sync.leaving.unlink import sign_out
from sync.store import credentials
from sync.store.credentials import MAILBOX, StoredCredentials, of_mailbox
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

MAILBOXES = "accounts@harbour.example"
_SETTINGS = """
[ledgers.harbour.mail]
sign_in = "google"
host = "127.0.0.1"
port = {smtp}
security = "none"
username = "{username}"
client_id = "{client_id}"
client_secret = "{client_secret}"
redirect_uri = "http://127.0.0.1:8719/callback"
hosts = {{ {hosts} }}
[ledgers.harbour.mail.inbox]
host = "127.0.0.1"
port = {port}
security = "none"
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, customers=4) as one:
        sandbox = one.sandbox
        hosts = ", ".join(f'{name} = "{url}"' for name, url in sandbox.hosts("mail_sign_in").items())
        text = _SETTINGS.format(
            username=MAILBOXES,
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            hosts=hosts,
            port=sandbox.imap.port,
            smtp=sandbox.mail.port,
        )
        one.config.write_text(one.config.read_text(encoding="utf-8") + text, encoding="utf-8")
        one.at(WORKING_DAY).link(XERO)
        yield one


def signed_in(made: World, **more: str) -> None:
    under_way = linking_mail.begin(made.office, XERO)
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    under_way.finish(made.sandbox.consent(f"{under_way.address}{asked}"))


def kept(made: World) -> bool:
    ledger = made.office.linked(XERO)
    with made.office.store.read() as connection:
        return credentials.is_kept(connection, ledger.id, MAILBOX)


def findings(made: World) -> dict[str, tuple[str, str]]:
    return {
        each.about: (each.level, each.text)
        for each in doctor.examine(made.office)
        if each.about.startswith(XERO)
    }


def test_messages_go_and_answers_are_read_by_tokens_that_renew_themselves(made: World) -> None:
    signed_in(made)
    assert kept(made)
    assert findings(made)[f"{XERO} mail"][0] == findings(made)[f"{XERO} inbox"][0] == "ok"
    assert f"{XERO} mailbox sign-in" not in findings(made)
    made.run(XERO)
    made.approve(XERO)
    made.sandbox.mail_sign_in.expire()
    assert made.run(XERO).delivered.messages > 0
    ledger = made.office.linked(XERO)
    made.sandbox.mail_sign_in.expire()
    made.sandbox.imap.deliver(MAILBOXES, b"Subject: Re: your reminder\r\n\r\nWe paid.\r\n", at=WORKING_DAY)
    with made.office.inboxes(ledger) as (inbox,):
        assert [b"We paid." in one.content for one in inbox.new(None)] == [True]
    assert made.sandbox.mail_sign_in.refreshed == 2


def test_a_test_mail_is_read_back_with_a_token_too(made: World) -> None:
    signed_in(made)
    ledger = made.office.linked(XERO)
    sent = mailing.send_test(made.office, ledger, MAILBOXES)
    came = f"Message-ID: {sent.message_id}\r\n\r\nIt came.\r\n".encode()
    made.sandbox.imap.deliver(MAILBOXES, came, at=WORKING_DAY)
    assert mailing.read_back(made.office, ledger, sent)


def test_before_anyone_signed_in_the_command_is_named(made: World) -> None:
    level, text = findings(made)[f"{XERO} mail"]
    assert (level, text.endswith(f"duesync connect {XERO} --mail")) == ("fail", True)
    made.run(XERO)
    made.approve(XERO)
    done = made.run(XERO).delivered
    assert done.messages == 0 < done.later
    assert [f"duesync connect {XERO} --mail" in remark for remark in done.remarks] == [True]
    assert made.mail() == []


def test_who_signs_in_to_another_mailbox_is_told_and_nothing_is_kept(made: World) -> None:
    with pytest.raises(SignInAgain, match=f"sign in as {MAILBOXES}"):
        signed_in(made, **{"as": "someone@else.example"})
    assert not kept(made)


def test_a_mailbox_with_a_password_is_not_signed_in_to(made: World) -> None:
    made.link(QUICKBOOKS)
    with pytest.raises(linking_mail.ByPassword, match='"password"'):
        linking_mail.begin(made.office, QUICKBOOKS)


def test_the_sign_in_is_sealed_for_the_mailbox_and_goes_with_the_ledger(made: World) -> None:
    signed_in(made)
    office, ledger = made.office, made.office.linked(XERO)
    stored = StoredCredentials(office.store, office.vault(), ledger.id, of_mailbox(XERO), MAILBOX)
    held = stored.tokens()
    token = held.refresh_token
    with office.store.write() as connection:
        row = connection.execute(sa.select(MAILBOX).where(MAILBOX.c.ledger_id == ledger.id)).one()
        assert token.encode() not in row.sealed
    books = StoredCredentials(office.store, office.vault(), ledger.id, XERO)
    assert books.tokens().refresh_token != token
    assert sign_out(office, ledger) is None
    assert not kept(made)
    with pytest.raises(SignInAgain):
        StoredCredentials(office.store, office.vault(), ledger.id, of_mailbox(XERO), MAILBOX).tokens()
    sign_in = linking_mail.begin(office, XERO).sign_in
    with pytest.raises(SignInAgain):
        sign_in.refresh(held)


def test_a_sign_in_that_ends_soon_is_warned_of_with_its_command(made: World) -> None:
    signed_in(made)
    with made.office.store.write() as connection:
        connection.execute(sa.update(MAILBOX).values(refresh_expires_at=WORKING_DAY))
    level, text = findings(made)[f"{XERO} mailbox sign-in"]
    assert level == "warn"
    assert text.endswith(f"duesync connect {XERO} --mail")
    assert f"its mailbox: {text}" in status.statuses(made.office)[0].warnings
