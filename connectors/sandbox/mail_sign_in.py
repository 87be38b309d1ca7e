"""The pretend sign-in to mailboxes: consent, a code with its verifier, tokens, and who may enter with them.

An access token lives an hour, of one mailbox alone; a refresh token until it is revoked. As at Google,
a refresh gives no other refresh token; as at Microsoft with `rotate`, it does, and the old one is over.
"""

from __future__ import annotations

import hashlib
import html
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from werkzeug import Request, Response

from connectors.sandbox.clock import Clock
from connectors.sandbox.server import Api

LIFETIME = timedelta(hours=1)
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Mail sandbox</title></head><body>
<h1>Sandbox of a mail provider</h1><p>Duesync wants to read and send mail as {person}.</p>
<p><a href="{allow}">Allow access</a> <a href="{cancel}">Cancel</a></p></body></html>"""


@dataclass(frozen=True, slots=True)
class _Code:
    mailbox: str
    redirect_uri: str
    challenge: str


class MailSignInApi(Api):
    """GET /authorize; POST /token, /revoke. `rotate`: each refresh ends the refresh token it used."""

    def __init__(self, clock: Clock, *, client_id: str, client_secret: str) -> None:
        super().__init__(clock)
        self.rotate = False
        self.refreshed = 0
        self._client = (client_id, client_secret)
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, tuple[str, datetime]] = {}
        self._refresh: dict[str, str] = {}

    def lets_in(self, mailbox: str, token: str) -> bool:
        """Whether that access token opens that mailbox now."""
        with self.lock:
            whose, until = self._access.get(token, ("", self.clock()))
            return whose.casefold() == mailbox.casefold() and self.clock() < until

    def expire(self) -> None:
        """Every access token is over, as an hour later; refresh tokens stay good."""
        with self.lock:
            self._access.clear()

    def revoke_grants(self) -> None:
        """The person takes back every consent."""
        with self.lock:
            self._access.clear()
            self._refresh.clear()

    def respond(self, request: Request) -> Response:
        """Answer one request."""
        match request.method, request.path.strip("/"):
            case "GET", "authorize":
                return self._authorize(request)
            case "POST", "token":
                return self._token(request.form)
            case "POST", "revoke":
                self._refresh.pop(request.form.get("token", ""), None)
                return _json({})
            case _:
                return _json({"error": "not_found"}, 404)

    def _authorize(self, request: Request) -> Response:
        asked, back = request.args, request.args.get("redirect_uri", "")
        if asked.get("client_id") != self._client[0] or asked.get("response_type") != "code":
            return _json({"error": "invalid_request"}, 400)
        if asked.get("code_challenge_method") != "S256" or not asked.get("scope") or "://" not in back:
            return _json({"error": "invalid_request"}, 400)
        mailbox = asked.get("as") or asked.get("login_hint", "")
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Code(mailbox, back, asked["code_challenge"])
        allow = f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}"
        if asked.get("auto") == "1":
            return Response(status=302, headers={"Location": allow})
        cancel = f"{back}?{urlencode({'error': 'access_denied', 'state': asked.get('state', '')})}"
        page = _PAGE.format(person=html.escape(mailbox), allow=html.escape(allow), cancel=html.escape(cancel))
        return Response(page, content_type="text/html; charset=utf-8")

    def _token(self, form: Any) -> Response:
        if (form.get("client_id"), form.get("client_secret")) != self._client:
            return _json({"error": "invalid_client"}, 401)
        match form.get("grant_type"):
            case "authorization_code":
                code = self._codes.pop(form.get("code", ""), None)
                digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
                shown = urlsafe_b64encode(digest).rstrip(b"=").decode()
                if code is None or (code.redirect_uri, code.challenge) != (form.get("redirect_uri"), shown):
                    return _json({"error": "invalid_grant"}, 400)
                return self._tokens(code.mailbox, fresh=True)
            case "refresh_token":
                used = form.get("refresh_token", "")
                if used not in self._refresh:
                    return _json({"error": "invalid_grant"}, 400)
                self.refreshed += 1
                mailbox = self._refresh.pop(used) if self.rotate else self._refresh[used]
                return self._tokens(mailbox, fresh=self.rotate)
            case _:
                return _json({"error": "unsupported_grant_type"}, 400)

    def _tokens(self, mailbox: str, *, fresh: bool) -> Response:
        access = secrets.token_urlsafe(32)
        self._access[access] = (mailbox, self.clock() + LIFETIME)
        shape = {"access_token": access, "expires_in": int(LIFETIME.total_seconds()), "token_type": "Bearer"}
        if fresh:
            shape["refresh_token"] = secrets.token_urlsafe(32)
            self._refresh[str(shape["refresh_token"])] = mailbox
        return _json(shape)


def _json(shape: object, status: int = 200) -> Response:
    return Response(json.dumps(shape), status, content_type="application/json")
