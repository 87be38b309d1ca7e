"""The ways by which messages leave: each opened when its first message is to go, all closed at the end.

The law: where one takes nothing for now, the others go on; while `redirect_to` is set there is but mail.
"""

from __future__ import annotations

from collections import Counter

from connectors.base import Channel
from connectors.mail.settings import MailSettings
from dunning.decisions import Notify
from sync.config_sections import LedgerSettings
from sync.work import Work

BY_TELEPHONE = ("sms", "voice")
_SLACK = 5.0  # seconds: a text is taken, or not, these after its timeout
_MAIL_STEPS = 8  # greetings, sign-in, sender, recipients, the letter: each may take the whole timeout
_MOST_PUT_OFF = 5  # in a row: then it is not the recipients but the server that wants to be left alone


class Ways:
    """The open channels of one run, by name: "email", "sms", and "voice", which leaves as texts do."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._open: dict[str, Channel] = {}
        self._put_off: Counter[str] = Counter()
        self._shut: set[str] = set()

    def of(self, act: Notify) -> str | None:
        """By which way that step leaves; `None` while that way takes nothing."""
        way = "email" if self._work.redirect_to is not None else act.channel
        return None if way in self._shut else way

    def channel(self, way: str) -> Channel:
        """The channel, opened where it is not."""
        if way not in self._open:
            texts = self._work.open_texts
            self._open[way] = (
                texts() if way in BY_TELEPHONE and texts is not None else self._work.open_channel()
            )
        return self._open[way]

    def tried(self, way: str, *, put_off: bool, takes_more: bool) -> None:
        """What came of one message: whether it was put off, and whether the next may be handed over."""
        self._put_off[way] = self._put_off[way] + 1 if put_off else 0
        if not takes_more or self._put_off[way] >= _MOST_PUT_OFF:
            self._shut.add(way)

    def shut(self, way: str) -> None:
        """Nothing leaves by it in this run."""
        self._shut.add(way)

    def close(self) -> None:
        """Give back connections."""
        for channel in self._open.values():
            channel.close()


def handing_seconds(settings: LedgerSettings) -> float:
    """Seconds that handing over one message may take, by mail or as a text."""
    mail, sms = settings.mail, settings.sms
    return max(0 if mail is None else _longest(mail), 0 if sms is None else sms.timeout + _SLACK)


def _longest(mail: MailSettings) -> float:
    """Seconds that one message may take; a token that is refused is renewed, and all of it begins anew."""
    once = mail.timeout * _MAIL_STEPS
    return once if mail.grant is None else 2 * once + mail.timeout
