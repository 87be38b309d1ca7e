"""Users, whom owners manage; and everybody's own password and codes."""

from __future__ import annotations

import segno
from starlette.responses import Response
from starlette.routing import Route

from sync import users
from sync.store import users as kept
from sync.store.users import ROLES
from sync.users import Invitation, UserError
from sync.web.console.desk import HOME, Visit, at, url
from sync.web.console.own_sessions import places, this_session
from sync.web.pages import image

_TOTP = "totp"  # in the session: the secret that is being set up
_EVENTS = 50


def routes() -> list[Route]:
    """For the console's router."""
    return [
        at("/users", show, "owner"),
        at("/users", act, "owner", ["POST"]),
        at("/account", account, own=True),
        at("/account/password", password, methods=["POST"], own=True),
        at("/account/codes", codes, methods=["POST"], own=True),
        at("/account/codes.svg", squares, own=True),
    ]


def show(visit: Visit, trouble: str = "", invitation: Invitation | None = None) -> Response:
    """Every user, and what was done with them."""
    with visit.office.store.read() as connection:
        everybody, told = kept.every(connection), kept.told(connection, _EVENTS)
    return visit.page(
        "console/users.html",
        status=400 if trouble else 200,
        everybody=everybody,
        told=told,
        roles=ROLES,
        every_ledger=sorted(visit.office.config.ledgers),
        trouble=trouble,
        invitation=None if invitation is None else _address(visit, invitation),
        invited=invitation,
    )


def act(visit: Visit) -> Response:
    """Invite, change or end one."""
    email, what = visit.sent("email"), visit.sent("act")
    chosen = None if visit.sent("every") else visit.all_sent("ledgers")
    try:
        if what == "add":
            return show(
                visit,
                invitation=users.add(
                    visit.office, email, visit.sent("name"), users.role_named(visit.sent("role")), chosen
                ),
            )
        if what == "invite":
            return show(visit, invitation=users.invite(visit.office, email))
        if what == "change":
            users.change(visit.office, email, users.role_named(visit.sent("role")), chosen)
            visit.say(f"{email} is signed out, and may from now on what you said.")
        elif what == "end":
            users.end(visit.office, email)
            visit.say(f"{email} may not come in any more.")
        elif what == "no-codes":
            users.end_totp(visit.office, email)
            visit.say(f"{email} signs in by the password alone.")
    except UserError as error:
        return show(visit, trouble=str(error))
    return visit.see(url("users"))


def _address(visit: Visit, invitation: Invitation) -> str:
    base = visit.office.config.serve.public_url or f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    return f"{base}{HOME}/welcome/{invitation.word}"


def account(visit: Visit, trouble: str = "") -> Response:
    """One's own."""
    return visit.page(
        "console/account.html",
        status=400 if trouble else 200,
        trouble=trouble,
        secret=visit.request.session.get(_TOTP),
        required=visit.office.config.serve.second_factor,
        places=places(visit),
    )


def password(visit: Visit) -> Response:
    """Another password, for who knows the present one."""
    if visit.sent("new") != visit.sent("again"):
        return account(visit, trouble="the two new passwords are not the same")
    try:
        old, new = str(visit.form.get("old", "")), str(visit.form.get("new", ""))
        users.change_password(visit.office, visit.user, old, new, this_session(visit))
    except UserError as error:
        return account(visit, trouble=str(error))
    visit.say("Your password is changed, and you are signed out everywhere else.")
    return visit.see(url("account"))


def codes(visit: Visit) -> Response:
    """Begin to set codes up, confirm the first one, or end them."""
    secret, what = visit.request.session.get(_TOTP), visit.sent("act")
    try:
        if what == "begin":
            visit.request.session[_TOTP] = users.new_totp()
        elif what == "confirm" and secret:
            users.set_totp(visit.office, visit.user, secret, visit.sent("code"), this_session(visit))
            del visit.request.session[_TOTP]
            visit.say("From now on you sign in by password and code.")
        elif what == "end" and visit.office.config.serve.second_factor:
            return account(visit, trouble="this console asks everybody for a code: [serve] second_factor")
        elif what == "end":
            users.check_password(visit.office, visit.user, str(visit.form.get("password", "")))
            users.end_totp(visit.office, visit.user.email)
            visit.say("You sign in by the password alone from now on.")
    except UserError as error:
        return account(visit, trouble=str(error))
    return visit.see(url("account"))


def squares(visit: Visit) -> Response:
    """The secret that is being set up, for an app to photograph."""
    secret = visit.request.session.get(_TOTP)
    if not secret:
        return Response(status_code=404)
    made = segno.make(users.totp_address(visit.user, secret), error="m")
    return image(
        made.svg_inline(scale=5, border=3, light="#fff").replace(
            "<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1
        )
    )
