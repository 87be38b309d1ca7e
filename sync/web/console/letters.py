"""The words of letters, texts and calls: edited with what they would look like beside them.

The law kept here: words that are forbidden are refused with the place to blame; those in the form count for
nobody until they are kept, as a version of the policy.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode

import msgspec
import tomli_w
from starlette.responses import Response
from starlette.routing import Route

from dunning.account import Account
from dunning.letters.languages import LANGUAGES, spoken_in
from dunning.letters.letter import LetterError
from dunning.letters.own import COURTEOUS, LONGEST, PARTS, SINGLE, Words, parts_in, parts_of
from dunning.letters.sms import segments
from dunning.policy import PRE_DUE, Level
from dunning.reaching import CHANNEL_WORDS
from sync.commands import policy as acts
from sync.commands.targets import ActError
from sync.commands.wording import PIECES, WAYS, Trial, courtesies, in_general, steps_of
from sync.policies import LETTERS, InForce, PolicyRefused
from sync.store import decided, figures
from sync.store.ledgers import LinkedLedger
from sync.web import pages
from sync.web.console.desk import Nowhere, Visit, at, url
from sync.web.console.policy import sent_number

MADE = {"several": "a made customer with three invoices", "one": "a made customer with one invoice"}
_COUNTS = {"several": 3, "one": 1}
_MOST_REAL = 30
_MOST_WORDS = 20_000  # bytes of what an address holds
_QUOTED = re.compile(r'["\']([^"\']+)["\'][^"\']*$')  # the words that a fault ends with
_APART = "; "
_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "nl": "Dutch"}


@dataclass(frozen=True, slots=True)
class Place:
    """Which words: of what step, in which language, by which way; and about whose debt they are shown."""

    step: Level
    language: str
    way: str
    who: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is edited together."""
        if self.way == "email":
            return ("subject", *parts_in(self.step.template))
        return PIECES.get(self.way, (self.way,))


@dataclass(frozen=True, slots=True)
class Shown:
    """Words in the form. `typed`: by piece; `words`: those of the version that they would make."""

    typed: dict[str, str]
    words: Words
    problems: dict[str, str]


def routes() -> list[Route]:
    """For the console's router."""
    page = "/ledgers/{ledger}/letters"
    return [
        at(page, show),
        at(page, keep, methods=["POST"]),
        at(f"{page}/check", check, methods=["POST"]),
        at(f"{page}/preview", preview),
    ]


def show(visit: Visit) -> Response:
    """The words in force."""
    ledger = visit.ledger()
    counts = visit.office.in_force(ledger.name)
    place = _place(counts, ledger, visit, visit.asked)
    typed = _in_force(counts.words, visit.office.templates(), place)
    return _page(visit, ledger, counts, place, Shown(typed, counts.words, {}))


def check(visit: Visit) -> Response:
    """What is wrong with the words in the form, and what they look like; nothing is changed."""
    ledger = visit.ledger()
    counts = visit.office.in_force(ledger.name)
    place = _place(counts, ledger, visit, visit.sent)
    shown, _ = _drafted(visit, ledger, counts, place)
    if visit.request.headers.get("HX-Request") != "true":
        return _page(visit, ledger, counts, place, shown)
    return visit.page(
        "console/letters_check.html",
        place=place,
        problems=shown.problems,
        remarks=_remarks(visit, ledger, counts, place, shown),
        source=_source(ledger, place, shown.typed),
        changed=shown.words != counts.words,
    )


def keep(visit: Visit) -> Response:
    """Put the words in force."""
    ledger = visit.ledger()
    counts = visit.office.in_force(ledger.name)
    place = _place(counts, ledger, visit, visit.sent)
    shown, text = _drafted(visit, ledger, counts, place)
    if shown.problems:
        return _page(visit, ledger, counts, place, shown, status=400)
    over = sent_number(visit, "over")
    try:
        made = acts.write(visit.office, ledger, text, visit.by, visit.sent("note"), over=over)
    except (ActError, PolicyRefused) as error:
        return _page(visit, ledger, counts, place, replace(shown, problems={"": str(error)}), status=400)
    visit.say(f"Version {made.number} is in force: these words are said from the next run on.")
    return visit.see(_address(ledger, place))


def preview(visit: Visit) -> Response:
    """The letter alone, for a frame: with the words that the address holds, or with those in force."""
    ledger = visit.ledger()
    counts = visit.office.in_force(ledger.name)
    place = _place(counts, ledger, visit, visit.asked)
    words = counts.words
    if visit.asked("words"):
        words = _with(counts.words, visit.office.templates(), place, _unpacked(visit.asked("words")))
    try:
        letter, _ = _trial(visit, ledger, counts, words).said(
            place.step, place.language, place.way, _account(visit, ledger, counts, place)
        )
    except LetterError as bad:
        return pages.letter(_plain(f"There is nothing to show: {bad}"))
    return pages.letter(letter.html or _plain(letter.text))


