"""Xero's OAuth2 code flow, and the organisations a person opens to us with it.

The law: refresh tokens rotate, so each answer's is kept; one sign-in may open several
organisations, and each becomes a grant of its own with the same tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlencode

import msgspec
import requests

from connectors.base import Connection, Grant, Tokens
from connectors.deadline import in_time
from connectors.errors import SignInAgain, TryLater
from connectors.http import BROKEN, Answer, network_failure, reading
from connectors.oauth import ABOUT, basic, granted, token_trouble, tokens_of
from connectors.xero.answers import good
from connectors.xero.hosts import SCOPES, host, user_agent

_GONE: Final = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND})
_REFRESH_LIFETIME: Final = timedelta(days=60)  # unused; each refresh starts it anew


class _Connected(msgspec.Struct, frozen=True, rename="camel"):
    """One entry of `GET /connections`."""

    id: str | None = None
    tenant_id: str | None = None
    tenant_type: str | None = None
    tenant_name: str | None = None


@dataclass(frozen=True, slots=True)
class XeroSignIn:
    """The sign-in of one app; `connection` needs no organisation yet."""

    connection: Connection

    def address(self, state: str) -> str:
        """Where the person signs in and picks organisations."""
        asked = {
            "response_type": "code",
            "client_id": self.connection.client_id,
            "redirect_uri": self.connection.redirect_uri,
            "scope": " ".join(self._scopes()),
            "state": state,
        }
        return f"{host(self.connection, 'authorize')}?{urlencode(asked)}"

    def _scopes(self) -> tuple[str, ...]:
        """The rights asked for, each once."""
        return tuple(dict.fromkeys((*SCOPES, *self.connection.more_scopes)))

    def exchange(self, callback: Mapping[str, str], state: str) -> tuple[Grant, ...]:
        """One grant per organisation. `SignInAgain` when the person opened none."""
        (code,) = granted(callback, state, "code")
        tokens = self._tokens(
            {"grant_type": "authorization_code", "code": code, "redirect_uri": self.connection.redirect_uri},
            None,
        )
        grants = tuple(
            Grant(company_id=each.tenant_id, company_name=each.tenant_name, tokens=tokens)
            for each in self._connected(tokens)
            if each.tenant_id and each.tenant_type == "ORGANISATION"
        )
        if not grants:
            msg = "no Xero organisation was chosen; sign in again and choose one"
            raise SignInAgain(msg, about=ABOUT)
        return grants

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens for old. The old one works for 30 minutes more, in case the answer was lost."""
        return self._tokens({"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}, tokens)

    def revoke(self, tokens: Tokens) -> None:
        """End the connection to this organisation; the whole grant too, where it opened no other one.

        Revoking ends every connection that the person ever gave to the app: another company's ledger,
        linked by the same person, would lose its sign-in too.
        """
        if self.connection.company_id is not None and self._disconnected(tokens):
            return
        answer = self._post("revoke", {"token": tokens.refresh_token})
        if answer.status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
            raise token_trouble(answer, request_id=_request_id(answer))

    def _disconnected(self, tokens: Tokens) -> bool:
        """Disconnect this organisation alone. Whether others remain, so that the grant must stay."""
        connected = self._connected(tokens)
        mine = [each for each in connected if each.tenant_id == self.connection.company_id]
        for each in mine:
            address = f"{host(self.connection, 'connections')}/{quote(each.id or '', safe='')}"
            answer = self._call("DELETE", address, self._bearing(tokens), None)
            if answer.status not in _GONE:
                good(answer, writing=True, about="connections")
        return len(connected) > len(mine)

    def _bearing(self, tokens: Tokens) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {tokens.access_token}",
            "Accept": "application/json",
            "User-Agent": user_agent(),
        }

    def _tokens(self, form: dict[str, str], previous: Tokens | None) -> Tokens:
        answer = self._post("token", form)
        if answer.status != HTTPStatus.OK:
            raise token_trouble(answer, request_id=_request_id(answer))
        return tokens_of(
            answer, scope=" ".join(self._scopes()), refresh_lifetime=_REFRESH_LIFETIME, previous=previous
        )

    def _post(self, place: str, form: dict[str, str]) -> Answer:
        """A form to the sign-in service. Not repeated here: a code works only once."""
        headers = {
            "Authorization": basic(self.connection.client_id, self.connection.client_secret),
            "Accept": "application/json",
            "User-Agent": user_agent(),
        }
        return self._call("POST", host(self.connection, place), headers, form)

    def _connected(self, tokens: Tokens) -> list[_Connected]:
        def read() -> Answer:
            answer = self._call("GET", host(self.connection, "connections"), self._bearing(tokens), None)
            return good(answer, writing=False, about="connections")

        try:
            return msgspec.json.decode(reading(read).body, type=list[_Connected])
        except BROKEN as error:
            msg = f"Xero's list of organisations could not be read ({error})"
            raise TryLater(msg, about="connections") from error

    def _call(self, method: str, url: str, headers: dict[str, str], form: dict[str, str] | None) -> Answer:
        timeout = (self.connection.connect_timeout, self.connection.read_timeout)
        try:
            with in_time(requests.Session()) as session:
                session.trust_env = True
                response = session.request(
                    method,
                    url,
                    data=form,
                    headers=headers,
                    timeout=timeout,
                    allow_redirects=False,
                    stream=True,
                    auth=lambda request: request,  # ours is in the headers; .netrc may not replace it
                )
                return Answer.read(response)
        except requests.RequestException as error:
            # Tokens asked for and not received are no write to anyone's books: asking again is safe.
            raise network_failure(error, writing=False, about=ABOUT) from error


def _request_id(answer: Answer) -> str:
    return answer.headers.get("Xero-Correlation-Id", "")
