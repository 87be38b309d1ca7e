"""What a sentence says, by its phrases, after what takes it back: negations, conditions, questions, duties.

The laws it keeps: a payment made and one promised count only where nothing in their part of the sentence
denies, conditions or asks them; of two readings of the same words the longer holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from dunning.intents.clauses import Sentence
from dunning.intents.meaning import KINDS
from dunning.intents.phrases import keys, pattern

_DENIED = ("paid", "promise", "remittance")  # by a negation in their part
_CONDITIONED = ("promise",)  # by a condition anywhere in the sentence
_CONDITIONED_IN_PART = ("paid", "insolvency", "remittance")
_UNASKED = ("paid", "promise", "insolvency")  # not where the part is a question
_TAG = 2  # words behind a part that make it one: "on Friday, or not?"

_ONLY_ALONE = ("agrees", "question.other")  # said where nothing else is
_PLAIN = ("credit", "duplicate")
_VAGUE = ("wrong", "soft", "dated", "other")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase found in the text from `start` to `end`. `form`: what follows its kind's point, or "".

    `whole`: it stands in one part of the sentence, `part`; else it begins there.
    """

    kind: str
    form: str
    start: int
    end: int
    part: int
    whole: bool
    language: str
    likely: bool


def claims_of(sentence: Sentence, languages: Sequence[str]) -> list[Claim]:
    """All that the sentence might claim, the plainest and longest first; they may lie over another."""
    text = looked_past(sentence.text, languages)
    found = [each for language in languages for each in _found(text, sentence, language)]
    kept = [each for each in found if not _taken_back(each, text, sentence)]
    return sorted(
        kept, key=lambda one: (_rank(one), not one.whole, one.start - one.end, KINDS.index(one.kind))
    )


def longest_of(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims in that order those that hold, in order of place, none over another."""
    longest: list[Claim] = []
    for each in claims:
        if not any(each.start < other.end and other.start < each.end for other in longest):
            longest.append(each)
    return sorted(longest, key=lambda one: one.start)


def _rank(claim: Claim) -> int:
    """What is said most plainly comes first, what only hints at something last."""
    return 0 if claim.form in _PLAIN else 2 if claim.form in _VAGUE else 1


def looked_past(text: str, languages: Sequence[str]) -> str:
    """The sentence without its harmless words, each blanked in its place."""
    for language in languages:
        harmless = pattern(language, "harmless")
        if harmless is not None:
            text = harmless.sub(lambda each: " " * len(each[0]), text)
    return text


@lru_cache(maxsize=512)
def has(language: str, key: str, text: str) -> bool:
    """Whether any phrase of that key stands in the text."""
    form = pattern(language, key)
    return form is not None and form.search(text) is not None


def _found(text: str, sentence: Sentence, language: str) -> Iterator[Claim]:
    for key in keys(language):
        kind, _, form = key.partition(".")
        words = pattern(language, key)
        if kind not in KINDS or words is None or key in _ONLY_ALONE:
            continue
        places = _places(words, text, sentence)
        if not places:
            continue  # most keys: what takes them back need not be looked for
        against = [
            place
            for other in (f"not.{kind}", f"not.{key}" if form else "")
            if (taking := pattern(language, other)) is not None
            for place in _places(taking, text, sentence)
        ]
        for at, to in places:
            whole = _parts(sentence, at, to) == 1
            near = [
                each for each in against if not (whole and kind == "paid") or _parts(sentence, *each) == 1
            ]
            if not any(start < to and at < end for start, end in near):
                yield Claim(
                    kind=kind,
                    form=form,
                    start=sentence.start + at,
                    end=sentence.start + to,
                    part=sentence.part_at(sentence.start + at),
                    whole=whole,
                    language=language,
                    likely=has(language, "hedge", text),
                )


def _parts(sentence: Sentence, at: int, to: int) -> int:
    """In how many parts of the sentence that place is."""
    return sentence.part_at(sentence.start + to - 1) - sentence.part_at(sentence.start + at) + 1


def _places(words: re.Pattern[str], text: str, sentence: Sentence) -> set[tuple[int, int]]:
    """Where the words stand, within each part by itself and across parts."""
    if len(sentence.parts) == 1:
        return {each.span() for each in words.finditer(text)}
    parts = ((each.start - sentence.start, each.end - sentence.start) for each in sentence.parts)
    within = {each.span() for start, end in parts for each in words.finditer(text, start, end)}
    return within | {each.span() for each in words.finditer(text)}


def _taken_back(claim: Claim, text: str, sentence: Sentence) -> bool:
    first, last = claim.part, sentence.part_at(claim.end - 1)
    start, end = sentence.parts[first].start - sentence.start, sentence.parts[last].end - sentence.start
    part = text[start:end]
    asked = sentence.asks and len(re.findall(r"[\w']+", text[end:])) <= _TAG
    return (
        (claim.kind in _DENIED and has(claim.language, "negation", part))
        or (claim.kind in _CONDITIONED and has(claim.language, "conditional", text))
        or (claim.kind in _CONDITIONED_IN_PART and has(claim.language, "conditional", part))
        or (
            claim.kind in _UNASKED
            and asked
            and not (claim.kind == "paid" and has(claim.language, "told", part))
        )
    )
