"""`SmtpChannel`: a batch of messages over one SMTP connection, each at most once.

Every step before the final line is safe to repeat; an idle connection that the server dropped in
between is opened again, unnoticed. After the final line only the server's answer counts: 2xx done,
4xx and 5xx not accepted, no answer `Uncertain`. That we send too much is never a refusal, whatever its
number.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ParamSpec

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.mail.compose import Letter, compose
from connectors.mail.limits import TOO_MANY, rest_after
from connectors.mail.session import ADVICE, SIGN_IN_REFUSED, Connect, connected, opened, said
from connectors.mail.settings import MailSettings
from dunning.effects import Message, Receipt

if TYPE_CHECKING:
    from connectors.mail.grant import Bearer

_CLOSING = 421
_DONE, _GO_ON, _NOT_NOW, _NEVER = 2, 3, 4, 5  # RFC 5321, 4.2.1: the first digit of an answer
_SECOND_TRY = 300.0  # seconds: servers that greylist let the second try in after five minutes

Answer = tuple[int, str]
P = ParamSpec("P")


class _Dropped(Exception):
    """The server ended the connection before the message was handed over.

    `rest`: where it said why: that we send too much.
    """

    def __init__(self, text: str, rest: float | None = None) -> None:
        self.rest = rest
        super().__init__(text)

    def later(self, about: str) -> TryLater:
        """The error it is, where there is no other connection to try."""
        if self.rest is None:
            return TryLater(str(self), about=about)
        return TryLater(str(self), about=about, after=self.rest, code=TOO_MANY)


class SmtpChannel:
    """A channel to that mail server; it connects at the first message, not here. For one thread at a time.

    `clock` tells the present instant, aware UTC. `tls` replaces the system's list of trusted
    certificate authorities, and `connect` the network itself. `bearer`: whose access token signs in,
    where it is not a password.
    """

    def __init__(
        self,
        settings: MailSettings,
        clock: Callable[[], datetime],
        tls: ssl.SSLContext | None = None,
        connect: Connect = connected,
        bearer: Bearer | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._tls = tls
        self._connect = connect
        self._bearer = bearer
        self._client: smtplib.SMTP | None = None

    def __repr__(self) -> str:
        return f"SmtpChannel({self._settings!r})"

    def send(self, message: Message, may_leave: Callable[[], bool] = lambda: True) -> Receipt:
        """Hand it over once; the receipt's `provider_id` is the server's answer, shortened.

        Where some of several recipients were refused the others get it, and `provider_id` names
        the refused ones. Raises as `connectors.base.Channel` says, and `SignInAgain` when the mail
        server refuses the password.
        """
        letter = compose(message, self._clock())
        client, turned_away = self._envelope(letter)
        code, reply = self._hand_over(client, letter, may_leave)
        if code // 100 != _DONE:
            raise _no(letter.about, "the message", (code, reply))
        without = "".join(f"; not to {address}: {_told(answer)}" for address, answer in turned_away.items())
        return Receipt(provider_id=_told((code, reply)) + without, version="", at=self._clock())

    def check(self) -> None:
        """Connect, encrypt and sign in, and send nothing. Raises `TryLater` or `SignInAgain`."""
        if self._client is None:
            self._client = opened(self._settings, self._tls, self._connect, self._bearer)
            return
        try:
            _asked(self._client.noop)
        except _Dropped:
            self._hang_up()
            self._client = opened(self._settings, self._tls, self._connect, self._bearer)

    def close(self) -> None:
        """Say goodbye where the server still listens."""
        if self._client is not None:
            with contextlib.suppress(OSError):  # a server that is gone already needs no goodbye
                self._client.quit()
            self._hang_up()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _envelope(self, letter: Letter) -> tuple[smtplib.SMTP, dict[str, Answer]]:
        """The server made ready for the content; the recipients it turned away, with its answers.

        A connection of an earlier message may have been dropped meanwhile: it gets one more try.
        """
        for last_try in (self._client is None, True):
            client = self._client or opened(self._settings, self._tls, self._connect, self._bearer)
            self._client = client
            try:
                return client, self._announce(client, letter)
            except _Dropped as dropped:
                self._hang_up()
                if last_try:
                    raise dropped.later(letter.about) from dropped
            except ConnectorError:
                self._start_over(client)
                raise
        raise AssertionError  # the last try returns or raises

    def _announce(self, client: smtplib.SMTP, letter: Letter) -> dict[str, Answer]:
        """MAIL, RCPT for each, DATA up to the server's go-ahead; the recipients turned away."""
        sender = letter.sender.address
        code, reply = _asked(client.mail, sender, _options(client, letter))
        if code // 100 != _DONE:
            raise _no(letter.about, f"the sender {sender}", (code, reply))
        turned_away: dict[str, Answer] = {}
        for box in letter.recipients:
            answer = _asked(client.rcpt, box.address)
            if answer[0] // 100 != _DONE:
                turned_away[box.address] = answer
        if len(turned_away) == len(letter.recipients):
            # One "not now" among them is worth another try; only then is "never" the last word.
            address, answer = min(turned_away.items(), key=lambda of: of[1][0])
            raise _no(letter.about, f"the recipient {address}", answer)
        code, reply = _asked(client.docmd, "DATA")
        if code // 100 != _GO_ON:
            raise _no(letter.about, "the message", (code, reply))
        return turned_away

    def _hand_over(self, client: smtplib.SMTP, letter: Letter, may_leave: Callable[[], bool]) -> Answer:
        """The content, then the final line, then the server's answer: 2xx, 4xx or 5xx."""
        try:
            client.send(re.sub(rb"(?m)^\.", b"..", letter.content))
        except OSError as cut:
            self._hang_up()  # without the final line the server must forget what it has
            msg = "the mail server cut the connection"
            raise TryLater(msg, about=letter.about) from cut
        if not may_leave():
            self._hang_up()  # as above
            msg = "by the time it could be handed over it was too late to do so"
            raise TryLater(msg, about=letter.about)
        try:
            client.send(b".\r\n")
            code, reply = client.getreply()
        except OSError as cut:
            self._hang_up()
            text = "the mail server has the whole message but gave no answer, so it may have gone"
            raise Uncertain(text, about=letter.about) from cut
        if code // 100 not in {_DONE, _NOT_NOW, _NEVER}:
            self._hang_up()
            text = f"the mail server has the whole message and answered {said(reply)!r}: it may have gone"
            raise Uncertain(text, about=letter.about)
        if code == _CLOSING:
            self._hang_up()
        return code, said(reply)

    def _start_over(self, client: smtplib.SMTP) -> None:
        """Leave the message that was refused, so that the next one finds a clean connection."""
        try:
            code, _ = _asked(client.rset)
        except _Dropped:
            code = _CLOSING
        if code // 100 != _DONE:
            self._hang_up()


