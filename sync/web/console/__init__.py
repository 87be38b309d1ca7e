"""The console: pages for bookkeepers, each behind a sign-in."""

from __future__ import annotations

from asgi_csrf import asgi_csrf  # type: ignore[import-untyped]  # it has no types
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starsessions import SessionAutoloadMiddleware, SessionMiddleware

from sync.office import Office
from sync.web.console import (
    customer,
    customers,
    invoice,
    ledgers,
    letters,
    old_debt,
    own_sessions,
    people,
    policy,
    stating,
    today,
    tools,
)
from sync.web.console.desk import HOME, SIGN_IN
from sync.web.console.linking import Links
from sync.web.console.reports import Reports
from sync.web.console.running import Runs
from sync.web.console.sessions import LIFETIME, StoredSessions
from sync.web.console.sign_in import Doors
from sync.web.guard import Addressed, Bounded, is_https
from sync.web.pages import page
from sync.web.with_files import TokenFirst, WithFiles

_MOST_BYTES = 32 << 20  # of a form with files
_CSRF = "tokens of forms"  # what the key seals for it


def routes(office: Office, runs: Runs) -> list[Route]:
    """Every page, as below `/console`."""
    return [
        *Doors(office).routes(),
        *ledgers.routes(),
        *stating.routes(),
        *runs.routes(),
        *Links().routes(),
        *people.routes(),
        *tools.routes(),
        *own_sessions.routes(),
        *today.routes(),
        *Reports().routes(),
        *policy.routes(),
        *letters.routes(),
        *old_debt.routes(),
        *customers.routes(),
        *customer.routes(),
        *invoice.routes(),
    ]


def console(office: Office, runs: Runs) -> Mount:
    """Everything below `/console`. `runs`: those that are begun there. Raises `SecretsError`."""
    app = Starlette(routes=routes(office, runs), exception_handlers={404: _nowhere})
    app.state.office = office
    public = office.config.serve.public_url
    secure = is_https(public)
    prefix = "__Host-" if secure else ""
    guarded = SessionMiddleware(
        SessionAutoloadMiddleware(app),
        StoredSessions(office.store),
        lifetime=LIFETIME,
        cookie_name=f"{prefix}duesync",
        cookie_same_site="lax",
        cookie_https_only=secure,
        cookie_path="/",
    )
    checked = asgi_csrf(
        WithFiles(guarded),
        cookie_name=f"{prefix}duesync-form",
        signing_secret=office.vault().seals(_CSRF, office.store.instance_id())[0],
        always_protect={SIGN_IN},
        always_set_cookie=True,
        cookie_path="/",
        cookie_secure=secure,
        cookie_samesite="Strict",
    )
    return Mount(HOME, app=Addressed(Bounded(TokenFirst(checked), _MOST_BYTES), public))


async def _nowhere(request: Request, _error: Exception) -> Response:
    return page(request, "console/nowhere.html", status=404)
