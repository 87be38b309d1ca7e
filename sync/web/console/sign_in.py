"""Signing in and out, and taking up an invitation: the pages of who is not signed in yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starsessions import get_session_handler, regenerate_session_id

from sync import users
from sync.office import Office
from sync.users import CodeNeeded, UserError
from sync.web.console.desk import HOME
from sync.web.console.sessions import BROWSER, USER, browser_in
from sync.web.pages import page

_AT_ONCE = 4  # each look at a password takes 64 MiB and a core


class Doors:
    """Answers `/sign-in`, `/sign-out` and `/welcome/{word}`."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._looking = asyncio.Semaphore(_AT_ONCE)

    def routes(self) -> list[Route]:
        """For the console's router."""
        return [
            Route("/sign-in", self.sign_in, methods=["GET", "POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/welcome/{word}", self.welcome, methods=["GET", "POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        """By password, and by code where one is asked for."""
        to = request.query_params.get("to", HOME)
        if request.method != "POST":
            return _door(request, "", "", code_needed=False)
        async with request.form(max_files=0, max_fields=20) as form:
            typed = {name: str(form.get(name, "")) for name in ("email", "password", "code")}
        try:
            user = await self._try(
                users.sign_in, self._office, typed["email"], typed["password"], typed["code"] or None
            )
        except CodeNeeded as needed:
            return _door(request, typed["email"], f"Nearly: {needed}.", code_needed=True)
        except UserError as refused:
            told = f"Not signed in: {refused}."
            return _door(request, typed["email"], told, code_needed=bool(typed["code"]))
        await _begin(request, user.id)
        return RedirectResponse(to if _is_ours(to) else HOME, status_code=303)

    async def sign_out(self, request: Request) -> Response:
        """End the session."""
        request.session.clear()
        return RedirectResponse(f"{HOME}/sign-in", status_code=303)

    async def welcome(self, request: Request) -> Response:
        """Set a password by an invitation."""
        word = request.path_params["word"]
        user = await run_in_threadpool(users.invited, self._office, word)
        if user is None:
            return page(request, "console/welcome.html", status=404, user=None, trouble="")
        if request.method != "POST":
            return page(request, "console/welcome.html", user=user, trouble="")
        async with request.form(max_files=0, max_fields=20) as form:
            first, again = str(form.get("password", "")), str(form.get("again", ""))
        if first != again:
            told = "Not set: the two passwords are not the same."
            return page(request, "console/welcome.html", status=400, user=user, trouble=told)
        try:
            user = await self._try(users.accept, self._office, word, first)
        except UserError as refused:
            return page(
                request, "console/welcome.html", status=400, user=user, trouble=f"Not set: {refused}."
            )
        if user.has_totp:
            return RedirectResponse(f"{HOME}/sign-in", status_code=303)
        await _begin(request, user.id)
        return RedirectResponse(HOME, status_code=303)

    async def _try(self, look: Callable[..., Any], *given: object) -> Any:
        async with self._looking:
            return await run_in_threadpool(look, *given)


def _door(request: Request, email: str, trouble: str, *, code_needed: bool) -> Response:
    return page(
        request,
        "console/sign_in.html",
        status=401 if trouble else 200,
        email=email,
        to=request.query_params.get("to", HOME),
        trouble=trouble,
        code_needed=code_needed,
    )


async def _begin(request: Request, user_id: int) -> None:
    """A session of that user, under a word that nobody knew before."""
    await get_session_handler(request).destroy()
    regenerate_session_id(request)
    request.session.clear()
    request.session[USER] = user_id
    request.session[BROWSER] = browser_in(request.headers.get("user-agent", ""))


def _is_ours(to: str) -> bool:
    """Whether that leads to a page of the console: to no other host, and not up out of it."""
    path = to.partition("?")[0].lower().replace("%2e", ".")
    return to == HOME or (
        to.startswith(f"{HOME}/")
        and not any(sign in to for sign in ("\\", "\n", "\r", "\t", "//"))
        and ".." not in path.split("/")
    )
