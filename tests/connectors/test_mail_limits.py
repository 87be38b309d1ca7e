"""A mail server that says "too many" refuses nobody: the message waits, and the account rests."""

from __future__ import annotations

import pytest

from connectors.errors import Refused, TryLater
from connectors.mail.limits import LATER, SOON, TOO_MANY, rest_after
from tests.connectors.mail_desk import channel_to, letter, post_office

OURS = [
    ("421 4.7.0 Try again later, closing connection. gsmtp", SOON),
    ("450 4.7.1 Rate limit exceeded, slow down", SOON),
    ("451 4.7.1 Too many messages from you, try again later", SOON),
    ("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", SOON),
    ("550 5.4.5 Daily user sending limit exceeded. For more information", LATER),
    ("554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed", LATER),
    ("550 5.1.90 Your message can't be sent because you've reached your daily limit", LATER),
    ("550 5.7.705 Access denied, tenant has exceeded threshold", LATER),
    ("550 Domain muster.test has exceeded the max emails per hour (200/200 (100%)) allowed", LATER),
]
THEIRS = [
    "250 2.0.0 Ok: queued",
    "450 4.2.1 The user you are trying to contact is receiving mail at a rate that",
    "452 4.2.2 The recipient's inbox is out of storage space, quota exceeded",
    "552 5.2.2 Mailbox quota exceeded",
    "550 5.1.1 No such user",
    "550 mailbox quota exceeded",
    "552 5.3.4 Message size limit of the server",
    "451 4.7.1 Greylisted, try again later",
    "550 5.7.1 Message rejected as spam",
]


@pytest.mark.parametrize(("answer", "seconds"), OURS)
def test_what_is_said_of_us(answer: str, seconds: float) -> None:
    assert rest_after(int(answer[:3]), answer[4:]) == seconds


@pytest.mark.parametrize("answer", THEIRS)
def test_what_is_said_of_others(answer: str) -> None:
    assert rest_after(int(answer[:3]), answer[4:]) is None


@pytest.mark.parametrize("where", ["mail", "rcpt", "data"])
def test_a_days_limit_is_no_refusal_wherever_it_is_told(where: str) -> None:
    said = "550 5.4.5 Daily user sending limit exceeded"
    with post_office() as post, channel_to(post) as channel:
        if where == "mail":
            post.postmaster.mail = [said]
        elif where == "rcpt":
            post.postmaster.rcpt = {"payables@customer.test": said}
        else:
            post.postmaster.data = [said]
        with pytest.raises(TryLater, match=r"5\.4\.5") as raised:
            channel.send(letter())
        assert (raised.value.code, raised.value.after) == (TOO_MANY, LATER)


def test_a_goodbye_for_too_much_is_told_as_such_on_a_new_connection_and_a_full_mailbox_is_refused() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.mail = ["421 4.7.0 Too many messages"]
        with pytest.raises(TryLater) as raised:
            channel.send(letter())
        assert (raised.value.code, raised.value.after) == (TOO_MANY, SOON)
        post.postmaster.rcpt = {"payables@customer.test": "552 5.2.2 Mailbox quota exceeded"}
        with pytest.raises(Refused):
            channel.send(letter())
