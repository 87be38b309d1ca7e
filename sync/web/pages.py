"""Pages: templates filled in, and the headers that every page goes out with.

The law kept here: a page runs no script and takes no style but files of our own, is framed by nobody, and is
kept in no cache; whatever stands in a template is escaped.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dunning.ledger import Money

_STATIC = resources.files("sync.web").joinpath("static")
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_YEAR = "public, max-age=31536000, immutable"  # the address changes with the file


def _policy(forms_to: Sequence[str]) -> str:
    forms = " ".join(("'self'", *forms_to))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self'; frame-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
    )


_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
_SHOWN_LETTER = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'"
)


def headers(forms_to: Sequence[str] = ()) -> dict[str, str]:
    """What a page goes out with. `forms_to`: origins that a form may lead on to, beside ours."""
    return {"Content-Security-Policy": _policy(forms_to), **_HEADERS}


@cache
def environment() -> jinja2.Environment:
    """The templates of `sync/web/templates`."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("sync.web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"money": money, "day": day, "moment": moment, "counted": counted}
    made.globals["static"] = static
    return made


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    forms_to: Sequence[str] = (),
    **values: object,
) -> HTMLResponse:
    """A template of ours filled in."""
    token = request.scope.get("csrftoken")
    written = (
        environment()
        .get_template(template)
        .render(
            request=request,
            path=request.url.path,
            csrf=(lambda: _field(token())) if token else (lambda: ""),
            **values,
        )
    )
    return HTMLResponse(written, status_code=status, headers=headers(forms_to))


def letter(html: str) -> HTMLResponse:
    """A letter as its reader gets it, for a frame within a page: it runs nothing and loads nothing."""
    return HTMLResponse(html, headers={**_HEADERS, "Content-Security-Policy": _SHOWN_LETTER})


def image(svg: bytes | str) -> Response:
    """A drawing made here, for an `<img>`; its own style is all that it may use."""
    guarded = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(svg, media_type="image/svg+xml", headers={**_HEADERS, "Content-Security-Policy": guarded})


def _field(token: str) -> Markup:
    return Markup('<input type="hidden" name="csrftoken" value="{}">').format(token)


def money(amount: Decimal | Money, currency: str = "") -> str:
    """An amount with its currency, "1,234.50 EUR", or without it; a dash for nothing."""
    if isinstance(amount, Money):
        return money(amount.amount, amount.currency)
    return f"{amount:,} {currency}".rstrip() if amount else "\N{EN DASH}"


def day(on: date | None) -> str:
    """A date that nobody takes for another: "29 Nov 2026"; "" for none."""
    return "" if on is None else f"{on.day} {on:%b %Y}"


def moment(at: datetime | None, zone: str | tzinfo = "UTC") -> str:
    """An instant on the clocks of that zone: "29 Nov 2026, 14:05"; "" for none."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    return f"{day(there.date())}, {there:%H:%M}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """The number with its noun: "1 message", "2 messages"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


@cache
def _static(name: str) -> tuple[bytes, str, str]:
    """Bytes, type, and the mark of the file. Raises `FileNotFoundError`."""
    body = _STATIC.joinpath(name).read_bytes()
    kind = (
        _TYPES.get(f".{name.rpartition('.')[2]}")
        or mimetypes.guess_type(name)[0]
        or "application/octet-stream"
    )
    return body, kind, hashlib.sha256(body).hexdigest()[:12]


def static(name: str) -> str:
    """The address of a file of ours, which changes with what is in it."""
    return f"/static/{name}?{_static(name)[2]}"


async def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        body, kind, _ = _static(name if "/" not in name and not name.startswith(".") else "")
    except OSError:
        raise HTTPException(404) from None
    return Response(
        body, media_type=kind, headers={"Cache-Control": _YEAR, "X-Content-Type-Options": "nosniff"}
    )


STATIC = Route("/static/{name}", _answer)
