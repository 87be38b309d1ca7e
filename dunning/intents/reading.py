"""From the words of a reply to its meanings: sentence by sentence, then what the whole of it allows.

The laws it keeps: a promise has a day that is not over, and a day alone is one; thanks and a question of no
known kind count only where nothing else is said; an automatic answer says that somebody is away, and nothing
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from dunning.intents.claims import Claim, claims_of, has, longest_of, looked_past
from dunning.intents.clauses import Part, Sentence, sentences, written
from dunning.intents.days import Said
from dunning.intents.meaning import Day, Known, Meaning, Sum
from dunning.intents.merging import merged
from dunning.intents.numbers import Invoices, reference_in
from dunning.intents.people import address_in, name_after
from dunning.intents.phrases import folded, pattern
from dunning.intents.sums import Told
from dunning.intents.tongues import languages_of
from dunning.intents.values import Values, shared_out, values_of

_TOWARD = {"paid": -1, "promise": 1, "out_of_office": 1}
_UNTIL = 14  # signs before a day in which "until" makes it the end of the time that is asked for
_WEEK = timedelta(days=7)
_NEEDS_DAY = ("present", "dated")
_OF_MONEY = ("dispute", "asks_time")  # beside claims and promises, where figures are given
_OF_ONE = ("paid", "dispute")  # about the only invoice that the reply names
_WHOLE = ("legal_threat", "insolvency")  # about whatever the letter names
_ASIDE = ("agrees", "courtesy")
_SURE = ("assured", "courtesy")
_ENDS = tuple(".!?\u2026)")
_PARTICLE = 3  # letters of a word within a name, as "von" and "de"
_LEFT_OVER = 1  # words beside thanks and courtesies that still say nothing


def meanings(words: str, known: Known) -> tuple[Meaning, ...]:
    """All that the words say, in their order; one "unclear" where nothing is understood."""
    languages = languages_of(folded(words[:2000]), known.language)
    text = written(words, languages)
    cut = list(sentences(text, languages))
    invoices = Invoices(known.owed, known.today.year)
    read = _Reading(words, known, languages, invoices)
    found = [each for one in cut for each in read.meanings_of(one)]
    whole = merged(read.completed(found, cut))
    whole = tuple(each for each in whole if each.kind != "promise" or each.day is not None)
    if whole:
        return whole
    if cut and all(_says_nothing(each.text, languages) for each in cut):
        return (Meaning(kind="agrees", start=cut[0].start, end=cut[-1].end),)
    if (day := read.day_alone(cut)) is not None:
        return (Meaning(kind="promise", start=cut[0].start, end=cut[-1].end, sure="likely", day=day),)
    asking = [each for each in cut if _asks(each, languages)]
    if asking:
        place = (asking[0].start, asking[-1].end)
        return (
            Meaning(
                kind="question",
                asked="other",
                start=place[0],
                end=place[1],
                invoices=read.named_in(asking) or read.named_in(cut),
            ),
        )
    start, end = (cut[0].start, cut[-1].end) if cut else (0, len(words))
    return (Meaning(kind="unclear", start=start, end=end),)


def meaning_at(
    kind: str, detail: str | None, place: tuple[int, int], words: str, known: Known
) -> Meaning | None:
    """A proposed meaning of the words at `place` (its end is exclusive), with what our rules find in them.

    `None` for a promise that names no day ahead: there is nothing that could be kept.
    """
    languages = languages_of(folded(words[:2000]), known.language)
    start, end = place
    part = Sentence(start=start, text=folded(words[start:end]), parts=(Part(start, end),), asks=False)
    claim = Claim(
        kind=kind,
        form=detail or "",
        start=start,
        end=end,
        part=0,
        whole=True,
        language=languages[0],
        likely=True,
    )
    read = _Reading(words, known, languages, Invoices(known.owed, known.today.year))
    own = values_of(part, languages, known, Invoices(known.owed, known.today.year))
    found = next(iter(read.of_claim(claim, own, part, alone=True)), None)
    if found is None or (kind == "promise" and found.day is None):
        return None
    return replace(found, proposed=True)


class _Reading:
    """One reply being read."""

    def __init__(self, words: str, known: Known, languages: Sequence[str], invoices: Invoices) -> None:
        self._words, self._known, self._languages, self._invoices = words, known, languages, invoices
        self._values: dict[int, Values] = {}

    def meanings_of(self, sentence: Sentence) -> Iterator[Meaning]:
        """What one sentence says by itself."""
        values = values_of(sentence, self._languages, self._known, self._invoices)
        self._values[sentence.start] = values
        might = [
            each
            for each in claims_of(sentence, self._languages)
            if each.kind != "legal_threat" or not self._signs(sentence)
        ]
        settled, shares = self._held([each for each in might if each.form != "soft"], values, sentence)
        if not any(each.kind == "promise" for each in settled):
            settled, shares = self._held(might, values, sentence)
        for claim, own in zip(settled, shares, strict=True):
            yield from self.of_claim(claim, own, sentence, alone=len(settled) == 1)

    def _signs(self, sentence: Sentence) -> bool:
        """Whether it is but the writer's name on the last line: "Meier & Partner, Rechtsanw\u00e4lte"."""
        before, line = self._words[: sentence.start], self._words[sentence.start : sentence.end].strip()
        name = line.partition(",")[0]
        return (
            not self._words[sentence.end :].strip()
            and before.rstrip()[-1:] in _ENDS
            and before.rstrip(" \t").endswith("\n")
            and line[-1:] not in _ENDS
            and all(not word[:1].islower() or len(word) <= _PARTICLE for word in name.split())
        )

    def _held(
        self, might: Sequence[Claim], values: Values, sentence: Sentence
    ) -> tuple[list[Claim], list[Values]]:
        """The claims that hold, each with its values; what an unfit one lay over may hold instead."""
        while True:
            claims = longest_of(might)
            apart = shared_out(values, claims, sentence)
            settled = [self._settled(each, own) for each, own in zip(claims, apart, strict=True)]
            shares = shared_out(values, settled, sentence)
            unfit = [
                claim
                for claim, each, own in zip(claims, settled, shares, strict=True)
                if not self._fits(each, own)
            ]
            if not unfit:
                return settled, shares
            might = [each for each in might if each not in unfit]

    def _settled(self, claim: Claim, own: Values) -> Claim:
        """A tense that may be either ("pagamos el lunes") is what all the days beside it can only be."""
        if claim.form != "either":
            return claim
        behind, ahead = (_days(own.days, self._known, toward) for toward in (-1, 1))
        if ahead and not behind:
            return replace(claim, kind="promise", form="")
        return replace(claim, form="") if behind and not ahead else claim

    def _fits(self, claim: Claim, own: Values) -> bool:
        """Whether the days beside it allow it: a promise for a day that is over is none."""
        days = _days(own.days, self._known, _TOWARD.get(claim.kind, 1))
        if claim.form == "either":
            return False
        return bool(days) or (claim.form not in _NEEDS_DAY and not (claim.kind == "promise" and own.days))

    def of_claim(self, claim: Claim, own: Values, sentence: Sentence, *, alone: bool) -> Iterator[Meaning]:
        """What a claim means with the values that are its own; more than one for a promise in parts."""
        toward = _TOWARD.get(claim.kind, 0)
        said = sorted(own.days, key=lambda each: _apart(each, claim)) if toward < 0 else own.days
        if claim.kind == "asks_time":
            said = [each for each in own.days if claim.form == "ask" and self._ends_at(each, sentence)]
        days = _days(said, self._known, toward or 1) if toward or claim.kind == "asks_time" else []
        parts = [sentence.part_at(each) for each in (claim.start, claim.end - 1)]
        start, end = sentence.parts[parts[0]].start, sentence.parts[parts[1]].end
        if alone:
            start, end = sentence.start, sentence.end
        one = self._meaning(claim, own, sentence, self._trimmed(start, end))
        if claim.kind == "promise" and len(days) > 1 and len(own.sums) > 1:
            for day, told in zip(days, own.sums, strict=False):
                yield replace(one, day=day, amount=told.sum(self._known, one.invoices))
            return
        yield replace(one, day=_chosen(days, claim.kind))

    def _ends_at(self, day: Said, sentence: Sentence) -> bool:
        """Whether time is asked for until that day."""
        near = sentence.text[max(0, day.start - sentence.start - _UNTIL) : day.end - sentence.start]
        return any(has(language, "until", near) for language in self._languages)

    def _meaning(self, claim: Claim, own: Values, sentence: Sentence, span: tuple[int, int]) -> Meaning:
        invoices = tuple(dict.fromkeys(each.number for each in own.invoices))
        stated = [each for each in own.sums if each.part == "stated"]
        sums = own.sums if claim.kind in ("paid", "promise") else stated if claim.kind in _OF_MONEY else []
        reference = None
        if claim.kind == "paid" and own.references:
            reference = self._words[own.references[0].start : own.references[0].end].strip(" .,")
        one = Meaning(
            kind=claim.kind,  # type: ignore[arg-type]  # keys are kinds
            start=span[0],
            end=span[1],
            sure="likely" if claim.likely or claim.form == "soft" else "certain",
            amount=_sum(sums, self._known, invoices) if sums else None,
            invoices=invoices,
            reference=reference,
            asked=claim.form if claim.kind == "question" else None,  # type: ignore[arg-type]  # keys are these
            scope=claim.form if claim.kind == "stop" else None,  # type: ignore[arg-type]  # as above
            why=claim.form if claim.kind == "dispute" else None,  # type: ignore[arg-type]  # as above
        )
        return self._with_people(one, sentence)

    def _with_people(self, one: Meaning, sentence: Sentence) -> Meaning:
        original = self._words[sentence.start : sentence.end]
        if one.kind == "wrong_person":
            name = name_after("person", sentence.text, original, self._languages)
            return replace(one, person=name, address=address_in(original))
        if one.kind != "insolvency":
            return one
        name = name_after("administrator", sentence.text, original, self._languages)
        cases = list(reference_in(sentence.text, self._languages, "case"))
        case = original[cases[0].start : cases[0].end].strip(" .,") if cases else None
        return replace(one, person=name, reference=case)

    def completed(self, found: Sequence[Meaning], cut: Sequence[Sentence]) -> list[Meaning]:
        """With what stands in sentences that say nothing by themselves, where only one can mean it."""
        silent = [
            self._values[each.start]
            for each in cut
            if not any(each.start <= one.start < each.end for one in found)
        ]
        every = {named.number for one in self._values.values() for named in one.invoices}
        done = []
        for each in found:
            toward = _TOWARD.get(each.kind, 0)
            alone = sum(one.kind == each.kind for one in found) == 1
            if alone and toward and each.day is None:
                days = [day for one in silent for day in _days(one.days, self._known, toward)]
                each = replace(each, day=_chosen(days, each.kind))  # noqa: PLW2901  # the same, with its day
            whole = each.kind in _WHOLE or any(one.kind in _WHOLE for one in found)
            if not each.invoices and (len({one.kind for one in found}) == 1 or whole):
                about = self._values.values() if whole else silent
                numbers = dict.fromkeys(named.number for one in about for named in one.invoices)
                each = replace(each, invoices=tuple(numbers))  # noqa: PLW2901  # as above
            elif not each.invoices and each.kind in _OF_ONE and len(every) == 1:
                each = replace(each, invoices=tuple(every))  # noqa: PLW2901  # as above
            if alone and each.kind == "paid":
                each = self._with_silent(each, silent)  # noqa: PLW2901  # as above
            if each.kind == "wrong_person" and not any(one.address for one in found):
                texts = [self._words[one.start : one.end] for one in cut]
                each = replace(each, address=next(filter(None, map(address_in, texts)), None))  # noqa: PLW2901  # as above
            done.append(each)
        if any(each.kind == "promise" and each.day is not None for each in done):
            return done
        agreed = any(each.kind == "agrees" for each in done)
        return [
            replace(each, kind="asks_time", sure="likely") if each.kind == "promise" else each
            for each in done
            if not (agreed and each.kind == "promise")
        ]

    def day_alone(self, cut: Sequence[Sentence]) -> Day | None:
        """The day ahead of a reply that names it and says nothing more, as "Friday, promise"."""
        own = [self._values[each.start] for each in cut]
        days = [day for one in own for day in _days(one.days, self._known, 1)]
        if len(days) != 1 or any(each.asks for each in cut):
            return None
        for each, values in zip(cut, own, strict=True):
            text = looked_past(each.text, self._languages)
            for said in values.days:
                start, end = said.start - each.start, said.end - each.start
                text = text[:start] + " " * (end - start) + text[end:]
            if not _says_nothing(text, self._languages, _SURE):
                return None
        return days[0]

    def named_in(self, cut: Sequence[Sentence]) -> tuple[str, ...]:
        """The invoices named in those sentences."""
        return tuple(dict.fromkeys(named.number for one in cut for named in self._values[one.start].invoices))

    def _with_silent(self, one: Meaning, silent: Sequence[Values]) -> Meaning:
        places = [place for each in silent for place in each.references]
        if one.reference is None and places:
            one = replace(one, reference=self._words[places[0].start : places[0].end].strip(" .,"))
        sums = [told for each in silent for told in each.sums if told.part == "stated"]
        if one.amount is None and len(sums) == 1:
            one = replace(one, amount=sums[0].sum(self._known, one.invoices))
        return one

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self._words[start:end]
        left = len(words) - len(words.lstrip(" \t\n,;:-\u2013()"))
        right = len(words) - len(words.rstrip(" \t\n,;:.-\u2013("))
        return (start + left, end - right) if left + right < len(words) else (start, end)


