"""Half a year at a desk: mails that nobody answers, and texts between them of which two are answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from connectors.base import Came
from sync import commands, texts
from sync.commands import replies as desk_of_replies
from tests.sync.books import NOW, booked, customer, invoice
from tests.sync.desk import NAME, Desk, desk
from tests.sync.mail_desk import BOLT, hear, key_to, letter

NUMBER = "+447700900123"
SMS = f'[sms]\naccount_sid = "AC{"1" * 32}"\nauth_token = "x"\nfrom = "+442079460000"\n[mail]'
WAYS = ("email", "sms", "email", "sms", "email", "sms", "email")
APART = timedelta(days=14)
LEVELS = ",\n".join(
    f'{{ name = "level {n}", days = {5 + 14 * n}, channel = "{way}", tone = "friendly" }}'
    for n, way in enumerate(WAYS)
)
POLICY = f"""approval_required = "none"
old_debt_days = 999
contact = {{ days_between = 1, most = 99, learn = "LEARN" }}
law = {{ debtor_kind = "company" }}
levels = [{LEVELS}]"""


def learning(how: str) -> str:
    return POLICY.replace("LEARN", how)


@contextmanager
def half_a_year(folder: Path, store_url: str) -> Iterator[Desk]:
    """Bolt answers the first mail of all; then Acme is mailed and texted in turn, and answers two texts."""
    with desk(folder, store_url, policy=learning("suggest")) as made:
        config = made.folder / "config.toml"
        config.write_text(config.read_text(encoding="utf-8").replace("[mail]", SMS), encoding="utf-8")
        made.at(NOW).stage(customer("C2", name="Bolt", emails=(BOLT,)), invoice("I2", of="C2"))
        made.decide()
        made.send()
        hear(made, letter(sender=BOLT, to_key=key_to(made, "C2")))
        made.stage(customer("C1", name="Acme", phone=NUMBER), invoice("I1", overdue=-9))
        allowed: dict[str, Any] = {"kind": "express", "on": None, "how": "order form"}
        commands.record_consent(
            made.office, made.ledger, customer="Acme", number=NUMBER, by="robin", **allowed
        )
        for n, way in enumerate(WAYS[:-1], start=1):
            later(made, n)
            assert [each.channel for each in made.ready()] == [way]
            made.send()
            if n in (2, 4):
                made.at(NOW + n * APART + timedelta(hours=2))
                text(made, f"We will see to it, {n}")
        yield later(made, len(WAYS))


def later(made: Desk, n: int) -> Desk:
    """After so many fortnights, with the books as booked."""
    made.at(NOW + n * APART).stage(booked((NOW + n * APART).date())).decide()
    return made


def text(made: Desk, words: str) -> None:
    """They text us, and a person sees to it."""
    line = texts.line_of(made.office, NAME)
    assert line is not None
    came = Came(sid=f"SM{words}", number=NUMBER, body=words, at=made.office.clock.now())
    texts.hear(made.office, line, came)
    seen_to(made)


def seen_to(made: Desk, name: str = "Acme") -> None:
    """Whatever they wrote was read."""
    for one in desk_of_replies.messages(made.office, made.ledger):
        if name in one.whose:
            desk_of_replies.resolve_reply(made.office, made.ledger, one.number, "read", "robin")
    made.decide()
