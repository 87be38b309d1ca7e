"""Messages that come in at a desk: made by hand as mail programs and mail servers write them."""

from __future__ import annotations

from email.message import EmailMessage

import msgspec

from dunning.effects import Message, Receipt
from sync.commands import replies as commands
from sync.delivered import delivered, notify_of
from sync.intake.heard import Heard
from sync.store import incoming, outbox, review
from sync.store.incoming import Kept
from sync.store.outbox import Effect
from tests.sync.books import customer, invoice
from tests.sync.desk import Desk

ACME, BOLT, STRANGER = "ap@acme.example", "ap@bolt.example", "someone@else.example"


def stock(made: Desk) -> Desk:
    """Acme owes in pounds and euros, Bolt in pounds; a reminder went to each."""
    made.stage(
        customer("C1", name="Acme Tools Ltd", emails=(ACME,)), invoice("I1", number="INV-1"),
        invoice("I2", number="INV-2", currency="EUR"),
        customer("C2", name="Bolt & Sons", emails=(BOLT,)), invoice("I3", number="INV-3", of="C2"),
    )  # fmt: skip
    made.decide()
    assert send(made) > 1
    return made


def send(bench: Desk) -> int:
    """Every ready message is taken by the mail server, and kept as it left; how many."""
    return sum(hand_over(bench, one, certain=True) for one in bench.effects() if one.kind == "message")


def hand_over(bench: Desk, effect: Effect, *, certain: bool) -> bool:
    """Whether that message leaves; where it is not certain, no answer of the server comes."""
    act, now = notify_of(effect), bench.office.clock.now()
    left = Message(
        key=effect.key,
        message_id=f"<{effect.key}@summit.example>",
        sender="Summit <accounts@summit.example>",
        reply_to=None,
        recipients=act.recipients,
        subject="Reminder",
        text="Please pay.",
        html="",
        in_reply_to=None,
        references=(),
        language="en",
        attachments=(),
    )
    policy = bench.office.policy(bench.ledger.name)
    with bench.office.store.write() as connection:
        if not outbox.claim(connection, effect, 1, now, now, msgspec.json.encode(left)):
            return False  # another message to them left just now
        if certain:
            receipt = Receipt(provider_id="taken", version="", at=now)
            delivered(connection, bench.ledger, policy, effect, receipt)
        else:
            outbox.settle(connection, effect, "uncertain", now, reason="no answer")
            review.review_customers(connection, bench.ledger.id, [effect.customer_id])
    return True


def key_to(bench: Desk, customer_id: str = "C1") -> str:
    """The key of a message that went to that customer."""
    return next(each.key for each in bench.effects("done") if each.customer_id == customer_id)


def letter(
    text: str = "We paid on Monday.",
    *,
    sender: str = f"Jo <{ACME}>",
    to_key: str | None = None,
    message_id: str | None = "<1@acme.example>",
    subject: str = "Re: Reminder",
    **headers: str,
) -> bytes:
    """A plain message. `to_key`: the message of ours that it answers. Headers: `Auto_Submitted="..."`."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "accounts@summit.example", subject
    if message_id is not None:
        made["Message-ID"] = message_id
    if to_key is not None:
        made["In-Reply-To"] = f"<{to_key}@summit.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def report(
    key: str, *recipients: str, action: str = "failed", status: str = "5.1.1", why: str = "no such user"
) -> bytes:
    """A delivery report about the message of that key."""
    blocks = "".join(
        f"\r\nFinal-Recipient: rfc822; {one}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} {why}\r\n"
        for one in recipients
    )
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nTo: accounts@summit.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n'
        "\r\n--B\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n"
        f"{blocks}\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: <{key}@summit.example>\r\nSubject: Reminder\r\n\r\n--B--\r\n"
    ).encode()


def hear(bench: Desk, *contents: bytes) -> Heard:
    """They come in, and all is decided anew."""
    heard = commands.hear(bench.office, bench.ledger, contents)
    bench.decide()
    return heard


def kept(bench: Desk) -> list[Kept]:
    """All that was kept, the oldest first."""
    with bench.office.store.read() as connection:
        found = incoming.waiting(connection, bench.ledger.id)
        return sorted([*found, *incoming.settled(connection, bench.ledger.id, 99)], key=lambda one: one.id)
