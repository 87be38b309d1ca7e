"""What a reading finds, and the codes it goes by.

E101 to E111 and W201 to W206 are those of the reference on law; the further ones are the house's own.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]

CODES = {
    "E100": "the template cannot be read",
    "E101": "a threat with the police or a crime",
    "E102": "a threat with seizure",
    "E103": "court steps that are not so",
    "E104": "a lawyer whom there may not be",
    "E105": "a credit bureau",
    "E106": "a threat to tell others",
    "E107": "an insult or shame",
    "E108": "a word on origin, faith, health or children",
    "E109": "a false or too short deadline",
    "E110": "an amount or a fee that is not the ledger's",
    "E111": "an official air",
    "E112": "a consequence that the policy does not list",
    "E113": "a subject that is not one line",
    "E114": "a request for card data",
    "E115": "too hard to read",
    "E116": "an answer without what was asked for",
    "E117": "a key that an automated call must offer is not named",
    "E118": "it cannot be written",
    "W201": "something a letter must say is missing",
    "W202": "a stiff word",
    "W203": "a claim about what others do",
    "W204": "promotion",
    "W205": "a word about debt where others may see it",
    "W206": "a consequence without a next step",
    "W207": "shouting",
    "W208": "a subject that is too long",
    "W209": "hard to read",
    "W210": "a long sentence",
    "W211": "a long letter",
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `place`: the template's name, or "text", "html" or "subject".

    `line`: from 1, 0 where no line is to blame. `text`: the words found, or what is missing.
    """

    code: str
    place: str
    line: int
    text: str

    @property
    def level(self) -> Severity:
        """Whether it refuses the letter."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{self.code} {where}: {CODES[self.code]}: {self.text}"


def errors(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that refuse the letter."""
    return tuple(each for each in found if each.level == "error")
