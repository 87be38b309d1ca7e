"""The policy of a ledger: its procedure as a picture, edited in the page, tried out, and its versions.

The law kept here: a draft lives in the form alone until it is kept; checking it, previewing it and trying it
on the past change nothing.
"""

from __future__ import annotations

import base64
import binascii
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
import tomli_w
from starlette.responses import Response
from starlette.routing import Route

from dunning.policy import LETTERS, TONES, Policy, Whom
from sync.commands import policy as acts
from sync.commands.targets import ActError, today_of
from sync.documents.procedure_chart import MOST_STEPS, Step, draw, in_words, name_of, steps_of
from sync.errors import DuesyncError
from sync.policies import InForce, PolicyRefused, laid_over
from sync.policy_file import PAGE
from sync.rehearsal.backtest import Backtest
from sync.store.ledgers import LinkedLedger
from sync.store.policies import Version
from sync.trying import Preview, TooLong, preview, try_on_the_past
from sync.web import pages
from sync.web.console import past_chart
from sync.web.console.desk import Nowhere, Visit, at, url
from sync.web.console.policy_fields import FIELDS, GROUPS, OWNERS, WAYS, id_of
from sync.web.console.policy_form import Draft, origins_of, read_form, rows_of, values_of

_SECONDS = 15.0  # that somebody waits for the past
_PAST_DAYS = 90
_MOST_VERSIONS = 50
_MOST_DAYS = 36500  # of a step that is drawn
_ONLY_OWNERS = "only an owner may change this: it decides which rules of law hold"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a draft. `chart`: where the past is drawn.

    `refused`: why it could not be; `whole`: the draft, for a command.
    """

    preview: Preview | None = None
    past: Backtest | None = None
    chart: str = ""
    refused: str = ""
    whole: str = ""


_NOT_TRIED = Tried()


def routes() -> list[Route]:
    """For the console's router."""
    page = "/ledgers/{ledger}/policy"
    return [
        at(page, show),
        at(page, keep, methods=["POST"]),
        at(f"{page}/check", check, methods=["POST"]),
        at(f"{page}/preview", look_ahead, methods=["POST"]),
        at(f"{page}/past", look_back, methods=["POST"]),
        at(f"{page}/back", go_back, methods=["POST"]),
        at(f"{page}/procedure.svg", picture),
        *past_chart.routes(),
    ]


def show(visit: Visit) -> Response:
    """The policy in force, in its form."""
    ledger = visit.ledger()
    counts, misfit = _counts(visit, ledger)
    values = values_of(counts.policy, counts.page)
    return _page(visit, ledger, counts, Draft(values, "", {}, {}), told=misfit)


def _counts(visit: Visit, ledger: LinkedLedger) -> tuple[InForce, str]:
    """What counts; where that no longer fits the file, the file alone, and what is wrong."""
    try:
        return visit.office.in_force(ledger.name), ""
    except PolicyRefused as refused:
        settings = visit.office.config.ledger(ledger.name)
        versions = acts.history(visit.office, ledger)
        return InForce(settings.policy, versions[0].number, {}, {}), str(refused)


def _drafted(visit: Visit, ledger: LinkedLedger, counts: InForce) -> tuple[Draft, InForce | None]:
    """What was typed, and what it would come to; `None` with its problems where it may not be."""
    settings = visit.office.config.ledger(ledger.name)
    kept = values_of(counts.policy, counts.page)
    draft = read_form(visit.all_sent, settings, kept, counts.words)
    if draft.problems:
        return draft, None
    try:
        found = laid_over(settings, draft.text)
    except PolicyRefused as refused:
        return draft.refused(refused), None
    owners = acts.owners_alone(counts.policy, found.policy)
    if owners and not visit.may("owner"):
        return draft.refused(PolicyRefused(tuple((key, _ONLY_OWNERS) for key in _changed(draft, kept)))), None
    return draft, found


def _changed(draft: Draft, kept: dict[str, str]) -> Sequence[str]:
    """Which of the owner's fields were; none where it stands in the TOML."""
    return [key for key in sorted(OWNERS) if draft.values[key] != kept[key]] or ["law"]


