"""What a machine says on the telephone: who calls and why, then which keys there are.

The laws it keeps: it says at once that a machine calls, for whom, and who; what anybody may hear who answers
names no amount and no debt, unless the debtor is known to be a business; how to stop is always a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from dunning.account import Account
from dunning.decisions import Notify
from dunning.letters.facts import Row, locale_of, of_parties, of_step
from dunning.letters.letter import (
    MENU,
    NO_PAPERS,
    NO_PARTICULARS,
    VOICE,
    WORDS,
    Papers,
    Particulars,
    Sender,
)
from dunning.letters.rendering import environments, rendering_of
from dunning.letters.wording import ALIKE, one_line


def render_voice(
    notify: Notify,
    account: Account,
    sender: Sender,
    templates: Mapping[str, str],
    now: datetime,
    *,
    private: bool = True,
    particulars: Particulars = NO_PARTICULARS,
    papers: Papers = NO_PAPERS,
) -> str:
    """The words for this step, keys included. `private`: the debtor is a consumer, or not known to be none.

    Key 1 is offered where the `papers` have an address to be texted. Raises `LetterError` where a template is
    missing or wrong.
    """
    locale = locale_of(account, sender, particulars.language)
    facts = of_parties(account, sender, locale)
    facts |= of_step(notify, account, now, locale, papers, particulars)
    rows = msgspec.convert(facts["invoices"], list[Row])
    folder = locale.split("_")[0]
    text, _html = environments(tuple(sorted(templates.items())))
    facts |= {"number": rows[0].number, "others": len(rows) - 1, "due": rows[0].due}

    def said(name: str) -> str:
        with rendering_of(f"the call {folder}/{name}"):
            words = text.get_template(f"{folder}/{WORDS}").module
            made = text.get_template(f"{folder}/{name}").render(
                facts, words=words, private=private, linked=bool(papers.texted)
            )
        return one_line(made.translate(ALIKE))

    return f"{said(VOICE)} {said(MENU)}"