def _plain(text: str) -> str:
    style = "font:1rem/1.5 system-ui,sans-serif;color:#1d2327;background:#fff;margin:1.25rem;max-width:30rem"
    return f'<!DOCTYPE html><title>Preview</title><body style="{style}">{escape(text)}</body>'


def _place(counts: InForce, ledger: LinkedLedger, visit: Visit, asked: Callable[[str], str]) -> Place:
    """What is asked for; the first of each where it is not. Raises `Nowhere`."""
    steps = _steps(counts)
    first = next(iter(steps), "")
    step, who = steps.get(asked("step") or first), asked("who") or "several"
    sender = visit.office.config.ledger(ledger.name).sender
    language = asked("language") or spoken_in(ledger.country, None, sender.language)
    if step is None or language not in LANGUAGES:
        raise Nowhere
    usual = "email" if step.channel == "letter" else step.channel
    way = usual if step.template in COURTEOUS else asked("way") or usual
    if way not in WAYS:
        raise Nowhere
    return Place(step, language, way, who)


def _steps(counts: InForce) -> dict[str, Level]:
    """What letters there are, by name: the levels' of every procedure, and the courtesies."""
    each = [step for one in reversed([*counts.policy.each()]) for step in steps_of(one)]
    return {step.name: step for step in each} | {
        step.name: step for step in courtesies() if step.name not in {one.name for one in each}
    }


def _in_force(words: Words, ours: Mapping[str, str], place: Place) -> dict[str, str]:
    """The pieces of that place as these words have them; as they come with us for the rest."""
    own = words.get(place.language, {})
    usual = _ours(ours, place)
    letter = own.get(place.step.template, {})
    parts = letter if isinstance(letter, dict) else {}
    return {name: str(own.get(name, parts.get(name, usual[name]))) for name in place.pieces}


def _ours(ours: Mapping[str, str], place: Place) -> dict[str, str]:
    letter = parts_of(ours[f"{place.language}/{place.step.template}.j2"])
    return {
        name: letter[name] if name in PARTS else ours[f"{place.language}/{SINGLE[name]}"].strip()
        for name in place.pieces
    }


def _with(words: Words, ours: Mapping[str, str], place: Place, typed: Mapping[str, str]) -> Words:
    """These words with what was typed; what is as it comes with us is no word of the house's own."""
    usual = _ours(ours, place)
    own = dict(words.get(place.language, {}))
    parts = own.pop(place.step.template, {}) if place.way == "email" else {}
    told = dict(parts) if isinstance(parts, dict) else {}
    for name in place.pieces:
        kept = told if name in PARTS else own
        kept.pop(name, None)
        if typed.get(name, "") not in ("", usual[name]):
            kept[name] = typed[name]
    if told:
        own[place.step.template] = told
    rest = {language: each for language, each in words.items() if language != place.language}
    return {**rest, place.language: own} if own else rest


def _drafted(visit: Visit, ledger: LinkedLedger, counts: InForce, place: Place) -> tuple[Shown, str]:
    """What was typed, and the version that it makes."""
    typed = {name: visit.sent(name).replace("\r\n", "\n") for name in place.pieces}
    words = _with(counts.words, visit.office.templates(), place, typed)
    whole = {**counts.page, **({LETTERS: words} if words else {})}
    text = tomli_w.dumps(whole, multiline_strings=True)
    try:
        acts.draft(visit.office, ledger, text)
    except PolicyRefused as refused:
        return Shown(typed, words, _placed(refused, typed)), text
    return Shown(typed, words, {}), text


def _placed(refused: PolicyRefused, typed: Mapping[str, str]) -> dict[str, str]:
    """Each fault by the piece that it names, or that holds the words to blame; by "" where none does."""
    by_piece: dict[str, list[str]] = {}
    for key, text in refused.problems:
        named = key.rpartition(".")[2]
        blamed = _QUOTED.search(text)
        holds = (name for name, piece in typed.items() if blamed and blamed[1].casefold() in piece.casefold())
        by_piece.setdefault(named if named in typed else next(holds, ""), []).append(text)
    return {piece: _APART.join(dict.fromkeys(told)) for piece, told in by_piece.items()}


