"""Status for other tools: an API with tokens, its document and page, a calendar, a status card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from sync.office import Office
from sync.web.api.calendar import Calendars
from sync.web.api.call import Operation
from sync.web.api.card import Cards
from sync.web.api.document import document_answer
from sync.web.api.operations import OPERATIONS, PREFIX
from sync.web.api.page import page
from sync.web.api.serving import Api, unknown
from sync.web.api.showing import Doorkeeper
from sync.web.often import Often


class _Whole(Convertor[str]):
    """All the rest of an address, line breaks too, which Starlette's own `path` leaves out."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("whole", _Whole())
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
_LAST = ("invoice", "customer")  # what is named last in an address may hold slashes: numbers do


def routes(office: Office, elapsed: Callable[[], float]) -> list[Route]:
    """All of them. `elapsed`: monotonic seconds."""
    door = Doorkeeper(office, Often(elapsed))
    api, calendars, cards = Api(office, door), Calendars(office, door), Cards(office, door)
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for one in OPERATIONS:
        by_path[one.path][one.method] = one
    return [
        *(
            Route(PREFIX + _route(path), api.endpoint(found), methods=_METHODS)
            for path, found in by_path.items()
        ),
        Route("/api", page),
        Route("/api/openapi.json", document_answer),
        Route("/calendar/{token}.ics", calendars.answer),
        Route("/card/{token}.svg", cards.badge),
        Route("/card/{token}", cards.card),
        Route("/api/{path:whole}", unknown, methods=_METHODS),
    ]


def _route(path: str) -> str:
    for name in _LAST:
        path = path.replace(f"{{{name}}}", f"{{{name}:whole}}")
    return path