def _options(client: smtplib.SMTP, letter: Letter) -> list[str]:
    options = [f"SIZE={len(letter.content)}"] if client.has_extn("size") else []
    if not letter.needs_utf8:
        return options
    if not client.has_extn("smtputf8"):
        text = "an address has letters outside ASCII before its @, which this mail server can't take"
        raise Refused(text, about=letter.about)
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]


def _asked(step: Callable[P, tuple[int, bytes]], *args: P.args, **kwargs: P.kwargs) -> Answer:
    """One command and its answer. `_Dropped` when there was none, or it was the server's goodbye."""
    try:
        code, reply = step(*args, **kwargs)
    except OSError as cut:
        msg = "the mail server closed the connection or did not answer in time"
        raise _Dropped(msg) from cut
    if code == _CLOSING or code < 100:  # noqa: PLR2004  # what is no answer at all
        answer = code, said(reply)
        msg = f"the mail server closed the connection: {_told(answer)}"
        raise _Dropped(msg, rest_after(*answer))
    return code, said(reply)


def _told(answer: Answer) -> str:
    return f"{answer[0]} {answer[1]}"


def _no(about: str, what: str, answer: Answer) -> ConnectorError:
    """The error for an answer that says no, by what to do next."""
    code, _ = answer
    text = f"the mail server did not take {what}: {_told(answer)}"
    if code in SIGN_IN_REFUSED:
        return SignInAgain(f"{text}{ADVICE}", relink=False, about=about, status=code)
    rest = rest_after(*answer)
    if rest is not None:
        return TryLater(text, after=rest, about=about, status=code, code=TOO_MANY)
    if code // 100 == _NEVER:
        return Refused(text, about=about, status=code)
    return TryLater(text, after=_SECOND_TRY, about=about, status=code)
