"""Xero's sign-in: the consent page, tokens that rotate, revocation, and the connections of a grant.

An access token lives 30 minutes. A refresh token lives 60 days unused; once used it may be used
again for 30 minutes, in case the answer was lost. All requests of one app share one client id.
"""

from __future__ import annotations

import base64
import html
import json
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from werkzeug import Request, Response

from connectors.sandbox.clock import Clock
from connectors.sandbox.xero.wire import Shape, json_bytes, unauthorised, unknown

SCOPES = frozenset(
    """openid profile email offline_access accounting.invoices accounting.invoices.read
    accounting.payments accounting.payments.read accounting.banktransactions accounting.banktransactions.read
    accounting.contacts accounting.contacts.read accounting.settings accounting.settings.read
    accounting.attachments accounting.attachments.read accounting.manualjournals
    accounting.manualjournals.read accounting.budgets.read accounting.reports.aged.read""".split()
)
_ACCESS, _UNUSED, _GRACE = timedelta(minutes=30), timedelta(days=60), timedelta(minutes=30)
_CODE = timedelta(minutes=5)
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Xero sandbox</title>
<link rel="icon" href="data:,"></head><body>
<h1>{title}</h1><p>{text}</p>{form}</body></html>"""
_FORM = """<form method="post">{fields}<button name="consent" value="allow">Allow access</button>
<button name="consent" value="cancel">Cancel</button></form>"""


@dataclass(eq=False, kw_only=True)
class Grant:
    """One consent: its scopes, its connections (connection id -> tenant id), when it was given."""

    id: str
    scopes: frozenset[str]
    scope: str
    given: datetime
    connections: dict[str, str]
    revoked: bool = False


@dataclass(eq=False, kw_only=True)
class _Code:
    grant: Grant
    redirect_uri: str
    until: datetime


@dataclass(eq=False)
class _Issued:
    """Tokens in the world: access token -> (grant, end), refresh token -> (grant, end)."""

    codes: dict[str, _Code] = field(default_factory=dict)
    access: dict[str, tuple[Grant, datetime]] = field(default_factory=dict)
    refresh: dict[str, tuple[Grant, datetime]] = field(default_factory=dict)


def _json(shape: object, status: int = 200) -> Response:
    return Response(json_bytes(shape), status, content_type="application/json; charset=UTF-8")


def _refused(error: str) -> Response:
    return _json({"error": error}, 400)


def _page(title: str, text: str, form: str = "", status: int = 200) -> Response:
    page = _PAGE.format(title=html.escape(title), text=html.escape(text), form=form)
    return Response(page, status, content_type="text/html; charset=utf-8")


class Grants:
    """All grants of one app. `tenants`: tenant id -> organisation's name, what each grant covers.

    `grace`: how long a refresh token that was used may be used again.
    """

    def __init__(self, clock: Clock, client_id: str, client_secret: str, tenants: dict[str, str]) -> None:
        self.clock = clock
        self.client = (client_id, client_secret)
        self.tenants = tenants
        self.grace = _GRACE
        self._issued = _Issued()

    def authorize(self, request: Request) -> Response:
        """GET: the consent page, or with `auto=1` consent at once; POST: what the person pressed."""
        wanted = request.values.get("scope", "").split()
        redirect, state = request.values.get("redirect_uri", ""), request.values.get("state")
        if request.values.get("client_id") != self.client[0]:
            return _page("Error : unauthorized_client", "Unknown client or client not enabled", status=400)
        if request.values.get("response_type") != "code" or "://" not in redirect:
            return _page("Error : invalid_request", "Invalid redirect_uri or response_type", status=400)
        if not wanted or not SCOPES.issuperset(wanted):
            text = f"Invalid scope: {' '.join(sorted(set(wanted) - SCOPES)) or 'none given'}"
            return _page("Error : invalid_scope", text, status=400)
        automatic = request.args.get("auto") == "1" or request.headers.get("X-Sandbox-Consent") == "allow"
        if request.method != "POST" and not automatic:
            return self._ask(request, wanted)
        reply = {} if state is None else {"state": state}
        if automatic or request.form.get("consent") == "allow":
            reply |= {"code": self._code(wanted, redirect), "scope": " ".join(wanted)}
        else:
            reply |= {"error": "access_denied"}
        joint = "&" if "?" in redirect else "?"
        return Response(status=302, headers={"Location": f"{redirect}{joint}{urlencode(reply)}"})

    def _ask(self, request: Request, wanted: list[str]) -> Response:
        names = ("client_id", "response_type", "redirect_uri", "scope", "state")
        fields = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(request.args[name])}">'
            for name in names
            if name in request.args
        )
        asked = ", ".join(wanted)
        text = f"Duesync wants access to {', '.join(self.tenants.values())}: {asked}"
        return _page("Sandbox of Xero", text, _FORM.format(fields=fields))

    def _code(self, wanted: list[str], redirect: str) -> str:
        now = self.clock()
        connections = {str(uuid.uuid4()): tenant for tenant in self.tenants}
        grant = Grant(
            id=str(uuid.uuid4()),
            scopes=frozenset(wanted),
            scope=" ".join(wanted),
            given=now,
            connections=connections,
        )
        code = secrets.token_urlsafe(32)
        self._issued.codes[code] = _Code(grant=grant, redirect_uri=redirect, until=now + _CODE)
        return code

    def give(self, tenant: str) -> Shape:
        """A consent to that one organisation alone; the tokens, as the token address answers them."""
        now, scopes = self.clock(), SCOPES - {"openid", "profile", "email"}
        grant = Grant(
            id=str(uuid.uuid4()),
            scopes=scopes,
            scope=" ".join(sorted(scopes)),
            given=now,
            connections={str(uuid.uuid4()): tenant},
        )
        return self._issue(grant, now)

    def _known_client(self, request: Request) -> bool:
        basic = request.authorization
        if basic is not None and basic.type == "basic":
            return (basic.username, basic.password) == self.client
        return (request.form.get("client_id"), request.form.get("client_secret")) == self.client

    def token(self, request: Request) -> Response:
        """POST /connect/token."""
        if not self._known_client(request):
            return _refused("invalid_client")
        now = self.clock()
        match request.form.get("grant_type"):
            case "authorization_code":
                code = self._issued.codes.pop(request.form.get("code", ""), None)
                if code is None or now > code.until or request.form.get("redirect_uri") != code.redirect_uri:
                    return _refused("invalid_grant")
                return self._tokens(code.grant, now)
            case "refresh_token":
                used = request.form.get("refresh_token", "")
                grant, until = self._issued.refresh.get(used, (None, now))
                if grant is None or grant.revoked or now > until:
                    return _refused("invalid_grant")
                self._issued.refresh[used] = (grant, min(until, now + self.grace))
                return self._tokens(grant, now)
            case _:
                return _refused("unsupported_grant_type")

    def _tokens(self, grant: Grant, now: datetime) -> Response:
        return _json(self._issue(grant, now))

    def _issue(self, grant: Grant, now: datetime) -> Shape:
        access = self._signed(grant, now)
        self._issued.access[access] = (grant, now + _ACCESS)
        shape: Shape = {
            "access_token": access,
            "expires_in": int(_ACCESS.total_seconds()),
            "token_type": "Bearer",
            "scope": grant.scope,
        }
        if "openid" in grant.scopes:
            shape["id_token"] = self._signed(grant, now)
        if "offline_access" in grant.scopes:
            shape["refresh_token"] = secrets.token_urlsafe(32)
            self._issued.refresh[shape["refresh_token"]] = (grant, now + _UNUSED)
        return shape

    def _signed(self, grant: Grant, now: datetime) -> str:
        """A token in the form of a JWT, whose signature nobody can check."""
        claims = {
            "exp": int((now + _ACCESS).timestamp()),
            "client_id": self.client[0],
            "authentication_event_id": grant.id,
            "scope": sorted(grant.scopes),
        }
        parts = [json.dumps(one).encode() for one in ({"alg": "RS256", "typ": "JWT"}, claims)]
        encoded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]
        return ".".join((*encoded, secrets.token_urlsafe(24)))

    def revoke(self, request: Request) -> Response:
        """POST /connect/revocation: a refresh token's grant ends with all its connections."""
        if not self._known_client(request):
            return _refused("invalid_client")
        grant, _ = self._issued.refresh.get(request.form.get("token", ""), (None, None))
        if grant is not None:
            self._end(grant)
        return Response("", 200)

    def _end(self, grant: Grant) -> None:
        grant.revoked = True
        grant.connections.clear()

    def expire_access(self) -> None:
        """Every access token is over, as half an hour later; refresh tokens stay good."""
        now = self.clock()
        for token, (grant, until) in self._issued.access.items():
            self._issued.access[token] = (grant, min(until, now))

    def revoke_all(self) -> None:
        """The customer disconnects the app: every grant ends."""
        for grant, _ in list(self._issued.refresh.values()) + list(self._issued.access.values()):
            self._end(grant)

    def bearer(self, request: Request) -> Grant:
        """The grant of the access token. `XeroError` (401) when it is missing, unknown or expired."""
        basic = request.authorization
        if basic is None or basic.type != "bearer" or basic.token not in self._issued.access:
            raise unauthorised()
        grant, until = self._issued.access[basic.token]
        if self.clock() >= until:
            detail = f"TokenExpired: token expired at {until:%m/%d/%Y %H:%M:%S}"
            raise unauthorised(detail)
        if grant.revoked:
            raise unauthorised()
        return grant

    def connections(self, request: Request) -> Response:
        """GET /connections."""
        grant = self.bearer(request)
        event = request.args.get("authEventId")
        given = grant.given.strftime("%Y-%m-%dT%H:%M:%S.%f") + "0"
        rows = [
            {
                "id": connection,
                "authEventId": grant.id,
                "tenantId": tenant,
                "tenantType": "ORGANISATION",
                "tenantName": self.tenants[tenant],
                "createdDateUtc": given,
                "updatedDateUtc": given,
            }
            for connection, tenant in grant.connections.items()
        ]
        return _json(rows if event in (None, grant.id) else [])

    def disconnect(self, request: Request, connection: str) -> Response:
        """DELETE /connections/{id}."""
        if self.bearer(request).connections.pop(connection, None) is None:
            raise unknown()
        return Response(status=204)
