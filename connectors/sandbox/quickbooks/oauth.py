"""Sign-in: what Intuit's authorisation server keeps and answers.

Access tokens live an hour. A refresh token lives 100 days from its last use and its lineage five
years; its value changes about once a day (`rotate_every`), and then the old value is dead at once.
"""

from __future__ import annotations

import html
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from werkzeug import Request, Response
from werkzeug.utils import redirect

from connectors.sandbox.clock import Clock
from connectors.sandbox.quickbooks.wire import Wire, encode

ACCESS_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=100)
LINEAGE_LIFE = timedelta(days=5 * 365)
CODE_LIFE = timedelta(minutes=10)
_HARD_EXPIRY = "x-include-refresh-token-hard-expires-in"


@dataclass(slots=True)
class _Code:
    redirect_uri: str
    expires: datetime


@dataclass(slots=True)
class _Lineage:
    """One consent and all the tokens that came of it."""

    born: datetime
    refresh: str
    valued: datetime  # when `refresh` got its present value
    used: datetime
    access: dict[str, datetime] = field(default_factory=dict)

    def alive(self, now: datetime) -> bool:
        return now < min(self.used + REFRESH_LIFE, self.born + LINEAGE_LIFE)


def _json(answer: Wire, status: int = 200) -> Response:
    return Response(encode(answer), status, content_type="application/json;charset=utf-8")


def _error(status: int, code: str, text: str) -> Response:
    return _json({"error": code, "error_description": text}, status)


def discovery(host: str) -> Response:
    """The discovery document; `host`: "http://127.0.0.1:PORT"."""
    return _json(
        {
            "issuer": f"{host}/op/v1",
            "authorization_endpoint": f"{host}/connect/oauth2",
            "token_endpoint": f"{host}/oauth2/v1/tokens/bearer",
            "userinfo_endpoint": f"{host}/v1/openid_connect/userinfo",
            "revocation_endpoint": f"{host}/v2/oauth2/tokens/revoke",
            "jwks_uri": f"{host}/op/v1/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "email", "profile", "address", "phone"],
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            "claims_supported": ["aud", "exp", "iat", "iss", "realmid", "sub"],
        }
    )


