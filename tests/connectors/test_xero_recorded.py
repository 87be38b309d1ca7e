"""Recorded answers of the real Xero, replayed at the connector over real HTTP: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import yaml

from connectors.sandbox.server import serve
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from tests.connectors.xero_desk import Budget, Kept, connection_to

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "xero"
TENANT = "a46fcb6f-2773-40c4-a119-8aa08bca1e8e"
NOT_REPLAYED = {"content-length", "connection", "set-cookie"}

pytestmark = pytest.mark.skipif(not RECORDED.exists(), reason="shared/recorded is not here")


class Tape:
    """Answers each address as the recordings did; what was not recorded is a 404."""

    def __init__(self) -> None:
        tapes = [yaml.safe_load(path.read_text()) for path in sorted(RECORDED.glob("*.yaml"))]
        self.answers: dict[str, Any] = {
            urlsplit(each["request"]["uri"]).path.lower(): each["response"]
            for tape in tapes
            for each in tape["interactions"]
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one call."""
        answer = self.answers.get(environ["PATH_INFO"].lower())
        if answer is None:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"not recorded"]
        headers = [
            (name, values[0])
            for name, values in answer["headers"].items()
            if name.lower() not in NOT_REPLAYED
        ]
        start_response(f"{answer['status']['code']} {answer['status']['message']}", headers)
        return [answer["body"]["string"].encode()]


@pytest.fixture
def url() -> Iterator[str]:
    with serve(Tape()) as served:
        yield served.url


def test_the_recorded_sign_in_gives_the_organisation_it_gave(url: str) -> None:
    sign_in = XeroSignIn(connection_to(url, None))
    (grant,) = sign_in.exchange({"state": "s", "code": "c"}, "s")
    assert (grant.company_id, grant.company_name) == (TENANT, None)
    assert grant.tokens.refresh_token == "xero-refresh-token"
    assert "offline_access" in grant.tokens.scope
    assert grant.tokens.refresh_expires_at == grant.tokens.expires_at - timedelta(minutes=30) + timedelta(
        days=60
    )


def test_the_recorded_organisation_is_read(url: str) -> None:
    sign_in = XeroSignIn(connection_to(url, None))
    (grant,) = sign_in.exchange({"state": "s", "code": "c"}, "s")
    ledger = XeroLedger(connection_to(url, TENANT), Kept(grant.tokens), Budget())
    who = ledger.organisation()
    ledger.close()
    assert (who.id, who.name, who.home_currency) == (TENANT, "Demo Company (NZ)", "NZD")
    assert (who.country, who.timezone, who.demo) == ("NZ", "Pacific/Auckland", True)
    assert who.own_reminders is None
