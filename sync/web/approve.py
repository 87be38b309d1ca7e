"""`/approve/TOKEN`: the page of a client's owner, by the morning mail: yes to messages, customers left out.

The law kept here: only a POST changes anything, for scanners open every address; what it says yes to was on
the page as it stood, each message by its fingerprint; whatever changed since the mail is marked. A token
that is none of ours gets 404 and is told nothing more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from sync import commands, mornings
from sync.commands import ActError, Proposal
from sync.commands.proposed import the_proposal
from sync.commands.rewording import LETTERS, draft
from sync.commands.targets import Id
from sync.errors import DuesyncError
from sync.office import Office
from sync.secrets import SecretsError
from sync.store.ledgers import LinkedLedger
from sync.store.mornings import Morning
from sync.today import step_in_words, why_in_brief
from sync.web.guard import Addressed, Bounded
from sync.web.often import Often
from sync.web.pages import letter, page

_MOST_BYTES = 256 << 10
_MOST_OF_ONE, _MOST_WRONG = 30, 120  # requests a minute with one token, and with all that are none of ours
_NOTE = "the owner left them out, by the morning mail's page"
_CHOICES = ("approve", "exclude")
PAGES = (("/{token}", ("GET", "POST")), ("/{token}/{fingerprint}", ("GET",)))
"""What there is below /approve, with its methods."""


@dataclass(slots=True)
class Approvals:
    """Answers `/approve/{token}`. `often`: how often each key was asked with, "" for what is none of ours."""

    office: Office
    often: Often

    def mount(self) -> Mount:
        """Under the address by which the world reaches us, and no other."""
        answers = (self._answer, self._letter)
        app = Starlette(
            routes=[
                Route(path, answer, methods=[*methods])
                for (path, methods), answer in zip(PAGES, answers, strict=True)
            ]
        )
        public = self.office.config.serve.public_url
        return Mount("/approve", app=Addressed(Bounded(app, _MOST_BYTES), public))

    async def _answer(self, request: Request) -> Response:
        token = request.path_params["token"]
        morning = await run_in_threadpool(self._opened, token)
        if self._is_too_often("" if morning is None else morning.key):
            return PlainTextResponse("too many requests\n", 429, {"Retry-After": "60"})
        if morning is None:
            return PlainTextResponse("not found\n", 404)
        try:
            if request.method != "POST":
                return await run_in_threadpool(self._page, request, morning, [])
            async with request.form(max_files=0, max_fields=2000) as form:
                sent = [(str(name), str(value)) for name, value in form.multi_items()]
            return await run_in_threadpool(self._acted, request, morning, sent)
        except DuesyncError as error:  # the ledger is leaving, or new again after a restored backup
            return page(request, "approve.html", status=400, closed=str(error), firm=morning.ledger_name)

    async def _letter(self, request: Request) -> Response:
        """One of the letters, as its reader gets it."""
        morning = await run_in_threadpool(self._opened, request.path_params["token"])
        if self._is_too_often("" if morning is None else morning.key):
            return PlainTextResponse("too many requests\n", 429, {"Retry-After": "60"})
        shown = None
        if morning is not None and not mornings.why_closed(self.office, morning):
            shown = await run_in_threadpool(self._shown, morning, request.path_params["fingerprint"])
        return PlainTextResponse("not found\n", 404) if shown is None else letter(shown)

    def _shown(self, morning: Morning, fingerprint: str) -> str | None:
        try:
            office, ledger = self.office.at(morning.ledger_name)
            return draft(office, ledger, the_proposal(office, ledger, fingerprint)).letter.html
        except DuesyncError:  # it waits no more, or is no letter
            return None

    def _opened(self, token: str) -> Morning | None:
        try:
            return mornings.opened(self.office, token)
        except SecretsError:  # without the key no token is ours
            return None

    def _page(self, request: Request, morning: Morning, told: list[str], status: int = 200) -> Response:
        closed = mornings.why_closed(self.office, morning)
        if closed:
            return page(request, "approve.html", status=410, closed=closed, firm=morning.ledger_name)
        office, ledger = self.office.at(morning.ledger_name)
        named = {each.fingerprint for each in morning.listed}
        known = {(each.customer_id, each.currency) for each in morning.listed}
        rows = [
            {
                "one": one,
                "step": step_in_words(one.notify),
                "why": why_in_brief(one),
                "is_letter": one.notify.channel in LETTERS,
                "changed": one.notify.fingerprint not in named
                and (one.customer_id, one.notify.currency) in known,
                "new": (one.customer_id, one.notify.currency) not in known,
            }
            for one in commands.proposals(office, ledger)
        ]
        return page(
            request,
            "approve.html",
            status=status,
            closed="",
            firm=ledger.organisation,
            rows=rows,
            told=told,
            owner=morning.owner,
            here=request.url.path,
        )

    def _acted(self, request: Request, morning: Morning, sent: list[tuple[str, str]]) -> Response:
        if mornings.why_closed(self.office, morning):
            return self._page(request, morning, [])
        office, ledger = self.office.at(morning.ledger_name)
        office = dataclasses.replace(office, who=f"{morning.owner}, by the morning mail")
        chosen = {name.removeprefix("say-"): value for name, value in sent if name.startswith("say-")}
        if ("act", "all") in sent:
            seen = {value for name, value in sent if name == "seen"}
            chosen = dict.fromkeys(seen, "approve") | {mark: said for mark, said in chosen.items() if said}
        told = list(_done(office, ledger, chosen))
        return self._page(request, morning, told or ["Nothing was chosen."])

    def _is_too_often(self, key: str) -> bool:
        return self.often.is_too_often(key, _MOST_OF_ONE if key else _MOST_WRONG)


def _done(office: Office, ledger: LinkedLedger, chosen: dict[str, str]) -> Iterator[str]:
    """Record it, and tell it line by line."""
    waiting = {one.notify.fingerprint: one for one in commands.proposals(office, ledger)}
    wanted = {mark: said for mark, said in chosen.items() if said in _CHOICES}
    if gone := len(wanted.keys() - waiting.keys()):
        yield f"{gone} changed, or went, since you looked: look at the list again."
    excluded = _named(waiting, wanted, "exclude")
    for customer_id, name in sorted({(one.customer_id, one.customer) for one in excluded}):
        try:
            commands.hold(
                office,
                ledger,
                customer=Id(customer_id),
                invoice=None,
                until=None,
                note=_NOTE,
                excluded=True,
            )
        except ActError as error:
            yield f"{name}: {error}"
        else:
            yield f"{name} is left out: nothing is sent to them any more."
    left_out = {one.customer_id for one in excluded}
    approved = [one for one in _named(waiting, wanted, "approve") if one.customer_id not in left_out]
    if approved:
        commands.approve(office, ledger, approved, office.by, whole=False)
        yield f"You said yes to {len(approved)}: {'it goes' if len(approved) == 1 else 'they go'} today."


def _named(waiting: dict[str, Proposal], wanted: dict[str, str], said: str) -> list[Proposal]:
    return [waiting[mark] for mark, each in wanted.items() if each == said and mark in waiting]