def keep(visit: Visit) -> Response:
    """Put the draft in force."""
    ledger = visit.ledger()
    counts, _ = _counts(visit, ledger)
    draft, found = _drafted(visit, ledger, counts)
    if found is None:
        return _page(visit, ledger, counts, draft, status=400)
    try:
        made = acts.write(
            visit.office, ledger, draft.text, visit.by, visit.sent("note"), over=sent_number(visit, "over")
        )
    except PolicyRefused as refused:
        return _page(visit, ledger, counts, draft.refused(refused), status=400)
    except ActError as error:
        return _page(visit, ledger, counts, draft, told=str(error), status=400)
    visit.say(f"Version {made.number} is in force; the next run decides anew what it touches.")
    return visit.see(url("ledgers", ledger.name, "policy"))


def sent_number(visit: Visit, name: str) -> int:
    """A number that the form holds; 0 where it is none."""
    number = visit.sent(name)
    return int(number) if number.isdecimal() else 0


def check(visit: Visit) -> Response:
    """What is wrong with the draft, beside its fields; with scripts only that part of the page."""
    ledger = visit.ledger()
    counts, _ = _counts(visit, ledger)
    draft, found = _drafted(visit, ledger, counts)
    if visit.request.headers.get("HX-Request") != "true":
        return _page(visit, ledger, counts, draft)
    settings = visit.office.config.ledger(ledger.name)
    shown = {
        name: draft.problems.get(name, "")
        for name in (*FIELDS, "levels", "rest", *(key for key in draft.values if key.startswith("levels.")))
    }
    return visit.page(
        "console/policy_check.html",
        shown=shown,
        origins=origins_of(settings, draft.values),
        id_of=id_of,
        problems=draft.problems,
        changed=found is not None and found.policy != counts.policy,
        picture=None if found is None else _picture_of(found.policy, ledger),
        steps=() if found is None else _told(found.policy),
    )


def look_ahead(visit: Visit) -> Response:
    """The coming fortnight under the draft, beside the policy in force."""
    ledger = visit.ledger()
    counts, _ = _counts(visit, ledger)
    draft, found = _drafted(visit, ledger, counts)
    if found is None:
        return _page(visit, ledger, counts, draft)
    try:
        ahead = preview(visit.office, ledger, found.policy, _SECONDS)
    except TooLong as error:
        return _page(visit, ledger, counts, draft, tried=Tried(refused=str(error)))
    return _page(visit, ledger, counts, draft, tried=Tried(ahead))


def look_back(visit: Visit) -> Response:
    """The past under the draft, where it is short enough to be tried at once."""
    ledger = visit.ledger()
    counts, _ = _counts(visit, ledger)
    draft, found = _drafted(visit, ledger, counts)
    if found is None:
        return _page(visit, ledger, counts, draft)
    try:
        since = date.fromisoformat(visit.sent("since"))
    except ValueError:
        return _page(visit, ledger, counts, draft, tried=Tried(refused="Say since when: a date."))
    try:
        past = try_on_the_past(visit.office, ledger, found.policy, since, _SECONDS)
    except DuesyncError as error:
        file = visit.office.config.ledger(ledger.name).policy_file
        whole = tomli_w.dumps(file.whole(found.page)) if isinstance(error, TooLong) else ""
        return _page(visit, ledger, counts, draft, tried=Tried(refused=str(error), whole=whole))
    return _page(visit, ledger, counts, draft, tried=Tried(past=past, chart=_drawn(past, ledger)))


def _drawn(past: Backtest, ledger: LinkedLedger) -> str:
    return past_chart.address_of(past_chart.bars_of(past), ledger)


def go_back(visit: Visit) -> Response:
    """An earlier version again, or the file alone."""
    ledger = visit.ledger()
    number = sent_number(visit, "version")
    if not visit.may("owner"):
        _refuse_law(visit, ledger, number)
    made = acts.go_back(visit.office, ledger, number, visit.by, visit.sent("note"))
    what = f"as version {number} was" if number else "config.toml alone"
    visit.say(f"Version {made.number} is in force: {what}; the next run decides anew what it touches.")
    return visit.see(url("ledgers", ledger.name, "policy"))