def _remarks(
    visit: Visit, ledger: LinkedLedger, counts: InForce, place: Place, shown: Shown
) -> list[tuple[str, str]]:
    """(level, text) of what the reading of the letter as shown finds, but what its pieces tell already."""
    trial = _trial(visit, ledger, counts, shown.words)
    try:
        letter, found = trial.said(
            place.step, place.language, place.way, _account(visit, ledger, counts, place)
        )
    except (LetterError, PolicyRefused) as bad:
        return [] if shown.problems else [("error", str(bad))]
    blamed = {text for told in shown.problems.values() for text in told.split(_APART)}
    read = dict.fromkeys((each.level, in_general(each)) for each in found)
    told: list[tuple[str, str]] = [each for each in read if each[1] not in blamed]
    if place.way in ("sms", "answer"):
        count = segments(letter.text)
        told.append(("told", f"{count.units} characters, {pages.counted(count.count, 'segment')}"))
    return told


def _trial(visit: Visit, ledger: LinkedLedger, counts: InForce, words: Words) -> Trial:
    said = InForce(counts.policy, counts.number, counts.page, words)
    templates = said.templates(visit.office.templates())
    return Trial(visit.office, ledger, counts.policy, templates, visit.office.rules(ledger))


def _account(visit: Visit, ledger: LinkedLedger, counts: InForce, place: Place) -> Account:
    """Whose debt it is shown about. Raises `Nowhere`."""
    if place.who in _COUNTS:
        trial = _trial(visit, ledger, counts, {})
        return trial.made(place.step, count=_COUNTS[place.who], before=place.step.name != PRE_DUE)
    currency, _, customer = place.who.partition(" ")
    with visit.office.store.read() as connection:
        found = decided.standing(connection, ledger.id, customer_id=customer, currency=currency)
        if not found:
            raise Nowhere
        return decided.snapshot(connection, found[0].account_digest)


def _people(visit: Visit, ledger: LinkedLedger) -> list[tuple[str, str]]:
    """Whose debt it may be shown about: (value, name)."""
    with visit.office.store.read() as connection:
        standing = decided.standing(connection, ledger.id, overdue=True)
        names = figures.customer_names(connection, ledger.id)
    real = [
        (
            f"{one.currency} {one.customer_id}",
            f"{names.get(one.customer_id, one.customer_id)}, {one.currency}",
        )
        for one in standing
    ]
    return [*MADE.items(), *sorted(real, key=lambda pair: pair[1].casefold())[:_MOST_REAL]]


def _packed(typed: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(typed).encode(), 9)).decode()


def _unpacked(written: str) -> dict[str, str]:
    """The words that an address holds. Raises `Nowhere`."""
    try:
        reader = zlib.decompressobj()
        body = reader.decompress(base64.urlsafe_b64decode(written), _MOST_WORDS)
        typed = msgspec.json.decode(body, type=dict[str, str])
    except (zlib.error, binascii.Error, ValueError, msgspec.MsgspecError):
        raise Nowhere from None
    if any(len(text) > LONGEST for text in typed.values()):
        raise Nowhere
    return typed


def _query(place: Place) -> str:
    asked = {"step": place.step.name, "language": place.language, "way": place.way, "who": place.who}
    return urlencode(asked)


def _address(ledger: LinkedLedger, place: Place) -> str:
    return f"{url('ledgers', ledger.name, 'letters')}?{_query(place)}"


def _source(ledger: LinkedLedger, place: Place, typed: Mapping[str, str]) -> str:
    where = url("ledgers", ledger.name, "letters", "preview")
    return f"{where}?{_query(place)}&words={_packed(typed)}"


def _page(
    visit: Visit, ledger: LinkedLedger, counts: InForce, place: Place, shown: Shown, status: int = 200
) -> Response:
    steps = _steps(counts)
    usual = _ours(visit.office.templates(), place)
    return visit.page(
        "console/letters.html",
        status=status,
        ledger=ledger,
        counts=counts,
        place=place,
        steps=[(name, name.replace("_", " ")) for name in steps],
        languages=_LANGUAGES.items(),
        ways=[
            (way, CHANNEL_WORDS.get(way, "answer to a text"))
            for way in (("email",) if place.step.template in COURTEOUS else WAYS)
        ],
        people=_people(visit, ledger),
        typed=shown.typed,
        own=[name for name in place.pieces if shown.typed[name] != usual[name]],
        problems=shown.problems,
        remarks=_remarks(visit, ledger, counts, place, shown),
        source=_source(ledger, place, shown.typed),
        shared=[
            name.replace("_", " ")
            for name, step in steps.items()
            if step.template == place.step.template and name != place.step.name
        ],
        note=visit.sent("note"),
        over=visit.sent("over") or counts.number or 0,
        longest=LONGEST,
    )