class Grants:
    """Consents given for one company, and their tokens."""

    def __init__(self, clock: Clock, *, client_id: str, client_secret: str, realm_id: str) -> None:
        self._clock = clock
        self._client = (client_id, client_secret)
        self._realm_id = realm_id
        self.rotate_every = timedelta(hours=24)
        self._codes: dict[str, _Code] = {}
        self._lineages: list[_Lineage] = []

    def accepts(self, request: Request) -> bool:
        """Whether the call bears an access token that is good now."""
        given = request.authorization
        now = self._clock()
        return given is not None and any(
            now < lineage.access.get(given.token or "", now) for lineage in self._lineages
        )

    def revoke_all(self) -> None:
        """The person disconnects the app: every token is dead."""
        self._lineages.clear()

    def expire_access(self) -> None:
        """Every access token is over, as an hour later; refresh tokens stay good."""
        for lineage in self._lineages:
            lineage.access.clear()

    def authorize(self, request: Request) -> Response:
        """The consent page, or at once (`auto=1`, or the form sent) the way back with a code."""
        asked = request.values
        back = asked.get("redirect_uri", "")
        if asked.get("client_id") != self._client[0] or not urlsplit(back).scheme:
            return Response("<h1>The redirect_uri or client_id is invalid.</h1>", 400, mimetype="text/html")
        if asked.get("response_type", "code") != "code" or not asked.get("scope"):
            return redirect(_with(back, {"error": "invalid_scope", "state": asked.get("state", "")}))
        if request.method == "GET" and asked.get("auto") != "1":
            return Response(_page(dict(asked)), mimetype="text/html")
        if asked.get("decision") == "deny":
            return redirect(_with(back, {"error": "access_denied", "state": asked.get("state", "")}))
        code = f"XAB1{secrets.token_hex(20)}"
        self._codes[code] = _Code(back, self._clock() + CODE_LIFE)
        return redirect(
            _with(back, {"code": code, "state": asked.get("state", ""), "realmId": self._realm_id})
        )

    def token(self, request: Request) -> Response:
        """Tokens for a code or a refresh token; 401 invalid_client, 400 invalid_grant."""
        if not self._knows(request):
            return _error(401, "invalid_client", "Invalid client credentials")
        now, form = self._clock(), request.form
        if form.get("grant_type") == "authorization_code":
            code = self._codes.pop(form.get("code", ""), None)
            if code is None or now >= code.expires or code.redirect_uri != form.get("redirect_uri"):
                return _error(400, "invalid_grant", "Invalid authorization code")
            lineage = _Lineage(now, f"RT1-{secrets.token_hex(24)}", now, now)
            self._lineages.append(lineage)
        elif form.get("grant_type") == "refresh_token":
            found = self._lineage(form.get("refresh_token"), now)
            if found is None:
                return _error(400, "invalid_grant", "Incorrect or invalid refresh token")
            lineage = found
        else:
            return _error(400, "unsupported_grant_type", "The grant type is not supported")
        return self._issue(lineage, now, hard=request.headers.get(_HARD_EXPIRY) == "true")

    def give(self) -> Wire:
        """A consent without a page; the tokens, as the token address answers them."""
        now = self._clock()
        lineage = _Lineage(now, f"RT1-{secrets.token_hex(24)}", now, now)
        self._lineages.append(lineage)
        return self._issued(lineage, now, hard=False)

    def gave(self, refresh: str) -> bool:
        """Whether it is one of ours and alive."""
        now = self._clock()
        return any(one.refresh == refresh and one.alive(now) for one in self._lineages)

    def _lineage(self, refresh: str | None, now: datetime) -> _Lineage | None:
        for lineage in self._lineages:
            if refresh is not None and lineage.refresh == refresh and lineage.alive(now):
                if now - lineage.valued >= self.rotate_every:
                    lineage.refresh, lineage.valued = f"RT1-{secrets.token_hex(24)}", now
                return lineage
        return None

    def _issue(self, lineage: _Lineage, now: datetime, *, hard: bool) -> Response:
        return _json(self._issued(lineage, now, hard=hard))

    def _issued(self, lineage: _Lineage, now: datetime, *, hard: bool) -> Wire:
        access = f"eyJ{secrets.token_hex(48)}"
        lineage.used = now
        lineage.access[access] = now + ACCESS_LIFE
        answer: Wire = {
            "token_type": "bearer",
            "access_token": access,
            "expires_in": int(ACCESS_LIFE.total_seconds()),
            "refresh_token": lineage.refresh,
            "x_refresh_token_expires_in": int(REFRESH_LIFE.total_seconds()),
        }
        if hard:
            left = lineage.born + LINEAGE_LIFE - now
            answer["x_refresh_token_hard_expires_in"] = int(left.total_seconds())
        return answer

    def revoke(self, request: Request) -> Response:
        """End the connection that a refresh or access token belongs to."""
        if not self._knows(request):
            return _error(401, "invalid_client", "Invalid client credentials")
        body = request.get_json(silent=True) if request.is_json else dict(request.form)
        token = str((body or {}).get("token", ""))
        left = [one for one in self._lineages if one.refresh != token and token not in one.access]
        if len(left) == len(self._lineages):
            return _error(400, "invalid_token", "Invalid token")
        self._lineages = left
        return Response(status=200)

    def _knows(self, request: Request) -> bool:
        given = request.authorization
        if given is not None and given.type == "basic":
            return (given.username, given.password) == self._client
        return (request.form.get("client_id"), request.form.get("client_secret")) == self._client


def _with(address: str, answer: dict[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(answer)}"


def _page(asked: dict[str, str]) -> str:
    fields = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in asked.items()
    )
    return (
        "<!doctype html><html lang=en><title>Connect to QuickBooks (sandbox)</title>"
        "<link rel=icon href=data:,><main>"
        "<h1>Connect to QuickBooks (sandbox)</h1><p>Let this app see and change the books of the sandbox "
        f'company?</p><form method="post">{fields}<button name="decision" value="connect">Connect</button> '
        '<button name="decision" value="deny">Cancel</button></form></main></html>'
    )
