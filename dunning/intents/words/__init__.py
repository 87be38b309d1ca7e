"""The words by which replies are understood, by language; `phrases` says how they are written.

A key of PHRASES is a kind, with a point and its detail where it has one ("question.pay"), or one of use to
others: "harmless" is looked past first, "not.KIND" takes that kind back where it stands over its words,
"negation" and "conditional" take a claim or promise back in their part of a sentence. SETS are words for
"@name", and numbers by word. DAYS are the forms of a day; `dunning.intents.days` says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping

from dunning.intents.words import en

PHRASES: Mapping[str, Mapping[str, str]] = {"en": en.PHRASES}
SETS: Mapping[str, Mapping[str, str]] = {"en": en.SETS}
DAYS: Mapping[str, Mapping[str, str]] = {"en": en.DAYS}
LANGUAGES = tuple(PHRASES)
