"""What every page of the console is made with: who is there, what they may, what they sent.

The law kept here: nobody sees a page without signing in, or a ledger that is not theirs (it is 404 to them,
as if there were none), and of another firm nothing at all; only a POST changes anything, and a viewer's never
does. Whatever is done is recorded as done by that user.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.errors import DuesyncError
from sync.office import Office
from sync.store import ledgers, users
from sync.store.ledgers import LinkedLedger
from sync.store.users import Role, User
from sync.web import pages
from sync.web.console.sessions import SAID, USER

HOME = "/console"
SIGN_IN, ACCOUNT = f"{HOME}/sign-in", f"{HOME}/account"
_MOST_FIELDS, _MOST_FILES = 5000, 20


class Nowhere(HTTPException):
    """What the path names is not there, or not theirs."""

    def __init__(self) -> None:
        super().__init__(404)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a user who is signed in. `office`: everything open, in that user's name.

    `form`: what was sent with a POST, its files included; empty for a GET.
    """

    office: Office
    request: Request
    user: User
    form: FormData

    @property
    def by(self) -> str:
        """Who it is, for the record."""
        return self.user.email

    def path(self, name: str) -> str:
        """That part of the address."""
        return str(self.request.path_params[name])

    def asked(self, name: str, default: str = "") -> str:
        """What the address asks for after its `?`, by name."""
        return str(self.request.query_params.get(name, default)).strip()

    def sent(self, name: str, default: str = "") -> str:
        """A field of the form, without space around it; files are in `form`."""
        value = self.form.get(name, default)
        return value.strip() if isinstance(value, str) else default

    def all_sent(self, name: str) -> list[str]:
        """Every value of a field that may come several times."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def ledgers(self) -> list[LinkedLedger]:
        """All that are linked and this user may see, by name."""
        with self.office.store.read() as connection:
            return [each for each in ledgers.every(connection) if self.user.sees(each.name)]

    def ledger(self, name: str | None = None) -> LinkedLedger:
        """That one, or the path's; raises `Nowhere`."""
        wanted = self.path("ledger") if name is None else name
        if not self.user.sees(wanted):
            raise Nowhere
        with self.office.store.read() as connection:
            found = ledgers.find(connection, wanted)
        if found is None:
            raise Nowhere
        return found

    def may(self, role: Role) -> bool:
        """Whether this user may do what that role may."""
        return self.user.may(role)

    def page(
        self, template: str, *, status: int = 200, forms_to: Sequence[str] = (), **values: object
    ) -> Response:
        """A template of the console."""
        said = self.request.session.pop(SAID, [])
        return pages.page(
            self.request,
            template,
            status=status,
            forms_to=forms_to,
            visit=self,
            user=self.user,
            said=said,
            **values,
        )

    def say(self, text: str) -> None:
        """Shown on top of the next page."""
        self.request.session[SAID] = [*self.request.session.get(SAID, []), text]

    def see(self, url: str) -> Response:
        """Go on to that page of ours, which reloads without harm."""
        return RedirectResponse(url, status_code=303)


Handler = Callable[[Visit], Response]


def url(*parts: str) -> str:
    """An address of the console: `url("ledgers", name, "customers", customer)`."""
    return "/".join((HOME, *(quote(part, safe="") for part in parts)))


def at(
    path: str,
    handler: Handler,
    role: Role = "viewer",
    methods: Sequence[str] = ("GET",),
    *,
    own: bool = False,
) -> Route:
    """`handler` at `path` (below the console's own), for users of that role and above.

    A POST takes a bookkeeper at least, unless it is about somebody's `own` sign-in: that is everybody's, also
    of those who have yet to set codes up where codes are required. The handler is an ordinary function and
    runs in a thread.
    """

    def looked(request: Request) -> Response:
        came = _let_in(request, own=own)
        if isinstance(came, Response):
            return came
        return _answered(handler, Visit(*came, FormData()), role)

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return await run_in_threadpool(looked, request)
        came = await run_in_threadpool(_let_in, request, own=own)
        if isinstance(came, Response):
            return came
        needed: Role = "bookkeeper" if role == "viewer" and not own else role
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
            return await run_in_threadpool(_answered, handler, Visit(*came, form), needed)

    return Route(path, answer, methods=[*methods])


def _let_in(request: Request, *, own: bool) -> tuple[Office, Request, User] | Response:
    """Who is there and what is open to them; else where they go first."""
    office: Office = request.app.state.office
    user = _user(office, request.session.get(USER))
    if user is None:
        return RedirectResponse(_to_sign_in(request), status_code=303)
    if office.config.serve.second_factor and not user.has_totp and not own:
        return RedirectResponse(ACCOUNT, status_code=303)
    return _in_name_of(office, user, request.path_params.get("ledger")), request, user


def _in_name_of(office: Office, user: User, ledger: str | None) -> Office:
    """What is open to that user; where a page is about one ledger, so that it is looked at cheaply."""
    mine = dataclasses.replace(office.of_firm(user.firm_id), who=user.email)
    if ledger is None:
        return mine
    with mine.store.read() as connection:
        found = ledgers.find(connection, ledger)
    return mine if found is None else mine.of_ledger(found)


def _user(office: Office, number: Any) -> User | None:
    if not isinstance(number, int):
        return None
    with office.store.read() as connection:
        found = users.find(connection, user_id=number)
    return None if found is None or found.ended_at is not None else found


def _to_sign_in(request: Request) -> str:
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return SIGN_IN if request.method != "GET" or asked == HOME else f"{SIGN_IN}?to={quote(asked, safe='/')}"


def _answered(handler: Handler, visit: Visit, needed: Role) -> Response:
    if not visit.may(needed):
        words = f"This takes the role {needed}; yours is {visit.user.role}."
        return visit.page("console/refused.html", status=403, words=words)
    try:
        return handler(visit)
    except DuesyncError as error:
        return visit.page("console/refused.html", status=400, words=str(error))
