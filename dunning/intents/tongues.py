"""Which languages a reply may be in: those whose common words it holds, the customer's own in doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from dunning.intents.phrases import bare, folded
from dunning.intents.words import LANGUAGES, SETS

_FEW = 2  # common words with which any language may be meant
_SHARE = 0.4  # of the leading language's count, for a mixed reply
_OWN = 0.5  # of a word, for the customer's own


def languages_of(text: str, own: str | None) -> tuple[str, ...]:
    """The languages to read folded words in, the likeliest first.

    All of them where few words tell, unless they tell of `own`.
    """
    words = re.findall(r"[^\W\d_]+", bare(text))
    preferred = (own or "").replace("_", "-").partition("-")[0].lower()
    count = {
        each: sum(word in _common(each) for word in words) + (_OWN if each == preferred else 0)
        for each in LANGUAGES
    }
    ordered = sorted(LANGUAGES, key=lambda each: -count[each])
    most = count[ordered[0]]
    if most <= _FEW and ordered[0] != preferred:
        return tuple(ordered)
    return tuple(each for each in ordered if count[each] >= most * _SHARE)


@lru_cache(maxsize=16)
def _common(language: str) -> frozenset[str]:
    return frozenset(map(bare, map(folded, SETS[language]["common"].split())))
