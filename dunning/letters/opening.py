"""The first sentence of a call, in the customer's language and in the tone of the step.

The law it keeps: it is for the ears of the debtor alone, after who is on the line is known; it names the sum
and asks, and nothing else. Which words it has depends on the step's tone, never on a likelihood.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from dunning.account import Account
from dunning.decisions import Notify
from dunning.letters.facts import Row, locale_of, of_parties, of_step
from dunning.letters.letter import (
    CALL,
    NO_PAPERS,
    NO_PARTICULARS,
    WORDS,
    Particulars,
    Sender,
)
from dunning.letters.rendering import environments, rendering_of
from dunning.letters.wording import one_line


def opening(
    act: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    particulars: Particulars = NO_PARTICULARS,
) -> str:
    """What to say first. Raises `LetterError` where the template is missing or wrong."""
    locale = locale_of(account, sender, particulars.language)
    facts = of_parties(account, sender, locale)
    facts |= of_step(act, account, now, locale, NO_PAPERS, particulars)
    rows = msgspec.convert(facts["invoices"], list[Row])
    folder = locale.split("_")[0]
    text, _html = environments(tuple(sorted(templates.items())))
    with rendering_of(f"the opening {folder}/{CALL}"):
        made = text.get_template(f"{folder}/{CALL}").render(
            facts,
            words=text.get_template(f"{folder}/{WORDS}").module,
            tone=act.tone,
            number=rows[0].number,
            others=len(rows) - 1,
            due=rows[0].due,
        )
    return one_line(made)
