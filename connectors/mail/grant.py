"""Signing in to a mailbox by OAuth: the code flow with a refresh token, and the access token in use.

The law: the code that comes back is worthless to whoever lacks our verifier (PKCE); a refresh token that
is not told again stays; no token enters an error.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

import requests

from connectors.base import Credentials, Tokens
from connectors.deadline import in_time
from connectors.errors import SignInAgain
from connectors.http import Answer, network_failure
from connectors.mail.providers import PROVIDERS, MailProvider
from connectors.mail.settings import GrantSettings
from connectors.oauth import granted, token_trouble, tokens_of

_ABOUT = "mailbox sign-in"
_AHEAD = timedelta(minutes=2)  # a token is renewed so long before its end


class MailSignIn:
    """The code flow for the mailbox `username`; one object from `address` to `exchange`."""

    def __init__(self, settings: GrantSettings, username: str) -> None:
        self._settings = settings
        self._username = username
        self._verifier = secrets.token_urlsafe(48)

    def address(self, state: str) -> str:
        """Where the person signs in. `state` comes back in the callback and is compared."""
        digest = hashlib.sha256(self._verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri,
            "scope": " ".join(self._provider.scopes),
            "state": state,
            "login_hint": self._username,
            "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **self._provider.more,
        }
        return f"{self._place('authorize', self._provider.authorize)}?{urlencode(asked)}"

    def exchange(self, callback: Mapping[str, str], state: str) -> Tokens:
        """The tokens granted. `SignInAgain` when `state` differs or consent was refused."""
        (code,) = granted(callback, state, "code")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._settings.redirect_uri,
            "code_verifier": self._verifier,
        }
        return self._tokens(form, None)

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens for old. `SignInAgain` when the grant is gone, `TryLater` when nobody answers."""
        return self._tokens({"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}, tokens)

    def revoke(self, tokens: Tokens) -> None:
        """End the grant, where the provider has a way to."""
        if self._provider.revoke is None:
            return
        answer = self._post("revoke", self._provider.revoke, {"token": tokens.refresh_token})
        if answer.status != HTTPStatus.OK:
            raise token_trouble(answer)

    @property
    def _provider(self) -> MailProvider:
        return PROVIDERS[self._settings.provider]

    def _place(self, name: str, usual: str) -> str:
        return self._settings.hosts.get(name, usual).format(tenant=self._settings.tenant)

    def _tokens(self, form: dict[str, str], previous: Tokens | None) -> Tokens:
        answer = self._post("token", self._provider.token, form)
        if answer.status != HTTPStatus.OK:
            raise token_trouble(answer)
        asked = " ".join(self._provider.scopes)
        return tokens_of(answer, scope=asked, refresh_lifetime=self._provider.unused, previous=previous)

    def _post(self, name: str, usual: str, form: dict[str, str]) -> Answer:
        """A form to the sign-in service. Not repeated here: a code works only once."""
        settings = self._settings
        ours = {"client_id": settings.client_id, "client_secret": settings.client_secret}
        try:
            with in_time(requests.Session()) as session:
                response = session.post(
                    self._place(name, usual),
                    data=ours | form,
                    headers={"Accept": "application/json"},
                    timeout=(settings.timeout, settings.timeout),
                    allow_redirects=False,
                    stream=True,
                    auth=lambda request: request,  # ours is in the form; .netrc may not add another
                )
                return Answer.read(response)
        except requests.RequestException as error:
            # Tokens asked for and not received are no write to anyone's books: asking again is safe.
            raise network_failure(error, writing=False, about=_ABOUT) from error


class Bearer:
    """The access token of one mailbox. `again`: the command that signs it in anew; `now`: of the wall."""

    def __init__(
        self, credentials: Credentials, sign_in: MailSignIn, again: str, now: Callable[[], datetime]
    ) -> None:
        self._credentials = credentials
        self._sign_in = sign_in
        self._again = again
        self._now = now

    def tokens(self) -> Tokens:
        """In force for a while yet. `SignInAgain` where there are none, or none that can be renewed."""
        try:
            held = self._credentials.tokens()
        except SignInAgain as none:
            text = f"nobody has signed in to the mailbox yet; run: {self._again}"
            raise SignInAgain(text, relink=False, about=_ABOUT) from none
        return held if held.expires_at - self._now() > _AHEAD else self.renewed(held)

    def renewed(self, stale: Tokens) -> Tokens:
        """Others than those, which a mail server refused."""
        try:
            return self._credentials.renew(stale, self._sign_in.refresh)
        except SignInAgain as gone:
            if gone.code in {"invalid_client", "unauthorized_client"}:
                raise
            raise self.refused(gone.code or "no sign-in") from gone

    def refused(self, why: str) -> SignInAgain:
        """The error where also a fresh token is not taken."""
        text = f"the mailbox's sign-in is not accepted, or not any more ({why}); sign in again: {self._again}"
        return SignInAgain(text, relink=False, about=_ABOUT)
