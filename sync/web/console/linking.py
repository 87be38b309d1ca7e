"""Linking a ledger from the console: off to the provider's sign-in, and back with what was granted.

The law kept here: what comes back counts only in the session that went off with that state, and once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from starlette.responses import Response
from starlette.routing import Route

from connectors.base import Grant
from connectors.errors import ConnectorError
from sync import linking
from sync.errors import DuesyncError
from sync.linking import Linking
from sync.secrets import SecretsError
from sync.store.ledgers import LinkedLedger
from sync.web.console.desk import HOME, Nowhere, Visit, at, url

_PENDING = "linking"  # in the session: the state that we sent off with
_KEPT_SECONDS = 900.0


@dataclass(slots=True)
class _Pending:
    under_way: Linking
    since: float
    grants: Sequence[Grant] = ()


@dataclass(slots=True)
class Links:
    """Answers `/ledgers/{ledger}/link` and `/linked`. What is under way is kept in this process alone."""

    _pending: dict[str, _Pending] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def routes(self) -> list[Route]:
        """For the console's router."""
        return [
            at("/ledgers/{ledger}/link", self.begin, "owner", ["POST"]),
            at("/linked", self.come_back, "owner"),
            at("/linked/choose", self.choose, "owner", ["POST"]),
        ]

    def begin(self, visit: Visit) -> Response:
        """Off to the provider, or linked at once where it has no sign-in."""
        name = visit.path("ledger")
        if name not in visit.office.config.ledgers or not visit.user.sees(name):
            raise Nowhere
        try:
            if not linking.signs_in(visit.office, name):
                return self._linked(visit, linking.link(visit.office, name))
            under_way = linking.begin(visit.office, name, _back_to(visit))
        except (ConnectorError, SecretsError, DuesyncError) as error:
            return _not_linked(visit, name, error)
        now = visit.office.clock.elapsed()
        with self._turn:
            old = [state for state, one in self._pending.items() if now - one.since > _KEPT_SECONDS]
            for state in old:
                del self._pending[state]
            self._pending[under_way.state] = _Pending(under_way, now)
        visit.request.session[_PENDING] = under_way.state
        # No redirect: browsers hold form-action against every address that a form leads on to, the
        # provider's own redirects too, and those nobody here knows.
        return visit.page("console/to_provider.html", name=name, address=under_way.address)

    def come_back(self, visit: Visit) -> Response:
        """From the provider: one company is linked, of several one is asked for."""
        pending = self._take(visit)
        if pending is None:
            visit.say("Not linked: this sign-in was not begun here, or is past. Begin it again.")
            return visit.see(url("ledgers"))
        name = pending.under_way.name
        try:
            grants = pending.under_way.granted(visit.request.url.query)
            if len(grants) > 1:
                pending.grants = grants
                with self._turn:
                    self._pending[pending.under_way.state] = pending
                visit.request.session[_PENDING] = pending.under_way.state
                return visit.page("console/choose_company.html", name=name, grants=grants)
            return self._linked(visit, pending.under_way.keep(grants[0]))
        except (ConnectorError, SecretsError, DuesyncError) as error:
            return _not_linked(visit, name, error)

    def choose(self, visit: Visit) -> Response:
        """Which of the companies granted it is."""
        pending = self._take(visit)
        grants = () if pending is None else pending.grants
        grant = next((each for each in grants if each.company_id == visit.sent("company")), None)
        if pending is None or grant is None:
            visit.say("Not linked: the sign-in is past. Begin it again.")
            return visit.see(url("ledgers"))
        try:
            return self._linked(visit, pending.under_way.keep(grant))
        except (ConnectorError, SecretsError, DuesyncError) as error:
            return _not_linked(visit, pending.under_way.name, error)

    def _take(self, visit: Visit) -> _Pending | None:
        state = visit.request.session.pop(_PENDING, "")
        with self._turn:
            return self._pending.pop(state, None)

    def _linked(self, visit: Visit, linked: LinkedLedger) -> Response:
        is_new = linked.released_at is None
        goes_on = "Nothing is sent before you approved the first list." if is_new else "It goes on as before."
        visit.say(f"{linked.name} is linked to {linked.organisation}. {goes_on}")
        return visit.see(url("ledgers", linked.name))


def _back_to(visit: Visit) -> str:
    public = visit.office.config.serve.public_url
    base = public or f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    return f"{base}{HOME}/linked"


def _not_linked(visit: Visit, name: str, error: Exception) -> Response:
    visit.say(f"{name} is not linked: {error}")
    return visit.see(url("ledgers"))
