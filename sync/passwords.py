"""How hard a password is to guess: by lists of common and breached ones, words, names, dates and patterns.

All of it is on this machine; nobody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

LEAST: Final = 3  # of 4: whoever has stolen its hash guesses for days still
MOST: Final = 4
_JUDGED: Final = 72  # letters, which take a machine long enough to judge
_SHORTEST: Final = 3  # part of a name that says something
_OURS: Final = ("duesync",)


def weakness(password: str, about: Collection[str]) -> str | None:
    """Why it is too easy to guess, with its strength and what would help; `None` where it is not.

    `about`: what those who know its owner would try first, such as their name.
    """
    from zxcvbn import zxcvbn  # its lists take a moment to load

    told = {part.casefold() for each in about for part in (each, *re.split(r"[\W_]+", each))}
    first = [part for part in sorted(told) if len(part) >= _SHORTEST]
    found = zxcvbn(password[:_JUDGED], user_inputs=[*first, *_OURS])
    if found["score"] >= LEAST:
        return None
    helps = found["feedback"]
    quick = found["crack_times_display"]["offline_slow_hashing_1e4_per_second"]
    said = [f"it is too easy to guess (strength {found['score']} of {MOST}; a machine needs {quick})"]
    said += [text.rstrip(".") for text in (helps["warning"], *helps["suggestions"]) if text]
    return ". ".join(said)
