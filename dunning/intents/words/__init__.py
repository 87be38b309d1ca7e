"""The words by which replies are understood, by language; `phrases` says how they are written.

A key of PHRASES is a kind, with a point and its detail where it has one ("question.pay"), or one of use to
others: "harmless" is looked past first, "not.KIND" takes that kind back where it stands over its words,
"negation" and "conditional" take a claim or promise back in their part of a sentence; "but" begins a new
part, where no "not.but" lies over it. Behind a claim or
promise stand "present" and "dated" for words that need a day on their side of today, and "either" for a
tense that only its day can settle; "soft" hints at a need of time, "admits" that something was overlooked.
"until" stands before the day up to which time is asked for, "assured" beside a day that is all of a reply,
"told" in a payment's part that only seems to ask. SETS are words for "@name", and numbers
by word. DAYS are the forms of a day; `dunning.intents.days` says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping

from dunning.intents.words import de, en, es, fr, nl
from dunning.intents.words.days import DAYS

_BY_LANGUAGE = {"en": en, "de": de, "fr": fr, "es": es, "nl": nl}
PHRASES: Mapping[str, Mapping[str, str]] = {name: each.PHRASES for name, each in _BY_LANGUAGE.items()}
SETS: Mapping[str, Mapping[str, str]] = {name: each.SETS for name, each in _BY_LANGUAGE.items()}
LANGUAGES = tuple(_BY_LANGUAGE)

__all__ = ["DAYS", "LANGUAGES", "PHRASES", "SETS"]