def _refuse_law(visit: Visit, ledger: LinkedLedger, number: int) -> None:
    """A bookkeeper does not change by going back what only an owner may."""
    text = "" if number == 0 else acts.version(visit.office, ledger, number).text
    then = laid_over(visit.office.config.ledger(ledger.name), text).policy
    if acts.owners_alone(_counts(visit, ledger)[0].policy, then):
        msg = f"version {number} has another law: {_ONLY_OWNERS}"
        raise ActError(msg)


def picture(visit: Visit) -> Response:
    """The procedure, drawn: of the policy in force, or of the steps that the address holds."""
    written = visit.asked("steps")
    if not written:
        return pages.image(draw(steps_of(_counts(visit, visit.ledger())[0].policy)))
    visit.ledger()
    try:
        steps = msgspec.json.decode(base64.urlsafe_b64decode(written), type=list[Step])
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        raise Nowhere from None
    if any(not one.ways or max(abs(one.days), one.every_days, one.times) > _MOST_DAYS for one in steps):
        raise Nowhere
    return pages.image(draw(steps[:MOST_STEPS]))


def _picture_of(policy: Policy, ledger: LinkedLedger) -> str:
    written = base64.urlsafe_b64encode(msgspec.json.encode(steps_of(policy)[:MOST_STEPS])).decode()
    return f"{url('ledgers', ledger.name, 'policy', 'procedure.svg')}?steps={written}"


def _told(policy: Policy) -> list[tuple[str, str]]:
    return [(name_of(step), in_words(step)) for step in steps_of(policy)]


def _whom(whom: Whom) -> str:
    """For whom a procedure is, in words: "countries DE, AT; balance from 1000"."""
    told = [(name.replace("_", " "), getattr(whom, name)) for name in Whom.__struct_fields__]
    return "; ".join(
        f"{name} {', '.join(value) if isinstance(value, tuple) else value}"
        for name, value in told
        if value not in ((), None)
    )


def _page(
    visit: Visit,
    ledger: LinkedLedger,
    counts: InForce,
    draft: Draft,
    *,
    told: str = "",
    tried: Tried = _NOT_TRIED,
    status: int = 200,
) -> Response:
    settings = visit.office.config.ledger(ledger.name)
    versions = acts.history(visit.office, ledger)
    origins = origins_of(settings, draft.values)
    shown = counts.policy
    if draft.text and not draft.problems:
        shown = laid_over(settings, draft.text).policy
    return visit.page(
        "console/policy.html",
        status=status,
        ledger=ledger,
        counts=counts,
        groups=GROUPS,
        values=draft.values,
        problems=draft.problems,
        origins=origins,
        rows=rows_of(draft.values),
        ways=WAYS,
        tones=[(one, one) for one in TONES],
        letters=[("", "that of its tone"), *((one, one.replace("_", " ")) for one in LETTERS)],
        own_keys=[key for key, origin in origins.items() if origin == PAGE],
        id_of=id_of,
        picture=_picture_of(shown, ledger),
        steps=_told(shown),
        told=told,
        tried=tried,
        is_draft=bool(draft.text),
        note=visit.sent("note"),
        over=visit.sent("over") or counts.number or 0,
        since=visit.sent("since") or str(today_of(visit.office, ledger) - timedelta(days=_PAST_DAYS)),
        versions=_with_differences(versions[:_MOST_VERSIONS], versions),
        others=[(one.name, _whom(one.whom), _told(one.policy)) for one in shown.procedures],
    )


def _with_differences(shown: list[Version], every: list[Version]) -> list[tuple[Version, list[str]]]:
    """Each with the lines by which it differs from the one before it."""
    before = {one.number: one for one in every}
    return [(one, _difference(before.get(one.number - 1), one)) for one in shown]


def _difference(before: Version | None, one: Version) -> list[str]:
    was = before.text.splitlines() if before else []
    return list(difflib.unified_diff(was, one.text.splitlines(), lineterm="", n=2))[2:]
