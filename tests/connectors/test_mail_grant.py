"""Mailboxes that are signed in to by OAuth, over SMTP and IMAP alike: at Google, at Microsoft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import msgspec
import pytest
import requests

from connectors.base import Tokens
from connectors.errors import ConnectorError, SignInAgain, TryLater
from connectors.mail.channel import SmtpChannel
from connectors.mail.grant import Bearer, MailSignIn
from connectors.mail.imap_inbox import ImapInbox
from connectors.mail.providers import PROVIDERS
from connectors.mail.settings import GrantSettings, MailSettings
from connectors.sandbox.clock import running_from
from connectors.sandbox.faults import Fault
from connectors.sandbox.imap.server import ImapServer
from connectors.sandbox.mail import MailServer
from connectors.sandbox.mail_sign_in import MailSignInApi
from connectors.sandbox.server import serve
from tests.connectors.inbox_desk import LINKED, OURS, settings_of
from tests.connectors.mail_desk import NOW, letter, post_office

AGAIN = "duesync connect harbour --mail"
SECRET = "the-apps-own-secret"


class Kept:
    """The port `Credentials`, in memory; how often it was renewed."""

    def __init__(self, tokens: Tokens) -> None:
        self.current = tokens
        self.renewed = 0

    def tokens(self) -> Tokens:
        return self.current

    def renew(self, stale: Tokens, refresh: Callable[[Tokens], Tokens]) -> Tokens:
        if stale.access_token == self.current.access_token:
            self.current = refresh(stale)
            self.renewed += 1
        return self.current


class Desk:
    """A provider with its mail servers, and our side, signed in."""

    def __init__(self, api: MailSignInApi, url: str, mail: MailServer, imap: ImapServer) -> None:
        self.api, self.mail, self.imap = api, mail, imap
        self.grant = GrantSettings(
            provider="google",
            client_id="app",
            client_secret=SECRET,
            redirect_uri="http://localhost:8400/callback",
            tenant="common",
            hosts={name: f"{url}/{name}" for name in ("authorize", "token", "revoke")},
            timeout=5.0,
        )
        self.sign_in = MailSignIn(self.grant, OURS)
        self.kept = Kept(self.exchanged(self.sign_in))
        self.at = datetime.now(UTC)

    def exchanged(self, sign_in: MailSignIn, **more: str) -> Tokens:
        return sign_in.exchange(consented(sign_in.address("state-1"), **more), "state-1")

    def bearer(self) -> Bearer:
        return Bearer(self.kept, self.sign_in, AGAIN, lambda: self.at)

    def channel(self) -> SmtpChannel:
        settings = MailSettings(
            host=self.mail.host,
            port=self.mail.port,
            security="none",
            username=OURS,
            password=None,
            timeout=5.0,
            grant=self.grant,
        )
        return SmtpChannel(settings, lambda: NOW, bearer=self.bearer())

    def inbox(self) -> ImapInbox:
        settings = msgspec.structs.replace(settings_of(self.imap), password=None, grant=self.grant)
        return ImapInbox(settings, "INBOX", LINKED, bearer=self.bearer())

    def reach(self, protocol: str) -> None:
        """Sign in there anew, and do something."""
        one = self.channel() if protocol == "smtp" else self.inbox()
        try:
            if isinstance(one, SmtpChannel):
                one.send(letter())
            else:
                list(one.new(None))
        finally:
            one.close()


def consented(address: str, **more: str) -> dict[str, str]:
    """What the browser comes back with after a yes."""
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    back = requests.get(f"{address}&auto=1{asked}", allow_redirects=False, timeout=5).headers["Location"]
    return dict(parse_qsl(urlsplit(back).query))


@contextmanager
def opened() -> Iterator[Desk]:
    api = MailSignInApi(running_from(datetime.now(UTC)), client_id="app", client_secret=SECRET)
    with (
        serve(api, 0) as served,
        MailServer() as mail,
        ImapServer(has_token=api.lets_in) as imap,
    ):
        mail.admit(api.lets_in)
        yield Desk(api, served.url, mail, imap)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with opened() as one:
        yield one


BOTH = pytest.mark.parametrize("protocol", ["smtp", "imap"])


@BOTH
def test_the_access_token_signs_in(desk: Desk, protocol: str) -> None:
    desk.reach(protocol)
    assert desk.kept.renewed == 0
    assert len(desk.mail.messages) == (protocol == "smtp")


@BOTH
def test_a_token_near_its_end_is_renewed_before_it_is_shown(desk: Desk, protocol: str) -> None:
    desk.at += timedelta(minutes=59)
    desk.reach(protocol)
    assert desk.kept.renewed == 1


@BOTH
@pytest.mark.parametrize("rotate", [False, True])
def test_a_token_that_the_server_refuses_is_renewed_once(desk: Desk, protocol: str, rotate: bool) -> None:
    desk.api.rotate = rotate
    first = desk.kept.current.refresh_token
    for times in (1, 2):
        desk.api.expire()
        desk.reach(protocol)
        assert desk.kept.renewed == times
    assert (desk.kept.current.refresh_token != first) is rotate


@BOTH
def test_a_grant_that_is_gone_names_the_command_that_gives_it_anew(desk: Desk, protocol: str) -> None:
    desk.api.revoke_grants()
    with pytest.raises(SignInAgain, match=f"sign in again: {AGAIN}") as gone:
        desk.reach(protocol)
    assert not gone.value.relink
    assert_nothing_shown(desk, gone.value)


@BOTH
def test_a_mailbox_that_the_grant_does_not_open_asks_to_sign_in_again_after_one_more_try(
    desk: Desk, protocol: str
) -> None:
    desk.kept = Kept(desk.exchanged(MailSignIn(desk.grant, "another@muster.test")))
    with pytest.raises(SignInAgain, match=f"sign in again: {AGAIN}") as refused:
        desk.reach(protocol)
    assert "the mail server says" in refused.value.text
    assert "empty line" not in refused.value.text
    assert "correct the mail server's username" not in refused.value.text
    assert desk.kept.renewed == 1
    assert_nothing_shown(desk, refused.value)


@BOTH
def test_a_sign_in_service_that_is_down_is_tried_later(desk: Desk, protocol: str) -> None:
    desk.api.expire()
    desk.api.faults.add(Fault(match="POST /token", action="status", status=503))
    with pytest.raises(TryLater):
        desk.reach(protocol)
    desk.reach(protocol)


def test_a_wrong_secret_of_the_app_is_told_as_such(desk: Desk) -> None:
    desk.sign_in = MailSignIn(msgspec.structs.replace(desk.grant, client_secret="wrong"), OURS)
    desk.api.expire()
    with pytest.raises(SignInAgain, match="client_secret in the configuration"):
        desk.reach("smtp")


def assert_nothing_shown(desk: Desk, error: ConnectorError) -> None:
    told = f"{error} {error.__cause__!r} {desk.grant!r} {desk.channel()!r} {desk.inbox()!r}"
    for secret in (SECRET, desk.kept.current.access_token, desk.kept.current.refresh_token):
        assert secret not in told


def test_a_server_without_such_a_sign_in_is_tried_later(desk: Desk) -> None:
    with post_office() as other:
        channel = SmtpChannel(other.settings, lambda: NOW, bearer=desk.bearer())
        with pytest.raises(TryLater, match="does not offer"):
            channel.check()


def test_what_is_asked_of_the_person_is_what_the_provider_wants() -> None:
    rights = "SMTP.Send", "IMAP.AccessAsUser.All"
    microsoft = " ".join(("offline_access", *(f"https://outlook.office.com/{right}" for right in rights)))
    for provider, scopes in (("google", "https://mail.google.com/"), ("microsoft", microsoft)):
        grant = GrantSettings(
            provider=provider,  # type: ignore[arg-type]  # one of the two
            client_id="app",
            client_secret=SECRET,
            redirect_uri="http://localhost:8400/callback",
            tenant="muster.test",
            hosts={},
            timeout=5.0,
        )
        parts = urlsplit(MailSignIn(grant, OURS).address("state-1"))
        asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
        assert (asked["scope"], asked["login_hint"], asked["state"]) == (scopes, OURS, "state-1")
        assert asked["code_challenge_method"] == "S256"
        assert SECRET not in parts.query
        assert parts.scheme == "https"
        assert PROVIDERS[grant.provider].more.items() <= asked.items()
        assert ("/muster.test/" in parts.path) is (provider == "microsoft")


def test_a_code_is_worth_nothing_without_the_state_or_the_verifier_it_was_asked_with(desk: Desk) -> None:
    back = consented(desk.sign_in.address("state-1"))
    with pytest.raises(SignInAgain, match="does not belong"):
        desk.sign_in.exchange(back, "state-2")
    with pytest.raises(SignInAgain, match="not accepted"):
        MailSignIn(desk.grant, OURS).exchange(back, "state-1")
    with pytest.raises(SignInAgain, match="consent was refused"):
        desk.sign_in.exchange({"error": "access_denied", "state": "state-1"}, "state-1")


def test_a_grant_is_ended_where_the_provider_has_a_way(desk: Desk) -> None:
    microsoft = msgspec.structs.replace(desk.grant, provider="microsoft")
    MailSignIn(microsoft, OURS).revoke(desk.kept.current)
    assert desk.sign_in.refresh(desk.kept.current)
    desk.sign_in.revoke(desk.kept.current)
    with pytest.raises(SignInAgain):
        desk.sign_in.refresh(desk.kept.current)
