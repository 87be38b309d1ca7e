"""Someone who calls the emulated Xero over HTTP, and a clock in their hands: shared by its tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from connectors.sandbox.server import Served
from connectors.sandbox.xero import Limits

START = datetime(2026, 11, 25, 15, tzinfo=UTC)
SCOPES = (
    "offline_access accounting.invoices accounting.payments accounting.contacts.read accounting.settings.read"
)
OPEN = 'Type=="ACCREC" AND Status=="AUTHORISED" AND AmountDue>0'
FREE = Limits(minute=10_000)


class Hands:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class Caller:
    """Someone who calls an emulated Xero over HTTP."""

    def __init__(self, served: Served) -> None:
        self.url = served.url
        self.session = requests.Session()
        self.session.headers.update({"Accept": "application/json", "User-Agent": "tests"})

    def consent(self, scopes: str = SCOPES, **more: str) -> requests.Response:
        asked = {
            "response_type": "code",
            "client_id": "us",
            "redirect_uri": "http://127.0.0.1/back",
            "scope": scopes,
            "state": "s t/ate",
        }
        return self.session.get(
            f"{self.url}/identity/connect/authorize",
            params=asked | more,
            allow_redirects=False,
            timeout=5,
        )

    def code(self, scopes: str = SCOPES) -> str:
        answer = self.consent(scopes, auto="1")
        assert answer.status_code == 302
        reply = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert reply["state"] == ["s t/ate"]
        return reply["code"][0]

    def token(self, **form: str) -> requests.Response:
        return self.session.post(f"{self.url}/connect/token", data=form, auth=("us", "secret"), timeout=5)

    def redeem(self, code: str) -> requests.Response:
        return self.token(grant_type="authorization_code", code=code, redirect_uri="http://127.0.0.1/back")

    def refresh(self, token: str) -> requests.Response:
        return self.token(grant_type="refresh_token", refresh_token=token)

    def sign_in(self, scopes: str = SCOPES) -> dict[str, Any]:
        tokens: dict[str, Any] = self.redeem(self.code(scopes)).json()
        self.session.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        linked = self.session.get(f"{self.url}/connections", timeout=5).json()
        self.session.headers["xero-tenant-id"] = linked[0]["tenantId"]
        return tokens

    def call(
        self, method: str, path: str, *, headers: Any = None, body: Any = None, **query: Any
    ) -> requests.Response:
        answer = self.session.request(
            method, f"{self.url}/api.xro/2.0/{path}", params=query, headers=headers, json=body, timeout=10
        )
        assert answer.headers["Xero-Correlation-Id"]
        return answer

    def get(self, path: str, *, headers: Any = None, **query: Any) -> dict[str, Any]:
        answer = self.call("GET", path, headers=headers, **query)
        assert answer.status_code == 200, answer.text
        shape: dict[str, Any] = json.loads(answer.text, parse_float=Decimal)
        return shape

    def errors(self, method: str, path: str, body: Any, **query: Any) -> list[str]:
        answer = self.call(method, path, body=body, **query)
        assert answer.status_code == 400
        assert answer.json()["Type"] == "ValidationException"
        return [error["Message"] for one in answer.json()["Elements"] for error in one["ValidationErrors"]]


def first_open(linked: Caller, currency: str = "GBP") -> dict[str, Any]:
    """The first open invoice in that currency on which nothing was paid."""
    found = linked.get("Invoices", where=OPEN, page=1)["Invoices"]
    return next(one for one in found if one["CurrencyCode"] == currency and not one["AmountPaid"])


def clearing(linked: Caller) -> dict[str, str]:
    return {
        "AccountID": linked.get("Accounts", where="EnablePaymentsToAccount==true")["Accounts"][0]["AccountID"]
    }
