"""Signing in to QuickBooks Online with Intuit's own client, on our own timeouts and errors.

The client's constructor reads the discovery document over the network, so one client is kept for
the life of a `QuickBooksSignIn`, made at its first use; a lock keeps threads apart, because the
client holds the last answer in itself.

The law: no call follows a redirect. The app's secret and a person's browser go only where the document
stands itself or to Intuit's own hosts, whatever addresses it names. And the library sees no answer but
that document: it would take every name in another for an attribute of its own, addresses too, and fetch
the keys for an `id_token` wherever they were said to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import requests
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes
from intuitlib.exceptions import AuthClientError
from requests.adapters import BaseAdapter
from requests.auth import AuthBase
from tenacity.wait import wait_base

from connectors.base import Connection, Grant, Tokens
from connectors.deadline import in_time, is_in_time
from connectors.errors import Refused, SignInAgain, TryLater
from connectors.http import BACKOFF, LATER, SOON, Answer, network_failure, reading, redact
from connectors.oauth import ABOUT, granted, token_trouble, tokens_of
from connectors.quickbooks.faults import request_id
from connectors.quickbooks.hosts import SCOPE, address

_INTUIT: Final = "intuit.com"
_HARD_EXPIRY: Final = {"x-include-refresh-token-hard-expires-in": "true"}


class _AsIs(AuthBase):
    """Keeps a .netrc entry for the host from taking the place of the app's own credentials."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _BoundedClient(AuthClient):  # type: ignore[misc]  # the library has no types
    """Intuit's client with timeouts, which keeps the last answer whole."""

    def __init__(self, connection: Connection) -> None:
        self.timeout = (connection.connect_timeout, connection.read_timeout)
        self.answer: Answer | None = None
        super().__init__(
            connection.client_id,
            connection.client_secret,
            connection.redirect_uri,
            environment=address(connection, "discovery"),  # anything but its known words is taken as a URL
        )

    def request(self, method: str, url: str, **settings: Any) -> requests.Response:
        """As `requests.Session.request`, never redirected; the answer to a POST is kept from the library."""
        settings |= {"timeout": self.timeout, "stream": True, "allow_redirects": False}
        if method == "POST":
            settings |= {"auth": _AsIs(), "headers": {**settings["headers"], **_HARD_EXPIRY}}
        response: requests.Response = super().request(method, url, **settings)
        self.answer = Answer.read(response)
        shown = b"" if method == "POST" else self.answer.body
        response._content = shown  # noqa: SLF001  # the library reads it there, and never in parts
        return response

    def get_adapter(self, url: str | bytes) -> BaseAdapter:
        """As `requests.Session.get_adapter`; the library makes its first call before it is made itself."""
        found = super().get_adapter(url)
        return found if is_in_time(found) else in_time(self).get_adapter(url)

    def taken(self) -> Answer:
        """The last answer."""
        if self.answer is None:
            msg = "the sign-in library made no request"
            raise RuntimeError(msg)
        return self.answer


class QuickBooksSignIn:
    """A `SignIn`. Making one calls nobody; `wait` is the backoff of reading the discovery document."""

    def __init__(self, connection: Connection, *, wait: wait_base = BACKOFF) -> None:
        self._connection = connection
        self._wait = wait
        self._lock = Lock()
        self._kept: _BoundedClient | None = None

    def address(self, state: str) -> str:
        """Where the person signs in."""
        with self._lock:
            return str(self._client().get_authorization_url([Scopes.ACCOUNTING], state_token=state))

    def exchange(self, callback: Mapping[str, str], state: str) -> tuple[Grant, ...]:
        """The one company that was granted. Its name is not told here."""
        code, company_id = granted(callback, state, "code", "realmId")
        if not (company_id.isascii() and company_id.isdecimal()):  # it stands in every address from now on
            msg = "the answer's realmId is no company's number; start the sign-in again"
            raise SignInAgain(msg, about=ABOUT)
        answer = self._post(lambda client: client.get_bearer_token(code, realm_id=company_id))
        tokens = tokens_of(answer, scope=SCOPE, refresh_lifetime=None)
        return (Grant(company_id=company_id, company_name=None, tokens=tokens),)

    def refresh(self, tokens: Tokens) -> Tokens:
        """New tokens for old. Intuit changes the refresh token's value about once a day."""
        answer = self._post(lambda client: client.refresh(refresh_token=tokens.refresh_token))
        return tokens_of(answer, scope=SCOPE, refresh_lifetime=None, previous=tokens)

    def revoke(self, tokens: Tokens) -> None:
        """End the grant. One that is gone already is fine."""
        with suppress(SignInAgain):
            self._post(lambda client: client.revoke(token=tokens.refresh_token))

    def close(self) -> None:
        """Give back connections."""
        if self._kept is not None:
            self._kept.close()

    def _client(self) -> _BoundedClient:
        if self._kept is None:
            self._kept = reading(self._discovered, wait=self._wait)
        return self._kept

    def _discovered(self) -> _BoundedClient:
        try:
            return _sound(_BoundedClient(self._connection))
        except AuthClientError as error:
            text = f"Intuit's sign-in addresses could not be read: it answered {error.status_code}"
            raise TryLater(text, after=SOON, about=ABOUT, status=error.status_code) from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:  # its JSON error is a ValueError
            if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
                raise network_failure(error, writing=False, about=ABOUT) from error
            text = "Intuit's sign-in addresses could not be read: the answer was not theirs"
            raise TryLater(text, after=SOON, about=ABOUT) from error
        except requests.RequestException as error:
            raise network_failure(error, writing=False, about=ABOUT) from error

    def _post(self, call: Callable[[_BoundedClient], object]) -> Answer:
        """The whole answer of a POST, which is made once."""
        with self._lock:
            client = self._client()
            try:
                call(client)
            except AuthClientError:
                answer = client.taken()
                raise token_trouble(answer, request_id=request_id(answer)) from None
            except requests.RequestException as error:
                failure = network_failure(error, writing=False, about=ABOUT)
                if isinstance(failure, TryLater):
                    failure.after = LATER
                raise failure from error
            return client.taken()


def _sound(client: _BoundedClient) -> _BoundedClient:
    """The client, when the document that it read names only addresses where a secret may go. `Refused`."""
    document = urlsplit(client.environment)
    for named in (client.auth_endpoint, client.token_endpoint, client.revoke_endpoint):
        if not isinstance(named, str) or not _is_trusted(urlsplit(named), document):
            text = (
                f"Intuit's sign-in document names an address that is neither Intuit's nor where the document"
                f" stands ({redact(str(named), 80)}); nothing was sent there"
            )
            raise Refused(text, about=ABOUT)
    return client


def _is_trusted(named: SplitResult, document: SplitResult) -> bool:
    if (named.scheme, named.netloc) == (document.scheme, document.netloc):
        return True
    host = named.hostname or ""
    is_intuit = host == _INTUIT or host.endswith(f".{_INTUIT}")
    return named.scheme == "https" and is_intuit and named.netloc.lower() == host  # no port, no name in front