def _apart(one: Said, claim: Claim) -> int:
    return max(one.start - claim.end, claim.start - one.end, 0)


def _days(said: Sequence[Said], known: Known, toward: int) -> list[Day]:
    return [day for each in said if (day := each.day(known.today, toward)) is not None]


def _sum(told: Sequence[Told], known: Known, invoices: Sequence[str]) -> Sum:
    """The first in figures, else the first."""
    return min(told, key=lambda each: each.part != "stated").sum(known, invoices)


def _chosen(days: Sequence[Day], kind: str) -> Day | None:
    """Of a payment the first that is no whole month, of a promise all, of an absence the last."""
    if kind == "paid":
        return next((each for each in days if each.last - each.first <= _WEEK), None)
    if len(days) <= 1:
        return days[0] if days else None
    if kind == "out_of_office":
        return max(days, key=lambda each: each.last)
    first, last = min(each.first for each in days), max(each.last for each in days)
    return Day(first=first, last=last, sure="likely")


def _says_nothing(text: str, languages: Sequence[str], keys: Sequence[str] = _ASIDE) -> bool:
    """Whether a sentence holds thanks and courtesies only, or whatever else stands under those keys."""
    said = False
    for language in languages:
        for key in keys:
            form = pattern(language, key)
            if form is not None:
                said = said or (key == "agrees" and form.search(text) is not None)
                text = form.sub(" ", text)
    left = len(re.findall(r"[^\W_]+", text))
    denied = any(has(language, "negation", text) for language in languages)
    return left == 0 or (left <= _LEFT_OVER and said and not denied and "?" not in text)


def _asks(sentence: Sentence, languages: Sequence[str]) -> bool:
    text = looked_past(sentence.text, languages)
    return any(
        (form := pattern(language, "question.other")) is not None and form.search(text) is not None
        for language in languages
    )
